"""Every promise about the window at call time, on the real widgets against a real server, by mouse and by keyboard.

A scenario is worked twice, by either hand, and says which promises it shows; ``ELSEWHERE`` names the tests of those
that need more than a window and a server. A guard at the end misses none of them.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from agent_desktop.domain.messages import (
    AgentStatus,
    CaseKind,
    CaseState,
    DialLeg,
    Held,
    OrderRecording,
    Play,
    RecordAction,
    SetStatus,
)
from agent_desktop.phone.port import Digits, Mute
from agent_desktop.ui.clip_menu import ClipMenu
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.theme import Theme

from .feature_book import Rooms, Scenario
from .feature_hands import HANDS, Hand, Mouse, dial
from .feature_information import CALLS, OneMessage
from .feature_room import AGENTS, CALLER, COLLEAGUE, Room, talks

shows = CALLS.shows

# --- status and wrap-up ------------------------------------------------------------------------------------------


@shows("F005", "F006", "F007", "F008", "F009", "F016", "F017", "F018")
def status_and_reasons(room: Room, hand: Hand) -> None:
    hand.act(room, "administrative")
    room.status(AgentStatus.ADMINISTRATIVE)
    hand.act(room, "busy")
    hand.pick(room, room.main.busy_menu, "reason_Busy_Meeting_Team")
    room.until(lambda view: view.status is AgentStatus.BUSY and not view.pending)
    assert room.view.presence is not None
    assert room.view.presence.reason == "Busy_Meeting_Team"
    leg = room.call()  # nobody is offered it
    room.until(lambda view: any(row.id == "service" and row.waiting == 1 for row in view.queues))
    assert room.view.offer is None
    room.hang_up(leg)
    hand.act(room, "busy")  # a queue of busy is a reason, and its sum stands beside it
    hand.pick(room, room.main.busy_menu, "reason_Busy_Lunch")
    room.until(lambda view: view.presence is not None and view.presence.reason == "Busy_Lunch")
    spell = room.view.day.spell(AgentStatus.BUSY, "Busy_Meeting_Team")
    assert spell.times >= 1
    hand.act(room, "ready")
    room.status(AgentStatus.READY)


@shows("F016", "F017")
def planned_return(room: Room, hand: Hand) -> None:
    hand.act(room, "busy")
    hand.pick(room, room.main.busy_menu, "back_1800000")
    hand.pick(room, room.main.busy_menu, "reason_Busy_Lunch")  # for which the menu opened again
    room.until(lambda view: view.presence is not None and view.presence.back_at > 0 and not view.pending)
    assert room.view.presence is not None
    assert room.view.presence.reason == "Busy_Lunch"
    assert room.widget("band_detail").text().startswith("Back at ")
    hand.act(room, "busy")
    hand.pick(room, room.main.busy_menu, "back_0")  # of the break that one is on, at once
    room.until(lambda view: view.presence is not None and view.presence.back_at == 0)
    assert room.view.presence.reason == "Busy_Lunch"


@shows("F010")
def the_pen(room: Room, hand: Hand) -> None:
    hand.act(room, "make_wrap_up")
    hand.pick(room, room.main.pen_menu, "pen_pen")
    room.until(lambda view: view.case is not None and view.case.kind is CaseKind.WRAP_UP)
    hand.act(room, "ready")
    room.status(AgentStatus.READY)


@shows("F011", "F012", "F013", "F014", "F015", "F021", "F035", "F043", "F117")
def a_call_from_the_ring_to_the_end_of_wrap_up(room: Room, hand: Hand) -> None:
    room.ringing()
    card = room.main.card
    assert card.queue.text() == "Customer service"
    assert card.number.text() == CALLER
    assert card._kind.text() == "Inbound call"
    assert card.why.text()
    hand.act(room, "answer")
    room.until(talks)
    room.holds(lambda: "over the limit" in card.time_note.text())
    hand.act(room, "hang_up")
    room.status(AgentStatus.WRAP_UP)
    assert room.main.band.countdown.caption.text() == "AFTERCALL"
    presence = room.view.presence
    assert presence is not None
    until = presence.wrap_until
    assert until is not None
    hand.act(room, "extend_wrap_up")
    room.until(lambda view: view.presence is not None and (view.presence.wrap_until or 0) > until)
    if isinstance(hand, Mouse):
        QTest.mouseDClick(room.widget("countdown"), Qt.MouseButton.LeftButton)
    else:
        hand.act(room, "stop_wrap_up_timer")
    room.until(lambda view: view.presence is not None and view.presence.wrap_until is None)
    hand.act(room, "end_wrap_up")
    room.status(AgentStatus.READY)


@shows("F011", "F015")
def wrap_up_without_a_time(room: Room, hand: Hand) -> None:
    room.talking("2000")
    hand.act(room, "hang_up")
    room.status(AgentStatus.WRAP_UP)
    assert room.view.presence is not None
    assert room.view.presence.wrap_until is None
    hand.act(room, "ready")
    room.status(AgentStatus.READY)


@shows("F005")
def a_status_chosen_in_a_call_waits_for_its_end(room: Room, hand: Hand) -> None:
    leg = room.talking()
    hand.act(room, "administrative")
    room.until(lambda view: view.then is not None and not view.pending)
    room.hang_up(leg)
    room.status(AgentStatus.WRAP_UP)
    hand.act(room, "end_wrap_up")
    room.status(AgentStatus.ADMINISTRATIVE)


@shows("F019")
def a_campaign(room: Room, hand: Hand) -> None:
    hand.act(room, "campaign")
    hand.pick(room, room.main.campaign_menu, "campaign_spring")
    room.until(lambda view: view.presence is not None and view.presence.campaign == "spring")
    hand.act(room, "busy")
    hand.pick(room, room.main.busy_menu, "reason_Busy_Lunch")
    room.until(lambda view: view.presence is not None and view.presence.campaign is None)


# --- during a call -----------------------------------------------------------------------------------------------


@shows("F020", "F034", "F133")
def hold_park_and_mute(room: Room, hand: Hand) -> None:
    room.talking()
    hand.act(room, "mute")
    room.until(lambda view: view.phone.muted)
    assert room.switch.phone.told(Mute)[-1].on
    hand.act(room, "mute")
    room.until(lambda view: not view.phone.muted)
    hand.act(room, "hold")
    room.until(lambda view: view.talk.held is Held.HOLD)
    assert "music" in room.main.card.talk.text()
    room.until(lambda view: bool(room.main.notice_bar.speaking))  # the customer is called to mind
    hand.act(room, "hold")
    room.until(lambda view: view.talk.held is None and not view.pending)
    hand.act(room, "park")
    room.until(lambda view: view.talk.held is Held.PARK)
    hand.act(room, "park")
    room.until(lambda view: view.talk.held is None and not view.pending)


@shows("F020", "F023", "F034")
def ask_toggle_and_conference(room: Room, hand: Hand) -> None:
    room.talking()
    room.ask(SetStatus(status=AgentStatus.READY), COLLEAGUE)
    room.until(lambda view: any(row.available for row in view.colleagues))
    dial(room, hand, COLLEAGUE)
    room.until(lambda view: view.talk.asked is not None and view.talk.asked.answered and not view.pending)
    for away in (True, False):  # the customer, then the colleague again
        hand.act(room, "toggle")
        room.until(lambda view, away=away: view.talk.asked is not None and view.talk.asked.held is away)
        room.until(lambda view: not view.pending)
    hand.act(room, "confer")
    room.until(lambda view: len(view.talk.joined) == 1 and not view.pending)
    hand.act(room, "end_inquiry")
    room.until(lambda view: view.talk.asked is None and not view.talk.joined and talks(view))


@shows("F024", "F025", "F027")
def transfer_to_a_queue_at_once(room: Room, hand: Hand) -> None:
    room.define(agents=tuple(replace(row, queues=("service",)) for row in AGENTS if row.id == COLLEAGUE))
    leg = room.talking()
    dial(room, hand, "Technical", transfer=True)
    room.status(AgentStatus.WRAP_UP)
    state = room.switch.server.engine.state
    (waiting,) = [row for row in state.cases.values() if row.queue == "support" and row.state is not CaseState.ENDED]
    assert state.details[waiting.id].number == CALLER
    room.hang_up(leg)
    room.define(agents=AGENTS)


@shows("F026", "F027")
def ask_a_queue_and_take_the_customer_back(room: Room, hand: Hand) -> None:
    room.talking()
    field = room.main.line.field
    hand.focus(room, field)
    QTest.keyClicks(field, "Technical")
    room.holds(lambda: room.main.line.found.chosen is not None)
    first = room.main.line.found.topLevelItem(0)
    assert first is not None
    assert "waiting" in first.text(1)
    field.clear()
    dial(room, hand, "Technical")
    room.until(lambda view: view.talk.asked is not None and not view.pending)
    hand.act(room, "end_inquiry")
    room.until(lambda view: view.talk.asked is None and not view.pending)
    if room.view.talk.held is not None:
        hand.act(room, "park")
    room.until(lambda view: view.talk.held is None and talks(view) and not view.pending)


@shows("F022", "F028", "F033", "F036")
def dial_out_from_ready(room: Room, hand: Hand) -> None:
    dial(room, hand, "0850012300")
    room.until(lambda view: view.case is not None and view.case.kind is CaseKind.OUTBOUND_CALL)
    room.until(lambda view: view.phone.ringing_leg is not None or view.phone.active_leg is not None)
    if room.view.phone.active_leg is None:
        hand.act(room, "answer")
    room.until(talks)
    effects = room.switch.server.effects
    dialled = next(effect for effect in reversed(effects) if isinstance(effect, DialLeg))
    assert (dialled.number, dialled.caller) == ("0850012300", "+4680001000")
    assert any(isinstance(effect, Play) for effect in effects)  # the ringing tone, for the agent alone
    hand.act(room, "hang_up")
    room.status(AgentStatus.WRAP_UP)


@shows("F029")
def the_number_pad(room: Room, hand: Hand) -> None:
    room.talking()
    hand.tab(room, "pad")
    before = len(room.switch.phone.told(Digits))
    if isinstance(hand, Mouse):
        hand.press(room, room.widget("pad_5"))
    else:
        hand.focus(room, room.widget("pad_5"))
        QTest.keyClick(room.widget("pad_5"), Qt.Key.Key_5)
    room.holds(lambda: len(room.switch.phone.told(Digits)) == before + 1)
    assert room.switch.phone.told(Digits)[-1].digits == "5"


@shows("F030")
def auto_answer(room: Room, hand: Hand) -> None:
    room.define(agents=(replace(AGENTS[0], auto_answer=True),))
    leg = room.call()
    room.until(talks)  # without a click
    hand.act(room, "hang_up")
    room.status(AgentStatus.WRAP_UP)
    room.hang_up(leg)
    room.define(agents=AGENTS)


@shows("F038", "F039", "F041")
def record_pause_and_hang_up(room: Room, hand: Hand) -> None:
    leg = room.talking()
    hand.act(room, "record")
    room.until(lambda view: bool(room.main.card.recording.text()) and not view.pending)
    hand.menu(room, room.main.talk.buttons["record"])
    hand.pick(room, room.main.record_menu, "menu_record")  # pauses
    room.holds(lambda: _ordered(room)[-1:] == [RecordAction.PAUSE])
    room.until(lambda view: not view.pending)
    hand.act(room, "record")
    room.holds(lambda: _ordered(room)[-1:] == [RecordAction.RESUME])
    room.hang_up(leg)
    room.holds(lambda: _ordered(room)[-1:] == [RecordAction.SAVE])


@shows("F039", "F040")
def the_customer_declines(room: Room, hand: Hand) -> None:
    room.talking()
    hand.act(room, "record")
    room.until(lambda view: bool(room.main.card.recording.text()) and not view.pending)
    hand.menu(room, room.main.talk.buttons["record"])
    hand.pick(room, room.main.record_menu, "menu_decline_recording")
    room.holds(lambda: _ordered(room)[-1:] == [RecordAction.DELETE])
    room.until(lambda view: not view.talk.may_record and not view.pending)
    assert not room.main.talk.buttons["record"].isEnabled()


@shows("F042")
def a_queue_that_records_every_call(room: Room, hand: Hand) -> None:
    room.talking("3000")
    room.until(lambda view: bool(room.main.card.recording.text()))
    hand.menu(room, room.main.talk.buttons["record"])
    menu = room.main.record_menu
    room.holds(menu.isVisible)
    entries = {entry.objectName(): entry.isEnabled() for entry in menu.actions()}
    assert not entries["menu_cancel_recording"]
    menu.hide()


def _ordered(room: Room) -> list[RecordAction]:
    return [effect.action for effect in room.switch.server.effects if isinstance(effect, OrderRecording)]


@shows("F072")
def audio_clips(room: Room, hand: Hand) -> None:
    name = f"Opening {hand.name}"
    hand.act(room, "clips")
    hand.pick(room, room.main.clip_menu, "record_clip")
    room.holds(lambda: room.main.findChild(QInputDialog, "clip_name") is not None)
    asked = room.main.findChild(QInputDialog, "clip_name")
    assert asked is not None
    field = asked.findChild(QLineEdit)
    assert field is not None
    QTest.keyClicks(field, name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    room.until(lambda view: view.phone.ringing_leg is not None or view.phone.active_leg is not None)
    if room.view.phone.active_leg is None:
        hand.act(room, "answer")
    room.until(lambda view: any(clip.name == name for clip in view.clips))
    room.until(talks)
    hand.act(room, "hang_up")
    room.until(lambda view: view.case is None)
    room.rest()
    clip = next(clip for clip in room.view.clips if clip.name == name)
    room.talking()
    menu: ClipMenu = room.main.clip_menu
    hand.act(room, "clips")
    hand.pick(room, menu, f"play_clip_{clip.id}")
    room.until(lambda view: view.case is not None and view.case.playing is not None)
    hand.act(room, "clips")
    hand.pick(room, menu, "stop_clip")
    room.until(lambda view: view.case is not None and view.case.playing is None)


# --- what must not happen, and what is told ----------------------------------------------------------------------


@shows("F123")
def an_offer_that_is_not_taken(room: Room, hand: Hand) -> None:
    room.ringing()
    hand.act(room, "hang_up")
    room.until(lambda view: view.status is AgentStatus.BUSY and view.offer is None)
    presence = room.view.presence
    assert presence is not None
    assert presence.reason
    hand.tab(room, "recent")
    row = room.main.tabs.recents.table.rows[0]
    assert row.number == CALLER
    assert any(row.waiting for row in room.view.queues), "it goes back to the front of its queue"


@shows("F132")
def an_offer_takes_no_focus(room: Room, hand: Hand) -> None:
    field = room.main.line.field
    hand.focus(room, field)
    QTest.keyClicks(field, "08")
    room.ringing()
    assert room.window.focusWidget() is field
    QTest.keyClicks(field, "50")
    assert field.text() == "0850"
    field.clear()


# --- each of them, twice -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rooms(dressed: Theme, spoken: Languages, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    spoken.choose("en")
    made = Rooms(lambda: Room(dressed, spoken, tmp_path_factory.mktemp("room"), recordings=lambda engine: OneMessage()))
    yield made
    made.close()


@pytest.mark.parametrize("hand", HANDS, ids=lambda hand: hand.name)
@pytest.mark.parametrize("scenario", CALLS.all, ids=lambda scenario: scenario.__name__)
def test_each_feature(rooms: Rooms, qtbot: QtBot, scenario: Scenario, hand: Hand) -> None:
    rooms.work(qtbot, scenario, hand)


PROMISED = frozenset(
    {f"F{number:03d}" for number in (*range(5, 44), *range(46, 49), 54, 68, 69, 72, 109, 117, 118, 119, 123, 132, 133)}
)
"""What the issue about the window at call time covers."""

ELSEWHERE = {
    "F031": "tests/end2end/test_live_scenes.py",
    "F032": "tests/end2end/test_live_scenes.py",
    "F118": "tests/end2end/test_outbox_survives.py",
    "F119": "tests/ui/test_bad_input.py",
}
"""What takes a phone outside, or a server that dies: the test that shows it names the promise."""


def test_no_promise_is_without_its_scenario() -> None:
    CALLS.check(PROMISED, ELSEWHERE)
