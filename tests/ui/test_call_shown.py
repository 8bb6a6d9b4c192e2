"""The call in hand: who calls, for which queue, how long, and why it came here (F021, F043, F117)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from agent_desktop.client.action import NOTHING
from agent_desktop.client.line import LineView
from agent_desktop.client.reactions import Notice
from agent_desktop.client.view import PhoneView
from agent_desktop.domain.messages import AgentStatus, CaseDetails
from agent_desktop.ui import samples
from agent_desktop.ui.notices import Told

from .conftest import House


def test_the_four_fields_are_there_without_a_call_too(at_work: House) -> None:
    card, band = at_work.main.card, at_work.main.band
    assert (band.headline.text(), card.queue.text(), card.time.text(), card.number.text()) == (
        "Ready",
        "–",
        "–",
        "No call",
    )


def test_an_offer_shows_queue_caller_and_wait(house: House) -> None:
    house.show(samples.offered())
    card = house.main.card
    assert card.queue.text() == "Support Svenska"
    assert (card.number.text(), card.name.text()) == ("+46 70 123 45 67", "Eva Lindqvist")
    assert card.time.text() == "0:34"  # waiting for
    house.pass_time(2_000)
    assert card.time.text() == "0:36"


def test_an_offer_says_why_it_came_here(house: House) -> None:
    house.show(samples.offered())
    expected = (
        "Why you: longest waiting caller (0:34), ready longest (3:12); passed over: 5 in a call, 2 in wrap-up, 1 busy"
    )
    assert house.main.card.why.text() == expected  # F117
    assert house.main.card.why.toolTip() == "Daryna Kovalenko: Busy – Lunch\nCarla Fernández: In call"


def test_the_reason_is_still_there_when_the_call_is_answered_and_gone_with_the_next(house: House) -> None:
    house.show(samples.offered())
    house.show(samples.in_call())
    assert house.main.card.why.text().startswith("Why you")
    house.show(samples.idle(AgentStatus.READY))
    assert house.main.card.why.text() == ""


def test_nothing_moves_when_a_call_comes_goes_on_and_ends(at_work: House) -> None:
    def places() -> list[tuple[QPoint, int, int]]:
        buttons = (*at_work.main.statuses.buttons.values(), *at_work.main.call.buttons.values())
        parts = (at_work.main.tabs, at_work.main.card, *buttons)
        found = [(part.mapTo(at_work.window, QPoint()), part.width(), part.height()) for part in parts]
        return [*found, (at_work.main.card.number.mapTo(at_work.window, QPoint()), 0, 0)]

    before = places()
    for view in (samples.offered(), samples.in_call(muted=True), samples.wrap_up(), samples.wrap_up(None)):
        at_work.show(view)
        assert places() == before
    at_work.main.tell(Told(notice=Notice(code="phone_unreachable"), at=samples.NOW))
    at_work.settle()
    assert at_work.main.notice_bar.isVisible()
    assert places()[1:] == before[1:]  # a message is seen at the cost of the tables, and of nothing else


def test_time_in_the_case_turns_red_with_a_word_over_the_limit(house: House) -> None:
    house.show(samples.in_call(299_000))
    card = house.main.card
    assert (card.time.text(), card.time.property("tint")) == ("4:59", "")
    assert card.time_note.text() == "waited 0:34"
    house.pass_time(2_000)
    assert (card.time.text(), card.time.property("tint")) == ("5:01", "bad")  # F043
    assert "over the limit" in card.time_note.text()  # red alone says nothing to some
    colours = {card.time.grab().toImage().pixelColor(x, y).name() for x in range(card.time.width()) for y in range(20)}
    assert house.theme.colours.bad in colours


def test_a_withheld_number_is_said_to_be_withheld(house: House) -> None:
    house.show(replace(samples.in_call(), details=CaseDetails(case=7)))
    assert house.main.card.number.text() == "Number withheld"


def test_one_click_answers_and_one_hangs_up(house: House) -> None:
    house.show(samples.offered())
    answer, hang_up = house.main.call.buttons["answer"], house.main.call.buttons["hang_up"]
    assert answer.called_for
    assert not hang_up.called_for  # rejecting is possible, not proposed
    QTest.mouseClick(answer, Qt.MouseButton.LeftButton)
    house.show(samples.in_call())
    assert hang_up.called_for
    assert not answer.isEnabled()
    QTest.mouseClick(hang_up, Qt.MouseButton.LeftButton)
    assert house.desk.acted == [("answer", NOTHING), ("hang_up", NOTHING)]  # F021


def test_a_closed_microphone_is_seen_in_words_and_symbol(house: House) -> None:
    house.show(samples.in_call())
    mute = house.main.call.buttons["mute"]
    assert (mute.text(), mute.lit) == ("Mute", False)
    open_look = mute.grab().toImage()
    house.show(samples.in_call(muted=True))
    assert (mute.text(), mute.lit) == ("Muted", True)
    assert mute.grab().toImage() != open_look
    assert house.main.foot.findChild(type(house.main.foot.link), "status_link") is not None


def test_levels_are_seen(house: House) -> None:
    house.show(samples.in_call())
    foot = house.main.foot
    assert 0 < foot.spoken.lit < foot.heard.lit < 8
    house.show(samples.idle(AgentStatus.READY))
    assert (foot.spoken.lit, foot.heard.lit) == (0, 0)


def test_a_missing_microphone_is_a_sentence_with_what_to_do(house: House) -> None:
    house.show(samples.no_headset())
    assert house.main.sound_bar.isVisible()
    assert "Connect a headset" in house.main.sound_bar.text.text()
    assert "not registered" in house.main.foot.phone.text()
    house.show(replace(samples.no_headset(), phone=PhoneView(registered=True)))
    assert not house.main.sound_bar.isVisible()


def test_advice_is_shown_calmly_while_it_holds(house: House) -> None:  # F127
    house.show(samples.in_call())
    focus = house.window.focusWidget()
    house.show(replace(samples.in_call(), advice="advice_wifi"))
    assert house.main.advice_bar.isVisible()
    assert house.main.advice_bar.text.text().startswith("Your Wi-Fi is weak")
    assert house.window.focusWidget() is focus
    house.show(replace(samples.no_headset(), advice="advice_wifi"))
    assert house.main.sound_bar.isVisible()  # what is missing comes before what is poor
    assert not house.main.advice_bar.isVisible()
    house.show(samples.in_call())
    assert not house.main.advice_bar.isVisible()


def test_the_meters_say_how_the_line_is(house: House) -> None:  # F127
    line = LineView(heard_mos=4.37, spoken_mos=3.02, heard_loss=0.0, spoken_loss=0.123)
    house.show(replace(samples.in_call(), line=line))
    foot = house.main.foot
    assert "3.0 of 4.5 points; 12.3 %" in foot.spoken.toolTip()
    assert "4.4 of 4.5 points; 0.0 %" in foot.heard.accessibleDescription()
    house.show(samples.in_call())
    assert foot.spoken.toolTip() == "Level of the microphone"
    assert foot.heard.accessibleDescription() == "heard"  # its level alone
