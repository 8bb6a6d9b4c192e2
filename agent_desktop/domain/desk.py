"""What agents do with digital cases: take, finish, give back, put aside, forward, and take up one of their own.

A case at hand stands on its agent's desk (``Presence.desk``) in state handling, beside whatever status the agent is in.
One of an agent's own cases (F082) waits or is postponed with ``kept_for``; that is a lease, and when its time is over
the case is anybody's.
"""

from __future__ import annotations

from typing import Any

from agent_desktop.domain import calls, routing
from agent_desktop.domain.agents import present
from agent_desktop.domain.distribution import (
    ANYBODYS,
    after_case,
    change,
    clear_desk,
    enter,
    is_live,
    match_agent,
    match_case,
    offer_to,
    status_of,
    wait,
)
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseKind,
    CaseOutcome,
    CaseState,
    CloseCase,
    ForwardCase,
    KeptAs,
    Lock,
    LockEnded,
    LockKept,
    Offer,
    OfferEnd,
    OpenMine,
    Presence,
    PutBack,
    Refusal,
    RejectCase,
    Reopen,
    SaveForLater,
    TakeCase,
)
from agent_desktop.domain.turn import Turn

DIGITAL = frozenset({CaseKind.CHAT, CaseKind.EMAIL, CaseKind.TASK, CaseKind.VOICE_MESSAGE})
"""Kinds of case that are handled on the desk, without a leg."""

FREE = frozenset({AgentStatus.READY, AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE})
"""In these a case is taken up by hand (F135)."""

ASIDE = frozenset({CaseState.WAITING, CaseState.POSTPONED})
"""States in which a case may be one of an agent's own."""

OPEN = ASIDE | {CaseState.OFFERED, CaseState.HANDLING}
"""States in which a digital case takes what the customer writes."""

LONGEST_POSTPONED_MS = 366 * 86_400_000

LIVE_KEPT_MS = 180_000
"""A customer who waits live is kept for one agent no longer than this."""


# --- whose is it -----------------------------------------------------------------------------------


def at_hand(turn: Turn, by: str, case: int) -> Case | Refusal:
    """A case on the agent's desk."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    row = turn.state.cases.get(case)
    if row is None:
        return Refusal(code="unknown_case")
    return row if case in presence.desk else Refusal(code="not_your_case")


def in_charge(turn: Turn, by: str, case: int) -> Case | Refusal:
    """A case on the agent's desk or among the agent's own; for a supervisor any digital case that is not offered."""
    agent = turn.state.agents.get(by)
    presence = present(turn, by)
    if isinstance(presence, Refusal) and (agent is None or not agent.supervisor):
        return presence
    row = turn.state.cases.get(case)
    if row is None:
        return Refusal(code="unknown_case")
    if is_own(row, by) or (row.agent == by and row.state is CaseState.HANDLING):
        return row
    if agent is None or not agent.supervisor:
        return Refusal(code="not_your_case")
    if row.kind not in DIGITAL:
        return Refusal(code="wrong_kind")
    return row if row.state in ASIDE or row.state is CaseState.HANDLING else Refusal(code="case_not_free")


def is_own(case: Case, agent: str) -> bool:
    """Whether it is one of the agent's own cases, not at hand (F082)."""
    return case.kept_for == agent and case.state in ASIDE


def keeping(turn: Turn, case: Case, agent: str, why: KeptAs, since: int | None = None) -> dict[str, Any]:
    """Fields of a case that is kept for an agent, as long as its queue says from ``since`` (now) on."""
    span = turn.state.queues[case.queue].retention_ms
    if is_live(case):
        span = min(span, LIVE_KEPT_MS)
    until = (turn.now if since is None else since) + span
    return {"kept_for": agent, "kept_as": why, "kept_until": until, "resume_at": None}


# --- offers ----------------------------------------------------------------------------------------


def take_case(turn: Turn, by: str, command: TakeCase) -> Refusal | None:
    """F088: the offered case is at hand. Who chose meanwhile to log out afterwards is logged out and keeps it."""
    offer = _offered(turn, by, command.case)
    if isinstance(offer, Refusal):
        return offer
    turn.end_offer(offer, OfferEnd.ANSWERED)
    take_up(turn, by, turn.state.cases[offer.case])
    enter(turn, by, after_case(turn.state.presences[by]), turn.now)
    return None


