"""SIP over TLS on real sockets: handshakes, whom we trust, who breaks off, and our own certificate (F001)."""

from __future__ import annotations

import asyncio
import contextlib
import datetime
import logging
import os
import ssl
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.server.failures import CannotStart
from agent_desktop.server.sip import connection as connections
from agent_desktop.server.sip.certificate import RENEW_DAYS, VALID_DAYS, describe, make_own
from agent_desktop.server.sip.identity import Files, Identity, utc_now
from agent_desktop.server.sip.limits import Limits
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.tcp import TcpTransport
from agent_desktop.server.sip.tls import Tls, TlsFailed, TlsLayer, Trust, Trusts
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_time import run

LOG = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)
PING = b"OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n"
DEADLINE = 10.0
HOSTS = ("127.0.0.1", "house.example")


class House:
    """A TLS listener with a certificate of its own; what it received and lost, in order."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.heard: asyncio.Queue[tuple[bytes, Flow]] = asyncio.Queue()
        self.lost: asyncio.Queue[Flow] = asyncio.Queue()
        self.identity = Identity(Files.own(folder, HOSTS))
        self.file = folder / "tls.pem"
        self.trusts = Trusts()
        self.tls: TcpTransport

    @property
    def flow(self) -> Flow:
        return Flow("TLS", *self.tls.address)

    async def begin(self) -> None:
        tls = Tls(lambda: self.identity.context, self.trusts)
        self.tls = await TcpTransport.open(
            "127.0.0.1",
            0,
            lambda data, flow: self.heard.put_nowait((data, flow)),
            LOG,
            self.lost.put_nowait,
            Limits(asyncio.get_running_loop().time),
            tls,
        )

    async def hears(self) -> tuple[bytes, Flow]:
        return await asyncio.wait_for(self.heard.get(), DEADLINE)

    async def loses(self) -> Flow:
        return await asyncio.wait_for(self.lost.get(), DEADLINE)


@contextlib.asynccontextmanager
async def houses(folder: Path) -> AsyncIterator[tuple[House, House]]:
    pair = House(folder / "near"), House(folder / "far")
    for one in pair:
        await one.begin()
    try:
        yield pair
    finally:
        for one in pair:
            one.tls.close()


def played(folder: Path, scene: Callable[[House, House], Coroutine[Any, Any, None]]) -> None:
    async def whole() -> None:
        async with houses(folder) as (near, far):
            await scene(near, far)

    asyncio.run(whole())


async def phone(far: House, **versions: ssl.TLSVersion) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A peer on Python's own streams that has pinned the certificate."""
    context = ssl.create_default_context(cadata=far.identity.shown.pem)
    for name, version in versions.items():
        setattr(context, name, version)
    return await asyncio.open_connection(*far.tls.address, ssl=context)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_messages_go_both_ways_and_a_ping_has_its_pong(tmp_path: Path, version: ssl.TLSVersion) -> None:
    async def scene(near: House, far: House) -> None:
        reader, writer = await phone(far, minimum_version=version, maximum_version=version)
        writer.write(PING[:10])
        writer.write(PING[10:] + PING + b"\r\n\r\n")
        flow = Flow("TLS", *writer.get_extra_info("sockname"))
        for _ in range(2):
            assert await far.hears() == (PING, flow)
        assert await asyncio.wait_for(reader.readexactly(2), DEADLINE) == b"\r\n"
        big = b"x" * 100_000
        assert far.tls.send(big, flow)
        assert await asyncio.wait_for(reader.readexactly(len(big)), DEADLINE) == big
        assert far.tls.is_open(flow)
        writer.close()
        assert await far.loses() == flow

    played(tmp_path, scene)


@pytest.mark.expects_log("TLS")
def test_old_versions_are_refused(tmp_path: Path) -> None:
    async def scene(near: House, far: House) -> None:
        assert far.identity.context.minimum_version == ssl.TLSVersion.TLSv1_2
        reader, writer = await asyncio.open_connection(*far.tls.address)
        hello = b"\x03\x01" + bytes(32) + bytes.fromhex("000002002f0100")  # TLS 1.0, RSA with AES
        writer.write(b"\x16\x03\x01\0\x2d\x01\0\0\x29" + hello)
        answer = await asyncio.wait_for(reader.read(), DEADLINE)
        assert answer[:1] == b"\x15", "an alert, and the end"
        await far.loses()
        writer.close()

    played(tmp_path, scene)


