"""Nothing sleeps to wait for something else: programs ask for a wake-up, tests wait for a condition with a deadline."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.guards.tree import ALL_CODE, ROOT, Source, dotted, sources, write_tree

ALWAYS_WRONG = frozenset(
    {"time.sleep", "QThread.sleep", "QThread.msleep", "QThread.usleep", "QTest.qWait", "QTest.qSleep"}
)
PAUSES = frozenset({"asyncio.sleep", "anyio.sleep"})

ALLOWED = {
    "agent_desktop/server/http/sessions.py": "looks every so often which sessions have ended",
    "bench/stream.py": "paces its load",
    "tests/fakes/sip_peer.py": "virtual time, see sip_time.py",
    "tests/fuzz/sip_harness.py": "virtual time, see fakes/sip_time.py",
    "tests/unit/sip/*": "virtual time, see fakes/sip_time.py",
    "tests/wire/test_stream_wire.py": "paces its load",
}
"""Files that may await a pause, and why. ``asyncio.sleep(0)``, a turn for others, is allowed anywhere."""


def sleeps(root: Path, allowed: dict[str, str]) -> list[str]:
    """Every call that sleeps, and every allowance that nobody uses any more."""
    found, used = [], set()
    for source in sources(root, ALL_CODE):
        leave = next((pattern for pattern in allowed if fnmatchcase(source.path, pattern)), None)
        for name, line in _sleeping_calls(source):
            if name in PAUSES and leave is not None:
                used.add(leave)
            else:
                found.append(f"{source.path}:{line}: {name}")
    return found + [f"{pattern} does not sleep any more" for pattern in allowed if pattern not in used]


def _sleeping_calls(source: Source) -> Iterator[tuple[str, int]]:
    modules = {"time", "asyncio", "anyio"}
    names = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module in modules
        for alias in node.names
    }
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Call):
            continue
        name = dotted(node.func)
        name = names.get(name, name)
        turn = bool(node.args) and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0
        if name in ALWAYS_WRONG or name.partition(".")[2] in ALWAYS_WRONG or (name in PAUSES and not turn):
            yield name, node.lineno


def test_nothing_sleeps() -> None:
    assert sleeps(ROOT, ALLOWED) == []


@pytest.mark.parametrize(
    "text",
    [
        "import time\ntime.sleep(1)",
        "from time import sleep\nsleep(0)",
        "from time import sleep as rest\nrest(0.1)",
        "import asyncio\nasync def f():\n    await asyncio.sleep(0.1)",
        "from asyncio import sleep\nasync def f(s):\n    await sleep(s)",
        "from PySide6.QtTest import QTest\nQTest.qWait(10)",
        "from PySide6 import QtTest\nQtTest.QTest.qWait(10)",
    ],
)
@pytest.mark.parametrize("file", ["agent_desktop/a.py", "tests/test_a.py", "dev.py"])
def test_a_sleep_is_found(tmp_path: Path, file: str, text: str) -> None:
    write_tree(tmp_path, {file: text})
    assert len(sleeps(tmp_path, {})) == 1


def test_an_allowance_covers_pauses_only_and_is_missed_when_unused(tmp_path: Path) -> None:
    pause = "import asyncio\nasync def f():\n    await asyncio.sleep(1)\n"
    write_tree(tmp_path, {"bench/a.py": pause, "bench/b.py": "import time\ntime.sleep(1)\n"})
    assert sleeps(tmp_path, {"bench/*": "load"}) == ["bench/b.py:2: time.sleep"]
    assert sleeps(tmp_path, {"bench/*": "load", "tests/*": "none"})[1:] == ["tests/* does not sleep any more"]


def test_a_turn_for_others_is_let_through(tmp_path: Path) -> None:
    write_tree(
        tmp_path, {"tests/a.py": "import asyncio\nasync def f(queue):\n    await asyncio.sleep(0)\n    queue.sleep(1)"}
    )
    assert sleeps(tmp_path, {}) == []
