"""A machine that has Python and nothing else: the README's two commands set up all the rest by themselves."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import bare_debian

pytestmark = pytest.mark.long

CHECKOUT = Path(__file__).resolve().parents[2]
INSIDE = "/root/agent-desktop"


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Debian 12 with python3, and a clean clone of this checkout."""
    root = bare_debian.fresh(tmp_path_factory.mktemp("bare") / "debian", "python3")
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(root) + INSIDE], check=True, timeout=60)
    yield root
    shutil.rmtree(root)


@pytest.fixture
def machine(debian: Path, tmp_path: Path) -> Iterator[Path]:
    with bare_debian.copied(debian, tmp_path / "machine") as root:
        yield root


def test_run_works_on_a_bare_machine(machine: Path) -> None:
    words = bare_debian.said(machine, "python3 dev.py run --headless --seconds 60 --report r.json", INSIDE)
    report = json.loads(Path(f"{machine}{INSIDE}/r.json").read_text(encoding="utf-8"))
    assert report["answered_by_window"] >= 1
    assert report["lost"] == 0
    assert "Installing system packages" in words, "the machine was not bare"


def test_the_tests_pass_on_a_bare_machine(machine: Path) -> None:
    words = bare_debian.said(machine, "CI=true python3 dev.py test", INSIDE)
    assert "Installing system packages" in words, "the machine was not bare"
    assert words.count(" passed in ") >= 3, "guards, side by side, one by one"
