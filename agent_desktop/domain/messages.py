"""Every row of the contact centre: what it knows, is asked, sees happen, states and orders.

The vocabulary is fixed in docs/developers.md. Rows are frozen structs; their JSON form is the wire
form and the stored form. All times are integer milliseconds UTC since the epoch; spans are integer
milliseconds. Leg ids are opaque strings: ``i…`` drawn by the SIP adapter for legs that come in,
``o<number>`` drawn by the core for legs it rings. All other ids come from the counter in the state.
"""

from __future__ import annotations

from enum import StrEnum

from agent_desktop.domain.flows import Choice, Flow, Secret
from agent_desktop.domain.network import Device, EmergencyNumber, Trunk
from agent_desktop.domain.rows import Message, Opening, Row

SYSTEM = ""
"""The asker of commands that no agent gives: the administrator's import at the server's start."""


# --- words ---------------------------------------------------------------------------------------


class QueueKind(StrEnum):
    """Kinds of queue (F001)."""

    TELEPHONY = "telephony"
    EMAIL = "email"
    CHAT = "chat"
    BACK_OFFICE = "back_office"
    ADMINISTRATIVE = "administrative"
    ADMINISTRATIVE_READY = "administrative_ready"  # whoever works for it is still offered cases
    BUSY = "busy"  # a reason to be busy, for the agents connected to it (F007)


class CaseKind(StrEnum):
    """Kinds of case (F003)."""

    INBOUND_CALL = "inbound_call"
    OUTBOUND_CALL = "outbound_call"
    WRAP_UP = "wrap_up"  # made with the pen (F010)
    CALLBACK = "callback"
    CHAT = "chat"
    TASK = "task"  # of the back office
    EMAIL = "email"
    VOICE_MESSAGE = "voice_message"  # left in the IVR (F037)


class CaseSource(StrEnum):
    """Where a case came from (F097)."""

    CAMPAIGN = "campaign"
    CALL = "call"
    EMAIL = "email"
    CHAT = "chat"
    WEB_FORM = "web_form"
    SMS = "sms"
    AGENT = "agent"  # made by hand (F085, F092)


class Channel(StrEnum):
    """What an agent has a capacity for: one call, or so many chats and so many mails and tasks."""

    VOICE = "voice"
    CHAT = "chat"
    MAIL = "mail"


class ReasonGroup(StrEnum):
    """The two groups of modes (F016)."""

    WORK = "work"
    BREAK = "break"


class Right(StrEnum):
    """What an agent may do beyond handling what is offered; a supervisor may do all of it."""

    CHOOSE_QUEUES = "choose_queues"  # F018 F045
    MESSAGE = "message"  # to a colleague (F055)
    CHERRY_PICK = "cherry_pick"  # where the centre allows it (F056)
    LISTEN = "listen"  # to colleagues' calls, to whisper and to barge in
    HEAR_OWN = "hear_own"  # the recordings of their own calls


class AgentStatus(StrEnum):
    """What an agent is doing now (F005, F111)."""

    LOGGED_OUT = "logged_out"
    READY = "ready"
    OFFERED = "offered"
    IN_CALL = "in_call"
    WRAP_UP = "wrap_up"
    BUSY = "busy"
    ADMINISTRATIVE = "administrative"


class CaseState(StrEnum):
    """Where a case is in its life; wrap-up is the last state before it ends."""

    ARRIVING = "arriving"
    SCHEDULED = "scheduled"  # a customer is to be called, not before a time
    IN_IVR = "in_ivr"  # goes through a flow (F073)
    WAITING = "waiting"
    OFFERED = "offered"
    DIALLING = "dialling"  # the agent's phone joins, then the customer's number is dialled
    TALKING = "talking"
    HANDLING = "handling"  # an agent works on it, without a call
    POSTPONED = "postponed"  # put aside by its agent; not offered until its time (F089)
    EXTERNAL = "external"  # somebody outside answered; no agent has it
    WRAP_UP = "wrap_up"
    ENDED = "ended"


class KeptAs(StrEnum):
    """Why a case is one of an agent's own cases (F082)."""

    SAVED = "saved"
    PARTLY_ANSWERED = "partly_answered"
    FORWARDED = "forwarded"
    LOCKED = "locked"  # the customer's next words to a case that was locked (F080)
    CHERRY_PICKED = "cherry_picked"  # F056
    REOPENED = "reopened"  # F084
    LEFT = "left"  # the agent logged out with the case at hand


class CaseOutcome(StrEnum):
    """How a case ended."""

    HANDLED = "handled"
    TRANSFERRED = "transferred"  # the customer is in the case that follows
    CONSULTED = "consulted"  # an inquiry, without transfer
    ABANDONED = "abandoned"
    CALLBACK = "callback"  # the caller chose to be called back: a case of its own
    UNREACHED = "unreached"  # dialled as often as the rule says, to no avail
    SWITCH_RESTART = "switch_restart"
    FAILED = "failed"
    SELF_SERVICE = "self_service"  # served in the IVR, without an agent (F074)
    VOICE_MESSAGE = "voice_message"  # F075
    TURNED_AWAY = "turned_away"  # the IVR ended the call, without a service


class Held(StrEnum):
    """How a customer is put aside, who hears music meanwhile (F020, F034)."""

    HOLD = "hold"  # the agent's phone stays in the call, and hanging it up ends the call
    PARK = "park"  # the agent's phone may be hung up; it is rung to retrieve the customer


class CriType(StrEnum):
    """What values a CRI takes (F046)."""

    TEXT = "text"
    NUMBER = "number"  # digits with a point for the fraction
    DATE = "date"  # 2026-11-22
    CHOICE = "choice"
    TAGS = "tags"  # any of the choices, in their order, with a comma and a space between (F109)


class OrderedAs(StrEnum):
    """Where a callback was ordered (F068)."""

    IVR = "ivr"
    WEB = "web"
    AGENT = "agent"  # for the agent alone or for all
    COLLEAGUE = "colleague"  # by another agent than the one who is to call
    CONFIRMATION = "confirmation"  # a success that has to be confirmed (F069)


class DialResult(StrEnum):
    """What came of an attempt to call a customer (F068)."""

    CONNECTED = "connected"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    ABANDONED = "abandoned"  # the customer answered, and no agent was free
    REJECTED = "rejected"  # by the agent, who did not want to dial
    CANCELLED = "cancelled"  # by the agent, who hung up before the customer answered
    FAILED = "failed"  # of ours: the agent's phone, the switch


class CampaignMode(StrEnum):
    """How a campaign calls its contacts."""

    PREVIEW = "preview"  # a ready agent is offered the next contact, and confirms
    PROGRESSIVE = "progressive"  # the dialer calls for the agents who are ready


class ContactState(StrEnum):
    """Where a contact of a campaign is."""

    WAITING = "waiting"  # to be called when it is due
    OPEN = "open"  # offered, dialled or talking: its case says
    DONE = "done"  # and leaves the state; the log and the campaign's figures have it


class ResultType(StrEnum):
    """The types of a case's result; names and colours are the centre's (F100)."""

    NO_QUALIFIER = "no_qualifier"
    PRIVATE_CALLBACK = "private_callback"
    PUBLIC_CALLBACK = "public_callback"
    CLOSING = "closing"
    SUCCESS = "success"
    SUCCESS_TO_CONFIRM = "success_to_confirm"
    WAITING = "waiting"
    CANCEL_SUCCESS = "cancel_success"


class ListenMode(StrEnum):
    """Who hears somebody who listens to a call."""

    LISTEN = "listen"  # nobody
    WHISPER = "whisper"  # the agent
    BARGE = "barge"  # everyone in the call


class ListeningEnd(StrEnum):
    """How listening to a call ended."""

    HUNG_UP = "hung_up"  # by who listened
    CALL_OVER = "call_over"
    LEFT = "left"  # who listened logged out, has an own call, or the client is gone
    NO_LONGER_ALLOWED = "no_longer_allowed"
    FAILED = "failed"  # of ours: the phone could not be reached, the media


class RecordRule(StrEnum):
    """Whether a queue's calls are recorded (F042)."""

    ON_DEMAND = "on_demand"
    ALWAYS = "always"
    NEVER = "never"


class RecordingState(StrEnum):
    """What a recording is, or is ordered to become."""

    ON = "on"
    PAUSED = "paused"
    SAVING = "saving"
    DELETING = "deleting"


