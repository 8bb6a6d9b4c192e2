"""The made parts of the agent's manual: contents, keys and sentences, in each language from the window's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.manual import sections
from agent_desktop.protocol import codes
from agent_desktop.ui.variants import LANGUAGES, SOURCE

DOCS = Path(__file__).resolve().parent
TRANSLATIONS = DOCS.parent / "resources" / "translations"

HEAD = {
    "en": ("Action", "Key", "Where"),
    "sv": ("Åtgärd", "Tangent", "Var"),
    "uk": ("Дія", "Клавіша", "Де"),
    "pl": ("Działanie", "Klawisz", "Gdzie"),
    "fr": ("Action", "Touche", "Où"),
}

GROUPS = {
    "status": {"en": "Status", "sv": "Status", "uk": "Статус", "pl": "Status", "fr": "Statut"},
    "call": {"en": "Call", "sv": "Samtal", "uk": "Дзвінок", "pl": "Połączenie", "fr": "Appel"},
    "line": {
        "en": "Beside the dial field",
        "sv": "Bredvid nummerfältet",
        "uk": "Поруч із полем набору",
        "pl": "Obok pola wybierania",
        "fr": "À côté du champ d’appel",
    },
    "talk": {
        "en": "During a call",
        "sv": "Under ett samtal",
        "uk": "Під час розмови",
        "pl": "Podczas rozmowy",
        "fr": "Pendant un appel",
    },
    "recording": {
        "en": "Right-click on Record",
        "sv": "Högerklick på Spela in",
        "uk": "Права кнопка миші на «Записати дзвінок»",
        "pl": "Prawy przycisk na Nagrywaj",
        "fr": "Clic droit sur Enregistrer l’appel",
    },
    "clip": {
        "en": "In the menu of Audio clips",
        "sv": "I menyn Ljudklipp",
        "uk": "У меню «Аудіокліпи»",
        "pl": "W menu Klipy audio",
        "fr": "Dans le menu Clips audio",
    },
    "wrap_up": {
        "en": "Wrap-up",
        "sv": "Efterarbete",
        "uk": "Постобробка",
        "pl": "Praca po rozmowie",
        "fr": "Conclusion",
    },
    "session": {"en": "At the head", "sv": "Överst", "uk": "Угорі", "pl": "U góry", "fr": "En haut"},
    "window": {
        "en": "In the menu at the head",
        "sv": "I menyn överst",
        "uk": "У меню вгорі",
        "pl": "W menu u góry",
        "fr": "Dans le menu en haut",
    },
}

SHIFT = {"sv": "Skift", "fr": "Maj"}
"""What the Shift key is called where it is not called so; Qt says the same in the tooltips."""


def key_words(key: str, language: str) -> str:
    """A key as the window's tooltips name it: ``Ctrl+Shift+L`` is Ctrl+Maj+L in French."""
    return key.replace("Shift", SHIFT.get(language, "Shift"))


@cache
def words(language: str) -> Mapping[tuple[str, str], str]:
    """The window's texts in a language, by context and English text; those with a plural are not among them."""
    if language == SOURCE:
        return {}
    read = ElementTree.parse(TRANSLATIONS / f"agent_desktop_{language}.ts").getroot()  # noqa: S314 - our own file
    return {
        (context.findtext("name", ""), message.findtext("source", "")): text
        for context in read.iter("context")
        for message in context.iter("message")
        if (text := message.findtext("translation", "").strip())
    }


def said(context: str, text: str, language: str) -> str:
    """A text of the window in a language. Raises LookupError for one that is not translated yet."""
    if language == SOURCE:
        return text
    if (context, text) not in words(language):
        raise LookupError(f"{LANGUAGES[language]} has no word for {text!r}: translate it first (dev.py translations)")
    return words(language)[context, text]


def contents(language: str, text: str) -> str:
    """The sections, each a link."""
    del language
    return "\n".join(f"- [{part.title}](#{part.anchor})" for part in sections(text))


def keys(language: str, text: str) -> str:
    """What an agent can do, and its key."""
    del text
    rows = [HEAD[language], ("---",) * 3]
    for action in ACTIONS:
        key = f"`{key_words(str(action.key), language)}`" if action.key else "–"
        rows.append((said("actions", action.label, language), key, GROUPS[action.group][language]))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def sentences(known: Mapping[str, str]) -> Callable[[str, str], str]:
    """The sentences of a table of codes, as the window shows them."""

    def made(language: str, text: str) -> str:
        del text
        return "\n".join(f"- {said('codes', sentence, language)}" for sentence in known.values())

    return made


MANUAL: dict[str, Callable[[str, str], str]] = {
    "contents": contents,
    "keys": keys,
    "notices": sentences(codes.NOTICES),
    "refusals": sentences(codes.REFUSALS),
    "problems": sentences(codes.PROBLEMS),
}
"""Every part of a manual by its name: made from its language and its text."""


def manuals(folder: Path = DOCS) -> dict[str, Path]:
    """The manual of each language that has one."""
    files = {code: folder / ("agents.md" if code == SOURCE else f"agents.{code}.md") for code in LANGUAGES}
    return {code: file for code, file in files.items() if file.is_file()}
