"""Secrets of trunks and desk phones in their file, the administrator's commands about them, and how trunks are told."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import stat
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    Asked,
    Define,
    DeviceDefined,
    MessageSent,
    Refusal,
    Right,
    TrunkDefined,
)
from agent_desktop.domain.messaging import LONGEST
from agent_desktop.domain.network import Device, Encryption, Trunk
from agent_desktop.server import admin_telephones
from agent_desktop.server.failures import CannotDo, StoreFailed
from agent_desktop.server.front import Front
from agent_desktop.server.secret_file import SecretFile
from agent_desktop.server.sip.switch import REALM
from agent_desktop.server.sip.trunks import TrunkState
from agent_desktop.server.store.opening import Beside
from agent_desktop.server.telephones import Telephones, TelephoneSettings, network, told
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre
from tests.playbooks.test_inquiry import consulting


def test_passwords_of_trunks_are_kept_for_the_owner_only(tmp_path: Path) -> None:
    file = SecretFile(tmp_path)
    assert file.trunk_password("provider") is None
    file.keep_trunks({"provider": "word"})
    file.keep_trunks({"office": "other"})
    file.keep_trunks({})
    assert (file.trunk_password("provider"), file.trunk_password("office")) == ("word", "other")
    if sys.platform != "win32":
        assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secrets.json"]


def test_of_a_desk_phones_password_only_the_ha1_is_kept(tmp_path: Path) -> None:
    file, other = SecretFile(tmp_path), SecretFile(tmp_path)
    assert other.device_ha1("desk-1", "MD5") is None
    file.keep_device("desk-1", "house", "word")
    text = b"desk-1:house:word"
    assert other.device_ha1("desk-1", "MD5") == hashlib.md5(text, usedforsecurity=False).hexdigest()  # seen at once
    assert other.device_ha1("desk-1", "SHA-256") == hashlib.sha256(text).hexdigest()
    assert b"word" not in (tmp_path / "secrets.json").read_bytes()
    file.drop_device("desk-1")
    assert other.device_ha1("desk-1", "MD5") is None


def test_a_damaged_file_is_said_without_its_contents(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text('{"trunks": {"provider": hunter2')
    with pytest.raises(StoreFailed) as failed:
        SecretFile(tmp_path).trunk_password("provider")
    assert "secrets.json" in str(failed.value)
    assert "hunter2" not in str(failed.value)


# --- what phones write ---------------------------------------------------------------------------------


DESK = Device(id="desk-1")
ANNA, BERTIL = (replace(agent, rights=(Right.MESSAGE,)) for agent in AGENTS[:2])


def office() -> Centre:
    """Anna and Bertil may write, and are here; Anna sits at a desk phone, and nobody at the other."""
    agents = (replace(ANNA, device="desk-1"), BERTIL, *AGENTS[2:])
    centre = Centre(Define(queues=QUEUES, agents=agents, reasons=REASONS, devices=(DESK, Device(id="desk-2"))))
    centre.log_in("anna", "bertil")
    return centre


def written(folder: Path, centre: Centre, author: str, to: str, text: str = "Coffee?") -> int:
    """The status that a phone's text gets."""

    async def submit(asked: Asked) -> Refusal | int:
        return centre.ask(asked.by, asked.command) or 1

    return asyncio.run(Telephones(folder, lambda: centre.state, submit).written(author, to, text))


@pytest.mark.parametrize(
    ("author", "to", "sender", "receiver"),
    [
        ("anna", "bertil", "anna", "bertil"),
        ("desk-1", "bertil", "anna", "bertil"),
        ("bertil", "desk-1", "bertil", "anna"),
    ],
)
def test_what_a_phone_writes_is_its_agents(  # F055
    tmp_path: Path, author: str, to: str, sender: str, receiver: str
) -> None:
    centre = office()
    assert written(tmp_path, centre, author, to) == 202
    sent = centre.events[-1]
    assert isinstance(sent, MessageSent)
    assert (sent.message.sender, sent.message.agents, sent.message.text) == (sender, (receiver,), "Coffee?")


@pytest.mark.parametrize(
    ("author", "to", "text", "status"),
    [
        ("anna", "nobody", "Coffee?", 404),
        ("anna", "desk-2", "Coffee?", 404),
        ("anna", "", "Coffee?", 404),  # no colleague is in her call
        ("anna", "oksana", "Coffee?", 480),
        ("anna", "bertil", "x" * (LONGEST + 1), 413),
        ("anna", "1000", "Coffee?", 403),  # to a queue only supervisors write
        ("oksana", "anna", "Coffee?", 403),  # she is not here
        ("desk-2", "anna", "Coffee?", 403),  # and nobody is there: least of all the system
        ("nobody", "anna", "Coffee?", 403),
    ],
)
def test_what_a_phone_cannot_write(tmp_path: Path, author: str, to: str, text: str, status: int) -> None:  # F055
    centre = office()
    before = len(centre.events)
    assert written(tmp_path, centre, author, to, text) == status
    assert centre.events[before:] == []


