"""Slows down whoever guesses passwords, without letting anyone lock another person out.

A user name alone is never held back: only an address, or a name together with an address. Attempts that were held
back do not count, so waiting always helps.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

FREE_OF_PAIR = 3
"""Wrong passwords of one user from one address before the first wait."""

FREE_OF_ADDRESS = 20
"""Wrong passwords from one address; a whole site may be behind one."""

FIRST_MS = 1_000
LONGEST_MS = 60_000
FORGET_MS = 900_000
KEPT = 10_000
NAME_KEPT = 64
"""Addresses and pairs remembered at most, the oldest are forgotten first; and the characters of a name."""


class _Record:
    __slots__ = ("failures", "last", "until")

    def __init__(self) -> None:
        self.failures = 0
        self.last = 0
        self.until = 0


class Throttle:
    """Waits that double with every failure from ``FIRST_MS`` to ``LONGEST_MS``. ``now`` gives milliseconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._records: dict[tuple[str, str | None], _Record] = {}

    def wait_ms(self, address: str, user: str) -> int:
        """How long an attempt has to wait; 0 for one that may be made now.

        An attempt that may be made counts as a failure of the pair at once, so that many at the same time gain
        nothing; ``succeeded`` takes it back.
        """
        now, network = self._now(), _network(address)
        pair = (network, user[:NAME_KEPT])
        records = [self._records.get((network, None)), self._records.get(pair)]
        until = max((record.until for record in records if record is not None), default=0)
        if until > now:
            return until - now
        self._count(pair, FREE_OF_PAIR)
        return 0

    def failed(self, address: str) -> None:
        """The attempt was wrong: it counts for the address too."""
        self._count((_network(address), None), FREE_OF_ADDRESS)

    def succeeded(self, address: str, user: str) -> None:
        """The attempt was right: this user has a clean slate at this address."""
        self._records.pop((_network(address), user[:NAME_KEPT]), None)

    def _count(self, key: tuple[str, str | None], free: int) -> None:
        now = self._now()
        record = self._records.pop(key, None)
        if record is None or record.last + FORGET_MS < now:
            record = _Record()
        record.failures += 1
        record.last = now
        if record.failures >= free:
            record.until = now + min(FIRST_MS << min(record.failures - free, 16), LONGEST_MS)
        self._records[key] = record
        if len(self._records) > KEPT:
            del self._records[next(iter(self._records))]


def _network(address: str) -> str:
    """The address that counts: of IPv6 the /64, which one household or PC has to itself."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((int(parsed) >> 64 << 64, 64)))
    return address
