"""Keeps the phone where the session needs it: registered with the server's account, and shown to the server (F121)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from msgspec.structs import replace

from agent_desktop.client.phone_state import PhoneState
from agent_desktop.client.port import ServerPort
from agent_desktop.client.presenting import Presenting
from agent_desktop.client.session import DeskSession
from agent_desktop.client.trusted import TrustedServers
from agent_desktop.domain.messages import Refusal
from agent_desktop.phone.port import AnyPhoneEvent, Doubted, HangUp, PhonePort, Register, Unregister
from agent_desktop.protocol.wire import Accepted, Problem, SipAccount

log = logging.getLogger(__name__)


class Registering:
    """Used by the desk's thread only; ``post`` brings the server's answers into it. ``state`` is the phone's."""

    def __init__(
        self,
        phone: PhonePort,
        session: DeskSession,
        state: Callable[[], PhoneState],
        post: Callable[[Callable[[], None]], None],
        trusted: TrustedServers,
    ) -> None:
        self._phone = phone
        self._session = session
        self._state = state
        self._post = post
        self._trusted = trusted
        self._accepted = ""  # the fingerprint that the phone was told to accept
        self._account: SipAccount | None = None  # the phone was told to register with it
        self._due = False  # a server that was away may have forgotten the registration
        self._presenting = Presenting()

    def begin(self, account: SipAccount) -> None:
        """The session has this account."""
        self._account = account
        self._accepted = ""  # a certificate that proves itself needs nobody's word
        self.again()

    def again(self) -> None:
        """Register anew, as soon as no talk is cut by it."""
        self._due = True
        self.tend()

    def online(self) -> None:
        """The server is in reach, after a time in which it was not."""
        self._presenting.again()

    def end(self) -> None:
        """The session is over; the phone gives its account up when it has no talk any more."""
        self._presenting = Presenting()
        self._due = False
        self.tend()

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """Whatever the phone tells; its state knows of it already."""
        self._presenting.phone_said(event)

    def doubted(self, event: Doubted) -> Doubted | None:
        """What the agent has to be asked; None: this very certificate was accepted before, and is again."""
        known = self._trusted.of(event.server)
        if event.fingerprint != known or not known:
            return replace(event, before=known)
        self._accept(known)
        return None

    def trust(self, doubted: Doubted) -> None:
        """The agent has compared the fingerprint: the server is who shows this certificate."""
        self._trusted.accept(doubted.server, doubted.fingerprint)
        self._accept(doubted.fingerprint)

    def _accept(self, fingerprint: str) -> None:
        if fingerprint != self._accepted:
            self._accepted = fingerprint
            self.again()

    def tend(self) -> None:
        """Register or give the account up, when it is due and no talk is cut by it."""
        account = self._account
        if account is None or self._state().legs:
            return
        if self._session.server is None:
            self._account = None
            self._phone.order(Unregister())
        elif self._due:
            self._due = False
            self._presenting.registering()
            self._phone.order(
                Register(
                    server=account.server,
                    user=account.user,
                    password=account.password,
                    certificate=account.certificate,
                    accepted=self._accepted,
                )
            )

    def present(self) -> None:
        """Say that the phone is there, and end what only the phone takes for a call."""
        server = self._session.server
        if server is None:
            return
        for leg in self._presenting.stray(self._session.projection, self._state()):
            log.info("The server knows nothing of leg %s: it is ended", leg)
            self._phone.order(HangUp(leg=leg))
        command = self._presenting.ask(self._session.link, self._state())
        if command is not None:
            server.command(command, lambda answer: self._post(lambda: self._presented(server, answer)))

    def _presented(self, server: ServerPort, answer: Accepted | Refusal | Problem) -> None:
        if server is not self._session.server:
            return
        self._presenting.answered(answer)
        if isinstance(answer, Accepted):
            self.present()  # else at the next word of the server's or the phone's
