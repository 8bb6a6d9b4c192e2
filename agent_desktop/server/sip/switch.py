"""The server's SIP as the rest of the server sees it: start, order, ask, stop."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from agent_desktop.domain.messages import EffectFailed
from agent_desktop.domain.network import Trunk
from agent_desktop.server.sip.b2bua import BackToBack, SipEffect
from agent_desktop.server.sip.dialog import NoKeeper
from agent_desktop.server.sip.keeping import DialogKeeper, Keeping, Kept, read
from agent_desktop.server.sip.listener import Listener
from agent_desktop.server.sip.ports import Credentials, DigitSink, FactSink, MediaLegs, TextSink, unread
from agent_desktop.server.sip.registrar import Binding
from agent_desktop.server.sip.trace import NoTrace, Trace
from agent_desktop.server.sip.transport import Flow, OpenTransport
from agent_desktop.server.sip.trunks import Network, TrunkState

REALM = "agent-desktop"
"""What phones and trunks log in to; the HA1 of desk phones are made for it."""

CLOSE_MS = 2_000
"""How long ``close`` waits for the answers to its BYEs and CANCELs."""

_log = logging.getLogger(__name__)


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class SipSwitch:
    """Callers' INVITEs, agents' registrations, and the legs between. All calls in one event loop.

    ``server_name`` is the digest realm and what we call ourselves; a host name or other token. ``open_transport``
    binds what carries the messages; ``trace`` is told of each of them. What ``keeping`` has of an earlier process goes
    on after ``start``; without it calls end with the process. ``digits`` takes those that come by INFO.
    ``network`` is what there is of trunks, and who may call; left out: nothing is secret, and everybody may.
    ``may_register``: whether phones may register along a flow.
    ``messages`` counts the voice messages that wait for a user, whose phones may watch them; ``texts``
    takes what phones write.
    """

    def __init__(
        self,
        facts: FactSink,
        media: MediaLegs,
        credentials: Credentials,
        *,
        server_name: str = REALM,
        clock: Callable[[], int] = _monotonic_ms,
        open_transport: OpenTransport = Listener.open,
        trace: Trace | None = None,
        keeping: Keeping | None = None,
        wall: Callable[[], int] = _wall_ms,
        digits: DigitSink = lambda leg, digit: None,
        network: Network | None = None,
        messages: Callable[[str], int] = lambda user: 0,
        texts: TextSink = unread,
        may_register: Callable[[Flow], bool] = lambda _: True,
    ) -> None:
        if not re.fullmatch(r"[A-Za-z0-9.-]+", server_name):
            raise ValueError(f"server name {server_name!r} is no token")
        self._facts = facts
        self._keeping = keeping
        self._keeper = NoKeeper() if keeping is None else DialogKeeper(keeping)
        self._ahead_ms = wall() - clock()  # of times that are written down: ``clock`` may begin anew with the machine
        self._agent = BackToBack(
            facts,
            media,
            credentials,
            server_name,
            clock,
            open_transport,
            trace or NoTrace(),
            self._keeper,
            digits,
            network or Network(),
            messages,
            texts,
            self._keep_phones,
        )
        self._agent.may_register = may_register

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Bind and serve; returns the bound address. OSError (EADDRINUSE…) and ``StoreFailed`` pass through.

        Port 0 is the one of the process before this one, whose calls are waited for there; else any free one.
        """
        if self._keeping is None or not isinstance(self._keeper, DialogKeeper):
            return await self._agent.endpoint.start(host, port)
        rows = self._keeping.all()
        kept = read(rows)
        address = await self._bind(host, port, kept.address)
        if address == kept.address:
            self._take_up(kept)
        else:
            self._keeper.forget_all(rows)
            if kept.dialogs:
                was = "{}:{}".format(*(kept.address or ("?", "?")))
                _log.warning("%d legs are lost: the server was bound to %s then", len(kept.dialogs), was)
        self._keeper.keep_address(*address)
        return address

    def _take_up(self, kept: Kept) -> None:
        for user, bindings in kept.phones.items():
            told = [replace(one, expires=one.expires - self._ahead_ms) for one in bindings]
            self._agent.registrar.take_up(user, told)
        self._agent.take_up(kept.dialogs, kept.ringing)
        if kept.dialogs or kept.ringing:
            _log.info("taken up: %d dialogs, %d legs that ring", len(kept.dialogs), len(kept.ringing))

    def _keep_phones(self, user: str, bindings: list[Binding]) -> None:
        if isinstance(self._keeper, DialogKeeper):
            told = [replace(one, expires=one.expires + self._ahead_ms) for one in bindings]
            self._keeper.keep_phones(user, told)

    async def _bind(self, host: str, port: int, before: tuple[str, int] | None) -> tuple[str, int]:
        if port == 0 and before is not None and before[0] == host:
            try:
                return await self._agent.endpoint.start(*before)
            except OSError as problem:
                _log.warning("port %d cannot be had again (%s)", before[1], problem.strerror)
        return await self._agent.endpoint.start(host, port)

    async def close(self) -> None:
        """End every leg, wait up to ``CLOSE_MS`` for the answers, free media, close the socket."""
        self._agent.is_closing = True
        self._agent.trunks.close()
        for leg in list(self._agent.legs.values()):
            leg.hang_up()
        try:
            await asyncio.wait_for(self._settled(), CLOSE_MS / 1000)
        except TimeoutError:
            if self._agent.legs:
                _log.warning("%d legs did not answer when the switch stopped", len(self._agent.legs))
        for leg in list(self._agent.legs.values()):
            leg.abort()
        self._agent.watching.close()
        await self._agent.writing.close()
        self._agent.awaited.close()
        await asyncio.gather(*self._agent.freeing)
        self._agent.endpoint.close()
        if self._keeping is not None:
            await self._keeping.close()

    async def _settled(self) -> None:
        await self._agent.idle.wait()
        await self._agent.endpoint.settled.wait()

    def handle(self, effect: SipEffect) -> None:
        """Carry an order out. Returns at once and never raises: what goes wrong becomes a fact."""
        try:
            self._agent.handle(effect)
        except Exception as problem:  # noqa: BLE001 - a bug here must reach the core as a failed effect, not stop it
            _log.exception("%s %d for leg %s", type(effect).__name__, effect.id, effect.leg)
            self._facts(EffectFailed(effect=effect.id, why=repr(problem)))

    def legs(self) -> tuple[str, ...]:
        """The legs there are, for ``AdapterStarted``."""
        return tuple(self._agent.legs)

    def reoffer(self, leg: str, done: Callable[[bool], None] = lambda worked: None) -> None:
        """The leg's media is elsewhere now: ask the engine where, and offer it to the peer by re-INVITE (RFC 3261 §14).

        ``done`` hears whether the peer took it; False at once for a leg that is not, or has no dialog yet.
        """
        found = self._agent.legs.get(leg)
        if found is None:
            done(False)
        else:
            found.reoffer(done)

    def define(self, trunks: Iterable[Trunk], devices: Iterable[str]) -> None:
        """These are the trunks and the desk phones from now on; call in the event loop, after ``start``."""
        self._agent.registrar.define(devices)
        self._agent.trunks.define(trunks)

    def is_trunk(self, host: str) -> bool:
        """Whether calls from this numeric address are a trunk's."""
        return self._agent.trunks.at(host) is not None

    def trunks(self) -> list[TrunkState]:
        """How each trunk is, in the order in which they are tried."""
        return self._agent.trunks.states()

    def messages_changed(self) -> None:
        """Another number of voice messages may wait: phones that watch hear it within a second."""
        self._agent.watching.changed()

    def registered(self, user: str) -> bool:
        """Whether ``user`` has a phone that can be rung."""
        return bool(self._agent.registrar.bindings(user))

    def forget(self, user: str) -> None:
        """The session of ``user`` ended or was taken over: the phones of that session are rung no more."""
        self._agent.registrar.forget(user)
        self._agent.watching.forget(user)
