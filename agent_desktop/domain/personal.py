"""Which fields of which rows are personal to a customer: one table, read by whoever has to seal or erase them.

Every text of every row stands in one of the two tables; a guard says which one is missing. What names agents is not
here: it is the centre's own definition.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeVar, Union, get_args, get_origin

import msgspec

from agent_desktop.domain.messages import (
    AgentMessage,
    CallArrived,
    CallbackOrdered,
    CaseDetails,
    ContactDetails,
    Cri,
    Dial,
    DialLeg,
    DigitPressed,
    Inquire,
    ItemArrived,
    IvrPosition,
    LegTransferAsked,
    Lock,
    MakeTask,
    NewContact,
    Note,
    OrderCallback,
    RingLeg,
    Row,
    SendMessage,
    SetCri,
    SpeakNumber,
    Transfer,
    WriteNote,
)

ERASED = "erased"
"""What stands in the place of a value whose key was erased, and of one that belongs to no case."""

PERSONAL: dict[type[Row], tuple[str, ...]] = {
    CaseDetails: ("number", "name", "contact", "address", "subject", "outside"),
    Cri: ("value",),
    Note: ("text",),
    WriteNote: ("text",),
    SetCri: ("value",),
    Lock: ("contact",),
    AgentMessage: ("text",),  # what colleagues write of customers
    SendMessage: ("text",),
    Dial: ("number",),
    Inquire: ("number",),
    Transfer: ("number",),
    LegTransferAsked: ("number",),
    OrderCallback: ("number", "name"),
    MakeTask: ("contact", "address", "name", "subject"),
    CallArrived: ("caller", "caller_name"),
    CallbackOrdered: ("number", "name"),
    ContactDetails: ("number", "name"),
    NewContact: ("number", "name"),
    ItemArrived: ("contact", "address", "name", "subject"),
    RingLeg: ("caller", "caller_name"),
    DialLeg: ("number", "caller"),
    SpeakNumber: ("number",),
    IvrPosition: ("collected",),
    DigitPressed: ("digit",),
}
"""Row → its personal texts. They belong to the row's ``case``, or to that of the row around it."""

OWNER: dict[type[Row], str] = {ContactDetails: "contact", AgentMessage: "id"}
"""Row → the field that says whose its texts are, where that is not a case: ids of all kinds come from one counter."""

LINKS = frozenset({"contact"})
"""Texts that say which cases are of one customer: erased ones are unknown, and so the same as no other."""

R = TypeVar("R", bound=Row)

Change = Callable[[int, str], str]
"""Gives the text to put in the place of a personal one; the number is its case's, 0 when there is none."""


class Walk(NamedTuple):
    """What of a row is personal: texts, rows in it, and tuples of rows."""

    texts: tuple[str, ...]
    rows: tuple[str, ...]
    tuples: tuple[str, ...]


def changed(row: R, change: Change, case: int = 0) -> R:
    """The row with every personal text changed, also in the rows inside it; empty ones stay.

    ``case`` is that of the row around it; a row that names none, and stands in none that does, has the case 0.
    """
    walk = walk_of(type(row))
    if walk is None:
        return row
    case = getattr(row, OWNER.get(type(row), "case"), None) or case
    fields: dict[str, Any] = {}
    for name in walk.texts:
        if text := getattr(row, name):
            text = change(case, text)
            fields[name] = "" if name in LINKS and text == ERASED else text
    for name in walk.rows:
        if (inner := getattr(row, name)) is not None:
            fields[name] = changed(inner, change, case)
    for name in walk.tuples:
        if inner := getattr(row, name):
            fields[name] = tuple(changed(one, change, case) for one in inner)
    return msgspec.structs.replace(row, **fields) if fields else row


def cases(row: Row) -> set[int]:
    """The cases whose personal texts the row has; 0 when some belong to none."""
    found: set[int] = set()
    if walk_of(type(row)) is None:
        return found

    def see(of: int, text: str) -> str:
        found.add(of)
        return text

    changed(row, see)
    return found


@cache
def walk_of(kind: type[Row]) -> Walk | None:
    """Where a row has personal texts; None when it has none."""
    rows: list[str] = []
    tuples: list[str] = []
    for field in msgspec.structs.fields(kind):
        if any(walk_of(inner) is not None for inner in _rows_in(field.type)):
            (tuples if get_origin(field.type) is tuple else rows).append(field.name)
    walk = Walk(PERSONAL.get(kind, ()), tuple(rows), tuple(tuples))
    return walk if any(walk) else None


def _rows_in(given: Any) -> Iterator[type[Row]]:
    """The kinds of row that a field's type names."""
    if isinstance(given, type) and issubclass(given, Row):
        yield given
    elif get_origin(given) in (tuple, Union, types.UnionType):
        for one in get_args(given):
            yield from _rows_in(one)
