"""Softphones side by side, ours and others: each registers with the same registrar, rings, and answers when told.

Orders go to their stdin or control port, and what they print is thrown away. All of them take the default devices of
the sound service that their environment names.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from agent_desktop.phone import port
from agent_desktop.phone.process import softphone_command
from tests.fakes.ears import PATIENCE_S, holds
from tests.fakes.live_parties import free_port
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone

R = TypeVar("R", bound="Running")
PASSWORD = "bench-secret"
QUIET = subprocess.DEVNULL
RINGS_S = 90.0
"""So long a call may take to ring while the machine does much else."""
Env = Mapping[str, str]


@dataclass
class Running:
    """A softphone that is registered and runs until its stack is left."""

    pid: int
    answer: Callable[[], None]
    """Take the call that rings: what a click does."""


@dataclass
class Caller(Running):
    """One that can be told to call as well, and says when it rings."""

    dial: Callable[[str], None]
    rings: Callable[[], object]
    """Wait until it does."""
    rang_s: list[float] = field(default_factory=list)
    """When ours told its program so (monotonic clock)."""


Start = Callable[[str, PhoneRegistrar, Env, Path, ExitStack], Running]
StartCaller = Callable[[str, PhoneRegistrar, Env, Path, ExitStack], Caller]
"""Start it as this user, with files in a new folder; returns before it is registered."""


def ours(user: str, registrar: PhoneRegistrar, env: Env, folder: Path, stack: ExitStack) -> Caller:
    """The softphone process, as the window starts it."""
    sound = [f"{name}={value}" for name, value in env.items() if name.startswith("PULSE_")]
    phone = RigPhone(["env", *sound, *softphone_command()])
    stack.callback(phone.close)
    phone.order(port.UseSound(device="default"))
    phone.order(port.Register(server=registrar.uri, user=user, password=PASSWORD))

    rang_s: list[float] = []
    phone.listen(lambda event: rang_s.append(time.monotonic()) if isinstance(event, port.Incoming) else None)

    def ringing() -> port.Incoming:
        phone.wait(port.Incoming, seconds=RINGS_S)
        return [event for event in phone.events if isinstance(event, port.Incoming)][-1]

    return Caller(
        pid=phone.wait(port.Started).pid,
        answer=lambda: phone.order(port.Answer(leg=ringing().leg)),
        dial=lambda uri: phone.order(port.Dial(leg="out", uri=uri)),
        rings=ringing,
        rang_s=rang_s,
    )


def baresip(user: str, registrar: PhoneRegistrar, env: Env, folder: Path, stack: ExitStack) -> Caller:
    """baresip with its ALSA module on PulseAudio's ALSA device, else as its own template has it."""
    control = free_port()
    modules = ("g711", "g722", "alsa", "srtp", "uuid", "account", "menu", "ctrl_tcp")
    lines = [
        "sip_listen 127.0.0.1:0",
        f"module_path {baresip_modules()}",
        *(f"audio_{part} alsa,pulse" for part in ("player", "source", "alert")),
        "audio_buffer 20-160",
        "jitter_buffer_delay 5-10",
        f"ctrl_tcp_listen 127.0.0.1:{control}",
        *(f"module {name}.so" for name in modules),
    ]
    (folder / "config").write_text("\n".join(lines) + "\n")
    account = f"<sip:{user}@127.0.0.1:{registrar.port}>;auth_pass={PASSWORD};regint=300;mediaenc=srtp"
    (folder / "accounts").write_text(f"{account};audio_codecs=PCMA,PCMU,G722/16000/1\n")
    (folder / "contacts").touch()
    process = _started(["baresip", "-f", str(folder)], env, folder, stack)
    link = _Control(control, stack)
    return Caller(
        pid=process.pid,
        answer=lambda: link.tell("accept"),
        dial=lambda uri: link.tell("dial", uri),
        rings=lambda: link.until("CALL_INCOMING"),
    )


def linphone(user: str, registrar: PhoneRegistrar, env: Env, folder: Path, stack: ExitStack) -> Running:
    """linphone-daemon: linphone without its window."""
    (folder / ".local/share/linphone").mkdir(parents=True)
    (folder / "linphonerc").write_text(
        "[sip]\nsip_port=-1\nsip_tcp_port=0\nsip_tls_port=0\nuse_ipv6=0\nmedia_encryption=srtp\n"
    )
    command = ["linphone-daemon", "--config", str(folder / "linphonerc"), "--disable-stats-events"]
    process = _started(command, env, folder, stack)
    _tell(process, f"register sip:{user}@127.0.0.1 sip:127.0.0.1:{registrar.port} {PASSWORD}")
    return Running(process.pid, lambda: _tell(process, "answer"))


