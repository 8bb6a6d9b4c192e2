"""Digits in RTP (RFC 4733): heard once each however often a phone repeats them, and said at the pace of speech."""

from __future__ import annotations

import struct
from collections import deque

from agent_desktop.server.media.outgoing import FRAME_SAMPLES
from agent_desktop.server.media.rtp import Packet

DIGITS = "0123456789*#ABCD"
"""By event code (RFC 4733 §3.2)."""

KNOWN = frozenset("0123456789*#")
"""What callers' keypads have; A to D are passed on, and mean nothing."""

LENGTH_FRAMES = 7
"""Packets of a digit that we say: it lasts 100 ms, and its end is said three times (RFC 4733 §2.5.1.4)."""

PAUSE_FRAMES = 3
"""Silence between two digits that we say."""

_PAYLOAD = struct.Struct("!BBH")
_END, _VOLUME = 0x80, 10  # dBm0 with the sign dropped
_REPEATS = 3


class DigitEar:
    """Tells the digits of one incoming stream from their packets."""

    def __init__(self) -> None:
        self._last: tuple[int, int, int] | None = None  # source, timestamp, event

    def take(self, source: int, packet: Packet) -> str | None:
        """The digit that begins with this telephone-event; None for its later packets, and for what is no digit.

        One event has one timestamp from its first packet to its last, so whichever comes first counts.
        """
        if len(packet.payload) < _PAYLOAD.size:
            return None
        event = packet.payload[0]
        heard = (source, packet.timestamp, event)
        if event >= len(DIGITS) or heard == self._last or self._is_older(heard):
            return None
        self._last = heard
        return DIGITS[event]

    def _is_older(self, heard: tuple[int, int, int]) -> bool:
        """A packet of the digit before that was overtaken on its way."""
        if self._last is None or self._last[0] != heard[0]:
            return False
        return (heard[1] - self._last[1]) & 0xFFFFFFFF >= 0x80000000


class DigitMouth:
    """Says digits in one outgoing stream, packet by packet, one each 20 ms."""

    def __init__(self) -> None:
        self._digits: deque[str] = deque()
        self._frame = 0
        self._started = 0  # timestamp of the digit that is being said

    def say(self, digit: str) -> None:
        """One more digit, after those that wait. Raises ValueError when it is none."""
        self._digits.append(DIGITS[DIGITS.index(digit)])

    @property
    def speaks(self) -> bool:
        """Whether there is something to say."""
        return bool(self._digits)

    def frame(self, timestamp: int) -> tuple[bool, int, bytes] | None:
        """What to send in place of the 20 ms that begin at ``timestamp``: (marker, timestamp, payload).

        None: nothing is due, a pause between two digits among it.
        """
        if not self._digits:
            return None
        index, self._frame = self._frame, self._frame + 1
        if index == 0:
            self._started = timestamp
        if index >= LENGTH_FRAMES:
            if self._frame >= LENGTH_FRAMES + PAUSE_FRAMES:
                self._digits.popleft()
                self._frame = 0
            return None
        ends = LENGTH_FRAMES - _REPEATS
        end = _END if index >= ends else 0
        length = FRAME_SAMPLES * (min(index, ends) + 1)
        return index == 0, self._started, _PAYLOAD.pack(DIGITS.index(self._digits[0]), end | _VOLUME, length)
