"""Earlier cases of a customer: who may ask, what is told and erased, a book that is made again (F081, F109)."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.domain.messages import (
    Cri,
    CriDefinition,
    CriType,
    Define,
    SetCri,
    Tick,
    WriteNote,
)
from agent_desktop.protocol.wire import CaseHistory, EarlierCase
from agent_desktop.server.contact_history import SHOWN, ContactHistory
from agent_desktop.server.keyfile import key_file
from agent_desktop.server.places import customers
from agent_desktop.server.reports.customers import CustomerBook, Marks, forget
from agent_desktop.server.store.port import Entry
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre

CALLER, NATIONAL, OTHER = "+46701234567", "0701234567", "+47701234567"
CRIS = (
    CriDefinition(name="disposition", queues=("service",), type=CriType.CHOICE, choices=("Solved",), editable=True),
    CriDefinition(name="order", queues=("service",), editable=True),
)


class Past:
    """A centre whose log is in a store, with the book that follows it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.store = SqliteStore(data)
        self.centre = Centre(Define(queues=QUEUES, agents=AGENTS, reasons=REASONS, cris=CRIS))
        self.marks = Marks(key_file(data))
        self._stored = 0
        self._written = 0
        self.history = ContactHistory(customers(data), self.marks, self.store.looking, lambda: self.centre.state)
        self.centre.ready("bertil")

    def keep(self) -> None:
        """What happened is in the log and in the book."""
        events, times = self.centre.events[self._stored :], self.centre.times[self._stored :]
        self._stored += len(events)
        for at, event in zip(times, events, strict=True):
            self.store.log.append([Entry(at=at, input=Tick(), events=(event,))])
        with closing(CustomerBook(customers(self.data), self.marks)) as book:
            book.follow(self.store.reading.replay(book.n))

    def call(self, caller: str = CALLER, note: str = "", disposition: str = "") -> int:
        """Bertil has a call, from its beginning to the end of its wrap-up."""
        centre = self.centre
        leg = centre.call("1000", caller)
        case = centre.offer("bertil").case
        centre.pick_up("bertil")
        if note:
            self.write(case, note)
        if disposition:
            assert centre.ask("bertil", SetCri(case=case, name="disposition", value=disposition)) is None
            assert centre.ask("bertil", SetCri(case=case, name="order", value="SO-1")) is None
        centre.end(leg)
        centre.wait(8_000)
        assert case not in centre.state.cases
        return case

    def write(self, case: int, note: str) -> None:
        self._written += 1
        assert self.centre.ask("bertil", WriteNote(case=case, text=note, device="pc", number=self._written)) is None

    def ringing(self, caller: str = CALLER) -> int:
        """A call is offered to Bertil."""
        self.centre.call("1000", caller)
        return self.centre.offer("bertil").case

    def of(self, case: int, viewer: str = "bertil") -> CaseHistory | None:
        self.keep()
        return asyncio.run(self.history.of(case, viewer))

    def rows(self, query: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(customers(self.data))) as connection:
            return connection.execute(query).fetchall()

    def earlier(self, case: int) -> tuple[EarlierCase, ...]:
        found = self.of(case)
        assert found is not None
        return found.earlier


@pytest.fixture
def past(data_dir: Path) -> Iterator[Past]:
    made = Past(data_dir)
    yield made
    made.store.close()


def test_the_next_call_of_a_customer_is_told_the_earlier_ones_the_newest_first(past: Past) -> None:  # F109
    first = past.call(note="Wants the bill again", disposition="Solved")
    past.call(OTHER, note="somebody else's")
    second = past.call()
    now = past.ringing()
    latest, oldest = past.earlier(now)
    assert (latest.case, latest.notes, latest.concluded) == (second, (), ())
    assert (oldest.case, oldest.queue, oldest.agent, oldest.outcome) == (first, "service", "bertil", "handled")
    assert oldest.created < oldest.ended <= latest.created
    assert [(note.agent, note.text) for note in oldest.notes] == [("bertil", "Wants the bill again")]
    assert oldest.concluded == (Cri(name="disposition", value="Solved"),), "an order is no conclusion"