class RecordAction(StrEnum):
    """What the media is to do with a recording."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SAVE = "save"
    DELETE = "delete"


class NoRecording(StrEnum):
    """Why a call is not recorded any more."""

    DECLINED = "declined"  # by the customer (F040)
    FAILED = "failed"


class LegState(StrEnum):
    """Where a leg is in its life; transitions stand in ``domain/legs.py``."""

    ACCEPTING = "accepting"
    CALLING = "calling"
    RINGING = "ringing"
    ANSWERED = "answered"
    ENDING = "ending"


class LegEnd(StrEnum):
    """Why a leg ended, in the core's words; the SIP status stays in the adapter's log."""

    HUNG_UP = "hung_up"
    CANCELLED = "cancelled"
    REJECTED = "rejected"
    UNREACHABLE = "unreachable"
    NO_ANSWER = "no_answer"
    FAILED = "failed"
    LOST = "lost"


class HelpEnd(StrEnum):
    """How a wish for help ended."""

    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LEFT = "left"  # the agent logged out


class OfferEnd(StrEnum):
    """How an offer ended."""

    ANSWERED = "answered"
    MISSED = "missed"
    REJECTED = "rejected"
    CALLER_LEFT = "caller_left"
    UNREACHABLE = "unreachable"
    SWITCH_RESTART = "switch_restart"


# --- state rows ----------------------------------------------------------------------------------


class CentreRules(Row, frozen=True, kw_only=True):
    """What holds for the whole centre."""

    cherry_pick: bool = False  # F056: agents with the right may take waiting calls by themselves


class Skill(Row, frozen=True, kw_only=True):
    """What somebody can, how well (1–9); of a queue: what is needed at least."""

    name: str
    level: int = 1


class Overflow(Row, frozen=True, kw_only=True):
    """Where a case goes that waited too long."""

    after_ms: int
    queue: str


class AttemptRule(Row, frozen=True, kw_only=True):
    """How often a customer is called, how long it rings, and when it is tried again after each result (F068)."""

    most: int = 3  # attempts; one that the agent rejected counts
    ring_ms: int = 45_000
    busy_ms: int = 900_000
    no_answer_ms: int = 3_600_000
    unreachable_ms: int = 14_400_000
    rejected_ms: int = 600_000


class Queue(Row, frozen=True, kw_only=True):
    """A queue (F001). ``number`` is what callers dial, empty when nobody can; None for spans that are not limited."""

    id: str
    name: str
    number: str = ""
    kind: QueueKind = QueueKind.TELEPHONY
    wrap_up_ms: int | None = None  # F011: None = until the agent chooses
    extend_ms: int = 30_000  # F014: what the clock button adds to wrap-up
    offer_ms: int = 20_000  # how long an offer rings before it is missed (F123)
    hold_alarm_ms: int | None = 60_000  # F133: an agent is reminded of who was put aside, and again
    dial_from_ready: bool = True  # F028: else its agents call from busy and administrative only
    caller_number: str = ""  # F033: what those we call are shown; empty = the queue's number
    caller_number_cri: str = ""  # F033: a CRI whose value, when it is a number, is shown instead
    case_limit_ms: int | None = None  # F043: time in the case shown red after this
    service_level_ms: int = 20_000  # F134
    priority: int = 0  # of its cases; the higher goes first, whatever the wait
    discipline: str = "longest_ready"  # a name of routing.DISCIPLINES
    skills: tuple[Skill, ...] = ()  # an agent without all of them is not offered its cases
    retention_ms: int = 86_400_000  # F080 F082: how long a case is kept for one agent
    pull: bool = False  # its cases are not offered: an agent takes the oldest (F090)
    reply_ms: int = 2_592_000_000  # F080: how long after its end a case stays locked to its agent
    overflow: Overflow | None = None
    max_waiting: int | None = None
    hours: tuple[Opening, ...] = ()  # none = always open
    attempts: AttemptRule = AttemptRule()  # of its callbacks
    record: RecordRule = RecordRule.ON_DEMAND
    may_cancel: bool = True  # F042: agents may end a recording and delete it
    may_decline: bool = True  # F040: the customer may decline, also where every call is recorded
    tell_listened: bool = True  # an agent whose call is listened to is told so before anything is heard
    listen_private: bool = False  # calls between colleagues may be listened to
    listen_declined: bool = False  # so may calls whose customer declined to be recorded
    flow: str = ""  # a caller who dials the queue goes through this flow first (F073)
    language: str = "en"  # of callers without a CRI of this name: one in which there are prompts
    announce_ms: int | None = None  # how often a caller who waits is told the place and the expected wait (F073)
    announcement: tuple[str, ...] = ()  # prompts after these, as "press 1 to be called back"
    keys: tuple[Choice, ...] = ()  # digits of a caller who waits, and the flows they lead to (F075)


class Campaign(Row, frozen=True, kw_only=True):
    """A campaign: contacts that the agents who are logged in to it call for a queue (F019, F070)."""

    id: str
    name: str
    queue: str  # its agents may join; callbacks that come of it, and customers who lose their agent, wait there
    mode: CampaignMode = CampaignMode.PREVIEW
    caller_number: str = ""  # shown to customers; empty: the queue's number
    wrap_up_ms: int | None = None  # F015: None = until the agent chooses
    hours: tuple[Opening, ...] = ()  # none = at any time
    attempts: AttemptRule = AttemptRule()
    pace: int = 100  # of progressive: answers to expect at most, per 100 agents who are ready
    abandon_percent: int = 3  # of progressive: of all that were answered within the window, at most so many unserved
    window_ms: int = 3_600_000  # over which answers are counted
    initial: ResultType | None = None  # F099: of a case that is moved to it; None: not reported yet
    missed_of: tuple[str, ...] = ()  # queues whose callers become contacts when they hang up before an answer (F070)


class Reason(Row, frozen=True, kw_only=True):
    """A mode of work or break (F016); underscores in the id make the tree (F009)."""

    id: str
    group: ReasonGroup = ReasonGroup.BREAK
    phone: bool = False  # of work: whether calls are offered meanwhile


class Capacity(Row, frozen=True, kw_only=True):
    """How many digital cases an agent has open at a time; a call is always alone."""

    chats: int = 1
    mails: int = 1


class Agent(Row, frozen=True, kw_only=True):
    """An agent as the administrator defined it. ``id`` is the user name (F002)."""

    id: str
    name: str
    queues: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # by which colleagues find each other (F049)
    supervisor: bool = False
    skills: tuple[Skill, ...] = ()
    rights: tuple[Right, ...] = ()
    capacity: Capacity = Capacity()
    auto_answer: bool = False  # F030: the phone answers offers by itself
    phone_number: str = ""  # F032: the phone is this number outside, dialled for every call; empty = the softphone
    default_queue: str | None = None  # F028: of calls the agent makes; else the first queue of calls
    nailed_up: bool = False  # F031 F032: the phone is rung once, and its leg stays between calls
    device: str = ""  # the desk phone that is rung, unless another was named at log-in; empty = the softphone


class NextStatus(Row, frozen=True, kw_only=True):
    """Where an agent goes when the case is over: ready, busy or administrative."""

    status: AgentStatus
    reason: str | None = None
    queue: str | None = None  # of administrative
    case: int | None = None  # of administrative: made with the pen and laid aside
    back_at: int = 0  # when the agent plans to be back from it, ms UTC; 0: not said (F017)


class Presence(Row, frozen=True, kw_only=True):
    """What an agent is doing, since when, with which case."""

    agent: str
    status: AgentStatus = AgentStatus.LOGGED_OUT
    since: int = 0
    reason: str | None = None  # of busy
    back_at: int = (
        0  # when the agent plans to be back, ms UTC; 0: not said. It binds nobody: nothing happens then (F017)
    )
    queue: str | None = None  # of administrative: the queue worked for (F010)
    case: int | None = None  # of offered, in_call and wrap_up; of administrative when made with the pen
    desk: tuple[int, ...] = ()  # the digital cases the agent works on
    reads: tuple[int, ...] = ()  # the cases whose cards the agent has open (F104)
    takes: tuple[Channel, ...] = ()  # what the agent may be offered now; the core's own sum of all rules
    left: tuple[str, ...] = ()  # queues logged out of by hand, whatever the status (F018, F136)
    campaign: str | None = None  # logged in to; going on break logs out (F019)
    leg: str | None = None  # of offered and in_call: the agent's own leg; in_call without one, it is gone
    apart_until: int | None = None  # of in_call: the agent cannot be heard; when the caller goes back to the queue
    device: str = ""  # the desk phone named at log-in; empty: as defined
    nailed_up: bool = False  # the phone's leg stays between calls; calls are answered by command
    line: str | None = None  # of nailed_up: that leg, while there is one
    away: bool = False  # no client of the agent follows the events
    leave_at: int | None = None  # of away: when a ready agent stops being ready
    before: NextStatus | None = None  # restored after the case, and when a lost client comes back (F122)
    wrap_until: int | None = None  # of wrap_up: when it ends by itself; None = when the agent says
    then: NextStatus | None = None  # of offered, in_call and wrap_up: chosen meanwhile, else the one from before


class Case(Row, frozen=True, kw_only=True):
    """One matter with one customer, as every colleague may see it."""

    id: int
    queue: str
    kind: CaseKind
    state: CaseState
    created: int  # when it came; the place in the queue
    since: int  # of the state
    agent: str | None = None  # offered to, or handled by
    answered: int | None = None  # when the agent answered
    outcome: CaseOutcome | None = None  # known when the talk is over
    priority: int = 0  # the higher goes first
    kept_for: str | None = None  # only this agent is offered it: one of this agent's own cases (F056 F069 F080 F082)
    kept_until: int | None = None  # of waiting, offered, postponed and kept: then it is anybody's
    kept_as: KeptAs | None = None  # of kept: why; a private callback is so without
    resume_at: int | None = None  # of postponed: when it waits again
    overflow_at: int | None = None  # of waiting: when it moves to the queue's overflow
    announce_at: int | None = None  # of waiting: when the caller is told the place
    held: Held | None = None  # of talking: the customer is put aside
    held_since: int | None = None
    remind_at: int | None = None  # of held: when the agent is reminded (F133)
    follows: int | None = None  # the case it came from, or continues as the customer or a colleague says (F098)
    inquiry_of: int | None = None  # the case in whose call it is asked; its agent stands in for the customer
    calls: str | None = None  # of dialling: the colleague who is called, not a number
    joined: bool = False  # of an inquiry: it has become a part of the call, a conference
    returns_to: str | None = None  # of an inquiry or transfer to one party: who has the call back when unanswered
    ordered_as: OrderedAs | None = None  # of a callback
    attempts: int = 0  # how often the customer was called
    due_at: int | None = None  # of scheduled: when it waits for an agent; of a reported result: when to call again
    dial_until: int | None = None  # of dialling: when the agent's phone, then the customer's, has rung long enough
    tone: DialResult | None = None  # of dialling: it came to this, and the tone of it is heard until ``dial_until``
    result: ResultType | None = None  # as the agent reported it (F100)
    owner: str | None = None  # who took it up first, or was made its owner (F101)
    source: CaseSource | None = None
    locked: bool = False  # the customer's next words go to the same agent (F080)
    partly_answered: bool = False  # F083
    unanswered_since: int | None = None  # when the customer wrote what is not answered yet; None = waits for them
    customer_left: bool = False  # of a chat: nobody reads it any more
    campaign: str | None = None  # whose rules hold for calling the customer
    contact: int | None = None  # of the campaign
    no_recording: NoRecording | None = None  # of talking: it is not recorded any more
    message: int | None = None  # of a voice message: the number of its recording
    clip: int | None = None  # of a call without a customer: the audio clip that its agent records
    take: int | None = None  # of talking: the order that records it
    playing: int | None = None  # of talking: the order that plays an audio clip into the call
    hangs_up: bool = False  # of playing: the call is over with the clip


class Cri(Row, frozen=True, kw_only=True):
    """Contact related information: a named value that travels with the case (F004)."""

    name: str
    value: str


class IvrPosition(Row, frozen=True, kw_only=True):
    """Where a case in the IVR is in its flow; gone when the case goes on to anything else."""

    case: int
    flow: str
    revision: int
    node: str
    retries: int = 0  # tries that failed at this node
    collected: str = ""  # digits entered at this node; of a secret one never
    confirms: bool = False  # of a callback: the number is spoken back, and the caller says whether it is right
    secrets: tuple[Secret, ...] = ()  # entered so far, the one of this node last
    digit: int = 0  # number of the last digit heard on the leg
    order: int | None = None  # the order that this node waits for
    until: int | None = None  # when this node waits for digits no longer
    passed: int = 0  # nodes passed since the caller did or heard anything
    outcome: CaseOutcome | None = None  # what the call has come to, when it ends here


class ServiceDay(Row, frozen=True, kw_only=True):
    """A queue's callers who came on one day and are gone again, by the definition of the service level (F134)."""

    day: int = 0  # days since 1 January 1970, where the centre is
    within_ms: int = 0  # the target they were judged by
    answered: int = 0
    answered_within: int = 0  # the target
    abandoned: int = 0
    abandoned_within: int = 0  # they count neither way
    waited_ms: int = 0  # all of them together
    at: int = 0  # when the last of them went
    this_hour: int = 0  # who went in its clock hour, and in the one before
    hour_before: int = 0


