"""The part of the state that this agent may see, folded from what the server sends with the core's own rules."""

from __future__ import annotations

import msgspec

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import AnyEvent
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import Frame, Snapshot


class Projection(msgspec.Struct, frozen=True, kw_only=True):
    """What is known up to event number ``n``; ``offset_ms`` is the server's clock minus this PC's."""

    state: State = EMPTY
    n: int = 0
    agent: str = ""
    offset_ms: int = 0


def begin(snapshot: Snapshot, own_ms: int) -> Projection:
    """The projection that a snapshot gives; ``own_ms`` is what this PC's clock said when it was made."""
    return Projection(
        state=fold(EMPTY, snapshot.events),
        n=snapshot.n,
        agent=snapshot.agent,
        offset_ms=snapshot.at - own_ms,
    )


def advance(projection: Projection, frame: Frame) -> Projection | None:
    """The projection after ``frame``; None when it is old, because a resumed stream may say again what is known."""
    if frame.n <= projection.n:
        return None
    return msgspec.structs.replace(projection, state=fold(projection.state, frame.events), n=frame.n)


def reach(projection: Projection, n: int) -> Projection:
    """The projection when a keep-alive says that nothing up to ``n`` is missing."""
    return msgspec.structs.replace(projection, n=n) if n > projection.n else projection


class _RawFrame(msgspec.Struct, frozen=True):
    n: int
    at: int
    events: tuple[msgspec.Raw, ...]


class _RawSnapshot(msgspec.Struct, frozen=True):
    n: int
    at: int
    agent: str
    version: int
    events: tuple[msgspec.Raw, ...] = ()


_event_decoder: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
_frame_decoder = msgspec.json.Decoder(Frame)
_raw_frame_decoder = msgspec.json.Decoder(_RawFrame)
_raw_snapshot_decoder = msgspec.json.Decoder(_RawSnapshot)


def read_frame(data: str) -> Frame | None:
    """A frame; None when it has an event of a kind that this program does not know: a newer server's.

    Raises ``msgspec.DecodeError`` for what is no frame at all.
    """
    try:
        return _frame_decoder.decode(data)
    except msgspec.ValidationError:
        _raw_frame_decoder.decode(data)
        return None


def read_snapshot(data: bytes) -> tuple[Snapshot, bool]:
    """A snapshot, and whether every row in it was understood; rows of unknown kinds are left out.

    Raises ``msgspec.DecodeError`` for what is no snapshot at all.
    """
    raw = _raw_snapshot_decoder.decode(data)
    known: list[AnyEvent] = []
    for event in raw.events:
        try:
            known.append(_event_decoder.decode(event))
        except msgspec.ValidationError:
            continue
    snapshot = Snapshot(n=raw.n, at=raw.at, agent=raw.agent, events=tuple(known), version=raw.version)
    return snapshot, len(known) == len(raw.events)
