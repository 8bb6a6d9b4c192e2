"""The registrar: which phones an agent can be rung on, and along which flow (RFC 3261 §10, RFC 5626 §7)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sipmessage

from agent_desktop.server.sip.digest import Authenticator, Verdict, ha1_of
from agent_desktop.server.sip.message import Request, user_of
from agent_desktop.server.sip.ports import Credentials, NoSecrets, Secrets
from agent_desktop.server.sip.text import address_uri, parameters
from agent_desktop.server.sip.transport import Flow

MIN_EXPIRES_S = 60
DEFAULT_EXPIRES_S = 600
MAX_EXPIRES_S = 3_600
MAX_CONTACTS = 5
"""Per user; a phone that died and came back on another port must not push the list without end."""


@dataclass(frozen=True, slots=True)
class Binding:
    """One phone of a user. Requests go along ``flow``, the address the REGISTER came from, with ``uri`` as target."""

    uri: str
    flow: Flow
    expires: int  # ms of the clock
    call_id: str
    cseq: int
    proof: bytes  # of the password it was made with: another log-in's password makes it void
    path: tuple[str, ...] = ()  # Route values towards it, next hop first (RFC 3327)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a REGISTER is answered with."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    user: str = ""  # who tried and did not prove it, for the throttle


class Registrar:
    """Who registered, and where: agents with the password of their session, desk phones with one of their own.

    ``clock`` is ms. ``keep`` is told a user's bindings whenever they change, to be taken up after a restart.
    """

    def __init__(
        self,
        realm: str,
        credentials: Credentials,
        clock: Callable[[], int],
        keep: Callable[[str, list[Binding]], None] = lambda user, bindings: None,
        secrets: Secrets | None = None,
    ) -> None:
        self._realm = realm
        self._credentials = credentials
        self._secrets = secrets or NoSecrets()
        self._clock = clock
        self._keep = keep
        self._authenticator = Authenticator(realm, self._ha1, clock)
        self._devices: frozenset[str] = frozenset()
        self._bindings: dict[str, dict[str, Binding]] = {}  # user -> contact -> binding, oldest first
        self._by_flow: dict[Flow, set[str]] = {}  # who registered along it; some may have left since

    def define(self, devices: Iterable[str]) -> None:
        """These are the desk phones from now on."""
        self._devices = frozenset(devices)

    def user_at(self, flow: Flow) -> str:
        """The user whose phone is at the end of ``flow``; empty: nobody's."""
        users = self._by_flow.get(flow, ())
        return next((user for user in users if any(one.flow == flow for one in self.bindings(user))), "")

    def take_up(self, user: str, bindings: Iterable[Binding]) -> None:
        """Bindings of a process before this one; those along a connection ended with it."""
        self._bindings[user] = {_contact_key(one.uri): one for one in bindings if not one.flow.is_reliable}
        for one in self._bindings[user].values():
            self._by_flow.setdefault(one.flow, set()).add(user)

    def bindings(self, user: str) -> list[Binding]:
        """Where ``user`` can be rung now: not expired, and made with the password that is valid now."""
        proof = self._proof(user)
        live = self._live(user)
        return [binding for binding in live.values() if binding.proof == proof]

    def forget(self, user: str) -> None:
        """Drop the bindings that were not made with the password that is valid now."""
        proof = self._proof(user)
        kept = {key: binding for key, binding in self._live(user).items() if binding.proof == proof}
        if len(kept) != len(self._bindings.get(user, ())):
            self._set(user, kept)

    def flow_lost(self, flow: Flow) -> None:
        """Drop the bindings along a connection that is over: nobody else can be reached by it (RFC 5626 §5.3)."""
        for user in self._by_flow.pop(flow, ()):
            self._set(user, {key: one for key, one in self._live(user).items() if one.flow != flow})

    def proven(self, request: Request) -> tuple[str, Answer]:
        """The user whose credentials a request has; empty: it is to be answered so."""
        given = request.text("Authorization")
        verdict, user = self._authenticator.judge(given, request.method, request.target)
        if verdict is Verdict.GRANTED:
            return user, Answer(200)
        stale = verdict is Verdict.STALE
        tried = "" if stale or not given else user or "?"
        return "", Answer(401, tuple(self._authenticator.challenges(stale=stale)), tried)

    def register(self, request: Request, flow: Flow) -> Answer:
        """Carry a REGISTER out (§10.3)."""
        user, refusal = self.proven(request)
        if not user:
            return refusal
        if user != user_of(request.text("To")):
            return Answer(403, user=user)
        contacts = request.items("Contact")
        if "*" in contacts:
            return self._forget_all(request, user, contacts)
        return self._update(request, user, contacts, flow)

    def _forget_all(self, request: Request, user: str, contacts: list[str]) -> Answer:
        if len(contacts) > 1 or request.text("Expires") != "0":
            return Answer(400)
        if any(_is_late(binding, request) for binding in self._live(user).values()):
            return Answer(500)
        self._set(user, {})
        return Answer(200)

    def _update(self, request: Request, user: str, contacts: list[str], flow: Flow) -> Answer:
        """Add, renew and remove: all contacts of the request or none (§10.3 step 7)."""
        live = dict(self._live(user))
        proof, path = self._proof(user), tuple(request.items("Path"))
        for contact in contacts:
            uri = address_uri(contact)
            seconds = _seconds(contact, request)
            if seconds is None:
                return Answer(400)
            if 0 < seconds < MIN_EXPIRES_S:
                return Answer(423, (("Min-Expires", str(MIN_EXPIRES_S)),))
            key = _contact_key(uri)
            known = live.pop(key, None)
            if known is not None and _is_late(known, request):
                return Answer(500)
            if seconds > 0:
                expires = self._clock() + min(seconds, MAX_EXPIRES_S) * 1000
                live[key] = Binding(uri, flow, expires, request.call_id, request.cseq, proof, path)
        while len(live) > MAX_CONTACTS:
            del live[next(iter(live))]
        self._set(user, live)
        return Answer(200, (*self._contact_headers(live), *(("Path", value) for value in path)))

    def _set(self, user: str, live: dict[str, Binding]) -> None:
        """These are the user's bindings now, in memory and on paper."""
        for one in self._bindings.get(user, {}).values():
            users = self._by_flow.get(one.flow, set())
            users.discard(user)
            if not users:
                self._by_flow.pop(one.flow, None)
        for one in live.values():
            self._by_flow.setdefault(one.flow, set()).add(user)
        if live:
            self._bindings[user] = live
        else:
            self._bindings.pop(user, None)
        self._keep(user, [*live.values()])

    def _contact_headers(self, live: dict[str, Binding]) -> list[tuple[str, str]]:
        now = self._clock()
        seconds = [(binding.uri, max(1, (binding.expires - now) // 1000)) for binding in live.values()]
        return [("Contact", f"<{uri}>;expires={left}") for uri, left in seconds]

    def _live(self, user: str) -> dict[str, Binding]:
        """The user's bindings without the expired ones, which are dropped here."""
        now = self._clock()
        known = self._bindings.get(user, {})
        live = {key: binding for key, binding in known.items() if binding.expires > now}
        if len(live) != len(known):
            self._set(user, live)
        return live

    def _proof(self, user: str) -> bytes:
        ha1 = self._ha1(user, "MD5")
        return b"" if ha1 is None else hashlib.sha256(ha1.encode()).digest()

    def _ha1(self, user: str, algorithm: str) -> str | None:
        if user in self._devices:
            return self._secrets.device_ha1(user, algorithm)
        password = self._credentials.password(user)
        return None if password is None else ha1_of(algorithm, user, self._realm, password)


def _is_late(binding: Binding, request: Request) -> bool:
    """Whether the request is older than the one that made the binding (§10.3 step 7)."""
    return binding.call_id == request.call_id and binding.cseq >= request.cseq


def _seconds(contact: str, request: Request) -> int | None:
    """How long a contact shall stay: its own ``expires``, the Expires header, or our default; None: unreadable."""
    text = dict(parameters(contact)).get("expires") or request.text("Expires")
    if not text:
        return DEFAULT_EXPIRES_S
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 10 else None


def _contact_key(uri: str) -> str:
    """Contacts are equal when this is (RFC 3261 §19.1.4, as far as registrations need it)."""
    parsed = sipmessage.URI.parse(uri)
    transport = (parsed.parameters.get("transport") or "udp").lower()
    return f"{parsed.scheme}:{parsed.user or ''}@{parsed.host.lower()}:{parsed.port or 5060};{transport}"
