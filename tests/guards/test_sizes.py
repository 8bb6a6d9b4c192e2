"""Files and functions stay small enough to be read at one sitting."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.guards.tree import ALL_CODE, ROOT, sources, write_tree

FILE_LINES = 600
FUNCTION_LINES = 60

TABLES = frozenset({"agent_desktop/domain/messages.py", "agent_desktop/settings/options.py"})
"""Files that are a table: a row is added, nothing has to be understood anew."""


def too_long(root: Path) -> list[str]:
    """Every file and function over its limit; a function counts from its ``def`` to its last line."""
    found = []
    for source in sources(root, ALL_CODE):
        lines = source.text.count("\n")
        if lines > FILE_LINES and source.path not in TABLES:
            found.append(f"{source.path} has {lines} lines; {FILE_LINES} are allowed")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(f"{source.path}:{node.lineno}: {node.name} has {length} lines")
    return found


def test_every_file_and_function_is_short_enough() -> None:
    assert too_long(ROOT) == []


@pytest.mark.parametrize(
    "text",
    ["x = 1\n" * 601, "def f():\n" + "    x = 1\n" * 60, "class A:\n    async def f(self):\n" + "        x = 1\n" * 60],
)
def test_one_line_too_many_is_found(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, {"agent_desktop/a.py": text})
    assert len(too_long(tmp_path)) == 1


def test_the_limits_themselves_and_tables_are_let_through(tmp_path: Path) -> None:
    within = "x = 1\n" * 540 + "def f():\n" + "    x = 1\n" * 59
    write_tree(tmp_path, {"tests/a.py": within, **dict.fromkeys(TABLES, "x = 1\n" * 900)})
    assert too_long(tmp_path) == []
