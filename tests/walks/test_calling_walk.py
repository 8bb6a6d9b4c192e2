"""Random days of calling customers: the same walk, with callbacks ordered, confirmed, dialled, reported."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AttemptMade,
    CallbackOrdered,
    CaseState,
    ClientCame,
    ConfirmDial,
    DialResult,
    LogIn,
    OrderCallback,
    RejectDial,
    ReportResult,
    ResultType,
)
from tests.fakes.centre import READY
from tests.walks.test_random_walk import Walk


class CallingDay(Walk):
    """Agents are ready more often, and more of what comes is to be called."""

    def person(self) -> None:
        if self.chance.random() < 0.5:
            super().person()
        else:
            agent = self.chance.choice(self.viewers)
            self.centre.ask(agent, LogIn())
            self.centre.give(ClientCame(agent=agent))
            self.centre.ask(agent, READY)

    def caller(self) -> None:
        self.chance.choice((super().caller, self.order_callback))()

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
