"""How a database of any earlier version is brought up to date: all steps in one transaction, or none.

The version of a database is the number of steps it has behind it. Steps are never changed once they are released:
tests keep a real file of every version and take it up from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent_desktop.server.store.port import StoreFailed
from agent_desktop.server.store.sql import Database

Step = Callable[[Database, bytes], None]
"""Takes the database one version further; the bytes are the server's key, under which what is personal is sealed."""


@dataclass(frozen=True)
class Versions:
    """The steps of one kind of database, and where it keeps its version; 0 is an empty one."""

    steps: tuple[Step, ...]
    read: Callable[[Database], int]
    write: Callable[[Database, int], None]


def bring_up_to_date(database: Database, versions: Versions, master: bytes) -> None:
    """Take the steps that the database lacks. Raises ``StoreFailed`` with a sentence when a newer program wrote it."""
    found, newest = versions.read(database), len(versions.steps)
    if found > newest:
        raise StoreFailed(
            f"{database.where} was written by a newer program (schema {found}; this program knows {newest}): "
            "update this program, or bring back the back-up that was made before the newer one was started."
        )
    if found == newest:
        return
    with database.transaction():
        for step in versions.steps[found:]:
            step(database, master)
        versions.write(database, newest)
    if found:
        database.forget("events")  # what a step overwrote


def check_version(database: Database, versions: Versions) -> None:
    """For whoever only looks: raises ``StoreFailed`` with a sentence unless the database is up to date."""
    found, newest = versions.read(database), len(versions.steps)
    if found > newest:
        raise StoreFailed(f"{database.where} was written by a newer program: update this one.")
    if found < newest:
        raise StoreFailed(
            f"{database.where} was written by an older program: start the server once, which brings it up to date."
        )
