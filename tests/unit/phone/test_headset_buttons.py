"""What a press means with kinds of control that the three makers do not have, and at awkward moments."""

from __future__ import annotations

import pytest

from agent_desktop.phone.headset.buttons import Call, Hands, Meant, lit, pressed, told
from agent_desktop.phone.headset.descriptor import parse
from agent_desktop.phone.headset.layout import Layout, Light, layout_of
from agent_desktop.phone.port import Button
from tests.fakes.headset import h

RINGING = Call(ringing=True)
TALKING = Call(talking=True)
MUTED = Call(talking=True, muted=True)
HOOK, MUTE, FLASH, HOLD, DROP, REJECT, OTHER = (bytes([1 << bit]) for bit in range(7))
NONE = b"\x00"
NOW = 10.0
"""Long after whatever light was told at 0."""


def headset(hook: str = "22", mute: str = "06") -> Layout:
    """Its six controls, and a seventh that is none of ours, in one byte; flags of hook and mute."""
    begin = f"05 0B 09 05 A1 01 15 00 25 01 75 01 95 01 09 20 81 {hook} 09 2F 81 {mute}"
    return layout_of(parse(h(begin + "09 21 09 23 09 26 09 97 09 24 95 05 81 06 95 01 81 03 C0")))


def presses(layout: Layout, call: Call, *reports: bytes, hands: Hands | None = None) -> list[Button | None]:
    """What each report means while nothing becomes of it."""
    hands, found = hands if hands is not None else told(Hands(), call, 0), list[Button | None]()
    for report in reports:
        meant = pressed(hands, layout, report, call, NOW)
        hands = meant.hands
        found.append(meant.button)
    return found


def test_lights_are_those_of_the_call() -> None:
    assert lit(Call()) == set()
    assert lit(RINGING) == {Light.RING}
    assert lit(MUTED) == {Light.OFF_HOOK, Light.MUTE}
    assert lit(Call(talking=True, held=True, ringing=True)) == {Light.OFF_HOOK, Light.HOLD, Light.RING}
    assert lit(Call(muted=True, held=True)) == set()


@pytest.mark.parametrize("hook", ["22", "02"])
def test_a_hook_that_stays_answers_off_and_hangs_up_on_the_hook(hook: str) -> None:
    layout = headset(hook)
    assert presses(layout, RINGING, HOOK, HOOK) == [Button.ANSWER, None]
    assert presses(layout, TALKING, HOOK, NONE, NONE) == [None, Button.HANG_UP, None]


def test_a_hook_that_springs_back_answers_and_hangs_up_when_it_is_pressed() -> None:
    layout = headset("06")
    assert presses(layout, RINGING, HOOK, NONE) == [Button.ANSWER, None]
    assert presses(layout, TALKING, HOOK, NONE, HOOK) == [Button.HANG_UP, None, Button.HANG_UP]
    assert presses(layout, Call(), HOOK, NONE) == [None, None]


def test_the_echo_of_a_light_is_no_press() -> None:
    layout = headset()
    answered_by_click = told(Hands(), TALKING, 0)
    assert presses(layout, TALKING, HOOK, hands=answered_by_click) == [None]
    over = told(pressed(answered_by_click, layout, HOOK, TALKING, NOW).hands, Call(), 0)
    assert presses(layout, Call(), NONE, hands=over) == [None]


def test_late_echoes_of_a_call_do_not_hang_up_the_next_one() -> None:
    layout, hands = headset(), Hands()
    for call in (TALKING, Call(), TALKING):
        hands = told(hands, call, NOW - 0.1)
    assert presses(layout, TALKING, HOOK, NONE, HOOK, NONE, hands=hands) == [None, None, None, Button.HANG_UP]
    late = told(told(told(Hands(), TALKING, 0), Call(), 0), RINGING, 0)  # and it never repeated anything
    assert presses(layout, RINGING, HOOK, hands=late) == [Button.ANSWER]


def test_a_headset_that_says_nothing_of_its_light_hangs_up_by_the_place_it_is_in() -> None:
    layout = headset()
    rang = pressed(Hands(), layout, NONE, RINGING, 0).hands
    assert presses(layout, TALKING, NONE, hands=told(rang, TALKING, 0)) == [Button.HANG_UP]


def test_a_report_about_something_else_hangs_nobody_up() -> None:
    layout = headset()
    rang = told(pressed(Hands(), layout, NONE, RINGING, 0).hands, TALKING, 0)
    assert presses(layout, TALKING, MUTE, NONE, hands=rang) == [Button.MUTE, None]
    assert presses(layout, TALKING, OTHER, NONE, hands=rang) == [None, None]  # volume


@pytest.mark.parametrize("mute", ["06", "02", "26"])
def test_a_mute_that_springs_back_asks_at_each_press(mute: str) -> None:
    both = [Button.MUTE, None, Button.MUTE]
    assert presses(headset(mute=mute), MUTED, bytes([3]), HOOK, bytes([3])) == both
    assert presses(headset(mute=mute), Call(), MUTE, NONE) == [None, None]


def test_a_mute_that_stays_asks_when_it_differs() -> None:
    layout = headset(mute="22")
    assert presses(layout, TALKING, bytes([3]), bytes([3])) == [Button.MUTE, None]
    assert presses(layout, MUTED, bytes([3]), HOOK) == [None, Button.MUTE]


def test_drop_and_reject() -> None:
    layout = headset()
    assert presses(layout, RINGING, DROP, NONE) == [Button.REJECT, None]
    assert presses(layout, RINGING, REJECT, NONE) == [Button.REJECT, None]
    on = bytes([1 | 1 << 4])
    assert presses(layout, TALKING, HOOK, on) == [None, Button.HANG_UP]
    assert presses(layout, TALKING, HOOK, bytes([1 | 1 << 5])) == [None, None]


def test_flash_and_hold_hold() -> None:
    layout = headset()
    assert presses(layout, TALKING, HOOK, bytes([1 | 1 << 2]), HOOK, bytes([1 | 1 << 3])) == [
        *(None, Button.HOLD),
        *(None, Button.HOLD),
    ]
    assert presses(layout, RINGING, FLASH) == [None]


def test_what_means_nothing_now_is_taken_back() -> None:
    layout = headset()

    def meant(report: bytes, call: Call) -> Meant:
        return pressed(told(Hands(), call, 0), layout, report, call, NOW)

    assert meant(HOOK, Call()).revert  # it has opened its link: nobody calls
    assert meant(MUTE, Call()).revert
    assert not meant(NONE, Call()).revert
    assert not meant(HOOK, RINGING).revert
    assert not meant(HOOK, TALKING).revert


def test_while_one_talks_and_another_rings_the_hook_ends_the_talk() -> None:
    both = Call(ringing=True, talking=True)
    assert presses(headset(), both, HOOK, NONE) == [None, Button.HANG_UP]
