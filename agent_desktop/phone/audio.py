"""The PC's microphone and speaker. The only importer of the sound library.

The microphone runs only while a leg is answered, the speaker while there is a leg or a signal to hear: neither costs
power nor lights the operating system's indicator otherwise.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator
from typing import Any

import miniaudio
import numpy as np

from agent_desktop.phone.devices import DeviceFailed
from agent_desktop.phone.pcm import FRAME, RATE, Samples, samples_of
from agent_desktop.phone.rings import DriftRing
from agent_desktop.phone.wav import looped

log = logging.getLogger(__name__)
_PERIOD_MS = 20
_BACKENDS = [
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
]
"""Those with real hardware behind them: the library would otherwise fall back to one that plays to nobody."""

_LOOPBACK = "Monitor of "
"""How PulseAudio names what records a speaker: as a microphone it would send callers their own voice."""

_NO_DEVICE = "No sound device was found. Connect a headset or switch the sound service on, then choose it again."
_NO_MICROPHONE = "No microphone was found: callers cannot hear you. Connect a headset, then choose it again."
_NO_SPEAKER = "No speaker was found: you cannot hear callers. Connect a headset, then choose it again."


class CardDevice:
    """A speaker and a microphone of the PC, by part of their names or the system's default ones.

    They are looked up again at every opening, so a headset connected between two calls is found.
    """

    def __init__(self, name: str = "") -> None:
        """See what there is; nothing is opened yet. Raises ``DeviceFailed`` when there is neither."""
        self._name = name
        speakers, microphones = _devices()
        if not speakers and not microphones:
            raise DeviceFailed(_NO_DEVICE)
        self.problem = "" if speakers and microphones else _NO_MICROPHONE if speakers else _NO_SPEAKER
        if name and _find(speakers, name) is None and _find(microphones, name) is None:
            self.problem = f"No sound device “{name}” was found: the system's default one is used instead."
        self._speaker: miniaudio.PlaybackDevice | None = None
        self._microphone: miniaudio.CaptureDevice | None = None
        self._to_speaker, self._from_microphone = DriftRing(), DriftRing()
        self._sound: _Playing | None = None

    def heard(self, frame: bytes) -> None:
        """Give the frame to the speaker, when it runs."""
        if self._speaker:
            self._to_speaker.write(samples_of(frame), time.monotonic())

    def spoken(self) -> bytes:
        """The next frame of the microphone; silence while it starts."""
        return self._from_microphone.read(FRAME, time.monotonic()).tobytes()

    def forget_spoken(self) -> None:
        """Drop what the microphone has given so far."""
        self._from_microphone.clear()

    def play(self, samples: Samples, *, loop: bool) -> None:
        """Mix this into the speaker; ``run`` must have been asked for the speaker."""
        self._sound = _Playing(samples, loop)

    def stop_playing(self) -> None:
        """End what ``play`` began."""
        self._sound = None

    def run(self, *, speaker: bool, microphone: bool) -> None:
        """Open or close the halves."""
        try:
            if speaker != bool(self._speaker):
                self._open_speaker() if speaker else self._close_speaker()
        finally:
            if microphone != bool(self._microphone):
                self._open_microphone() if microphone else self._close_microphone()

    def _open_speaker(self) -> None:
        speakers, _ = _devices()
        if not speakers:
            raise DeviceFailed(_NO_SPEAKER)
        self._to_speaker.clear()
        feed = self._feed_speaker()
        next(feed)
        try:
            device = miniaudio.PlaybackDevice(device_id=_find(speakers, self._name), **_FORM)
            device.start(feed)
        except miniaudio.MiniaudioError as error:
            log.info("The speaker failed: %s", error)
            raise DeviceFailed("The speaker could not be used; another program may have taken it.") from error
        self._speaker = device

    def _open_microphone(self) -> None:
        _, microphones = _devices()
        if not microphones:
            raise DeviceFailed(_NO_MICROPHONE)
        self._from_microphone.clear()
        drain = self._drain_microphone()
        next(drain)
        try:
            device = miniaudio.CaptureDevice(device_id=_find(microphones, self._name), **_FORM)
            device.start(drain)
        except miniaudio.MiniaudioError as error:
            log.info("The microphone failed: %s", error)
            raise DeviceFailed("The microphone could not be used; it may be taken or forbidden.") from error
        self._microphone = device

    def _close_speaker(self) -> None:
        device, self._speaker = self._speaker, None
        _let_go(device)
        _report("speaker", device, self._to_speaker)

    def _close_microphone(self) -> None:
        device, self._microphone = self._microphone, None
        _let_go(device)
        _report("microphone", device, self._from_microphone)
        self._from_microphone.clear()

    def _feed_speaker(self) -> Generator[bytes, int, None]:
        """Runs in the sound library's thread: what it sends is how many samples the speaker wants."""
        count = yield b""
        while True:
            out = self._to_speaker.read(count, time.monotonic())
            sound = self._sound
            if sound:
                out = sound.mixed_into(out)
            count = yield out.tobytes()

    def _drain_microphone(self) -> Generator[None, Any, None]:
        while True:
            self._from_microphone.write(samples_of((yield)), time.monotonic())

    def close(self) -> None:
        """Let go of both."""
        self._close_speaker()
        self._close_microphone()


def _let_go(device: miniaudio.PlaybackDevice | miniaudio.CaptureDevice | None) -> None:
    """Close a device, and its connection to the sound service, which the library forgets."""
    if device:
        device.close()
        miniaudio.lib.ma_context_uninit(device._context)


def _report(name: str, device: object, ring: DriftRing) -> None:
    """How well the sound ran, for whoever looks into a complaint."""
    if device:
        log.info("The %s ran dry %d times and lost %d ms so far", name, ring.dry, ring.dropped * 1000 // RATE)


class _Playing:
    """A sound on its way to the speaker."""

    def __init__(self, samples: Samples, loop: bool) -> None:
        self._samples = samples
        self._loop = loop
        self._at = 0

    def mixed_into(self, out: Samples) -> Samples:
        if self._loop:
            piece = looped(self._samples, self._at, out.size)
        else:
            piece = np.zeros(out.size, dtype=np.int16)
            rest = self._samples[self._at : self._at + out.size]
            piece[: rest.size] = rest
        self._at += out.size
        return np.clip(out.astype(np.int32) + piece, -32768, 32767).astype(np.int16)


_FORM: dict[str, Any] = {
    "nchannels": 1,
    "sample_rate": RATE,
    "buffersize_msec": _PERIOD_MS,
    "backends": _BACKENDS,
    "app_name": "Agent Desktop",
}


def _devices() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The speakers and the microphones of the PC."""
    try:
        found = miniaudio.Devices(_BACKENDS)
    except miniaudio.MiniaudioError as error:
        log.info("No sound service: %s", error)
        return [], []
    microphones = _listed(found.get_captures)
    return _listed(found.get_playbacks), [m for m in microphones if not m["name"].startswith(_LOOPBACK)]


def _listed(ask: Any) -> list[dict[str, Any]]:
    try:
        return ask()
    except miniaudio.MiniaudioError as error:
        log.info("No sound devices of one kind: %s", error)
        return []


def _find(devices: list[dict[str, Any]], name: str) -> Any:
    """The library's id of the first device with ``name`` in its name; None for the default or when there is none."""
    if not name:
        return None
    return next((d["id"] for d in devices if name.casefold() in d["name"].casefold()), None)
