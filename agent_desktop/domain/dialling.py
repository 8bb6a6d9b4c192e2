"""Calling a customer: the agent confirms, the agent's phone joins, then the customer's is dialled (F036, F068).

Everything here has a lease: the offer, the agent's phone (``AGENT_MS``), the customer's (the rule's ``ring_ms``) and
the tone of why that was not reached.
Whatever goes wrong, the case waits again at its place, is scheduled for its next attempt, or ends.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import (
    agents,
    consult,
    contacts,
    listening,
    progress,
    routing,
    takes,
    talk,
    telephony,
    waiting,
)
from agent_desktop.domain.bridge import bridge, customers_leg
from agent_desktop.domain.callbacks import retry
from agent_desktop.domain.distribution import (
    ANYBODYS,
    after_case,
    change,
    enter,
    is_own_call,
    match_case,
    offer_to,
    status_of,
    to_dial,
    wait,
)
from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import (
    AgentStatus,
    Attempt,
    AttemptMade,
    Case,
    CaseOutcome,
    CaseState,
    ConfirmDial,
    DialLeg,
    DialResult,
    Leg,
    LegChanged,
    LegEnd,
    LegState,
    NextStatus,
    Offer,
    OfferEnd,
    PhoneReady,
    Play,
    Refusal,
    RejectDial,
)
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.phones import RING_GRACE_MS, bring, leg_of, way_to
from agent_desktop.domain.state import StaffKey
from agent_desktop.domain.turn import ORDER_MS, Turn

NOBODY_FREE = "prompts/{language}/nobody_free"

PROMPT_MS = 8_000
"""How long a customer whom nobody can serve is told so."""

NOBODY: Index[StaffKey] = Index()

AGENT_MS = 20_000
"""How long the agent's own phone may take to join before the customer is dialled."""

CUSTOMER_ENDS: dict[LegEnd, DialResult] = {
    LegEnd.REJECTED: DialResult.BUSY,
    LegEnd.HUNG_UP: DialResult.BUSY,
    LegEnd.NO_ANSWER: DialResult.NO_ANSWER,
    LegEnd.CANCELLED: DialResult.NO_ANSWER,
    LegEnd.UNREACHABLE: DialResult.UNREACHABLE,
    LegEnd.FAILED: DialResult.FAILED,
    LegEnd.LOST: DialResult.FAILED,
}
"""How the customer's leg ended before it was answered → the result of the attempt."""

NOTICES: dict[DialResult, str] = {
    DialResult.BUSY: "dialled_busy",
    DialResult.NO_ANSWER: "dialled_no_answer",
    DialResult.UNREACHABLE: "dialled_unreachable",
    DialResult.FAILED: "dialled_failed",
}
"""What the agent is told when the customer was not reached."""

STOPPED = frozenset({LegEnd.HUNG_UP, LegEnd.REJECTED})
"""The agent ended the call; every other end of the agent's leg is trouble."""

Blame = tuple[str, str]
"""A notice to the agent whose phone was the trouble, and the system's reason to be busy (F123)."""


# --- what agents ask for ---------------------------------------------------------------------------------------------


def confirm_dial(turn: Turn, by: str, command: ConfirmDial) -> Refusal | None:
    """F068: the agent's phone joins now, and the customer is dialled when it has."""
    offer = _offered(turn, by, command.case)
    if isinstance(offer, Refusal):
        return offer
    if not is_number(turn.state.details[offer.case].number):
        return Refusal(code="bad_number")  # erased meanwhile
    turn.end_offer(offer, OfferEnd.ANSWERED)
    begin(turn, turn.state.cases[offer.case], by)
    return None


def reject_dial(turn: Turn, by: str, command: RejectDial) -> Refusal | None:
    """F068: an attempt that was none; the agent goes on to the next case."""
    offer = _offered(turn, by, command.case)
    if isinstance(offer, Refusal):
        return offer
    turn.end_offer(offer, OfferEnd.REJECTED)
    case = turn.state.cases[offer.case]
    _end_attempt(turn, turn.case(case, attempts=case.attempts + 1), DialResult.REJECTED)
    return None


def _offered(turn: Turn, by: str, case: int) -> Offer | Refusal:
    presence = agents.present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if case not in turn.state.cases:
        return Refusal(code="unknown_case")
    offer = turn.state.offers.get(case)
    if offer is None or offer.agent != by:
        return Refusal(code="not_offered")
    return offer if to_dial(turn.state, turn.state.cases[case]) else Refusal(code="nothing_to_dial")


