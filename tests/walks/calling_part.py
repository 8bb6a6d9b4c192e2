"""The calling part of the random days: callbacks and campaigns, confirmed, dialled, reported; and what must hold."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from agent_desktop.domain import dialer, routing
from agent_desktop.domain.forms import CALLED
from agent_desktop.domain.messages import (
    SYSTEM,
    AnyCommand,
    AnyEvent,
    AnyInput,
    Asked,
    AttemptRule,
    CallbackOrdered,
    Campaign,
    CampaignContact,
    CampaignMode,
    Case,
    CaseKind,
    CaseState,
    ConfirmDial,
    ContactChanged,
    ContactsImported,
    ContactState,
    Cri,
    Dialer,
    EndWrapUp,
    Erased,
    FillForm,
    HangUpCall,
    ImportContacts,
    JoinCampaign,
    LeaveCampaign,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegState,
    MoveToCampaign,
    NewContact,
    OrderCallback,
    RejectDial,
    ReportResult,
    ResultType,
)
from agent_desktop.domain.state import State
from tests.fakes.centre import AGENTS
from tests.walks.chance import Chance

RULE = AttemptRule(most=2, ring_ms=9_000, busy_ms=4_000, no_answer_ms=6_000, unreachable_ms=8_000, rejected_ms=1_000)
CAMPAIGNS = (
    Campaign(id="spring", name="Spring", queue="service", attempts=RULE, wrap_up_ms=2_000, missed_of=("service",)),
    Campaign(
        id="fast",
        name="Fast",
        queue="support",
        mode=CampaignMode.PROGRESSIVE,
        attempts=RULE,
        abandon_percent=60,
        window_ms=36_000_000,
        initial=ResultType.WAITING,
    ),
)
AGENT_IDS = tuple(agent.id for agent in AGENTS)


def order_callback(state: State, chance: Chance) -> AnyInput:
    """A customer is to be called: said from outside, about a case, or by an agent."""
    queue, number = chance.pick(("service", "support", "filing")), chance.pick(("+1", "+2", "nobody"))
    after, agent = chance.pick((None, 20_000)), chance.pick((None, None, "anna", "oksana"))
    if chance.once_in(2):
        case = chance.pick((None, *sorted(state.cases)))
        command = OrderCallback(queue=queue, number=number, case=case, after_ms=after, agent=agent)
        return Asked(by=chance.pick(AGENT_IDS), command=command)
    return CallbackOrdered(queue=queue, number=number, at=None, agent=agent)


def dial(state: State, chance: Chance) -> AnyInput:
    """The agent who is offered a callback says yes, or no."""
    case = chance.pick((*sorted(state.offers), 1))
    by = state.offers[case].agent if case in state.offers else chance.pick(AGENT_IDS)
    return Asked(by=by, command=RejectDial(case=case) if chance.once_in(4) else ConfirmDial(case=case))


def report(state: State, chance: Chance) -> AnyInput:
    """What came of a call, its form, or that it is another campaign's."""
    case = chance.pick((*sorted(row.id for row in state.cases.values() if row.agent is not None), 1))
    by = state.cases[case].agent if case in state.cases else None
    result, after = chance.pick((*ResultType, ResultType.CLOSING, ResultType.SUCCESS)), chance.pick((None, 30_000))
    command: AnyCommand = ReportResult(case=case, result=result, after_ms=after)
    if chance.once_in(6):
        command = MoveToCampaign(case=case, campaign=chance.pick(("spring", "fast")), erase=chance.once_in(2))
    elif chance.once_in(8):
        command = FillForm(case=case, values=(Cri(name="Field", value=chance.pick(("", "v"))),))
    return Asked(by=by or chance.pick(AGENT_IDS), command=command)


def campaigner(state: State, chance: Chance) -> AnyInput:
    """An agent joins a campaign, or leaves it."""
    del state
    agent, campaign = chance.pick(AGENT_IDS), chance.pick(("spring", "fast", "fast"))
    leave = LeaveCampaign(reason="Busy_Lunch")
    return Asked(by=agent, command=leave if chance.once_in(6) else JoinCampaign(campaign=campaign))


def erase(state: State, chance: Chance) -> AnyInput:
    """Customers are erased: some who are still to be called, some of other cases, some who were long ago."""
    waiting = sorted(state.contact_details)
    scheduled = sorted(case.id for case in state.cases.values() if case.kind in CALLED)
    known = (*waiting, *scheduled, *sorted(state.details), chance.number(1, state.next_id))
    return Erased(cases=(chance.pick(known), chance.pick(known)))


def goes_on(state: State, chance: Chance) -> AnyInput:
    """What mostly comes next in a call to a customer: so that some of them come to their end."""
    begun = (CaseState.OFFERED, CaseState.DIALLING, CaseState.TALKING, CaseState.WRAP_UP)
    calls = sorted(case.id for case in state.cases.values() if case.kind in CALLED and case.state in begun)
    if not calls:
        return campaigner(state, chance)
    case = state.cases[chance.pick(calls)]
    rung = [leg for leg in state.case_legs.get(case.id, ()) if state.legs[leg].state is LegState.CALLING]
    if case.state in (CaseState.OFFERED, CaseState.DIALLING) and rung:
        agents = rung[-1] if case.agent is None else state.presences[case.agent].leg or rung[-1]
        ended = chance.pick(
            (
                LegEnded(leg=rung[-1], cause=LegEnd.NO_ANSWER),
                LegEnded(leg=rung[-1], cause=LegEnd.REJECTED),
                LegEnded(leg=agents, cause=LegEnd.HUNG_UP),
            )
        )
        return ended if chance.once_in(4) else LegAnswered(leg=rung[-1])
    if case.state is CaseState.OFFERED:
        return Asked(by=state.offers[case.id].agent, command=ConfirmDial(case=case.id))
    commands: tuple[AnyCommand, ...] = (
        HangUpCall() if case.state is CaseState.TALKING else EndWrapUp(),
        ReportResult(
            case=case.id,
            result=chance.pick((*ResultType, ResultType.SUCCESS_TO_CONFIRM)),
            after_ms=chance.pick((None, 5_000)),
        ),
    )
    return Asked(by=case.agent or "anna", command=chance.pick(commands))


