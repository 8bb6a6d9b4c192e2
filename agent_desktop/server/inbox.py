"""Definitions on their way to a server that may be running: files in its data directory, each answered by a file.

An administrator's program puts a checked definition there and says so (``admin_link.py``); the server takes it then, or
at its next start, and takes the file away, because it has passwords in it. What became of it stands in the answer
beside it.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from agent_desktop.server.definition import Definition, DefinitionError, parse_definition

log = logging.getLogger(__name__)

Take = Callable[[Definition], Awaitable[str | None]]
"""Takes a definition in, whole or not at all; gives a sentence when it cannot."""


class Answer(msgspec.Struct, frozen=True):
    """What became of a definition: taken when there are no problems."""

    problems: tuple[str, ...] = ()


def directory(data: Path) -> Path:
    """Where definitions lie for the server of this data directory."""
    return data / "inbox"


def put(data: Path, text: str) -> Path:
    """Lay a definition's text down for the server; returns where its answer will be. Raises OSError."""
    folder = directory(data)
    folder.mkdir(mode=0o700, exist_ok=True)
    name = f"{time.time_ns()}-{secrets.token_hex(4)}"
    half = folder / f"{name}.part"
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    half.rename(folder / f"{name}.toml")
    return folder / f"{name}.answer"


def answer(place: Path) -> Answer | None:
    """What the server says; None when it has not taken the definition yet. Raises OSError."""
    if not place.exists():
        return None
    said = msgspec.json.decode(place.read_bytes(), type=Answer)
    place.unlink()
    return said


def _read(file: Path) -> Definition:
    return parse_definition(file.read_text("utf-8"), file.name)


class Inbox:
    """The server's side."""

    def __init__(self, data: Path, take: Take) -> None:
        self._folder = directory(data)
        self._take = take
        self._taking = asyncio.Lock()

    async def take_all(self) -> None:
        """Take in what lies there, the oldest first. Raises OSError."""
        async with self._taking:
            for file in sorted(self._folder.glob("*.toml")):
                said = await self._taken(file)
                for problem in said.problems:
                    log.warning("a definition is refused: %s", problem)
                half = file.with_suffix(".said")
                half.write_bytes(msgspec.json.encode(said))
                half.rename(file.with_suffix(".answer"))
                file.unlink()

    async def _taken(self, file: Path) -> Answer:
        try:
            definition = _read(file)
        except DefinitionError as error:
            return Answer(error.problems)
        except (OSError, UnicodeDecodeError) as error:
            return Answer((f"{file.name} cannot be read: {error}",))
        problem = await self._take(definition)
        if problem is None:
            log.info("a definition was taken in from %s", file.name)
        return Answer() if problem is None else Answer((problem,))
