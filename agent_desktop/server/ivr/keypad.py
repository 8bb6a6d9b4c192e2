"""The digits of living legs, in memory alone: what was entered in secret is put together from them for a look-up."""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.domain.flows import Secret
from agent_desktop.domain.messages import AnyFact, DigitPressed, LegEnded

MOST = 1_000
"""Digits of a leg that are kept; the oldest go first."""


class Keypad:
    """Overhears the facts on their way to the engine."""

    def __init__(self, post: Callable[[AnyFact], None]) -> None:
        self._post = post
        self._digits: dict[str, dict[int, str]] = {}

    def post(self, fact: AnyFact) -> None:
        """Take a fact to the engine; digits are kept until their leg ends."""
        if isinstance(fact, DigitPressed):
            kept = self._digits.setdefault(fact.leg, {})
            kept[fact.number] = fact.digit
            if len(kept) > MOST:
                del kept[next(iter(kept))]
        elif isinstance(fact, LegEnded):
            self._digits.pop(fact.leg, None)
        self._post(fact)

    def value(self, leg: str, secret: Secret) -> str | None:
        """What was entered; None when a digit of it is known no more, as after a restart."""
        kept = self._digits.get(leg, {})
        digits = [kept.get(number) for number in secret.digits]
        return None if None in digits else "".join(digit for digit in digits if digit is not None)
