"""What updates are signed with is never here: no file of the repository is a private key, encrypted or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.guards.tree import ALL_CODE, ROOT

PLACES = (*ALL_CODE, "docs", "hotkeys", ".ci", ".")
"""Where files of the repository lie; of ``.`` the files at its top."""
HEAD = re.compile(rb"-----BEGIN [A-Z ]*PRIV[A]TE KEY")
"""RFC 7468 §10 and §11, and those of OpenSSL and OpenSSH; written so that this file is none."""
SUFFIXES = frozenset({".pem", ".key", ".p12", ".pfx"})


def keys(root: Path, places: Iterable[str]) -> list[str]:
    """The files that are, or hold, a private key."""
    found: list[str] = []
    for place in places:
        start = root / place
        files = [start] if start.is_file() else start.glob("*" if place == "." else "**/*")
        for file in files:
            if file.is_file() and (file.suffix in SUFFIXES or HEAD.search(file.read_bytes())):
                found.append(file.relative_to(root).as_posix())
    return sorted(found)


def test_no_private_key_is_in_the_repository() -> None:
    assert keys(ROOT, PLACES) == []


@pytest.mark.parametrize(
    ("name", "kind"), [("docs/a.md", "PRIVATE"), ("b.txt", "ENCRYPTED PRIVATE"), ("docs/c.pem", "PUBLIC")]
)
def test_one_that_lies_there_is_found(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / name).write_text(f"before\n-----BEGIN {kind} KEY-----\nMC4CAQ\n", encoding="utf-8")
    (tmp_path / "docs/public.md").write_text("-----BEGIN PUBLIC KEY-----\nMC4CAQ\n", encoding="utf-8")
    assert keys(tmp_path, PLACES) == [name]
