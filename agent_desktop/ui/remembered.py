"""What belongs to this PC and is remembered between runs: where the window stood, and the log-in but its password."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec.structs import replace

from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.ui.remembered_tabs import TabsMemory

log = logging.getLogger(__name__)


KEPT = 8
"""People who logged in at this PC and are offered again."""


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who logged in at this PC; ``kept``: the password is in the keyring."""

    server: str
    user: str
    kept: bool = False


class Remembered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One small file of them; empty: never chosen. ``places`` are in Qt's own form of place and size."""

    places: dict[str, bytes] = {}  # by arrangement of screens, the latest last
    full: tuple[int, int] | None = None  # width and height before it was made compact
    server: str = ""
    user: str = ""
    fetched: tuple[str, ...] = ()  # names of call information asked for, the latest first (F047)
    sound: SoundChoice = SoundChoice()
    people: dict[str, TabsMemory] = {}  # by user name
    known: tuple[Known, ...] = ()  # the latest first
    tried: bool = False  # the sound devices were looked at after the first log-in

    def who(self, server: str, user: str) -> Known:
        """What is known of a user of a server."""
        nobody = Known(server=server, user=user)
        return next((one for one in self.known if (one.server, one.user) == (server, user)), nobody)


class Memory:
    """Reads the file once, writes it whole; a file that cannot be read or written costs a warning, not the shift.

    ``locked``: fields that are the administrator's to say (F064), and so are never remembered.
    """

    def __init__(self, path: Path | None, locked: Collection[str] = ()) -> None:
        self._path = path
        self.locked = frozenset(locked)
        mine = self.locked.intersection(Remembered.__struct_fields__)
        self.value = replace(self._read(), **{name: getattr(Remembered(), name) for name in mine})

    @property
    def keeps(self) -> bool:
        """Whether anything is there at the next start."""
        return self._path is not None

    def meet(self, one: Known) -> None:
        """This is who logged in last."""
        others = tuple(other for other in self.value.known if (other.server, other.user) != (one.server, one.user))
        self.change(known=(one, *others)[:KEPT])

    def change(self, **new: object) -> None:
        """Remember these instead; nothing is written when nothing is different."""
        changed = replace(self.value, **{name: value for name, value in new.items() if name not in self.locked})
        if changed != self.value:
            self.value = changed
            self._write()

    def _read(self) -> Remembered:
        if self._path is None or not self._path.is_file():
            return Remembered()
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=Remembered)
        except (OSError, msgspec.DecodeError) as error:
            log.warning("What was remembered of the window cannot be read (%s): %s", self._path, error)
            return Remembered()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(self.value))
            Path(name).replace(self._path)
        except OSError as error:
            log.warning("What is remembered of the window cannot be written (%s): %s", self._path, error)
