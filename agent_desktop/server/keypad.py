"""The digits that callers press, by whatever way they come: counted per leg, and kept while the leg lives.

RFC 4733 packets come from the media worker; what comes by SIP INFO is given to it, so that it is heard like those by
whoever hears the leg: a voice menu behind a trunk, for instance. The core is told of each with its number; which digits
these were stays here, for the look-ups that use a secret (``domain/digits.py``).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from agent_desktop.domain.messages import AnyFact, DigitPressed, LegEnded
from agent_desktop.server.media.port import MediaFailed, MediaPort

log = logging.getLogger(__name__)

MOST = 200
"""Digits of one leg that are kept; whoever presses more has nothing to enter."""


class Keypad:
    """Digits by leg. Stands between adapters and the engine: ``to`` takes the facts."""

    def __init__(self, to: Callable[[AnyFact], None]) -> None:
        self._to = to
        self._pressed: dict[str, str] = {}

    def pressed(self, leg: str, digit: str) -> None:
        """A key of ``0123456789*#`` was pressed on a leg."""
        digits = self._pressed.get(leg, "")
        if len(digits) < MOST:
            digits += digit
            self._pressed[leg] = digits
            self._to(DigitPressed(leg=leg, digit=digit, number=len(digits)))

    def digit(self, leg: str, number: int) -> str:
        """The digit with this number, from 1; empty when there is none."""
        return self._pressed.get(leg, "")[number - 1 : number] if number > 0 else ""

    def post(self, fact: AnyFact) -> None:
        """Pass an adapter's fact on: a digit with its number of all ways together; the end of a leg ends its digits."""
        if isinstance(fact, DigitPressed):
            self.pressed(fact.leg, fact.digit)
            return
        if isinstance(fact, LegEnded):
            self._pressed.pop(fact.leg, None)
        self._to(fact)


class SignalledDigits:
    """Digits that come by SIP INFO. Used in the event loop."""

    def __init__(self, media: MediaPort, keypad: Keypad) -> None:
        self._media = media
        self._keypad = keypad
        self._tasks: set[asyncio.Task[None]] = set()

    def pressed(self, leg: str, digit: str) -> None:
        """A key of ``0123456789*#`` was pressed; the media engine passes it on, and tells of it."""
        task = asyncio.get_running_loop().create_task(self._pass_on(leg, digit))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Wait for those on their way."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _pass_on(self, leg: str, digit: str) -> None:
        try:
            await self._media.press(leg, digit)
        except MediaFailed as failure:
            log.info("a digit is heard by nobody, and counts all the same: %s", failure)
            self._keypad.pressed(leg, digit)