def phone_ready(turn: Turn, by: str, command: PhoneReady) -> Refusal | None:
    """As ``talk.phone_ready``; a phone that was started anew while a customer is dialled has lost the leg."""
    presence = turn.state.presences.get(by)
    there = presence if presence is not None and presence.status is not AgentStatus.LOGGED_OUT else None
    if there is not None and telephony.sits_elsewhere(turn.state, there):
        return None  # this agent's legs are on another phone (F032)
    listening.phone_ready(turn, by, command)
    case = turn.state.cases.get(presence.case or 0) if presence is not None else None
    if presence is None or case is None or case.state is not CaseState.DIALLING or presence.leg in command.legs:
        return talk.phone_ready(turn, by, command)
    if presence.leg is not None:
        turn.hang_up(presence.leg)
    agent_gone(turn, case, LegEnd.LOST, None)
    return None


# --- an attempt ------------------------------------------------------------------------------------------------------


def begin(turn: Turn, case: Case, agent: str) -> None:
    """Ring the agent's phone, which answers by itself, or take the leg that stays."""
    way, until = way_to(turn, agent), turn.now + AGENT_MS
    case = turn.case(case, state=CaseState.DIALLING, since=turn.now, agent=agent, dial_until=until, kept_until=None)
    presence = turn.state.presences[agent]
    if presence.status is AgentStatus.OFFERED:
        turn.presence(presence, status=AgentStatus.IN_CALL, since=turn.now, leg=way.leg)
    else:
        change(turn, agent, AgentStatus.IN_CALL, case=case.id, leg=way.leg, before=status_of(presence))
    bring(turn, case, way, until, join=True)


def agent_joined(turn: Turn, case: Case, leg: str) -> None:
    """The agent's phone is in: the customer is dialled, and the agent hears music until that rings (F036)."""
    if case.agent is None or turn.state.presences[case.agent].leg != leg:
        return
    if case.calls is not None:
        consult.call(turn, case)
        return
    if case.clip is not None:
        takes.joined(turn, case, leg)
        return
    if not is_number(turn.state.details[case.id].number):  # erased meanwhile
        _end_attempt(turn, turn.case(case, attempts=case.attempts + 1), DialResult.FAILED)
        return
    progress.hear(turn, case)
    dial(turn, case)


def dial(turn: Turn, case: Case) -> None:
    """Dial the customer's number: from here on it is an attempt."""
    order, ring_ms = turn.new_id(), routing.attempt_rule(turn.state, case).ring_ms
    case = turn.case(case, attempts=case.attempts + 1, dial_until=turn.now + ring_ms)
    number = turn.state.details[case.id].number
    turn.emit(LegChanged(leg=Leg(id=leg_of(order), case=case.id, state=LegState.CALLING)))
    turn.order(
        DialLeg(
            id=order,
            until=turn.now + ring_ms + RING_GRACE_MS,
            leg=leg_of(order),
            number=number,
            caller=routing.caller_number(turn.state, case),
            case=case.id,
            emergency=telephony.is_emergency(turn.state, number),
        )
    )


def dial_loose(turn: Turn, case: Case) -> None:
    """Dial for whichever agent of the campaign is ready when the customer answers."""
    dial(turn, turn.case(case, state=CaseState.DIALLING, since=turn.now, agent=None))


def customer_answered(turn: Turn, case: Case) -> None:
    """They talk; the case is nobody else's from here on."""
    if case.agent is None:
        _answered_loose(turn, case)
        return
    _tell(turn, case, DialResult.CONNECTED)
    turn.case(
        case,
        state=CaseState.TALKING,
        since=turn.now,
        created=case.created if case.contact is None else turn.now,
        answered=turn.now,
        dial_until=None,
        **ANYBODYS,
    )
    turn.presence(turn.state.presences[case.agent], since=turn.now)
    bridge(turn, case.id)


def _answered_loose(turn: Turn, case: Case) -> None:
    """The agent of the campaign who has been ready longest is rung; with none, the customer is told so, and goes."""
    if case.outcome is not None:
        return
    key = turn.state.free.get(case.campaign or "", NOBODY).first()
    _tell(turn, case, DialResult.ABANDONED if key is None else DialResult.CONNECTED)
    if key is not None:
        case = turn.case(case, created=turn.now, dial_until=None)
        offer_to(turn, case, turn.state.presences[key[1]], routing.CAMPAIGN, join=True)
        bridge(turn, case.id)
        return
    case = turn.case(case, outcome=CaseOutcome.ABANDONED, dial_until=turn.now + PROMPT_MS)
    leg = customers_leg(turn.state, case.id)
    assert leg is not None
    once = waiting.in_language(turn.state, case, (NOBODY_FREE,))
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, once=once))


