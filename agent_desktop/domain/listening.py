"""Listening to an agent's call, whispering to the agent, and barging in: by right, and told to the agent by law.

The listener's phone is rung on a leg of its own, which answers by itself, and is no party of the call: ``bridge`` lets
it hear the agent wherever the agent goes, and be heard as its mode says. Listening is not a status: the agent who does
it stays in a status without a call, and is offered nothing meanwhile. Whether it may go on is asked in one place,
``settle``, at the end of every step, so that no way out of a call forgets it. Every change of who listens to whom is an
event of its own, for whoever has to know later.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import routing, telephony
from agent_desktop.domain.agents import WITH_CALLER, may, present
from agent_desktop.domain.bridge import bridge, customers_leg
from agent_desktop.domain.distribution import match_agent
from agent_desktop.domain.inquiries import REACHABLE
from agent_desktop.domain.messages import (
    AgentDefined,
    AgentStatus,
    AnyEvent,
    Case,
    CaseChanged,
    CaseState,
    DialLeg,
    Leg,
    LegChanged,
    LegEnd,
    LegState,
    Listen,
    Listening,
    ListeningChanged,
    ListeningEnd,
    ListeningEnded,
    Mix,
    NoRecording,
    PhoneReady,
    PresenceChanged,
    QueueDefined,
    Refusal,
    Right,
    RingLeg,
    StopListening,
)
from agent_desktop.domain.phones import way_to
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

RING_MS = 20_000
"""How long the listener's own phone may take to answer."""

# --- what people ask for -----------------------------------------------------------------------------


def listen(turn: Turn, by: str, command: Listen) -> Refusal | None:
    """Listen to an agent's call; to the one that is listened to already: in another mode."""
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    if not may(turn, by, Right.LISTEN):
        return Refusal(code="not_allowed")
    if command.agent not in turn.state.agents:
        return Refusal(code="no_such_agent")
    if command.agent == by:
        return Refusal(code="own_call")
    running = turn.state.listening.get(by)
    if running is not None and running.agent == command.agent:
        return _switch(turn, running, command)
    if running is not None:
        return Refusal(code="you_listen")
    if presence.status not in REACHABLE:
        return Refusal(code="in_wrap_up" if presence.status is AgentStatus.WRAP_UP else "agent_has_call")
    case = _call_of(turn.state, command.agent)
    if case is None:
        return Refusal(code="no_call_there")
    forbidden = _forbidden(turn.state, case)
    if forbidden is not None:
        return Refusal(code=forbidden)
    _ring(turn, by, command, case)
    return None


def _switch(turn: Turn, row: Listening, command: Listen) -> None:
    if row.mode is command.mode:
        return
    turn.emit(ListeningChanged(listening=replace(row, mode=command.mode)))
    if _hears(turn.state, row):
        bridge(turn, row.case)


def stop_listening(turn: Turn, by: str, command: StopListening) -> Refusal | None:
    """The call goes on without the listener."""
    del command
    row = turn.state.listening.get(by)
    if row is None:
        return Refusal(code="not_listening")
    _end(turn, row, ListeningEnd.HUNG_UP)
    return None


# --- who may listen to what --------------------------------------------------------------------------


def _call_of(state: State, agent: str) -> Case | None:
    """The case in whose call the agent talks."""
    presence = state.presences[agent]
    case = state.cases.get(presence.case or 0)
    talks = presence.status is AgentStatus.IN_CALL and case is not None and case.state is CaseState.TALKING
    return case if talks else None


def _forbidden(state: State, case: Case) -> str | None:
    """Why nobody may listen to this call, as its queue says (a code); None when one may."""
    queue = state.queues[case.queue]
    call = case if case.inquiry_of is None else state.cases[case.inquiry_of]
    if not queue.listen_private and customers_leg(state, call.id) is None:
        return "call_private"
    declined = call.no_recording is NoRecording.DECLINED
    return "call_declined" if declined and not queue.listen_declined else None


def _hears(state: State, row: Listening) -> bool:
    """Whether the listener's phone is in."""
    leg = state.legs.get(row.leg)
    return leg is not None and leg.state is LegState.ANSWERED


# --- its life ----------------------------------------------------------------------------------------


def _ring(turn: Turn, by: str, command: Listen, case: Case) -> None:
    """The agent is told first; then the listener's phone is rung, and answers by itself."""
    way, until = way_to(turn, by), turn.now + RING_MS
    leg, told = way.leg, turn.state.queues[case.queue].tell_listened
    row = Listening(
        listener=by, agent=command.agent, case=case.id, mode=command.mode, leg=leg, since=turn.now, told=told
    )
    turn.emit(ListeningChanged(listening=row))
    if told:
        turn.notice(command.agent, "call_listened", case.id)
    _offerable(turn, by)
    if way.ring is None:  # the leg that stays between calls is there already
        turn.emit(LegChanged(leg=replace(turn.state.legs[leg], case=case.id, listens=True)))
        return
    ring = way.ring
    turn.emit(LegChanged(leg=Leg(id=leg, case=case.id, state=LegState.CALLING, agent=by, listens=True)))
    phone = turn.state.agents[by].phone_number
    if phone:
        caller = routing.caller_number(turn.state, case)
        turn.order(DialLeg(id=ring, until=until, leg=leg, number=phone, caller=caller, case=case.id))
        return
    turn.order(
        RingLeg(
            id=ring,
            until=until,
            leg=leg,
            agent=by,
            peer=turn.state.presences[command.agent].leg or "",
            queue_name=routing.label(turn.state, case),
            case=case.id,
            caller_name=turn.state.agents[command.agent].name,
            join=True,
            device=telephony.device_of(turn.state, turn.state.presences[by]),
        )
    )