def reject_case(turn: Turn, by: str, command: RejectCase) -> Refusal | None:
    """F123: back to its place, and the agent is busy."""
    offer = _offered(turn, by, command.case)
    if isinstance(offer, Refusal):
        return offer
    calls.return_offer(turn, offer, OfferEnd.REJECTED, "case_rejected", "missed_case")
    return None


def missed(turn: Turn, offer: Offer) -> None:
    """Nobody took the offered case in time (F123)."""
    calls.return_offer(turn, offer, OfferEnd.MISSED, "case_missed", "missed_case")


def _offered(turn: Turn, by: str, case: int) -> Offer | Refusal:
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    row = turn.state.cases.get(case)
    if row is None:
        return Refusal(code="unknown_case")
    offer = turn.state.offers.get(case)
    if offer is None or offer.agent != by:
        return Refusal(code="not_offered")
    return offer if row.kind in DIGITAL else Refusal(code="wrong_kind")


def take_up(turn: Turn, by: str, case: Case) -> None:
    """A digital case is at hand from now on; who opens one without an owner is its owner (F101)."""
    turn.case(
        case,
        **{**ANYBODYS, "locked": case.locked},
        state=CaseState.HANDLING,
        since=turn.now,
        answered=turn.now if case.answered is None else case.answered,
        agent=by,
        owner=case.owner or (None if turn.state.agents[by].supervisor else by),
        outcome=None,
        overflow_at=None,
    )
    presence = turn.state.presences[by]
    turn.presence(presence, desk=(*presence.desk, case.id))
    others = (turn.state.cases[other] for other in others_of(turn, case.id))
    if any(other.partly_answered for other in others):
        turn.notice(by, "second_case", case.id)


def others_of(turn: Turn, case: int) -> tuple[int, ...]:
    """The other open cases of the same customer."""
    contact = turn.state.details[case].contact
    return tuple(other for other in turn.state.contacts.get(contact, ()) if other != case)


# --- my cases --------------------------------------------------------------------------------------


def open_mine(turn: Turn, by: str, command: OpenMine) -> Refusal | None:
    """F082, F135: one of my cases is at hand; a call that was kept rings."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if not is_own(case, by):
        return Refusal(code="not_your_case")
    refusal = no_room(turn, presence, case)
    if refusal is None:
        pick_up(turn, presence, case)
    return refusal


def no_room(turn: Turn, presence: Presence, case: Case) -> Refusal | None:
    """Why the agent cannot take this case up by hand now; None when it can be."""
    if presence.status not in FREE:
        return Refusal(code="in_wrap_up" if presence.status is AgentStatus.WRAP_UP else "agent_has_call")
    if presence.agent in turn.state.listening:
        return Refusal(code="you_listen")
    channels = routing.room(turn.state, turn.state.agents[presence.agent], presence)
    return None if routing.CASE_CHANNELS.get(case.kind) in channels else Refusal(code="desk_full")


def pick_up(turn: Turn, presence: Presence, case: Case) -> None:
    """Take up by hand what waits: a digital case is at hand, a call rings at the agent's phone."""
    if case.kind not in DIGITAL:
        offer_to(turn, case, presence)
    else:
        take_up(turn, presence.agent, case)


