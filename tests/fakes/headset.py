"""Headsets with the descriptors and the manners of three makers, and the bus they are connected to.

What a report means is written here by hand, bit by bit, and not read from the descriptor: that is what is tested.
"""

from __future__ import annotations

import threading
from collections import deque

from agent_desktop.phone.headset.devices import Found


def h(text: str) -> bytes:
    """Bytes in hex; what follows # in a line is a remark."""
    return bytes.fromhex("".join(line.partition("#")[0] for line in text.splitlines()))


_VOLUME = h("""
    05 0C 09 01 A1 01 85 01      # consumer control, report 1
    15 00 25 01 75 01 95 02 09 E9 09 EA 81 02
    95 06 81 01 C0
""")

JABRA = _VOLUME + h("""
    05 0B 09 05 A1 01 85 02      # telephony, headset, report 2
    15 00 25 01 75 01
    09 20 95 01 81 22            # 0 hook switch: absolute, stays where it is
    09 24 81 06                  # 1 redial
    09 2F 81 06                  # 2 phone mute: relative
    09 21 81 06                  # 3 flash
    95 0C 81 01
    05 08 09 17 09 09 09 18 09 20 95 04 91 22   # LEDs: off-hook, mute, ring, hold
    95 0C 91 01 C0
""")

POLY = h("""
    06 A0 FF 09 01 A1 01 85 05 15 00 26 FF 00 75 08 95 1F 09 03 81 02 C0   # the maker's own
    05 0B 09 05 A1 01 85 08      # report 8
    15 00 25 01 75 01 95 01
    09 2F 81 06                  # 0 phone mute: relative
    09 20 81 22                  # 1 hook switch
    95 06 81 03
    A4 85 09 05 08 95 01 09 09 91 22 95 07 91 03 B4    # a report for each LED: mute
    A4 85 17 05 08 95 01 09 17 91 22 95 07 91 03 B4    # off-hook
    A4 85 18 05 08 95 01 09 18 91 22 95 07 91 03 B4    # ring
    A4 85 20 05 08 95 01 09 20 91 22 95 07 91 03 B4    # hold
    C0
""")

EPOS = _VOLUME + h("""
    05 0B 09 05 A1 01 A1 02 85 02   # a collection in the collection, report 2
    15 00 25 01 75 01
    95 02 81 03                     # 0, 1 nothing
    95 01 09 20 81 22               # 2 hook switch
    09 21 81 06                     # 3 flash
    95 01 81 03                     # 4 nothing
    0B 2F 00 0B 00 81 06            # 5 phone mute, with its page in the usage
    09 26 81 06                     # 6 drop
    95 01 81 03 C0
    A1 02 85 03
    95 01 09 9E 91 22               # 0 ringer
    09 17 05 08 91 22               # 1 off-hook: its page is named after it
    95 01 91 03                     # 2 nothing
    95 02 09 18 09 09 91 22         # 3 ring, 4 mute
    95 01 91 03                     # 5 nothing
    0B 20 00 08 00 91 22            # 6 hold
    91 03 C0 C0
""")

MALFORMED = JABRA[:-3]


