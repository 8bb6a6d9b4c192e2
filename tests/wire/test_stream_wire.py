"""The event stream over real HTTP: nothing lost, nothing twice, and an end that says why."""

from __future__ import annotations

import asyncio
import itertools
import socket
from contextlib import AsyncExitStack, closing
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_desktop.client.sse import Parser
from agent_desktop.domain.evolve import EMPTY, evolve
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentStatus,
    Define,
    LogIn,
    Noticed,
    PresenceChanged,
    SetStatus,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.views import Plan, view, visible
from agent_desktop.protocol.wire import EVENTS
from agent_desktop.server.http.server import HttpServer
from agent_desktop.server.store.memory import MemoryStore
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.http_house import DEADLINE_S, Caller, Stream, WatchedHub, folded, house
from tests.wire.test_sessions_wire import let_a_call_be_offered


def numbers(frames: list) -> list[int]:
    return [frame.n for frame in frames]


def shown(state: State, viewer: str) -> State:
    """The rows of a state, without what only the core counts."""
    return msgspec.structs.replace(view(state, viewer), next_id=1)


def test_the_stream_begins_with_a_sign_of_life_and_then_what_happens() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                first = await stream.next()
                assert first is not None
                assert (first.event, first.id, first.data) == ("alive", str(made.engine.n), "{}")
                n = await anna.accepted(SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch"))
                frame = await stream.frame()
                assert frame.n == n
                (event,) = frame.events
                assert isinstance(event, PresenceChanged)
                assert (event.presence.agent, event.presence.reason) == ("anna", "Busy_Lunch")

    asyncio.run(play())


def test_f119_a_stream_is_resumed_where_it_broke_off() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            snapshot = await anna.snapshot()
            async with anna.stream(snapshot.n) as stream:
                seen = await stream.frames_to(await made.happen("anna"))
            for _ in range(5):
                await made.happen("anna")
            async with anna.stream(seen[-1].n) as stream:
                seen += await stream.frames_to(made.engine.n)
                seen += await stream.frames_to(await made.happen("anna"))
            assert numbers(seen) == list(range(snapshot.n + 1, made.engine.n + 1))
            assert shown(folded(snapshot, seen), "anna") == shown(made.engine.state, "anna")

    asyncio.run(play())


def test_a_stream_is_resumed_across_a_restart_of_the_server(data_dir: Path) -> None:
    async def before() -> tuple[Caller, int]:
        with closing(SqliteStore(data_dir)) as store:
            async with house(store) as made, Caller(made.url) as anna:
                await anna.log_in("anna")
                n = made.engine.n
                await made.happen("anna")
                return anna, n

    async def after(earlier: Caller, n: int) -> None:
        with closing(SqliteStore(data_dir)) as store:
            async with house(store) as made, Caller(made.url) as anna:
                anna.session = earlier.session
                async with anna.stream(n) as stream:
                    frames = await stream.frames_to(await made.happen("anna"))
                assert numbers(frames) == [n + 1, n + 2]

    async def play() -> None:
        await after(*await before())

    asyncio.run(play())


def test_each_sees_what_is_theirs_with_gaps_for_the_rest() -> None:
    """Anna is offered the call; Claire is a supervisor; Bertil is a colleague."""

    async def play() -> None:
        async with house() as made, AsyncExitStack() as stack:
            callers = {user: await stack.enter_async_context(Caller(made.url)) for user in ("anna", "bertil", "claire")}
            for user, caller in callers.items():
                await caller.log_in(user)
            before = {user: await caller.snapshot() for user, caller in callers.items()}
            await let_a_call_be_offered(made, "anna")
            last = await made.happen("bertil")
            frames = {}
            for user, caller in callers.items():
                async with caller.stream(before[user].n) as stream:
                    frames[user] = await stream.frames_to(last)
            for user in callers:
                assert shown(folded(before[user], frames[user]), user) == shown(made.state_at(last), user)
            private = {user: "Zoë" in str(frames[user]) for user in callers}
            assert private == {"anna": True, "bertil": False, "claire": True}
            assert len(frames["bertil"]) < len(frames["anna"])

    asyncio.run(play())


def test_who_becomes_a_supervisor_sees_more_from_then_on_and_less_afterwards() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as bertil:
            await bertil.log_in("bertil")
            await made.ask("anna", LogIn())
            before = await bertil.snapshot()
            await let_a_call_be_offered(made, "anna")
            row = made.engine.state.agents["bertil"]
            offered = made.engine.n
            promoted = await made.ask(SYSTEM, Define(agents=(msgspec.structs.replace(row, supervisor=True),)))
            async with bertil.stream(before.n) as stream:
                frames = await stream.frames_to(promoted)
            assert "Zoë" not in str([frame for frame in frames if frame.n <= offered])
            assert shown(folded(before, frames), "bertil") == shown(made.state_at(promoted), "bertil")
            demoted = await made.ask(SYSTEM, Define(agents=(row,)))
            async with bertil.stream(promoted) as stream:
                frames += await stream.frames_to(demoted)
            assert shown(folded(before, frames), "bertil") == shown(made.state_at(demoted), "bertil")

    asyncio.run(play())


@pytest.mark.parametrize("after", ["0", "1", "99", "9" * 5000, "-1", "first"])
def test_an_unknown_or_too_old_number_gets_a_resync(after: str) -> None:
    async def play() -> None:
        async with house(hub=WatchedHub(kept=3)) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            assert 5 < made.engine.n < 99
            async with anna.stream(after) as stream:
                sent = await stream.next()
                assert sent is not None
                assert (sent.event, sent.id, sent.data) == ("resync", None, "{}")
                assert await stream.next() is None
            oldest = made.engine.n - 3
            async with anna.stream(oldest) as stream:
                assert numbers(await stream.frames_to(made.engine.n)) == [oldest + 1, oldest + 2, oldest + 3]
            async with anna.stream(oldest - 1) as stream:
                sent = await stream.next()
                assert sent is not None
                assert sent.event == "resync"

    asyncio.run(play())


def test_a_silent_stream_says_that_it_is_alive_even_while_others_see_much() -> None:
    """F119: the keep-alive's number says that nothing of mine is missing up to there."""

    async def play() -> None:
        async with house(keep_alive_ms=200) as made, Caller(made.url) as anna:
            await anna.log_in("anna")

            async def whisper_to_bertil() -> None:
                while True:
                    made.say_plan(Plan(own={"bertil": (Noticed(agent="bertil", code="offer_missed"),)}))
                    await asyncio.sleep(0.005)  # the load of this test, more often than the keep-alive

            whispering = asyncio.ensure_future(whisper_to_bertil())
            async with anna.stream() as stream:
                for _ in range(3):
                    assert await alive(stream) <= made.hub.n
                whispering.cancel()
                last = await alive(stream)
                while last < made.hub.n:  # one may have been on its way
                    last = await alive(stream)
            async with anna.stream(last) as stream:
                n = made.say("still the same stream of numbers")
                assert (await stream.frame()).n == n

    asyncio.run(play())


async def alive(stream: Stream) -> int:
    """The number of a keep-alive, which must be what comes next."""
    sent = await stream.next()
    assert sent is not None
    assert (sent.event, sent.data) == ("alive", "{}")
    return int(sent.id or 0)


class Deaf:
    """A client that opens its stream and then reads nothing until told: small buffers, so that it is felt soon."""

    def __init__(self, url: str, bearer: dict[str, str], after: int) -> None:
        target = httpx.URL(url)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        self.socket.connect((target.host, target.port))
        request = f"GET {EVENTS} HTTP/1.1\r\nHost: x\r\nAuthorization: {bearer['Authorization']}\r\n"
        self.socket.sendall(f"{request}Connection: close\r\nLast-Event-ID: {after}\r\n\r\n".encode())
        self.socket.setblocking(False)

    async def read_to(self, n: int) -> list[int]:
        """The numbers of the frames up to ``n``; the connection is open still."""
        loop, data = asyncio.get_running_loop(), b""
        async with asyncio.timeout(DEADLINE_S):
            while b"id: %d\n" % n not in data:
                chunk = await loop.sock_recv(self.socket, 65536)
                assert chunk, "the connection was cut"
                data += chunk
        self.socket.close()
        return [int(line.removeprefix(b"id: ")) for line in data.replace(b"\r", b"").split(b"\n") if line[:3] == b"id:"]

    async def read_all(self) -> list[tuple[str | None, str]]:
        """(id, event) of everything up to the end of the connection."""
        loop, data = asyncio.get_running_loop(), b""
        async with asyncio.timeout(DEADLINE_S):
            try:
                while chunk := await loop.sock_recv(self.socket, 65536):
                    data += chunk
            except ConnectionResetError:
                pass  # the server cut it
        self.socket.close()
        lines = [line for line in data.split(b"\r\n") if line.startswith((b"id", b"event", b"data"))]
        return [(sent.id, sent.event) for sent in Parser().feed(b"".join(lines))]


def test_a_client_that_does_not_read_is_cut_and_resumes_without_loss() -> None:
    async def play() -> None:
        async with house(hub=WatchedHub(lag=20)) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            start = made.engine.n
            deaf = Deaf(made.url, anna.bearer, start)
            async with anna.stream(start) as healthy:
                await made.hub.until(2)
                first = await healthy.next()
                assert first is not None
                assert first.event == "alive"
                async with asyncio.timeout(DEADLINE_S):
                    while made.hub.places == 2:
                        n = made.say("x" * 50_000)
                        assert (await healthy.frame()).n == n
                last = made.hub.n
            got = [int(id_) for id_, event in await deaf.read_all() if event == "message" and id_ is not None]
            assert got == list(range(start + 1, start + 1 + len(got)))  # what arrived is whole and in order
            assert got[-1] < last
            async with anna.stream(got[-1]) as stream:
                assert numbers(await stream.frames_to(last)) == list(range(got[-1] + 1, last + 1))

    asyncio.run(play())


def test_a_client_that_only_pauses_reads_on_without_loss() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            start = made.engine.n
            deaf = Deaf(made.url, anna.bearer, start - 1)
            await made.hub.until(1)
            (place,) = made.hub._places
            async with asyncio.timeout(DEADLINE_S):
                while place.after == made.hub.n or place.after < start:
                    made.say("x" * 50_000)
                    await asyncio.sleep(0)
            for _ in range(5):
                made.say("after the connection was full")
            assert await deaf.read_to(made.hub.n) == list(range(start, made.hub.n + 1))

    asyncio.run(play())


def test_a_slow_client_that_reads_again_in_time_hears_why_it_was_dropped() -> None:
    async def play() -> None:
        async with house(hub=WatchedHub(lag=20)) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            deaf = Deaf(made.url, anna.bearer, made.engine.n)
            await made.hub.until(1)
            (place,) = made.hub._places
            async with asyncio.timeout(DEADLINE_S):
                while place.problem is None:
                    made.say("x" * 50_000)
                    await asyncio.sleep(0)
            told = await deaf.read_all()
            assert told[-1] == (None, "end")

    asyncio.run(play())


def test_a_commit_larger_than_the_allowed_lag_drops_nobody() -> None:
    async def play() -> None:
        async with house(hub=WatchedHub(lag=5)) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                assert (await stream.next()) is not None
                many = tuple(Agent(id=f"agent{number}", name="New") for number in range(50))
                n = await made.ask(SYSTEM, Define(agents=many))
                assert len(await stream.frames_to(n)) == 100  # each agent and their presence

    asyncio.run(play())


def test_two_hundred_clients_each_get_what_they_may_see_and_leavers_are_forgotten() -> None:
    async def follow(stream: Stream, to: int) -> list[int]:
        return numbers(await stream.frames_to(to))

    def may_see(store: MemoryStore, viewer: str, after: int) -> list[int]:
        state, seen = EMPTY, []
        for logged in store.log.replay():
            if logged.n > after and visible(state, logged.event, viewer):
                seen.append(logged.n)
            state = evolve(state, logged.event)
        return seen

    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, AsyncExitStack() as stack:
            callers = {user: await stack.enter_async_context(Caller(made.url)) for user in ("anna", "bertil", "claire")}
            for user, caller in callers.items():
                await caller.log_in(user)
            start = made.engine.n
            viewers = [user for user, _ in zip(itertools.cycle(callers), range(200), strict=False)]
            streams = [await stack.enter_async_context(callers[user].stream(start)) for user in viewers]
            assert made.hub.places == 200
            await let_a_call_be_offered(made, "anna")
            for _ in range(20):
                await made.happen("bertil")
            last = made.engine.n
            told = await asyncio.gather(*(follow(stream, last) for stream in streams))
            expected = {user: [n for n in may_see(store, user, start) if n <= last] for user in callers}
            assert len(expected["bertil"]) < len(expected["anna"])
            for user, got in zip(viewers, told, strict=True):
                assert got == expected[user]
            await stack.aclose()
            await made.hub.until(0)

    asyncio.run(play())


def test_a_client_of_http_1_0_gets_the_stream_without_chunks() -> None:
    """RFC 9112, section 7.1: whoever speaks 1.0 knows no chunks."""

    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            target = httpx.URL(made.url)
            reader, writer = await asyncio.open_connection(target.host, target.port)
            request = f"GET {EVENTS} HTTP/1.0\r\nAuthorization: {anna.bearer['Authorization']}\r\n"
            writer.write(f"{request}Last-Event-ID: 0\r\n\r\n".encode())
            async with asyncio.timeout(DEADLINE_S):
                await reader.readuntil(b"\r\n\r\n")
                begin = await reader.readuntil(b"id: 2\n")
                writer.close()
            assert begin.startswith(b"id: 1\ndata: {")

    asyncio.run(play())


def test_a_server_that_stops_ends_its_streams_and_frees_its_port() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                assert (await stream.next()) is not None
                closing_server = asyncio.ensure_future(made.server.close())
                assert await stream.next() is None  # no last word: the client takes it up again
                await closing_server
            target = httpx.URL(made.url)
            with socket.create_server((target.host, target.port or 0)):
                pass

    asyncio.run(play())


def test_a_taken_port_is_named() -> None:
    async def play() -> None:
        async with house() as made:
            port = httpx.URL(made.url).port or 0
            with pytest.raises(OSError, match=str(port)):
                await HttpServer(made.app, made.hub).start("127.0.0.1", port)

    asyncio.run(play())
