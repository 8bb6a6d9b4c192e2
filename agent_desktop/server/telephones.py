"""Wires trunks and desk phones to SIP: the rows of the definition, the secrets beside it, and what settings say.

The administrator sees here how the trunks are: the core knows only what is defined.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from agent_desktop.domain import telephony
from agent_desktop.domain.inquiries import colleague
from agent_desktop.domain.messages import Asked, Refusal, SendMessage
from agent_desktop.domain.network import Encryption
from agent_desktop.domain.state import State
from agent_desktop.domain.voicemail import messages_for
from agent_desktop.server.front import Front
from agent_desktop.server.secret_file import SecretFile
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.trunks import Network, TrunkState
from agent_desktop.settings.ini import Settings as Told
from agent_desktop.settings.options import ROUTING_PHONES_ENCRYPTION, ROUTING_STRANGERS

AUTO = "auto"

UNWRITTEN = {"no_such_agent": 404, "no_such_queue": 404, "agent_absent": 480, "nobody_there": 480, "bad_message": 413}
"""The SIP status for why a phone's text was not sent; 403 for every other reason."""


class TelephoneSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What an administrator may say about it; the options of the same names have the words."""

    strangers: str = AUTO
    phones_encryption: str = AUTO


def telephone_settings(told: Told) -> TelephoneSettings:
    """What the machine's file says."""
    return TelephoneSettings(strangers=told[ROUTING_STRANGERS], phones_encryption=told[ROUTING_PHONES_ENCRYPTION])


def network(settings: TelephoneSettings, secrets: SecretFile, front: Front) -> Network:
    """Who may call and what must be encrypted; stricter where others than this machine reach the server."""
    strict = Encryption.PREFER if front.is_local or front.phones_without_tls else Encryption.REQUIRE
    return Network(
        secrets=secrets,
        trusts=front.trusts,
        open_to_strangers=front.is_local if settings.strangers == AUTO else settings.strangers == "welcome",
        phone_encryption=strict if settings.phones_encryption == AUTO else Encryption(settings.phones_encryption),
    )


class Telephones:
    """Tells the switch what is defined, whenever that may have changed; keeps what is secret about it."""

    def __init__(
        self, data: Path, state: Callable[[], State], submit: Callable[[Asked], Awaitable[Refusal | int]]
    ) -> None:
        self.secrets = SecretFile(data)
        self._state = state
        self._submit = submit
        self._switch: SipSwitch | None = None

    def attach(self, switch: SipSwitch) -> None:
        """The switch is up."""
        self._switch = switch
        self.look()

    def look(self) -> None:
        """The definition may be another one."""
        if self._switch is not None:
            state = self._state()
            self._switch.messages_changed()
            self._switch.define((row for _, row in sorted(state.trunks.items())), sorted(state.devices))

    def messages(self, user: str) -> int:
        """How many voice messages wait for an agent: the lamp of a desk phone."""
        return messages_for(self._state(), user)

    async def written(self, author: str, to: str, text: str) -> int:
        """A phone's text becomes what its agent would write in the window (F055); see ``TextSink``."""
        state = self._state()
        by = telephony.user_of(state, author)
        if by is None:  # a desk phone where nobody sits
            return 403
        queue = state.numbers.get(to)
        agent = None if queue is not None else telephony.user_of(state, to) if to else colleague(state, by)
        if queue is None and agent is None:
            return 404
        answer = await self._submit(Asked(by=by, command=SendMessage(text=text, agent=agent, queue=queue)))
        return UNWRITTEN.get(answer.code, 403) if isinstance(answer, Refusal) else 202

    def lines(self) -> tuple[str, ...]:
        """How the trunks are, for people."""
        return () if self._switch is None else told(self._switch.trunks())


def told(states: Iterable[TrunkState]) -> tuple[str, ...]:
    """A line for each trunk: its name, how it is, since when, and what its far end said last."""
    rows = [
        (one.id, one.server or "-", one.state, _registered(one), f"calls out: {one.calls}", _said(one))
        for one in states
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)] if rows else []
    return tuple("  ".join((*map(str.ljust, row, widths), row[5])).rstrip() for row in rows)


def _registered(one: TrunkState) -> str:
    return "" if one.registered is None else "registered" if one.registered else "not registered"


def _said(one: TrunkState) -> str:
    since = f"{datetime.fromtimestamp(one.since / 1000, UTC):%Y-%m-%d %H:%M:%S} UTC"
    return f"{one.words}, since {since}" if one.words else ""
