"""A machine that has Python and nothing else: the README's two commands set up all the rest by themselves.

The machine is a fresh Debian 12 in a folder. What this one needs to reach package servers (name servers, certificates)
is handed to it; nothing that was installed here is.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

CHECKOUT = Path(__file__).resolve().parents[2]
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
    sh -c "cd /root/agent-desktop && $2"
"""
"""Run in a mount namespace of its own: what it mounts is gone with its last process, however that ends."""


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Debian 12 with python3, and a clean clone of this checkout."""
    if getattr(os, "geteuid", lambda: 1)() != 0 or shutil.which("debootstrap") is None:
        pytest.skip("only on a Linux machine as root, with debootstrap")
    root = tmp_path_factory.mktemp("bare") / "debian"
    command = ["debootstrap", "--variant=minbase", "--include=python3", "bookworm", str(root), MIRROR]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=HOUR_S, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    subprocess.run(["git", "clone", "-q", str(CHECKOUT), str(root / "root" / "agent-desktop")], check=True, timeout=60)
    for file, name in ((Path("/etc/resolv.conf"), "resolv.conf"), (CERTIFICATES, "certificates.crt")):
        shutil.copyfile(file, root / "etc" / name)
    yield root
    shutil.rmtree(root)


@pytest.fixture
def machine(debian: Path, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """``machine(command)`` runs a command in the clone, on a copy that nothing has run on; gives what it said."""
    root = tmp_path / "machine"
    subprocess.run(["cp", "-a", str(debian), str(root)], check=True, timeout=600)

    def run(command: str) -> str:
        own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "enter", str(root), command]
        with (tmp_path / "said.log").open("w+", encoding="utf-8") as said:
            done = subprocess.run(own, stdout=said, stderr=subprocess.STDOUT, timeout=HOUR_S, check=False)
            said.seek(0)
            words = said.read()
        assert done.returncode == 0, words[-6000:]
        return words

    yield run
    shutil.rmtree(root)


def test_run_works_on_a_bare_machine(machine: Callable[[str], str], tmp_path: Path) -> None:
    words = machine("python3 dev.py run --headless --seconds 60 --report r.json")
    report = json.loads((tmp_path / "machine/root/agent-desktop/r.json").read_text(encoding="utf-8"))
    assert report["answered_by_window"] >= 1
    assert report["lost"] == 0
    assert "Installing system packages" in words, "the machine was not bare"


def test_the_tests_pass_on_a_bare_machine(machine: Callable[[str], str]) -> None:
    words = machine("CI=true python3 dev.py test")
    assert "Installing system packages" in words, "the machine was not bare"
    assert words.count(" passed in ") >= 3, "guards, side by side, one by one"
