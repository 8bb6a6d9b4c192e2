"""Passwords go to a keyring that the system encrypts, or nowhere; what a keyring raises reaches nobody (F002)."""

from __future__ import annotations

import queue
from collections.abc import Callable
from typing import TypeVar

import pytest
from keyring import backend
from keyring.errors import KeyringLocked

from agent_desktop.desktop.passwords import SERVICE, Keyring, Passwords, system_keyring

SERVER = "http://127.0.0.1:8080"
T = TypeVar("T")


class Ring:
    """A keyring in memory; a locked one refuses, as the library's do."""

    def __init__(self, *, locked: bool = False) -> None:
        self.locked = locked
        self.rows: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        self._try()
        return self.rows.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._try()
        self.rows[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._try()
        del self.rows[service, username]

    def _try(self) -> None:
        if self.locked:
            raise KeyringLocked("secret-anna")


def told(ask: Callable[[Callable[[T], None]], None]) -> T:
    answers: queue.Queue[T] = queue.Queue()
    ask(answers.put)
    return answers.get(timeout=30)


def test_what_is_kept_is_read_and_forgotten() -> None:
    ring = Ring()
    passwords = Passwords(lambda: ring)
    assert told(passwords.look) is True
    assert told(lambda done: passwords.keep(SERVER, "anna", "secret-anna", done)) is True
    assert ring.rows == {(SERVICE, f"anna @ {SERVER}"): "secret-anna"}
    assert told(lambda done: passwords.read(SERVER, "anna", done)) == "secret-anna"
    assert told(lambda done: passwords.read(SERVER, "bo", done)) is None
    assert (passwords.wait_for(SERVER, "anna"), passwords.wait_for(SERVER, "bo")) == ("secret-anna", None)
    passwords.forget(SERVER, "anna")
    assert told(lambda done: passwords.read(SERVER, "anna", done)) is None


def test_without_a_keyring_nothing_is_kept() -> None:
    passwords = Passwords(lambda: None)
    assert told(passwords.look) is False
    assert told(lambda done: passwords.keep(SERVER, "anna", "secret-anna", done)) is False
    assert told(lambda done: passwords.read(SERVER, "anna", done)) is None


@pytest.mark.expects_log("KeyringLocked")
def test_a_locked_keyring_is_an_answer_and_its_words_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    ring: Keyring = Ring(locked=True)
    passwords = Passwords(lambda: ring)
    assert told(lambda done: passwords.keep(SERVER, "anna", "secret-anna", done)) is False
    assert told(lambda done: passwords.read(SERVER, "anna", done)) is None
    assert "secret-anna" not in caplog.text


def test_a_keyring_in_plain_text_is_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    class Kept(backend.KeyringBackend):
        priority = 20.0  # type: ignore[assignment]  # the library's is a property of the class

        def get_password(self, service: str, username: str) -> str | None:
            raise AssertionError(service, username)

        def set_password(self, service: str, username: str, password: str) -> None:
            raise AssertionError(service, username, password)

    kept = Kept()
    monkeypatch.setattr(backend, "get_all_keyring", lambda: [kept])
    Kept.__module__ = "keyrings.alt.file"
    assert system_keyring() is None
    Kept.__module__ = "keyring.backends.SecretService"
    assert system_keyring() is kept
