"""Views as they occur on a working day, for looking at the window without a server: gallery and tests."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from agent_desktop.client.address_book import AddressBook, Mistake, Person
from agent_desktop.client.call_info import CriRow
from agent_desktop.client.listened import Heardable, PlayerState, PlayerView
from agent_desktop.client.mail import Mail
from agent_desktop.client.own_cases import OwnCase
from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.service_today import ServiceToday
from agent_desktop.client.statistics import DayFigures
from agent_desktop.client.story import ContactHistory, EarlierMatter, EarlierNote, Story
from agent_desktop.client.talk import Ear, Party, Talk
from agent_desktop.client.trusted import Doubted
from agent_desktop.client.view import Colleague, Link, NoteState, NoteView, PhoneView, QueueInfo, View
from agent_desktop.domain.messages import (
    Agent,
    AgentStatus,
    Alarm,
    AlarmLimit,
    Attempt,
    Case,
    CaseDetails,
    CaseKind,
    CaseOutcome,
    CaseState,
    Clip,
    CriType,
    DialResult,
    Held,
    KeptAs,
    ListenMode,
    NextStatus,
    Offer,
    OfferEnd,
    OrderedAs,
    PassedCount,
    PassedOver,
    Presence,
    Queue,
    Reason,
    RecordingState,
    ResultType,
    Right,
    Why,
)

NOW = 1_795_000_000_000
"""The moment the samples are about, ms UTC."""

ME = Agent(id="anna", name="Anna Svensson", queues=("support", "orders", "vip"))
SUPPORT = Queue(id="support", name="Support Svenska", number="100", wrap_up_ms=30_000, case_limit_ms=300_000)
REASONS = tuple(
    Reason(id=name)
    for name in ("Busy_Coffee", "Busy_Lunch", "Busy_Meeting_Coaching", "Busy_Meeting_Team", "Busy_Training")
)
QUEUES = (
    QueueInfo(id="orders", name="Order och leverans", waiting=0, longest_since=None, logged_in=6, ready=2, mine=True),
    QueueInfo(
        id="support",
        name="Support Svenska",
        waiting=12,
        longest_since=NOW - 271_000,
        logged_in=14,
        ready=0,
        mine=True,
        service=ServiceToday(
            within_ms=20_000,
            in_time=164,
            counted=200,
            ends=NOW + 36_000_000,
            per_hour=240,
            needed=16,
            needed_until=NOW + 3_000_000,
        ),
    ),
    QueueInfo(id="vip", name="VIP", waiting=1, longest_since=NOW - 9_000, logged_in=3, ready=1, mine=True),
    QueueInfo(id="night", name="Night", waiting=4, longest_since=NOW - 9_000, logged_in=3, ready=1, mine=False),
)
_STAFF = (
    ("bo", "Bo Lindqvist", AgentStatus.READY, 192_000, None, ""),
    ("carla", "Carla Fernández", AgentStatus.IN_CALL, 74_000, None, "Support Svenska"),
    ("daryna", "Daryna Kovalenko", AgentStatus.BUSY, 1_260_000, "Busy_Lunch", ""),
    ("erik", "Erik Åkesson", AgentStatus.WRAP_UP, 12_000, None, "VIP"),
    ("fatima", "Fatima El Amrani", AgentStatus.ADMINISTRATIVE, 4_300_000, None, ""),
    ("grzegorz", "Grzegorz Brzęczyszczykiewicz", AgentStatus.OFFERED, 4_000, None, "Support Svenska"),
)
COLLEAGUES = tuple(
    Colleague(
        agent=Agent(id=user, name=name),
        presence=Presence(agent=user, status=status, since=NOW - since, reason=reason),
        queue=queue,
        available=status is AgentStatus.READY,
    )
    for user, name, status, since, reason, queue in _STAFF
)
WHY = Why(
    rule="longest_ready",
    score=34_000,
    ready_ms=192_000,
    passed_over=(
        PassedOver(agent="daryna", status=AgentStatus.BUSY, reason="Busy_Lunch"),
        PassedOver(agent="carla", status=AgentStatus.IN_CALL),
    ),
    passed_counts=(
        PassedCount(status=AgentStatus.BUSY, count=1),
        PassedCount(status=AgentStatus.IN_CALL, count=5),
        PassedCount(status=AgentStatus.WRAP_UP, count=2),
    ),
)
LEG = "o7"
RECORDED: dict[str, Any] = {
    "recording": RecordingState.ON,
    "recorded_since": NOW - 42_000,
    "may_record": True,
    "may_save": True,
    "may_cancel": True,
    "may_decline": True,
}
PENS = (("orders", "Order och leverans"), ("support", "Support Svenska"))
CRIS = (
    CriRow(name="customer_no", value="4711-22", url="https://127.0.0.1/customer/4711-22"),
    CriRow(name="delivery", value="2026-11-26", type=CriType.DATE, editable=True),
    CriRow(name="matter", value="Invoice", type=CriType.CHOICE, choices=("Invoice", "Order", "Other"), editable=True),
    CriRow(name="order", value="SO-100482", editable=True),
    CriRow(name="tags", value="Bill, VIP", type=CriType.TAGS, choices=("Bill", "Moved house", "VIP"), editable=True),
    CriRow(name="language", value="sv", shown=False),
    CriRow(name="arrived", value="2026-11-18 09:26", shown=False),
)
STORY = Story(may_report=True, results=tuple(row for row in ResultType if row is not ResultType.WAITING))
NOTE = "Wants the invoice again, to her new address. Calls back on Thursday."


BOOK = AddressBook(
    [
        Person(name="Eva Lindqvist", numbers=("+46701234567",)),
        Person(name="Håkan Öberg", numbers=("+46850012300", "+46705550177"), company="Öbergs Bygg AB"),
        Person(name="Оксана Мельник", numbers=("+380441234567",), company="Дніпро-Сервіс"),
    ],
    [
        Mistake(file="/srv/book/people.csv", line=14, code="book_bad_number", text="ask Bo"),
        Mistake(file="/srv/book/people.csv", line=31, code="book_no_name"),
    ],
)
RECENTS = (
    RecentCall(
        case=6,
        way=Way.MISSED,
        at=NOW - 1_500_000,
        number="+46701234567",
        name="Eva Lindqvist",
        queue="Support Svenska",
        ended=NOW - 1_480_000,
        how=OfferEnd.MISSED,
    ),
    RecentCall(
        case=5,
        way=Way.DIALLED,
        at=NOW - 2_400_000,
        number="+46850012300",
        name="Håkan Öberg",
        queue="Order och leverans",
        answered=NOW - 2_390_000,
        ended=NOW - 2_201_000,
    ),
    RecentCall(
        case=4, way=Way.RECEIVED, at=NOW - 90_000_000, queue="VIP", answered=NOW - 89_990_000, ended=NOW - 89_970_000
    ),
    RecentCall(
        case=3,
        way=Way.DIALLED,
        at=NOW - 90_100_000,
        name="Bo Lindqvist",
        agent="bo",
        queue="VIP",
        ended=NOW - 90_090_000,
    ),
)


def idle(status: AgentStatus, since_ms: int = 83_000, reason: str | None = None) -> View:
    """At work without a call, for so long."""
    return View(
        agent=ME,
        presence=Presence(agent="anna", status=status, since=NOW - since_ms, reason=reason),
        queues=QUEUES,
        colleagues=COLLEAGUES,
        reasons=REASONS,
        pens=PENS,
        phone=PhoneView(registered=True, sound_device="default"),
        link=Link.ONLINE,
        recents=RECENTS,
        book=BOOK,
        favourites=("+46850012300",),
    )


def lively(status: AgentStatus = AgentStatus.BUSY) -> View:
    """With everything that the information windows can have: messages, groups, calls to pick, my cases, all rights."""
    me = replace(ME, rights=tuple(Right))
    north = {"bo", "carla", "erik"}
    colleagues = tuple(
        replace(row, agent=replace(row.agent, groups=("Team North" if row.agent.id in north else "Team South",)))
        for row in COLLEAGUES
    )
    mail = (
        Mail(id=31, at=NOW - 3_600_000, text="The invoices go out at noon today.", sender_name=""),
        Mail(id=32, at=NOW - 600_000, text="Can you take <b>Öbergs Bygg</b>?", sender="bo", sender_name="Bo Lindqvist"),
        Mail(id=33, at=NOW - 540_000, text="Yes, after lunch.", sender="anna", receivers=("Bo Lindqvist",), mine=True),
    )
    waits = Case(
        id=51, queue="support", kind=CaseKind.INBOUND_CALL, state=CaseState.WAITING, created=NOW - 95_000, since=NOW
    )
    kept = replace(waits, id=53, kept_for="anna", kept_as=KeptAs.CHERRY_PICKED, kept_until=NOW + 140_000)
    mail_case = replace(
        kept, id=54, kind=CaseKind.EMAIL, queue="orders", kept_as=KeptAs.FORWARDED, kept_until=NOW + 86_000_000
    )
    details = CaseDetails(case=51, number="+46701234567", name="Eva Lindqvist")
    return replace(
        idle(status),
        agent=me,
        colleagues=colleagues,
        mail=mail,
        may_pick=True,
        calls_to_pick=(
            OwnCase(case=waits, queue="Support Svenska", details=details),
            OwnCase(case=replace(waits, id=52, state=CaseState.IN_IVR), queue="VIP", details=CaseDetails(case=52)),
        ),
        mine=(
            OwnCase(case=kept, queue="Support Svenska", details=replace(details, case=53)),
            OwnCase(
                case=mail_case,
                queue="Order och leverans",
                details=CaseDetails(case=54, address="eva@lindqvist.example", subject="Faktura 100482"),
            ),
        ),
    )


def on_break(left_ms: int = 1_500_000) -> View:
    """At lunch, and back in so long; so is a colleague, a little later than planned."""
    view = idle(AgentStatus.BUSY, 300_000, "Busy_Lunch")
    assert view.presence is not None
    rows = tuple(
        replace(row, presence=replace(row.presence, back_at=NOW - 60_000)) if row.agent.id == "daryna" else row
        for row in COLLEAGUES
    )
    return replace(view, presence=replace(view.presence, back_at=NOW + left_ms), colleagues=rows)


def break_over() -> View:
    """The same, and the time is past."""
    return on_break(-120_000)


DAYS = {
    ago: DayFigures(
        queue_taken=taken,
        other_taken=other,
        made=made,
        statuses=(
            (AgentStatus.READY, "", 11_520_000),
            (AgentStatus.IN_CALL, "", 9_840_000),
            (AgentStatus.WRAP_UP, "", 2_310_000),
            (AgentStatus.BUSY, "Busy_Lunch", 1_800_000),
        ),
        queues=(("support", taken - 4), ("vip", 4)),
    )
    for ago, (taken, other, made) in enumerate(((31, 4, 6), (42, 3, 9), (38, 6, 4), (47, 2, 7)))
}
"""Figures of the days so many days ago."""


def alarmed() -> View:
    """Two limits of the agent's own alarm are reached."""
    reached = (AlarmLimit.WAITING, AlarmLimit.LONGEST)
    limits = Alarm(agent="anna", queue="support", waiting=10, longest_ms=120_000, level=80, reached=reached)
    rows = tuple(
        replace(row, alarm=replace(limits, raised=True)) if row.id == "support" else row for row in lively().queues
    )
    return replace(lively(), queues=rows)