def twinkle(user: str, registrar: PhoneRegistrar, env: Env, folder: Path, stack: ExitStack) -> Running:
    """Twinkle without its window (``-c``); it speaks neither SRTP nor, as Debian builds it, G.722 by itself."""
    home = folder / ".twinkle"
    home.mkdir()
    (home / "bench.cfg").write_text(
        f"user_name={user}\nuser_domain=127.0.0.1:{registrar.port}\nauth_name={user}\nauth_pass={PASSWORD}\n"
        f"registrar=127.0.0.1:{registrar.port}\nregistration_time=300\nregister_at_startup=yes\n"
        "codecs=g711a,g711u\nsip_transport=udp\n"
    )
    (home / "twinkle.sys").write_text("".join(f"dev_{one}=alsa:pulse\n" for one in ("ringtone", "speaker", "mic")))
    process = _started(["twinkle", "-c", "-f", "bench", "--sip-port", str(free_port())], env, folder, stack)
    return Running(process.pid, lambda: _tell(process, "answer"))


PHONES: dict[str, tuple[Start, str, str]] = {
    "ours": (ours, "", ""),
    "baresip": (baresip, "baresip", "baresip libasound2-plugins"),
    "linphone": (linphone, "linphone-daemon", "linphone-cli"),
    "twinkle": (twinkle, "twinkle", "twinkle libasound2-plugins"),
}
"""Name → how it is started, its program, its Debian packages. Ours needs none."""


def installed() -> dict[str, Start]:
    """Those that can be measured here."""
    return {name: start for name, (start, program, _) in PHONES.items() if not program or shutil.which(program)}


def baresip_modules() -> Path:
    """Where baresip's modules are."""
    return next(iter(Path("/usr/lib").glob("**/baresip/modules")))


def sip_port_of(user: str, registrar: PhoneRegistrar) -> int:
    """Where that user is called; waits until it has registered."""
    holds(lambda: user in registrar.contacts, f"{user} registers")
    address = registrar.contacts[user].partition("@")[2].partition(";")[0]
    return int(address.rpartition(":")[2])


@contextmanager
def registered(name: str, start: Callable[..., R], env: Env, folder: Path) -> Generator[tuple[R, int]]:
    """A softphone, once it is registered, and the port at which it is called."""
    with ExitStack() as stack:
        registrar = PhoneRegistrar({name: PASSWORD})
        stack.callback(registrar.close)
        running = start(name, registrar, env, Path(tempfile.mkdtemp(dir=folder)), stack)
        yield running, sip_port_of(name, registrar)


def _started(command: list[str], env: Env, folder: Path, stack: ExitStack) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        command, env={**os.environ, **env, "HOME": str(folder)}, stdin=subprocess.PIPE, stdout=QUIET, stderr=QUIET
    )
    assert process.stdin is not None
    stack.callback(process.stdin.close)
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process


def _tell(process: subprocess.Popen[bytes], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line.encode() + b"\n")
    process.stdin.flush()


class _Control:
    """baresip's control port: orders go to it, and what happens is read from it. It is there a moment after a start."""

    def __init__(self, control: int, stack: ExitStack) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while (link := _connected(control)) is None:
            assert time.monotonic() < deadline, "baresip does not take orders"
        link.settimeout(RINGS_S)
        self._link = link
        self._said = ""
        stack.callback(self._link.close)

    def tell(self, command: str, params: str = "") -> None:
        """Give an order; its answer is read later, with everything else."""
        order = json.dumps({"command": command, "params": params})
        self._link.sendall(f"{len(order)}:{order},".encode())

    def until(self, event: str) -> None:
        """Wait until it has said that this happened, since this was asked last."""
        while event not in self._said:
            more = self._link.recv(65_536)
            assert more, "baresip has ended"
            self._said += more.decode()
        self._said = self._said.rpartition(event)[2]


def _connected(control: int) -> socket.socket | None:
    """A connection, once somebody listens there."""
    try:
        return socket.create_connection(("127.0.0.1", control), PATIENCE_S)
    except ConnectionRefusedError:
        return None
