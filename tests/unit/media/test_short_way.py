"""What most packets of a call of two take is short, and must give what the long way gives, whatever comes."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import Heard, RtpPeer


class Way:
    """A call of two, whose caller's packets take the long way only, or whichever fits."""

    def __init__(self, driver: RelayDriver, caller: RtpPeer, agent: RtpPeer, *, short: bool) -> None:
        self.driver, self.caller, self.agent = driver, caller, agent
        caller.ssrc, caller.sequence, caller.timestamp = 77, 65500, 0xFFFFF000
        self.to = driver.leg("caller", caller)
        driver.leg("agent", agent)
        driver.relay.connect("caller", "agent", driver.now)
        self.leg = driver.relay._leg("caller")
        assert self.leg.lane is not None
        if not short:
            self.leg.lane = None

    def go(self, seed: int) -> tuple[list[Any], dict[str, Any]]:
        """A stream with all that happens on a network; returns what the agent heard, and the caller's figures."""
        rng, held = random.Random(seed), list[tuple[int, int, bytes, int, bool]]()
        phone, came = self.caller, list[Heard]()
        for number in range(400):
            came += self.agent.hear_what_came()  # its socket holds no more than some 250
            self.driver.now += 0.02
            roll, payload = 1.0 if 190 < number < 260 else rng.random(), bytes([number & 0xFF]) * 160
            packet = (phone.sequence + number, phone.timestamp + 160 * number, payload, 8, roll < 0.02)
            if roll < 0.05:
                held.append(packet)  # overtaken by those after it
                continue
            if roll < 0.10:
                continue  # lost
            if roll < 0.13:
                packet = (packet[0], packet[1], b"\x05\x0a\x00\xa0", 101, False)
            if number == 200:
                assert self.leg.lane is None or self.leg.lane.is_open
                self.driver.agree("caller", phone)  # a refresh of the session
            if number == 250:
                assert self.leg.lane is None or self.leg.lane.is_open
                self.driver.agree("agent", self.agent)
            if number == 300:
                phone.timestamp += 160 * 900  # a jump within its stream
            self._send(*packet)
            if 1.0 > roll > 0.97:
                self._send(*packet)  # twice
            if held and roll > 0.8:
                self._send(*held.pop())
        came += self.agent.hear_what_came()
        heard = [(h.marker, h.payload_type, h.sequence, h.timestamp, h.payload) for h in came]
        base = heard[0]
        relative = [(m, t, (s - base[2]) & 0xFFFF, (x - base[3]) & 0xFFFFFFFF, p) for m, t, s, x, p in heard]
        figures = self.driver.relay.figures()["legs"]
        return relative, {name: {k: v for k, v in row.items() if k != "port"} for name, row in figures.items()}

    def _send(self, sequence: int, timestamp: int, payload: bytes, payload_type: int, marker: bool) -> None:
        before = self.caller.sequence, self.caller.timestamp
        self.caller.sequence, self.caller.timestamp = sequence, timestamp
        self.caller.send(self.to, payload, payload_type=payload_type, marker=marker)
        self.caller.sequence, self.caller.timestamp = before
        self.driver.take(1)


@pytest.mark.parametrize("seed", range(3))
def test_the_short_way_gives_what_the_long_way_gives(seed: int) -> None:
    outcomes: list[tuple[list[Any], dict[str, Any]]] = []
    for short in (True, False):
        with RelayDriver() as driver, RtpPeer() as caller, RtpPeer() as agent:
            outcomes.append(Way(driver, caller, agent, short=short).go(seed))
    assert outcomes[0] == outcomes[1]
    assert len(outcomes[0][0]) > 300
