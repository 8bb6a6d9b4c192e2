"""Goes over a server's log as an auditor would: is it what the core makes of its inputs, and do its figures add up?"""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

import msgspec

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    AnyEvent,
    AnyInput,
    CaseChanged,
    CaseOutcome,
    CaseState,
    OfferEnded,
    OfferMade,
    Refusal,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.step import step
from agent_desktop.server.keyfile import key_file
from agent_desktop.server.store.keys import SqlKeys
from agent_desktop.server.store.port import Entry
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sqlite_database import SqliteDatabase

_input: msgspec.json.Decoder[AnyInput] = msgspec.json.Decoder(AnyInput)
_event: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def read_log(data: Path) -> list[tuple[int, AnyInput, tuple[AnyEvent, ...]]]:
    """(time, input, its events) of everything that is durable, in order."""
    with closing(sqlite3.connect(data / "centre.db")) as db:
        inputs = db.execute("SELECT id, at, input FROM inputs ORDER BY id").fetchall()
        events = db.execute("SELECT n, input, event FROM events ORDER BY n").fetchall()
    assert [n for n, _, _ in events] == list(range(1, len(events) + 1))
    made: dict[int, list[AnyEvent]] = {number: [] for number, _, _ in inputs}
    for _, number, event in events:
        made[number].append(_event.decode(event))
    sealed = [Entry(at=at, input=_input.decode(given), events=tuple(made[n])) for n, at, given in inputs]
    with closing(SqliteDatabase(data / "centre.db")) as keys:
        sealer = Sealer(SqlKeys(keys), key_file(data, make=False))
        return [(entry.at, entry.input, entry.events) for entry in map(sealer.open_entry, sealed)]


def replayed(log: list[tuple[int, AnyInput, tuple[AnyEvent, ...]]]) -> State:
    """The state that the events lead to; each input, stepped again, must give exactly the events that were logged."""
    state, last = EMPTY, 0
    for at, given, events in log:
        assert at >= last, "time ran backwards"
        outcome = step(state, given, at)
        assert not isinstance(outcome, Refusal), (given, outcome)
        assert outcome.events == events, given
        state, last = fold(state, events), at
    return state


class Figures:
    """What statistics would count, and what does not add up."""

    def __init__(self, events: list[AnyEvent]) -> None:
        self.created: list[int] = []
        self.outcomes: dict[int, CaseOutcome | None] = {}
        self.wrong: list[str] = []
        self._offers: dict[int, OfferMade] = {}
        self._offers_made = self._offers_ended = 0
        for event in events:
            match event:
                case CaseChanged():
                    self._case(event)
                case OfferMade():
                    self._offered(event)
                case OfferEnded():
                    self._offer_ended(event)
                case _:
                    pass
        for case in set(self.created) - set(self.outcomes):
            self.wrong.append(f"case {case} never ended")
        for case in self._offers:
            self.wrong.append(f"the offer of case {case} never ended")
        if self._offers_made != self._offers_ended:
            self.wrong.append(f"{self._offers_made} offers, {self._offers_ended} ends")

    def count(self) -> Counter[str]:
        """Cases by outcome."""
        return Counter(outcome.value for outcome in self.outcomes.values() if outcome is not None)

    def _case(self, event: CaseChanged) -> None:
        case = event.case
        if case.id in self.outcomes:
            self.wrong.append(f"case {case.id} goes on after its end")
        elif case.id not in self.created:
            self.created.append(case.id)
        if case.state is CaseState.ENDED:
            self.outcomes[case.id] = case.outcome
            if case.outcome is None:
                self.wrong.append(f"case {case.id} ended without an outcome")

    def _offered(self, event: OfferMade) -> None:
        open_ = self._offers.get(event.offer.case)
        if open_ is None:
            self._offers_made += 1
        elif (open_.offer.agent, open_.offer.until) != (event.offer.agent, event.offer.until):
            self.wrong.append(f"case {event.offer.case} is offered twice at once")
        self._offers[event.offer.case] = event  # the same offer on another leg is no other offer

    def _offer_ended(self, event: OfferEnded) -> None:
        if self._offers.pop(event.case, None) is None:
            self.wrong.append(f"an offer of case {event.case} ended that was none")
        self._offers_ended += 1
