"""Freezes a program into a folder with PyInstaller, and takes out of it what it has no use for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from installer.programs import HOME, Program

INSIDE = "_internal"
"""Where PyInstaller puts everything but the program itself."""

UNNEEDED_FILES = (
    "*/plugins/egldeviceintegrations/*",
    "*/plugins/generic/*",
    "*/plugins/imageformats/*[!g].so",  # all but libqsvg: PNG is in QtGui
    "*/plugins/imageformats/*jpeg*",
    "*/plugins/networkinformation/*",  # which network there is, nobody asks Qt
    "*/plugins/platforminputcontexts/*virtualkeyboard*",
    "*/plugins/platforms/*eglfs*",
    "*/plugins/platforms/*linuxfb*",
    "*/plugins/platforms/*minimal*",
    "*/plugins/platforms/*vkkhrdisplay*",
    "*/plugins/platforms/*vnc*",
    "*/plugins/platforms/*direct2d*",
    "*/plugins/platformthemes/*gtk3*",
    "*/plugins/tls/*",  # Qt opens no connection of ours
    "*/plugins/wayland-graphics-integration-client/*",
    "*/plugins/wayland-shell-integration/*ivi*",  # of a car's screen
    "*/plugins/wayland-shell-integration/*fullscreen*",  # of a screen without a desktop
    "*/plugins/xcbglintegrations/*",
    "*/lib/libQt6EglF*",
    "*/opengl32sw.dll",
    "*/Qt6Pdf*",
    "*/Qt6Qml*",
    "*/Qt6Quick*",
    "*/Qt6VirtualKeyboard*",
    "numpy/_core/lib/*",
    "numpy/_core/include/*",
    "*.pyi",
    "*/tests/*",
)
"""Files of no use to the window, by their path inside ``_internal``."""

STRIPPED = (
    "libpython*.so*",
    "python3.*/lib-dynload/*.so",
    "_miniaudio.*.so",
    "cryptography/hazmat/bindings/*.so",
    "pylibsrtp/*.so",
)
"""Libraries of Linux whose symbols for debuggers go, 30 MB where Python was built by hand. Only these: what the tool
that makes wheels has rewritten, as pjsua2's, does not load any more when it is stripped."""

TRANSLATIONS = frozenset(f"qtbase_{code}.qm" for code in ("fr", "pl", "sv", "uk"))
"""What Qt itself says, in the program's languages."""

OWN_SYSTEM_LIBRARIES = ("libpython", "libffi.", "libbz2.", "liblzma.", "libz.")
"""What a frozen Python brings of the system's libraries. The others are the packages' dependencies: OpenSSL, X, D-Bus
and the rest of a desktop must be those of the machine, which gets their updates."""


def freeze(program: Program, work: Path) -> Path:
    """The folder of a program, below ``work``; what is there already is made anew. Raises CalledProcessError."""
    staged = stage(program, work / "data" / program.name)
    entry = work / f"{program.name}.py"
    shutil.copyfile(HOME / "installer" / "entry.py", entry)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir"]
    command += ["--name", program.name, "--specpath", str(work), "--workpath", str(work / "pyinstaller")]
    command += ["--distpath", str(work / "frozen"), "--contents-directory", INSIDE, "--paths", str(HOME)]
    command += ["--add-data", f"{staged}{os.pathsep}agent_desktop/_data"]
    command += ["--windowed"] if program.windowed else ["--console"]
    for module in program.hidden:
        command += ["--hidden-import", module]
    for package in program.packages:
        command += ["--collect-submodules", package]
    for module in program.unneeded:
        command += ["--exclude-module", module]
    # dates and hashes inside the archives are the same for the same sources
    env = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(entry)], cwd=HOME, env=env, check=True)
    folder = work / "frozen" / program.name
    prune(folder / INSIDE)
    strip(folder / INSIDE)
    return folder


def stage(program: Program, target: Path) -> Path:
    """Copy the data that go along, as the wheel would have them (``pyproject.toml`` says what that is)."""
    wheel = tomllib.loads((HOME / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    sources: dict[str, str] = wheel["wheel"]["sources"]
    excluded: list[str] = wheel["wheel"]["exclude"]
    shutil.rmtree(target, ignore_errors=True)
    for source, place in sources.items():
        name = place.rpartition("/")[2]
        if name not in program.data:
            continue
        for file in sorted((HOME / source).rglob("*")):
            path = file.relative_to(HOME).as_posix()
            if file.is_file() and not any(_fits(path, pattern) for pattern in excluded):
                copy = target / name / file.relative_to(HOME / source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, copy)
    return target


def _fits(path: str, pattern: str) -> bool:
    """Whether a pattern of hatch's names a file: a folder, or a name anywhere."""
    return path.startswith(pattern.rstrip("/") + "/") or fnmatchcase(path.rpartition("/")[2], pattern)


def prune(inside: Path) -> None:
    """Delete what the program has no use for, links to it, and folders that are empty then."""
    for file in list(unneeded(inside)):
        file.unlink()
    for file in sorted(inside.rglob("*")):
        if file.is_symlink() and not file.exists():
            file.unlink()
    for folder in sorted(inside.rglob("*"), reverse=True):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()


def strip(inside: Path) -> None:
    """Take the symbols for debuggers out of ``STRIPPED``; on Windows there are none in libraries."""
    if tool := shutil.which("strip"):
        for library in [file for pattern in STRIPPED for file in inside.glob(pattern) if not file.is_symlink()]:
            subprocess.run([tool, "--strip-unneeded", str(library)], check=True)


def unneeded(inside: Path) -> Iterator[Path]:
    """The files that are not to stay."""
    for file in sorted(inside.rglob("*")):
        path = file.relative_to(inside).as_posix()
        if file.is_dir() and not file.is_symlink():
            continue
        if any(fnmatchcase(path, pattern) for pattern in UNNEEDED_FILES):
            yield file
        elif path.startswith("PySide6/") and "/translations/" in path:
            if file.name not in TRANSLATIONS:
                yield file
        elif _of_the_system(path) and not file.is_symlink() and not path.startswith(OWN_SYSTEM_LIBRARIES):
            yield file


def _of_the_system(path: str) -> bool:
    """PyInstaller puts the system's libraries at the top, and there only links to those of packages."""
    return "/" not in path and path.startswith("lib") and ".so" in path
