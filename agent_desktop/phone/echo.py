"""The test call to oneself: a short chirp goes out beside the voice, and is looked for in what comes back."""

from __future__ import annotations

import numpy as np

from agent_desktop.phone.pcm import FRAME, FRAME_BYTES, RATE, SILENCE, Samples, samples_of

EVERY_FRAMES = 100
"""A chirp every 2 s."""

LISTEN_FRAMES = 60
"""An echo later than 1.2 s is none: nobody could talk like that."""

_CHIRP_S, _LOW_HZ, _HIGH_HZ, _DBFS = 0.06, 500.0, 3000.0, -20.0
_CERTAIN = 0.5
"""What part of the sound found must be the chirp; noise and speech have less than 0.3."""


def chirp() -> Samples:
    """60 ms that rise through the telephone's band, with soft ends."""
    time = np.arange(round(_CHIRP_S * RATE)) / RATE
    phase = 2 * np.pi * (_LOW_HZ * time + (_HIGH_HZ - _LOW_HZ) * time**2 / (2 * _CHIRP_S))
    return np.rint(32768 * 10 ** (_DBFS / 20) * np.sin(phase) * np.hanning(time.size)).astype(np.int16)


CHIRP = chirp()


def delay_ms(heard: Samples) -> float | None:
    """Where the chirp begins in what was heard, in ms; None when it is not there for certain."""
    sound, wanted = heard.astype(np.float64), CHIRP.astype(np.float64)
    if sound.size < wanted.size:
        return None
    likeness = np.correlate(sound, wanted)
    energy = np.convolve(sound**2, np.ones(wanted.size), mode="valid")
    score = likeness / np.sqrt(np.maximum(energy, 1.0) * np.sum(wanted**2))
    best = int(score.argmax())
    return best * 1000 / RATE if score[best] > _CERTAIN else None


class Probe:
    """Called by the call's clock for every 20 ms of both directions."""

    def __init__(self) -> None:
        self._sent = 0  # frames since the chirp began
        self._heard: list[Samples] = []
        self._found: list[float | None] = []

    def spoken(self, frame: bytes) -> bytes:
        """What goes out instead: the voice, and a chirp when it is time."""
        at = self._sent * FRAME
        self._sent = (self._sent + 1) % EVERY_FRAMES
        if at == 0:
            self._heard = []
        piece = CHIRP[at : at + FRAME]
        if not piece.size:
            return frame
        out = samples_of(frame).astype(np.int32)
        out[: piece.size] += piece
        return np.clip(out, -32768, 32767).astype("<i2").tobytes()

    def heard(self, frame: bytes) -> None:
        """What came back."""
        if len(self._heard) == LISTEN_FRAMES:
            return
        self._heard.append(samples_of(frame if len(frame) == FRAME_BYTES else SILENCE))
        if len(self._heard) == LISTEN_FRAMES:
            self._found.append(delay_ms(np.concatenate(self._heard)))

    def take(self) -> list[float | None]:
        """The delays found since this was asked last, in ms; None: a chirp that did not come back."""
        found, self._found = self._found, []
        return found
