"""A killed switch: its dialogs go on in the next one; nothing is promised before it is written (F120)."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.domain.messages import CallArrived, LegAnswered, LegEnd, LegEnded, LegRinging
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.sip.keeping import DIALOG, Keeping, read
from agent_desktop.server.store.memory import MemoryDialogs
from tests.fakes.sip_house import SDP, SipHouse, play
from tests.fakes.sip_peer import SipPeer, Text
from tests.fakes.sip_time import AtOnce, run


def within(peer: SipPeer, method: str, ok: Text, number: int, **parts: str) -> str:
    return peer.within(method, ok, cseq=str(number), **parts)


def cseq(message: Text) -> int:
    return int(message["CSeq"].split()[0])


def version(message: Text) -> int:
    """Of the session description (RFC 8866 §5.2)."""
    return int(message.body.split("\r\n")[1].split()[2])


def test_a_caller_holds_and_hangs_up_after_the_switch_was_killed() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, ok = await house.talk(caller)
        await house.kill()
        assert house.switch.legs() == (leg,)
        held = SDP.format(host=caller.host) + "a=sendonly\r\n"
        caller.send(within(caller, "INVITE", ok, 50, body=held))
        answer = await caller.expect(200)
        assert answer["To"] == ok["To"]
        assert "a=recvonly" in answer.body
        assert version(answer) == version(ok) + 1
        caller.send(within(caller, "ACK", answer, 50))
        caller.send(within(caller, "BYE", ok, 51))
        await caller.expect(200)
        assert await house.fact() == LegEnded(leg=leg, cause=LegEnd.HUNG_UP)
        assert list(house.dialogs.all()) == [("address", "")]

    play(scene)


def test_the_switch_hangs_up_calls_of_the_one_before() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        caller, phone = await house.peer(), await house.phone()
        route = "Record-Route: <sip:10.0.0.9:5060;lr>"
        leg, ok = await house.talk(caller, more=route + "\r\nContent-Type: application/sdp")
        invite, _ = await house.talk_with(phone)
        await house.kill()
        assert set(house.switch.legs()) == {leg, "o1"}
        house.hang_up(leg)
        house.hang_up("o1")
        bye = await caller.expect("BYE")
        assert bye["Route"] == "<sip:10.0.0.9:5060;lr>"
        assert (bye["Call-ID"], bye["From"], cseq(bye)) == (ok["Call-ID"], ok["To"], 101)
        caller.send(caller.answer(bye, 200))
        bye = await phone.expect("BYE")
        assert (bye["Call-ID"], bye["From"], bye.to_tag) == (invite["Call-ID"], invite["From"], "peer")
        assert cseq(bye) == 101  # a block ahead of the INVITE's: no number is used twice
        phone.send(phone.answer(bye, 200))
        ends = {await house.fact(), await house.fact()}
        assert ends == {LegEnded(leg=leg, cause=LegEnd.HUNG_UP), LegEnded(leg="o1", cause=LegEnd.HUNG_UP)}

    play(scene)


def test_a_phone_hangs_up_after_two_kills_and_a_new_offer_between() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        invite, _ = await house.talk_with(phone)
        await house.kill()
        house.switch._agent.legs["o1"].reoffer()
        again = await phone.expect("INVITE")
        assert (cseq(again), version(again)) == (101, version(invite) + 1)
        phone.send(phone.ok(again))
        await phone.expect("ACK")
        await house.kill()
        house.hang_up("o1")
        bye = await phone.expect("BYE")
        assert cseq(bye) == 201
        phone.send(phone.answer(bye, 200))
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.HUNG_UP)

    play(scene)


def test_a_caller_whose_200_was_lost_with_the_switch_hears_it_again() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        first = await caller.expect(200)
        await house.kill()  # neither the ACK nor the core's LegAnswered were in time
        house.accept(leg)  # the order is still open, and handed out again
        again = await caller.expect(200)
        assert (again["To"], again["Via"], again.body) == (first["To"], first["Via"], first.body)
        assert (await caller.expect(200)).raw == again.raw  # until the ACK comes
        caller.send(caller.within("ACK", again))
        assert await house.fact() == LegAnswered(leg=leg)
        caller.send(within(caller, "BYE", again, 2))
        await caller.expect(200)

    play(scene)


@pytest.mark.parametrize("ordered", [False, True])
def test_a_caller_whose_ack_was_lost_with_the_switch_may_ask_at_once(ordered: bool) -> None:  # F120
    """Whether the core's order came again before or after it asks."""

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        ok = await caller.expect(200)
        await house.kill()
        if ordered:
            house.accept(leg)
            await caller.expect(200)
        caller.send(within(caller, "INVITE", ok, 2, body=SDP.format(host=caller.host) + "a=sendonly\r\n"))
        held = await caller.expect(200)
        assert cseq(held) == 2
        caller.send(within(caller, "ACK", held, 2))
        if not ordered:
            house.accept(leg)
        assert await house.fact() == LegAnswered(leg=leg)
        assert await caller.silence(5) == []

    play(scene)


