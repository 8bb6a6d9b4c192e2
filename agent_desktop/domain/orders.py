"""What becomes of orders, leases and time: answers, deadlines, and an adapter that starts anew."""

from __future__ import annotations

from agent_desktop.domain import (
    alarms,
    callbacks,
    calls,
    clients,
    clips,
    conference,
    desk,
    dialer,
    digits,
    distribution,
    helping,
    hold,
    items,
    ivr,
    listening,
    recording,
    takes,
    talk,
    waiting,
)
from agent_desktop.domain.messages import (
    AdapterStarted,
    Announce,
    AnyEffect,
    CaptureClip,
    CaseState,
    Connect,
    EffectDone,
    EffectFailed,
    EndClip,
    ForgetClip,
    HangUpLeg,
    Leg,
    LegEnd,
    LegState,
    LookUp,
    Mix,
    OfferEnd,
    OrderRecording,
    Play,
    PlayFinished,
    RecordMessage,
    RejectLeg,
    SpeakNumber,
    Tick,
    ZoneChanged,
    ZoneOffset,
)
from agent_desktop.domain.state import DueKey
from agent_desktop.domain.turn import HANG_UP_MS, Turn

ENDS_IN_THE_LOG = RejectLeg | Play | Announce | SpeakNumber | LookUp | RecordMessage | EndClip | ForgetClip
"""Orders whose failure ends no leg and is told to nobody here."""

OF_A_RECORDER = OrderRecording | RecordMessage | CaptureClip | EndClip | ForgetClip
"""Orders that can be carried out when their leg is gone: what was captured there is kept."""


def play_finished(turn: Turn, fact: PlayFinished) -> None:
    """What was played was heard to its end: a clip, or a prompt."""
    effect = turn.state.effects.get(fact.effect)
    player = None if effect is None else clips.player(turn.state, effect)
    if effect is None or player is None:
        return ivr.play_finished(turn, fact)
    turn.close(effect.id)
    return clips.heard(turn, player)


def effect_done(turn: Turn, fact: EffectDone) -> None:
    """An order without a fact of its own was carried out."""
    effect = turn.state.effects.get(fact.effect)
    if effect is None:
        return turn.ignore(fact, str(fact.effect), "no such order is open")
    if isinstance(effect, LookUp) or ivr.is_heard_out(effect):
        return turn.ignore(fact, str(fact.effect), "this order has an answer of its own")
    turn.close(effect.id)
    if isinstance(effect, RecordMessage):
        return ivr.recorded(turn, effect)
    if isinstance(effect, CaptureClip):
        return takes.captured(turn, effect)
    return recording.done(turn, effect) if isinstance(effect, OrderRecording) else None


def effect_failed(turn: Turn, fact: EffectFailed) -> None:
    """An order failed: what depended on it is ended or told."""
    effect = turn.state.effects.get(fact.effect)
    if effect is None:
        return turn.ignore(fact, str(fact.effect), "no such order is open")
    return _fail(turn, effect, fact.why)


def _fail(turn: Turn, effect: AnyEffect, why: str) -> None:
    turn.close(effect.id, why or "failed")
    if isinstance(effect, OrderRecording):
        return recording.failed(turn, effect, why or "failed")
    if isinstance(effect, CaptureClip):
        return takes.not_captured(turn, effect)
    player = clips.player(turn.state, effect)
    if player is not None:
        return clips.not_heard(turn, player)
    leg = turn.state.legs.get(effect.leg)
    if isinstance(effect, Play | SpeakNumber | LookUp | RecordMessage):
        ivr.order_failed(turn, effect)
    if isinstance(effect, ENDS_IN_THE_LOG) or leg is None:
        return None  # nobody waits for it: the order's end in the log says all
    if isinstance(effect, Mix | Connect) and _is_overtaken(turn, effect):
        return None
    if isinstance(effect, Mix):
        if effect.ears:
            return listening.cannot_mix(turn, effect)
        case = turn.state.cases.get(leg.case)
        if case is not None:
            conference.cannot_mix(turn, case)
        return None
    if isinstance(effect, Connect):
        case = turn.state.cases.get(leg.case)
        if case is not None and case.agent is not None:
            turn.notice(case.agent, "media_failed", case.id)
        return None
    calls.end_leg(turn, leg, LegEnd.FAILED)
    if not isinstance(effect, HangUpLeg):
        # The row is gone, so nothing waits for it any more; the adapter may still hold something to clean up.
        turn.order(HangUpLeg(id=turn.new_id(), until=turn.now + HANG_UP_MS, leg=leg.id))
    return None


