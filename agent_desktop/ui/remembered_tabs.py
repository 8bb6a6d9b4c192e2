"""What belongs to one person at this PC and is remembered of the information windows: order, places, columns (F052)."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

MOST_PEOPLE = 20
"""So many people of a shared PC are remembered, the latest."""


class Choices(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One information window; empty: never chosen. ``geometry`` is Qt's own form of place and size."""

    away: bool = False  # in a window of its own
    geometry: bytes = b""
    on_top: bool = False  # of all windows, also those of other programs
    pops_up: bool | None = None  # comes forward by itself when it has news; None: as the window itself proposes
    columns: tuple[str, ...] = ()  # those that are shown, in this order; empty: all, as they are


class TabsMemory(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of one person's."""

    order: tuple[str, ...] = ()  # ids of tabs, from the left
    tabs: dict[str, Choices] = {}
    filter: str = ""  # of the agents (F049)


People = dict[str, TabsMemory]


def changed(people: People, user: str, **new: object) -> People:
    """With something else remembered for one person, who is the latest now."""
    others = {name: kept for name, kept in people.items() if name != user}
    latest = dict(list(others.items())[-(MOST_PEOPLE - 1) :])
    return {**latest, user: replace(people.get(user, TabsMemory()), **new)}


def chosen(people: People, user: str, tab: str) -> Choices:
    """What a person chose for one information window."""
    return people.get(user, TabsMemory()).tabs.get(tab, Choices())


def choose(people: People, user: str, tab: str, **new: object) -> People:
    """With something else chosen for one information window."""
    tabs = people.get(user, TabsMemory()).tabs
    return changed(people, user, tabs={**tabs, tab: replace(tabs.get(tab, Choices()), **new)})
