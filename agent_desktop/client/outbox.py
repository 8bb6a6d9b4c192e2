"""Everything typed is on this PC's disk before it is sent, and stays there until the server took it (F118).

A file belongs to one user of one server: JSON lines that are only added to, each forced to the disk; now and then it is
written anew and put in place in one step. A file that ends in the middle of a line, or has one that cannot be read, is
read without it. Two windows of one user have a file each; what a window left behind is taken over by the next one that
starts.

A text takes the place of an older one about the same case that still waits, a value that of an older one of the same
name: the server keeps the last one only. What is sent therefore has rising numbers, not every number.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Callable, Iterable
from io import FileIO
from pathlib import Path

import msgspec

from agent_desktop.client.claim import Claim
from agent_desktop.platforms import HERE

log = logging.getLogger(__name__)

WINDOWS = 32
"""Windows of one user on one PC at most."""
LINES = 50
"""A file with so many lines that nobody needs is written anew; so is one whose last text was taken: it is personal."""


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=str):
    """Base of what a file holds."""


class Device(_Line, frozen=True, kw_only=True, tag="device"):
    """Whose numbers these are, and the last one given out when the file was written anew."""

    id: str
    last: int


class Kept(_Line, frozen=True, kw_only=True, tag="kept", omit_defaults=True):
    """A text that waits: a note, or with a ``name`` the value of a CRI. ``at`` is this PC's clock in ms UTC."""

    device: str
    number: int
    case: int
    text: str
    at: int
    name: str = ""


class Gone(_Line, frozen=True, kw_only=True, tag="gone"):
    """A text that waits no more: taken by the server, or put with the rejected ones."""

    device: str
    number: int


