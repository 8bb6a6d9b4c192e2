"""A working day as its rows tell it: what an agent sees of it now, and what is added up of it afterwards."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.client.view import centre as seen
from agent_desktop.client.view import fields, queue_rows
from agent_desktop.domain import views
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    AnyEvent,
    Campaign,
    CampaignMode,
    CaseState,
    Define,
    Dial,
    DialLeg,
    EndInquiry,
    ImportContacts,
    Inquire,
    JoinCampaign,
    LeaveCampaign,
    LegAnswered,
    LegEnd,
    LogOut,
    NewContact,
    Reason,
    ReasonGroup,
    SetStatus,
    WriteNote,
)
from agent_desktop.server.reports.book import Book
from agent_desktop.server.reports.query import Period, Productivity, ServiceLevel, figures
from agent_desktop.server.store.port import Logged
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
MAIL = SetStatus(status=AgentStatus.READY, reason="Mail")
COFFEE = SetStatus(status=AgentStatus.BUSY, reason="Busy_Coffee")


def book(path: Path, office: Centre) -> Path:
    """The book of intervals of all that happened."""
    happened = enumerate(zip(office.times, office.events, strict=True), start=1)
    with closing(Book(path / "reports.db")) as made:
        made.follow(Logged(n, at, event) for n, (at, event) in happened)
    return path / "reports.db"


def talk(office: Centre, agent: str, number: str, ms: int) -> None:
    """The agent answers a call to the number at once, talks for so long, and is ready again after the wrap-up."""
    caller = office.call(number)
    office.now -= 1
    office.pick_up(agent)
    office.wait(ms)
    office.end(caller)
    if office.presence(agent).wrap_until is None:
        assert office.ask(agent, READY) is None
    else:
        office.wait((office.presence(agent).wrap_until or 0) - office.now)
    assert office.status(agent) is AgentStatus.READY


def dial(office: Centre, agent: str, number: str) -> None:
    """The agent calls the number, which answers and hangs up after a minute."""
    assert office.ask(agent, Dial(number=number)) is None
    office.give(LegAnswered(leg=office.presence(agent).leg or ""))
    customer = office.ordered(DialLeg)[-1].leg
    office.give(LegAnswered(leg=customer))
    office.wait(MINUTE)
    office.end(customer)
    office.wait(8_000)


def test_ready_is_available_on_every_queue_the_agent_is_connected_to() -> None:  # F006
    office = Centre()
    office.log_in("anna")
    assert [row.ready for row in queue_rows(office.view("anna"), "anna")] == [0, 0]
    assert office.ask("anna", READY) is None
    assert {row.id: row.ready for row in queue_rows(office.view("anna"), "anna")} == {"service": 1, "support": 1}
    for number, queue in (("1000", "service"), ("2000", "support")):
        caller = office.call(number)
        assert office.state.cases[office.offer("anna").case].queue == queue
        office.end(caller)
        assert office.status("anna") is AgentStatus.READY

    assert office.ask("anna", LUNCH) is None
    office.ready("bertil")  # of service alone
    office.call("2000")
    assert office.case().state is CaseState.WAITING, "ready is nothing where one is not connected"


def test_time_by_mode(tmp_path: Path) -> None:  # F017
    office = Centre()
    office.ready("bertil")
    began = office.now - 1
    for mode, minutes in ((MAIL, 30), (READY, 20), (LUNCH, 45), (MAIL, 15), (COFFEE, 10), (LUNCH, 5)):
        assert office.ask("bertil", mode) is None
        office.wait(minutes * MINUTE)
    with figures(book(tmp_path, office)) as found:
        sums = [row for row in found.agent_sums(Period(began, office.now)) if row.agent == "bertil"]
    assert [(row.status.value, row.reason, row.ms, row.times) for row in sums] == [
        ("busy", "Busy_Coffee", 10 * MINUTE, 1),
        ("busy", "Busy_Lunch", 50 * MINUTE, 2),
        ("ready", None, 20 * MINUTE + 1, 2),
        ("ready", "Mail", 45 * MINUTE, 2),
    ]
    assert sum(row.ms for row in sums) == office.now - began, "it adds up to the clock"


def test_the_fields_of_the_call_at_hand() -> None:  # F043
    service = replace(QUEUES[0], case_limit_ms=2 * MINUTE)
    office = Centre(Define(queues=(service, *QUEUES[1:]), agents=AGENTS, reasons=REASONS))
    office.ready("bertil")
    caller = office.call("1000", caller="+46701234567")
    shown = fields(seen(office.view("bertil"), "bertil"), office.now)
    assert (shown.status, shown.queue, shown.case_ms) == (AgentStatus.OFFERED, "Customer service", None)

    office.pick_up("bertil")
    office.wait(2 * MINUTE)
    shown = fields(seen(office.view("bertil"), "bertil"), office.now)
    assert (shown.status, shown.queue, shown.number) == (AgentStatus.IN_CALL, "Customer service", "+46701234567")
    assert (shown.case_ms, shown.over_limit) == (2 * MINUTE, False)
    office.wait(1)
    assert fields(seen(office.view("bertil"), "bertil"), office.now).over_limit, "red from here on"

    office.end(caller)
    office.wait(8_000)
    shown = fields(seen(office.view("bertil"), "bertil"), office.now)
    assert (shown.status, shown.queue, shown.number, shown.case_ms) == (AgentStatus.READY, "", "", None)


def test_an_agents_own_statistics_of_the_day(tmp_path: Path) -> None:  # F050
    office = Centre()
    office.ready("anna")
    talk(office, "anna", "1000", MINUTE)
    office.wait(DAY - office.now)  # midnight, UTC
    talk(office, "anna", "1000", 3 * MINUTE)
    talk(office, "anna", "2000", 2 * MINUTE)
    talk(office, "anna", "1000", 4 * MINUTE)
    for _ in range(2):
        assert office.ask("anna", LUNCH) is None
        office.wait(10 * MINUTE)
        assert office.ask("anna", READY) is None
        office.wait(MINUTE)
    with figures(book(tmp_path, office)) as found:
        sums = [row for row in found.agent_sums(Period(DAY, office.now)) if row.agent == "anna"]
    calls = {row.queue: (row.times, row.ms) for row in sums if row.status is AgentStatus.IN_CALL}
    assert calls == {"service": (2, 7 * MINUTE), "support": (1, 2 * MINUTE)}, "yesterday's is not counted"
    assert [(row.times, row.ms) for row in sums if row.status is AgentStatus.BUSY] == [(2, 20 * MINUTE)]
    assert sum(row.ms for row in sums) == office.now - DAY, "since midnight, without a gap"


def test_an_agents_productivity_today_and_on_a_chosen_day(tmp_path: Path) -> None:  # F057
    office = Centre()
    office.ready("anna", "bertil")
    assert office.ask("anna", LUNCH) is None
    talk(office, "bertil", "1000", MINUTE)
    dial(office, "bertil", "+46707654321")
    office.wait(DAY - office.now)

    for _ in range(2):
        talk(office, "bertil", "1000", MINUTE)
    assert office.ask("bertil", LUNCH) is None
    assert office.ask("anna", READY) is None
    office.call("1000")
    office.pick_up("anna")
    assert office.ask("anna", Inquire(agent="bertil")) is None
    office.pick_up("bertil")
    office.wait(MINUTE)
    assert office.ask("anna", EndInquiry()) is None

    with figures(book(tmp_path, office)) as found:
        days = [found.productivity(Period(day * DAY, (day + 1) * DAY), "bertil") for day in range(3)]
    assert days == [
        Productivity(queue_taken=1, other_taken=0, made=1),
        Productivity(queue_taken=2, other_taken=1, made=0),
        Productivity(),
    ]


def test_a_campaign_goes_with_the_agents_mode() -> None:  # F019 F071
    campaign = Campaign(id="spring", name="Spring", queue="service", wrap_up_ms=3_000, mode=CampaignMode.PROGRESSIVE)
    modes = (*REASONS, Reason(id="Outbound", group=ReasonGroup.WORK, phone=True))
    office = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=modes, campaigns=(campaign,)))
    new = tuple(NewContact(number=f"+{place}") for place in (1, 2))
    assert office.ask(SYSTEM, ImportContacts(campaign="spring", contacts=new)) is None
    office.log_in("bertil")
    assert office.ask("bertil", LUNCH) is None

    assert office.ask("bertil", JoinCampaign(campaign="spring")) is None  # logging in means work: the dialer starts
    assert (office.status("bertil"), office.presence("bertil").campaign) == (AgentStatus.IN_CALL, "spring")
    office.give(LegAnswered(leg=office.presence("bertil").leg or ""))
    (order,) = office.ordered(DialLeg)
    assert order.number == "+1"
    office.give(LegAnswered(leg=order.leg))
    office.end(order.leg)
    office.wait(2_999)
    assert office.status("bertil") is AgentStatus.WRAP_UP, "as long as the campaign says"
    office.wait(1)
    assert office.status("bertil") is AgentStatus.IN_CALL, "the next one, by itself"

    assert code(office, "bertil", COFFEE) is None  # a break, after the call, logs out
    office.give(LegAnswered(leg=office.presence("bertil").leg or ""))
    office.unreached(office.ordered(DialLeg)[-1].leg, LegEnd.REJECTED)
    presence = office.presence("bertil")
    assert (presence.status, presence.reason, presence.campaign) == (AgentStatus.BUSY, "Busy_Coffee", None)

    assert office.ask("bertil", JoinCampaign(campaign="spring")) is None
    assert (office.status("bertil"), office.presence("bertil").reason) == (AgentStatus.READY, None)
    assert office.ask("bertil", LeaveCampaign(reason="Busy_Lunch")) is None  # logging out means a break
    presence = office.presence("bertil")
    assert (presence.status, presence.reason, presence.campaign) == (AgentStatus.BUSY, "Busy_Lunch", None)
    assert office.ask("bertil", JoinCampaign(campaign="spring")) is None
    assert office.ask("bertil", LogOut()) is None
    assert office.presence("bertil").campaign is None


@pytest.mark.parametrize("viewer", ["anna", "bertil", "vera"])
def test_a_client_that_is_sent_what_it_missed_holds_what_a_new_one_is_given(viewer: str) -> None:  # F119
    office = Centre()
    office.ready("anna", "bertil")
    office.call("1000")
    office.pick_up("anna")
    held, seen_to = office.view(viewer), len(office.history)  # the link breaks here

    case = office.presence("anna").case or 0
    assert office.ask("anna", WriteNote(case=case, text="calls again", device="pc", number=1)) is None
    assert office.ask("anna", Inquire(agent="bertil")) is None
    office.pick_up("bertil")
    office.call("2000")
    assert office.ask("anna", EndInquiry()) is None

    missed: list[AnyEvent] = []
    for before, event in office.history[seen_to:]:
        missed.extend(views.visible(before, event, viewer))
    assert missed
    assert held != office.view(viewer)
    caught_up = replace(fold(held, tuple(missed)), received=EMPTY.received)  # for the server's memory only
    assert caught_up == fold(EMPTY, views.rows(office.state, viewer))


def test_the_service_level_and_what_it_counts(tmp_path: Path) -> None:  # F134
    office = Centre()
    office.log_in("bertil")
    began, within = office.now, office.state.queues["service"].service_level_ms
    assert within == 20_000
    for patience in (within, within + 1):  # who hangs up within the target counts neither way
        caller = office.call("1000")
        office.now -= 1
        office.wait(patience)
        office.end(caller)
    for wait in (5_000, within, within + 1):  # two are answered within it
        caller = office.call("1000")
        office.now -= 1
        office.wait(wait)
        assert office.ask("bertil", READY) is None
        office.pick_up("bertil")
        office.end(caller)
        assert office.ask("bertil", LUNCH) is None
    office.call("1000")  # still waiting
    with figures(book(tmp_path, office)) as found:
        level = found.service_level(Period(began, office.now), "service", within)
    assert level == ServiceLevel(within, answered=3, answered_within=2, abandoned=2, abandoned_within=1)
    assert level.share == pytest.approx(2 / 4)
    live = office.state.paces["service"].today
    assert live.within_ms == within
    assert (live.answered, live.answered_within) == (level.answered, level.answered_within)
    assert (live.abandoned, live.abandoned_within) == (level.abandoned, level.abandoned_within)
    assert office.view("anna").paces == office.state.paces
