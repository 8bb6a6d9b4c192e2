"""Audio clips over HTTP: the sound of one, for whoever may play it into a call (F072)."""

from __future__ import annotations

from agent_desktop.protocol import wire
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.http.exchange import Answer, Exchange
from agent_desktop.server.http.ports import ClipStore
from agent_desktop.server.http.recordings import NOT_FOUND, number_below, send_sound


async def serve_clip(store: ClipStore, exchange: Exchange, session: SessionRecord) -> Answer | None:
    """The sound; None when it was sent."""
    number = number_below(exchange.path, wire.CLIPS)
    sound = None if number is None else await store.open(number, session.user)
    if sound is None:
        return NOT_FOUND
    await send_sound(exchange, sound)
    return None
