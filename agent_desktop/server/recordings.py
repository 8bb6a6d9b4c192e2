"""Carries out the core's orders about recordings and voice messages, and says who may hear what came of them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

import msgspec

from agent_desktop.domain import sight
from agent_desktop.domain.messages import AnyFact, OrderRecording, RecordAction, RecordingBroken, RecordMessage, Right
from agent_desktop.domain.state import State
from agent_desktop.server.archive import Archive, Kind, Note, Opened
from agent_desktop.server.media.port import MediaFailed, MediaPort, Sealed

log = logging.getLogger(__name__)

LEAST_MS = 1_000
"""A shorter message is none: its caller hung up at the tone."""

QUIET = 330
"""No sample of a message is louder (of 32767, -40 dBFS): nothing was said."""


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """How recordings are kept."""

    flac: bool = False
    sealed: bool = False


class Centre:
    """What is asked of the engine: its state, its time, and to take facts."""

    def __init__(self, state: Callable[[], State], now: Callable[[], int], post: Callable[[AnyFact], None]) -> None:
        self.state, self.now, self.post = state, now, post


class Recordings:
    """Used in the event loop."""

    def __init__(self, archive: Archive, media: MediaPort, centre: Centre, form: Form) -> None:
        self._archive = archive
        self._media = media
        self._centre = centre
        self._form = form

    # --- orders ----------------------------------------------------------------------------------

    async def order(self, effect: OrderRecording) -> None:
        """Returns when it is carried out, of ``save`` when the file was read back. Raises ``MediaFailed``."""
        leg, number = effect.leg, effect.recording
        match effect.action:
            case RecordAction.START:
                seal = await self._begin(Kind.CALL, number, effect.case)
                await self._media.record(leg, number, 2, seal=seal)
            case RecordAction.PAUSE:
                await self._media.pause_recording(leg, number)
            case RecordAction.RESUME:
                await self._media.resume_recording(leg, number)
            case RecordAction.SAVE:
                await self._save(leg, number)
            case RecordAction.DELETE:
                await self._delete(leg, number)

    async def message(self, effect: RecordMessage) -> None:
        """Record a message; returns when it is kept. Raises ``MediaFailed`` when there is none."""
        number, leg = effect.id, effect.leg
        if await asyncio.to_thread(self._archive.file, number) is None:
            seal = await self._begin(Kind.MESSAGE, number, effect.message or effect.case)
            await self._media.record(leg, number, 1, most_ms=effect.max_ms, seal=seal)
            try:
                kept = await self._media.recorded(leg, number)
            except MediaFailed:
                await asyncio.to_thread(self._archive.salvage)
                if await asyncio.to_thread(self._archive.file, number) is None:
                    raise
                return
            if kept.ms < LEAST_MS or kept.peak < QUIET:
                await asyncio.to_thread(self._archive.delete, number)
                raise MediaFailed("nothing was said")
            await asyncio.to_thread(self._archive.mark_whole, number, kept.ms, kept.incomplete)

    def broken(self, recording: int, why: str) -> None:
        """What is said cannot be written at the moment."""
        task = asyncio.get_running_loop().create_task(self._broken(recording, why))
        task.add_done_callback(lambda done: done.result())

    async def _broken(self, recording: int, why: str) -> None:
        note = await asyncio.to_thread(self._archive.note, recording)
        if note is not None:
            self._centre.post(RecordingBroken(recording=recording, case=note.case))
        del why  # the media worker's link has logged it

    async def _begin(self, kind: Kind, number: int, case: int) -> Sealed | None:
        row = self._centre.state().cases.get(case)
        note = Note(
            recording=number,
            kind=kind,
            case=case,
            queue="" if row is None else row.queue,
            agent=None if row is None else row.agent,
            begun=self._centre.now(),
        )
        try:
            await asyncio.to_thread(self._archive.keep_note, note)
        except OSError as error:
            raise MediaFailed(f"recording {number} cannot be written: {error}") from error
        return self._archive.new_key(number) if self._form.sealed else None

    async def _save(self, leg: str, number: int) -> None:
        try:
            kept = await self._media.keep_recording(leg, number, flac=self._form.flac)
        except MediaFailed:
            # It was kept before a restart, or a worker that ended has left it.
            await asyncio.to_thread(self._archive.salvage)
            if await asyncio.to_thread(self._archive.file, number) is None:
                raise
        else:
            await asyncio.to_thread(self._archive.mark_whole, number, kept.ms, kept.incomplete)

    async def _delete(self, leg: str, number: int) -> None:
        """What is deleted is so, whether a worker has it yet, or left it when it ended."""
        try:
            await self._media.delete_recording(leg, number)
        except MediaFailed as failure:
            log.info("recording %d is deleted without its worker: %s", number, failure)
        try:
            await asyncio.to_thread(self._archive.delete, number)
        except OSError as error:
            raise MediaFailed(f"recording {number} cannot be deleted: {error}") from error

    # --- listening -------------------------------------------------------------------------------

    async def listing(self, viewer: str) -> list[Note]:
        """What this viewer may hear, the oldest first."""
        notes = await asyncio.to_thread(self._archive.notes)
        return [note for note in notes if self._may_hear(note, viewer)]

    async def find(self, recording: int, viewer: str) -> Note | None:
        """What is known of a recording that this viewer may hear."""
        note = await asyncio.to_thread(self._archive.note, recording)
        return note if note is not None and self._may_hear(note, viewer) else None

    async def open(self, recording: int) -> Opened | None:
        """The recording, in the clear. Raises OSError and ``Damaged``."""
        return await asyncio.to_thread(self._archive.open, recording)

    async def heard(self, recording: int) -> None:
        """A message is not new any more. Raises OSError."""
        await asyncio.to_thread(self._archive.mark_heard, recording, self._centre.now())

    def customer(self, case: int) -> tuple[str, str]:
        """Number and name of who left a message, as long as its case is open; empty when they are not known."""
        details = self._centre.state().details.get(case)
        return ("", "") if details is None else (details.number, details.name)

    def _may_hear(self, note: Note, viewer: str) -> bool:
        """A call's: supervisors, and by right whose call it was. A message's: supervisors, the agents of its queue, and
        whoever sees what is personal about its case (F037)."""
        state = self._centre.state()
        agent, case = state.agents.get(viewer), state.cases.get(note.case)
        if agent is None or agent.supervisor:
            return agent is not None
        if note.kind is Kind.CALL:
            return note.agent == viewer and Right.HEAR_OWN in agent.rights
        return note.queue in agent.queues or (case is not None and sight.sees(state, case, viewer))
