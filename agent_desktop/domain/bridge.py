"""Who hears whom in a call: read from the rows, and ordered anew whenever they change.

The parties of a case are its customer and the one who serves it: its agent's own phone. In an inquiry the agent who
asks is in the customer's place: no leg of its case is a customer's until the call is transferred. A party alone, or put
aside, hears music; one who waits for a number that is dialled hears how that stands (``tones.py``). Who listens to an
agent's call goes with that agent, from the customer to an inquiry and back. What was heard before stops with the next
order, so no order needs to know what was.
"""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.domain import tones
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseState,
    Connect,
    Ear,
    LegState,
    Listening,
    ListenMode,
    Mix,
    Play,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.tones import MUSIC
from agent_desktop.domain.turn import ORDER_MS, Turn

__all__ = [
    "AT_HAND",
    "MUSIC",
    "bridge",
    "customers_leg",
    "hearers",
    "is_answered",
    "joined",
    "open_inquiry",
    "servers_leg",
    "stop_clip",
]

AT_HAND: dict[str, None] = {"held": None, "held_since": None, "remind_at": None}
"""Fields of a case whose customer is not put aside."""


def customers_leg(state: State, case: int) -> str | None:
    """The leg of the case's customer; one that ends is none."""
    return _outside_leg(state, case, guest=False)


def _outside_leg(state: State, case: int, *, guest: bool) -> str | None:
    legs = (state.legs[leg] for leg in state.case_legs.get(case, ()))
    outside = (leg.id for leg in legs if leg.agent is None and leg.guest is guest and leg.state is not LegState.ENDING)
    return next(outside, None)


def servers_leg(state: State, case: Case) -> str | None:
    """The leg of the agent, or of who outside, serves the case; None while nobody can be heard there."""
    if case.state is CaseState.EXTERNAL:
        return _answered(state, _outside_leg(state, case.id, guest=True))
    if case.state is not CaseState.TALKING or case.agent is None:
        return None
    presence = state.presences[case.agent]
    heard = presence.status is AgentStatus.IN_CALL and presence.case == case.id and presence.apart_until is None
    return _answered(state, presence.leg) if heard else None


def is_answered(case: Case) -> bool:
    """Whether who was asked is there to speak to."""
    return case.state in (CaseState.TALKING, CaseState.EXTERNAL)


def open_inquiry(state: State, case: int) -> Case | None:
    """The inquiry that the case's agent makes, until it is joined to the call."""
    return next((row for row in _asked(state, case) if not row.joined), None)


def joined(state: State, case: int) -> list[Case]:
    """The inquiries that were joined to the call: with them it is a conference."""
    return [row for row in _asked(state, case) if row.joined]


def _asked(state: State, case: int) -> list[Case]:
    return [state.cases[row] for row in state.inquiries.get(case, ())]


def bridge(turn: Turn, case: int) -> None:
    """Order what every party of the case is to hear now; of an inquiry, every party of the case it is for."""
    row = turn.state.cases[case]
    if row.inquiry_of is not None:
        row = turn.state.cases[row.inquiry_of]
    row = stop_clip(turn, row)
    state = turn.state
    customer = _answered(state, customers_leg(state, row.id))
    own, asked = _heard(state, row), open_inquiry(state, row.id)
    parties: list[Party] = [(member.id, servers_leg(state, member)) for member in joined(state, row.id)]
    if customer is not None and row.held is not None:
        _play(turn, customer, MUSIC)
        customer = None
    consults = asked is not None and asked.held is None
    _together(turn, [(None, customer), *parties, (row.id, None if consults else own)], own, tones.waits_for(state, row))
    if asked is not None:
        pair: list[Party] = [(row.id, own if consults else None), (asked.id, _heard(state, asked))]
        _together(turn, pair, None, tones.waits_for(state, asked))
    for served, leg in (*parties, (row.id, own), *(((asked.id, servers_leg(state, asked)),) if asked else ())):
        for ear in _listening(state, served) if leg is None else ():
            _play(turn, ear.leg, None)  # the agent cannot be heard


def stop_clip(turn: Turn, case: Case) -> Case:
    """No clip is played into the call any more; returns the row."""
    if case.playing is None:
        return case
    if case.playing in turn.state.effects:
        turn.close(case.playing)
    return turn.case(case, playing=None, hangs_up=False)


def hearers(state: State, case: Case) -> list[str]:
    """The legs of all who are in a call that nobody is put aside in: the customer's first, and those who listen."""
    served = [*joined(state, case.id), case]
    legs = [_answered(state, customers_leg(state, case.id)), *(servers_leg(state, row) for row in served)]
    ears = [ear.leg for row in served for ear in _listening(state, row.id)]
    return [leg for leg in (*legs, *ears) if leg is not None]


def _heard(state: State, case: Case) -> str | None:
    """As ``servers_leg``, also of a number that the network lets be heard before it answers."""
    return tones.heard_early(state, case) or servers_leg(state, case)


Party = tuple[int | None, str | None]
"""The case that somebody serves, None for the customer; and the leg, None while nobody can be heard there."""


def _together(turn: Turn, parties: list[Party], silent: str | None, alone: str) -> None:
    """Let those who are there hear each other; one who is alone hears the sound for that, and ``silent`` nothing.

    Who listens to one who is alone hears the same, and whispers to them instead.
    """
    legs = [leg for _, leg in parties if leg is not None]
    ears = _ears(turn.state, parties)
    until = turn.now + ORDER_MS
    if len(legs) > 2 or (ears and len(legs) == 2) or any(ear.heard_by for ear in ears):
        turn.order(Mix(id=turn.new_id(), until=until, leg=legs[0], peers=tuple(legs[1:]), ears=ears))
    elif len(legs) == 2:
        turn.order(Connect(id=turn.new_id(), until=until, leg=legs[0], peer=legs[1]))
    elif legs:
        sound = None if legs[0] == silent else alone
        for leg in (legs[0], *(ear.leg for ear in ears)):
            _play(turn, leg, sound)


def _ears(state: State, parties: list[Party]) -> tuple[Ear, ...]:
    """Who listens to one of the parties, and who hears them."""
    if not state.listeners:
        return ()
    legs = [leg for _, leg in parties if leg is not None]
    here = [(leg, row) for case, leg in parties if leg is not None for row in _listening(state, case)]
    hear: dict[ListenMode, Callable[[str, str], tuple[str, ...]]] = {
        ListenMode.LISTEN: lambda agent, own: (),
        ListenMode.WHISPER: lambda agent, own: (agent,),
        ListenMode.BARGE: lambda agent, own: (*legs, *(row.leg for _, row in here if row.leg != own)),
    }
    return tuple(Ear(leg=row.leg, heard_by=hear[row.mode](agent, row.leg)) for agent, row in here)


def _listening(state: State, case: int | None) -> list[Listening]:
    """Who listens to the case's agent, and can hear."""
    rows = [state.listening[one] for one in state.listeners.get(case or 0, ())]
    return [row for row in rows if _answered(state, row.leg) is not None]


def _play(turn: Turn, leg: str, sound: str | None) -> None:
    """Let a leg hear a sound without end; None: silence."""
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg, loop=sound))


def _answered(state: State, leg: str | None) -> str | None:
    row = state.legs.get(leg or "")
    return leg if row is not None and row.state is LegState.ANSWERED else None
