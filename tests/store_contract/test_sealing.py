"""What is personal is sealed in every store, and gone for ever when its case's key is erased (GDPR art. 17)."""

from __future__ import annotations

import asyncio
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from agent_desktop.domain import snapshot
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    AnyInput,
    Asked,
    CallArrived,
    CaseDetails,
    CaseState,
    ContactDetails,
    ContactsImported,
    DetailsChanged,
    ImportContacts,
    NewContact,
    NoteWritten,
    OrderCallback,
    Tick,
    WriteNote,
)
from agent_desktop.domain.personal import ERASED
from agent_desktop.domain.state import State
from agent_desktop.domain.step import step
from agent_desktop.domain.turn import Outcome
from agent_desktop.server.engine import Engine
from agent_desktop.server.store.memory import MemoryKeys, MemoryStore
from agent_desktop.server.store.opening import beside, open_store
from agent_desktop.server.store.port import Entry, Erasure, Snapshot, Store, StoreFailed
from agent_desktop.server.store.sealing import PREFIX, Sealer
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.centre import Centre
from tests.store_contract.test_migrations import FILES, written_by

NUMBER, NAME, TEXT, OTHER = "+46701234567", "Carl Åkesson", "Wants his money back", "+420601222333"
SECRETS = (NUMBER, NAME, TEXT, OTHER)


class Logged(Centre):
    """A centre whose inputs and events go to a store, as an engine would write them."""

    def __init__(self, store: Store) -> None:
        self.store = store
        super().__init__()

    def give(self, given: AnyInput) -> Any:
        outcome = step(self.state, given, self.now)
        if isinstance(outcome, Outcome) and outcome.events:
            self.store.log.append([Entry(at=self.now, input=given, events=outcome.events)])
        return super().give(given)


def work(store: Store) -> State:
    """Two calls, one with a note in the talk and the other waiting; and one to a number that is no queue."""
    centre = Logged(store)
    centre.ready("anna")
    centre.call(caller=NUMBER, name=NAME)
    centre.pick_up("anna")
    assert centre.ask("anna", WriteNote(case=1, text=TEXT, device="pc", number=1)) is None
    centre.call(caller=OTHER)
    centre.call("4711", caller=OTHER)
    store.snapshots.save(Snapshot(store.log.last()[0], centre.now, snapshot.rows(centre.state)), 1)
    return centre.state


def replayed(store: Store) -> State:
    return fold(EMPTY, tuple(one.event for one in store.log.replay()))


def from_snapshot(store: Store) -> State:
    found = store.snapshots.newest(1_000_000)
    assert found is not None
    return fold(EMPTY, found.events)


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, data_dir: Path) -> Iterator[Store]:
    url = request.getfixturevalue("postgres").new() if request.param == "postgres" else ""
    with closing(MemoryStore() if request.param == "memory" else open_store(data_dir, url)) as made:
        yield made


def second_case(state: State) -> int:
    return max(state.details)


def test_replay_and_snapshot_open_what_was_sealed(store: Store) -> None:
    state = work(store)
    assert state.details[1].number == NUMBER
    assert replayed(store) == state
    assert from_snapshot(store) == state


def test_an_erased_case_reads_erased_in_log_and_snapshot_and_the_others_stay(store: Store) -> None:
    state = work(store)
    other = second_case(state)
    assert store.keys.erase([1, 999, 0], 5, "the test") == (1,)
    for found in (replayed(store), from_snapshot(store)):
        assert found.details[1].number == found.details[1].name == found.details[1].notes[0].text == ERASED
        assert found.details[other] == state.details[other]
        assert found.details[other].number == OTHER
        assert found.cases == state.cases  # what is not personal is all there
    notes = [one.event.note.text for one in store.log.replay() if isinstance(one.event, NoteWritten)]
    assert notes == [ERASED]
    assert store.keys.erase([1], 6, "again") == ()


def test_what_is_written_later_about_an_erased_case_is_not_kept(store: Store) -> None:
    state = work(store)
    store.keys.erase([1], 5, "the test")
    given = asked_note(2, "still angry")
    store.log.append([Entry(at=9, input=given, events=step_events(state, given))])
    store.snapshots.save(Snapshot(store.log.last()[0], 9, snapshot.rows(state)), 1)
    assert replayed(store).details[1].notes[0].text == ERASED
    assert from_snapshot(store).details[1].number == ERASED


def asked_note(number: int, text: str) -> AnyInput:
    return Asked(by="anna", command=WriteNote(case=1, text=text, device="pc", number=number))


def step_events(state: State, given: AnyInput) -> Any:
    outcome = step(state, given, 10_000_000)
    assert isinstance(outcome, Outcome)
    return outcome.events


def test_every_erasure_is_on_record_without_the_value(store: Store) -> None:
    state = work(store)
    store.keys.erase([second_case(state)], 5, "retention")
    store.keys.erase([1], 7, "root")
    assert store.keys.erasures() == (
        Erasure(at=5, case=second_case(state), by="retention"),
        Erasure(at=7, case=1, by="root"),
    )


