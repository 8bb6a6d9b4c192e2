"""Speech between real sound devices has no break, in either direction, while the window's process is busy (F021)."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from agent_desktop.demo.measure import find_tone
from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE, Samples
from agent_desktop.phone.process import softphone_command
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, heard_between, tone, tone_file, until_heard
from tests.fakes.pulse import Ear, Pulse, in_time
from tests.fakes.witness import Witness

pytestmark = [pytest.mark.skipif(sys.platform != "linux", reason="only on Linux"), pytest.mark.alone]

CALLER_HZ, AGENT_HZ = 425, 775
"""Not a whole number of waves in 10 or 20 ms: a frame that is left out is heard as a jump."""

BUSY_S, EVERY_S = 0.2, 0.7
"""So long the process that owns the telephone, as the window does, is busy and lets none of its threads run."""

SETTLES_S = 2.0
REACH_S = 2.0
"""What the machine itself does not do in time is heard so much later at most."""

OFTEN = 3
"""So many times as long as wanted is listened at most, until that much was heard while the machine stood still nowhere;
and ``LEAST_S`` on top."""
LEAST_S = 300


@dataclass(frozen=True)
class Piece:
    """What the agent heard in the ``EVERY_S`` before a moment of the monotonic clock, and what went into its mouth."""

    ended: float
    heard: Samples
    mouth: Samples

    @property
    def began(self) -> float:
        return self.ended - EVERY_S


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
    pulse.speak(AGENT_HZ, seconds=OFTEN * seconds + LEAST_S + 60)
    ear, mouth = pulse.listen(), pulse.listen("mouth")
    recording = talk(stack, tmp_path)
    file = Path(recording.file)
    with Witness() as witness:
        assert ear.hears(CALLER_HZ)
        until_heard(file, recording, tone(AGENT_HZ, by=6))
        calm = while_the_machine_runs(listened(ear, mouth, busy), witness, seconds)
    first, last = round(calm[0].began * 1000), round(calm[-1].ended * 1000)
    spoken = heard_between(file, recording, first, last)
    agent = [piece for piece in calm if broken(piece.heard, CALLER_HZ)]
    caller = [piece for piece in calm if broken(_cut(spoken, piece, calm[0]), AGENT_HZ)]
    when = [[f"{one.ended - calm[0].began:.1f}" for one in each] for each in (agent, caller)]
    assert when == [[], []], f"seconds at which the agent, and the caller, heard a break: {when}"


def listened(ear: Ear, mouth: Ear, busy: bool) -> Iterator[Piece]:
    """What the agent hears from now on, when what came before is out of the way."""
    settled = time.monotonic() + SETTLES_S
    while time.monotonic() < settled:
        ear.next(RATE // 50)
        mouth.next(RATE // 50)
    while True:
        if busy:
            keep_busy()
        heard, spoken = (one.next(round(EVERY_S * RATE)) for one in (ear, mouth))
        yield Piece(time.monotonic(), heard, spoken)


def while_the_machine_runs(pieces: Iterator[Piece], witness: Witness, seconds: int) -> list[Piece]:
    """So many seconds of pieces to which no stall of the machine reached, and in which the mouth itself spoke on."""
    calm: list[Piece] = []
    spoke = deque([False], maxlen=3)
    for number, (piece, _next) in enumerate(pairwise(pieces)):  # a stall in its last moment is told a moment later
        spoke.append(not broken(piece.mouth, AGENT_HZ))
        if all(spoke) and not witness.stalled(piece.began - REACH_S, piece.ended):
            calm.append(piece)
        if len(calm) * EVERY_S >= seconds:
            break
        heard_s = number * EVERY_S
        assert heard_s < OFTEN * seconds + LEAST_S, f"the machine ran for {len(calm) * EVERY_S:.0f} s of {heard_s:.0f}"
    return calm


def _cut(spoken: Samples, piece: Piece, first: Piece) -> Samples:
    """What the caller heard meanwhile; ``spoken`` is what it heard since the ``first`` piece began."""
    since = round((piece.began - first.began) * RATE)
    return spoken[since : since + piece.heard.size]


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