def clips(view: View) -> View:
    """With clips of one's own and of everybody's, one of them put away."""
    own = Clip(id=1, name="Welcome to support", agent="anna", take=1)
    rows = (own, replace(own, id=2, name="Old opening hours", archived=True))
    return replace(view, clips=(*rows, Clip(id=3, name="Data protection", agent="maria", public=True, take=1)))


def campaigns() -> View:
    """Where one may log in to campaigns."""
    rows = (("spring", "Vårkampanj 2026"), ("recall", "Återuppringning av kunder utan svar"))
    return replace(idle(AgentStatus.BUSY), campaigns=rows)


def crowded() -> View:
    """A centre of 40 queues with long names, and the agent on all of them."""
    queues = tuple(
        QueueInfo(
            id=f"q{n}",
            name=f"Kundservice företag, fakturafrågor och betalningsplaner, region {n}",
            waiting=n * 37 % 120,
            longest_since=NOW - n * 61_000,
            logged_in=n * 13 % 200,
            ready=n % 7,
            mine=True,
        )
        for n in range(1, 41)
    )
    view = in_call()
    assert view.queue is not None
    return replace(view, queues=queues, queue=replace(view.queue, name=queues[0].name))


def right_to_left() -> View:
    """Names written from right to left, beside a number that is not."""
    view = offered()
    assert view.details is not None
    assert view.queue is not None
    details = replace(view.details, name="محمد بن عبد الله الهاشمي")
    return replace(view, details=details, queue=replace(view.queue, name="שירות לקוחות – תמיכה טכנית"))


