"""Telephone numbers as people write them: the number in what was typed or pasted."""

from __future__ import annotations

import re

from agent_desktop.domain.numbers import is_number

_SCHEME = re.compile(r"^\s*(tel|callto|sips?):(//)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s()./\u00a0\u202f-]+")


def tidy_number(text: str) -> str:
    """The number in what a person typed or pasted: ``tel:+46 (0)70-123 45 67`` is ``+46701234567``; else empty."""
    bare = _SCHEME.sub("", text).split(";")[0].split("@")[0]
    if bare.lstrip().startswith("+"):
        bare = bare.replace("(0)", "", 1)  # the trunk prefix, which is not dialled after the country's code
    number = _BETWEEN.sub("", bare)
    return number if is_number(number) else ""
