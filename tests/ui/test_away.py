"""While the window cannot be seen the desktop's own notices tell what it tells, and go when it is seen (F132)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QSystemTrayIcon

from agent_desktop.client.action import NOTHING
from agent_desktop.client.reactions import Notice, Reaction, Show
from agent_desktop.client.view import View
from agent_desktop.desktop.qt_balloon import Balloon
from agent_desktop.desktop.system_notices import OPEN, Chosen, SystemNotice
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import NOTICES_CUSTOMER, NOTICES_SYSTEM
from agent_desktop.ui import samples
from agent_desktop.ui.away import ANSWER, OFFER, TOLD, Away
from agent_desktop.ui.remembered import Memory

from .conftest import House


class Corner:
    """A desktop that shows notices: those that are there, and a person who clicks at them."""

    def __init__(self, house: House, preferences: Preferences) -> None:
        self.house, self.preferences = house, preferences
        self.there: dict[str, SystemNotice] = {}
        self.click: Chosen = lambda key, button: None
        self.in_front = True
        self.away = Away(house.window, preferences, self._open, house.clock, lambda: self.in_front)

    def _open(self, chosen: Chosen) -> Corner:
        self.click = chosen
        return self

    def show(self, key: str, notice: SystemNotice) -> None:
        self.there[key] = notice

    def take_back(self, key: str) -> None:
        self.there.pop(key, None)

    def close(self) -> None:
        self.there.clear()

    def offer(self, view: View | None = None) -> None:
        """A case is offered, as the desk tells it."""
        self.house.desk.put(view or samples.offered())
        self.house.desk.tell(Reaction(show=Show.OFFER))
        self.house.settle()

    def tell(self, code: str) -> None:
        self.house.desk.tell(Reaction(notice=Notice(code=code)))
        self.house.settle()

    def chooses(self, key: str, button: str) -> None:
        self.click(key, button)
        self.house.settle()


@pytest.fixture
def corner(new_house: Callable[..., House]) -> Corner:
    preferences = Preferences()
    made = Corner(new_house(Memory(None), preferences), preferences)
    made.house.show(samples.idle(AgentStatus.READY))
    return made


def test_the_window_s_own_notice_comes_first(corner: Corner) -> None:
    corner.offer()
    corner.tell("offer_missed")
    assert corner.there == {}


def test_an_offer_that_is_not_seen_is_told_without_the_customer_and_goes_with_the_offer(corner: Corner) -> None:
    corner.house.window.showMinimized()
    corner.offer()
    told = corner.there[OFFER]
    assert (told.title, told.text, told.urgent) == ("Incoming call", "Support Svenska", True)
    assert told.buttons == ((OPEN, "Show the window"), (ANSWER, "Answer"))
    offer = samples.offered().offer
    assert offer is not None
    assert told.lasts_ms == offer.until - samples.NOW
    corner.offer(replace(samples.offered(), asks_help=True))  # told once
    corner.house.show(samples.idle(AgentStatus.READY))  # answered at the desk phone, or the caller left
    assert corner.there == {}
    assert corner.house.window.isMinimized()  # it took nothing


def test_it_says_who_calls_only_where_that_is_wanted(corner: Corner) -> None:
    corner.preferences.change(NOTICES_CUSTOMER, "yes")
    corner.house.window.showMinimized()
    corner.offer()
    assert corner.there[OFFER].text == "Support Svenska, Eva Lindqvist"


def test_its_button_answers_that_offer_and_no_later_one(corner: Corner) -> None:
    corner.house.window.showMinimized()
    corner.offer()
    corner.chooses(OFFER, ANSWER)
    assert corner.house.desk.acted == [("answer", NOTHING)]
    assert corner.house.window.isMinimized()  # answering needs no window
    corner.house.show(samples.idle(AgentStatus.READY))
    corner.house.desk.acted.clear()
    corner.house.show(samples.offered())  # another one, of which no notice was shown yet
    corner.chooses(OFFER, ANSWER)
    assert corner.house.desk.acted == []


def test_a_click_shows_the_window_and_what_is_seen_needs_no_notice(corner: Corner) -> None:
    corner.house.window.showMinimized()
    corner.offer()
    corner.tell("queue_alarm")
    assert list(corner.there) == [OFFER, TOLD]
    corner.chooses(OFFER, OPEN)
    assert not corner.house.window.isMinimized()
    assert corner.there == {}


def test_a_window_in_the_tray_comes_by_itself_for_an_offer_and_its_other_notices_are_told(corner: Corner) -> None:
    corner.house.window.hide()
    corner.tell("offer_missed")
    assert corner.there[TOLD].text == corner.house.main.notice_bar.text.text().partition("  ")[2]
    corner.offer()
    assert corner.house.window.isVisible()
    assert corner.there == {}


def test_it_can_be_switched_off_at_any_moment(corner: Corner) -> None:
    corner.house.window.showMinimized()
    corner.offer()
    corner.preferences.change(NOTICES_SYSTEM, "no")
    assert corner.there == {}
    corner.tell("offer_missed")
    assert corner.there == {}


def test_a_window_that_is_only_behind_tells_where_that_is_wanted(corner: Corner) -> None:
    corner.preferences.change(NOTICES_SYSTEM, "behind")
    corner.offer()
    assert corner.there == {}
    corner.house.show(samples.idle(AgentStatus.READY))
    corner.in_front = False
    corner.offer()
    assert list(corner.there) == [OFFER]
    corner.in_front = True
    corner.house.app.focusWindowChanged.emit(corner.house.window.windowHandle())
    assert corner.there == {}


class Sign(QSystemTrayIcon):
    """A sign whose balloon is kept: one at a time, and none once it was told to say nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.balloon = ("", "")

    def showMessage(self, title: str, message: str, *_: object) -> None:  # type: ignore[override]
        self.balloon = (title, message)


def test_a_balloon_is_clicked_and_taken_back(house: House) -> None:
    heard: list[tuple[str, str]] = []
    sign = Sign()
    balloon = Balloon(sign, lambda key, button: heard.append((key, button)))
    balloon.show(TOLD, SystemNotice(title="Agent Desktop", text="You missed a call."))
    balloon.show(OFFER, SystemNotice(title="Incoming call", text="Support", urgent=True))
    assert sign.balloon == ("Incoming call", "Support")
    sign.messageClicked.emit()
    assert heard == [(OFFER, OPEN)]
    balloon.take_back(TOLD)  # not the one that is there
    assert sign.balloon != ("", "")
    balloon.close()
    assert sign.balloon == ("", "")