def save_for_later(turn: Turn, by: str, command: SaveForLater) -> Refusal | None:
    """F082, F089: among my cases, and due again at the time, if any."""
    case = at_hand(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    if is_live(case):
        return Refusal(code="customer_waits")
    if command.until is not None and not turn.now < command.until <= turn.now + LONGEST_POSTPONED_MS:
        return Refusal(code="bad_time")
    why = KeptAs.PARTLY_ANSWERED if case.partly_answered else KeptAs.SAVED
    fields = keeping(turn, case, by, why, command.until) | {"resume_at": command.until}
    turn.case(case, state=CaseState.POSTPONED, since=turn.now, agent=None, **fields)
    clear_desk(turn, by, (case.id,))
    match_agent(turn, by)
    return None


def resume(turn: Turn, case: Case) -> None:
    """A postponed case is due: it waits for the same agent, who is told."""
    assert case.kept_for is not None
    wait(turn, case, resume_at=None)
    turn.notice(case.kept_for, "case_due", case.id)
    match_case(turn, case.id)


# --- away from the desk ----------------------------------------------------------------------------


def put_back(turn: Turn, by: str, command: PutBack) -> Refusal | None:
    """F078: to its queue, at its place by priority and age."""
    case = in_charge(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    turn.tell_readers(case.id, by)
    _hand_on(turn, case, ANYBODYS)
    return None


def _hand_on(turn: Turn, case: Case, fields: dict[str, Any]) -> None:
    """Let a case wait, changed, and off its agent's desk; then see who is next for whom."""
    wait(turn, case, **fields)
    if case.agent is not None:
        clear_desk(turn, case.agent, (case.id,))
    match_case(turn, case.id)
    if case.agent is not None:
        match_agent(turn, case.agent)


def forward_case(turn: Turn, by: str, command: ForwardCase) -> Refusal | None:
    """F078, F089: one matter, one case, now in another queue's or another agent's hands."""
    case = in_charge(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    if case.kind not in DIGITAL:
        return Refusal(code="wrong_kind")
    if (command.queue is None) == (command.agent is None):
        return Refusal(code="queue_or_agent")
    if command.queue is not None:
        return _to_queue(turn, by, case, command.queue)
    assert command.agent is not None
    return _to_agent(turn, by, case, command.agent)


def _to_queue(turn: Turn, by: str, case: Case, queue: str) -> Refusal | None:
    there = turn.state.queues.get(queue)
    if there is None:
        return Refusal(code="no_such_queue")
    if routing.CHANNELS.get(there.kind) is not routing.CASE_CHANNELS[case.kind]:
        return Refusal(code="wrong_queue")
    turn.tell_readers(case.id, by)
    above = case.priority - turn.state.queues[case.queue].priority
    _hand_on(turn, case, {**ANYBODYS, "queue": queue, "priority": there.priority + above})
    return None


def _to_agent(turn: Turn, by: str, case: Case, agent: str) -> Refusal | None:
    if agent not in turn.state.agents:
        return Refusal(code="no_such_agent")
    if case.kept_for == agent or case.agent == agent:
        return Refusal(code="already_theirs")
    if is_live(case) and turn.state.presences[agent].status is AgentStatus.LOGGED_OUT:
        return Refusal(code="agent_absent")
    turn.tell_readers(case.id, by)
    if agent != by:
        turn.notice(agent, "case_forwarded", case.id)
    _hand_on(turn, case, {**keeping(turn, case, agent, KeptAs.FORWARDED), "locked": False})
    return None


# --- the end ---------------------------------------------------------------------------------------


def close_case(turn: Turn, by: str, command: CloseCase) -> Refusal | None:
    """F083: finished. One wrap-up at a time: what is closed beside an offer, a call or another wrap-up ends at once."""
    case = at_hand(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    if case.locked:
        until = turn.now + turn.state.queues[case.queue].reply_ms
        contact = turn.state.details[case.id].contact
        turn.emit(LockKept(lock=Lock(case=case.id, agent=by, contact=contact, until=until)))
    wraps_up = turn.state.presences[by].status in FREE
    state = CaseState.WRAP_UP if wraps_up else CaseState.ENDED
    turn.case(case, state=state, since=turn.now, outcome=CaseOutcome.HANDLED, unanswered_since=None)
    presence = turn.state.presences[by]
    presence = turn.presence(presence, desk=tuple(other for other in presence.desk if other != case.id))
    if wraps_up:
        span = turn.state.queues[case.queue].wrap_up_ms
        until = None if span is None else turn.now + span
        change(turn, by, AgentStatus.WRAP_UP, case=case.id, before=status_of(presence), wrap_until=until)
    return None


def reopen(turn: Turn, by: str, command: Reopen) -> Refusal | None:
    """F084: closed too early. What is over for longer is reopened from the archive, as a case that follows it."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if presence.status is not AgentStatus.WRAP_UP or presence.case != case.id:
        return Refusal(code="not_in_wrap_up")
    if case.kind not in DIGITAL:
        return Refusal(code="wrong_kind")
    unlock(turn, case.id)
    take_up(turn, by, case)
    enter(turn, by, after_case(turn.state.presences[by]), turn.now)
    return None


def unlock(turn: Turn, case: int) -> None:
    """The customer's next words to an ended case are for anybody."""
    if case in turn.state.locks:
        turn.emit(LockEnded(case=case))
