"""Listening to a call, whispering and barging in: who hears whom, who may, who is told, and how it ends."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain import views
from agent_desktop.domain.clients import GRACE_MS
from agent_desktop.domain.listening import RING_MS
from agent_desktop.domain.messages import (
    SYSTEM,
    AdapterStarted,
    AgentStatus,
    AnyCommand,
    CaseState,
    ClientCame,
    ClientGone,
    Confer,
    Connect,
    DeclineRecording,
    Define,
    Dial,
    DialLeg,
    EffectFailed,
    EffectIssued,
    EndInquiry,
    EndWrapUp,
    HangUpLeg,
    Hold,
    Inquire,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegSilent,
    Listen,
    ListeningChanged,
    ListeningEnd,
    ListeningEnded,
    ListenMode,
    LogOut,
    Mix,
    Noticed,
    Park,
    PhoneReady,
    Play,
    Queue,
    QueueKind,
    RecordCall,
    Recording,
    Retrieve,
    Right,
    RingLeg,
    SetStatus,
    StopListening,
    TakeOldest,
    Toggle,
    Transfer,
)
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, READY, REASONS, Centre, code

LISTEN, WHISPER, BARGE = ListenMode
MUSIC = "music/waiting"


def in_call(**law: object) -> tuple[Centre, str, str]:
    """Bertil talks to a caller of a queue with this law, Vera, a supervisor, is there: legs of caller and Bertil."""
    queues = (replace(QUEUES[0], **law), *QUEUES[1:])
    centre = Centre(Define(queues=queues, agents=AGENTS, reasons=REASONS))
    centre.ready("bertil", "vera")
    caller = centre.call("1000")
    return centre, caller, centre.pick_up("bertil")


def listening(mode: ListenMode = LISTEN, **law: object) -> tuple[Centre, str, str, str]:
    """As ``in_call``, and Vera's phone is in: also her leg."""
    centre, caller, leg = in_call(**law)
    assert code(centre, "vera", Listen(agent="bertil", mode=mode)) is None
    return centre, caller, leg, centre.pick_up_listener("vera")


def hears(centre: Centre) -> dict[str, set[str]]:
    """What every leg hears by all orders so far: other legs, or a sound."""
    matrix: dict[str, set[str]] = {}
    for order in centre.effects:
        if isinstance(order, Connect):
            matrix |= {order.leg: {order.peer}, order.peer: {order.leg}}
        elif isinstance(order, Play):
            matrix[order.leg] = {order.loop} if order.loop else set()
        elif isinstance(order, Mix):
            parties = {order.leg, *order.peers}
            for one in parties:
                matrix[one] = parties - {one} | {ear.leg for ear in order.ears if one in ear.heard_by}
            for one in order.ears:
                matrix[one.leg] = parties | {ear.leg for ear in order.ears if one.leg in ear.heard_by}
    return {leg: heard for leg, heard in matrix.items() if leg in centre.state.legs}


def ends(centre: Centre) -> list[ListeningEnd]:
    return [event.how for event in centre.events if isinstance(event, ListeningEnded)]


# --- who hears whom ----------------------------------------------------------------------------------


def test_a_listener_hears_both_and_nobody_hears_the_listener() -> None:
    centre, caller, leg, ear = listening()
    assert hears(centre) == {caller: {leg}, leg: {caller}, ear: {caller, leg}}


def test_a_whisper_is_for_the_agent_alone() -> None:
    centre, caller, leg, ear = listening(WHISPER)
    assert hears(centre) == {caller: {leg}, leg: {caller, ear}, ear: {caller, leg}}


def test_who_barges_in_is_heard_by_everyone() -> None:
    centre, caller, leg, ear = listening(BARGE)
    assert hears(centre) == {caller: {leg, ear}, leg: {caller, ear}, ear: {caller, leg}}


