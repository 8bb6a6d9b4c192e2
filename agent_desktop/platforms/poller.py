"""Waiting for many sockets at once, with the least between a datagram and the function that takes it."""

from __future__ import annotations

import math
import select
import selectors
import socket

from agent_desktop.platforms.port import Act


class SelectorPoller:
    """``Poller`` wherever Python runs."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()

    def add(self, one: socket.socket, act: Act) -> None:
        """See ``Poller``."""
        self._selector.register(one, selectors.EVENT_READ, act)

    def remove(self, one: socket.socket) -> None:
        """See ``Poller``."""
        self._selector.unregister(one)

    def ready(self, timeout_s: float | None) -> list[Act]:
        """See ``Poller``."""
        return [key.data for key, _ in self._selector.select(timeout_s)]

    def close(self) -> None:
        """See ``Poller``."""
        self._selector.close()


class EpollPoller:
    """``Poller`` on Linux: what ``selectors`` puts around each event costs as much as half of a packet's way."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._acts: dict[int, Act] = {}

    def add(self, one: socket.socket, act: Act) -> None:
        """See ``Poller``."""
        self._epoll.register(one, select.EPOLLIN)
        self._acts[one.fileno()] = act

    def remove(self, one: socket.socket) -> None:
        """See ``Poller``."""
        self._epoll.unregister(one)
        del self._acts[one.fileno()]

    def ready(self, timeout_s: float | None) -> list[Act]:
        """See ``Poller``."""
        # Milliseconds are what epoll counts in: rounded up, so that nobody looks in vain a moment too early.
        wait_s = -1 if timeout_s is None else math.ceil(timeout_s * 1000) / 1000
        acts = self._acts
        return [acts[number] for number, _ in self._epoll.poll(wait_s)]

    def close(self) -> None:
        """See ``Poller``."""
        self._epoll.close()
