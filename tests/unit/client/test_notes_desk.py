"""Notes at the desk, the real core behind it: kept first, sent in order, taken once, and shown as what they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.client.desk import Desk
from agent_desktop.client.notes import LONGEST_BYTES
from agent_desktop.client.port import LinkChanged
from agent_desktop.client.view import Link, NoteState, NoteView, View
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    CriDefinition,
    Define,
    LogOut,
    NoteWritten,
    Refusal,
    SetCri,
    WriteNote,
)
from agent_desktop.protocol.wire import Problem
from tests.fakes.centre import Centre
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD, FakeServer
from tests.fakes.watch import Watch

AWAY, BACK = LinkChanged(link=Link.CONNECTING), LinkChanged(link=Link.ONLINE)


class Room:
    """A centre in which Bertil talks about a case; ``sit`` begins with a new program in front of it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.centre = Centre()
        self.centre.ready("bertil")
        self.caller = self.centre.call("1000")
        self.centre.pick_up("bertil")
        self.case = self.centre.case().id
        self.desks: list[Desk] = []
        self.sit()

    def sit(self) -> None:
        """A new program logs in; an earlier one is not closed, only never heard again: it was killed."""
        self.server = FakeServer(self.centre)
        self.desk = Desk(FakePhone(), connect=self.server.connect, clock=lambda: self.centre.now, outbox=self.folder)
        self.desks.append(self.desk)
        self.watch = Watch(self.desk)
        assert self.watch.log_in("bertil", PASSWORD) is None
        self.watch.until(lambda view: view.link is Link.ONLINE and view.case is not None)

    def kill(self) -> None:
        """The program ends without a word; the system frees what it owned."""
        self.desk.close(log_out=False)

    def shows(self, text: str, state: NoteState) -> None:
        self.watch.until(lambda view: view.note == NoteView(case=self.case, text=text, state=state))

    def written(self) -> list[tuple[int, str]]:
        """What the server took, in order."""
        return [(event.note.case, event.note.text) for event in self.centre.events if isinstance(event, NoteWritten)]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path / "outbox")
    yield room
    for desk in room.desks:
        desk.close(log_out=False)


def test_a_note_is_kept_and_sent_and_saved(room: Room) -> None:  # F109
    assert room.desk.view.note == NoteView(case=room.case)
    room.server.held = True
    room.desk.write_note(room.case, "wants a new bill")
    room.shows("wants a new bill", NoteState.WAITING)
    assert room.desk.view.unsent == 1
    room.server.release()
    room.shows("wants a new bill", NoteState.SAVED)
    assert room.desk.view.unsent == 0
    assert room.written() == [(room.case, "wants a new bill")]


def test_notes_typed_while_the_server_is_away_arrive_when_it_is_back_in_order_and_once(room: Room) -> None:  # F118
    room.server.say(AWAY)
    for case in (1, 2, 3):
        room.desk.write_note(case, f"draft of {case}")
        room.desk.write_note(case, f"note on {case}")
    room.watch.until(lambda view: view.unsent == 3)
    assert room.written() == []
    room.server.say(BACK)
    room.watch.until(lambda view: view.unsent == 0)
    assert room.written() == [(1, "note on 1"), (2, "note on 2"), (3, "note on 3")]
    numbers = [command.number for command in room.server.notes]
    assert numbers == sorted(set(numbers))


def test_one_is_under_way_at_a_time(room: Room) -> None:
    room.server.held = True
    room.desk.write_note(1, "one")
    room.desk.write_note(2, "two")
    room.watch.settled()
    assert [command.case for command in room.server.notes] == [1]
    room.server.release()
    room.watch.until(lambda view: view.unsent == 0)
    assert [command.case for command in room.server.notes] == [1, 2]


def test_a_note_that_did_not_arrive_is_sent_again(room: Room) -> None:
    room.server.answer = Problem(code="store_failed")
    room.desk.write_note(room.case, "again")
    room.watch.holds(lambda: len(room.server.notes) == 1)
    room.watch.settled()
    room.server.answer = None
    room.server.alive()
    room.shows("again", NoteState.SAVED)
    assert room.server.notes[0] == room.server.notes[1]


@pytest.mark.parametrize("when", ["before it was sent", "before the answer came"])
def test_a_killed_program_leaves_its_texts_to_the_next(room: Room, when: str) -> None:  # F118
    if when == "before it was sent":
        room.server.say(AWAY)
    else:
        room.server.held = True  # the server takes it; the program never hears
    room.desk.write_note(room.case, "half a sent")
    room.shows("half a sent", NoteState.WAITING)
    room.kill()
    room.sit()
    room.shows("half a sent", NoteState.SAVED)
    room.watch.until(lambda view: view.unsent == 0)
    assert room.written() == [(room.case, "half a sent")]


def test_what_the_server_has_is_shown_after_a_restart(room: Room) -> None:
    room.desk.write_note(room.case, "was saved")
    room.shows("was saved", NoteState.SAVED)
    room.kill()
    room.sit()
    room.shows("was saved", NoteState.SAVED)
    assert room.server.notes == []


def test_a_text_that_is_older_than_the_answer_stays_waiting(room: Room) -> None:
    room.server.held = True
    room.desk.write_note(room.case, "a")
    room.shows("a", NoteState.WAITING)
    room.desk.write_note(room.case, "a b")
    room.shows("a b", NoteState.WAITING)
    room.server.release()
    room.shows("a b", NoteState.SAVED)
    assert room.written() == [(room.case, "a"), (room.case, "a b")]