def test_the_mode_is_changed_during_the_call() -> None:
    centre, caller, leg, ear = listening()
    for mode, customer_hears, agent_hears in (
        (WHISPER, {leg}, {caller, ear}),
        (BARGE, {leg, ear}, {caller, ear}),
        (LISTEN, {leg}, {caller}),
    ):
        assert code(centre, "vera", Listen(agent="bertil", mode=mode)) is None
        assert centre.state.listening["vera"].mode is mode
        assert hears(centre) == {caller: customer_hears, leg: agent_hears, ear: {caller, leg}}
    said = len(centre.events)
    assert code(centre, "vera", Listen(agent="bertil")) is None  # as it is already
    assert len(centre.events) == said


def test_the_mode_is_changed_while_the_phone_rings() -> None:
    centre, caller, leg = in_call()
    centre.ask("vera", Listen(agent="bertil"))
    centre.ask("vera", Listen(agent="bertil", mode=BARGE))
    assert hears(centre) == {caller: {leg}, leg: {caller}}
    ear = centre.pick_up_listener("vera")
    assert hears(centre)[caller] == {leg, ear}


@pytest.mark.parametrize("aside", [Hold(), Park()])
def test_the_agent_is_whispered_to_while_the_customer_is_aside(aside: AnyCommand) -> None:  # F020 F034
    centre, caller, leg, ear = listening()
    centre.ask("bertil", aside)
    assert hears(centre) == {caller: {MUSIC}, leg: set(), ear: set()}  # one who only listens hears what the agent does
    centre.ask("vera", Listen(agent="bertil", mode=WHISPER))
    assert hears(centre) == {caller: {MUSIC}, leg: {ear}, ear: {leg}}
    centre.ask("bertil", Retrieve())
    assert hears(centre) == {caller: {leg}, leg: {caller, ear}, ear: {caller, leg}}


def test_the_listener_goes_with_the_agent_to_an_inquiry_and_back() -> None:  # F020 F023
    centre, caller, leg, ear = listening(WHISPER)
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    assert hears(centre) == {caller: {MUSIC}, leg: {ear}, ear: {leg}}
    other = centre.pick_up("oksana")
    assert hears(centre) == {caller: {MUSIC}, leg: {other, ear}, other: {leg}, ear: {leg, other}}
    centre.ask("bertil", Toggle())
    assert hears(centre) == {caller: {leg}, leg: {caller, ear}, other: {MUSIC}, ear: {leg, caller}}
    centre.ask("bertil", Confer())
    assert hears(centre) == {
        caller: {leg, other},
        leg: {caller, other, ear},
        other: {caller, leg},
        ear: {caller, leg, other},
    }
    centre.ask("bertil", EndInquiry())
    assert hears(centre)[ear] == {caller, leg}
    assert not ends(centre)


def test_one_who_only_listens_does_not_stop_the_music_of_an_agent_who_asks() -> None:
    centre, _, leg, ear = listening()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    assert hears(centre)[leg] == hears(centre)[ear] == {MUSIC}


def test_a_colleague_who_is_asked_is_listened_to() -> None:  # F023
    centre, caller, leg = in_call()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    other = centre.pick_up("oksana")
    assert code(centre, "vera", Listen(agent="oksana")) is None
    ear = centre.pick_up_listener("vera")
    assert hears(centre) == {caller: {MUSIC}, leg: {other}, other: {leg}, ear: {leg, other}}
    centre.ask("bertil", Transfer())  # the customer is Oksana's now, and Vera still listens
    assert hears(centre)[ear] == {caller, other}
    assert not ends(centre)


def test_two_listen_to_one_call() -> None:
    centre, caller, leg, ear = listening(BARGE)
    second = replace(AGENTS[2], supervisor=True)
    centre.ask(SYSTEM, Define(agents=(second,)))
    centre.log_in("oksana")
    assert code(centre, "oksana", Listen(agent="bertil")) is None
    other = centre.pick_up_listener("oksana")
    assert hears(centre) == {
        caller: {leg, ear},
        leg: {caller, ear},
        ear: {caller, leg},
        other: {caller, leg, ear},
    }
    centre.ask("vera", StopListening())
    assert hears(centre)[other] == {caller, leg}
    assert centre.told("bertil").count("listening_over") == 0  # somebody still listens


