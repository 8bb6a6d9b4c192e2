"""What customers write: a new case or more of an open one; and cases that colleagues make by hand.

The core never sees the words themselves: bodies and attachments stay with the channel, which says that they came. Hours
and the limit of waiting callers are for those who wait live on the phone: what was written is always taken.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.agents import present
from agent_desktop.domain.cri import may_come
from agent_desktop.domain.desk import DIGITAL, OPEN, keeping, others_of, unlock
from agent_desktop.domain.distribution import match_case, wait, withdraw
from agent_desktop.domain.messages import (
    AnswerSent,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseSource,
    CaseState,
    CustomerLeft,
    CustomerWrote,
    DetailsChanged,
    Item,
    ItemArrived,
    ItemForgotten,
    ItemKept,
    KeptAs,
    MakeTask,
    OfferEnd,
    Queue,
    QueueKind,
    Refusal,
)
from agent_desktop.domain.turn import Turn

KINDS: dict[QueueKind, CaseKind] = {
    QueueKind.CHAT: CaseKind.CHAT,
    QueueKind.EMAIL: CaseKind.EMAIL,
    QueueKind.BACK_OFFICE: CaseKind.TASK,
}
"""The kind of case that a queue of written matters has."""

ITEM_MS = 604_800_000
"""How long a channel's reference is known: a channel that is started anew says again what it is not sure of."""


def item_arrived(turn: Turn, fact: ItemArrived) -> None:
    """F076, F083, F098: what names an open case of the same customer joins it; all else is a new case."""
    queue = turn.state.queues.get(fact.queue)
    if fact.reference in turn.state.items:
        return turn.ignore(fact, fact.reference, "known item")
    if queue is None or KINDS.get(queue.kind) is not fact.kind:
        return turn.ignore(fact, fact.reference, f"no queue {fact.queue} for {fact.kind.value}")
    case = _mentioned(turn, fact)
    if case is None:
        case = _begun(turn, fact, queue)
        _remember(turn, fact, case)
        _warn_of_two(turn, case)
        return match_case(turn, case)
    _remember(turn, fact, case)
    return _more_came(turn, turn.state.cases[case])


def _remember(turn: Turn, fact: ItemArrived, case: int) -> None:
    turn.emit(ItemKept(item=Item(reference=fact.reference, case=case, until=turn.now + ITEM_MS)))


def _mentioned(turn: Turn, fact: ItemArrived) -> int | None:
    """The open case that this belongs to; a number alone proves nothing, it must be the same customer's."""
    case = turn.state.cases.get(fact.mentions) if fact.mentions is not None else None
    if case is None or case.kind not in DIGITAL or case.state not in OPEN or not fact.contact:
        return None
    return case.id if turn.state.details[case.id].contact == fact.contact else None


def _begun(turn: Turn, fact: ItemArrived, queue: Queue) -> int:
    named = fact.mentions
    follows = named if named is not None and named not in turn.state.cases and _is_given(turn, named) else None
    case = _new(turn, queue, fact.source, follows, unanswered_since=turn.now)
    lock = turn.state.locks.get(follows) if follows is not None else None
    if fact.agent is not None and fact.agent in turn.state.agents:
        case = replace(case, **keeping(turn, case, fact.agent, KeptAs.REOPENED))
    elif lock is not None and lock.contact == fact.contact:
        case = replace(case, **keeping(turn, case, lock.agent, KeptAs.LOCKED))
        unlock(turn, lock.case)
    wait(turn, case)
    turn.emit(DetailsChanged(details=_details(case.id, fact)))
    return case.id


def _is_given(turn: Turn, case: int) -> bool:
    return 0 < case < turn.state.next_id


def _new(turn: Turn, queue: Queue, source: CaseSource, follows: int | None, unanswered_since: int | None) -> Case:
    return Case(
        id=turn.new_id(),
        queue=queue.id,
        kind=KINDS[queue.kind],
        state=CaseState.ARRIVING,
        created=turn.now,
        since=turn.now,
        priority=queue.priority,
        source=source,
        follows=follows,
        unanswered_since=unanswered_since,
    )


