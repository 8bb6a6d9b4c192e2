"""What was ordered for every leg, on whichever worker it is: what a worker that takes another's place has to be told.

A leg that hears one of another worker hears its shadow: a pair of legs, one on each of the two workers, that carry the
speech from one to the other over loopback RTP. A shadow is named after the leg and the worker it goes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from agent_desktop.server.media.link import LegState, Remote, Sounds
from agent_desktop.server.media.port import MediaFailed

Shadow = tuple[str, int]
"""A leg, and the worker where it is to be heard."""


def shadow_name(shadow: Shadow) -> str:
    """The name that both ends of a shadow have on their workers."""
    return f"{shadow[0]}>{shadow[1]}"


def is_shadow(leg: str) -> bool:
    """Whether a worker's leg is the end of a shadow. No leg of a call has this sign in its name."""
    return ">" in leg


def shadowed(leg: str) -> str:
    """The leg itself of a name on a worker."""
    return leg.partition(">")[0]


@dataclass(slots=True)
class Leg:
    """One leg of a call."""

    worker: int
    address: tuple[str, int] | None = None
    remote: Remote | None = None
    hears: tuple[str, ...] = ()
    unrecorded: bool = False
    sounds: Sounds | None = None


@dataclass(slots=True)
class Plan:
    """Orders of one mix: for each worker what its ``Mix`` says, and shadows that come and go."""

    hears: dict[int, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    unrecorded: dict[int, tuple[str, ...]] = field(default_factory=dict)
    opened: list[Shadow] = field(default_factory=list)
    closed: list[Shadow] = field(default_factory=list)


class Book:
    """All legs by id, and the shadows that there are."""

    def __init__(self) -> None:
        self.legs: dict[str, Leg] = {}
        self.shadows: set[Shadow] = set()

    def load(self, worker: int, states: Iterable[LegState]) -> None:
        """Take over what a worker has."""
        for state in states:
            if is_shadow(state.leg):
                continue
            self.legs[state.leg] = Leg(
                worker=worker,
                address=(state.host, state.port),
                remote=state.remote,
                hears=tuple(shadowed(other) for other in state.hears),
                unrecorded=state.unrecorded,
                sounds=state.sounds,
            )

    def leg(self, name: str) -> Leg:
        """Raises ``MediaFailed`` for an unknown leg."""
        try:
            return self.legs[name]
        except KeyError:
            raise MediaFailed(f"no leg {name!r} is open") from None

    def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: Iterable[str] = ()) -> Plan:
        """Note who hears whom from now on, and say what that means for the workers. Raises ``MediaFailed``."""
        for name, others in hears.items():
            if name in others:
                raise MediaFailed(f"leg {name!r} cannot be connected to itself")
            for each in (name, *others):
                self.leg(each)
        for name in hears:
            self.cut(name)
        apart = set(unrecorded)
        for name, others in hears.items():
            leg = self.legs[name]
            leg.hears, leg.sounds, leg.unrecorded = tuple(others), None, name in apart
        return self.plan(hears)

    def play(self, name: str, sounds: Sounds) -> Plan:
        """Note what a leg hears from now on, alone; the plan has what else that changes."""
        self.leg(name)
        self.cut(name)
        leg = self.legs[name]
        leg.hears, leg.sounds = (), sounds
        return self._changed_shadows(Plan())

    def played(self, name: str) -> None:
        """What a leg was to hear once is over."""
        leg = self.legs.get(name)
        if leg is not None and leg.sounds is not None:
            leg.sounds = Sounds(loop=leg.sounds.loop)

    def close(self, name: str) -> Plan:
        """Forget a leg."""
        self.cut(name)
        del self.legs[name]
        return self._changed_shadows(Plan())

    def cut(self, name: str) -> None:
        """Nobody hears a leg any more."""
        for other in self.legs.values():
            if name in other.hears:
                other.hears = tuple(heard for heard in other.hears if heard != name)

    def plan(self, names: Iterable[str]) -> Plan:
        """What the workers have to be told so that these legs hear, and are heard, as is written here."""
        plan = self._changed_shadows(Plan())
        for name in names:
            leg = self.legs[name]
            here = plan.hears.setdefault(leg.worker, {})
            here[name] = tuple(
                self._as_heard_at(leg.worker, other) for other in leg.hears if self._is_there(leg, other)
            )
            for shadow in self.shadows:
                if shadow[0] == name:
                    here[shadow_name(shadow)] = (name,)
                    plan.hears.setdefault(shadow[1], {}).setdefault(shadow_name(shadow), ())
        for shadow in plan.opened:
            plan.hears.setdefault(self.legs[shadow[0]].worker, {})[shadow_name(shadow)] = (shadow[0],)
        for worker, hears in plan.hears.items():
            plan.unrecorded[worker] = tuple(each for each in hears if self.legs[shadowed(each)].unrecorded)
        return plan

    def company(self, names: Iterable[str]) -> dict[str, None]:
        """These legs and all that hang together with them by hearing."""
        hangs: dict[str, set[str]] = {name: set(leg.hears) for name, leg in self.legs.items()}
        for name, leg in self.legs.items():
            for other in leg.hears:
                hangs[other].add(name)
        found: dict[str, None] = {}
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found[name] = None
                todo += hangs[name]
        return found

    def lost(self, worker: int) -> list[Shadow]:
        """A worker has ended: its shadows are no more; returns them, for their other ends are left."""
        gone = [shadow for shadow in self.shadows if worker in (shadow[1], self.legs[shadow[0]].worker)]
        self.shadows -= set(gone)
        return gone

    def _is_there(self, leg: Leg, other: str) -> bool:
        """Whether the other is on the leg's worker, itself or its shadow, which waits for its SDP."""
        return self.legs[other].worker == leg.worker or (other, leg.worker) in self.shadows

    def _as_heard_at(self, worker: int, name: str) -> str:
        return name if self.legs[name].worker == worker else shadow_name((name, worker))

    def _changed_shadows(self, plan: Plan) -> Plan:
        wanted = {
            (other, leg.worker)
            for leg in self.legs.values()
            for other in leg.hears
            if self.legs[other].worker != leg.worker and self.legs[other].remote is not None
        }
        plan.opened = sorted(wanted - self.shadows)
        plan.closed = sorted(self.shadows - wanted)
        self.shadows = wanted
        return plan
