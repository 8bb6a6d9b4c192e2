"""Sounds that legs hear: WAV files, made ready for the line once so that playing costs a slice of bytes."""

from __future__ import annotations

import re
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media.g711 import CODECS, SAMPLE_RATE, SILENCE, encode
from agent_desktop.server.media.outgoing import FRAME_SAMPLES
from agent_desktop.server.media.port import MediaFailed

_NAME = re.compile(r"[\w-]+(/[\w-]+)*", re.ASCII)  # never a path that leaves the directory

_PASS_HZ, _STOP_HZ = 3400, 4000  # the telephone band (ITU-T G.712); above half the sample rate nothing may be left


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound in every codec of the line, one octet a sample at 8 kHz."""

    name: str
    coded: Mapping[str, bytes]


class SoundLibrary:
    """Finds sounds by name below one directory and keeps what it has read until the file changes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._read: dict[str, tuple[int, Sound]] = {}

    def get(self, name: str) -> Sound:
        """The sound ``<directory>/<name>.wav``. Raises ``MediaFailed`` naming a sound that cannot be played."""
        if not _NAME.fullmatch(name):
            raise MediaFailed(f"{name!r} is no name of a sound")
        path = self._directory / f"{name}.wav"
        try:
            changed = path.stat().st_mtime_ns
            if name not in self._read or self._read[name][0] != changed:
                self._read[name] = (changed, read_sound(name, path))
        except (OSError, EOFError, wave.Error) as error:
            raise MediaFailed(f"sound {name!r} cannot be played: {error}") from error
        return self._read[name][1]


def read_sound(name: str, path: Path) -> Sound:
    """Read a WAV file: 16-bit PCM, any sample rate, any number of channels (mixed to one).

    Raises OSError, EOFError, ``wave.Error``, or ``MediaFailed`` when the samples are not 16 bits wide.
    """
    with wave.open(str(path), "rb") as file:
        if file.getsampwidth() != 2:
            raise MediaFailed(f"sound {name!r}: {path} has {8 * file.getsampwidth()}-bit samples, need 16-bit PCM")
        channels, rate = file.getnchannels(), file.getframerate()
        data = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
    if not len(data):
        raise MediaFailed(f"sound {name!r}: {path} is empty")
    samples = resample(data.reshape(-1, channels).mean(axis=1), rate)
    return Sound(name, {codec: encode(codec, samples) for codec in sorted(CODECS)})


def resample(samples: NDArray[np.float64], rate: int) -> NDArray[np.int16]:
    """Samples at ``rate`` Hz, shape (n,), to 16-bit samples at 8 kHz, shape (n * 8000 / rate,).

    The filter treats the sound as a circle: a loop without a click stays one.
    """
    if rate != SAMPLE_RATE:
        count = max(1, round(len(samples) * SAMPLE_RATE / rate))
        spectrum = np.fft.rfft(samples)
        hertz = np.arange(len(spectrum)) * rate / len(samples)
        # A raised-cosine edge rings less than a brick wall.
        edge = np.clip((hertz - _PASS_HZ) / (_STOP_HZ - _PASS_HZ), 0, 1)
        spectrum *= (1 + np.cos(np.pi * edge)) / 2
        wanted = np.zeros(count // 2 + 1, dtype=np.complex128)
        kept = min(len(wanted), len(spectrum))
        wanted[:kept] = spectrum[:kept]
        samples = np.fft.irfft(wanted, count) * (count / len(samples))
    return np.clip(np.round(samples), -32768, 32767).astype(np.int16)


class Playback:
    """What one leg hears: sounds in order, then one over and over. Every sound begins at its beginning."""

    def __init__(self, source: int, once: tuple[Sound, ...], loop: Sound | None) -> None:
        self.source = source  # number of this source for the leg's outgoing stream
        self.sequence = 0
        self.timestamp = 0
        self._order = (tuple(sound.name for sound in once), loop and loop.name)
        self._once = list(once)
        self._loop = loop
        self._position = 0

    def frame(self, codec: str) -> bytes | None:
        """The next 20 ms, 160 octets; None when everything was played."""
        if self._once:
            return self._frame_once(self._once[0].coded[codec], codec)
        if self._loop is None:
            return None
        data = self._loop.coded[codec]
        frame = data[self._position : self._position + FRAME_SAMPLES]
        self._position += len(frame)
        while len(frame) < FRAME_SAMPLES:  # the end joins the beginning within a frame: no gap, no click
            self._position = FRAME_SAMPLES - len(frame)
            frame += data[: self._position]
        return frame

    def plays(self, once: tuple[str, ...], loop: str | None) -> bool:
        """Whether this order is the one being carried out: its ``once`` is not over, or it has none."""
        return self._order == (once, loop) and (bool(self._once) or not once)

    def _frame_once(self, data: bytes, codec: str) -> bytes:
        frame = data[self._position : self._position + FRAME_SAMPLES]
        self._position += FRAME_SAMPLES
        if self._position >= len(data):
            del self._once[0]
            self._position = 0
        return frame + SILENCE[codec] * (FRAME_SAMPLES - len(frame))
