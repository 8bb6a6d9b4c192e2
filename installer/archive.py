"""A tarball of a frozen program, for Linux without Debian's packages: unpack it anywhere and start it there."""

from __future__ import annotations

import subprocess
from pathlib import Path

from agent_desktop import __version__
from installer.deb import ARCHITECTURE
from installer.programs import Program


def make(program: Program, frozen: Path, out: Path, moment: int, level: int) -> Path:
    """``NAME-VERSION-linux-amd64.tar.zst`` in ``out``; the same bytes for the same files and ``moment`` (s)."""
    out.mkdir(parents=True, exist_ok=True)
    name = f"{program.name}-{__version__}"
    file = out / f"{name}-linux-{ARCHITECTURE}.tar.zst"
    command = ["tar", "--create", "--file", str(file), f"--use-compress-program=zstd -q -f -{level} -T0"]
    command += ["--sort=name", f"--mtime=@{moment}", "--owner=0", "--group=0", "--numeric-owner"]
    command += [f"--transform=s|^{program.name}|{name}|", "--directory", str(frozen.parent), frozen.name]
    subprocess.run(command, check=True)
    return file
