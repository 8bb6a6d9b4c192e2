"""Headsets in use: finds those that come and go, keeps their lights in step with the call, tells what is pressed.

One thread decides and writes; each headset has another that waits for its reports. Neither is the telephone's own: a
headset that is slow to take a report delays no speech.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event, Thread

from msgspec.structs import replace

from agent_desktop.phone.headset.buttons import Call, Hands, lit, pressed, told
from agent_desktop.phone.headset.descriptor import BadDescriptor, parse
from agent_desktop.phone.headset.devices import Bus, Found, HidDevice
from agent_desktop.phone.headset.layout import Layout, Light, layout_of
from agent_desktop.phone.port import Button, HeadsetOrder, ShowCall, UseHeadsets

log = logging.getLogger(__name__)
LOOK_S = 2.0
"""How soon a headset that was connected is found."""
REVERT_S = 2.0
"""After a press that nothing came of, the lights are told again: the headset has gone ahead by itself."""
SETTLE_S = 1.0
"""For so long a headset that is connected during a call says where it is, and is not asked to mean anything by it."""
_READ_MS = 250
_CLOSE_S = 2.0


class _Headset:
    """One open headset; its reports go to ``heard``, None when it is gone."""

    def __init__(self, found: Found, device: HidDevice, layout: Layout, heard: Callable[[bytes | None], None]) -> None:
        self.found, self.layout = found, layout
        self.hands = Hands()
        self.lit: frozenset[Light] | None = None  # as last sent
        self.revert_at: float | None = None
        self.settled_at = 0.0
        self._device, self._heard = device, heard
        self._closing = Event()
        self._reader = Thread(target=self._read, name="headset reader", daemon=True)
        self._reader.start()

    def write(self, lights: frozenset[Light], *, again: bool = False) -> None:
        """Send what changes, or everything ``again``; raises ``OSError`` when the headset is gone."""
        reports = self.layout.written(lights)
        before = () if self.lit is None or again else self.layout.written(self.lit)
        self.lit = lights
        for report in reports:
            if report not in before:
                self._device.write(report)

    def close(self) -> None:
        """Let go of it; waits for its reader."""
        self._closing.set()
        self._reader.join(_CLOSE_S)
        self._device.close()

    def _read(self) -> None:
        try:
            while not self._closing.is_set():
                if report := self._device.read(_READ_MS):
                    self._heard(report)
        except (OSError, ValueError) as error:  # ValueError: closed by the library
            log.info("Headset %s is gone: %s", self.found.name, error)
            self._heard(None)


class HeadsetDesk:
    """Every headset of the PC. Orders return at once and are carried out in order by a thread of its own."""

    def __init__(
        self,
        tell: Callable[[Button], None],
        bus: Callable[[], Bus],
        *,
        look_s: float = LOOK_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``tell`` takes presses from any thread. ``bus`` is made in the thread; ``ImportError`` or ``OSError``: there
        are no headsets here."""
        self._tell, self._bus, self._look_s, self._clock = tell, bus, look_s, clock
        self._call = Call()
        self._off: tuple[str, ...] = ("*",)  # until it is known which are not to be used
        self._headsets: dict[bytes, _Headset] = {}
        self._passed_over: dict[bytes, str] = {}  # cannot be used, and why: told once
        self._look_at = clock()
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="headsets", daemon=True)

    def start(self) -> None:
        """Begin to look for headsets."""
        self._thread.start()

    def order(self, order: HeadsetOrder) -> None:
        """Carry an order out."""
        match order:
            case ShowCall(ringing=ringing, talking=talking, held=held):
                self._work.put(lambda: self._show(replace(self._call, ringing=ringing, talking=talking, held=held)))
            case UseHeadsets(off=off):
                self._work.put(lambda: self._use(off))

    def muted(self, on: bool) -> None:
        """The microphone is closed or open."""
        self._work.put(lambda: self._show(replace(self._call, muted=on)))

    def close(self) -> None:
        """Switch every light off and let go of the headsets; waits at most 2 s."""
        self._work.put(None)
        self._thread.join(_CLOSE_S)

    # --- the thread --------------------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            bus = self._bus()
        except (ImportError, OSError) as error:
            log.warning("The buttons of headsets cannot be used: %s", error)
            return
        while True:
            try:
                job = self._work.get(timeout=self._patience())
            except Empty:
                job = partial(self._due, bus)
            if job is None:
                break
            try:
                job()
            except Exception:  # a bug must not leave the headset dead for the rest of the day
                log.exception("The work with the headset failed")
        self._show(Call())
        for headset in self._headsets.values():
            headset.close()

    def _patience(self) -> float:
        due = [self._look_at, *(at for one in self._headsets.values() if (at := one.revert_at) is not None)]
        return max(0.0, min(due) - self._clock())

    def _due(self, bus: Bus) -> None:
        now = self._clock()
        for headset in tuple(self._headsets.values()):
            if headset.revert_at is not None and now >= headset.revert_at:
                self._light(headset, again=True)
        if now >= self._look_at:
            self._look_at = now + self._look_s
            self._look(bus)

    def _use(self, off: tuple[str, ...]) -> None:
        self._off = off
        self._passed_over.clear()
        self._look_at = self._clock()

    def _show(self, call: Call) -> None:
        self._call = call
        for headset in tuple(self._headsets.values()):
            if headset.lit != lit(call):
                self._light(headset)

    def _light(self, headset: _Headset, *, again: bool = False) -> None:
        headset.revert_at = None
        try:
            headset.write(lit(self._call), again=again)
        except OSError as error:
            log.info("Headset %s takes no lights: %s", headset.found.name, error)
            self._drop(headset)
        else:
            headset.hands = told(headset.hands, self._call, self._clock())

    # --- headsets come and go ----------------------------------------------------------------------------------------

    def _look(self, bus: Bus) -> None:
        try:
            there = {found.path: found for found in bus.list() if not self._is_off(found.name)}
        except OSError as error:
            log.info("Headsets cannot be looked for: %s", error)
            return
        for path in self._headsets.keys() - there.keys():
            self._drop(self._headsets[path])
        self._passed_over = {path: why for path, why in self._passed_over.items() if path in there}
        for path in there.keys() - self._headsets.keys() - self._passed_over.keys():
            self._take(bus, there[path])

    def _is_off(self, name: str) -> bool:
        return any(part == "*" or part.casefold() in name.casefold() for part in self._off)

    def _take(self, bus: Bus, found: Found) -> None:
        try:
            device = bus.open(found)
        except OSError as error:
            self._pass_over(found, f"it cannot be opened ({error}); on Linux a rule for udev lets users")
            return
        try:
            layout = layout_of(parse(device.descriptor()))
        except (OSError, BadDescriptor) as error:
            device.close()
            self._pass_over(found, f"what it says of itself makes no sense: {error}")
            return
        if not layout.is_headset:
            device.close()
            self._pass_over(found, "it has no hook switch")
            return

        def heard(report: bytes | None) -> None:
            self._work.put(partial(self._heard, headset, report, self._clock()))

        headset = _Headset(found, device, layout, heard)
        headset.settled_at = self._clock() + SETTLE_S if self._call.talking else 0.0
        self._headsets[found.path] = headset
        log.info("Headset %s is used", found.name)
        self._light(headset)

    def _pass_over(self, found: Found, why: str) -> None:
        self._passed_over[found.path] = why
        log.warning("The buttons of headset %s are not used: %s", found.name, why)

    def _drop(self, headset: _Headset) -> None:
        if self._headsets.get(headset.found.path) is headset:
            del self._headsets[headset.found.path]
            headset.close()

    def _heard(self, headset: _Headset, report: bytes | None, at: float) -> None:
        if self._headsets.get(headset.found.path) is not headset:
            return  # the last words of one that is gone
        if report is None:
            self._drop(headset)
            return
        meant = pressed(headset.hands, headset.layout, report, self._call, at)
        headset.hands = meant.hands
        if at < headset.settled_at:
            return
        if meant.revert:
            self._light(headset, again=True)
        if meant.button is not None:
            headset.revert_at = at + REVERT_S
            self._tell(meant.button)
