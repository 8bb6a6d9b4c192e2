"""The four transactions by their timers: what is sent when, what is absorbed, and when it is over (RFC 3261 §17)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from agent_desktop.server.sip import tables
from agent_desktop.server.sip.compose import make_request, respond_to
from agent_desktop.server.sip.message import Request, Response, parse
from agent_desktop.server.sip.tables import On, State, Timer
from agent_desktop.server.sip.transaction import (
    Action,
    Answered,
    Arrived,
    Ended,
    Failed,
    Key,
    Send,
    TransactionLayer,
)
from agent_desktop.server.sip.transport import Flow

PEER = Flow("UDP", "10.0.0.9", 5060)
TABLES = {
    "INVITE client": (tables.INVITE_CLIENT, tables.INVITE_CLIENT_RUNNING, State.CALLING),
    "client": (tables.CLIENT, tables.CLIENT_RUNNING, State.TRYING),
    "INVITE server": (tables.INVITE_SERVER, tables.INVITE_SERVER_RUNNING, State.PROCEEDING),
    "server": (tables.SERVER, tables.SERVER_RUNNING, State.TRYING),
}


def request(method: str, branch: str = "z9hG4bK1", *, sent_by: str = "10.0.0.9:5060", cseq: int = 1) -> Request:
    return make_request(
        method,
        "sip:100@10.0.0.1",
        [
            ("Via", f"SIP/2.0/UDP {sent_by};branch={branch}"),
            ("From", "<sip:a@10.0.0.9>;tag=a"),
            ("To", "<sip:100@10.0.0.1>"),
            ("Call-ID", "c"),
            ("CSeq", f"{cseq} {method}"),
        ],
    )


class Bench:
    """A layer on a clock; ``said`` keeps (ms, what) in words."""

    def __init__(self, flow: Flow = PEER) -> None:
        self.layer = TransactionLayer()
        self.flow = flow
        self.now = 0
        self.said: list[tuple[int, str]] = []

    def take(self, actions: list[Action]) -> None:
        for action in actions:
            match action:
                case Send(data):
                    words = data.split(b"\r\n")[0].split()
                    what = "send " + (words[1] if words[0] == b"SIP/2.0" else words[0]).decode()
                case Arrived(_, message):
                    what = f"arrived {message.method}"
                case Answered(_, response):
                    what = f"answered {response.code}"
                case Failed(_, timeout):
                    what = "timeout" if timeout else "unsendable"
                case Ended():
                    what = "ended"
            self.said.append((self.now, what))

    def send(self, message: Request) -> Key:
        key, actions = self.layer.request(message, self.flow, self.now)
        self.take(actions)
        return key

    def receive(self, message: Request | Response) -> None:
        self.take(self.layer.receive(message, self.flow, self.now))

    def respond(self, message: Request, code: int) -> None:
        key = self.layer.receive(message, self.flow, self.now)
        arrived = next(action for action in key if isinstance(action, Arrived))
        self.take(self.layer.respond(arrived.key, respond_to(message, code, to_tag="b"), self.now))

    def until(self, ms: int) -> list[tuple[int, str]]:
        """Run the timers up to ``ms``; what was said since the last time."""
        while (due := self.layer.next_deadline()) is not None and due <= ms:
            self.now = due
            self.take(self.layer.fire(self.now))
        self.now = ms
        said, self.said = self.said, []
        return said


def times(said: list[tuple[int, str]], what: str) -> list[int]:
    return [ms for ms, words in said if words == what]


# --- the tables themselves -----------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_every_state_of_a_table_is_reached_and_left(name: str) -> None:
    table, running, first = TABLES[name]
    reached = {first}
    while True:
        more = {state for (state_from, _), (state, _) in table.items() if state_from in reached} - reached
        if not more:
            break
        reached |= more
    assert reached == {state for state, _ in table} | {State.TERMINATED}
    assert set(running) <= reached
    for state in reached - {State.TERMINATED}:
        assert any(to is not state for (at, _), (to, _) in table.items() if at is state), f"{state} is never left"


@pytest.mark.parametrize("name", TABLES)
def test_a_timer_has_a_row_exactly_where_it_runs(name: str) -> None:
    table, running, _ = TABLES[name]
    rows = {(state, on) for state, on in table if isinstance(on, Timer)}
    assert rows == {(state, timer) for state, timers in running.items() for timer in timers}


def test_repeating_timers_have_a_cap_and_all_have_a_span() -> None:
    repeating = {
        on
        for table, _, _ in TABLES.values()
        for (_, on), (_, dos) in table.items()
        if tables.Do.AGAIN in dos or tables.Do.AGAIN_AT_T2 in dos
    }
    assert repeating == set(tables.CAP_MS)
    assert set(tables.FIRST_MS) == set(Timer)


# --- clients -------------------------------------------------------------------------------------


def test_an_invite_is_repeated_doubling_until_timer_b() -> None:
    bench = Bench()
    bench.send(request("INVITE"))
    said = bench.until(100_000)
    assert times(said, "send INVITE") == [0, 500, 1_500, 3_500, 7_500, 15_500, 31_500]
    assert said[-2:] == [(32_000, "timeout"), (32_000, "ended")]
    assert len(bench.layer) == 0


def test_a_provisional_response_stops_the_repeating_and_timer_b() -> None:
    bench = Bench()
    bench.send(request("INVITE"))
    bench.until(600)
    bench.receive(respond_to(request("INVITE"), 180, to_tag="b"))
    assert bench.until(500_000) == [(600, "answered 180")]


def test_a_refusal_is_acked_every_time_but_delivered_once() -> None:
    bench = Bench()
    bench.send(request("INVITE"))
    bench.until(100)
    refusal = respond_to(request("INVITE"), 486, to_tag="b")
    bench.receive(refusal)
    bench.until(1_000)
    bench.receive(refusal)
    bench.receive(respond_to(request("INVITE"), 180, to_tag="b"))
    said = bench.until(100_000)
    assert said == [(1_000, "send ACK"), (32_100, "ended")]


def test_the_ack_of_a_refusal_is_the_invites() -> None:
    layer = TransactionLayer()
    invite = request("INVITE", cseq=7)
    layer.request(invite, PEER, 0)
    (ack, _) = layer.receive(respond_to(invite, 404, to_tag="b"), PEER, 0)
    assert isinstance(ack, Send)
    read = parse(ack.data)
    assert isinstance(read, Request)
    assert (read.method, read.target, read.cseq, read.to_tag) == ("ACK", invite.target, 7, "b")
    assert read.hop.branch == invite.hop.branch


def test_every_2xx_of_32_s_is_delivered() -> None:
    """RFC 6026: forks and repetitions are the user's business."""
    bench = Bench()
    bench.send(request("INVITE"))
    for tag in ("b", "c"):
        bench.receive(respond_to(request("INVITE"), 200, to_tag=tag))
    bench.until(31_000)
    bench.receive(respond_to(request("INVITE"), 200, to_tag="b"))
    assert bench.until(100_000) == [(31_000, "answered 200"), (32_000, "ended")]
    bench.receive(respond_to(request("INVITE"), 200, to_tag="b"))
    assert bench.until(200_000) == [], "stray responses are dropped"