def _details(case: int, given: ItemArrived | MakeTask) -> CaseDetails:
    return CaseDetails(
        case=case,
        name=given.name,
        contact=given.contact,
        address=given.address,
        subject=given.subject,
        cris=tuple(cri for cri in given.cris if may_come(cri)),
    )


def _warn_of_two(turn: Turn, case: int) -> None:
    """F083: who has answered the same customer in part is told that there is a second case now."""
    for other in others_of(turn, case):
        row = turn.state.cases[other]
        agent = row.agent or row.kept_for or row.owner
        if row.partly_answered and agent is not None:
            turn.notice(agent, "second_case", other)


# --- more of the same ------------------------------------------------------------------------------


def customer_wrote(turn: Turn, fact: CustomerWrote) -> None:
    """More words in an open case."""
    case = _of_reference(turn, fact)
    if case is not None:
        _more_came(turn, case)


def _of_reference(turn: Turn, fact: CustomerWrote | CustomerLeft) -> Case | None:
    item = turn.state.items.get(fact.reference)
    case = turn.state.cases.get(item.case) if item is not None else None
    if case is None or case.state not in OPEN:
        turn.ignore(fact, fact.reference, "unknown item" if item is None else "case is over")
        return None
    return case


def _more_came(turn: Turn, case: Case) -> None:
    """The case is the customer's turn no more; what its agent put aside waits for that agent again (F080, F082)."""
    if case.unanswered_since is None:
        case = turn.case(case, unanswered_since=turn.now)
        agent = case.agent or case.kept_for
        if agent is not None:
            turn.notice(agent, "customer_wrote", case.id)
    if case.state is CaseState.POSTPONED:
        wait(turn, case, resume_at=None)
        match_case(turn, case.id)


def answer_sent(turn: Turn, fact: AnswerSent) -> None:
    """It is the customer's turn."""
    case = turn.state.cases.get(fact.case)
    if case is None or case.kind not in DIGITAL:
        turn.ignore(fact, str(fact.case), "no such open case")
    elif case.unanswered_since is not None:
        turn.case(case, unanswered_since=None)


def customer_left(turn: Turn, fact: CustomerLeft) -> None:
    """A chat that nobody has taken up ends; one that somebody has is that agent's to finish."""
    case = _of_reference(turn, fact)
    if case is None:
        return
    if case.kind is not CaseKind.CHAT or case.customer_left:
        turn.ignore(fact, fact.reference, "nobody was there")
    elif case.state is CaseState.OFFERED and case.answered is None:
        offer = turn.state.offers[case.id]
        withdraw(turn, offer, OfferEnd.CALLER_LEFT, CaseOutcome.ABANDONED, "customer_left")
    elif case.answered is None:
        turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.ABANDONED)
    else:
        turn.case(case, customer_left=True)
        agent = case.agent or case.kept_for
        if agent is not None:
            turn.notice(agent, "customer_left", case.id)


def forget(turn: Turn, reference: str) -> None:
    """The channel says it no more."""
    turn.emit(ItemForgotten(reference=reference))


# --- by hand ---------------------------------------------------------------------------------------


def make_task(turn: Turn, by: str, command: MakeTask) -> Refusal | None:
    """F085, F092: a new case in a queue of tasks or mail, for anybody or among one agent's own."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    queue = turn.state.queues.get(command.queue)
    if queue is None:
        return Refusal(code="no_such_queue")
    if KINDS.get(queue.kind) not in (CaseKind.TASK, CaseKind.EMAIL):
        return Refusal(code="wrong_queue")
    if command.agent is not None and command.agent not in turn.state.agents:
        return Refusal(code="no_such_agent")
    if command.follows is not None and not _is_given(turn, command.follows):
        return Refusal(code="unknown_case")
    case = _new(turn, queue, CaseSource.AGENT, command.follows, unanswered_since=None)
    if command.agent is not None:
        case = replace(case, **keeping(turn, case, command.agent, KeptAs.FORWARDED))
    wait(turn, case)
    turn.emit(DetailsChanged(details=_details(case.id, command)))
    if command.agent not in (None, by):
        turn.notice(command.agent, "case_forwarded", case.id)
    match_case(turn, case.id)
    return None
