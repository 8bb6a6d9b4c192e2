"""Reads a definition's file.

Every mistake in the file is found at once and told as a sentence with the file, the line where it can be found, and the
table: ``centre.toml, line 12: [[queues]] #2, number: must be text of digits, such as "1000"``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.domain.messages import Define
from agent_desktop.server.definition.tables import ALL_TABLES, CENTRE, TABLES, is_needed, row_of, title


class Definition(msgspec.Struct, frozen=True):
    """What the file says: rows for the core, and passwords (by user name, by trunk) that never reach it.

    An agent or trunk without a password here keeps the one that is known.
    """

    define: Define
    passwords: dict[str, str]
    trunk_passwords: dict[str, str] = {}


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
    tables = {array: list(reader.tables(array)) for array in ALL_TABLES}
    reader.check_together(tables)
    if reader.problems:
        raise DefinitionError(tuple(reader.problems))
    return _made(tables)


Values = Mapping[str, Any]
"""One checked table: the keys that are there, as rows have them (spans are milliseconds)."""


def _made(tables: Mapping[str, list[Values]]) -> Definition:
    rows: dict[str, Any] = {name: tuple(row_of(TABLES[name], dict(row)) for row in tables[name]) for name in TABLES}
    rows[CENTRE] = next((row_of(ALL_TABLES[CENTRE], dict(row)) for row in tables[CENTRE]), None)
    passwords = {values["user"]: values["password"] for values in tables["agents"] if "password" in values}
    trunks = {values["id"]: values["password"] for values in tables["trunks"] if "password" in values}
    return Definition(Define(**rows), passwords, trunks)  # type: ignore[arg-type] - a row for each field, by the tables


# --- reading -----------------------------------------------------------------------------------------------------


class _Reader:
    """Goes through the document and collects what is wrong with it."""

    def __init__(self, document: Values, text: str, name: str) -> None:
        self._document = document
        self._name = name
        self._lines = _Lines(text)
        self.problems: list[str] = []
        for key in sorted(document.keys() - ALL_TABLES.keys()):
            known = ", ".join(map(title, ALL_TABLES))
            self._wrong(f"{key}: is not known; there are {known}", self._lines.top(key))

    def tables(self, array: str) -> Iterator[Values]:
        """The tables of one array, checked one by one; a key with a mistake is left out."""
        rows = self._document.get(array, [])
        if array == CENTRE and isinstance(rows, dict):
            rows = [rows]
        elif (array == CENTRE and rows) or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            form = "a table" if array == CENTRE else "tables"
            self._wrong(f"{array}: must be {form} {title(array)}", self._lines.top(array))
            return
        for place, row in enumerate(rows):
            yield dict(self._keys(array, place, row))

    def check_together(self, tables: Mapping[str, list[Values]]) -> None:
        """What no table can know alone: nothing unique twice, and every queue named is there."""
        queues = {row.get("id") for row in tables["queues"]}
        for array, table in ALL_TABLES.items():
            for name in (name for name, key in table.keys.items() if key.unique):
                self._check_unique(array, name, tables[array])
            for place, row in enumerate(tables[array]):
                for name in row.keys() & table.keys.keys():
                    for queue in table.keys[name].form.queues(row[name]):
                        if queue not in queues:
                            self._wrong_key(array, place, name, f'there is no queue "{queue}"')

    def _keys(self, array: str, place: int, row: Values) -> Iterator[tuple[str, Any]]:
        table = ALL_TABLES[array]
        for name in sorted(row.keys() - table.keys.keys()):
            self._wrong_key(array, place, name, f"is not known; there are {', '.join(table.keys)}")
        for name, key in table.keys.items():
            if name in row:
                try:
                    yield name, key.form.read(row[name])
                except ValueError as error:
                    self._wrong_key(array, place, name, str(error))
            elif is_needed(table, name):
                self._wrong_key(array, place, name, "is missing")

    def _check_unique(self, array: str, key: str, rows: list[Values]) -> None:
        first: dict[Any, int] = {}
        for place, row in enumerate(rows):
            if key in row and first.setdefault(row[key], place) != place:
                self._wrong_key(array, place, key, f'"{row[key]}" is also {title(array, first[row[key]])}')

    def _wrong_key(self, array: str, place: int, key: str, sentence: str) -> None:
        self._wrong(f"{title(array, place)}, {key}: {sentence}", self._lines.key(array, place, key))

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
