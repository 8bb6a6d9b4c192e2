"""The pictures of the documents are there in each language, small, and as large as the window."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from agent_desktop.ui.variants import LANGUAGES
from tests.guards.tree import ROOT

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES, MOST_TOGETHER = 60_000, 2_000_000
COMMAND = ".venv/bin/python docs/make_pictures.py"


def shown() -> tuple[str, ...]:
    """The states that the command draws, read from it: importing it would start Qt."""
    text = (ROOT / "docs" / "make_pictures.py").read_text(encoding="utf-8")
    found = re.search(r"^SHOWN = \((.*)\)$", text, re.MULTILINE)
    assert found is not None
    return tuple(re.findall(r'"(\w+)"', found[1]))


def problems(pictures: Path, states: tuple[str, ...]) -> list[str]:
    wanted = [Path(language, f"{state}.png") for language in LANGUAGES for state in states]
    wanted += [
        Path(f"window-{state.replace('_', '-')}-{look}.png") for state in states[:4] for look in ("light", "dark")
    ]
    found = {file.relative_to(pictures): file.read_bytes() for file in pictures.rglob("*.png")}
    wrong = [f"{file} is missing" for file in wanted if file not in found]
    wrong += [f"{file} is of nothing any more" for file in sorted(found) if file not in wanted]
    wrong += [f"{file} is too large" for file, data in sorted(found.items()) if len(data) > MOST_BYTES]
    if sum(map(len, found.values())) > MOST_TOGETHER:
        wrong.append("together they are too large")
    return wrong


def test_every_picture_is_there_and_small() -> None:  # F067
    assert len(LANGUAGES) == 5
    assert problems(PICTURES, shown()) == [], f"Type: {COMMAND}"


@pytest.mark.parametrize("harm", ["gone", "left", "large"])
def test_what_is_wrong_with_pictures_is_found(tmp_path: Path, harm: str) -> None:
    for language in LANGUAGES:
        (tmp_path / language).mkdir()
        (tmp_path / language / "ready.png").write_bytes(b"small")
    for look in ("light", "dark"):
        (tmp_path / f"window-ready-{look}.png").write_bytes(b"small")
    assert problems(tmp_path, ("ready",)) == []
    one = tmp_path / "pl" / "ready.png"
    match harm:
        case "gone":
            one.unlink()
        case "left":
            one.with_name("old.png").write_bytes(b"small")
        case _:
            one.write_bytes(bytes(MOST_BYTES + 1))
    assert len(problems(tmp_path, ("ready",))) == 1
