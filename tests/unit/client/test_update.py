"""A newer version is believed only from whoever has the key, in time, and never an older word after a newer one."""

from __future__ import annotations

import base64
import io
import logging
import threading
import urllib.request
from http.client import HTTPMessage
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from agent_desktop.client.update import MOST_BYTES, Manifest, Signed, Wrong, is_newer, judge, sign
from agent_desktop.client.update_watch import OnlyHttps, UpdateWatch, fetch
from installer import sign as tool

KEY = Ed25519PrivateKey.generate()
PUBLIC = base64.b64encode(KEY.public_key().public_bytes_raw()).decode()
NOW = 1_800_000_000_000
DAY = 86_400_000
MANIFEST = Manifest(product="agent-desktop", version="1.2.0", serial=7, issued=NOW - DAY, expires=NOW + DAY)


def test_what_the_key_signed_is_believed() -> None:
    assert judge(sign(MANIFEST, KEY), PUBLIC, NOW, seen=0) == MANIFEST
    assert judge(sign(MANIFEST, KEY), PUBLIC, NOW, seen=7) == MANIFEST  # the same again is no replay


def test_another_key_s_signature_is_not() -> None:
    assert judge(sign(MANIFEST, Ed25519PrivateKey.generate()), PUBLIC, NOW, 0) is Wrong.FORGED


def test_one_changed_letter_is_noticed() -> None:
    signed = msgspec.json.decode(sign(MANIFEST, KEY), type=Signed)
    text = base64.b64decode(signed.manifest).replace(b"1.2.0", b"9.2.0")
    changed = replace(signed, manifest=base64.b64encode(text).decode())
    assert judge(msgspec.json.encode(changed), PUBLIC, NOW, 0) is Wrong.FORGED


def test_what_the_key_signed_for_something_else_is_no_manifest() -> None:
    text = msgspec.json.encode(MANIFEST)
    other = Signed(manifest=base64.b64encode(text).decode(), signature=base64.b64encode(KEY.sign(text)).decode())
    assert judge(msgspec.json.encode(other), PUBLIC, NOW, 0) is Wrong.FORGED


@pytest.mark.parametrize(
    ("manifest", "seen", "why"),
    [
        (replace(MANIFEST, expires=NOW), 0, Wrong.EXPIRED),
        (replace(MANIFEST, issued=NOW + 2 * DAY), 0, Wrong.EARLY),
        (MANIFEST, 8, Wrong.REPLAYED),
        (replace(MANIFEST, product="another"), 0, Wrong.ANOTHER),
        (replace(MANIFEST, version="1.2.0-rc1"), 0, Wrong.UNREADABLE),
        (replace(MANIFEST, version="²"), 0, Wrong.UNREADABLE),
    ],
)
def test_a_signed_one_that_does_not_hold_is_not_believed(manifest: Manifest, seen: int, why: Wrong) -> None:
    assert judge(sign(manifest, KEY), PUBLIC, NOW, seen) is why


@pytest.mark.parametrize("file", [b"", b"{}", b"[1]", b'{"manifest": "!", "signature": "?"}', b"x" * (MOST_BYTES + 1)])
def test_what_is_no_manifest_is_said_to_be_none(file: bytes) -> None:
    assert judge(file, PUBLIC, NOW, 0) is Wrong.UNREADABLE


def test_versions_are_compared_by_number() -> None:
    assert is_newer("0.10.0", "0.9.9")
    assert not is_newer("1.0", "1.0.0")
    assert not is_newer("0.1.0", "1.0.0")


def test_nothing_is_read_without_encryption() -> None:
    with pytest.raises(OSError, match="is not https"):
        fetch("http://127.0.0.1:9/update.json")


def test_a_redirection_to_an_address_without_encryption_is_not_followed() -> None:
    request = urllib.request.Request("https://house/update.json")
    follow = OnlyHttps().redirect_request
    with pytest.raises(OSError, match="is not https"):
        follow(request, io.BytesIO(), 302, "Found", HTTPMessage(), "http://house/update.json")
    assert follow(request, io.BytesIO(), 302, "Found", HTTPMessage(), "https://house/new.json") is not None


class House:
    """Publishes manifests; what was told is kept."""

    def __init__(self, file: bytes) -> None:
        self.file = file
        self.told: list[str] = []

    def watch(self, memory: Path | None, own: str = "1.0.0") -> UpdateWatch:
        """One that is asked by ``look`` only."""
        return UpdateWatch(
            "https://house",
            PUBLIC,
            own,
            self.told.append,
            memory,
            fetch=lambda url: self.file,
            clock=lambda: NOW,
            first_s=900,
        )


def test_a_newer_version_is_told_once_and_an_older_one_never() -> None:
    house = House(sign(MANIFEST, KEY))
    watch = house.watch(None)
    assert (watch.look(), watch.look()) == (None, None)
    assert house.told == ["1.2.0"]
    house.file = sign(replace(MANIFEST, version="0.9.0", serial=9), KEY)
    assert watch.look() is None
    assert house.told == ["1.2.0"]
    watch.close()


@pytest.mark.expects_log("not believed")
def test_an_old_word_after_a_newer_one_is_not_believed_after_a_restart_either(tmp_path: Path) -> None:
    memory = tmp_path / "sub" / "updates.json"
    house = House(sign(replace(MANIFEST, serial=9), KEY))
    first = house.watch(memory)
    assert first.look() is None
    first.close()
    house.file = sign(MANIFEST, KEY)
    again = house.watch(memory)
    assert again.look() is Wrong.REPLAYED
    again.close()
    memory.write_text("no json")
    assert house.watch(memory).look() is None  # a damaged file is no reason to ask no more


def test_an_address_that_cannot_be_read_is_asked_again_another_day(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)

    def fails(url: str) -> bytes:
        raise OSError("no route")

    watch = UpdateWatch("https://house", PUBLIC, "1.0.0", lambda version: None, None, fetch=fails, first_s=900)
    assert watch.look() is None
    assert "no route" in caplog.text
    watch.close()


def test_the_watch_asks_by_itself() -> None:
    told = threading.Event()
    watch = UpdateWatch(
        "https://house",
        PUBLIC,
        "1.0.0",
        lambda version: told.set(),
        None,
        fetch=lambda url: sign(MANIFEST, KEY),
        clock=lambda: NOW,
        first_s=0,
    )
    assert told.wait(20)
    watch.close()


def test_the_tool_s_key_is_encrypted_and_what_it_signs_is_believed(tmp_path: Path) -> None:
    file, package = tmp_path / "private.pem", tmp_path / "agent-desktop.deb"
    package.write_bytes(b"deb")
    public = tool.make_key(file, b"a passphrase")
    assert b"ENCRYPTED" in file.read_bytes()
    with pytest.raises(OSError):
        tool.make_key(file, b"another")  # never over one that is there
    with pytest.raises(ValueError):
        tool.load(file, b"wrong")
    manifest = tool.describe("2.0.0", [package], NOW, days=30)
    assert judge(sign(manifest, tool.load(file, b"a passphrase")), public, NOW, 0) == manifest
    assert (manifest.packages[0].name, manifest.packages[0].bytes) == ("agent-desktop.deb", 3)
    assert judge(sign(manifest, tool.load(file, b"a passphrase")), public, NOW + 31 * DAY, 0) is Wrong.EXPIRED
