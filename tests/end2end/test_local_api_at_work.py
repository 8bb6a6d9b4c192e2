"""The local API of the real window: there when the machine's file says so, and gone with the window (F129)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.program import PATIENCE_S, Program


@pytest.fixture(autouse=True)
def no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@contextmanager
def window(folder: Path, settings: str) -> Iterator[None]:
    """At nobody's server; there once it is painted."""
    file = folder / "ect.ini"
    file.write_text(settings, encoding="utf-8")
    own = ["--settings", str(file), "--remember", str(folder / "window.json"), "--outbox", str(folder / "outbox")]
    program = Program("--drive", "--sound", "none", *own)
    program.until("painted")
    yield
    assert program.close() == 0


def state(card: dict[str, str], token: str) -> dict[str, Any]:
    request = urllib.request.Request(f"{card['url']}/v1/state", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:
        return json.load(answer)


def test_it_is_there_when_the_machine_s_file_says_so(tmp_path: Path) -> None:
    with window(tmp_path, "[api]\nenabled = yes\n"):
        card = json.loads((tmp_path / "local-api.json").read_text(encoding="utf-8"))
        assert state(card, card["token"])["status"] == "logged_out"
        with pytest.raises(urllib.error.HTTPError, match="401") as refused:
            state(card, "guessed")
        refused.value.close()
    with pytest.raises(urllib.error.URLError):
        state(card, card["token"])


def test_without_a_word_of_the_administrator_s_there_is_none(tmp_path: Path) -> None:
    with window(tmp_path, ""):
        assert not (tmp_path / "local-api.json").exists()
