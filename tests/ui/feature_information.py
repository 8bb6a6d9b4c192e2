"""Scenarios of call information, callbacks, lists and messages; see test_each_feature.py."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from agent_desktop.client.listened import PlayerState
from agent_desktop.client.view import View
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    Asked,
    CriDefinition,
    Define,
    OrderCallback,
    Refusal,
    ResultType,
)
from agent_desktop.phone.port import PlaySound, StopSound
from agent_desktop.server.archive import Kind, Note, Opened
from agent_desktop.ui.recording_table import RecordingTable

from .feature_book import Scenarios
from .feature_hands import Hand, Keyboard, Mouse
from .feature_room import CALLER, ME, Room, talks

CALLS = Scenarios()
"""Of the window at call time; the rest of them stand in test_each_feature.py."""
shows = CALLS.shows


class OneMessage:
    """The recordings of a server where one caller said something to the machine."""

    def __init__(self) -> None:
        self._note = Note(recording=9, kind=Kind.MESSAGE, case=0, queue="service", begun=1_000, ms=8_000)

    async def listing(self, viewer: str) -> Sequence[Note]:
        del viewer
        return (self._note,)

    async def find(self, recording: int, viewer: str) -> Note | None:
        del viewer
        return self._note if recording == self._note.recording else None

    async def open(self, recording: int) -> Opened | None:
        del recording
        return Opened("audio/wav", 4, iter((b"RIFF",)))

    async def heard(self, recording: int) -> None:
        del recording

    def customer(self, case: int) -> tuple[str, str]:
        del case
        return CALLER, "Eva Lindqvist"


class Browser(QObject):
    """What a desktop would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@shows("F046", "F047", "F048")
def call_information(room: Room, hand: Hand) -> None:
    room.talking()
    hand.tab(room, "info")
    info = room.main.tabs.info
    value = room.widget("cri_value_order")
    hand.focus(room, value)
    QTest.keyClicks(value, "SO-17")
    if isinstance(hand, Mouse):
        hand.focus(room, info.fetch)  # leaving the field saves it
    else:
        QTest.keyClick(value, Qt.Key.Key_Return)
    room.until(lambda view: any(row.name == "order" and row.value == "SO-17" for row in view.cris))
    room.holds(lambda: info.rows["order"].state.text() == "✓")
    hand.focus(room, info.fetch)
    QTest.keyClicks(info.fetch, "hidden")
    QTest.keyClick(info.fetch, Qt.Key.Key_Return)
    room.holds(lambda: "hidden" in info.rows)
    assert "hidden" in room.memory.value.fetched
    browser = Browser()
    handle: Any = QDesktopServices.setUrlHandler  # its stubs want bytes where Qt wants a name
    handle("https", browser, "open")
    try:
        hand.press(room, room.widget("cri_page_crm"))
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == [f"https://127.0.0.1/crm/{CALLER.replace('+', '%2B')}"]
    bad = CriDefinition(name="bad", queues=("service",), url="file:///etc/passwd")
    refused = room.switch.do(room.switch.server.engine.submit(Asked(by=SYSTEM, command=Define(cris=(bad,)))))
    assert isinstance(refused, Refusal)
    assert refused.code == "bad_cri_url"


@shows("F109", "F118")
def a_note_in_a_call(room: Room, hand: Hand) -> None:
    room.talking()
    case = room.view.case
    assert case is not None
    editor = room.main.note.editor
    if isinstance(hand, Keyboard):
        hand.key(room, "F10")
        assert editor.hasFocus()
    else:
        QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(editor, "Wants the bill again")
    room.holds(lambda: room.main.note.state.text() == "Saved")
    notes = room.switch.server.engine.state.details[case.id].notes
    assert [(note.agent, note.text) for note in notes] == [(ME, "Wants the bill again")]


@shows("F109")
def disposition_and_tags(room: Room, hand: Hand) -> None:
    leg = room.talking()
    case = room.view.case
    assert case is not None
    room.hang_up(leg)
    room.status(AgentStatus.WRAP_UP)
    hand.tab(room, "info")
    choice = room.widget("cri_value_disposition")
    hand.choose(room, choice, choice.findText("Solved"))
    room.until(lambda view: _values(view).get("disposition") == "Solved")
    tags = room.widget("cri_value_tags")
    hand.press(room, tags)
    hand.pick(room, tags.menu(), "tag_VIP")
    room.until(lambda view: _values(view).get("tags") == "VIP")
    assert tags.menu().isVisible(), "more of them are ticked"
    hand.pick(room, tags.menu(), "tag_Bill")
    room.until(lambda view: _values(view).get("tags") == "Bill, VIP")
    QTest.keyClick(tags.menu(), Qt.Key.Key_Escape)
    engine, wanted = room.switch.server.engine, {"disposition": "Solved", "tags": "Bill, VIP"}
    room.holds(lambda: {row.name: row.value for row in engine.state.details[case.id].cris} == wanted)


