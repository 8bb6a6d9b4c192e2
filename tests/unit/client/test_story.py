"""The story of the call in hand, from what the real core sends: attempts, notes, results, campaigns (F068, F109)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_desktop.client.action import Choice
from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.story import CASES, Tried, earlier, story_of, tried
from agent_desktop.client.view import View, centre
from agent_desktop.domain.messages import (
    AgentStatus,
    Attempt,
    AttemptMade,
    CallbackOrdered,
    Campaign,
    ConfirmDial,
    Define,
    DialResult,
    ImportContacts,
    LegAnswered,
    LegEnd,
    NewContact,
    OrderedAs,
    ReportResult,
    ResultType,
    WriteNote,
)
from tests.fakes.bertil import BertilsDesk
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre

CUSTOMER = "+46701234567"


def seen(centre_: Centre, agent: str) -> View:
    return centre(centre_.view(agent), agent)


def ordered(agent: str | None = None) -> Centre:
    """Bertil is offered a customer who ordered a callback on the web."""
    made = Centre()
    made.ready("bertil")
    made.give(CallbackOrdered(queue="service", number=CUSTOMER, name="Carl", agent=agent))
    return made


def test_an_offered_callback_says_why_it_is_made() -> None:  # F068
    view = seen(ordered(), "bertil")
    assert view.to_dial
    assert (view.story.ordered_as, view.story.attempts) == (OrderedAs.WEB, 0)
    assert not view.story.may_report  # nothing came of it yet


def test_the_result_is_reported_in_the_call_and_kept_in_wrap_up() -> None:  # F068 F100
    made = ordered()
    case = made.case().id
    assert made.ask("bertil", ConfirmDial(case=case)) is None
    leg = made.presence("bertil").leg
    assert leg is not None
    made.give(LegAnswered(leg=leg))
    customer = next(row.id for row in made.state.legs.values() if row.agent is None)
    made.give(LegAnswered(leg=customer))
    story = seen(made, "bertil").story
    assert story.may_report
    assert ResultType.WAITING in story.results
    due = made.now + 3_600_000
    assert made.ask("bertil", ReportResult(case=case, result=ResultType.PRIVATE_CALLBACK, after_ms=3_600_000)) is None
    made.end(customer)
    view = seen(made, "bertil")
    assert view.status is AgentStatus.WRAP_UP
    assert (view.story.result, view.story.due_at) == (ResultType.PRIVATE_CALLBACK, due)


def test_who_calls_in_is_not_waited_for_and_who_is_asked_reports_nothing() -> None:  # F100
    made = Centre()
    made.ready("bertil")
    made.call("1000")
    made.pick_up("bertil")
    story = seen(made, "bertil").story
    assert story.may_report
    assert ResultType.WAITING not in story.results


def test_notes_of_colleagues_travel_with_the_matter() -> None:  # F109
    made = Centre()
    made.ready("bertil", "anna")
    caller = made.call("1000")
    made.pick_up("bertil")
    case = made.case().id
    note = WriteNote(case=case, text="Asks for the invoice", device="d", number=1)
    assert made.ask("bertil", note) is None
    assert made.ask("bertil", ReportResult(case=case, result=ResultType.PUBLIC_CALLBACK)) is None
    made.end(caller)
    made.wait(9_000)
    view = seen(made, "anna")
    assert view.to_dial
    assert [(row.author, row.text) for row in view.story.notes] == [("Bertil Ek", "Asks for the invoice")]
    assert view.story.ordered_as is OrderedAs.AGENT


def test_nothing_is_told_of_a_case_whose_details_are_not_seen() -> None:
    made = ordered()
    assert story_of(made.view("anna"), made.case(), None, "anna") == seen(Centre(), "bertil").story


def test_earlier_calls_are_those_with_the_number_however_it_is_written() -> None:
    calls = (
        RecentCall(case=9, way=Way.RECEIVED, at=3, number=CUSTOMER, ended=4),
        RecentCall(case=8, way=Way.DIALLED, at=2, number="0701234567", ended=3),
        RecentCall(case=7, way=Way.MISSED, at=1, number="+46850012300", ended=2),
        RecentCall(case=6, way=Way.MISSED, at=1, ended=2),
    )
    assert [row.case for row in earlier(calls, 9, CUSTOMER)] == [8]
    assert earlier(calls, 9, "") == ()


def test_the_attempts_of_the_latest_cases_are_remembered() -> None:
    known: Tried = {}
    for case in range(CASES + 5):
        for number in (1, 2):
            attempt = Attempt(case=case, number=number, at=case, result=DialResult.BUSY)
            known = tried(known, AttemptMade(attempt=attempt))
    assert len(known) == CASES
    assert [row.number for row in known[CASES + 4]] == [1, 2]
    assert 0 not in known


class Room(BertilsDesk):
    """Logged in, in a centre with a campaign."""

    def __init__(self) -> None:
        campaign = Campaign(id="spring", name="Spring", queue="service")
        other = Campaign(id="help", name="Help", queue="support")
        super().__init__(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, campaigns=(campaign, other)))
        self.come()


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.close()


def test_a_campaign_is_joined_and_its_attempts_are_told_at_the_next_offer(room: Room) -> None:  # F019 F068
    view = room.watch.until(lambda view: bool(view.campaigns))
    assert view.campaigns == (("spring", "Spring"),)  # of own queues only
    room.desk.act("campaign", Choice(campaign="spring"))
    room.watch.until(lambda view: view.status is AgentStatus.READY)
    contacts = ImportContacts(campaign="spring", contacts=(NewContact(number=CUSTOMER, name="Carl"),))
    assert room.centre.ask("vera", contacts) is None
    room.server.deliver()
    view = room.watch.until(lambda view: view.to_dial)
    assert (view.story.campaign, view.story.attempts, view.tried) == ("Spring", 0, ())
    room.desk.act("answer")
    room.watch.until(lambda view: view.status is AgentStatus.IN_CALL)
    leg = room.centre.presence("bertil").leg
    assert leg is not None
    room.centre.give(LegAnswered(leg=leg))
    customer = next(row.id for row in room.centre.state.legs.values() if row.agent is None)
    room.centre.end(customer, LegEnd.REJECTED)
    room.centre.wait(910_000)
    room.server.deliver()
    view = room.watch.until(lambda view: view.to_dial and bool(view.tried))
    assert [row.result for row in view.tried] == [DialResult.BUSY]
    assert view.story.attempts == 1
