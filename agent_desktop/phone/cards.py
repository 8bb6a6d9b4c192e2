"""Which of the PC's microphones and speakers are used, while they come and go, in a call or not.

The microphone runs only while a leg is answered, a speaker while there is a leg or a sound to hear: neither costs power
nor lights the operating system's indicator otherwise. A device that stops delivering is opened again, or another one.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np

from agent_desktop.phone.devices import DeviceFailed, InUse
from agent_desktop.phone.pcm import FRAME, RATE, Samples, gained, samples_of
from agent_desktop.phone.port import UseDevices, Wanted, Where
from agent_desktop.phone.rings import DriftRing
from agent_desktop.phone.suppressor import EchoSuppressor
from agent_desktop.phone.wav import looped

log = logging.getLogger(__name__)

NO_DEVICE = "No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself."
NO_MICROPHONE = "No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself."
NO_SPEAKER = "No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself."
OTHER_MICROPHONE = "The microphone you chose is not connected: another one is used until it is back."
OTHER_SPEAKER = "The speaker you chose is not connected: another one is used until it is back."
DEAD_MICROPHONE = "The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one."
SILENT_MICROPHONE = "The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable."
TAKEN_SPEAKER = "The speaker could not be used; another program may have taken it."
TAKEN_MICROPHONE = "The microphone could not be used; it may be taken or forbidden."

_STALLED_S = 1.5
"""A device that neither took nor gave sound for so long is gone, whatever its list says."""
_SILENT_S = 6.0
"""Digital zeros for so long come from a switch or a dead line: a living microphone always gives some noise."""


@dataclass(frozen=True, slots=True)
class Card:
    """A device of the sound library's list; ``id`` is the library's own."""

    name: str
    id: Any = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Listing:
    """What is connected."""

    speakers: tuple[Card, ...] = ()
    microphones: tuple[Card, ...] = ()


class Half(Protocol):
    """A microphone or a speaker that runs."""

    def close(self) -> None:
        """Stop it; nothing is asked for or given after that."""
        ...


class Cards(Protocol):
    """The PC's devices; None for a ``card`` is the system's default one. Both raise ``DeviceFailed``."""

    def listed(self) -> Listing:
        """What is connected now; may take 100 ms."""
        ...

    def speaker(self, card: Card | None, feed: Callable[[int], Samples]) -> Half:
        """Open a speaker that asks ``feed`` for samples, in a thread of its own."""
        ...

    def microphone(self, card: Card | None, drain: Callable[[Samples], None]) -> Half:
        """Open a microphone that hands its samples to ``drain``, in a thread of its own."""
        ...


@dataclass(frozen=True, slots=True)
class Picked:
    """What a list of wanted devices comes to: ``card`` None is the default one; ``missing``: none of them was there."""

    card: Card | None = None
    gain_db: float = 0.0
    missing: bool = False


def pick(wanted: tuple[Wanted, ...], connected: tuple[Card, ...]) -> Picked:
    """The first wanted device that is connected, by its whole name or else by a part of it; else the default one."""
    for one in wanted:
        if not one.name:
            return Picked(gain_db=one.gain_db)
        name = one.name.casefold()
        fits = [card for card in connected if name in card.name.casefold()]
        card = next((card for card in fits if card.name.casefold() == name), fits[0] if fits else None)
        if card is not None:
            return Picked(card, one.gain_db)
    return Picked(missing=bool(wanted))


class CardDevice:
    """Microphone, speaker and ring device of the PC (``devices.Device``)."""

    def __init__(self, cards: Cards, clock: Callable[[], float] = time.monotonic) -> None:
        """The system's default devices, none of them opened yet. ``clock`` gives seconds."""
        self._cards, self._clock = cards, clock
        self._chosen = UseDevices()
        self._either = False
        self._listing = Listing()
        self._to_speaker, self._from_microphone = DriftRing(), DriftRing()
        self._sounds: dict[Where, _Playing] = {}
        self._speaker = _Line("speaker", clock)
        self._ring = _Line("ring device", clock)
        self._microphone = _Line("microphone", clock)
        self._shared = True  # the ring is heard where the calls are
        self._calls = False
        self._loud_at = 0.0
        self._suppressor: EchoSuppressor | None = None

    @property
    def connected(self) -> Listing:
        """What was connected when it was last looked."""
        return self._listing

    @property
    def delay_ms(self) -> int:
        """What the two rings hold, with the portions that the devices take and give."""
        return (self._to_speaker.target + self._from_microphone.target) * 1000 // RATE

    def choose(self, chosen: UseDevices, *, either: bool = False) -> None:
        """Use others, or the same with other gains, from the next ``settle`` on.

        ``either``: nothing is missing when a microphone is there and no speaker of this name, or the reverse.
        """
        self._chosen, self._either = chosen, either

    def suppress_echo(self, on: bool) -> None:
        """Lower the microphone while the speaker sounds, from now on or no more. Any thread."""
        self._suppressor = EchoSuppressor() if on else None

    # --- from the call's clock -----------------------------------------------------------------------------------

    def heard(self, frame: bytes) -> None:
        """Give the frame to the speaker, when it runs for calls."""
        if self._calls and self._speaker.runs:
            self._to_speaker.write(samples_of(frame), self._clock())

    def spoken(self) -> bytes:
        """The next frame of the microphone; silence while it starts."""
        return self._from_microphone.read(FRAME, self._clock()).tobytes()

    def forget_spoken(self) -> None:
        """Drop what the microphone has given so far."""
        self._from_microphone.clear()

    # --- from the worker -----------------------------------------------------------------------------------------

    def play(self, where: Where, samples: Samples, *, loop: bool) -> None:
        """Mix this into what the agent hears there."""
        self._sounds[where] = _Playing(samples, loop)

    def stop_playing(self, where: Where) -> None:
        """End what ``play`` began."""
        self._sounds.pop(where, None)

    def settle(self, *, speaker: bool, microphone: bool) -> InUse:
        """Look what is connected, and let run what is needed of what is wanted."""
        self._listing = self._cards.listed()
        there, chosen = self._listing, self._chosen
        mouth = pick(chosen.microphones, there.microphones)
        ear = pick(chosen.speakers, there.speakers)
        bell = pick(chosen.rings, there.speakers) if chosen.rings else ear
        self._shared = bell.card == ear.card
        if not speaker:
            self._calls = False
            self._to_speaker.clear()
        at_ear = speaker or "speaker" in self._sounds or (self._shared and "ring" in self._sounds)
        at_bell = not self._shared and "ring" in self._sounds
        problems = [
            self._tend(self._speaker, ear, at_ear, there.speakers, NO_SPEAKER),
            self._tend(self._ring, bell, at_bell, there.speakers, NO_SPEAKER),
            self._tend(self._microphone, mouth, microphone, there.microphones, NO_MICROPHONE),
            self._silence(),
            OTHER_MICROPHONE if mouth.missing and not (self._either and not ear.missing) else "",
            OTHER_SPEAKER if ear.missing and not (self._either and not mouth.missing) else "",
        ]
        self._calls = speaker
        if not there.microphones:
            problems.insert(0, NO_DEVICE if not there.speakers else NO_MICROPHONE)
        elif not there.speakers:
            problems.insert(0, NO_SPEAKER)
        return InUse(
            microphone=mouth.card.name if mouth.card else "",
            speaker=ear.card.name if ear.card else "",
            ring=bell.card.name if bell.card else "",
            problem=next((problem for problem in problems if problem), ""),
        )

    def _tend(self, line: _Line, picked: Picked, wanted: bool, cards: tuple[Card, ...], none: str) -> str:
        """Let a line run or not, on the picked device or else on the default one; what is wrong, or empty."""
        line.gain_db = picked.gain_db
        if line.runs and (not wanted or not cards or line.card != picked.card or line.stalled):
            if line.stalled:
                log.info("The %s stalled: it is opened again", line.name)
                line.dead = True
            self._close(line)
        if wanted and not line.runs:
            if not cards:
                return none
            self._open_or_default(line, picked)
        return line.problem if wanted else ""

    def _open_or_default(self, line: _Line, picked: Picked) -> None:
        line.problem = ""
        for card in (picked.card, None) if picked.card else (None,):
            try:
                self._open(line, card, picked)
            except DeviceFailed as error:
                line.problem = line.problem or str(error)
            else:
                return

    def _open(self, line: _Line, card: Card | None, picked: Picked) -> None:
        line.card, line.moved_at = picked.card, self._clock()
        if line is self._microphone:
            self._from_microphone.clear()
            self._loud_at = self._clock()
            line.half = self._cards.microphone(card, self._drain)
        elif line is self._speaker:
            self._to_speaker.clear()
            line.half = self._cards.speaker(card, self._feed_speaker)
        else:
            line.half = self._cards.speaker(card, self._feed_ring)

    def _silence(self) -> str:
        """What is wrong with a microphone that runs, or empty."""
        if not self._microphone.runs:
            return ""
        if self._microphone.dead:
            return DEAD_MICROPHONE
        return SILENT_MICROPHONE if self._clock() - self._loud_at > _SILENT_S else ""

    def _close(self, line: _Line) -> None:
        half, line.half = line.half, None
        if half is None:
            return
        half.close()
        if line is self._microphone:
            _report(line.name, self._from_microphone)
            self._from_microphone.clear()
        elif line is self._speaker:
            _report(line.name, self._to_speaker)

    def close(self) -> None:
        """Let go of everything."""
        for line in (self._speaker, self._ring, self._microphone):
            self._close(line)

    # --- from the sound library's threads ------------------------------------------------------------------------

    def _feed_speaker(self, count: int) -> Samples:
        now = self._speaker.moved_at = self._clock()
        out = self._to_speaker.read(count, now) if self._calls else np.zeros(count, dtype=np.int16)
        out = gained(self._mixed(out, "speaker"), self._speaker.gain_db)
        out = self._mixed(out, "ring", self._ring.gain_db) if self._shared else out
        if suppressor := self._suppressor:
            suppressor.played(out, now)
        return out

    def _feed_ring(self, count: int) -> Samples:
        self._ring.moved_at = self._clock()
        return self._mixed(np.zeros(count, dtype=np.int16), "ring", self._ring.gain_db)

    def _mixed(self, out: Samples, where: Where, gain_db: float = 0.0) -> Samples:
        sound = self._sounds.get(where)
        return sound.mixed_into(out, gain_db) if sound else out

    def _drain(self, samples: Samples) -> None:
        now = self._microphone.moved_at = self._clock()
        self._microphone.dead = False
        if samples.any():
            self._loud_at = now
        if suppressor := self._suppressor:
            samples = suppressor.spoken(samples, now)
        self._from_microphone.write(gained(samples, self._microphone.gain_db), now)


