"""The figures of a call's speech: added up, taken apart by time, and turned into opinions."""

from __future__ import annotations

import msgspec

from agent_desktop.quality import emodel


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Speech in one direction. ``packets``: that were sent; ``lost``: of these; ``jitter_ms``: mean."""

    packets: int = 0
    lost: int = 0
    jitter_ms: float = 0.0

    @property
    def loss(self) -> float:
        """The share of packets that never came."""
        return min(1.0, self.lost / self.packets) if self.packets else 0.0


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Speech between a phone and its server for some time: ``heard`` came to the phone, ``spoken`` went from it."""

    codec: str = ""
    heard: Way = Way()
    spoken: Way = Way()
    round_trip_ms: float | None = None

    @property
    def heard_mos(self) -> float:
        """What the agent thinks of what comes (ITU-T G.107), 1 to 4.5."""
        return self._opinion(self.heard)

    @property
    def spoken_mos(self) -> float:
        """What is thought of the agent's speech where it arrives."""
        return self._opinion(self.spoken)

    def _opinion(self, way: Way) -> float:
        return emodel.opinion(self.codec, loss=way.loss, jitter_ms=way.jitter_ms, round_trip_ms=self.round_trip_ms)


def since(now: Line, before: Line | None) -> Line:
    """What came after ``before`` of what was counted up to ``now``. Counting anew began another stream."""
    if before is None or now.heard.packets < before.heard.packets or now.spoken.packets < before.spoken.packets:
        return now
    ways = (_later(now.heard, before.heard), _later(now.spoken, before.spoken))
    return Line(codec=now.codec, heard=ways[0], spoken=ways[1], round_trip_ms=now.round_trip_ms)


def together(first: Line, second: Line) -> Line:
    """Both of them; the round trip and the codec are the later ones."""
    trip = first.round_trip_ms if second.round_trip_ms is None else second.round_trip_ms
    return Line(
        codec=second.codec or first.codec,
        heard=_sum(first.heard, second.heard),
        spoken=_sum(first.spoken, second.spoken),
        round_trip_ms=trip,
    )


def _later(now: Way, before: Way) -> Way:
    """Losses are reported late, and may be taken back when a packet comes after all. Jitter is that of the stream."""
    return Way(
        packets=now.packets - before.packets,
        lost=max(0, now.lost - before.lost),
        jitter_ms=now.jitter_ms,
    )


def _sum(first: Way, second: Way) -> Way:
    packets = first.packets + second.packets
    jitter = (first.jitter_ms * first.packets + second.jitter_ms * second.packets) / packets if packets else 0.0
    return Way(packets=packets, lost=first.lost + second.lost, jitter_ms=jitter)
