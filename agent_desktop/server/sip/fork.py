"""One INVITE of ours to one phone: its CANCEL, its silence, and every dialog it may bring (RFC 3261 §13.2, §9.1)."""

from __future__ import annotations

from typing import Protocol

from agent_desktop.server.sip import session_timer
from agent_desktop.server.sip.compose import make_cancel, send_again
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.message import Request, Response
from agent_desktop.server.sip.party import Desk, Once
from agent_desktop.server.sip.reliable import TAG as RELIABLE
from agent_desktop.server.sip.tables import LONG_MS
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow

SILENT_MS = 8_000
"""A phone that has not said even 100 by now is not there: its registration outlived it."""
RINGING = (180, 183)
ANSWERED = 200
UNREACHABLE = 408
CANCELLED = 487
MOST_TRIES = 4
"""How often an INVITE is sent with what its refusals asked for."""


class ForkOwner(Protocol):
    """The leg that rings."""

    def fork_ringing(self, fork: Fork) -> None:
        """The phone rings."""
        ...

    def fork_early(self, fork: Fork, dialog: Dialog, response: Response, *, reliable: bool) -> None:
        """The phone describes its media before it answers (183), or speaks of itself reliably: then a description is
        its answer to our offer."""
        ...

    def fork_retry(self, fork: Fork, invite: Request, response: Response) -> Request | None:
        """The INVITE to send next (``send_again``), as this refusal asks for; None: the refusal counts."""
        ...

    def fork_answered(self, fork: Fork, dialog: Dialog, response: Response) -> bool:
        """The phone was answered, and has its ACK; False: the dialog is not wanted and shall be ended."""
        ...

    def fork_failed(self, fork: Fork) -> None:
        """The phone cannot answer any more; ``fork.final`` says why."""
        ...


class Fork:
    """``is_alive`` once the phone said anything; ``final`` is the status it ended with, None while it may answer.

    ``pinned``: every request goes along ``flow``, as to a registered phone; ``phone``: who has registered there, and
    does so again when the connection is over. ``silent_ms``: who has said nothing by then is not there.
    """

    def __init__(
        self,
        owner: ForkOwner,
        desk: Desk,
        invite: Request,
        flow: Flow,
        *,
        pinned: bool = True,
        phone: str = "",
        silent_ms: int = SILENT_MS,
    ) -> None:
        self.is_alive = False
        self.final: int | None = None
        self._owner = owner
        self._desk = desk
        self.invite = invite
        self.flow = flow
        self._pinned = pinned
        self._phone = phone
        self._silent_ms = silent_ms
        self._key: Key = ()
        self._tries = 0
        self._cancel_wanted = False
        self._cancel_sent = False
        self._is_over = False  # the INVITE has its final response; ``final`` may be decided before that
        self._early: dict[str, Dialog] = {}  # by the To tag of the provisional response
        self._rseq: dict[str, int] = {}  # the last reliable one of each
        self._acks: dict[str, tuple[Request, Flow]] = {}  # by the To tag of the 2xx

    def start(self) -> None:
        """Send the INVITE."""
        self._desk.reach(self._phone, self.flow, self._begin)

    def _begin(self, flow: Flow) -> None:
        if self._cancel_wanted:
            self._finish(CANCELLED)
            return
        self.flow = flow
        self._send()
        self._desk.endpoint.after(self._silent_ms, self._silent)

    def _send(self) -> None:
        self._tries += 1
        self._key = self._desk.endpoint.request(self.invite, self.flow, self)

    def cancel(self) -> None:
        """Stop the phone ringing; a CANCEL must wait for a provisional response (§9.1)."""
        self._cancel_wanted = True
        if self.is_alive and not self._is_over and not self._cancel_sent:
            self._cancel_sent = True
            self._desk.endpoint.request(make_cancel(self.invite), self.flow, Once())
            self._desk.endpoint.after(LONG_MS, self._give_up)

    def answered(self, response: Response, flow: Flow) -> None:
        """A response to the INVITE."""
        self.is_alive = True
        if response.code >= 300:
            self._refused(response)
        elif response.code >= 200:
            self._is_over = True
            self._success(response, flow if flow.is_reliable else self.flow)
        elif self._cancel_wanted:
            self.cancel()
        elif response.code > 100:
            self._progress(response, flow if flow.is_reliable else self.flow)

    def unanswered(self, *, timeout: bool) -> None:
        """Nothing came, or nothing could be sent."""
        self._is_over = True
        self._finish(UNREACHABLE)

    def _refused(self, response: Response) -> None:
        """Send the INVITE again if that is what the refusal asks for, else it is over."""
        if self.final is None and not self._cancel_wanted and self._tries < MOST_TRIES:
            again = self._longer(response) or self._owner.fork_retry(self, self.invite, response)
            if again is not None:
                self.invite = again
                self._early.clear()
                self._send()
                return
        self._is_over = True
        self._finish(response.code)

    def _longer(self, response: Response) -> Request | None:
        """422: the session timer must be longer (RFC 4028 §7.3)."""
        if response.code != 422:
            return None
        wanted = str(session_timer.least(response))
        via = self._desk.endpoint.via(self.flow)
        return send_again(self.invite, via, ("Session-Expires", wanted), ("Min-SE", wanted))

    def _progress(self, response: Response, flow: Flow) -> None:
        """Every To tag is an early dialog (§12.1.2); one that is said reliably is acknowledged (RFC 3262 §4)."""
        reliable = False
        if response.to_tag:
            dialog = self._early.get(response.to_tag)
            if dialog is None:
                dialog = Dialog.calling(self.invite, response, flow, pinned=self._pinned)
                self._early[response.to_tag] = dialog
            if RELIABLE in [item.lower() for item in response.items("Require")]:
                if not self._is_next(response):
                    return
                reliable = True
                self._acknowledge(dialog, response)
            if response.body or reliable:
                self._owner.fork_early(self, dialog, response, reliable=reliable)
        if response.code in RINGING:
            self._owner.fork_ringing(self)

    def _is_next(self, response: Response) -> bool:
        """Whether a reliable response is neither repeated nor ahead of one that was lost."""
        text, last = response.text("RSeq").strip(), self._rseq.get(response.to_tag)
        if not (text.isascii() and text.isdecimal() and len(text) <= 10):
            return False
        if last is not None and int(text) != last + 1:
            return False
        self._rseq[response.to_tag] = int(text)
        return True

    def _acknowledge(self, dialog: Dialog, response: Response) -> None:
        dialog.refresh(response)
        hop = self._desk.endpoint.way(dialog.ways())
        headers = [("RAck", f"{self._rseq[response.to_tag]} {response.cseq} INVITE"), self._desk.user_agent_header]
        prack = dialog.request("PRACK", self._desk.endpoint.via(hop), headers)
        self._desk.endpoint.request(prack, hop, Once())

    def _success(self, response: Response, flow: Flow) -> None:
        """ACK every 2xx; keep at most one dialog and end the others (§13.2.2.4).

        ``flow``: where the phone is, which may have come back along another connection.
        """
        if (known := self._acks.get(response.to_tag)) is not None:
            self._desk.endpoint.ack(*known)
            return
        dialog = self._early.pop(response.to_tag, None)
        if dialog is None:
            dialog = Dialog.calling(self.invite, response, flow, pinned=self._pinned)
        else:
            dialog.flow = flow
            dialog.confirm(response)
        hop = self._desk.endpoint.way(dialog.ways())
        ack = dialog.request("ACK", self._desk.endpoint.via(hop), [self._desk.user_agent_header], cseq=self.invite.cseq)
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
