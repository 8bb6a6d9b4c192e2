"""The installer for Windows, compiled with a stand-in for the program, which has to be frozen on Windows."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from installer import icons, nsis

WORDS = re.compile(r'^LangString (\w+) \$\{LANG_(\w+)\} "(.+)"$', re.MULTILINE)


def test_the_script_compiles_without_a_warning(tmp_path: Path, tool: Callable[[str], str]) -> None:
    tool("makensis")
    payload = nsis.stand_in(tmp_path / "payload")
    file = nsis.make(payload, tmp_path / "work", tmp_path / "out", moment=1_700_000_000)
    assert file.read_bytes().startswith(b"MZ")
    assert file.stat().st_size > 50_000


def test_every_sentence_is_there_in_five_languages() -> None:
    text = (nsis.SCRIPT.parent / "words.nsh").read_text(encoding="utf-8")
    said: dict[str, set[str]] = {}
    for name, language, _ in WORDS.findall(text):
        said.setdefault(name, set()).add(language)
    used = set(re.findall(r"\$\((\w+)\)", nsis.SCRIPT.read_text(encoding="utf-8")))
    assert used == set(said)
    assert set(map(frozenset, said.values())) == {frozenset({"ENGLISH", "SWEDISH", "UKRAINIAN", "POLISH", "FRENCH"})}


def test_the_icon_has_every_size_and_is_not_empty() -> None:
    data = icons.ico()
    assert int.from_bytes(data[4:6], "little") == len(icons.SIZES)
    assert data.count(b"\x89PNG") == len(icons.SIZES)
    assert len(icons.png(256)) > 2 * len(icons.png(16)) > 200
