"""Every row is documented; every command and fact has its place in the core; every event is folded and judged."""

from __future__ import annotations

import inspect
from collections.abc import Collection
from types import ModuleType

import pytest

from agent_desktop.domain import evolve, messages, step, views
from agent_desktop.domain.messages import Asked, Command, Effect, Event, Fact, Row


def rows(base: type, module: ModuleType = messages) -> set[type]:
    """The kinds of a base that stand in a module."""
    found = {value for value in vars(module).values() if inspect.isclass(value) and issubclass(value, base)}
    return {kind for kind in found - {base} if kind.__module__ == module.__name__}


def undocumented(kinds: Collection[type]) -> list[str]:
    """Those without a docstring of their own."""
    return sorted(kind.__name__ for kind in kinds if not (vars(kind).get("__doc__") or "").strip())


def gaps(kinds: Collection[type], table: Collection[type]) -> list[str]:
    """Kinds that have no line in a table, and lines for what is none of them."""
    return sorted(kind.__name__ for kind in set(kinds) ^ set(table))


def test_every_row_says_what_it_is() -> None:
    assert undocumented(rows(Row)) == []


@pytest.mark.parametrize(
    ("base", "table"),
    [
        (Command, step.COMMANDS),
        (Fact, step.FACTS),
        (Event, evolve.HANDLERS),
        (Event, views.JUDGES),
    ],
    ids=["commands are carried out", "facts are heard", "events are folded", "events are judged"],
)
def test_every_row_has_its_line(base: type, table: dict[type, object]) -> None:
    assert gaps(rows(base), table) == []


@pytest.mark.parametrize(
    ("base", "union"),
    [
        (Command, messages.AnyCommand),
        (Fact, messages.AnyFact),
        (Event, messages.AnyEvent),
        (Effect, messages.AnyEffect),
    ],
    ids=["commands", "facts", "events", "effects"],
)
def test_every_row_can_travel(base: type, union: object) -> None:
    named = {word.strip() for word in str(union).replace(f"{messages.__name__}.", "").split("|")}
    assert {kind.__name__ for kind in rows(base)} == named


def test_everything_that_travels_can_be_asked() -> None:
    assert Asked.__annotations__["command"] == "AnyCommand"


class Documented(Row, frozen=True):
    """Says what it is."""


class Silent(Documented, frozen=True):  # inherits the words above, has none of its own
    pass


def test_a_row_without_words_is_found() -> None:
    assert undocumented([Documented, Silent]) == ["Silent"]


def test_a_missing_line_and_one_too_many_are_found() -> None:
    assert gaps([Documented, Silent], {Documented: None}) == ["Silent"]
    assert gaps([Documented], {Documented: None, Silent: None}) == ["Silent"]
    assert gaps([Documented], {Documented: None}) == []
