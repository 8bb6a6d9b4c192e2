"""What ``build_installer.py`` is asked for: freezes the programs, tries them out, and packs them."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import dev
from installer import archive, deb, nsis, smoke
from installer.freeze import freeze
from installer.programs import DAY_ONE, HOME, PROGRAMS, WINDOW

LINUX, WINDOWS = ("deb", "tar"), ("nsis",)
KINDS = (*LINUX, *WINDOWS)
TOOLS = {
    "deb": {"dpkg-deb": "dpkg", "objdump": "binutils"},
    "tar": {"tar": "tar", "zstd": "zstd"},
    "nsis": {"makensis": "nsis"},
}
"""Kind → programs it is made with, and the Debian packages they are in."""

TIGHT, QUICK = 19, 3
"""Levels of zstd."""
MISSING = 2


def main(arguments: Sequence[str]) -> int:
    """Make what was asked for; prints a line of JSON with each file, its size and the seconds it took."""
    parser = argparse.ArgumentParser(prog="build_installer.py", description=__doc__)
    usual = WINDOWS if os.name == "nt" else LINUX
    parser.add_argument("--out", type=Path, default=HOME / "dist", metavar="DIR", help="where the packages go")
    parser.add_argument("--work", type=Path, default=HOME / "build/installer", metavar="DIR", help="where it is made")
    parser.add_argument("--kind", action="append", choices=KINDS, help=f"default here: {' '.join(usual)}")
    parser.add_argument("--stand-in", action="store_true", help="the installer for Windows without a program in it")
    parser.add_argument("--quick", action="store_true", help="pack loosely, in a fifth of the time")
    parser.add_argument("--no-smoke", action="store_true", help="pack without trying out")
    args = parser.parse_args(arguments)
    kinds: Sequence[str] = args.kind or usual
    missing = {package for kind in kinds for tool, package in TOOLS[kind].items() if not shutil.which(tool)}
    if missing:
        sys.stderr.write(f"These are needed: {' '.join(sorted(missing))}\n")
        return MISSING
    args.out.mkdir(parents=True, exist_ok=True)
    args.work.mkdir(parents=True, exist_ok=True)
    try:
        _make(args, kinds)
    except (subprocess.CalledProcessError, smoke.DoesNotWork) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def _make(args: argparse.Namespace, kinds: Sequence[str]) -> None:
    moment, level = when(), QUICK if args.quick else TIGHT
    work, out = args.work.resolve(), args.out.resolve()
    if list(kinds) == ["nsis"] and args.stand_in:
        began = time.monotonic()
        _say(nsis.make(nsis.stand_in(work / "stand-in"), work, out, moment), began)
        return
    dev.compile_translations()
    for program in PROGRAMS:
        began = time.monotonic()
        frozen = freeze(program, work)
        _say(frozen, began)
        if not args.no_smoke:
            began = time.monotonic()
            calls = smoke.try_out(program, frozen, work)
            _tell(tried=program.name, seconds=round(time.monotonic() - began, 1), **calls)
        began = time.monotonic()
        if "deb" in kinds:
            wanted = next(one for one in deb.DEBS if one.program is program)
            _say(deb.make(wanted, frozen, work, out, moment, level), began)
            began = time.monotonic()
        if "tar" in kinds:
            _say(archive.make(program, frozen, out, moment, level), began)
        if "nsis" in kinds and program is WINDOW:
            payload = nsis.stand_in(work / "stand-in") if args.stand_in else frozen
            _say(nsis.make(payload, work, out, moment), began)


def when() -> int:
    """The moment that files are dated (s): ``SOURCE_DATE_EPOCH``, else that of the last commit."""
    if told := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(told)
    command = ["git", "-C", str(HOME), "log", "-1", "--format=%ct"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return int(done.stdout) if done.returncode == 0 else DAY_ONE


def _say(made: Path, began: float) -> None:
    files = [made] if made.is_file() else [file for file in made.rglob("*") if not file.is_symlink()]
    size = sum(file.stat().st_size for file in files if file.is_file())
    _tell(made=str(made), megabytes=round(size / 1e6, 1), seconds=round(time.monotonic() - began, 1))


def _tell(**words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
