"""The part of a walk that listens to calls: what is asked, and what must hold of who listens."""

from __future__ import annotations

from collections import defaultdict

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    AnyInput,
    Asked,
    CaseState,
    DeclineRecording,
    Define,
    LegEnd,
    LegEnded,
    LegState,
    Listen,
    ListenMode,
    LogOut,
    Mix,
    NoRecording,
    StopListening,
)
from agent_desktop.domain.state import State
from tests.walks.chance import Chance

SUPERVISOR = "vera"


def listener(state: State, chance: Chance) -> AnyInput:
    """A supervisor, or somebody else, listens to an agent who has a call, when there is one; or listens no more."""
    by = chance.pick((SUPERVISOR, SUPERVISOR, *sorted(state.agents)))
    if chance.once_in(6):
        return Asked(by=by, command=StopListening())
    if state.listening and chance.once_in(2):
        return _trouble(state, chance, chance.pick(sorted(state.listening)))
    talking = sorted(row.agent for row in state.presences.values() if row.status is AgentStatus.IN_CALL)
    command = Listen(agent=chance.pick(talking or ("anna", "nobody")), mode=chance.pick(tuple(ListenMode)))
    return Asked(by=by, command=command)


def _trouble(state: State, chance: Chance, by: str) -> AnyInput:
    """Somebody who listens may do so no more, hangs up, or logs out; or the customer declines."""
    row = state.listening[by]
    return chance.pick(
        (
            LegEnded(leg=row.leg, cause=LegEnd.HUNG_UP),
            Asked(by=by, command=LogOut()),
            Asked(by=row.agent, command=DeclineRecording()),
            Asked(by=SYSTEM, command=Define(agents=(replace(state.agents[by], supervisor=False),))),
            Asked(by=SYSTEM, command=Define(agents=(replace(state.agents[by], supervisor=False),))),
        )
    )


def listening_holds(state: State) -> None:
    """Who listens has the right and no call, is offered nothing, and listens to a talk that is still going on."""
    ears: dict[int, list[str]] = defaultdict(list)
    for row in state.listening.values():
        ears[row.case].append(row.listener)
        agent, presence = state.agents[row.listener], state.presences[row.listener]
        assert agent.supervisor, "nobody else has the right in this walk"
        assert presence.status in (
            AgentStatus.READY,
            AgentStatus.BUSY,
            AgentStatus.ADMINISTRATIVE,
            AgentStatus.WRAP_UP,
        )
        assert not presence.takes
        case, leg = state.cases[row.case], state.legs[row.leg]
        assert (case.state, case.agent) == (CaseState.TALKING, row.agent)
        assert (leg.agent, leg.case, leg.listens) == (row.listener, row.case, True)
        assert leg.state is not LegState.ENDING
        asked_in = case.inquiry_of
        call = case if asked_in is None else state.cases[asked_in]
        queue = state.queues[case.queue]
        assert queue.listen_declined or call.no_recording is not NoRecording.DECLINED
        customers = [
            leg
            for leg in state.legs.values()
            if (leg.case, leg.agent, leg.guest) == (call.id, None, False) and leg.state is not LegState.ENDING
        ]
        assert queue.listen_private or customers
    assert dict(state.listeners.items()) == {case: tuple(sorted(agents)) for case, agents in ears.items()}
    legs = {row.leg for row in state.listening.values()}
    for leg in state.legs.values():
        assert not leg.listens or leg.state is LegState.ENDING or leg.id in legs, "somebody listens unseen"


def mix_holds(before: State, mix: Mix) -> None:
    """An ear is no party, is a listener's own leg, and is heard as its mode says."""
    parties = (mix.leg, *mix.peers)
    assert len(parties) > 2 or mix.ears
    for ear in mix.ears:
        assert ear.leg not in parties
        leg = before.legs[ear.leg]
        row = before.listening[leg.agent or ""]
        if row.mode is ListenMode.LISTEN:
            assert ear.heard_by == ()
        elif row.mode is ListenMode.WHISPER:
            assert ear.heard_by == (before.presences[row.agent].leg,)
        else:
            assert set(ear.heard_by) == {*parties, *(other.leg for other in mix.ears if other.leg != ear.leg)}
