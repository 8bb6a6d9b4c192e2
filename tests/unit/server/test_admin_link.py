"""The administrator's link to a server that runs: who is let in, what is answered, and when nobody is there."""

from __future__ import annotations

import asyncio
import socket
import stat
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest

from agent_desktop.domain.messages import Asked, Erased, Listen, Refusal
from agent_desktop.server import admin_link
from agent_desktop.server.admin_link import HOST, AdminLink, Forget, Knock, Look, Order, Place, Question, Reply
from agent_desktop.server.failures import StoreFailed

DEADLINE_S = 10.0


class House:
    """What a server does when its administrator asks."""

    def __init__(self, answer: Refusal | int = 7, trouble: Exception | None = None) -> None:
        self.looked = 0
        self.asked: list[Asked | Erased] = []
        self._answer = answer
        self._trouble = trouble

    async def look(self) -> None:
        self.looked += 1
        if self._trouble is not None:
            raise self._trouble

    async def submit(self, given: Asked | Erased) -> Refusal | int:
        self.asked.append(given)
        if self._trouble is not None:
            raise self._trouble
        return self._answer


def with_link(data: Path, house: House, do: Callable[[], Awaitable[Reply | None]]) -> Reply | None:
    async def run() -> Reply | None:
        link = AdminLink(data, house.look, house.submit)
        await link.open()
        try:
            return await do()
        finally:
            await link.close()

    return asyncio.run(run())


def asked(data: Path, house: House, question: Question) -> Reply | None:
    return with_link(data, house, lambda: asyncio.to_thread(admin_link.ask, data, question, DEADLINE_S))


LISTEN = Order("vera", Listen(agent="bertil"))


def test_the_inbox_is_looked_through_when_the_administrator_says_so(tmp_path: Path) -> None:
    house = House()
    assert asked(tmp_path, house, Look()) == Reply()
    assert house.looked == 1


def test_a_command_is_given_for_an_agent(tmp_path: Path) -> None:
    house = House()
    assert asked(tmp_path, house, LISTEN) == Reply()
    assert house.asked == [Asked(by="vera", command=Listen(agent="bertil"))]


def test_what_was_erased_is_told_to_the_core(tmp_path: Path) -> None:
    house = House()
    assert asked(tmp_path, house, Forget((1, 3))) == Reply()
    assert house.asked == [Erased(cases=(1, 3))]


def test_a_refusal_is_told_in_its_words(tmp_path: Path) -> None:
    assert asked(tmp_path, House(Refusal(code="no_call_there")), LISTEN) == Reply("This agent is not in a call now.")


@pytest.mark.expects_log("an administrator's command failed")
@pytest.mark.parametrize("trouble", [StoreFailed("the disk is full"), PermissionError("not yours")])
def test_trouble_is_told(tmp_path: Path, trouble: Exception) -> None:
    for question in (Look(), LISTEN, Forget((1,))):
        reply = asked(tmp_path, House(trouble=trouble), question)
        assert reply == Reply(f"The server could not do it: {trouble}")


def test_nobody_is_there(tmp_path: Path) -> None:
    assert admin_link.ask(tmp_path, Look(), DEADLINE_S) is None
    asked(tmp_path, House(), Look())
    assert not admin_link.place(tmp_path).exists()
    with socket.create_server((HOST, 0)) as free:
        port = free.getsockname()[1]
    admin_link.place(tmp_path).write_bytes(msgspec.json.encode(Place(port, "left by a crash")))
    assert admin_link.ask(tmp_path, Look(), DEADLINE_S) is None


def test_a_listener_that_is_somebody_else_is_nobody(tmp_path: Path) -> None:
    admin_link.place(tmp_path).parent.mkdir()
    with socket.create_server((HOST, 0)) as other:
        admin_link.place(tmp_path).write_bytes(msgspec.json.encode(Place(other.getsockname()[1], "t")))
        assert admin_link.ask(tmp_path, Look(), 0.2) is None  # it says nothing


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        (msgspec.json.encode(Knock("guessed", LISTEN)), Reply("Not the administrator's token.")),
        (b"GET / HTTP/1.1", Reply("This could not be read.")),
        (b"\xff", Reply("This could not be read.")),
    ],
)
def test_strangers_are_not_let_in(tmp_path: Path, line: bytes, answer: Reply) -> None:
    house = House()

    async def knock() -> Reply:
        there = msgspec.json.decode(admin_link.place(tmp_path).read_bytes(), type=Place)
        reader, writer = await asyncio.open_connection(HOST, there.port)
        writer.write(line + b"\n")
        said = await asyncio.wait_for(reader.readline(), DEADLINE_S)
        writer.close()
        await writer.wait_closed()
        return msgspec.json.decode(said, type=Reply)

    assert with_link(tmp_path, house, knock) == answer
    assert (house.asked, house.looked) == ([], 0)


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX: elsewhere the directory's rights protect it")
def test_only_its_own_user_reads_the_token(tmp_path: Path) -> None:
    async def mode() -> Reply:
        return Reply(oct(stat.S_IMODE(admin_link.place(tmp_path).stat().st_mode)))

    assert with_link(tmp_path, House(), mode) == Reply("0o600")
