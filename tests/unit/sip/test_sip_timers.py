"""The endpoint's timers as a peer on the wire sees them (RFC 3261 §17, table 4; RFC 6026)."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import EffectDone, LegEnd, LegEnded
from tests.fakes.sip_house import SipHouse, play


def sent(house: SipHouse, start: str) -> list[float]:
    """When messages with this start line left the switch, s after the first."""
    ours = [(ms, data) for ms, source, _, data in house.net.log if source.host == "10.0.0.1"]
    times = [ms for ms, data in ours if data.startswith(start.encode())]
    return [(ms - times[0]) / 1000 for ms in times]


def test_an_invite_without_an_answer_is_repeated_by_timer_a_until_timer_b() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        await phone.silence(70)
        assert sent(house, "INVITE") == pytest.approx([0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5], abs=0.02)
        assert house.switch._agent.endpoint.settled.is_set()

    play(scene)


def test_a_bye_without_an_answer_is_repeated_by_timer_e_until_timer_f() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller)
        house.hang_up(leg)
        await caller.silence(70)
        expected = [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
        assert sent(house, "BYE") == pytest.approx(expected, abs=0.02)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)

    play(scene)


def test_a_refusal_is_repeated_by_timer_g_until_its_ack_or_timer_h() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, invite = await house.arrive(caller)
        house.reject(leg, 486)
        await house.fact(EffectDone)
        refused = await caller.expect(486)
        await caller.silence(2)
        assert sent(house, "SIP/2.0 486") == pytest.approx([0, 0.5, 1.5], abs=0.02)
        caller.send(caller.ack_failure(invite, refused))
        assert await caller.silence(4) == []
        caller.send(caller.ack_failure(invite, refused))
        caller.send(invite)
        assert await caller.silence(0.5) == [], "timer I absorbs what is late"

        leg, _ = await house.arrive(caller)
        house.reject(leg, 404)
        await caller.silence(70)
        expected = [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
        assert sent(house, "SIP/2.0 404") == pytest.approx(expected, abs=0.02)

    play(scene)


def test_a_2xx_of_another_fork_long_after_the_first_is_acked_and_left() -> None:
    """RFC 6026 §7.2: timer M keeps the INVITE's transaction for what other forks may say."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        invite, _ = await house.talk_with(phone)
        await phone.silence(30)
        phone.send(phone.ok(invite, tag="other"))
        ack = await phone.expect("ACK")
        assert ack.to_tag == "other"
        bye = await phone.expect("BYE")
        assert bye.to_tag == "other"
        phone.send(phone.answer(bye, 200))
        assert house.switch.legs() == ("o1",)

    play(scene)
