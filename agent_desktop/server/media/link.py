"""What a server and its media worker say to each other: JSON lines over loopback TCP.

A link opens with ``Hello``: the worker's token, and an epoch. The worker obeys the newest epoch only, so that a server
that was replaced cannot touch the calls of the one that took over. Every other order has a number ``n`` and one reply.
In between the worker tells news, unasked; right after ``Welcome``, ``Silent`` or ``Heard`` for every leg that it
watches.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from agent_desktop.server.srtp import SrtpKeys

MAX_LINE = 1024 * 1024
"""Octets of an order; the longest says who hears whom in a conference of hundreds."""


class LinkMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=str):
    """Base of orders and replies."""


class Hello(LinkMessage, frozen=True, kw_only=True):
    """The first line of a link. Answered by Welcome or Refused."""

    token: str
    epoch: int


class Open(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.open``, at this RTP port if it is free, or at any (0). Answered by Opened."""

    n: int
    leg: str
    port: int = 0


class SetRemote(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.set_remote``."""

    n: int
    leg: str
    host: str
    port: int
    codec: str
    payload: int
    dtmf_payload: int | None = None
    srtp: SrtpKeys | None = None
    inband: bool = False


class Connect(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.connect``."""

    n: int
    leg: str
    peer: str


class Mix(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.mix``."""

    n: int
    hears: dict[str, tuple[str, ...]]
    unrecorded: tuple[str, ...] = ()


class Play(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.play``."""

    n: int
    leg: str
    once: tuple[str, ...] = ()
    loop: str | None = None
    report: int | None = None
    after: bool = False


class Press(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.press``."""

    n: int
    leg: str
    digit: str


class Record(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.record``. A file that is sealed has a key; ``note`` stands in it in the clear."""

    n: int
    leg: str
    recording: int
    sides: int
    most_ms: int | None = None
    key: bytes | None = None
    note: bytes = b""


class Recording(LinkMessage, frozen=True, kw_only=True):
    """What is to become of a recording: ``MediaPort.pause_recording`` and so on. ``tell``: its end, if it has come."""

    n: int
    leg: str
    recording: int
    action: Literal["pause", "resume", "keep", "delete", "tell"]
    flac: bool = False


class Close(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.close``. Answered by Figures, of the leg alone."""

    n: int
    leg: str


class Stats(LinkMessage, frozen=True, kw_only=True):
    """Asks for figures. Answered by Figures."""

    n: int


class Quit(LinkMessage, frozen=True, kw_only=True):
    """Close every leg and end the process, at once."""

    n: int


class Remote(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What ``SetRemote`` says of a leg."""

    host: str
    port: int
    codec: str
    payload: int
    dtmf_payload: int | None = None
    srtp: SrtpKeys | None = None
    inband: bool = False


class Sounds(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What ``Play`` says of a leg."""

    once: tuple[str, ...] = ()
    loop: str | None = None
    report: int | None = None


class LegState(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A leg as a worker has it, for a server that was not there when it was ordered."""

    leg: str
    host: str
    port: int
    remote: Remote | None = None
    hears: tuple[str, ...] = ()
    unrecorded: bool = False
    sounds: Sounds | None = None


class Welcome(LinkMessage, frozen=True, kw_only=True):
    """The worker obeys this link now, and has these legs."""

    legs: tuple[LegState, ...] = ()


class Refused(LinkMessage, frozen=True, kw_only=True):
    """The worker does not take the link; ``epoch`` is the one it obeys, told only to who knows the token."""

    why: str
    epoch: int | None = None


class Opened(LinkMessage, frozen=True, kw_only=True):
    """Where the leg's RTP is to be sent."""

    n: int
    host: str
    port: int


class Done(LinkMessage, frozen=True, kw_only=True):
    """The order was carried out; ``notes`` say what is wrong all the same, for the log."""

    n: int
    notes: tuple[str, ...] = ()


class Figures(LinkMessage, frozen=True, kw_only=True):
    """See ``MediaWorkers.stats``."""

    n: int
    figures: dict[str, Any]


class Failed(LinkMessage, frozen=True, kw_only=True):
    """The order could not be carried out; becomes ``MediaFailed``."""

    n: int
    why: str


class Silent(LinkMessage, frozen=True, kw_only=True):
    """Nothing comes any more from a leg that is connected to another."""

    leg: str


class Heard(LinkMessage, frozen=True, kw_only=True):
    """Something comes from a leg again that was silent, whether it is still connected or not."""

    leg: str


class Played(LinkMessage, frozen=True, kw_only=True):
    """What was to be played once was heard to its end; ``report`` is the number of the order."""

    leg: str
    report: int


class Digit(LinkMessage, frozen=True, kw_only=True):
    """A leg's phone sent a digit: 0-9, * or #; ``number`` counts those of the leg, from 1."""

    leg: str
    digit: str
    number: int


class Recorded(LinkMessage, frozen=True, kw_only=True):
    """A recording is over. ``file`` is whole and was read back; empty, there is none, and ``why`` says why not."""

    recording: int
    file: str = ""
    ms: int = 0
    peak: int = 0  # the loudest sample, of 32767
    incomplete: str = ""  # why some of what was said is missing
    why: str = ""


class RecordingBroke(LinkMessage, frozen=True, kw_only=True):
    """What is said is not in the file, for the time being."""

    recording: int
    why: str


AnyOrder = Open | SetRemote | Connect | Mix | Play | Press | Record | Recording | Close | Stats | Quit
AnyReply = Opened | Done | Figures | Failed
AnyNews = Silent | Heard | Played | Digit | Recorded | RecordingBroke

_encoder = msgspec.json.Encoder()
decode_hello = msgspec.json.Decoder(Hello).decode
decode_order = msgspec.json.Decoder(AnyOrder).decode
decode_greeting = msgspec.json.Decoder(Welcome | Refused).decode
decode_reply = msgspec.json.Decoder(AnyReply | AnyNews).decode


def encode_line(message: LinkMessage) -> bytes:
    """The message as a line of its own."""
    return _encoder.encode(message) + b"\n"
