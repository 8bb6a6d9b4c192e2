"""Chords as text, and which of them somebody types with (F061, F132)."""

from __future__ import annotations

import pytest

from agent_desktop.desktop.chord import KEYS, Chord, parse


@pytest.mark.parametrize("text", ["F2", "Ctrl+F2", "Meta+Ctrl+Alt+Shift+PgUp", "Ctrl+Shift+L", "Shift+F12", "Ctrl+1"])
def test_portable_text_is_read_and_written(text: str) -> None:
    assert str(parse(text)) == text


def test_case_order_and_blanks_do_not_matter() -> None:
    assert parse("shift + CTRL + pgdown") == Chord("PgDown", ctrl=True, shift=True)


@pytest.mark.parametrize(("text", "word"), [("Ctrl+", "''"), ("F25", "'F25'"), ("Hyper+A", "'Hyper'"), ("", "''")])
def test_what_is_no_chord_is_told_in_words(text: str, word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse(text)


@pytest.mark.parametrize("text", ["A", "Shift+A", "Alt+A", "Ctrl+Alt+E", "Alt+7", "Space", "Ctrl+Alt+Shift+Space"])
def test_letters_alone_with_alt_and_with_altgr_are_typed(text: str) -> None:  # F132
    assert parse(text).is_typed


@pytest.mark.parametrize("text", ["F2", "Ctrl+A", "Ctrl+Shift+7", "Alt+F4", "Meta+A", "Ctrl+Alt+F2", "Ctrl+Space"])
def test_these_are_not(text: str) -> None:
    assert not parse(text).is_typed


def test_no_two_keys_are_one_to_a_system() -> None:
    assert len({key.keysym for key in KEYS.values()}) == len(KEYS) == len({key.virtual for key in KEYS.values()})