def test_a_late_offer_is_answered_to_the_next_switch() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        caller.send(caller.request("INVITE"))
        arrived = await house.fact(CallArrived)
        assert isinstance(arrived, CallArrived)
        house.accept(arrived.leg)
        await caller.expect(200)
        await house.kill()
        house.accept(arrived.leg)
        again = await caller.expect(200)
        caller.send(caller.within("ACK", again, body=SDP.format(host=caller.host)))
        assert await house.fact() == LegAnswered(leg=arrived.leg)
        assert house.media.orders[-1][:3] == ("set_remote", arrived.leg, caller.host)

    play(scene)


def test_an_answered_leg_that_is_ordered_again_says_so_again() -> None:
    """The core may not have heard of it; nobody is rung, and nothing is sent."""

    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        await house.talk_with(phone)
        await house.kill()
        house.ring()
        assert await house.fact() == LegAnswered(leg="o1")
        assert await phone.silence(5) == []

    play(scene)


def test_what_is_over_is_not_taken_up() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        _, ok = await house.talk(caller)
        caller.send(within(caller, "BYE", ok, 2))
        await caller.expect(200)
        await house.fact()
        await house.kill()
        assert house.switch.legs() == ()
        caller.send(within(caller, "INVITE", ok, 3, body=SDP.format(host=caller.host)))
        await caller.expect(481)

    play(scene)


@pytest.mark.expects_log("1 legs are lost")
def test_calls_are_not_taken_up_at_another_address() -> None:
    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        await house.talk(caller)
        house.switch._agent.endpoint.close()
        house.switch = house._made(None)
        await house.switch.start("10.0.0.1", 5062)
        assert house.switch.legs() == ()
        await caller.silence(1)
        assert list(house.dialogs.all()) == [("address", "")]
        opened = next(order for order in house.media.orders if order[0] == "open")
        house.media.orders.append(("close", *opened[1:]))  # the media engine is told by who wires both

    play(scene)


def test_a_phone_rings_on_and_is_answered_after_the_kill() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180))
        await house.fact()
        await house.kill()
        again = await phone.expect("INVITE")
        assert again.raw == invite.raw
        house.ring()  # the order is still open, and handed out again
        phone.send(phone.answer(again, 180))
        assert await house.fact() == LegRinging(leg="o1")
        phone.send(phone.ok(again))
        ack = await phone.expect("ACK")
        assert ack.to_tag == "peer"
        assert await house.fact() == LegAnswered(leg="o1")
        assert house.media.orders[-1][:3] == ("set_remote", "o1", phone.host)

    play(scene)


def test_a_phone_that_rang_is_cancelled_by_the_next_switch() -> None:
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        house.ring()
        invite = await phone.expect("INVITE")
        phone.send(phone.answer(invite, 180))
        await house.fact()
        await house.kill()
        phone.send(phone.answer(await phone.expect("INVITE"), 180))
        await house.fact()
        house.hang_up("o1")
        cancel = await phone.expect("CANCEL")
        assert cancel.branch == invite.branch
        phone.send(phone.answer(cancel, 200))
        phone.send(phone.answer(invite, 487))
        await phone.expect("ACK")
        assert await house.fact() == LegEnded(leg="o1", cause=LegEnd.CANCELLED)
        assert [kind for kind, _ in house.dialogs.all()] == ["address", "phones"]

    play(scene)


def test_phones_can_be_rung_after_the_kill_until_they_expire() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        phone = await house.phone()
        await house.kill()
        house.ring()
        phone.send(phone.answer(await phone.expect("INVITE"), 486))
        await phone.expect("ACK")
        await house.fact()
        await phone.silence(700)
        await house.kill()
        assert not house.switch.registered("anna")

    play(scene)


