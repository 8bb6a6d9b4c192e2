"""Whom a call, an inquiry or a transfer may go to: one text finds colleagues, queues and numbers (F022, F023, F027)."""

from __future__ import annotations

import re
from enum import StrEnum

from agent_desktop.client.action import Choice
from agent_desktop.client.action_rules import own_talk
from agent_desktop.client.value import Value
from agent_desktop.client.view import Colleague, QueueInfo, View
from agent_desktop.domain.callbacks import is_number

MOST = 8
"""As many are shown; typing on finds the others."""

_SCHEME = re.compile(r"^\s*(tel|callto|sips?):(//)?", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s()./\u00a0\u202f-]+")


class TargetKind(StrEnum):
    """What a target is."""

    AGENT = "agent"
    QUEUE = "queue"
    NUMBER = "number"


class Target(Value, frozen=True, kw_only=True):
    """One row under the dial field. ``colleague`` or ``queue`` is what is known of it."""

    kind: TargetKind
    id: str  # the agent's, the queue's, or the number itself
    name: str
    colleague: Colleague | None = None
    queue: QueueInfo | None = None

    @property
    def choice(self) -> Choice:
        """The same, as what an action asks for."""
        match self.kind:
            case TargetKind.AGENT:
                return Choice(agent=self.id)
            case TargetKind.QUEUE:
                return Choice(queue=self.id)
            case TargetKind.NUMBER:
                return Choice(number=self.id)


def tidy_number(text: str) -> str:
    """The number in what a person typed or pasted: ``tel:+46 (0)70-123 45 67`` is ``+46701234567``; else empty."""
    bare = _SCHEME.sub("", text).split(";")[0].split("@")[0]
    if bare.lstrip().startswith("+"):
        bare = bare.replace("(0)", "", 1)  # the trunk prefix, which is not dialled after the country's code
    number = _BETWEEN.sub("", bare)
    return number if is_number(number) else ""


def find(view: View, text: str) -> tuple[Target, ...]:
    """What ``text`` may mean, the likeliest first, at most ``MOST``; queues only during a call of one's own.

    A number that is typed comes first: Enter dials what the field says.
    """
    wanted = text.strip().casefold()
    people = [_colleague(row) for row in view.colleagues]
    rows = people if not own_talk(view) else people + [_queue(row) for row in view.queues]
    ranked = [(rank, _order(row), row) for row in rows if (rank := _rank(row, wanted)) is not None]
    found = [row for _, _, row in sorted(ranked, key=lambda one: one[:2])]
    number = tidy_number(text)
    if number:
        found.insert(0, Target(kind=TargetKind.NUMBER, id=number, name=number))
    return tuple(found[:MOST])


def _colleague(row: Colleague) -> Target:
    return Target(kind=TargetKind.AGENT, id=row.agent.id, name=row.agent.name, colleague=row)


def _queue(row: QueueInfo) -> Target:
    return Target(kind=TargetKind.QUEUE, id=row.id, name=row.name, queue=row)


def _rank(row: Target, wanted: str) -> int | None:
    """How well a row fits: its id, the beginning of its name, of a word in it, anything in it; None: not at all."""
    name = row.name.casefold()
    if not wanted or row.id.casefold() == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if any(word.startswith(wanted) for word in name.split()):
        return 2
    return 3 if wanted in name or wanted in row.id.casefold() else None


def _order(row: Target) -> tuple[bool, str, str]:
    """Who can take a call now stands before who cannot."""
    ready = row.colleague.available if row.colleague else bool(row.queue and row.queue.ready)
    return (not ready, row.name.casefold(), row.id)
