"""Messages out of a stream of bytes: SIP's own framing by Content-Length, without I/O (RFC 3261 §18.3, §20.14).

Whatever was cut or joined on the way, what comes out is the same. A peer that leaves it unclear where a message ends
cannot be understood any more: its last message is handed up, to be refused, and the connection is over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from agent_desktop.server.sip.message import MAX_HEAD

MAX_BODY = 65_536
"""Longest body taken, bytes."""

_END = b"\r\n\r\n"
_PING = b"\r\n\r\n"
_LENGTH = re.compile(rb"(?im)^(?:content-length|l)[ \t]*:((?:[^\r\n]|\r\n[ \t])*)")
_DIGITS = re.compile(rb"[0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Framed:
    """One whole message."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Ping:
    """A keep-alive that wants its CRLF (RFC 5626 §4.4.1)."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Nothing after this can be read. ``head`` is the message that cannot be framed, if its headers are whole."""

    why: str
    head: bytes = b""


class Framer:
    """Takes bytes as they come; ``next`` gives what is complete."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._searched = 0
        self._length: int | None = None  # of the whole message, once its headers are there
        self._broken = False

    @property
    def is_mid_message(self) -> bool:
        """Whether a message has begun and is not complete; the beginning of a keep-alive is none."""
        return not self._broken and not _PING.startswith(bytes(self._buffer[:4]))

    def feed(self, data: bytes) -> None:
        """More bytes of the stream; after ``Broken`` they are thrown away."""
        if not self._broken:
            self._buffer += data

    def next(self) -> Framed | Ping | Broken | None:
        """What comes next in the stream; None: it is not complete."""
        if self._broken:
            return None
        if self._length is None:
            if (ping := self._skip_line_ends()) is not None:
                return ping
            if (broken := self._measure()) is not None:
                self._broken = True
                self._buffer.clear()
                return broken
        if self._length is None or len(self._buffer) < self._length:
            return None
        data = bytes(self._buffer[: self._length])
        self._cut(self._length)
        self._length = None
        return Framed(data)

    def _skip_line_ends(self) -> Ping | None:
        """Two CRLF before a message are a ping; one is a pong, or what some leave between messages (§7.5)."""
        while self._buffer[:2] == b"\r\n":
            if self._buffer[:4] == _PING:
                self._cut(4)
                return Ping()
            if len(self._buffer) < 4 and _PING.startswith(bytes(self._buffer)):
                return None
            self._cut(2)
        return None

    def _measure(self) -> Broken | None:
        """Find the end of the headers and what they say about the body."""
        at = self._buffer.find(_END, max(0, self._searched - len(_END)))
        if at < 0 or at > MAX_HEAD:
            self._searched = len(self._buffer)
            too_long = at > MAX_HEAD or len(self._buffer) > MAX_HEAD + len(_END)
            return Broken("headers too long") if too_long else None
        head = bytes(self._buffer[: at + len(_END)])
        found = [value.strip() for value in _LENGTH.findall(head)]
        if not found:
            return Broken("no Content-Length", head)
        if len(found) > 1 or not _DIGITS.fullmatch(found[0]):
            return Broken("Content-Length cannot be read", head)
        if int(found[0]) > MAX_BODY:
            return Broken("body too long", head)
        self._length = len(head) + int(found[0])
        return None

    def _cut(self, length: int) -> None:
        del self._buffer[:length]
        self._searched = 0
