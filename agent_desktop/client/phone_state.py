"""What the softphone said so far, as a frozen value folded from its events; and which event settles which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from agent_desktop.client.view import PhoneView
from agent_desktop.phone.port import (
    Answer,
    Answered,
    AnyOrder,
    AnyPhoneEvent,
    Devices,
    Died,
    Doubted,
    Echo,
    Ended,
    Failed,
    HangUp,
    Incoming,
    Levels,
    Mute,
    Muted,
    Registration,
    Sound,
)

SILENT_DBFS = -100.0


class PhoneState(msgspec.Struct, frozen=True, kw_only=True):
    """The softphone: legs by id in the order in which they came, levels in dBFS."""

    registered: bool = False
    restarting: bool = False
    ringing: tuple[str, ...] = ()
    joining: tuple[str, ...] = ()  # ring too, but answer themselves: nothing for the agent to click
    active: tuple[str, ...] = ()
    muted: bool = False
    device: str = ""
    problem: str = ""
    heard_dbfs: float = SILENT_DBFS
    spoken_dbfs: float = SILENT_DBFS
    connected: Devices = Devices()
    echo: Echo = Echo(running=False)
    doubted: Doubted | None = None  # the server could not prove itself

    @property
    def legs(self) -> tuple[str, ...]:
        """All legs there are."""
        return (*self.ringing, *self.joining, *self.active)


def after(state: PhoneState, event: AnyPhoneEvent) -> PhoneState:
    """The phone after ``event``; what changes nothing gives the same value."""
    change = _CHANGES.get(type(event))
    return change(state, event) if change else state


def show(state: PhoneState, offered_leg: str | None) -> PhoneView:
    """The phone for the screen. Of several ringing legs it is the offered one that is answered, else the first."""
    first = state.ringing[0] if state.ringing else None
    return PhoneView(
        registered=state.registered,
        restarting=state.restarting,
        ringing_leg=offered_leg if offered_leg in state.ringing else first,
        active_leg=state.active[-1] if state.active else None,
        muted=state.muted,
        sound_device=state.device,
        problem=state.problem,
        heard_dbfs=state.heard_dbfs,
        spoken_dbfs=SILENT_DBFS if state.muted else state.spoken_dbfs,
        microphones=state.connected.microphones,
        speakers=state.connected.speakers,
        testing=state.echo.running,
        echo_ms=state.echo.delay_ms,
        doubted=state.doubted,
    )


def settles(order: AnyOrder, event: AnyPhoneEvent) -> bool:
    """Whether ``event`` is what was waited for after ``order``: done, impossible, or the phone is gone."""
    if isinstance(event, Died):
        return True
    if isinstance(event, Failed):
        return event.order == type(order).__name__ and event.leg in ("", getattr(order, "leg", ""))
    if isinstance(order, Mute):
        return isinstance(event, Muted)
    if isinstance(order, Answer):
        return isinstance(event, Answered | Ended) and event.leg == order.leg
    if isinstance(order, HangUp):
        return isinstance(event, Ended) and event.leg == order.leg
    return True  # other orders have no event of their own


def _incoming(state: PhoneState, event: Incoming) -> PhoneState:
    if event.leg in state.legs:
        return state
    if event.join:
        return replace(state, joining=(*state.joining, event.leg))
    return replace(state, ringing=(*state.ringing, event.leg))


def _answered(state: PhoneState, event: Answered) -> PhoneState:
    return replace(
        state,
        ringing=_without(state.ringing, event.leg),
        joining=_without(state.joining, event.leg),
        active=(*_without(state.active, event.leg), event.leg),
    )


def _ended(state: PhoneState, event: Ended) -> PhoneState:
    left = _without(state.active, event.leg)
    state = replace(
        state, ringing=_without(state.ringing, event.leg), joining=_without(state.joining, event.leg), active=left
    )
    return state if left else replace(state, heard_dbfs=SILENT_DBFS, spoken_dbfs=SILENT_DBFS)


def _registration(state: PhoneState, event: Registration) -> PhoneState:
    """Who is registered has a server that proved itself; who gave it up (status 0) asks nothing any more."""
    settled = event.registered or not event.status
    return replace(state, registered=event.registered, restarting=False, doubted=None if settled else state.doubted)


def _echo(state: PhoneState, event: Echo) -> PhoneState:
    """A chirp that was not heard again does not make the last figure wrong."""
    if not event.running:
        return replace(state, echo=event, heard_dbfs=SILENT_DBFS, spoken_dbfs=SILENT_DBFS)
    return replace(state, echo=replace(event, delay_ms=event.delay_ms or state.echo.delay_ms))


def _died(state: PhoneState, event: Died) -> PhoneState:
    """Its legs are gone with it; the sound device and mute are set again by the supervisor."""
    return PhoneState(
        restarting=True,
        muted=state.muted,
        device=state.device,
        problem=state.problem,
        connected=state.connected,
    )


def _without(legs: tuple[str, ...], leg: str) -> tuple[str, ...]:
    return tuple(other for other in legs if other != leg)


_CHANGES: dict[type[Any], Callable[[PhoneState, Any], PhoneState]] = {
    Registration: _registration,
    Doubted: lambda state, event: replace(state, doubted=event),
    Incoming: _incoming,
    Answered: _answered,
    Ended: _ended,
    Muted: lambda state, event: replace(state, muted=event.on),
    Levels: lambda state, event: replace(state, heard_dbfs=event.heard_dbfs, spoken_dbfs=event.spoken_dbfs),
    Sound: lambda state, event: replace(state, device=event.device, problem=event.problem),
    Devices: lambda state, event: replace(state, connected=event),
    Echo: _echo,
    Died: _died,
}
