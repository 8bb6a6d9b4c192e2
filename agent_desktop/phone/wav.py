"""WAV files as a sound device: any PCM file as 16 kHz mono samples, and a recording that a crash leaves playable."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent_desktop.phone.pcm import FRAME_BYTES, RATE, Samples

MAX_BYTES = 200_000_000
_PCM, _EXTENSIBLE = 1, 0xFFFE
HEADER_BYTES = 44
_PATCH_EVERY = 25  # frames: half a second is what a killed process may lose of the header's length


class WavError(Exception):
    """The file is not a WAV file this program reads; the message is a sentence for the agent."""


def read_wav(path: Path) -> Samples:
    """The whole file, mixed to mono and resampled to 16 kHz. PCM of 8, 16, 24 or 32 bits at any rate.

    Raises ``WavError`` for another format and ``OSError`` when the file cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise WavError(f"{path} is too large for a sound file.")
    form, data = _chunks(path)
    kind, channels, rate, _, _, bits = struct.unpack_from("<HHIIHH", form)
    if kind == _EXTENSIBLE and len(form) >= 26:
        kind = int.from_bytes(form[24:26], "little")  # the sub-format's first two bytes are the old tag
    if kind != _PCM or bits not in (8, 16, 24, 32) or not 1 <= channels <= 8 or not 4_000 <= rate <= 384_000:
        raise WavError(f"{path} is not a PCM WAV file of 8, 16, 24 or 32 bits.")
    whole = len(data) - len(data) % (channels * bits // 8)
    mono = _as_float(data[:whole], bits).reshape(-1, channels).mean(axis=1)
    return np.clip(np.rint(_resample(mono, rate)), -32768, 32767).astype(np.int16)


def _chunks(path: Path) -> tuple[bytes, bytes]:
    """The ``fmt `` and the ``data`` chunk of a RIFF file; a length beyond the file's end means up to its end."""
    content = path.read_bytes()
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise WavError(f"{path} is not a WAV file.")
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        found.setdefault(name, content[at + 8 : at + 8 + size])
        at += 8 + size + size % 2
    form, data = found.get(b"fmt ", b""), found.get(b"data")
    if len(form) < 16 or data is None:
        raise WavError(f"{path} is a damaged WAV file.")
    return form, data


def _as_float(data: bytes, bits: int) -> NDArray[np.float64]:
    """PCM as numbers of the 16-bit scale."""
    if bits == 8:
        return (np.frombuffer(data, dtype=np.uint8).astype(np.float64) - 128) * 256
    if bits == 16:
        return np.frombuffer(data, dtype="<i2").astype(np.float64)
    if bits == 24:
        octets = np.frombuffer(data, dtype=np.uint8).reshape(-1, 3).astype(np.int32)
        return ((octets[:, 0] << 8 | octets[:, 1] << 16 | octets[:, 2] << 24) / 65536).astype(np.float64)
    return np.frombuffer(data, dtype="<i4") / 65536


def _resample(samples: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """Band-limited resampling of the whole file by its spectrum; right for a file that is looped."""
    if rate == RATE or not samples.size:
        return samples
    count = max(1, round(samples.size * RATE / rate))
    spectrum = np.fft.rfft(samples)
    kept = spectrum[: count // 2 + 1]
    return np.fft.irfft(kept, count) * (count / samples.size)


class WavRecorder:
    """Writes frames to a 16-bit mono 16 kHz WAV file whose header is never more than half a second behind."""

    def __init__(self, path: Path) -> None:
        """Create or empty the file; ``OSError`` when that is not possible."""
        self._file = path.open("wb", buffering=0)
        self._frames = 0
        self._file.write(self._header())

    def _header(self) -> bytes:
        size = self._frames * FRAME_BYTES
        return struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            *(b"RIFF", HEADER_BYTES - 8 + size, b"WAVE", b"fmt ", 16, _PCM, 1, RATE, RATE * 2, 2, 16, b"data", size),
        )

    def _patch(self) -> None:
        self._file.seek(0)
        self._file.write(self._header())
        self._file.seek(0, 2)

    def write(self, frame: bytes) -> None:
        """Append a frame of ``FRAME_BYTES``."""
        self._file.write(frame)
        self._frames += 1
        if self._frames % _PATCH_EVERY == 0:
            self._patch()

    @property
    def frames(self) -> int:
        """Frames written."""
        return self._frames

    def close(self) -> None:
        """Complete the header and close."""
        self._patch()
        self._file.close()


def looped(samples: Samples, start: int, count: int) -> Samples:
    """``count`` samples of an endless repetition of ``samples`` from ``start``; silence for an empty file."""
    if not samples.size:
        return np.zeros(count, dtype=np.int16)
    return samples.take(range(start, start + count), mode="wrap")
