"""What the desk asks of a customer's earlier cases, and when it asks (F081, F109)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_desktop.client.story import ContactHistory, EarlierMatter, EarlierNote
from agent_desktop.domain.messages import CaseKind, CaseOutcome, Cri, Note
from agent_desktop.protocol.wire import HISTORY, CaseHistory, EarlierCase, Problem, encode
from tests.fakes.bertil import BertilsDesk

EARLIER = EarlierCase(
    case=1,
    kind=CaseKind.INBOUND_CALL,
    queue="service",
    agent="anna",
    created=5_000,
    ended=9_000,
    outcome=CaseOutcome.HANDLED,
    concluded=(Cri(name="disposition", value="Solved"),),
    notes=(Note(case=1, agent="gone", text="Wants the bill", at=8_000, device="pc", number=1),),
)
MATTER = EarlierMatter(
    case=1,
    kind=CaseKind.INBOUND_CALL,
    at=5_000,
    queue="Customer service",
    agent="Anna Berg",
    outcome=CaseOutcome.HANDLED,
    concluded=("Solved",),
    notes=(EarlierNote(author="gone", at=8_000, text="Wants the bill"),),
)


class Room(BertilsDesk):
    """Ready for calls."""

    def called(self, caller: str = "+46701234567", *, more: bool = False) -> int:
        """A call is offered; what the server would say of it is there."""
        self.centre.call("1000", caller)
        case = self.centre.offer("bertil").case
        self.server.files[f"{HISTORY}/{case}"] = encode(CaseHistory(case=case, earlier=(EARLIER,), more=more))
        self.server.deliver()
        return case


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    room.ready()
    yield room
    room.close()


def test_earlier_cases_are_there_while_it_rings_and_are_asked_for_once(room: Room) -> None:  # F109
    assert room.server.fetched == []
    case = room.called(more=True)
    view = room.watch.until(lambda view: view.history.known)
    assert view.offer is not None, "before the answer"
    assert view.history == ContactHistory(known=True, matters=(MATTER,), more=True)
    room.centre.pick_up("bertil")
    room.server.deliver()
    room.watch.until(lambda view: view.case is not None and view.case.answered is not None)
    assert room.server.fetched == [f"{HISTORY}/{case}"]


def test_the_next_case_has_its_own(room: Room) -> None:
    room.called()
    room.watch.until(lambda view: view.history.known)
    (leg,) = [leg.id for leg in room.centre.state.legs.values() if leg.agent is None]
    room.centre.pick_up("bertil")
    room.centre.end(leg)
    room.centre.wait(8_000)
    room.server.deliver()
    room.watch.until(lambda view: view.case is None and not view.history.known)
    room.server.held = True
    case = room.called()
    room.server.release()
    view = room.watch.until(lambda view: view.history.known)
    assert view.case is not None
    assert view.case.id == case


def test_who_hides_the_number_is_not_asked_about(room: Room) -> None:
    room.called("")
    room.watch.until(lambda view: view.case is not None)
    room.watch.settled()
    assert room.server.fetched == []


def test_an_older_server_is_asked_once_and_says_nothing(room: Room) -> None:
    room.server.troubles = [Problem(code="not_found")]
    case = room.called()
    room.watch.until(lambda view: view.case is not None)
    room.server.alive()
    room.watch.settled()
    assert not room.desk.view.history.known
    assert room.server.fetched == [f"{HISTORY}/{case}"]


def test_a_server_that_could_not_say_is_asked_again_at_its_next_word(room: Room) -> None:
    room.server.held = True
    room.server.troubles = [Problem(code="store_failed")]
    case = room.called()
    room.server.release()
    room.watch.settled()
    room.server.alive()
    room.watch.until(lambda view: view.history.known)
    assert room.server.fetched == [f"{HISTORY}/{case}"] * 2


@pytest.mark.expects_log("Earlier cases cannot be read")
def test_what_cannot_be_read_is_as_if_nothing_was_said(room: Room) -> None:
    room.centre.call("1000")
    case = room.centre.offer("bertil").case
    room.server.files[f"{HISTORY}/{case}"] = b"<html>"
    room.server.deliver()
    room.watch.until(lambda view: view.case is not None)
    room.watch.settled()
    assert not room.desk.view.history.known