def test_an_abandoned_invite_is_forgotten() -> None:
    bench = Bench()
    key = bench.send(request("INVITE"))
    bench.receive(respond_to(request("INVITE"), 180, to_tag="b"))
    bench.take(bench.layer.abandon(key, 0))
    assert len(bench.layer) == 0


def test_another_request_is_repeated_up_to_t2_until_timer_f() -> None:
    bench = Bench()
    bench.send(request("BYE"))
    said = bench.until(100_000)
    assert times(said, "send BYE") == [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]
    assert said[-2:] == [(32_000, "timeout"), (32_000, "ended")]


def test_a_provisional_response_slows_the_repeating_to_t2() -> None:
    bench = Bench()
    bench.send(request("BYE"))
    bench.until(100)
    bench.receive(respond_to(request("BYE"), 100))
    assert times(bench.until(100_000), "send BYE") == [500, 4_500, 8_500, 12_500, 16_500, 20_500, 24_500, 28_500]


def test_a_final_response_is_delivered_once_and_repetitions_absorbed_for_timer_k() -> None:
    bench = Bench()
    bench.send(request("BYE"))
    for _ in range(3):
        bench.receive(respond_to(request("BYE"), 200, to_tag="b"))
    assert bench.until(100_000) == [(0, "send BYE"), (0, "answered 200"), (5_000, "ended")]


