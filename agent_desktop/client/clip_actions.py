"""The rows of the action table that are about audio clips: played into a call, recorded, named, put away (F072).

The first one opens the menu; the others stand in it, and say which clip by the choice.
"""

from __future__ import annotations

from agent_desktop.client.action import Action, Asks, Choice, Group
from agent_desktop.client.action_rules import free, own_talk, present
from agent_desktop.client.view import View
from agent_desktop.domain.messages import (
    AnyCommand,
    ArchiveClip,
    Clip,
    DeleteClip,
    PlayClip,
    RecordClip,
    RenameClip,
    StopClip,
)


def playable(clip: Clip) -> bool:
    """Whether a clip is offered: it has a sound, and is not put away."""
    return bool(clip.take) and not clip.archived


def changeable(view: View, clip: Clip) -> bool:
    """Whether the agent may change the clip: an own one, or as a supervisor a public one."""
    return view.agent is not None and (view.agent.supervisor if clip.public else clip.agent == view.agent.id)


def _can_play(view: View) -> bool:
    quiet = view.talk.held is None and view.talk.asked is None
    return own_talk(view) and quiet and any(playable(clip) for clip in view.clips)


def _is_heard(view: View) -> bool:
    return own_talk(view) and view.case is not None and view.case.playing is not None


def _can_change(view: View) -> bool:
    return present(view) and any(changeable(view, clip) for clip in view.clips)


def _row(view: View, choice: Choice) -> Clip | None:
    return next((clip for clip in view.clips if clip.id == choice.clip), None)


def _archive(view: View, choice: Choice) -> AnyCommand | None:
    clip = _row(view, choice)
    return None if clip is None else ArchiveClip(clip=clip.id, archived=not clip.archived)


def _supervises(view: View) -> bool:
    return view.agent is not None and view.agent.supervisor


CLIPS: tuple[Action, ...] = (
    Action(
        id="clips",
        label="Audio clips",
        icon="play",
        key="Shift+F8",
        group=Group.SESSION,
        enabled=lambda view: free(view) or _can_play(view) or _is_heard(view),
        make=lambda view, choice: None,
        asks=lambda view: Asks.CLIP,
        lit=_is_heard,
    ),
    Action(
        id="play_clip",
        label="Play",
        icon="play",
        key=None,
        group=Group.CLIP,
        enabled=_can_play,
        make=lambda view, choice: None if choice.clip is None else PlayClip(clip=choice.clip),
    ),
    Action(
        id="play_clip_and_hang_up",
        label="Play and hang up",
        icon="hang_up",
        key=None,
        group=Group.CLIP,
        enabled=_can_play,
        make=lambda view, choice: None if choice.clip is None else PlayClip(clip=choice.clip, hang_up=True),
    ),
    Action(
        id="stop_clip",
        label="Stop the audio clip",
        icon="stop",
        key=None,
        group=Group.CLIP,
        enabled=_is_heard,
        make=lambda view, choice: StopClip(),
    ),
    Action(
        id="record_clip",
        label="Record a clip",
        icon="record",
        key=None,
        group=Group.CLIP,
        enabled=free,
        make=lambda view, choice: None if not choice.text else RecordClip(name=choice.text),
    ),
    Action(
        id="record_public_clip",
        label="Record a clip for everybody",
        icon="record",
        key=None,
        group=Group.CLIP,
        enabled=lambda view: free(view) and _supervises(view),
        make=lambda view, choice: None if not choice.text else RecordClip(name=choice.text, public=True),
    ),
    Action(
        id="record_clip_again",
        label="Record it again",
        icon="record",
        key=None,
        group=Group.CLIP,
        enabled=lambda view: free(view) and _can_change(view),
        make=lambda view, choice: None if choice.clip is None else RecordClip(clip=choice.clip),
    ),
    Action(
        id="rename_clip",
        label="Rename",
        icon="info",
        key=None,
        group=Group.CLIP,
        enabled=_can_change,
        make=lambda view, choice: (
            None if choice.clip is None or not choice.text else RenameClip(clip=choice.clip, name=choice.text)
        ),
    ),
    Action(
        id="archive_clip",
        label="Archive",
        icon="park",
        key=None,
        group=Group.CLIP,
        enabled=_can_change,
        make=_archive,
        labels=("Offer it again",),
    ),
    Action(
        id="delete_clip",
        label="Delete the clip",
        icon="stop",
        key=None,
        group=Group.CLIP,
        enabled=_can_change,
        make=lambda view, choice: None if choice.clip is None else DeleteClip(clip=choice.clip),
    ),
)
