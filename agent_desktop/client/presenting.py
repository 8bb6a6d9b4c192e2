"""Tells the server when the phone is there and which legs it has, and finds the legs that the server knows no more.

The phone is presented whenever it is registered and the server is in reach, each time either becomes true anew (F121).
"""

from __future__ import annotations

from agent_desktop.client.phone_state import PhoneState
from agent_desktop.client.projection import Projection
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import PhoneReady, Refusal
from agent_desktop.phone.port import AnyPhoneEvent, Died, Registration
from agent_desktop.protocol.wire import Accepted, Problem


class Presenting:
    """What has been said of the phone in this session, and what is still to be said."""

    def __init__(self) -> None:
        self._due = True
        self._confirmed = False  # the registrar answered since the phone was last told to register
        self._asked: frozenset[str] | None = None  # the legs in a command that waits for its answer
        self._known: tuple[frozenset[str], int] | None = None  # legs the server was told of, and its events since then

    def again(self) -> None:
        """Something began anew: the session, or the link to its server."""
        self._due = True
        self._known = None

    def registering(self) -> None:
        """The phone was told to register: what it said before that is worth nothing any more."""
        self._confirmed = False
        self._due = True

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """A phone that is started again, or registered again, is presented again."""
        if isinstance(event, Registration):
            self._confirmed = event.registered
            if not event.registered:
                self._due = True
        elif isinstance(event, Died):
            self._confirmed = False
            self._due = True

    def ask(self, link: Link, phone: PhoneState) -> PhoneReady | None:
        """The command to send now, or None. A phone with a talk registers later, and is presented without it."""
        there = phone.registered and (self._confirmed or bool(phone.legs))
        if not self._due or self._asked is not None or link is not Link.ONLINE or not there:
            return None
        self._due = False
        self._asked = frozenset(phone.legs)
        return PhoneReady(legs=phone.legs)

    def answered(self, answer: Accepted | Refusal | Problem) -> None:
        """The server's answer; what did not reach it is asked again."""
        legs, self._asked = self._asked, None
        if isinstance(answer, Problem):
            self._due = True
        elif isinstance(answer, Accepted) and legs and not self._due:
            self._known = (legs, answer.n)

    def stray(self, projection: Projection, phone: PhoneState) -> tuple[str, ...]:
        """Legs of the phone that belong to nothing: named once.

        The server was told of them, all that it did until then is known here, and still they are not the agent's: it
        was restarted, or the end of the leg was lost. A leg that began to ring later is never one of them, however
        late the event with its name is.
        """
        if self._known is None or projection.n < self._known[1]:
            return ()
        legs, self._known = self._known[0], None
        presence = projection.state.presences.get(projection.agent)
        mine = (presence.leg, presence.line) if presence else ()
        return tuple(leg for leg in phone.legs if leg in legs and leg not in mine)