def test_typing_on_after_the_case_is_over_is_not_lost(room: Room) -> None:
    room.server.say(AWAY)
    room.centre.end(room.caller)
    room.centre.wait(8_000)  # wrap-up is over
    room.desk.write_note(room.case, "typed too late")
    room.watch.until(lambda view: view.unsent == 1)
    room.server.deliver()
    room.server.say(BACK)
    room.watch.until(lambda view: view.unsent == 0 and view.case is None)
    assert room.desk.view.note is None
    assert room.written() == [(room.case, "typed too late")]


def test_a_refused_note_is_told_and_kept(room: Room, tmp_path: Path) -> None:
    room.desk.write_note(9_999, "about nothing")
    notice = room.watch.noticed("note_rejected").notice
    assert notice is not None
    file = Path(dict(notice.params)["file"])
    assert "about nothing" in file.read_text(encoding="utf-8")
    room.watch.until(lambda view: view.unsent == 0)
    room.desk.write_note(room.case, "the next one is sent")
    room.shows("the next one is sent", NoteState.SAVED)


def test_the_text_of_a_refused_note_stays_to_be_seen(room: Room) -> None:
    room.server.refusal = Refusal(code="not_allowed")
    room.desk.write_note(room.case, "not wanted")
    room.shows("not wanted", NoteState.REJECTED)
    room.server.refusal = None
    room.desk.write_note(room.case, "wanted")
    room.shows("wanted", NoteState.SAVED)


def test_a_text_that_is_too_long_to_send_does_not_stop_the_others(room: Room) -> None:
    room.desk.write_note(1, "x" * LONGEST_BYTES)
    room.desk.write_note(2, "short")
    room.watch.noticed("note_rejected")
    room.watch.until(lambda view: view.unsent == 0)
    assert [command.case for command in room.server.notes] == [2]


def test_logging_out_waits_for_what_was_typed(room: Room) -> None:
    room.centre.end(room.caller)
    room.server.deliver()
    room.watch.until(lambda view: view.status is AgentStatus.WRAP_UP)
    room.server.held = True
    for case in (1, 2):
        room.desk.write_note(case, "last words")
    room.desk.act("log_out")
    room.watch.settled()
    assert room.centre.status("bertil") is AgentStatus.WRAP_UP
    room.server.release()
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    assert [case for case, _ in room.written()] == [1, 2]
    assert room.centre.status("bertil") is AgentStatus.LOGGED_OUT


def test_logging_out_does_not_wait_for_a_server_that_takes_nothing(room: Room) -> None:
    room.centre.end(room.caller)
    room.server.deliver()
    room.watch.until(lambda view: view.status is AgentStatus.WRAP_UP)
    room.server.answer = Problem(code="store_failed")
    room.desk.write_note(room.case, "kept")
    room.desk.act("log_out")
    room.watch.until(lambda view: view.link is Link.OFFLINE and view.unsent == 1)
    assert room.written() == []


def test_a_disk_that_takes_nothing_is_told_and_the_note_is_sent_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    room = Room(tmp_path / "file")
    room.watch.noticed("notes_unsafe")
    room.desk.write_note(room.case, "in memory")
    room.shows("in memory", NoteState.SAVED)
    room.desk.close(log_out=False)


def test_another_user_of_this_pc_does_not_send_it(room: Room) -> None:
    room.server.say(AWAY)
    room.desk.write_note(room.case, "by Bertil")
    room.watch.until(lambda view: view.unsent == 1)
    assert room.watch.log_in("anna", PASSWORD) is None
    room.watch.until(lambda view: view.agent is not None and view.agent.id == "anna" and view.unsent == 0)
    assert room.written() == []
    assert room.watch.log_in("bertil", PASSWORD) is None
    room.shows("by Bertil", NoteState.SAVED)
    assert room.written() == [(room.case, "by Bertil")]
    assert not any(isinstance(command, WriteNote | LogOut) for command in room.server.commands)


def with_cri(folder: Path) -> Room:
    """A room whose queue has a value that its agents may change."""
    made = Room(folder)
    definition = CriDefinition(name="order", queues=("service",), editable=True)
    assert made.centre.ask(SYSTEM, Define(cris=(definition,))) is None
    made.server.deliver()
    made.watch.until(lambda view: bool(view.cris) and view.cris[0].editable)
    return made


def order_of(view: View) -> tuple[str, bool]:
    """The value as it is shown, and whether it is still on its way."""
    return next(row.value for row in view.cris if row.name == "order"), "cri:order" in view.pending


def test_a_value_that_is_typed_without_the_server_is_sent_when_it_is_back(tmp_path: Path) -> None:  # F046 F118
    room = with_cri(tmp_path)
    room.server.say(AWAY)
    room.desk.command("cri:order", SetCri(case=room.case, name="order", value="SO-1"))
    room.desk.command("cri:order", SetCri(case=room.case, name="order", value="SO-2"))
    room.watch.until(lambda view: order_of(view) == ("SO-2", True))
    room.kill()
    room.sit()  # after a crash of the window it is still there, and sent
    room.watch.until(lambda view: order_of(view) == ("SO-2", False))
    values = {cri.name: cri.value for cri in room.centre.state.details[room.case].cris}
    assert values == {"order": "SO-2"}
    room.kill()


def test_a_value_that_does_not_fit_is_refused_and_the_old_one_is_back(tmp_path: Path) -> None:  # F046
    room = with_cri(tmp_path)
    room.desk.write_note(room.case, "stays")
    room.desk.command("cri:none", SetCri(case=room.case, name="none", value="x"))
    assert room.watch.noticed("unknown_cri")
    room.shows("stays", NoteState.SAVED)
    room.watch.until(lambda view: not view.pending and view.unsent == 0)
    assert any("none" in file.read_text(encoding="utf-8") for file in tmp_path.glob("*.rejected.jsonl"))
    room.kill()
