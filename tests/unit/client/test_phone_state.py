"""The softphone as a value, and which of its words settles an order."""

from __future__ import annotations

from agent_desktop.client.phone_state import PhoneState, after, settles, show
from agent_desktop.phone.port import (
    Answer,
    Answered,
    AnyPhoneEvent,
    Died,
    Ended,
    Failed,
    HangUp,
    Incoming,
    Levels,
    Mute,
    Muted,
    Recording,
    Registration,
    Sound,
    UseSound,
)


def said(*events: AnyPhoneEvent) -> PhoneState:
    state = PhoneState()
    for event in events:
        state = after(state, event)
    return state


def test_a_leg_rings_is_up_and_is_gone() -> None:
    ringing = said(Incoming(leg="o1"), Incoming(leg="o1"))
    assert ringing.ringing == ("o1",)
    talking = after(ringing, Answered(leg="o1"))
    assert (talking.ringing, talking.active) == ((), ("o1",))
    assert after(talking, Ended(leg="o1")) == PhoneState()


def test_the_offered_leg_is_the_one_to_answer() -> None:
    state = said(Incoming(leg="x"), Incoming(leg="o1"))
    assert show(state, "o1").ringing_leg == "o1"
    assert show(state, None).ringing_leg == "x"
    assert show(state, "o9").ringing_leg == "x"
    assert show(PhoneState(), "o1").ringing_leg is None


def test_levels_fall_silent_with_the_last_leg() -> None:
    state = said(Answered(leg="a"), Answered(leg="b"), Levels(heard_dbfs=-10, spoken_dbfs=-12), Ended(leg="a"))
    assert state.heard_dbfs == -10
    assert show(state, None).active_leg == "b"
    assert after(state, Ended(leg="b")).heard_dbfs == -100.0


def test_a_dead_phone_keeps_what_it_is_told_again() -> None:
    state = said(
        Registration(registered=True),
        Sound(device="none", problem="No sound device was found."),
        Muted(on=True),
        Answered(leg="a"),
        Died(exit_code=1),
    )
    assert state == PhoneState(restarting=True, muted=True, device="none", problem="No sound device was found.")


def test_what_is_of_no_interest_changes_nothing() -> None:
    state = said(Incoming(leg="o1"))
    assert after(state, Recording(file="x.wav", at_ms=1)) is state


def test_what_settles_an_order() -> None:
    assert settles(Answer(leg="o1"), Answered(leg="o1"))
    assert settles(Answer(leg="o1"), Ended(leg="o1"))
    assert not settles(Answer(leg="o1"), Answered(leg="o2"))
    assert settles(HangUp(leg="o1"), Ended(leg="o1"))
    assert not settles(HangUp(leg="o1"), Answered(leg="o1"))
    assert settles(Mute(on=True), Muted(on=True))
    assert not settles(Mute(on=True), Answered(leg="o1"))
    assert settles(Mute(on=True), Failed(order="Mute", problem="x"))
    assert not settles(Mute(on=True), Failed(order="Answer", problem="x"))
    assert settles(Answer(leg="o1"), Died(exit_code=1))
    assert settles(UseSound(device="none"), Muted(on=True))


def test_a_phone_that_starts_again_says_so_until_the_registrar_answers() -> None:
    assert show(said(Died(exit_code=1)), None).restarting
    assert not show(said(Died(exit_code=1), Registration(registered=True)), None).restarting
