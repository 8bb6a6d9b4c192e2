"""Password hashes, and how the definition's passwords become users."""

from __future__ import annotations

from typing import Literal

import pytest
from argon2 import PasswordHasher

from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.passwords import Passwords, import_passwords
from agent_desktop.server.store.memory import MemoryStore

QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


class CountingHasher(PasswordHasher):
    """Counts the hashes it checks: the work that takes the time."""

    checked = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - argon2's name
        self.checked += 1
        return super().verify(hash, password)


def log_in(store: MemoryStore, *users: str) -> None:
    for user in users:
        record = SessionRecord(id=user, user=user, token_hash=user.encode(), created=1, expires=2)
        store.sessions.begin(record)


def test_a_hash_is_argon2id_with_its_own_salt_and_checks_its_password() -> None:
    one, two = QUICK.hash("secret"), QUICK.hash("secret")
    assert one.startswith("$argon2id$")
    assert one != two
    assert QUICK.verify(one, "secret")
    assert not QUICK.verify(one, "Secret")


def test_an_unknown_user_costs_the_same_work_and_is_never_let_in() -> None:
    hasher = CountingHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords = Passwords(hasher)
    assert not passwords.verify(None, "secret")
    assert hasher.checked == 1


class CredulousHasher(PasswordHasher):
    """Takes every password for the right one, as if somebody had guessed the hash that stands in for nobody."""

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002 - argon2's name
        return True


def test_nobody_cannot_log_in_whatever_the_password() -> None:
    passwords = Passwords(CredulousHasher(time_cost=1, memory_cost=8, parallelism=1))
    assert not passwords.verify(None, "secret")
    assert passwords.verify(passwords.hash("x"), "secret")


@pytest.mark.expects_log("password hash is damaged")
def test_a_damaged_hash_lets_nobody_in() -> None:
    assert not QUICK.verify("not a hash", "secret")


def test_the_import_lets_exactly_these_users_in() -> None:
    store = MemoryStore()
    import_passwords({"anna": "one", "bertil": "two"}, QUICK, store.users, store.sessions)
    import_passwords({"anna": "one"}, QUICK, store.users, store.sessions)
    anna, bertil = store.users.all()
    assert (anna.disabled, bertil.disabled) == (False, True)
    assert QUICK.verify(anna.password_hash, "one")
    import_passwords({"anna": "one", "bertil": "two"}, QUICK, store.users, store.sessions)
    assert [user.disabled for user in store.users.all()] == [False, False]


def test_who_is_named_without_a_password_keeps_the_known_one() -> None:
    store = MemoryStore()
    import_passwords({"anna": "one", "bertil": "two"}, QUICK, store.users, store.sessions)
    import_passwords({}, QUICK, store.users, store.sessions, keep=("anna", "claire"))
    assert [(user.id, user.disabled) for user in store.users.all()] == [("anna", False), ("bertil", True)]


def test_the_import_ends_the_sessions_of_who_changed_and_no_other() -> None:
    store = MemoryStore()
    import_passwords({"anna": "1", "bertil": "2", "claire": "3"}, QUICK, store.users, store.sessions)
    log_in(store, "anna", "bertil", "claire")
    import_passwords({"anna": "1", "bertil": "another"}, QUICK, store.users, store.sessions)
    assert [session.user for session in store.sessions.all()] == ["anna"]
    bertil = store.users.find("bertil")
    assert bertil is not None
    assert QUICK.verify(bertil.password_hash, "another")
