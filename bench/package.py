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

from rig.window import cpu_s, display, painted, say, say_load, server, when_visible, window

HOME = Path(__file__).resolve().parents[1]
KINDS = {".deb": "deb", ".zst": "tarball"}
AIM_MB, AIM_MS = 70.0, 1000.0


def make(work: Path, out: Path, quick: bool) -> None:
    """Make everything, and say how long it took."""
    command = [sys.executable, "-m", "installer", "--out", str(out), "--work", str(work)]
    command += ["--kind", "deb", "--kind", "tar", *(["--quick"] if quick else [])]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=sys.stderr, text=True) as process:
        for text in process.stdout or ():
            line = json.loads(text)
            say(f"{line['tried']}_smoke" if "tried" in line else f"{_name(line['made'])}_made", line["seconds"], "s")
    assert process.returncode == 0, f"the packages could not be made: {process.returncode}"


def _name(file: str) -> str:
    """What a package, or a folder of a frozen program, is called here."""
    path = Path(file)
    program = "agent-desktop-server" if path.name.startswith("agent-desktop-server") else "agent-desktop"
    return f"{KINDS.get(path.suffix, 'frozen')}_{program}"


def sizes(folder: Path) -> None:
    """How large the packages are."""
    for file in sorted(file for file in folder.iterdir() if file.suffix in KINDS):
        say(_name(file.name), file.stat().st_size / 1e6, "MB", AIM_MB)


def starts(frozen: Path, count: int) -> None:
    """How soon a frozen window is visible and logged in; the peer is the one of this checkout."""
    visible: dict[Path | None, list[float]] = {frozen: [], None: []}
    logged_in: dict[Path | None, list[float]] = {frozen: [], None: []}
    cpu: dict[Path | None, list[float]] = {frozen: [], None: []}  # hardly moved by what else the machine does
    with ExitStack() as stack:
        http = server(Path(stack.enter_context(tempfile.TemporaryDirectory())), stack)["http"]
        screen = display(stack)
        for turn in range(count + 1):
            for program in (frozen, None):
                with ExitStack() as running:
                    one = window(http, screen, running, frozen=program)
                    seen = when_visible(one.pid, screen) - one.began_ms if shutil.which("xdotool") else None
                    shown = one.until(lambda line: painted(line, link="online", status="busy"))
                    used_ms = 1000 * cpu_s([one.pid])
                if turn:  # files come from the disk the first time
                    logged_in[program].append(shown["at_ms"] - one.began_ms)
                    cpu[program].append(used_ms)
                    visible[program] += [seen] if seen is not None else []
    if visible[frozen]:
        say("frozen_start_window", statistics.median(visible[frozen]), "ms", statistics.median(visible[None]))
        say("frozen_start_window_to_aim", statistics.median(visible[frozen]), "ms", AIM_MS)
    say("frozen_start_logged_in", statistics.median(logged_in[frozen]), "ms", statistics.median(logged_in[None]))
    say("frozen_start_cpu", statistics.median(cpu[frozen]), "ms of a core", statistics.median(cpu[None]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="pack loosely: not the sizes that are shipped")
    parser.add_argument("--built", type=Path, metavar="DIR", help="keep what is made here, and make it only once")
    arguments = parser.parse_args()
    say_load()
    with tempfile.TemporaryDirectory() as folder:
        built: Path = (arguments.built or Path(folder)).resolve()
        frozen = built / "work/frozen/agent-desktop/agent-desktop"
        if not any((built / "out").glob("agent-desktop-server-*.zst")):  # the last that is made
            make(built / "work", built / "out", arguments.quick)
        sizes(built / "out")
        starts(frozen, arguments.starts)
    say_load()


if __name__ == "__main__":
    main()
