"""The customer is put aside and taken back: hold, park, retrieve, and the reminder of who is forgotten."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseOutcome,
    CaseState,
    ClientCame,
    ClientGone,
    Connect,
    Define,
    HangUpLeg,
    Held,
    Hold,
    LegEnd,
    LegHeard,
    LegSilent,
    Park,
    PhoneReady,
    Play,
    Retrieve,
    RingLeg,
)
from agent_desktop.domain.talk import PARKED_MS
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code
from tests.playbooks.test_inbound_call import notices

MUSIC = "music/waiting"


def talking() -> tuple[Centre, str, str]:
    """Bertil talks with a caller: centre, caller's leg, agent's leg."""
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    leg = centre.pick_up("bertil")
    centre.media_done()
    centre.effects.clear()
    return centre, caller, leg


def heard(centre: Centre) -> list[tuple[str, str | None]]:
    """What was ordered to be heard: leg and sound, or leg and peer."""
    found: list[tuple[str, str | None]] = []
    for effect in centre.effects:
        if isinstance(effect, Play):
            found.append((effect.leg, effect.loop))
        elif isinstance(effect, Connect):
            found.append((effect.leg, effect.peer))
    return found


def test_on_hold_the_customer_hears_music_and_the_agent_nothing() -> None:  # F034
    centre, caller, leg = talking()
    assert code(centre, "bertil", Hold()) is None
    assert heard(centre) == [(caller, MUSIC), (leg, None)]
    assert (centre.case().held, centre.case().held_since) == (Held.HOLD, centre.now)
    assert centre.status("bertil") is AgentStatus.IN_CALL
    assert code(centre, "bertil", Hold()) is None  # twice changes nothing
    assert len(centre.effects) == 2
    assert code(centre, "bertil", Retrieve()) is None
    assert heard(centre)[2:] == [(caller, leg)]
    assert centre.case().held is None


def test_hanging_up_on_hold_ends_the_call() -> None:  # F034
    centre, caller, leg = talking()
    centre.ask("bertil", Hold())
    centre.end(leg)
    assert [order.leg for order in centre.ordered(HangUpLeg)] == [caller]
    assert (centre.case().state, centre.case().held) == (CaseState.WRAP_UP, None)


def test_a_parked_customer_survives_the_agents_hanging_up_and_is_retrieved_by_ringing_the_phone() -> None:  # F020 F034
    centre, caller, leg = talking()
    assert code(centre, "bertil", Park()) is None
    assert heard(centre) == [(caller, MUSIC), (leg, None)]
    centre.end(leg)
    assert centre.case().state is CaseState.TALKING
    assert (centre.status("bertil"), centre.presence("bertil").leg) == (AgentStatus.IN_CALL, None)
    assert code(centre, "bertil", PhoneReady()) is None  # a phone that was put down stays so
    assert code(centre, "bertil", Hold()) == "retrieve_first"
    assert centre.ordered(RingLeg) == []
    assert code(centre, "bertil", Retrieve()) is None
    (ring,) = centre.ordered(RingLeg)
    assert (ring.agent, ring.join, ring.peer) == ("bertil", True, caller)
    again = centre.pick_up_again("bertil")
    assert heard(centre)[-1] == (caller, again)
    assert centre.presence("bertil").apart_until is None
    centre.wait(2 * PARKED_MS)
    assert centre.case().state is CaseState.TALKING


def test_a_parked_customer_is_not_kept_for_ever() -> None:  # F034 F133
    centre, caller, leg = talking()
    centre.ask("bertil", Park())
    centre.end(leg)
    centre.wait(PARKED_MS - 1)
    assert centre.case().state is CaseState.TALKING
    centre.wait(1)
    assert (centre.case().state, centre.case().held) == (CaseState.WAITING, None)
    assert notices(centre)[-1] == ("bertil", "call_returned")
    assert caller in centre.state.legs


def test_a_parked_customer_who_hangs_up_leaves_the_agent_in_wrap_up() -> None:
    centre, caller, leg = talking()
    centre.ask("bertil", Park())
    centre.end(leg)
    centre.end(caller)
    assert (centre.case().state, centre.case().outcome) == (CaseState.WRAP_UP, CaseOutcome.HANDLED)
    assert centre.presence("bertil").apart_until is None


def test_park_and_hold_take_each_others_place() -> None:
    centre, _, _ = talking()
    since = centre.now
    centre.ask("bertil", Hold())
    centre.wait(5_000)
    assert code(centre, "bertil", Park()) is None
    assert (centre.case().held, centre.case().held_since) == (Held.PARK, since)


def test_a_customer_forgotten_on_hold_is_called_to_mind_again_and_again() -> None:  # F133
    centre, _, _ = talking()
    centre.ask("bertil", Hold())
    centre.wait(59_999)
    assert notices(centre) == []
    centre.wait(1)
    assert notices(centre) == [("bertil", "hold_alarm")]
    centre.wait(60_000)
    assert notices(centre) == [("bertil", "hold_alarm")] * 2
    centre.ask("bertil", Retrieve())
    centre.media_done()
    centre.wait(600_000)
    assert len(notices(centre)) == 2


def test_a_queue_without_the_alarm() -> None:  # F133
    quiet = replace(QUEUES[0], hold_alarm_ms=None)
    centre = Centre(Define(queues=(quiet, *QUEUES[1:]), agents=AGENTS, reasons=REASONS))
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    centre.ask("bertil", Hold())
    centre.media_done()
    centre.wait(3_600_000)
    assert notices(centre) == []


def test_the_phone_that_died_on_hold_comes_back_to_silence() -> None:  # F121
    centre, caller, leg = talking()
    centre.ask("bertil", Hold())
    centre.give(LegSilent(leg=leg))
    centre.effects.clear()
    centre.give(LegHeard(leg=leg))
    assert heard(centre) == [(caller, MUSIC), (leg, None)]  # still on hold
    assert centre.presence("bertil").apart_until is None


def test_a_client_gone_for_good_gives_the_customer_on_hold_to_somebody_else() -> None:  # F122
    centre, _, leg = talking()
    centre.ask("bertil", Hold())
    centre.give(ClientGone(agent="bertil"))
    centre.wait(15_000)
    assert centre.presence("bertil").apart_until is not None
    centre.wait(60_000)
    assert centre.case().state is CaseState.WAITING
    assert leg not in [row.id for row in centre.state.legs.values() if row.state.value != "ending"]


def test_a_client_that_comes_back_in_time_keeps_the_customer_on_hold() -> None:  # F122
    centre, _, _ = talking()
    centre.ask("bertil", Hold())
    centre.give(ClientGone(agent="bertil"))
    centre.wait(20_000)
    centre.give(ClientCame(agent="bertil"))
    centre.wait(600_000)
    assert (centre.case().state, centre.case().held) == (CaseState.TALKING, Held.HOLD)


def test_a_restarted_switch_ends_the_hold_with_the_customers_leg() -> None:
    centre, _, leg = talking()
    centre.ask("bertil", Park())
    centre.give(AdapterStarted(legs=(leg,)))
    assert (centre.case().state, centre.case().outcome) == (CaseState.WRAP_UP, CaseOutcome.SWITCH_RESTART)
    assert (centre.case().held, centre.case().remind_at) == (None, None)


def test_a_lost_phone_of_a_parked_customer_can_be_rung_again() -> None:
    centre, _, leg = talking()
    centre.ask("bertil", Park())
    centre.end(leg, LegEnd.FAILED)
    assert centre.presence("bertil").leg is None
    assert code(centre, "bertil", Retrieve()) is None
    assert centre.presence("bertil").leg is not None


def test_hold_and_retrieve_need_a_call_and_somebody_on_hold() -> None:
    centre = Centre()
    for command in (Hold(), Park(), Retrieve()):
        assert code(centre, "nobody", command) == "unknown_agent"
        assert code(centre, "bertil", command) == "logged_out"
    centre.ready("bertil")
    for command in (Hold(), Park(), Retrieve()):
        assert code(centre, "bertil", command) == "no_call"
    centre.call("1000")
    assert code(centre, "bertil", Hold()) == "no_call"  # it only rings
    centre.pick_up("bertil")
    assert code(centre, "bertil", Retrieve()) == "nobody_held"
