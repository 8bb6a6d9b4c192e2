"""The jitter buffer of a leg whose speech is decoded: packets come when they can, 20 ms go out each tick.

It holds as little as the network lets it. Packets that come too late make it wait longer; speech that was there long
before its time for a while makes it wait less. Both change what is heard by 20 ms: a pause is stretched, or two frames
become one. Where a phone is silent in between (no packets at all), the delay of the next word is free to choose.
"""

from __future__ import annotations

from agent_desktop.server.media.codecs import FRAME_OCTETS
from agent_desktop.server.media.rtp import Packet

START_FRAMES = 2
"""Delay of a stream that nothing is known about: 40 ms."""

MOST_FRAMES = 50
"""What is further ahead is given up: nobody can talk over a delay of more than a second."""

PAUSE_FRAMES = 3
"""Ticks without anything after which the next packet begins a new word."""

WINDOW = 100
"""Packets, 2 s, over which the buffer looks at what it could do without."""

SPARE_FRAMES = 1
"""How long before its time a packet should be there at least."""


class JitterBuffer:
    """Frames of 160 octets, by number; ``_next`` is the one to go out with the next tick."""

    def __init__(self) -> None:
        self.late = 0  # packets that came after their time
        self.lost = 0  # frames that had to be made up while their stream went on
        self._frames: dict[int, bytes] = {}
        self._source: int | None = None
        self._base = 0  # timestamp of frame 0
        self._next = 0
        self._first = 0  # of the word that is being said; what would have been before it is not lost
        self._dry = 0  # ticks in a row that found nothing at all
        self._hold = 0  # ticks to wait, because packets come late
        self._skip = False  # one frame is to be done without
        self._least = MOST_FRAMES
        self._counted = 0

    @property
    def delay(self) -> int:
        """Frames between the newest packet and what goes out."""
        return max(self._frames) + 1 - self._next if self._frames else 0

    def put(self, source: int, packet: Packet) -> None:
        """Keep what a packet brings until its time; ``source`` is another one when its numbers start anew."""
        offset = (packet.timestamp - self._base + 0x80000000 & 0xFFFFFFFF) - 0x80000000
        first = offset // FRAME_OCTETS
        ahead = first - self._next
        if source != self._source or not -10 * MOST_FRAMES < ahead < 10 * MOST_FRAMES:
            self._source, self._base, offset, first = source, packet.timestamp, 0, 0
            self._begin(first)
        elif not self._frames and self._dry:
            if self._dry >= PAUSE_FRAMES:
                self._begin(first)
            elif -self._dry <= ahead < 0:
                self._next = first  # it comes late, and nothing went out in its place
        ahead = first - self._next
        if ahead < 0:
            self.late += 1
            self._hold = max(self._hold, min(-ahead, MOST_FRAMES))
            return
        self._keep(offset, packet.payload)
        if ahead > MOST_FRAMES:
            self._next = first - START_FRAMES
            self._frames = {number: frame for number, frame in self._frames.items() if number >= self._next}
        self._count(ahead)

    def take(self) -> tuple[bytes, ...]:
        """The frame of this tick; none when it has to be made up, two when they are to become one."""
        if self._hold:
            self._hold -= 1
            return ()
        frame = self._frames.pop(self._next, b"")
        if len(frame) < FRAME_OCTETS:
            if not self._frames:
                self._dry += 1
            elif self._next >= self._first:
                self.lost += 1
            self._next += 1
            return ()
        self._next += 1
        self._dry = 0
        if not self._skip or len(self._frames.get(self._next, b"")) < FRAME_OCTETS:
            return (frame,)
        self._skip = False
        self._next += 1
        return frame, self._frames.pop(self._next - 1)

    @property
    def pauses(self) -> bool:
        """Whether the phone says nothing at the moment, rather than that packets are lost."""
        return self._dry >= PAUSE_FRAMES

    def _begin(self, first: int) -> None:
        self._frames.clear()
        self._first, self._next = first, first - START_FRAMES
        self._dry = self._hold = 0
        self._skip = False
        self._least, self._counted = MOST_FRAMES, 0

    def _keep(self, offset: int, payload: bytes) -> None:
        number, within = divmod(offset, FRAME_OCTETS)
        if within == 0 and len(payload) == FRAME_OCTETS:
            self._frames[number] = payload
            return
        # Packets of another length than 20 ms, or out of step: laid piece by piece into the frames they touch.
        while payload:
            piece = payload[: FRAME_OCTETS - within]
            there = self._frames.get(number, b"")
            if len(there) == within:
                self._frames[number] = there + piece
            payload = payload[len(piece) :]
            number, within = number + 1, 0

    def _count(self, ahead: int) -> None:
        self._least = min(self._least, ahead)
        self._counted += 1
        if self._counted >= WINDOW:
            self._skip = self._least > SPARE_FRAMES
            self._least, self._counted = MOST_FRAMES, 0
