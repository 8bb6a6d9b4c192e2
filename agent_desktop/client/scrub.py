"""Takes secrets and what is personal to customers out of a text: what is known by heart, and what looks like it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from urllib.parse import quote

GONE = "[removed]"

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), put)
    for pattern, put in (
        (r"^((?:proxy-)?authorization|(?:proxy-|www-)?authenticate|cookie)\s*:.*$", rf"\1: {GONE}"),
        (r"\b(bearer|digest|basic)\s+[^\s\"']{4,}.*$", rf"\1 {GONE}"),
        (r"\b(inline|password|passwd|pwd|token|secret|api[_-]?key|nonce|response)(\"?\s*[=:]\s*)(\"[^\"]*\"|\S+)",
         rf"\1\2{GONE}"),
        (r"\"[^\"\n]*\"(\s*<(?:sips?|tel):)", rf'"{GONE}"\1'),  # the name before an address (RFC 3261, section 25.1)
        (r"\b((?:sips?|callto):)[^@\n>;\"']{1,80}@", rf"\1{GONE}@"),
        (r"\b(tel:)[^\s>;\"']+", rf"\1{GONE}"),
        (r"\b(https?://)[^/\s@]+@", rf"\1{GONE}@"),
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", GONE),
        # six digits and more are a telephone number, but for a number of JSON
        (r"(?<![A-Za-z\d])(?<!\":)\+?\(?\d(?:[ ()/-]{0,2}\d){5,}(?!\d)", GONE),
    )
)  # fmt: skip


class Scrubber:
    """``known``: texts that must not stay anywhere, however they are written: plain, in JSON or in an address."""

    def __init__(self, known: Collection[str]) -> None:
        written = {form for text in known for form in _forms(text)}
        # the longest first: a name within a longer one must not leave the rest of it
        ordered = sorted(written, key=lambda form: (-len(form), form))
        self._known = re.compile("|".join(map(_bounded, ordered)), re.IGNORECASE) if ordered else None

    def __call__(self, text: str) -> str:
        """The text without them."""
        if self._known is not None:
            text = self._known.sub(GONE, text)
        for pattern, put in _PATTERNS:
            text = pattern.sub(put, text)
        return text


def _forms(text: str) -> set[str]:
    plain = text.strip()
    if not plain:
        return set()
    forms = {plain, *(line.strip() for line in plain.splitlines())}
    for ascii_only in (True, False):
        forms.add(json.dumps(plain, ensure_ascii=ascii_only)[1:-1])
    forms |= {quote(plain), quote(plain, safe=""), repr(plain)[1:-1]}
    if plain.startswith("+"):
        forms.add(plain[1:])
    return {form for form in forms if form}


def _bounded(form: str) -> str:
    """As a word of its own where it is so short that it could be a piece of another."""
    escaped = re.escape(form)
    return escaped if len(form) > 3 else rf"(?<!\w){escaped}(?!\w)"
