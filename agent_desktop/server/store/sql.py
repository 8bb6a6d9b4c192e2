"""A connection as every store that speaks SQL sees it, so that each statement stands once, whatever the database.

Statements keep to what SQLite and PostgreSQL have in common, with ``?`` for values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Value = int | str | bytes | None


class Database(Protocol):
    """One connection, used by one thread at a time. Every method raises ``StoreFailed`` when it cannot."""

    @property
    def where(self) -> str:
        """Which database, for a sentence to a person; without any secret."""
        ...

    @property
    def connections(self) -> int:
        """How often it was connected: more than before, and another server may have written meanwhile."""
        ...

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """Carry out one statement; the rows it gives."""
        ...

    def many(self, statement: str, values: Iterable[Sequence[Value]]) -> None:
        """Carry out one statement for each of these."""
        ...

    def transaction(self) -> AbstractContextManager[None]:
        """All or nothing of what is done inside, whatever is raised there; durable when it is left."""
        ...

    def forget(self, table: str) -> None:
        """What was overwritten or deleted in the table also leaves the database's files, as far as it can be."""
        ...

    def close(self) -> None:
        """Release it; a second time does nothing."""
        ...
