"""The written part of the random days: customers write and leave, agents push cases about; and what must hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from agent_desktop.domain import routing
from agent_desktop.domain.desk import ASIDE, DIGITAL
from agent_desktop.domain.messages import (
    AcceptHelp,
    AgentStatus,
    AnswerSent,
    AnyCommand,
    AnyInput,
    Asked,
    AskHelp,
    AssignOwner,
    CaseKind,
    CaseOutcome,
    CaseSource,
    CaseState,
    CloseCard,
    CloseCase,
    CustomerLeft,
    CustomerWrote,
    ForwardCase,
    ItemArrived,
    LockToMe,
    LogIn,
    LogOut,
    MakeTask,
    MarkPartlyAnswered,
    OpenCard,
    OpenMine,
    Overflow,
    PutBack,
    Queue,
    QueueKind,
    RejectCase,
    Reopen,
    SaveForLater,
    SendMessage,
    SetPriority,
    TakeCase,
    TakeOldest,
    WithdrawHelp,
)
from agent_desktop.domain.state import DueKey, State
from tests.fakes.centre import AGENTS
from tests.walks.chance import Chance

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
    Queue(id="tickets", name="Tickets", kind=QueueKind.EMAIL, retention_ms=30_000, pull=True),
    Queue(id="orders", name="Orders", kind=QueueKind.BACK_OFFICE, retention_ms=30_000),
)
IDS = tuple(queue.id for queue in QUEUES)


SOURCES = {CaseKind.CHAT: CaseSource.CHAT, CaseKind.EMAIL: CaseSource.EMAIL, CaseKind.TASK: CaseSource.WEB_FORM}
KINDS = {
    "chat": CaseKind.CHAT,
    "mail": CaseKind.EMAIL,
    "claims": CaseKind.EMAIL,
    "tickets": CaseKind.EMAIL,
    "orders": CaseKind.TASK,
}
AGENT_IDS = tuple(agent.id for agent in AGENTS)


def customer(state: State, chance: Chance) -> AnyInput:
    """A customer begins to write, writes more, is sent an answer, or leaves."""
    what = chance.pick(("new", "new", "wrote", "left", "sent"))
    if what == "new":
        return _new(state, chance)
    if what == "sent":
        return AnswerSent(case=chance.pick((*sorted(state.cases), 0)))
    reference = chance.pick((*sorted(state.items), "nobody"))
    return CustomerWrote(reference=reference) if what == "wrote" else CustomerLeft(reference=reference)


def _new(state: State, chance: Chance) -> AnyInput:
    queue, contact = chance.pick(IDS), chance.pick(("", "c1", "c2", "c3"))
    mentions = chance.pick((None, *sorted(state.cases), *sorted(state.locks), chance.number(1, state.next_id)))
    agent = chance.pick((None, None, None, *AGENT_IDS))
    if state.locks and chance.once_in(2):  # the words that the lock is for
        mentions, agent = chance.pick(sorted(state.locks)), None
        contact = state.locks[mentions].contact
    return ItemArrived(
        reference=f"r{state.next_id}",
        queue=queue,
        kind=KINDS[queue],
        source=SOURCES[KINDS[queue]],
        contact=contact,
        address=f"{contact}@example.org",
        mentions=mentions,
        agent=agent,
    )


def takes(state: State, chance: Chance) -> AnyInput | None:
    """An agent takes what is offered."""
    offers = sorted(state.offers)
    case = chance.pick(offers) if offers else 0
    return Asked(by=state.offers[case].agent, command=TakeCase(case=case)) if offers else None


def writer(state: State, chance: Chance) -> AnyInput:
    """An agent does something with a case at hand, or kept, or of somebody else."""
    held = sorted((row.agent, case) for row in state.presences.values() for case in row.desk)
    kept = sorted((case.kept_for, case.id) for case in state.cases.values() if case.kept_for is not None)
    stray = chance.pick(AGENT_IDS), chance.pick((0, *sorted(state.cases)))
    agent, case = chance.pick((*held, *kept, stray))
    return Asked(by=agent, command=_command(state, chance, case))


def finisher(state: State, chance: Chance) -> AnyInput | None:
    """An agent locks a case at hand or answers it in part, and goes on to finish it."""
    held = sorted((row.agent, case) for row in state.presences.values() for case in row.desk)
    if not held:
        return None
    agent, case = chance.pick(held)
    marked = state.cases[case].locked or state.cases[case].partly_answered
    marks: tuple[AnyCommand, ...] = (LockToMe(case=case), LockToMe(case=case), MarkPartlyAnswered(case=case))
    finish: tuple[AnyCommand, ...] = (CloseCase(case=case), SaveForLater(case=case))
    return Asked(by=agent, command=chance.pick(finish if marked else marks))


def colleague(state: State, chance: Chance) -> AnyInput:
    """People among themselves: cards, messages, help."""
    if state.help and chance.once_in(2):
        asker = chance.pick(sorted(state.help))
        ends = ((asker, WithdrawHelp()), ("vera", AcceptHelp(agent=asker)), ("vera", LogIn()), (asker, LogOut()))
        by, command = chance.pick(ends)
        return Asked(by=by, command=command)
    agent, case = chance.pick(AGENT_IDS), chance.pick((0, *sorted(state.cases)))
    commands: tuple[AnyCommand, ...] = (
        OpenCard(case=case),
        CloseCard(case=chance.pick((case, *state.presences[agent].reads))),
        SendMessage(text="T", agent=chance.pick(AGENT_IDS)),
        SendMessage(text="T", queue="mail"),
        AskHelp(case=chance.pick((None, case))),
        WithdrawHelp(),
        AcceptHelp(agent=chance.pick((*sorted(state.help), agent))),
    )
    return Asked(by=agent, command=chance.pick(commands))


def _command(state: State, chance: Chance, case: int) -> AnyCommand:
    agent = chance.pick(AGENT_IDS)
    until = max((row.since for row in state.cases.values()), default=0) + chance.number(0, 40_000)
    return chance.pick(
        (
            CloseCase(case=case),
            CloseCase(case=case),
            OpenMine(case=case),
            OpenMine(case=case),
            RejectCase(case=case),
            Reopen(case=case),
            PutBack(case=case),
            SaveForLater(case=case),
            SaveForLater(case=case, until=until),
            ForwardCase(case=case, queue=chance.pick((*IDS, "service"))),
            ForwardCase(case=case, agent=agent),
            LockToMe(case=case, on=not chance.once_in(5)),
            SetPriority(case=case, high=chance.once_in(2)),
            MarkPartlyAnswered(case=case),
            AssignOwner(case=case, agent=chance.pick((None, agent))),
            TakeOldest(queue=chance.pick(("tickets", "tickets", "mail"))),
            MakeTask(queue=chance.pick(IDS), agent=chance.pick((None, agent)), contact="c1"),
        )
    )


def written_due(state: State) -> Iterator[DueKey]:
    """The deadlines of rows that nothing else has."""
    yield from ((item.until, "item", item.reference) for item in state.items.values())
    yield from ((lock.until, "lock", lock.case) for lock in state.locks.values())
    yield from ((wish.until, "help", wish.agent) for wish in state.help.values())


def written_holds(state: State) -> None:
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
    readers: dict[int, list[str]] = defaultdict(list)
    for presence in state.presences.values():
        for case in presence.reads:
            readers[case].append(presence.agent)
    assert dict(state.readers.items()) == {case: tuple(sorted(agents)) for case, agents in readers.items()}
    for wish in state.help.values():
        assert state.presences[wish.agent].status is not AgentStatus.LOGGED_OUT
    for agent, index in state.kept.items():
        takes = state.presences[agent].takes
        for _, _, case in index:
            assert routing.CASE_CHANNELS[state.cases[case].kind] not in takes, "my case waits while I may take it"
