"""The worker's link: who may give orders, and how long it waits for someone who may."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.platforms import HERE
from agent_desktop.server.media import runfile
from agent_desktop.server.media.control import Control
from agent_desktop.server.media.link import MAX_LINE, Heard, Silent
from agent_desktop.server.media.loop import RelayThread
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.ports import PortPairs
from agent_desktop.server.media.relay import Relay
from agent_desktop.server.media.runfile import RunRecord
from agent_desktop.server.media.sounds import SoundLibrary
from agent_desktop.server.media.watch import FIRST_S
from tests.fakes.worker_link import PlainLink


class BreakableRelay(Relay):
    """A relay with a bug that waits for its moment."""

    broken = False

    def run_due(self, now: float) -> None:
        assert not self.broken, "a bug"
        super().run_due(now)


class Worker:
    """A worker in this process: its control thread, its relay thread, and what its run file says."""

    def __init__(self, run_dir: Path, grace_s: float, hello_s: float) -> None:
        poller = HERE.new_poller()
        self.legs = BreakableRelay(poller, PortPairs("127.0.0.1", 30000, 49998))
        self.relay = RelayThread(poller, self.legs, self._rtp_died)
        control = Control(self.relay, SoundLibrary(run_dir), grace_s=grace_s, hello_s=hello_s)
        self.run_file = control.announce(run_dir)
        self.control = control
        self.thread = threading.Thread(target=control.serve)
        self.rtp_died = False
        self.relay.start()
        self.thread.start()

    def _rtp_died(self) -> None:
        self.rtp_died = True
        self.control.stop()

    @property
    def record(self) -> RunRecord:
        return runfile.read(self.run_file)

    def join(self, epoch: int = 1) -> PlainLink:
        link = PlainLink(self.record.port)
        greeting = link.hello(self.record.token, epoch)
        assert greeting is not None
        assert greeting["type"] == "Welcome"
        return link

    def ended(self) -> bool:
        self.thread.join(5)
        return not self.thread.is_alive()


def legs_told(welcome: dict[str, Any] | None) -> list[str]:
    assert welcome is not None
    assert welcome["type"] == "Welcome"
    return [state["leg"] for state in welcome["legs"]]


@contextmanager
def running(run_dir: Path, grace_s: float = 60.0, hello_s: float = 5.0) -> Iterator[Worker]:
    worker = Worker(run_dir, grace_s, hello_s)
    try:
        yield worker
    finally:
        if worker.thread.is_alive():
            worker.control.stop()
        worker.thread.join()
        worker.relay.stop()


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    with running(tmp_path) as worker:
        yield worker


def test_the_run_file_leads_to_the_worker(worker: Worker) -> None:
    with worker.join(epoch=3) as link:
        opened = link.ask(type="Open", n=1, leg="a")
        assert opened is not None
        assert opened["host"] == "127.0.0.1"
        assert worker.record.epoch == 3
        assert worker.record.pid == os.getpid()
    if os.name == "posix":
        assert worker.run_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.expects_log("wrong token")
def test_a_wrong_token_is_refused_and_told_nothing(worker: Worker) -> None:
    with PlainLink(worker.record.port) as link:
        assert link.hello("wrong", 9) == {"type": "Refused", "why": "wrong token"}
        assert link.hear() is None
    worker.join(epoch=1).close()  # the stranger's epoch did not count


@pytest.mark.expects_log("what no server says")
@pytest.mark.parametrize(
    "line",
    [
        b"GET / HTTP/1.1",
        b'{"type":"Open","n":1,"leg":"a"}',
        b'{"type":"Hello","token":"x"}',
        b"\xff\xfe",
    ],
)
def test_whoever_does_not_say_hello_is_cut_off(worker: Worker, line: bytes) -> None:
    with PlainLink(worker.record.port) as link:
        link.stream.sendall(line + b"\n")
        assert link.hear() is None


@pytest.mark.expects_log("a line is longer than")
def test_a_line_without_an_end_is_cut_off(tmp_path: Path) -> None:
    with running(tmp_path, hello_s=60) as worker, PlainLink(worker.record.port) as link:
        link.stream.sendall(b"x" * (MAX_LINE + 1))
        assert link.hear() is None


def test_a_connection_that_says_nothing_is_cut_off(tmp_path: Path) -> None:
    with running(tmp_path, hello_s=0.1) as worker, PlainLink(worker.record.port) as link:
        assert link.hear() is None
        assert worker.thread.is_alive()


@pytest.mark.expects_log("what no server says")
def test_an_unknown_order_ends_the_link_and_not_the_worker(worker: Worker) -> None:
    with worker.join(1) as link:
        assert link.ask(type="Explode", n=1) is None
    worker.join(2).close()


def test_only_a_newer_epoch_is_let_in(worker: Worker) -> None:
    with worker.join(epoch=5):
        for epoch in (4, 5):
            with PlainLink(worker.record.port) as other:
                refused = other.hello(worker.record.token, epoch)
                assert refused == {"type": "Refused", "why": f"epoch {epoch} is not newer than 5", "epoch": 5}
                assert other.hear() is None


def test_a_server_that_was_replaced_commands_nothing(worker: Worker) -> None:
    with worker.join(epoch=1) as old, PlainLink(worker.record.port) as new:
        assert old.ask(type="Open", n=1, leg="a") is not None
        assert legs_told(new.hello(worker.record.token, 2)) == ["a"]
        for order in ({"type": "Close", "n": 2, "leg": "a"}, {"type": "Quit", "n": 2}):
            answer = old.ask(**order)
            assert answer is not None
            assert answer["type"] == "Failed"
            assert "epoch 1 is over" in answer["why"]
        figures = new.ask(type="Stats", n=1)
        assert figures is not None
        assert list(figures["figures"]["legs"]) == ["a"]


def test_orders_in_one_packet_and_an_order_in_many_are_the_same(worker: Worker) -> None:
    with worker.join() as link:
        orders = b"".join(
            json.dumps({"type": "Open", "n": number, "leg": f"leg {number}"}).encode() + b"\n" for number in range(3)
        )
        link.stream.sendall(orders)
        assert [(link.hear() or {}).get("n") for _ in range(3)] == [0, 1, 2]
        for index in range(len(orders)):
            link.stream.sendall(orders[index : index + 1])
        assert [(link.hear() or {}).get("n") for _ in range(3)] == [0, 1, 2]


def test_what_cannot_be_done_is_answered(worker: Worker) -> None:
    with worker.join() as link:
        link.ask(type="Open", n=1, leg="a")
        for order, why in (
            ({"type": "Connect", "n": 7, "leg": "a", "peer": "b"}, "no leg 'b' is open"),
            ({"type": "Play", "n": 8, "leg": "b"}, "no leg 'b' is open"),
        ):
            answer = link.ask(**order)
            assert answer is not None
            assert (answer["type"], answer["n"]) == ("Failed", order["n"])
            assert why in answer["why"]


def test_a_missing_sound_is_noted_and_no_failure(worker: Worker) -> None:
    with worker.join() as link:
        link.ask(type="Open", n=1, leg="a")
        answer = link.ask(type="Play", n=2, leg="a", once=["gone"], loop="music/none") or {}
        assert answer["type"] == "Done"
        assert ["'gone'" in answer["notes"][0], "'music/none'" in answer["notes"][1]] == [True, True]


def test_quit_ends_it_at_once_and_removes_the_run_file(worker: Worker) -> None:
    with worker.join() as link:
        assert link.ask(type="Quit", n=1) == {"type": "Done", "n": 1}
    assert worker.ended()
    assert not worker.run_file.exists()


@pytest.mark.expects_log("no server for 0.2 s")
def test_a_worker_that_nobody_joins_ends(tmp_path: Path) -> None:
    with running(tmp_path, grace_s=0.2) as worker:
        assert worker.ended()
        assert not worker.run_file.exists()


@pytest.mark.expects_log("no server for 2 s")
def test_it_lives_on_without_its_server_until_the_grace_is_over(tmp_path: Path) -> None:
    with running(tmp_path, grace_s=2.0) as worker:  # long enough for a busy machine to come back in
        with worker.join(1) as link:
            link.ask(type="Open", n=1, leg="a")
        with PlainLink(worker.record.port) as again:  # the calls are still there
            assert legs_told(again.hello(worker.record.token, 2)) == ["a"]
            worker.thread.join(2.5)  # longer than the grace: a joined worker does not end
            assert worker.thread.is_alive()
        assert worker.ended()


@pytest.mark.expects_log("no server for 0.2 s")
def test_a_stranger_that_stays_silent_does_not_keep_it_alive(tmp_path: Path) -> None:
    with running(tmp_path, grace_s=0.2) as worker, PlainLink(worker.record.port):
        assert worker.ended()


@pytest.mark.expects_log("the RTP thread failed")
def test_a_failed_rtp_thread_ends_the_worker(worker: Worker) -> None:
    with worker.join() as link:
        worker.legs.broken = True
        link.say(type="Open", n=1, leg="a")  # its packets, or an order, wake the thread up
        assert worker.ended()
    assert worker.rtp_died


@pytest.mark.expects_log("the RTP thread failed")
def test_an_order_that_meets_the_end_of_the_rtp_thread_is_given_up_at_once(worker: Worker) -> None:
    worker.legs.broken = True
    with pytest.raises(MediaFailed, match="has ended"):
        worker.relay.do(
            lambda relay, _: relay.names(), timeout_s=60.0
        )  # it wakes the thread, which falls over its bug first
    assert worker.ended()
    with pytest.raises(MediaFailed, match="has ended"):
        worker.relay.do(lambda relay, _: relay.names())


def test_what_the_relay_sees_is_told_unasked_to_the_newest_server_alone(worker: Worker) -> None:
    with worker.join(1) as old, worker.join(2) as new:
        worker.relay.do(lambda relay, _: relay.tell(Silent(leg="o1")))
        worker.relay.do(lambda relay, _: relay.tell(Heard(leg="o1")))
        assert new.hear() == {"type": "Silent", "leg": "o1"}
        assert new.hear() == {"type": "Heard", "leg": "o1"}
        told = old.ask(type="Stats", n=1)
        assert told is not None
        assert told["type"] == "Failed"  # and nothing was in front of it


def test_a_server_that_comes_is_told_how_it_stands(worker: Worker) -> None:
    with worker.join(1) as link:
        for number, leg in enumerate(("i1", "o1")):
            link.ask(type="Open", n=number, leg=leg)
        link.ask(type="Connect", n=3, leg="i1", peer="o1")
    worker.relay.do(lambda relay, now: relay.run_due(now + FIRST_S))
    worker.relay.do(lambda relay, _: relay.tell(Silent(leg="i9")))  # while nobody is there: not kept
    with worker.join(2) as link:
        assert [link.hear(), link.hear()] == [{"type": "Silent", "leg": leg} for leg in ("i1", "o1")]
        told = link.ask(type="Stats", n=1)
        assert told is not None
        assert told["type"] == "Figures"
