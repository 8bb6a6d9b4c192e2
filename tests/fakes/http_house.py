"""A routing server without SIP: the real engine, store, hub and HTTP on a free port, and a client that follows it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import httpx
import msgspec
from argon2 import PasswordHasher

from agent_desktop.client.sse import Parser, Sent
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    AgentDefined,
    AgentStatus,
    AnyCommand,
    AnyEffect,
    Asked,
    Define,
    Queue,
    Reason,
    Row,
    SetStatus,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.views import Plan
from agent_desktop.protocol.wire import (
    COMMAND,
    EVENTS,
    SESSION,
    SNAPSHOT,
    VERSION,
    Accepted,
    CaseHistory,
    Frame,
    LogInRequest,
    PeriodFigures,
    Session,
    SipAccount,
    Snapshot,
    encode,
)
from agent_desktop.server.clock import Clock
from agent_desktop.server.contact_history import ContactHistory
from agent_desktop.server.engine import Engine
from agent_desktop.server.http.app import HttpApp
from agent_desktop.server.http.hub import KEPT, LAG, Hub, Place
from agent_desktop.server.http.key import ServerKey
from agent_desktop.server.http.ports import Note, RecordingStore, Sound
from agent_desktop.server.http.server import HttpServer
from agent_desktop.server.http.sessions import Sessions
from agent_desktop.server.own_figures import OwnFigures
from agent_desktop.server.passwords import Passwords, import_passwords
from agent_desktop.server.published import Published
from agent_desktop.server.reports.book import Book
from agent_desktop.server.reports.customers import CustomerBook, Marks
from agent_desktop.server.reports.follower import Follower
from agent_desktop.server.store.memory import MemoryStore
from agent_desktop.server.store.port import Store

DEADLINE_S = 10.0
QUICK = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
AGENTS = ("anna", "bertil", "claire")
"""Claire is the supervisor; every password is ``secret-<user>``."""

CENTRE = Define(
    queues=(Queue(id="service", name="Customer service", number="1000"),),
    agents=tuple(
        Agent(id=user, name=user.title(), queues=("service",), supervisor=user == "claire") for user in AGENTS
    ),
    reasons=(Reason(id="Busy_Lunch"),),
)


class MovableClock(Clock):
    """The server's clock, which a test can set forward."""

    def __init__(self) -> None:
        super().__init__()
        self.ahead = 0

    def now(self) -> int:
        return super().now() + self.ahead


class WatchedHub(Hub):
    """A hub that tells when a stream comes or goes."""

    def __init__(self, kept: int = KEPT, lag: int = LAG) -> None:
        super().__init__(kept, lag)
        self._moved = asyncio.Event()

    def open(self, session_id: str, viewer: str, supervisor: bool, after: int | None) -> Place | None:
        self._moved.set()
        return super().open(session_id, viewer, supervisor, after)

    def close(self, place: Place) -> None:
        self._moved.set()
        super().close(place)

    async def until(self, places: int) -> None:
        """Wait until so many streams are open."""
        async with asyncio.timeout(DEADLINE_S):
            while self.places != places:
                self._moved.clear()
                await self._moved.wait()


class NoClips:
    """No audio clip has a sound here."""

    async def open(self, clip: int, viewer: str) -> Sound | None:
        return None


class NoRecordings:
    """Nothing was recorded."""

    async def listing(self, viewer: str) -> tuple[Note, ...]:
        del viewer
        return ()

    async def find(self, recording: int, viewer: str) -> Note | None:
        del recording, viewer

    async def open(self, recording: int) -> Sound | None:
        del recording

    async def heard(self, recording: int) -> None:
        del recording

    def customer(self, case: int) -> tuple[str, str]:
        del case
        return "", ""


