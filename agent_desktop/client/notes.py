"""An agent's notes and values on their way: typed, kept in the outbox, sent one by one, and shown as what they are."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from agent_desktop.client.outbox import Kept, Outbox
from agent_desktop.client.reactions import Kind, Notice
from agent_desktop.client.view import NoteState, NoteView
from agent_desktop.domain.messages import CaseDetails, Refusal, SetCri, WriteNote
from agent_desktop.protocol.wire import Accepted, Problem, encode

log = logging.getLogger(__name__)

LONGEST_BYTES = 60 * 1024
"""Of a command on the wire: the server reads no longer ones than 64 KiB."""


class Notes:
    """One text an agent and case, and one value a CRI of it. At most one is under way: none may overtake another."""

    def __init__(self, folder: Path | None, clock: Callable[[], int]) -> None:
        self._folder = folder
        self._clock = clock
        self._owner = ("", "")
        self._outbox = Outbox(None, "", "", clock)
        self._under_way: Kept | None = None
        self._stuck: set[Kept] = set()  # will never be taken, and cannot be put aside
        self._written: dict[int, tuple[NoteState, str]] = {}  # what became of the last text of a case here

    @property
    def unsent(self) -> int:
        """How many texts the server has not taken yet."""
        return len(self._outbox.waiting)

    @property
    def under_way(self) -> bool:
        """Whether one was sent and not answered yet."""
        return self._under_way is not None

    def open(self, server: str, user: str) -> Notice | None:
        """Take up what ``user`` has in the outbox for ``server``; a notice when it cannot be used."""
        self.stop()
        self._written.clear()  # the session begins with a snapshot, which knows better
        if self._owner == (server, user):
            return None
        self.close()
        self._owner = (server, user)
        self._outbox = Outbox(None, "", "", self._clock)
        try:
            self._outbox = Outbox(self._folder, server, user, self._clock)
        except OSError as error:
            return self._unsafe(error)
        return None

    def write(self, case: int, text: str, name: str = "") -> Notice | None:
        """Keep a text, or the value of the CRI ``name``; a notice when this PC's disk does not take it."""
        if not name:
            self._written.pop(case, None)
        try:
            self._outbox.put(case, text, name)
        except OSError as error:
            return self._unsafe(error)
        return None

    def values(self, case: int) -> dict[str, str]:
        """The values of a case's CRIs that wait, by name."""
        return {kept.name: kept.text for kept in self._outbox.waiting if kept.case == case and kept.name}

    def next(self) -> WriteNote | SetCri | Notice | None:
        """What to send now, under way until ``answered`` or ``stop``; or what to tell of one that cannot be sent."""
        kept = next((kept for kept in self._outbox.waiting if kept not in self._stuck), None)
        if self._under_way is not None or kept is None:
            return None
        if kept.name:
            self._under_way = kept
            return SetCri(case=kept.case, name=kept.name, value=kept.text)
        command = WriteNote(case=kept.case, text=kept.text, device=kept.device, number=kept.number)
        if len(encode(command)) > LONGEST_BYTES:
            return self._reject(kept, "too_long")
        self._under_way = kept
        return command

    def answered(self, answer: Accepted | Refusal | Problem) -> Notice | None:
        """What the server says to the one under way; a problem leaves it where it is, to be sent again."""
        kept, self._under_way = self._under_way, None
        if kept is None:
            return None
        if isinstance(answer, Refusal):
            return self._reject(kept, answer.code, answer.params)
        if isinstance(answer, Problem):
            return None
        latest = kept in self._outbox.waiting
        self._outbox.taken(kept)
        if latest and not kept.name:
            self._written[kept.case] = (NoteState.SAVED, kept.text)
        return None

    def stop(self) -> None:
        """The session is over: nothing is under way any more."""
        self._under_way = None

    def close(self) -> None:
        """Leave the outbox to the next program."""
        self._outbox.close()

    def show(self, case: int, agent: str, details: CaseDetails | None) -> NoteView:
        """The agent's text on a case: what waits here, else what became of it, else what the server has."""
        for kept in self._outbox.waiting:
            if kept.case == case and not kept.name:
                return NoteView(case=case, text=kept.text, state=NoteState.WAITING)
        if case in self._written:
            state, text = self._written[case]
            return NoteView(case=case, text=text, state=state)
        for note in details.notes if details else ():
            if note.agent == agent:
                return NoteView(case=case, text=note.text, state=NoteState.SAVED)
        return NoteView(case=case)

    def _reject(self, kept: Kept, code: str, params: tuple[tuple[str, str], ...] = ()) -> Notice | None:
        if kept not in self._outbox.waiting:
            return None  # a later text took its place meanwhile
        try:
            aside = self._outbox.reject(kept, code)
        except OSError as error:
            self._stuck.add(kept)
            return self._unsafe(error)
        log.info("Text %d of %s was not taken: %s", kept.number, kept.device, code)
        if kept.name:  # the person sees the old value again, and why
            return Notice(code=code, kind=Kind.REFUSAL, params=params, case=kept.case)
        self._written[kept.case] = (NoteState.REJECTED, kept.text)
        return Notice(code="note_rejected", params=(("file", str(aside or "-")),), case=kept.case)

    @staticmethod
    def _unsafe(error: OSError) -> Notice:
        log.info("The outbox cannot be used: %s", error)
        return Notice(code="notes_unsafe", params=(("problem", error.strerror or str(error)),))
