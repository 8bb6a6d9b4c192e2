"""Reads the people of an LDAP directory (RFC 4511) page by page (RFC 2696), within bounds of number and time.

Nothing but the thread of ``client/directory_watch.py`` imports this: the library takes a while to load, and blocks.
"""

from __future__ import annotations

import logging
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from socket import SHUT_RDWR
from typing import Any

import ldap3 as _untyped  # pyright: ignore[reportMissingTypeStubs]
from ldap3.core.exceptions import (  # pyright: ignore[reportMissingTypeStubs]
    LDAPInvalidFilterError,
    LDAPStartTLSError,
)

from agent_desktop.client.address_book import AddressBook, Mistake, Person
from agent_desktop.client.directory import Directory
from agent_desktop.client.phone_numbers import tidy_number

log = logging.getLogger(__name__)

LARGEST = 10_000
"""So many people are taken."""
PAGE = 500
"""So many entries are asked for at once; Active Directory gives at most 1,000."""
LIMIT_S = 20
"""So long the whole may take."""
MISTAKES = 100
"""So many are told."""
COMPANY = ("company", "o")
"""Attributes of the company: Active Directory's, and that of RFC 4519 §2.19."""

PAGED = "1.2.840.113556.1.4.319"
SUCCESS, TOO_MANY = 0, 4
"""Result codes of RFC 4511 §4.1.9."""

_ldap: Any = _untyped  # the library has no types

_Entry = Mapping[str, list[bytes]]
"""Attribute in small letters → values."""


class _Tls(_ldap.Tls):
    """TLS as Python's own library checks it, the name in the certificate too: ldap3 has its own, older way."""

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:
        """Called by ldap3 in place of its own."""
        context = ssl.create_default_context()
        connection.socket = context.wrap_socket(connection.socket, server_hostname=connection.server.host)


class _Refused(Exception):
    """The directory said no; the text is its own."""


def read(directory: Directory, password: str, limit_s: int = LIMIT_S, largest: int = LARGEST) -> AddressBook | Mistake:
    """The people that the directory has; or why there are none. Blocks, about ``limit_s`` at the longest."""
    connection = _connection(directory, password, limit_s)
    # each receiving has its own time limit, which an answer that comes byte by byte never reaches
    watchdog = threading.Timer(limit_s, lambda: _cut(connection))
    watchdog.daemon = True
    watchdog.start()
    try:
        entries, more = _entries(connection, directory, time.monotonic() + limit_s, largest)
    except (_Refused, LDAPInvalidFilterError) as refusal:
        return _mistake(directory, "directory_refused", str(refusal))
    except Exception as problem:  # noqa: BLE001 - ldap3 raises what it likes when an answer is no LDAP
        log.info("The directory %s: %s: %s", directory.url, type(problem).__name__, problem)
        unsafe = isinstance(problem, ssl.SSLError | LDAPStartTLSError)
        return _mistake(directory, "directory_unsafe" if unsafe else "directory_silent")
    finally:
        watchdog.cancel()
        watchdog.join()
        _close(connection)
    people, mistakes = _people(directory, entries)
    if more:
        mistakes.insert(0, _mistake(directory, "directory_too_large", str(len(entries))))
    return AddressBook(people, mistakes[:MISTAKES])


def _connection(directory: Directory, password: str, limit_s: int) -> Any:
    """Not open yet."""
    server = _ldap.Server(
        directory.host,
        directory.port,
        use_ssl=directory.tls_at_once,
        tls=_Tls(),
        get_info=_ldap.NONE,
        connect_timeout=limit_s,
    )
    return _ldap.Connection(
        server,
        user=directory.user or None,
        password=password or None,
        authentication=_ldap.SIMPLE if directory.user else _ldap.ANONYMOUS,
        receive_timeout=limit_s,
        read_only=True,
        auto_referrals=False,  # another server would see the password
        check_names=False,
    )


def _entries(connection: Any, directory: Directory, until: float, largest: int) -> tuple[list[_Entry], bool]:
    """All entries, and whether there are more than are taken. Raises ``_Refused``, and what ldap3 raises."""
    connection.open()
    if directory.start_tls and not connection.start_tls():  # before any password
        raise LDAPStartTLSError("not begun")
    if not connection.bind():
        raise _Refused(_answer(connection))
    found: list[_Entry] = []
    cookie: bytes | None = None
    while True:
        connection.search(
            directory.base,
            directory.whole_filter,
            attributes=[*directory.attributes, *COMPANY],
            paged_size=PAGE,
            paged_cookie=cookie,
        )
        result: dict[str, Any] = connection.result
        if result["result"] not in {SUCCESS, TOO_MANY}:
            raise _Refused(_answer(connection))
        found += [
            {name.casefold(): values for name, values in entry["raw_attributes"].items()}
            for entry in connection.response
            if entry["type"] == "searchResEntry"
        ]
        cookie = result.get("controls", {}).get(PAGED, {}).get("value", {}).get("cookie")
        if len(found) > largest or result["result"] == TOO_MANY:
            return found[:largest], True
        if not cookie:
            return found, False
        if time.monotonic() > until:
            raise TimeoutError("all pages")


def _people(directory: Directory, entries: list[_Entry]) -> tuple[list[Person], list[Mistake]]:
    name, *numbers = (attribute.casefold() for attribute in directory.attributes)
    people: list[Person] = []
    mistakes: list[Mistake] = []
    for entry in entries:
        company = next((text for attribute in COMPANY for text in _texts(entry, attribute)), "")
        called = next(iter(_texts(entry, name)), "") or company
        written = [text for attribute in numbers for text in _texts(entry, attribute)]
        tidy = tuple(dict.fromkeys(number for text in written if (number := tidy_number(text))))
        bad = [text for text in written if not tidy_number(text)]
        mistakes += [_mistake(directory, "directory_bad_number", f"{called}: {text}") for text in bad]
        if called and tidy:
            people.append(Person(name=called, company=company if company != called else "", numbers=tidy))
    return people, mistakes


def _texts(entry: _Entry, attribute: str) -> list[str]:
    """The values that are not empty (RFC 4517: text is UTF-8)."""
    return [text for value in entry.get(attribute, ()) if (text := value.decode("utf-8", "replace").strip())]


def _mistake(directory: Directory, code: str, text: str = "") -> Mistake:
    return Mistake(file=directory.url, line=0, code=code, text=text)


def _answer(connection: Any) -> str:
    """The directory's own words for its no."""
    result: dict[str, Any] = connection.result
    return ": ".join(text for text in (result["description"], result["message"]) if text)


def _cut(connection: Any) -> None:
    """End whatever another thread waits for at this connection."""
    there = connection.socket
    if there is not None:
        with suppress(OSError):  # it may just have been closed
            there.shutdown(SHUT_RDWR)


def _close(connection: Any) -> None:
    """Whatever state it is in: ldap3's own way leaves the sockets of failed openings open."""
    there, connection.socket = connection.socket, None
    if there is not None:
        there.close()
