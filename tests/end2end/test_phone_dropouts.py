"""Speech between real sound devices has no break, in either direction, while the window's process is busy (F021)."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.demo.measure import find_tone
from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE, Samples
from agent_desktop.phone.process import softphone_command
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, heard_between, tone, tone_file, until_heard
from tests.fakes.pulse import Ear, Pulse, in_time

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="only on Linux"), pytest.mark.alone]

CALLER_HZ, AGENT_HZ = 425, 775
"""Not a whole number of waves in 10 or 20 ms: a frame that is left out is heard as a jump."""

BUSY_S, EVERY_S = 0.2, 0.7
"""So long the process that owns the telephone, as the window does, is busy and lets none of its threads run."""

SETTLES_S = 1.0
TRIES = 4
"""A machine that does something else for a moment breaks any real sound; one whole stretch without that is enough."""


@pytest.fixture
def stack(pulse: Pulse) -> Iterator[ExitStack]:
    assert pulse.server  # first there is sound, then the telephone
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize(
    ("seconds", "busy"),
    [
        (5, True),
        pytest.param(60, False, marks=pytest.mark.long),
        pytest.param(60, True, marks=pytest.mark.long),
        pytest.param(600, True, marks=pytest.mark.long),
    ],
)
def test_no_dropout_from_mouth_to_ear(stack: ExitStack, pulse: Pulse, tmp_path: Path, seconds: int, busy: bool) -> None:
    pulse.speak(AGENT_HZ, seconds=TRIES * (seconds + 10) + 60)
    ear = pulse.listen()
    recording = talk(stack, tmp_path)
    assert ear.hears(CALLER_HZ)
    until_heard(Path(recording.file), recording, tone(AGENT_HZ, by=6))
    found: list[tuple[int, int]] = []
    while (0, 0) not in found and len(found) < TRIES:
        found.append(breaks(ear, recording, seconds, busy))
    assert (0, 0) in found, f"breaks of what the agent and the caller hear: {found}"


def talk(stack: ExitStack, folder: Path) -> port.Recording:
    """An agent on the default devices talks to a caller, whose recording this is."""
    registrar = PhoneRegistrar({"anna": "secret"})
    stack.callback(registrar.close)
    anna, caller = (RigPhone([*in_time(), *softphone_command()]) for _ in range(2))
    stack.callback(anna.close)
    stack.callback(caller.close)
    anna.ask(port.UseSound(device="default"), port.Sound)
    anna.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    device = f"file:{tone_file(folder / 'asks.wav', CALLER_HZ)},{folder / 'caller.wav'}"
    recording = caller.ask(port.UseSound(device=device), port.Recording)
    caller.order(port.Dial(leg="c", uri=f"sip:anna@127.0.0.1:{anna.sip_port}"))
    anna.ask(port.Answer(leg=anna.wait(port.Incoming).leg), port.Answered)
    return recording


def breaks(ear: Ear, recording: port.Recording, seconds: int, busy: bool) -> tuple[int, int]:
    """How often the tone broke off for the agent and for the caller, in so many seconds from now on."""
    heard: list[Samples] = []
    ear.next(round(SETTLES_S * RATE))
    began = time.monotonic()
    while len(heard) * EVERY_S < seconds:
        if busy:
            keep_busy()
        heard.append(ear.next(round(EVERY_S * RATE)))
    piece = heard_between(Path(recording.file), recording, round(began * 1000), round(began * 1000) + seconds * 1000)
    return broken(np.concatenate(heard), CALLER_HZ), broken(piece, AGENT_HZ)


def broken(heard: Samples, hertz: float) -> int:
    """Breaks of a tone that should be there from the first sample to the last."""
    found = find_tone(heard / 32768.0, RATE, hertz)
    if found is None:
        return 1
    whole = found.begin_ms <= 5 and found.end_ms >= heard.size * 1000 // RATE - 5
    return found.dropouts + (not whole)


def keep_busy() -> None:
    """Hold this process's interpreter for ``BUSY_S``: one long multiplication after the other, each uninterrupted."""
    until = time.monotonic() + BUSY_S
    number = 3**40_000
    while time.monotonic() < until:
        number * number
