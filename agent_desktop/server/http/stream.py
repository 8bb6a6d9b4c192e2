"""The event stream of one client: server-sent events (HTML Living Standard, section 9.2) out of the hub's ring."""

from __future__ import annotations

import asyncio

from agent_desktop.protocol.wire import KEEP_ALIVE_MS, Problem, encode
from agent_desktop.server.http.exchange import Exchange
from agent_desktop.server.http.hub import Hub, Place

LAST_WORD_S = 2.0
"""How long a client that does not read may take to hear that its stream is over."""

RESYNC = b"event: resync\ndata: {}\n\n"

_START = {
    "type": "http.response.start",
    "status": 200,
    "headers": [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-store"),
        (b"x-accel-buffering", b"no"),
    ],
}


async def send_resync(exchange: Exchange) -> None:
    """Tell the client that it must take a new snapshot."""
    await exchange.send(_START)
    await exchange.send({"type": "http.response.body", "body": RESYNC})


async def stream(exchange: Exchange, hub: Hub, place: Place, keep_alive_ms: int = KEEP_ALIVE_MS) -> None:
    """Send what comes at ``place`` until the client leaves, the session ends or the server stops."""
    watching = asyncio.ensure_future(exchange.disconnected())
    watching.add_done_callback(lambda _: place.leave())
    over = asyncio.ensure_future(place.over.wait())
    sending = asyncio.ensure_future(_send(exchange, hub, place, keep_alive_ms / 1000))
    try:
        await asyncio.wait({sending, over}, return_when=asyncio.FIRST_COMPLETED)
        done, _ = await asyncio.wait({sending}, timeout=LAST_WORD_S)
        if not done:
            exchange.abort()  # it reads nothing, and would hold the connection and what is in it for ever
        await sending
    finally:
        hub.close(place)
        for task in (watching, over, sending):
            task.cancel()
        await asyncio.gather(watching, over, sending, return_exceptions=True)


async def _send(exchange: Exchange, hub: Hub, place: Place, keep_alive_s: float) -> None:
    loop = asyncio.get_running_loop()
    await exchange.send(_START)
    alive_at = loop.time()  # the first sign of life comes at once
    while not place.over.is_set():
        place.wake.clear()
        chunk = hub.take(place)
        nothing = not chunk and place.after == hub.n
        # Events that this viewer does not see wake the stream too, so the silence is timed, not the wait.
        if nothing and (loop.time() >= alive_at or not await _woken(place, alive_at)):
            chunk = b"id: %d\nevent: alive\ndata: {}\n\n" % place.after
        if chunk:
            await exchange.send({"type": "http.response.body", "body": chunk, "more_body": True})
            alive_at = loop.time() + keep_alive_s
        else:
            await asyncio.sleep(0)  # after a long stretch that this viewer does not see others must run
    last_word = _end(place.problem) if place.problem is not None else b""
    await exchange.send({"type": "http.response.body", "body": last_word})


async def _woken(place: Place, until: float) -> bool:
    """Wait for something to do; False when there was nothing until then (the loop's time, seconds)."""
    try:
        async with asyncio.timeout_at(until):
            await place.wake.wait()
    except TimeoutError:
        return False
    return True


def _end(problem: Problem) -> bytes:
    return b"event: end\ndata: %s\n\n" % encode(problem)
