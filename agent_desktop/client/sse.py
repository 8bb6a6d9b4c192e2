"""Server-sent events out of a byte stream, however it is cut (HTML Living Standard, section 9.2.6)."""

from __future__ import annotations

import msgspec


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the stream: its ``id`` (None when it has none), its kind and its data."""

    id: str | None
    event: str = "message"
    data: str = ""


class Parser:
    """Takes bytes as they come, gives whole events; half a line or half an event is kept for the next bytes."""

    def __init__(self) -> None:
        self._rest = b""
        self._id: str | None = None
        self._event = ""
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> list[Sent]:
        """The events that ``chunk`` completes."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        events: list[Sent] = []
        for line in lines:
            sent = self._line(line.removesuffix(b"\r").decode("utf-8", "replace"))
            if sent is not None:
                events.append(sent)
        return events

    def _line(self, line: str) -> Sent | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if name == "id":
            self._id = value
        elif name == "event":
            self._event = value
        elif name == "data":
            self._data.append(value)
        return None

    def _dispatch(self) -> Sent | None:
        """An empty line ends an event; one that said nothing but comments is none."""
        sent = None
        if self._data or self._event:
            sent = Sent(id=self._id, event=self._event or "message", data="\n".join(self._data))
        self._id, self._event, self._data = None, "", []
        return sent
