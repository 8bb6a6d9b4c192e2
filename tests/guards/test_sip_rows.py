"""Every row of what SIP must get right has a test that exists, and the notes' rows are all there."""

from __future__ import annotations

import ast
from collections.abc import Iterable

import pytest

from tests.guards.tree import ROOT
from tests.wire.sip_rows import ROWS, Row


def faults(rows: Iterable[Row]) -> list[str]:
    """Rows without a test, with a test that is not there, or there twice."""
    found: list[str] = []
    seen: set[str] = set()
    for row in rows:
        tests = (*row.scenes, *row.wired)
        if not tests:
            found.append(f"{row.name}: no test")
        if row.name in seen:
            found.append(f"{row.name}: twice")
        seen.add(row.name)
        found += [f"{row.name}: there is no {name}" for name in tests if not exists(name)]
    return found


def exists(name: str) -> bool:
    """Whether ``file.function`` is in tests/unit/sip."""
    file, _, function = name.partition(".")
    path = ROOT / "tests" / "unit" / "sip" / f"{file}.py"
    tree = ast.parse(path.read_text(encoding="utf-8")) if path.exists() else ast.Module([], [])
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in tree.body)


def test_every_row_has_its_tests() -> None:
    assert faults(ROWS) == []
    assert len(ROWS) >= 39, "a row of the conformance table is gone"


@pytest.mark.parametrize(
    "row",
    [
        Row("a", "RFC"),
        Row("a", "RFC", ("test_sip_calls_in.test_nothing",)),
        Row("a", "RFC", (), ("test_nothing.test_nothing",)),
    ],
)
def test_a_row_without_a_test_is_found(row: Row) -> None:
    assert len(faults([row])) == 1
