"""How an administrator's command reaches a server that runs: a question and its answer over loopback TCP.

The server says in ``DATA/run/admin.json``, which only its own user can read, on which port it listens and which token
opens it. Each side says one line of JSON: ``Knock``, then ``Reply``.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from agent_desktop.domain.messages import Asked, Erased, Listen, Refusal, StopListening
from agent_desktop.protocol.codes import REFUSALS
from agent_desktop.server.failures import StoreFailed

log = logging.getLogger(__name__)

HOST = "127.0.0.1"

CONNECT_S = 2.0

LINE_S = 5.0
"""How long the server waits for the question of whoever connected."""

GONE = (OSError, msgspec.DecodeError, UnicodeDecodeError)
"""What it looks like when no server is there: no file, no listener, or a listener that is somebody else."""


class Look(msgspec.Struct, frozen=True, tag=True):
    """Take in the definitions that lie in the inbox."""


class Order(msgspec.Struct, frozen=True, tag=True):
    """Do what this agent asks for, by the administrator's hand."""

    by: str
    command: Listen | StopListening


class Forget(msgspec.Struct, frozen=True, tag=True):
    """What is personal about these cases and contacts was erased: know it no more."""

    cases: tuple[int, ...]


class Trunks(msgspec.Struct, frozen=True, tag=True):
    """Say how the trunks are."""


Question = Look | Order | Forget | Trunks


class Knock(msgspec.Struct, frozen=True):
    """The word that opens, and the question."""

    token: str
    question: Question


class Reply(msgspec.Struct, frozen=True):
    """It is done, or a sentence that says why not; ``lines`` is what was asked for."""

    problem: str = ""
    lines: tuple[str, ...] = ()


class Place(msgspec.Struct, frozen=True):
    """Where a server listens to its administrator."""

    port: int
    token: str


def place(data: Path) -> Path:
    """The file in which the server of this data directory says so."""
    return data / "run" / "admin.json"


# --- the administrator's side ----------------------------------------------------------------------------------------


def ask(data: Path, question: Question, seconds: float) -> Reply | None:
    """What the server of this data directory says; None when none runs, or none says anything in time. Blocks."""
    try:
        there = msgspec.json.decode(place(data).read_bytes(), type=Place)
        with socket.create_connection((HOST, there.port), CONNECT_S) as line:
            line.settimeout(seconds)
            line.sendall(msgspec.json.encode(Knock(there.token, question)) + b"\n")
            with line.makefile("rb") as said:
                return msgspec.json.decode(said.readline(), type=Reply)
    except GONE:
        return None


# --- the server's side -----------------------------------------------------------------------------------------------


class AdminLink:
    """Answers the administrator. ``look`` takes in what lies in the inbox, ``submit`` gives an input to the core,
    ``trunks`` says how they are."""

    def __init__(
        self,
        data: Path,
        look: Callable[[], Awaitable[None]],
        submit: Callable[[Asked | Erased], Awaitable[Refusal | int]],
        trunks: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._file = place(data)
        self._look = look
        self._submit = submit
        self._trunks = trunks
        self._token = secrets.token_urlsafe(32)
        self._server: asyncio.Server | None = None

    async def open(self) -> None:
        """Listen, and say where. Raises ``OSError``."""
        self._server = await asyncio.start_server(self._serve, HOST, 0)
        self._say(Place(self._server.sockets[0].getsockname()[1], self._token))

    def _say(self, where: Place) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        new = self._file.with_suffix(".new")
        new.unlink(missing_ok=True)
        with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(msgspec.json.encode(where))
        new.replace(self._file)

    async def close(self) -> None:
        """Listen no more."""
        self._file.unlink(missing_ok=True)
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await asyncio.wait_for(reader.readline(), LINE_S)
            writer.write(msgspec.json.encode(await self._answered(line)) + b"\n")
            await writer.drain()
        except (OSError, TimeoutError, ValueError) as error:  # ValueError: a line without an end
            log.info("an administrator's command came to nothing: %s", type(error).__name__)
        finally:
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def _answered(self, line: bytes) -> Reply:
        try:
            knock = msgspec.json.decode(line, type=Knock)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return Reply("This could not be read.")
        if not secrets.compare_digest(knock.token.encode(), self._token.encode()):
            return Reply("Not the administrator's token.")
        try:
            return await self._done(knock.question)
        except (OSError, StoreFailed) as error:
            log.warning("an administrator's command failed: %s", error)
            return Reply(f"The server could not do it: {error}")

    async def _done(self, question: Question) -> Reply:
        if isinstance(question, Look):
            await self._look()
            return Reply()
        if isinstance(question, Trunks):
            return Reply(lines=self._trunks())
        if isinstance(question, Forget):
            await self._submit(Erased(cases=question.cases))
            return Reply()
        log.info("the administrator asks for %s: %s", question.by, type(question.command).__name__)
        answer = await self._submit(Asked(by=question.by, command=question.command))
        return Reply(REFUSALS[answer.code].format(**dict(answer.params)) if isinstance(answer, Refusal) else "")
