"""Seals a log that the first version wrote in the clear; only a file of that time is ever given to it."""

from __future__ import annotations

import msgspec

from agent_desktop.domain.messages import AnyEvent, AnyInput, EffectIssued, LegChanged, RingLeg
from agent_desktop.server.store.log import crc
from agent_desktop.server.store.port import Entry
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database

_inputs: msgspec.json.Decoder[AnyInput] = msgspec.json.Decoder(AnyInput)
_events: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)


def seal_clear_log(database: Database, sealer: Sealer) -> None:
    """Write every input and event again, with what is personal sealed; numbers and times stay."""
    database.rows("CREATE INDEX events_input ON events (input)")
    legs: dict[str, int] = {}  # → its case: orders to ring did not name it then
    for number, at, given in database.rows("SELECT id, at, input FROM inputs ORDER BY id"):
        rows = database.rows("SELECT n, event FROM events WHERE input = ? ORDER BY n", (number,))
        events = tuple(_with_case(_events.decode(text), legs) for _, text in rows)
        (entry,) = sealer.seal_entries([Entry(at=at, input=_inputs.decode(given), events=events)])
        database.rows("UPDATE inputs SET input = ? WHERE id = ?", (msgspec.json.encode(entry.input).decode(), number))
        texts = [(n, msgspec.json.encode(event).decode()) for (n, _), event in zip(rows, entry.events, strict=True)]
        database.many(
            "UPDATE events SET event = ?, crc = ? WHERE n = ?", [(text, crc(n, at, text), n) for n, text in texts]
        )
    database.rows("DROP INDEX events_input")


def _with_case(event: AnyEvent, legs: dict[str, int]) -> AnyEvent:
    if isinstance(event, LegChanged):
        legs[event.leg.id] = event.leg.case
    if isinstance(event, EffectIssued) and isinstance(event.effect, RingLeg):
        return EffectIssued(effect=msgspec.structs.replace(event.effect, case=legs.get(event.effect.leg, 0)))
    return event