def _is_overtaken(turn: Turn, effect: Mix | Connect) -> bool:
    """Whether somebody of it has left meanwhile: what the others hear was ordered anew then."""
    others = (effect.peer,) if isinstance(effect, Connect) else (*effect.peers, *(ear.leg for ear in effect.ears))
    legs = (turn.state.legs.get(leg) for leg in (effect.leg, *others))
    return any(leg is None or leg.state is LegState.ENDING for leg in legs)


def tick(turn: Turn, fact: Tick) -> None:
    """Everything that is due by now, in order of time."""
    del fact
    while (key := turn.state.due.first()) is not None and key[0] <= turn.now:
        _due(turn, key)


def _due(turn: Turn, key: DueKey) -> None:
    _, kind, subject = key
    if kind == "offer":
        offer = turn.state.offers[int(subject)]
        if turn.state.cases[offer.case].kind in desk.DIGITAL:
            desk.missed(turn, offer)
        else:
            calls.return_offer(turn, offer, OfferEnd.MISSED, "offer_missed", "missed_call")
    elif kind == "wrap_up":
        talk.end_wrap_up(turn, turn.state.presences[str(subject)])
    elif kind == "apart":
        calls.give_up(turn, turn.state.presences[str(subject)])
    elif kind == "overflow":
        distribution.overflow(turn, turn.state.cases[int(subject)])
    elif kind == "kept":
        distribution.keep_no_more(turn, turn.state.cases[int(subject)])
    elif kind == "remind":
        hold.remind(turn, turn.state.cases[int(subject)])
    elif kind == "dialer":
        dialer.wake(turn, str(subject))
    elif kind == "due":
        callbacks.due(turn, turn.state.cases[int(subject)])
    elif kind == "dial":
        calls.dialled_too_long(turn, turn.state.cases[int(subject)])
    elif kind == "resume":
        desk.resume(turn, turn.state.cases[int(subject)])
    elif kind == "item":
        items.forget(turn, str(subject))
    elif kind == "lock":
        desk.unlock(turn, int(subject))
    elif kind == "help":
        helping.expire(turn, str(subject))
    elif kind == "ivr":
        digits.timed_out(turn, turn.state.positions[int(subject)])
    elif kind == "announce":
        waiting.announce(turn, turn.state.cases[int(subject)])
    elif kind == "alarm":
        alarms.due(turn, str(subject))
    elif kind == "leave":
        clients.leave(turn, turn.state.presences[str(subject)])
    else:
        _fail(turn, turn.state.effects[int(subject)], "timed out")


def zone_offset(turn: Turn, fact: ZoneOffset) -> None:
    """Local time moved, or is told for the first time."""
    if fact.minutes != turn.state.zone_minutes:
        turn.emit(ZoneChanged(minutes=fact.minutes))


def adapter_started(turn: Turn, fact: AdapterStarted) -> None:
    """Legs the adapter no longer has are lost; legs it has and we do not know are ended."""
    has = frozenset(fact.legs)
    for presence in sorted(turn.state.presences.values(), key=lambda row: row.agent):
        clients.miss(turn, presence)  # whoever follows the events will say so again
    for leg in sorted(
        (leg for leg in turn.state.legs.values() if leg.id not in has), key=lambda leg: _order(turn, leg)
    ):
        row = turn.state.legs.get(leg.id)
        if row is not None:
            calls.end_leg(turn, row, LegEnd.LOST)
    for effect in sorted(turn.state.effects.values(), key=lambda row: row.id):
        # The media may have what it captured at a leg that is gone.
        ends = isinstance(effect, OF_A_RECORDER)
        if effect.leg not in has and effect.leg not in turn.state.legs and not ends:
            turn.close(effect.id, LegEnd.LOST.value)
    for unknown in sorted(has - set(turn.state.legs)):
        turn.order(HangUpLeg(id=turn.new_id(), until=turn.now + HANG_UP_MS, leg=unknown))


def _order(turn: Turn, leg: Leg) -> tuple[bool, bool, str]:
    """Lost callers who wait go first, so that no agent set free is offered one of them."""
    case = turn.state.cases.get(leg.case)
    waits = case is not None and case.state in (CaseState.ARRIVING, CaseState.WAITING)
    return (not waits, leg.agent is not None, leg.id)
