"""Digits that a trunk sends as tones, amid the speech: heard as ITU-T Q.23 and Q.24 want it, and not in speech itself.

Each 5 ms the last 20 ms are looked at, through a Hann window, at the eight frequencies of the keypad (Goertzel's sums,
all in one product). A digit is two of them that make up nearly all there is, at levels and frequencies that belong to
it, for as long as a keypad's shortest press.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media import g711, resample
from agent_desktop.server.media.codecs import WideCoder

RATE: Final = 8000
LOW: Final = (697, 770, 852, 941)
HIGH: Final = (1209, 1336, 1477, 1633)
KEYS: Final = ("123A", "456B", "789C", "*0#D")

STEP: Final = 40
WINDOW: Final = 160
"""Samples."""

LEAST_DBFS: Final = -42.0
"""Each of the two tones, RMS against a full-scale square wave: -39 dBm0. Q.24's networks go down to -29."""

HIGH_ABOVE_DB: Final = 6.0
LOW_ABOVE_DB: Final = 10.0
"""Twist: 4 and 8 dB (Q.24), and what the window takes from a tone that is off by its tolerance."""

SHARE: Final = 0.65
"""What the two tones must have of all power: a good line leaves them 0.97, the window takes a fifth at 1.5 % off."""

TOLERANCE: Final = 0.025
"""Off by 1.5 % must be heard, by 3.5 % must not (Q.24)."""

STEPS: Final = 7
"""Windows in a row, of 60 % at least full: a tone of 40 ms has eight of them, one of 23 ms five."""

STEADY: Final = 0.4
"""A window with less than this of the strongest one's power is at the edge of a tone."""

PAUSE: Final = 6
"""Windows without it after which a digit is over: a pause of 40 ms has eight of them, a lost packet five."""

LONGEST_HOLE: Final = 800
"""Samples that did not come and are taken for silence; what comes after more begins anew."""

_HANN: Final = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
_HERTZ: Final = np.array([*LOW, *HIGH], np.float64)
_TURNS: Final = 2 * np.pi * _HERTZ / RATE
_BASIS: Final = (np.exp(-1j * np.outer(np.arange(WINDOW), _TURNS)) * _HANN[:, None]).astype(np.complex64)
_ADVANCE: Final = np.exp(-1j * _TURNS * STEP).astype(np.complex64)  # what a step turns an exact tone by, taken back
_OFF: Final = RATE / (2 * np.pi * STEP) / _HERTZ  # a further turn, as a share of the frequency
_LEAST: Final = 32768.0**2 * 10 ** (LEAST_DBFS / 10)


class InbandEar:
    """Tells the digits of one leg; ``tell`` is called with each as soon as it is sure. Its ``hear`` is a ``TapEnd``."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._begin()

    def hear(self, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """Speech that came; see ``Tap``. What was overtaken on its way is left out."""
        del now
        ahead = (timestamp - self._next) & 0xFFFFFFFF
        if source != self._source or codec != self._codec or LONGEST_HOLE < ahead < 0x80000000:
            self._begin()
            self._source, self._codec = source, codec
            self._wide = WideCoder() if codec == "G722" else None
            ahead = 0
        if ahead >= 0x80000000:
            return
        self._next = timestamp + len(payload) & 0xFFFFFFFF
        self._look(np.concatenate([self._tail, np.zeros(ahead, np.float32), self._samples(payload)]))

    def _samples(self, payload: bytes) -> NDArray[np.float32]:
        if self._wide is None:
            return g711.decode(self._codec, payload).astype(np.float32)
        joined = np.concatenate([self._before, self._wide.decode(payload).astype(np.float32)])
        self._before = joined[-resample.DOWN_HISTORY :]
        return resample.down(joined[None, :])[0]

    def _begin(self) -> None:
        self._source, self._codec, self._next = -1, "", 0
        self._wide: WideCoder | None = None
        self._before = np.zeros(resample.DOWN_HISTORY, np.float32)  # at 16 kHz
        self._tail = np.zeros(WINDOW - STEP, np.float32)
        self._spectrum = np.zeros(8, np.complex64)  # of the window before
        self._run: list[tuple[float, float, float]] = []  # power, and how far the two tones are off
        self._key = ""  # of the run
        self._told = False
        self._missing = 0

    def _look(self, joined: NDArray[np.float32]) -> None:
        count = max(0, (len(joined) - WINDOW) // STEP + 1)
        self._tail = joined[count * STEP :]
        if not count:
            return
        windows = np.lib.stride_tricks.sliding_window_view(joined, WINDOW)[::STEP]
        spectra = windows @ _BASIS
        before = np.vstack([self._spectrum, spectra[:-1]])
        self._spectrum = spectra[-1]
        off = np.angle(spectra * before.conj() * _ADVANCE) * _OFF
        tones = 2 * np.abs(spectra / _HANN.sum()) ** 2  # mean square of each
        powers = (np.square(windows) @ _HANN) / _HANN.sum()
        for each, power, offs in zip(tones, powers, off, strict=True):
            row, column = int(each[:4].argmax()), int(each[4:].argmax())
            if _is_pair(float(each[row]), float(each[4 + column]), float(power)):
                self._pair(KEYS[row][column], float(power), float(offs[row]), float(offs[4 + column]))
            else:
                self._nothing()

    def _pair(self, key: str, power: float, low_off: float, high_off: float) -> None:
        """A window with a digit's two tones in it."""
        strongest = max((each[0] for each in self._run), default=0.0)
        if key != self._key:
            if self._key:
                self._nothing()
            if self._key:
                return
            self._key = key
        elif power < STEADY * strongest:  # the edge of it
            self._nothing()
            return
        self._missing = 0
        if self._told:
            return
        self._run.append((power, low_off, high_off))
        strongest = max(strongest, power)
        steady = [each for each in self._run if each[0] >= STEADY * strongest]
        if len(steady) < STEPS:
            return
        # The first window's turn is from one that may have held something else.
        low, high = np.mean([each[1:] for each in steady[1:]], axis=0)
        if abs(low) > TOLERANCE or abs(high) > TOLERANCE:
            self._run = self._run[1:]
            return
        self._told = True
        self._tell(key)

    def _nothing(self) -> None:
        """A window without the digit."""
        if not self._key:
            return
        if not self._told:
            self._key, self._run = "", []
            return
        self._missing += 1
        if self._missing >= PAUSE:
            self._key, self._run, self._told, self._missing = "", [], False, 0


def _is_pair(low: float, high: float, power: float) -> bool:
    if low < _LEAST or high < _LEAST or low + high < SHARE * power:
        return False
    return high < low * 10 ** (HIGH_ABOVE_DB / 10) and low < high * 10 ** (LOW_ABOVE_DB / 10)
