"""The packages on a Debian that has nothing: installed by apt, at work, upgraded, and removed without a trace."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes import bare_debian
from tests.fakes.bare_debian import said

pytestmark = pytest.mark.long

CHECKOUT = Path(__file__).resolve().parents[2]
USER_FILE = "/home/anna/.config/agent-desktop/window.json"
OURS = "find / -xdev -path /proc -prune -o -name '*agent-desktop*' -print"
SHOWN = """mkfifo /tmp/number
Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>/tmp/number & server=$!
read number </tmp/number
export DISPLAY=:$number AGENT_DESKTOP_SHOW=1
agent-desktop demo --headless --seconds 45 --report /tmp/r.json --screenshots /tmp/shots
kill $server"""
"""The window of the demonstration on a screen, clicked for by the program itself."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with both packages, freshly made of this checkout."""
    base = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "installer", "--quick", "--kind", "deb", "--out", str(base / "out")]
    command += ["--no-smoke"]  # each is tried below, on the machine it is installed on
    done = subprocess.run(
        [*command, "--work", str(base / "work")], cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    shutil.rmtree(base / "work")
    return base / "out"


@pytest.fixture(scope="module")
def machine(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """With a screen server of its own, and the packages to be installed."""
    root = bare_debian.fresh(tmp_path_factory.mktemp("bare") / "debian")
    said(root, "apt-get update && apt-get install -y --no-install-recommends xvfb")
    for file in built.iterdir():
        shutil.copy(file, root / "root")
    yield root
    shutil.rmtree(root)


def install(root: Path, *files: str) -> str:
    """By apt, with what they depend on and no more; files of the settings that were changed stay as they are."""
    keep = "-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold"
    return said(
        root, f"DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends {keep} {' '.join(files)}"
    )


def newer(root: Path, name: str) -> str:
    """The package again as version 99, with another line in its settings file; returns its path inside."""
    settings = "agent-desktop" if name == "agent-desktop" else "agent-desktop-server"
    said(
        root,
        f"dpkg-deb -R ./{name}_*_amd64.deb /tmp/{name}"
        f" && sed -i 's/^Version: .*/Version: 99/' /tmp/{name}/DEBIAN/control"
        f" && echo '# new in 99' >> /tmp/{name}/etc/{settings}/ect.ini"
        f" && dpkg-deb -Zgzip -z1 -b /tmp/{name} /tmp/{name}_99.deb && rm -r /tmp/{name}",
    )
    return f"/tmp/{name}_99.deb"


def test_it_is_installed_takes_a_call_is_upgraded_and_goes_without_a_trace(machine: Path) -> None:
    assert "agent-desktop" not in said(machine, "dpkg-query -f '${Package} ' -W")
    install(machine, "./agent-desktop_*_amd64.deb", "./agent-desktop-server_*_amd64.deb")
    # the window on a screen, and a call
    said(machine, f"sh -ec '{SHOWN}'")
    report = json.loads((machine / "tmp/r.json").read_text(encoding="utf-8"))
    assert report["answered_by_window"] >= 1
    assert report["lost"] == 0
    assert list((machine / "tmp/shots").glob("*.png"))
    # the server under its own user, with the data where its settings say
    there = "su -s /bin/sh agent-desktop-server -c 'agent-desktop-server {}'"
    demo = "/usr/lib/agent-desktop-server/_internal/agent_desktop/_data/resources/demo-centre.toml"
    started = there.format(f"server --http 127.0.0.1:0 --sip 127.0.0.1:0 --import {demo} --until-eof </dev/null")
    assert '"listening"' in said(machine, started)
    assert "anna" in said(machine, there.format("admin user list"))
    assert said(machine, "stat -c '%U %a' /var/lib/agent-desktop-server") == "agent-desktop-server 700\n"
    assert "not part of this installation" in said(machine, "agent-desktop-server demo || true")
    # an upgrade keeps what an administrator changed
    said(machine, "echo '[window]\ntheme = dark' >> /etc/agent-desktop/ect.ini")
    install(machine, newer(machine, "agent-desktop"), newer(machine, "agent-desktop-server"))
    kept = (machine / "etc/agent-desktop/ect.ini").read_text(encoding="utf-8")
    assert "theme = dark" in kept
    assert "# new in 99" not in kept
    assert "# new in 99" in (machine / "etc/agent-desktop-server/ect.ini").read_text(encoding="utf-8")
    assert "Agent Desktop" in said(machine, "agent-desktop --version")
    # gone: the users' data stay, and of the server its data
    users = machine / USER_FILE.lstrip("/")
    users.parent.mkdir(parents=True)
    users.write_text("{}", encoding="utf-8")
    said(machine, "rm -rf /root/*.deb /tmp/* && apt-get purge -y agent-desktop agent-desktop-server")
    left = said(machine, OURS).split()
    allowed = ("/home/anna", "/var/lib/agent-desktop-server", "/root/.", "/var/lib/systemd/deb-systemd-helper")
    assert [path for path in left if not path.startswith(allowed)] == []
    assert users.exists()
    assert (machine / "var/lib/agent-desktop-server").is_dir()