class QueuePace(Row, frozen=True, kw_only=True):
    """How long the cases of a queue keep an agent, from the answer to the end of wrap-up: a moving mean (F073); and how
    its callers are served today."""

    queue: str
    handling_ms: int = 0
    count: int = 0  # cases it is made of, as far as they still count
    today: ServiceDay = ServiceDay()


class CriDefinition(Row, frozen=True, kw_only=True):
    """A CRI as the administrator defined it (F046). ``url`` is a web address with ``{name}`` for the values of CRIs,
    the system's too, in its path or query (F048)."""

    name: str
    queues: tuple[str, ...]  # the call information of their cases has it
    type: CriType = CriType.TEXT
    choices: tuple[str, ...] = ()  # of choice and tags
    editable: bool = False  # by the case's agent
    shown: bool = True  # without being asked for by its name (F047)
    url: str = ""


class Note(Row, frozen=True, kw_only=True):
    """What an agent wrote about a case (F109). One text an agent and case; a later one takes its place.

    ``device`` and ``number`` name the text in the outbox it came from: numbers of a device rise, so that a text that is
    sent again is taken once (F118).
    """

    case: int
    agent: str
    text: str
    at: int  # when the server took it
    device: str
    number: int


class CaseDetails(Row, frozen=True, kw_only=True):
    """What is personal about a case: for its owner, the offered agent and supervisors only."""

    case: int
    number: str = ""  # of the customer, as the network gave it; empty when withheld
    name: str = ""
    contact: str = ""  # opaque key of the customer; empty when unknown
    address: str = ""  # of mail, chat, SMS: where the customer writes from
    subject: str = ""
    cris: tuple[Cri, ...] = ()
    notes: tuple[Note, ...] = ()  # by agent
    form: tuple[Cri, ...] = ()  # of the case's campaign, by the names of its fields (F099)
    outside: str = ""  # the number outside that is asked or has the call


class Attempt(Row, frozen=True, kw_only=True):
    """One attempt to call a customer."""

    case: int
    number: int  # 1 = the first of the case
    at: int  # when its result was known
    result: DialResult
    agent: str | None = None
    campaign: str | None = None


class CampaignContact(Row, frozen=True, kw_only=True):
    """A contact of a campaign; who it is stands in its details until it is called, then in those of its case."""

    id: int
    campaign: str
    state: ContactState
    due: int  # of waiting: not before
    reference: str = ""  # of where it was imported from; the same one is imported once
    case: int | None = None  # from its first attempt on
    dialled: bool = False  # called at least once


class ContactDetails(Row, frozen=True, kw_only=True):
    """What is personal about a contact that was never called."""

    contact: int
    number: str
    name: str = ""
    cris: tuple[Cri, ...] = ()


class NewContact(Row, frozen=True, kw_only=True):
    """A contact to be imported."""

    number: str
    name: str = ""
    cris: tuple[Cri, ...] = ()
    reference: str = ""
    at: int | None = None  # not before; None = now


class ResultCount(Row, frozen=True, kw_only=True):
    """How many contacts came to this."""

    outcome: CaseOutcome
    result: ResultType | None = None
    count: int


class DialCount(Row, frozen=True, kw_only=True):
    """What a campaign's calls came to in a part of its window of time."""

    begun: int
    dialled: int = 0
    answered: int = 0  # with and without an agent
    abandoned: int = 0  # without


class Dialer(Row, frozen=True, kw_only=True):
    """What a campaign has done so far, and when it has to go on by itself."""

    campaign: str
    contacts: int = 0
    waiting: int = 0
    done: int = 0
    dialled: int = 0  # contacts called at least once
    results: tuple[ResultCount, ...] = ()  # of those that are done
    window: tuple[DialCount, ...] = ()  # of the last ``window_ms``, the oldest part first
    wake_at: int | None = None


