"""Reads the machine's and the user's ``ect.ini`` into frozen values, with words for whoever wrote them, and writes the
user's.

A value that cannot be understood stops the program (``SettingsError``): it would otherwise do something else than the
file says. What is only not heard - an unknown name, an option of the machine in the user's file - is a note: a file may
be written for the version before or after this one.

``[lock]`` of the machine's file keeps options of the user as they are there (F064): ``section.name = yes``, or
``section = yes`` for all of a section, from which ``section.name = no`` takes one out.
"""

from __future__ import annotations

import configparser
import io
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import platformdirs

from agent_desktop.platforms import HERE
from agent_desktop.settings.options import OPTIONS, Option

T = TypeVar("T")

FILE = "ect.ini"
LOCK = "lock"


class SettingsError(Exception):
    """A file that cannot be used; every mistake on a line of its own, with file, line and what is allowed."""


def machine_file() -> Path:
    """The file for every user of this machine: written by the administrator, only read here."""
    return HERE.machine_settings() / FILE


def user_file() -> Path:
    """The file of this user."""
    return platformdirs.user_config_path("agent-desktop", appauthor=False) / FILE


@dataclass(frozen=True)
class Source:
    """Where a value was said: in a line of a file, from 1; by a flag; or else in the window, until it is closed."""

    file: Path | None = None
    line: int = 0
    flag: bool = False


@dataclass(frozen=True)
class Settings:
    """What the files say, over the defaults. ``notes``: what in them was not heard, in words, for the log.

    ``locked``: options of the user that the administrator has locked. ``sources`` has what is said anywhere.
    """

    values: Mapping[Option[Any], Any]
    notes: tuple[str, ...] = ()
    locked: frozenset[Option[Any]] = frozenset()
    sources: Mapping[Option[Any], Source] = field(default_factory=dict[Option[Any], Source])

    def __getitem__(self, option: Option[T]) -> T:
        """The value of an option."""
        return self.values.get(option, option.default)

    def is_locked(self, option: Option[Any]) -> bool:
        """Whether the user cannot change this option: it is locked, or the machine's alone."""
        return option in self.locked or not option.user

    def under(self, machine: Settings) -> Settings:
        """These, with what is locked in ``machine`` as it is there."""

        def held(mine: Mapping[Option[Any], T], theirs: Mapping[Option[Any], T]) -> Mapping[Option[Any], T]:
            kept = {option: value for option, value in mine.items() if option not in machine.locked}
            return MappingProxyType(kept | {option: theirs[option] for option in machine.locked if option in theirs})

        values, sources = held(self.values, machine.values), held(self.sources, machine.sources)
        return Settings(values, self.notes, self.locked | machine.locked, sources)

    def with_flags(self, flags: Mapping[Option[Any], Any]) -> Settings:
        """The same with these values, which were said on the command line."""
        said = dict.fromkeys(flags, Source(flag=True))
        values, sources = {**self.values, **flags}, {**self.sources, **said}
        return replace(self, values=MappingProxyType(values), sources=MappingProxyType(sources))


def read(machine: Path | None, user: Path | None, table: Sequence[Option[Any]] = OPTIONS) -> Settings:
    """Both files; the user's wins where it may speak. A file that is not there says nothing.

    Raises ``SettingsError`` with all mistakes of both files.
    """
    reader = _Reader(table)
    for file, of_user in ((machine, False), (user, True)):
        if file is not None:
            reader.read(file, of_user)
    if reader.mistakes:
        raise SettingsError("\n".join(reader.mistakes))
    values, sources = MappingProxyType(reader.values), MappingProxyType(reader.sources)
    return Settings(values, tuple(reader.notes), reader.locked, sources)


def write(file: Path, changes: Mapping[Option[Any], Any]) -> None:
    """Put these options of the user into a file, in one step: whoever reads it meanwhile sees all of them or none.

    What else it says stays, but for its comments. Raises ``SettingsError`` when what is there cannot be understood,
    OSError when it cannot be written, and ValueError for an option that is not the user's.
    """
    parser = _parse(file, _text(file) or "")
    for option, value in changes.items():
        if not option.user:
            raise ValueError(f"{option.key} is not the user's to change")
        if not parser.has_section(option.section):
            parser.add_section(option.section)
        parser.set(option.section, option.name, option.kind.write(value))
    text = io.StringIO()
    parser.write(text)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text.getvalue())
        Path(draft).replace(file)
    except OSError:
        Path(draft).unlink(missing_ok=True)
        raise


def entries(file: Path) -> list[tuple[str, str, int]]:
    """``section.name``, value and line of all that a file says, names in small letters; none when there is no file.

    Raises ``SettingsError`` when it cannot be understood.
    """
    text = _text(file) or ""
    return list(_entries(_parse(file, text), text))


def _parser() -> configparser.ConfigParser:
    return configparser.ConfigParser(interpolation=None, default_section="")  # no section lends its options to others


