"""An event loop whose clock jumps: what takes 32 seconds in SIP takes none in a test, and always the same."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor, Future
from typing import Any, ClassVar, TypeVar

T = TypeVar("T")


class _JumpingSelector(selectors.SelectSelector):
    """Never waits: when nothing is ready, time jumps to the next timer. ``grace`` s are waited where sockets are."""

    def __init__(self, grace: float) -> None:
        super().__init__()
        self.now = 1_000.0
        self._grace = grace

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and self._grace and timeout != 0:
            ready = super().select(self._grace)
        if not ready:
            if timeout is None:
                raise AssertionError("nothing will ever happen: a test waits for what nobody sends")
            self.now += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A selector loop in virtual time."""

    graces: ClassVar[list[float]] = [0.0]
    """Real seconds to wait for sockets before time jumps; the last counts."""

    def __init__(self) -> None:
        self._jumping = _JumpingSelector(self.graces[-1])
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


class AtOnce(Executor):
    """Does in the loop's own thread what is meant for another: virtual time would run on meanwhile."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:  # noqa: BLE001 - the future carries it to whoever waits
            done.set_exception(problem)
        return done


def now_ms() -> int:
    """The virtual clock, for ``SipSwitch(clock=…)``."""
    return round(asyncio.get_running_loop().time() * 1000)


def run(main: Coroutine[Any, Any, T]) -> T:
    """``asyncio.run`` in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
