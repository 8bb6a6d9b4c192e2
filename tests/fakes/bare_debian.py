"""A fresh Debian 12 in a folder, with nothing installed: what a program is first started on.

What this machine needs to reach package servers (name servers, certificates) is handed to it; nothing that was
installed here is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
MIRROR = "http://deb.debian.org/debian"
HOUR_S = 3600.0

ENTER = """set -e
mount -t proc proc "$1/proc"
mount -t sysfs -o ro sys "$1/sys"
mount --rbind /dev "$1/dev"
cd "$1"
PATH=/usr/sbin:/usr/bin:/sbin:/bin
exec chroot "$1" env -i PATH="$PATH" HOME=/root LANG=C.UTF-8 PIP_CERT=/etc/certificates.crt \
    sh -c "cd $2 && $3"
"""
"""Run in a mount namespace of its own: what it mounts is gone with its last process, however that ends."""


def fresh(root: Path, *include: str) -> Path:
    """Make it in ``root``, with these packages; skips the test where that cannot be done."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("only on a Linux machine as root, with debootstrap")
    with_these = [f"--include={','.join(include)}"] if include else []
    command = ["debootstrap", "--variant=minbase", *with_these, "bookworm", str(root), MIRROR]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=HOUR_S, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    for file, name in ((Path("/etc/resolv.conf"), "resolv.conf"), (CERTIFICATES, "certificates.crt")):
        shutil.copyfile(file, root / "etc" / name)
    return root


@contextmanager
def copied(debian: Path, root: Path) -> Iterator[Path]:
    """A copy that nothing has run on yet; gone afterwards."""
    subprocess.run(["cp", "-a", str(debian), str(root)], check=True, timeout=600)
    yield root
    shutil.rmtree(root)


def said(root: Path, command: str, folder: str = "/root") -> str:
    """Run a line of shell there, in that folder of its; gives what it said. AssertionError when it fails."""
    own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "enter"]
    log = root.with_suffix(".said")
    with log.open("w+", encoding="utf-8", errors="replace") as words:
        done = subprocess.run(
            [*own, str(root), folder, command], stdout=words, stderr=subprocess.STDOUT, timeout=HOUR_S, check=False
        )
        words.seek(0)
        text = words.read()
    assert done.returncode == 0, f"{command}:\n{text[-6000:]}"
    return text
