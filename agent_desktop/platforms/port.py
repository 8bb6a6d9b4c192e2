"""What our programs ask of an operating system where the standard library leaves the differences to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypedDict

if TYPE_CHECKING:
    import asyncio
    import socket

Act = Callable[[float], None]
"""What is to be done when a socket has something to read; told the time."""


class WindowSystem(StrEnum):
    """Whose screen a session's windows are on."""

    NONE = "none"
    WAYLAND = "wayland"
    WINDOWS = "windows"
    X11 = "x11"


class Spawn(TypedDict, total=False):
    """The arguments of ``subprocess.Popen`` that differ."""

    start_new_session: bool
    creationflags: int


class Poller(Protocol):
    """Waits for sockets that have something to read, in one thread."""

    def add(self, one: socket.socket, act: Act) -> None:
        """Wait for this one too."""
        ...

    def remove(self, one: socket.socket) -> None:
        """No more; before it is closed."""
        ...

    def ready(self, timeout_s: float | None) -> list[Act]:
        """What is to be done now, once for each socket that has something to read; None waits for ever."""
        ...

    def close(self) -> None:
        """Free it; its sockets are their owners'."""
        ...


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

    def new_poller(self) -> Poller:
        """The quickest there is."""
        ...

    def raise_limits(self) -> None:
        """Let this process have as many sockets as its user may."""
        ...

    def apart(self, udp: socket.socket, peer: tuple[str, int]) -> socket.socket | None:
        """A socket with the address of ``udp`` that is connected to one peer and alone gets what comes from there.

        All else goes to ``udp`` as before. None where the system cannot do that.
        """
        ...

    def steady_ns(self) -> int:
        """Nanoseconds that only ever grow, also while the machine sleeps."""
        ...

    def sync_folder(self, folder: Path) -> None:
        """Bring the names in a folder down to the disk. Raises OSError."""
        ...

    def window_system(self, environ: Mapping[str, str]) -> WindowSystem:
        """The one of the session whose environment this is."""
        ...

    def machine_settings(self) -> Path:
        """The folder of the settings that hold for every user of this machine."""
        ...
