"""What every store promises, run over each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    Asked,
    CallArrived,
    Case,
    CaseChanged,
    CaseDetails,
    CaseKind,
    CaseState,
    Cri,
    DetailsChanged,
    LogIn,
    Noticed,
    Presence,
    PresenceChanged,
    Restored,
    Tick,
)
from agent_desktop.server.accounts import SessionRecord, User
from agent_desktop.server.store.dialogs import SqlDialogs
from agent_desktop.server.store.log import PAGE
from agent_desktop.server.store.memory import MemoryStore
from agent_desktop.server.store.opening import beside, open_store
from agent_desktop.server.store.port import DataInUse, Entry, Logged, Snapshot, Store, StoreFailed

LOGGED_IN = PresenceChanged(presence=Presence(agent="anna", status=AgentStatus.BUSY, since=5, reason="logged_in"))
CASE = CaseChanged(
    case=Case(id=1, queue="service", kind=CaseKind.INBOUND_CALL, state=CaseState.WAITING, created=7, since=7)
)
DETAILS = DetailsChanged(
    details=CaseDetails(case=1, number="+420 601", name="Zoë Černá", cris=(Cri(name="k", value="a\nb"),))
)


def entry(at: int, *codes: str) -> Entry:
    return Entry(at=at, input=Tick(), events=tuple(Noticed(agent="anna", code=code) for code in codes))


def codes(logged: Iterator[Logged]) -> list[tuple[int, str]]:
    return [(one.n, one.event.code) for one in logged if isinstance(one.event, Noticed)]


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def make(request: pytest.FixtureRequest, data_dir: Path) -> Iterator[Callable[[], Store]]:
    """Opens the store; where it outlives the process a second call opens the same again, after the first is closed."""
    opened: list[Store] = []
    url = request.getfixturevalue("postgres").new() if request.param == "postgres" else ""

    def open_it() -> Store:
        opened.append(MemoryStore() if request.param == "memory" else open_store(data_dir, url))
        return opened[-1]

    yield open_it
    for one in opened:
        one.close()


@pytest.fixture(params=["sqlite", "postgres"])
def lasting(request: pytest.FixtureRequest, data_dir: Path) -> tuple[Path, str]:
    """Where a store is that outlives the process: its directory and address."""
    return data_dir, request.getfixturevalue("postgres").new() if request.param == "postgres" else ""


@pytest.fixture
def store(make: Callable[[], Store]) -> Store:
    return make()


def test_single_events_are_looked_up_by_their_numbers(store: Store) -> None:
    store.log.append([entry(1, "a", "b", "c"), Entry(at=2, input=Tick(), events=(CASE, DETAILS))])
    for log in (store.log, store.looking):
        assert codes(iter(log.look_up([3, 1, 99]))) == [(1, "a"), (3, "c")]
        assert log.look_up([5]) == (Logged(5, 2, DETAILS),)
        assert log.look_up([]) == ()


def test_an_empty_log_has_no_last_event(store: Store) -> None:
    assert store.log.last() == (0, 0)
    assert list(store.log.replay()) == []


def test_rows_come_back_as_they_went_in(store: Store) -> None:
    asked = Entry(at=5, input=Asked(by="anna", command=LogIn()), events=(LOGGED_IN,))
    called = Entry(at=7, input=CallArrived(leg="i1", number="1000"), events=(CASE, DETAILS))
    assert store.log.append([asked, called]) == 1
    assert list(store.log.replay()) == [Logged(1, 5, LOGGED_IN), Logged(2, 7, CASE), Logged(3, 7, DETAILS)]


def test_numbers_are_dense_across_entries_and_appends(store: Store) -> None:
    assert store.log.append([entry(1, "a", "b"), entry(2), entry(3, "c")]) == 1
    assert store.log.append([entry(4, "d")]) == 4
    assert codes(store.log.replay()) == [(1, "a"), (2, "b"), (3, "c"), (4, "d")]
    assert store.log.last() == (4, 4)


def test_an_entry_without_events_takes_time_but_no_number(store: Store) -> None:
    assert store.log.append([entry(1, "a")]) == 1
    assert store.log.append([entry(9)]) == 2
    assert store.log.last() == (1, 9)
    assert store.log.append([entry(10, "b")]) == 2


def test_replay_goes_on_after_a_number(store: Store) -> None:
    store.log.append([entry(1, "a", "b", "c")])
    assert codes(store.log.replay(after=1)) == [(2, "b"), (3, "c")]
    assert codes(store.log.replay(after=3)) == []
    assert codes(store.log.replay(after=30)) == []


def test_what_is_appended_during_a_long_replay_is_read_too(store: Store) -> None:
    store.log.append([entry(1, *(str(number) for number in range(PAGE)))])
    replay = store.log.replay()
    first = next(replay)
    store.log.append([entry(2, "late")])
    rest = codes(replay)
    assert (first.n, len(rest), rest[-1]) == (1, PAGE, (PAGE + 1, "late"))


def test_nothing_is_kept_of_entries_of_which_one_cannot_be(store: Store) -> None:
    store.log.append([entry(1, "a")])
    broken = Entry(at=2, input=Tick(), events=(Noticed(agent="anna", code=object()),))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        store.log.append([entry(2, "b"), broken])
    assert codes(store.log.replay()) == [(1, "a")]
    assert store.log.last() == (1, 1)
    assert store.log.append([entry(3, "c")]) == 2


def test_a_closed_log_says_so(store: Store) -> None:
    store.log.close()
    store.log.close()
    with pytest.raises(StoreFailed):
        store.log.append([entry(1, "a")])
    with pytest.raises(StoreFailed):
        list(store.log.replay())
    with pytest.raises(StoreFailed):
        store.log.last()


def test_without_a_snapshot_there_is_none(store: Store) -> None:
    assert store.snapshots.newest(1_000_000) is None


def test_the_newest_snapshot_up_to_a_number_comes_back_as_it_went_in(store: Store) -> None:
    snapshot = Snapshot(7, 5, (LOGGED_IN, CASE, DETAILS, Restored(next_id=9)))
    store.log.append([Entry(at=4, input=CallArrived(leg="i1", number="1000"), events=(CASE, DETAILS))])
    store.snapshots.save(Snapshot(3, 4, (LOGGED_IN,)), 1)
    store.snapshots.save(snapshot, 1)
    assert store.snapshots.newest(7) == snapshot
    assert store.snapshots.newest(1_000_000) == snapshot
    assert store.snapshots.newest(2) is None


def test_a_snapshot_of_the_same_moment_takes_the_place_of_the_first(store: Store) -> None:
    store.snapshots.save(Snapshot(7, 4, (LOGGED_IN,)), 1)
    store.snapshots.save(Snapshot(7, 5, (CASE,)), 1)
    assert store.snapshots.newest(7) == Snapshot(7, 5, (CASE,))


def test_users_are_found_replaced_and_disabled(store: Store) -> None:
    anna, bertil = User(id="anna", password_hash="h1"), User(id="bertil", password_hash="h2")
    store.users.save([bertil, anna])
    assert store.users.find("anna") == anna
    assert store.users.find("Anna") is None
    store.users.save([User(id="anna", password_hash="h3", disabled=True)])
    assert store.users.all() == (User(id="anna", password_hash="h3", disabled=True), bertil)


def session(id_: str, user: str, created: int) -> SessionRecord:
    return SessionRecord(id=id_, user=user, token_hash=id_.encode().ljust(32), created=created, expires=created + 100)


def test_a_session_takes_the_place_of_its_users_earlier_one(store: Store) -> None:
    store.sessions.begin(session("s1", "anna", 1))
    store.sessions.begin(session("s2", "bertil", 2))
    store.sessions.begin(session("s3", "anna", 3))
    assert store.sessions.all() == (session("s2", "bertil", 2), session("s3", "anna", 3))


def test_sessions_end(store: Store) -> None:
    store.sessions.begin(session("s1", "anna", 1))
    store.sessions.begin(session("s2", "bertil", 2))
    store.sessions.end(["s1", "unknown"])
    assert [one.id for one in store.sessions.all()] == ["s2"]


# --- what outlives the process -------------------------------------------------------------------


def test_everything_is_there_after_a_restart(lasting: tuple[Path, str]) -> None:  # F130
    with closing(open_store(*lasting)) as store:
        store.log.append([entry(1, "a", "b")])
        store.snapshots.save(Snapshot(2, 1, (LOGGED_IN,)), 1)
        store.users.save([User(id="anna", password_hash="h")])
        store.sessions.begin(session("s", "anna", 1))
    with closing(open_store(*lasting)) as store:
        assert codes(store.log.replay()) == [(1, "a"), (2, "b")]
        assert store.log.last() == (2, 1)
        assert store.log.append([entry(2, "c")]) == 3
        assert store.snapshots.newest(3) == Snapshot(2, 1, (LOGGED_IN,))
        assert store.users.find("anna") == User(id="anna", password_hash="h")
        assert store.sessions.all() == (session("s", "anna", 1),)


def test_rows_of_dialogs_are_added_replaced_and_removed_together(store: Store) -> None:  # F120
    assert store.dialogs.all() == {}
    store.dialogs.write({("leg", "i2"): b"two", ("leg", "i1"): b"one", ("port", ""): b"\0\xff"})
    store.dialogs.write({("leg", "i1"): None, ("leg", "i2"): b"2", ("binding", "i1"): b"b", ("leg", "none"): None})
    assert store.dialogs.all() == {("binding", "i1"): b"b", ("leg", "i2"): b"2", ("port", ""): b"\0\xff"}
    store.dialogs.write({})
    assert list(store.dialogs.all()) == [("binding", "i1"), ("leg", "i2"), ("port", "")]


def test_nothing_is_kept_of_dialogs_of_which_one_cannot_be(lasting: tuple[Path, str]) -> None:
    with closing(open_store(*lasting)) as store:
        store.dialogs.write({("leg", "i1"): b"one"})
        with pytest.raises(StoreFailed):
            store.dialogs.write({("leg", "i1"): None, ("leg", object()): b"two"})  # type: ignore[dict-item]
        assert store.dialogs.all() == {("leg", "i1"): b"one"}


@pytest.mark.expects_log("leg i2 is damaged")
def test_dialogs_outlive_the_process_sealed(lasting: tuple[Path, str]) -> None:
    """F120. A row that was moved or spoiled is passed over, the others are found."""
    with closing(open_store(*lasting)) as store:
        store.dialogs.write({("leg", "i1"): b"sip:0301234@10.0.0.9", ("leg", "i2"): b"two"})
    with closing(open_store(*lasting)) as store:
        assert store.dialogs.all() == {("leg", "i1"): b"sip:0301234@10.0.0.9", ("leg", "i2"): b"two"}
        assert isinstance(store.dialogs, SqlDialogs)
        database = store.dialogs._database
        (sealed,) = [bytes(row[0]) for row in database.rows("SELECT sealed FROM dialogs WHERE id = 'i1'")]
        assert b"0301234" not in sealed
        database.rows("UPDATE dialogs SET sealed = ? WHERE id = 'i2'", (sealed,))
        assert store.dialogs.all() == {("leg", "i1"): b"sip:0301234@10.0.0.9"}


def test_only_one_server_has_it(lasting: tuple[Path, str]) -> None:
    with closing(open_store(*lasting)), pytest.raises(DataInUse, match="another server uses this data"):
        open_store(*lasting)
    open_store(*lasting).close()


def test_beside_a_server_the_log_is_read_and_accounts_are_changed(lasting: tuple[Path, str]) -> None:
    with closing(open_store(*lasting)) as store:
        store.log.append([entry(1, "a")])
        with beside(*lasting) as other:
            store.log.append([entry(2, "b")])
            assert codes(other.log.replay()) == [(1, "a"), (2, "b")]
            other.users.save([User(id="anna", password_hash="h")])
        assert store.users.find("anna") == User(id="anna", password_hash="h")
        store.log.append([entry(3, "c")])


def test_few_snapshots_are_kept_well_apart(lasting: tuple[Path, str]) -> None:
    """So that one of them always has many events after it, however often the server is started."""
    with closing(open_store(*lasting)) as store:
        for n in range(1, 101):
            store.snapshots.save(Snapshot(n, n, ()), 10)
        kept = {found.n for n in range(101) if (found := store.snapshots.newest(n)) is not None}
    assert kept == {100, 91, 81, 71, 61, 51}