class FakeHeadset:
    """A headset of one of the makers: does by itself what a real one does, and keeps the lights it was told.

    Satisfies ``HidDevice``. ``buttons`` and ``leds``: name → (report, bit).
    """

    def __init__(
        self,
        name: str,
        descriptor: bytes,
        buttons: dict[str, tuple[int, int]],
        leds: dict[str, tuple[int, int]],
        lengths: dict[int, int],
        *,
        echoes: bool,
    ) -> None:
        self.name = name
        self._descriptor, self._buttons, self._leds, self._lengths = descriptor, buttons, leds, lengths
        self._echoes = echoes
        self._down: set[str] = set()
        self._reports: deque[bytes] = deque()
        self._changed = threading.Condition()
        self._idle = False  # every report is taken, and the next one waited for
        self.lights: frozenset[str] = frozenset()
        self.written: list[bytes] = []
        self.gone = self.closed = False

    # --- what the program sees ---------------------------------------------------------------------------------------

    def descriptor(self) -> bytes:
        return self._descriptor

    def read(self, timeout_ms: int) -> bytes:
        with self._changed:
            self._idle = not self._reports
            self._changed.notify_all()
            self._changed.wait_for(lambda: bool(self._reports) or self.gone, timeout_ms / 1000)
            if self.gone:
                raise OSError("no such device")
            return self._reports.popleft() if self._reports else b""

    def write(self, report: bytes) -> None:
        with self._changed:
            if self.gone:
                raise OSError("no such device")
            assert len(report) == self._lengths[report[0]], report.hex()
            self.written.append(report)
            mine = {name for name, (number, _) in self._leds.items() if number == report[0]}
            on = {name for name in mine if report[1 + self._leds[name][1] // 8] >> self._leds[name][1] % 8 & 1}
            self.lights = (self.lights - mine) | on
            if "off_hook" in mine and ("off_hook" in on) is not ("hook" in self._down):
                self._down ^= {"hook"}  # the light is what decides whether a headset is off the hook
                if self._echoes:
                    self._report("hook")
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    # --- what the agent does, and sees -------------------------------------------------------------------------------

    def press(self, button: str) -> None:
        """Press and let go. The hook goes to its other place."""
        with self._changed:
            self._down ^= {button}
            self._report(button)
            if button != "hook":
                self._down ^= {button}
                self._report(button)

    def unplug(self) -> None:
        with self._changed:
            self.gone = True
            self._changed.notify_all()

    def shows(self, *lights: str) -> None:
        """Wait until these lights are on and no others."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.lights == frozenset(lights), 10), self.lights

    def rings(self) -> None:
        """Wait until it rings."""
        self.shows("ring", *({"ringer"} & self._leds.keys()))

    def is_read(self) -> None:
        """Wait until the program has taken all that was reported."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._idle, 10)

    def has(self, count: int) -> None:
        """Wait until so many reports were written."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.written) >= count, 10), self.written

    def is_closed(self) -> None:
        """Wait until the program has let go of it."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.closed, 10)

    @property
    def is_off_hook(self) -> bool:
        """Whether the headset itself is in a call."""
        return "hook" in self._down

    def _report(self, button: str) -> None:
        number = self._buttons[button][0]
        bits = sum(1 << bit for name, (report, bit) in self._buttons.items() if report == number and name in self._down)
        self._idle = False
        self._reports.append(bytes([number]) + bits.to_bytes(2 if number == 2 and self._echoes else 1, "little"))
        self._changed.notify_all()


def jabra() -> FakeHeadset:
    buttons = {"hook": (2, 0), "redial": (2, 1), "mute": (2, 2), "flash": (2, 3)}
    leds = {"off_hook": (2, 0), "mute": (2, 1), "ring": (2, 2), "hold": (2, 3)}
    return FakeHeadset("GN Jabra Evolve2", JABRA, buttons, leds, {2: 3}, echoes=True)


def poly() -> FakeHeadset:
    leds = {"mute": (9, 0), "off_hook": (23, 0), "ring": (24, 0), "hold": (32, 0)}
    lengths = dict.fromkeys((9, 23, 24, 32), 2)
    return FakeHeadset("Poly Voyager 4300", POLY, {"mute": (8, 0), "hook": (8, 1)}, leds, lengths, echoes=False)


def epos() -> FakeHeadset:
    buttons = {"hook": (2, 2), "flash": (2, 3), "mute": (2, 5), "drop": (2, 6)}
    leds = {"ringer": (3, 0), "off_hook": (3, 1), "ring": (3, 3), "mute": (3, 4), "hold": (3, 6)}
    return FakeHeadset("EPOS IMPACT D 10", EPOS, buttons, leds, {3: 2}, echoes=False)


def malformed() -> FakeHeadset:
    return FakeHeadset("Nobody", MALFORMED, {"hook": (2, 0)}, {"off_hook": (2, 0)}, {2: 3}, echoes=False)


class FakeBus:
    """Satisfies ``Bus``."""

    def __init__(self, *headsets: FakeHeadset, forbidden: bool = False) -> None:
        self._there: dict[bytes, FakeHeadset] = {}
        self._lock = threading.Lock()
        self.forbidden = forbidden
        self.opened: list[str] = []
        for headset in headsets:
            self.plug(headset)

    def plug(self, headset: FakeHeadset) -> None:
        with self._lock:
            self._there[f"/dev/hidraw{len(self._there)}".encode()] = headset

    def list(self) -> tuple[Found, ...]:
        with self._lock:
            rows = [(path, one) for path, one in self._there.items() if not one.gone]
        return tuple(Found(path=path, name=one.name) for path, one in rows)

    def open(self, found: Found) -> FakeHeadset:
        self.opened.append(found.name)
        if self.forbidden:
            raise OSError("open failed")
        with self._lock:
            return self._there[found.path]
