"""Whether an agent's client is there, as the core is told by the streams; and sessions that end from outside."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec
import pytest

from agent_desktop.domain.messages import AgentStatus, LegEnd, LegEnded, LogIn, Presence
from agent_desktop.protocol.wire import EVENTS, SNAPSHOT
from agent_desktop.server.store.memory import MemoryStore
from tests.fakes.http_house import DEADLINE_S, Caller, House, house
from tests.wire.test_sessions_wire import let_a_call_be_offered


async def until(made: House, agent: str, suits: Callable[[Presence], bool]) -> Presence:
    """Wait until the agent's row is so; woken by what is published."""
    place, published = made.hub.open("the test", "the test", True, None), asyncio.Event()
    assert place is not None
    place.ready = published.set
    try:
        async with asyncio.timeout(DEADLINE_S):
            while not suits(made.engine.state.presences[agent]):
                published.clear()
                await published.wait()
    finally:
        made.hub.close(place)
    return made.engine.state.presences[agent]


def here(presence: Presence) -> bool:
    return not presence.away


def away(presence: Presence) -> bool:
    return presence.away


def absent(presence: Presence) -> bool:
    return presence.status is AgentStatus.LOGGED_OUT


def test_the_core_is_told_when_the_last_stream_ends_and_the_first_begins() -> None:  # F122
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as first:
                assert await first.next() is not None
                requests = made.server._server.server_state.tasks
                others = set(requests)
                async with anna.stream() as second:
                    assert await second.next() is not None
                    ending = requests - others
                assert ending
                await asyncio.wait(ending, timeout=DEADLINE_S)
                await made.happen("anna")  # whatever the second stream's end had said has been taken before this
                assert here(made.engine.state.presences["anna"])
            gone = await until(made, "anna", away)
            assert gone.leave_at is not None
            async with anna.stream():
                assert (await until(made, "anna", here)).leave_at is None

    asyncio.run(play())


def test_a_connection_that_is_cut_is_a_client_gone() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                assert await stream.next() is not None
                (connection,) = made.server._server.server_state.connections
                connection.transport.abort()  # pyright: ignore[reportAttributeAccessIssue] - a reset, as of a dead PC
                await until(made, "anna", away)

    asyncio.run(play())


def test_a_server_that_stops_says_nothing_about_its_clients() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                assert await stream.next() is not None
                await made.server.close()
            await made.happen("anna")
            assert here(made.engine.state.presences["anna"])

    asyncio.run(play())


def test_a_take_over_is_no_absence() -> None:  # F002
    async def play() -> None:
        async with house() as made, Caller(made.url) as old, Caller(made.url) as new:
            await old.log_in("anna")
            async with old.stream() as stream:
                assert await stream.next() is not None
                await new.log_in("anna")
                async with new.stream() as taken:
                    assert await taken.next() is not None
                    await made.hub.until(1)
                    await until(made, "anna", here)

    asyncio.run(play())


# --- sessions that end from outside --------------------------------------------------------------


def test_a_disabled_user_is_out_within_a_check_and_hears_why() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as anna, Caller(made.url) as bertil:
            await anna.log_in("anna")
            await bertil.log_in("bertil")
            async with anna.stream() as stream, bertil.stream() as other:
                assert await stream.next() is not None
                assert await other.next() is not None
                store.users.save([msgspec.structs.replace(store.users.all()[0], disabled=True)])
                await made.sessions.reconcile()
                last = await stream.next()
                while last is not None and last.event != "end":
                    last = await stream.next()
                assert last is not None
                assert "session_over" in last.data
                assert [session.user for session in store.sessions.all()] == ["bertil"]
                assert absent(made.engine.state.presences["anna"])
                for path in (SNAPSHOT, EVENTS):  # a revoked token opens nothing
                    assert (await anna.http.get(path, headers=anna.bearer)).status_code == 401
                assert (await bertil.snapshot()).agent == "bertil"
                assert (await other.frame()).n > 0  # it goes on

    asyncio.run(play())


def test_a_session_that_is_gone_from_the_store_is_over() -> None:
    """As after a new password: the user may log in again at once."""

    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            store.sessions.end([session.id for session in store.sessions.all()])
            await made.sessions.reconcile()
            assert made.sessions.password("anna") is None
            assert absent(made.engine.state.presences["anna"])
            assert (await anna.log_in("anna")).status_code == 200
            await made.sessions.reconcile()
            assert not absent(made.engine.state.presences["anna"])

    asyncio.run(play())


def test_who_is_present_without_a_session_is_logged_out_when_the_call_is_over() -> None:
    async def play() -> None:
        async with house() as made:
            await made.ask("bertil", LogIn())
            await made.ask("anna", LogIn())
            await let_a_call_be_offered(made, "anna")
            await made.sessions.reconcile()
            assert absent(made.engine.state.presences["bertil"])
            assert made.engine.state.presences["anna"].status is AgentStatus.OFFERED
            await made.engine.submit(LegEnded(leg="i1", cause=LegEnd.HUNG_UP))
            await made.sessions.reconcile()
            assert absent(made.engine.state.presences["anna"])

    asyncio.run(play())


def test_the_check_comes_by_itself() -> None:
    async def play() -> None:
        async with house(check_s=0.01) as made:
            await made.ask("anna", LogIn())
            await until(made, "anna", absent)

    asyncio.run(play())


@pytest.mark.parametrize("name", ["anna", "bertil"])
def test_a_log_in_under_way_is_not_undone_by_the_check(name: str) -> None:
    async def play() -> None:
        async with house(check_s=0.001) as made, Caller(made.url) as caller:
            for _ in range(5):
                assert (await caller.log_in(name)).status_code == 200
                assert (await caller.snapshot()).agent == name
                assert not absent(made.engine.state.presences[name])

    asyncio.run(play())
