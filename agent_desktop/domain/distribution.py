"""Brings waiting cases and open agents together, and puts agents in a status without a case."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from agent_desktop.domain import routing
from agent_desktop.domain.bridge import customers_leg
from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseKind,
    CaseOutcome,
    CaseState,
    Channel,
    HelpEnd,
    HelpEnded,
    KeptAs,
    NextStatus,
    Offer,
    OfferEnd,
    OfferMade,
    Presence,
)
from agent_desktop.domain.phones import leg_of, ring_agent
from agent_desktop.domain.state import State, WaitingKey
from agent_desktop.domain.turn import Turn

CLIENT_LOST = "client_lost"
"""The system's reason to be busy while no client of a ready agent is there."""


def wait(turn: Turn, case: Case, **fields: Any) -> Case:
    """Put a case among those that wait, without an agent; its place goes by priority and age. Returns the row.

    What is kept for an agent stays so, and does not overflow meanwhile.
    """
    queue = turn.state.queues[fields.get("queue", case.queue)]
    kept = fields.get("kept_for", case.kept_for) is not None
    due = None if queue.overflow is None or kept else max(turn.now, case.created + queue.overflow.after_ms)
    calls = case.kind is CaseKind.INBOUND_CALL
    told = turn.now + queue.announce_ms if calls and queue.announce_ms is not None else None
    given = {"agent": None, "overflow_at": due, "announce_at": told, **fields}
    return turn.case(case, **given, state=CaseState.WAITING, since=turn.now)


def match_case(turn: Turn, case: int) -> None:
    """Offer a case to whoever is due for it, when it waits."""
    row = turn.state.cases.get(case)
    if row is None or row.state is not CaseState.WAITING:
        return
    presence = routing.agent_for(turn.state, row)
    if presence is not None:
        offer_to(turn, row, presence)


def match_agent(turn: Turn, agent: str) -> None:
    """Offer an agent the case that is due, when the agent may take one."""
    if not turn.state.presences[agent].takes:
        return
    case = routing.case_for(turn.state, agent)
    if case is not None:
        offer_to(turn, case, turn.state.presences[agent])


def match_queue(turn: Turn, queue: str) -> None:
    """Offer a queue's cases, the first one first, as long as somebody may take one."""
    while (key := turn.state.waiting.get(queue, NO_CASES).first()) is not None and queue in turn.state.open:
        match_case(turn, key[2])


NO_CASES: Index[WaitingKey] = Index()


def overflow(turn: Turn, case: Case) -> None:
    """The case waited too long here: it goes on waiting, by its age, in the queue's overflow."""
    there = turn.state.queues[case.queue].overflow
    if there is None:
        turn.case(case, overflow_at=None)
        return
    turn.case(case, queue=there.queue, overflow_at=None)
    match_case(turn, case.id)


ANYBODYS: dict[str, Any] = {
    "kept_for": None,
    "kept_until": None,
    "kept_as": None,
    "resume_at": None,
    "locked": False,
}
"""Fields of a case that is no agent's own."""


def keep_no_more(turn: Turn, case: Case) -> None:
    """The time that a case was kept for one agent is over: it is anybody's; an offer of it stands."""
    if case.state not in (CaseState.WAITING, CaseState.POSTPONED):
        turn.case(case, **ANYBODYS)
        return
    wait(turn, case, **ANYBODYS)
    match_case(turn, case.id)


def offer_to(turn: Turn, case: Case, presence: Presence, rule: str | None = None, *, join: bool = False) -> None:
    """Hold a case for this agent, as long as its queue says; a call rings. ``rule``: if not the queue's own;
    ``join``: the phone answers by itself, as somebody is on the line already."""
    queue, agent = turn.state.queues[case.queue], presence.agent
    why = routing.why(turn.state, case, presence, turn.now)
    why = why if rule is None else replace(why, rule=rule)
    rings = has_somebody(turn.state, case) and not presence.nailed_up  # else it is answered by command
    ring = turn.new_id() if rings else None
    leg, until = None if ring is None else leg_of(ring), turn.now + queue.offer_ms
    turn.case(case, state=CaseState.OFFERED, since=turn.now, agent=agent, overflow_at=None)
    change(turn, agent, AgentStatus.OFFERED, case=case.id, leg=leg, before=status_of(presence))
    turn.emit(OfferMade(offer=Offer(case=case.id, agent=agent, leg=leg, since=turn.now, until=until, why=why)))
    if ring is not None:
        ring_agent(turn, turn.state.cases[case.id], ring, until, join=join)


def withdraw(turn: Turn, offer: Offer, how: OfferEnd, outcome: CaseOutcome, notice: str) -> None:
    """The case ends because its caller is gone; the agent who was offered it is as before."""
    turn.end_offer(offer, how)
    case = turn.state.cases[offer.case]
    turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=outcome, agent=None)
    turn.notice(offer.agent, notice, offer.case)
    turn.hang_up_all(offer.case)
    presence = turn.state.presences[offer.agent]
    enter(turn, offer.agent, after_case(presence), ready_since(offer, presence, turn.now))


def ready_since(offer: Offer, presence: Presence, now: int) -> int:
    """An agent whose caller left keeps the place among the ready; one who chose something else starts there now."""
    return offer.since - offer.why.ready_ms if presence.then is None else now


def is_dialled(case: Case) -> bool:
    """Whether we call the customer, not the customer us."""
    return case.kind is CaseKind.CALLBACK or case.campaign is not None


def is_own_call(case: Case) -> bool:
    """Whether an agent makes the call, of the agent's own accord."""
    return case.kind is CaseKind.OUTBOUND_CALL and case.campaign is None


