"""One step in the making: collects events and orders, and always shows the state after them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from agent_desktop.domain import routing
from agent_desktop.domain.evolve import evolve
from agent_desktop.domain.legs import next_state
from agent_desktop.domain.messages import (
    AnyEffect,
    AnyEvent,
    CaptureClip,
    Case,
    CaseChanged,
    EffectClosed,
    EffectIssued,
    EndClip,
    FactIgnored,
    HangUpLeg,
    LegChanged,
    LegEnd,
    LegGone,
    LegState,
    Noticed,
    Offer,
    OfferEnd,
    OfferEnded,
    OrderRecording,
    Play,
    Presence,
    PresenceChanged,
    RecordMessage,
)
from agent_desktop.domain.state import State

ORDER_MS = 10_000
"""An order that no fact answered for so long has failed."""

HANG_UP_MS = 40_000
"""As ORDER_MS, for hanging up: SIP tries for 32 s (RFC 3261 §17.1.2.2, 64*T1)."""


class Outcome(msgspec.Struct, frozen=True):
    """What a step made of an input: the events, the state after them, and the orders still open among them.

    ``states`` has the state after each event, so that nobody who asks who may see it needs to evolve once more.
    """

    state: State
    events: tuple[AnyEvent, ...] = ()
    effects: tuple[AnyEffect, ...] = ()
    states: tuple[State, ...] = ()


class Turn:
    """Local to one call of ``step``; nothing outside sees it change."""

    def __init__(self, state: State, now: int) -> None:
        self.state = self._begun = state
        self.now = now
        self._events: list[AnyEvent] = []
        self._states: list[State] = []
        self._orders: list[AnyEffect] = []
        self._next_id = state.next_id

    def outcome(self) -> Outcome:
        """What the turn came to."""
        effects = tuple(effect for effect in self._orders if effect.id in self.state.effects)
        return Outcome(self.state, tuple(self._events), effects, tuple(self._states))

    @property
    def history(self) -> Iterator[tuple[State, AnyEvent]]:
        """The events so far, each with the state before it."""
        return zip((self._begun, *self._states), tuple(self._events), strict=False)

    def history_from(self, begin: int) -> tuple[tuple[State, AnyEvent], ...]:
        """As ``history``, from this event on."""
        if begin >= len(self._events):
            return ()
        before = (self._states[begin - 1] if begin else self._begun, *self._states[begin:-1])
        return tuple(zip(before, self._events[begin:], strict=True))

    def emit(self, event: AnyEvent) -> None:
        """State that something is now true."""
        self.state = evolve(self.state, event)
        self._events.append(event)
        self._states.append(self.state)

    def changed_cases(self) -> list[int]:
        """The cases with a new row since the turn began, each once, in that order."""
        return list(dict.fromkeys(event.case.id for event in self._events if isinstance(event, CaseChanged)))

    def new_id(self) -> int:
        """An id never given before."""
        self._next_id = max(self._next_id, self.state.next_id)
        self._next_id += 1
        return self._next_id - 1

    def ignore(self, fact: object, subject: str, why: str) -> None:
        """Note a fact that cannot be true."""
        self.emit(FactIgnored(fact=type(fact).__name__, subject=subject, why=why))

    @property
    def orders(self) -> tuple[AnyEffect, ...]:
        """The orders given so far."""
        return tuple(self._orders)

    def order(self, effect: AnyEffect, before: int | None = None) -> None:
        """Give an order; ``before``: to be handed out before the order that is this one by now, from 0."""
        self.emit(EffectIssued(effect=effect))
        self._orders.insert(len(self._orders) if before is None else before, effect)

    def close(self, effect: int, why: str = "") -> None:
        """Take note that an order was answered."""
        self.emit(EffectClosed(effect=effect, why=why))

    def case(self, case: Case, **fields: object) -> Case:
        """Change fields of a case; returns the row."""
        row = replace(case, **fields)
        self.emit(CaseChanged(case=row))
        return row

    def presence(self, presence: Presence, **fields: object) -> Presence:
        """Change fields of a presence; returns the row."""
        return self.emit_presence(replace(presence, **fields))

    def emit_presence(self, presence: Presence) -> Presence:
        """An agent's status is now the row, with what follows from it for offers; returns it."""
        presence = replace(presence, takes=routing.takes(self.state, presence))
        self.emit(PresenceChanged(presence=presence))
        return presence

    def notice(self, agent: str, code: str, case: int | None = None, params: tuple[tuple[str, str], ...] = ()) -> None:
        """Tell an agent something."""
        self.emit(Noticed(agent=agent, code=code, case=case, params=params))

    def tell_readers(self, case: int, by: str, code: str = "card_changed") -> None:
        """Tell the case's agent, and who has its card open, what somebody else did (F104)."""
        row = self.state.cases.get(case)
        agents = set(self.state.readers.get(case, ()))
        if row is not None and row.agent is not None:
            agents.add(row.agent)
        for agent in sorted(agents - {by}):
            self.notice(agent, code, case)

    def end_offer(self, offer: Offer, how: OfferEnd) -> None:
        """End a lease."""
        self.emit(OfferEnded(case=offer.case, agent=offer.agent, how=how))

    def hang_up(self, leg: str) -> None:
        """Order a leg to end, once; a leg that is gone or ending already stays as it is."""
        row = self.state.legs.get(leg)
        if row is None or row.state is LegState.ENDING:
            return
        state = next_state(row.state, HangUpLeg)
        assert state is not None
        self.emit(LegChanged(leg=replace(row, state=state)))
        presence = self.state.presences.get(row.agent or "")
        if presence is not None and presence.line == leg:
            self.presence(presence, line=None)  # it stays no longer
        self.order(HangUpLeg(id=self.new_id(), until=self.now + HANG_UP_MS, leg=leg))

    def hang_up_all(self, case: int) -> None:
        """Order every leg of a case to end, but let those go that stay between calls."""
        for leg in self.state.case_legs.get(case, ()):
            if not self.let_go(leg):
                self.hang_up(leg)

    def let_go(self, leg: str) -> bool:
        """Take an agent's leg that stays out of its case, into silence (F031); False when it is none, or not up."""
        row = self.state.legs.get(leg)
        presence = self.state.presences.get(row.agent or "") if row is not None else None
        if row is None or row.state is not LegState.ANSWERED or presence is None or presence.line != leg:
            return False
        self.emit(LegChanged(leg=replace(row, case=0, listens=False)))
        self.order(Play(id=self.new_id(), until=self.now + ORDER_MS, leg=leg))
        return True

    def leg_gone(self, leg: str, case: int, cause: LegEnd) -> None:
        """A leg is gone, and every order about it is answered by that, but for what is done with a recording."""
        self.emit(LegGone(leg=leg, case=case, cause=cause))
        for number in self.state.leg_effects.get(leg, ()):
            effect = self.state.effects[number]
            if not isinstance(effect, OrderRecording | RecordMessage | CaptureClip | EndClip):
                self.close(number, why="" if isinstance(effect, HangUpLeg) else cause.value)
