"""Windows. Nothing is imported that only Windows has, so that this file is tested wherever the tests run."""

from __future__ import annotations

import ctypes
import signal
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_desktop.platforms.port import Poller, Spawn, WindowSystem

_CREATE_NEW_PROCESS_GROUP = 0x00000200
_CREATE_NO_WINDOW = 0x08000000
# subprocess names these on Windows only.
_CSIDL_COMMON_APPDATA = 0x0023
_MAX_PATH = 260

if TYPE_CHECKING:
    import asyncio


def registry() -> Any:
    """The module ``winreg``, which no other system has."""
    import winreg

    return winreg


class Windows:
    """``Platform`` on Windows 10 and later.

    ``signals`` stands for the module ``signal`` there, ``shell32`` for the library of that name.
    """

    max_sockets = 500  # select() watches 512

    def __init__(self, signals: Any = signal, shell32: Any = None) -> None:
        self._signals = signals
        self._shell32 = shell32

    def child(self) -> Spawn:
        """Windows opens a console for every console program that a window starts, unless told not to."""
        return {"creationflags": _CREATE_NO_WINDOW}

    def detached(self) -> Spawn:
        """See ``Platform``."""
        return {"creationflags": _CREATE_NEW_PROCESS_GROUP | _CREATE_NO_WINDOW}

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        """Not the one Windows prefers, which has no ``add_reader``."""
        import asyncio  # 40 ms that a window never needs

        return asyncio.SelectorEventLoop()

    @contextmanager
    def on_stop(self, loop: asyncio.AbstractEventLoop, act: Callable[[], None]) -> Iterator[None]:
        """Ctrl-C, Ctrl-Break, and what another Python sends.

        A signal does not end ``select`` here, so that its handler would run whenever something else happens: a byte on
        a socket wakes the loop.
        """

        def handler(*_: object) -> None:
            loop.call_soon_threadsafe(act)

        signals = self._signals
        numbers = [getattr(signals, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK")]
        woken, waker = socket.socketpair()
        with woken, waker:
            woken.setblocking(False)
            waker.setblocking(False)
            loop.add_reader(woken, woken.recv, 4096)
            fd_before = signals.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
            before = {number: signals.signal(number, handler) for number in numbers}
            try:
                yield
            finally:
                for number, other in before.items():
                    signals.signal(number, other)
                signals.set_wakeup_fd(fd_before)
                loop.remove_reader(woken)

    def new_poller(self) -> Poller:
        """See ``Platform``."""
        from agent_desktop.platforms.poller import SelectorPoller  # only a media worker needs it

        return SelectorPoller()

    def raise_limits(self) -> None:
        """There is none for a user; ``select`` has its own."""

    def apart(self, udp: socket.socket, peer: tuple[str, int]) -> socket.socket | None:
        """Windows does not say which of two sockets with one address gets a datagram."""
        return None

    def steady_ns(self) -> int:
        """Windows' monotonic clock counts sleep."""
        return time.monotonic_ns()

    def sync_folder(self, folder: Path) -> None:
        """Windows sees to that by itself, and opens no folder."""

    def window_system(self, environ: Mapping[str, str]) -> WindowSystem:
        """There is one."""
        return WindowSystem.WINDOWS

    def machine_settings(self) -> Path:
        r"""``%PROGRAMDATA%\agent-desktop``, by the shell: variables of the environment are every user's to change."""
        here: Any = ctypes  # its type elsewhere has no WinDLL
        shell32 = self._shell32 or here.WinDLL("shell32")
        folder = ctypes.create_unicode_buffer(_MAX_PATH)
        problem: int = shell32.SHGetFolderPathW(None, _CSIDL_COMMON_APPDATA, None, 0, folder)
        if problem:
            raise OSError(problem, "Windows does not say where the settings of this machine are")
        return Path(folder.value) / "agent-desktop"
