"""The window's own connection against the real server: what one side says the other understands."""

from __future__ import annotations

import asyncio
import queue
from collections.abc import Callable
from typing import Any, TypeVar

from agent_desktop.client.connection import Connection
from agent_desktop.client.port import Alive, FrameCame, Heard, LinkChanged, SessionEnded, SnapshotTaken
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import AgentStatus, Refusal, SetStatus
from agent_desktop.protocol.wire import Accepted, Problem, Session
from tests.fakes.http_house import DEADLINE_S, House, house

T = TypeVar("T")


class Window:
    """A connection, and what it hears, awaited from the server's event loop."""

    def __init__(self, url: str) -> None:
        self._heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self.connection = Connection(url, self._heard.put)
        self.frames: list[FrameCame] = []

    async def ask(self, question: Callable[..., None], *given: Any) -> Any:
        """Ask one of the connection's methods and wait for its ``done``."""
        answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        question(*given, answers.put)
        return await asyncio.to_thread(answers.get, timeout=DEADLINE_S)

    async def until(self, kind: type[T], suits: Callable[[T], bool] = lambda _: True) -> T:
        """The next value of this kind that suits; frames passed over are kept."""
        while True:
            heard = await asyncio.to_thread(self._heard.get, timeout=DEADLINE_S)
            if isinstance(heard, FrameCame):
                self.frames.append(heard)
            if isinstance(heard, kind) and suits(heard):
                return heard

    async def close(self) -> None:
        await asyncio.to_thread(self.connection.close)


def test_log_in_follow_ask_and_be_taken_over() -> None:
    async def play(made: House) -> None:
        window, elsewhere = Window(made.url), Window(made.url)
        refused = await window.ask(window.connection.log_in, "anna", "wrong")
        assert isinstance(refused, Problem)
        assert refused.code == "bad_credentials"
        assert isinstance(await window.ask(window.connection.log_in, "anna", "secret-anna"), Session)
        snapshot = (await window.until(SnapshotTaken)).snapshot
        await window.until(Alive)
        busy = await window.ask(window.connection.command, SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch"))
        assert isinstance(busy, Accepted)
        await window.until(FrameCame, lambda came: came.frame.n == busy.n)
        state = fold(EMPTY, snapshot.events)
        for came in window.frames:
            state = fold(state, came.frame.events)
        assert state.presences == made.engine.state.presences
        no = await window.ask(window.connection.command, SetStatus(status=AgentStatus.IN_CALL))
        assert no == Refusal(code="status_not_selectable")
        assert isinstance(await elsewhere.ask(elsewhere.connection.log_in, "anna", "secret-anna"), Session)
        assert (await window.until(SessionEnded)).problem.code == "session_over"
        assert await elsewhere.ask(elsewhere.connection.log_out) is None
        await asyncio.gather(window.close(), elsewhere.close())

    async def run() -> None:
        async with house() as made:
            await play(made)

    asyncio.run(run())


def test_a_window_whose_server_restarts_takes_its_stream_up_again() -> None:
    async def run() -> None:
        async with house() as made:
            window = Window(made.url)
            await window.ask(window.connection.log_in, "anna", "secret-anna")
            await window.until(Alive)
            made.hub.leave_all()
            await window.until(LinkChanged)
            missed = await made.happen("anna")
            await window.until(FrameCame, lambda came: came.frame.n == missed)
            assert [came.frame.n for came in window.frames] == [missed]
            await window.close()

    asyncio.run(run())
