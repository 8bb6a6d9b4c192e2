"""Transactions between two endpoints over a bad network, without I/O and in virtual time: nothing is left over (F001).

Two transaction layers speak to each other; what a user agent above them must do (ACK a 2xx, repeat it, end the call)
is as little as the RFC allows. The network loses, doubles and delays datagrams by chance; hypothesis draws the chance,
the loss and the calls, and shrinks what goes wrong.
"""

from __future__ import annotations

import heapq
import random
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_desktop.server.sip.compose import make_cancel, make_request, respond_to
from agent_desktop.server.sip.message import Request, Response, parse
from agent_desktop.server.sip.tables import LONG_MS, T1_MS, T2_MS
from agent_desktop.server.sip.transaction import Action, Answered, Arrived, Ended, Failed, Key, Send, TransactionLayer
from agent_desktop.server.sip.transport import Flow

CALLER, CALLEE = Flow("UDP", "10.0.0.1", 5060), Flow("UDP", "10.0.0.2", 5060)
RINGS_MS, TALKS_MS = 3_000, 5_000
_numbers = count(1)


class Network:
    """Datagrams on their way, on one clock with all timers."""

    def __init__(self, chance: random.Random, loss: float, delay_ms: int, doubled: float) -> None:
        self.now = 0
        self._chance = chance
        self._loss = loss
        self._delay_ms = delay_ms
        self._doubled = doubled
        self._due: list[tuple[int, int, object]] = []
        self.ends: dict[Flow, End] = {}

    def send(self, data: bytes, source: Flow, to: Flow) -> None:
        for _ in range(2 if self._chance.random() < self._doubled else 1):
            if self._chance.random() >= self._loss:
                jitter = self._chance.randrange(self._delay_ms + 1)  # so that later ones overtake
                self.after(self._delay_ms // 2 + jitter, lambda: self.ends[to].arrived(data, source))

    def after(self, ms: int, then: object) -> None:
        heapq.heappush(self._due, (self.now + ms, next(_numbers), then))

    def run(self) -> None:
        """Until nothing is on its way and no timer runs."""
        while True:
            timers = [due for end in self.ends.values() if (due := end.layer.next_deadline()) is not None]
            events = [self._due[0][0]] if self._due else []
            if not timers and not events:
                return
            self.now = max(self.now, min(timers + events))
            assert self.now < 3_600_000, "it never ends"
            if events and self._due[0][0] <= self.now:
                then = heapq.heappop(self._due)[2]
                then()  # type: ignore[operator]
            for end in self.ends.values():
                end.take(end.layer.fire(self.now))


class End:
    """One user agent: caller or callee. ``calls`` says what became of each call, by Call-ID."""

    def __init__(self, network: Network, here: Flow, there: Flow) -> None:
        self.layer = TransactionLayer()
        self.calls: dict[str, str] = {}
        self._network = network
        self._here, self._there = here, there
        self._invites: dict[str, tuple[Key, Request]] = {}
        self._acks: dict[str, bytes] = {}
        self._acked: set[str] = set()
        network.ends[here] = self

    # --- the caller ------------------------------------------------------------------------------

    def call(self, call_id: str, gives_up_ms: int | None) -> None:
        invite = self._request("INVITE", call_id, 1)
        self.calls[call_id] = "calling"
        key, actions = self.layer.request(invite, self._there, self._network.now)
        self._invites[call_id] = (key, invite)
        self.take(actions)
        if gives_up_ms is not None:
            self._network.after(gives_up_ms, lambda: self._cancel(call_id))

    def _cancel(self, call_id: str) -> None:
        key, invite = self._invites[call_id]
        if self.calls[call_id] != "ringing":
            return  # not before a provisional response (§9.1), not after a final one
        self.calls[call_id] = "cancelling"
        self.take(self.layer.request(make_cancel(invite), self._there, self._network.now)[1])
        self._network.after(LONG_MS, lambda: self._abandon(call_id, key))

    def _abandon(self, call_id: str, key: Key) -> None:
        if self.calls[call_id] == "cancelling":
            self.calls[call_id] = "given up"
            self.take(self.layer.abandon(key, self._network.now))

    def _invite_answered(self, response: Response) -> None:
        call_id, was = response.call_id, self.calls[response.call_id]
        if response.code < 200:
            self.calls[call_id] = "ringing" if was == "calling" else was
        elif response.code >= 300:
            self.calls[call_id] = "refused" if was != "cancelling" else "cancelled"
        elif call_id in self._acks:
            self._network.send(self._acks[call_id], self._here, self._there)
        else:
            ack = self._request("ACK", call_id, 1, response.to_tag).encode()
            self._acks[call_id] = ack
            self._network.send(ack, self._here, self._there)
            if was == "cancelling":
                self._bye(call_id, response.to_tag)
            else:
                self.calls[call_id] = "talking"
                self._network.after(TALKS_MS, lambda: self._bye(call_id, response.to_tag))

    def _bye(self, call_id: str, to_tag: str) -> None:
        if self.calls[call_id] not in ENDED:
            self.calls[call_id] = "ending"
            self.take(self.layer.request(self._request("BYE", call_id, 2, to_tag), self._there, self._network.now)[1])

    # --- the callee ------------------------------------------------------------------------------

    def _served(self, key: Key, request: Request) -> None:
        call_id, now = request.call_id, self._network.now
        if request.method == "INVITE":
            assert call_id not in self.calls, "one INVITE is one call"
            self.calls[call_id] = "ringing"
            self.take(self.layer.respond(key, respond_to(request, 180, to_tag="b"), now))
            self._network.after(RINGS_MS, lambda: self._answer(key, request))
            self._invites[call_id] = (key, request)
        elif request.method == "ACK":
            self._acked.add(call_id)
        elif request.method == "CANCEL":
            invite = self._invites.get(call_id)
            self.take(self.layer.respond(key, respond_to(request, 200 if invite else 481, to_tag="b"), now))
            if invite is not None and self.calls[call_id] == "ringing":
                self.calls[call_id] = "cancelled"
                self.take(self.layer.respond(invite[0], respond_to(invite[1], 487, to_tag="b"), now))
        else:
            self.calls[call_id] = "ended"
            self._acked.add(call_id)
            self.take(self.layer.respond(key, respond_to(request, 200, to_tag="b"), now))

    def _answer(self, key: Key, invite: Request) -> None:
        if self.calls[invite.call_id] == "ringing":
            self.calls[invite.call_id] = "talking"
            self._repeat(key, invite, 0, T1_MS)

    def _repeat(self, key: Key, invite: Request, waited: int, span: int) -> None:
        """§13.3.1.4: the user agent repeats its 2xx until the ACK comes, and leaves the call when none does."""
        call_id = invite.call_id
        if call_id in self._acked:
            return
        if waited >= LONG_MS:
            self.calls[call_id] = "given up"
            return
        self.take(self.layer.respond(key, respond_to(invite, 200, to_tag="b"), self._network.now))
        self._network.after(span, lambda: self._repeat(key, invite, waited + span, min(2 * span, T2_MS)))

    # --- both ------------------------------------------------------------------------------------

    def arrived(self, data: bytes, source: Flow) -> None:
        message = parse(data)
        assert isinstance(message, Request | Response)
        self.take(self.layer.receive(message, source, self._network.now))

    def take(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Send(data, flow):
                    self._network.send(data, self._here, flow)
                case Arrived(key, request):
                    self._served(key, request)
                case Answered(_, response) if response.method == "INVITE":
                    self._invite_answered(response)
                case Answered(_, response) if response.method == "BYE" and response.code >= 200:
                    self.calls[response.call_id] = "ended"
                case Failed(key):
                    self._failed(key)
                case Answered() | Ended():
                    pass

    def _failed(self, key: Key) -> None:
        """No answer to an INVITE or BYE of ours, or no ACK of our refusal: the call is given up."""
        for call_id, (invite, _) in self._invites.items():
            if invite == key and self.calls[call_id] in ("calling", "ringing", "cancelling"):
                self.calls[call_id] = "given up"
        if key[0] == "c" and key[2] == "BYE":
            self.calls[key[1].partition("-")[2]] = "left"  # nobody answered the BYE

    def _request(self, method: str, call_id: str, cseq: int, to_tag: str = "") -> Request:
        to = "<sip:b@10.0.0.2>" + (f";tag={to_tag}" if to_tag else "")
        return make_request(
            method,
            "sip:b@10.0.0.2",
            [
                ("Via", f"SIP/2.0/UDP 10.0.0.1:5060;branch=z9hG4bK{next(_numbers)}-{call_id}"),
                ("From", "<sip:a@10.0.0.1>;tag=a"),
                ("To", to),
                ("Call-ID", call_id),
                ("CSeq", f"{cseq} {method}"),
            ],
        )


ENDED = {"ended", "left", "refused", "cancelled", "given up"}
"""What may have become of a call in the end; on a good network nothing is given up."""


def play(seed: int, loss: float, delay_ms: int, doubled: float, give_up: list[int | None]) -> tuple[End, End]:
    """All calls from beginning to end; both ends, with nothing left over."""
    network = Network(random.Random(seed), loss, delay_ms, doubled)
    caller, callee = End(network, CALLER, CALLEE), End(network, CALLEE, CALLER)
    for number, gives_up_ms in enumerate(give_up):
        network.after(number * 130, lambda n=number, ms=gives_up_ms: caller.call(f"call{n}", ms))
    network.run()
    assert (len(caller.layer), len(callee.layer)) == (0, 0), "a transaction was left over"
    assert caller.layer._merge == callee.layer._merge == {}
    assert set(caller.calls.values()) <= ENDED, caller.calls
    # what only the callee knows of and no BYE reached is ended by its own repetitions, or by a BYE of its own
    assert set(callee.calls.values()) <= ENDED | {"talking"}, callee.calls
    return caller, callee


calls = st.lists(st.none() | st.integers(0, 9_000), min_size=1, max_size=6)


@given(
    seed=st.integers(0, 2**32),
    loss=st.sampled_from((0.0, 0.01, 0.05, 0.3, 0.6, 1.0)),
    delay_ms=st.integers(0, 1_500),
    doubled=st.sampled_from((0.0, 0.3)),
    give_up=calls,
)
@settings(max_examples=60)
def test_whatever_the_network_does_nothing_is_left_over(
    seed: int, loss: float, delay_ms: int, doubled: float, give_up: list[int | None]
) -> None:
    play(seed, loss, delay_ms, doubled, give_up)


@pytest.mark.parametrize("loss", [0.01, 0.05])
def test_with_1_and_5_percent_lost_and_200_ms_every_call_is_set_up_and_torn_down(loss: float) -> None:
    for seed in range(2):
        caller, callee = play(seed, loss, 200, 0.05, [None] * 20)
        assert set(caller.calls.values()) == {"ended"}
        assert set(callee.calls.values()) == {"ended"}


@pytest.mark.parametrize("loss", [0.3])
def test_with_30_percent_lost_calls_are_set_up_or_cancelled_on_both_sides_alike(loss: float) -> None:
    for seed in range(2):
        caller, callee = play(seed, loss, 200, 0.2, [None, 1_500, None, 2_950, 3_400, 4_000] * 3)
        for call_id, end in callee.calls.items():
            if caller.calls[call_id] in ("cancelled", "refused"):
                assert end == "cancelled"


@pytest.mark.long
@pytest.mark.parametrize("loss", [0.01, 0.05, 0.3])
def test_long_bad_weather(loss: float) -> None:
    for seed in range(60):
        play(seed, loss, 200, 0.2, [None, 1_500, None, 2_950, 3_400, 4_000] * 5)
