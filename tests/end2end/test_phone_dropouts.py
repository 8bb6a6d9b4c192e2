"""Speech between real sound devices has no break, in either direction, while the window's process is busy (F021)."""

from __future__ import annotations

import math
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
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

OFTEN, LEAST_S = 3, 100
"""So many times as long as wanted, and so much on top, is listened at most."""

AT_LEAST, AT_MOST = 8, 20
"""Pieces that are judged together; to judge more would take so long that what is heard meanwhile is lost."""


@dataclass(frozen=True)
class Piece:
    """``EVERY_S`` of a conversation, by the monotonic clock."""

    began: float
    ended: float
    heard: bool
    """Whether the agent heard it whole."""
    spoken: bool
    """Whether the rig's mouth spoke on, in this piece and in the two before."""


@pytest.fixture
def stack(pulse: Pulse) -> Iterator[ExitStack]:
    assert pulse.server  # first there is sound, then the telephone
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize(
    ("seconds", "busy"),
    [
        (2, True),  # on a host that hardly lets the machine run it is hard to find more; 5.6 are judged
        pytest.param(60, False, marks=pytest.mark.long),
        pytest.param(60, True, marks=pytest.mark.long),
        pytest.param(600, True, marks=pytest.mark.long),
    ],
)
def test_no_dropout_from_mouth_to_ear(stack: ExitStack, pulse: Pulse, tmp_path: Path, seconds: int, busy: bool) -> None:
    """Both hear that long without a break; what breaks on top is never the telephone's doing, but the machine's."""
    most_s = OFTEN * seconds + LEAST_S
    pulse.speak(AGENT_HZ, seconds=most_s + 300)
    ear, mouth = pulse.listen(), pulse.listen("mouth")
    with Witness() as witness:  # from before the call: to start it keeps both processors from all others
        recording = talk(stack, tmp_path)
        file = Path(recording.file)
        assert ear.hears(CALLER_HZ)
        until_heard(file, recording, tone(AGENT_HZ, by=6))
        pieces = listened(ear, mouth, busy)
        wanted, whole, listened_to = math.ceil(seconds / EVERY_S), 0, 0
        while whole < wanted:
            told = f"of {listened_to * EVERY_S:.0f} s both heard {whole * EVERY_S:.0f} without a break"
            assert listened_to * EVERY_S < most_s, told
            some = list(islice(pieces, min(max(wanted - whole, AT_LEAST), AT_MOST)))
            listened_to += len(some)
            whole += whole_ones(some, heard_by_caller(file, recording, some), witness)


def listened(ear: Ear, mouth: Ear, busy: bool) -> Iterator[Piece]:
    """What the agent hears from now on, when what came before is out of the way."""
    settled = time.monotonic() + SETTLES_S
    while time.monotonic() < settled:
        ear.catch_up()
        mouth.catch_up()
        ear.next(round(ear.behind_s * RATE))
    spoke = deque([False], maxlen=3)
    while True:
        if busy:
            keep_busy()
        heard, spoken = (one.next(round(EVERY_S * RATE)) for one in (ear, mouth))
        spoke.append(not broken(spoken, AGENT_HZ))
        ended = time.monotonic() - mouth.behind_s  # after the last pieces were judged they have some of it to catch up
        yield Piece(ended - EVERY_S, ended, not broken(heard, CALLER_HZ), all(spoke))


def heard_by_caller(file: Path, recording: port.Recording, pieces: list[Piece]) -> list[bool]:
    """Whether the caller heard each of them whole."""
    first = pieces[0].began
    heard = heard_between(file, recording, round(first * 1000), round(pieces[-1].ended * 1000))
    starts = [round((piece.began - first) * RATE) for piece in pieces]
    return [not broken(heard[start : start + round(EVERY_S * RATE)], AGENT_HZ) for start in starts]


def whole_ones(pieces: list[Piece], by_caller: list[bool], witness: Witness) -> int:
    """How many pieces both heard whole; every other one must have its reason outside the telephone."""
    blamed: dict[str, list[str]] = {"agent": [], "caller": []}
    for piece, heard in zip(pieces, by_caller, strict=True):
        if witness.stalled(piece.began - REACH_S, piece.ended):
            continue
        when = f"{piece.ended - pieces[0].began:.1f} ({witness.told(piece.ended)})"
        if not piece.heard:
            blamed["agent"].append(when)
        if not heard and piece.spoken:
            blamed["caller"].append(when)
    assert not any(blamed.values()), f"seconds at which each heard a break: {blamed}"
    return sum(piece.heard and heard for piece, heard in zip(pieces, by_caller, strict=True))


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
