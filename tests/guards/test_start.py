"""The window is there soon: what is slow to load, and not needed to draw it, is not loaded on the way to it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SLOW = frozenset(
    {
        "agent_desktop.demo",
        "agent_desktop.phone.engine",
        "agent_desktop.server.app",
        "agent_desktop.server.http",
        "agent_desktop.server.sip",
        "agent_desktop.ui.drive",
        "agent_desktop.ui.gallery",
        "agent_desktop.ui.samples",
        "PySide6.QtDBus",
        "PySide6.QtNetwork",
        "PySide6.QtPrintSupport",
        "PySide6.QtTest",
        "argon2",
        "asyncio",
        "concurrent",
        "httpcore",
        "httpx",
        "importlib.metadata",
        "keyring",
        "ldap3",
        "logging.config",
        "miniaudio",
        "multiprocessing",
        "numpy",
        "pjsua2",
        "sipmessage",
        "tomllib",
        "unittest",
        "urllib.request",
        "uvicorn",
        "xml",
    }
)
"""Modules that a window without a call and without ``--drive`` does not need; what is inside one counts too."""

WINDOW = (sys.executable, "-X", "importtime", "-m", "agent_desktop")
HERMIT = ("--remember", "none", "--sound", "none", "--settings", "none", "--screenshot")
WAIT_S = 60


def loaded(command: tuple[str, ...]) -> list[str]:
    """The modules that a program loads, in the order in which each was whole."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=WAIT_S, env=env, check=True)
    rows = [line.rpartition("|") for line in done.stderr.splitlines() if line.startswith("import time:")]
    return [name.strip() for _, _, name in rows[1:]]


def slow(modules: list[str]) -> set[str]:
    """Those of them that are too slow for a start."""
    return {name for name in SLOW if any(module == name or module.startswith(name + ".") for module in modules)}


def before_qt(modules: list[str]) -> list[str]:
    """What is loaded before anything of Qt."""
    return modules[: modules.index("PySide6")]


def test_a_window_loads_nothing_slow_and_qt_after_all_that_a_log_in_needs(tmp_path: Path) -> None:
    picture = tmp_path / "window.png"
    modules = loaded((*WINDOW, *HERMIT, str(picture)))
    assert picture.is_file()
    assert "agent_desktop.ui.main_page" in modules
    assert slow(modules) == set()
    assert {"agent_desktop.client.desk", "agent_desktop.phone.process"} <= set(before_qt(modules))


def test_the_command_line_of_the_window_is_read_without_qt() -> None:
    assert "PySide6" not in loaded((*WINDOW, "--help"))


@pytest.mark.parametrize("name", ["asyncio", "tomllib", "unittest.mock", "agent_desktop.ui.gallery"])
def test_what_is_slow_is_found_among_what_was_loaded(name: str) -> None:
    found = slow(loaded((sys.executable, "-X", "importtime", "-c", f"import {name}")))
    assert any(name == one or name.startswith(one + ".") for one in found)


def test_what_comes_before_qt_is_told_from_what_comes_after() -> None:
    program = "import json, PySide6.QtCore, agent_desktop.client.desk"
    modules = loaded((sys.executable, "-X", "importtime", "-c", program))
    assert "json" in before_qt(modules)
    assert "agent_desktop.client.desk" in modules
    assert "agent_desktop.client.desk" not in before_qt(modules)
