"""The PC's microphones and speakers, and its sound files. The only importer of the sound library."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import miniaudio
import numpy as np

from agent_desktop.phone.cards import TAKEN_MICROPHONE, TAKEN_SPEAKER, Card, Half, Listing
from agent_desktop.phone.devices import DeviceFailed
from agent_desktop.phone.pcm import RATE, Samples, samples_of
from agent_desktop.phone.wav import WavError

log = logging.getLogger(__name__)
_BACKENDS = [
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
]
"""Those with real hardware behind them: the library would otherwise fall back to one that plays to nobody."""

_LOOPBACK = "Monitor of "
"""How PulseAudio names what records a speaker: as a microphone it would send callers their own voice."""

_FORM: dict[str, Any] = {
    "nchannels": 1,
    "sample_rate": RATE,
    "backends": _BACKENDS,
    "app_name": "Agent Desktop",
}

_AHEAD: dict[str, Any] = {"buffersize_msec": 40, "callback_periods": 2}
"""What a speaker is given ahead: nobody hears that the sound service is 27 ms late. With 30 ms of sound it may be 20 ms
late, with 20 ms 13, and the telephone hardly 6. Each ms more is heard two later.
"""

_PORTIONS: dict[str, Any] = {"buffersize_msec": 10, "callback_periods": 10}
"""What a microphone gives waits until a portion is whole; ten of them are kept while the PC has no time for us."""

MAX_FILE = 64 * 1024 * 1024
"""Bytes of a sound file at most; an hour of an MP3, ten minutes of a WAV of a studio."""


class SystemCards:
    """The sound devices of this PC (``cards.Cards``)."""

    def listed(self) -> Listing:
        """What is connected now; nothing when there is no sound service. Takes 2 to 100 ms."""
        try:
            asked = miniaudio.Devices(_BACKENDS)
            if asked.backend == "PulseAudio":
                speakers, microphones = _connected(asked)
            else:
                speakers, microphones = _named(asked.get_playbacks), _named(asked.get_captures)
        except miniaudio.MiniaudioError as error:
            log.debug("No sound service: %s", error)
            return Listing()
        return Listing(
            speakers=speakers,
            microphones=tuple(card for card in microphones if not card.name.startswith(_LOOPBACK)),
        )

    def speaker(self, card: Card | None, feed: Callable[[int], Samples]) -> Half:
        """Open a speaker; ``feed`` gives it as many samples as it asks for, in a thread of the library's."""
        try:
            return _Open(miniaudio.PlaybackDevice, card, _feeding(feed), _AHEAD)
        except miniaudio.MiniaudioError as error:
            log.info("The speaker failed: %s", error)
            raise DeviceFailed(TAKEN_SPEAKER) from error

    def microphone(self, card: Card | None, drain: Callable[[Samples], None]) -> Half:
        """Open a microphone; ``drain`` takes what it gives, in a thread of the library's."""
        try:
            return _Open(miniaudio.CaptureDevice, card, _draining(drain), _PORTIONS)
        except miniaudio.MiniaudioError as error:
            log.info("The microphone failed: %s", error)
            raise DeviceFailed(TAKEN_MICROPHONE) from error


def _named(ask: Callable[[], list[dict[str, Any]]]) -> tuple[Card, ...]:
    try:
        return tuple(Card(name=found["name"], id=found["id"]) for found in ask())
    except (miniaudio.MiniaudioError, UnicodeDecodeError) as error:
        log.info("No sound devices of one kind: %s", error)
        return ()


def _connected(asked: miniaudio.Devices) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """Speakers and microphones in one question; raises ``MiniaudioError``.

    The library's own lists are two, and go on to ask each device for its formats: more than twice the work for the
    sound service, each second of a call. Of ALSA the formats tell which of its names are devices.
    """
    ffi = miniaudio.ffi
    found = [(ffi.new("ma_device_info**"), ffi.new("ma_uint32*")) for _ in range(2)]
    result = miniaudio.lib.ma_context_get_devices(asked._context, *found[0], *found[1])
    if result != miniaudio.lib.MA_SUCCESS:
        raise miniaudio.MiniaudioError("cannot list the devices", result)
    speakers, microphones = (tuple(_card(infos[0][place]) for place in range(count[0])) for infos, count in found)
    return speakers, microphones


def _card(info: Any) -> Card:
    """A device, with a copy of its identifier, which outlives the list."""
    ffi = miniaudio.ffi
    return Card(name=ffi.string(info.name).decode(errors="replace"), id=ffi.new("ma_device_id *", info.id))


def _feeding(feed: Callable[[int], Samples]) -> Generator[bytes, int, None]:
    count = yield b""
    while True:
        count = yield feed(count).tobytes()


def _draining(drain: Callable[[Samples], None]) -> Generator[None, Any, None]:
    while True:
        drain(samples_of((yield)))


class _Open:
    """A device that runs (``cards.Half``)."""

    def __init__(self, kind: Any, card: Card | None, flow: Generator[Any, Any, None], buffer: dict[str, Any]) -> None:
        """Raises ``MiniaudioError``."""
        next(flow)
        self._device = kind(device_id=card.id if card else None, **buffer, **_FORM)
        try:
            self._device.start(flow)
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def close(self) -> None:
        """Close the device, and its connection to the sound service, which the library forgets."""
        self._device.close()
        miniaudio.lib.ma_context_uninit(self._device._context)


def read_sound(path: Path) -> Samples:
    """A whole WAV, FLAC, MP3 or OGG (Vorbis) file as mono at 16 kHz.

    Raises ``WavError`` for what is no such file and ``OSError`` when it cannot be read.
    """
    if path.stat().st_size > MAX_FILE:
        raise WavError(f"{path} is too large for a sound.")
    try:
        # from memory, because the library opens no file with a name beyond the system's code page on Windows
        found = miniaudio.decode(path.read_bytes(), miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE)
    except miniaudio.DecodeError as error:
        raise WavError(f"{path} is not a WAV, FLAC, MP3 or OGG file.") from error
    return np.array(found.samples, dtype=np.int16)
