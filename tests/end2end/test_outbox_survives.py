"""Notes typed while the server is killed and away, in a client that is killed too: they arrive, once and in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.client.outbox import Outbox
from agent_desktop.domain.messages import NoteWritten
from agent_desktop.server.store.opening import beside
from tests.fakes.program import Program, server
from tests.fakes.sip_caller import SipCaller

CALLS = 5


class House:
    """A server with some cases in its past, and an agent who types notes 1, 2, 3 and so on about them, one a case."""

    def __init__(self, data: Path, outbox: Path) -> None:
        self.data, self.outbox = data, outbox
        self.server = server(data)
        self.url: str = self.server.said[0]["http"]
        self.sip: str = self.server.said[0]["sip"]
        self.up = True
        self.typed = 0
        self._ids = self._call()
        self.typist: Program | None = None

    def _call(self) -> int:
        """Callers come and go; how many ids of the centre they used up."""
        for _ in range(CALLS):
            caller = SipCaller(int(self.sip.rpartition(":")[2]), "1000")
            call = caller.invite()
            assert caller.final(call) == 200
            caller.request("BYE", call, 2)
            assert caller.final(call, "BYE") == 200
            caller.close()
        return 2 * CALLS  # a case and the order to answer it, at least

    def sit(self) -> Program:
        """A new client logs in."""
        self.typist = Program(self.url, "bertil", str(self.outbox), module="tests.fakes.typist")
        self.typist.until("logged_in")
        self.typist.until("view", link="online")
        return self.typist

    def kill_client(self) -> None:
        assert self.typist is not None
        self.typist.kill()
        self.typist = None

    def kill_server(self) -> None:
        self.server.kill()
        self.up = False

    def start_server(self) -> None:
        self.server = server(self.data, self.url.removeprefix("http://"), self.sip.removeprefix("sip:"))
        self.up = True

    def type(self, count: int) -> None:
        """The next notes; no two that wait are about one case."""
        assert self.typist is not None
        for _ in range(count):
            self.typed += 1
            self.typist.hear(case=self.typed % self._ids + 1, text=f"note {self.typed}")

    def arrived(self) -> list[str]:
        """What the server took, in the order of its log."""
        with beside(self.data) as store:
            events = [logged.event for logged in store.log.replay()]
        return [event.note.text for event in events if isinstance(event, NoteWritten)]

    def all_arrived(self) -> None:
        assert self.arrived() == [f"note {n}" for n in range(1, self.typed + 1)]

    def leave(self) -> None:
        """The client ends as it should."""
        if self.typist is not None:
            self.typist.close()
            self.typist = None


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("outbox"))
    yield house
    if house.up:
        house.server.close()


@pytest.fixture
def house(shared: House) -> Iterator[House]:
    yield shared
    shared.leave()


def test_notes_typed_while_the_server_is_away_arrive_when_it_is_back(house: House) -> None:  # F118
    typist = house.sit()
    house.type(3)
    house.kill_server()  # perhaps between a note and its answer
    typist.until("view", link="connecting")
    house.type(4)
    typist.until("kept", text=f"note {house.typed}")
    mark = typist.mark()
    house.start_server()
    typist.until("view", since=mark, link="online", unsent=0)
    house.all_arrived()
    assert "note_rejected" not in [line.get("code") for line in typist.said]


def test_a_client_that_is_killed_while_the_server_is_away_loses_nothing(house: House) -> None:  # F118
    typist = house.sit()
    house.kill_server()
    typist.until("view", link="connecting")
    house.type(5)
    typist.until("kept", text=f"note {house.typed}")
    house.kill_client()
    house.start_server()
    typist = house.sit()
    typist.until("view", link="online", unsent=0)
    house.all_arrived()
    house.type(1)
    mark = typist.mark()
    typist.until("view", since=mark, unsent=0)
    house.all_arrived()


@pytest.mark.parametrize("lines", [1, 3, 6, 9, pytest.param(12, marks=pytest.mark.long)])
def test_a_client_killed_while_it_sends_leaves_no_gap_and_sends_nothing_twice(house: House, lines: int) -> None:
    typist, before = house.sit(), house.typed
    seen = typist.mark()
    house.type(10)
    typist.seen(seen + lines)
    house.kill_client()
    kept = [line["text"] for line in typist.said if line["event"] == "kept"]
    typist = house.sit()
    typist.until("view", link="online", unsent=0)
    arrived = house.arrived()
    assert arrived == [f"note {n}" for n in range(1, len(arrived) + 1)]
    assert before + len(kept) <= len(arrived) <= house.typed
    house.typed = len(arrived)  # the rest it had not read when it was killed
    left = Outbox(house.outbox, house.url, "bertil", lambda: 0)  # the second window is open: a file of its own
    assert left.waiting == ()
    left.close()
