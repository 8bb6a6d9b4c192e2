"""The UDP transport and its log on real sockets: refusals, garbage, floods, and the address a peer can reach."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket

import pytest

from agent_desktop.server.sip.admission import BAD_MS
from agent_desktop.server.sip.quiet import PER_WINDOW, WINDOW_MS, QuietLog
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.transport import Flow, flow_to
from agent_desktop.server.sip.udp import UdpTransport
from tests.fakes.sip_media import SipAccounts, SipMedia

LOG = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)


@pytest.mark.parametrize(
    ("host", "port"),
    [
        ("0.0.0.0", 5060),
        ("224.0.0.1", 5060),
        ("255.255.255.255", 5060),
        ("phone.example.org", 5060),
        ("::", 5060),
        ("ff02::1", 5060),
        ("fe80::1", 5060),
        ("::ffff:224.0.0.1", 5060),
        ("10.0.0.1", 0),
        ("10.0.0.1", 99_999),
        ("10.0.0.1", -1),
        ("", 5060),
        ("010.0.0.1", 5060),
    ],
)
def test_nothing_is_sent_to_what_is_no_unicast_address(host: str, port: int) -> None:
    assert flow_to(host, port) is None

    async def scene() -> None:
        transport = await UdpTransport.open("127.0.0.1", 0, lambda *_: None, LOG)
        assert not transport.send(b"x", Flow("UDP", host, port))
        assert transport.unsent == 1
        transport.close()

    asyncio.run(scene())


def test_a_datagram_goes_there_and_back() -> None:
    async def scene() -> None:
        came: asyncio.Future[tuple[bytes, Flow]] = asyncio.get_running_loop().create_future()
        one = await UdpTransport.open("127.0.0.1", 0, lambda data, flow: came.set_result((data, flow)), LOG)
        two = await UdpTransport.open("127.0.0.1", 0, lambda *_: None, LOG)
        assert two.send(b"hello", Flow("UDP", *one.address))
        assert await asyncio.wait_for(came, 5) == (b"hello", Flow("UDP", *two.address))
        one.close()
        two.close()
        await asyncio.sleep(0)
        assert not one.send(b"x", Flow("UDP", *two.address))

    asyncio.run(scene())


@pytest.mark.expects_log("UDP:")
def test_what_the_kernel_refuses_is_counted_not_raised() -> None:
    async def scene() -> None:
        transport = await UdpTransport.open("127.0.0.1", 0, lambda *_: None, LOG)
        assert not transport.send(b"x" * 70_000, Flow("UDP", *transport.address))
        assert transport.unsent == 1
        assert transport.send(b"x", Flow("UDP", *transport.address))
        transport.close()

    asyncio.run(scene())


@pytest.mark.expects_log("could not be handled")
def test_a_receiver_that_raises_does_not_end_the_socket() -> None:
    async def scene() -> None:
        again = asyncio.Event()

        def receive(data: bytes, flow: Flow) -> None:
            if data == b"bad":
                raise KeyError("bug")
            again.set()

        transport = await UdpTransport.open("127.0.0.1", 0, receive, LOG)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            for data in (b"\r\n\r\n", b"\0", b"bad", b"good"):
                peer.sendto(data, transport.address)
            await asyncio.wait_for(again.wait(), 5)
        assert transport.errors == 1
        transport.close()

    asyncio.run(scene())


class Hurried(asyncio.SelectorEventLoop):
    """A loop whose clock is moved on by hand: what is served takes time of it, and costs none."""

    ahead_s = 0.0

    def time(self) -> float:
        return super().time() + self.ahead_s


def waits(at_once: int, in_all: int) -> list[int]:
    """How long each of so many datagrams waited, ms: ``at_once`` come together, then one for each that was served,
    which takes 10 ms."""
    behind: list[int] = []

    async def scene(loop: Hurried) -> None:
        over = asyncio.Event()

        def receive(data: bytes, flow: Flow) -> None:
            del data, flow
            behind.append(transport.behind_ms)
            loop.ahead_s += 0.01
            if len(behind) == in_all:
                over.set()
            elif len(behind) + at_once <= in_all:
                peer.sendto(b"one more", transport.address)

        transport = await UdpTransport.open("127.0.0.1", 0, receive, LOG)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            for _ in range(at_once):
                peer.sendto(b"hello", transport.address)
            await asyncio.wait_for(over.wait(), 600)
        await asyncio.sleep(0)
        assert transport.behind_ms == 0, "nothing waits"
        transport.close()

    with asyncio.Runner(loop_factory=Hurried) as runner:
        loop = runner.get_loop()
        assert isinstance(loop, Hurried)
        runner.run(scene(loop))
    return behind


def test_who_came_last_of_many_has_waited_for_all_the_others() -> None:
    assert all(wait >= 10 * before for before, wait in enumerate(waits(at_once=130, in_all=130)))


def test_always_something_to_do_is_not_to_be_behind() -> None:
    """Admission turns calls away by this figure: a busy server that serves everybody at once must not look late."""
    behind = waits(at_once=5, in_all=200)
    assert max(behind) < BAD_MS, "each waited for a handful of others, through two seconds without a pause"


def test_a_port_in_use_passes_through() -> None:
    async def scene() -> None:
        switch = SipSwitch(lambda _: None, SipMedia(), SipAccounts())
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
            taken.bind(("127.0.0.1", 0))
            with pytest.raises(OSError, match="ddress") as refused:
                await switch.start("127.0.0.1", taken.getsockname()[1])
            assert refused.value.errno == errno.EADDRINUSE
        await switch.close()

    asyncio.run(scene())


def test_bound_to_every_interface_a_peer_is_told_the_address_it_reaches() -> None:
    async def scene() -> None:
        switch = SipSwitch(lambda _: None, SipMedia(), SipAccounts())
        _, port = await switch.start("0.0.0.0", 0)
        endpoint = switch._agent.endpoint
        assert endpoint.local(Flow("UDP", "127.0.0.1", 5060)) == ("127.0.0.1", port)
        assert endpoint.via(Flow("UDP", "127.0.0.1", 5060)).startswith(
            f"SIP/2.0/UDP 127.0.0.1:{port};rport;branch=z9hG4bK"
        )
        await switch.close()

    asyncio.run(scene())


def test_a_server_name_must_be_a_token() -> None:
    with pytest.raises(ValueError, match="token"):
        SipSwitch(lambda _: None, SipMedia(), SipAccounts(), server_name='a" b')


@pytest.mark.expects_log("more like|^WARNING agent_desktop.quiet")
def test_a_flood_does_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    now = 0
    log = QuietLog(logging.getLogger("agent_desktop.quiet"), lambda: now)
    for _ in range(1_000):
        log.warning("bad %s", "datagram")
    assert len(caplog.records) == PER_WINDOW
    log.warning("another %s", "thing")
    assert len(caplog.records) == PER_WINDOW + 1
    now = WINDOW_MS
    log.warning("bad %s", "datagram")
    assert caplog.messages[-2:] == ["995 more like: bad %s", "bad datagram"]
