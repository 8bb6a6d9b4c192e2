"""A call with the headsets of three makers: each gives the same events and shows the same (F124)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from agent_desktop.phone.headset.desk import HeadsetDesk
from agent_desktop.phone.headset.devices import Bus, HidBus
from agent_desktop.phone.port import Button, ShowCall, UseHeadsets
from tests.fakes.headset import FakeBus, FakeHeadset, epos, jabra, malformed, poly

MAKERS = [jabra, poly, epos]
RING, TALK, IDLE = ShowCall(ringing=True), ShowCall(talking=True), ShowCall()


class Ears:
    """What the program hears."""

    def __init__(self) -> None:
        self.buttons: list[Button] = []
        self._changed = threading.Condition()

    def tell(self, button: Button) -> None:
        with self._changed:
            self.buttons.append(button)
            self._changed.notify_all()

    def hear(self, *buttons: Button) -> None:
        """Wait until all that was pressed is this."""
        with self._changed:
            assert self._changed.wait_for(lambda: self.buttons == list(buttons), 10), self.buttons


@contextmanager
def desk_with(bus: Bus, *off: str, clock: Callable[[], float] = time.monotonic) -> Iterator[tuple[HeadsetDesk, Ears]]:
    ears = Ears()
    desk = HeadsetDesk(ears.tell, lambda: bus, look_s=0.01, clock=clock)
    desk.start()
    desk.order(UseHeadsets(off=off))
    try:
        yield desk, ears
    finally:
        desk.close()


@pytest.mark.parametrize("make", MAKERS)
def test_a_call_from_ring_to_hang_up(make: Callable[[], FakeHeadset]) -> None:
    headset = make()
    with desk_with(FakeBus(headset)) as (desk, ears):
        for _ in range(2):
            ears.buttons.clear()
            desk.order(RING)
            headset.rings()
            headset.press("hook")
            ears.hear(Button.ANSWER)
            desk.order(TALK)
            headset.shows("off_hook")
            headset.press("mute")
            ears.hear(Button.ANSWER, Button.MUTE)
            desk.muted(True)
            headset.shows("off_hook", "mute")
            headset.press("mute")
            ears.hear(Button.ANSWER, Button.MUTE, Button.MUTE)
            desk.muted(False)
            headset.shows("off_hook")
            headset.press("hook")
            ears.hear(Button.ANSWER, Button.MUTE, Button.MUTE, Button.HANG_UP)
            desk.order(IDLE)
            headset.shows()
            assert not headset.is_off_hook


@pytest.mark.parametrize("make", MAKERS)
def test_a_call_answered_and_ended_in_the_window_is_no_press(make: Callable[[], FakeHeadset]) -> None:
    now, headset = [100.0], make()
    with desk_with(FakeBus(headset), clock=lambda: now[0]) as (desk, ears):
        desk.order(RING)
        headset.rings()
        for order in (TALK, IDLE, RING, TALK, ShowCall(talking=True, held=True)):
            desk.order(order)
        headset.shows("off_hook", "hold")
        assert headset.is_off_hook
        headset.is_read()
        assert ears.buttons == []  # what a headset repeats of its lights, however late
        now[0] += 1
        headset.press("hook")
        ears.hear(Button.HANG_UP)


@pytest.mark.parametrize("make", [jabra, epos])
def test_flash_holds_and_the_hold_light_follows(make: Callable[[], FakeHeadset]) -> None:
    headset = make()
    with desk_with(FakeBus(headset)) as (desk, ears):
        desk.order(RING)
        headset.rings()
        desk.order(TALK)
        headset.shows("off_hook")
        headset.press("flash")
        ears.hear(Button.HOLD)
        desk.order(ShowCall(talking=True, held=True))
        headset.shows("off_hook", "hold")


def test_only_lights_that_change_are_written() -> None:
    headset = poly()
    with desk_with(FakeBus(headset)) as (desk, _):
        desk.order(RING)
        headset.rings()
        before = len(headset.written)
        desk.order(ShowCall(ringing=True, held=True))
        desk.order(TALK)
        headset.shows("off_hook")
        assert sorted(headset.written[before:]) == [b"\x17\x01", b"\x18\x00"]


def test_what_rings_is_rejected() -> None:
    headset = epos()
    with desk_with(FakeBus(headset)) as (desk, ears):
        desk.order(RING)
        headset.shows("ring", "ringer")
        headset.press("drop")
        ears.hear(Button.REJECT)
        desk.order(IDLE)
        headset.shows()


@pytest.mark.parametrize("make", MAKERS)
def test_a_headset_that_went_off_the_hook_for_nothing_is_put_back(make: Callable[[], FakeHeadset]) -> None:
    headset = make()
    with desk_with(FakeBus(headset)) as (desk, ears):
        desk.order(RING)
        headset.rings()
        desk.order(IDLE)
        headset.shows()
        before = len(headset.written)
        headset.press("hook")
        headset.has(before + 1)
        headset.shows()
        desk.close()
        assert not headset.is_off_hook
        assert ears.buttons == []


def test_a_press_that_nothing_comes_of_is_taken_back_in_time() -> None:
    now, headset, ears = [100.0], jabra(), Ears()
    desk = HeadsetDesk(ears.tell, lambda: FakeBus(headset), look_s=0.01, clock=lambda: now[0])
    desk.start()
    desk.order(UseHeadsets())
    desk.order(RING)
    headset.shows("ring")
    headset.press("hook")
    ears.hear(Button.ANSWER)
    assert headset.is_off_hook
    before = len(headset.written)
    now[0] += 5
    desk.muted(False)  # wakes it; nothing else happens
    headset.has(before + 1)
    headset.shows("ring")
    desk.close()
    assert not headset.is_off_hook


def test_a_headset_that_comes_during_a_call_shows_it_at_once_and_hangs_nobody_up() -> None:
    now, first, second = [100.0], jabra(), poly()
    bus = FakeBus(first)
    with desk_with(bus, clock=lambda: now[0]) as (desk, ears):
        desk.order(RING)
        first.shows("ring")
        desk.order(TALK)
        desk.muted(True)
        first.shows("off_hook", "mute")
        bus.plug(second)
        now[0] += 1
        desk.muted(True)
        second.shows("off_hook", "mute")
        second.press("hook")  # its link was not there before: it says that it is on the hook
        second.is_read()
        now[0] += 1
        desk.order(TALK)
        first.unplug()
        first.is_closed()
        second.press("mute")
        ears.hear(Button.MUTE)


@pytest.mark.expects_log("headset Nobody are not used: what it says of itself makes no sense")
def test_a_malformed_one_does_not_disturb_the_others() -> None:
    bad, good = malformed(), epos()
    bus = FakeBus(bad, good)
    with desk_with(bus) as (desk, ears):
        desk.order(RING)
        good.shows("ring", "ringer")
        desk.order(TALK)
        good.shows("off_hook")
        bad.is_closed()
        good.press("hook")
        ears.hear(Button.HANG_UP)
    assert bad.written == []
    assert bus.opened.count("Nobody") == 1  # looked at once


@pytest.mark.expects_log("it cannot be opened")
def test_one_that_may_not_be_opened_is_told_once_and_tried_again_after_it_was_away() -> None:
    headset = jabra()
    bus = FakeBus(headset, forbidden=True)
    with desk_with(bus) as (desk, _):
        desk.order(RING)
        bus.plug(other := poly())
        assert other.written == []
        bus.forbidden = False
        desk.order(UseHeadsets())
        headset.shows("ring")
        other.shows("ring")


def test_headsets_can_be_left_alone_by_their_name() -> None:
    left, used = jabra(), poly()
    bus = FakeBus(left, used)
    with desk_with(bus, "jabra") as (desk, _):
        desk.order(RING)
        used.shows("ring")
        assert bus.opened == [used.name]
        desk.order(UseHeadsets(off=("*",)))
        used.is_closed()
    assert left.written == []


@pytest.mark.expects_log("cannot be used: no library")
def test_without_the_library_there_are_no_headsets() -> None:
    def none() -> Bus:
        raise OSError("no library")

    desk = HeadsetDesk(Ears().tell, none)
    desk.start()
    desk.order(RING)
    desk.close()


def test_the_lights_go_out_at_the_end() -> None:
    headset = epos()
    with desk_with(FakeBus(headset)) as (desk, _):
        desk.order(TALK)
        headset.shows("off_hook")
    assert headset.lights == frozenset()
    assert headset.closed


def test_the_devices_of_this_pc_can_be_listed() -> None:
    assert all(found.path and found.name for found in HidBus().list())