@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_a_request_that_cannot_be_sent_is_told(method: str) -> None:
    bench = Bench()
    key = bench.send(request(method))
    bench.take(bench.layer.unsendable(key, 0))
    assert bench.until(100_000) == [(0, f"send {method}"), (0, "unsendable"), (0, "ended")]


# --- servers -------------------------------------------------------------------------------------


def test_a_repeated_invite_gets_the_last_provisional_response() -> None:
    bench = Bench()
    bench.receive(request("INVITE"))
    bench.receive(request("INVITE"))
    assert bench.until(10) == [(0, "arrived INVITE")], "nothing was said yet, so nothing is repeated"
    key = ("s", "z9hG4bK1", "10.0.0.9:5060", "INVITE")
    bench.take(bench.layer.respond(key, respond_to(request("INVITE"), 180, to_tag="b"), bench.now))
    bench.receive(request("INVITE"))
    assert bench.until(500_000) == [(10, "send 180"), (10, "send 180")], "and waits for its user without end"


def test_a_refusal_is_repeated_up_to_t2_until_timer_h() -> None:
    bench = Bench()
    bench.respond(request("INVITE"), 486)
    said = bench.until(100_000)
    assert times(said, "send 486") == [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500]
    assert said[-2:] == [(32_000, "timeout"), (32_000, "ended")]


def test_the_ack_of_a_refusal_is_absorbed_for_timer_i() -> None:
    bench = Bench()
    bench.respond(request("INVITE"), 486)
    bench.until(600)
    for _ in range(2):
        bench.receive(request("ACK"))
    bench.receive(request("INVITE"))
    assert bench.until(100_000) == [(5_600, "ended")]


def test_after_a_2xx_repeated_invites_are_absorbed_and_the_user_may_repeat_it() -> None:
    bench = Bench()
    bench.respond(request("INVITE"), 200)
    bench.receive(request("INVITE"))
    key = ("s", "z9hG4bK1", "10.0.0.9:5060", "INVITE")
    bench.take(bench.layer.respond(key, respond_to(request("INVITE"), 200, to_tag="b"), bench.now))
    bench.take(bench.layer.respond(key, respond_to(request("INVITE"), 500, to_tag="b"), bench.now))
    bench.receive(request("ACK", "z9hG4bKother"))
    assert bench.until(100_000) == [(0, "send 200"), (0, "send 200"), (0, "arrived ACK"), (32_000, "ended")]


def test_another_request_is_answered_again_when_repeated_for_timer_j() -> None:
    bench = Bench()
    bench.receive(request("OPTIONS"))
    bench.receive(request("OPTIONS"))
    key = ("s", "z9hG4bK1", "10.0.0.9:5060", "OPTIONS")
    for code in (200, 500):
        bench.take(bench.layer.respond(key, respond_to(request("OPTIONS"), code, to_tag="b"), 0))
    bench.until(31_000)
    bench.receive(request("OPTIONS"))
    assert bench.until(100_000) == [(31_000, "send 200"), (32_000, "ended")]


def test_requests_are_matched_by_branch_sent_by_and_method() -> None:
    bench = Bench()
    for message in (
        request("OPTIONS"),
        request("OPTIONS", "z9hG4bK2"),
        request("OPTIONS", sent_by="10.0.0.8:5060"),
        request("BYE"),
        request("OPTIONS", "1"),
        request("OPTIONS", "1", cseq=2),
    ):
        bench.receive(message)
        bench.receive(message)
    assert len(bench.said) == 6


