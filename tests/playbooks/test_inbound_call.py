"""The life of an inbound call, rule by rule: what happens on the left, what must follow below it."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AcceptLeg,
    AgentStatus,
    CallArrived,
    CaseChanged,
    CaseOutcome,
    CaseState,
    Connect,
    EffectDone,
    FactIgnored,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LegEnded,
    LegRinging,
    Noticed,
    OfferEnd,
    OfferEnded,
    Play,
    RejectLeg,
    RingLeg,
)
from tests.fakes.centre import LUNCH, READY, Centre


def ended_cases(centre: Centre) -> list[CaseOutcome | None]:
    return [e.case.outcome for e in centre.events if isinstance(e, CaseChanged) and e.case.state is CaseState.ENDED]


def notices(centre: Centre) -> list[tuple[str, str]]:
    return [(event.agent, event.code) for event in centre.events if isinstance(event, Noticed)]


def offer_ends(centre: Centre) -> list[OfferEnd]:
    return [event.how for event in centre.events if isinstance(event, OfferEnded)]


def test_a_call_from_arrival_to_ready_again() -> None:  # F001 F011 F021 F073
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    assert [effect.leg for effect in centre.ordered(AcceptLeg)] == [caller]
    assert centre.status("bertil") is AgentStatus.OFFERED
    (ring,) = centre.ordered(RingLeg)
    assert (ring.agent, ring.peer, ring.queue_name, ring.caller) == (
        "bertil",
        caller,
        "Customer service",
        "+46701234567",
    )
    leg = centre.pick_up("bertil")
    assert centre.case().state is CaseState.TALKING
    assert centre.status("bertil") is AgentStatus.IN_CALL
    (connect,) = centre.ordered(Connect)
    assert (connect.leg, connect.peer) == (caller, leg)
    centre.wait(30_000)
    centre.end(caller)
    assert [effect.leg for effect in centre.ordered(HangUpLeg)] == [leg]
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert centre.presence("bertil").wrap_until == centre.now + 8_000
    centre.wait(7_999)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    centre.wait(1)
    assert centre.status("bertil") is AgentStatus.READY
    assert ended_cases(centre) == [CaseOutcome.HANDLED]
    assert not centre.state.cases
    assert not centre.state.details
    assert not centre.state.legs


def test_an_unknown_number_is_refused_with_404() -> None:
    centre = Centre()
    leg = centre.call("4711")
    (reject,) = centre.ordered(RejectLeg)
    assert (reject.leg, reject.status) == (leg, 404)
    assert not centre.state.cases
    centre.give(EffectDone(effect=reject.id))
    assert not centre.state.effects


def test_a_waiting_caller_hears_music_and_an_announcement_only_when_nobody_is_logged_in() -> None:  # F073
    centre = Centre()
    centre.call("1000")
    centre.log_in("bertil")
    centre.call("1000")
    alone, attended = centre.ordered(Play)
    assert isinstance(alone, Play)
    assert isinstance(attended, Play)
    assert alone.once == ("prompts/en/nobody_logged_in",)
    assert attended.once == ()
    assert alone.loop == attended.loop == "music/waiting"


def test_longest_waiting_caller_gets_longest_ready_agent() -> None:
    centre = Centre()
    first, second = centre.call("1000"), centre.call("1000")
    centre.ready("bertil", "anna")
    assert [(ring.agent, ring.peer) for ring in centre.ordered(RingLeg)] == [("bertil", first), ("anna", second)]


def test_longest_ready_agent_is_chosen_across_queues() -> None:
    centre = Centre()
    centre.ready("oksana", "anna", "bertil")
    centre.call("2000")  # oksana has been ready longest of support's two
    centre.call("1000")  # anna, longest of service's two
    centre.call("1000")
    assert centre.rung() == ["oksana", "anna", "bertil"]


def test_an_agent_on_two_queues_takes_the_caller_who_waits_longest() -> None:
    centre = Centre()
    second, first = centre.call("2000"), centre.call("1000")
    centre.ready("anna")
    assert centre.ordered(RingLeg)[0].peer == second
    assert first in centre.state.legs


def test_why_did_i_get_this_call() -> None:  # F117
    centre = Centre()
    centre.log_in("bertil")
    assert centre.ask("bertil", LUNCH) is None
    centre.call("1000")
    centre.wait(5_000)
    centre.ready("anna")
    why = centre.offer("anna").why
    assert (why.rule, why.score, why.ready_ms) == ("longest_ready", 5_001, 0)
    assert [(over.agent, over.status, over.reason) for over in why.passed_over] == [
        ("bertil", AgentStatus.BUSY, "Busy_Lunch")
    ]
    assert [(over.status, over.count) for over in why.passed_counts] == [(AgentStatus.BUSY, 1)]


def test_a_missed_offer_goes_to_the_front_and_the_agent_leaves_ready_and_is_told() -> None:  # F123
    centre = Centre()
    centre.ready("bertil")
    first = centre.call("1000")
    second = centre.call("1000")
    centre.wait(20_000)
    assert centre.status("bertil") is AgentStatus.BUSY
    assert centre.presence("bertil").reason == "missed_call"
    assert notices(centre) == [("bertil", "offer_missed")]
    assert offer_ends(centre) == [OfferEnd.MISSED]
    assert len(centre.ordered(HangUpLeg)) == 1  # the phone stops ringing, the caller stays
    centre.ready("anna")
    assert [ring.peer for ring in centre.ordered(RingLeg)] == [first, first]
    assert second in centre.state.legs


def test_a_missed_offer_goes_on_to_the_next_ready_agent_at_once() -> None:  # F123
    centre = Centre()
    centre.ready("bertil", "anna")
    centre.call("1000")
    centre.wait(20_000)
    assert centre.rung() == ["bertil", "anna"]


def test_an_answer_that_crosses_the_end_of_the_lease_changes_nothing() -> None:  # F122
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    leg = centre.offer("bertil").leg
    centre.wait(20_000)
    centre.give(LegAnswered(leg=leg))
    assert centre.case().state is CaseState.WAITING
    assert isinstance(centre.events[-1], FactIgnored)
    centre.give(LegEnded(leg=leg, cause=LegEnd.CANCELLED))
    assert leg not in centre.state.legs


@pytest.mark.parametrize(
    ("cause", "how", "notice", "reason"),
    [
        (LegEnd.REJECTED, OfferEnd.REJECTED, "offer_rejected", "missed_call"),
        (LegEnd.NO_ANSWER, OfferEnd.MISSED, "offer_missed", "missed_call"),
        (LegEnd.UNREACHABLE, OfferEnd.UNREACHABLE, "phone_unreachable", "phone_unreachable"),
        (LegEnd.FAILED, OfferEnd.UNREACHABLE, "phone_unreachable", "phone_unreachable"),
    ],
)
def test_a_phone_that_does_not_answer_keeps_nobody_waiting(
    cause: LegEnd, how: OfferEnd, notice: str, reason: str
) -> None:  # F122 F123
    centre = Centre()
    centre.ready("bertil", "anna")
    centre.call("1000")
    centre.give(LegEnded(leg=centre.offer("bertil").leg, cause=cause))
    assert offer_ends(centre) == [how]
    assert notices(centre) == [("bertil", notice)]
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, reason)
    assert centre.rung() == ["bertil", "anna"]


def test_a_caller_who_leaves_the_queue_is_abandoned() -> None:
    centre = Centre()
    caller = centre.call("1000")
    centre.end(caller)
    assert ended_cases(centre) == [CaseOutcome.ABANDONED]
    assert not centre.state.waiting
    centre.ready("bertil")
    assert centre.status("bertil") is AgentStatus.READY


def test_a_caller_who_leaves_while_it_rings_gives_the_agent_the_place_back() -> None:
    centre = Centre()
    centre.ready("bertil", "anna")
    caller = centre.call("1000")
    centre.wait(5_000)
    centre.end(caller)
    assert offer_ends(centre) == [OfferEnd.CALLER_LEFT]
    assert notices(centre) == [("bertil", "caller_left")]
    assert ended_cases(centre) == [CaseOutcome.ABANDONED]
    centre.call("1000")
    assert centre.rung() == ["bertil", "bertil"]  # still the longest ready


def test_a_caller_who_cancels_before_our_200_is_acknowledged() -> None:
    centre = Centre()
    centre.give(CallArrived(leg="i9", number="1000"))
    assert centre.case().state is CaseState.ARRIVING
    centre.give(LegEnded(leg="i9", cause=LegEnd.CANCELLED))
    assert ended_cases(centre) == [CaseOutcome.ABANDONED]
    assert not centre.state.effects


def test_the_agent_who_hangs_up_ends_the_callers_leg_too() -> None:  # F021
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    leg = centre.pick_up("bertil")
    centre.end(leg)
    assert [effect.leg for effect in centre.ordered(HangUpLeg)] == [caller]
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert not centre.state.legs


def test_both_hang_up_at_once() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    leg = centre.pick_up("bertil")
    centre.give(LegEnded(leg=leg, cause=LegEnd.HUNG_UP))
    centre.give(LegEnded(leg=caller, cause=LegEnd.HUNG_UP))
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert not centre.state.legs
    assert not [effect for effect in centre.state.effects.values() if isinstance(effect, HangUpLeg)]


def test_impossible_facts_are_noted_and_change_nothing() -> None:
    centre = Centre()
    caller = centre.call("1000")
    before = centre.state
    for fact in (
        LegAnswered(leg="o99"),
        LegEnded(leg="o99", cause=LegEnd.HUNG_UP),
        LegRinging(leg=caller),
        LegAnswered(leg=caller),
        CallArrived(leg=caller, number="1000"),
        EffectDone(effect=4711),
    ):
        centre.give(fact)
        assert isinstance(centre.events[-1], FactIgnored)
        assert centre.state == before


def test_a_status_chosen_while_it_rings_or_in_the_call_comes_after_the_case() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    assert centre.ask("bertil", LUNCH) is None
    assert centre.status("bertil") is AgentStatus.IN_CALL
    centre.end("i1")
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    centre.wait(8_000)
    assert (centre.status("bertil"), centre.presence("bertil").reason) == (AgentStatus.BUSY, "Busy_Lunch")


def test_a_break_chosen_while_it_rings_holds_when_the_offer_is_missed() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    assert centre.ask("bertil", LUNCH) is None
    centre.wait(20_000)
    assert centre.presence("bertil").reason == "Busy_Lunch"


def test_ready_again_takes_the_next_waiting_caller() -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    second = centre.call("1000")
    centre.pick_up("bertil")
    centre.end("i1")
    assert centre.ask("bertil", READY) is None
    assert centre.ordered(RingLeg)[-1].peer == second
