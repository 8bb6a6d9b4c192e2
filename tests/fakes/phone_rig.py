"""Softphone processes for tests: real ones, whose events can be waited for and whose sound can be measured."""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition, Event
from typing import TypeVar

import numpy as np

from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE, Samples, samples_of
from agent_desktop.phone.process import SoftphoneProcess
from agent_desktop.phone.wav import HEADER_BYTES

E = TypeVar("E", bound=port.PhoneEvent)
PATIENCE_S = 30.0
STEP_MS = 100
_PAUSE = Event()  # never set: between two looks at a file that nobody announces


class RigPhone:
    """A softphone process with a memory of its events."""

    def __init__(self, command: Sequence[str] | None = None, process: SoftphoneProcess | None = None) -> None:
        self.events: list[port.AnyPhoneEvent] = []
        self._changed = Condition()
        self._process = process or SoftphoneProcess(command)
        self._process.listen(self._remember)
        self._process.start()

    def _remember(self, event: port.AnyPhoneEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def order(self, order: port.AnyOrder) -> None:
        self._process.order(order)

    def listen(self, listener: Callable[[port.AnyPhoneEvent], None]) -> None:
        self._process.listen(listener)

    def close(self) -> None:
        self._process.close()

    def mark(self) -> int:
        """A place in the events; waiting can begin from it."""
        with self._changed:
            return len(self.events)

    def wait(
        self, kind: type[E], such: Callable[[E], bool] = lambda _: True, since: int = 0, seconds: float = PATIENCE_S
    ) -> E:
        """The first event of this kind, past or future; fails when it does not come in time."""

        def found() -> E | None:
            return next((e for e in self.events[since:] if isinstance(e, kind) and such(e)), None)

        with self._changed:
            event = self._changed.wait_for(found, seconds)
            assert event is not None, f"no such {kind.__name__} in {[e for e in self.events if quiet(e)]}"
            return event

    def ask(self, order: port.AnyOrder, kind: type[E], such: Callable[[E], bool] = lambda _: True) -> E:
        """Order something and wait for the event that follows."""
        since = self.mark()
        self.order(order)
        return self.wait(kind, such, since)

    @property
    def sip_port(self) -> int:
        """Where the process of now serves SIP."""
        self.wait(port.Started)
        with self._changed:
            return [e.sip_port for e in self.events if isinstance(e, port.Started)][-1]


def quiet(event: port.AnyPhoneEvent) -> bool:
    return not isinstance(event, port.Levels)


def tone_file(path: Path, frequency: int) -> Path:
    """One second of a sine at a quarter of full scale; loops without a jump."""
    samples = (8192 * np.sin(2 * np.pi * frequency * np.arange(RATE) / RATE)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return path


def heard_between(path: Path, recording: port.Recording, since_ms: int, until_ms: int) -> Samples:
    """What a recording holds between two moments of the monotonic clock; waits until it is written so far."""
    first, last = ((moment - recording.at_ms) * RATE // 1000 for moment in (since_ms, until_ms))
    assert 0 <= first < last, "this was before the recording"
    deadline = time.monotonic() + PATIENCE_S
    with path.open("rb") as file:  # ten minutes are not read as a whole: that keeps a processor from all others
        while (held := (file.seek(0, os.SEEK_END) - HEADER_BYTES) // 2) < last:
            assert time.monotonic() < deadline, f"the recording is too short: {held} of {last} samples"
            _PAUSE.wait(STEP_MS / 1000)
        file.seek(HEADER_BYTES + 2 * first)
        return samples_of(file.read(2 * (last - first)))


def until_heard(
    path: Path, recording: port.Recording, such: Callable[[float, float], bool], length_ms: int = 1000
) -> tuple[float, float]:
    """Strongest frequency and loudness of the first stretch, from now on, of which it is true; waits for it.

    A machine that is busy for a moment makes everybody's speech late: what should be heard is heard a bit later.
    """
    since = began = time.monotonic_ns() // 1_000_000
    while True:
        piece = heard_between(path, recording, since, since + length_ms)
        heard = frequency_of(piece), loudness(piece)
        if such(*heard):
            return heard
        assert since < began + PATIENCE_S * 1000, f"{path.name} has at last {heard[0]:.0f} Hz, {heard[1]:.0f} dBFS"
        since += STEP_MS


def tone(frequency: float, dbfs: float = -15.0, by: float = 2.0) -> Callable[[float, float], bool]:
    """For ``until_heard``: this tone, as loud as a ``tone_file`` has it."""
    return lambda hertz, level: abs(hertz - frequency) <= 3 and abs(level - dbfs) <= by


def silence(_hertz: float, level: float) -> bool:
    """For ``until_heard``: what is left when nobody speaks."""
    return level < -65


def frequency_of(samples: Samples) -> float:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(spectrum.argmax()) * RATE / samples.size


def loudness(samples: Samples) -> float:
    """RMS in dBFS."""
    return float(20 * np.log10(max(1e-5, np.sqrt(np.mean((samples / 32768.0) ** 2)))))
