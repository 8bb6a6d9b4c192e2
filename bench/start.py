"""What the agent's program costs: how soon it is there, its memory, and its work when nothing happens.

Window and softphone together, on an X server of the bench's own, against a real routing server. linphone-desktop and
baresip are measured in the same run when they are installed: linphone's window, memory and idling, baresip's
registration with our server and idling. Medians, because one start in a row of them often meets something else.
"""

from __future__ import annotations

import argparse
import os
import pty
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec
from rig.window import (
    PASSWORD,
    PATIENCE_S,
    Program,
    cpu_s,
    display,
    now_ms,
    painted,
    pss_mb,
    say,
    say_load,
    server,
    tree,
    when_visible,
    window,
)

from agent_desktop.protocol.wire import SESSION, VERSION, LogInRequest, Session, encode

SETTLE_S = 5.0
"""After a start there is still work for a moment: what idles is measured after it."""

Screen = dict[str, str]


class Idle:
    """What a tree of processes takes while nobody does anything."""

    def __init__(self, pid: int, seconds: float) -> None:
        pause = threading.Event()  # never set: this is the span that is measured
        pause.wait(SETTLE_S)
        pids, began = tree(pid), time.monotonic()
        before = cpu_s(pids)
        pause.wait(seconds)
        self.cpu = 100 * (cpu_s(pids) - before) / (time.monotonic() - began)  # % of a core
        self.mb = pss_mb(pids)


class Ours:
    """The agent's program."""

    def __init__(self, http: str, screen: Screen) -> None:
        self._http, self._screen = http, screen
        self.visible: list[float] = []
        self.logged_in: list[float] = []
        self.registered: list[float] = []
        self.cpu: list[float] = []  # ms of the window's own until then: hardly moved by what else the machine does

    def start(self, stack: ExitStack) -> Program:
        """Start it once, and take the times in ms since the command."""
        program = window(self._http, self._screen, stack)
        if "DISPLAY" in self._screen and shutil.which("xdotool"):
            self.visible.append(when_visible(program.pid, self._screen) - program.began_ms)
        shown = program.until(lambda line: painted(line, link="online", status="busy"))
        self.logged_in.append(shown["at_ms"] - program.began_ms)
        shown = program.until(lambda line: painted(line, link="online", registered=True))
        self.registered.append(shown["at_ms"] - program.began_ms)
        self.cpu.append(1000 * cpu_s([program.pid]))
        return program


