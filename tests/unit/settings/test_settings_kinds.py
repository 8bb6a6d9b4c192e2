"""Kinds of values with an order: what a file may say, and that it is written as it is read."""

from __future__ import annotations

import pytest

from agent_desktop.settings.kinds import ranked

CODECS = ranked("G722", "PCMA", "PCMU")


@pytest.mark.parametrize(
    ("text", "read"),
    [("G722, PCMA", ("G722", "PCMA")), ("pcmu", ("PCMU",)), ("pcma,PCMU ,g722", ("PCMA", "PCMU", "G722"))],
)
def test_some_words_the_best_one_first(text: str, read: tuple[str, ...]) -> None:
    assert CODECS.read(text) == read
    assert CODECS.read(CODECS.write(read)) == read


@pytest.mark.parametrize("text", ["OPUS", "PCMA, OPUS", "PCMA, pcma", "PCMA PCMU", "PCMA,"])
def test_what_is_none_of_them_or_comes_twice_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        CODECS.read(text)