def test_an_agent_who_cannot_be_heard_cannot_be_listened_to() -> None:  # F122
    centre, caller, leg, ear = listening(BARGE)
    centre.give(LegSilent(leg=leg))
    assert (hears(centre)[caller], hears(centre)[ear]) == ({MUSIC}, set())


def test_the_listener_is_in_no_recording() -> None:  # F038
    centre, caller, _, ear = listening(BARGE)
    centre.ask("bertil", RecordCall())
    (recording,) = centre.state.recordings.values()
    assert isinstance(recording, Recording)
    assert recording.leg == caller
    (mix,) = centre.ordered(Mix)
    assert [one.leg for one in mix.ears] == [ear]  # the media keeps ears out of what it captures
    assert ear not in (mix.leg, *mix.peers)


# --- how it begins -----------------------------------------------------------------------------------


def test_the_agent_is_told_before_the_phone_of_the_listener_rings() -> None:
    centre, _, _ = in_call()
    before = len(centre.events)
    centre.ask("vera", Listen(agent="bertil"))
    new = centre.events[before:]
    told = new.index(Noticed(agent="bertil", code="call_listened", case=1))
    orders = [event.effect for event in new if isinstance(event, EffectIssued)]
    (ring,) = orders  # nothing is heard yet
    assert isinstance(ring, RingLeg)
    assert ring.join  # the click was hers: the phone answers by itself
    assert told < new.index(EffectIssued(effect=ring))
    assert centre.view("bertil").listening["vera"].mode is LISTEN
    assert centre.view("bertil").listening == centre.view("vera").listening
    assert not centre.view("anna").listening


def test_where_the_law_says_so_the_agent_is_not_told() -> None:
    centre, _, _, _ = listening(tell_listened=False)
    assert not centre.view("bertil").listening
    assert not views.view(centre.state, "bertil").listening  # nor does a window that is opened now
    assert centre.view("vera").listening == views.view(centre.state, "vera").listening != {}
    centre.ask("vera", StopListening())
    assert not {"call_listened", "listening_over"} & set(centre.told("bertil"))


def test_a_supervisor_who_is_listened_to_is_an_agent_like_others() -> None:
    centre, _, _, _ = listening(tell_listened=False)
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[1], supervisor=True),)))
    assert not centre.view("bertil").listening


def test_who_becomes_a_supervisor_sees_who_listens() -> None:
    centre, _, _, _ = listening()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[0], supervisor=True),)))
    assert centre.view("anna").listening
    centre.ask(SYSTEM, Define(agents=(AGENTS[0],)))
    assert not centre.view("anna").listening


def test_a_right_is_enough() -> None:
    centre, _, _ = in_call()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[0], rights=(Right.LISTEN,)),)))
    centre.log_in("anna")
    assert code(centre, "anna", Listen(agent="bertil")) is None
    assert centre.view("anna").listening
    assert 1 not in centre.view("anna").details  # the right is to the sound alone


def test_an_external_phone_is_dialled() -> None:  # F032
    centre, caller, leg = in_call()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[3], phone_number="+4670"),)))
    assert code(centre, "vera", Listen(agent="bertil")) is None
    (dial,) = centre.ordered(DialLeg)
    assert (dial.number, dial.caller) == ("+4670", "1000")
    centre.give(LegAnswered(leg=dial.leg))
    assert hears(centre)[dial.leg] == {caller, leg}


def test_who_listens_is_offered_nothing_and_is_not_called() -> None:
    centre, _, _, _ = listening()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[3], queues=("service", "support")),)))
    centre.call("2000")
    assert centre.status("vera") is AgentStatus.READY
    assert not centre.state.offers
    assert code(centre, "bertil", Inquire(agent="vera")) == "colleague_not_free"
    assert code(centre, "vera", Dial(number="+4680")) == "you_listen"
    centre.ask("vera", StopListening())
    assert centre.state.cases[centre.offer("vera").case].queue == "support"


