"""One INVITE of ours to one phone: its CANCEL, its silence, and every 2xx it may bring (RFC 3261 §13.2, §9.1)."""

from __future__ import annotations

from typing import Protocol

from agent_desktop.server.sip.compose import make_cancel
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.party import Desk, Once
from agent_desktop.server.sip.tables import LONG_MS
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow

SILENT_MS = 8_000
"""A phone that has not said even 100 by now is not there: its registration outlived it."""
RINGING = (180, 183)
ANSWERED = 200
UNREACHABLE = 408
CANCELLED = 487


class ForkOwner(Protocol):
    """The leg that rings."""

    def fork_ringing(self, fork: Fork) -> None:
        """The phone rings."""
        ...

    def fork_answered(self, fork: Fork, dialog: Dialog, response: Response) -> bool:
        """The phone was answered, and has its ACK; False: the dialog is not wanted and shall be ended."""
        ...

    def fork_failed(self, fork: Fork) -> None:
        """The phone cannot answer any more; ``fork.final`` says why."""
        ...


class Fork:
    """``is_alive`` once the phone said anything; ``final`` is the status it ended with, None while it may answer."""

    def __init__(self, owner: ForkOwner, desk: Desk, invite: Request, flow: Flow) -> None:
        self.is_alive = False
        self.final: int | None = None
        self._owner = owner
        self._desk = desk
        self._invite = invite
        self._flow = flow
        self._key: Key = ()
        self._cancel_wanted = False
        self._cancel_sent = False
        self._is_over = False  # the INVITE has its final response; ``final`` may be decided before that
        self._acks: dict[str, tuple[Request, Flow]] = {}  # by the To tag of the 2xx

    def start(self) -> None:
        """Send the INVITE."""
        self._key = self._desk.endpoint.request(self._invite, self._flow, self)
        self._desk.endpoint.after(SILENT_MS, self._silent)

    def cancel(self) -> None:
        """Stop the phone ringing; a CANCEL must wait for a provisional response (§9.1)."""
        self._cancel_wanted = True
        if self.is_alive and not self._is_over and not self._cancel_sent:
            self._cancel_sent = True
            self._desk.endpoint.request(make_cancel(self._invite), self._flow, Once())
            self._desk.endpoint.after(LONG_MS, self._give_up)

    def answered(self, response: Response, flow: Flow) -> None:
        """A response to the INVITE."""
        self.is_alive = True
        self._is_over = self._is_over or response.code >= 200
        if response.code >= 300:
            self._finish(response.code)
        elif response.code >= 200:
            self._success(response, flow if flow.is_reliable else self._flow)
        elif self._cancel_wanted:
            self.cancel()
        elif response.code in RINGING:
            self._owner.fork_ringing(self)

    def unanswered(self, *, timeout: bool) -> None:
        """Nothing came, or nothing could be sent."""
        self._is_over = True
        self._finish(UNREACHABLE)

    def _success(self, response: Response, flow: Flow) -> None:
        """ACK every 2xx; keep at most one dialog and end the others (§13.2.2.4).

        ``flow``: where the phone is, which may have come back along another connection.
        """
        if (known := self._acks.get(response.to_tag)) is not None:
            self._desk.endpoint.ack(*known)
            return
        dialog = Dialog.calling(self._invite, response, flow, pinned=True)
        hop = self._desk.endpoint.way(dialog.ways())
        ack = dialog.request(
            "ACK", self._desk.endpoint.via(hop), [self._desk.user_agent_header], cseq=self._invite.cseq
        )
        self._acks[response.to_tag] = (ack, hop)
        self._desk.endpoint.ack(ack, hop)
        if self.final is None and not self._cancel_wanted:
            self.final = ANSWERED
            if self._owner.fork_answered(self, dialog, response):
                return
        self._desk.send_bye(dialog, lambda: None)
        self._finish(CANCELLED)

    def _silent(self) -> None:
        if not self.is_alive:
            self._cancel_wanted = True  # should it wake up after all
            self._finish(UNREACHABLE)

    def _give_up(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._desk.endpoint.abandon(self._key)
            self._finish(CANCELLED)

    def _finish(self, final: int) -> None:
        if self.final is None:
            self.final = final
            self._owner.fork_failed(self)