class NoFigures:
    """Satisfies the routes' port with days on which nothing happened; keeps who asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[int, ...]]] = []

    async def own(self, agent: str, moments: Sequence[int]) -> tuple[PeriodFigures, ...]:
        self.asked.append((agent, tuple(moments)))
        return tuple(
            PeriodFigures(begin=begin, end=end, queue_taken=0, other_taken=0, made=0)
            for begin, end in pairwise(moments)
        )


class NoBooks:
    """Nobody called before, and nothing is counted."""

    figures = None

    async def of(self, case: int, viewer: str) -> CaseHistory | None:
        del case, viewer

    def wake(self) -> None:
        """There is nothing to follow."""

    def close(self) -> None:
        """There is nothing to close."""


class KeptBooks:
    """The real books of customers and of intervals, in a folder, and what the server makes of them."""

    def __init__(self, folder: Path, state: Callable[[], State], store: Store) -> None:
        customers, reports, marks = folder / "customers.db", folder / "reports.db", Marks(b"k" * 32)
        books = (lambda: CustomerBook(customers, marks), lambda: Book(reports))
        self._follower = Follower(books, store.reading.replay)
        self._follower.start()
        self.of = ContactHistory(customers, marks, store.looking, state).of
        self.figures = OwnFigures(reports)

    def wake(self) -> None:
        """There is more in the log."""
        self._follower.wake()

    def close(self) -> None:
        """End its thread."""
        self._follower.close()


MakeBooks = Callable[[Callable[[], State], Store], NoBooks | KeptBooks]
MakeRecordings = Callable[[Engine], RecordingStore]


class House:
    """The server's parts, and its address. Made by ``house()``."""

    def __init__(
        self,
        store: Store,
        hub: WatchedHub,
        keep_alive_ms: int,
        check_s: float,
        recordings: MakeRecordings,
        books: MakeBooks,
    ) -> None:
        self.hub = hub
        self._log = store.log
        self.clock = MovableClock()
        self.effects: list[AnyEffect] = []
        self._said = False
        self.books = books(lambda: self.engine.state, store)
        self.engine = Engine(store.log, handle=self.effects.append, published=self._publish, clock=self.clock)
        self.sessions = Sessions(
            self.engine,
            store.users,
            store.sessions,
            QUICK,
            ServerKey(b"k" * 32),
            ended=lambda session, _: hub.end_session(session),
            check_s=check_s,
        )
        self.figures = NoFigures()
        self.app = HttpApp(
            self.engine,
            self.sessions,
            hub,
            account,
            recordings(self.engine),
            NoClips(),
            self.books.figures or self.figures,
            self.books,
            keep_alive_ms,
        )
        self.server = HttpServer(self.app, hub)
        self.url = ""

    def _publish(self, published: Sequence[Published]) -> None:
        """What the core made; once a test speaks in its place, the core's numbers go on nowhere: a stream that ends
        still tells it that a client is gone."""
        if not self._said:
            self.hub.publish(published)
            self.books.wake()

    def say(self, name: str) -> int:
        """An event that everybody sees, published without the core: only its number matters."""
        return self.say_plan(Plan(public=(AgentDefined(agent=Agent(id="zoe", name=name)),)))

    def say_plan(self, plan: Plan) -> int:
        """An event that reaches those whom the plan names."""
        self._said = True
        self.hub.publish([Published(n=self.hub.n + 1, at=1, plan=plan)])
        return self.hub.n

    def state_at(self, n: int) -> State:
        """The state after event ``n``, as the log has it."""
        return fold(EMPTY, tuple(logged.event for logged in self._log.replay() if logged.n <= n))

    async def ask(self, by: str, command: AnyCommand) -> int:
        """A command that the core must not refuse."""
        answer = await self.engine.submit(Asked(by=by, command=command))
        assert isinstance(answer, int), answer
        return answer

    async def happen(self, agent: str) -> int:
        """Something small happens that everybody sees: the agent goes to administrative work, or back."""
        status = self.engine.state.presences[agent].status
        other = AgentStatus.READY if status is AgentStatus.ADMINISTRATIVE else AgentStatus.ADMINISTRATIVE
        return await self.ask(agent, SetStatus(status=other))


def account(user: str, password: str) -> SipAccount:
    return SipAccount(server="sip:127.0.0.1:5060", user=user, password=password)


