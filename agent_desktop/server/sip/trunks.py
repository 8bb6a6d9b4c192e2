"""The ways to the outside: where each trunk is, whether it answers, and which of them a call takes.

What is down is remembered, so that calls do not wait for it again, and tried last. Names are looked up when a trunk is
defined and every few minutes after, never for what a message says.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

import msgspec

from agent_desktop.domain.network import Digits, Encryption, Trunk
from agent_desktop.server.sip import client_digest
from agent_desktop.server.sip.endpoint import Endpoint
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.ports import NoSecrets, Secrets
from agent_desktop.server.sip.registering import Pinging, Registering
from agent_desktop.server.sip.tls import Trust, Trusts
from agent_desktop.server.sip.transport import Flow, flow_to, numeric

DOWN_MS = 30_000
"""How long a trunk that did not answer is tried last, unless it is heard of before."""
LOOK_UP_MS = 300_000
"""How often names are looked up again."""

Resolve = Callable[[str], Awaitable[list[str]]]
"""A name's numeric addresses, best first; OSError when there are none."""


async def resolve(host: str) -> list[str]:
    """By the system's resolver (A and AAAA; SRV and NAPTR of RFC 3263 are not asked for)."""
    found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_DGRAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class TrunkState(msgspec.Struct, frozen=True):
    """What an administrator wants to know of a trunk; nothing in it is secret."""

    id: str
    server: str
    state: str  # "up", "down", "off", "in only", "looking up"
    registered: bool | None  # None: it does not register
    words: str  # what its far end said last
    since: int  # ms UTC
    calls: int = 0  # out by it since the server's start


@dataclass(slots=True)
class _Line:
    """One trunk, alive."""

    row: Trunk
    secrets: Secrets
    ways: list[Flow] = field(default_factory=list)
    networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = field(default_factory=list)
    down_until: int = 0
    is_down: bool = False
    words: str = ""
    since: int = 0
    calls: int = 0
    look_up: asyncio.Task[None] | None = None
    registering: Registering | None = None
    pinging: Pinging | None = None

    @property
    def domain(self) -> str:
        """What stands behind the @ of our addresses."""
        return self.row.domain or host_of(self.row.server) or "invalid"

    def credentials(self, request: Request, response: Response) -> tuple[str, str] | None:
        """The header that answers a challenge; None when we have none, or gave it and it was refused."""
        found, password = client_digest.challenge(response), self.secrets.trunk_password(self.row.id)
        if found is None or not self.row.user or password is None:
            return None
        if request.text(client_digest.HEADERS[response.code][1]) and not found.is_stale:
            return None  # it is wrong, and would be again
        return client_digest.answer(response, request.method, request.target, self.row.user, password)


@dataclass(frozen=True, kw_only=True)
class Network:
    """What connects a switch to telephones besides its sockets.

    ``changed`` is called when the state of a trunk is another one; ``utc`` is ms UTC, for people.
    """

    secrets: Secrets = field(default_factory=NoSecrets)
    open_to_strangers: bool = True
    phone_encryption: Encryption = Encryption.PREFER
    look_up: Resolve = resolve
    trusts: Trusts = field(default_factory=Trusts)
    changed: Callable[[], None] = lambda: None
    utc: Callable[[], int] = lambda: time.time_ns() // 1_000_000


@dataclass(frozen=True, slots=True)
class Way:
    """One try of a call to the outside."""

    trunk: Trunk
    flow: Flow
    domain: str


