"""What all rows are made of, and the rows that several tables of rows share."""

from __future__ import annotations

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Base of every row: immutable, keyword-only; unknown fields are ignored when decoding.

    Frozen rows cannot form a cycle, so the garbage collector need not look at them (``gc=False``): with 10,000 cases
    its pauses were a quarter of a second (bench/routing.py).
    """


class Message(Row, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=str):
    """Base of rows that travel in a union; the class name is the wire's ``type``."""


class Opening(Row, frozen=True, kw_only=True):
    """A span of a week day in which a queue is open, in minutes of the centre's local time."""

    day: int  # 0 = Monday
    begin: int  # minute of the day
    end: int  # minute of the day, not included; 1440 = midnight
