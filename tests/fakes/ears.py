"""What real endpoints received, looked at while it comes: whose tones are in the last moment of it."""

from __future__ import annotations

import struct
import threading
import time
import wave
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Protocol

import numpy as np
import soundfile
from numpy.typing import NDArray

from tests.fakes.rtp_peer import level_at
from tests.fakes.talker import Talker

SPOKEN_DBFS = -24.0
"""How loud everybody speaks: quiet enough for eight at once."""

LOOK_S = 0.4
"""How much of what was received is looked at; tones that are 100 Hz apart and more are told from each other."""

PATIENCE_S = 30.0
_STEP_S = 0.05
_HEADER_BYTES = 44
_PAUSE = threading.Event()  # never set: between two looks at what nobody announces


class Ear(Protocol):
    """What one endpoint received so far, as samples that only become more."""

    @property
    def rate(self) -> int:
        """Samples a second."""
        ...

    def count(self) -> int:
        """How many samples there are."""
        ...

    def last(self, count: int) -> NDArray[np.int16]:
        """The last so many of them."""
        ...


class FileEar:
    """A 16-bit mono WAV file that a program is still writing."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def rate(self) -> int:
        with self.path.open("rb") as file:
            return int(struct.unpack_from("<I", file.read(_HEADER_BYTES), 24)[0])

    def count(self) -> int:
        return max(0, self.path.stat().st_size - _HEADER_BYTES) // 2 if self.path.exists() else 0

    def last(self, count: int) -> NDArray[np.int16]:
        there = self.count()
        with self.path.open("rb") as file:
            file.seek(_HEADER_BYTES + 2 * (there - count))
            return np.frombuffer(file.read(2 * count), "<i2")


class LastFileEar:
    """What baresip decodes, a file for every call; the one of the last call counts, and there may be none yet."""

    rate = 8000

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def count(self) -> int:
        return sum(FileEar(path).count() for path in self._files())

    def last(self, count: int) -> NDArray[np.int16]:
        return FileEar(self._files()[-1]).last(count)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("dump-*-dec.wav"), key=lambda path: path.stat().st_mtime_ns)


class TalkerEar:
    """The packets that a talker received."""

    rate = 8000

    def __init__(self, talker: Talker) -> None:
        self._talker = talker

    def count(self) -> int:
        return self._talker.heard * 160

    def last(self, count: int) -> NDArray[np.int16]:
        return self._talker.last(-(-count // 160))[-count:]


def holds(true: Callable[[], object], what: object) -> None:
    """Wait until it is true of what nobody announces; ``what`` is said when that is in vain, as it is then."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, f"in vain: {what}"
        _PAUSE.wait(_STEP_S)


def appears(folder: Path, pattern: str) -> Path:
    """The file of such a name that a program makes; waited for."""
    holds(lambda: list(folder.glob(pattern)), f"{pattern} in {folder}")
    return next(iter(folder.glob(pattern)))


class Look:
    """Parties by name: each has a tone, and perhaps an ear. ``tones`` may have more than ``ears``, as of music."""

    def __init__(self, tones: Mapping[str, float]) -> None:
        self.tones = tones
        self.ears: dict[str, Ear] = {}
        self._lines: dict[tuple[int, int], NDArray[np.complex128]] = {}

    def hears(self, **expected: Collection[str]) -> None:
        """Everybody who is named hears these and nobody else, all at one moment from now on; it is waited for.

        A machine that is busy for a moment makes speech late, and may break it: then a later moment is looked at. But
        what was received before this was asked for does not count.
        """
        begun = {name: self.ears[name].count() for name in expected}
        deadline = time.monotonic() + PATIENCE_S
        wanted = {name: set(others) for name, others in expected.items()}
        while (found := self._now(begun)) != wanted:
            assert time.monotonic() < deadline, f"heard at last: {found}, and not: {wanted}"
            _PAUSE.wait(_STEP_S)

    def now(self, name: str) -> set[str]:
        """Whom a party hears at this moment; nobody when that cannot be said."""
        found = self._heard_by(self.ears[name], 0)
        return set() if isinstance(found, str) else found

    def _now(self, begun: Mapping[str, int]) -> dict[str, set[str] | str]:
        return {name: self._heard_by(self.ears[name], since) for name, since in begun.items()}

    def _levels(self, samples: NDArray[np.int16], rate: int) -> list[float]:
        """Of all tones, as ``level_at`` says them; many ears are looked at many times."""
        lines = self._lines.get((len(samples), rate))
        if lines is None:
            axis, hertz = np.arange(len(samples)) / rate, np.array(list(self.tones.values()))
            window = np.hanning(len(samples)) * np.sqrt(2) / np.sum(np.hanning(len(samples))) / 32768.0
            lines = self._lines[len(samples), rate] = window * np.exp(-2j * np.pi * hertz[:, None] * axis)
        return [float(level) for level in 20 * np.log10(np.abs(lines @ samples) + 1e-9)]

    def _heard_by(self, ear: Ear, since: int) -> set[str] | str:
        """Whose tones are in the last moment; words when that cannot be said."""
        came = ear.count() - since
        wanted = int(LOOK_S * ear.rate) if came else 0
        if came < wanted or not wanted:
            return "too little yet"
        levels = dict(zip(self.tones, self._levels(ear.last(wanted), ear.rate), strict=True))
        unsure = {name: round(level) for name, level in levels.items() if -25 < level - SPOKEN_DBFS <= -4}
        if unsure:
            return f"neither well nor not: {unsure}"
        return {name for name, level in levels.items() if level - SPOKEN_DBFS > -4}


def tone_wav(path: Path, hertz: float, rate: int = 16000, seconds: int = 1) -> Path:
    """A tone of whole Hz, so that it can be repeated without a jump."""
    amplitude = 32768 * 10 ** (SPOKEN_DBFS / 20) * np.sqrt(2)
    samples = np.round(amplitude * np.sin(2 * np.pi * hertz * np.arange(rate * seconds) / rate)).astype("<i2")
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(samples.tobytes())
    return path


def loudest(path: Path, hertz: float, channel: int | None = None) -> float:
    """Level of a frequency in the tenth of a second of a WAV file in which it is loudest, dBFS; in any channel."""
    read, rate = soundfile.read(path, dtype="int16", always_2d=True)
    samples, size = np.asarray(read, dtype=np.int16), rate // 10
    pieces = [samples[start : start + size] for start in range(0, len(samples) - size, size // 2)]
    channels = range(samples.shape[1]) if channel is None else (channel,)
    return max((level_at(piece[:, one], rate, hertz) for piece in pieces for one in channels), default=-100.0)
