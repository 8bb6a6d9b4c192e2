"""A customer with a real softphone who calls again and again, and an agent at a real desk who is called."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from agent_desktop.client.desk import Desk
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone import port
from tests.fakes.phone_rig import RigPhone, frequency_of, heard_between, loudness, tone_file, until_heard
from tests.fakes.program import CENTRE, Program
from tests.fakes.watch import Watch

CALLER_HZ = 660
SLOWLY = CENTRE.replace("offer_seconds = 2", "offer_seconds = 60").replace("wrap_up_seconds = 1\n", "")
"""A centre in which nothing goes on by itself."""


class Customer:
    """Calls the service of a running centre, says a tone of ``CALLER_HZ`` and records what is heard."""

    def __init__(self, running: Program, folder: Path, stack: ExitStack) -> None:
        self._uri = f"sip:1000@{running.said[0]['sip'].removeprefix('sip:')}"
        self._calls = 0
        self._heard = folder / "caller.wav"
        self.phone = RigPhone()
        stack.callback(self.phone.close)
        device = f"file:{tone_file(folder / 'asks.wav', CALLER_HZ)},{self._heard}"
        self._recording = self.phone.ask(port.UseSound(device=device), port.Recording)

    def call(self) -> None:
        """Dial, and be accepted."""
        self._calls += 1
        leg = f"c{self._calls}"
        self.phone.ask(port.Dial(leg=leg, uri=self._uri), port.Answered, lambda e: e.leg == leg)

    def hang_up(self) -> None:
        since = self.phone.mark()
        self.phone.order(port.HangUp(leg=f"c{self._calls}"))
        self.phone.wait(port.Ended, since=since)

    def hears(self, such: Callable[[float, float], bool]) -> None:
        """Wait until this is heard for a second, from now on."""
        until_heard(self._heard, self._recording, such)

    def heard_since(self, since_ms: int) -> tuple[float, float]:
        """Strongest frequency and loudness of all that was heard from a moment to now."""
        piece = heard_between(self._heard, self._recording, since_ms, now_ms())
        return frequency_of(piece), loudness(piece)


class Work:
    """Bertil at his desk in a running centre, registered and busy, and the customer who calls him."""

    def __init__(self, running: Program, folder: Path, phone: RigPhone, stack: ExitStack) -> None:
        """``phone`` stays its owner's to close, after ``stack``."""
        self.phone = phone
        desk = Desk(phone)
        stack.callback(desk.close)
        self.watch = Watch(desk)
        assert self.watch.log_in("bertil", "secret-bertil", running.said[0]["http"]) is None
        self.watch.until(lambda view: view.phone.registered)
        self.customer = Customer(running, folder, stack)

    def until(self, status: AgentStatus) -> View:
        return self.watch.until(lambda view: view.status is status)

    def be_ready(self) -> None:
        self.watch.desk.act("ready")
        self.until(AgentStatus.READY)

    def ringing(self) -> None:
        """A call is offered, and this very offer rings at the phone of now."""
        self.watch.until(lambda v: v.offer is not None and v.phone.ringing_leg == v.offer.leg)

    def talking(self) -> None:
        self.watch.until(lambda v: v.status is AgentStatus.IN_CALL and v.phone.active_leg is not None and together(v))

    def answer(self) -> None:
        self.ringing()
        self.watch.desk.act("answer")
        self.talking()

    def hang_up(self) -> None:
        """The customer does; wrap-up follows."""
        self.customer.hang_up()
        self.until(AgentStatus.WRAP_UP)


def together(view: View) -> bool:
    return view.presence is not None and view.presence.apart_until is None


def goes_by(phone: RigPhone, tenths: int) -> None:
    """Let time of a call go by, told by the phone's own levels (ten a second)."""
    for _ in range(tenths):
        phone.wait(port.Levels, since=phone.mark())


def something_but(frequency: float) -> Callable[[float, float], bool]:
    """For ``until_heard``: sound, and not this tone."""
    return lambda hertz, level: level > -50 and abs(hertz - frequency) > 10


def now_ms() -> int:
    """The clock of recordings."""
    return time.monotonic_ns() // 1_000_000
