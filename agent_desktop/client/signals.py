"""The signals that an agent hears: for each event the house's sound, or a file of the agent's PC, so loud (F059)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent, Failed, PlaySound, StopSound
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import (
    SOUNDS_ALARM,
    SOUNDS_ALARM_VOLUME,
    SOUNDS_JOINED,
    SOUNDS_JOINED_VOLUME,
    SOUNDS_MISSED,
    SOUNDS_MISSED_VOLUME,
    SOUNDS_RING,
    SOUNDS_RING_VOLUME,
    Option,
)

SILENT_DB = -100.0


@dataclass(frozen=True, kw_only=True)
class Signal:
    """One of them: its name in the reaction table, which is also that of the house's file, and its ``event`` in words.

    Those that are ``once`` are heard where the calls are.
    """

    id: str
    event: str
    file: Option[Path | None]
    volume: Option[int]
    once: bool = True


SIGNALS: tuple[Signal, ...] = (
    Signal(id="ring", event="A case is offered to you", file=SOUNDS_RING, volume=SOUNDS_RING_VOLUME, once=False),
    Signal(id="joined", event="A call is connected at once", file=SOUNDS_JOINED, volume=SOUNDS_JOINED_VOLUME),
    Signal(id="offer_missed", event="You missed an offer", file=SOUNDS_MISSED, volume=SOUNDS_MISSED_VOLUME),
    Signal(id="queue_alarm", event="A queue reached your alarm", file=SOUNDS_ALARM, volume=SOUNDS_ALARM_VOLUME),
)
"""Events and their sounds."""

BY_ID: dict[str, Signal] = {signal.id: signal for signal in SIGNALS}


class Signals:
    """Plays them by ``order``; ``house`` gives the file of a signal's own sound.

    A file that is gone, or is no sound, is told to ``gone``, and the house's sound is heard instead. ``play`` and
    ``try_out`` may be called in any thread.
    """

    def __init__(
        self,
        order: Callable[[AnyOrder], None],
        house: Callable[[str], Path],
        preferences: Preferences,
        gone: Callable[[Path], None],
    ) -> None:
        self._order, self._house, self._preferences, self._gone = order, house, preferences, gone
        self._own: tuple[Signal, bool] | None = None  # the last one with a file of the agent's, and whether it repeats

    def play(self, sound: str | None) -> None:
        """Play a signal: one that is not ``once`` until None stops it."""
        if sound is None:
            self._order(StopSound())
            return
        signal = BY_ID[sound]
        self._start(signal, loop=not signal.once)

    def try_out(self, sound: str) -> None:
        """Play a signal once, where it will be heard."""
        self._start(BY_ID[sound], loop=False)

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """A file of the agent's that cannot be played is no reason to hear nothing."""
        if isinstance(event, Failed) and event.order == PlaySound.__name__ and self._own is not None:
            (signal, loop), self._own = self._own, None
            self._order(self._sound(signal, self._house(signal.id), loop=loop))

    def _start(self, signal: Signal, *, loop: bool) -> None:
        file = self._preferences[signal.file]
        self._own = None
        if file is not None and not file.is_file():
            self._gone(file)
            file = None
        if file is not None:
            self._own = (signal, loop)
        self._order(self._sound(signal, file or self._house(signal.id), loop=loop))

    def _sound(self, signal: Signal, file: Path, *, loop: bool) -> PlaySound:
        percent = self._preferences[signal.volume]
        gain = 20 * math.log10(percent / 100) if percent else SILENT_DB
        return PlaySound(file=str(file), loop=loop, where="speaker" if signal.once else "ring", gain_db=gain)
