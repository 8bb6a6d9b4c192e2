"""Links that name a number, as web pages and other programs have them: ``tel:``, ``callto:`` and ``sip:`` (F129)."""

from __future__ import annotations

import re
from urllib.parse import unquote

_LINK = re.compile(r"(tel|callto|sips?):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"\+?[0-9*#]{1,32}")
_SEPARATORS = re.compile(r"[-.() \u00a0]")  # "visual separators" of RFC 3966, section 5.1.1, and blanks


def is_link(text: str) -> bool:
    """Whether this is meant as such a link."""
    return _LINK.match(text) is not None


def number_of(link: str) -> str | None:
    """The number that a link names; None when there is none in it that can be dialled.

    Whatever else the link says (a host, parameters of RFC 3966 or RFC 3261, headers) is left out: nobody is dialled by
    it, and what it contains is anybody's.
    """
    found = _LINK.fullmatch(link.strip())
    if found is None:
        return None
    text = unquote(found[2]).partition("?")[0].partition(";")[0].partition("@")[0].rstrip("/")
    number = _SEPARATORS.sub("", text)
    return number if _NUMBER.fullmatch(number) else None
