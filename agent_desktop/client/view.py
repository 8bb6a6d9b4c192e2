"""What the screen shows, as frozen values computed from the projection: a window only has to draw them.

Moments are integer ms UTC on the server's clock; ``View.server_time`` turns the PC's clock into it, so that a PC with a
wrong clock still counts the right durations. Levels are dBFS, -100.0 for digital silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from agent_desktop.client.address_book import EMPTY_BOOK, AddressBook
from agent_desktop.client.call_info import CriRow, cri_rows
from agent_desktop.client.day import Day
from agent_desktop.client.line import LineView
from agent_desktop.client.listened import Heardable, PlayerView
from agent_desktop.client.mail import Mail
from agent_desktop.client.own_cases import OwnCase, may_pick, my_cases, pickable
from agent_desktop.client.recents import RecentCall
from agent_desktop.client.service_today import ServiceToday, service_today
from agent_desktop.client.story import ContactHistory, Story, story_of
from agent_desktop.client.talk import Talk, talk_of
from agent_desktop.client.value import Value
from agent_desktop.domain.evolve import NO_ALARMS
from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    Alarm,
    Attempt,
    Case,
    CaseDetails,
    CaseKind,
    Clip,
    NextStatus,
    Offer,
    Presence,
    Queue,
    QueueKind,
    Reason,
    ReasonGroup,
)
from agent_desktop.domain.routing import CHANNELS, queues_of
from agent_desktop.domain.state import State
from agent_desktop.phone.port import Doubted

DIALLED = frozenset({CaseKind.CALLBACK, CaseKind.OUTBOUND_CALL})
"""Kinds of case in which it is the customer who is called."""


class Link(StrEnum):
    """The connection to the server: no session, being made or taken up again, or following events."""

    OFFLINE = "offline"
    CONNECTING = "connecting"
    ONLINE = "online"


class QueueInfo(Value, frozen=True, kw_only=True):
    """One row of the queue information (F044)."""

    id: str
    name: str
    waiting: int
    longest_since: int | None  # when the longest waiting caller arrived; None when nobody waits
    logged_in: int  # competent agents who are present, in whatever status
    ready: int
    mine: bool  # the agent at this screen is competent on it
    active: bool = True  # and has not logged out of it by hand (F045)
    alarm: Alarm | None = None  # of the agent at this screen (F065)
    service: ServiceToday | None = None  # None: nobody was served yet (F134)


class Colleague(Value, frozen=True, kw_only=True):
    """One row of the agents list (F049): someone else who is logged in."""

    agent: Agent
    presence: Presence
    queue: str = ""  # name of the queue of the case in hand; empty without one
    available: bool = False  # ready


class PhoneView(Value, frozen=True, kw_only=True):
    """The softphone as the screen shows it; ``problem`` is a sentence for the agent, or empty."""

    registered: bool = False
    restarting: bool = False  # its program died and is on its way back
    ringing_leg: str | None = None
    active_leg: str | None = None
    muted: bool = False
    sound_device: str = ""
    problem: str = ""
    heard_dbfs: float = -100.0
    spoken_dbfs: float = -100.0
    microphones: tuple[str, ...] = ()  # that are connected
    speakers: tuple[str, ...] = ()
    testing: bool = False  # the test call to oneself runs
    echo_ms: int | None = None  # what it measured last
    doubted: Doubted | None = None  # its server could not prove itself over TLS: the agent is asked


class NoteState(StrEnum):
    """Where the agent's note on a case is: nothing written; on this PC's disk; with the server; refused by it."""

    EMPTY = "empty"
    WAITING = "waiting"
    SAVED = "saved"
    REJECTED = "rejected"


class NoteView(Value, frozen=True, kw_only=True):
    """The agent's note on a case as far as it was written down, here or before a restart (F109, F118)."""

    case: int
    text: str = ""
    state: NoteState = NoteState.EMPTY


class KeyView(Value, frozen=True, kw_only=True):
    """The keys of an action (F061, F062), as QKeySequence's portable text; empty: none."""

    local: str = ""  # in the window
    everywhere: str = ""  # also while another program has the focus
    lost: bool = False  # the latter was not to be had, since another program has it


NO_KEYS: Mapping[str, KeyView] = MappingProxyType({})


