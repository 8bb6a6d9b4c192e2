"""Reads a centre's definition, the TOML file in which an administrator says who works in which queue.

Every mistake in the file is found at once and told as a sentence with the file, the line where it can be found, and the
table: ``centre.toml, line 12: [[queues]] #2, number: must be text of digits, such as "1000"``.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.domain.messages import Agent, Define, Queue, Reason
from agent_desktop.protocol.codes import SYSTEM_REASONS

LONGEST_S = 86_400
"""No span of a definition is longer than a day."""


class Definition(msgspec.Struct, frozen=True):
    """What the file says: rows for the core, and passwords (by user name) that never reach it."""

    define: Define
    passwords: dict[str, str]


class DefinitionError(Exception):
    """The file cannot be used; ``problems`` has a sentence for each mistake."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_definition(path: Path) -> Definition:
    """The definition in this file. Raises ``OSError`` when it cannot be read, ``DefinitionError`` for mistakes."""
    try:
        text = path.read_bytes().decode("utf-8-sig")  # editors on Windows put a byte order mark before it
    except UnicodeDecodeError as error:
        raise DefinitionError((f"{path.name}: is not UTF-8 text (byte {error.start})",)) from error
    return parse_definition(text, path.name)


def parse_definition(text: str, name: str) -> Definition:
    """The definition in this text; ``name`` is what mistakes are said to be in. Raises ``DefinitionError``."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError((_syntax_problem(str(error), text, name),)) from error
    reader = _Reader(document, text, name)
    tables = {array: list(reader.tables(array)) for array in TABLES}
    reader.check_together(tables)
    if reader.problems:
        raise DefinitionError(tuple(reader.problems))
    return _made(tables)


Table = Mapping[str, Any]
"""One checked table: every key of its kind is there, spans are milliseconds."""


def _made(tables: Mapping[str, list[Table]]) -> Definition:
    agents = tuple(
        Agent(id=row["user"], name=row["name"], queues=row["queues"], supervisor=row["supervisor"])
        for row in tables["agents"]
    )
    queues = tuple(
        Queue(
            id=row["id"],
            name=row["name"],
            number=row["number"],
            wrap_up_ms=row["wrap_up_seconds"],
            offer_ms=row["offer_seconds"],
            case_limit_ms=row["limit_seconds"],
            service_level_ms=row["service_level_seconds"],
        )
        for row in tables["queues"]
    )
    reasons = tuple(Reason(id=row["id"]) for row in tables["reasons"])
    passwords = {row["user"]: row["password"] for row in tables["agents"]}
    return Definition(Define(queues=queues, agents=agents, reasons=reasons), passwords)


# --- what a value may be: each check gives the value to keep, or raises ValueError with half a sentence --------------


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text that is not empty")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w.-]{0,63}", value):
        raise ValueError("must be text of at most 64 letters, digits, dots, hyphens and underscores")
    return value


def _user(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", value):
        raise ValueError("must be text of at most 64 small letters a-z, digits, dots, hyphens and underscores")
    return value


def _number(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\+?[0-9*#]{1,32}", value):
        raise ValueError('must be text of digits, such as "1000"')
    return value


def _reason(value: Any) -> str:
    if _word(value) in SYSTEM_REASONS:
        raise ValueError(f'"{value}" is a reason of the system: choose another')
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _span(value: Any) -> int:
    """Seconds in the file, milliseconds from here on."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("must be a number of seconds")
    if not 0 <= value <= LONGEST_S:
        raise ValueError(f"must be from 0 to {LONGEST_S} seconds")
    return round(value * 1000)


def _span_above_zero(value: Any) -> int:
    if _span(value) == 0:
        raise ValueError("must be more than 0 seconds")
    return _span(value)


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('must be a list of queue ids, such as ["service"]')
    if len(set(value)) != len(value):
        raise ValueError("names a queue twice")
    return tuple(value)


class _Key(msgspec.Struct, frozen=True):
    """A key of a table: what its value may be, and what holds without it."""

    check: Callable[[Any], Any]
    default: Any = ...  # ...: it must be there
    unique: bool = False


TABLES: dict[str, dict[str, _Key]] = {
    "queues": {
        "id": _Key(_word, unique=True),
        "name": _Key(_text),
        "number": _Key(_number, unique=True),
        "wrap_up_seconds": _Key(_span, None),
        "offer_seconds": _Key(_span_above_zero, 20_000),
        "limit_seconds": _Key(_span_above_zero, None),
        "service_level_seconds": _Key(_span_above_zero, 20_000),
    },
    "agents": {
        "user": _Key(_user, unique=True),
        "name": _Key(_text),
        "password": _Key(_text),
        "queues": _Key(_words, ()),
        "supervisor": _Key(_truth, False),
    },
    "reasons": {"id": _Key(_reason, unique=True)},
}
"""Every table of the file with its keys; defaults are as in the core's rows."""


