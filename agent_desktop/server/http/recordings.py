"""Recordings over HTTP: which there are for a viewer, and the sound itself, of which it stays on record who had it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

from agent_desktop.domain.messages import FileServed
from agent_desktop.protocol import wire
from agent_desktop.protocol.wire import Problem
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.http.exchange import Answer, Exchange
from agent_desktop.server.http.ports import EngineView, RecordingStore, Sound

log = logging.getLogger(__name__)

NUMBER_DIGITS = 18
"""A longer number is none of ours."""

NOT_FOUND = Answer(404, Problem(code="not_found", message="There is nothing at this address."))
"""What does not exist and what the viewer may not hear are the same to the viewer."""


async def list_recordings(store: RecordingStore, session: SessionRecord) -> Answer:
    """What the viewer may hear."""
    rows = tuple(
        wire.RecordingNote(
            recording=note.recording,
            kind=str(note.kind),
            case=note.case,
            queue=note.queue,
            agent=note.agent,
            begun=note.begun,
            incomplete=bool(note.incomplete),
            ms=note.ms,
            heard=bool(note.heard),
            number=number,
            name=name,
        )
        for note in await store.listing(session.user)
        for number, name in (store.customer(note.case),)
    )
    return Answer(200, wire.RecordingList(recordings=rows))


async def serve_recording(
    store: RecordingStore, engine: EngineView, exchange: Exchange, session: SessionRecord
) -> Answer | None:
    """The sound, after it is durable who is given it; None when it was sent."""
    number = number_below(exchange.path, wire.RECORDINGS)
    note = None if number is None else await store.find(number, session.user)
    if note is None:
        return NOT_FOUND
    sound = await store.open(note.recording)
    if sound is None:
        return NOT_FOUND
    await engine.submit(FileServed(recording=note.recording, case=note.case, agent=session.user))
    await store.heard(note.recording)
    await send_sound(exchange, sound)
    return None


def number_below(path: str, address: str) -> int | None:
    """The number at the end of an address; None when there is none of ours."""
    number = path.removeprefix(f"{address}/")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= NUMBER_DIGITS else None


async def send_sound(exchange: Exchange, sound: Sound) -> None:
    """The whole of a sound, in pieces."""
    headers = [
        (b"content-type", sound.media_type.encode()),
        (b"content-length", b"%d" % sound.length),
        (b"cache-control", b"no-store"),
    ]
    await exchange.send({"type": "http.response.start", "status": 200, "headers": headers})
    while (piece := await asyncio.to_thread(_next, sound.pieces)) is not None:
        await exchange.send({"type": "http.response.body", "body": piece, "more_body": True})
    await exchange.send({"type": "http.response.body", "body": b""})


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)
