"""Passwords as Argon2id hashes (RFC 9106): made, checked, and taken over from the centre's definition."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Collection, Mapping

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from agent_desktop.server.accounts import User
from agent_desktop.server.store.port import Sessions, Users

log = logging.getLogger(__name__)


class Passwords:
    """Makes and checks hashes. Both take 50 to 300 ms and 64 MiB on purpose: call them outside the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_urlsafe())

    def hash(self, password: str) -> str:
        """The hash to keep, with its parameters and a salt of its own."""
        return self._hasher.hash(password)

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right; takes as long for a user who does not exist (None)."""
        try:
            return self._hasher.verify(password_hash or self._nobody, password) and password_hash is not None
        except VerificationError:
            return False
        except InvalidHashError:
            log.error("a stored password hash is damaged; import the definition again")
            return False


def import_passwords(
    passwords: Mapping[str, str],
    hasher: Passwords,
    users: Users,
    sessions: Sessions,
    keep: Collection[str] = (),
) -> None:
    """Let exactly these users in, by user name and password, and those of ``keep`` as they are known. Blocks for as
    long as the hashes take.

    Users who are no longer named are disabled; they and users with a new password lose their session.
    """
    known = {user.id: user for user in users.all()}
    changed: list[User] = []
    for name, password in passwords.items():
        old = known.get(name)
        if old is None or old.disabled or not hasher.verify(old.password_hash, password):
            changed.append(User(id=name, password_hash=hasher.hash(password)))
    for name, old in known.items():
        if name not in passwords and name not in keep and not old.disabled:
            changed.append(User(id=name, password_hash=old.password_hash, disabled=True))
    users.save(changed)
    names = {user.id for user in changed}
    sessions.end([session.id for session in sessions.all() if session.user in names])