class AlarmLimit(StrEnum):
    """What of a queue may have reached an alarm's limit."""

    WAITING = "waiting"
    LONGEST = "longest"
    READY = "ready"
    LEVEL = "level"


class Alarm(Row, frozen=True, kw_only=True):
    """An agent's alarm on a queue (F065): so many wait, the first in line has waited so long, fewer agents than so many
    are ready, or fewer callers than so many of a hundred were answered in time today."""

    agent: str
    queue: str
    waiting: int | None = None
    longest_ms: int | None = None
    ready: int | None = None
    level: int | None = None  # percent
    raised: bool = False
    reached: tuple[AlarmLimit, ...] = ()  # and not clearly better yet
    look_at: int | None = None  # when time alone may change that


class Recording(Row, frozen=True, kw_only=True):
    """What is captured of a case's talk, at the customer's leg; a case has one at a time (F038)."""

    id: int
    case: int
    leg: str
    begun: int
    state: RecordingState = RecordingState.ON
    since: int = 0  # of the state
    incomplete: bool = False  # some of what was said could not be written


class Clip(Row, frozen=True, kw_only=True):
    """An audio clip: something said once, to be played into calls (F072)."""

    id: int
    name: str
    agent: str  # whose it is; of a public one, who made it
    public: bool = False  # for every agent; a supervisor's
    archived: bool = False  # it is not offered
    take: int = 0  # the number of its sound; 0: it is being recorded for the first time


class Leg(Row, frozen=True, kw_only=True):
    """One party's connection to the switch; ``agent`` is None for the customer and for a guest."""

    id: str
    case: int  # 0: a leg that stays between calls, without one
    state: LegState
    agent: str | None = None
    guest: bool = False  # somebody outside who is asked, or has the call
    listens: bool = False  # of ``agent``, who listens to the case's call and is no party of it
    early: bool = False  # of a number that is dialled: it was heard before it answered


class Listening(Row, frozen=True, kw_only=True):
    """Somebody listens to an agent's call, on a leg of the own phone. Ends with the call at the latest."""

    listener: str
    agent: str
    case: int
    mode: ListenMode
    leg: str
    since: int  # when it was asked for; nothing is heard before
    told: bool  # whether the agent knows


class Called(Row, frozen=True, kw_only=True):
    """Contacts of a campaign that are done: what they were imported as, so that nobody is called again (F019)."""

    campaign: str
    references: tuple[str, ...]


class Speech(Row, frozen=True, kw_only=True):
    """How speech travelled in one direction (F127). ``packets``: that were sent; ``lost``: of these."""

    packets: int
    lost: int
    jitter_ms: float  # mean
    mos: float  # what is thought of it where it arrives (ITU-T G.107), 1 to 4.5


class CallQuality(Row, frozen=True, kw_only=True):
    """How speech travelled between an agent's softphone and the server during a call (F127)."""

    case: int
    agent: str
    at: int
    codec: str  # its name in SDP
    heard: Speech  # by the agent
    spoken: Speech
    round_trip_ms: float | None = None  # None: it was too short to know
    advice: tuple[str, ...] = ()  # codes of what the agent was advised, in that order


class Received(Row, frozen=True, kw_only=True):
    """The number of the last text that was taken from an agent's device (F118)."""

    agent: str
    device: str
    number: int


class Item(Row, frozen=True, kw_only=True):
    """A channel's reference to what a customer began (a mail, a chat): to be taken once, and found again."""

    reference: str
    case: int
    until: int  # then the reference is forgotten


class Lock(Row, frozen=True, kw_only=True):
    """An ended case whose customer's next words are for one agent (F080)."""

    case: int
    agent: str
    contact: str
    until: int  # then they are for anybody


class AgentMessage(Row, frozen=True, kw_only=True):
    """What somebody wrote to colleagues (F055); ``sender`` is ``SYSTEM`` for the administrator's own."""

    id: int
    sender: str
    agents: tuple[str, ...]  # who gets it
    text: str
    at: int
    queue: str | None = None  # of a message to all of a queue


class HelpWanted(Row, frozen=True, kw_only=True):
    """An agent asks for a supervisor, perhaps in a case; a lease."""

    agent: str
    since: int
    until: int
    case: int | None = None


class PassedOver(Row, frozen=True, kw_only=True):
    """A colleague who was not offered the case, and the status that was the reason."""

    agent: str
    status: AgentStatus
    reason: str | None = None


class PassedCount(Row, frozen=True, kw_only=True):
    """How many colleagues of the queue were passed over for one status."""

    status: AgentStatus
    count: int


class Why(Row, frozen=True, kw_only=True):
    """Why this agent got this case (F117)."""

    rule: str  # name of the discipline in domain/routing.py
    score: int  # what the rule compared: ms waited by the caller
    ready_ms: int  # how long the agent had been ready
    passed_over: tuple[PassedOver, ...] = ()  # at most 5 by name
    passed_counts: tuple[PassedCount, ...] = ()  # all of them, per status


class Offer(Row, frozen=True, kw_only=True):
    """A lease: this case is held for this agent until ``until``, then it is not."""

    case: int
    agent: str
    leg: str | None  # of a call: the agent's leg that rings; its X-AD-Leg
    since: int
    until: int
    why: Why


# --- commands: what a person asks for ------------------------------------------------------------


class Command(Message, frozen=True, kw_only=True):
    """Base of commands. Who asks is told by the server, never by the client."""


class LogIn(Command, frozen=True, kw_only=True):
    """Be present, busy until a status is chosen (F002). Already present: only the device may be another one.

    ``device`` is the desk phone the agent sits at; empty: the one of the definition, else the softphone. ``nailed_up``:
    the phone's leg stays between calls, also when the definition does not say so (F031).
    """

    device: str = ""
    nailed_up: bool = False


class AnswerCall(Command, frozen=True, kw_only=True):
    """Answer the call that is offered, on a leg that stays between calls; without it the phone is rung (F031)."""


class HangUpCall(Command, frozen=True, kw_only=True):
    """Leave the call as if the phone were hung up, or reject the one that is offered; a leg that stays is there for the
    next call (F031)."""


class LogOut(Command, frozen=True, kw_only=True):
    """Be absent. Refused while the agent has a case with a caller."""


class SetStatus(Command, frozen=True, kw_only=True):
    """Be ready, busy or administrative (F005); with a case: the status after it, which may be logged out.

    ``reason`` is a mode: of break for busy, of work for ready; ``queue`` is what administrative work is for (F010).
    ``back_at`` is when the agent plans to be back, ms UTC, within the next 24 hours; 0: not said (F017).
    """

    status: AgentStatus
    reason: str | None = None
    queue: str | None = None
    back_at: int = 0


class ChooseQueues(Command, frozen=True, kw_only=True):
    """Be logged in on exactly these of the agent's queues, whatever the status (F018, F045, F136). ``agent``: for
    somebody else, by a supervisor."""

    queues: tuple[str, ...]
    agent: str | None = None


class MakeWrapUp(Command, frozen=True, kw_only=True):
    """Take the yellow pen: a new case of administrative work on this queue (F010)."""

    queue: str


class StopWrapUpTimer(Command, frozen=True, kw_only=True):
    """Stay in wrap-up until a status is chosen (F012)."""


class ExtendWrapUp(Command, frozen=True, kw_only=True):
    """Have more time before wrap-up ends by itself (F014)."""


class EndWrapUp(Command, frozen=True, kw_only=True):
    """End wrap-up now, in the status chosen during the call or else the one from before (F013, F014). ``agent``: for
    somebody else, by a supervisor."""

    agent: str | None = None


class PhoneReady(Command, frozen=True, kw_only=True):
    """The agent's phone is registered and has exactly these legs; one that is missing is rung again (F121)."""

    legs: tuple[str, ...] = ()


class Hold(Command, frozen=True, kw_only=True):
    """Let the customer hear music and the agent nothing; the phone stays in the call (F034)."""


class Park(Command, frozen=True, kw_only=True):
    """Put the customer down, to music; the agent's phone may be hung up meanwhile (F020, F034)."""


class Retrieve(Command, frozen=True, kw_only=True):
    """Speak to the customer again who is on hold or parked; a phone that was hung up is rung (F020, F034)."""


