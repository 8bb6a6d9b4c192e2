"""Random days of calling customers: the same walk, with callbacks and campaigns, confirmed, dialled, reported."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest

from agent_desktop.domain import dialer, routing
from agent_desktop.domain.messages import (
    SYSTEM,
    AttemptMade,
    CallbackOrdered,
    Campaign,
    CampaignMode,
    Case,
    CaseState,
    ClientCame,
    ConfirmDial,
    ContactState,
    Define,
    Dialer,
    DialLeg,
    DialResult,
    EffectIssued,
    ImportContacts,
    JoinCampaign,
    LeaveCampaign,
    LogIn,
    NewContact,
    OrderCallback,
    RejectDial,
    ReportResult,
    ResultType,
)
from agent_desktop.domain.state import State
from tests.fakes.centre import READY
from tests.walks.test_random_walk import RULE, Walk

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
    ),
)


class CallingDay(Walk):
    """Agents are ready more often, and more of what comes is to be called."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.centre.ask(SYSTEM, Define(campaigns=CAMPAIGNS))
        self.judged = 0

    def person(self) -> None:
        if self.chance.random() < 0.5:
            super().person()
        else:
            agent = self.chance.choice(self.viewers)
            self.centre.ask(agent, LogIn())
            self.centre.give(ClientCame(agent=agent))
            join = JoinCampaign(campaign=self.chance.choice(("spring", "fast", "fast")))
            self.centre.ask(agent, self.chance.choice((READY, join, join)))
            if self.chance.random() < 0.1:
                self.centre.ask(agent, LeaveCampaign(reason="Busy_Lunch"))

    def caller(self) -> None:
        self.chance.choice((super().caller, self.order_callback, self.list_arrives))()

    def answer(self) -> None:
        self.chance.choice((super().answer, self.dial, self.dial, self.go_on, self.go_on, self.go_on, self.report))()

    def order_callback(self) -> None:
        """From outside, from a call that waits, or by an agent."""
        queue, at = self.chance.choice(("service", "support", "filing")), self.chance.choice((None, 20_000))
        agent = self.chance.choice((None, None, "anna", "oksana"))
        at = None if at is None else self.centre.now + at
        waiting = [case for case in self.centre.state.cases.values() if case.state is CaseState.WAITING]
        number = self.chance.choice(("+1", "+2", "nobody"))
        by = self.chance.choice(self.viewers)
        if self.chance.random() < 0.5:
            self.centre.give(CallbackOrdered(queue=queue, number=number, at=at, agent=agent))
        else:
            case = self.chance.choice([case.id for case in waiting] or [0]) or None
            self.centre.ask(by, OrderCallback(queue=queue, number=number, case=case, at=at, agent=agent))

    def list_arrives(self) -> None:
        at = self.chance.choice((None, self.centre.now + 5_000))
        new = tuple(NewContact(number=f"+{n}", reference=str(self.chance.randint(1, 60)), at=at) for n in range(3))
        by = self.chance.choice((*self.viewers, SYSTEM))
        self.centre.ask(by, ImportContacts(campaign=self.chance.choice(("spring", "fast")), contacts=new))

    def check(self) -> None:
        super().check()
        for state in (self.centre.state, *self.held.values()):
            campaign_indexes_hold(state)
        contacts_hold(self.centre.state, self.centre.now)
        for before, event in self.centre.history[self.judged :]:
            if isinstance(event, EffectIssued) and isinstance(event.effect, DialLeg):
                has_an_agent(before, before.cases[event.effect.case])
        self.judged = len(self.centre.history)

    def dial(self) -> None:
        offers = list(self.centre.state.offers.values())
        if offers:
            offer = self.chance.choice(offers)
            kind = self.chance.choice((ConfirmDial, ConfirmDial, ConfirmDial, RejectDial))
            self.centre.ask(offer.agent, kind(case=offer.case))

    def go_on(self) -> None:
        """Something happens to a phone that rings for a callback."""
        state = self.centre.state
        dialled = [case.id for case in state.cases.values() if case.state is CaseState.DIALLING]
        legs = [leg for case in dialled for leg in state.case_legs.get(case, ()) if state.legs[leg].agent is None]
        ringing = legs or [leg for case in dialled for leg in state.case_legs.get(case, ())]
        orders = [state.effects[order] for leg in ringing for order in state.leg_effects.get(leg, ())]
        if orders:
            self.centre.give(self.fact_for(self.chance.choice(orders)))

    def report(self) -> None:
        cases = [case for case in self.centre.state.cases.values() if case.agent is not None]
        if cases:
            case, result = self.chance.choice(cases), self.chance.choice(tuple(ResultType))
            after = self.chance.choice((None, 30_000))
            self.centre.ask(case.agent or "", ReportResult(case=case.id, result=result, after_ms=after))


def campaign_indexes_hold(state: State) -> None:
    """The look-ups over campaigns say what a scan of all rows says."""
    listed, joined, free, loose = (defaultdict[str, list[Any]](list) for _ in range(4))
    for contact in state.campaign_contacts.values():
        if contact.state is ContactState.WAITING:
            listed[contact.campaign].append((contact.due, contact.id))
        assert not contact.reference or state.references[contact.campaign, contact.reference] == contact.id
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


def contacts_hold(state: State, now: int) -> None:
    """A contact is in exactly one state, every one is counted, and no ready agent misses one that is due."""
    for contact in state.campaign_contacts.values():
        case = state.cases.get(contact.case or 0)
        assert (contact.id in state.contact_details) == (contact.case is None)
        if contact.state is ContactState.WAITING:
            assert contact.case is None or (case is not None and case.state is CaseState.SCHEDULED)
        elif contact.state is ContactState.OPEN:
            assert case is not None
            assert case.state is not CaseState.SCHEDULED
            assert case.contact == contact.id
        else:
            assert contact.case is not None
            assert case is None
    for campaign in state.campaigns.values():
        rows = [contact for contact in state.campaign_contacts.values() if contact.campaign == campaign.id]
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
    """No customer is dialled without a ready agent: bound to the call, or one for each call."""
    if case.agent is None:
        assert len(before.loose[case.campaign or ""]) <= len(before.free[case.campaign or ""])
    else:
        assert before.presences[case.agent].case == case.id


@pytest.mark.parametrize("seed", range(100, 108))
def test_random_days_of_calling(seed: int) -> None:  # F068
    CallingDay(seed).run(250)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3000, 3060))
def test_many_random_days_of_calling(seed: int) -> None:
    CallingDay(seed).run(600)


@pytest.mark.long
def test_these_days_see_every_result() -> None:
    """A walk that never gets there proves nothing."""
    seen: set[DialResult] = set()
    for seed in range(200, 240):
        day = CallingDay(seed)
        day.run(250)
        seen |= {event.attempt.result for event in day.centre.events if isinstance(event, AttemptMade)}
    assert seen == set(DialResult)
