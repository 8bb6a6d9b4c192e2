"""The last events, ready to be streamed: one ring for all, in which every stream has a place of its own.

A stream takes a place in the ring and reads on from there, so nothing can be lost or come twice between what it missed
and what is new, and a client that reads slowly costs no memory. Frames are encoded once for all who see the same.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence

from agent_desktop.domain.messages import AgentDefined, AnyEvent
from agent_desktop.domain.views import for_viewer
from agent_desktop.protocol.wire import Frame, Problem, encode
from agent_desktop.server.published import Published

KEPT = 20_000
"""Events in the ring: how far back a stream can be resumed."""

LAG = 1_000
"""How many events a stream that had caught up may fall behind before it is dropped."""

SESSION_OVER = Problem(code="session_over", message="The session is over.")
TOO_SLOW = Problem(code="too_slow", message="The stream fell too far behind; resume it.")

TAKE_BYTES = 64 * 1024
TAKE_EVENTS = 1_000
"""How much a stream takes out of the ring at a time."""


class Place:
    """Where one stream is in the ring, and why it ends when it does."""

    def __init__(self, session_id: str, viewer: str, supervisor: bool, after: int) -> None:
        self.session_id = session_id
        self.viewer = viewer
        self.supervisor = supervisor  # when the place was taken; changes since are in the ring
        self.after = after  # number of the last event taken
        self.caught_up = False
        self.problem: Problem | None = None  # the last word, if there is one
        self.ready: Callable[[], None] | None = None  # called when there may be something to take
        self.over = asyncio.Event()

    def leave(self) -> None:
        """Nobody reads it any more."""
        self.over.set()

    def end(self, problem: Problem) -> None:
        """The session is over, or the client too slow; the first reason stays."""
        self.problem = self.problem or problem
        self.over.set()


class Hub:
    """Keeps the last ``kept`` events and tells every stream of new ones. Used in the event loop only."""

    def __init__(self, kept: int = KEPT, lag: int = LAG) -> None:
        self._lag = lag
        self._slots: deque[_Slot] = deque(maxlen=kept)
        self._first = 1  # the oldest number kept, or the next to come
        self._places: set[Place] = set()
        self._rights: dict[str, list[tuple[int, bool]]] = {}  # per viewer: since number …, supervisor or not
        self._followers: dict[str, int] = {}  # per viewer: open streams
        self.leaving = False  # the server stops: that streams end says nothing about their viewers
        self.n = 0

    @property
    def places(self) -> int:
        """How many streams are open."""
        return len(self._places)

    def followers(self, viewer: str) -> int:
        """How many streams this viewer has open."""
        return self._followers.get(viewer, 0)

    def publish(self, batch: Sequence[Published]) -> None:
        """Take what was committed (the engine's ``published``), in order and without gaps after the first."""
        for place in self._places:
            # Measured before the batch is added: a big commit alone makes nobody slow.
            if place.caught_up and self.n - place.after > self._lag:
                place.end(TOO_SLOW)
        for published in batch:
            self._add(published)
        for place in self._places:
            if place.after + 1 < self._first:
                place.end(TOO_SLOW)
            if place.ready is not None:
                place.ready()

    def _add(self, published: Published) -> None:
        if self._slots and published.n != self.n + 1:
            raise ValueError(f"event {published.n} was published after {self.n}")
        self.n = published.n
        self._slots.append(_Slot(published))
        self._first = self.n + 1 - len(self._slots)
        self._note_rights(published)

    def _note_rights(self, published: Published) -> None:
        """A viewer made or unmade a supervisor sees earlier events as before and later ones as after."""
        for viewer, events in published.plan.own.items():
            for event in events:
                if isinstance(event, AgentDefined):
                    self._rights.setdefault(viewer, []).append((published.n, event.agent.supervisor))

    def open(self, session_id: str, viewer: str, supervisor: bool, after: int | None) -> Place | None:
        """A place after event ``after`` (None: after the latest); None when that number is unknown or too old.

        ``supervisor`` says what the viewer is now.
        """
        after = self.n if after is None else after
        if not self._first - 1 <= after <= self.n:
            return None
        place = Place(session_id, viewer, supervisor, after)
        self._places.add(place)
        self._followers[viewer] = self.followers(viewer) + 1
        return place

    def close(self, place: Place) -> None:
        """Give the place up; a second time does nothing."""
        if place not in self._places:
            return
        self._places.remove(place)
        self._followers[place.viewer] -= 1
        if not self._followers[place.viewer]:
            del self._followers[place.viewer]

    def end_session(self, session_id: str) -> None:
        """This session is over: its streams end with that word."""
        for place in self._places:
            if place.session_id == session_id:
                place.end(SESSION_OVER)

    def leave_all(self) -> None:
        """The server stops: every stream ends without a word, to be taken up again."""
        self.leaving = True
        for place in self._places:
            place.leave()

    def take(self, place: Place) -> bytes:
        """The next frames for this place, about ``TAKE_BYTES`` at most; empty when its viewer sees none of them."""
        frames: list[bytes] = []
        size, last = 0, min(self.n, place.after + TAKE_EVENTS)
        while place.after < last and size < TAKE_BYTES:
            n = place.after + 1
            frame = self._slots[n - self._first].frame(place.viewer, self._was_supervisor(place, n))
            if frame:
                frames.append(frame)
                size += len(frame)
            place.after = n
        place.caught_up = place.caught_up or place.after == self.n
        return b"".join(frames)

    def _was_supervisor(self, place: Place, n: int) -> bool:
        changes = self._rights.get(place.viewer)
        if not changes:
            return place.supervisor
        for since, supervisor in reversed(changes):
            if since <= n:
                return supervisor
        return not changes[0][1]


class _Slot:
    """One event, and its frame for each audience, encoded when first wanted."""

    __slots__ = ("_frames", "_published")

    def __init__(self, published: Published) -> None:
        self._published = published
        self._frames: tuple[tuple[tuple[AnyEvent, ...], bytes], ...] = ()  # most are never wanted

    def frame(self, viewer: str, supervisor: bool) -> bytes:
        published = self._published
        events = for_viewer(published.plan, viewer, supervisor)
        if not events:
            return b""
        for audience, frame in self._frames:
            if audience is events:  # the plan holds one tuple for each audience
                return frame
        frame = Frame(n=published.n, at=published.at, events=events)
        encoded = b"id: %d\ndata: %s\n\n" % (published.n, encode(frame))
        self._frames = (*self._frames, (events, encoded))
        return encoded