def test_cases_are_found_by_the_age_of_their_keys(store: Store) -> None:
    state = work(store)
    other = second_case(state)
    began = {case.id: case.created for case in state.cases.values()}
    assert began[1] < began[other]
    assert store.keys.made_before(began[1]) == ()
    assert store.keys.made_before(began[other]) == (1,)
    assert store.keys.made_before(began[other] + 1) == (1, other)
    store.keys.erase([1], 1, "x")
    assert store.keys.made_before(began[other] + 1) == (other,)


def test_a_start_after_an_erasure_goes_on_with_erased(store: Store) -> None:
    state = work(store)
    store.keys.erase([1], 5, "the test")

    async def start() -> State:
        engine = Engine(store.log, handle=lambda effect: None, published=lambda told: None, snapshots=store.snapshots)
        return engine.state

    found = asyncio.run(start())
    assert found.details[1].number == ERASED
    assert found.presences == state.presences
    assert found.cases[1].state is CaseState.TALKING


# --- what is on the disk -------------------------------------------------------------------------


def on_disk(data: Path) -> bytes:
    """Every byte of the database's files, and the snapshots unpacked."""
    files = b"".join(path.read_bytes() for path in sorted(data.glob("centre.db*")))
    with closing(sqlite3.connect(f"file:{data / 'centre.db'}?mode=ro", uri=True)) as connection:
        bodies = [zlib.decompress(body) for (body,) in connection.execute("SELECT body FROM snapshots")]
    return files + b"".join(bodies)


def assert_nothing_clear(found: bytes) -> None:
    for secret in SECRETS:
        assert secret.encode() not in found, secret


