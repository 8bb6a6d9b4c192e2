"""What an action is: one thing an agent can do, as a row of the table in ``client/actions.py``."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from agent_desktop.client.view import View
from agent_desktop.domain.messages import AnyCommand
from agent_desktop.phone.port import AnyOrder

Made = AnyCommand | AnyOrder
"""What an action makes: a command for the server, or an order for the agent's own softphone."""


class Group(StrEnum):
    """Where an action stands: buttons of a group stand together."""

    STATUS = "status"
    CALL = "call"
    LINE = "line"
    TALK = "talk"
    RECORDING = "recording"
    CLIP = "clip"
    WRAP_UP = "wrap_up"
    SESSION = "session"
    WINDOW = "window"


class Asks(StrEnum):
    """What the person is asked before an action is done: a menu or a field of the window gives it."""

    REASON = "reason"  # a mode of break (F009)
    QUEUE = "queue"  # one of the agent's own (F010)
    CAMPAIGN = "campaign"  # one that the agent may log in to (F019)
    CLIP = "clip"  # an audio clip, and what to do with it (F072)
    TARGET = "target"  # a colleague, a queue or a number (F022)


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to what an action asks: one of these, a reason and the planned return (ms UTC, server's clock; 0: not
    said), or a clip and its text."""

    reason: str | None = None
    back_at: int = 0
    queue: str | None = None
    agent: str | None = None
    number: str | None = None
    campaign: str | None = None
    clip: int | None = None
    text: str | None = None


NOTHING = Choice()


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing an agent can do.

    ``label`` is English, translated in the context "actions"; ``says`` gives another of ``labels`` where the same key
    does something else now. ``icon`` names a file of resources/icons without its ending; ``key`` is QKeySequence
    portable text, or None for an action without a key. ``opens`` names a dialog of the window: that is all such an
    action does. ``asks`` says what must be chosen first, now, or None. ``make`` gives None when there is nothing to
    do, or when the choice is missing. ``lit``
    is whether it is in force now (the status one has or has chosen for after the case, a closed microphone).
    """

    id: str
    label: str
    icon: str
    key: str | None
    group: Group
    enabled: Callable[[View], bool]
    make: Callable[[View, Choice], Made | None]
    asks: Callable[[View], Asks | None] = lambda view: None
    lit: Callable[[View], bool] = lambda view: False
    labels: tuple[str, ...] = ()
    says: Callable[[View], str | None] = lambda view: None
    opens: str | None = None
