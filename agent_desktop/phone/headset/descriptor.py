"""Reads HID report descriptors: which bits of which reports mean what (USB HID 1.11 section 6.2.2).

A descriptor is a small program of items. Main items declare fields, global items hold until they are changed, local
items name the usages of the next main item. Whatever is not about bits of input and output reports is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

import msgspec

MOST_BYTES: Final = 4096
"""What the operating systems take, too."""
_MOST_BITS: Final = 32
_MOST_COUNT: Final = 8192
_MOST_USAGES: Final = 4096

_MAIN, _GLOBAL, _LOCAL = 0, 1, 2
_INPUT, _OUTPUT, _COLLECTION, _END = 8, 9, 10, 12
_USAGE_PAGE, _MINIMUM, _MAXIMUM, _SIZE, _ID, _COUNT, _PUSH, _POP = 0, 1, 2, 7, 8, 9, 10, 11
_USAGE, _USAGE_MINIMUM, _USAGE_MAXIMUM = 0, 1, 2
_CONSTANT, _VARIABLE, _RELATIVE, _NO_PREFERRED = 0x01, 0x02, 0x04, 0x20
_LONG_ITEM: Final = 0xFE


class BadDescriptor(Exception):
    """No device of ours can mean this; the message says what is wrong with it."""


class Flow(Enum):
    """Which way a report goes."""

    INPUT = "input"
    OUTPUT = "output"


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """Bits of a report. ``bit`` counts from the first byte after the report's id, the lowest bit of a byte first.

    A variable has one usage (page << 16 | id), which is its value's. An array has ``count`` places, each of which names
    one of its usages by number, from ``minimum``.
    """

    flow: Flow
    report: int  # its id; 0: the device has only one, and no id is sent
    bit: int
    size: int  # bits of one place
    count: int = 1
    usages: tuple[int, ...] = ()
    minimum: int = 0
    array: bool = False
    relative: bool = False
    no_preferred: bool = False  # the control stays as it was put, as opposed to springing back


class Reports(msgspec.Struct, frozen=True, kw_only=True):
    """All fields with a usage, and the length in bytes of each report, without its id."""

    fields: tuple[Field, ...]
    lengths: dict[tuple[Flow, int], int]


class _Global(msgspec.Struct):
    """What the global items say."""

    page: int = 0
    minimum: int = 0
    size: int = 0
    count: int = 0
    report: int = 0


def parse(descriptor: bytes) -> Reports:
    """What a descriptor declares; raises ``BadDescriptor``."""
    parser = _Parser()
    for kind, tag, data in _items(descriptor):
        if kind == _MAIN:
            parser.main(tag, data)
        elif kind == _GLOBAL:
            parser.set_global(tag, data)
        elif kind == _LOCAL:
            parser.set_local(tag, data)
    return parser.reports()


def _items(descriptor: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Type, tag and data of each short item; long ones are reserved (section 6.2.2.3) and left out."""
    if len(descriptor) > MOST_BYTES:
        raise BadDescriptor(f"it has {len(descriptor)} bytes")
    at = 0
    while at < len(descriptor):
        prefix = descriptor[at]
        long = prefix == _LONG_ITEM
        if long and at + 2 >= len(descriptor):
            raise BadDescriptor("its last item is cut")
        begin, size = (at + 3, descriptor[at + 1]) if long else (at + 1, (0, 1, 2, 4)[prefix & 3])
        at = begin + size
        if at > len(descriptor):
            raise BadDescriptor("its last item is cut")
        if not long:
            yield prefix >> 2 & 3, prefix >> 4, descriptor[begin:at]


