"""The server's key file: made once, kept private, refused when damaged."""

from __future__ import annotations

import hashlib
import hmac
import os
from pathlib import Path

import pytest

from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.http.key import server_key
from agent_desktop.server.keyfile import LENGTH


def test_the_key_is_made_once_and_gives_the_same_passwords_after_a_restart(data_dir: Path) -> None:
    first = server_key(data_dir).sip_password("session")
    key = (data_dir / "server.key").read_bytes()
    assert len(key) == LENGTH
    assert first == hmac.new(key, b"session", hashlib.sha256).hexdigest()
    assert server_key(data_dir).sip_password("session") == first
    assert server_key(data_dir).sip_password("another session") != first


def test_two_servers_have_different_keys(tmp_path: Path) -> None:
    passwords = set()
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        passwords.add(server_key(tmp_path / name).sip_password("session"))
    assert len(passwords) == 2


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX: permissions in octal")
def test_only_the_owner_reads_the_key(data_dir: Path) -> None:
    server_key(data_dir)
    assert (data_dir / "server.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in data_dir.iterdir()] == ["server.key"]


def test_a_damaged_key_is_refused_and_not_replaced(data_dir: Path) -> None:
    (data_dir / "server.key").write_bytes(b"short")
    with pytest.raises(StoreFailed, match=r"server\.key is damaged"):
        server_key(data_dir)
    assert (data_dir / "server.key").read_bytes() == b"short"


def test_what_a_crash_left_half_made_is_no_obstacle(data_dir: Path) -> None:
    (data_dir / "server.new").write_bytes(b"half")
    assert server_key(data_dir).sip_password("session")


def test_a_directory_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="the server key cannot be used"):
        server_key(tmp_path / "missing")
