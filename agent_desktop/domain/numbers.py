"""What can be dialled."""

from __future__ import annotations

LONGEST_NUMBER = 32


def is_number(number: str) -> bool:
    """Whether it can be dialled: digits, ``*`` and ``#``, perhaps with ``+`` before them."""
    digits = number.removeprefix("+")
    return 0 < len(digits) < LONGEST_NUMBER and all(digit in "0123456789*#" for digit in digits)
