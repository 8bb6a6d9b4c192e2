"""An agent's own day: how long and how often in each status, and the calls of each queue (F017, F050).

It is folded from the events this program follows, and begins anew at midnight of this PC's clock. What the agent did at
another PC, or while this program was not running, is in the reports.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.value import Value
from agent_desktop.domain.messages import AgentStatus, Presence


class Spell(Value, frozen=True, kw_only=True):
    """All times in one status, with its reason when busy. ``since`` is set while it lasts (ms UTC, server's clock)."""

    status: AgentStatus
    reason: str = ""
    ms: int = 0
    times: int = 0
    since: int | None = None

    def total(self, now: int) -> int:
        """How long altogether, at ``now`` (ms)."""
        return self.ms + (max(0, now - self.since) if self.since is not None else 0)


class QueueDay(Value, frozen=True, kw_only=True):
    """The calls of one queue: how many of each way, and how long they were talked."""

    queue: str
    missed: int = 0
    received: int = 0
    dialled: int = 0
    talked_ms: int = 0


class Day(Value, frozen=True, kw_only=True):
    """The day that began at ``midnight`` (ms UTC, server's clock); 0: none yet."""

    midnight: int = 0
    spells: tuple[Spell, ...] = ()

    def spell(self, status: AgentStatus, reason: str = "") -> Spell:
        """The times in a status; none so far gives an empty one."""
        found = (row for row in self.spells if row.status is status and row.reason == reason)
        return next(found, Spell(status=status, reason=reason))


def after(day: Day, presence: Presence | None, at: int, midnight: int) -> Day:
    """The day when the agent's presence is this since ``at`` or longer; ``midnight`` is the last one before ``at``."""
    if midnight != day.midnight:
        day = Day(midnight=midnight, spells=_carried_on(day, midnight))
    running = next((row for row in day.spells if row.since is not None), None)
    if presence is None or presence.status is AgentStatus.LOGGED_OUT:
        return day if running is None else _put(day, replace(running, ms=running.total(at), since=None))
    reason = (presence.reason or "") if presence.status is AgentStatus.BUSY else ""
    if running is not None and (running.status, running.reason) == (presence.status, reason):
        return day
    begun = max(presence.since, midnight)
    if running is not None:
        day = _put(day, replace(running, ms=running.total(begun), since=None))
    spell = day.spell(presence.status, reason)
    return _put(day, replace(spell, times=spell.times + 1, since=begun))


def by_queue(calls: tuple[RecentCall, ...], midnight: int) -> tuple[QueueDay, ...]:
    """The calls since ``midnight`` that are over, by queue."""
    found: dict[str, QueueDay] = {}
    for call in calls:
        if call.at < midnight or call.ended is None:
            continue
        row = found.get(call.queue, QueueDay(queue=call.queue))
        found[call.queue] = replace(
            row,
            missed=row.missed + (call.way is Way.MISSED),
            received=row.received + (call.way is Way.RECEIVED),
            dialled=row.dialled + (call.way is Way.DIALLED),
            talked_ms=row.talked_ms + (call.talked_ms or 0),
        )
    return tuple(found[name] for name in sorted(found))


def _carried_on(day: Day, midnight: int) -> tuple[Spell, ...]:
    """What lasts over midnight begins anew there."""
    return tuple(replace(row, ms=0, times=1, since=midnight) for row in day.spells if row.since is not None)


def _put(day: Day, spell: Spell) -> Day:
    others = tuple(row for row in day.spells if (row.status, row.reason) != (spell.status, spell.reason))
    return replace(day, spells=(*others, spell))