def list_arrives(state: State, chance: Chance) -> AnyInput:
    """Contacts are imported, some of them again."""
    at = chance.pick((None, max((row.since for row in state.presences.values()), default=0) + 5_000))
    new = tuple(NewContact(number=f"+{n}", reference=str(chance.number(1, 60)), at=at) for n in range(3))
    campaign = chance.pick(("spring", "fast"))
    return Asked(by=chance.pick((SYSTEM, *AGENT_IDS)), command=ImportContacts(campaign=campaign, contacts=new))


def campaign_indexes_hold(state: State) -> None:
    """The look-ups over campaigns say what a scan of all rows says."""
    listed, joined, free, loose = (defaultdict[str, list[Any]](list) for _ in range(4))
    for contact in state.campaign_contacts.values():
        if contact.state is ContactState.WAITING:
            listed[contact.campaign].append((contact.due, contact.id))
        assert not contact.reference or state.references[contact.campaign, contact.reference] == contact.id
        assert contact.state is not ContactState.DONE
    for presence in state.presences.values():
        agent, campaign = state.agents.get(presence.agent), state.campaigns.get(presence.campaign or "")
        if agent is None or campaign is None or campaign.queue not in routing.queues_of(agent, presence):
            continue
        joined[campaign.id].append((presence.since, presence.agent))
        if routing.may_take(state.queues[campaign.queue], agent, presence):
            free[campaign.id].append((presence.since, presence.agent))
    for case in state.cases.values():
        if case.campaign and case.state is CaseState.DIALLING and case.agent is None and case.outcome is None:
            loose[case.campaign].append((case.id,))
    for held, scanned in ((state.listed, listed), (state.joined, joined), (state.free, free), (state.loose, loose)):
        assert {key: list(index) for key, index in held.items()} == {key: sorted(rows) for key, rows in scanned.items()}


class CalledOnes:
    """Every contact as the log says last: those that are done too, which the state has no more."""

    def __init__(self) -> None:
        self.rows: dict[int, CampaignContact] = {}

    def see(self, event: AnyEvent) -> None:
        """Take note of what becomes of contacts."""
        if isinstance(event, ContactsImported):
            self.rows.update((row.id, row) for row in event.contacts)
        elif isinstance(event, ContactChanged):
            assert self.rows[event.contact.id].state is not ContactState.DONE, "a contact is done once"
            self.rows[event.contact.id] = event.contact


def contacts_hold(state: State, known: CalledOnes, now: int) -> None:
    """A contact is in exactly one state, leaves when it is done, is imported once; every one is counted, as a report
    counts it from the log; and no ready agent misses one that is due."""
    left = {number: row for number, row in known.rows.items() if row.state is not ContactState.DONE}
    assert dict(state.campaign_contacts.items()) == left
    references = {(row.campaign, row.reference): row for row in known.rows.values() if row.reference}
    assert set(state.references) == set(references)
    assert len(references) == sum(bool(row.reference) for row in known.rows.values()), "imported twice"
    for contact in known.rows.values():
        case = state.cases.get(contact.case or 0)
        waits = contact.case is None and contact.state is not ContactState.DONE
        assert (contact.id in state.contact_details) == waits
        if contact.state is ContactState.WAITING:
            assert contact.case is None or (case is not None and case.state is CaseState.SCHEDULED)
        elif contact.state is ContactState.OPEN:
            assert case is not None
            assert case.state is not CaseState.SCHEDULED
            assert case.contact == contact.id
        else:
            assert case is None or case.contact is None, "it is another campaign's"
    for campaign in state.campaigns.values():
        rows = [contact for contact in known.rows.values() if contact.campaign == campaign.id]
        count = state.dialers.get(campaign.id, Dialer(campaign=campaign.id))
        by_state = [sum(row.state is one for row in rows) for one in (ContactState.WAITING, ContactState.DONE)]
        assert [count.contacts, count.waiting, count.done] == [len(rows), *by_state]
        assert count.dialled == sum(row.dialled for row in rows)
        assert sum(row.count for row in count.results) == count.done
        total = dialer.total(state, campaign, now)
        assert 100 * total.abandoned <= campaign.abandon_percent * total.answered
        first = state.listed[campaign.id].first() if campaign.id in state.listed else None
        ready, out = len(state.free.get(campaign.id, ())), len(state.loose.get(campaign.id, ()))
        if ready and first is not None and first[0] <= now:
            assert out >= min(ready, dialer.allowed(campaign, total, ready)), "a ready agent waits, a contact too"
            assert campaign.mode is CampaignMode.PROGRESSIVE


def has_an_agent(before: State, case: Case) -> None:
    """No customer is dialled without a ready agent: bound to the call, or one for each call. Numbers that agents ask or
    transfer to are no customers."""
    if case.kind is CaseKind.INBOUND_CALL:
        return
    if case.agent is None:
        assert len(before.loose[case.campaign or ""]) <= len(before.free[case.campaign or ""])
    else:
        assert before.presences[case.agent].case == case.id
