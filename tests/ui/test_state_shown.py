"""The state is read at a glance: words, colour, symbol and time of every status (F005, F011–F014, F111)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_desktop.client.action import NOTHING
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus, NextStatus
from agent_desktop.ui import samples
from agent_desktop.ui.state_band import StateBand
from agent_desktop.ui.tokens import tone_of

from .conftest import House


def band_colour(house: House) -> str:
    image = house.main.band.grab().toImage()
    return image.pixelColor(QPoint(image.width() // 2, 2)).name()


@pytest.mark.parametrize(
    ("view", "words", "time"),
    [
        (samples.idle(AgentStatus.READY), "Ready", "1:23"),
        (samples.idle(AgentStatus.BUSY, 1_260_000, "Busy_Lunch"), "Busy", "21:00"),
        (samples.idle(AgentStatus.ADMINISTRATIVE, 4_260_000), "Administrative", "1:11:00"),
        (samples.offered(), "Incoming call", "0:06"),
        (samples.in_call(), "In call", "2:41"),
        (samples.wrap_up(), "Wrap-up", "(0:24)"),
    ],
)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_every_status_has_its_words_time_and_colour(house: House, view: View, words: str, time: str, look: str) -> None:
    house.theme.choose(look)
    house.show(view)
    band = house.main.band
    assert (band.headline.text(), band.countdown.time.text()) == (words, time)
    assert band_colour(house) == tone_of(house.theme.colours, view.status).fill  # F111
    assert words in band.accessibleName()


def test_the_reason_to_be_busy_is_shown_by_its_levels(house: House) -> None:
    house.show(samples.idle(AgentStatus.BUSY, reason="Busy_Meeting_Coaching"))
    assert house.main.band.detail.text() == "Meeting › Coaching"  # F009


def test_a_reason_that_the_core_sets_is_a_sentence_and_no_code(house: House) -> None:
    house.show(samples.idle(AgentStatus.BUSY, reason="missed_call"))
    assert house.main.band.detail.text() == "Missed call"


def test_the_status_after_the_case_is_announced(house: House) -> None:
    house.show(samples.in_call(then=NextStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")))
    assert house.main.band.detail.text() == "Then: Busy – Lunch"
    busy = house.main.statuses.buttons["busy"]
    assert busy.lit
    assert busy.accessibleDescription() == "next"


def test_time_in_the_status_counts_on(at_work: House) -> None:
    at_work.pass_time(7_000)
    assert at_work.main.band.countdown.time.text() == "1:30"


def test_time_follows_the_servers_clock(at_work: House) -> None:
    at_work.show(replace(samples.idle(AgentStatus.READY), offset_ms=60_000))
    assert at_work.main.band.countdown.time.text() == "2:23"


def test_an_offer_says_how_long_it_rings_on(house: House) -> None:
    house.show(samples.offered())
    assert house.main.band.detail.text() == "Answer within 0:14"
    house.pass_time(4_000)
    assert house.main.band.detail.text() == "Answer within 0:10"


def test_wrap_up_counts_down_in_parentheses_under_its_caption(house: House) -> None:
    house.show(samples.wrap_up(24_000))
    shown = house.main.band.countdown
    assert (shown.caption.text(), shown.time.text()) == ("AFTERCALL", "(0:24)")  # F011, F014
    house.pass_time(1_000)
    assert shown.time.text() == "(0:23)"
    house.pass_time(22_500)
    assert shown.time.text() == "(0:01)"  # it reads zero only when it is over
    house.pass_time(500)
    assert shown.time.text() == "(0:00)"


def test_a_double_click_on_the_countdown_stops_it(house: House) -> None:
    house.show(samples.wrap_up())
    for target in (house.main.band.countdown.time, house.main.band.countdown.caption):
        house.desk.acted.clear()
        QTest.mouseDClick(target, Qt.MouseButton.LeftButton)
        assert house.desk.acted == [("stop_wrap_up_timer", NOTHING)]  # F012


def test_a_double_click_beside_the_countdown_does_nothing(house: House) -> None:
    house.show(samples.wrap_up())
    QTest.mouseDClick(house.main.band.headline, Qt.MouseButton.LeftButton)
    assert house.desk.acted == []


def test_a_stopped_countdown_says_that_it_lasts(house: House) -> None:
    house.show(samples.wrap_up(None))
    band = house.main.band
    assert band.countdown.time.text() == "0:06"  # no parentheses: nothing counts down
    assert band.countdown.toolTip() == ""
    assert band.detail.text() == "Lasts until you choose a status"  # F012
    QTest.mouseDClick(band.countdown.time, Qt.MouseButton.LeftButton)
    assert house.desk.acted == []


def test_wrap_up_is_ended_by_its_button(house: House) -> None:
    house.show(samples.wrap_up())
    button = house.main.button("end_wrap_up")
    assert button is not None
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert house.desk.acted == [("end_wrap_up", NOTHING)]  # F013


def test_without_a_server_the_band_is_grey_and_says_so(at_work: House) -> None:
    at_work.show(samples.reconnecting())
    assert band_colour(at_work) == at_work.theme.colours.absent.fill
    assert at_work.main.band.detail.text() == "Connecting …"
    assert "Connecting" in at_work.main.foot.link.text()


def test_a_call_goes_on_while_the_server_is_away(house: House) -> None:
    """Hang up and mute are this PC's own (F121); what the server must do waits for it."""
    house.show(replace(samples.in_call(), link=Link.CONNECTING))
    assert band_colour(house) == house.theme.colours.inbound.fill
    buttons = house.main.call.buttons
    for action in ("mute", "hang_up"):
        QTest.mouseClick(buttons[action], Qt.MouseButton.LeftButton)
    assert [action for action, _ in house.desk.acted] == ["mute", "hang_up"]
    assert not house.main.talk.buttons["hold"].isEnabled()


def test_no_digit_is_cut_when_the_time_grows(house: House) -> None:
    house.show(samples.idle(AgentStatus.READY, 59_000))
    band: StateBand = house.main.band
    for ms in (60_000, 600_000, 36_000_000):
        view = samples.idle(AgentStatus.READY, ms)
        house.main.show_view(view)  # at once: no event may be needed in between
        assert band.countdown.time.width() >= band.countdown.time.sizeHint().width()