def _end_abandoned(turn: Turn, case: Case) -> None:
    turn.hang_up_all(case.id)
    turn.case(case, state=CaseState.ENDED, since=turn.now, dial_until=None)


def customer_gone(turn: Turn, case: Case, leg: Leg, cause: LegEnd) -> None:
    """The customer was not reached, which the agent hears for a while; or heard that nobody is free."""
    if case.outcome is CaseOutcome.ABANDONED:
        _end_abandoned(turn, case)
        return
    result = CUSTOMER_ENDS[cause]
    heard = progress.not_reached(turn, case, leg, cause, result)
    if heard is None:
        _end_attempt(turn, case, result)
    else:
        _tell(turn, heard, result)
        turn.notice(heard.agent or "", NOTICES[result], heard.id)


def _tone_over(turn: Turn, case: Case) -> None:
    """The tone was heard, or the agent has hung up: the case goes on as the rule says."""
    assert case.tone is not None
    turn.hang_up_all(case.id)
    retry(turn, replace(case, tone=None), case.tone)
    _free(turn, case.agent or "", case.id, None)


def agent_gone(turn: Turn, case: Case, cause: LegEnd, blame: Blame | None) -> None:
    """The agent's phone went: before the customer was dialled the case waits at its place as if nothing had been."""
    if case.tone is not None:
        _tone_over(turn, case)
        return
    if not to_dial(turn.state, case):
        stopped = cause in STOPPED
        _end_attempt(turn, case, DialResult.CANCELLED if stopped else DialResult.FAILED, None if stopped else blame)
        return
    agent = case.agent
    turn.hang_up_all(case.id)
    if is_own_call(case):
        _not_dialled(turn, case, None if cause in STOPPED else blame)
        return
    give_back(turn, case)
    if agent is not None:
        _free(turn, agent, case.id, blame)
    match_case(turn, case.id)


def _not_dialled(turn: Turn, case: Case, blame: Blame | None) -> None:
    """The agent's own call is over before it began; one who was ready is not offered calls on such a phone."""
    assert case.agent is not None
    outcome = CaseOutcome.FAILED
    turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=outcome, agent=None, dial_until=None, calls=None)
    if blame is not None:
        turn.notice(case.agent, "own_phone_failed", case.id)
    ready = after_case(turn.state.presences[case.agent]).status is AgentStatus.READY
    _free(turn, case.agent, case.id, ("", blame[1]) if blame is not None and ready else None)


def time_over(turn: Turn, case: Case) -> None:
    """A phone has rung long enough: the customer's, or before it the agent's own; or the customer has been told."""
    if case.outcome is CaseOutcome.ABANDONED:
        _end_abandoned(turn, case)
    elif case.tone is not None:
        _tone_over(turn, case)
    elif to_dial(turn.state, case):
        agent_gone(turn, case, LegEnd.NO_ANSWER, ("offer_missed", "missed_call"))
    else:
        _end_attempt(turn, case, DialResult.NO_ANSWER)


def give_back(turn: Turn, case: Case) -> None:
    """The case waits for an agent again, at its place: in the campaign's list, or the queue."""
    if case.contact is not None and to_dial(turn.state, case):
        contacts.put_back(turn, case, turn.now)
        return
    until = case.kept_until  # the time that an unanswered offer took counts
    if case.kept_for is not None and until is None:
        until = turn.now + turn.state.queues[case.queue].retention_ms
    wait(turn, case, dial_until=None, kept_until=until, returns_to=None)


def _end_attempt(turn: Turn, case: Case, result: DialResult, blame: Blame | None = None) -> None:
    agent = case.agent
    _tell(turn, case, result)
    turn.hang_up_all(case.id)
    retry(turn, case, result)
    if agent is not None:
        if result in NOTICES and blame is None:
            turn.notice(agent, NOTICES[result], case.id)
        _free(turn, agent, case.id, blame)


def _tell(turn: Turn, case: Case, result: DialResult) -> None:
    row = Attempt(
        case=case.id, number=case.attempts, at=turn.now, result=result, agent=case.agent, campaign=case.campaign
    )
    turn.emit(AttemptMade(attempt=row))


def _free(turn: Turn, agent: str, case: int, blame: Blame | None) -> None:
    """The agent goes on as chosen; with trouble of the own phone, not to the next call (F123)."""
    presence = turn.state.presences[agent]
    chosen = after_case(presence)
    if blame is not None:
        if blame[0]:
            turn.notice(agent, blame[0], case)
        if presence.then is None:
            chosen = NextStatus(status=AgentStatus.BUSY, reason=blame[1])
    enter(turn, agent, chosen, turn.now)
