"""The sound device in use: keeps slow work with it off the call's clock and off SIP, and measures levels."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from agent_desktop.phone.audio import CardDevice
from agent_desktop.phone.devices import Device, DeviceFailed, FileDevice, NoDevice, file_paths
from agent_desktop.phone.pcm import RATE, dbfs, peak, samples_of
from agent_desktop.phone.port import AnyPhoneEvent, Failed, Recording, Sound
from agent_desktop.phone.wav import WavError, read_wav

log = logging.getLogger(__name__)


class SoundDesk:
    """One device at a time. Orders return at once and are carried out in order by a thread of its own."""

    def __init__(self, tell: Callable[[AnyPhoneEvent], None]) -> None:
        """``tell`` takes events from any thread."""
        self._tell = tell
        self._device: Device = NoDevice()
        self._name = "none"
        self._speaker = self._microphone = False
        self._playing_until: float | None = None  # inf: until it is stopped
        self._heard_peak = self._spoken_peak = 0
        self._work: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._worker = Thread(target=self._run, name="sound", daemon=True)
        self._worker.start()

    # --- from the phone's thread ---------------------------------------------------------------------------------

    def use(self, device: str) -> None:
        """Take another device; told as ``Sound``."""
        self._work.put(lambda: self._use(device))

    def want(self, *, speaker: bool, microphone: bool) -> None:
        """What the calls need now."""
        self._work.put(lambda: self._want(speaker, microphone))

    def forget_spoken(self) -> None:
        """The microphone is connected from now on: what it gave before was not meant for anybody."""
        self._device.forget_spoken()

    def play(self, file: str, *, loop: bool) -> None:
        """Let the speaker's listener hear a WAV file."""
        self._work.put(lambda: self._play(Path(file), loop))

    def stop_playing(self) -> None:
        """End what plays."""
        self._work.put(self._stop_playing)

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
        self._device.heard(frame)

    def spoken(self) -> bytes:
        """20 ms of the microphone."""
        frame = self._device.spoken()
        self._spoken_peak = max(self._spoken_peak, peak(samples_of(frame)))
        return frame

    # --- the worker ----------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            try:
                job = self._work.get(timeout=self._patience())
            except Empty:
                job = self._stop_playing
            if job is None:
                break
            try:
                job()
            except Exception:  # a bug must not leave the phone deaf for the rest of the day
                log.exception("The sound device's work failed")
        self._device.close()

    def _patience(self) -> float | None:
        """Seconds until the sound that plays is over; None when nothing ends by itself."""
        if self._playing_until is None or self._playing_until == float("inf"):
            return None
        return max(0.0, self._playing_until - time.monotonic())

    def _use(self, name: str) -> None:
        problem = ""
        old, self._device = self._device, NoDevice()
        old.close()
        self._playing_until = None
        try:
            self._device, problem = self._opened(name)
            self._name = name
        except (DeviceFailed, WavError) as error:
            self._name, problem = "none", str(error)
        except OSError as error:
            self._name, problem = "none", f"The sound file cannot be used: {error}."
        self._tell(Sound(device=self._name, problem=problem))
        self._settle()

    def _opened(self, name: str) -> tuple[Device, str]:
        if name.startswith("file:"):
            source, sink = file_paths(name)
            return FileDevice(source, sink, lambda file, at: self._tell(Recording(file=file, at_ms=at))), ""
        if name == "default" or name.startswith("name:"):
            card = CardDevice(name.partition(":")[2])
            return card, card.problem
        if name != "none":
            raise DeviceFailed(f"“{name}” is not a sound device: choose default, name:…, none or file:…,….")
        return NoDevice(), ""

    def _want(self, speaker: bool, microphone: bool) -> None:
        self._speaker, self._microphone = speaker, microphone
        self._settle()

    def _settle(self) -> None:
        """Start and stop the device's halves as they are needed now."""
        try:
            self._device.run(speaker=self._speaker or self._playing_until is not None, microphone=self._microphone)
        except DeviceFailed as error:
            self._tell(Sound(device=self._name, problem=str(error)))

    def _play(self, file: Path, loop: bool) -> None:
        try:
            samples = read_wav(file)
        except (OSError, WavError) as error:
            self._tell(Failed(order="PlaySound", problem=f"The sound cannot be played: {error}"))
            return
        self._playing_until = float("inf") if loop else time.monotonic() + samples.size / RATE + 0.2
        self._device.play(samples, loop=loop)
        self._settle()

    def _stop_playing(self) -> None:
        self._playing_until = None
        self._device.stop_playing()
        self._settle()
