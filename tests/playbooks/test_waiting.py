"""What a waiting caller is told: the place and the expected wait, from the core's own figures."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import waiting
from agent_desktop.domain.messages import (
    Announce,
    CallArrived,
    CaseState,
    Cri,
    Define,
    EffectFailed,
    LegAnswered,
    Overflow,
    Play,
    Queue,
)
from tests.fakes.centre import AGENTS, QUEUES, READY, REASONS, Centre

SERVICE, SUPPORT, *OTHERS = QUEUES
SPEAKS = replace(SERVICE, announce_ms=30_000, announcement=("press_1",))


def centre(service: Queue = SPEAKS, support: Queue = SUPPORT) -> Centre:
    return Centre(Define(queues=(service, support, *OTHERS), agents=AGENTS, reasons=REASONS))


def told(office: Centre, leg: str) -> list[tuple[int, int | None]]:
    """Place and expected wait, as often as the caller was told them."""
    return [(e.place, e.wait_ms) for e in office.effects if isinstance(e, Announce) and e.leg == leg]


def handle(office: Centre, agent: str, ms: int) -> None:
    """One caller is served, for so long."""
    leg = office.call()
    office.pick_up(agent)
    office.wait(ms)
    office.end(leg)
    assert office.ask(agent, READY) is None


def test_a_waiting_caller_is_told_the_place_again_and_again() -> None:  # F073
    office = centre()
    first, second = office.call(), office.call()
    office.wait(65_000)
    assert told(office, first) == [(1, None), (1, None)]
    assert told(office, second) == [(2, None), (2, None)]
    (announce, *_) = office.ordered(Announce)
    assert isinstance(announce, Announce)
    assert (announce.once, announce.loop) == (("press_1",), "music/waiting")
    office.end(first)
    office.wait(30_000)
    assert told(office, second)[-1] == (1, None)
    assert len(told(office, first)) == 2


def test_the_expected_wait_follows_the_handling_time_and_who_serves() -> None:  # F073
    office = centre()
    office.ready("anna")
    handle(office, "anna", 100_000)
    assert office.state.paces["service"].handling_ms == 100_000
    handle(office, "anna", 300_000)
    assert office.state.paces["service"].handling_ms == 200_000
    office.call()
    office.pick_up("anna")  # busy with one
    legs = [office.call(), office.call()]
    office.wait(30_000)
    assert [told(office, leg) for leg in legs] == [[(1, 200_000)], [(2, 400_000)]]
    office.log_in("bertil")  # busy, and so no help
    office.wait(30_000)
    assert told(office, legs[1])[-1] == (2, 400_000)
    assert office.ask("bertil", READY) is None
    office.pick_up("bertil")
    office.wait(30_000)
    assert told(office, legs[1])[-1] == (1, 100_000), "two agents are free twice as often"


def test_one_long_case_does_not_outweigh_the_day() -> None:
    office = centre()
    office.ready("anna")
    for _ in range(40):
        handle(office, "anna", 60_000)
    handle(office, "anna", 60_000 + 16 * 10_000)
    assert office.state.paces["service"].handling_ms == 70_000
    assert office.state.paces["service"].count == 16


def test_everyone_sees_the_pace() -> None:  # F027
    office = centre()
    office.ready("anna")
    handle(office, "anna", 60_000)
    assert office.view("bertil").paces == office.state.paces


def test_who_is_offered_or_has_an_agent_is_told_nothing() -> None:
    office = centre()
    office.ready("anna")
    leg = office.call()
    office.wait(19_000)
    office.pick_up("anna")
    office.wait(300_000)
    assert told(office, leg) == []


def test_a_missed_offer_begins_the_interval_anew() -> None:
    office = centre()
    office.ready("anna")
    leg = office.call()
    office.wait(20_000)  # missed
    assert office.case().state is CaseState.WAITING
    office.wait(29_000)
    assert told(office, leg) == []
    office.wait(2_000)
    assert told(office, leg) == [(1, None)]


def test_an_announcement_that_fails_leaves_the_caller_waiting() -> None:
    office = centre()
    office.call()
    office.wait(30_000)
    office.give(EffectFailed(effect=office.ordered(Announce)[0].id, why="no numbers"))
    assert office.case().state is CaseState.WAITING
    office.wait(30_000)
    assert len(office.ordered(Announce)) == 2


def test_an_overflow_into_a_silent_queue_ends_the_announcements() -> None:
    office = centre(replace(SPEAKS, overflow=Overflow(after_ms=45_000, queue="support")))
    leg = office.call()
    office.wait(300_000)
    assert told(office, leg) == [(1, None)]


def test_the_place_of_a_kept_case_is_among_its_agents() -> None:
    office = centre()
    office.call()
    office.call()
    case = replace(office.state.cases[max(office.state.cases)], kept_for="anna", queue="service")
    assert waiting.place(office.state, case) == 1


def test_a_caller_is_spoken_to_in_the_queue_s_language_or_the_call_s_own() -> None:  # F073
    said = replace(SPEAKS, language="sv", announcement=("prompts/{language}/press_1", "ours"))
    office = centre(said)
    office.call()
    office.give(CallArrived(leg="i9", number="1000", cris=(Cri(name="language", value="uk"),)))
    office.give(LegAnswered(leg="i9"))
    office.wait(30_000)
    heard = [(e.language, e.once) for e in office.ordered(Announce) if isinstance(e, Announce)]
    assert heard == [("sv", ("prompts/sv/press_1", "ours")), ("uk", ("prompts/uk/press_1", "ours"))]
    plays = [e.once for e in office.ordered(Play) if isinstance(e, Play)]
    assert plays == [("prompts/sv/nobody_logged_in",), ("prompts/uk/nobody_logged_in",)]
