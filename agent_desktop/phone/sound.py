"""The sound device in use: keeps slow work with it off the call's clock and off SIP, and measures levels."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from agent_desktop.phone.audio import SystemCards, read_sound
from agent_desktop.phone.cards import CardDevice, Cards
from agent_desktop.phone.devices import Device, DeviceFailed, FileDevice, InUse, NoDevice, file_paths
from agent_desktop.phone.echo import Probe
from agent_desktop.phone.pcm import RATE, dbfs, gained, peak, samples_of
from agent_desktop.phone.port import (
    AnyPhoneEvent,
    Devices,
    Failed,
    Played,
    PlaySound,
    Recording,
    Sound,
    UseDevices,
    UseSound,
    Wanted,
    Where,
)
from agent_desktop.phone.wav import WavError

log = logging.getLogger(__name__)
CHOSEN = "chosen"
"""What the device is called that ``UseDevices`` ordered."""

LOOKS_S = (1.0, 3.0, 10.0)
"""How often it is looked which devices are connected: with sound running, without, and where there are none at all."""

_OUTLIVES_S = 0.2
"""A sound is over so much later than its length: the device still has the last of it."""


class SoundDesk:
    """One device at a time. Orders return at once and are carried out in order by a thread of its own."""

    def __init__(
        self,
        tell: Callable[[AnyPhoneEvent], None],
        cards: Cards | None = None,
        looks_s: tuple[float, float, float] = LOOKS_S,
    ) -> None:
        """``tell`` takes events from any thread; ``cards``: instead of this PC's."""
        self._tell = tell
        self._looks_s = looks_s
        self._cards = cards or SystemCards()
        self._device: Device = NoDevice()
        self._name = "none"
        self._in_use: InUse | None = None  # as last told
        self._connected = Devices()
        self._speaker = self._microphone = False
        self._playing: dict[Where, tuple[str, float]] = {}  # file and end; inf: until it is stopped
        self._look_at = float("inf")
        self._heard_peak = self._spoken_peak = 0
        self._probe: Probe | None = None
        self._suppresses = False
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._worker = Thread(target=self._run, name="sound", daemon=True)
        self._worker.start()

    # --- from the phone's thread ---------------------------------------------------------------------------------

    def use(self, order: UseSound | UseDevices) -> None:
        """Take another device; told as ``Sound``."""
        self._work.put(lambda: self._use(order))

    def suppress_echo(self, on: bool) -> None:
        """Keep from callers what the microphone hears of the speaker, whichever devices these are; or no more."""
        self._work.put(lambda: self._suppress_echo(on))

    def want(self, *, speaker: bool, microphone: bool) -> None:
        """What the calls need now."""
        self._work.put(lambda: self._want(speaker, microphone))

    def forget_spoken(self) -> None:
        """The microphone is connected from now on: what it gave before was not meant for anybody."""
        self._device.forget_spoken()

    def play(self, order: PlaySound) -> None:
        """Let the agent hear a sound file."""
        self._work.put(lambda: self._play(order))

    def stop_playing(self, where: Where) -> None:
        """End what plays there."""
        self._work.put(lambda: self._stop_playing(where))

    def probe(self, on: bool) -> None:
        """Measure the way of a test call from now on, or no more."""
        self._probe = Probe() if on else None

    def measured_ms(self) -> list[int | None]:
        """The delays measured since this was asked last, the devices' included; None: nothing came back."""
        found = self._probe.take() if self._probe else []
        return [None if one is None else round(one) + self._device.delay_ms for one in found]

    def levels(self) -> tuple[float, float]:
        """Peaks in dBFS of what was heard and of what the microphone gave, since the last time this was asked."""
        heard, self._heard_peak = self._heard_peak, 0
        spoken, self._spoken_peak = self._spoken_peak, 0
        return dbfs(heard), dbfs(spoken)

    def close(self) -> None:
        """Let go of the device; waits until that is done, at most 2 s."""
        self._work.put(None)
        self._worker.join(2)

    # --- from the call's clock -----------------------------------------------------------------------------------

    def heard(self, frame: bytes) -> None:
        """20 ms of what the calls let one hear."""
        self._heard_peak = max(self._heard_peak, peak(samples_of(frame)))
        if probe := self._probe:
            probe.heard(frame)
        self._device.heard(frame)

    def spoken(self) -> bytes:
        """20 ms of the microphone."""
        frame = self._device.spoken()
        self._spoken_peak = max(self._spoken_peak, peak(samples_of(frame)))
        return probe.spoken(frame) if (probe := self._probe) else frame

    # --- the worker ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            try:
                job = self._work.get(timeout=self._patience())
            except Empty:
                job = self._due
            if job is None:
                break
            try:
                job()
            except Exception:  # a bug must not leave the phone deaf for the rest of the day
                log.exception("The sound device's work failed")
        self._device.close()

    def _patience(self) -> float | None:
        """Seconds until something is due by time; None when nothing is."""
        first = min([self._look_at, *(end for _, end in self._playing.values())])
        return None if first == float("inf") else max(0.0, first - time.monotonic())

    def _due(self) -> None:
        """End the sounds that are over, and look at the devices."""
        now = time.monotonic()
        for where, (file, end) in tuple(self._playing.items()):
            if end <= now:
                self._stop_playing(where)
                self._tell(Played(file=file, where=where))
        if self._look_at <= now:
            self._settle(moved=True)

    def _use(self, order: UseSound | UseDevices) -> None:
        name, problem = CHOSEN if isinstance(order, UseDevices) else order.device, ""
        try:
            wanted = order if isinstance(order, UseDevices) else _by_name(order.device)
            if wanted is None:
                self._take(self._opened(name))
            else:
                if not isinstance(self._device, CardDevice):
                    self._take(CardDevice(self._cards))
                    self._suppress_echo(self._suppresses)
                assert isinstance(self._device, CardDevice)
                self._device.choose(wanted, either=isinstance(order, UseSound))
        except (DeviceFailed, WavError) as error:
            name, problem = "none", str(error)
        except OSError as error:
            name, problem = "none", f"The sound file cannot be used: {error}."
        if problem:
            self._take(NoDevice())
        self._name, self._in_use = name, None
        self._settle(problem)

    def _suppress_echo(self, on: bool) -> None:
        self._suppresses = on
        if isinstance(self._device, CardDevice):
            self._device.suppress_echo(on)

    def _take(self, device: Device) -> None:
        old, self._device = self._device, device
        old.close()
        self._playing.clear()

    def _opened(self, name: str) -> Device:
        """A device that is none of the PC's."""
        if name.startswith("file:"):
            source, sink = file_paths(name)
            return FileDevice(source, sink, lambda file, at: self._tell(Recording(file=file, at_ms=at)))
        if name != "none":
            raise DeviceFailed(f"“{name}” is not a sound device: choose default, name:…, none or file:…,….")
        return NoDevice()

    def _want(self, speaker: bool, microphone: bool) -> None:
        if (speaker, microphone) != (self._speaker, self._microphone):
            self._speaker, self._microphone = speaker, microphone
            self._settle()

    def _settle(self, problem: str = "", *, moved: bool = False) -> None:
        """Start and stop the device's halves as they are needed now; tell what is different."""
        in_use = self._device.settle(speaker=self._speaker, microphone=self._microphone)
        self._look_at = float("inf")
        if isinstance(self._device, CardDevice):
            there = self._device.connected
            connected = Devices(
                microphones=tuple(card.name for card in there.microphones),
                speakers=tuple(card.name for card in there.speakers),
            )
            if connected != self._connected:
                self._connected = connected
                self._tell(connected)
            running, idle, nothing = self._looks_s
            runs = self._speaker or self._microphone or self._playing
            found = there.microphones or there.speakers
            self._look_at = time.monotonic() + (nothing if not found else running if runs else idle)
        if in_use != self._in_use:
            before, self._in_use = self._in_use, in_use
            self._tell(
                Sound(
                    device=self._name,
                    problem=problem or in_use.problem,
                    microphone=in_use.microphone,
                    speaker=in_use.speaker,
                    ring=in_use.ring,
                    moved=moved and before is not None and _names(before) != _names(in_use),
                )
            )

    def _play(self, order: PlaySound) -> None:
        try:
            samples = gained(read_sound(Path(order.file)), order.gain_db)[max(0, order.from_ms) * RATE // 1000 :]
        except (OSError, ValueError, WavError) as error:  # ValueError: a name with a character that no file can have
            self._tell(Failed(order="PlaySound", problem=f"The sound cannot be played: {error}"))
            return
        end = float("inf") if order.loop else time.monotonic() + samples.size / RATE + _OUTLIVES_S
        self._playing[order.where] = (order.file, end)
        self._device.play(order.where, samples, loop=order.loop)
        self._settle()

    def _stop_playing(self, where: Where) -> None:
        if self._playing.pop(where, None):
            self._device.stop_playing(where)
            self._settle()


def _by_name(device: str) -> UseDevices | None:
    """The PC's devices that ``UseSound`` names; None for another kind of device."""
    if device != "default" and not device.startswith("name:"):
        return None
    wanted = (Wanted(name=device.partition(":")[2]),)
    return UseDevices(microphones=wanted, speakers=wanted)


def _names(in_use: InUse) -> tuple[str, str, str]:
    return in_use.microphone, in_use.speaker, in_use.ring
