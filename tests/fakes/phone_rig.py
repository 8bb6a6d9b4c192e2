"""Softphone processes for tests: real ones, whose events can be waited for and whose sound can be measured."""

from __future__ import annotations

import wave
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition
from typing import TypeVar

import numpy as np

from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE, Samples
from agent_desktop.phone.process import SoftphoneProcess
from agent_desktop.phone.wav import read_wav

E = TypeVar("E", bound=port.PhoneEvent)
PATIENCE_S = 15.0


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
    """What a recording holds between two moments of the monotonic clock."""
    samples = read_wav(path)
    per_ms = RATE // 1000
    piece = samples[(since_ms - recording.at_ms) * per_ms : (until_ms - recording.at_ms) * per_ms]
    assert piece.size >= 0.9 * (until_ms - since_ms) * per_ms, "the recording is too short"
    return piece


def frequency_of(samples: Samples) -> float:
    """The strongest frequency, Hz."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(samples.size)))
    return float(spectrum.argmax()) * RATE / samples.size


def loudness(samples: Samples) -> float:
    """RMS in dBFS."""
    return float(20 * np.log10(max(1e-5, np.sqrt(np.mean((samples / 32768.0) ** 2)))))
