"""The codecs of the line: all have 64 kbit/s and an RTP clock of 8000 Hz, so 20 ms are 160 octets in each of them.

G.722 samples at 16 kHz, and yet its RTP clock is 8000 Hz: an error of RFC 1890 that everybody keeps (RFC 3551 §4.5.2).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from G722 import G722 as _G722
from numpy.typing import NDArray

from agent_desktop.server.media import g711

SAMPLE_RATES: Final = {"PCMA": 8000, "PCMU": 8000, "G722": 16000}
"""Sample rate in Hz by SDP encoding name."""

CODECS: Final = frozenset(SAMPLE_RATES)
"""SDP encoding names that the worker carries."""

FRAME_OCTETS: Final = 160
"""Octets of 20 ms, and what an RTP timestamp grows by."""


SILENCE: Final = {**g711.SILENCE, "G722": b"\xfa"}
"""The octet of silence, per codec; in G.722, which remembers, that of a stream that has been silent from its start."""


def frame_samples(rate: int) -> int:
    """Samples of 20 ms."""
    return rate // 50


def can_forward(came: str, goes: str) -> bool:
    """Whether a payload can be passed on without a codec of its own: as it is, or octet by octet."""
    return came == goes or (came, goes) in g711.TRANSLATE


class WideCoder:
    """One direction of a G.722 stream at 64 kbit/s (ITU-T G.722 mode 1); it remembers, so each stream has its own."""

    def __init__(self) -> None:
        self._codec = _G722(SAMPLE_RATES["G722"], 64000)

    def encode(self, samples: NDArray[np.int16]) -> bytes:
        """Linear samples at 16 kHz, shape (2 n,), to n octets."""
        return self._codec.encode(samples)

    def decode(self, octets: bytes) -> NDArray[np.int16]:
        """n octets to linear samples at 16 kHz, shape (2 n,)."""
        return np.frombuffer(self._codec.decode(octets), dtype=np.int16)