@shows("F109")
def what_came_before(room: Room, hand: Hand) -> None:
    """The customer's first call stands beside the second while it rings; a click or a key brings the rest of it."""
    caller = "+46708000001" if isinstance(hand, Keyboard) else "+46708000002"
    leg = room.call(caller=caller)
    room.until(lambda view: view.offer is not None and view.phone.ringing_leg is not None)
    room.holds(lambda: room.main.tabs.info.sheet.text("history") == "None is on record")
    hand.act(room, "answer")
    room.until(talks)
    first = room.view.case
    assert first is not None
    room.desk.write_note(first.id, "Wants the bill again")
    room.holds(lambda: room.main.note.state.text() == "Saved")
    room.hang_up(leg)
    room.status(AgentStatus.WRAP_UP)
    room.desk.act("ready")
    room.status(AgentStatus.READY)
    calls: list[str] = []

    def known() -> bool:
        """The server's book is a moment behind its log; a call that comes sooner is told what was in it."""
        for one in calls:
            room.hang_up(one)
        room.until(lambda view: view.case is None and view.status is AgentStatus.READY)
        calls.append(room.call(caller=caller))
        room.until(lambda view: view.offer is not None and view.history.known)
        return bool(room.view.history.matters)

    room.holds(known)
    hand.tab(room, "info")
    said = room.widget("sheet_history").text().split("\n")
    assert f"Inbound call {first.id}, Customer service, Anna Berg, Handled" in said[-2]
    assert said[-1].strip() == "Anna Berg: Wants the bill again"


def _values(view: View) -> dict[str, str]:
    return {row.name: row.value for row in view.cris}


# --- callbacks, lists, messages ----------------------------------------------------------------------------------


def _callback_offered(room: Room) -> None:
    room.ask(OrderCallback(queue="service", number=CALLER, agent=ME))
    room.until(lambda view: view.to_dial)
    assert room.main.card._kind.text() == "Callback"


@shows("F035", "F068", "F069")
def a_callback_is_rejected_or_called_and_its_result_reported(room: Room, hand: Hand) -> None:
    _callback_offered(room)
    hand.act(room, "hang_up")  # not now
    room.until(lambda view: view.offer is None and not view.pending)
    room.rest()
    _callback_offered(room)
    hand.act(room, "answer")
    room.until(lambda view: view.phone.ringing_leg is not None or view.phone.active_leg is not None)
    if room.view.phone.active_leg is None:
        hand.act(room, "answer")
    room.until(lambda view: talks(view) and view.story.may_report)
    hand.tab(room, "info")
    result = room.main.tabs.info.result
    hand.choose(room, result.list, result.list.findData(ResultType.PRIVATE_CALLBACK), "F11")
    room.until(lambda view: view.story.result is ResultType.PRIVATE_CALLBACK and not view.pending)
    hand.press(room, result.when)
    hand.pick(room, result.menu, "when_calendar")
    calendar = room.widget("calendar_popup")
    room.holds(calendar.isVisible)
    hand.press(room, calendar.ok)
    room.until(lambda view: view.story.due_at is not None)
    hand.act(room, "hang_up")
    room.status(AgentStatus.WRAP_UP)


@shows("F022", "F034", "F054")
def recent_calls_address_book_and_favourites(room: Room, hand: Hand) -> None:
    leg = room.ringing()
    assert room.main.card.name.text() == "Eva Lindqvist"  # the book knows the number
    hand.act(room, "answer")
    room.until(talks)
    room.hang_up(leg)
    room.rest()
    hand.tab(room, "recent")
    hand.row(room, room.main.tabs.recents, 0)
    field = room.main.line.field
    assert field.text() == CALLER
    field.clear()
    hand.tab(room, "book")
    hand.row(room, room.main.tabs.book, 0)
    assert field.text() == CALLER
    field.clear()
    on = CALLER not in room.view.favourites
    hand.press(room, room.widget("book_favourite"))
    room.until(lambda view: (CALLER in view.favourites) is on)


@shows("F037")
def a_voice_message(room: Room, hand: Hand) -> None:
    hand.tab(room, "recordings")
    part = room.main.tabs.part(RecordingTable)
    room.until(lambda view: len(view.recordings) == 1)
    assert part.table.rows[0].new
    hand.row(room, part, 0)
    room.until(lambda view: view.player.state is PlayerState.PLAYING)
    assert Path(room.switch.phone.told(PlaySound)[-1].file).read_bytes() == b"RIFF"
    hand.press(room, part.play)
    room.until(lambda view: view.player.state is PlayerState.PAUSED)
    assert room.switch.phone.told(StopSound)
