"""The agent's manual says the same in every language: sections, pictures, tables, keys, and the window's own names."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest

from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.manual import sections
from agent_desktop.ui.variants import LANGUAGES, SOURCE
from tests.guards.tree import ROOT

sys.path.insert(0, str(ROOT / "docs"))

import make_manual

TEXTS = {code: file.read_text(encoding="utf-8") for code, file in make_manual.manuals().items()}
TRANSLATED = [code for code in LANGUAGES if code != SOURCE]

MADE = re.compile(r"<!-- made: (?:.*?)<!-- end: [a-z-]+ -->", re.DOTALL)
BOLD = re.compile(r"\*\*([^*]+)\*\*")
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift|Skift|Maj)\+)*F\d+\b|(?:(?:Ctrl|Alt|Shift|Skift|Maj)\+)+[A-Z0-9]\b")
NAMED_KEY = re.compile(r"\*\*([^*]+)\*\* \(((?:\w+\+)*F\d+)\)")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
SHORTEST, LONGEST = 0.6, 1.9
"""How long a section may be beside the English one, in letters."""


def by_hand(text: str) -> dict[str, str]:
    """What a person wrote in each section, by its anchor; before the first: ``""``."""
    parts = re.split(r'(?:<a id="[\w-]+"></a>\n+)?^## .+$', MADE.sub("", text), flags=re.MULTILINE)
    return dict(zip(["", *(part.anchor for part in sections(text))], parts, strict=True))


def plain(text: str) -> str:
    """One kind of apostrophe and space, so that typography makes no difference."""
    return re.sub(r"\s+", " ", text.replace("’", "'").replace("&", ""))


def names(language: str) -> Mapping[str, set[str]]:
    """What each text of the window may be called in a language; several where it stands in several places."""
    known: dict[str, set[str]] = {}
    for (_, english), text in make_manual.words(language).items():
        for end in ("", "…", " …"):
            known.setdefault(plain(english.removesuffix(end)), set()).add(plain(text.removesuffix(end)))
    return known


def differences(language: str, text: str, english: str) -> Iterator[str]:
    """What a translation says otherwise than the English manual, and in which section."""
    anchors = [part.anchor for part in sections(english)]
    if (own := [part.anchor for part in sections(text)]) != anchors:
        yield f"its sections are {own}"
        return
    theirs, known = by_hand(text), names(language)
    for anchor, said in by_hand(english).items():
        for problem in section_differences(language, theirs[anchor], said, known):
            yield f"{anchor or 'the beginning'}: {problem}"


def section_differences(language: str, text: str, english: str, known: Mapping[str, set[str]]) -> Iterator[str]:
    """The same for one section."""
    for what, pattern in {
        "rows of tables": r"^\|",
        "points": r"^- ",
        "spans of code": r"`[^`]+`",
        "paragraphs": r"\n{2,}(?=\S)",
        "links": r"\]\(",
    }.items():
        here, there = (len(re.findall(pattern, each, re.MULTILINE)) for each in (text, english))
        if here != there:
            yield f"{here} {what}, not {there}"
    keys = Counter(make_manual.key_words(key, language) for key in KEY.findall(english))
    if (own := Counter(KEY.findall(text))) != keys:
        yield f"keys {sorted((own - keys) + (keys - own))} are not there as often as in English"
    pictures = [path.replace("/en/", f"/{language}/") for _, path in PICTURE.findall(english)]
    if [path for _, path in PICTURE.findall(text)] != pictures:
        yield f"the pictures are not {pictures}"
    yield from missing_names(text, english, known)
    if not SHORTEST <= len(text) / max(1, len(english)) <= LONGEST:
        yield f"{len(text)} letters for {len(english)}"


def missing_names(text: str, english: str, known: Mapping[str, set[str]]) -> Iterator[str]:
    """Names of the window that the English text has in bold and the translation has not as the window has them."""
    bold = {plain(name) for name in BOLD.findall(text)}
    for name in dict.fromkeys(plain(name) for name in BOLD.findall(english)):
        if name in known and not bold & known[name]:
            yield f"{name!r} is called {' or '.join(sorted(known[name]))} in the window"


def test_every_language_has_its_manual() -> None:  # F126
    assert list(TEXTS) == list(LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_manual_says_what_the_english_one_says(language: str) -> None:  # F067, F126
    assert list(differences(language, TEXTS[language], TEXTS[SOURCE])) == []


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_manual_names_actions_with_their_keys(language: str) -> None:
    known = {
        (plain(make_manual.said("actions", label, language)), make_manual.key_words(str(action.key), language))
        for action in ACTIONS
        for label in (action.label, *action.labels)
    }
    named = {(plain(name), key) for name, key in NAMED_KEY.findall(TEXTS[language])}
    assert len(named) > 10
    assert named <= known


ENGLISH = """# Manual

## Log in

Press **Ready** (F5), and calls are offered to you from all your queues.

| | |
| --- | --- |
| a | `b` |

## Wrap-up

![The window](pictures/en/ready.png)
"""
SWEDISH = """# Handbok

<a id="log-in"></a>

## Logga in

Tryck **Ledig** (F5), så erbjuds du samtal från alla dina uppdrag.

| | |
| --- | --- |
| a | `b` |

<a id="wrap-up"></a>

## Efterarbete

![Fönstret](pictures/sv/ready.png)
"""


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('id="wrap-up"', 'id="efterarbete"', "its sections"),
        ("**Ledig**", "**Redo**", "log-in: 'Ready' is called Ledig"),
        ("(F5)", "(F6)", "log-in: keys"),
        ("| a | `b` |\n", "", "log-in: 2 rows of tables, not 3"),
        ("`b`", "b", "log-in: 0 spans of code, not 1"),
        ("pictures/sv/", "pictures/en/", "wrap-up: the pictures"),
        (", så erbjuds du samtal från alla dina uppdrag", "", "log-in: 5"),
        ("Fönstret", "Fönstret " * 20, "wrap-up: "),
    ],
)
def test_a_difference_is_found_and_named(old: str, new: str, found: str) -> None:
    assert list(differences("sv", SWEDISH, ENGLISH)) == []
    assert old in SWEDISH
    told = list(differences("sv", SWEDISH.replace(old, new), ENGLISH))
    assert [problem for problem in told if problem.startswith(found)]