def begin(turn: Turn, leg: Leg) -> None:
    """The listener's phone is in."""
    bridge(turn, leg.case)


def leg_gone(turn: Turn, leg: Leg, cause: LegEnd) -> None:
    """The listener hung up, or the phone could not be reached."""
    row = turn.state.listening.get(leg.agent or "")
    if row is None or row.leg != leg.id:
        return
    if cause in (LegEnd.HUNG_UP, LegEnd.REJECTED):
        _end(turn, row, ListeningEnd.HUNG_UP, heard=leg.state is LegState.ANSWERED)
    else:
        turn.notice(row.listener, "listening_failed", row.case)
        _end(turn, row, ListeningEnd.FAILED, heard=leg.state is LegState.ANSWERED)


def phone_ready(turn: Turn, by: str, command: PhoneReady) -> None:
    """A phone that was started anew has lost the leg: whoever listened may ask again."""
    row = turn.state.listening.get(by)
    if row is not None and row.leg not in command.legs:
        turn.notice(by, "listening_failed", row.case)
        _end(turn, row, ListeningEnd.FAILED)


def leave(turn: Turn, agent: str) -> None:
    """The agent's client is gone for too long: nobody listens unseen."""
    row = turn.state.listening.get(agent)
    if row is not None:
        _end(turn, row, ListeningEnd.LEFT)


def cannot_mix(turn: Turn, effect: Mix) -> None:
    """The media failed to mix: the call goes on without those who listen. An order that is overtaken says nothing."""
    legs = {ear.leg for ear in effect.ears}
    for row in [row for _, row in sorted(turn.state.listening.items()) if row.leg in legs]:
        turn.notice(row.listener, "listening_failed", row.case)
        _end(turn, row, ListeningEnd.FAILED)


def settle(turn: Turn) -> None:
    """After a step: nobody listens to what is over, or to what may not be listened to any more."""
    if not turn.state.listening:
        return
    for row in _concerned(turn):
        how = _over(turn, row)
        if how is not None:
            _end(turn, row, how)


def _concerned(turn: Turn) -> list[Listening]:
    """Those about whom something has changed in this step."""
    found: set[str] = set()
    for _, event in turn.history:
        found.update(_of(turn.state, event))
    rows = (turn.state.listening.get(listener) for listener in sorted(found))
    return [row for row in rows if row is not None]


def _of(state: State, event: AnyEvent) -> tuple[str, ...]:
    if isinstance(event, CaseChanged):
        return (*state.listeners.get(event.case.id, ()), *_asked_in(state, event.case))
    if isinstance(event, PresenceChanged):
        return (event.presence.agent,)
    if isinstance(event, AgentDefined):
        return (event.agent.id,)
    return tuple(state.listening) if isinstance(event, QueueDefined) else ()


def _asked_in(state: State, case: Case) -> tuple[str, ...]:
    """Who listens to a colleague who is asked in this call: it may have become one that nobody may listen to."""
    inquiries = state.inquiries.get(case.id, ())
    return tuple(listener for inquiry in inquiries for listener in state.listeners.get(inquiry, ()))


def _over(turn: Turn, row: Listening) -> ListeningEnd | None:
    """Why nobody may listen on; None when it goes on."""
    presence = present(turn, row.listener)
    if isinstance(presence, Refusal) or presence.status in WITH_CALLER:
        return ListeningEnd.LEFT
    case = _call_of(turn.state, row.agent)
    if case is None or case.id != row.case:
        return ListeningEnd.CALL_OVER
    allowed = may(turn, row.listener, Right.LISTEN) and _forbidden(turn.state, case) is None
    return None if allowed else ListeningEnd.NO_LONGER_ALLOWED


def _end(turn: Turn, row: Listening, how: ListeningEnd, *, heard: bool | None = None) -> None:
    """Nobody listens any more: the others hear each other as before, and the listener may be offered cases again."""
    heard = _hears(turn.state, row) if heard is None else heard
    turn.emit(ListeningEnded(listener=row.listener, agent=row.agent, case=row.case, how=how))
    if not turn.let_go(row.leg):
        turn.hang_up(row.leg)
    case = _call_of(turn.state, row.agent)
    if case is not None and case.id == row.case:
        if row.told and row.case not in turn.state.listeners:
            turn.notice(row.agent, "listening_over", row.case)
        if heard:
            bridge(turn, row.case)
    _offerable(turn, row.listener)
    match_agent(turn, row.listener)


def _offerable(turn: Turn, agent: str) -> None:
    """What the agent may be offered is another sum now, perhaps."""
    presence = turn.state.presences[agent]
    if routing.takes(turn.state, presence) != presence.takes:
        turn.emit_presence(presence)
