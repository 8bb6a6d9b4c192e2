"""The directory that the address book may come from, as the settings name it (F054)."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from agent_desktop.client.value import Value
from agent_desktop.settings.ini import Settings
from agent_desktop.settings.options import (
    ADDRESS_BOOK_LDAP_ATTRIBUTES,
    ADDRESS_BOOK_LDAP_BASE,
    ADDRESS_BOOK_LDAP_FILTER,
    ADDRESS_BOOK_LDAP_MINUTES,
    ADDRESS_BOOK_LDAP_URL,
    ADDRESS_BOOK_LDAP_USER,
)

PORT, PORT_TLS = 389, 636
"""RFC 4516 §2, and what is usual for ldaps."""


class Directory(Value, frozen=True, kw_only=True):
    """Where people are looked for. ``attributes``: the name's, then those of numbers; ``user``: empty is anonymous."""

    url: str
    base: str
    filter: str
    attributes: tuple[str, ...]
    user: str = ""
    every_s: float = 3600.0

    @property
    def host(self) -> str:
        """A name or an address, without brackets."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """As the URL says, else the usual one."""
        return urlsplit(self.url).port or (PORT_TLS if self.tls_at_once else PORT)

    @property
    def tls_at_once(self) -> bool:
        """Whether the connection begins with TLS (``ldaps``)."""
        return urlsplit(self.url).scheme == "ldaps"

    @property
    def start_tls(self) -> bool:
        """Whether TLS begins by StartTLS (RFC 4511 §4.14): always, but for ldaps and for what stays on this PC."""
        return not self.tls_at_once and not _is_loopback(self.host)

    @property
    def whole_filter(self) -> str:
        """The filter, for entries that have a number. Attributes are checked by their kind: nothing is to be escaped.

        What the settings say as the filter is one (RFC 4515), with its own escapes.
        """
        there = "".join(f"({attribute}=*)" for attribute in self.attributes[1:])
        return f"(&{self.filter}(|{there}))"


def directory_of(told: Settings) -> Directory | None:
    """The directory of the settings; None when they name none."""
    if not told[ADDRESS_BOOK_LDAP_URL]:
        return None
    return Directory(
        url=told[ADDRESS_BOOK_LDAP_URL],
        base=told[ADDRESS_BOOK_LDAP_BASE],
        filter=told[ADDRESS_BOOK_LDAP_FILTER],
        attributes=told[ADDRESS_BOOK_LDAP_ATTRIBUTES],
        user=told[ADDRESS_BOOK_LDAP_USER],
        every_s=told[ADDRESS_BOOK_LDAP_MINUTES] * 60.0,
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