def has_somebody(state: State, case: Case) -> bool:
    """Whether it is a call, and somebody is on the line."""
    is_call = routing.CASE_CHANNELS[case.kind] is Channel.VOICE and case.kind is not CaseKind.VOICE_MESSAGE
    return is_call and not to_dial(state, case)


def to_dial(state: State, case: Case) -> bool:
    """Whether the customer is still to be called: the case has no living leg of theirs."""
    return (is_dialled(case) or is_own_call(case)) and customers_leg(state, case.id) is None


def status_of(presence: Presence) -> NextStatus:
    """What the agent goes back to after something else; one whose client is lost, to the status from before that."""
    if presence.reason == CLIENT_LOST and presence.before is not None:
        return presence.before
    return NextStatus(
        status=presence.status,
        reason=presence.reason,
        queue=presence.queue,
        case=presence.case,
        back_at=presence.back_at,
    )


def after_case(presence: Presence) -> NextStatus:
    """Where the agent goes after the case: as chosen meanwhile, else as before it."""
    return presence.then or presence.before or NextStatus(status=AgentStatus.READY)


def change(turn: Turn, agent: str, status: AgentStatus, since: int | None = None, **fields: object) -> Presence:
    """A new status; of the old one stay the digital cases and cards, the queues left, and whether a client is there.

    Busy logs out of the campaign (F019), but not while a client is waited for.
    """
    old = turn.state.presences[agent]
    kept = Presence(
        agent=agent,
        status=status,
        since=turn.now if since is None else since,
        desk=old.desk,
        left=old.left,
        nailed_up=old.nailed_up,
        line=old.line,
        campaign=None if status is AgentStatus.BUSY and fields.get("reason") != CLIENT_LOST else old.campaign,
        reads=old.reads,
        device="" if status is AgentStatus.LOGGED_OUT else old.device,
        away=old.away,
        leave_at=old.leave_at,
    )
    return turn.presence(kept, **fields)


def enter(turn: Turn, agent: str, chosen: NextStatus, since: int) -> None:
    """Put an agent in a status without a call, and offer the next case when that allows it.

    Without a client for too long nobody is offered anything; the status waits for the client then (F122). What was
    laid aside for a call and is not taken up again is over.
    """
    presence = turn.state.presences[agent]
    aside = presence.before.case if presence.before is not None else None
    if aside is not None and aside != chosen.case:
        end_made(turn, aside)
    if chosen.status is AgentStatus.LOGGED_OUT:
        be_absent(turn, agent)
        return
    if presence.away and presence.leave_at is None and _opens(turn, presence, chosen):
        change(turn, agent, AgentStatus.BUSY, reason=CLIENT_LOST, before=chosen)  # from now on: no place is kept
        return
    change(
        turn,
        agent,
        chosen.status,
        since,
        reason=chosen.reason,
        queue=chosen.queue,
        case=chosen.case,
        back_at=chosen.back_at,
    )
    match_agent(turn, agent)


def _opens(turn: Turn, presence: Presence, chosen: NextStatus) -> bool:
    """Whether the agent may be offered cases in this status."""
    then = replace(presence, status=chosen.status, reason=chosen.reason, queue=chosen.queue)
    return bool(routing.takes(turn.state, then))


def end_made(turn: Turn, case: int) -> None:
    """A case made with the pen is over."""
    row = turn.state.cases[case]
    turn.case(row, state=CaseState.ENDED, since=turn.now, outcome=CaseOutcome.HANDLED)


def be_absent(turn: Turn, agent: str) -> None:
    """Log an agent out; the digital cases at hand are kept for the agent as long as their queues say (F082), but a
    customer who waits live, in a chat or in a call that is kept for the agent, is anybody's at once."""
    old = turn.state.presences[agent]
    rows = [lay_back(turn, turn.state.cases[case]) for case in old.desk]
    kept = [turn.state.cases[key[2]] for key in turn.state.kept.get(agent, NO_CASES)]
    rows += [wait(turn, case, **ANYBODYS) for case in kept if is_live(case)]
    turn.emit_presence(Presence(agent=agent, status=AgentStatus.LOGGED_OUT, since=turn.now, left=old.left))
    if old.line is not None:
        turn.hang_up(old.line)
    if agent in turn.state.help:
        turn.emit(HelpEnded(agent=agent, how=HelpEnd.LEFT))
    for row in rows:
        match_case(turn, row.id)


def lay_back(turn: Turn, case: Case) -> Case:
    """A case at hand waits, for the same agent unless a customer waits live; returns the row. The agent's desk is the
    caller's matter, and so is matching."""
    if is_live(case):
        return wait(turn, case, **ANYBODYS)
    until = turn.now + turn.state.queues[case.queue].retention_ms
    return wait(turn, case, kept_for=case.agent, kept_until=until, kept_as=KeptAs.LEFT)


LIVE = frozenset({CaseKind.INBOUND_CALL, CaseKind.OUTBOUND_CALL, CaseKind.CHAT})


def is_live(case: Case) -> bool:
    """Whether a customer sits in front of it: a call, or a chat that the customer has not left."""
    return case.kind in LIVE and not case.customer_left


def clear_desk(turn: Turn, agent: str, cases: tuple[int, ...]) -> None:
    """Take cases off an agent's desk; what they become, and matching, is the caller's matter."""
    presence = turn.state.presences[agent]
    turn.presence(presence, desk=tuple(case for case in presence.desk if case not in cases))
    mind_client(turn, agent)


def mind_client(turn: Turn, agent: str) -> None:
    """An agent without a client for too long is busy rather than open for cases (F122)."""
    presence = turn.state.presences[agent]
    if presence.away and presence.leave_at is None and presence.takes:
        change(turn, agent, AgentStatus.BUSY, reason=CLIENT_LOST, before=status_of(presence))