class View(Value, frozen=True, kw_only=True):
    """All that the window shows. Without a session everything of the centre is None or empty."""

    agent: Agent | None = None
    presence: Presence | None = None
    case: Case | None = None  # offered, being talked about, or in wrap-up
    details: CaseDetails | None = None
    offer: Offer | None = None
    queue: Queue | None = None  # of the case
    talk: Talk = Talk()
    story: Story = Story()
    history: ContactHistory = ContactHistory()  # of the case's customer
    tried: tuple[Attempt, ...] = ()  # to call the customer of the case, as far as this program saw them
    cris: tuple[CriRow, ...] = ()  # of the case; the queue's own first, by name
    pens: tuple[tuple[str, str], ...] = ()  # queues on which wrap-up can be made (F010): id and name, by name
    campaigns: tuple[tuple[str, str], ...] = ()  # that the agent may log in to (F019): id and name, by name
    asks_help: bool = False
    clips: tuple[Clip, ...] = ()  # the agent's own and the public ones, by name (F072)
    queues: tuple[QueueInfo, ...] = ()  # the agent's own first, then by name
    colleagues: tuple[Colleague, ...] = ()  # by name
    reasons: tuple[Reason, ...] = ()  # by id
    mine: tuple[OwnCase, ...] = ()  # my cases, the oldest first (F082)
    may_pick: bool = False
    calls_to_pick: tuple[OwnCase, ...] = ()  # the oldest first (F056)
    mail: tuple[Mail, ...] = ()  # since the log-in, the latest last (F055)
    phone: PhoneView = PhoneView()
    line: LineView | None = None  # how the call sounds; None without one, and at its beginning
    advice: str = ""  # a code of what to do about it; empty when all is well
    keys: Mapping[str, KeyView] = NO_KEYS  # by action, where the agent's keymap speaks; else the action table does
    link: Link = Link.OFFLINE
    doubted: Doubted | None = None  # the server could not prove itself over TLS: the agent is asked
    note: NoteView | None = None  # on the case; None without one
    known: str = ""  # whom the address book has for the customer's number
    recents: tuple[RecentCall, ...] = ()  # the latest first
    day: Day = Day()
    book: AddressBook = EMPTY_BOOK
    favourites: tuple[str, ...] = ()  # numbers of the address book
    recordings: tuple[Heardable, ...] = ()  # that the agent may listen to, the latest first; while somebody looks
    player: PlayerView = PlayerView()
    unsent: int = 0  # notes, on whatever case, that the server has not taken yet
    pending: frozenset[str] = frozenset()  # ids of actions that wait for their event
    offset_ms: int = 0  # the server's clock minus this PC's

    @property
    def doubt(self) -> Doubted | None:
        """The certificate that the agent is asked about now: the server's before that of the telephone's."""
        return self.doubted or self.phone.doubted

    @property
    def status(self) -> AgentStatus:
        """The agent's status; logged out when there is no presence."""
        return self.presence.status if self.presence else AgentStatus.LOGGED_OUT

    @property
    def then(self) -> NextStatus | None:
        """The status chosen for after the case, if one was."""
        return self.presence.then if self.presence else None

    @property
    def to_dial(self) -> bool:
        """Whether a customer is offered who is to be called (F068): the agent confirms, or rejects."""
        return self.offer is not None and self.offer.leg is None and self.case is not None and self.case.kind in DIALLED

    def server_time(self, own_ms: int) -> int:
        """The server's time when this PC's clock says ``own_ms``."""
        return own_ms + self.offset_ms


class Fields(Value, frozen=True, kw_only=True):
    """The information fields at one moment (F043), with the countdown of wrap-up (F011)."""

    status: AgentStatus
    reason: str | None  # of busy
    status_ms: int  # time in the status
    queue: str  # name; empty without a case
    case_ms: int | None  # time in the case since it was answered; None when it is not
    over_limit: bool  # longer in the case than its queue wants
    number: str  # the customer's; empty when withheld or without a case
    wrap_up_left_ms: int | None  # None: not in wrap-up, or it lasts until a status is chosen


def fields(view: View, now: int) -> Fields:
    """The fields of F043 at ``now`` (server's clock)."""
    presence, case, queue = view.presence, view.case, view.queue
    case_ms = max(0, now - case.answered) if case and case.answered is not None else None
    limit = queue.case_limit_ms if queue else None
    left = None
    if presence and presence.status is AgentStatus.WRAP_UP and presence.wrap_until is not None:
        left = max(0, presence.wrap_until - now)
    return Fields(
        status=view.status,
        reason=presence.reason if presence else None,
        status_ms=max(0, now - presence.since) if presence else 0,
        queue=queue.name if queue else "",
        case_ms=case_ms,
        over_limit=case_ms is not None and limit is not None and case_ms > limit,
        number=view.details.number if view.details else "",
        wrap_up_left_ms=left,
    )


PRESENT = tuple(status for status in AgentStatus if status is not AgentStatus.LOGGED_OUT)


def queue_rows(state: State, me: str) -> tuple[QueueInfo, ...]:
    """The queue information as agent ``me`` sees it: own queues first, then by name (F044); none for status alone."""
    agent = state.agents.get(me)
    mine = frozenset(agent.queues) if agent else frozenset[str]()
    presence = state.presences.get(me)
    left = presence.left if presence is not None else ()
    alarms = state.alarms.get(me, NO_ALARMS)
    rows = [
        _queue_row(state, queue, mine=queue.id in mine, active=queue.id not in left, alarm=alarms.get(queue.id))
        for queue in state.queues.values()
        if queue.kind in CHANNELS
    ]
    return tuple(sorted(rows, key=lambda row: (not row.mine, row.name, row.id)))


