"""What can be dialled, and when two numbers as networks give them are one, without a dialling plan."""

from __future__ import annotations

LONGEST_NUMBER = 32

TELLING = 7
"""So many digits at the end tell one subscriber from another; shorter numbers are extensions and must be the same."""


def is_number(number: str) -> bool:
    """Whether it can be dialled: digits, ``*`` and ``#``, perhaps with ``+`` before them."""
    digits = number.removeprefix("+")
    return 0 < len(digits) < LONGEST_NUMBER and all(digit in "0123456789*#" for digit in digits)


def significant(number: str) -> str:
    """The digits without what says that they are international (``+``, ``00``) or national (``0``)."""
    return number.removeprefix("+").removeprefix("00").removeprefix("0")


def key(number: str) -> str:
    """Numbers that may be one have the same key."""
    return significant(number)[-TELLING:]


def same(one: str, other: str) -> bool:
    """Whether two tidy numbers are one: ``+46701234567``, ``0046701234567`` and ``0701234567`` are.

    Of two international ones all digits count; a national one is the end of an international one.
    """
    if one == other:
        return True
    short, long = sorted((significant(one), significant(other)), key=len)
    if len(short) < TELLING or not long.endswith(short):
        return False
    return short == long or not (_international(one) and _international(other))


def _international(number: str) -> bool:
    return number.startswith(("+", "00"))
