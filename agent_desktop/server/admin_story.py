"""What became of one case, told from the log: a pure function of its events, for whoever asks why.

Times are relative to the arrival, in seconds. Rows of other cases are read only for the names of agents and queues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from agent_desktop.domain.desk import DIGITAL
from agent_desktop.domain.messages import (
    AgentDefined,
    AnyEffect,
    AttemptMade,
    Case,
    CaseChanged,
    CaseDetails,
    CaseKind,
    CaseState,
    Connect,
    DetailsChanged,
    DialLeg,
    EffectClosed,
    EffectIssued,
    FactIgnored,
    FlowStopped,
    HangUpLeg,
    Held,
    IvrMoved,
    Leg,
    LegChanged,
    LegEnd,
    LegGone,
    LegState,
    Listening,
    ListeningChanged,
    ListeningEnded,
    ListenMode,
    Mix,
    NoteWritten,
    Noticed,
    OfferEnded,
    OfferMade,
    Play,
    Presence,
    PresenceChanged,
    QualityReported,
    QueueDefined,
    RecordingChanged,
    RecordingEnded,
    RecordingHeard,
    Speech,
    Why,
)
from agent_desktop.protocol.codes import ADVICE, NOTICES
from agent_desktop.server.store.port import Logged


def story(logged: Iterable[Logged], case: int) -> list[str]:
    """The lines of the story; empty when the log has no such case. Blocks for as long as the log is read."""
    teller = _Teller(case)
    for one in logged:
        tell = TELLERS.get(type(one.event))
        if tell is not None:
            tell(teller, one.at, one.event)
    return teller.lines


class _Teller:
    """What is known up to here, and what was told."""

    def __init__(self, case: int) -> None:
        self.case = case
        self.row: Case | None = None
        self.details: CaseDetails | None = None
        self.lines: list[str] = []
        self.names: dict[str, str] = {}
        self.queues: dict[str, str] = {}
        self.legs: dict[str, str] = {}  # of this case → whose it is
        self.states: dict[str, LegState] = {}
        self.orders: dict[int, AnyEffect] = {}
        self.presences: dict[str, Presence] = {}
        self.listeners: dict[str, Listening] = {}
        self._begun = 0

    def begin(self, at: int) -> None:
        self._begun = at

    def after(self, moment: int) -> float:
        """Seconds from the arrival."""
        return (moment - self._begun) / 1000

    def say(self, at: int, sentence: str) -> None:
        self.lines.append(f"{self.after(at):>10.3f} s  {sentence}")

    def agent(self, agent: str | None) -> str:
        return self.names.get(agent or "", agent or "nobody")

    def queue(self, queue: str) -> str:
        return self.queues.get(queue, queue)


# --- cases, offers, notes ---------------------------------------------------------------------------------------------


def _case(teller: _Teller, at: int, event: CaseChanged) -> None:
    case, before = event.case, teller.row
    if case.id != teller.case:
        return
    teller.row = case
    if before is None:
        teller.begin(at)
        teller.lines.append(f"Case {case.id}, {teller.queue(case.queue)}, {_utc(at)}")
    if before is None or before.state is not case.state:
        teller.say(at, _state_sentence(teller, case, before))
    elif before.held is not case.held and case.state is CaseState.TALKING:
        how = {None: "is retrieved", Held.HOLD: "is put on hold", Held.PARK: "is parked"}[case.held]
        teller.say(at, f"the customer {how}")
    if before is not None:
        _changes(teller, at, case, before)


def _changes(teller: _Teller, at: int, case: Case, before: Case) -> None:
    """What matters of a case beside its state."""
    if case.campaign != before.campaign:
        teller.say(at, f"moves to campaign {case.campaign}")
    if case.queue != before.queue:
        teller.say(at, f"moves to {teller.queue(case.queue)}")
    if case.owner != before.owner:
        teller.say(at, f"belongs to {teller.agent(case.owner)}")
    if case.priority != before.priority:
        teller.say(at, f"has priority {case.priority}")
    if case.locked is not before.locked:
        teller.say(at, "is locked to its agent" if case.locked else "is not locked any more")
    if case.partly_answered and not before.partly_answered:
        teller.say(at, "is answered in part")
    if case.customer_left and not before.customer_left:
        teller.say(at, "the customer left the chat")
    if before.unanswered_since is None and case.unanswered_since is not None:
        teller.say(at, "the customer wrote again")


def _until(teller: _Teller, moment: int | None) -> str:
    return f" until {teller.after(moment):g} s" if moment is not None else ""


def _state_sentence(teller: _Teller, case: Case, before: Case | None) -> str:
    outcome = case.outcome.value if case.outcome is not None else "unknown"
    match case.state:
        case CaseState.ARRIVING if case.inquiry_of is not None:
            return f"is an inquiry from the call of case {case.inquiry_of}"
        case CaseState.ARRIVING:
            return f"a caller dials {teller.queue(case.queue)}"
        case CaseState.SCHEDULED:
            kind = "callback" if case.kind is CaseKind.CALLBACK else "call"
            keeper = f" by {teller.agent(case.kept_for)}" if case.kept_for is not None else ""
            when = f", not before {_utc(case.due_at)}" if case.due_at is not None else ""
            return f"is a {kind} to make{keeper}{when}"
        case CaseState.DIALLING if case.kind is CaseKind.INBOUND_CALL:
            return "a number outside is dialled"
        case CaseState.DIALLING:
            who = teller.agent(case.agent) if case.agent is not None else "whoever is ready then"
            return f"the customer is dialled for {who}"
        case CaseState.WAITING if case.kept_for is not None:
            why = f" ({case.kept_as.value})" if case.kept_as is not None else ""
            return f"waits for {teller.agent(case.kept_for)}{why}{_until(teller, case.kept_until)}"
        case CaseState.WAITING if before is None:
            follows = f", following case {case.follows}" if case.follows is not None else ""
            return f"comes in writing{follows}, and waits"
        case CaseState.IN_IVR:
            return "goes through a flow of the IVR"
        case CaseState.WAITING if before is not None and before.state is CaseState.IN_IVR:
            return f"waits in {teller.queue(case.queue)}"
        case CaseState.WAITING:
            if case.inquiry_of is not None:
                return f"the agent who asks waits in {teller.queue(case.queue)}"
            again = before is not None and before.state is not CaseState.ARRIVING
            return "waits again, at its place by age" if again else "is answered by the switch, and waits"
        case CaseState.OFFERED:
            return f"is held for {teller.agent(case.agent)}"
        case CaseState.TALKING:
            return f"is answered by {teller.agent(case.agent)}: they talk"
        case CaseState.HANDLING:
            return f"is taken by {teller.agent(case.agent)}"
        case CaseState.POSTPONED:
            return f"is put aside by {teller.agent(case.kept_for)}{_until(teller, case.resume_at)}"
        case CaseState.EXTERNAL:
            return "is answered outside"
        case CaseState.WRAP_UP if case.kind is CaseKind.WRAP_UP:
            return f"is made with the pen by {teller.agent(case.agent)}"
        case CaseState.WRAP_UP if case.kind in DIGITAL:
            return f"is closed ({outcome}); {teller.agent(case.agent)} wraps up"
        case CaseState.WRAP_UP:
            return f"the talk is over ({outcome}); {teller.agent(case.agent)} wraps up"
        case CaseState.ENDED:
            return f"ends, outcome {outcome}"


def _details(teller: _Teller, at: int, event: DetailsChanged) -> None:
    """Who the caller is, once; of CRIs the names only, their values are personal."""
    details, before = event.details, teller.details
    if details.case != teller.case:
        return
    teller.details = details
    if before is None or (before.number, before.name) != (details.number, details.name):
        name = f" ({details.name})" if details.name else ""
        who, where = ("customer", details.address) if details.address else ("caller", details.number or "withheld")
        teller.say(at, f"the {who} is {where}{name}")
    known = before.cris if before is not None else ()
    changed = [cri.name for cri in details.cris if cri not in known]
    if changed:
        teller.say(at, f"set: {', '.join(changed)}")


def _offer(teller: _Teller, at: int, event: OfferMade) -> None:
    offer = event.offer
    if offer.case == teller.case:
        left = (offer.until - at) / 1000
        on = f" on leg {offer.leg}" if offer.leg is not None else ""
        teller.say(at, f"is offered to {teller.agent(offer.agent)}{on} for {left:g} s")
        teller.say(at, f"  why: {_why(teller, offer.why)}")


def _why(teller: _Teller, why: Why) -> str:
    sentence = (
        f"{why.rule}, the caller waited {why.score / 1000:g} s, the agent was ready for {why.ready_ms / 1000:g} s"
    )
    named = [f"{teller.agent(one.agent)} ({_status(one.status, one.reason)})" for one in why.passed_over]
    counts = [f"{one.count} {one.status.value}" for one in why.passed_counts]
    if counts:
        sentence += f"; passed over: {', '.join(counts)}"
    return sentence + (f" - {', '.join(named)}" if named else "")


def _status(status: str, reason: str | None) -> str:
    return f"{status}, {reason}" if reason else f"{status}"


def _offer_ended(teller: _Teller, at: int, event: OfferEnded) -> None:
    if event.case == teller.case:
        teller.say(at, f"the offer to {teller.agent(event.agent)} ends: {event.how.value}")


def _moved(teller: _Teller, at: int, event: IvrMoved) -> None:
    place = event.position
    if place.case == teller.case:
        tries = f", try {place.retries + 1}" if place.retries else ""
        teller.say(at, f"is at node {place.node} of flow {place.flow}, revision {place.revision}{tries}")


def _stopped(teller: _Teller, at: int, event: FlowStopped) -> None:
    if event.case == teller.case:
        teller.say(at, f"leaves flow {event.flow} at node {event.node}: {event.why}")


def _note(teller: _Teller, at: int, event: NoteWritten) -> None:
    if event.note.case == teller.case:
        teller.say(at, f"{teller.agent(event.note.agent)} writes a note ({len(event.note.text)} characters)")


def _attempt(teller: _Teller, at: int, event: AttemptMade) -> None:
    attempt = event.attempt
    if attempt.case == teller.case:
        teller.say(at, f"attempt {attempt.number} to call the customer: {attempt.result.value}")


def _noticed(teller: _Teller, at: int, event: Noticed) -> None:
    if event.case == teller.case:
        told = NOTICES.get(event.code, event.code)
        for name, value in event.params:
            told = told.replace("{" + name + "}", value)
        teller.say(at, f"{teller.agent(event.agent)} is told: {told}")


def _presence(teller: _Teller, at: int, event: PresenceChanged) -> None:
    """An agent of the case who cannot be heard, or whose client is gone (F121, F122)."""
    new, old = event.presence, teller.presences.get(event.presence.agent)
    teller.presences[new.agent] = new
    if old is None or new.case != teller.case or old.case != teller.case:
        return
    name = teller.agent(new.agent)
    if (old.apart_until is None) is not (new.apart_until is None):
        apart = "cannot be heard: the caller hears music" if new.apart_until is not None else "can be heard again"
        teller.say(at, f"{name} {apart}")
    if old.away is not new.away:
        teller.say(at, f"the window of {name} is {'gone' if new.away else 'back'}")


HEARD = {
    ListenMode.LISTEN: "listens",
    ListenMode.WHISPER: "listens, and is heard by the agent",
    ListenMode.BARGE: "listens, and is heard by everyone",
}


def _listening(teller: _Teller, at: int, event: ListeningChanged) -> None:
    row = event.listening
    if row.case != teller.case:
        return
    told = "" if row.listener in teller.listeners else ", who is told" if row.told else ", who is not told"
    teller.listeners[row.listener] = row
    teller.say(at, f"{teller.agent(row.listener)} {HEARD[row.mode]}: the call of {teller.agent(row.agent)}{told}")


def _listening_ended(teller: _Teller, at: int, event: ListeningEnded) -> None:
    if event.case == teller.case and teller.listeners.pop(event.listener, None) is not None:
        teller.say(at, f"{teller.agent(event.listener)} listens no more: {event.how.value}")


# --- recordings -------------------------------------------------------------------------------------------------------


def _recording(teller: _Teller, at: int, event: RecordingChanged) -> None:
    row = event.recording
    if row.case == teller.case:
        cut = ", incomplete" if row.incomplete else ""
        teller.say(at, f"recording {row.id}: {row.state.value}{cut}")


def _recording_ended(teller: _Teller, at: int, event: RecordingEnded) -> None:
    if event.case == teller.case:
        kept = "kept" if event.kept else f"not kept: {event.why}" if event.why else "deleted"
        teller.say(at, f"recording {event.recording} is {kept}")


def _recording_heard(teller: _Teller, at: int, event: RecordingHeard) -> None:
    if event.case == teller.case:
        teller.say(at, f"{teller.agent(event.agent)} is given recording {event.recording} to listen to")


# --- how it sounded ---------------------------------------------------------------------------------------------------


def _quality(teller: _Teller, at: int, event: QualityReported) -> None:
    row = event.quality
    if row.case != teller.case:
        return
    trip = "" if row.round_trip_ms is None else f", round trip {row.round_trip_ms:.0f} ms"
    who = f"{teller.agent(row.agent)} ({row.codec}{trip})"
    teller.say(at, f"the line of {who}: heard {_speech(row.heard)}; was heard {_speech(row.spoken)}")
    for code in row.advice:
        teller.say(at, f"  advised: {ADVICE.get(code, code)}")


def _speech(way: Speech) -> str:
    lost = 100 * way.lost / way.packets if way.packets else 0.0
    return f"MOS {way.mos:.2f} ({lost:.1f} % lost, jitter {way.jitter_ms:.0f} ms)"


# --- legs and orders --------------------------------------------------------------------------------------------------


def _leg(teller: _Teller, at: int, event: LegChanged) -> None:
    leg = event.leg
    if leg.case != teller.case:
        if (name := teller.legs.pop(leg.id, None)) is not None:
            moved = f"the caller is transferred and goes on in case {leg.case}"
            teller.say(at, moved if leg.agent is None else f"{name} is taken out of the call, and stays")
        return
    teller.legs.setdefault(leg.id, _whose(teller, leg))
    if leg.state is LegState.RINGING and teller.states.get(leg.id) is not LegState.RINGING:
        teller.say(at, f"{teller.legs[leg.id]} rings")
    teller.states[leg.id] = leg.state


def _whose(teller: _Teller, leg: Leg) -> str:
    if leg.guest:
        return f"leg {leg.id} (outside)"
    if leg.listens:
        return f"leg {leg.id} ({teller.agent(leg.agent)}, who listens)"
    return f"leg {leg.id} (the caller)" if leg.agent is None else f"leg {leg.id} ({teller.agent(leg.agent)})"


def _leg_gone(teller: _Teller, at: int, event: LegGone) -> None:
    if event.case == teller.case:
        ours = teller.states.get(event.leg) is LegState.ENDING
        why = "ends, as it was told to" if ours and event.cause is LegEnd.HUNG_UP else f"ends: {event.cause.value}"
        teller.say(at, f"{teller.legs.get(event.leg, event.leg)} {why}")


def _issued(teller: _Teller, at: int, event: EffectIssued) -> None:
    effect = event.effect
    if effect.leg in teller.legs:
        teller.orders[effect.id] = effect
        teller.say(at, f"order {effect.id}: {_order(effect)}")


def _order(effect: AnyEffect) -> str:
    name = type(effect).__name__
    match effect:
        case Connect(leg=leg, peer=peer):
            return f"{name} {leg} with {peer}"
        case Play(leg=leg, once=once, loop=loop):
            return f"{name} {', '.join((*once, *((loop,) if loop else ())))} to {leg}"
        case DialLeg(leg=leg):
            return f"{name} a number outside on {leg}"
        case Mix(leg=leg, peers=peers, ears=ears):
            heard = (f"; {ear.leg} hears them, heard by {', '.join(ear.heard_by) or 'nobody'}" for ear in ears)
            return f"{name} {', '.join((leg, *peers))}{''.join(heard)}"
        case HangUpLeg(leg=leg):
            return f"{name} {leg}"
        case _:
            return f"{name} {effect.leg}"


def _closed(teller: _Teller, at: int, event: EffectClosed) -> None:
    effect = teller.orders.pop(event.effect, None)
    if effect is not None and event.why:
        teller.say(at, f"order {event.effect} ({type(effect).__name__}) failed: {event.why}")


def _ignored(teller: _Teller, at: int, event: FactIgnored) -> None:
    if event.subject in teller.legs or (event.subject.isdecimal() and int(event.subject) in teller.orders):
        teller.say(at, f"{event.fact} of {event.subject} was ignored: {event.why}")


def _agent_defined(teller: _Teller, at: int, event: AgentDefined) -> None:
    del at
    teller.names[event.agent.id] = f"{event.agent.name} ({event.agent.id})"


def _queue_defined(teller: _Teller, at: int, event: QueueDefined) -> None:
    del at
    teller.queues[event.queue.id] = event.queue.name


TELLERS: dict[type[Any], Callable[[_Teller, int, Any], None]] = {
    AgentDefined: _agent_defined,
    QueueDefined: _queue_defined,
    CaseChanged: _case,
    DetailsChanged: _details,
    OfferMade: _offer,
    OfferEnded: _offer_ended,
    IvrMoved: _moved,
    FlowStopped: _stopped,
    NoteWritten: _note,
    AttemptMade: _attempt,
    Noticed: _noticed,
    PresenceChanged: _presence,
    ListeningChanged: _listening,
    RecordingChanged: _recording,
    RecordingEnded: _recording_ended,
    RecordingHeard: _recording_heard,
    QualityReported: _quality,
    ListeningEnded: _listening_ended,
    LegChanged: _leg,
    LegGone: _leg_gone,
    EffectIssued: _issued,
    EffectClosed: _closed,
    FactIgnored: _ignored,
}


def _utc(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000, UTC):%Y-%m-%d %H:%M:%S.%f}"[:-3] + " UTC"