def offered() -> View:
    """A call rings."""
    return replace(
        _with_case(AgentStatus.OFFERED, CaseState.OFFERED, answered_ms=None, since_ms=6_000),
        offer=Offer(case=7, agent="anna", leg=LEG, since=NOW - 6_000, until=NOW + 14_000, why=WHY),
        phone=PhoneView(registered=True, sound_device="default", ringing_leg=LEG),
    )


def in_call(talked_ms: int = 161_000, *, muted: bool = False, then: NextStatus | None = None) -> View:
    """Talking; over the queue's limit from 300,000 ms on."""
    view = _with_case(AgentStatus.IN_CALL, CaseState.TALKING, answered_ms=talked_ms, since_ms=talked_ms, then=then)
    phone = PhoneView(registered=True, active_leg=LEG, muted=muted, heard_dbfs=-18.0, spoken_dbfs=-27.0)
    talk = Talk(own=True, may_record=True, may_save=True, may_cancel=True, may_decline=True)
    return replace(
        view, phone=phone, talk=talk, story=STORY, cris=CRIS, note=NoteView(case=7, text=NOTE, state=NoteState.SAVED)
    )


def held() -> View:
    """The customer hears music; the call is recorded."""
    talk = Talk(own=True, held=Held.HOLD, held_since=NOW - 34_000, **RECORDED)
    return replace(in_call(), talk=talk)


