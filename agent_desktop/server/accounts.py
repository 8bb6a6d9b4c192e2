"""Who may log in and who is: the rows that stand beside the log and never in events."""

from __future__ import annotations

import msgspec


class User(msgspec.Struct, frozen=True, kw_only=True):
    """Someone who can log in. ``password_hash`` is an Argon2id string (RFC 9106), never the password."""

    id: str  # the agent's id, that is the user name (F002)
    password_hash: str
    disabled: bool = False


class SessionRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A session as it is stored: only the hash of its token, times in ms UTC."""

    id: str
    user: str
    token_hash: bytes  # SHA-256 of the bearer token, 32 bytes
    created: int
    expires: int
