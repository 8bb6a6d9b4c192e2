"""The event stream of one client: server-sent events (HTML Living Standard, section 9.2) out of the hub's ring.

What is new is written to the connection at once, in the turn of the event loop after the commit, without a task to wake
or a message to build: with hundreds of clients that is most of an event's way (bench/stream.py).
"""

from __future__ import annotations

import asyncio

from agent_desktop.protocol.wire import KEEP_ALIVE_MS, encode
from agent_desktop.server.http.exchange import Exchange, Outlet
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
    pump = None
    try:
        await exchange.send(_START)
        pump = _Pump(exchange.outlet(), hub, place, keep_alive_ms / 1000)
        await place.over.wait()
        pump.stop()
        await _last_word(exchange, place)
    finally:
        if pump is not None:
            pump.stop()
        hub.close(place)
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


async def _last_word(exchange: Exchange, place: Place) -> None:
    word = b"event: end\ndata: %s\n\n" % encode(place.problem) if place.problem is not None else b""
    sending = asyncio.ensure_future(exchange.send({"type": "http.response.body", "body": word}))
    try:
        done, _ = await asyncio.wait({sending}, timeout=LAST_WORD_S)
        if not done:
            exchange.outlet().abort()  # it reads nothing, and would hold the connection and what is in it for ever
        await sending
    finally:
        sending.cancel()


class _Pump:
    """Moves frames from the ring to the connection whenever there are some and the connection takes them."""

    def __init__(self, outlet: Outlet, hub: Hub, place: Place, keep_alive_s: float) -> None:
        self._outlet = outlet
        self._hub = hub
        self._place = place
        self._keep_alive_s = keep_alive_s
        self._loop = asyncio.get_running_loop()
        self._due = False
        self._stopped = False
        self._alive_at = self._loop.time()  # the first sign of life comes at once
        self._timer = self._loop.call_soon(self._look)
        place.ready = self._soon
        outlet.on_writable(self._soon)

    def stop(self) -> None:
        """Write nothing any more."""
        self._stopped = True
        self._timer.cancel()
        self._place.ready = None
        self._outlet.on_writable(None)

    def _soon(self) -> None:
        """In the next turn of the loop: what is published together is written together, and the engine goes first."""
        if not self._due and not self._stopped:
            self._due = True
            self._loop.call_soon(self._pump)

    def _look(self) -> None:
        """Events that this viewer does not see say nothing to it: the silence is timed, not the wait for the next."""
        if self._loop.time() >= self._alive_at:
            self._pump()
        next_look = max(self._alive_at, self._loop.time() + self._keep_alive_s / 10)
        self._timer = self._loop.call_at(next_look, self._look)

    def _pump(self) -> None:
        self._due = False
        if self._stopped or self._place.over.is_set() or not self._outlet.writable():
            return
        chunk = self._hub.take(self._place)
        behind = self._place.after != self._hub.n
        if not chunk and not behind and self._loop.time() >= self._alive_at:
            chunk = b"id: %d\nevent: alive\ndata: {}\n\n" % self._place.after
        if chunk:
            self._outlet.write(chunk)
            self._alive_at = self._loop.time() + self._keep_alive_s
        if behind:
            self._soon()  # piece by piece: others must run in between
