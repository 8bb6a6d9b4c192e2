"""Session descriptions: read what peers send without trusting a byte of it, write our own (RFC 8866)."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from agent_desktop.server.sip.transport import family_of, flow_to, is_nowhere

MEDIA_TYPE = "application/sdp"
_MAX_MEDIA = 32
_MEDIA = re.compile(r"^([A-Za-z0-9-]+) ([0-9]{1,5})(?:/[0-9]+)? ([A-Za-z0-9/-]+)((?: [!-~]+)+)$", re.ASCII)
_RTPMAP = re.compile(r"^rtpmap:([0-9]{1,3}) ([A-Za-z0-9_.+-]+)/([0-9]{1,6})(?:/([0-9]{1,2}))?$", re.ASCII)


class Direction(StrEnum):
    """Which way media flows, as the describer sees it (RFC 8866 §6.7)."""

    SENDRECV = "sendrecv"
    SENDONLY = "sendonly"
    RECVONLY = "recvonly"
    INACTIVE = "inactive"


@dataclass(frozen=True, slots=True)
class Codec:
    """An RTP payload type's meaning. ``name`` is in upper case, as codecs are compared without case."""

    payload: int
    name: str
    clock: int  # Hz
    channels: int = 1


_STATIC = {0: Codec(0, "PCMU", 8000), 8: Codec(8, "PCMA", 8000), 9: Codec(9, "G722", 8000)}  # RFC 3551 §6


@dataclass(slots=True)
class Media:
    """An ``m=`` line and what belongs to it. ``host`` is None when it names no numeric address."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    host: str | None
    direction: Direction
    maps: dict[int, Codec] = field(default_factory=dict)
    crypto: list[str] = field(default_factory=list)  # values of a=crypto, as they came (RFC 4568)

    @property
    def codecs(self) -> list[Codec]:
        """The codecs in order of preference; formats without meaning are left out."""
        known = {**_STATIC, **self.maps}
        payloads = [int(item) for item in self.formats if item.isdecimal() and len(item) <= 3]
        return [known[payload] for payload in payloads if payload < 128 and payload in known]


@dataclass(frozen=True, slots=True)
class Description:
    """A session description that could be read."""

    media: tuple[Media, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A body that is no session description, and why."""

    why: str


def parse(body: bytes) -> Description | Unreadable:
    """Read a description; never raises. Lines and attributes not known are passed over, as the RFC asks."""
    lines = body.decode(errors="replace").replace("\r\n", "\n").split("\n")
    if lines[0].strip() != "v=0":
        return Unreadable("does not begin with v=0")
    session_host: str | None = None
    session_direction = Direction.SENDRECV
    media: list[Media] = []
    for line in lines[1:]:
        name, equals, value = line.partition("=")
        if not equals or len(name) != 1:
            if line.strip():
                return Unreadable("a line that is no type=value")
            continue
        value = value.strip()
        if name == "m":
            found = _MEDIA.match(value)
            if found is None or int(found[2]) > 65535 or len(media) == _MAX_MEDIA:
                return Unreadable("an m= line that cannot be read")
            formats = tuple(found[4].split())
            media.append(Media(found[1].lower(), int(found[2]), found[3], formats, session_host, session_direction))
        elif name == "c":
            host = _host(value)
            if media:
                media[-1].host = host
            else:
                session_host = host
        elif name == "a":
            session_direction = _attribute(value, media, session_direction)
    return Description(tuple(media)) if media else Unreadable("no m= line")


def _attribute(value: str, media: list[Media], session_direction: Direction) -> Direction:
    """Take an ``a=`` line in; returns the session's direction, which media sections inherit."""
    if value in tuple(Direction):
        if not media:
            return Direction(value)
        media[-1].direction = Direction(value)
    elif media and value.startswith("crypto:"):
        media[-1].crypto.append(value.removeprefix("crypto:"))
    elif media and (found := _RTPMAP.match(value)) and int(found[1]) < 128:
        payload = int(found[1])
        media[-1].maps[payload] = Codec(payload, found[2].upper(), int(found[3]), int(found[4] or 1))
    return session_direction


def _host(value: str) -> str | None:
    """The address of a ``c=`` line, numeric, or None; ``HOLD_HOST`` for an unspecified one (the old way to hold)."""
    parts = value.split()
    if len(parts) != 3 or parts[0] != "IN" or _ADDRESS_TYPES.get(parts[1]) != family_of(parts[2]):
        return None
    if is_nowhere(parts[2]):
        return HOLD_HOST
    flow = flow_to(parts[2], 1)
    return flow.host if flow is not None else None


_ADDRESS_TYPES = {"IP4": socket.AF_INET, "IP6": socket.AF_INET6}  # RFC 8866 §8.2.6

HOLD_HOST = "0.0.0.0"  # noqa: S104 - RFC 3264 §8.4: "send nothing to me"


@dataclass(slots=True)
class LocalSession:
    """Our side of one leg's description: its origin stays, its version rises whenever what we say changes.

    Plain fields, because the version must go on rising after a restart of the server.
    """

    id: int
    version: int = 0
    host: str = ""  # empty: nothing was said yet
    lines: tuple[str, ...] = ()  # the media lines said last

    def recall(self, description: bytes) -> None:
        """The peer has this one of our descriptions, which need not be the last: several phones may have others."""
        lines = description.decode().splitlines()
        begin = lines.index("t=0 0")
        self.host, self.lines = lines[begin - 1].rpartition(" ")[2], tuple(lines[begin + 1 :])

    def write(self, host: str, media: Sequence[str]) -> bytes:
        """The description with these media lines; RFC 3264 §8: the version rises by one when they differ."""
        said = (host, tuple(media))
        if self.host and (self.host, self.lines) != said:
            self.version += 1
        self.host, self.lines = said
        address = f"IN IP6 {host}" if ":" in host else f"IN IP4 {host}"
        lines = [
            "v=0",
            f"o=- {self.id} {self.id + self.version} {address}",
            "s=-",
            f"c={address}",
            "t=0 0",
            *media,
        ]
        return ("\r\n".join(lines) + "\r\n").encode()
