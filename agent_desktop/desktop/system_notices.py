"""Notices by the desktop itself, for when the window cannot be seen (F132): what each desktop's way must do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

OPEN = "default"
"""The button that is the notice itself: org.freedesktop.Notifications calls it so."""


@dataclass(frozen=True, kw_only=True)
class SystemNotice:
    """Plain text, whatever stands in it. ``buttons``: id and words; ``OPEN`` is a click on the notice itself.

    ``urgent``: it stays until it is taken back, or for ``lasts_ms``.
    """

    title: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    urgent: bool = False
    lasts_ms: int = 0


Chosen = Callable[[str, str], None]
"""Called with the key of a notice and the id of its button, in any thread."""


class SystemNotices(Protocol):
    """Shows notices in the desktop's own place for them; none of them ever takes the keyboard."""

    def show(self, key: str, notice: SystemNotice) -> None:
        """Show this one, instead of one with the same key that is still there. Returns at once."""
        ...

    def take_back(self, key: str) -> None:
        """Let it go, if it is still there. Returns at once."""
        ...

    def close(self) -> None:
        """Take all back, and end."""
        ...
