"""Linux, and what is like it."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from agent_desktop.platforms.port import Poller, Spawn, WindowSystem

if TYPE_CHECKING:
    import asyncio


MOST_FILES = 65_536


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

    def new_poller(self) -> Poller:
        """Epoll on Linux."""
        from agent_desktop.platforms.poller import EpollPoller, SelectorPoller  # only a media worker needs them

        return EpollPoller() if sys.platform == "linux" else SelectorPoller()

    def raise_limits(self) -> None:
        """Most systems give 1,024 files, and more to who asks."""
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))

    def apart(self, udp: socket.socket, peer: tuple[str, int]) -> socket.socket | None:
        """Linux gives a datagram to the socket that fits it best. The address is shared for the moment of binding
        only, so that no other program can have it."""
        if sys.platform != "linux":
            return None
        one = socket.socket(udp.family, socket.SOCK_DGRAM)
        try:
            for end in (udp, one):
                end.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(udp.getsockname())
            one.connect(peer)
            if udp.family == socket.AF_INET:
                one.setsockopt(socket.IPPROTO_IP, socket.IP_TOS, udp.getsockopt(socket.IPPROTO_IP, socket.IP_TOS))
        except OSError:
            one.close()
            return None
        finally:
            udp.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0)
        one.setblocking(False)
        return one

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

    def window_system(self, environ: Mapping[str, str]) -> WindowSystem:
        """On Wayland there is an X11 display besides, which only hears keys that are for its own windows."""
        if environ.get("WAYLAND_DISPLAY"):
            return WindowSystem.WAYLAND
        return WindowSystem.X11 if environ.get("DISPLAY") else WindowSystem.NONE

    def machine_settings(self) -> Path:
        """Where Debian's packages have theirs."""
        return Path("/etc/agent-desktop")
