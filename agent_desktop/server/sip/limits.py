"""What one address may take of the server: connections at a time, and messages a second.

An address is an IPv4 address, or the first 64 bits of an IPv6 one: whoever has one of those has them all. The loopback
and who is ``trusted`` (a trunk carries the calls of many) are not limited.
"""

from __future__ import annotations

import ipaddress
from collections import Counter, OrderedDict
from collections.abc import Callable

from agent_desktop.platforms import HERE

MAX_CONNECTIONS = HERE.max_sockets // 2
"""In total, TCP and TLS; HTTP needs the others."""
MAX_PER_ADDRESS = 100
"""Of one address; an office behind a NAT is one."""
PER_SECOND = 100
"""Messages of one address that are served for good; an office of 100 phones makes about ten."""
BURST = 500
"""Messages at once, after silence: an office whose power came back registers all its phones."""
A_CONNECTION = 10
"""What a new connection counts, in messages: a TLS handshake costs that much."""
_REMEMBERED = 10_000


class Limits:
    """Counts for all sockets of one switch. ``clock`` is monotonic seconds."""

    def __init__(self, clock: Callable[[], float], trusted: Callable[[str], bool] = lambda _: False) -> None:
        self._clock = clock
        self._trusted = trusted
        self._connections: Counter[str] = Counter()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address -> (left, when)
        self.max_connections = MAX_CONNECTIONS
        self.max_per_address = MAX_PER_ADDRESS
        self.per_second = PER_SECOND
        self.burst = BURST
        self.dropped = 0

    def __len__(self) -> int:
        """How many connections there are."""
        return self._connections.total()

    @property
    def has_room(self) -> bool:
        """Whether one more connection may be."""
        return len(self) < self.max_connections

    def enter(self, host: str) -> bool:
        """Count a connection of ``host``; False: it is one too many, or comes too fast."""
        key = _key(host)
        if not self.has_room or self._connections[key] >= self.max_per_address or self.wait_s(host, A_CONNECTION) > 0:
            self.dropped += 1
            return False
        self._connections[key] += 1
        return True

    def leave(self, host: str) -> None:
        """A connection that was let in is over."""
        key = _key(host)
        self._connections[key] -= 1
        if not self._connections[key]:
            del self._connections[key]

    def wait_s(self, host: str, cost: int = 1) -> float:
        """0 when a message of ``host`` may be served now, which counts it; else in how many seconds it may be."""
        key = _key(host)
        if _is_loopback(host) or self._trusted(host):
            return 0.0
        now = self._clock()
        left, since = self._buckets.pop(key, (float(self.burst), now))
        left = min(float(self.burst), left + (now - since) * self.per_second)
        served = left >= cost
        self._buckets[key] = (left - cost if served else left, now)
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        return 0.0 if served else (cost - left) / self.per_second


def _is_loopback(host: str) -> bool:
    return host.startswith("127.") or host == "::1"


def _key(host: str) -> str:
    if ":" not in host:
        return host
    return ipaddress.IPv6Address(host.partition("%")[0]).exploded[:19]
