"""Remembers every personal text that came or went, so that none of them leaves this PC in an error report (F066)."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from agent_desktop.client.view import View
from agent_desktop.domain.messages import Row
from agent_desktop.domain.personal import changed

KEPT = 50_000
"""Texts at most; those seen first are forgotten first."""


class Witness:
    """May be used in any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: dict[str, None] = {}

    def see(self, rows: Iterable[Row]) -> None:
        """Remember what is personal in these rows."""
        for row in rows:
            changed(row, lambda _case, text: self.see_text(text))

    def see_text(self, text: str) -> str:
        """Remember a text; gives it back."""
        with self._lock:
            self._seen.pop(text, None)
            self._seen[text] = None
            if len(self._seen) > KEPT:
                del self._seen[next(iter(self._seen))]
        return text

    def texts(self, view: View) -> frozenset[str]:
        """All that was seen, and what is known of people besides: recent calls, the address book, earlier cases and
        recordings."""
        with self._lock:
            found = set(self._seen)
        found.update(text for call in view.recents for text in (call.name, call.number))
        found.update(view.favourites)
        for matter in view.history.matters:
            found.update((*matter.concluded, *(note.text for note in matter.notes)))
        found.update(text for row in view.recordings for text in (row.name, row.number))
        for person in view.book.people:
            found.update((person.name, *person.numbers))
        found.discard("")
        return frozenset(found)
