"""Whom a call, an inquiry or a transfer may go to: one text finds people, queues and numbers (F022–F027)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from agent_desktop.client.action import Choice
from agent_desktop.client.action_rules import own_talk
from agent_desktop.client.phone_numbers import tidy_number
from agent_desktop.client.recents import Way
from agent_desktop.client.value import Value
from agent_desktop.client.view import Colleague, QueueInfo, View

MOST = 8
"""As many are shown; typing on finds the others."""

DIGITS = 3
"""From so many digits on, a text also finds the numbers that have them."""


class TargetKind(StrEnum):
    """What a target is."""

    AGENT = "agent"
    QUEUE = "queue"
    NUMBER = "number"
    PERSON = "person"  # of the address book, or of a recent call: a number with a name


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
            case TargetKind.NUMBER | TargetKind.PERSON:
                return Choice(number=self.id)


def find(view: View, text: str) -> tuple[Target, ...]:
    """What ``text`` may mean, the likeliest first, at most ``MOST``; queues only during a call of one's own.

    A number that is typed comes first: Enter dials what the field says. Without a text these come first: who was
    dialled last, who called last, and the favourites.
    """
    wanted = text.strip().casefold()
    rows = [_colleague(row) for row in view.colleagues]
    if own_talk(view):
        rows += [_queue(row) for row in view.queues]
    if wanted:
        rows += _people(view)
    ranked = [(rank, _order(row), row) for row in rows if (rank := _rank(row, wanted)) is not None]
    found = [row for _, _, row in sorted(ranked, key=lambda one: one[:2])]
    if not wanted:
        found = [*_at_hand(view), *found]
    number = tidy_number(text)
    if number:
        found.insert(0, Target(kind=TargetKind.NUMBER, id=number, name=number))
    return tuple(found[:MOST])


def _at_hand(view: View) -> Iterator[Target]:
    """The last one dialled, the last one who called (F022), and the favourites (F034), each number once."""
    last: dict[str, str] = {}
    for ways in ({Way.DIALLED}, {Way.RECEIVED, Way.MISSED}):
        row = next((row for row in view.recents if row.way in ways and row.number), None)
        if row is not None:
            last.setdefault(row.number, row.name)
    for number in view.favourites:
        last.setdefault(number, view.book.name_of(number))
    return (_person(number, name) for number, name in last.items())


def _people(view: View) -> list[Target]:
    """The address book, and recent callers who are not in it."""
    rows = {number: _person(number, person.name) for person in view.book.people for number in person.numbers}
    for call in view.recents:
        if call.number and call.name:
            rows.setdefault(call.number, _person(call.number, call.name))
    return list(rows.values())


def _person(number: str, name: str) -> Target:
    return Target(kind=TargetKind.PERSON, id=number, name=name or number)


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
    if row.kind is TargetKind.PERSON:
        digits = "".join(letter for letter in wanted if letter.isdigit())
        return 3 if wanted in name or (len(digits) >= DIGITS and digits in row.id) else None
    return 3 if wanted in name or wanted in row.id.casefold() else None


def _order(row: Target) -> tuple[bool, str, str]:
    """Who can take a call now stands before who cannot."""
    if row.kind is TargetKind.PERSON:
        return (False, row.name.casefold(), row.id)
    ready = row.colleague.available if row.colleague else bool(row.queue and row.queue.ready)
    return (not ready, row.name.casefold(), row.id)
