"""A whole call with real sound at the agent's end: from a microphone through the server to the caller, and back.

The agent's devices are the default ones of a sound service of its own: what a headset on a PC would be.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone import port
from tests.fakes.phone_rig import RigPhone, silence
from tests.fakes.program import server
from tests.fakes.pulse import Pulse
from tests.fakes.work import CALLER_HZ, SLOWLY, Work, now_ms, something_but

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")

SPOKEN_HZ = 440


def spoken(hertz: float, level: float) -> bool:
    """What the caller hears of the microphone, through the sound service and two phones."""
    return abs(hertz - SPOKEN_HZ) <= 3 and level > -25


@pytest.fixture
def work(pulse: Pulse, tmp_path: Path, data_dir: Path) -> Iterator[Work]:
    """Bertil, with a headset."""
    assert pulse.server  # first there is sound, then the telephone
    with ExitStack() as stack:
        running = server(data_dir, centre=SLOWLY)
        stack.callback(running.close)
        phone = RigPhone()
        stack.callback(phone.close)
        assert phone.ask(port.UseSound(device="default"), port.Sound).problem == ""
        yield Work(running, tmp_path, phone, stack)


def test_microphone_and_speaker_reach_the_caller_through_the_server(work: Work, pulse: Pulse) -> None:  # F021 F022
    ear = pulse.listen()
    pulse.speak(SPOKEN_HZ)
    work.be_ready()
    work.customer.call()
    work.ringing()
    rang = now_ms()
    work.customer.hears(something_but(SPOKEN_HZ))
    frequency, _ = work.customer.heard_since(rang)
    assert abs(frequency - SPOKEN_HZ) > 10, "the caller hears the agent before the answer"
    assert pulse.microphone_users() == 0

    work.answer()
    assert ear.hears(CALLER_HZ)
    work.customer.hears(spoken)

    work.watch.desk.act("mute")
    work.phone.wait(port.Muted, lambda e: e.on)
    work.customer.hears(silence)
    assert ear.hears(CALLER_HZ), "mute is for the microphone alone"

    work.hang_up()
    assert not work.phone.wait(port.Muted, lambda e: not e.on).on
    work.phone.ask(port.PlaySound(file="missing.wav"), port.Failed)  # answered after the device's earlier work
    pulse.until_users(microphone=0, speaker=0)

    work.watch.desk.act("end_wrap_up")
    work.until(AgentStatus.READY)
    work.customer.call()
    work.answer()
    work.customer.hears(spoken)  # the mute of the last call is over
