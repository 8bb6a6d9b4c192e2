"""One call, input by input, as the real core answers it: only the inputs are written by hand."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    AnyEffect,
    AnyEvent,
    AnyInput,
    Asked,
    CallArrived,
    CaseChanged,
    Connect,
    Define,
    EffectClosed,
    EffectDone,
    EffectIssued,
    LegAnswered,
    LegChanged,
    LegEnd,
    LegEnded,
    LegRinging,
    LogIn,
    OfferEnded,
    Play,
    PresenceChanged,
    Queue,
    Refusal,
    SetStatus,
    Tick,
)
from agent_desktop.domain.state import EMPTY
from agent_desktop.domain.step import step

CALLER = "i7f3a"
WRAP_UP_S = 8


class Walk:
    """A core with one queue and one agent, and the table of what was given to it and came out."""

    def __init__(self) -> None:
        self.state = EMPTY
        self.lines = ["| After | Input | Events | Orders |", "| ---: | --- | --- | --- |"]

    def give(self, second: float, given: AnyInput) -> None:
        """One input, so long after the beginning. Raises ``ValueError`` when it is refused."""
        outcome = step(self.state, given, round(second * 1000))
        if isinstance(outcome, Refusal):
            raise ValueError(f"the core refuses {given}: {outcome.code}")
        self.state = outcome.state
        events = [_event(event) for event in outcome.events if not isinstance(event, EffectIssued)]
        orders = [_order(effect) for effect in outcome.effects]
        cells = (f"{second:g} s", _input(given), "<br>".join(events), "<br>".join(orders))
        self.lines.append(f"| {' | '.join(cells)} |")

    def done(self, second: float, kind: type[AnyEffect]) -> None:
        """The adapter says that it has carried the open order of this kind out."""
        order = next(effect for effect in self.state.effects.values() if isinstance(effect, kind))
        self.give(second, EffectDone(effect=order.id))


def walk() -> str:
    """An agent gets ready, a caller comes, they talk, the caller hangs up, wrap-up runs out."""
    day = Walk()
    queue = Queue(id="service", name="Customer service", number="1000", wrap_up_ms=WRAP_UP_S * 1000)
    agent = Agent(id="anna", name="Anna Lindqvist", queues=(queue.id,))
    day.give(0, Asked(by=SYSTEM, command=Define(queues=(queue,), agents=(agent,))))
    day.give(1, Asked(by="anna", command=LogIn()))
    day.give(2, Asked(by="anna", command=SetStatus(status=AgentStatus.READY)))
    day.give(10, CallArrived(leg=CALLER, number="1000", caller="+46701234567"))
    day.give(10.1, LegAnswered(leg=CALLER))
    day.done(10.12, Play)
    leg = next(iter(day.state.offers.values())).leg
    day.give(10.2, LegRinging(leg=leg))
    day.give(12, LegAnswered(leg=leg))
    day.done(12.02, Connect)
    day.give(60, LegEnded(leg=CALLER, cause=LegEnd.HUNG_UP))
    day.give(60.1, LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
    day.give(60 + WRAP_UP_S, Tick())
    return "\n".join(day.lines)


def _input(given: AnyInput) -> str:
    match given:
        case Asked(by=by, command=command):
            detail = f" {command.status.value}" if isinstance(command, SetStatus) else ""
            return f"`{type(command).__name__}`{detail} by {by or 'the administrator'}"
        case EffectDone(effect=effect):
            return f"`EffectDone` {effect}"
        case CallArrived(leg=leg) | LegRinging(leg=leg) | LegAnswered(leg=leg):
            return f"`{type(given).__name__}` {leg}"
        case LegEnded(leg=leg, cause=cause):
            return f"`LegEnded` {leg}, {cause.value}"
        case _:
            return f"`{type(given).__name__}`"


def _event(event: AnyEvent) -> str:
    match event:
        case PresenceChanged(presence=row):
            return f"`PresenceChanged` {row.agent}: {row.status.value}"
        case CaseChanged(case=row):
            return f"`CaseChanged` {row.id}: {row.state.value}"
        case LegChanged(leg=row):
            return f"`LegChanged` {row.id}: {row.state.value}"
        case EffectClosed(effect=effect):
            return f"`EffectClosed` {effect}"
        case OfferEnded(how=how):
            return f"`OfferEnded` {how.value}"
        case _:
            return f"`{type(event).__name__}`"


def _order(effect: AnyEffect) -> str:
    return f"`{type(effect).__name__}` {effect.id}: {effect.leg}" + (
        f" with {effect.peer}" if isinstance(effect, Connect) else ""
    )
