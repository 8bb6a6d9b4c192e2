"""Who can log in and who is, in two tables beside the log."""

from __future__ import annotations

from collections.abc import Iterable

from agent_desktop.server.accounts import SessionRecord, User
from agent_desktop.server.store.sql import Database


class SqlUsers:
    """``Users`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, user: str) -> User | None:
        """See ``Users.find``."""
        rows = self._database.rows("SELECT id, password_hash, disabled FROM users WHERE id = ?", (user,))
        return _user(*rows[0]) if rows else None

    def all(self) -> tuple[User, ...]:
        """See ``Users.all``."""
        rows = self._database.rows("SELECT id, password_hash, disabled FROM users")
        return tuple(_user(*row) for row in sorted(rows))  # here, as databases differ in the order of letters

    def save(self, users: Iterable[User]) -> None:
        """See ``Users.save``."""
        rows = [(user.id, user.password_hash, int(user.disabled)) for user in users]
        with self._database.transaction():
            self._database.many(
                "INSERT INTO users (id, password_hash, disabled) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " password_hash = excluded.password_hash, disabled = excluded.disabled",
                rows,
            )


def _user(user: str, password_hash: str, disabled: int) -> User:
    return User(id=user, password_hash=password_hash, disabled=bool(disabled))


class SqlSessions:
    """``Sessions`` over a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[SessionRecord, ...]:
        """See ``Sessions.all``."""
        rows = self._database.rows('SELECT created, id, "user", token_hash, expires FROM sessions')
        return tuple(
            SessionRecord(id=id_, user=user, token_hash=token_hash, created=created, expires=expires)
            for created, id_, user, token_hash, expires in sorted(rows)
        )

    def begin(self, session: SessionRecord) -> None:
        """See ``Sessions.begin``."""
        row = (session.id, session.user, session.token_hash, session.created, session.expires)
        with self._database.transaction():
            self._database.rows('DELETE FROM sessions WHERE "user" = ?', (session.user,))
            self._database.rows(
                'INSERT INTO sessions (id, "user", token_hash, created, expires) VALUES (?, ?, ?, ?, ?)', row
            )

    def end(self, session_ids: Iterable[str]) -> None:
        """See ``Sessions.end``."""
        with self._database.transaction():
            self._database.many("DELETE FROM sessions WHERE id = ?", [(one,) for one in session_ids])
