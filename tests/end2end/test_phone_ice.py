"""ICE, when the administrator switches it on (F121): baresip is the other side, tshark says what went over the wire."""

from __future__ import annotations

import select
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.phone import port
from tests.fakes.baresip import Baresip
from tests.fakes.ears import SPOKEN_DBFS, Look, tone_wav
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone, until_heard

CALLER_HZ, AGENT_HZ = 425, 775
REQUEST, SUCCESS = "0x0001", "0x0101"
"""STUN's binding request and its answer (RFC 8489 section 18.1)."""


def own_address() -> str:
    """Where this machine is found by others: with a server on the loopback there is no ICE. Empty without a network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            return ""
        return str(probe.getsockname()[0])


HOST = own_address()
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only on Linux"),
    pytest.mark.skipif(not HOST, reason="this machine is in no network"),
]


class Stun:
    """The STUN messages between processes of this machine, as tshark reads them."""

    def __init__(self, tshark: str) -> None:
        command = [tshark, "-n", "-l", "-i", "lo", "-f", "udp", "-Y", "stun"]
        command += ["-T", "fields", "-e", "stun.type", "-e", "stun.att.username"]
        self._shark = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._shark.stdout is not None
        mark = bytes.fromhex("000100002112a442") + bytes(12)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as speaker:
            speaker.bind(("127.0.0.1", 0))
            while not select.select([self._shark.stdout], [], [], 0.1)[0]:  # it says that it listens before it does
                assert self._shark.poll() is None, "tshark may not listen here"
                speaker.sendto(mark, speaker.getsockname())

    def said(self) -> list[tuple[str, str]]:
        """All since it began: type, and of a request for whom it is and who asks. It ends."""
        self._shark.terminate()
        lines = self._shark.communicate(timeout=30)[0].splitlines()
        return [(kind, names) for kind, _, names in (line.partition("\t") for line in lines)]


@pytest.fixture
def stun(tool: Callable[[str], str]) -> Iterator[Stun]:
    stun = Stun(tool("tshark"))
    yield stun
    stun.said()


def test_with_ice_on_each_side_checks_the_other_and_both_speak(
    tool: Callable[[str], str], stun: Stun, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        registrar = PhoneRegistrar({"anna": "secret"}, host=HOST)
        stack.callback(registrar.close)
        anna = RigPhone()
        stack.callback(anna.close)
        anna.order(port.UseNetwork(ice=True))
        device = f"file:{tone_wav(tmp_path / 'anna.wav', AGENT_HZ)},{tmp_path / 'heard.wav'}"
        recording = anna.ask(port.UseSound(device=device), port.Recording)
        anna.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
        asks = tone_wav(tmp_path / "bob.wav", CALLER_HZ, rate=8000, seconds=60)
        account, target = f"<sip:bob@{HOST}>;regint=0;medianat=ice", registrar.contacts["anna"].partition(";")[0]
        bob = Baresip(tool("baresip"), tmp_path / "bob", asks, account, dials=target, host=HOST)
        stack.callback(bob.stop)
        anna.ask(port.Answer(leg=anna.wait(port.Incoming).leg), port.Answered)
        until_heard(tmp_path / "heard.wav", recording, tone(CALLER_HZ, SPOKEN_DBFS, by=4))
        look = Look({"anna": AGENT_HZ})
        look.ears["bob"] = bob.ear()
        look.hears(bob={"anna"})
    said = stun.said()
    asked = {tuple(names.split(":")) for kind, names in said if kind == REQUEST and names}
    assert asked
    assert {(theirs, ours) for ours, theirs in asked} == asked, "both sides checked"
    assert SUCCESS in {kind for kind, _ in said}
