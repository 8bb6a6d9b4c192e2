"""What is heard of a number that is dialled: its ringing, the network, and why it was not reached (F028, F036)."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import (
    AgentStatus,
    AttemptMade,
    CaseOutcome,
    CaseState,
    Dial,
    EndInquiry,
    HangUpCall,
    Held,
    Inquire,
    LegAnswered,
    LegEarlyMedia,
    LegEnd,
    LegRinging,
    PhoneReady,
    Retrieve,
    Toggle,
    Transfer,
)
from agent_desktop.domain.tones import TONE_MS
from tests.fakes.centre import code
from tests.playbooks.test_dial_out import calling, dialled
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import asked, outcomes
from tests.playbooks.test_nailed_up import connected
from tests.playbooks.test_transfer import follower

NUMBER = "+4681"
RINGING = "tones/ringing"
BUSY = "tones/busy"
CONGESTION = "tones/congestion"


def test_the_agent_hears_the_number_ring_and_then_who_answers() -> None:  # F028 F036
    centre, leg = calling()
    outside = dialled(centre).leg
    centre.give(LegRinging(leg=outside))
    centre.give(LegAnswered(leg=outside))
    assert heard(centre) == [(leg, MUSIC), (leg, RINGING), (outside, leg)]


def test_what_the_network_lets_be_heard_goes_before_the_ringing() -> None:
    centre, leg = calling()
    outside = dialled(centre).leg
    centre.give(LegRinging(leg=outside))
    centre.give(LegEarlyMedia(leg=outside))
    assert heard(centre)[1:] == [(leg, RINGING), (leg, outside)]
    for early_first in (centre, calling()[0]):
        leg = early_first.presence("bertil").leg or ""
        outside = dialled(early_first).leg
        early_first.give(LegEarlyMedia(leg=outside))
        early_first.give(LegRinging(leg=outside))
        assert heard(early_first)[-1] == (leg, outside), "an alert that comes after it changes nothing"


@pytest.mark.parametrize(
    ("cause", "tone"),
    [(LegEnd.REJECTED, BUSY), (LegEnd.UNREACHABLE, CONGESTION), (LegEnd.FAILED, CONGESTION)],
)
def test_the_tone_of_why_is_heard_before_the_agent_goes_on(cause: LegEnd, tone: str) -> None:
    centre, leg = calling()
    case = centre.case().id
    centre.end(dialled(centre).leg, cause)
    assert heard(centre)[-1] == (leg, tone)
    assert len(notices(centre)) == 1, "and the agent is told at once"
    centre.media_done()
    centre.wait(TONE_MS - 1)
    assert (centre.status("bertil"), centre.case().state) == (AgentStatus.IN_CALL, CaseState.DIALLING)
    centre.wait(1)
    assert (centre.status("bertil"), outcomes(centre)) == (AgentStatus.READY, [(case, CaseOutcome.UNREACHED)])
    assert len([event for event in centre.events if isinstance(event, AttemptMade)]) == 1


def test_no_tone_where_it_has_rung_or_been_said_or_nobody_hears_it() -> None:
    for cause in (LegEnd.NO_ANSWER, LegEnd.LOST):
        centre, _ = calling()
        centre.end(dialled(centre).leg, cause)
        assert centre.status("bertil") is AgentStatus.READY
    centre, _ = calling()
    centre.give(LegEarlyMedia(leg=dialled(centre).leg))
    centre.end(dialled(centre).leg, LegEnd.UNREACHABLE)
    assert centre.status("bertil") is AgentStatus.READY, "the network's own announcement was heard"


def test_who_hangs_up_need_not_hear_it_out() -> None:
    centre, leg = calling()
    centre.end(dialled(centre).leg, LegEnd.REJECTED)
    centre.end(leg)
    assert (centre.status("bertil"), centre.state.cases.get(1)) == (AgentStatus.READY, None)
    assert notices(centre) == [("bertil", "dialled_busy")]
    assert not centre.state.legs


def test_a_phone_that_dies_meanwhile_is_no_trouble() -> None:  # F121
    centre, leg = calling()
    centre.end(dialled(centre).leg, LegEnd.REJECTED)
    assert code(centre, "bertil", PhoneReady(legs=(leg,))) is None
    assert centre.status("bertil") is AgentStatus.IN_CALL
    assert code(centre, "bertil", PhoneReady()) is None
    assert centre.status("bertil") is AgentStatus.READY
    assert not centre.state.cases


def test_a_leg_that_stays_falls_silent_after_the_tone() -> None:  # F031
    for by_hand in (True, False):
        centre, line = connected()
        assert code(centre, "anna", Dial(number=NUMBER)) is None
        centre.end(dialled(centre).leg, LegEnd.REJECTED)
        assert heard(centre)[-1] == (line, BUSY)
        if by_hand:
            assert code(centre, "anna", HangUpCall()) is None
        else:
            centre.wait(TONE_MS)
        assert (heard(centre)[-1], centre.status("anna")) == ((line, None), AgentStatus.READY)


def test_an_inquiry_outside_rings_and_says_why_it_is_not_reached() -> None:  # F020 F023
    centre, caller, leg = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    outside = dialled(centre).leg
    centre.give(LegRinging(leg=outside))
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, RINGING)]
    centre.end(outside, LegEnd.REJECTED)
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, BUSY)]
    assert notices(centre) == [("bertil", "dialled_busy")]
    assert code(centre, "bertil", Transfer()) == "no_inquiry", "there is nobody to give the call to"
    assert code(centre, "bertil", Toggle()) == "not_answered_yet"
    child = asked(centre)
    centre.wait(TONE_MS)
    assert outcomes(centre) == [(child, CaseOutcome.ABANDONED)]
    assert notices(centre) == [("bertil", "dialled_busy")], "said once"
    assert (heard(centre)[-2:], centre.case().held) == ([(caller, MUSIC), (leg, None)], Held.PARK)


@pytest.mark.parametrize("command", [EndInquiry(), Retrieve()])
def test_the_tone_of_an_inquiry_ends_with_it(command: EndInquiry | Retrieve) -> None:
    centre, caller, leg = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    centre.end(dialled(centre).leg, LegEnd.REJECTED)
    assert code(centre, "bertil", command) is None
    assert not centre.state.inquiries
    assert heard(centre)[-1] == ((caller, leg) if isinstance(command, Retrieve) else (leg, None))


def test_a_customer_who_is_given_to_a_number_that_speaks_already_hears_it() -> None:  # F020 F025
    """The agent asked first, heard an announcement, and leaves before anybody answered."""
    centre, caller, leg = talking()
    centre.ask("bertil", Inquire(number=NUMBER))
    outside = dialled(centre).leg
    centre.give(LegEarlyMedia(leg=outside))
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, outside)]
    assert code(centre, "bertil", Transfer()) is None
    assert heard(centre)[-1] == (caller, outside)
    centre.give(LegAnswered(leg=outside))
    assert heard(centre)[-1] == (caller, outside)
    assert follower(centre).state is CaseState.EXTERNAL


def test_a_customer_who_is_given_to_a_number_hears_what_the_network_says() -> None:  # F025
    centre, caller, _ = talking()
    assert code(centre, "bertil", Transfer(number=NUMBER)) is None
    outside = dialled(centre).leg
    centre.give(LegRinging(leg=outside))
    centre.give(LegEarlyMedia(leg=outside))
    assert heard(centre)[-1] == (caller, outside), "an announcement goes before our ringing"
    centre.give(LegRinging(leg=outside))
    assert heard(centre)[-1] == (caller, outside)
    centre.give(LegAnswered(leg=outside))
    assert heard(centre)[-1] == (caller, outside)
    assert follower(centre).state is CaseState.EXTERNAL


def test_a_customer_who_is_given_to_a_number_hears_it_ring_and_no_tone() -> None:  # F025
    centre, caller, _ = talking()
    assert code(centre, "bertil", Transfer(number=NUMBER)) is None
    outside = dialled(centre).leg
    centre.give(LegRinging(leg=outside))
    assert heard(centre) == [(caller, MUSIC), (caller, RINGING)]
    assert follower(centre).state is CaseState.DIALLING
    centre.end(outside, LegEnd.REJECTED)
    assert centre.offer("bertil").why.rule == "returned"
    assert BUSY not in [sound for _, sound in heard(centre)]
