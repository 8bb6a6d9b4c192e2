"""What a server is told by ``ect.ini``, and by its command line, which wins."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from agent_desktop.server import app, places
from agent_desktop.server.failures import CannotDo


def told(file: Path, *flags: str) -> app.Settings:
    """The settings of a server with this file and these flags."""
    parser = argparse.ArgumentParser()
    app.add_arguments(parser)
    return app._settings(parser.parse_args(["--settings", str(file), *flags]))


def written(folder: Path, text: str) -> Path:
    file = folder / "ect.ini"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_says_where_and_the_command_line_wins(tmp_path: Path) -> None:
    file = written(tmp_path, f"[routing]\nhttp = 127.0.0.1:1\nsip = [::1]:2\ndata = {tmp_path / 'kept'}\n")
    settings = told(file)
    assert (str(settings.http), str(settings.sip), settings.data) == ("127.0.0.1:1", "[::1]:2", tmp_path / "kept")
    settings = told(file, "--http", "127.0.0.1:3", "--data", str(tmp_path / "other"))
    assert (str(settings.http), str(settings.sip), settings.data) == ("127.0.0.1:3", "[::1]:2", tmp_path / "other")


def test_without_a_word_the_server_is_on_loopback_in_the_users_own_place(tmp_path: Path) -> None:
    settings = told(written(tmp_path, ""))
    assert (str(settings.http), str(settings.sip)) == ("127.0.0.1:8080", "127.0.0.1:5060")
    assert settings.data.is_absolute()
    assert settings.data.parts[-2:] == ("agent-desktop", "server")


def test_a_mistake_in_the_file_stops_the_start_with_its_line(tmp_path: Path) -> None:
    file = written(tmp_path, "[routing]\nhttp = everywhere\n")
    with pytest.raises(CannotDo, match=r"ect\.ini, line 2: routing\.http is 'everywhere', but must be HOST:PORT"):
        told(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="there is no such file"):
        told(tmp_path / "ect.ini")


@pytest.mark.expects_log("there is no option routing.htp; perhaps routing.http is meant")
def test_an_option_that_there_is_not_is_a_warning(tmp_path: Path) -> None:
    assert places.settings(written(tmp_path, "[routing]\nhtp = 127.0.0.1:1\n")).values == {}


def test_the_database_is_what_the_file_says_or_the_command_line_but_never_with_a_password(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(written(tmp_path, "")).store == ""
    file = written(tmp_path, "[routing]\nstore = postgresql://db.example/centre\n")
    assert told(file).store == "postgresql://db.example/centre"
    assert told(file, "--store", "postgresql://centre@other/x?passfile=/p").store.endswith("@other/x?passfile=/p")
    assert told(file, "--store", "").store == ""
    with pytest.raises(SystemExit):
        told(file, "--store", "postgresql://centre:letmein@other/x")
    said = capsys.readouterr().err
    assert "has no password in it. libpq finds the password by PGPASSFILE" in said
    assert "letmein" not in said
