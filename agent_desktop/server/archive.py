"""The files of what was recorded, each with a note beside it that says of which case it is: found, opened, deleted.

Everything here blocks; call it in a thread.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

import msgspec

from agent_desktop.server.media import recording_file
from agent_desktop.server.media.port import Sealed
from agent_desktop.server.store.sealing import KEY_BITS, Seal

log = logging.getLogger(__name__)

SEALED = ".sealed"
FORMS = {".wav": "audio/wav", ".flac": "audio/flac"}
"""Suffix of a file that is whole → its media type."""


class Kind(StrEnum):
    """What was recorded."""

    CALL = "call"
    MESSAGE = "message"  # F037


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a recording without listening to it; nothing of the customer."""

    recording: int
    kind: Kind
    case: int
    queue: str
    agent: str | None = None
    begun: int  # ms UTC
    incomplete: str = ""
    ms: int = 0  # how long it is; 0: not known, its media worker ended unexpectedly
    heard: int = 0  # of a message: when it was first given to somebody (ms UTC)


class Opened(NamedTuple):
    """A recording to be listened to: what it is, how long (octets), and the octets, in the clear."""

    media_type: str
    length: int
    pieces: Iterator[bytes]


class Archive:
    """One folder. ``master`` is the server's key, from which the one is made that seals the files' own keys; ``living``
    says the process ids of the media workers that are."""

    def __init__(self, folder: Path, master: bytes, living: Callable[[], Collection[int]] = frozenset) -> None:
        self.folder = folder
        self._living = living
        self._seal = Seal(master, "agent-desktop: recordings")

    def new_key(self, recording: int) -> Sealed:
        """A key for a new file."""
        key = os.urandom(KEY_BITS // 8)
        return Sealed(key, self._seal.close(key, str(recording)))

    def keep_note(self, note: Note) -> None:
        """Write what is known of a recording, in one step. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._note_path(note.recording)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with open(draft, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(msgspec.json.encode(note))
        draft.replace(path)

    def note(self, recording: int) -> Note | None:
        """What is known of it; None when it was never made, or is deleted."""
        try:
            return msgspec.json.decode(self._note_path(recording).read_bytes(), type=Note)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            log.error("the note of recording %d cannot be read: %s", recording, error)
            return None

    def notes(self) -> list[Note]:
        """Of all whole recordings, the oldest first."""
        found = (self.note(int(path.stem)) for path in self.folder.glob("*.json") if path.stem.isdigit())
        kept = (note for note in found if note is not None and self.file(note.recording) is not None)
        return sorted(kept, key=lambda note: note.begun)

    def file(self, recording: int) -> Path | None:
        """The whole file of a recording."""
        names = (f"{recording}{form}{seal}" for form in FORMS for seal in ("", SEALED))
        return next((self.folder / name for name in names if (self.folder / name).is_file()), None)

    def open(self, recording: int) -> Opened | None:
        """The recording in the clear; None when there is none. Raises OSError and ``Damaged``; so do its pieces."""
        path = self.file(recording)
        if path is None:
            return None
        if path.suffix != SEALED:
            return Opened(FORMS[path.suffix], path.stat().st_size, recording_file.pieces(path))
        note = recording_file.note_of(path)
        key = None if note is None else self._seal.open(note, str(recording))
        if key is None:
            raise recording_file.Damaged(f"{path.name} is not sealed with this server's key")
        length = recording_file.sealed_length(path)
        given = recording_file.pieces(path, key, cut=True)
        if path.suffixes[0] == ".wav":
            given = recording_file.whole_wav(given, length - recording_file.HEADER)
        return Opened(FORMS[path.suffixes[0]], length, given)

    def delete(self, recording: int) -> None:
        """No file of it is left, nor its note. Raises OSError."""
        for path in (*self.folder.glob(f"{recording}.*"),):
            path.unlink(missing_ok=True)

    def delete_of(self, cases: Collection[int]) -> list[int]:
        """Delete every recording of these cases; returns which. Raises OSError."""
        gone = [note.recording for note in self.notes() if note.case in cases]
        for recording in gone:
            self.delete(recording)
        return gone

    def delete_before(self, at: int) -> list[int]:
        """Delete what was begun before this time (ms UTC); returns which. Raises OSError."""
        gone = [note.recording for note in self.notes() if note.begun < at]
        for recording in gone:
            self.delete(recording)
        return gone

    def salvage(self) -> list[int]:
        """Make whole what workers that are no more left unfinished, and mark it as cut short; returns which."""
        saved: list[int] = []
        living = self._living()
        for path in sorted(self.folder.glob("*.part")):
            number, process = path.name.split(".")[:2]
            if not (number.isdigit() and process.isdigit()) or int(process) in living:
                continue
            try:
                sealed = recording_file.note_of(path) is not None
                recording_file.repair(path, sealed=sealed)
                path.replace(path.with_name(f"{number}.wav{SEALED if sealed else ''}"))
            except (OSError, recording_file.Damaged) as error:
                log.error("what is left of recording %s cannot be played: %s", number, error)
                continue
            self.mark_incomplete(int(number), "the media worker ended unexpectedly")
            log.error("recording %s was cut short: the media worker ended unexpectedly", number)
            saved.append(int(number))
        return saved

    def mark_incomplete(self, recording: int, why: str) -> None:
        """Some of what was said is missing. Raises OSError."""
        note = self.note(recording)
        if note is not None and not note.incomplete:
            self.keep_note(msgspec.structs.replace(note, incomplete=why))

    def mark_whole(self, recording: int, ms: int, incomplete: str) -> None:
        """It is over: how long it is, and why some of it is missing, if some is. Raises OSError."""
        note = self.note(recording)
        if note is not None:
            self.keep_note(msgspec.structs.replace(note, ms=ms, incomplete=note.incomplete or incomplete))

    def mark_heard(self, recording: int, at: int) -> None:
        """A message was given to somebody (ms UTC); the first time counts. Raises OSError."""
        note = self.note(recording)
        if note is not None and note.kind is Kind.MESSAGE and not note.heard:
            self.keep_note(msgspec.structs.replace(note, heard=at))

    def _note_path(self, recording: int) -> Path:
        return self.folder / f"{recording}.json"