class _Line:
    """One of the three devices, running or not."""

    def __init__(self, name: str, clock: Callable[[], float]) -> None:
        self.name = name
        self._clock = clock
        self.card: Card | None = None  # what was picked when it was opened
        self.half: Half | None = None
        self.gain_db = 0.0
        self.moved_at = 0.0
        self.dead = False  # it stalled, and has not moved since
        self.problem = ""  # why it, or the one that was wanted instead of it, could not be opened

    @property
    def runs(self) -> bool:
        return self.half is not None

    @property
    def stalled(self) -> bool:
        return self.runs and self._clock() - self.moved_at > _STALLED_S


def _report(name: str, ring: DriftRing) -> None:
    """How well the sound ran, for whoever looks into a complaint."""
    log.info("The %s ran dry %d times and lost %d ms so far", name, ring.dry, ring.dropped * 1000 // RATE)


class _Playing:
    """A sound on its way to a speaker."""

    def __init__(self, samples: Samples, loop: bool) -> None:
        self._samples = samples
        self._loop = loop
        self._at = 0

    def mixed_into(self, out: Samples, gain_db: float) -> Samples:
        if self._loop:
            piece = looped(self._samples, self._at, out.size)
        else:
            piece = np.zeros(out.size, dtype=np.int16)
            rest = self._samples[self._at : self._at + out.size]
            piece[: rest.size] = rest
        self._at += out.size
        return np.clip(out.astype(np.int32) + gained(piece, gain_db), -32768, 32767).astype(np.int16)
