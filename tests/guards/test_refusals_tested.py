"""Every code of a refusal is expected by a test: what nobody refuses, or nobody looks at, decays."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from agent_desktop.protocol.codes import REFUSALS
from tests.guards.tree import ROOT, Source, sources


def untested(codes: Collection[str], tests: Iterable[Source]) -> list[str]:
    """Codes that no test has as a text."""
    said: set[str] = set()
    for source in tests:
        nodes = (node.value for node in ast.walk(source.tree) if isinstance(node, ast.Constant))
        said.update(value for value in nodes if isinstance(value, str))
    return sorted(set(codes) - said)


def test_every_refusal_is_tested() -> None:
    tests = (source for source in sources(ROOT, ("tests",)) if not source.path.startswith("tests/guards/"))
    assert untested(REFUSALS, tests) == []


def test_a_code_without_a_test_is_found() -> None:
    text = 'assert code(office, "anna", Dial()) == "bad_number"  # and "no_call"'
    tests = [Source("tests/test_one.py", text, ast.parse(text))]
    assert untested(("bad_number", "no_call"), tests) == ["no_call"]
