"""Writes a definition as a file that reads as the same rows."""

from __future__ import annotations

from typing import Any

import tomli_w

from agent_desktop.domain.messages import Define
from agent_desktop.domain.state import State
from agent_desktop.server.definition.tables import ALL_TABLES, CENTRE, TABLES, values_of

HEAD = """\
# The definition of a contact centre, written by "agent-desktop admin definition". Passwords are not in it: an agent
# whose table has none keeps the one that is known.

"""


def define_of(state: State) -> Define:
    """What is defined in this state, each kind by id."""
    rows = {name: tuple(row for _, row in sorted(getattr(state, name).items())) for name in TABLES}
    return Define(centre=state.centre, **rows)  # type: ignore[arg-type] - a row for each field, by the tables


def definition_text(define: Define) -> str:
    """The file's text; what holds without being said is left out. Passwords are not known here."""
    document: dict[str, Any] = {}
    if define.centre is not None and (rules := values_of(ALL_TABLES[CENTRE], define.centre)):
        document[CENTRE] = rules
    for name, table in TABLES.items():
        rows = [values_of(table, row) for row in getattr(define, name)]
        if rows:
            document[name] = rows
    return HEAD + tomli_w.dumps(document)
