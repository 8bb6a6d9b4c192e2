"""Reports of softphones that died: what they say, how many are kept."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agent_desktop.phone import crashes, port
from agent_desktop.phone.process import SoftphoneProcess
from tests.fakes.phone_rig import RigPhone

SPEAKS = (
    "import os, sys\n"
    'os.write(1, b\'{"type":"Started","pid":7}\\n\')\n'
    f"os.write(2, b''.join(b'line %d\\n' % n for n in range({crashes.LINES + 50})))\n"
    "sys.exit(3)\n"
)
AT = datetime(2026, 11, 22, 3, 4, 5, 678, UTC)


@pytest.mark.parametrize(
    ("code", "words"),
    [(3, "exit code 3"), (0xC0000005, "exit code 3221225477 (0xC0000005)"), (-200, "signal 200")],
)
def test_how_it_ended(code: int, words: str) -> None:
    assert crashes.how_it_ended(code) == words


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX")
def test_a_signal_has_its_name_and_the_report_one_reader(tmp_path: Path) -> None:
    assert crashes.how_it_ended(-9) == "signal 9 (SIGKILL)"
    assert crashes.keep(tmp_path, -9, [], AT).stat().st_mode & 0o777 == 0o600


def test_a_report_says_how_when_and_what_was_last_said(tmp_path: Path) -> None:
    path = crashes.keep(tmp_path / "new", 3, ["WARNING a", "Müller"], AT)
    assert path.read_text(encoding="utf-8").splitlines() == [
        "The softphone ended with exit code 3 at 2026-11-22T03:04:05.000678+00:00.",
        "The last it said:",
        "",
        "WARNING a",
        "Müller",
    ]


def test_the_last_ten_are_kept_and_nothing_else_is_touched(tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text("mine")
    paths = [crashes.keep(tmp_path, 1, [], AT + timedelta(seconds=n)) for n in range(13)]
    assert sorted(tmp_path.iterdir()) == [tmp_path / "other.txt", *paths[3:]]


@pytest.mark.expects_log("The telephone ended with code 3")
def test_the_supervisor_keeps_the_last_lines_of_a_death(tmp_path: Path) -> None:
    phone = RigPhone(process=SoftphoneProcess([sys.executable, "-S", "-c", SPEAKS], crash_dir=tmp_path))
    phone.wait(port.Died)
    phone.wait(port.Died, since=phone.mark())
    phone.close()
    lines = min(tmp_path.iterdir()).read_text(encoding="utf-8").splitlines()[3:]
    assert lines == [f"line {n}" for n in range(50, crashes.LINES + 50)]


@pytest.mark.expects_log("The telephone ended with code 3")
@pytest.mark.expects_log("No report of the telephone's end could be written")
def test_a_folder_that_cannot_be_made_keeps_no_phone_from_coming_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    phone = RigPhone(process=SoftphoneProcess([sys.executable, "-S", "-c", SPEAKS], crash_dir=tmp_path / "file"))
    died = phone.wait(port.Died)
    phone.wait(port.Started, since=phone.events.index(died))
    phone.close()
