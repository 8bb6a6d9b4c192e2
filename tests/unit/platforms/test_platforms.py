"""Both platforms' files, on whichever of them the tests run: what they do here, and what they would tell the other."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop.platforms import HERE, Platform
from agent_desktop.platforms.posix import Posix
from agent_desktop.platforms.windows import Windows


class WindowsSignals:
    """The module ``signal`` of Windows, at the places that we use."""

    SIGINT, SIGTERM, SIGBREAK = 2, 15, 21

    def __init__(self) -> None:
        self.handlers: dict[int, Callable[..., None] | None] = {}
        self.wakeup_fd = -1

    def signal(self, number: int, handler: Callable[..., None] | None) -> Callable[..., None] | None:
        before = self.handlers.get(number)
        self.handlers[number] = handler
        return before

    def set_wakeup_fd(self, fd: int, *, warn_on_full_buffer: bool = True) -> int:
        before, self.wakeup_fd = self.wakeup_fd, fd
        return before

    def send(self, number: int) -> None:
        """What a signal does: its byte, then its handler in the main thread."""
        os.write(self.wakeup_fd, bytes([number]))
        handler = self.handlers[number]
        assert handler is not None
        handler(number, None)


def test_the_platform_here_is_the_one_we_are_on() -> None:
    assert isinstance(HERE, Windows if sys.platform == "win32" else Posix)


def test_how_processes_are_started() -> None:
    assert Posix().child() == {}
    assert Posix().detached() == {"start_new_session": True}
    # CREATE_NO_WINDOW, and CREATE_NEW_PROCESS_GROUP with it, of the Windows SDK
    assert Windows().child() == {"creationflags": 0x08000000}
    assert Windows().detached() == {"creationflags": 0x08000200}


def test_a_process_is_started_with_these_here() -> None:
    for arguments in (HERE.child(), HERE.detached()):
        done = subprocess.run([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE, check=True, **arguments)
        assert done.stdout.strip() == b"1"


@pytest.mark.parametrize("platform", [Posix(), Windows()], ids=["posix", "windows"])
def test_the_loop_does_datagrams_and_readers(platform: Platform) -> None:
    async def play() -> bytes:
        loop = asyncio.get_running_loop()
        came: asyncio.Future[bytes] = loop.create_future()
        here, there = socket.socketpair()
        with here, there:
            loop.add_reader(here, lambda: came.set_result(here.recv(10)))
            there.send(b"word")
            word = await asyncio.wait_for(came, 10)
            loop.remove_reader(here)
        transport, _ = await loop.create_datagram_endpoint(asyncio.DatagramProtocol, local_addr=("127.0.0.1", 0))
        transport.close()
        return word

    with asyncio.Runner(loop_factory=platform.new_event_loop) as runner:
        assert runner.run(play()) == b"word"


@pytest.mark.parametrize("number", [WindowsSignals.SIGINT, WindowsSignals.SIGTERM, WindowsSignals.SIGBREAK])
def test_windows_hears_every_way_of_stopping(number: int) -> None:
    signals = WindowsSignals()
    platform = Windows(signals)

    async def play() -> None:
        stopped = asyncio.Event()
        with platform.on_stop(asyncio.get_running_loop(), stopped.set):
            signals.send(number)
            await asyncio.wait_for(stopped.wait(), 10)
        assert set(signals.handlers.values()) == {None}, "as before"
        assert signals.wakeup_fd == -1

    with asyncio.Runner(loop_factory=platform.new_event_loop) as runner:
        runner.run(play())


def test_the_loop_on_windows_takes_the_bytes_that_wake_it() -> None:
    signals = WindowsSignals()
    platform = Windows(signals)

    async def play() -> None:
        with platform.on_stop(asyncio.get_running_loop(), lambda: None):
            with contextlib.suppress(BlockingIOError):
                while True:  # until it is full
                    os.write(signals.wakeup_fd, b"0" * 1024)
            while True:  # until there is room again; without a reader for ever
                await asyncio.sleep(0)
                with contextlib.suppress(BlockingIOError):
                    os.write(signals.wakeup_fd, b"0")
                    return

    with asyncio.Runner(loop_factory=platform.new_event_loop) as runner:
        runner.run(asyncio.wait_for(play(), 10))


STOPPED_BY_SIGNAL = """
import asyncio
from agent_desktop.platforms import HERE

async def play():
    stopped = asyncio.Event()
    with HERE.on_stop(asyncio.get_running_loop(), stopped.set):
        print("ready", flush=True)
        await stopped.wait()
    print("stopped", flush=True)

with asyncio.Runner(loop_factory=HERE.new_event_loop) as runner:
    runner.run(play())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stop_is_heard_here(number: signal.Signals) -> None:
    if sys.platform == "win32":
        pytest.skip("only on POSIX: a signal ends the process at once on Windows")
    with subprocess.Popen([sys.executable, "-c", STOPPED_BY_SIGNAL], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        process.send_signal(number)
        assert process.stdout.read() == b"stopped\n"
    assert process.returncode == 0


@pytest.mark.parametrize("platform", [Posix(), Windows()], ids=["posix", "windows"])
def test_the_steady_clock_only_grows(platform: Platform) -> None:
    seen = [platform.steady_ns() for _ in range(1_000)]
    assert seen == sorted(seen)


def test_a_folder_is_synced_or_that_is_told(tmp_path: Path) -> None:
    HERE.sync_folder(tmp_path)
    if sys.platform != "win32":
        with pytest.raises(FileNotFoundError):
            HERE.sync_folder(tmp_path / "gone")


def test_settings_of_the_machine_are_where_administrators_look() -> None:
    assert Posix().machine_settings() == Path("/etc/agent-desktop")
    assert Windows().machine_settings().name == "agent-desktop"
