"""A password in a real keyring (the Secret Service of a session bus): one program keeps it, the next one reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is the keyring a program of its own")

ASK = """
import queue, sys
from agent_desktop.desktop.passwords import Passwords, system_keyring
answers = queue.Queue()
passwords, what = Passwords(system_keyring), sys.argv[1]
if what == "keep":
    passwords.keep("http://127.0.0.1:8080", "anna", "secret-anna", answers.put)
elif what == "forget":
    passwords.forget("http://127.0.0.1:8080", "anna")
    passwords.look(answers.put)
else:
    passwords.read("http://127.0.0.1:8080", "anna", answers.put)
print(answers.get(timeout=60), flush=True)
"""
SESSION = """
printf login | "$1" --unlock --components=secrets >/dev/null || exit 3
for what in read keep read forget read; do "$2" -c "$3" "$what" || exit 4; done
"""


def test_the_next_program_reads_what_one_kept(tool: Callable[[str], str], tmp_path: Path) -> None:  # F002
    (tmp_path / "run").mkdir(mode=0o700)
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "data"), "XDG_RUNTIME_DIR": str(tmp_path / "run")}
    command = [tool("dbus-run-session"), "--", "sh", "-c", SESSION, "sh", tool("gnome-keyring-daemon")]
    done = subprocess.run(
        [*command, sys.executable, ASK],
        env={**os.environ, **own},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["None", "True", "secret-anna", "True", "None"]
    kept = [file.read_bytes() for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert kept
    assert not any(b"secret-anna" in text for text in kept)
