"""The softphone on a real sound service: heard at the speaker, spoken at the microphone, silent when it should be."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.phone import port
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone_file
from tests.fakes.pulse import Pulse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")


@pytest.fixture
def phone(pulse: Pulse) -> Iterator[RigPhone]:
    assert pulse.server  # first there is sound, then the telephone
    phone = RigPhone()
    yield phone
    phone.close()


def test_a_call_over_the_sound_service(phone: RigPhone, pulse: Pulse, tmp_path: Path) -> None:
    """The microphone is open from the answer to the end, not before and not after."""
    registrar = PhoneRegistrar({"anna": "secret"})
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    assert phone.ask(port.UseSound(device="default"), port.Sound) == port.Sound(device="default")
    caller = RigPhone()
    caller.ask(port.UseSound(device=f"file:{tone_file(tmp_path / 'in.wav', 1000)},"), port.Sound)
    ear = pulse.listen()
    pulse.speak(440)
    caller.order(port.Dial(leg="c", uri=f"sip:anna@127.0.0.1:{phone.sip_port}"))
    leg = phone.wait(port.Incoming).leg
    phone.order(port.PlaySound(file=str(tone_file(tmp_path / "ring.wav", 700)), loop=True))
    assert ear.hears(700)
    phone.order(port.StopSound())
    assert ear.falls_still()
    assert pulse.microphone_users() == 0
    phone.ask(port.Answer(leg=leg), port.Answered)
    assert ear.hears(1000)
    phone.wait(port.Levels, lambda e: e.spoken_dbfs > -20)
    caller.wait(port.Levels, lambda e: e.heard_dbfs > -20)
    pulse.until_users(microphone=1, speaker=1)
    phone.ask(port.HangUp(leg=leg), port.Ended)
    phone.ask(port.PlaySound(file="missing.wav"), port.Failed)  # answered after the device's earlier work
    pulse.until_users(microphone=0, speaker=0)
    assert ear.falls_still()
    caller.close()
    registrar.close()


def test_the_ring_is_heard_without_a_call_and_stops(phone: RigPhone, pulse: Pulse, tmp_path: Path) -> None:
    phone.ask(port.UseSound(device="name:speak"), port.Sound, lambda e: e == port.Sound(device="name:speak"))
    ear = pulse.listen()
    phone.order(port.PlaySound(file=str(tone_file(tmp_path / "ring.wav", 700)), loop=True))
    assert ear.hears(700)
    phone.order(port.PlaySound(file=str(tone_file(tmp_path / "other.wav", 1200)), loop=True))
    assert ear.hears(1200), "another sound replaces the first"
    assert pulse.microphone_users() == 0
    phone.order(port.StopSound())
    assert ear.falls_still()
    phone.order(port.PlaySound(file=str(tmp_path / "ring.wav")))
    assert ear.hears(700)
    assert ear.falls_still(), "once is once"
    failed = phone.ask(port.PlaySound(file=str(tmp_path / "missing.wav")), port.Failed)
    assert failed.order == "PlaySound"


def test_a_device_that_is_not_there_is_replaced_and_told(phone: RigPhone, pulse: Pulse) -> None:
    sound = phone.ask(port.UseSound(device="name:Jabra"), port.Sound)
    assert sound.device == "name:Jabra"
    assert "Jabra" in sound.problem


def test_no_sound_service_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    deaf = RigPhone()
    sound = deaf.ask(port.UseSound(device="default"), port.Sound)
    deaf.close()
    if Path("/dev/snd").exists():
        pytest.skip("only on a machine without sound hardware")
    assert sound.device == "none"
    assert sound.problem.startswith("No sound device was found. Connect a headset")