class Linphone:
    """linphone-desktop with a fresh home, and the message bus without which it ends at once."""

    def __init__(self, program: str, screen: Screen, home: Path, stack: ExitStack) -> None:
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        stack.callback(bus.wait)
        stack.callback(bus.terminate)
        assert bus.stdout is not None
        self._screen = {**screen, "DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip()}
        self._program, self._home = program, home
        self.visible: list[float] = []
        self.idle: Idle | None = None

    def start(self, stack: ExitStack) -> int:
        """Start it once; returns its process id."""
        home = Path(tempfile.mkdtemp(dir=self._home))
        env = {**os.environ, **self._screen, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        began = now_ms()
        quiet = subprocess.DEVNULL
        process = subprocess.Popen([self._program], env=env, stdin=quiet, stdout=quiet, stderr=quiet)
        stack.callback(process.wait)
        stack.callback(process.kill)
        self.visible.append(when_visible(process.pid, self._screen) - began)
        return process.pid


class Baresip:
    """baresip as a phone of our server."""

    def __init__(self, program: str, http: str, home: Path) -> None:
        self._program, self._home = program, home
        self.registered: list[float] = []
        self.idle: Idle | None = None
        request = LogInRequest(user="peer", password=PASSWORD, version=VERSION)
        headers = {"Content-Type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(http + SESSION, encode(request), headers)) as answer:
            sip = msgspec.json.decode(answer.read(), type=Session).sip
        server = sip.server.removeprefix("sip:")
        modules = "".join(f"module {name}.so\n" for name in ("g711", "aubridge", "account", "menu", "stdio"))
        (home / "config").write_text(
            "sip_listen 127.0.0.1:0\nmodule_path /usr/lib/baresip/modules\n"
            f"audio_source aubridge,nobody\naudio_player aubridge,nobody\naudio_alert aubridge,nobody\n{modules}"
        )
        account = f"<sip:{sip.user}@{server}>;auth_user={sip.user};auth_pass={sip.password};regint=300"
        (home / "accounts").write_text(account + "\n")
        (home / "contacts").write_text("")

    def start(self, stack: ExitStack) -> int:
        """Start it once, on a terminal of its own, until it says that it is registered; returns its process id."""
        outer, inner = pty.openpty()
        began = now_ms()
        process = subprocess.Popen(
            [self._program, "-f", str(self._home)], stdin=inner, stdout=inner, stderr=inner, close_fds=True
        )
        os.close(inner)
        said, found = b"", threading.Timer(PATIENCE_S, process.kill)
        found.start()
        while b"registered successfully" not in said:
            said += os.read(outer, 4096)
        self.registered.append(now_ms() - began)
        found.cancel()
        reader = threading.Thread(target=_drain, args=(outer,), daemon=True)
        reader.start()
        stack.callback(process.wait)
        stack.callback(process.terminate)
        return process.pid


def _drain(terminal: int) -> None:
    """Take what is written, so that the writer never waits; a terminal whose other end is gone cannot be read."""
    try:
        while os.read(terminal, 4096):
            pass
    except OSError:
        return


def missing(name: str, package: str) -> None:
    """Say that a peer cannot be measured."""
    say(f"peer_{name}", None, f"not installed: apt-get install {package}")


def measure(starts: int, idle_s: float) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        http = server(folder, stack)["http"]
        screen = display(stack)
        say_load()
        ours = Ours(http, screen)
        linphone, baresip = peers(http, screen, folder, stack)
        order: list[Callable[[ExitStack], object]] = [ours.start]
        order += [peer.start for peer in (linphone, baresip) if peer]
        for turn in range(starts + 1):  # in turn, so that a busy minute is everybody's
            for start in order:
                with ExitStack() as running:
                    start(running)
            if turn == 0:  # files come from the disk the first time
                forget(ours.visible, ours.logged_in, ours.registered, ours.cpu)
                forget(*([linphone.visible] if linphone else []), *([baresip.registered] if baresip else []))
        with ExitStack() as running:
            own = Idle(ours.start(running).pid, idle_s)
        for peer in (linphone, baresip):
            if peer:
                with ExitStack() as running:
                    peer.idle = Idle(peer.start(running), idle_s)
        report(ours, own, linphone, baresip)


def peers(http: str, screen: Screen, folder: Path, stack: ExitStack) -> tuple[Linphone | None, Baresip | None]:
    """Those that are installed; the others are said to be missing."""
    linphone, baresip = None, None
    if (found := shutil.which("linphone")) and all(shutil.which(name) for name in ("Xvfb", "xdotool", "dbus-daemon")):
        linphone = Linphone(found, screen, Path(tempfile.mkdtemp(dir=folder)), stack)
    else:
        missing("linphone", "linphone-desktop xvfb xdotool dbus-daemon")
    if found := shutil.which("baresip"):
        baresip = Baresip(found, http, Path(tempfile.mkdtemp(dir=folder)))
    else:
        missing("baresip", "baresip")
    return linphone, baresip


def forget(*times: list[float]) -> None:
    """Begin anew."""
    for some in times:
        some.clear()


def median(times: list[float] | None) -> float | None:
    """The middle one; None of nothing."""
    return statistics.median(times) if times else None


def report(ours: Ours, own: Idle, linphone: Linphone | None, baresip: Baresip | None) -> None:
    say("start_window", median(ours.visible), "ms", median(linphone.visible if linphone else None))
    say("start_logged_in", median(ours.logged_in), "ms")
    say("start_registered", median(ours.registered), "ms", median(baresip.registered if baresip else None))
    say("start_cpu", median(ours.cpu), "ms of a core")
    say("idle_memory", own.mb, "MB PSS", linphone.idle.mb if linphone and linphone.idle else None)
    say("idle_cpu", own.cpu, "% of a core", linphone.idle.cpu if linphone and linphone.idle else None)
    if baresip and baresip.idle:
        say("idle_cpu_to_baresip", own.cpu, "% of a core", baresip.idle.cpu)
        say("idle_memory_to_baresip", own.mb, "MB PSS", baresip.idle.mb)
    say_load()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=30.0, help="how long idling is measured")
    arguments = parser.parse_args()
    measure(arguments.starts, arguments.seconds)


if __name__ == "__main__":
    main()