def test_in_a_call_a_phone_writes_to_the_colleague_there(tmp_path: Path) -> None:  # F055
    centre, *_ = consulting()
    centre.ask(SYSTEM, Define(agents=(ANNA, BERTIL)))
    assert written(tmp_path, centre, "bertil", "") == 202
    sent = centre.events[-1]
    assert isinstance(sent, MessageSent)
    assert sent.message.agents == ("anna",)


# --- commands ------------------------------------------------------------------------------------------


def beside() -> Beside:
    """A store whose log defines a trunk and a desk phone."""
    events = (TrunkDefined(trunk=Trunk(id="provider")), DeviceDefined(device=Device(id="desk-1")))
    log = SimpleNamespace(replay=lambda since=0: [SimpleNamespace(event=event) for event in events])
    return cast(Beside, SimpleNamespace(log=log))


def args(data: Path, **more: Any) -> argparse.Namespace:
    return argparse.Namespace(data=data, **more)


def test_a_desk_phones_password_is_told_once_and_can_be_taken_back(tmp_path: Path) -> None:
    lines = list(admin_telephones.add_device(beside(), args(tmp_path, device="desk-1")))
    password = lines[1].split()[-1]
    text = f"desk-1:{REALM}:{password}".encode()
    assert SecretFile(tmp_path).device_ha1("desk-1", "SHA-256") == hashlib.sha256(text).hexdigest()
    assert list(admin_telephones.list_devices(beside(), args(tmp_path))) == ["desk-1  can register"]
    assert "no more" in next(iter(admin_telephones.drop_device(beside(), args(tmp_path, device="desk-1"))))
    assert list(admin_telephones.list_devices(beside(), args(tmp_path))) == ["desk-1  has no password"]
    for work in (admin_telephones.drop_device, lambda *both: list(admin_telephones.add_device(*both))):
        with pytest.raises(CannotDo):
            work(beside(), args(tmp_path, device="desk-9"))


def test_the_password_of_a_trunk_comes_from_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readable, writable = os.pipe()
    os.write(writable, b"word\n")
    os.close(writable)
    with os.fdopen(readable) as pipe:
        monkeypatch.setattr(sys, "stdin", pipe)
        admin_telephones.trunk_password(beside(), args(tmp_path, trunk="provider"))
    assert SecretFile(tmp_path).trunk_password("provider") == "word"
    with pytest.raises(CannotDo, match="no trunk other"):
        admin_telephones.trunk_password(beside(), args(tmp_path, trunk="other"))


def test_without_a_server_nobody_knows_how_trunks_are(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match="No server runs"):
        admin_telephones.trunks(beside(), args(tmp_path))


def test_trunks_are_told_in_lines() -> None:
    states = [
        TrunkState("provider", "sip.example.com", "up", True, "registered for 300 s", 1_700_000_000_000, 12),
        TrunkState("old", "", "in only", None, "", 0),
    ]
    assert told(states) == (
        "provider  sip.example.com  up       registered  calls out: 12  "
        "registered for 300 s, since 2023-11-14 22:13:20 UTC",
        "old       -                in only              calls out: 0",
    )
    assert told([]) == ()


@pytest.mark.parametrize(
    ("is_local", "without_tls", "said", "strangers", "wish"),
    [
        (True, False, TelephoneSettings(), True, Encryption.PREFER),
        (False, False, TelephoneSettings(), False, Encryption.REQUIRE),
        (False, True, TelephoneSettings(), False, Encryption.PREFER),
        (False, False, TelephoneSettings(strangers="welcome", phones_encryption="never"), True, Encryption.NEVER),
        (True, False, TelephoneSettings(strangers="refused", phones_encryption="require"), False, Encryption.REQUIRE),
    ],
)
def test_beyond_this_machine_the_rules_are_strict(
    tmp_path: Path, is_local: bool, without_tls: bool, said: TelephoneSettings, strangers: bool, wish: Encryption
) -> None:
    front = cast(Front, SimpleNamespace(is_local=is_local, phones_without_tls=without_tls, trusts=None))
    made = network(said, SecretFile(tmp_path), front)
    assert (made.open_to_strangers, made.phone_encryption) == (strangers, wish)