# --- reading -----------------------------------------------------------------------------------------------------


class _Reader:
    """Goes through the document and collects what is wrong with it."""

    def __init__(self, document: Table, text: str, name: str) -> None:
        self._document = document
        self._name = name
        self._lines = _Lines(text)
        self.problems: list[str] = []
        for key in sorted(document.keys() - TABLES.keys()):
            self._wrong(f"{key}: is not known; there are [[queues]], [[agents]] and [[reasons]]", self._lines.top(key))

    def tables(self, array: str) -> Iterator[Table]:
        """The tables of one array, checked one by one; a key with a mistake is left out."""
        rows = self._document.get(array, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            self._wrong(f"{array}: must be tables [[{array}]]", self._lines.top(array))
            return
        for place, row in enumerate(rows):
            yield dict(self._keys(array, place, row))

    def check_together(self, tables: Mapping[str, list[Table]]) -> None:
        """What no table can know alone: nothing unique twice, and every queue named is there."""
        for array, keys in TABLES.items():
            for key in (key for key, rule in keys.items() if rule.unique):
                self._check_unique(array, key, tables[array])
        queues = {row.get("id") for row in tables["queues"]}
        for place, row in enumerate(tables["agents"]):
            for queue in row.get("queues", ()):
                if queue not in queues:
                    self._wrong_key("agents", place, "queues", f'there is no queue "{queue}"')

    def _keys(self, array: str, place: int, row: Table) -> Iterator[tuple[str, Any]]:
        known = TABLES[array]
        for key in sorted(row.keys() - known.keys()):
            self._wrong_key(array, place, key, f"is not known; there are {', '.join(known)}")
        for key, rule in known.items():
            if key in row:
                try:
                    yield key, rule.check(row[key])
                except ValueError as error:
                    self._wrong_key(array, place, key, str(error))
            elif rule.default is ...:
                self._wrong_key(array, place, key, "is missing")
            else:
                yield key, rule.default

    def _check_unique(self, array: str, key: str, rows: list[Table]) -> None:
        first: dict[Any, int] = {}
        for place, row in enumerate(rows):
            if key in row and first.setdefault(row[key], place) != place:
                self._wrong_key(array, place, key, f'"{row[key]}" is also [[{array}]] #{first[row[key]] + 1}')

    def _wrong_key(self, array: str, place: int, key: str, sentence: str) -> None:
        self._wrong(f"[[{array}]] #{place + 1}, {key}: {sentence}", self._lines.key(array, place, key))

    def _wrong(self, sentence: str, line: int | None) -> None:
        self.problems.append(f"{self._name}{f', line {line}' if line else ''}: {sentence}")


class _Lines:
    """Finds in the text again what tomllib gives no position for: good enough for a message, never for meaning."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._headers = [
            (number, match[1])
            for number, line in enumerate(self._lines, start=1)
            if (match := re.match(r"\s*\[\[?\s*([\w.-]+)\s*\]", line))
        ]

    def top(self, key: str) -> int | None:
        """Line of a table or key at the top of the file."""
        header = next((number for number, name in self._headers if name == key), None)
        return header or self._assignment(key, 1, len(self._lines))

    def key(self, array: str, place: int, key: str) -> int | None:
        """Line of a key in the array's table at ``place``, else of the table's header."""
        starts = [number for number, name in self._headers if name == array]
        if place >= len(starts):
            return None  # the array is written inline
        start = starts[place]
        end = next((number for number, _ in self._headers if number > start), len(self._lines) + 1)
        return self._assignment(key, start + 1, end - 1) or start

    def _assignment(self, key: str, first: int, last: int) -> int | None:
        pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
        return next((n for n in range(first, last + 1) if pattern.match(self._lines[n - 1])), None)


def _syntax_problem(message: str, text: str, name: str) -> str:
    """tomllib puts the place at the end of its message: ``… (at line 3, column 7)`` or ``(at end of document)``."""
    sentence, _, place = message.rpartition(" (at ")
    if place == "end of document)":
        return f"{name}, line {max(1, len(text.splitlines()))}: {sentence}: the file ends too early"
    return f"{name}, {place.removesuffix(')')}: {sentence}" if place.startswith("line") else f"{name}: {message}"
