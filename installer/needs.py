"""Which libraries of the system a frozen program needs, and which Debian packages have them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

import dev

PACKAGES = {
    **dev.QT_LIBRARIES,
    **dict.fromkeys(
        ("ld-linux-x86-64.so.2", "libc.so.6", "libdl.so.2", "libm.so.6", "libmvec.so.1", "libpthread.so.0"), "libc6"
    ),
    "libX11.so.6": "libx11-6",
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libcrypto.so.3": "libssl3",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libsqlite3.so.0": "libsqlite3-0",
    "libssl.so.3": "libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libuuid.so.1": "libuuid1",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb.so.1": "libxcb1",
    "libzstd.so.1": "libzstd1",
}
"""Shared library → Debian package."""


class UnknownLibrary(Exception):
    """A program needs a library that no package of the table has; it would not start elsewhere."""


def needed(folder: Path) -> set[str]:
    """The shared libraries that the programs in a folder ask for and that are not in it. Raises CalledProcessError."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink() and _is_elf(file)]
    command = ["objdump", "--private-headers", *map(str, files)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=True).stdout
    asked = {line.split()[1] for line in told.splitlines() if line.strip().startswith("NEEDED")}
    return asked - {file.name for file in folder.rglob("*.so*")}


def _is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def packages(libraries: Iterable[str]) -> list[str]:
    """The packages that have them, in order. Raises ``UnknownLibrary``."""
    unknown = [library for library in libraries if library not in PACKAGES]
    if unknown:
        raise UnknownLibrary(f"no package is known for {', '.join(sorted(unknown))}: see installer/needs.py")
    return sorted({PACKAGES[library] for library in libraries})
