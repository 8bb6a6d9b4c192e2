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
from typing import Any

import pytest

from agent_desktop.platforms import HERE, Platform, Poller
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


@pytest.mark.parametrize("poller", [HERE.new_poller(), Windows().new_poller()], ids=["here", "windows"])
def test_who_waits_for_sockets_says_which_have_something(poller: Poller) -> None:
    said: list[tuple[str, float]] = []
    pairs = {name: socket.socketpair() for name in ("first", "second")}
    for name, (here, _) in pairs.items():
        poller.add(here, lambda now, name=name: said.append((name, now)))
    assert poller.ready(0.0) == []
    pairs["second"][1].send(b"word")
    for act in poller.ready(None):
        act(7.0)
    assert said == [("second", 7.0)]
    poller.remove(pairs["second"][0])
    assert poller.ready(0.001) == []
    poller.close()
    for pair in pairs.values():
        for end in pair:
            end.close()


def bound() -> socket.socket:
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind(("127.0.0.1", 0))
    udp.settimeout(10)
    return udp


def steal(address: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with pytest.raises(OSError, match="in use"):
            thief.bind(address)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives a datagram to the socket that fits it best")
def test_a_socket_apart_gets_what_one_peer_sends_and_no_more() -> None:
    with bound() as ours, bound() as peer, bound() as stranger:
        to = ours.getsockname()
        apart = HERE.apart(ours, peer.getsockname())
        assert apart is not None
        with apart:
            apart.settimeout(10)
            stranger.sendto(b"stranger", to)
            peer.sendto(b"peer", to)
            assert (apart.recv(100), ours.recv(100)) == (b"peer", b"stranger")
            apart.send(b"answer")
            assert peer.recvfrom(100) == (b"answer", to)
            steal(to)
        steal(to)
        peer.sendto(b"again", to)
        assert ours.recv(100) == b"again"


def test_no_socket_apart_where_none_can_be_had() -> None:
    with bound() as ours:
        assert Windows().apart(ours, ("127.0.0.1", 9)) is None
        assert HERE.apart(ours, ("::1", 9)) is None


LIMITS = """
import resource
from agent_desktop.platforms import HERE

_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (64, min(hard, 3000)))
HERE.raise_limits()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="only POSIX has this limit")
def test_as_many_sockets_as_the_user_may_have() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITS], stdout=subprocess.PIPE, check=True)
    assert done.stdout.split() == [b"3000", b"3000"]


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
    assert Windows(shell32=Shell32()).machine_settings() == Path(Shell32.FOLDER) / "agent-desktop"
    with pytest.raises(OSError, match="does not say"):
        Windows(shell32=Shell32(0x80004005)).machine_settings()


class Shell32:
    """The library, as far as folders go: ``SHGetFolderPathW`` of the Windows API."""

    FOLDER = r"C:\ProgramData"

    def __init__(self, result: int = 0) -> None:
        self._result = result

    def SHGetFolderPathW(self, window: object, folder: int, token: object, flags: int, path: Any) -> int:  # noqa: N802
        assert (window, folder, token, flags, len(path)) == (None, 0x23, None, 0, 260)
        path.value = self.FOLDER
        return self._result


def test_no_variable_of_the_environment_moves_the_settings_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # F064
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "PROGRAMDATA", "ALLUSERSPROFILE")
    for name in (*names, "WIN_PD_OVERRIDE_COMMON_APPDATA", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    assert Posix().machine_settings() == Path("/etc/agent-desktop")
    assert Windows(shell32=Shell32()).machine_settings() == Path(Shell32.FOLDER) / "agent-desktop"