def test_an_emergency_does_not_wait_for_who_listens() -> None:
    centre, caller, leg, ear = listening()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[3], queues=("service",)),)))
    centre.call("1000")
    assert code(centre, "vera", Dial(number="112")) is None
    assert ends(centre) == [ListeningEnd.LEFT]
    assert centre.state.legs[ear].state == "ending"
    assert centre.status("vera") is AgentStatus.IN_CALL
    assert hears(centre)[caller] == {leg}


def test_who_listens_takes_up_nothing() -> None:
    centre, _, _, _ = listening()
    tickets = Queue(id="tickets", name="Tickets", kind=QueueKind.BACK_OFFICE, pull=True)
    centre.ask(SYSTEM, Define(queues=(tickets,), agents=(replace(AGENTS[3], queues=("tickets",)),)))
    centre.write("tickets")
    assert code(centre, "vera", TakeOldest(queue="tickets")) == "you_listen"
    centre.ask("vera", StopListening())
    assert code(centre, "vera", TakeOldest(queue="tickets")) is None


def test_a_status_may_be_changed_while_listening() -> None:
    centre, _, _, ear = listening()
    assert code(centre, "vera", LUNCH) is None
    assert code(centre, "vera", READY) is None
    assert centre.state.legs[ear].listens
    assert not ends(centre)


# --- how it ends -------------------------------------------------------------------------------------


def test_listening_is_over_by_a_click() -> None:
    centre, caller, leg, ear = listening(WHISPER)
    assert code(centre, "vera", StopListening()) is None
    assert [order.leg for order in centre.ordered(HangUpLeg)] == [ear]
    assert (hears(centre)[caller], hears(centre)[leg]) == ({leg}, {caller})
    assert centre.told("bertil") == ["call_listened", "listening_over"]
    assert ends(centre) == [ListeningEnd.HUNG_UP]
    assert code(centre, "vera", StopListening()) == "not_listening"


def test_listening_is_over_when_the_listener_hangs_up() -> None:
    centre, caller, leg, ear = listening(BARGE)
    centre.end(ear)
    assert hears(centre) == {caller: {leg}, leg: {caller}}
    assert ends(centre) == [ListeningEnd.HUNG_UP]
    assert centre.status("bertil") is AgentStatus.IN_CALL


def test_listening_is_over_with_the_call() -> None:
    centre, caller, _, ear = listening()
    centre.give(LegEnded(leg=caller, cause=LegEnd.HUNG_UP))
    assert ends(centre) == [ListeningEnd.CALL_OVER]
    assert ear in [order.leg for order in centre.ordered(HangUpLeg)]
    assert "listening_over" not in centre.told("bertil")  # there is no call to speak of
    assert centre.presence("vera").takes == ("voice", "chat", "mail")


def test_listening_is_over_when_the_call_is_given_away() -> None:  # F025
    centre, _, _, ear = listening()
    centre.ready("oksana")
    assert code(centre, "bertil", Transfer(agent="oksana")) is None
    assert ends(centre) == [ListeningEnd.CALL_OVER]
    assert centre.state.legs[ear].state == "ending"


def test_listening_is_over_when_the_call_ends_before_the_phone_answers() -> None:
    centre, caller, _ = in_call()
    centre.ask("vera", Listen(agent="bertil"))
    centre.end(caller)
    assert ends(centre) == [ListeningEnd.CALL_OVER]
    assert not centre.state.legs


def test_listening_is_over_with_the_log_out() -> None:
    centre, caller, leg, _ = listening()
    assert code(centre, "vera", LogOut()) is None
    assert ends(centre) == [ListeningEnd.LEFT]
    assert hears(centre)[caller] == {leg}


def test_nobody_listens_whose_window_is_gone() -> None:  # F122
    centre, _, _, _ = listening()
    centre.give(ClientCame(agent="vera"))
    centre.give(ClientGone(agent="vera"))
    centre.media_done()
    centre.wait(GRACE_MS - 1)
    assert not ends(centre)
    centre.wait(1)
    assert ends(centre) == [ListeningEnd.LEFT]


