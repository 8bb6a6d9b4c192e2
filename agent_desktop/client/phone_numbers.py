"""Telephone numbers as people write them and networks give them: when two of them are one, without a dialling plan."""

from __future__ import annotations

import re

from agent_desktop.domain.numbers import is_number

_SCHEME = re.compile(r"^\s*(tel|callto|sips?):(//)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s()./\u00a0\u202f-]+")

TELLING = 7
"""So many digits at the end tell one subscriber from another; shorter numbers are extensions and must be the same."""


def tidy_number(text: str) -> str:
    """The number in what a person typed or pasted: ``tel:+46 (0)70-123 45 67`` is ``+46701234567``; else empty."""
    bare = _SCHEME.sub("", text).split(";")[0].split("@")[0]
    if bare.lstrip().startswith("+"):
        bare = bare.replace("(0)", "", 1)  # the trunk prefix, which is not dialled after the country's code
    number = _BETWEEN.sub("", bare)
    return number if is_number(number) else ""


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
