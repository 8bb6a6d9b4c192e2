"""Persistent look-ups beside the rows: what ``evolve`` adds to them and takes away."""

from __future__ import annotations

from typing import Any, TypeVar

from immutables import Map

from agent_desktop.domain.index import Index
from agent_desktop.domain.state import DueKey

G = TypeVar("G")
K = TypeVar("K", bound=tuple[object, ...])

NOTHING: Index[Any] = Index()


def added(indexes: Map[G, Index[K]], group: G, key: K) -> Map[G, Index[K]]:
    """With ``key`` in the index of this group."""
    return indexes.set(group, indexes.get(group, NOTHING).add(key))


def removed(indexes: Map[G, Index[K]], group: G, key: K) -> Map[G, Index[K]]:
    """Without ``key``; a group that has nothing left is gone."""
    index = indexes.get(group)
    if index is None:
        return indexes
    left = index.remove(key)
    return indexes.set(group, left) if len(left) else indexes.delete(group)


def rescheduled(due: Index[DueKey], kind: str, key: int | str, old: int | None, new: int | None) -> Index[DueKey]:
    """The deadline of a row, of one kind, moved from ``old`` to ``new``; None = there is none."""
    if old == new:
        return due
    if old is not None:
        due = due.remove((old, kind, key))
    return due if new is None else due.add((new, kind, key))


def without(table: Map[G, Any], key: G) -> Map[G, Any]:
    """The table without this key, whether it was there or not."""
    return table.delete(key) if key in table else table
