"""The written part of the random days: customers write and leave, agents push cases about; and what must hold."""

from __future__ import annotations

import random
from collections import defaultdict

from agent_desktop.domain import routing
from agent_desktop.domain.desk import ASIDE, DIGITAL
from agent_desktop.domain.messages import (
    AgentStatus,
    AnswerSent,
    AnyCommand,
    AssignOwner,
    CaseOutcome,
    CaseState,
    CloseCase,
    CustomerLeft,
    CustomerWrote,
    ForwardCase,
    LockToMe,
    LogIn,
    MakeTask,
    MarkPartlyAnswered,
    OpenMine,
    Overflow,
    PutBack,
    Queue,
    QueueKind,
    RejectCase,
    Reopen,
    SaveForLater,
    SetPriority,
    TakeCase,
)
from agent_desktop.domain.state import State
from tests.fakes.centre import READY, Centre

QUEUES = (
    Queue(id="chat", name="Chat", kind=QueueKind.CHAT, wrap_up_ms=2_000, retention_ms=60_000),
    Queue(id="mail", name="Mail", kind=QueueKind.EMAIL, wrap_up_ms=0, retention_ms=40_000, reply_ms=90_000),
    Queue(
        id="claims",
        name="Claims",
        kind=QueueKind.EMAIL,
        priority=2,
        retention_ms=0,
        overflow=Overflow(after_ms=9_000, queue="mail"),
    ),
    Queue(id="orders", name="Orders", kind=QueueKind.BACK_OFFICE, retention_ms=30_000),
)
IDS = tuple(queue.id for queue in QUEUES)


def happen(centre: Centre, chance: random.Random, agents: list[str]) -> None:
    """Something in writing: by a customer, or by an agent, mostly sensible."""
    what = chance.random()
    if what < 0.15:
        _customer(centre, chance, agents)
    elif what < 0.35:
        agent = chance.choice(agents)  # who missed an offer is soon there again, so that the centre does not die out
        centre.ask(agent, LogIn())
        centre.ask(agent, READY)
    elif what < 0.55 and centre.state.offers:
        offer = chance.choice([*centre.state.offers.values()])
        centre.ask(offer.agent, TakeCase(case=offer.case))
    else:
        held = [(presence.agent, case) for presence in centre.state.presences.values() for case in presence.desk]
        own = [(case.kept_for, case.id) for case in centre.state.cases.values() if case.kept_for is not None]
        agent, case = chance.choice([*held, *own, (chance.choice(agents), chance.choice((0, *centre.state.cases)))])
        centre.ask(agent, _command(centre, chance, agents, case))


def _customer(centre: Centre, chance: random.Random, agents: list[str]) -> None:
    state = centre.state
    kind = chance.choice(("new", "wrote", "left", "sent"))
    if kind == "new":
        mentions = chance.choice((None, chance.randint(1, state.next_id), *state.cases, *state.locks))
        agent = chance.choice((None, None, None, *agents))
        centre.write(chance.choice(IDS), contact=chance.choice(("", "c1", "c2", "c3")), mentions=mentions, agent=agent)
    elif kind == "sent":
        centre.give(AnswerSent(case=chance.choice((0, *state.cases))))
    else:
        reference = chance.choice(("nobody", *state.items))
        centre.give(CustomerWrote(reference=reference) if kind == "wrote" else CustomerLeft(reference=reference))


def _command(centre: Centre, chance: random.Random, agents: list[str], case: int) -> AnyCommand:
    agent = chance.choice(agents)
    return chance.choice(
        (
            RejectCase(case=case),
            OpenMine(case=case),
            OpenMine(case=case),
            CloseCase(case=case),
            CloseCase(case=case),
            Reopen(case=case),
            PutBack(case=case),
            SaveForLater(case=case),
            SaveForLater(case=case, until=centre.now + chance.randint(0, 40_000)),
            ForwardCase(case=case, queue=chance.choice((*IDS, "service"))),
            ForwardCase(case=case, agent=agent),
            LockToMe(case=case, on=chance.random() < 0.8),
            SetPriority(case=case, high=chance.random() < 0.5),
            MarkPartlyAnswered(case=case),
            AssignOwner(case=case, agent=chance.choice((None, agent))),
            MakeTask(queue=chance.choice(IDS), agent=chance.choice((None, agent)), contact="c1"),
        )
    )


def holds(state: State) -> None:
    """Desks and cases agree, every case kept is a lease, and contacts are found again."""
    at_hand = {case: presence.agent for presence in state.presences.values() for case in presence.desk}
    handled = {case.id: case.agent for case in state.cases.values() if case.state is CaseState.HANDLING}
    assert at_hand == handled
    for presence in state.presences.values():
        assert len(set(presence.desk)) == len(presence.desk)
        assert not presence.desk or presence.status is not AgentStatus.LOGGED_OUT
    contacts: dict[str, list[int]] = defaultdict(list)
    for case in state.cases.values():
        contact = state.details[case.id].contact
        if contact:
            contacts[contact].append(case.id)
        if case.state in ASIDE or case.state is CaseState.OFFERED:
            assert (case.kept_for is None) == (case.kept_until is None), case
            assert case.kept_for is None or case.overflow_at is None
        else:
            assert case.kept_until is None, case
        if case.state is CaseState.POSTPONED:
            assert case.kept_for is not None
        else:
            assert case.resume_at is None
        if case.kind in DIGITAL:
            assert (case.outcome is CaseOutcome.HANDLED) == (case.state is CaseState.WRAP_UP), case
    assert dict(state.contacts.items()) == {contact: tuple(sorted(cases)) for contact, cases in contacts.items()}
    for lock in state.locks.values():
        assert lock.case not in state.cases or state.cases[lock.case].state is CaseState.WRAP_UP
    for agent, index in state.kept.items():
        takes = state.presences[agent].takes
        for _, _, case in index:
            assert routing.CASE_CHANNELS[state.cases[case].kind] not in takes, "my case waits while I may take it"
