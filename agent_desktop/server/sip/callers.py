"""Who calls: a trunk, a phone of ours, or a stranger; and what the call says of itself, in the house's words.

A call comes from a trunk by its address or with its password, and what it asserts of the caller counts when the trunk
is trusted (RFC 3325 §6). Strangers are heard only where the server is open to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent_desktop.domain.network import NumberPlan, Trunk
from agent_desktop.server.sip.digest import Authenticator, Verdict, ha1_of
from agent_desktop.server.sip.message import Request, display_name, let_go, plain, user_of
from agent_desktop.server.sip.numbers import incoming
from agent_desktop.server.sip.ports import Secrets
from agent_desktop.server.sip.registrar import Registrar
from agent_desktop.server.sip.text import address_uri, split
from agent_desktop.server.sip.transport import Flow
from agent_desktop.server.sip.trunks import Trunks


@dataclass(frozen=True, slots=True)
class Known:
    """Who an INVITE is from."""

    trunk: Trunk | None = None
    phone: str = ""  # the user name it registered with; with neither: a stranger who is welcome


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody we know: challenged. ``tried`` is the user name of credentials that were wrong, for the throttle."""

    headers: tuple[tuple[str, str], ...]
    tried: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """The numbers of a call: who was dialled, who calls; empty: not said, or not to be shown."""

    number: str
    caller: str
    caller_name: str


class Callers:
    """Judges INVITEs. ``open_to_strangers``: whoever reaches the server may call its queues."""

    def __init__(
        self,
        realm: str,
        trunks: Trunks,
        registrar: Registrar,
        secrets: Secrets,
        clock: Callable[[], int],
        *,
        open_to_strangers: bool,
    ) -> None:
        self._trunks = trunks
        self._registrar = registrar
        self._secrets = secrets
        self._realm = realm
        self.open_to_strangers = open_to_strangers
        self._authenticator = Authenticator(realm, self._ha1, clock)

    def judge(self, request: Request, flow: Flow) -> Known | Unknown:
        """Who this INVITE is from."""
        if (trunk := self._trunks.at(flow.host)) is not None:
            return Known(trunk=trunk)
        if phone := self._registrar.user_at(flow):
            return Known(phone=phone)
        given = request.text("Authorization")
        verdict, user = Verdict.REFUSED, ""
        if given:
            verdict, user = self._authenticator.judge(given, request.method, request.target)
            if verdict is Verdict.GRANTED and (trunk := self._trunks.of_user(user)) is not None:
                return Known(trunk=trunk)
        if self.open_to_strangers:
            return Known()
        stale = verdict is Verdict.STALE
        return Unknown(tuple(self._authenticator.challenges(stale=stale)), "" if stale or not given else user or "?")

    def _ha1(self, user: str, algorithm: str) -> str | None:
        trunk = self._trunks.of_user(user)
        password = self._secrets.trunk_password(trunk.id) if trunk is not None else None
        return None if password is None else ha1_of(algorithm, user, self._realm, password)


def said(request: Request, trunk: Trunk | None) -> Said:
    """Who was dialled and who calls, by the rules of the trunk that it came by."""
    plan = trunk.numbers if trunk is not None else None
    caller = request.text("From")
    if trunk is not None and trunk.trusted:
        caller = next((one for one in request.items("P-Asserted-Identity") if _is_number(one)), caller)
    number = plain(request.uri.user or "")
    if "id" in _privacy(request) and trunk is not None:
        return Said(_in(plan, number), "", "")
    return Said(_in(plan, number), _in(plan, user_in(caller)), display_name(caller))


def user_in(address: str) -> str:
    """The user part of an address, or the number of a tel: URI (RFC 3966)."""
    uri = address_uri(address)
    if uri[:4].lower() == "tel:":
        return plain(uri[4:].partition(";")[0])
    return user_of(address)


def _is_number(address: str) -> bool:
    """Whether somebody is named; unlike From this header was not checked when the message came."""
    try:
        return bool(user_in(address)) and display_name(address) is not None
    except Exception as problem:  # noqa: BLE001 - sipmessage leaks more than ValueError on odd input
        let_go(problem)
        return False


def _privacy(request: Request) -> set[str]:
    return {word.strip().lower() for value in request.headers.getlist("Privacy") for word in split(value, ";")}


def _in(plan: NumberPlan | None, number: str) -> str:
    return number if plan is None else incoming(plan, number)