def _queue_row(state: State, queue: Queue, *, mine: bool, active: bool, alarm: Alarm | None) -> QueueInfo:
    waiting = state.waiting.get(queue.id)
    since = min((created for _, created, _ in waiting), default=None) if waiting else None
    present = {status: len(staff) for status in PRESENT if (staff := state.staff.get((queue.id, status)))}
    pace = state.paces.get(queue.id)
    return QueueInfo(
        id=queue.id,
        name=queue.name,
        waiting=len(waiting) if waiting else 0,
        longest_since=since,
        logged_in=sum(present.values()),
        ready=present.get(AgentStatus.READY, 0),
        mine=mine,
        active=active,
        alarm=alarm,
        service=service_today(pace, state.zone_minutes) if pace is not None else None,
    )


def break_reasons(state: State, me: str) -> tuple[Reason, ...]:
    """What agent ``me`` may be busy with, by id: the modes of break, and the busy queues connected to (F007)."""
    agent = state.agents.get(me)
    mine = (state.queues.get(queue) for queue in agent.queues) if agent else ()
    queues = [Reason(id=queue.id) for queue in mine if queue is not None and queue.kind is QueueKind.BUSY]
    breaks = [reason for reason in state.reasons.values() if reason.group is ReasonGroup.BREAK]
    return tuple(sorted((*queues, *breaks), key=lambda reason: reason.id))


def pens(state: State, me: str) -> tuple[tuple[str, str], ...]:
    """The queues on which agent ``me`` may make a wrap-up case: all connected to, but those of busy (F010)."""
    agent = state.agents.get(me)
    mine = [state.queues.get(queue) for queue in agent.queues] if agent else []
    rows = [(row.id, row.name) for row in mine if row is not None and row.kind is not QueueKind.BUSY]
    return tuple(sorted(rows, key=lambda row: (row[1], row[0])))


def campaigns(state: State, me: str) -> tuple[tuple[str, str], ...]:
    """The campaigns that agent ``me`` may log in to: those of the queues connected to (F019)."""
    agent, presence = state.agents.get(me), state.presences.get(me)
    mine = frozenset(queues_of(agent, presence)) if agent is not None and presence is not None else frozenset[str]()
    rows = [(row.id, row.name) for row in state.campaigns.values() if row.queue in mine]
    return tuple(sorted(rows, key=lambda row: (row[1], row[0])))


def colleague_rows(state: State, me: str, before: tuple[Colleague, ...] = ()) -> tuple[Colleague, ...]:
    """Everyone else who is logged in, by name (F049). Of those ``before``, whoever is unchanged is the same object:
    whether a row is another one is asked often, and of the same one answered at once."""
    known = {row.agent.id: row for row in before}
    rows = [
        _colleague(state, agent, presence, known.get(agent.id))
        for presence in state.presences.values()
        if presence.status is not AgentStatus.LOGGED_OUT
        and presence.agent != me
        and (agent := state.agents.get(presence.agent))
    ]
    return tuple(sorted(rows, key=lambda row: (row.agent.name, row.agent.id)))


def _colleague(state: State, agent: Agent, presence: Presence, before: Colleague | None) -> Colleague:
    same = before is not None and before.agent is agent and before.presence is presence
    if before is not None and same and presence.case is None:
        return before
    case = state.cases.get(presence.case) if presence.case is not None else None
    queue = state.queues.get(case.queue) if case else None
    return Colleague(
        agent=agent,
        presence=presence,
        queue=queue.name if queue else "",
        available=bool(presence.takes),
    )


def centre(state: State, me: str, before: View | None = None) -> View:
    """What the state says to agent ``me``; link, phone and pending actions are for the caller to add. ``before`` is
    what another state said: what is unchanged is taken from it."""
    presence = state.presences.get(me)
    number = presence.case if presence else None
    case = state.cases.get(number) if number is not None else None
    details = state.details.get(case.id) if case else None
    return View(
        agent=state.agents.get(me),
        presence=presence,
        case=case,
        details=details,
        offer=state.offers.get(case.id) if case else None,
        queue=state.queues.get(case.queue) if case else None,
        talk=talk_of(state, case, details),
        story=story_of(state, case, details, me),
        cris=cri_rows(state, case, me),
        pens=pens(state, me),
        campaigns=campaigns(state, me),
        asks_help=me in state.help,
        clips=tuple(sorted(state.clips.values(), key=lambda clip: (clip.name, clip.id))),
        queues=queue_rows(state, me),
        colleagues=colleague_rows(state, me, before.colleagues if before is not None else ()),
        reasons=break_reasons(state, me),
        mine=my_cases(state, me),
        may_pick=may_pick(state, me),
        calls_to_pick=pickable(state, me),
    )
