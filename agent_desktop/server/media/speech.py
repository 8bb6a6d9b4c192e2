"""A leg's speech as samples: what comes in from packets, and what goes out as packets again; for the mixer alone."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media import g711
from agent_desktop.server.media.codecs import SAMPLE_RATES, WideCoder, frame_samples
from agent_desktop.server.media.conceal import Concealer
from agent_desktop.server.media.jitter import JitterBuffer
from agent_desktop.server.media.outgoing import OwnSource
from agent_desktop.server.media.resample import DOWN_HISTORY, UP_HISTORY

Frame = NDArray[np.int16]

MEASURE_EVERY = 5
"""Frames between two looks at how quiet a stream can be."""


class Speaker:
    """What comes in from one leg, 20 ms at a time, at its codec's sample rate."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self.rate = SAMPLE_RATES[codec]
        self.buffer = JitterBuffer()
        self.concealer = Concealer(self.rate)
        self.tail = np.zeros(UP_HISTORY, np.float32)  # of the frame before, for the resampler
        self._coder = WideCoder() if codec == "G722" else None
        self._until_measured = 0
        self._silence = np.zeros(frame_samples(self.rate), np.int16)
        self._heard = False

    def take(self) -> bytes | Frame:
        """The 20 ms of this tick: as they came, when nothing has to be done about them but to decode; else samples."""
        came = self.buffer.take()
        if not came:
            return self.concealer.make_up() if self._heard else self._silence
        self._heard = True
        if len(came) == 1 and self._coder is None and not self.concealer.needs_joining:
            return came[0]
        frame = self._decode(came[0])
        if len(came) == 2:
            fall = np.linspace(1, 0, len(frame), dtype=np.float32)
            frame = (frame * fall + self._decode(came[1]) * (1 - fall)).astype(np.int16)
        return self.concealer.join(frame) if self.concealer.needs_joining else frame

    def keep(self, frame: Frame) -> None:
        """Every frame of ``take``, decoded: what is made up later goes on from it."""
        self.concealer.keep(frame)
        self._until_measured -= 1
        if self._until_measured < 0:
            self._until_measured = MEASURE_EVERY
            self.concealer.measure(frame)

    def _decode(self, octets: bytes) -> Frame:
        return g711.decode(self.codec, octets) if self._coder is None else self._coder.decode(octets)


class Listener:
    """What one leg is sent of a mix: one source of its outgoing stream."""

    def __init__(self, source: int, codec: str) -> None:
        self.own = OwnSource(source)
        self.codec = codec
        self.tail = np.zeros(DOWN_HISTORY, np.float32)
        self._coder = WideCoder() if codec == "G722" else None

    def encode(self, frame: Frame) -> bytes:
        """20 ms at 16 kHz in G.722."""
        assert self._coder is not None  # the mixer does G.711 for all at once
        return self._coder.encode(frame)