class Rejected(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the file of texts that the server will never take; ``code`` says why."""

    case: int
    text: str
    at: int
    code: str
    name: str = ""


_Key = tuple[str, int]
_lines: msgspec.json.Decoder[Device | Kept | Gone] = msgspec.json.Decoder(Device | Kept | Gone)
_encode = msgspec.json.Encoder().encode


class Outbox:
    """The texts of ``user`` for ``server`` that wait, oldest first.

    ``folder`` None: nothing is kept on disk. Not for several threads at once. Making one raises ``OSError``.
    """

    def __init__(self, folder: Path | None, server: str, user: str, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._device = secrets.token_hex(8)
        self._last = 0
        self._waiting: dict[_Key, Kept] = {}
        self._lines = 0  # in the file; 0: it must be written anew before anything is added
        self._file: FileIO | None = None
        self._claim: Claim | None = None
        self._path: Path | None = None
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            base = file_name(server, user)
            self._claim, self._path = _claim_one(folder, base)
            try:
                self._load(self._path)
                self._take_over(folder, base)
            except BaseException:
                self.close()
                raise

    @property
    def waiting(self) -> tuple[Kept, ...]:
        """What the server has not taken yet, in the order of sending."""
        return tuple(self._waiting.values())

    def put(self, case: int, text: str, name: str = "") -> Kept:
        """Keep a text about a case, or the value of the CRI ``name``; it is on the disk when this returns.

        Raises ``OSError`` when the disk does not take it; then it waits in memory only.
        """
        sound = text.encode("utf-8", "replace").decode()  # half a surrogate pair cannot travel
        self._last += 1
        kept = Kept(device=self._device, number=self._last, case=case, text=sound, at=self._clock(), name=name)
        self._keep(kept)
        self._add(kept)
        return kept

    def taken(self, kept: Kept) -> None:
        """The server has it. A disk that does not take note of that costs a second sending, which does nothing."""
        if self._waiting.pop((kept.device, kept.number), None) is None:
            return
        try:
            self._add(Gone(device=kept.device, number=kept.number))
        except OSError as error:
            log.warning("A text that was sent cannot be struck off in %s: %s", self._path, error)

    def reject(self, kept: Kept, code: str) -> Path | None:
        """The server will never take it: put it aside for its author, in the file that is returned.

        Raises ``OSError`` when that cannot be written; then it waits on.
        """
        aside = None
        if self._path is not None:
            aside = self._path.with_suffix(".rejected.jsonl")
            with _open(aside) as file:
                _write(
                    file,
                    _encode(Rejected(case=kept.case, text=kept.text, at=kept.at, code=code, name=kept.name)) + b"\n",
                )
        self.taken(kept)
        return aside

    def close(self) -> None:
        """Leave the file to the next window; what waits stays in it."""
        if self._file is not None:
            self._file.close()
            self._file = None
        if self._claim is not None:
            self._claim.release()
            self._claim = None
        self._path = None

    def _keep(self, kept: Kept) -> None:
        older = [key for key, other in self._waiting.items() if (other.case, other.name) == (kept.case, kept.name)]
        for key in older:
            del self._waiting[key]
        self._waiting[kept.device, kept.number] = kept

    # --- the file ---------------------------------------------------------------------------------

    def _load(self, path: Path) -> None:
        for line in _read(path):
            match line:
                case Device():
                    self._device, self._last = line.id, line.last
                case Kept():
                    self._keep(line)
                    if line.device == self._device:
                        self._last = max(self._last, line.number)
                case Gone():
                    self._waiting.pop((line.device, line.number), None)

    def _take_over(self, folder: Path, base: str) -> None:
        """What other windows left, then this one's: the order of each device stays; of a case the latest text stays."""
        left: list[Kept] = []
        claims: list[tuple[Claim, Path]] = []
        try:
            for path in _files(folder, base):
                claim = Claim.take(path.with_suffix(".lock")) if path != self._path else None
                if claim is not None:
                    claims.append((claim, path))
                    left += _waiting_in(path)
            texts = {(kept.device, kept.number): kept for kept in (*left, *self._waiting.values())}
            latest: dict[tuple[int, str], Kept] = {}
            for kept in texts.values():
                about = (kept.case, kept.name)
                if about not in latest or kept.at >= latest[about].at:
                    latest[about] = kept
            self._waiting = {key: kept for key, kept in texts.items() if latest[kept.case, kept.name] is kept}
            self._write_anew()
            for _, path in claims:
                path.unlink()
        finally:
            for claim, _ in claims:
                claim.release()

    def _add(self, line: Kept | Gone) -> None:
        if self._path is None:
            return
        idle = not self._waiting or self._lines - len(self._waiting) > LINES
        if self._file is None or self._lines == 0 or idle:
            self._write_anew()  # with this line's text, or without it
            return
        lines, self._lines = self._lines, 0  # half a line may be written: the next one begins a new file
        _write(self._file, _encode(line) + b"\n")
        self._lines = lines + 1

    def _write_anew(self) -> None:
        """The same without what is gone. Windows replaces no file that is open."""
        path = self._path
        assert path is not None
        passing = path.with_suffix(".new")
        passing.unlink(missing_ok=True)
        head = Device(id=self._device, last=self._last)
        rows: Iterable[Device | Kept] = (head, *self._waiting.values())
        with _open(passing) as file:
            _write(file, b"".join(_encode(row) + b"\n" for row in rows))
        if self._file is not None:
            self._file.close()
            self._file = None
        passing.replace(path)
        HERE.sync_folder(path.parent)
        self._file = _open(path)
        self._lines = 1 + len(self._waiting)


def file_name(server: str, user: str) -> str:
    """What the files of a user of a server begin with: to be read by people, and unlike every other."""
    digest = hashlib.sha256(f"{server}\n{user}".encode()).hexdigest()[:16]
    return f"{re.sub(r'[^A-Za-z0-9_-]', '_', user)[:32]}-{digest}"


def _claim_one(folder: Path, base: str) -> tuple[Claim, Path]:
    for window in range(WINDOWS):
        path = folder / f"{base}-{window}.jsonl"
        claim = Claim.take(path.with_suffix(".lock"))
        if claim is not None:
            return claim, path
    raise OSError(f"{folder}: {WINDOWS} windows of one user are open")


def _files(folder: Path, base: str) -> list[Path]:
    return [path for n in range(WINDOWS) if (path := folder / f"{base}-{n}.jsonl").exists()]


def _read(path: Path) -> list[Device | Kept | Gone]:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return []
    read: list[Device | Kept | Gone] = []
    for line in content.split(b"\n"):
        if not line:
            continue
        try:
            read.append(_lines.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            log.warning("A line of %s cannot be read and is left out: %s", path, error)
    return read


def _waiting_in(path: Path) -> list[Kept]:
    lines = _read(path)
    gone = {(line.device, line.number) for line in lines if isinstance(line, Gone)}
    return [line for line in lines if isinstance(line, Kept) and (line.device, line.number) not in gone]


def _open(path: Path) -> FileIO:
    """To add to; only its owner reads it."""
    return FileIO(path, "ab", opener=lambda name, flags: os.open(name, flags, 0o600))


def _write(file: FileIO, content: bytes) -> None:
    """All of it, down to the disk."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
    os.fsync(file.fileno())
