"""Who hears whom, with real RTP: phones on loopback sockets, the relay between them, and the test's own clock."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from agent_desktop.server.media import rtcp
from agent_desktop.server.media.g711 import encode
from agent_desktop.server.media.leg import Agreed
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.ports import PortPairs
from agent_desktop.server.media.sounds import Sound
from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import Heard, RtpPeer, dbfs, frequency


def sound(name: str, hertz: float, seconds: float = 1.0) -> Sound:
    samples = np.round(8000 * np.sin(2 * np.pi * hertz * np.arange(int(8000 * seconds)) / 8000)).astype(np.int16)
    return Sound(name, {codec: encode(codec, samples) for codec in ("PCMA", "PCMU")})


MUSIC = sound("music", 500)
PROMPT = sound("prompt", 800, 0.1)  # 5 frames


class Call:
    """Caller and agent, each with a leg; nothing joined yet."""

    def __init__(self, driver: RelayDriver, caller: RtpPeer, agent: RtpPeer, *, dtmf: bool = True) -> None:
        self.driver, self.relay = driver, driver.relay
        self.caller, self.agent = caller, agent
        self.to_caller_leg = driver.leg("caller", caller)
        self.to_agent_leg = driver.leg("agent", agent, dtmf=dtmf)

    def caller_speaks(self, hertz: float = 440, packets: int = 25) -> None:
        self.caller.tone(self.to_caller_leg, hertz, packets)
        self.driver.take(packets)

    def agent_speaks(self, hertz: float = 1000, packets: int = 25) -> None:
        self.agent.tone(self.to_agent_leg, hertz, packets)
        self.driver.take(packets)


@pytest.fixture
def driver() -> Iterator[RelayDriver]:
    with RelayDriver() as driver:
        yield driver


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def call(driver: RelayDriver, stack: ExitStack) -> Call:
    return Call(driver, stack.enter_context(RtpPeer()), stack.enter_context(RtpPeer()))


def steps(heard: list[Heard]) -> set[tuple[int, int]]:
    return {((b.sequence - a.sequence) & 0xFFFF, (b.timestamp - a.timestamp) & 0xFFFFFFFF) for a, b in pairwise(heard)}


# --- joined ---------------------------------------------------------------------------------------


def test_two_connected_legs_hear_each_other(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(440)
    call.agent_speaks(1000)
    at_agent, at_caller = call.agent.hear(25), call.caller.hear(25)
    assert frequency(call.agent.sound(at_agent)) == pytest.approx(440, abs=2)
    assert frequency(call.caller.sound(at_caller)) == pytest.approx(1000, abs=2)
    assert steps(at_agent) == steps(at_caller) == {(1, 160)}
    assert at_agent[0].marker
    assert {packet.ssrc for packet in at_agent}.isdisjoint({call.caller.ssrc, call.agent.ssrc})


def test_the_same_codec_passes_undecoded(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    payload = bytes(range(160))
    call.caller.send(call.to_caller_leg, payload)
    call.driver.take(1)
    assert call.agent.hear(1)[0].payload == payload


def test_a_law_and_mu_law_understand_each_other(driver: RelayDriver, stack: ExitStack) -> None:
    call = Call(driver, stack.enter_context(RtpPeer("PCMA")), stack.enter_context(RtpPeer("PCMU")))
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(440)
    call.agent_speaks(1000)
    for phone, hertz, payload in ((call.agent, 440, 0), (call.caller, 1000, 8)):
        heard = phone.hear(25)
        assert {packet.payload_type for packet in heard} == {payload}
        assert frequency(phone.sound(heard)) == pytest.approx(hertz, abs=2)
        assert dbfs(phone.sound(heard)) == pytest.approx(-12, abs=0.3)


def test_connected_legs_that_say_nothing_hear_nothing(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.driver.ticks(10)
    deadline = call.relay.next_deadline()
    assert deadline is not None
    assert deadline > call.driver.now + 0.5  # reports only: the relay sleeps
    assert call.caller.hear_what_came() == []


def test_a_leg_connected_elsewhere_leaves_its_peer_in_silence(call: Call, stack: ExitStack) -> None:
    third = stack.enter_context(RtpPeer())
    call.driver.leg("third", third)
    call.relay.connect("caller", "agent", call.driver.now)
    call.relay.connect("caller", "third", call.driver.now)
    call.agent_speaks()
    call.caller_speaks(300)
    assert frequency(third.sound(third.hear(25))) == pytest.approx(300, abs=2)
    assert call.caller.hear_what_came() == []
    assert call.agent.hear_what_came() == []


def test_digits_pass_with_the_payload_type_that_the_other_side_agreed(call: Call) -> None:
    call.agent.dtmf_payload = 96
    call.driver.agree("agent", call.agent)
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=3)
    call.caller.digit(call.to_caller_leg, 7, packets=5)
    call.driver.take(5)
    call.caller_speaks(packets=3)
    heard = call.agent.hear(11)
    assert [packet.payload_type for packet in heard] == [8] * 3 + [96] * 5 + [8] * 3
    digits = heard[3:8]
    assert len({packet.timestamp for packet in digits}) == 1
    assert [packet.marker for packet in digits] == [True, False, False, False, False]
    assert {packet.payload[0] for packet in digits} == {7}
    assert {step for step, _ in steps(heard)} == {1}


def test_digits_that_the_other_side_did_not_agree_leave_no_gap(driver: RelayDriver, stack: ExitStack) -> None:
    call = Call(driver, stack.enter_context(RtpPeer()), stack.enter_context(RtpPeer()), dtmf=False)
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=3)
    call.caller.digit(call.to_caller_leg, 7)
    driver.take(5)
    call.caller_speaks(packets=3)
    heard = call.agent.hear(6)
    assert {packet.payload_type for packet in heard} == {8}
    assert {step for step, _ in steps(heard)} == {1}


def test_comfort_noise_that_was_not_agreed_leaves_no_gap(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=2)
    call.caller.send(call.to_caller_leg, b"\x40", payload_type=13)  # RFC 3389
    call.driver.take(1)
    call.caller_speaks(packets=2)
    assert {step for step, _ in steps(call.agent.hear(4))} == {1}


# --- played ---------------------------------------------------------------------------------------


def test_a_waiting_leg_hears_the_prompt_then_music(call: Call) -> None:
    call.relay.play("caller", (PROMPT,), MUSIC, call.driver.now)
    call.driver.ticks(30)
    heard = call.caller.hear(30)
    assert steps(heard) == {(1, 160)}
    assert [packet.marker for packet in heard] == [True] + [False] * 29
    assert frequency(call.caller.sound(heard[:5])) == pytest.approx(800, abs=10)
    assert frequency(call.caller.sound(heard[5:])) == pytest.approx(500, abs=2)
    assert dbfs(call.caller.sound(heard[5:])) == pytest.approx(20 * np.log10(8000 / 32768 / np.sqrt(2)), abs=0.2)


def test_one_continuous_stream_from_music_to_agent_to_music(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(10)
    call.relay.connect("caller", "agent", call.driver.now)
    call.driver.ticks(10)  # music stops at once
    call.agent_speaks(packets=10)
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(10)
    heard = call.caller.hear(30)
    assert call.caller.hear_what_came() == []
    assert len({packet.ssrc for packet in heard}) == 1
    assert {step for step, _ in steps(heard)} == {1}
    assert [index for index, packet in enumerate(heard) if packet.marker] == [0, 10, 20]
    # 11 ticks lie between the last of the music and the agent's first word: 10 of silence and its own.
    assert (heard[10].timestamp - heard[9].timestamp) & 0xFFFFFFFF == 11 * 160
    assert frequency(call.caller.sound(heard[10:20])) == pytest.approx(1000, abs=5)
    music_again = call.caller.sound(heard[20:])
    assert music_again.tolist() == call.caller.sound(heard[:10]).tolist()  # from its beginning, not mid-word


def test_playing_to_a_leg_leaves_its_peer_in_silence(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.caller_speaks()
    assert call.agent.hear_what_came() == []


def test_the_same_order_again_does_not_start_the_music_anew(call: Call) -> None:
    for _ in range(4):
        call.relay.play("caller", (PROMPT,), MUSIC, call.driver.now)
        call.driver.ticks(1)
    call.driver.ticks(6)
    heard = call.caller.hear(10)
    assert [packet.marker for packet in heard].count(True) == 1
    assert frequency(call.caller.sound(heard[5:])) == pytest.approx(500, abs=12)


def test_playing_nothing_is_silence_and_costs_nothing(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(2)
    call.relay.play("caller", (), None, call.driver.now)
    call.driver.ticks(5)
    assert len(call.caller.hear_what_came()) == 2
    deadline = call.relay.next_deadline()
    assert deadline is not None
    assert deadline > call.driver.now + 0.1  # the tick stopped: what is due next is a report


def test_a_sound_without_loop_ends_in_silence(call: Call) -> None:
    call.relay.play("caller", (PROMPT,), None, call.driver.now)
    call.driver.ticks(20)
    assert len(call.caller.hear_what_came()) == 5


def test_the_pace_does_not_drift_when_ticks_are_late(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    started = call.driver.now
    for index in range(1, 101):
        call.driver.now = started + index * 0.0231
        call.relay.run_due(call.driver.now)
    assert len(call.caller.hear_what_came()) == 1 + int(100 * 0.0231 / 0.02)


def test_after_a_stall_no_burst_but_a_gap_in_time(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(3)
    call.driver.now += 1.0
    call.driver.ticks(3)
    heard = call.caller.hear(6)
    assert call.caller.hear_what_came() == []
    assert {step for step, _ in steps(heard)} == {1}
    assert (heard[3].timestamp - heard[2].timestamp) & 0xFFFFFFFF == 51 * 160
    assert heard[3].marker


def test_what_is_played_before_sdp_waits_for_it(driver: RelayDriver, stack: ExitStack) -> None:
    phone = stack.enter_context(RtpPeer())
    driver.relay.open("early")
    driver.relay.play("early", (PROMPT,), None, driver.now)
    driver.ticks(10)
    driver.agree("early", phone)
    driver.ticks(10)
    assert frequency(phone.sound(phone.hear(5))) == pytest.approx(800, abs=10)


# --- attacked -------------------------------------------------------------------------------------


def test_a_stranger_neither_hears_nor_speaks(call: Call, stack: ExitStack) -> None:
    stranger = stack.enter_context(RtpPeer())
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=5)
    stranger.tone(call.to_caller_leg, 3000, packets=20)
    call.driver.take(20)
    call.agent_speaks(packets=5)
    assert len(call.agent.hear(5)) == 5
    assert call.agent.hear_what_came() == []
    assert len(call.caller.hear(5)) == 5
    assert stranger.hear_what_came() == []
    assert call.relay.figures()["legs"]["caller"]["drops"] == {"foreign_address": 20}


def test_a_stranger_who_is_first_loses_the_call_to_the_phone(call: Call, stack: ExitStack) -> None:
    stranger = stack.enter_context(RtpPeer())
    call.relay.connect("caller", "agent", call.driver.now)
    stranger.tone(call.to_caller_leg, 3000, packets=3)
    call.driver.take(3)
    call.caller_speaks(packets=5)
    stranger.tone(call.to_caller_leg, 3000, packets=3)
    call.driver.take(3)
    call.agent_speaks(packets=5)
    assert len(call.caller.hear(5)) == 5
    assert stranger.hear_what_came() == []
    assert {step for step, _ in steps(call.agent.hear(8))} == {1}


def test_a_phone_behind_a_nat_is_found(driver: RelayDriver, stack: ExitStack) -> None:
    phone, agent, sdp = (stack.enter_context(RtpPeer()) for _ in range(3))
    to_leg = driver.leg("caller", phone)
    driver.relay.set_remote("caller", *sdp.address, Agreed("PCMA", 8, 101), driver.now)  # says another port
    to_agent_leg = driver.leg("agent", agent)
    driver.relay.connect("caller", "agent", driver.now)
    agent.tone(to_agent_leg, 1000, packets=2)
    driver.take(2)
    assert len(sdp.hear(2)) == 2  # before a packet comes: where SDP says
    phone.tone(to_leg, 440, packets=1)
    driver.take(1)
    agent.tone(to_agent_leg, 1000, packets=2)
    driver.take(2)
    assert len(phone.hear(2)) == 2


def on_the_short_way(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.agent_speaks(packets=2)
    call.caller_speaks(packets=5)
    assert len(call.agent.hear(5)) == 5
    assert len(call.caller.hear(2)) == 2
    lane = call.relay._leg("caller").lane
    assert lane is not None
    assert lane.is_open


def test_a_digit_is_said_in_the_place_of_speech_on_the_short_way(call: Call) -> None:
    on_the_short_way(call)
    call.relay.press("caller", "5", call.driver.now)
    call.caller_speaks(packets=3)
    call.driver.ticks(10)
    call.caller_speaks(packets=3)
    heard = call.agent.hear(10)
    assert [packet.payload_type for packet in heard] == [101] * 7 + [8] * 3
    assert {step for step, _ in steps(heard)} == {1}


def test_who_goes_on_on_the_short_way_is_not_silent(call: Call) -> None:
    on_the_short_way(call)
    told: list[object] = []
    call.relay.tell = told.append
    for _ in range(20):
        call.driver.now += 0.5
        for peer, to in ((call.caller, call.to_caller_leg), (call.agent, call.to_agent_leg)):
            peer.tone(to, 440, packets=1)
        came = [0, 0]

        def both(came: list[int] = came) -> bool:
            came[0] += len(call.caller.hear_what_came())
            came[1] += len(call.agent.hear_what_came())
            return came == [1, 1]

        call.driver.pump(both)  # which asks for no figures, as that would bring everything up to date
        call.relay.run_due(call.driver.now)
    assert told == []


def test_a_stranger_does_not_get_into_the_way_of_the_phone(call: Call, stack: ExitStack) -> None:
    on_the_short_way(call)
    stranger, lane = stack.enter_context(RtpPeer()), call.relay._leg("caller").lane
    stranger.ssrc, stranger.sequence, stranger.timestamp = call.caller.ssrc, call.caller.sequence, call.caller.timestamp
    stranger.tone(call.to_caller_leg, 3000, packets=5)
    call.driver.take(5)
    assert lane is not None
    assert lane.is_open
    call.caller_speaks(packets=5)
    assert len(call.agent.hear(5)) == 5
    assert call.agent.hear_what_came() == []
    assert call.relay.figures()["legs"]["caller"]["drops"] == {"foreign_address": 5}


def test_a_phone_that_moves_is_sent_to_where_it_is(call: Call, stack: ExitStack) -> None:
    on_the_short_way(call)
    moved = stack.enter_context(RtpPeer())
    call.driver.agree("agent", moved)  # a re-INVITE
    call.caller_speaks(packets=5)
    assert len(moved.hear(5)) == 5
    moved.tone(call.to_agent_leg, 1000, packets=5)
    call.driver.take(5)
    assert len(call.caller.hear(5)) == 5
    call.agent_speaks(packets=3)
    assert call.caller.hear_what_came() == []
    assert call.relay.figures()["legs"]["agent"]["drops"] == {"foreign_address": 3}


def test_a_phone_whose_nat_comes_to_light_late_is_sent_to_where_it_is(driver: RelayDriver, stack: ExitStack) -> None:
    phone, agent, sdp = (stack.enter_context(RtpPeer()) for _ in range(3))
    to_leg, to_agent_leg = driver.leg("caller", phone), driver.leg("agent", agent)
    driver.relay.set_remote("caller", *sdp.address, Agreed("PCMA", 8, 101), driver.now)  # says another port
    driver.relay.connect("caller", "agent", driver.now)
    agent.tone(to_agent_leg, 1000, packets=5)
    driver.take(5)
    lane = driver.relay._leg("agent").lane
    assert lane is not None
    assert lane.is_open
    phone.tone(to_leg, 440, packets=1)
    driver.take(1)
    agent.tone(to_agent_leg, 1000, packets=5)
    driver.take(5)
    assert len(phone.hear(5)) == 5
    assert len(sdp.hear_what_came()) == 5


def test_a_phone_whose_port_is_shut_in_mid_call_is_only_counted(call: Call) -> None:
    on_the_short_way(call)
    call.agent.rtp.close()
    call.caller_speaks(packets=20)
    assert call.relay.figures()["legs"]["caller"]["packets_in"] == 25
    call.relay.close("agent", call.driver.now)


def test_garbage_is_only_counted(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    host, port = call.to_caller_leg
    for datagram in (b"", b"x", bytes(12), b"\xff" * 1500, b"INVITE sip:x SIP/2.0\r\n\r\n", bytes(5000)):
        call.caller.rtp.sendto(datagram, (host, port))
        call.caller.rtp.sendto(datagram, (host, port + 1))
    call.driver.pump(
        lambda: (
            sum(call.relay.figures()["drops"].get(why, 0) for why in ("garbage", "rtcp_garbage", "receive_failed"))
            >= 12
        )
    )
    call.caller_speaks(packets=3)
    assert len(call.agent.hear(3)) == 3


def test_a_phone_that_is_gone_harms_no_one(call: Call, stack: ExitStack) -> None:
    with RtpPeer() as vanished:
        call.driver.leg("vanished", vanished)
    call.relay.play("vanished", (), MUSIC, call.driver.now)
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(5)
    assert len(call.caller.hear(5)) == 5


class RefusedSocket(socket.socket):
    """A UDP socket as Windows shows it after an ICMP refusal, and as a firewall shows it that forbids to send."""

    refusals = 2
    forbidden = False

    def recvfrom(self, *arguments: int) -> tuple[bytes, Any]:
        received = super().recvfrom(*arguments)
        if self.refusals:
            self.refusals -= 1
            raise ConnectionResetError(10054, "An existing connection was forcibly closed by the remote host")
        return received

    def sendto(self, *arguments: Any) -> int:
        if self.forbidden:
            raise PermissionError(1, "Operation not permitted")
        return super().sendto(*arguments)


class RefusedPorts(PortPairs):
    """Ports whose sockets are refused ones."""

    def open(self, wanted: int = 0) -> tuple[RefusedSocket, RefusedSocket]:
        pair = [RefusedSocket(fileno=udp.detach()) for udp in super().open(wanted)]
        for udp in pair:
            udp.setblocking(False)
        return pair[0], pair[1]


def test_what_the_system_refuses_is_only_counted(stack: ExitStack) -> None:
    driver = stack.enter_context(RelayDriver(ports=RefusedPorts("127.0.0.1", 30000, 49998)))
    call = Call(driver, stack.enter_context(RtpPeer()), stack.enter_context(RtpPeer()))
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=5)
    assert len(call.agent.hear(3)) == 3
    assert call.relay.figures()["drops"] == {"receive_failed": 2}
    RefusedSocket.forbidden = True
    try:
        call.caller_speaks(packets=2)
    finally:
        RefusedSocket.forbidden = False
    assert call.relay.figures()["drops"] == {"receive_failed": 2, "send_failed": 2}
    call.caller_speaks(packets=1)
    assert len(call.agent.hear(1)) == 1


# --- orders ---------------------------------------------------------------------------------------


def test_orders_are_idempotent(call: Call) -> None:
    assert call.relay.open("caller") == call.to_caller_leg
    call.relay.connect("caller", "agent", call.driver.now)
    call.relay.connect("agent", "caller", call.driver.now)
    call.caller_speaks(packets=1)
    assert len(call.agent.hear(1)) == 1
    call.relay.close("caller", call.driver.now)
    call.relay.close("caller", call.driver.now)
    assert call.relay.names() == ("agent",)


def test_impossible_orders_say_what_is_wrong(call: Call) -> None:
    relay, now = call.relay, call.driver.now
    good = Agreed("PCMA", 8, None)
    with pytest.raises(MediaFailed, match="no leg 'nobody'"):
        relay.connect("caller", "nobody", now)
    with pytest.raises(MediaFailed, match="to itself"):
        relay.connect("caller", "caller", now)
    with pytest.raises(MediaFailed, match="opus"):
        relay.set_remote("caller", "127.0.0.1", 4000, Agreed("opus", 111, None), now)
    with pytest.raises(MediaFailed, match="200"):
        relay.set_remote("caller", "127.0.0.1", 4000, Agreed("PCMA", 200, None), now)
    for host, port in (
        ("phone.example", 4000),
        ("127.0.0.1", 0),
        ("127.0.0.1", 65535),
        ("224.0.0.1", 4000),
        ("::1", 4000),
    ):
        with pytest.raises(MediaFailed):
            relay.set_remote("caller", host, port, good, now)


def test_a_closed_leg_frees_its_ports_and_leaves_silence(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=1)
    call.relay.close("agent", call.driver.now)
    call.caller_speaks(packets=3)
    assert len(call.agent.hear_what_came()) == 1
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as again:
        again.bind(call.to_agent_leg)
    assert call.relay.figures()["packets_out"] == 1  # what closed legs did stays counted


def test_on_hold_by_address_zero_nothing_is_sent(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    # Linux takes 0.0.0.0 for this machine: sent there, it would be heard.
    call.relay.set_remote("caller", "0.0.0.0", call.caller.address[1], Agreed("PCMA", 8, 101), call.driver.now)
    call.agent_speaks(packets=3)
    assert call.caller.hear_what_came() == []


# --- reports --------------------------------------------------------------------------------------


def report_of(data: bytes) -> rtcp.Report:
    reports = rtcp.parse(data)
    assert reports is not None
    return reports[0]


def test_reports_tell_what_was_sent_and_heard(call: Call) -> None:
    call.relay.connect("caller", "agent", call.driver.now)
    call.caller_speaks(packets=9)
    call.agent.sequence += 1  # one is lost on its way
    call.agent_speaks(packets=5)
    call.agent.sequence += 1
    call.agent_speaks(packets=4)
    last_timestamp = call.agent.hear(9)[-1].timestamp
    call.driver.now += 3.75
    call.relay.run_due(call.driver.now)
    report = report_of(call.agent.hear_rtcp())
    assert report.sender is not None
    assert (report.sender.packets, report.sender.octets) == (9, 9 * 160)
    assert (report.sender.rtp - last_timestamp) & 0xFFFFFFFF == 30000  # 3.75 s on
    assert report.blocks[0].ssrc == call.agent.ssrc
    assert (report.blocks[0].lost, report.blocks[0].fraction_lost) == (1, 25)


def test_reports_go_on_and_the_last_one_says_goodbye(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    for _ in range(3):
        call.driver.now += 7.5  # the longest interval (RFC 3550 §6.3.1)
        call.relay.run_due(call.driver.now)
    call.relay.close("caller", call.driver.now)
    compounds = [call.caller.hear_rtcp() for _ in range(4)]
    sent = [report_of(data).sender for data in compounds]
    assert [info.packets for info in sent if info is not None] == [1, 2, 3, 3]
    goodbye = b"\x81\xcb\0\1" + compounds[0][4:8]
    assert [data.endswith(goodbye) for data in compounds] == [False, False, False, True]


def test_a_phones_report_on_our_stream_is_shown(call: Call) -> None:
    call.relay.play("caller", (), MUSIC, call.driver.now)
    call.driver.ticks(3)
    ours = call.caller.hear(3)[0].ssrc
    host, port = call.to_caller_leg
    block = rtcp.ReportBlock(ours, 64, 7, 1, 80, 0, 0)
    call.caller.rtcp.sendto(rtcp.build(rtcp.Report(1, None, (block,)), "phone"), (host, port + 1))
    call.driver.pump(lambda: "heard_lost" in call.relay.figures()["legs"]["caller"])
    figures = call.relay.figures()["legs"]["caller"]
    assert (figures["heard_lost"], figures["heard_fraction_lost"], figures["heard_jitter_ms"]) == (7, 0.25, 10.0)