class Dial(Command, frozen=True, kw_only=True):
    """Call a number outside or a colleague (F020, F022, F049); one of the two is named. ``queue``: one of the agent's,
    whose wrap-up and caller number hold; else the default queue (F028)."""

    number: str | None = None
    agent: str | None = None
    queue: str | None = None


class Inquire(Command, frozen=True, kw_only=True):
    """Park the customer and ask a colleague or a number outside, or queue into a queue (F020, F023, F026). One of the
    three is named."""

    agent: str | None = None
    queue: str | None = None
    number: str | None = None


class Toggle(Command, frozen=True, kw_only=True):
    """Speak to the other one of customer and inquiry; who was spoken to hears music (F020)."""


class EndInquiry(Command, frozen=True, kw_only=True):
    """Let go who is asked, else who joined the conference last; the customer stays as they are (F026)."""


class Confer(Command, frozen=True, kw_only=True):
    """Join the inquiry to the call: all hear each other, and more may be asked (F020, F034)."""


class Transfer(Command, frozen=True, kw_only=True):
    """Give the call away: at once to a colleague, a queue or a number outside, or, with none of them, to where the
    inquiry is (F024-F026); a conference goes on without the agent then."""

    agent: str | None = None
    queue: str | None = None
    number: str | None = None


class Listen(Command, frozen=True, kw_only=True):
    """Listen to this agent's call, by right; during it: in another mode from now on."""

    agent: str
    mode: ListenMode = ListenMode.LISTEN


class StopListening(Command, frozen=True, kw_only=True):
    """Listen no more; hanging up the phone does the same."""


class SetAlarm(Command, frozen=True, kw_only=True):
    """Be told when so many wait in a queue of one's own, its first waits so long, fewer agents are ready, or its
    service level is lower; without any limit there is no alarm (F065)."""

    queue: str
    waiting: int | None = None
    longest_ms: int | None = None
    ready: int | None = None
    level: int | None = None  # percent, 1 to 100


class RecordCall(Command, frozen=True, kw_only=True):
    """Record the call from now on (F038)."""


class PauseRecording(Command, frozen=True, kw_only=True):
    """Capture nothing until it is resumed (F039)."""


class ResumeRecording(Command, frozen=True, kw_only=True):
    """Capture again (F039)."""


class SaveRecording(Command, frozen=True, kw_only=True):
    """End the recording and keep it (F039)."""


class CancelRecording(Command, frozen=True, kw_only=True):
    """End the recording and delete it (F039, F042)."""


class DeclineRecording(Command, frozen=True, kw_only=True):
    """The customer declines: delete what was recorded of the call, and record no more of it (F040)."""


class RecordClip(Command, frozen=True, kw_only=True):
    """Record an audio clip on the agent's own phone, which joins by itself; hanging it up keeps the clip (F072).
    ``clip``: one that there is, anew. ``public``: for every agent, by a supervisor."""

    name: str = ""
    clip: int | None = None
    public: bool = False


class PlayClip(Command, frozen=True, kw_only=True):
    """Let everybody in the agent's call hear a clip, then talk on, or ``hang_up``: end the call (F072)."""

    clip: int
    hang_up: bool = False


class StopClip(Command, frozen=True, kw_only=True):
    """Talk on before the clip is heard to its end."""


class RenameClip(Command, frozen=True, kw_only=True):
    """Give a clip another name."""

    clip: int
    name: str


class ArchiveClip(Command, frozen=True, kw_only=True):
    """Offer a clip no more, or again."""

    clip: int
    archived: bool = True


class DeleteClip(Command, frozen=True, kw_only=True):
    """Delete a clip, with its sound."""

    clip: int


class WriteNote(Command, frozen=True, kw_only=True):
    """Keep this text as the agent's note on a case, open or ended. A number that is not above the last one taken from
    the device is taken as sent again, and changes nothing (F118)."""

    case: int
    text: str
    device: str
    number: int


class ReportQuality(Command, frozen=True, kw_only=True):
    """Keep how the agent's softphone heard and was heard during a call, open or ended (F127)."""

    case: int
    codec: str
    heard: Speech
    spoken: Speech
    round_trip_ms: float | None = None
    advice: tuple[str, ...] = ()


class SetCri(Command, frozen=True, kw_only=True):
    """Change a value of the agent's own case (F046); empty means none."""

    case: int
    name: str
    value: str


class FillForm(Command, frozen=True, kw_only=True):
    """Fill in fields of the form of the agent's own case; empty means none."""

    case: int
    values: tuple[Cri, ...]


class MoveToCampaign(Command, frozen=True, kw_only=True):
    """Let another campaign's rules hold for the case, which begins there with the campaign's first result and an empty
    form (F099). When that loses something it is refused, unless ``erase`` says that it may."""

    case: int
    campaign: str
    erase: bool = False


class JoinCampaign(Command, frozen=True, kw_only=True):
    """Log in to a campaign: the dialer starts for this agent, who is ready from now on or after the case (F019)."""

    campaign: str


class LeaveCampaign(Command, frozen=True, kw_only=True):
    """Log out of the campaign, which means a break, now or after the case; ``reason`` as of busy (F019)."""

    reason: str | None = None


class ImportContacts(Command, frozen=True, kw_only=True):
    """Add contacts to a campaign, by a supervisor or the administrator; a list may come in several parts."""

    campaign: str
    contacts: tuple[NewContact, ...]


class OrderCallback(Command, frozen=True, kw_only=True):
    """Have a customer called back (F068, F069). ``agent``: a private callback, for this agent alone.

    ``case``, one of the asker's own, gives the number, unless one is named, and all that is known of the customer.
    ``at`` is a time, ``after_ms`` a span from now; with neither it is due at once.
    """

    queue: str
    number: str = ""
    name: str = ""
    case: int | None = None
    agent: str | None = None
    at: int | None = None
    after_ms: int | None = None


class ConfirmDial(Command, frozen=True, kw_only=True):
    """Have the customer of an offered callback or campaign call dialled now (F068)."""

    case: int


class RejectDial(Command, frozen=True, kw_only=True):
    """Do not call the customer now; the rule says when it is tried again (F068)."""

    case: int


class ReportResult(Command, frozen=True, kw_only=True):
    """What came of a call, while it lasts or in its wrap-up (F068, F100); the last word counts.

    ``at`` or ``after_ms`` (from now): when a callback that the result asks for is due (F069).
    """

    case: int
    result: ResultType
    at: int | None = None
    after_ms: int | None = None


class TakeCase(Command, frozen=True, kw_only=True):
    """Take the digital case that is offered (F088)."""

    case: int


class RejectCase(Command, frozen=True, kw_only=True):
    """Do not take the digital case that is offered; as an offer missed (F123)."""

    case: int


class OpenMine(Command, frozen=True, kw_only=True):
    """Take up one of my cases, in a break too, as far as the agent's capacity allows (F082, F135). A call rings."""

    case: int


class CloseCase(Command, frozen=True, kw_only=True):
    """Finish a digital case at hand; the queue's wrap-up follows, unless the agent is busy with another case (F083)."""

    case: int


class Reopen(Command, frozen=True, kw_only=True):
    """Work on with the digital case that the agent wraps up (F084)."""

    case: int


class PutBack(Command, frozen=True, kw_only=True):
    """Give a case at hand, or one of my cases, back to its queue at its place (F078)."""

    case: int


class SaveForLater(Command, frozen=True, kw_only=True):
    """Put a case at hand among my cases (F082); it waits for the same agent again at ``until`` (ms UTC), if given
    (F089)."""

    case: int
    until: int | None = None


class ForwardCase(Command, frozen=True, kw_only=True):
    """Hand a digital case at hand, or one of my cases, to a queue or to a colleague: one of the two (F078, F089)."""

    case: int
    queue: str | None = None
    agent: str | None = None


class LockToMe(Command, frozen=True, kw_only=True):
    """Have the customer's next words on a case at hand, or do without them again (F080)."""

    case: int
    on: bool = True


class SetPriority(Command, frozen=True, kw_only=True):
    """Let a case go before the others of its queue, or in turn again (F078)."""

    case: int
    high: bool = True


class MarkPartlyAnswered(Command, frozen=True, kw_only=True):
    """The customer has a part of the answer, and more is to come (F083)."""

    case: int


class AssignOwner(Command, frozen=True, kw_only=True):
    """Make a colleague the owner of a case, or nobody (F101)."""

    case: int
    agent: str | None = None


class TakeOldest(Command, frozen=True, kw_only=True):
    """Take the oldest case of a queue that offers none; refused until the one taken before is dealt with (F090)."""

    queue: str


