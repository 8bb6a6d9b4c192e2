"""The parts of the documentation that are made from the program's tables say what the tables say now."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.guards.tree import ROOT


def load_maker() -> ModuleType:
    """docs/make_docs.py, which stands in no package."""
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "docs" / "make_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = load_maker()


@pytest.mark.parametrize("file", MAKER.documents(), ids=lambda file: file.name)
def test_every_made_part_is_current(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text == MAKER.current(text, MAKER.language_of(file)), f"{file.name} is old. Type: {MAKER.COMMAND}"


def test_the_manual_in_the_window_is_that_of_the_documents() -> None:  # F067
    copies = MAKER.in_window()
    assert {file for file in MAKER.IN_WINDOW.rglob("*") if file.is_file()} == set(copies), f"Type: {MAKER.COMMAND}"
    old = [copy.name for copy, original in copies.items() if copy.read_bytes() != original.read_bytes()]
    assert old == [], f"Type: {MAKER.COMMAND}"


def test_every_part_stands_in_one_document() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in MAKER.documents())
    wanted = {**dict.fromkeys(MAKER.PARTS, 1), **dict.fromkeys(MAKER.MANUAL, len(MAKER.manuals()))}
    assert {name: texts.count(f"<!-- made: {name} -->") for name in wanted} == wanted


def test_an_old_part_is_written_anew_and_the_rest_stays() -> None:
    text = "before\n<!-- made: keys -->\n| Ready | `F99` |\n<!-- end: keys -->\nafter\n"
    made = MAKER.current(text)
    assert "`F5`" in made
    assert "`F99`" not in made
    assert made.startswith("before\n<!-- made: keys -->\n|")
    assert made.endswith("|\n<!-- end: keys -->\nafter\n")
    assert MAKER.current(made) == made


@pytest.mark.parametrize(
    "text",
    [
        "<!-- made: no-such-part -->\n<!-- end: no-such-part -->",
        "<!-- made: keys -->\n",
        "<!-- made: keys -->\n<!-- end: notices -->",
        "<!-- made: keys -->\n<!-- end: keys -->\n<!-- made: keys -->\n<!-- end: keys -->",
    ],
)
def test_a_mark_that_is_none_is_found(text: str) -> None:
    with pytest.raises(ValueError, match="part"):
        MAKER.current(text)