def _text(file: Path) -> str | None:
    """What stands in the file; None when there is none. Raises ``SettingsError``."""
    try:
        return file.read_text(encoding="utf-8-sig")  # Notepad begins a file with a mark
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file} is not written in UTF-8: save it anew in that encoding") from error


def _parse(file: Path, text: str) -> configparser.ConfigParser:
    """The words of a file. Raises ``SettingsError``."""
    parser = _parser()
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise SettingsError(f"{file}, line {_line_of(error)}: {_complaint(error)}") from error
    return parser


def _line_of(error: configparser.Error) -> int:
    match error:
        case configparser.MissingSectionHeaderError(lineno=line):
            return line
        case configparser.ParsingError(errors=[(line, _), *_]):
            return line
        case configparser.DuplicateOptionError(lineno=int(line)) | configparser.DuplicateSectionError(lineno=int(line)):
            return line
        case _:
            raise AssertionError("the parser knows no other mistake in a text") from error


def _complaint(error: configparser.Error) -> str:
    match error:
        case configparser.MissingSectionHeaderError():
            return "this stands before the first [section]"
        case configparser.DuplicateOptionError(section=section, option=name):
            return f"[{section}] {name} is there twice"
        case configparser.DuplicateSectionError(section=section):
            return f"[{section}] is there twice"
        case _:
            return "neither a [section] nor name = value"


class _Reader:
    """Reads files one after the other; a later one wins."""

    def __init__(self, table: Sequence[Option[Any]]) -> None:
        self._today = {option.key: option for option in table}
        self._known = {option.renamed_from: option for option in table if option.renamed_from} | self._today
        self.values: dict[Option[Any], Any] = {}
        self.sources: dict[Option[Any], Source] = {}
        self.locked: frozenset[Option[Any]] = frozenset()
        self.notes: list[str] = []
        self.mistakes: list[str] = []

    def read(self, file: Path, of_user: bool) -> None:
        try:
            said_here = entries(file)
        except SettingsError as error:
            self.mistakes.append(str(error))
            return
        said: set[Option[Any]] = set()
        locks: dict[Option[Any], bool] = {}
        # the names of today first, so that they win over old ones; and sections are locked before their options
        for key, value, line in sorted(said_here, key=lambda entry: (entry[0] not in self._today, entry[0].count("."))):
            where = f"{file}, line {line}"
            section, _, name = key.partition(".")
            option = self._known.get(key)
            if section == LOCK:
                locks |= self._lock(name, value, where, of_user)
            elif option is None:
                self.notes.append(f"{where}: there is no option {key}{self._perhaps(key)}")
            elif option in self.locked:
                self.notes.append(f"{where}: {key} is locked by the administrator")
            elif of_user and not option.user:
                self.notes.append(f"{where}: {key} is heard only in the file of the machine")
            elif key != option.key and option in said:
                self.notes.append(f"{where}: {key} is called {option.key} now, which is there too")
            else:
                if key != option.key:
                    self.notes.append(f"{where}: {key} is called {option.key} now")
                said.add(option)
                self._take(option, key, value, Source(file, line))
        self.locked |= {option for option, is_locked in locks.items() if is_locked}

    def _lock(self, name: str, value: str, where: str, of_user: bool) -> dict[Option[Any], bool]:
        """Which options a line of the section ``[lock]`` locks, or not."""
        named = self._known.get(name)
        options = [named] if named else [row for row in self._today.values() if row.section == name]
        if of_user:
            self.notes.append(f"{where}: only the administrator's file locks options")
        elif not options:
            self.notes.append(f"{where}: there is neither an option nor a section {name}{self._perhaps(name)}")
        elif value.lower() not in {"yes", "no"}:
            self.mistakes.append(f"{where}: [{LOCK}] {name} is {value!r}, but must be yes or no")
        else:
            return {option: value.lower() == "yes" for option in options if option.user}
        return {}

    def _take(self, option: Option[Any], key: str, value: str, source: Source) -> None:
        where = f"{source.file}, line {source.line}"
        try:
            self.values[option] = option.kind.read(value)
            self.sources[option] = source
        except ValueError:
            said = repr(value) if option.kind.shown else "something else"
            self.mistakes.append(f"{where}: {key} is {said}, but must be {option.kind.allowed}")

    def _perhaps(self, key: str) -> str:
        near = get_close_matches(key, self._today, n=1)
        return f"; perhaps {near[0]} is meant" if near else ""


def _entries(parser: configparser.ConfigParser, text: str) -> Iterator[tuple[str, str, int]]:
    """Key, value and line of every entry."""
    lines = _lines(text)
    for section in parser.sections():
        for name, value in parser[section].items():
            yield f"{section}.{name}", value, lines[f"{section}.{name}"]


def _lines(text: str) -> dict[str, int]:
    """Key → number of its line; the parser does not keep it."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(text.split("\n"), start=1):
        header = configparser.ConfigParser.SECTCRE.match(line.strip())
        entry = configparser.ConfigParser.OPTCRE.match(line)
        if header:
            section = header["header"]
        elif entry:
            lines.setdefault(f"{section}.{entry['option'].strip().lower()}", number)
    return lines
