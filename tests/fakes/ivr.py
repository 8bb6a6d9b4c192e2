"""A centre whose callers go through flows: the flow of a playbook on the number 1000, and what a caller meets there."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.flows import AnyNode, Flow
from agent_desktop.domain.messages import (
    AnyEffect,
    CaseChanged,
    CaseOutcome,
    CaseState,
    Define,
    IvrPosition,
    LookUp,
    Play,
    Queue,
)
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre

SERVICE, SUPPORT, *OTHERS = QUEUES


class IvrCentre(Centre):
    """The usual centre; ``service`` (1000) has a flow ``main`` of these nodes, the first one its start."""

    def __init__(
        self, *nodes: AnyNode, service: Queue = SERVICE, support: Queue = SUPPORT, flows: tuple[Flow, ...] = ()
    ) -> None:
        main = Flow(id="main", start=nodes[0].id, nodes=nodes)
        queues = (replace(service, flow="main"), support, *OTHERS)
        super().__init__(Define(queues=queues, agents=AGENTS, reasons=REASONS, flows=(main, *flows)))

    def position(self) -> IvrPosition:
        """Where the one caller in the IVR is."""
        (position,) = self.state.positions.values()
        return position

    def at(self) -> str:
        """The node at which the one caller is."""
        return self.position().node

    def value(self, name: str) -> str | None:
        """The value of a CRI of the one case."""
        return next((row.value for row in self.state.details[self.case().id].cris if row.name == name), None)

    def open_orders(self, kind: type[AnyEffect]) -> list[AnyEffect]:
        """Orders of a kind that no fact answered yet."""
        return [effect for effect in self.state.effects.values() if isinstance(effect, kind)]

    def heard(self) -> tuple[str, ...]:
        """What was ordered last for a caller to hear."""
        play = [effect for effect in self.effects if isinstance(effect, Play)][-1]
        return (*play.once, *((play.loop,) if play.loop else ()))

    def look_up(self) -> LookUp:
        """The one look-up that is open."""
        (order,) = self.open_orders(LookUp)
        assert isinstance(order, LookUp)
        return order

    def outcome(self) -> CaseOutcome | None:
        """How the last case that ended has ended."""
        ends = [e.case for e in self.events if isinstance(e, CaseChanged) and e.case.state is CaseState.ENDED]
        return ends[-1].outcome
