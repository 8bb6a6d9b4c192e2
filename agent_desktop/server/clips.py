"""The sounds of audio clips: recorded by the media, kept beside the site's prompts, and given to who may hear them.

A sound is a file by the number of the order that recorded it, never changed: a clip that is recorded anew has another.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable
from pathlib import Path

from agent_desktop.domain.messages import CaptureClip
from agent_desktop.domain.state import State
from agent_desktop.server.archive import FORMS, Archive, Opened
from agent_desktop.server.media import recording_file
from agent_desktop.server.media.port import MediaFailed, MediaPort
from agent_desktop.server.recordings import LEAST_MS, QUIET

log = logging.getLogger(__name__)

FOLDER = "clips"
"""In the folder of the site's own sounds, where the media find it by the name ``clips/<number>``."""


class Clips:
    """Used in the event loop. ``sounds`` is the folder of the site's own; the media write into ``archive``."""

    def __init__(self, sounds: Path, archive: Archive, media: MediaPort, state: Callable[[], State]) -> None:
        self._folder = sounds / FOLDER
        self._archive = archive
        self._media = media
        self._state = state

    async def capture(self, effect: CaptureClip) -> None:
        """Record a clip; returns when its sound is kept. Raises ``MediaFailed`` when there is none."""
        take = effect.id
        if await asyncio.to_thread(self.file(take).is_file):
            return
        if await asyncio.to_thread(self._archive.file, take) is None:
            await self._media.record(effect.leg, take, 1, most_ms=effect.max_ms)
            await self._recorded(effect.leg, take)
        try:
            await asyncio.to_thread(self._keep, take)
        except OSError as error:
            raise MediaFailed(f"clip {take} cannot be kept: {error}") from error

    async def end(self, leg: str, take: int) -> None:
        """Nothing more is said; of one that has ended by itself there is nothing to do."""
        try:
            await self._media.keep_recording(leg, take)
        except MediaFailed as failure:
            log.info("the recording of clip %d had ended: %s", take, failure)

    async def forget(self, take: int) -> None:
        """No sound of it is left. Raises ``MediaFailed``."""
        try:
            await asyncio.to_thread(self.file(take).unlink, missing_ok=True)
        except OSError as error:
            raise MediaFailed(f"clip {take} cannot be deleted: {error}") from error

    def file(self, take: int) -> Path:
        """Where a sound is kept."""
        return self._folder / f"{take}.wav"

    async def open(self, clip: int, viewer: str) -> Opened | None:
        """The sound of a clip that this viewer may hear: an own one, or a public one. Raises OSError."""
        row = self._state().clips.get(clip)
        if row is None or not (row.public or row.agent == viewer):
            return None
        return await asyncio.to_thread(self._open, self.file(row.take))

    def _open(self, path: Path) -> Opened | None:
        if not path.is_file():
            return None
        return Opened(FORMS[".wav"], path.stat().st_size, recording_file.pieces(path))

    async def _recorded(self, leg: str, take: int) -> None:
        """Wait for its end; what a worker that ended has left of it is good enough."""
        try:
            kept = await self._media.recorded(leg, take)
        except MediaFailed:
            await asyncio.to_thread(self._archive.salvage)
            if await asyncio.to_thread(self._archive.file, take) is None:
                raise
            return
        if kept.ms < LEAST_MS or kept.peak < QUIET:
            await asyncio.to_thread(self._archive.delete, take)
            raise MediaFailed("nothing was said")

    def _keep(self, take: int) -> None:
        """Out of the archive, whose files are erased in their time."""
        path = self._archive.file(take)
        if path is None:
            raise FileNotFoundError(f"the media have left no file of {take}")
        self._folder.mkdir(parents=True, exist_ok=True)
        os.replace(path, self.file(take))
