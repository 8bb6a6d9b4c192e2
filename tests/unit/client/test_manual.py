"""The manual's text: its sections by anchors that every language shares, and words found in it (F067)."""

from __future__ import annotations

import pytest

from agent_desktop.client.manual import Findable, Section, sections, slug, to_read

ENGLISH = """# Manual

<!-- made: contents -->
- [Call, ask, transfer](#call-ask-transfer)
<!-- end: contents -->

## Call, ask, transfer

Words.
<!-- made: keys -->
| a | b |
<!-- end: keys -->

### Below

## Wrap-up
"""
FRENCH = '# Manuel\n\n<a id="log-in"></a>\n\n## Connexion\n\nMots.\n'


def test_an_english_heading_is_its_own_anchor_as_on_github() -> None:
    assert sections(ENGLISH) == [Section("call-ask-transfer", "Call, ask, transfer"), Section("wrap-up", "Wrap-up")]
    assert slug("What's new?") == "whats-new"


def test_a_translation_has_the_english_anchor_before_its_heading() -> None:
    assert sections(FRENCH) == [Section("log-in", "Connexion")]


def test_what_only_a_page_on_the_web_needs_is_not_read() -> None:
    assert to_read(FRENCH) == "# Manuel\n\n## Connexion\n\nMots.\n"
    assert to_read(ENGLISH).startswith("# Manual\n\n## Call, ask, transfer\n\nWords.\n| a | b |\n")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Les appels, L’APPEL", "l'appel", ["L’APPEL"]),
        ("Rozłącz się", "ROZLACZ", ["Rozłącz"]),
        ("Середній час, середнІЙ", "середній", ["Середній", "середнІЙ"]),
        ("Éteint, eteint", "éteint", ["Éteint", "eteint"]),
        ("Handläggare", "handlaggare", ["Handläggare"]),
        ("un cœur", "coeur", ["cœur"]),
        ("Attendez\u202f: quoi", "attendez :", ["Attendez\u202f:"]),
        ("😀 Här", "här", ["Här"]),
        ("aaa", "aa", ["aa"]),
        ("one\nline", "one line", []),
        ("anything", "  ", []),
        ("anything", "zzz", []),
    ],
)
def test_capitals_accents_and_apostrophes_make_no_difference(text: str, words: str, found: list[str]) -> None:  # F067
    qt = text.encode("utf-16-le")  # Qt counts in UTF-16 units
    places = [qt[2 * start : 2 * end].decode("utf-16-le") for start, end in Findable(text).places(words)]
    assert places == found
