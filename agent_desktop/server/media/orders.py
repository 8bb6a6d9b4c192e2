"""Orders to a media worker, each to be made with the number that its link gives it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from agent_desktop.server.media import link
from agent_desktop.server.media.port import Sealed

Action = Literal["pause", "resume", "keep", "delete", "tell"]

Order = Callable[[int], link.AnyOrder]


def open_leg(leg: str, port: int = 0) -> Order:
    """See ``link.Open``."""
    return lambda n: link.Open(n=n, leg=leg, port=port)


def set_remote(leg: str, remote: link.Remote | None) -> Order:
    """See ``link.SetRemote``."""
    assert remote is not None
    return lambda n: link.SetRemote(
        n=n,
        leg=leg,
        host=remote.host,
        port=remote.port,
        codec=remote.codec,
        payload=remote.payload,
        dtmf_payload=remote.dtmf_payload,
        srtp=remote.srtp,
        inband=remote.inband,
    )


def play(leg: str, sounds: link.Sounds | None, *, after: bool = False) -> Order:
    """See ``link.Play``."""
    assert sounds is not None
    return lambda n: link.Play(n=n, leg=leg, once=sounds.once, loop=sounds.loop, report=sounds.report, after=after)


def mix(hears: dict[str, tuple[str, ...]], unrecorded: tuple[str, ...]) -> Order:
    """See ``link.Mix``."""
    return lambda n: link.Mix(n=n, hears=hears, unrecorded=unrecorded)


def press(leg: str, digit: str) -> Order:
    """See ``link.Press``."""
    return lambda n: link.Press(n=n, leg=leg, digit=digit)


def record(leg: str, recording: int, sides: int, most_ms: int | None, seal: Sealed | None) -> Order:
    """See ``link.Record``."""
    key, note = (None, b"") if seal is None else (seal.key, seal.note)
    return lambda n: link.Record(n=n, leg=leg, recording=recording, sides=sides, most_ms=most_ms, key=key, note=note)


def recording(leg: str, number: int, action: Action, *, flac: bool = False) -> Callable[[int], link.Recording]:
    """See ``link.Recording``."""
    return lambda n: link.Recording(n=n, leg=leg, recording=number, action=action, flac=flac)


def close(leg: str) -> Order:
    """See ``link.Close``."""
    return lambda n: link.Close(n=n, leg=leg)


def ask_figures(n: int) -> link.AnyOrder:
    """See ``link.Stats``."""
    return link.Stats(n=n)


def end(n: int) -> link.AnyOrder:
    """See ``link.Quit``."""
    return link.Quit(n=n)
