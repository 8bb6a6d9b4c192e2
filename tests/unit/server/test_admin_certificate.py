"""The administrator reads the fingerprint of what the server shows over TLS."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_desktop.server.admin_certificate import shown
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.sip.identity import Files, Identity


def test_it_is_told_with_its_fingerprint_and_without_its_key(tmp_path: Path) -> None:
    identity = Identity(Files.own(tmp_path, ("192.0.2.1", "house.example")))
    lines = list(shown(tmp_path, None))
    assert lines[-1] == f"SHA-256  {identity.shown.fingerprint}"
    assert "for      house.example, 192.0.2.1" in lines
    assert not any("PRIVATE" in line for line in lines)


def test_none_and_a_damaged_one_are_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="The server makes one"):
        list(shown(tmp_path, None))
    (tmp_path / "tls.pem").write_text("nothing")
    with pytest.raises(CannotDo, match="cannot be read"):
        list(shown(tmp_path, None))
