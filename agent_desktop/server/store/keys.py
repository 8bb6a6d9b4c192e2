"""The keys of the cases in a table, and the record of those that were erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from agent_desktop.server.store.port import Erasure
from agent_desktop.server.store.sealing import Sealer
from agent_desktop.server.store.sql import Database


def sealer(database: Database, master: bytes) -> Sealer:
    """Seals for this database. Raises ``StoreFailed`` when its keys were sealed with another key file."""
    made = Sealer(SqlKeys(database), master)
    with database.transaction():
        made.check(0)
    return made


class SqlKeys:
    """``CaseKeys`` and the table of a ``Sealer``, over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, cases: Collection[int]) -> dict[int, bytes | None]:
        """See ``KeyTable.find``."""
        marks = ", ".join("?" * len(cases))
        query = f"SELECT case_id, sealed FROM case_keys WHERE case_id IN ({marks})"  # noqa: S608 - question marks
        return dict(self._database.rows(query, tuple(cases)))

    def add(self, keys: dict[int, bytes], at: int) -> None:
        """See ``KeyTable.add``."""
        rows = [(case, at, key) for case, key in keys.items()]
        self._database.many("INSERT INTO case_keys (case_id, made, sealed) VALUES (?, ?, ?)", rows)

    def erase(self, cases: Iterable[int], at: int, by: str) -> tuple[int, ...]:
        """See ``CaseKeys.erase``."""
        gone: list[int] = []
        with self._database.transaction():
            for case in sorted(set(cases)):
                query = "UPDATE case_keys SET sealed = NULL WHERE case_id = ? AND sealed IS NOT NULL RETURNING case_id"
                if case > 0 and self._database.rows(query, (case,)):
                    gone.append(case)
            self._database.many(
                "INSERT INTO erasures (at, case_id, done_by) VALUES (?, ?, ?)", [(at, case, by) for case in gone]
            )
        if gone:
            self._database.forget("case_keys")
        return tuple(gone)

    def made_before(self, at: int) -> tuple[int, ...]:
        """See ``CaseKeys.made_before``."""
        query = "SELECT case_id FROM case_keys WHERE made < ? AND sealed IS NOT NULL AND case_id > 0 ORDER BY case_id"
        return tuple(case for (case,) in self._database.rows(query, (at,)))

    def erasures(self) -> tuple[Erasure, ...]:
        """See ``CaseKeys.erasures``."""
        rows = self._database.rows("SELECT at, case_id, done_by FROM erasures ORDER BY at, case_id")
        return tuple(Erasure(at=at, case=case, by=by) for at, case, by in rows)
