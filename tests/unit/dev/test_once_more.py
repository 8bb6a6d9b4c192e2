"""dev.py asks the few tests that fail once more, alone, and excuses nothing else (docs/decisions/0007)."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]

TESTS = """
from pathlib import Path
import pytest

@pytest.mark.parametrize("n", range(SHAKY))
def test_shaky(n):
    seen = Path(__file__).with_name(f"seen{n}")
    if not seen.exists():
        seen.touch()
        raise AssertionError("only beside others")

def test_sound():
    assert not BROKEN
"""


LETHAL = """
import os
from pathlib import Path

def test_lethal():
    seen = Path(__file__).with_name("seen")
    if not seen.exists():
        seen.touch()
        os._exit(3)

def test_never_asked():
    assert False
"""


def pytest_in(folder: Path, arguments: list[str]) -> int:
    """One with none of this suite's plugins but xdist: most of its time would go to loading them."""
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-q", "--rootdir", str(folder), *arguments]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(command, cwd=folder, env=bare, capture_output=True, timeout=60, check=False).returncode


@pytest.fixture
def dev(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("dev_of_the_house", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HOME", tmp_path)
    return module


@pytest.mark.parametrize(
    ("shaky", "broken", "again", "runs"),
    [
        (0, False, [], 1),
        (2, False, ["test_it.py::test_shaky[0]", "test_it.py::test_shaky[1]"], 2),
        (3, False, None, 1),  # too many for chance
        (0, True, None, 2),  # not by chance
        (1, True, None, 2),
    ],
)
def test_what_fails_is_asked_once_more(
    dev: ModuleType, tmp_path: Path, shaky: int, broken: bool, again: list[str] | None, runs: int
) -> None:
    text = TESTS.replace("SHAKY", str(shaky)).replace("BROKEN", str(broken))
    (tmp_path / "test_it.py").write_text(text, encoding="utf-8")
    codes: list[int] = []

    def run(arguments: list[str]) -> int:
        codes.append(pytest_in(tmp_path, arguments))
        return codes[-1]

    assert dev.passes(["test_it.py"], run, 2) == again
    assert len(codes) == runs


def test_tests_lost_with_their_process_are_not_excused(dev: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(LETHAL, encoding="utf-8")
    codes: list[int] = []

    def run(arguments: list[str]) -> int:
        codes.append(pytest_in(tmp_path, arguments))
        return codes[-1]

    assert dev.passes(["-n", "1", "--max-worker-restart=0", "test_it.py"], run, 2) is None
    assert codes == [1]


def test_a_run_that_finds_nothing_is_a_failure(dev: ModuleType) -> None:
    asked: list[list[str]] = []

    def run(arguments: list[str]) -> int:
        asked.append(arguments)
        return 5

    assert dev.passes(["nowhere"], run, 2) is None
    assert len(asked) == 1
