"""The thread that RTP lives in: selectors, because asyncio costs three times the CPU a packet."""

from __future__ import annotations

import logging
import queue
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from agent_desktop.platforms import Poller
from agent_desktop.server.media import link
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.relay import Relay

T = TypeVar("T")

clock = time.perf_counter
"""Seconds; finer than ``time.monotonic``, which steps by 15.6 ms on Windows."""

log = logging.getLogger(__name__)


class RelayThread:
    """Runs a relay. Others hand it work with ``do``; ``on_death`` is called in this thread when it fails."""

    def __init__(self, poller: Poller, relay: Relay, on_death: Callable[[], None]) -> None:
        """``poller`` is the one that the relay's sockets are at."""
        self._poller = poller
        self._relay = relay
        self._on_death = on_death
        self._orders: queue.SimpleQueue[tuple[Callable[[], None], Callable[[], None]]] = queue.SimpleQueue()
        self._alarm, self._bell = socket.socketpair()
        self._alarm.setblocking(False)
        self._bell.setblocking(False)
        self._running = True
        self._woken = False
        self._thread = threading.Thread(target=self._run, name="rtp", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def listen(self, tell: Callable[[link.AnyNews], None]) -> None:
        """Have ``tell`` called in the relay's thread when legs fall silent and are heard again; before ``start``."""
        self._relay.tell = tell

    def do(self, order: Callable[[Relay, float], T], timeout_s: float = 2.0) -> T:
        """Run ``order(relay, now)`` between two packets and give its result, or raise what it raised.

        Raises ``MediaFailed`` when the thread has failed, or does not answer in time.
        """
        if not self._running:
            raise MediaFailed("the RTP thread has ended")
        future: Future[T] = Future()

        def carry_out() -> None:
            try:
                future.set_result(order(self._relay, clock()))
            except Exception as error:  # noqa: BLE001 - handed to the one who asked
                future.set_exception(error)

        def give_up() -> None:
            future.set_exception(MediaFailed("the RTP thread has ended"))

        self._orders.put((carry_out, give_up))
        self._ring()
        if not self._running:  # it ended since, and may have looked for orders for the last time before this one came
            self._give_up_orders()
        try:
            return future.result(timeout_s)
        except TimeoutError as error:
            raise MediaFailed("the RTP thread does not answer") from error

    def stop(self) -> None:
        """End the thread and close every leg."""
        self._running = False
        self._ring()
        self._thread.join()
        self._relay.close_all(clock())
        for other in (self._poller, self._alarm, self._bell):
            other.close()

    def _ring(self) -> None:
        try:
            self._bell.send(b"\0")
        except OSError:  # it is ringing already, or everything is over
            return

    def _run(self) -> None:
        try:
            self._poller.add(self._alarm, self._wake)
            while self._running:
                self._turn()
        except Exception:
            log.exception("the RTP thread failed")
            self._running = False
            self._on_death()
        finally:
            self._give_up_orders()

    def _turn(self) -> None:
        deadline = self._relay.next_deadline()
        timeout = None if deadline is None else max(0.0, deadline - clock())
        for act in self._poller.ready(timeout):
            act(clock())
        self._relay.run_due(clock())
        if self._woken:
            self._woken = False
            self._take_orders()

    def _wake(self, _: float) -> None:
        self._woken = True

    def _take_orders(self) -> None:
        # After the packets of this turn: an order may close the socket of one of them.
        self._alarm.recv(4096)
        while True:
            try:
                carry_out, _ = self._orders.get_nowait()
            except queue.Empty:
                return
            carry_out()

    def _give_up_orders(self) -> None:
        """Nobody waits for a thread that is no more."""
        while True:
            try:
                _, give_up = self._orders.get_nowait()
            except queue.Empty:
                return
            give_up()
