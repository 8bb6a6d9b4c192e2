"""The sound desk with devices of the test: what it tells of devices that come and go, and of sounds that play."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Condition
from typing import TypeVar

import numpy as np
import pytest
import soundfile

from agent_desktop.phone import cards, port
from agent_desktop.phone.audio import MAX_FILE, read_sound
from agent_desktop.phone.cards import Card, Half, Listing
from agent_desktop.phone.pcm import RATE, SILENCE, Samples
from agent_desktop.phone.sound import SoundDesk
from agent_desktop.phone.wav import WavError

E = TypeVar("E", bound=port.PhoneEvent)
SOON = (0.005, 0.005, 0.005)


class Told:
    """Events, which can be waited for."""

    def __init__(self) -> None:
        self.events: list[port.AnyPhoneEvent] = []
        self._changed = Condition()

    def __call__(self, event: port.AnyPhoneEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait(self, kind: type[E], such: Callable[[E], bool] = lambda _: True) -> E:
        def found() -> E | None:
            return next((e for e in self.events if isinstance(e, kind) and such(e)), None)

        with self._changed:
            event = self._changed.wait_for(found, 30)
            assert event is not None, self.events
            return event


class Plugs:
    """Devices that can be plugged while the desk looks; nothing comes from them."""

    def __init__(self) -> None:
        self.names: tuple[str, ...] = ()

    def listed(self) -> Listing:
        there = tuple(map(Card, self.names))
        return Listing(there, there)

    def speaker(self, card: Card | None, feed: Callable[[int], Samples]) -> Half:
        return Closed()

    def microphone(self, card: Card | None, drain: Callable[[Samples], None]) -> Half:
        return Closed()


class Closed:
    def close(self) -> None:
        pass


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def plugs() -> Plugs:
    return Plugs()


@pytest.fixture
def desk(told: Told, plugs: Plugs) -> Iterator[SoundDesk]:
    desk = SoundDesk(told, plugs, SOON)
    yield desk
    desk.close()


class Handed(Plugs):
    """Devices whose sound the test itself takes and gives."""

    feed: Callable[[int], Samples]
    drain: Callable[[Samples], None]

    def speaker(self, card: Card | None, feed: Callable[[int], Samples]) -> Half:
        self.feed = feed
        return Closed()

    def microphone(self, card: Card | None, drain: Callable[[Samples], None]) -> Half:
        self.drain = drain
        return Closed()


def sound_file(path: Path, seconds: float = 0.1, sample: int = 100) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.full(round(RATE * seconds), sample, dtype="<i2").tobytes())
    return path


def test_a_sound_service_that_comes_late_is_taken(desk: SoundDesk, told: Told, plugs: Plugs) -> None:
    desk.use(port.UseSound(device="default"))
    assert told.wait(port.Sound) == port.Sound(device="default", problem=cards.NO_DEVICE)
    plugs.names = ("Built-in",)
    assert told.wait(port.Devices) == port.Devices(microphones=("Built-in",), speakers=("Built-in",))
    assert told.wait(port.Sound, lambda e: not e.problem) == port.Sound(device="default")


def test_what_comes_and_goes_is_told_once_and_that_nobody_ordered_it(desk: SoundDesk, told: Told, plugs: Plugs) -> None:
    plugs.names = ("Built-in", "Jabra")
    wanted = (port.Wanted(name="Jabra"),)
    desk.use(port.UseDevices(microphones=wanted, speakers=wanted))
    chosen = told.wait(port.Sound)
    assert (chosen.device, chosen.microphone, chosen.speaker, chosen.moved) == ("chosen", "Jabra", "Jabra", False)
    plugs.names = ("Built-in",)
    gone = told.wait(port.Sound, lambda e: e.moved)
    assert (gone.speaker, gone.problem) == ("", cards.OTHER_MICROPHONE)
    plugs.names = ("Built-in", "Jabra")
    assert told.wait(port.Sound, lambda e: e.moved and bool(e.speaker)).problem == ""
    desk.use(port.UseSound(device="none"))
    told.wait(port.Sound, lambda e: e.device == "none")
    assert len([e for e in told.events if isinstance(e, port.Sound)]) == 4
    assert len([e for e in told.events if isinstance(e, port.Devices)]) == 3


def test_the_end_of_a_sound_is_told_and_a_stopped_one_is_not(
    desk: SoundDesk, told: Told, plugs: Plugs, tmp_path: Path
) -> None:
    plugs.names = ("Built-in",)
    desk.use(port.UseSound(device="default"))
    file = str(sound_file(tmp_path / "a.wav"))
    stopped = str(sound_file(tmp_path / "b.wav", seconds=60))
    desk.play(port.PlaySound(file=stopped, where="speaker"))
    desk.stop_playing("speaker")
    desk.play(port.PlaySound(file=file, where="speaker", from_ms=50))
    assert told.wait(port.Played) == port.Played(file=file, where="speaker")
    desk.play(port.PlaySound(file=stopped, where="ring", from_ms=59_999))
    assert told.wait(port.Played, lambda e: e.where == "ring").file == stopped
    assert len([e for e in told.events if isinstance(e, port.Played)]) == 2


def test_without_a_device_nothing_is_heard_and_nothing_is_said(desk: SoundDesk, told: Told) -> None:
    desk.use(port.UseSound(device="none"))
    told.wait(port.Sound)
    desk.heard(SILENCE)
    assert desk.spoken() == SILENCE


def test_echo_control_holds_for_devices_that_are_chosen_later(told: Told, tmp_path: Path) -> None:
    handed = Handed()
    handed.names = ("Built-in",)
    desk = SoundDesk(told, handed, SOON)
    desk.suppress_echo(True)
    desk.use(port.UseSound(device="default"))
    desk.want(speaker=True, microphone=True)
    desk.play(port.PlaySound(file=str(sound_file(tmp_path / "loud.wav", sample=10_000)), where="speaker", loop=True))
    desk.play(port.PlaySound(file="missing.wav"))
    told.wait(port.Failed)  # answered after the orders before it
    for _ in range(20):
        assert np.abs(handed.feed(320)).max() == 10_000
        handed.drain(np.full(320, 1000, dtype=np.int16))
        desk.spoken()
    desk.levels()
    for _ in range(20):
        handed.feed(320)
        handed.drain(np.full(320, 1000, dtype=np.int16))
        desk.spoken()
    assert -100 < desk.levels()[1] < -60
    desk.close()


def test_a_microphone_that_delivers_nothing_is_told_and_what_it_gives_is_silence(
    desk: SoundDesk, told: Told, plugs: Plugs
) -> None:
    plugs.names = ("Built-in",)
    desk.use(port.UseSound(device="default"))
    desk.want(speaker=True, microphone=True)
    assert told.wait(port.Sound, lambda e: bool(e.problem)).problem == cards.DEAD_MICROPHONE
    assert desk.spoken() == SILENCE


@pytest.mark.parametrize("form", ["WAV", "FLAC", "OGG", "MP3"])
def test_sounds_of_every_common_kind_are_read(tmp_path: Path, form: str) -> None:  # F059
    path = tmp_path / f"tön {form}"
    time = np.arange(44_100) / 44_100
    soundfile.write(path, np.stack([0.5 * np.sin(2 * np.pi * 440 * time)] * 2, axis=1), 44_100, format=form)
    samples = read_sound(path)
    assert abs(samples.size - RATE) < 0.2 * RATE  # MP3 has some silence before and after
    middle = samples[RATE // 4 : 3 * RATE // 4].astype(float)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(middle.size)))
    assert abs(spectrum.argmax() * RATE / middle.size - 440) <= 2
    assert 0.4 * 32768 < middle.max() < 0.6 * 32768


@pytest.mark.parametrize(
    "content", [b"", b"RIFF", b"RIFF\x24\x00\x00\x00WAVEfmt nonsense", b"\x00" * 5000, b"ID3" * 99]
)
def test_what_is_no_sound_file_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "song.mp3"
    path.write_bytes(content)
    with pytest.raises(WavError, match="is not a WAV, FLAC, MP3 or OGG file"):
        read_sound(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "film.wav"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    with pytest.raises(WavError, match="too large"):
        read_sound(path)
