"""A softphone that does nothing by itself: it keeps its orders and says what the test wants."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent

O = TypeVar("O", bound=AnyOrder)  # noqa: E741


class FakePhone:
    """Satisfies PhonePort."""

    def __init__(self) -> None:
        self.orders: list[AnyOrder] = []
        self.closed = False
        self._ordered = threading.Condition()
        self._listeners: list[Callable[[AnyPhoneEvent], None]] = []

    def order(self, order: AnyOrder) -> None:
        with self._ordered:
            self.orders.append(order)
            self._ordered.notify_all()

    def listen(self, listener: Callable[[AnyPhoneEvent], None]) -> None:
        self._listeners.append(listener)

    def close(self) -> None:
        self.closed = True

    def say(self, *events: AnyPhoneEvent) -> None:
        """Tell the listeners."""
        for event in events:
            for listener in self._listeners:
                listener(event)

    def hears(self, kind: type[AnyOrder]) -> None:
        """Wait for the first order of a kind."""
        with self._ordered:
            assert self._ordered.wait_for(lambda: bool(self.told(kind)), 10), self.orders

    def told(self, kind: type[O]) -> list[O]:
        """The orders of a kind so far."""
        return [order for order in self.orders if isinstance(order, kind)]
