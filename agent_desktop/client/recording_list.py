"""What the agent may listen to, as the server lists it: fetched while somebody looks, and when it changes (F037)."""

from __future__ import annotations

import logging
from collections.abc import Callable

import msgspec

from agent_desktop.client.listened import Heardable
from agent_desktop.client.port import ServerPort
from agent_desktop.client.session import DeskSession
from agent_desktop.domain.messages import AnyEvent, CaseChanged, CaseKind, RecordingEnded
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import RECORDINGS, Problem, RecordingList, RecordingNote

log = logging.getLogger(__name__)

MESSAGE = "message"


class Listed:
    """Used by the desk's thread only; ``post`` brings the server's answers into it."""

    def __init__(self, session: DeskSession, post: Callable[[Callable[[], None]], None]) -> None:
        self._session, self._post = session, post
        self._looked_at = False
        self._due = False
        self._asked: ServerPort | None = None  # who has not answered yet
        self._notes: tuple[RecordingNote, ...] = ()
        self._shown: tuple[tuple[RecordingNote, ...], object, tuple[Heardable, ...]] = ((), None, ())

    def look(self, *, on: bool) -> None:
        """Somebody looks at the list from now on, or no more."""
        self._looked_at = on
        if on:
            self._due = True
            self.send()

    def happened(self, event: AnyEvent) -> None:
        """Something that the server told; what may change the list makes it due."""
        message = isinstance(event, CaseChanged) and event.case.kind is CaseKind.VOICE_MESSAGE
        details = self._session.projection.state.details
        if message or (isinstance(event, RecordingEnded) and event.case in details):
            self._due = True

    def again(self) -> None:
        """The list is another one for a reason that no event tells, as that something was listened to."""
        self._due = True
        self.send()

    def send(self) -> None:
        """Ask for the list if it is due, somebody looks, and the server is in reach."""
        server = self._session.online
        if server is None or not self._looked_at or not self._due or self._asked is server:
            return
        self._due, self._asked = False, server
        server.get(RECORDINGS, lambda answer: self._post(lambda: self._listed(server, answer)))

    def end(self) -> None:
        """The session is over."""
        self._notes, self._asked, self._due = (), None, True

    def show(self, state: State) -> tuple[Heardable, ...]:
        """The list for the screen, the latest first."""
        notes, queues, shown = self._shown
        if notes is not self._notes or queues is not state.queues:
            shown = tuple(_row(note, state) for note in reversed(self._notes))
            self._shown = (self._notes, state.queues, shown)
        return shown

    def _listed(self, server: ServerPort, answer: bytes | Problem) -> None:
        if server is not self._asked:
            return
        self._asked = None
        if isinstance(answer, Problem):
            log.info("The recordings cannot be listed: %s", answer.code)
            self._due = True  # asked again at the next word of the server's
            return
        try:
            self._notes = msgspec.json.decode(answer, type=RecordingList).recordings
        except msgspec.DecodeError as error:
            log.warning("The list of recordings cannot be read: %s", error)
        self.send()


def _row(note: RecordingNote, state: State) -> Heardable:
    queue = state.queues.get(note.queue)
    message = note.kind == MESSAGE
    return Heardable(
        path=f"{RECORDINGS}/{note.recording}",
        message=message,
        case=note.case,
        queue=queue.name if queue is not None else note.queue,
        begun=note.begun,
        ms=note.ms,
        new=message and not note.heard,
        number=note.number,
        name=note.name,
        incomplete=note.incomplete,
    )