def test_listening_is_over_without_the_right() -> None:
    centre, _, _, _ = listening()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[3], supervisor=False),)))
    assert ends(centre) == [ListeningEnd.NO_LONGER_ALLOWED]


def test_listening_is_over_when_the_customer_declines() -> None:  # F040
    centre, _, _, _ = listening()
    assert code(centre, "bertil", DeclineRecording()) is None
    assert ends(centre) == [ListeningEnd.NO_LONGER_ALLOWED]


def test_a_declined_call_may_be_listened_to_where_the_law_says_so() -> None:  # F040
    centre, _, _, _ = listening(listen_declined=True)
    centre.ask("bertil", DeclineRecording())
    assert not ends(centre)


def test_a_law_that_changes_holds_at_once() -> None:
    centre, _, _, _ = listening(listen_declined=True)
    centre.ask("bertil", DeclineRecording())
    centre.ask(SYSTEM, Define(queues=(QUEUES[0],)))
    assert ends(centre) == [ListeningEnd.NO_LONGER_ALLOWED]


@pytest.mark.parametrize("cause", [LegEnd.UNREACHABLE, LegEnd.NO_ANSWER, LegEnd.LOST])
def test_a_phone_that_cannot_be_reached_ends_it(cause: LegEnd) -> None:
    centre, _, _ = in_call()
    centre.ask("vera", Listen(agent="bertil"))
    centre.end(centre.state.listening["vera"].leg, cause)
    assert ends(centre) == [ListeningEnd.FAILED]
    assert centre.told("vera") == ["listening_failed"]
    assert centre.state.cases[1].state is CaseState.TALKING


def test_a_phone_that_does_not_answer_is_rung_no_longer_than_its_lease() -> None:
    centre, _, _ = in_call()
    centre.media_done()
    centre.ask("vera", Listen(agent="bertil"))
    leg = centre.state.listening["vera"].leg
    centre.wait(RING_MS)
    assert ends(centre) == [ListeningEnd.FAILED]
    assert leg in [order.leg for order in centre.ordered(HangUpLeg)]
    assert leg not in centre.state.legs


def test_a_phone_started_anew_has_lost_the_leg() -> None:  # F121
    centre, caller, leg, ear = listening()
    assert code(centre, "vera", PhoneReady(legs=(ear,))) is None
    assert not ends(centre)
    assert code(centre, "vera", PhoneReady()) is None
    assert ends(centre) == [ListeningEnd.FAILED]
    assert hears(centre)[caller] == {leg}


def test_a_restarted_switch_ends_it_and_the_call_goes_on() -> None:  # F120
    centre, caller, leg, _ = listening()
    centre.give(AdapterStarted(legs=(caller, leg)))
    assert ends(centre) == [ListeningEnd.FAILED]
    assert hears(centre) == {caller: {leg}, leg: {caller}}


def test_media_that_cannot_mix_leaves_the_call_as_it_was() -> None:
    centre, caller, leg, ear = listening(WHISPER)
    (mix,) = centre.ordered(Mix)
    centre.give(EffectFailed(effect=mix.id, why="no room"))
    assert ends(centre) == [ListeningEnd.FAILED]
    assert centre.told("vera") == ["listening_failed"]
    assert hears(centre)[caller] == {leg}
    assert centre.state.legs[ear].state == "ending"


def test_an_old_order_that_fails_says_nothing() -> None:
    centre, _, _, _ = listening(WHISPER)
    (mix,) = centre.ordered(Mix)
    centre.ask("vera", StopListening())
    before = centre.state.listening
    centre.give(EffectFailed(effect=mix.id, why="a leg is gone"))
    assert centre.state.listening == before
    assert ends(centre) == [ListeningEnd.HUNG_UP]


# --- who may -----------------------------------------------------------------------------------------