@pytest.mark.parametrize("by", ["pin", "pin without colons", "ca"])
def test_whom_we_call_is_called_once_it_has_proved_itself(tmp_path: Path, by: str) -> None:
    async def scene(near: House, far: House) -> None:
        shown = far.identity.shown
        trust = Trust(ca_file=far.file) if by == "ca" else Trust(fingerprint=shown.fingerprint)
        if by == "pin without colons":
            trust = Trust(fingerprint=shown.fingerprint.replace(":", "").lower())
        near.trusts.trust(*far.tls.address, trust)
        for number in range(3):
            assert near.tls.send(b"X%d" % number + PING, far.flow)
        heard = [await far.hears() for _ in range(3)]
        assert [data for data, _ in heard] == [b"X%d" % number + PING for number in range(3)]
        assert far.tls.send(PING, heard[0][1]), "and back along the same connection"
        assert await near.hears() == (PING, far.flow)

    played(tmp_path, scene)


@pytest.mark.expects_log("TLS")
@pytest.mark.parametrize(
    ("why", "trust"),
    [
        ("another certificate", lambda near, far: Trust(fingerprint=near.identity.shown.fingerprint)),
        ("not trusted", lambda near, far: Trust(ca_file=near.file)),
        ("not trusted", lambda near, far: Trust(ca_file=far.file, name="other.example")),
    ],
)
def test_an_impostor_hears_nothing(
    tmp_path: Path, why: str, trust: Callable[[House, House], Trust], caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(near: House, far: House) -> None:
        near.trusts.trust(*far.tls.address, trust(near, far))
        assert near.tls.send(PING, far.flow), "it may yet leave"
        assert await near.loses() == far.flow
        await far.loses()
        assert far.heard.empty()
        assert any(why in record.getMessage() for record in caplog.records)

    played(tmp_path, scene)


@pytest.mark.expects_log("nobody said what it must show|CA file")
def test_who_is_not_named_is_not_called(tmp_path: Path) -> None:
    async def scene(near: House, far: House) -> None:
        assert not near.tls.send(PING, far.flow)
        near.trusts.trust(*far.tls.address, Trust(ca_file=tmp_path / "nothing.pem"))
        assert not near.tls.send(PING, far.flow)
        near.trusts.trust(*far.tls.address, Trust(fingerprint=far.identity.shown.fingerprint))
        near.trusts.trust(*far.tls.address, None)
        assert not near.tls.send(PING, far.flow)
        near.tls.close()

    played(tmp_path, scene)


def test_a_fingerprint_that_is_none_is_refused() -> None:
    for wrong in ("12", "zz" * 32, "00:" * 31):
        with pytest.raises(ValueError, match="hexadecimal"):
            Trust(fingerprint=wrong)


@pytest.mark.expects_log("TLS|ended")
@pytest.mark.parametrize("said", [PING, b"\x16\x03\x01\xff\xff" + b"\0" * 600, b"\r\n\r\n\r\n\r\n\r\n\r\n"])
def test_who_speaks_no_tls_is_cut_off(tmp_path: Path, said: bytes) -> None:
    async def scene(near: House, far: House) -> None:
        reader, writer = await asyncio.open_connection(*far.tls.address)
        writer.write(said)
        with contextlib.suppress(ConnectionError):
            await asyncio.wait_for(reader.read(), DEADLINE)
        await far.loses()
        assert len(far.tls) == 0
        assert far.heard.empty()
        writer.close()

    played(tmp_path, scene)


@pytest.mark.expects_log("too slow")
def test_a_handshake_that_never_ends_is_cut_off(tmp_path: Path) -> None:
    async def scene() -> None:
        async with houses(tmp_path) as (_, far):
            loop = asyncio.get_running_loop()
            reader, writer = await asyncio.open_connection(*far.tls.address)
            began = loop.time()
            writer.write(b"\x16\x03\x01")
            with contextlib.suppress(ConnectionError):
                await reader.read()
            assert loop.time() - began <= connections.COMPLETE_S + 1
            writer.close()

    run(scene())


def test_a_connection_of_ours_is_pinged_and_ended_when_the_peer_has_gone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """RFC 5626 §4.4.1; who never answered a ping may not know them, and stays."""
    heard: list[bytes] = []

    async def scene() -> None:
        loop = asyncio.get_running_loop()
        silent = asyncio.Event()

        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(4096):
                heard.append(data)
                if data == b"\r\n\r\n" and not silent.is_set():
                    writer.write(b"\r\n")
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        lost: asyncio.Queue[Flow] = asyncio.Queue()
        near = await TcpTransport.open("127.0.0.1", 0, lambda *_: None, LOG, lost.put_nowait)
        flow = Flow("TCP", *server.sockets[0].getsockname())
        assert near.send(PING, flow)
        settled = asyncio.Event()
        loop.call_later(3 * connections.PING_S, settled.set)
        await settled.wait()
        assert heard.count(b"\r\n\r\n") >= 2
        assert near.is_open(flow)
        silent.set()
        assert await asyncio.wait_for(lost.get(), 2 * connections.PING_S) == flow
        near.close()
        server.close()

    with caplog.at_level(logging.CRITICAL, "agent_desktop.test"):
        run(scene())


def test_a_layer_without_io_keeps_what_is_to_be_sent_until_it_is_up(tmp_path: Path) -> None:
    make_own(tmp_path / "a.pem", HOSTS, utc_now())
    identity = Identity(Files(tmp_path / "a.pem", tmp_path / "a.pem"))
    trusts = Trusts()
    flow = Flow("TLS", "127.0.0.1", 5061)
    trusts.trust("127.0.0.1", 5061, Trust(fingerprint=identity.shown.fingerprint))
    tls = Tls(lambda: identity.context, trusts)
    server, client = tls.accept(), tls.call(flow)
    assert client is not None
    assert client.write(PING)
    assert not client.write(b"x" * 65_536), "only so much waits"
    client.begin()
    came = b""
    while not came:
        came = server.feed(client.outgoing())
        client.feed(server.outgoing())
    assert came == PING
    client.close()
    assert server.feed(client.outgoing()) == b""
    assert server.is_over
    with pytest.raises(TlsFailed):
        TlsLayer(identity.context, is_server=True).feed(PING)


# --- the certificate -------------------------------------------------------------------------------------------------


def test_our_own_is_made_once_for_our_names_and_read_by_nobody_else(tmp_path: Path) -> None:
    identity = Identity(Files.own(tmp_path, HOSTS))
    file = tmp_path / "tls.pem"
    if sys.platform != "win32":
        assert file.stat().st_mode & 0o777 == 0o600
    shown = identity.shown
    assert set(shown.hosts) == set(HOSTS)
    assert shown.is_self_signed
    assert shown.lasts(utc_now(), VALID_DAYS - 1)
    assert "PRIVATE" not in shown.pem
    assert len(shown.fingerprint) == 95
    assert Identity(Files.own(tmp_path, HOSTS)).shown == shown
    assert Identity(Files.own(tmp_path, ("127.0.0.1",))).shown == shown, "it is for that address too"
    moved = Identity(Files.own(tmp_path, (*HOSTS, "192.0.2.7"))).shown
    assert "192.0.2.7" in moved.hosts


def test_our_own_is_renewed_before_it_ends(tmp_path: Path) -> None:
    now = utc_now()
    identity = Identity(Files.own(tmp_path, HOSTS), lambda: now)
    first, context = identity.shown, identity.context
    assert not identity.look()
    now += datetime.timedelta(days=VALID_DAYS - RENEW_DAYS - 1)
    assert not identity.look()
    now += datetime.timedelta(days=2)
    assert identity.look()
    assert identity.shown.fingerprint != first.fingerprint
    assert identity.context is not context


@pytest.mark.expects_log("the former certificate stays")
def test_a_new_file_is_shown_without_a_restart_and_a_bad_one_is_not(tmp_path: Path) -> None:
    file = tmp_path / "site.pem"
    make_own(file, ("a.example",), utc_now())
    identity = Identity(Files(file, file))
    assert identity.shown.hosts == ("a.example",)
    file.write_text("nothing")
    assert not identity.look()
    assert identity.shown.hosts == ("a.example",)
    make_own(file, ("b.example",), utc_now())
    os.utime(file, ns=(1, 1))
    assert identity.look()
    assert identity.shown.hosts == ("b.example",)
    assert not identity.look()


@pytest.mark.parametrize("what", ["missing", "no key", "another's key", "no certificate"])
def test_files_that_cannot_be_used_are_told_in_a_sentence(tmp_path: Path, what: str) -> None:
    good, other = tmp_path / "good.pem", tmp_path / "other.pem"
    make_own(good, HOSTS, utc_now())
    make_own(other, HOSTS, utc_now())
    bare = tmp_path / "bare.pem"
    bare.write_text(describe(good.read_bytes()).pem)
    (tmp_path / "empty.pem").write_text("")
    files = {
        "missing": Files(tmp_path / "nowhere.pem", good),
        "no key": Files(bare, bare),
        "another's key": Files(bare, other),
        "no certificate": Files(tmp_path / "empty.pem", good),
    }[what]
    with pytest.raises(CannotStart, match="cannot be used"):
        Identity(files)
