"""The base of what a screen shows."""

from __future__ import annotations

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """Immutable and comparable, so that a repaint can be skipped."""