def test_what_listening_needs() -> None:
    centre, _, _ = in_call()
    assert code(centre, "nobody", Listen(agent="bertil")) == "unknown_agent"
    assert code(centre, "oksana", Listen(agent="bertil")) == "logged_out"
    centre.log_in("oksana", "anna")
    assert code(centre, "oksana", Listen(agent="bertil")) == "not_allowed"
    assert code(centre, "vera", Listen(agent="nobody")) == "no_such_agent"
    assert code(centre, "vera", Listen(agent="vera")) == "own_call"
    assert code(centre, "vera", Listen(agent="anna")) == "no_call_there"
    centre.ask("vera", Listen(agent="bertil"))
    assert code(centre, "vera", Listen(agent="anna")) == "you_listen"


def test_an_own_call_and_its_wrap_up_come_first() -> None:
    centre, _, _ = in_call()
    centre.ask(SYSTEM, Define(agents=(replace(AGENTS[3], queues=("service",)),)))
    caller = centre.call("1000")
    assert code(centre, "vera", Listen(agent="bertil")) == "agent_has_call"
    centre.pick_up("vera")
    assert code(centre, "vera", Listen(agent="bertil")) == "agent_has_call"
    centre.end(caller)
    assert code(centre, "vera", Listen(agent="bertil")) == "in_wrap_up"
    assert centre.ask("vera", EndWrapUp()) is None
    assert code(centre, "vera", Listen(agent="bertil")) is None


def test_a_call_that_rings_is_no_talk_yet() -> None:
    centre = Centre()
    centre.ready("bertil", "vera")
    centre.call("1000")
    assert code(centre, "vera", Listen(agent="bertil")) == "no_call_there"


def between_colleagues(**law: object) -> Centre:
    """Bertil talks to Oksana, without a customer."""
    queues = (replace(QUEUES[0], **law), *QUEUES[1:])
    centre = Centre(Define(queues=queues, agents=AGENTS, reasons=REASONS))
    centre.ready("bertil", "oksana", "vera")
    assert centre.ask("bertil", Dial(agent="oksana")) is None
    centre.give(LegAnswered(leg=centre.presence("bertil").leg or ""))
    centre.pick_up("oksana")
    return centre


def test_colleagues_among_themselves_are_private() -> None:  # F049
    centre = between_colleagues()
    assert code(centre, "vera", Listen(agent="bertil")) == "call_private"
    assert code(centre, "vera", Listen(agent="oksana")) == "call_private"


def test_colleagues_may_be_listened_to_where_the_law_says_so() -> None:  # F049
    centre = between_colleagues(listen_private=True)
    assert code(centre, "vera", Listen(agent="oksana")) is None
    ear = centre.pick_up_listener("vera")
    assert hears(centre)[ear] == {centre.presence("bertil").leg, centre.presence("oksana").leg}


def test_a_call_whose_customer_declined_is_not_listened_to() -> None:  # F040
    centre, _, _ = in_call()
    centre.ask("bertil", DeclineRecording())
    assert code(centre, "vera", Listen(agent="bertil")) == "call_declined"


def test_the_log_says_who_listened_when_to_whom_and_how() -> None:
    centre, _, _, _ = listening()
    centre.ask("vera", Listen(agent="bertil", mode=BARGE))
    centre.ask("vera", StopListening())
    rows = [event.listening for event in centre.events if isinstance(event, ListeningChanged)]
    assert [(row.listener, row.agent, row.case, row.mode) for row in rows] == [
        ("vera", "bertil", 1, LISTEN),
        ("vera", "bertil", 1, BARGE),
    ]
    (end,) = [event for event in centre.events if isinstance(event, ListeningEnded)]
    assert (end.listener, end.agent, end.case) == ("vera", "bertil", 1)


def test_a_status_of_work_without_calls_does_not_hinder() -> None:
    centre, _, _ = in_call()
    centre.ask("vera", SetStatus(status=AgentStatus.ADMINISTRATIVE))
    assert code(centre, "vera", Listen(agent="bertil")) is None
