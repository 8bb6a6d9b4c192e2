"""How spans of time are written: the same way everywhere, in digits of one width."""

from __future__ import annotations


def span(ms: int) -> str:
    """``m:ss`` below an hour, ``h:mm:ss`` from there; a second counts once it is over, nothing is below zero."""
    return _written(max(0, ms) // 1000)


def countdown(ms: int) -> str:
    """What is left, as ``span`` but rounded up, so that it reads 0:00 only when it is over."""
    return _written(-(-max(0, ms) // 1000))


def _written(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
