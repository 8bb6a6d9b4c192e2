"""A softphone that does nothing by itself: it keeps its orders and says what the test wants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent

O = TypeVar("O", bound=AnyOrder)  # noqa: E741


class FakePhone:
    """Satisfies PhonePort."""

    def __init__(self) -> None:
        self.orders: list[AnyOrder] = []
        self.closed = False
        self._listeners: list[Callable[[AnyPhoneEvent], None]] = []

    def order(self, order: AnyOrder) -> None:
        self.orders.append(order)

    def listen(self, listener: Callable[[AnyPhoneEvent], None]) -> None:
        self._listeners.append(listener)

    def close(self) -> None:
        self.closed = True

    def say(self, *events: AnyPhoneEvent) -> None:
        """Tell the listeners."""
        for event in events:
            for listener in self._listeners:
                listener(event)

    def told(self, kind: type[O]) -> list[O]:
        """The orders of a kind so far."""
        return [order for order in self.orders if isinstance(order, kind)]
