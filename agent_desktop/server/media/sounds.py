"""Sounds that legs hear: files, made ready for the line once so that playing costs a slice of bytes."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from agent_desktop.server.media.codecs import SILENCE, WideCoder
from agent_desktop.server.media.g711 import LAWS, SAMPLE_RATE, encode
from agent_desktop.server.media.link import Sounds
from agent_desktop.server.media.outgoing import FRAME_SAMPLES, OwnSource
from agent_desktop.server.media.port import MediaFailed

log = logging.getLogger(__name__)

COUNTRIES = ("gb", "us", "se", "ua", "pl", "fr", "de")
"""ISO 3166-1 codes of the countries whose tones of the network come with the program."""

NETWORK_TONES = frozenset({"tones/ringing", "tones/busy", "tones/congestion"})
"""Sounds that are another file in every country (ITU-T E.180)."""

LONGEST_S = 1_800
"""A longer file is no prompt and no music: in memory it would be 15 MB and more."""

MOST_ONCE = 24
"""Sounds that wait to be heard by one leg; who is told something too often is told it less often."""

_NAME = re.compile(r"[\w-]+(/[\w-]+)*", re.ASCII)  # never a path that leaves the directory

_PASS_HZ, _STOP_HZ = 3400, 4000  # of 8 kHz: the telephone band (ITU-T G.712); above half the rate nothing may be left


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound in every codec of the line, 8000 octets a second."""

    name: str
    coded: Mapping[str, bytes]


class SoundLibrary:
    """Finds sounds by name, the site's own before those that come with the program, and keeps what it has read until
    the file changes.

    ``site``: a directory whose files stand for those of the same name, ``en/welcome.wav`` for ``prompts/en/welcome``
    and ``music/waiting.wav`` for ``music/waiting``.
    """

    def __init__(self, directory: Path, site: Path | None = None, country: str = COUNTRIES[0]) -> None:
        self._directory = directory
        self._site = site
        self._country = country
        self._read: dict[Path, tuple[int, Sound]] = {}
        self._bad: dict[Path, int] = {}

    def get(self, name: str) -> Sound:
        """The sound of this name. Raises ``MediaFailed`` naming a sound that cannot be played."""
        if not _NAME.fullmatch(name):
            raise MediaFailed(f"{name!r} is no name of a sound")
        own = None if self._site is None else self._site / f"{name.removeprefix('prompts/')}.wav"
        if own is not None and own.is_file():
            try:
                return self._load(name, own)
            except MediaFailed as failure:
                self._complain(own, failure)
        local = f"tones/{self._country}/{name.removeprefix('tones/')}" if name in NETWORK_TONES else name
        return self._load(name, self._directory / f"{local}.wav")

    def those_there(self, names: Iterable[str]) -> tuple[tuple[Sound, ...], tuple[str, ...]]:
        """The sounds of these names, and why others cannot be played: what is missing is silence, never a failure."""
        there: list[Sound] = []
        missing: list[str] = []
        for name in names:
            try:
                there.append(self.get(name))
            except MediaFailed as failure:
                missing.append(str(failure))
        return tuple(there), tuple(missing)

    def _load(self, name: str, path: Path) -> Sound:
        try:
            changed = path.stat().st_mtime_ns
            if path not in self._read or self._read[path][0] != changed:
                self._read[path] = (changed, read_sound(name, path))
        except OSError as error:
            raise MediaFailed(f"sound {name!r} cannot be played: {error}") from error
        return self._read[path][1]

    def _complain(self, path: Path, failure: MediaFailed) -> None:
        """Once for every version of a bad file, not at every call."""
        changed = path.stat().st_mtime_ns
        if self._bad.get(path) != changed:
            self._bad[path] = changed
            log.warning("the one that comes with the program is used: %s", failure)


def complaints(site: Path) -> list[str]:
    """A sentence for every file of the site that cannot be played; the program's own is used instead."""
    found: list[str] = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        if path.suffix != ".wav":
            found.append(f"{path} is no prompt: its name does not end in .wav.")
            continue
        try:
            read_sound(path.stem, path)
        except (OSError, MediaFailed) as error:
            found.append(f"{path} cannot be played, the one that comes with the program is used: {error}")
    return found


