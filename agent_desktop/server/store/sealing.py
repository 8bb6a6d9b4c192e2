"""Seals what is personal in the rows that are stored, with a key of its own for each case: erase it, and they are gone.

A value is sealed with AES-256-GCM (NIST SP 800-38D) under its case's key; that key is kept sealed in the same way under
one derived from the server's key file by HKDF-SHA256 (RFC 5869). A sealed text is ``sealed:`` and base64url of nonce
and ciphertext.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from agent_desktop.domain import personal
from agent_desktop.domain.messages import AnyEvent, AnyInput, Row
from agent_desktop.domain.personal import ERASED
from agent_desktop.server.store.port import Entry, StoreFailed

R = TypeVar("R", bound=Row)

PREFIX = "sealed:"
NONCE = 12
KEY_BITS = 256
PAGE = 256
"""Events that are sealed with all their cases' keys open: an open key is 2.4 KB of a cipher's state."""

OF_SERVER = 0
"""Number of no case, under which a key is kept that only says whether the key file is the right one."""


class Seal:
    """Seals bytes under a key of one purpose, derived from the server's, and bound to what they are ``about``."""

    def __init__(self, master: bytes, purpose: str) -> None:
        self._cipher = AESGCM(HKDF(SHA256(), KEY_BITS // 8, salt=None, info=purpose.encode()).derive(master))

    def close(self, body: bytes, about: str) -> bytes:
        """The body sealed."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, body, about.encode())

    def open(self, sealed: bytes, about: str) -> bytes | None:
        """The body again; None when it was not sealed by this, or about something else."""
        try:
            return self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], about.encode())
        except (InvalidTag, ValueError):
            return None


class KeyTable(Protocol):
    """Where the sealed keys of the cases are."""

    def find(self, cases: Collection[int]) -> dict[int, bytes | None]:
        """Those of these cases that ever had a key; None when it was erased."""
        ...

    def add(self, keys: dict[int, bytes], at: int) -> None:
        """New keys, made at this time (ms UTC)."""
        ...


class Sealer:
    """Seals and opens rows with the keys of a table. Used by one thread at a time.

    Keys are looked up anew for every batch, so that one that another process erased is used no more.
    """

    def __init__(self, table: KeyTable, master: bytes) -> None:
        self._table = table
        derived = HKDF(SHA256(), KEY_BITS // 8, salt=None, info=b"agent-desktop: keys of cases").derive(master)
        self._master = AESGCM(derived)

    def check(self, at: int) -> None:
        """Raises ``StoreFailed`` unless the key file is the one with which everything here was sealed."""
        if not self._keys({OF_SERVER}):
            self._table.add({OF_SERVER: self._new_key(OF_SERVER)}, at)

    def seal_entries(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries as they may be stored; keys for new cases are added to the table."""
        found = [(entry, _cases(entry.events)) for entry in entries]
        wanted: set[int] = set()
        for entry, cases in found:
            wanted.update(cases, () if len(set(cases)) == 1 else personal.cases(entry.input))
        keys = self._keys(wanted - {OF_SERVER})
        new = {case: self._new_key(case) for case in wanted - keys.keys() - {OF_SERVER}}
        if new:
            self._table.add(new, found[-1][0].at)
            keys |= {case: self._open_key(case, key) for case, key in new.items()}
        return [self._sealed(entry, cases, keys) for entry, cases in found]

    def _sealed(self, entry: Entry, cases: list[int], keys: dict[int, AESGCM | None]) -> Entry:
        """An input belongs to the one case that its events are about: it may have made it. If there are several, only
        what names its own case is kept."""
        sealed: AnyInput = _seal(entry.input, keys, cases[0] if len(set(cases)) == 1 else None)
        if not cases:
            return Entry(at=entry.at, input=sealed, events=entry.events)
        return Entry(at=entry.at, input=sealed, events=tuple(_seal(event, keys) for event in entry.events))

    def seal_events(self, events: Sequence[AnyEvent]) -> Iterator[AnyEvent]:
        """Events of cases that have their keys, one by one; what has none any more stays erased."""
        for start in range(0, len(events), PAGE):
            page = events[start : start + PAGE]
            keys = self._keys(set().union(*map(personal.cases, page)))
            yield from (_seal(event, keys) for event in page)

    def open_events(self, events: Collection[AnyEvent]) -> list[AnyEvent]:
        """The events as they were; ``ERASED`` where the key was erased. Raises ``StoreFailed`` for a forged value."""
        keys = self._keys(set().union(*map(personal.cases, events)))

        def opened(case: int, text: str) -> str:
            return _open(case, keys.get(case), text)

        return [personal.changed(event, opened) for event in events]

    def open_entry(self, entry: Entry) -> Entry:
        """An entry as it was, but for what was erased, or not kept of its input."""
        cases = _cases(entry.events)
        keys = self._keys((set(cases) | personal.cases(entry.input)) - {OF_SERVER})
        owner = cases[0] if len(set(cases)) == 1 else None

        def opened(case: int, text: str) -> str:
            case = case if owner is None else owner
            return _open(case, keys.get(case), text)

        given: AnyInput = personal.changed(entry.input, opened)
        return Entry(at=entry.at, input=given, events=tuple(self.open_events(entry.events)))

    def _keys(self, cases: set[int]) -> dict[int, AESGCM | None]:
        found = self._table.find(cases) if cases else {}
        return {case: None if key is None else self._open_key(case, key) for case, key in found.items()}

    def _new_key(self, case: int) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._master.encrypt(nonce, AESGCM.generate_key(KEY_BITS), b"%d" % case)

    def _open_key(self, case: int, sealed: bytes) -> AESGCM:
        try:
            return AESGCM(self._master.decrypt(sealed[:NONCE], sealed[NONCE:], b"%d" % case))
        except InvalidTag as error:
            raise StoreFailed(
                "server.key is not the one with which the personal values here were sealed: bring it back from the "
                "back-up that was made together with them."
            ) from error


def _cases(events: Iterable[AnyEvent]) -> list[int]:
    """The cases whose personal texts the events have, in their order."""
    return [case for event in events for case in personal.cases(event)]


def _seal(row: R, keys: dict[int, AESGCM | None], case: int | None = None) -> R:
    """Each text under the key of its own case, or all under that of ``case``."""

    def sealed(of: int, text: str) -> str:
        key = keys.get(of if case is None else case)
        if key is None:
            return ERASED
        nonce = os.urandom(NONCE)
        return PREFIX + urlsafe_b64encode(nonce + key.encrypt(nonce, text.encode(), None)).decode()

    return personal.changed(row, sealed)


def _open(case: int, key: AESGCM | None, text: str) -> str:
    if not text.startswith(PREFIX) or key is None:
        return ERASED
    sealed = urlsafe_b64decode(text.removeprefix(PREFIX))
    try:
        return key.decrypt(sealed[:NONCE], sealed[NONCE:], None).decode()
    except InvalidTag as error:
        raise StoreFailed(f"a personal value of case {case} was not sealed with its key") from error
