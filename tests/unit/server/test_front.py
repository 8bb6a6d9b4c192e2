"""Where SIP is reached and what it shows there: plain on the machine itself, beyond it TLS and no other way (F001)."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_desktop.domain.network import Trunk
from agent_desktop.server.app import trusting
from agent_desktop.server.failures import CannotStart
from agent_desktop.server.front import Front, FrontSettings, own_files
from agent_desktop.server.sip.certificate import make_own
from agent_desktop.server.sip.identity import utc_now
from agent_desktop.server.sip.limits import BURST
from agent_desktop.server.sip.listener import Listener
from agent_desktop.server.sip.quiet import QuietLog
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_media import SipAccounts, SipMedia

LOG = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)


@contextlib.asynccontextmanager
async def opened(front: Front, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Listener]:
    listener = await front.open(host, port, lambda *_: None, LOG, lambda _: None)
    try:
        yield listener
    finally:
        listener.close()


def test_on_the_machine_itself_softphones_stay_plain_and_tls_is_there(tmp_path: Path) -> None:
    async def scene() -> None:
        front = Front(FrontSettings(), tmp_path, "127.0.0.1")
        async with opened(front) as listener:
            account = front.account("anna", "secret")
            assert account.server == f"sip:127.0.0.1:{listener.address[1]}"
            assert account.certificate == ""
            assert listener.tls is not None
            assert front.addresses() == {
                "sip": f"sip:127.0.0.1:{listener.address[1]}",
                "sip_tls": f"sip:127.0.0.1:{listener.tls.address[1]};transport=tls",
                "fingerprint": front.identity.shown.fingerprint,
            }
            assert front.may_register(Flow("UDP", "127.0.0.1", 5060))

    asyncio.run(scene())


def test_beyond_the_machine_softphones_are_told_tls_and_the_certificate_that_is_our_own(tmp_path: Path) -> None:
    async def scene() -> None:
        front = Front(FrontSettings(), tmp_path, "127.0.0.1")
        front.is_local = False  # no other address is sure to be on this machine
        async with opened(front) as listener:
            assert listener.tls is not None
            account = front.account("anna", "secret")
            assert account.server == f"sip:127.0.0.1:{listener.tls.address[1]};transport=tls"
            assert account.certificate == front.identity.shown.pem
            make_own(tmp_path / "site.pem", ("127.0.0.1",), utc_now())
            sites = Front(FrontSettings(certificate=tmp_path / "site.pem"), tmp_path, "127.0.0.1")
            sites.is_local = False
            async with opened(sites):
                assert sites.account("anna", "secret").certificate == "", "a CA vouches for it"

    asyncio.run(scene())


def test_trunks_carry_the_calls_of_many_and_are_not_limited(tmp_path: Path) -> None:
    """As the server wires it: who is a trunk by the definition is asked anew each time."""

    async def scene() -> None:
        front = Front(FrontSettings(), tmp_path, "127.0.0.1")
        with contextlib.ExitStack() as stack:
            switch = trusting(SipSwitch(lambda _: None, SipMedia(), SipAccounts(), open_transport=front.open), front)
            await switch.start("127.0.0.1", 0)
            stack.callback(switch._agent.endpoint.close)
            assert front.limits is not None
            limits = front.limits

            def served(host: str) -> int:
                return sum(limits.wait_s(host) == 0 for _ in range(2 * BURST))

            switch.define([Trunk(id="provider", addresses=("192.0.2.0/28",))], ())
            assert served("192.0.2.9") == 2 * BURST
            assert served("192.0.2.99") < 2 * BURST
            switch.define([], ())
            assert served("192.0.2.9") < 2 * BURST

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("transport", "host", "allowed", "may"),
    [
        ("UDP", "192.0.2.1", False, False),
        ("TCP", "2001:db8::1", False, False),
        ("TLS", "192.0.2.1", False, True),
        ("UDP", "192.0.2.1", True, True),
        ("UDP", "127.0.0.9", False, True),
        ("TCP", "::1", False, True),
    ],
)
def test_who_may_register_along_which_flow(tmp_path: Path, transport: str, host: str, allowed: bool, may: bool) -> None:
    front = Front(FrontSettings(phones_without_tls=allowed), tmp_path, "127.0.0.1")
    assert front.may_register(Flow(transport, host, 5060)) is may


def test_tls_is_on_the_next_port_or_any_that_is_free_and_a_named_one_must_be(tmp_path: Path) -> None:
    async def scene() -> None:
        async with opened(Front(FrontSettings(), tmp_path, "127.0.0.1")) as first:
            with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
                taken.bind(("127.0.0.1", 0))
                port = taken.getsockname()[1] - 1
                with contextlib.suppress(OSError):  # or SIP's own port is in use
                    async with opened(Front(FrontSettings(), tmp_path, "127.0.0.1"), port=port) as second:
                        assert second.address[1] == port
                        assert second.tls is not None
                        assert second.tls.address[1] != port + 1
            assert first.tls is not None
            named = FrontSettings(tls_port=first.tls.address[1])
            with pytest.raises(OSError, match="ddress"):
                async with opened(Front(named, tmp_path, "127.0.0.1")):
                    pass

    asyncio.run(scene())


def test_the_second_address_is_of_the_other_family(tmp_path: Path) -> None:
    async def scene() -> None:
        front = Front(FrontSettings(second="::1"), tmp_path, "127.0.0.1")
        async with opened(front) as listener:
            port = listener.address[1]
            assert listener.tls is not None
            for transport in ("UDP", "TCP"):
                assert listener.local(Flow(transport, "127.0.0.1", 9)) == ("127.0.0.1", port)
                assert listener.local(Flow(transport, "::1", 9)) == ("::1", port)
            assert listener.local(Flow("TLS", "::1", 9)) == ("::1", listener.tls.address[1])
            assert set(front.identity.shown.hosts) >= {"127.0.0.1", "::1"}

    asyncio.run(scene())


@pytest.mark.parametrize(("host", "second"), [("127.0.0.1", "127.0.0.2"), ("0.0.0.0", ""), ("127.0.0.1", "::")])
def test_addresses_that_do_not_go_together_are_told(tmp_path: Path, host: str, second: str) -> None:
    with pytest.raises(CannotStart):
        Front(FrontSettings(second=second), tmp_path, host)


def test_our_own_certificate_is_for_our_addresses_and_name(tmp_path: Path) -> None:
    assert own_files(tmp_path, ("192.0.2.1", "::1")).hosts[:2] == ("192.0.2.1", "::1")
    assert socket.gethostname().lower() in own_files(tmp_path, ("192.0.2.1",)).hosts
