"""The centre's telephones in the core: trunks and desk phones as defined, and which numbers nothing may hold back."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    AgentStatus,
    Define,
    DeviceDefined,
    EmergencyDefined,
    Presence,
    Refusal,
    TrunkDefined,
)
from agent_desktop.domain.network import EMERGENCY
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn


def define(turn: Turn, command: Define) -> None:
    """Add or replace trunks, desk phones and emergency numbers."""
    for trunk in command.trunks:
        if turn.state.trunks.get(trunk.id) != trunk:
            turn.emit(TrunkDefined(trunk=trunk))
    for device in command.devices:
        if turn.state.devices.get(device.id) != device:
            turn.emit(DeviceDefined(device=device))
    for row in command.emergency:
        if turn.state.emergency.get(row.number) != row:
            turn.emit(EmergencyDefined(emergency=row))


def problem(state: State, command: Define) -> Refusal | None:
    """What is wrong with the telephones of a definition: an agent's that does not exist, or one named like a user.

    Users and devices register with their names, so that both would be one phone.
    """
    devices = {*state.devices, *(device.id for device in command.devices)}
    for agent in (*state.agents.values(), *command.agents):
        if agent.id in devices:
            return Refusal(code="device_is_agent", params=(("device", agent.id),))
    for agent in command.agents:
        if agent.device and agent.device not in devices:
            return Refusal(code="unknown_device", params=(("device", agent.device),))
    return None


def not_usable(state: State, agent: str, device: str) -> Refusal | None:
    """Why an agent cannot sit at this desk phone."""
    if device not in state.devices:
        return Refusal(code="unknown_device", params=(("device", device),))
    if state.device_users.get(device, agent) != agent:
        return Refusal(code="device_in_use", params=(("device", device),))
    return None


def device_of(state: State, presence: Presence) -> str:
    """The desk phone that is rung for an agent; empty: the softphone."""
    return presence.device or state.agents[presence.agent].device


def user_of(state: State, phone: str) -> str | None:
    """Whose phone has this name: its agent, who sits at the desk phone now or has it by definition; None: nobody's.

    Of several agents who have the same desk phone it is whoever is here, and nobody's while two are.
    """
    if phone not in state.devices:
        return phone
    if phone in state.device_users:
        return state.device_users[phone]
    owners = [row.id for row in state.agents.values() if row.device == phone]
    here = [agent for agent in owners if _is_here(state, agent) and device_of(state, state.presences[agent]) == phone]
    return here[0] if len(here) == 1 else None


def _is_here(state: State, agent: str) -> bool:
    presence = state.presences.get(agent)
    return presence is not None and presence.status is not AgentStatus.LOGGED_OUT


def sits_elsewhere(state: State, presence: Presence) -> bool:
    """Whether the agent's phone is a number outside or a desk phone, not the window's."""
    return bool(state.agents[presence.agent].phone_number) or bool(device_of(state, presence))


def is_emergency(state: State, number: str) -> bool:
    """Whether nothing may hold a call to this number back."""
    return number in state.emergency if state.emergency else number in EMERGENCY
