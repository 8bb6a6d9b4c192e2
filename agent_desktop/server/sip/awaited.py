"""Phones whose connection is over: what is to be sent to them waits until they have registered again (F120).

A connection dies with the server that held it, and nobody can open it anew: the phone does, and says by REGISTER where
it is now (RFC 5626 §4.5). Over UDP nothing is lost, and nothing waits.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.registrar import Binding
from agent_desktop.server.sip.tables import LONG_MS
from agent_desktop.server.sip.transport import Flow

WAIT_MS = LONG_MS
"""As long as a request over UDP is repeated; then it is tried along the old way, which tells that nobody is there."""

Then = Callable[[Flow], None]


class Awaited:
    """``bindings`` tells where a user can be reached now."""

    def __init__(self, endpoint: Endpoint, bindings: Callable[[str], list[Binding]]) -> None:
        self._endpoint = endpoint
        self._bindings = bindings
        self._waiting: dict[str, list[_Waiting]] = {}

    def reach(self, user: str, flow: Flow, then: Then) -> None:
        """Call ``then`` with the flow to the phone of ``user`` that was at the end of ``flow``: at once while it is
        there, or has come back already; else when it registers, or with the old one after ``WAIT_MS``."""
        if not user or self._endpoint.is_open(flow):
            then(flow)
        elif (new := self._back(user, flow)) is not None:
            then(new)
        else:
            one = _Waiting(flow, then)
            one.timer = self._endpoint.after(WAIT_MS, lambda: self._give_up(user, one))
            self._waiting.setdefault(user, []).append(one)

    def registered(self, user: str) -> None:
        """A phone of ``user`` has registered."""
        for one in list(self._waiting.get(user, ())):
            if (new := self._back(user, one.flow)) is not None:
                self._forget(user, one)
                one.then(new)

    def close(self) -> None:
        """Nothing waits any more."""
        for waiting in self._waiting.values():
            for one in waiting:
                one.stop()
        self._waiting.clear()

    def _back(self, user: str, flow: Flow) -> Flow | None:
        """Where the phone is now: the same kind of connection from the same host, the newest of several."""
        flows = [one.flow for one in self._bindings(user)]
        like = [one for one in flows if (one.transport, one.host) == (flow.transport, flow.host)]
        return next((one for one in reversed(like) if self._endpoint.is_open(one)), None)

    def _give_up(self, user: str, one: _Waiting) -> None:
        self._forget(user, one)
        if not self._endpoint.is_closed:
            one.then(one.flow)

    def _forget(self, user: str, one: _Waiting) -> None:
        one.stop()
        self._waiting[user].remove(one)
        if not self._waiting[user]:
            del self._waiting[user]


class _Waiting:
    """What is to be sent, and its patience."""

    def __init__(self, flow: Flow, then: Then) -> None:
        self.flow = flow
        self.then = then
        self.timer: asyncio.TimerHandle | None = None

    def stop(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
