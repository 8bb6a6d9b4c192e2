"""What a server and its media worker say to each other: JSON lines over loopback TCP.

A link opens with ``Hello``: the worker's token, and an epoch. The worker obeys the newest epoch only, so that a server
that was replaced cannot touch the calls of the one that took over. Every other order has a number ``n`` and one reply.
In between the worker tells news, unasked; right after ``Welcome``, ``Silent`` or ``Heard`` for every leg that it
watches.
"""

from __future__ import annotations

from typing import Any

import msgspec

from agent_desktop.server.srtp import SrtpKeys

MAX_LINE = 64 * 1024
"""Octets of an order or a reply; a reply of ``Figures`` may be longer."""


class LinkMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=str):
    """Base of orders and replies."""


class Hello(LinkMessage, frozen=True, kw_only=True):
    """The first line of a link. Answered by Welcome or Refused."""

    token: str
    epoch: int


class Open(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.open``. Answered by Opened."""

    n: int
    leg: str


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


class Press(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.press``."""

    n: int
    leg: str
    digit: str


class Close(LinkMessage, frozen=True, kw_only=True):
    """``MediaPort.close``."""

    n: int
    leg: str


class Stats(LinkMessage, frozen=True, kw_only=True):
    """Asks for figures. Answered by Figures."""

    n: int


class Quit(LinkMessage, frozen=True, kw_only=True):
    """Close every leg and end the process, at once."""

    n: int


class Welcome(LinkMessage, frozen=True, kw_only=True):
    """The worker obeys this link now, and has these legs."""

    legs: tuple[str, ...] = ()


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


AnyOrder = Open | SetRemote | Connect | Mix | Play | Press | Close | Stats | Quit
AnyReply = Opened | Done | Figures | Failed
AnyNews = Silent | Heard | Played | Digit

_encoder = msgspec.json.Encoder()
decode_hello = msgspec.json.Decoder(Hello).decode
decode_order = msgspec.json.Decoder(AnyOrder).decode
decode_greeting = msgspec.json.Decoder(Welcome | Refused).decode
decode_reply = msgspec.json.Decoder(AnyReply | AnyNews).decode


def encode_line(message: LinkMessage) -> bytes:
    """The message as a line of its own."""
    return _encoder.encode(message) + b"\n"
