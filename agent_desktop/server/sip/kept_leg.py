"""A leg that an earlier process brought up: its dialog was written down, and goes on (F120)."""

from __future__ import annotations

from agent_desktop.domain.messages import LegAnswered, LegEnd
from agent_desktop.server.sip.dialog import Dialog
from agent_desktop.server.sip.leg import Leg
from agent_desktop.server.sip.message import Request, parse
from agent_desktop.server.sip.negotiation import Step
from agent_desktop.server.sip.party import Desk
from agent_desktop.server.sip.session_timer import Terms, terms_for
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow


class KeptLeg(Leg):
    """Either side of a call, confirmed, or accepted by us with an ACK that may not have come."""

    __slots__ = ()

    def __init__(self, dialog: Dialog, desk: Desk) -> None:
        super().__init__(dialog.leg, desk, dialog.agent)
        self.take_up(dialog)
        self.media.take_up()

    def accept(self) -> None:
        """The core has not heard yet that the caller is there: our 2xx, or its ACK, may be lost. Send it again."""
        assert self.dialog is not None
        invite = parse(self.dialog.invite) if self.dialog.invite else None
        if not isinstance(invite, Request):
            self._acked(True)
            return
        if self.is_over or not self.exchange.is_quiet:
            return
        key = self.desk.endpoint.take_up(invite, self.dialog.flow)
        terms = terms_for(invite)
        if self.agreed is None:
            self.exchange.step(Step.WE_OFFER)
        self.exchange.accept(
            key,
            invite,
            self.stream.again(),
            terms if isinstance(terms, Terms) else Terms(),
            acked=lambda ack: self._acked(True) if self.agreed else self.exchange.late_answer(ack, self._acked),
            lost=lambda: self.bye(LegEnd.FAILED),
        )

    def hang_up(self) -> None:
        """End the leg."""
        self.bye(LegEnd.HUNG_UP)

    def in_dialog(self, key: Key, request: Request, flow: Flow) -> None:
        """See ``Leg.in_dialog``. Who asks for something has our 2xx, even if its ACK was lost with the process."""
        assert self.dialog is not None
        if request.method != "ACK" and self.dialog.invite and self.agreed is not None:
            invite, self.dialog.invite = parse(self.dialog.invite), b""
            if isinstance(invite, Request):
                self.exchange.acknowledged(invite)
        super().in_dialog(key, request, flow)

    def _acked(self, worked: bool) -> None:
        if self.is_over or self.dialog is None:
            return
        self.dialog.invite = b""
        if worked:
            self.desk.say(LegAnswered(leg=self.id))
        else:
            self.bye(LegEnd.FAILED)
