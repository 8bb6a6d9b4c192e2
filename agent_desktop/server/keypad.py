"""The digits that callers press, by whatever way they come: counted per leg, and kept while the leg lives.

RFC 4733 packets come from the media worker, INFO from SIP. The core is told of each with its number; which digits
these were stays here, for the look-ups that use a secret (``domain/digits.py``).
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.domain.messages import AnyFact, DigitPressed, LegEnded

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