def test_a_number_is_known_as_the_network_writes_it_at_home_and_abroad(past: Past) -> None:
    first = past.call(CALLER)
    assert [row.case for row in past.earlier(past.ringing(NATIONAL))] == [first]


def test_another_number_with_the_same_end_is_somebody_else(past: Past) -> None:
    past.call(OTHER)
    assert past.earlier(past.ringing(CALLER)) == ()


def test_a_note_that_comes_when_the_case_is_over_is_told_as_the_latest(past: Past) -> None:  # F118
    first = past.call(note="Wants the b")
    past.write(first, "Wants the bill again")
    (row,) = past.earlier(past.ringing())
    assert [note.text for note in row.notes] == ["Wants the bill again"]


def test_who_hides_the_number_has_no_history(past: Past) -> None:
    past.call("")
    assert past.of(past.ringing("")) == CaseHistory(case=past.centre.case().id)


def test_only_who_has_the_case_and_supervisors_are_told(past: Past) -> None:
    first = past.call()
    now = past.ringing()
    for viewer in ("bertil", "vera"):
        found = past.of(now, viewer)
        assert found is not None
        assert [row.case for row in found.earlier] == [first]
    assert past.of(now, "anna") is None, "a colleague"
    assert past.of(now, "nobody") is None
    assert past.of(first) is None, "it is over: whose it was has no business with it"
    assert past.of(999) is None


def test_a_long_history_is_cut_and_says_so(past: Past) -> None:
    cases = [past.call() for _ in range(SHOWN + 1)]
    now = past.ringing()
    found = past.of(now)
    assert found is not None
    assert ([row.case for row in found.earlier], found.more) == (cases[:0:-1], True)


def test_what_is_erased_is_nobodys_any_more(past: Past) -> None:
    """GDPR art. 17: not even that this customer called before is left."""
    gone, stays = past.call(note="secret"), past.call()
    past.keep()
    past.store.keys.erase([gone], 1, "admin")
    now = past.ringing()
    assert [row.case for row in past.earlier(now)] == [stays]
    assert past.rows("SELECT case_id FROM cases WHERE ended IS NOT NULL") == [(stays,)]
    assert past.rows("SELECT DISTINCT case_id FROM texts ORDER BY 1") == [(stays,), (now,)]


def test_the_administrators_erasure_leaves_no_trace_in_the_book(past: Past, capsys: pytest.CaptureFixture[str]) -> None:
    past.call(note="secret")
    past.keep()
    assert main(["admin", "erase", CALLER, "--data", str(past.data)]) == 0
    assert "erased for ever" in capsys.readouterr().out
    assert past.rows("SELECT * FROM cases") == []
    assert past.earlier(past.ringing()) == ()


def test_nothing_personal_stands_in_the_file(past: Past) -> None:
    past.call(note="Wants the bill again", disposition="Solved")
    past.keep()
    said = b"".join(path.read_bytes() for path in past.data.glob("customers.db*"))
    assert b"handled" in said
    for personal in (CALLER, CALLER[-7:], "Carl", "Wants the bill", "Solved"):
        assert personal.encode() not in said
    assert past.marks.of(CALLER) != Marks(b"x" * 32).of(CALLER), "who has not the key cannot try numbers"


def test_a_book_that_was_lost_is_made_again_from_the_log(past: Past) -> None:
    first = past.call(note="Wants the bill again")
    now = past.ringing()
    before = past.of(now)
    for path in past.data.glob("customers.db*"):
        path.unlink()
    assert asyncio.run(past.history.of(now, "bertil")) == CaseHistory(case=now), "until it is there"
    assert past.of(now) == before
    assert [row.case for row in past.earlier(now)] == [first]


def test_a_book_goes_on_where_it_ended(past: Past) -> None:
    cases = []
    for _ in range(3):
        cases.append(past.call())
        past.keep()
    assert [row.case for row in past.earlier(past.ringing())] == cases[::-1]


def test_nothing_is_forgotten_of_a_book_that_is_not_there(tmp_path: Path) -> None:
    forget(tmp_path / "customers.db", [1])
    assert not (tmp_path / "customers.db").exists()
