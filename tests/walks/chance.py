"""What the generators of a random walk draw from, so that hypothesis can repeat and shrink what they made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from agent_desktop.domain.messages import AnyInput
from agent_desktop.domain.state import State

T = TypeVar("T")


class Chance:
    """Draws that hypothesis can shrink: towards the first option, no, and the least number.

    On a ``calm`` day phones are answered and little fails, so that talks last and go on to what can be done in them.
    """

    def __init__(self, data: st.DataObject, *, calm: bool = False) -> None:
        self._data = data
        self.calm = calm

    def pick(self, options: Sequence[T]) -> T:
        return self._data.draw(st.sampled_from(options))

    def once_in(self, n: int) -> bool:
        """No, but once in ``n`` yes."""
        return self.number(1, n) == n

    def number(self, least: int, most: int) -> int:
        return self._data.draw(st.integers(least, most))

    def some(self, options: Sequence[T]) -> tuple[T, ...]:
        """About half of them, in their order."""
        return tuple(option for option in options if self.once_in(2))


class Joins(NamedTuple):
    """A client of the viewer begins anew, with what the viewer may see now."""

    viewer: str


Generator = Callable[[State, Chance], AnyInput | Joins | int | None]
