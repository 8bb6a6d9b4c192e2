"""The note on the call: saved while it is typed, never lost with the case, restored after a restart (F109, F118)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from agent_desktop.client.action import NOTHING
from agent_desktop.client.view import Link, NoteState, NoteView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.note_field import KEY, PAUSE_MS, NoteField

from .conftest import House


def talking(text: str = "", state: NoteState = NoteState.EMPTY, case: int = 7) -> View:
    view = samples.in_call()
    assert view.case is not None
    return replace(view, case=replace(view.case, id=case), note=NoteView(case=case, text=text, state=state))


def field(house: House, view: View) -> NoteField:
    """The field in this state, with the keyboard."""
    house.show(view)
    house.main.note.editor.setFocus()
    house.settle()
    return house.main.note


def test_it_is_saved_when_the_typing_pauses(house: House, qtbot: QtBot) -> None:
    note = field(house, talking())
    QTest.keyClicks(note.editor, "Wants an invoice")
    assert house.desk.notes == []
    qtbot.waitUntil(lambda: bool(house.desk.notes), timeout=10 * PAUSE_MS)
    assert house.desk.notes == [(7, "Wants an invoice")]


def test_it_is_saved_when_the_focus_leaves(house: House) -> None:
    note = field(house, talking())
    QTest.keyClicks(note.editor, "A")
    QTest.keyClick(note.editor, Qt.Key.Key_Tab)  # goes on to the next control, as everywhere
    assert not note.editor.hasFocus()
    assert house.desk.notes == [(7, "A")]


def test_what_is_typed_when_wrap_up_ends_goes_to_its_case_and_the_field_says_so(house: House) -> None:
    note = field(house, samples.wrap_up())
    QTest.keyClicks(note.editor, "!")
    house.show(samples.idle(AgentStatus.READY))
    assert house.desk.notes == [(7, "!" + samples.NOTE)]
    assert note.editor.toPlainText() == ""
    assert not note.editor.isEnabled()
    assert note.state.text() == "Kept with the last call"
    house.show(talking(case=8))
    assert (note.editor.toPlainText(), note.state.text()) == ("", "")
    assert house.desk.notes == [(7, "!" + samples.NOTE)]


def test_what_is_typed_when_the_session_or_the_window_ends_is_saved(house: House) -> None:
    note = field(house, talking())
    QTest.keyClicks(note.editor, "A")
    house.show(View())
    assert house.desk.notes == [(7, "A")]
    note = field(house, samples.wrap_up())
    house.main.band.setFocus()
    note.editor.insertPlainText("B")  # dropped there with the mouse: no focus leaves with it
    house.window.close()
    assert house.desk.notes[1:] == [(7, "B" + samples.NOTE)]


def test_a_text_from_before_the_restart_stands_there_again(house: House) -> None:
    note = field(house, talking("from before", NoteState.WAITING))
    assert note.editor.toPlainText() == "from before"
    assert house.desk.notes == []


def test_an_echo_of_ones_own_text_does_not_undo_what_was_typed_since(house: House) -> None:
    note = field(house, talking())
    QTest.keyClicks(note.editor, "A")
    note.save()
    QTest.keyClicks(note.editor, "B")
    note.save()
    house.main.band.setFocus()
    house.show(talking("A", NoteState.SAVED))
    assert note.editor.toPlainText() == "AB"
    house.show(talking("AB", NoteState.SAVED))
    house.show(talking("written elsewhere", NoteState.SAVED))
    assert note.editor.toPlainText() == "written elsewhere"


def test_it_says_where_the_text_is(house: House) -> None:
    note = field(house, talking("x", NoteState.SAVED))
    assert note.state.text() == "Saved"
    QTest.keyClicks(note.editor, "y")
    assert note.state.text() == ""  # not saved yet
    house.show(talking("x", NoteState.WAITING))
    assert note.state.text() == ""  # the desk speaks of another text
    text = note.editor.toPlainText()
    note.save()
    house.show(talking(text, NoteState.WAITING))
    assert note.state.text() == "Being sent"
    house.show(replace(talking(text, NoteState.WAITING), link=Link.CONNECTING))
    assert note.state.text() == "Will be sent when the server is back"
    house.show(talking(text, NoteState.REJECTED))
    assert note.state.text() == "Not taken by the server"
    assert note.editor.accessibleDescription() == "Not taken by the server"


def test_there_is_a_key_for_it_that_works_during_a_case_only(house: House) -> None:
    house.show(samples.offered())
    QTest.keyClick(house.window, Qt.Key.Key_F10)
    assert not house.main.note.editor.hasFocus()  # a call that rings is not typed into
    house.show(talking())
    QTest.keyClick(house.window, Qt.Key.Key_F10)
    assert house.main.note.editor.hasFocus()
    assert KEY == "F10"


def test_function_keys_work_while_one_types(house: House) -> None:
    note = field(house, talking())
    QTest.keyClicks(note.editor, "A")
    QTest.keyClick(note.editor, Qt.Key.Key_F3)
    assert house.desk.acted == [("hang_up", NOTHING)]
    assert note.editor.toPlainText() == "A"


def test_nothing_moves_when_the_field_opens_speaks_or_a_bar_does(at_work: House) -> None:
    def places() -> list[tuple[QPoint, int, int]]:
        main = at_work.main
        parts = (main.band, main.card, main.call, main.note, main.note.editor, main.tabs)
        found = [(part.mapTo(at_work.window, QPoint()), part.width(), part.height()) for part in parts[:-1]]
        return [*found, (main.tabs.mapTo(at_work.window, QPoint()), main.tabs.width(), 0)]  # a bar takes their height

    before = places()
    for view in (talking(), samples.cut_off(), samples.apart(), samples.phone_restarting(), samples.wrap_up()):
        at_work.show(view)
        assert places() == before
