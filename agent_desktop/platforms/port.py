"""What our programs ask of an operating system where the standard library leaves the differences to them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypedDict

if TYPE_CHECKING:
    import asyncio


class Spawn(TypedDict, total=False):
    """The arguments of ``subprocess.Popen`` that differ."""

    start_new_session: bool
    creationflags: int


class Platform(Protocol):
    """One operating system."""

    @property
    def max_sockets(self) -> int:
        """How many sockets a program of ours can hold, with some files besides."""
        ...

    def child(self) -> Spawn:
        """For a process that belongs to the program that starts it."""
        ...

    def detached(self) -> Spawn:
        """For a process that outlives us: out of reach of our terminal's Ctrl-C, and of its closing."""
        ...

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """A loop that can do the same everywhere: datagrams and streams, neither pipes nor processes."""
        ...

    def on_stop(self, loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> AbstractContextManager[None]:
        """As long as the context lasts, call ``act`` in ``loop`` when somebody asks this process to end.

        For the main thread; handlers of before come back.
        """
        ...

    def steady_ns(self) -> int:
        """Nanoseconds that only ever grow, also while the machine sleeps."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Bring the names in a folder down to the disk. Raises OSError."""
        ...

    def machine_settings(self) -> Path:
        """The folder of the settings that hold for every user of this machine."""
        ...
