"""What an event does to who listens to whom; a part of ``evolve``."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.lookups import without
from agent_desktop.domain.messages import Listening, ListeningChanged, ListeningEnded
from agent_desktop.domain.state import State


def listening_changed(state: State, event: ListeningChanged) -> State:
    """Somebody listens to a case's call."""
    return with_listening(state, event.listening)


def listening_ended(state: State, event: ListeningEnded) -> State:
    """Somebody listens no more."""
    return without_listening(state, event.listener)


def with_listening(state: State, row: Listening) -> State:
    """As ``listening_changed``, for the row alone. Nobody goes from one call to another without an end between."""
    ears = state.listeners.get(row.case, ())
    listeners = state.listeners.set(row.case, tuple(sorted({*ears, row.listener})))
    return replace(state, listening=state.listening.set(row.listener, row), listeners=listeners)


def without_listening(state: State, listener: str) -> State:
    """As ``listening_ended``, for who listened alone."""
    old = state.listening.get(listener)
    if old is None:
        return state
    left = tuple(one for one in state.listeners.get(old.case, ()) if one != listener)
    listeners = state.listeners.set(old.case, left) if left else without(state.listeners, old.case)
    return replace(state, listening=state.listening.delete(listener), listeners=listeners)