class _Parser:
    def __init__(self) -> None:
        self._now = _Global()
        self._stack: list[_Global] = []
        self._usages: list[int] = []
        self._pages: list[bool] = []  # beside each usage: whether it named its page itself
        self._range: int | None = None
        self._depth = 0
        self._fields: list[Field] = []
        self._bits: dict[tuple[Flow, int], int] = {}

    def reports(self) -> Reports:
        """What was declared up to the end."""
        if self._depth:
            raise BadDescriptor("a collection is not closed")
        lengths = {report: (bits + 7) // 8 for report, bits in self._bits.items()}
        return Reports(fields=tuple(self._fields), lengths=lengths)

    def main(self, tag: int, data: bytes) -> None:
        """A field, or the begin or end of a collection; the local items end with it."""
        if tag in (_INPUT, _OUTPUT):
            self._declare(Flow.INPUT if tag == _INPUT else Flow.OUTPUT, int.from_bytes(data, "little"))
        elif tag == _COLLECTION:
            self._depth += 1
        elif tag == _END:
            self._depth -= 1
            if self._depth < 0:
                raise BadDescriptor("a collection is closed that was not begun")
        self._usages, self._pages, self._range = [], [], None

    def set_global(self, tag: int, data: bytes) -> None:
        """What holds from here on."""
        value = int.from_bytes(data, "little")
        if tag == _USAGE_PAGE:
            self._now.page = value & 0xFFFF
        elif tag == _MINIMUM:
            self._now.minimum = int.from_bytes(data, "little", signed=True)
        elif tag == _SIZE:
            self._now.size = value
        elif tag == _ID:
            if not 0 < value < 256:
                raise BadDescriptor(f"there is no report {value}")
            self._now.report = value
        elif tag == _COUNT:
            self._now.count = value
        elif tag == _PUSH:
            self._stack.append(msgspec.structs.replace(self._now))
        elif tag == _POP:
            if not self._stack:
                raise BadDescriptor("it takes back what it did not put away")
            self._now = self._stack.pop()

    def set_local(self, tag: int, data: bytes) -> None:
        """A usage of the next field, or a range of them."""
        value, whole = int.from_bytes(data, "little"), len(data) > 2
        if tag == _USAGE:
            self._use(range(value, value + 1), whole)
        elif tag == _USAGE_MINIMUM:
            self._range = value
        elif tag == _USAGE_MAXIMUM and self._range is not None:
            self._use(range(self._range, value + 1), whole)
            self._range = None

    def _use(self, usages: range, whole: bool) -> None:
        room = _MOST_USAGES - len(self._usages)
        for usage in usages[:room]:
            self._usages.append(usage if whole else self._now.page << 16 | usage & 0xFFFF)
            self._pages.append(whole)

    def _declare(self, flow: Flow, flags: int) -> None:
        now = self._now
        if now.size > _MOST_BITS or now.count > _MOST_COUNT:
            raise BadDescriptor(f"a field has {now.count} places of {now.size} bits")
        begin = self._bits.get((flow, now.report), 0)
        self._bits[flow, now.report] = begin + now.size * now.count
        if flags & _CONSTANT or not self._usages or not now.size or not now.count:
            return
        self._use_last_page()
        whole = Field(
            flow=flow,
            report=now.report,
            bit=begin,
            size=now.size,
            count=now.count,
            usages=tuple(self._usages),
            minimum=now.minimum,
            array=not flags & _VARIABLE,
            relative=bool(flags & _RELATIVE),
            no_preferred=bool(flags & _NO_PREFERRED),
        )
        if whole.array:
            self._fields.append(whole)
            return
        for place in range(now.count):
            usage = self._usages[min(place, len(self._usages) - 1)]  # the last one stands for the rest (6.2.2.8)
            bit = begin + place * now.size
            self._fields.append(msgspec.structs.replace(whole, bit=bit, count=1, usages=(usage,)))

    def _use_last_page(self) -> None:
        """A page declared after its usages is theirs (section 6.2.2.8), unless it was that of an earlier one too."""
        for place in reversed(range(len(self._usages))):
            if self._pages[place]:
                continue
            if self._usages[place] >> 16 == self._now.page:
                return
            self._usages[place] = self._now.page << 16 | self._usages[place] & 0xFFFF
