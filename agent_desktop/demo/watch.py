"""Watches the centre over HTTP as its supervisor does, and says what becomes of each caller."""

from __future__ import annotations

import time
from collections.abc import Callable

import msgspec

from agent_desktop.client.connection import Connection
from agent_desktop.client.port import FrameCame, Heard, SnapshotTaken
from agent_desktop.client.projection import Projection, advance, begin
from agent_desktop.demo.stage import Stage
from agent_desktop.domain.messages import AgentStatus, AnyEvent, CaseChanged, CaseOutcome, CaseState, OfferMade
from agent_desktop.protocol.wire import Problem, Session


class Offered(msgspec.Struct, frozen=True):
    """A caller is offered to an agent; ``at_ms`` is the core's decision on the monotonic clock."""

    number: str
    agent: str
    leg: str
    at_ms: int


class Talking(msgspec.Struct, frozen=True):
    """An agent answered a caller."""

    number: str
    agent: str


class Over(msgspec.Struct, frozen=True):
    """The case of a caller has come to its outcome."""

    number: str
    outcome: CaseOutcome


Seen = Offered | Talking | Over


class Watch:
    """Follows the events of one server; ``seen`` is called on the stage."""

    def __init__(self, url: str, stage: Stage, seen: Callable[[Seen], None]) -> None:
        self._stage = stage
        self._seen = seen
        self._projection = Projection()
        self._numbers: dict[int, str] = {}  # details leave the state with their case
        self._connection = Connection(url, lambda heard: stage.post(lambda: self._hear(heard)))
        self.problem = ""
        self.events = 0

    def start(self, user: str, password: str, ready: Callable[[], None]) -> None:
        """Log in; ``ready`` is called on the stage when that is done, or failed with ``problem``."""

        def done(answer: Session | Problem) -> None:
            self.problem = answer.message or answer.code if isinstance(answer, Problem) else ""
            ready()

        self._connection.log_in(user, password, lambda answer: self._stage.post(lambda: done(answer)))

    def close(self) -> None:
        """Stop following."""
        self._connection.close()

    def ready(self) -> frozenset[str]:
        """The agents who are ready now."""
        presences = self._projection.state.presences.values()
        return frozenset(row.agent for row in presences if row.status is AgentStatus.READY)

    def _hear(self, heard: Heard) -> None:
        if isinstance(heard, SnapshotTaken):
            self._projection = begin(heard.snapshot, heard.own_ms)
        elif isinstance(heard, FrameCame):
            after = advance(self._projection, heard.frame)
            if after is None:
                return
            self._projection = after
            self.events = heard.frame.n
            for event in heard.frame.events:
                self._tell(event, heard.frame.at)

    def _tell(self, event: AnyEvent, at: int) -> None:
        state = self._projection.state
        if isinstance(event, OfferMade):
            offer = event.offer
            assert offer.leg is not None, "the demo's cases are calls"
            self._seen(Offered(self._number(offer.case), offer.agent, offer.leg, _monotonic(at)))
        elif isinstance(event, CaseChanged):
            case = event.case
            number = self._number(case.id)
            if case.state is CaseState.TALKING and case.agent is not None:
                self._seen(Talking(number, case.agent))
            elif case.outcome is not None and case.state in (CaseState.WRAP_UP, CaseState.ENDED):
                self._seen(Over(number, case.outcome))
        for case_id, details in state.details.items():
            self._numbers[case_id] = details.number

    def _number(self, case: int) -> str:
        details = self._projection.state.details.get(case)
        return details.number if details is not None else self._numbers.get(case, "")


def _monotonic(at: int) -> int:
    """A moment of the server's clock (ms UTC, the same machine) on the monotonic clock."""
    return at - time.time_ns() // 1_000_000 + time.monotonic_ns() // 1_000_000