def read_sound(name: str, path: Path) -> Sound:
    """Read a WAV file: PCM of any width, float, A-law or µ-law, any sample rate, any number of channels (mixed to one).

    Raises OSError, or ``MediaFailed`` that says what is wrong with it.
    """
    with path.open("rb") as opened:  # soundfile's own errors do not say that a file is missing
        try:
            with soundfile.SoundFile(opened) as file:
                if not file.frames or file.frames > LONGEST_S * file.samplerate:
                    raise MediaFailed(f"sound {name!r}: {path} is {'too long' if file.frames else 'empty'}")
                samples, rate = file.read(dtype="float64", always_2d=True), file.samplerate
        except soundfile.LibsndfileError as error:
            raise MediaFailed(f"sound {name!r}: {path} is no sound file that can be read: {error}") from error
    line = samples.mean(axis=1) * 32768
    coded = {law: encode(law, resample(line, rate)) for law in LAWS}
    wide = resample(line, rate, 2 * SAMPLE_RATE)
    return Sound(name, coded | {"G722": WideCoder().encode(wide[: len(wide) // 2 * 2])})


def resample(samples: NDArray[np.float64], rate: int, wanted_rate: int = SAMPLE_RATE) -> NDArray[np.int16]:
    """Samples at ``rate`` Hz, shape (n,), to 16-bit samples at ``wanted_rate``, shape (n * wanted_rate / rate,).

    The filter treats the sound as a circle: a loop without a click stays one.
    """
    if rate != wanted_rate:
        count = max(1, round(len(samples) * wanted_rate / rate))
        spectrum = np.fft.rfft(samples)
        hertz = np.arange(len(spectrum)) * rate / len(samples)
        # A raised-cosine edge rings less than a brick wall.
        width = wanted_rate / SAMPLE_RATE
        edge = np.clip((hertz / width - _PASS_HZ) / (_STOP_HZ - _PASS_HZ), 0, 1)
        spectrum *= (1 + np.cos(np.pi * edge)) / 2
        wanted = np.zeros(count // 2 + 1, dtype=np.complex128)
        kept = min(len(wanted), len(spectrum))
        wanted[:kept] = spectrum[:kept]
        samples = np.fft.irfft(wanted, count) * (count / len(samples))
    return np.clip(np.round(samples), -32768, 32767).astype(np.int16)


class Playback:
    """What one leg hears: sounds in order, then one over and over. Every sound begins at its beginning; a loop that was
    interrupted goes on where it was."""

    def __init__(self, source: int, once: tuple[Sound, ...], loop: Sound | None) -> None:
        self.report: int | None = None  # number of the order, while its end is to be told
        self.own = OwnSource(source)  # its number, as a source of the leg's outgoing stream
        self._order = (tuple(sound.name for sound in once), loop and loop.name)
        self._once = list(once)
        self._loop = loop
        self._position = 0  # in the first of ``once``
        self._loop_position = 0

    @property
    def once_is_over(self) -> bool:
        """Whether what was to be played once was played."""
        return not self._once

    def add(self, once: tuple[Sound, ...], loop: Sound | None) -> None:
        """After what is still to be played once, these; then this loop. What would be too much is left out."""
        if len(self._once) + len(once) <= MOST_ONCE:
            self._once += once
        if loop is None or self._loop is None or loop.name != self._loop.name:
            self._loop_position = 0
        self._loop = loop
        self._order = (tuple(sound.name for sound in self._once), loop and loop.name)

    def frame(self, codec: str) -> bytes | None:
        """The next 20 ms, 160 octets; None when everything was played."""
        if self._once:
            return self._frame_once(self._once[0].coded[codec], codec)
        if self._loop is None:
            return None
        data = self._loop.coded[codec]
        frame = data[self._loop_position : self._loop_position + FRAME_SAMPLES]
        self._loop_position += len(frame)
        while len(frame) < FRAME_SAMPLES:  # the end joins the beginning within a frame: no gap, no click
            self._loop_position = FRAME_SAMPLES - len(frame)
            frame += data[: self._loop_position]
        return frame

    def ordered(self) -> Sounds:
        """The order that is being carried out, without what is over of it."""
        once, loop = self._order
        return Sounds(once=once[len(once) - len(self._once) :], loop=loop, report=self.report)

    def plays(self, once: tuple[str, ...], loop: str | None) -> bool:
        """Whether this order is the one being carried out: its ``once`` is not over, or it has none."""
        return self._order == (once, loop) and (bool(self._once) or not once)

    def _frame_once(self, data: bytes, codec: str) -> bytes:
        frame = data[self._position : self._position + FRAME_SAMPLES]
        self._position += FRAME_SAMPLES
        if self._position >= len(data):
            del self._once[0]
            self._position = 0
        return frame + SILENCE[codec] * (FRAME_SAMPLES - len(frame))
