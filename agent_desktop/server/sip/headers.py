"""The header fields of a message, found by name at once: sipmessage's own store looks through all of them each time."""

from __future__ import annotations

from collections.abc import Iterator

_COMPACT = {
    short: (name.lower(), name)
    for short, name in (
        ("a", "Accept-Contact"),
        ("u", "Allow-Events"),
        ("i", "Call-ID"),
        ("m", "Contact"),
        ("e", "Content-Encoding"),
        ("l", "Content-Length"),
        ("c", "Content-Type"),
        ("o", "Event"),
        ("f", "From"),
        ("y", "Identity"),
        ("r", "Refer-To"),
        ("b", "Referred-By"),
        ("j", "Reject-Contact"),
        ("d", "Request-Disposition"),
        ("x", "Session-Expires"),
        ("s", "Subject"),
        ("k", "Supported"),
        ("t", "To"),
        ("v", "Via"),
    )
}
"""Compact names and what they stand for, as IANA lists them."""


class Headers:
    """Fields in the order in which their names first came; names are compared without case (RFC 3261 §7.3.1)."""

    __slots__ = ("_fields",)

    def __init__(self) -> None:
        self._fields: dict[str, tuple[str, list[str]]] = {}  # by name in lower case: as written, and its values

    @classmethod
    def read(cls, lines: list[str]) -> Headers:
        """Unfolded header lines; compact names become the long ones (§7.3.3). ValueError for a line without a colon."""
        headers = cls()
        fields = headers._fields
        for line in lines:
            name, colon, value = line.partition(":")
            if not colon:
                raise ValueError("a header line without a colon")
            low = name.lower()
            if low in _COMPACT:
                low, name = _COMPACT[low]
            if low in fields:
                fields[low][1].append(value.strip())
            else:
                fields[low] = (name, [value.strip()])
        return headers

    def add(self, name: str, value: str) -> None:
        """One more value."""
        low = name.lower()
        if low in self._fields:
            self._fields[low][1].append(value)
        else:
            self._fields[low] = (name, [value])

    def setlist(self, name: str, values: list[str]) -> None:
        """These values instead of all there are."""
        self._fields[name.lower()] = (name, values)

    def get(self, name: str) -> str:
        """The first value; the empty string when there is none."""
        field = self._fields.get(name.lower())
        return field[1][0] if field is not None else ""

    def getlist(self, name: str) -> list[str]:
        """All values; not to be changed."""
        field = self._fields.get(name.lower())
        return field[1] if field is not None else []

    def repeated(self, names: tuple[str, ...]) -> str:
        """The first of these names, in lower case, that has several values; the empty string: none."""
        for name in names:
            if (field := self._fields.get(name)) is not None and len(field[1]) > 1:
                return field[0]
        return ""

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._fields

    def __iter__(self) -> Iterator[tuple[str, list[str]]]:
        """Names as written, with their values."""
        return iter(self._fields.values())

    def __str__(self) -> str:
        """As on the wire, up to and with the empty line."""
        lines = [f"{name}: {value}" for name, values in self._fields.values() for value in values]
        return "\r\n".join(lines) + "\r\n\r\n"
