"""A test that makes the program warn says so: tests/conftest.py fails every other, and in CI also those that skip."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

HEAD = "import logging, pytest\nlog = logging.getLogger('agent_desktop.somewhere')\n"


def outcome(folder: Path, text: str, ci: str = "") -> tuple[int, str]:
    """Exit code and output of pytest over one file beside our conftest."""
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "test_it.py").write_text(HEAD + text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [*command, "--rootdir", str(folder), str(folder)],
        cwd=folder,
        env={**os.environ, "CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


MARK = "@pytest.mark.expects_log('lost')\n"


@pytest.mark.parametrize(
    "text",
    [
        "def test_it(): log.warning('the line is lost')",
        "def test_it(): log.error('the line is lost')",
        "@pytest.mark.expects_log('found')\ndef test_it(): log.warning('the line is lost')",
        MARK + "def test_it():\n    log.warning('the line is lost')\n    log.warning('another')",
        "import warnings\ndef test_it(): warnings.warn('old')",
    ],
    ids=["a warning", "an error", "another is announced", "one more than announced", "a warning of Python"],
)
def test_a_warning_that_nobody_announced_fails_its_test(tmp_path: Path, text: str) -> None:
    code, output = outcome(tmp_path, text)
    assert code == 1, output


@pytest.mark.parametrize(
    "text", [MARK + "def test_it(): log.warning('the line is lost')", "def test_it(): log.info('all is well')"]
)
def test_what_is_announced_or_is_no_warning_passes(tmp_path: Path, text: str) -> None:
    code, output = outcome(tmp_path, text)
    assert code == 0, output


def test_a_skip_is_a_failure_in_ci_only_unless_it_is_another_platforms(tmp_path: Path) -> None:
    missing = "def test_it(tool): tool('no-such-program')"
    assert outcome(tmp_path, missing)[0] == 0
    code, output = outcome(tmp_path, missing, ci="true")
    assert code == 1
    assert "no-such-program is not installed" in output
    assert outcome(tmp_path, "def test_it(): pytest.skip('no sound')", ci="true")[0] == 1
    assert outcome(tmp_path, "def test_it(): pytest.skip('only on Windows')", ci="true")[0] == 0