def asking() -> View:
    """A colleague is asked and has not answered yet."""
    party = Party(case=8, agent="Bo Lindqvist", since=NOW - 7_000)
    return replace(in_call(), talk=Talk(own=True, held=Held.PARK, held_since=NOW - 9_000, asked=party, **RECORDED))


def asked() -> View:
    """The colleague answered; the customer hears music."""
    party = Party(case=8, agent="Bo Lindqvist", answered=True, since=NOW - 7_000)
    return replace(in_call(), talk=Talk(own=True, held=Held.PARK, held_since=NOW - 9_000, asked=party, **RECORDED))


def conference() -> View:
    """Three who hear each other, and the recording pauses."""
    party = Party(case=8, agent="Bo Lindqvist", answered=True, since=NOW - 7_000)
    paused = {**RECORDED, "recording": RecordingState.PAUSED}
    return replace(in_call(), talk=Talk(own=True, joined=(party,), **paused))


def listened() -> View:
    """A supervisor listens."""
    view = in_call()
    return replace(view, talk=replace(view.talk, ears=(Ear(name="Maria Ek", mode=ListenMode.WHISPER),)))


def known_customer() -> View:
    """The caller has called before, and was called."""
    rows = (
        (4688, CaseKind.INBOUND_CALL, 86_400_000, "Bo Lindqvist", CaseOutcome.HANDLED, ("Invoice", "Bill, VIP")),
        (4102, CaseKind.CALLBACK, 950_400_000, "Carla Fernández", CaseOutcome.UNREACHED, ()),
        (3977, CaseKind.INBOUND_CALL, 40_000_000_000, "", CaseOutcome.ABANDONED, ()),
    )
    note = EarlierNote(author="Bo Lindqvist", at=NOW - 86_000_000, text="Invoice 4711-22 was sent twice; credit it.")
    matters = tuple(
        EarlierMatter(
            case=case,
            kind=kind,
            at=NOW - ago,
            queue=SUPPORT.name,
            agent=agent,
            outcome=outcome,
            concluded=concluded,
            notes=(note,) if concluded else (),
        )
        for case, kind, ago, agent, outcome, concluded in rows
    )
    return replace(in_call(), history=ContactHistory(known=True, matters=matters, more=True))


