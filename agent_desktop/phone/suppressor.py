"""Without a headset the microphone hears the speaker, and a caller himself: while it sounds, the microphone is lowered.

Half duplex, with a way in for whoever speaks over the caller. It cancels nothing: why that is enough, and why the
stack's own echo control cannot be had, is told in docs/decisions/0009-echo-is-suppressed.md.
"""

from __future__ import annotations

import numpy as np

from agent_desktop.phone.pcm import Samples

LOWERED_DB = 45.0
"""By so much the microphone is lowered: an echo that late disturbs nobody when it is so faint (ITU-T G.131)."""

TAIL_S = 0.4
"""So long after it was given to the speaker a sound may still come back: the sound service's delays, and the room's."""

SOUNDS_DBFS = -55.0
"""The RMS from which the speaker sounds; below is a line's noise."""

OVER_DB = -6.0
"""Louder than what the speaker plays by this, the microphone hears somebody and not only the speaker."""

OPEN_S = 0.25
"""So long whoever spoke over the caller stays heard: the end of a word is softer than its middle."""


class EchoSuppressor:
    """Told what the speaker is given by one thread, lowers what the microphone gave in another.

    Times are seconds of one clock, levels RMS.
    """

    def __init__(self) -> None:
        self._played: tuple[tuple[float, float], ...] = ()  # (when, how loud), replaced as a whole: two threads
        self._open_until = float("-inf")
        self._gain = 1.0

    def played(self, samples: Samples, now: float) -> None:
        """What the speaker was given just now."""
        self._played = (*(one for one in self._played if one[0] > now - TAIL_S), (now, _rms(samples)))

    def spoken(self, samples: Samples, now: float) -> Samples:
        """What callers may hear of this; the way from loud to soft and back takes one portion, so that nothing clicks.

        The portion is from before the microphone's own gain.
        """
        loudest = max((level for at, level in self._played if at > now - TAIL_S), default=0.0)
        if _rms(samples) > loudest * _factor(OVER_DB):
            self._open_until = now + OPEN_S
        lowered = loudest > 32768 * _factor(SOUNDS_DBFS) and now >= self._open_until
        before, self._gain = self._gain, _factor(-LOWERED_DB) if lowered else 1.0
        if before == self._gain == 1.0 or not samples.size:
            return samples
        return np.rint(samples * np.linspace(before, self._gain, samples.size)).astype(np.int16)


def _factor(decibels: float) -> float:
    return 10.0 ** (decibels / 20)


def _rms(samples: Samples) -> float:
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0