class Trunks:
    """All trunks of the centre. ``clock`` is the endpoint's, ms."""

    def __init__(self, endpoint: Endpoint, network: Network, clock: Callable[[], int]) -> None:
        self._endpoint = endpoint
        self._secrets = network.secrets
        self._clock = clock
        self._utc = network.utc
        self._resolve = network.look_up
        self._trusts = network.trusts
        self._changed = network.changed
        self._lines: dict[str, _Line] = {}
        self._timer: asyncio.TimerHandle | None = None

    def define(self, rows: Iterable[Trunk]) -> None:
        """These are the trunks from now on; one whose row is the same goes on as it is."""
        wanted = {row.id: row for row in rows}
        for trunk, line in list(self._lines.items()):
            if wanted.get(trunk) != line.row:
                self._stop(line)
                del self._lines[trunk]
        for trunk, row in wanted.items():
            if trunk not in self._lines:
                self._lines[trunk] = self._begin(row)
        self._lines = dict(sorted(self._lines.items(), key=lambda item: (item[1].row.order, item[0])))
        if self._timer is None and self._lines:
            self._timer = self._endpoint.after(LOOK_UP_MS, self._again)
        self._changed()

    def close(self) -> None:
        """Leave the far ends where we are registered."""
        if self._timer is not None:
            self._timer.cancel()
        for line in self._lines.values():
            self._stop(line)
        self._lines.clear()

    # --- calls -----------------------------------------------------------------------------------

    def ways(self, *, emergency: bool = False) -> list[Way]:
        """How a call may go out, one after another: by order, those that are down last.

        An emergency call goes out by any of them, also where nothing else may: a trunk that is switched off.
        """
        now = self._clock()
        lines = [line for line in self._lines.values() if line.row.server and (line.row.enabled or emergency)]
        lines.sort(key=lambda line: (not line.row.enabled, line.down_until > now))
        return [Way(line.row, flow, line.domain) for line in lines for flow in line.ways]

    def taken(self, trunk: str) -> None:
        """A call goes out by it."""
        if (line := self._lines.get(trunk)) is not None:
            line.calls += 1

    def heard(self, trunk: str, *, works: bool, words: str) -> None:
        """What a call found out about a trunk."""
        line = self._lines.get(trunk)
        if line is None:
            return
        now = self._clock()
        line.down_until = 0 if works else now + DOWN_MS
        if line.is_down is works or line.words != words:
            if line.is_down is works:
                level = self._endpoint.log.info if works else self._endpoint.log.warning
                level("trunk %s is %s: %s", trunk, "up" if works else "down", words)
            line.is_down, line.words, line.since = not works, words, self._utc()
            self._changed()

    def inband(self, trunk: str) -> bool:
        """Whether it sends digits as tones."""
        line = self._lines.get(trunk)
        return line is not None and line.row.dtmf is Digits.INBAND

    def at(self, host: str) -> Trunk | None:
        """The trunk that calls from this numeric address, by its list or by where its server is."""
        address = ipaddress.ip_address(host.partition("%")[0])
        for line in self._lines.values():
            listed = any(address in network for network in line.networks)
            if line.row.enabled and (listed or any(way.host == host for way in line.ways)):
                return line.row
        return None

    def of_user(self, user: str) -> Trunk | None:
        """The trunk whose account has this user name."""
        return next((line.row for line in self._lines.values() if line.row.enabled and line.row.user == user), None)

    def credentials(self, trunk: str, request: Request, response: Response) -> tuple[str, str] | None:
        """The header that answers a trunk's challenge, if we have one."""
        line = self._lines.get(trunk)
        return line.credentials(request, response) if line is not None else None

    def states(self) -> list[TrunkState]:
        """How each trunk is, in order."""
        return [
            TrunkState(
                id=line.row.id,
                server=line.row.server,
                state=self._word(line),
                registered=line.registering.is_registered if line.registering is not None else None,
                words=line.words,
                since=line.since,
                calls=line.calls,
            )
            for line in self._lines.values()
        ]

    def _word(self, line: _Line) -> str:
        if not line.row.enabled:
            return "off"
        if not line.row.server:
            return "in only"
        if line.is_down:
            return "down"
        return "up" if line.ways else "looking up"

    # --- inside ----------------------------------------------------------------------------------

    def _begin(self, row: Trunk) -> _Line:
        line = _Line(row, self._secrets, since=self._utc())
        line.networks = [ipaddress.ip_network(network) for network in row.addresses]
        if row.server and (host := numeric(host_of(row.server))) is not None:
            self._found(line, [host])
        elif row.server:
            self._look_up(line)
        if row.enabled and row.server:
            if row.register:
                line.registering = Registering(line, self._endpoint, lambda works, said: self._told(line, works, said))
                line.registering.start()
            if row.ping_ms is not None:
                line.pinging = Pinging(line, self._endpoint, lambda works, said: self._told(line, works, said))
                line.pinging.start()
        return line

    def _told(self, line: _Line, works: bool, words: str) -> None:
        self.heard(line.row.id, works=works, words=words)

    def _stop(self, line: _Line) -> None:
        if line.look_up is not None:
            line.look_up.cancel()
        if line.registering is not None:
            line.registering.stop()
        if line.pinging is not None:
            line.pinging.stop()
        for way in line.ways:
            self._trust(line, way, begins=False)

    def _again(self) -> None:
        self._timer = self._endpoint.after(LOOK_UP_MS, self._again)
        for line in self._lines.values():
            if line.row.server and numeric(host_of(line.row.server)) is None:
                self._look_up(line)

    def _look_up(self, line: _Line) -> None:
        if line.look_up is None or line.look_up.done():
            line.look_up = asyncio.get_running_loop().create_task(self._looked_up(line), name="look-up")

    async def _looked_up(self, line: _Line) -> None:
        host = host_of(line.row.server)
        try:
            addresses = await self._resolve(host)
        except (OSError, UnicodeError):  # IDNA refuses names that are none
            self.heard(line.row.id, works=False, words=f"{host} is not found")
            return
        was_lost = not line.ways
        self._found(line, addresses)
        for one in (line.registering, line.pinging) if was_lost else ():
            if one is not None:
                one.start()
        self._changed()

    def _found(self, line: _Line, addresses: Iterable[str]) -> None:
        transport = line.row.transport.value.upper()
        found = [flow_to(address, port_of(line.row.server), transport) for address in addresses]
        for way in line.ways:
            self._trust(line, way, begins=False)
        line.ways = [flow for flow in found if flow is not None]
        for way in line.ways:
            self._trust(line, way, begins=True)

    def _trust(self, line: _Line, way: Flow, *, begins: bool) -> None:
        if way.is_secure:
            trust = Trust(line.row.fingerprint, host_of(line.row.server)) if begins else None
            self._trusts.trust(way.host, way.port, trust)


def host_of(server: str) -> str:
    """The host of ``host:port``, without brackets."""
    return _parts(server)[0]


def port_of(server: str) -> int | None:
    """The port of ``host:port``; None: the transport's own."""
    return _parts(server)[1]


def _parts(server: str) -> tuple[str, int | None]:
    host, colon, port = server.rpartition(":")
    if not colon or port.endswith("]") or not port.isdecimal():
        return server.strip("[]"), None
    return host.strip("[]"), int(port)
