"""Three and more in one call: joined, left, and left by the agent whose call it was."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseOutcome,
    CaseState,
    Confer,
    EffectFailed,
    EndInquiry,
    Held,
    Hold,
    Inquire,
    LegSilent,
    Mix,
    Retrieve,
    Toggle,
    Transfer,
)
from agent_desktop.domain.talk import APART_MS
from tests.fakes.centre import Centre, code
from tests.playbooks.test_hold import MUSIC, heard, talking
from tests.playbooks.test_inbound_call import notices
from tests.playbooks.test_inquiry import asked, consulting
from tests.playbooks.test_transfer import follower


def mixes(centre: Centre) -> list[tuple[str, ...]]:
    """Who was to hear each other, of three and more."""
    return [(effect.leg, *effect.peers) for effect in centre.effects if isinstance(effect, Mix)]


def conferring() -> tuple[Centre, str, str, str]:
    """Bertil, his caller and Anna are in a conference: centre and legs of caller, Bertil and Anna."""
    centre, caller, leg, other = consulting()
    assert code(centre, "bertil", Confer()) is None
    assert mixes(centre) == [(caller, other, leg)]
    centre.media_done()
    centre.effects.clear()
    return centre, caller, leg, other


def test_an_inquiry_is_joined_to_the_call() -> None:  # F020 F034
    centre, _, _, _ = conferring()
    main = centre.state.cases[centre.presence("bertil").case or 0]
    assert (main.held, main.state) == (None, CaseState.TALKING)
    assert centre.state.cases[asked(centre)].joined


def test_a_fourth_party_joins() -> None:  # F020
    centre, caller, leg, other = conferring()
    centre.ready("oksana")
    assert code(centre, "bertil", Inquire(agent="oksana")) is None
    assert heard(centre) == [(caller, other), (leg, MUSIC)]  # the others talk on meanwhile
    fourth = centre.pick_up("oksana")
    assert heard(centre)[-1] == (leg, fourth)
    assert code(centre, "bertil", Toggle()) is None
    assert mixes(centre) == [(caller, other, leg)]
    assert code(centre, "bertil", Confer()) is None
    assert mixes(centre)[1:] == [(caller, other, fourth, leg)]
    assert code(centre, "bertil", EndInquiry()) is None  # who joined last
    assert mixes(centre)[2:] == [(caller, other, leg)]
    assert centre.status("oksana") is AgentStatus.READY


def test_one_leaves_and_two_go_on() -> None:  # F020
    centre, caller, leg, other = conferring()
    centre.end(other)
    assert heard(centre) == [(caller, leg)]
    assert (centre.status("anna"), centre.status("bertil")) == (AgentStatus.READY, AgentStatus.IN_CALL)


def test_the_agent_hangs_up_and_the_others_go_on() -> None:  # F020
    centre, caller, leg, other = conferring()
    centre.end(leg)
    assert heard(centre) == [(caller, other)]
    case = follower(centre)
    assert (case.agent, case.inquiry_of, case.joined) == ("anna", None, False)
    assert centre.state.case_legs[case.id][-1] == caller
    old = centre.state.cases[case.follows or 0]
    assert (old.state, old.outcome) == (CaseState.WRAP_UP, CaseOutcome.TRANSFERRED)


def test_four_without_the_agent_are_three() -> None:
    centre, caller, leg, other = conferring()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    fourth = centre.pick_up("oksana")
    centre.ask("bertil", Confer())
    centre.effects.clear()
    assert code(centre, "bertil", Transfer()) is None  # as hanging up, by a click
    assert mixes(centre) == [(caller, fourth, other)]
    heir = centre.state.cases[centre.presence("anna").case or 0]
    member = centre.state.cases[centre.presence("oksana").case or 0]
    assert (heir.inquiry_of, member.inquiry_of, member.joined) == (None, heir.id, True)
    assert centre.status("bertil") is AgentStatus.WRAP_UP
    assert centre.state.legs[leg].state == "ending"


def test_the_conference_is_over_when_the_customer_leaves() -> None:
    centre, caller, _, _ = conferring()
    centre.end(caller)
    assert (centre.status("bertil"), centre.status("anna")) == (AgentStatus.WRAP_UP, AgentStatus.READY)
    assert not centre.state.legs
    assert not centre.state.inquiries


def test_the_customer_is_put_on_hold_in_a_conference() -> None:  # F034
    centre, caller, leg, other = conferring()
    assert code(centre, "bertil", Hold()) is None
    assert heard(centre) == [(caller, MUSIC), (other, leg)]
    assert code(centre, "bertil", Retrieve()) is None
    assert mixes(centre) == [(caller, other, leg)]


def test_the_last_other_one_leaves_while_the_agent_asks() -> None:  # F133
    centre, caller, leg, other = conferring()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    fourth = centre.pick_up("oksana")
    centre.end(other)
    main = centre.state.cases[centre.presence("bertil").case or 0]
    assert main.held is Held.PARK  # nobody speaks to the customer: the agent is reminded
    assert heard(centre)[-2:] == [(caller, MUSIC), (leg, fourth)]


def test_media_that_cannot_mix_leaves_everything_as_it_was() -> None:
    centre, caller, leg, other = consulting()
    centre.ask("bertil", Confer())
    (mix,) = centre.ordered(Mix)
    centre.give(EffectFailed(effect=mix.id, why="cannot mix"))
    assert notices(centre) == [("bertil", "conference_failed")]
    assert heard(centre) == [(caller, MUSIC), (leg, other)]
    main = centre.state.cases[centre.presence("bertil").case or 0]
    assert (main.held, centre.state.cases[asked(centre)].joined) == (Held.PARK, False)


def test_a_fourth_that_cannot_be_mixed_stays_an_inquiry() -> None:
    centre, caller, leg, other = conferring()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    fourth = centre.pick_up("oksana")
    centre.ask("bertil", Confer())
    (mix,) = centre.ordered(Mix)
    centre.give(EffectFailed(effect=mix.id, why="too many"))
    assert heard(centre)[-2:] == [(caller, other), (leg, fourth)]


def test_a_mix_whose_party_left_meanwhile_is_no_failure() -> None:
    centre, caller, leg, other = conferring()
    centre.ready("oksana")
    centre.ask("bertil", Inquire(agent="oksana"))
    fourth = centre.pick_up("oksana")
    centre.ask("bertil", Confer())
    mix = [effect for effect in centre.effects if isinstance(effect, Mix)][-1]
    centre.end(other)
    centre.give(EffectFailed(effect=mix.id, why=f"no leg {other!r} is open"))
    assert mixes(centre)[-1] == (caller, fourth, leg)
    assert ("bertil", "conference_failed") not in notices(centre)
    assert centre.state.cases[centre.presence("oksana").case or 0].joined


def test_a_mix_that_fails_while_the_agent_asks_leaves_the_customer_parked() -> None:  # F133
    centre, caller, leg, _ = consulting()
    assert code(centre, "bertil", Confer()) is None
    mix = next(effect for effect in centre.effects if isinstance(effect, Mix))
    centre.ready("oksana")
    assert code(centre, "bertil", Inquire(agent="oksana")) is None
    centre.effects.clear()
    centre.give(EffectFailed(effect=mix.id, why="cannot mix"))
    main = centre.state.cases[centre.presence("bertil").case or 0]
    assert (main.held, main.remind_at is not None) == (Held.PARK, True)
    assert heard(centre) == [(caller, MUSIC), (leg, MUSIC)]
    assert centre.presence("anna").case is None  # and who had joined is let go


def test_an_agent_who_cannot_be_heard_too_long_leaves_the_conference_to_the_others() -> None:  # F122
    centre, caller, leg, other = conferring()
    centre.give(LegSilent(leg=leg))
    assert heard(centre) == [(caller, other)]
    centre.media_done()
    centre.wait(APART_MS)
    assert follower(centre).agent == "anna"
    assert centre.presence("bertil").apart_until is None


def test_a_restarted_switch_resolves_a_conference() -> None:  # F120
    for lost in range(3):
        centre, caller, leg, other = conferring()
        kept = [caller, leg, other]
        del kept[lost]
        centre.give(AdapterStarted(legs=tuple(kept)))
        centre.media_done()
        centre.wait(APART_MS)
        assert all(presence.apart_until is None for presence in centre.state.presences.values())
        assert not centre.state.inquiries


def test_what_a_conference_needs() -> None:
    centre, _, _ = talking()
    assert code(centre, "nobody", Confer()) == "unknown_agent"
    assert code(centre, "anna", Confer()) == "logged_out"
    assert code(centre, "bertil", Confer()) == "no_inquiry"
    centre.ready("anna")
    assert code(centre, "anna", Confer()) == "no_call"
    centre.ask("bertil", Inquire(agent="anna"))
    assert code(centre, "bertil", Confer()) == "not_answered_yet"
    centre.pick_up("anna")
    assert code(centre, "anna", Confer()) == "only_asked"
    centre.ask("bertil", Confer())
    assert code(centre, "bertil", Transfer(queue="support")) == "inquiry_open"