class CherryPick(Command, frozen=True, kw_only=True):
    """Take a call that waits in one of the agent's queues or is still in the IVR, by right (F056). With another case
    at hand it is reserved: one of the agent's own cases for a while, then anybody's again."""

    case: int


class OpenCard(Command, frozen=True, kw_only=True):
    """Have a case's card open, so that others on the same case know (F094, F104)."""

    case: int


class CloseCard(Command, frozen=True, kw_only=True):
    """Have a case's card open no more; what the agent has at hand stays so (F077)."""

    case: int


class SendMessage(Command, frozen=True, kw_only=True):
    """Write to a colleague, by right; a supervisor also to all who are present in a queue (F055). One of the two."""

    text: str
    agent: str | None = None
    queue: str | None = None


class AskHelp(Command, frozen=True, kw_only=True):
    """Ask for a supervisor, perhaps in a case of the agent's own. Asked already: nothing changes."""

    case: int | None = None


class WithdrawHelp(Command, frozen=True, kw_only=True):
    """Do without the supervisor that was asked for."""


class AcceptHelp(Command, frozen=True, kw_only=True):
    """Come to the agent who asks for help; by a supervisor."""

    agent: str


class MakeTask(Command, frozen=True, kw_only=True):
    """Make a case: of the back office, or a mail to begin (F085, F092). ``agent``: for whom it is kept."""

    queue: str
    agent: str | None = None
    contact: str = ""
    address: str = ""
    name: str = ""
    subject: str = ""
    cris: tuple[Cri, ...] = ()
    follows: int | None = None