def callback() -> View:
    """A customer is offered who is to be called back."""
    view = offered()
    assert view.case is not None
    assert view.offer is not None
    case = replace(view.case, kind=CaseKind.CALLBACK, attempts=2)
    phone = PhoneView(registered=True, sound_device="default")
    tried = (
        Attempt(case=7, number=1, at=NOW - 9_000_000, result=DialResult.BUSY),
        Attempt(case=7, number=2, at=NOW - 5_400_000, result=DialResult.NO_ANSWER),
    )
    notes = (EarlierNote(author="Bo Lindqvist", at=NOW - 9_600_000, text="Asks for the invoice; back after lunch."),)
    story = Story(ordered_as=OrderedAs.IVR, attempts=2, notes=notes)
    offer = replace(view.offer, leg=None)
    return replace(view, case=case, offer=offer, phone=phone, story=story, tried=tried)


def campaign() -> View:
    """A contact of a campaign is offered to be called."""
    view = callback()
    assert view.case is not None
    case = replace(view.case, kind=CaseKind.OUTBOUND_CALL, campaign="spring", contact=31)
    story = replace(view.story, campaign="Vårkampanj 2026", ordered_as=None)
    return replace(view, case=case, story=story)


def called_back() -> View:
    """The customer was called back; the result is reported, with a time in a day."""
    view = in_call()
    story = Story(
        ordered_as=OrderedAs.IVR,
        attempts=2,
        may_report=True,
        results=tuple(ResultType),
        result=ResultType.PRIVATE_CALLBACK,
        due_at=NOW + 86_400_000,
    )
    assert view.case is not None
    return replace(view, case=replace(view.case, kind=CaseKind.CALLBACK, attempts=2), story=story)


def wrap_up(left_ms: int | None = 24_000) -> View:
    """After the call; None: the countdown was stopped."""
    until = None if left_ms is None else NOW + left_ms
    view = _with_case(
        AgentStatus.WRAP_UP,
        CaseState.WRAP_UP,
        answered_ms=190_000,
        since_ms=6_000,
        then=NextStatus(status=AgentStatus.READY),
        wrap_until=until,
    )
    story = replace(STORY, result=ResultType.SUCCESS)
    return replace(view, story=story, note=NoteView(case=7, text=NOTE, state=NoteState.SAVED))


def reconnecting() -> View:
    """The connection was lost; what was known stays on the screen."""
    return replace(idle(AgentStatus.READY), link=Link.CONNECTING)


def cut_off() -> View:
    """Talking, and the server went out of reach."""
    note = NoteView(case=7, text=NOTE, state=NoteState.WAITING)
    return replace(in_call(), link=Link.CONNECTING, note=note)


