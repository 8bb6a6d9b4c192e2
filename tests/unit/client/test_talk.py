"""The talk in hand, read from the rows a client has (F020, F023, F034, F038–F042)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.talk import Ear, Party, Talk, talk_of
from agent_desktop.client.view import Link, View, centre
from agent_desktop.domain.evolve import fold
from agent_desktop.domain.messages import (
    Agent,
    AgentDefined,
    AgentStatus,
    AnyEvent,
    Case,
    CaseChanged,
    CaseDetails,
    CaseKind,
    CaseState,
    Confer,
    Dial,
    Held,
    Hold,
    Inquire,
    Listening,
    ListeningChanged,
    ListenMode,
    Park,
    PauseRecording,
    Presence,
    PresenceChanged,
    Queue,
    QueueDefined,
    RecordCall,
    Recording,
    RecordingChanged,
    RecordRule,
    Retrieve,
    Revealed,
    Transfer,
)
from agent_desktop.domain.state import EMPTY, State

CASE = Case(id=7, queue="q", kind=CaseKind.INBOUND_CALL, state=CaseState.TALKING, created=0, since=0, agent="anna")
ASKED = Case(
    id=8, queue="q", kind=CaseKind.INBOUND_CALL, state=CaseState.TALKING, created=0, since=5, agent="bo", inquiry_of=7,
    returns_to="anna",
)  # fmt: skip


def state(*events: AnyEvent, queue: Queue | None = None) -> State:
    return fold(
        EMPTY,
        (
            QueueDefined(queue=queue or Queue(id="q", name="Support")),
            AgentDefined(agent=Agent(id="anna", name="Anna", queues=("q",))),
            AgentDefined(agent=Agent(id="bo", name="Bo", queues=("q",))),
            PresenceChanged(presence=Presence(agent="anna", status=AgentStatus.IN_CALL, case=7)),
            CaseChanged(case=CASE),
            Revealed(details=(CaseDetails(case=7, number="070"),)),
            *events,
        ),
    )


def talk(*events: AnyEvent, queue: Queue | None = None) -> Talk:
    return centre(state(*events, queue=queue), "anna").talk


def view(*events: AnyEvent) -> View:
    return replace(centre(state(*events), "anna"), link=Link.ONLINE)


def test_a_plain_call_is_ones_own_and_may_be_recorded() -> None:
    assert talk() == Talk(own=True, may_record=True, may_save=True, may_cancel=True, may_decline=True)


def test_without_a_call_there_is_no_talk() -> None:
    assert talk_of(state(), None, None) == Talk()


def test_who_is_asked_and_whether_they_answered() -> None:  # F023
    ringing = replace(ASKED, state=CaseState.OFFERED)
    asked = talk(CaseChanged(case=ringing)).asked
    assert asked == Party(case=8, agent="Bo", since=5)
    answered = talk(CaseChanged(case=ASKED)).asked
    assert answered is not None
    assert answered.answered
    joined = talk(CaseChanged(case=replace(ASKED, joined=True)))
    assert (joined.asked, [party.agent for party in joined.joined]) == (None, ["Bo"])


def test_a_call_one_is_asked_in_is_not_ones_own() -> None:
    mine = centre(state(PresenceChanged(presence=Presence(agent="bo", case=8)), CaseChanged(case=ASKED)), "bo")
    assert not mine.talk.own


def test_a_call_to_a_colleague_has_no_customer_to_put_aside() -> None:  # F049
    outbound = replace(CASE, kind=CaseKind.OUTBOUND_CALL)
    assert not talk(CaseChanged(case=outbound), Revealed(details=(CaseDetails(case=7, name="Bo"),))).own


def test_the_queue_says_what_may_be_recorded() -> None:  # F040 F042
    always = talk(queue=Queue(id="q", name="Q", record=RecordRule.ALWAYS, may_decline=False))
    assert (always.may_save, always.may_cancel, always.may_decline) == (False, False, False)
    never = talk(queue=Queue(id="q", name="Q", record=RecordRule.NEVER))
    assert (never.may_record, never.may_decline) == (False, False)


def test_who_listens_to_this_call_and_no_other() -> None:
    row = Listening(listener="bo", agent="anna", case=7, mode=ListenMode.LISTEN, leg="l", since=1, told=True)
    assert talk(ListeningChanged(listening=row)).ears == (Ear(name="Bo", mode=ListenMode.LISTEN),)
    assert talk(ListeningChanged(listening=replace(row, agent="cy", case=9))).ears == ()


def test_what_the_buttons_make() -> None:
    plain = view()
    assert BY_ID["hold"].make(plain, NOTHING) == Hold()
    assert BY_ID["park"].make(plain, NOTHING) == Park()
    assert BY_ID["record"].make(plain, NOTHING) == RecordCall()
    assert BY_ID["call"].make(plain, Choice(agent="bo")) == Inquire(agent="bo")
    assert BY_ID["call"].make(plain, NOTHING) is None
    assert BY_ID["transfer"].make(plain, NOTHING) is None  # needs a target
    assert BY_ID["transfer"].make(plain, Choice(number="112")) == Transfer(number="112")
    held = view(CaseChanged(case=replace(CASE, held=Held.HOLD)))
    assert BY_ID["hold"].make(held, NOTHING) == Retrieve()
    asking = view(CaseChanged(case=ASKED))
    assert BY_ID["transfer"].make(asking, NOTHING) == Transfer()
    assert BY_ID["confer"].make(asking, NOTHING) == Confer()
    recorded = view(RecordingChanged(recording=Recording(id=3, case=7, leg="l", begun=1)))
    assert BY_ID["record"].make(recorded, NOTHING) == PauseRecording()


def test_from_no_call_the_field_dials() -> None:  # F022 F049
    idle = view(PresenceChanged(presence=Presence(agent="anna", status=AgentStatus.BUSY)))
    assert BY_ID["call"].make(idle, Choice(number="112")) == Dial(number="112")
    assert BY_ID["call"].make(idle, Choice(agent="bo")) == Dial(agent="bo")
    assert BY_ID["call"].make(idle, Choice(queue="q")) is None  # a queue cannot be dialled from no call
