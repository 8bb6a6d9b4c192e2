"""Linux, and what is like it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desktop.platforms.port import Spawn

if TYPE_CHECKING:
    import asyncio


class Posix:
    """``Platform`` on Linux; it also works on macOS, where nobody has tried it yet."""

    max_sockets = 1_000  # a program gets 1,024 files on most systems

    def child(self) -> Spawn:
        """See ``Platform``."""
        return {}

    def detached(self) -> Spawn:
        """See ``Platform``."""
        return {"start_new_session": True}

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """See ``Platform``."""
        import asyncio  # 40 ms that a window never needs

        return asyncio.SelectorEventLoop()

    @contextmanager
    def on_stop(self, loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> Iterator[None]:
        """SIGINT and SIGTERM."""

        def handler(*_: object) -> None:
            loop.call_soon_threadsafe(act)

        before = {number: signal.signal(number, handler) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, other in before.items():
                signal.signal(number, other)

    def steady_ns(self) -> int:
        """Linux's monotonic clock stands still in sleep; the one since the boot does not."""
        if sys.platform == "linux":
            return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
        return time.monotonic_ns()

    def sync_folder(self, folder: Path) -> None:
        """See ``Platform``."""
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

    def machine_settings(self) -> Path:
        """Where Debian's packages have theirs."""
        return Path("/etc/agent-desktop")
