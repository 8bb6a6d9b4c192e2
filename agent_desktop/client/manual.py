"""The agent's manual as text: its sections, which every language calls by one name, and finding words in it (F067)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

_SECTION = re.compile(r'(?:<a id="(?P<anchor>[\w-]+)"></a>\n+)?^## +(?P<title>.+?) *$', re.MULTILINE)
_CONTENTS = re.compile(r"<!-- made: contents -->.*?<!-- end: contents -->\n*", re.DOTALL)
_UNSEEN = re.compile(r"<!--.*?-->\n?|<a id=\"[\w-]+\"></a>\n+", re.DOTALL)
_LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "œ": "oe", "æ": "ae", "’": "'", "ʼ": "'"})
"""Letters of our languages and their neighbours that Unicode does not take apart (canonical decomposition), and the
apostrophes that keyboards do not have."""


class Section(NamedTuple):
    """What links and F1 call a section, and its heading."""

    anchor: str
    title: str


def slug(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def sections(text: str) -> list[Section]:
    """The sections of a manual in their order.

    A translation has the English anchor before each heading, ``<a id="log-in"></a>``; in English the heading is one.
    """
    return [Section(part["anchor"] or slug(part["title"]), part["title"]) for part in _SECTION.finditer(text)]


def to_read(text: str) -> str:
    """The manual without what only a page on the web needs: marks, anchors, and the contents, which stand beside it."""
    return _UNSEEN.sub("", _CONTENTS.sub("", text))


class Findable:
    """A text in which words are found whatever their capitals, accents, apostrophes and kinds of spaces."""

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self._starts: list[int] = []
        at = 0
        for character in text:
            folded = "\n" if character == "\n" else _folded(character)
            letters.append(folded)
            self._starts.extend([at] * len(folded))
            at += 1 + (ord(character) > 0xFFFF)
        self._starts.append(at)
        self._text = "".join(letters)

    def places(self, words: str) -> Iterator[tuple[int, int]]:
        """Where these words begin and end, in UTF-16 units, as Qt counts; none for no words."""
        wanted = "".join(map(_folded, words.strip()))
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            yield self._starts[at], self._starts[end]
            at = self._text.find(wanted, end)


@cache
def _folded(character: str) -> str:
    apart = unicodedata.normalize("NFKD", character.casefold())
    return "".join(part for part in apart if not unicodedata.combining(part)).translate(_LETTERS)
