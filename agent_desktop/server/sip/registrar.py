"""The registrar: which phones an agent can be rung on, and along which flow (RFC 3261 §10, RFC 5626 §7)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import sipmessage

from agent_desktop.server.sip.digest import Authenticator, Verdict
from agent_desktop.server.sip.message import Request, user_of
from agent_desktop.server.sip.ports import Credentials
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a REGISTER is answered with."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    user: str = ""  # who tried and did not prove it, for the throttle


class Registrar:
    """Bindings in memory; ``keep`` is told of every change of a user's. ``clock`` is ms."""

    def __init__(
        self,
        realm: str,
        credentials: Credentials,
        clock: Callable[[], int],
        keep: Callable[[str, list[Binding]], None] = lambda user, bindings: None,
    ) -> None:
        self._keep = keep
        self._credentials = credentials
        self._clock = clock
        self._authenticator = Authenticator(realm, credentials.password, clock)
        self._bindings: dict[str, dict[str, Binding]] = {}  # user -> contact -> binding, oldest first
        self._by_connection: dict[Flow, set[str]] = {}  # who registered along a connection that may be lost

    def take_up(self, user: str, bindings: Iterable[Binding]) -> None:
        """Bindings of a process before this one; those along a connection ended with it."""
        self._bindings[user] = {_contact_key(one.uri): one for one in bindings if not one.flow.is_reliable}

    def bindings(self, user: str) -> list[Binding]:
        """Where ``user`` can be rung now: not expired, and made with the password that is valid now."""
        proof = self._proof(user)
        live = self._live(user)
        return [binding for binding in live.values() if binding.proof == proof]

    def forget(self, user: str) -> None:
        """Drop the bindings that were not made with the password that is valid now."""
        proof = self._proof(user)
        kept = {key: binding for key, binding in self._live(user).items() if binding.proof == proof}
        if kept:
            self._bindings[user] = kept
        else:
            self._bindings.pop(user, None)
        self._keep(user, [*kept.values()])

    def flow_lost(self, flow: Flow) -> None:
        """Drop the bindings along a connection that is over: nobody else can be reached by it (RFC 5626 §5.3)."""
        for user in self._by_connection.pop(flow, ()):
            self._bindings[user] = {key: one for key, one in self._live(user).items() if one.flow != flow}
            self._keep(user, [*self._bindings[user].values()])

    def register(self, request: Request, flow: Flow) -> Answer:
        """Carry a REGISTER out (§10.3)."""
        given = request.text("Authorization")
        verdict, user = self._authenticator.judge(given, "REGISTER", request.target)
        if verdict is not Verdict.GRANTED:
            stale = verdict is Verdict.STALE
            tried = "" if stale or not given else user or "?"
            return Answer(401, tuple(self._authenticator.challenges(stale=stale)), tried)
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
        self._bindings.pop(user, None)
        self._keep(user, [])
        return Answer(200)

    def _update(self, request: Request, user: str, contacts: list[str], flow: Flow) -> Answer:
        """Add, renew and remove: all contacts of the request or none (§10.3 step 7)."""
        live = dict(self._live(user))
        proof = self._proof(user)
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
                live[key] = Binding(uri, flow, expires, request.call_id, request.cseq, proof)
        while len(live) > MAX_CONTACTS:
            del live[next(iter(live))]
        self._bindings[user] = live
        self._keep(user, [*live.values()])
        if flow.is_reliable:
            self._by_connection.setdefault(flow, set()).add(user)
        return Answer(200, tuple(self._contact_headers(live)))

    def _contact_headers(self, live: dict[str, Binding]) -> list[tuple[str, str]]:
        now = self._clock()
        seconds = [(binding.uri, max(1, (binding.expires - now) // 1000)) for binding in live.values()]
        return [("Contact", f"<{uri}>;expires={left}") for uri, left in seconds]

    def _live(self, user: str) -> dict[str, Binding]:
        """The user's bindings without the expired ones, which are dropped here."""
        now = self._clock()
        live = {key: binding for key, binding in self._bindings.get(user, {}).items() if binding.expires > now}
        if live:
            self._bindings[user] = live
        else:
            self._bindings.pop(user, None)
        return live

    def _proof(self, user: str) -> bytes:
        password = self._credentials.password(user)
        return b"" if password is None else hashlib.sha256(password.encode()).digest()


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
