"""The same switch in a process of its own, so that what a long day leaves in the window's process is the window's."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from agent_desktop.domain.messages import AnyCommand, AnyFact, Define, Event, Presence
from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent
from tests.fakes.phone import FakePhone
from tests.fakes.switch import Switch

PATIENCE_S = 60.0


class FarPhone(FakePhone):
    """Its orders wait for the next turn of the switch, which knows what a phone does."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._waiting: list[AnyOrder] = []

    def order(self, order: AnyOrder) -> None:
        with self._lock:
            self._waiting.append(order)

    def take(self) -> list[AnyOrder]:
        with self._lock:
            taken, self._waiting = self._waiting, []
        return taken


class FarSwitch:
    """Asks the other process one thing at a time; what went wrong there is raised here."""

    def __init__(self, me: str, define: Define) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_serve, args=(there, me, define), daemon=True)
        self._process.start()
        there.close()
        self.phone = FarPhone()
        self.url: str = self._answer()

    def turn(self) -> None:
        """Carry out what the core ordered and what the phone was told since the last time."""
        for event in self._ask("turn", self.phone.take()):
            self.phone.say(event)

    def give(self, fact: AnyFact) -> None:
        self._ask("give", fact)

    def ask(self, by: str, command: AnyCommand) -> None:
        self._ask("ask", (by, command))

    def log(self) -> list[Event]:
        """Everything that happened."""
        return self._ask("log", None)

    def presence(self, agent: str) -> Presence:
        """As the core has it now."""
        return self._ask("presence", agent)

    def close(self) -> None:
        self._here.close()
        self._process.join(PATIENCE_S)

    def _ask(self, what: str, of: object) -> Any:
        self._here.send((what, of))
        return self._answer()

    def _answer(self) -> Any:
        assert self._here.poll(PATIENCE_S), "the switch does not answer"
        worked, answer = self._here.recv()
        assert worked, answer
        return answer


def _serve(there: Connection, me: str, define: Define) -> None:
    """Answer until the other end is closed."""
    switch = Switch(me, define)
    said: list[AnyPhoneEvent] = []
    switch.phone.listen(said.append)

    def turn(orders: list[AnyOrder]) -> list[AnyPhoneEvent]:
        for order in orders:
            switch.phone.order(order)
        switch.turn()
        taken = list(said)
        said.clear()
        return taken

    do: dict[str, Callable[[Any], object]] = {
        "turn": turn,
        "give": switch.give,
        "ask": lambda asked: switch.do(switch.server.ask(*asked)) and None,
        "log": lambda _: [row.event for row in switch.server._log.replay()],
        "presence": lambda agent: switch.server.engine.state.presences[agent],
    }
    there.send((True, switch.server.url))
    try:
        while True:
            what, of = there.recv()
            try:
                there.send((True, do[what](of)))
            except Exception as problem:  # noqa: BLE001 - raised again at the other end
                there.send((False, repr(problem)))
    except EOFError:
        switch.close()
