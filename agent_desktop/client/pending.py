"""What was asked and has not happened yet: a button shows that it was heard until its event is there."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from agent_desktop.client.phone_state import settles
from agent_desktop.client.projection import Projection
from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent

Rows = tuple[object, ...]


class _Command(msgspec.Struct, frozen=True, kw_only=True):
    ticket: int
    rows: Rows  # what a command may change, when it was asked
    n: int | None = None  # its events have numbers up to this one; None until the server answered


class Pending:
    """Waiting actions by id; asking again for the same one waits for the newest."""

    def __init__(self) -> None:
        self._commands: dict[str, _Command] = {}
        self._orders: dict[str, AnyOrder] = {}
        self._last = 0

    @property
    def ids(self) -> frozenset[str]:
        """The actions that wait."""
        return frozenset(self._commands) | frozenset(self._orders)

    def commanded(self, action: str, projection: Projection) -> int:
        """A command went to the server; the ticket tells its answer from that of an earlier one."""
        self._last += 1
        self._commands[action] = _Command(ticket=self._last, rows=_rows(projection))
        return self._last

    def accepted(self, action: str, ticket: int, n: int) -> None:
        """The server carried it out; its events are on their way, or here already."""
        waiting = self._commands.get(action)
        if waiting is not None and waiting.ticket == ticket:
            self._commands[action] = replace(waiting, n=n)

    def reached(self, projection: Projection) -> None:
        """Events were folded.

        Every command changes a row of the asker's own. Its last event may be one that this viewer is not sent, so the
        number alone would let an action wait for the next keep-alive.
        """
        rows = _rows(projection)
        for action, waiting in list(self._commands.items()):
            if waiting.n is not None and (projection.n >= waiting.n or rows != waiting.rows):
                del self._commands[action]

    def drop(self, action: str, ticket: int | None = None) -> None:
        """It was refused or could not be asked; with a ticket only if no newer one waits."""
        waiting = self._commands.get(action)
        if waiting is not None and ticket in (None, waiting.ticket):
            del self._commands[action]

    def drop_commands(self) -> None:
        """There is no server any more."""
        self._commands.clear()

    def ordered(self, action: str, order: AnyOrder) -> None:
        """An order went to the softphone."""
        self._orders[action] = order

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """The softphone said something, perhaps what was waited for."""
        for action, order in list(self._orders.items()):
            if settles(order, event):
                del self._orders[action]


def _rows(projection: Projection) -> Rows:
    """The agent's presence, case, inquiries, recording and call for help."""
    state, agent = projection.state, projection.agent
    presence = state.presences.get(agent)
    case = presence.case if presence is not None and presence.case is not None else 0
    asked = tuple(state.cases.get(row) for row in state.inquiries.get(case, ()))
    details, recording = state.details.get(case), state.recordings.get(case)
    return (presence, state.cases.get(case), details, asked, recording, state.help.get(agent))
