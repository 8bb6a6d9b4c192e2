"""Bertil's desk in front of the real core, with a phone and a server that a test speaks for."""

from __future__ import annotations

from pathlib import Path

from agent_desktop.client.desk import Desk
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import AgentStatus, Define
from agent_desktop.phone.port import Answer, Answered, Incoming, Registration
from tests.fakes.centre import Centre
from tests.fakes.phone import FakePhone
from tests.fakes.server import PASSWORD, FakeServer
from tests.fakes.watch import Watch

ME = "bertil"
REGISTERED = Registration(registered=True, status=200, reason="OK")


class BertilsDesk:
    """Nobody is logged in; each step brings it on, and waits until the desk shows it. ``close`` at the end.

    ``heard`` is the folder of what is listened to; ``sounds`` are the signals it played.
    """

    def __init__(self, given: Define | None = None, heard: Path | None = None) -> None:
        self.centre = Centre(given) if given is not None else Centre()
        self.server = FakeServer(self.centre)
        self.phone = FakePhone()
        self.sounds: list[str | None] = []
        self.desk = Desk(
            self.phone,
            connect=self.server.connect,
            play=self.sounds.append,
            clock=lambda: self.centre.now,
            heard=heard,
        )
        self.watch = Watch(self.desk)

    def come(self) -> None:
        """Log in; the phone has not registered."""
        assert self.watch.log_in(ME, PASSWORD) is None
        self.watch.until(lambda view: view.link is Link.ONLINE)

    def log_in(self) -> None:
        """Log in, with the phone."""
        self.come()
        self.phone.say(REGISTERED)
        self.watch.until(lambda view: view.phone.registered)

    def ready(self) -> None:
        """Log in, ready for calls."""
        self.log_in()
        self.desk.act("ready")
        self.watch.until(lambda view: view.status is AgentStatus.READY and not view.pending)

    def offered(self) -> str:
        """A call is offered and the phone rings; returns the agent's leg."""
        self.ready()
        self.centre.call("1000")
        self.server.deliver()
        leg = self.centre.offer(ME).leg
        assert leg is not None
        self.phone.say(Incoming(leg=leg, caller="+46701234567"))
        self.watch.until(lambda view: view.phone.ringing_leg == leg and view.offer is not None)
        return leg

    def answer(self, leg: str) -> None:
        """The agent answers, and talks."""
        self.desk.act("answer")
        self.phone.hears(Answer)
        self.phone.say(Answered(leg=leg))
        self.centre.pick_up(ME)
        self.server.deliver()
        self.watch.until(lambda view: view.status is AgentStatus.IN_CALL and view.phone.active_leg == leg)

    def in_call(self) -> str:
        """A call is offered and answered; returns the agent's leg."""
        leg = self.offered()
        self.answer(leg)
        return leg

    def close(self) -> None:
        """The program ends."""
        self.desk.close(log_out=False)
