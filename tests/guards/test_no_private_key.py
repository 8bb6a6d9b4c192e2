"""What updates are signed with is never here: no file of the repository is a private key, encrypted or not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.guards.tree import ALL_CODE, ROOT

PLACES = (*ALL_CODE, "docs", "hotkeys", ".ci", ".")
"""Where files of the repository lie; of ``.`` the files at its top."""
HEADS = (b"-----BEGIN PRIVATE KEY", b"-----BEGIN ENCRYPTED PRIVATE KEY", b"OPENSSH PRIVATE KEY")
"""RFC 7468 §10 and §11, and OpenSSH's own; written apart, so that this file is none of them."""
SUFFIXES = frozenset({".pem", ".key", ".p12", ".pfx"})


def keys(root: Path, places: Iterable[str]) -> list[str]:
    """The files that are, or hold, a private key."""
    found: list[str] = []
    for place in places:
        start = root / place
        files = [start] if start.is_file() else start.glob("*" if place == "." else "**/*")
        for file in files:
            if file.is_file() and (file.suffix in SUFFIXES or any(head in file.read_bytes() for head in HEADS)):
                found.append(file.relative_to(root).as_posix())
    return sorted(found)


def test_no_private_key_is_in_the_repository() -> None:
    assert keys(ROOT, PLACES) == []


@pytest.mark.parametrize(("name", "text"), [("docs/a.md", HEADS[0]), ("b.txt", HEADS[1]), ("docs/c.pem", b"")])
def test_one_that_lies_there_is_found(tmp_path: Path, name: str, text: bytes) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / name).write_bytes(b"before\n" + text + b"-----\nMC4CAQ\n")
    assert keys(tmp_path, PLACES) == [name]
