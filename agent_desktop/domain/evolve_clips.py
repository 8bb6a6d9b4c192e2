"""What an event about an audio clip does to the state."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.lookups import without
from agent_desktop.domain.messages import ClipChanged, ClipRemoved
from agent_desktop.domain.state import State


def clip_changed(state: State, event: ClipChanged) -> State:
    """There is such a clip."""
    clip = event.clip
    return replace(state, next_id=max(state.next_id, clip.id + 1), clips=state.clips.set(clip.id, clip))


def clip_removed(state: State, event: ClipRemoved) -> State:
    """There is none."""
    return replace(state, clips=without(state.clips, event.clip))
