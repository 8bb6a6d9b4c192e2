"""The envelope between client and server: sessions, commands, snapshot and stream (JSON, UTF-8).

========================  ==========================================================================================
``POST /v1/session``      ``LogInRequest`` → 200 ``Session`` | 400, 401, 429 ``Problem``
``DELETE /v1/session``    bearer token → 204; the token and the SIP account are void | 409 ``Refusal``: nothing changed
``POST /v1/command``      bearer token, an ``AnyCommand`` → 200 ``Accepted`` | 409 ``Refusal`` | 400, 401 ``Problem``
``GET /v1/snapshot``      bearer token → 200 ``Snapshot``
``GET /v1/events``        bearer token, ``Last-Event-ID: n`` → ``text/event-stream``
``GET /v1/recordings``    bearer token → 200 ``RecordingList``: what the viewer may hear
``GET /v1/recordings/n``  bearer token → 200 ``audio/wav`` or ``audio/flac``; that it was heard is on record
``GET /v1/history/n``     bearer token → 200 ``CaseHistory``: earlier cases of the customer of case n, whose agent asks
``GET /v1/clips/n``       bearer token → 200 ``audio/wav``: an audio clip that the viewer may play into a call
``GET /v1/figures/t,t…``  bearer token → 200 ``FiguresList``: the viewer's own, from each moment (ms UTC) to the next
========================  ==========================================================================================

Any of them: 401 ``Problem`` without a session, 404 and 405 for what is not here, 408 and 413 for a body that is late or
over 64 KiB, 503 ``Problem`` when nothing could be saved. A user has one session: logging in ends the earlier one.

Stream: every frame has ``id: <n>`` and ``data: <Frame>``. Numbers may have gaps for a viewer. A frame with
``event: alive`` is a keep-alive: its id is the latest number, its data ``{}``; when nothing was missed one is first.
A frame with ``event: resync`` says that the number asked for is unknown or too old: take a new snapshot, then a stream
from there. ``event: end`` says that the session is over; its data is a ``Problem``. A request without ``Last-Event-ID``
gets events from now on.
"""

from __future__ import annotations

import msgspec

from agent_desktop.domain.messages import AgentStatus, AnyEvent, CaseKind, CaseOutcome, Cri, Note, ResultType, Row

VERSION = 1
"""Protocol version; a client and a server one apart work together. Always said, never left to a default."""

SESSION = "/v1/session"
COMMAND = "/v1/command"
SNAPSHOT = "/v1/snapshot"
EVENTS = "/v1/events"
RECORDINGS = "/v1/recordings"
CLIPS = "/v1/clips"
FIGURES = "/v1/figures"
HISTORY = "/v1/history"
KEEP_ALIVE_MS = 10_000
"""A stream is never silent for longer; clients give up after three of these."""


class LogInRequest(Row, frozen=True, kw_only=True):
    """Who logs in, with what protocol version, and at which phone: see the command ``LogIn`` (F030, F031)."""

    user: str
    password: str
    version: int
    device: str = ""
    nailed_up: bool = False


class SipAccount(Row, frozen=True, kw_only=True):
    """What the agent's softphone registers with; valid as long as the session."""

    server: str  # sip:host:port, over TLS with ;transport=tls
    user: str
    password: str
    certificate: str = ""  # PEM, what the server shows over TLS; empty: one that a CA of the PC vouches for


class Session(Row, frozen=True, kw_only=True):
    """A session begun: the bearer token, who it is for, and the softphone's account."""

    token: str
    agent: str
    sip: SipAccount
    version: int


class Accepted(Row, frozen=True, kw_only=True):
    """A command was carried out; its events have numbers up to ``n``."""

    n: int


class Problem(Row, frozen=True, kw_only=True):
    """What went wrong with a request: a code to translate, and an English sentence for logs."""

    code: str
    message: str = ""


class RecordingNote(Row, frozen=True, kw_only=True):
    """A recording of a call (``call``), or a voice message (``message``), of a case."""

    recording: int
    kind: str
    case: int
    queue: str
    agent: str | None = None  # whose call it was when the recording began
    begun: int  # ms UTC
    incomplete: bool = False
    ms: int = 0  # how long it is; 0: not known
    heard: bool = False  # of a message: somebody listened to it
    number: str = ""  # of the customer, as long as the case is open
    name: str = ""


class RecordingList(Row, frozen=True, kw_only=True):
    """Recordings, the oldest first."""

    recordings: tuple[RecordingNote, ...]


class StatusFigure(Row, frozen=True, kw_only=True):
    """How long an agent was in one status, for one reason, with one queue; and how many times it began."""

    status: AgentStatus
    reason: str | None
    queue: str | None
    ms: int
    times: int


class PeriodFigures(Row, frozen=True, kw_only=True):
    """An agent's own figures from ``begin`` until before ``end`` (F050, F057): calls that began to be talks in it."""

    begin: int  # ms UTC
    end: int
    queue_taken: int
    other_taken: int  # asked by a colleague
    made: int  # dialled out, callbacks included
    statuses: tuple[StatusFigure, ...] = ()


class FiguresList(Row, frozen=True, kw_only=True):
    """Periods that follow each other."""

    periods: tuple[PeriodFigures, ...]


class EarlierCase(Row, frozen=True, kw_only=True):
    """A case that is over, of the same customer (F081, F109)."""

    case: int
    kind: CaseKind
    queue: str
    agent: str | None = None  # who had it last; null: nobody answered
    created: int  # ms UTC
    ended: int  # ms UTC
    outcome: CaseOutcome
    result: ResultType | None = None  # as the agent reported it
    concluded: tuple[Cri, ...] = ()  # the call information that is chosen from a list, as a disposition and tags
    notes: tuple[Note, ...] = ()  # the oldest first


class CaseHistory(Row, frozen=True, kw_only=True):
    """The latest cases of a customer, the newest first."""

    case: int  # that was asked about; not among them
    earlier: tuple[EarlierCase, ...] = ()
    more: bool = False  # there are older ones


class Snapshot(Row, frozen=True, kw_only=True):
    """All that the viewer may see, as events to fold from nothing; the stream goes on after ``n``."""

    n: int
    at: int  # the server's time, ms UTC: clients count durations from it
    agent: str
    events: tuple[AnyEvent, ...]
    version: int


class Frame(Row, frozen=True, kw_only=True):
    """One logged event as one viewer sees it: usually one row, sometimes with rows revealed or concealed."""

    n: int
    at: int
    events: tuple[AnyEvent, ...]


def encode(row: Row) -> bytes:
    """The wire form of a row."""
    return _encoder.encode(row)


_encoder = msgspec.json.Encoder()
