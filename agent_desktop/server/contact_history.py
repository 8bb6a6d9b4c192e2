"""Earlier cases of a customer, for the agent who has a case of the same customer now (F081, F109)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from pathlib import Path

from agent_desktop.domain import numbers, sight
from agent_desktop.domain.cri import on_queue
from agent_desktop.domain.messages import CaseDetails, Cri, CriType, DetailsChanged, Note, NoteWritten
from agent_desktop.domain.personal import ERASED
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import CaseHistory, EarlierCase
from agent_desktop.server.reports.customers import EndedCase, Marks, ended_cases, forget
from agent_desktop.server.store.port import Logged, LogStore

SHOWN = 20
"""Earlier cases are told at most."""

SOUGHT = 100
"""So many are looked at, as the book has other numbers with the same end, too."""

CHOSEN = frozenset({CriType.CHOICE, CriType.TAGS})
"""Types of call information with which a case is concluded."""


class ContactHistory:
    """Used in the event loop; files are read in threads, one question after the other."""

    def __init__(self, book: Path, marks: Marks, log: LogStore, state: Callable[[], State]) -> None:
        """``log`` is for this alone."""
        self._book, self._marks, self._log, self._state = book, marks, log, state
        self._turn = asyncio.Lock()

    async def of(self, case: int, viewer: str) -> CaseHistory | None:
        """What came before an open case, for its agent, its owner and supervisors; None for everybody else.

        Without a number there is nothing; so it is as long as the book is not made. Raises ``StoreFailed``.
        """
        state = self._state()
        row, details = state.cases.get(case), state.details.get(case)
        if row is None or details is None:
            return None
        if not sight.is_supervisor(state, viewer) and viewer not in sight.holders(row):
            return None
        mark = self._marks.of(details.number)
        if mark is None or not self._book.is_file():
            return CaseHistory(case=case)
        async with self._turn:
            return await asyncio.to_thread(self._read, case, details.number, mark, state)

    def _read(self, case: int, number: str, mark: bytes, state: State) -> CaseHistory:
        found = ended_cases(self._book, mark, SOUGHT)
        logged = {one.n: one for one in self._log.look_up([n for row in found for n in row.texts])}
        told: list[EarlierCase] = []
        erased: list[int] = []
        for row in found:
            details, notes = _texts(logged[n] for n in row.texts if n in logged)
            if details.number == ERASED:
                erased.append(row.case)
            elif row.case != case and numbers.is_number(details.number) and numbers.same(details.number, number):
                told.append(_told(row, details, notes, state))
        if erased:  # by who had no hand on the book
            forget(self._book, erased)
        return CaseHistory(case=case, earlier=tuple(told[:SHOWN]), more=len(told) > SHOWN or len(found) == SOUGHT)


def _texts(logged: Iterable[Logged]) -> tuple[CaseDetails, tuple[Note, ...]]:
    """The last details, and each author's last note, the oldest first."""
    details = CaseDetails(case=0)
    notes: dict[str, Note] = {}
    for one in logged:
        match one.event:
            case DetailsChanged(details=found):
                details = found
                notes |= {note.agent: note for note in found.notes}
            case NoteWritten(note=note):
                notes[note.agent] = note
            case _:  # the book is of another log
                continue
    return details, tuple(sorted((note for note in notes.values() if note.text), key=lambda note: note.at))


def _told(row: EndedCase, details: CaseDetails, notes: tuple[Note, ...], state: State) -> EarlierCase:
    return EarlierCase(
        case=row.case,
        kind=row.kind,
        queue=row.queue,
        agent=row.agent,
        created=row.created,
        ended=row.ended,
        outcome=row.outcome,
        result=row.result,
        concluded=_concluded(details.cris, state, row.queue),
        notes=notes,
    )


def _concluded(cris: tuple[Cri, ...], state: State, queue: str) -> tuple[Cri, ...]:
    """What was chosen from a list, as the queue defines it today."""
    chosen = {row.name for row in on_queue(state, queue) if row.type in CHOSEN}
    return tuple(cri for cri in cris if cri.name in chosen and cri.value)
