"""Keeps what is listened to on this PC for as long as it is listened to, readable for its owner alone."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)

FLAC = b"fLaC"


class HeardFiles:
    """One file at a time. ``folder`` is this program's alone, and emptied at the start; None: one that goes with it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._number = 0
        if folder is not None and folder.is_dir():
            self._clear()

    def put(self, content: bytes) -> Path:
        """Keep this sound, WAV or FLAC, instead of the last one. Raises OSError."""
        self.clear()
        self._number += 1
        path = self._place() / f"{self._number}.{'flac' if content.startswith(FLAC) else 'wav'}"
        path.write_bytes(content)
        return path

    def clear(self) -> None:
        """Nothing is listened to."""
        if self._folder is not None:
            self._clear()

    def close(self) -> None:
        """The program ends."""
        self.clear()
        if self._temporary is not None:
            self._temporary.cleanup()

    def _place(self) -> Path:
        if self._folder is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="agent-desktop-", ignore_cleanup_errors=True)
            self._folder = Path(self._temporary.name)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._folder

    def _clear(self) -> None:
        """A file that the softphone has open still (Windows) goes the next time."""
        assert self._folder is not None
        for path in self._folder.glob("*.*"):
            try:
                path.unlink()
            except OSError as error:
                log.info("%s cannot be removed yet: %s", path, error)
