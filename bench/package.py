"""What the packages cost: how large they are, how long they take to make, and how soon the frozen window is there.

The programs are frozen, tried out and packed as `build_installer.py` does it. The frozen window is then started on an X
server of the bench's own, in turn with the one of this checkout, against a real routing server. Linux only: a package
for Windows is made there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from rig.window import display, painted, say, say_load, server, when_visible, window

HOME = Path(__file__).resolve().parents[1]
NAMES = {".deb": "deb", ".zst": "tarball"}
AIM_MB, AIM_MS = 70.0, 1000.0


def made(work: Path, out: Path, quick: bool) -> Path:
    """Make everything and say what it cost; returns the folder of the frozen window."""
    command = [sys.executable, "-m", "installer", "--out", str(out), "--work", str(work)]
    command += ["--kind", "deb", "--kind", "tar", *(["--quick"] if quick else [])]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=sys.stderr, text=True) as process:
        for line in process.stdout or ():
            told(json.loads(line))
    assert process.returncode == 0, f"the packages could not be made: {process.returncode}"
    return work / "frozen/agent-desktop"


def told(line: dict[str, str | float]) -> None:
    """Say the figures of one line of the installer's."""
    seconds = float(line["seconds"])
    if "tried" in line:
        say(f"smoke_{line['tried']}", seconds, "s")
        return
    file = Path(str(line["made"]))
    program = "agent-desktop-server" if file.name.startswith("agent-desktop-server") else "agent-desktop"
    kind = NAMES.get(file.suffix, "frozen")
    say(f"{kind}_{program}", float(line["megabytes"]), "MB", AIM_MB if kind == "deb" else None)
    say(f"{kind}_{program}_made", seconds, "s")


def starts(frozen: Path, count: int) -> None:
    """How soon a frozen window is visible and logged in; the peer is the one of this checkout."""
    visible: dict[Path | None, list[float]] = {frozen: [], None: []}
    logged_in: dict[Path | None, list[float]] = {frozen: [], None: []}
    with ExitStack() as stack:
        http = server(Path(stack.enter_context(tempfile.TemporaryDirectory())), stack)["http"]
        screen = display(stack)
        for turn in range(count + 1):
            for program in (frozen, None):
                with ExitStack() as running:
                    one = window(http, screen, running, frozen=program)
                    seen = when_visible(one.pid, screen) - one.began_ms if shutil.which("xdotool") else None
                    shown = one.until(lambda line: painted(line, link="online", status="busy"))
                if turn:  # files come from the disk the first time
                    logged_in[program].append(shown["at_ms"] - one.began_ms)
                    visible[program] += [seen] if seen is not None else []
    if visible[frozen]:
        say("frozen_start_window", statistics.median(visible[frozen]), "ms", statistics.median(visible[None]))
        say("frozen_start_window_to_aim", statistics.median(visible[frozen]), "ms", AIM_MS)
    say("frozen_start_logged_in", statistics.median(logged_in[frozen]), "ms", statistics.median(logged_in[None]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="pack loosely: not the sizes that are shipped")
    parser.add_argument("--frozen", type=Path, metavar="DIR", help="only start what was frozen here")
    arguments = parser.parse_args()
    say_load()
    with tempfile.TemporaryDirectory() as folder:
        frozen = arguments.frozen or made(Path(folder) / "work", Path(folder) / "out", arguments.quick)
        starts((frozen / "agent-desktop").resolve(), arguments.starts)
    say_load()


if __name__ == "__main__":
    main()
