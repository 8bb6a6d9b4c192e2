"""The manual in the window: opened by F1, searched by the keyboard, its sections in a list (F067)."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest

from agent_desktop import resources
from agent_desktop.client.manual import sections
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.manual_dialog import MANUAL, ManualDialog, page_of
from agent_desktop.ui.manual_page import COLUMN
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.variants import LANGUAGES
from tests.guards.tree import ROOT

sys.path.insert(0, str(ROOT / "docs"))

import make_manual

from .conftest import House
from .test_keyboard_only import press


@pytest.fixture
def manual(at_work: House) -> ManualDialog:
    """The dialog, opened by its key."""
    at_work.window.activateWindow()
    at_work.settle()
    press(at_work, "F1")
    at_work.settle()
    dialog = at_work.window.dialogs.made["manual"]
    assert isinstance(dialog, ManualDialog)
    assert dialog.isVisible()
    return dialog


def test_what_is_looked_for_is_found_and_marked(manual: ManualDialog) -> None:  # F067
    assert manual.search.hasFocus()
    QTest.keyClicks(manual.search, "countdown")
    marked = manual.text.extraSelections()
    assert len(marked) > 1
    assert manual.text.textCursor().selectedText().casefold() == "countdown"
    assert manual.found.text() == f"1 of {len(marked)}"
    first = manual.text.textCursor().position()
    QTest.keyClick(manual.search, Qt.Key.Key_Return)
    assert manual.isVisible()
    assert manual.text.textCursor().position() > first
    QTest.keyClicks(manual.search, "zzz")
    assert manual.found.text() == "Nothing found."
    assert manual.text.extraSelections() == []


def test_its_sections_are_reached_by_keyboard_and_by_a_click(manual: ManualDialog) -> None:
    names = [manual.headings.item(row).text() for row in range(manual.headings.count())]
    assert {"Log in", "Wrap-up", "Error report"} <= set(names)
    manual.headings.setFocus()
    QTest.keyClick(manual.headings, Qt.Key.Key_End)
    last = manual.text.textCursor()
    assert last.block().text() == names[-1]
    manual.text.anchorClicked.emit(QUrl("#log-in"))
    assert manual.text.textCursor().block().text() == "Log in"


def test_the_page_is_there_and_nothing_made_shows_through(manual: ManualDialog) -> None:
    assert page_of("en").is_file()
    shown = manual.text.toPlainText()
    assert "<!--" not in shown
    assert "<a" not in shown
    assert shown.count("Call, ask, transfer") == 1  # the contents stand at the left


def test_accents_and_capitals_make_no_difference(manual: ManualDialog, at_work: House) -> None:  # F067
    for language, words, found in (
        ("en", "WRÀP-UP", "wrap-up"),
        ("sv", "handlaggare", "handläggare"),
        ("uk", "звернень", "звернень"),
        ("pl", "ROZLACZ", "rozłącz"),
        ("fr", "reponse", "réponse"),
    ):
        at_work.languages.choose(language)
        at_work.settle()
        manual.search.setText(words)
        assert manual.text.textCursor().selectedText().casefold() == found


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_it_speaks_the_language_of_the_window(manual: ManualDialog, at_work: House, language: str) -> None:  # F126
    manual.text.anchorClicked.emit(QUrl("#wrap-up"))
    at_work.languages.choose(language)
    at_work.settle()
    wanted = sections(page_of(language).read_text(encoding="utf-8"))
    assert [manual.headings.item(row).text() for row in range(manual.headings.count())] == [s.title for s in wanted]
    there = manual.text.textCursor().block().text()  # the same section, in the other language
    assert there == next(part.title for part in wanted if part.anchor == "wrap-up")


def test_a_language_without_a_manual_has_the_english_one() -> None:
    assert page_of("xx") == resources.path(f"{MANUAL}/agents.md")


def test_the_keys_are_called_as_in_the_tooltips(at_work: House) -> None:
    for language in LANGUAGES:
        at_work.languages.choose(language)
        for key in ("Ctrl+Shift+F2", "Shift+F4", "Ctrl+D"):
            assert make_manual.key_words(key, language) == QKeySequence(key).toString(
                QKeySequence.SequenceFormat.NativeText
            )


def test_the_section_is_at_the_top_and_stays_there_when_the_window_grows(manual: ManualDialog, at_work: House) -> None:
    manual.text.anchorClicked.emit(QUrl("#wrap-up"))
    for width in (700, 1400):
        manual.resize(width, 600)
        at_work.settle()
        heading = manual.text.cursorRect(manual.text.textCursor())
        assert 0 <= heading.top() < heading.height()
        assert manual.text.viewport().width() <= COLUMN


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_is_cut(manual: ManualDialog, at_work: House, language: str) -> None:
    at_work.languages.choose(language)
    for look in ("light", "dark"):
        at_work.theme.choose(look)
        at_work.settle()
        assert not list(problems(manual))


def test_it_opens_at_what_the_agent_is_doing(at_work: House) -> None:  # F067
    at_work.show(samples.in_call())
    at_work.window.activateWindow()
    at_work.settle()
    press(at_work, "F1")
    at_work.settle()
    dialog = at_work.window.dialogs.made["manual"]
    assert isinstance(dialog, ManualDialog)
    assert dialog.text.textCursor().block().text() == "In a call"
    at_work.show(samples.idle(AgentStatus.READY))
    dialog.close()
    press(at_work, "F1")
    assert dialog.text.textCursor().block().text() == "In a call"  # where it was left


def test_its_key_opens_it_from_tabs_and_dialogs_at_what_they_are(at_work: House) -> None:  # F067
    def section() -> str:
        at_work.settle()
        dialog = at_work.window.dialogs.made["manual"]
        assert isinstance(dialog, ManualDialog)
        dialog.close()
        return dialog.text.textCursor().block().text()

    for tab, wanted in (("statistics", "Personal statistics"), ("agents", "The tabs")):
        at_work.window.activateWindow()
        at_work.settle()
        at_work.main.tabs.bring(tab)
        at_work.settle()
        press(at_work, "F1")
        assert section() == wanted
    settings = at_work.window.dialogs.open("settings")
    assert isinstance(settings, SettingsDialog)
    for page, wanted in (("window", "Settings"), ("keys", "Keys"), ("devices", "Sound")):
        settings.open_page(page)
        settings.activateWindow()
        at_work.settle()
        QTest.keyClick(settings.list, Qt.Key.Key_F1)
        assert section() == wanted
