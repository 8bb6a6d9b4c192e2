"""Earlier cases of the customer of the case in hand, asked of the server once a case (F081, F109)."""

from __future__ import annotations

import logging
from collections.abc import Callable

import msgspec

from agent_desktop.client.port import ServerPort
from agent_desktop.client.session import DeskSession
from agent_desktop.client.story import ContactHistory, EarlierMatter, EarlierNote
from agent_desktop.domain.messages import Note
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import HISTORY, CaseHistory, EarlierCase, Problem

log = logging.getLogger(__name__)

NEVER = frozenset({"not_found", "bad_request"})
"""Answers of a server that will not say it: the case is over, or the server is older."""


NOTHING = ContactHistory()


class Histories:
    """Used by the desk's thread only; ``post`` brings the server's answers into it."""

    def __init__(self, session: DeskSession, post: Callable[[Callable[[], None]], None]) -> None:
        self._session, self._post = session, post
        self._asked: tuple[ServerPort, int] | None = None  # the server and the case
        self._answer: CaseHistory | None = None
        self._shown: tuple[CaseHistory | None, object, object, ContactHistory] = (None, None, None, NOTHING)

    def send(self) -> None:
        """Ask for the case in hand, unless that is done, it has no number, or the server is out of reach."""
        server, case = self._session.online, self._case()
        if server is None or case is None or self._asked == (server, case):
            return
        self._asked = (server, case)
        server.get(f"{HISTORY}/{case}", lambda answer: self._post(lambda: self._answered((server, case), answer)))

    def end(self) -> None:
        """The session is over."""
        self._asked = self._answer = None

    def show(self, state: State) -> ContactHistory:
        """What is known of the case in hand."""
        answer = self._answer
        if answer is None or answer.case != self._case():
            return NOTHING
        known, queues, agents, shown = self._shown
        if known is not answer or queues is not state.queues or agents is not state.agents:
            matters = tuple(_matter(row, state) for row in answer.earlier)
            shown = ContactHistory(known=True, matters=matters, more=answer.more)
            self._shown = (answer, state.queues, state.agents, shown)
        return shown

    def _case(self) -> int | None:
        presence, details = self._session.presence, self._session.projection.state.details
        case = presence.case if presence is not None else None
        row = details.get(case) if case is not None else None
        return case if row is not None and row.number else None

    def _answered(self, asked: tuple[ServerPort, int], answer: bytes | Problem) -> None:
        if asked != self._asked:
            return
        if isinstance(answer, Problem):
            log.info("Earlier cases are not told: %s", answer.code)
            if answer.code not in NEVER:
                self._asked = None  # asked again at the next word of the server's
            return
        try:
            self._answer = msgspec.json.decode(answer, type=CaseHistory)
        except msgspec.DecodeError as error:
            log.warning("Earlier cases cannot be read: %s", error)


def _matter(row: EarlierCase, state: State) -> EarlierMatter:
    queue = state.queues.get(row.queue)
    return EarlierMatter(
        case=row.case,
        kind=row.kind,
        at=row.created,
        queue=queue.name if queue is not None else row.queue,
        agent=_name(row.agent, state),
        outcome=row.outcome,
        result=row.result,
        concluded=tuple(cri.value for cri in row.concluded),
        notes=tuple(_note(note, state) for note in row.notes),
    )


def _note(note: Note, state: State) -> EarlierNote:
    return EarlierNote(author=_name(note.agent, state), at=note.at, text=note.text)


def _name(agent: str | None, state: State) -> str:
    row = state.agents.get(agent or "")
    return row.name if row is not None else agent or ""