def test_a_phone_that_left_and_one_of_another_log_in_are_not_rung_after_the_kill() -> None:
    async def scene(house: SipHouse) -> None:
        phone, other = await house.phone(), await house.phone("bert", "10.0.0.21", "hidden")
        await phone.register("secret", contact="*", more="Expires: 0")
        house.accounts.passwords["bert"] = "new"
        house.switch.forget("bert")
        await other.silence(1)
        await house.kill()
        assert not house.switch.registered("anna")
        house.accounts.passwords["bert"] = "hidden"
        assert not house.switch.registered("bert")

    play(scene)


class Stubborn(MemoryDialogs):
    """Does not write as long as it ``refuses``."""

    refuses = False

    def write(self, changes: object) -> None:
        if self.refuses:
            raise StoreFailed("the disk is full")
        super().write(changes)  # type: ignore[arg-type]


@pytest.mark.expects_log("the disk is full")
def test_no_200_leaves_before_its_row_is_written() -> None:  # F120
    async def scene(house: SipHouse) -> None:
        store = Stubborn()
        house.dialogs = store
        await house.kill()
        caller = await house.peer()
        store.refuses = True
        leg, _ = await house.arrive(caller)
        house.accept(leg)
        assert [message.status for message in await caller.silence(1)] == [100]
        assert ("dialog", leg) not in store.all()
        store.refuses = False
        ok = await caller.expect(200)
        assert ("dialog", leg) in store.all()
        caller.send(caller.within("ACK", ok))
        assert await house.fact() == LegAnswered(leg=leg)
        store.refuses = True
        caller.send(within(caller, "INVITE", ok, 2, body=SDP.format(host=caller.host)))
        assert await caller.silence(1) == []
        store.refuses = False
        again = await caller.expect(200)
        caller.send(within(caller, "ACK", again, 2))

    play(scene)


@pytest.mark.expects_log("the disk is full")
def test_no_phone_rings_before_it_is_written_that_it_does() -> None:  # F120
    """Or it would go on ringing after a kill, for a call that is offered to somebody else."""

    async def scene(house: SipHouse) -> None:
        store = Stubborn()
        house.dialogs = store
        await house.kill()
        phone = await house.phone()
        store.refuses = True
        house.ring()
        assert await phone.silence(1) == []
        store.refuses = False
        invite = await phone.expect("INVITE")
        assert ("ringing", "o1") in store.all()
        phone.send(phone.answer(invite, 486))
        await phone.expect("ACK")
        await house.fact()
        store.refuses = True
        house.ring("o2")
        await phone.silence(1)
        house.hang_up("o2")
        assert await house.fact() == LegEnded(leg="o2", cause=LegEnd.CANCELLED)
        store.refuses = False
        assert await phone.silence(1) == []

    play(scene)


@pytest.mark.expects_log("cannot be read")
def test_a_row_of_another_version_is_passed_over() -> None:
    rows = {(DIALOG, "i1"): msgspec.msgpack.encode({"call_id": 7}), ("other", "x"): b"y"}
    assert read(rows).dialogs == []


def test_rows_that_change_during_a_write_share_the_next_one() -> None:
    class Counted(MemoryDialogs):
        def __init__(self) -> None:
            super().__init__()
            self.written: list[dict[tuple[str, str], bytes | None]] = []

        def write(self, changes: object) -> None:
            self.written.append(dict(changes))  # type: ignore[call-overload]
            super().write(changes)  # type: ignore[arg-type]

    async def scene() -> None:
        store = Counted()
        keeping = Keeping(store, AtOnce())
        told: list[str] = []
        keeping.put("leg", "a", b"1", lambda: told.append("a"))
        keeping.put("leg", "a", b"2")
        keeping.put("leg", "b", b"1", lambda: keeping.drop("leg", "a"))
        keeping.put("leg", "c", b"1", lambda: told.append("c"))
        assert store.written == []  # nobody is told within the call
        await keeping.close()
        assert told == ["a", "c"]
        first = {("leg", "a"): b"2", ("leg", "b"): b"1", ("leg", "c"): b"1"}
        assert store.written == [first, {("leg", "a"): None}]
        assert (keeping.writes, keeping.rows) == (2, 4)

    run(scene())
