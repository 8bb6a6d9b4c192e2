"""The demonstration as a person starts it: the whole centre, the window clicked for, measured by its own probes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.alone


def demo(tmp_path: Path, seconds: int) -> dict[str, Any]:
    report, pictures = tmp_path / "r.json", tmp_path / "pictures"
    command = [sys.executable, "-m", "agent_desktop", "demo", "--headless", "--seconds", str(seconds)]
    command += ["--report", str(report), "--screenshots", str(pictures), "--data", str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 180, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(report.read_text())


def assert_worked(report: dict[str, Any]) -> None:
    assert report["calls"] >= 5
    assert report["answered"] >= 4
    assert report["answered_by_window"] >= 1
    assert report["lost"] == 0
    assert report["probes"] >= 1
    for way, hertz in (("caller_to_agent", 440), ("agent_to_caller", 1000)):
        heard = report["audio"][way]
        assert heard["unheard"] == 0, way
        assert heard["tone_hz"] == pytest.approx(hertz, abs=3)
        assert -25 < heard["rms_dbfs"] < -5  # the tones are made at -15 dBFS
    for figure in ("offer_ms", "answer_to_audio_ms"):
        assert report[figure]["count"] >= 1
        assert 0 <= report[figure]["p50"] <= report[figure]["p99"]
    assert report["events"] > 100


def assert_pictures(report: dict[str, Any]) -> None:
    names = {Path(file).name for file in report["screenshots"]}
    assert {"window-ready-light.png", "window-ready-dark.png", "window-in-call-light.png"} <= names
    states = {"ready", "offered", "in_call", "called_back", "crowded", "cut_off", "login"}
    looks = ("en-light-usual", "en-dark-usual", "en-light-usual-200", "en-dark-usual-200")
    assert {f"{look}-{state}.png" for look in looks for state in states} <= names
    for file in report["screenshots"]:
        assert Path(file).read_bytes().startswith(b"\x89PNG")


def test_one_command_shows_a_contact_centre_at_work(tmp_path: Path) -> None:  # F128
    report = demo(tmp_path, 36)
    assert_worked(report)
    assert_pictures(report)


@pytest.mark.long
def test_the_minute_that_the_readme_promises(tmp_path: Path) -> None:  # F128
    report = demo(tmp_path, 60)
    assert_worked(report)
    assert_pictures(report)
    names = {Path(file).name for file in report["screenshots"]}
    assert {
        f"window-{state}-{theme}.png" for state in ("offered", "in-call", "wrap-up") for theme in ("light", "dark")
    } <= names