def test_responses_are_matched_by_branch_and_method() -> None:
    bench = Bench()
    bench.send(request("INVITE"))
    bench.send(request("CANCEL"))
    bench.receive(respond_to(request("INVITE", "z9hG4bK2"), 200))
    bench.receive(respond_to(request("CANCEL"), 200))
    assert [words for _, words in bench.said[2:]] == ["answered 200"]
    assert bench.layer.next_deadline() == 500, "the INVITE goes on"


def test_the_same_request_on_another_way_is_merged_until_the_first_is_over() -> None:
    bench = Bench()
    first, second = request("INVITE", "z9hG4bK1"), request("INVITE", "z9hG4bK2")
    keys: list[Key] = []
    for message in (first, second):
        (arrived,) = bench.layer.receive(message, PEER, 0)
        assert isinstance(arrived, Arrived)
        keys.append(arrived.key)
    assert not bench.layer.is_merged(keys[0], first)
    assert bench.layer.is_merged(keys[1], second)
    bench.take(bench.layer.respond(keys[0], respond_to(first, 200, to_tag="b"), 0))
    bench.until(33_000)
    (arrived,) = bench.layer.receive(request("INVITE", "z9hG4bK3"), PEER, 33_000)
    assert isinstance(arrived, Arrived)
    assert not bench.layer.is_merged(arrived.key, request("INVITE", "z9hG4bK3"))


# --- reliable transports -------------------------------------------------------------------------


def _invite_client(bench: Bench) -> None:
    bench.send(request("INVITE"))
    bench.receive(respond_to(request("INVITE"), 486, to_tag="b"))


def _client(bench: Bench) -> None:
    bench.send(request("BYE"))
    bench.receive(respond_to(request("BYE"), 200, to_tag="b"))


def _invite_server(bench: Bench) -> None:
    bench.respond(request("INVITE"), 486)
    bench.receive(request("ACK"))


def _server(bench: Bench) -> None:
    bench.respond(request("BYE"), 200)


@pytest.mark.parametrize("exchange", [_invite_client, _client, _invite_server, _server])
def test_over_tcp_nothing_is_repeated_and_nothing_waits_for_repetitions(exchange: Callable[[Bench], None]) -> None:
    bench = Bench(Flow("TCP", "10.0.0.9", 5060))
    exchange(bench)
    assert bench.layer.next_deadline() == 0
    said = bench.until(100_000)
    assert said[-1] == (0, "ended")
    assert len({words for _, words in said}) == len(said), "each thing once"


def test_over_tcp_an_unanswered_request_still_times_out() -> None:
    bench = Bench(Flow("TCP", "10.0.0.9", 5060))
    bench.send(request("INVITE"))
    assert bench.until(100_000) == [(0, "send INVITE"), (32_000, "timeout"), (32_000, "ended")]


def test_a_connection_that_is_over_fails_only_what_waits_on_it_for_a_first_word() -> None:
    tcp, other = Flow("TCP", "10.0.0.9", 5060), Flow("TCP", "10.0.0.9", 5061)
    bench = Bench(tcp)
    bench.send(request("INVITE"))
    bench.receive(respond_to(request("INVITE"), 180, to_tag="b"))
    bench.send(request("BYE", branch="z9hG4bK2"))
    bench.until(0)
    bench.take(bench.layer.flow_lost(other, 0))
    assert bench.until(0) == []
    bench.take(bench.layer.flow_lost(tcp, 0))
    assert bench.until(0) == [(0, "unsendable"), (0, "ended")], "the phone that rings may answer along a new one"


def test_inputs_without_a_row_change_nothing() -> None:
    """ACK to a request that is no INVITE's, 1xx after the end: absorbed."""
    assert (State.COMPLETED, On.PROVISIONAL) not in tables.CLIENT
    bench = Bench()
    bench.send(request("BYE"))
    bench.receive(respond_to(request("BYE"), 200, to_tag="b"))
    bench.until(10)
    bench.receive(respond_to(request("BYE"), 100))
    assert bench.until(20) == []