@contextlib.asynccontextmanager
async def house(
    store: Store | None = None,
    *,
    hub: WatchedHub | None = None,
    keep_alive_ms: int = 60_000,
    check_s: float = 3_600,
    recordings: MakeRecordings = lambda engine: NoRecordings(),
    books: MakeBooks = lambda state, store: NoBooks(),
) -> AsyncIterator[House]:
    """A server that runs; without a store one in memory. Tests that log agents in without a session want no check."""
    store = store or MemoryStore()
    import_passwords({user: f"secret-{user}" for user in AGENTS}, QUICK, store.users, store.sessions)
    made = House(store, hub or WatchedHub(), keep_alive_ms, check_s, recordings, books)
    made.engine.start()
    await made.ask(SYSTEM, CENTRE)
    made.sessions.start()
    host, port = await made.server.start("127.0.0.1", 0)
    made.url = f"http://{host}:{port}"
    try:
        yield made
    finally:
        await made.server.close()
        await made.sessions.close()
        await made.engine.close()
        made.books.close()


class Caller:
    """Someone with a browser's patience: requests, and one stream after the other."""

    def __init__(self, url: str) -> None:
        limits = httpx.Limits(max_connections=None)
        self.http = httpx.AsyncClient(base_url=url, timeout=DEADLINE_S, trust_env=False, limits=limits)
        self.session: Session | None = None

    async def __aenter__(self) -> Caller:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    @property
    def bearer(self) -> dict[str, str]:
        assert self.session is not None
        return {"Authorization": f"Bearer {self.session.token}"}

    async def log_in(self, user: str, password: str | None = None, **phone: Any) -> httpx.Response:
        secret = f"secret-{user}" if password is None else password
        given = LogInRequest(user=user, password=secret, version=VERSION, **phone)
        response = await self.http.post(SESSION, content=encode(given))
        if response.status_code == 200:
            self.session = msgspec.json.decode(response.content, type=Session)
        return response

    async def log_out(self) -> httpx.Response:
        return await self.http.delete(SESSION, headers=self.bearer)

    async def command(self, command: Row) -> httpx.Response:
        return await self.http.post(COMMAND, content=encode(command), headers=self.bearer)

    async def accepted(self, command: Row) -> int:
        response = await self.command(command)
        assert response.status_code == 200, response.text
        return msgspec.json.decode(response.content, type=Accepted).n

    async def snapshot(self) -> Snapshot:
        response = await self.http.get(SNAPSHOT, headers=self.bearer)
        assert response.status_code == 200
        return msgspec.json.decode(response.content, type=Snapshot)

    @contextlib.asynccontextmanager
    async def stream(self, after: int | str | None = None) -> AsyncIterator[Stream]:
        headers = self.bearer if after is None else {**self.bearer, "Last-Event-ID": str(after)}
        async with self.http.stream("GET", EVENTS, headers=headers) as response:
            assert response.status_code == 200
            assert response.headers["content-type"] == "text/event-stream"
            yield Stream(response)


class Stream:
    """An open event stream, read one event at a time."""

    def __init__(self, response: httpx.Response) -> None:
        self._chunks = response.aiter_bytes()
        self._parser = Parser()
        self._ready: list[Sent] = []

    async def next(self) -> Sent | None:
        """The next event of any kind; None when the server has ended the response."""
        async with asyncio.timeout(DEADLINE_S):
            while not self._ready:
                try:
                    self._ready = self._parser.feed(await anext(self._chunks))
                except StopAsyncIteration:
                    return None
        return self._ready.pop(0)

    async def frame(self) -> Frame:
        """The next frame; keep-alives are passed over."""
        while (sent := await self.next()) is not None:
            if sent.event != "alive":
                assert sent.event == "message", sent
                frame = msgspec.json.decode(sent.data, type=Frame)
                assert sent.id == str(frame.n)
                return frame
        raise AssertionError("the stream ended")

    async def frames_to(self, n: int) -> list[Frame]:
        """Frames up to number ``n``, which must be one of them."""
        frames = [await self.frame()]
        while frames[-1].n < n:
            frames.append(await self.frame())
        assert frames[-1].n == n
        return frames


def folded(snapshot: Snapshot, frames: list[Frame]) -> State:
    """What a client knows after a snapshot and these frames."""
    state = fold(EMPTY, snapshot.events)
    for frame in frames:
        state = fold(state, frame.events)
    return state


def problem(response: httpx.Response) -> dict[str, Any]:
    """The body of a refusal or a problem."""
    return response.json()
