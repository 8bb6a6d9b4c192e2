"""Five languages, complete, in the terms of the trade, changed while the window is open (F126)."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest

from agent_desktop import resources
from agent_desktop.client.reactions import Notice
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone import cards
from agent_desktop.ui import samples
from agent_desktop.ui.collect_texts import table_texts
from agent_desktop.ui.languages import compiled
from agent_desktop.ui.notices import Told
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.words import COUNTS, phone_sentence, sentence, status_count

from .conftest import House

OTHERS = [code for code in LANGUAGES if code != "en"]
TERMS = {
    # glossary: Ready, Busy, Answer, Hang up, Log out, Queue information, Longest wait
    "sv": ("Ledig", "Upptagen", "Svara", "Lägg på", "Logga ut", "Köinformation", "Längsta kötid"),
    "uk": ("Готовий", "Перерва", "Відповісти", "Завершити", "Вийти", "Інформація про чергу", "Найдовше очікування"),
    "pl": ("Gotowy", "Przerwa", "Odbierz", "Rozłącz", "Wyloguj", "Informacje o kolejce", "Najdłuższe oczekiwanie"),
    "fr": (
        "Prêt",
        "En pause",
        "Accepter",
        "Raccrocher",
        "Déconnexion",
        "Informations de file",
        "Attente la plus longue",
    ),
}


def messages(code: str) -> dict[tuple[str, str], ET.Element]:
    """Context and source text of every entry of a language's file, with its translation."""
    root = ET.parse(resources.path(f"resources/translations/agent_desktop_{code}.ts")).getroot()
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in root.iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    }


@pytest.mark.parametrize("code", OTHERS)
def test_every_text_is_translated(code: str) -> None:
    entries = messages(code)
    assert len(entries) > 100
    assert [key for key, entry in entries.items() if entry.get("type")] == []
    assert [key for key, entry in entries.items() if not "".join(entry.itertext()).strip()] == []
    assert set(table_texts()) <= set(entries)  # labels and sentences of the tables too
    assert {("counts", text) for text in COUNTS.values()} <= set(entries)


@pytest.mark.parametrize("code", OTHERS)
def test_gaps_in_sentences_survive_translation(code: str) -> None:
    for (_, source), entry in messages(code).items():
        for gap in ("{code}", "{queue}", "{number}", "{problem}", "{time}", "{status}", "{waited}", "{ready}", "%n"):
            forms = [form.text or "" for form in entry.iter("numerusform")] or [entry.text or ""]
            assert all((gap in source) == (gap in form) for form in forms), source


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_every_language_is_there_compiled(code: str) -> None:
    assert compiled(code).stat().st_size > 100


@pytest.mark.parametrize("code", OTHERS)
def test_the_words_are_those_of_the_trade_and_change_while_the_window_is_open(at_work: House, code: str) -> None:
    at_work.languages.choose(code)
    at_work.settle()
    main = at_work.main
    heading = main.tabs.queues.table.headerData(2, Qt.Orientation.Horizontal)
    shown = (
        main.statuses.buttons["ready"].text(),
        main.statuses.buttons["busy"].text(),
        main.call.buttons["answer"].text(),
        main.call.buttons["hang_up"].text(),
        main.header.tools["log_out"].toolTip().partition(" (")[0],
        main.tabs.tabText(0),
        heading,
    )
    assert shown == TERMS[code]
    assert main.band.headline.text() == TERMS[code][0]
    at_work.languages.choose("en")
    at_work.settle()
    assert main.statuses.buttons["ready"].text() == "Ready"


def test_nothing_english_is_left_on_the_screen(at_work: House) -> None:
    def texts() -> set[str]:
        parts = at_work.window.findChildren(type(at_work.main.foot.link))
        words = {part.text() for part in parts if part.isVisible()}
        return words | {
            button.text() for row in (at_work.main.statuses, at_work.main.call) for button in row.buttons.values()
        }

    at_work.main.tell(Told(notice=Notice(code="caller_left"), at=samples.NOW))
    at_work.show(samples.offered())
    english = {text for text in texts() if any(letter.isalpha() for letter in text)}
    at_work.languages.choose("uk")
    at_work.settle()
    foreign = {"Anna Svensson", "Support Svenska", "Eva Lindqvist"}
    assert english & texts() <= foreign


def test_the_language_is_chosen_on_the_log_in_screen(house: House) -> None:
    login = house.window.login
    login.language.setFocus()
    QTest.keyClick(login.language, Qt.Key.Key_Down)
    house.settle()
    assert login.button.text() == "Logga in"
    assert house.window.windowTitle() == "Agent Desktop"


def test_the_language_is_chosen_at_work_too(at_work: House) -> None:
    entry = at_work.window.findChild(QAction, "language_fr")
    assert isinstance(entry, QAction)
    entry.trigger()
    at_work.settle()
    assert at_work.main.statuses.buttons["ready"].text() == "Prêt"
    checked = at_work.window.findChild(QAction, "language_fr")
    assert isinstance(checked, QAction)
    assert checked.isChecked()


@pytest.mark.parametrize(
    ("code", "forms"),
    [
        ("uk", ["1 готовий", "2 готові", "5 готових", "21 готовий"]),
        ("sv", ["1 ledig", "2 lediga", "5 lediga", "21 lediga"]),
    ],
)
def test_plurals_follow_the_rules_of_the_language(house: House, code: str, forms: list[str]) -> None:
    house.languages.choose(code)
    assert [status_count(AgentStatus.READY, n) for n in (1, 2, 5, 21)] == forms


def test_a_sentence_is_filled_with_what_it_is_about(house: House) -> None:
    assert sentence("number_taken", [("number", "100")]) == "Two queues have the same number: 100."
    assert sentence("what_is_this") == "The server says: what_is_this."


def test_what_the_phone_says_is_translated_and_what_is_unknown_stays(house: House) -> None:
    house.languages.choose("sv")
    assert phone_sentence(cards.NO_MICROPHONE).startswith("Ingen mikrofon")
    assert phone_sentence("The sound file cannot be used.") == "The sound file cannot be used."
