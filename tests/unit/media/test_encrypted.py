"""SRTP at the worker: genuine packets pass, every other is dropped and counted, and nothing leaves in the clear."""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from agent_desktop.server.media import rtcp
from agent_desktop.server.media.leg import Agreed
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.shield import SUITES, NotGenuine, Shield
from agent_desktop.server.srtp import Crypto, SrtpKeys
from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import Address, RtpPeer, frequency

LENGTHS = {
    "AES_CM_128_HMAC_SHA1_80": 30,
    "AES_CM_128_HMAC_SHA1_32": 30,
    "AEAD_AES_128_GCM": 28,
    "AEAD_AES_256_GCM": 44,
}


def crypto(suite: str = "AES_CM_128_HMAC_SHA1_80") -> Crypto:
    return Crypto(suite, os.urandom(LENGTHS[suite]))


class EncryptedPhone(RtpPeer):
    """A phone that speaks SRTP with ``keys``; ``ours`` are the same keys as the worker is given them."""

    def __init__(self, suite: str = "AES_CM_128_HMAC_SHA1_80") -> None:
        super().__init__("PCMA")
        self.ours = SrtpKeys(sent=crypto(suite), received=crypto(suite))
        self.shield = Shield(SrtpKeys(sent=self.ours.received, received=self.ours.sent))
        self.sent: list[bytes] = []

    def dispatch(self, datagram: bytes, to: Address) -> None:
        self.sent.append(self.shield.seal(datagram))
        self.rtp.sendto(self.sent[-1], to)

    def opened(self, datagram: bytes) -> bytes:
        return self.shield.open(datagram)

    def agreed(self) -> Agreed:
        return Agreed("PCMA", 8, 101, self.ours)


class Call:
    """An encrypted caller and a plain agent, who hear each other."""

    def __init__(self, stack: ExitStack, suite: str = "AES_CM_128_HMAC_SHA1_80") -> None:
        self.driver = stack.enter_context(RelayDriver())
        self.relay = self.driver.relay
        self.caller = stack.enter_context(EncryptedPhone(suite))
        self.agent = stack.enter_context(RtpPeer())
        self.to_caller = self.relay.open("caller")
        self.agree()
        self.to_agent = self.driver.leg("agent", self.agent)
        self.relay.connect("caller", "agent", self.driver.now)

    def agree(self) -> None:
        self.relay.set_remote("caller", *self.caller.address, self.caller.agreed(), self.driver.now)

    def drops(self) -> dict[str, int]:
        return self.relay.figures()["legs"]["caller"]["drops"]


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("suite", sorted(SUITES))
def test_an_encrypted_caller_and_a_plain_agent_hear_each_other(stack: ExitStack, suite: str) -> None:
    call = Call(stack, suite)
    call.caller.tone(call.to_caller, 440)
    call.agent.tone(call.to_agent, 1000)
    call.driver.take(50)
    assert frequency(call.agent.sound(call.agent.hear(25))) == pytest.approx(440, abs=2)
    heard = call.caller.hear(25)
    assert frequency(call.caller.sound(heard)) == pytest.approx(1000, abs=2)
    assert heard[0].payload not in call.caller.datagrams[0][1]  # on the wire it is not in the clear


def test_what_comes_in_the_clear_or_altered_or_twice_is_dropped_and_counted(stack: ExitStack) -> None:
    call = Call(stack)
    call.caller.tone(call.to_caller, 440, packets=2)
    call.driver.take(2)
    call.agent.hear(2)
    clear = struct.pack("!BBHII", 0x80, 8, call.caller.sequence, call.caller.timestamp, call.caller.ssrc) + bytes(160)
    call.caller.rtp.sendto(clear, call.to_caller)
    sealed = call.caller.shield.seal(clear)
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    for datagram in (altered, call.caller.sent[1], b"", bytes(2000)):
        call.caller.rtp.sendto(datagram, call.to_caller)
    call.driver.take(5)
    assert call.drops() == {"srtp_refused": 4, "srtp_replay": 1}
    assert call.agent.hear_what_came() == []


def test_a_stranger_who_knows_no_key_cannot_take_the_leg_over(stack: ExitStack) -> None:
    call = Call(stack)
    stranger = stack.enter_context(EncryptedPhone())
    stranger.tone(call.to_caller, 440, packets=3)
    call.driver.take(3)
    call.agent.tone(call.to_agent, 1000, packets=3)
    call.driver.take(3)
    assert len(call.caller.hear(3)) == 3
    assert stranger.hear_what_came() == []


def test_reports_go_encrypted_both_ways(stack: ExitStack) -> None:
    call = Call(stack)
    call.agent.tone(call.to_agent, 1000, packets=3)
    call.driver.take(3)
    ssrc = call.caller.hear(3)[0].ssrc
    call.driver.now += 4
    call.relay.run_due(call.driver.now)
    sealed = call.caller.hear_rtcp()
    reports = rtcp.parse(call.caller.shield.open_report(sealed))
    assert reports is not None
    assert reports[0].sender is not None
    assert reports[0].sender.packets == 3
    block = rtcp.ReportBlock(ssrc, 64, 1, 3, 80, 0, 0)
    plain = rtcp.build(rtcp.Report(call.caller.ssrc, None, (block,)), "phone")
    host, port = call.to_caller
    call.caller.rtcp.sendto(plain, (host, port + 1))
    call.driver.pump(lambda: call.drops() == {"srtp_refused": 1})
    call.caller.rtcp.sendto(call.caller.shield.seal_report(plain), (host, port + 1))
    call.driver.pump(lambda: "heard_lost" in call.relay.figures()["legs"]["caller"])


def test_the_same_keys_again_go_on_and_others_replace_them(stack: ExitStack) -> None:
    call = Call(stack)
    call.caller.sequence = 65530
    for _ in range(2):  # the second time beyond 65535: what stands behind 16 bits is remembered across an SDP
        call.caller.tone(call.to_caller, 440, packets=5)
        call.driver.take(5)
        call.agree()
    assert len(call.agent.hear(10)) == 10
    before = call.caller.shield
    call.caller.ours = SrtpKeys(sent=crypto(), received=crypto())
    call.agree()
    call.caller.tone(call.to_caller, 440, packets=1)  # with the old key still
    call.driver.take(1)
    assert call.drops() == {"srtp_refused": 1}
    call.caller.shield = Shield(SrtpKeys(sent=call.caller.ours.received, received=call.caller.ours.sent))
    assert call.caller.shield is not before
    call.caller.tone(call.to_caller, 440, packets=1)
    call.driver.take(1)
    assert len(call.agent.hear(1)) == 1


def test_keys_that_cannot_be_used_are_refused_in_words() -> None:
    for bad in (Crypto("AES_256_CM_HMAC_SHA1_80", bytes(46)), Crypto("AES_CM_128_HMAC_SHA1_80", bytes(29))):
        with pytest.raises(MediaFailed, match=r"AES_CM_128_HMAC_SHA1_80"):
            Shield(SrtpKeys(sent=bad, received=crypto()))


def test_no_number_is_sent_twice() -> None:
    shield = Shield(SrtpKeys(sent=crypto(), received=crypto()))
    packet = b"\x80\x08" + bytes(170)
    shield.seal(packet)
    with pytest.raises(NotGenuine, match="srtp_replay"):
        shield.seal(packet)