class Define(Command, frozen=True, kw_only=True):
    """Set the definition: these rows are added or replaced by id, CRIs by name, emergency numbers by number."""

    queues: tuple[Queue, ...] = ()
    agents: tuple[Agent, ...] = ()
    reasons: tuple[Reason, ...] = ()
    cris: tuple[CriDefinition, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    flows: tuple[Flow, ...] = ()
    trunks: tuple[Trunk, ...] = ()
    devices: tuple[Device, ...] = ()
    emergency: tuple[EmergencyNumber, ...] = ()
    centre: CentreRules | None = None  # None: as it is


# --- facts: what an adapter saw happen -----------------------------------------------------------


class Fact(Message, frozen=True, kw_only=True):
    """Base of facts. A fact is never refused; an impossible one yields ``FactIgnored``."""


class CallArrived(Fact, frozen=True, kw_only=True):
    """A caller's INVITE with acceptable media came in on a new leg, dialling ``number``."""

    leg: str
    number: str
    caller: str = ""
    caller_name: str = ""
    cris: tuple[Cri, ...] = ()  # what the network or another switch says of the call


class CallbackOrdered(Fact, frozen=True, kw_only=True):
    """A customer asked outside a call to be called back, on a web page or by another system (F068)."""

    queue: str
    number: str
    name: str = ""
    cris: tuple[Cri, ...] = ()
    at: int | None = None  # not before; None = as soon as it is its turn
    ordered_as: OrderedAs = OrderedAs.WEB
    agent: str | None = None  # of a private callback


class ItemArrived(Fact, frozen=True, kw_only=True):
    """A customer began something in writing on a channel. Said again with the same ``reference``, it is taken once.

    ``mentions`` is the case number in its subject (F098); ``contact`` is the adapter's opaque key of the customer, who
    is the same when the key is, and empty when unknown. ``agent``: a colleague reopened the correspondence, and it is
    among this agent's own (F084).
    """

    reference: str
    queue: str
    kind: CaseKind
    source: CaseSource
    contact: str = ""
    address: str = ""
    name: str = ""
    subject: str = ""
    cris: tuple[Cri, ...] = ()
    mentions: int | None = None
    agent: str | None = None


class CustomerWrote(Fact, frozen=True, kw_only=True):
    """The customer wrote more in an open chat or mail case, named by the channel's reference."""

    reference: str


class AnswerSent(Fact, frozen=True, kw_only=True):
    """What an agent wrote to the customer was handed to the channel."""

    case: int


class CustomerLeft(Fact, frozen=True, kw_only=True):
    """The customer of a chat is gone, and reads nothing more."""

    reference: str


class LegRinging(Fact, frozen=True, kw_only=True):
    """A leg that was rung gave an alert (180)."""

    leg: str


class LegEarlyMedia(Fact, frozen=True, kw_only=True):
    """A leg that is rung or dialled can be heard already, before it is answered (183 with media)."""

    leg: str


class LegTransferAsked(Fact, frozen=True, kw_only=True):
    """An agent's phone asks to give its call away (REFER, RFC 3515): to ``number``, as the phone would dial it, or
    into the call of the leg ``replaces`` (RFC 3891). Answered by ``AnswerTransfer``."""

    leg: str
    number: str = ""
    replaces: str = ""


class LegAnswered(Fact, frozen=True, kw_only=True):
    """A leg's media is up: our 200 for a caller went out, or the rung phone gave its 200."""

    leg: str


class LegEnded(Fact, frozen=True, kw_only=True):
    """A leg is gone, whoever ended it. Said once for every leg."""

    leg: str
    cause: LegEnd


class LegSilent(Fact, frozen=True, kw_only=True):
    """Nothing has come from an agent's leg for longer than speech ever pauses on the wire."""

    leg: str


class LegHeard(Fact, frozen=True, kw_only=True):
    """Something comes from a leg again that was silent."""

    leg: str


class DigitPressed(Fact, frozen=True, kw_only=True):
    """A caller pressed a key: 0-9, * or #. ``number`` counts the digits of a leg, from 1, and never goes back.

    The adapter keeps the digits of a living leg in memory, for look-ups with secrets. In the log of inputs ``digit``
    is empty wherever the flow does not listen openly (``domain/ivr.py``, ``redacted``).
    """

    leg: str
    digit: str
    number: int


class PlayFinished(Fact, frozen=True, kw_only=True):
    """What was to be played once was heard to its end; answers a ``Play`` that was told to report it, or a
    ``SpeakNumber``."""

    effect: int


class LookUpDone(Fact, frozen=True, kw_only=True):
    """A web service answered a ``LookUp`` with these values."""

    effect: int
    values: tuple[Cri, ...]


class RecordingBroken(Fact, frozen=True, kw_only=True):
    """What is said cannot be written, for the time being: the disk is full, for instance. The call goes on."""

    recording: int
    case: int


class FileServed(Fact, frozen=True, kw_only=True):
    """Somebody who may is about to be given a recording."""

    recording: int
    case: int
    agent: str


class Erased(Fact, frozen=True, kw_only=True):
    """What is personal about these cases, and contacts of campaigns, was erased for ever (GDPR art. 17)."""

    cases: tuple[int, ...]


class ClientCame(Fact, frozen=True, kw_only=True):
    """A client of the agent follows the events."""

    agent: str


class ClientGone(Fact, frozen=True, kw_only=True):
    """No client of the agent follows the events any more."""

    agent: str


class EffectDone(Fact, frozen=True, kw_only=True):
    """An order that has no fact of its own was carried out."""

    effect: int


class EffectFailed(Fact, frozen=True, kw_only=True):
    """An order could not be carried out; ``why`` is for the log, never for the agent."""

    effect: int
    why: str


class AdapterStarted(Fact, frozen=True, kw_only=True):
    """The SIP adapter is up and still has these legs; all others are gone."""

    legs: tuple[str, ...] = ()


class ZoneOffset(Fact, frozen=True, kw_only=True):
    """The centre's local time is this far ahead of UTC from now on; opening hours follow it."""

    minutes: int


class Tick(Fact, frozen=True, kw_only=True):
    """The clock reached a deadline that the state named."""


class Asked(Row, frozen=True, kw_only=True, tag_field="type", tag="Asked"):
    """A command with the one who asks it: an agent's id, or ``SYSTEM``."""

    by: str
    command: AnyCommand


# --- effects: orders to the adapters -------------------------------------------------------------


class Effect(Message, frozen=True, kw_only=True):
    """Base of orders. Open in the state until answered by a fact, or until ``until`` passes."""

    id: int
    until: int


class AcceptLeg(Effect, frozen=True, kw_only=True):
    """Answer the caller's leg (200). Answered by LegAnswered or LegEnded."""

    leg: str


class RejectLeg(Effect, frozen=True, kw_only=True):
    """Refuse a leg that came in, with a SIP status. Answered by EffectDone or EffectFailed."""

    leg: str
    status: int


class RingLeg(Effect, frozen=True, kw_only=True):
    """Ring an agent's phone on a new leg, to be connected to ``peer``. Answered by LegAnswered or LegEnded."""

    leg: str
    agent: str
    peer: str
    queue_name: str
    case: int = 0  # 0 in orders of the first version
    caller: str = ""
    caller_name: str = ""
    join: bool = False  # back into a talk, or auto answer: the phone answers by itself (RFC 5373, Answer-Mode: Auto)
    device: str = ""  # the desk phone to ring instead of the agent's softphone


class DialLeg(Effect, frozen=True, kw_only=True):
    """Dial a number outside on a new leg, showing ``caller`` as ours. Answered by LegAnswered or LegEnded."""

    leg: str
    number: str
    caller: str = ""
    case: int
    emergency: bool = False  # by whatever trunk takes it


class HangUpLeg(Effect, frozen=True, kw_only=True):
    """End a leg in whatever state it is (CANCEL, BYE). Answered by LegEnded."""

    leg: str


class AnswerTransfer(Effect, frozen=True, kw_only=True):
    """Tell an agent's phone whether its call is given away as it asked. Answered by EffectDone or EffectFailed."""

    leg: str
    accepted: bool


class Connect(Effect, frozen=True, kw_only=True):
    """Let two legs hear each other; whatever they heard before stops. Answered by EffectDone or EffectFailed."""

    leg: str
    peer: str


class Ear(Row, frozen=True, kw_only=True):
    """A supervisor's leg in a mix: it hears all parties, and is heard by these legs only. It is no party of the call:
    what it says is in no recording."""

    leg: str
    heard_by: tuple[str, ...] = ()  # none: it listens; one: it whispers; all: it barges in


class Mix(Effect, frozen=True, kw_only=True):
    """Let the parties, ``leg`` and ``peers``, hear each other, nobody themselves, and ``ears`` hear them; whatever they
    all heard before stops. Without ears there are three parties or more; with them a party may be alone. Answered by
    EffectDone or EffectFailed."""

    leg: str
    peers: tuple[str, ...]
    ears: tuple[Ear, ...] = ()


class Play(Effect, frozen=True, kw_only=True):
    """Let a leg hear ``once`` in order, then ``loop`` without end; sound names, see sounds/. Answered by EffectDone
    (as soon as it plays), or with ``report_end`` by PlayFinished (when ``once`` was heard), or by EffectFailed."""

    leg: str
    once: tuple[str, ...] = ()
    loop: str | None = None
    report_end: bool = False


class OrderRecording(Effect, frozen=True, kw_only=True):
    """Begin, pause, go on with, end or delete what is captured at a leg, which may be gone when it ends. Answered by
    EffectDone (of ``save``: when the file is whole and its bytes were checked) or EffectFailed."""

    leg: str
    case: int
    recording: int
    action: RecordAction


class Announce(Effect, frozen=True, kw_only=True):
    """Say to a waiting caller the place in the queue and the expected wait (F073), then ``once`` in order, then
    ``loop`` without end. Answered by EffectDone (as soon as it plays) or EffectFailed."""

    leg: str
    place: int  # 1 is the next
    wait_ms: int | None  # None: not known yet
    language: str = "en"
    once: tuple[str, ...] = ()
    loop: str | None = None


class SpeakNumber(Effect, frozen=True, kw_only=True):
    """Say a telephone number to a caller digit by digit, then ``once`` in order (F075). Answered by PlayFinished when
    that was heard, or by EffectFailed."""

    leg: str
    case: int
    number: str
    language: str = "en"
    once: tuple[str, ...] = ()


class LookUp(Effect, frozen=True, kw_only=True):
    """Ask a web service while a caller waits for the answer: GET ``url`` with its ``{name}`` replaced by values,
    percent-encoded (RFC 3986 §2.1). A secret's value is put together from the digits the adapter has in memory; when
    it has them no more, the order fails. Answered by LookUpDone or EffectFailed."""

    leg: str
    case: int
    url: str
    cris: tuple[Cri, ...] = ()
    secrets: tuple[Secret, ...] = ()
    results: tuple[str, ...] = ()


class RecordMessage(Effect, frozen=True, kw_only=True):
    """Record what a caller says, for this long at most (F075), under the order's number. Answered by EffectDone when
    it is kept, also when the caller hung up; by EffectFailed when nothing was said, or nothing could be kept."""

    leg: str
    case: int
    max_ms: int
    message: int = 0  # the case that it becomes; 0 in orders of the first version


class CaptureClip(Effect, frozen=True, kw_only=True):
    """Record what an agent says as the sound with this order's number, for so long at most (F072). Answered by
    EffectDone when it is kept, also when the agent hung up; by EffectFailed when nothing was said, or could be kept."""

    leg: str
    case: int
    clip: int
    max_ms: int


class EndClip(Effect, frozen=True, kw_only=True):
    """End the recording of a sound, and keep it; of a leg that is gone it has ended by itself. Answered by EffectDone
    or EffectFailed."""

    leg: str
    take: int


class ForgetClip(Effect, frozen=True, kw_only=True):
    """Delete the sound of a clip. Answered by EffectDone or EffectFailed."""

    take: int
    leg: str = ""  # of no leg


AnyEffect = (
    AcceptLeg
    | RejectLeg
    | RingLeg
    | DialLeg
    | HangUpLeg
    | AnswerTransfer
    | Connect
    | Mix
    | Play
    | OrderRecording
    | Announce
    | SpeakNumber
    | LookUp
    | RecordMessage
    | CaptureClip
    | EndClip
    | ForgetClip
)


# --- events: what is now true --------------------------------------------------------------------


class Event(Message, frozen=True, kw_only=True):
    """Base of events: they carry the resulting row, and are the only thing that changes state."""


class CentreDefined(Event, frozen=True, kw_only=True):
    """These rules hold for the whole centre."""

    centre: CentreRules


class QueueDefined(Event, frozen=True, kw_only=True):
    """This queue exists, as the row says."""

    queue: Queue


class ReasonDefined(Event, frozen=True, kw_only=True):
    """This reason to be busy exists."""

    reason: Reason


class AgentDefined(Event, frozen=True, kw_only=True):
    """This agent exists, as the row says."""

    agent: Agent


class ZoneChanged(Event, frozen=True, kw_only=True):
    """The centre's local time is this far ahead of UTC."""

    minutes: int


class PresenceChanged(Event, frozen=True, kw_only=True):
    """An agent's status is now the row."""

    presence: Presence


class CaseChanged(Event, frozen=True, kw_only=True):
    """A case is now the row; a row in state ``ended`` leaves the state, with its details."""

    case: Case


class DetailsChanged(Event, frozen=True, kw_only=True):
    """What is personal about a case is now the row."""

    details: CaseDetails


class CriDefined(Event, frozen=True, kw_only=True):
    """This CRI exists, as the row says."""

    cri: CriDefinition


class FlowDefined(Event, frozen=True, kw_only=True):
    """This revision of a flow exists, and is where callers begin; older ones stay while calls are in them."""

    flow: Flow


class TrunkDefined(Event, frozen=True, kw_only=True):
    """This trunk exists, as the row says."""

    trunk: Trunk


class DeviceDefined(Event, frozen=True, kw_only=True):
    """This desk phone exists, as the row says."""

    device: Device


class EmergencyDefined(Event, frozen=True, kw_only=True):
    """This is an emergency number of the centre."""

    emergency: EmergencyNumber


class IvrMoved(Event, frozen=True, kw_only=True):
    """A case in the IVR is at this place of its flow."""

    position: IvrPosition


class FlowStopped(Event, frozen=True, kw_only=True):
    """A flow could not go on at this node; the caller waits in the queue. Changes no state."""

    case: int
    flow: str
    node: str
    why: str


class PaceChanged(Event, frozen=True, kw_only=True):
    """A case of the queue was handled, or a caller of it is gone: these are the figures now."""

    pace: QueuePace


class NoteWritten(Event, frozen=True, kw_only=True):
    """A note was taken; the case's details follow when it is open."""

    note: Note


class CampaignDefined(Event, frozen=True, kw_only=True):
    """This campaign exists, as the row says."""

    campaign: Campaign


class DialerChanged(Event, frozen=True, kw_only=True):
    """What a campaign has done so far is now the row."""

    dialer: Dialer


class ContactsImported(Event, frozen=True, kw_only=True):
    """These contacts of campaigns exist; the details are of those that were never called."""

    contacts: tuple[CampaignContact, ...]
    details: tuple[ContactDetails, ...] = ()


class ContactChanged(Event, frozen=True, kw_only=True):
    """A contact of a campaign is now the row; from its first case on, that has its details."""

    contact: CampaignContact


class AttemptMade(Event, frozen=True, kw_only=True):
    """A customer was called, or was not because the agent did not want to; for figures. Changes no state."""

    attempt: Attempt


class ItemKept(Event, frozen=True, kw_only=True):
    """A channel's reference is now the row."""

    item: Item


class ItemForgotten(Event, frozen=True, kw_only=True):
    """A channel's reference is not known any more."""

    reference: str


class LockKept(Event, frozen=True, kw_only=True):
    """The next words of an ended case's customer are for one agent."""

    lock: Lock


class LockEnded(Event, frozen=True, kw_only=True):
    """The customer wrote, or did not in time."""

    case: int


class AlarmChanged(Event, frozen=True, kw_only=True):
    """An agent's alarm is now the row."""

    alarm: Alarm


class AlarmRemoved(Event, frozen=True, kw_only=True):
    """An agent has no alarm on this queue."""

    agent: str
    queue: str


class RecordingChanged(Event, frozen=True, kw_only=True):
    """A recording is now the row."""

    recording: Recording


class RecordingEnded(Event, frozen=True, kw_only=True):
    """A recording is over: ``kept`` in a file, or not; ``why`` is empty when that was wanted."""

    recording: int
    case: int
    kept: bool
    why: str = ""
    incomplete: bool = False


class RecordingHeard(Event, frozen=True, kw_only=True):
    """Somebody was given a recording, to listen to it. Changes no state."""

    recording: int
    case: int
    agent: str
    at: int


class ClipChanged(Event, frozen=True, kw_only=True):
    """An audio clip is now the row."""

    clip: Clip


class ClipRemoved(Event, frozen=True, kw_only=True):
    """There is no such audio clip any more."""

    clip: int


class QualityReported(Event, frozen=True, kw_only=True):
    """How a call's speech travelled is known. Changes no state."""

    quality: CallQuality


class MessageSent(Event, frozen=True, kw_only=True):
    """Colleagues are told something by a person. Changes no state; a client keeps what it was sent (F051)."""

    message: AgentMessage


class HelpAsked(Event, frozen=True, kw_only=True):
    """An agent's wish for help is now the row."""

    help: HelpWanted


class HelpEnded(Event, frozen=True, kw_only=True):
    """An agent's wish for help is over; ``by`` is the supervisor who accepted it."""

    agent: str
    how: HelpEnd
    by: str | None = None


class ListeningChanged(Event, frozen=True, kw_only=True):
    """Who listens to whom, in which case and how, is now the row."""

    listening: Listening


class ListeningEnded(Event, frozen=True, kw_only=True):
    """Somebody listens no more; ``case`` is whose call it was."""

    listener: str
    agent: str
    case: int
    how: ListeningEnd


class LegChanged(Event, frozen=True, kw_only=True):
    """A leg is now the row."""

    leg: Leg


class LegGone(Event, frozen=True, kw_only=True):
    """A leg has left the state."""

    leg: str
    case: int
    cause: LegEnd


class OfferMade(Event, frozen=True, kw_only=True):
    """A case is offered."""

    offer: Offer


class OfferEnded(Event, frozen=True, kw_only=True):
    """An offer is over; ``how`` says why."""

    case: int
    agent: str
    how: OfferEnd


class Noticed(Event, frozen=True, kw_only=True):
    """An agent is told something; ``code`` is translated by the client, ``params`` fill its gaps. Changes no state."""

    agent: str
    code: str
    case: int | None = None
    params: tuple[tuple[str, str], ...] = ()


class EffectIssued(Event, frozen=True, kw_only=True):
    """An order is open until its fact."""

    effect: AnyEffect


class EffectClosed(Event, frozen=True, kw_only=True):
    """An order is answered, failed or timed out; ``why`` is empty when it was carried out."""

    effect: int
    why: str = ""


class FactIgnored(Event, frozen=True, kw_only=True):
    """A fact came that cannot be true in this state; kept for diagnosis. Changes no state."""

    fact: str
    subject: str
    why: str


class Revealed(Event, frozen=True, kw_only=True):
    """The viewer may now see these rows. Made for a viewer by ``views.visible``, never stored."""

    details: tuple[CaseDetails, ...] = ()
    offers: tuple[Offer, ...] = ()
    help: tuple[HelpWanted, ...] = ()
    listening: tuple[Listening, ...] = ()


class Concealed(Event, frozen=True, kw_only=True):
    """The viewer may no longer see the details and offers of these cases, nor that these agents ask for help, nor that
    these listen. Made by ``views.visible``, never stored."""

    cases: tuple[int, ...] = ()
    help: tuple[str, ...] = ()
    listening: tuple[str, ...] = ()


class Restored(Event, frozen=True, kw_only=True):
    """What a snapshot of the whole state has that no other row says. Made for the snapshot, never in the log."""

    next_id: int
    received: tuple[Received, ...] = ()
    called: tuple[Called, ...] = ()


AnyCommand = (
    LogIn
    | AnswerCall
    | ReportQuality
    | HangUpCall
    | LogOut
    | SetStatus
    | ChooseQueues
    | MakeWrapUp
    | StopWrapUpTimer
    | ExtendWrapUp
    | EndWrapUp
    | PhoneReady
    | SetAlarm
    | RecordCall
    | PauseRecording
    | ResumeRecording
    | SaveRecording
    | CancelRecording
    | DeclineRecording
    | RecordClip
    | PlayClip
    | StopClip
    | RenameClip
    | ArchiveClip
    | DeleteClip
    | WriteNote
    | Hold
    | Park
    | Retrieve
    | SetCri
    | FillForm
    | MoveToCampaign
    | Dial
    | Inquire
    | Toggle
    | EndInquiry
    | Confer
    | Transfer
    | JoinCampaign
    | LeaveCampaign
    | ImportContacts
    | OrderCallback
    | ConfirmDial
    | RejectDial
    | ReportResult
    | TakeCase
    | RejectCase
    | OpenMine
    | CloseCase
    | Reopen
    | PutBack
    | SaveForLater
    | ForwardCase
    | LockToMe
    | SetPriority
    | MarkPartlyAnswered
    | AssignOwner
    | MakeTask
    | TakeOldest
    | CherryPick
    | OpenCard
    | CloseCard
    | SendMessage
    | AskHelp
    | WithdrawHelp
    | AcceptHelp
    | Listen
    | StopListening
    | Define
)
AnyFact = (
    CallArrived
    | CallbackOrdered
    | ItemArrived
    | CustomerWrote
    | AnswerSent
    | CustomerLeft
    | LegRinging
    | LegEarlyMedia
    | LegTransferAsked
    | LegAnswered
    | LegEnded
    | LegSilent
    | LegHeard
    | DigitPressed
    | PlayFinished
    | LookUpDone
    | RecordingBroken
    | FileServed
    | Erased
    | ClientCame
    | ClientGone
    | EffectDone
    | EffectFailed
    | AdapterStarted
    | ZoneOffset
    | Tick
)
AnyInput = Asked | AnyFact
AnyEvent = (
    CentreDefined
    | QueueDefined
    | ReasonDefined
    | AgentDefined
    | ZoneChanged
    | PresenceChanged
    | CaseChanged
    | DetailsChanged
    | NoteWritten
    | CriDefined
    | AttemptMade
    | ItemKept
    | ItemForgotten
    | LockKept
    | LockEnded
    | CampaignDefined
    | DialerChanged
    | ContactsImported
    | ContactChanged
    | AlarmChanged
    | AlarmRemoved
    | RecordingChanged
    | RecordingEnded
    | RecordingHeard
    | ClipChanged
    | ClipRemoved
    | QualityReported
    | MessageSent
    | HelpAsked
    | HelpEnded
    | ListeningChanged
    | ListeningEnded
    | FlowDefined
    | TrunkDefined
    | DeviceDefined
    | EmergencyDefined
    | IvrMoved
    | FlowStopped
    | PaceChanged
    | LegChanged
    | LegGone
    | OfferMade
    | OfferEnded
    | Noticed
    | EffectIssued
    | EffectClosed
    | FactIgnored
    | Revealed
    | Concealed
    | Restored
)


class Refusal(Row, frozen=True, kw_only=True):
    """A polite no to a command. ``code`` is one of ``protocol.codes``; ``params`` fill the translated sentence."""

    code: str
    params: tuple[tuple[str, str], ...] = ()