def test_no_file_has_a_personal_value_in_clear(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        work(store)
        found = on_disk(data_dir)  # while the newest part is in the WAL
        assert (data_dir / "centre.db-wal").stat().st_size > 0
        assert b"DetailsChanged" in found
        assert b"CallArrived" in found
        assert_nothing_clear(found)
    assert_nothing_clear(on_disk(data_dir))


def test_no_table_of_a_database_has_a_personal_value_in_clear(data_dir: Path, postgres: Any) -> None:
    url = postgres.new()
    with closing(open_store(data_dir, url)) as store:
        work(store)
    with psycopg.connect(url) as connection:
        rows = connection.execute("SELECT event FROM events UNION ALL SELECT input FROM inputs").fetchall()
        bodies = connection.execute("SELECT body FROM snapshots").fetchall()
    found = "\n".join(text for (text,) in rows).encode() + b"".join(zlib.decompress(body) for (body,) in bodies)
    assert b"DetailsChanged" in found
    assert b"CallArrived" in found
    assert_nothing_clear(found)


def test_the_key_itself_is_gone_from_the_files(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        work(store)
        with closing(sqlite3.connect(data_dir / "centre.db")) as connection:
            (key,) = connection.execute("SELECT sealed FROM case_keys WHERE case_id = 1").fetchone()
        assert key in on_disk(data_dir)
        store.keys.erase([1], 5, "the test")
        assert key not in on_disk(data_dir)


@pytest.mark.parametrize("version", FILES)
def test_the_log_of_an_earlier_program_is_sealed_when_it_is_taken_up(data_dir: Path, version: int) -> None:
    written_by(data_dir, version)
    before = (data_dir / "centre.db").read_bytes()
    assert NUMBER.encode() in before
    assert TEXT.encode() in before
    with closing(SqliteStore(data_dir)) as store:
        found = on_disk(data_dir)
        state = replayed(store)
        assert state.details[1].number == NUMBER
        assert not any(secret.encode() in found for secret in (NUMBER, "Carl Ek", TEXT))
        assert store.keys.erase([1], 5, "the test") == (1,)
        details = replayed(store).details[1]
        assert (details.number, details.name, details.notes[0].text) == (ERASED, ERASED, ERASED)
    assert not any(secret.encode() in on_disk(data_dir) for secret in (NUMBER, "Carl Ek", TEXT))


# --- keys that are not the right ones ------------------------------------------------------------


def test_another_key_file_is_refused_in_a_sentence(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        work(store)
    key = (data_dir / "server.key").read_bytes()
    (data_dir / "server.key").unlink()
    with pytest.raises(StoreFailed, match=r"server\.key is not the one with which .* bring it back from the back-up"):
        SqliteStore(data_dir)
    (data_dir / "server.key").write_bytes(key)
    SqliteStore(data_dir).close()


def test_beside_a_server_no_key_file_is_made(data_dir: Path) -> None:
    SqliteStore(data_dir).close()
    (data_dir / "server.key").unlink()
    with pytest.raises(StoreFailed, match="the server key cannot be used"), beside(data_dir):
        pass
    assert not (data_dir / "server.key").exists()


def spoiled(data: Path, spoil: Callable[[sqlite3.Connection], object]) -> None:
    with closing(sqlite3.connect(data / "centre.db")) as connection:
        spoil(connection)
        connection.commit()


def test_a_value_under_another_cases_key_is_not_taken_for_one(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        other = second_case(work(store))
    swap = "UPDATE case_keys SET sealed = (SELECT sealed FROM case_keys WHERE case_id = 1) WHERE case_id = ?"
    spoiled(data_dir, lambda connection: connection.execute(swap, (other,)))
    with closing(SqliteStore(data_dir)) as store, pytest.raises(StoreFailed, match=r"server\.key is not the one"):
        list(store.log.replay())


def test_a_key_erased_by_another_process_is_used_no_more(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        state = work(store)
        with beside(data_dir) as other:
            assert other.keys.erase([1], 5, "admin") == (1,)
        given = asked_note(2, "written by the server that still runs")
        store.log.append([Entry(at=9, input=given, events=step_events(state, given))])
        assert replayed(store).details[1].notes[0].text == ERASED
        assert b"written by the server" not in on_disk(data_dir)


def test_a_failed_commit_leaves_no_key_behind(data_dir: Path) -> None:
    with closing(SqliteStore(data_dir)) as store:
        spoiled(
            data_dir,
            lambda connection: connection.execute(
                "CREATE TRIGGER fails BEFORE INSERT ON events BEGIN SELECT raise(ABORT, 'the disk is full'); END"
            ),
        )
        details = CaseDetails(case=1, number=NUMBER)
        entry = Entry(
            at=1, input=CallArrived(leg="i1", number="1", caller=NUMBER), events=(DetailsChanged(details=details),)
        )
        with pytest.raises(StoreFailed, match="the disk is full"):
            store.log.append([entry])
        assert store.keys.made_before(10) == ()
        spoiled(data_dir, lambda connection: connection.execute("DROP TRIGGER fails"))
        store.log.append([entry])
        assert store.keys.made_before(10) == (1,)


def test_an_input_is_sealed_with_the_case_it_makes_and_without_one_it_is_not_kept() -> None:
    keys = MemoryKeys()
    sealer = Sealer(keys, b"k" * 32)
    call = CallArrived(leg="i1", number="1000", caller=NUMBER, caller_name=NAME)
    event = DetailsChanged(details=CaseDetails(case=7, number=NUMBER, name=NAME))
    made, none = sealer.seal_entries([Entry(at=1, input=call, events=(event,)), Entry(at=2, input=call, events=())])
    assert isinstance(made.input, CallArrived)
    assert made.input.caller.startswith(PREFIX)
    assert keys.made_before(10) == (7,)
    assert none.input == CallArrived(leg="i1", number="1000", caller=ERASED, caller_name=ERASED)
    ordered = Asked(by="anna", command=OrderCallback(case=3, queue="q", number=OTHER))
    (callback,) = sealer.seal_entries([Entry(at=3, input=ordered, events=(event,))])
    assert isinstance(callback.input, Asked)
    assert keys.made_before(10) == (7,), "the number is of the callback's case, not of the one it was ordered in"
    (opened,) = sealer.open_events(list(made.events))
    assert opened == event
    assert sealer.open_entry(made) == Entry(at=1, input=call, events=(event,))
    assert sealer.open_entry(callback) == Entry(at=3, input=ordered, events=(event,))
    keys.erase([7], 9, "the test")
    assert sealer.open_entry(made).input == none.input


def test_equal_values_do_not_look_equal() -> None:
    sealer = Sealer(MemoryKeys(), b"k" * 32)
    event = DetailsChanged(details=CaseDetails(case=7, number=NUMBER, name=NUMBER))
    (sealed,) = sealer.seal_entries([Entry(at=1, input=Tick(), events=(event, event))])[0:1]
    rows = [row.details for row in sealed.events if isinstance(row, DetailsChanged)]
    assert len({text for row in rows for text in (row.number, row.name)}) == 4


def test_a_list_of_contacts_is_sealed_one_by_one_and_not_kept_as_it_was_given() -> None:
    keys = MemoryKeys()
    sealer = Sealer(keys, b"k" * 32)
    given = ImportContacts(campaign="c", contacts=(NewContact(number=NUMBER, name=NAME), NewContact(number=OTHER)))
    details = (ContactDetails(contact=4, number=NUMBER, name=NAME), ContactDetails(contact=5, number=OTHER))
    event = ContactsImported(contacts=(), details=details)
    (sealed,) = sealer.seal_entries([Entry(at=1, input=Asked(by="vera", command=given), events=(event,))])
    assert isinstance(sealed.input, Asked)
    assert isinstance(sealed.input.command, ImportContacts)
    assert {one.number for one in sealed.input.command.contacts} == {ERASED}
    keys.erase([4], 2, "the test")
    (opened,) = sealer.open_events(list(sealed.events))
    assert isinstance(opened, ContactsImported)
    assert [one.number for one in opened.details] == [ERASED, OTHER]
