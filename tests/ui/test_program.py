"""The window as a program: it starts, shows its log-in page, says what is wrong, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.fakes.http_server import FakeHttpServer


def start(*flags: str, text: str = "", settings: str = "none") -> subprocess.CompletedProcess[str]:
    hermit = ["--remember", "none", "--sound", "none", "--settings", settings]
    return subprocess.run(
        [sys.executable, "-m", "agent_desktop", *hermit, *flags],
        input=text,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )


def test_it_shows_the_log_in_page_and_ends(tmp_path: Path) -> None:
    picture = tmp_path / "login.png"
    done = start("--screenshot", str(picture), "--theme", "dark", "--language", "sv")
    assert done.returncode == 0, done.stderr
    assert QImage(str(picture)).width() >= 420


def test_one_agent_has_one_softphone(tmp_path: Path) -> None:
    """A second window of the same user session says so and leaves; when the first was killed, another one may be."""
    remember = ["--remember", str(tmp_path / "window.json")]
    command = [sys.executable, "-m", "agent_desktop", "--sound", "none", "--settings", "none", "--drive", *remember]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as first:
        assert first.stdout is not None
        assert first.stdout.readline(), "the window is there"
        second = start("--screenshot", str(tmp_path / "second.png"), *remember)
        assert second.returncode == 2
        assert "running already" in second.stderr
        assert not (tmp_path / "second.png").exists()
        first.kill()
    third = start("--screenshot", str(tmp_path / "third.png"), *remember)
    assert third.returncode == 0, third.stderr


def test_a_server_that_is_not_there_is_said_on_the_page(tmp_path: Path, free_port: int) -> None:
    picture = tmp_path / "failed.png"
    server = f"http://127.0.0.1:{free_port}"
    done = start(
        "--server", server, "--user", "anna", "--password-stdin", "--screenshot", str(picture), text="secret\n"
    )
    assert done.returncode == 1
    assert picture.is_file()
    assert "secret" not in done.stdout + done.stderr


def test_the_session_is_there_before_qt_is_loaded(tmp_path: Path) -> None:
    (tmp_path / "PySide6.py").write_text("import sys\nsys.stdin.readline()\nsys.exit(7)\n", encoding="utf-8")
    server = FakeHttpServer()
    command = ["-m", "agent_desktop", "--remember", "none", "--settings", "none", "--server", server.url]
    program = subprocess.Popen(
        [sys.executable, *command, "--user", "bertil", "--password", "right"],
        stdin=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))},
    )
    try:
        server.stream()  # logged in, snapshot taken, events asked for; Qt's stand-in still waits
    finally:
        program.communicate(b"\n", timeout=60)
        server.close()
    assert program.returncode == 7


@pytest.mark.parametrize("flags", [("--theme", "pink"), ("--language", "de"), ("--password", "a", "--password-stdin")])
def test_flags_that_make_no_sense_are_refused(flags: tuple[str, ...]) -> None:
    done = start(*flags)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_the_settings_file_says_the_look_and_the_command_line_wins(tmp_path: Path) -> None:
    settings = tmp_path / "ect.ini"
    settings.write_text("[window]\ntheme = dark\n[login]\nuser = anna\n", encoding="utf-8")
    for flags, dark in (((), True), (("--theme", "light"), False)):
        picture = tmp_path / "login.png"
        done = start("--screenshot", str(picture), *flags, settings=str(settings))
        assert done.returncode == 0, done.stderr
        assert (QImage(str(picture)).pixelColor(2, 2).lightness() < 128) is dark


def test_a_mistake_in_the_settings_file_is_said_with_its_line(tmp_path: Path) -> None:
    settings = tmp_path / "ect.ini"
    settings.write_text("[window]\ntheme = pink\n", encoding="utf-8")
    done = start(settings=str(settings))
    assert done.returncode == 2
    assert done.stderr == (f"{settings}, line 2: window.theme is 'pink', but must be one of system, light, dark\n")
