"""The softphone on a real sound service: heard at the speaker, spoken at the microphone, silent when it should be."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.demo.measure import find_tone
from agent_desktop.phone import port
from agent_desktop.phone.cards import DEAD_MICROPHONE, NO_DEVICE, OTHER_MICROPHONE
from agent_desktop.phone.pcm import RATE
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone_file, until_heard
from tests.fakes.pulse import Ear, Pulse

LATE_S = 0.0255
STOPS, TRIES = 16, 4

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")


@pytest.fixture
def registrar() -> Iterator[PhoneRegistrar]:
    registrar = PhoneRegistrar({"anna": "secret"})
    yield registrar
    registrar.close()


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
    assert phone.ask(port.UseSound(device="default"), port.Sound).problem == ""
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
    phone.ask(port.UseSound(device="name:speak"), port.Sound, lambda e: e.speaker == "Speaker" and not e.problem)
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


def test_a_sound_service_that_is_late_is_not_heard_to_be(phone: RigPhone, pulse: Pulse, tmp_path: Path) -> None:  # F021
    """A PC with much else to do lets it run a little late now and then: the speaker has more than that ahead."""
    phone.ask(port.UseSound(device="default"), port.Sound)
    ear = pulse.listen()
    phone.order(port.PlaySound(file=str(tone_file(tmp_path / "ring.wav", 425)), loop=True))
    assert ear.hears(425)
    breaks: list[int] = []
    while not breaks or (min(breaks) > STOPS // 4 and len(breaks) < TRIES):  # the machine may be late on top
        breaks.append(breaks_of(ear, pulse))
    assert min(breaks) <= STOPS // 4, f"breaks heard, of {STOPS} stops each time: {breaks}"


def breaks_of(ear: Ear, pulse: Pulse) -> int:
    """How many breaks one hears of a service that is stopped for a moment again and again."""
    ear.catch_up()
    heard = []
    for _ in range(STOPS):
        pulse.stop_for(LATE_S)
        heard.append(ear.next(RATE // 4))
    tone = find_tone(np.concatenate(heard) / 32768.0, RATE, 425)
    assert tone is not None
    return tone.dropouts


def test_a_device_that_is_not_there_is_replaced_and_told(phone: RigPhone, pulse: Pulse) -> None:
    sound = phone.ask(port.UseSound(device="name:Jabra"), port.Sound)
    assert sound == port.Sound(device="name:Jabra", problem=OTHER_MICROPHONE)
    assert phone.wait(port.Devices) == port.Devices(microphones=("Headset",), speakers=("Speaker", "Mouth"))


def test_a_headset_that_is_pulled_and_connected_again_in_a_call(
    phone: RigPhone, pulse: Pulse, tmp_path: Path, registrar: PhoneRegistrar
) -> None:  # F034
    """Speech goes on with the PC's default devices, and comes back to the headset, without anybody doing anything."""
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    modules = pulse.plug("Jabra")
    wanted = (port.Wanted(name="Jabra"),)
    chosen = phone.ask(port.UseDevices(microphones=wanted, speakers=wanted), port.Sound)
    assert chosen == port.Sound(device="chosen", microphone="Jabra", speaker="Jabra", ring="Jabra")
    pulse.speak(440)
    pulse.speak(600, mouth="Jabra-mouth")
    default = pulse.listen()
    headset = pulse.listen("Jabra")
    with caller_of(phone, tmp_path) as caller:
        recording = caller.wait(port.Recording)
        heard = Path(recording.file)
        assert headset.hears(1000)
        until_heard(heard, recording, at(600))
        since = phone.mark()
        pulse.unplug(modules)
        gone = phone.wait(port.Sound, lambda e: e.moved and not (e.microphone or e.speaker), since=since)
        assert gone.problem == OTHER_MICROPHONE
        assert default.hears(1000)
        until_heard(heard, recording, at(440))
        since = phone.mark()
        pulse.plug("Jabra")
        back = phone.wait(port.Sound, lambda e: e.moved and bool(e.microphone and e.speaker), since=since)
        assert back.problem == ""
        pulse.speak(600, mouth="Jabra-mouth")
        assert pulse.listen("Jabra").hears(1000)
        until_heard(heard, recording, at(600))
        assert not [e for e in phone.events if isinstance(e, port.Ended | port.Died)]


def test_a_microphone_that_delivers_nothing_is_told_until_it_does(
    phone: RigPhone, pulse: Pulse, tmp_path: Path, registrar: PhoneRegistrar
) -> None:
    """It is there and it is open, but not a sample comes; the caller goes on to be heard."""
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    phone.ask(port.UseSound(device="default"), port.Sound)
    pulse.speak(440)
    ear = pulse.listen()
    with caller_of(phone, tmp_path) as caller:
        recording = caller.wait(port.Recording)
        heard = Path(recording.file)
        until_heard(heard, recording, at(440))
        pulse.suspend("headset", on=True)
        phone.wait(port.Sound, lambda e: e.problem == DEAD_MICROPHONE)
        assert ear.hears(1000)
        since = phone.mark()
        pulse.suspend("headset", on=False)
        phone.wait(port.Sound, lambda e: not e.problem, since=since)
        until_heard(heard, recording, at(440))


def test_no_sound_service_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nonexistent")
    deaf = RigPhone()
    sound = deaf.ask(port.UseSound(device="default"), port.Sound)
    deaf.close()
    if Path("/dev/snd").exists():
        pytest.skip("only on a machine without sound hardware")
    assert sound == port.Sound(device="default", problem=NO_DEVICE)


def test_a_file_that_is_no_sound_is_told(phone: RigPhone, pulse: Pulse, tmp_path: Path) -> None:
    phone.ask(port.UseSound(device="default"), port.Sound)
    lie = tmp_path / "song.mp3"
    lie.write_bytes(b"RIFF and nothing that follows" * 1000)
    for file in (str(lie), str(tmp_path), "a\0b.wav", str(tmp_path / "missing.ogg")):
        failed = phone.ask(port.PlaySound(file=file), port.Failed)
        assert failed.order == "PlaySound"
        assert failed.problem.startswith("The sound cannot be played: ")


@contextmanager
def caller_of(phone: RigPhone, folder: Path) -> Iterator[RigPhone]:
    """Somebody who talks to ``phone``, says 1000 Hz and records what is heard."""
    caller = RigPhone()
    try:
        caller.wait(port.Started)
        caller.order(port.UseSound(device=f"file:{tone_file(folder / 'in.wav', 1000)},{folder / 'caller.wav'}"))
        caller.order(port.Dial(leg="c", uri=f"sip:anna@127.0.0.1:{phone.sip_port}"))
        phone.ask(port.Answer(leg=phone.wait(port.Incoming).leg), port.Answered)
        yield caller
    finally:
        caller.close()


def at(hertz: float) -> Callable[[float, float], bool]:
    return lambda heard, level: abs(heard - hertz) <= 3 and level > -25