def apart() -> View:
    """Talking, but the agent's phone is gone; the caller hears music for a while."""
    view = in_call()
    assert view.presence is not None
    presence = replace(view.presence, apart_until=NOW + 23_000)
    return replace(view, presence=presence, phone=PhoneView(registered=True))


def phone_restarting() -> View:
    """The same, because its program died."""
    return replace(apart(), phone=PhoneView(restarting=True))


def headset_tested() -> View:
    """Just logged in, and calling oneself."""
    devices = ("Jabra Evolve2 40 SE Stereo Mono Headset for Contact Centres", "Built-in Audio Analog Stereo")
    phone = PhoneView(
        registered=True,
        microphones=devices,
        speakers=devices,
        testing=True,
        echo_ms=96,
        spoken_dbfs=-21.0,
        heard_dbfs=-23.0,
    )
    return replace(idle(AgentStatus.BUSY, 4_000, "logged_in"), phone=phone)


def no_headset() -> View:
    """Ready, but without a microphone, and the phone not registered."""
    problem = "No sound device was found. Connect a headset, or choose a device in the settings."
    return replace(idle(AgentStatus.READY), phone=PhoneView(sound_device="none", problem=problem))


def doubted(before: str = "") -> View:
    """Ready, but the server cannot prove itself to the telephone; ``before``: another certificate was trusted."""
    fingerprint = ":".join(f"{(7 * number + 171) % 256:02X}" for number in range(32))
    asked = Doubted(server="desk.example.org:5061", fingerprint=fingerprint, before=before)
    return replace(idle(AgentStatus.READY), phone=PhoneView(doubted=asked))


def doubted_log_in() -> View:
    """Nobody is logged in, since the server could not prove itself."""
    asked = doubted().phone.doubted
    assert asked is not None
    return View(doubted=replace(asked, server="desk.example.org:443"))


def changed_certificate() -> View:
    """The same, where another certificate was trusted until now."""
    return doubted(":".join(f"{(11 * number + 3) % 256:02X}" for number in range(32)))


def _with_case(
    status: AgentStatus,
    state: CaseState,
    *,
    answered_ms: int | None,
    since_ms: int,
    then: NextStatus | None = None,
    wrap_until: int | None = None,
) -> View:
    answered = None if answered_ms is None else NOW - answered_ms
    created = (NOW if answered is None else answered) - 34_000
    view = idle(status, since_ms)
    return replace(
        view,
        presence=Presence(agent="anna", status=status, since=NOW - since_ms, case=7, then=then, wrap_until=wrap_until),
        case=Case(
            id=7,
            queue="support",
            kind=CaseKind.INBOUND_CALL,
            state=state,
            created=created,
            since=NOW - since_ms,
            agent="anna",
            answered=answered,
        ),
        note=NoteView(case=7),
        details=CaseDetails(case=7, number="+46 70 123 45 67", name="Eva Lindqvist"),
        queue=SUPPORT,
    )


RECORDINGS = (
    Heardable(
        path="/v1/recordings/9",
        message=True,
        case=31,
        queue="Support Svenska",
        begun=NOW - 1_260_000,
        ms=41_000,
        new=True,
        number="+46701234567",
        name="Eva Lindqvist",
    ),
    Heardable(
        path="/v1/recordings/8",
        message=True,
        case=28,
        queue="Order och leverans",
        begun=NOW - 7_260_000,
        ms=12_000,
        new=False,
        number="+46850012300",
    ),
    Heardable(
        path="/v1/recordings/7", message=False, case=25, queue="VIP", begun=NOW - 90_000_000, ms=192_000, new=False
    ),
)


def recordings() -> View:
    """A voice message is listened to."""
    player = PlayerView(path="/v1/recordings/9", state=PlayerState.PLAYING, from_ms=0, since=NOW - 17_000)
    return replace(idle(AgentStatus.READY), recordings=RECORDINGS, player=player)
