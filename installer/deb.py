"""Debian packages of the frozen programs: what lies where, who needs what, and what is done at installation."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from agent_desktop import __version__
from agent_desktop.settings.example import example
from agent_desktop.settings.options import Scope
from installer import icons, needs
from installer.programs import HOME, SERVER, WINDOW, Program

HERE = HOME / "installer" / "linux"
ARCHITECTURE = "amd64"
SERVER_DATA = "/var/lib/agent-desktop-server"

MAINTAINER = "Agent Desktop <packages@agent-desktop.invalid>"
_ALL = f"Maintainer: {MAINTAINER}\nPriority: optional\n"


@dataclass(frozen=True, kw_only=True)
class Deb:
    """One package beside what it has in ``/usr/lib``.

    ``furnish(root)`` writes its files below the package's root; ``conffiles`` are theirs that an administrator changes.
    ``scripts``: maintainer script → its text. ``summary`` and ``words`` are the description.
    """

    program: Program
    section: str
    summary: str
    words: str
    needs: tuple[str, ...]
    wishes: tuple[str, ...]
    conffiles: tuple[str, ...]
    scripts: dict[str, str]
    furnish: Callable[[Path], None]


def make(deb: Deb, frozen: Path, work: Path, out: Path, moment: int, level: int) -> Path:
    """The package of a frozen program, in ``out``; files are dated ``moment`` (s), and packed with zstd's ``level``."""
    name = deb.program.name
    root = work / "deb" / name
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(frozen, root / "usr/lib" / name, symlinks=True)
    deb.furnish(root)
    _documents(deb, root, moment)
    _control(deb, root, needs.packages(needs.needed(frozen)))
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
    out.mkdir(parents=True, exist_ok=True)
    file = out / f"{name}_{__version__}_{ARCHITECTURE}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zzstd", f"-z{level}", "--build", str(root), str(file)]
    env = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
    subprocess.run(command, env=env, check=True, stdout=subprocess.DEVNULL)
    return file


def _write(root: Path, path: str, text: str, *, runs: bool = False) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    file.chmod(0o755 if runs else 0o644)


def _documents(deb: Deb, root: Path, moment: int) -> None:
    """What Debian wants in ``/usr/share/doc``, and the page for administrators."""
    folder = root / "usr/share/doc" / deb.program.name
    folder.mkdir(parents=True, exist_ok=True)
    licence = (HOME / "LICENSE").read_text(encoding="utf-8")
    used = (HOME / "docs/dependencies.md").read_text(encoding="utf-8")
    (folder / "copyright").write_text(f"{licence}\n\nWhat is in this package besides:\n\n{used}", encoding="utf-8")
    shutil.copyfile(HOME / "docs/administrators.md", folder / "administrators.md")
    written = format_datetime(datetime.fromtimestamp(moment, UTC))
    changes = f"{deb.program.name} ({__version__}) unstable; urgency=medium\n\n"
    changes += f"  * What is new stands in NEWS.gz.\n\n -- {MAINTAINER}  {written}\n"
    news = (HOME / "CHANGELOG.md").read_text(encoding="utf-8")
    for name, text in (("changelog", changes), ("NEWS", news)):
        (folder / f"{name}.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _control(deb: Deb, root: Path, libraries: list[str]) -> None:
    """The folder DEBIAN."""
    size = sum(file.stat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    # a program runs with the C library it was built with, and newer ones
    libc = f"libc6 (>= {os.confstr('CS_GNU_LIBC_VERSION').split()[1]})"  # pyright: ignore[reportOptionalMemberAccess]
    depends = ", ".join([*(libc if name == "libc6" else name for name in libraries), *deb.needs])
    sums = "".join(
        f"{hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()}  {file.relative_to(root).as_posix()}\n"
        for file in sorted(root.rglob("*"))
        if file.is_file() and not file.is_symlink()
    )
    wishes = f"Recommends: {', '.join(deb.wishes)}\n" if deb.wishes else ""
    _write(
        root,
        "DEBIAN/control",
        f"Package: {deb.program.name}\nVersion: {__version__}\nArchitecture: {ARCHITECTURE}\nSection: {deb.section}\n"
        f"{_ALL}Installed-Size: {size // 1024}\nDepends: {depends}\n{wishes}"
        f"Description: {deb.summary}\n {deb.words}\n",
    )
    _write(root, "DEBIAN/md5sums", sums)
    if deb.conffiles:
        _write(root, "DEBIAN/conffiles", "".join(f"{file}\n" for file in deb.conffiles))
    for name, text in deb.scripts.items():
        _write(root, f"DEBIAN/{name}", text, runs=True)


def _window_files(root: Path) -> None:
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/agent-desktop").symlink_to("../lib/agent-desktop/agent-desktop")
    _write(
        root,
        "usr/share/applications/agent-desktop.desktop",
        (HERE / "agent-desktop.desktop").read_text(encoding="utf-8"),
    )
    rule = "70-agent-desktop-headset.rules"
    text = (HOME / "resources/linux" / rule).read_text(encoding="utf-8")
    _write(root, f"usr/lib/udev/rules.d/{rule}", text)
    _write(root, "etc/agent-desktop/ect.ini", example(Scope.PC))
    icons.write_theme(root / "usr/share/icons/hicolor")


def _server_files(root: Path) -> None:
    script = (HERE / "agent-desktop-server.sh").read_text(encoding="utf-8")
    _write(root, "usr/bin/agent-desktop-server", script, runs=True)
    unit = (HERE / "agent-desktop-server.service").read_text(encoding="utf-8")
    _write(root, "usr/lib/systemd/system/agent-desktop-server.service", unit)
    settings = example(Scope.SERVER)
    assert "\n;data =" in settings, "the option of the data directory has another name now"
    _write(root, "etc/agent-desktop-server/ect.ini", settings.replace("\n;data =", f"\ndata = {SERVER_DATA}"))


_UDEV = """#!/bin/sh
set -e
# headsets that are plugged in already are given to whoever sits here, or taken back
if [ -d /run/udev ] && command -v udevadm >/dev/null; then
	udevadm control --reload || true
	udevadm trigger --subsystem-match=hidraw || true
fi
"""

WINDOW_DEB = Deb(
    program=WINDOW,
    section="comm",
    summary="desktop of a contact centre's agent",
    words="Takes the calls of a contact centre: the agent's window and its softphone.",
    needs=(),
    wishes=("libpulse0 | libasound2", "libgl1-mesa-dri", "xdg-desktop-portal"),
    conffiles=("/etc/agent-desktop/ect.ini",),
    scripts={"postinst": _UDEV, "postrm": _UDEV},
    furnish=_window_files,
)

SERVER_DEB = Deb(
    program=SERVER,
    section="net",
    summary="routing server of a contact centre",
    words="Queues, log-in, SIP and speech for the windows of Agent Desktop.",
    needs=("adduser",),
    wishes=(),
    conffiles=("/etc/agent-desktop-server/ect.ini",),
    scripts={name: (HERE / f"server.{name}").read_text(encoding="utf-8") for name in ("postinst", "prerm", "postrm")},
    furnish=_server_files,
)

DEBS = (WINDOW_DEB, SERVER_DEB)
