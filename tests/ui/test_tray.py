"""The sign in the tray: status by shape and words, a status in two clicks, and a window that stays there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from agent_desktop.client.action import Choice
from agent_desktop.client.reactions import Reaction, Show
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import WINDOW_TRAY
from agent_desktop.ui import samples
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.tokens import Tone
from agent_desktop.ui.tray import Tray, sign_of

from .conftest import House


class Corner:
    """A window with a sign, on a desktop whose tray comes and goes."""

    def __init__(self, house: House, preferences: Preferences) -> None:
        self.house, self.preferences = house, preferences
        self.has_tray = True
        self.tray = Tray(
            house.window, house.theme, house.languages, preferences, lambda: self.has_tray, clock=house.clock
        )

    def entry(self, name: str) -> QAction:
        (found,) = (entry for entry in self.tray.menu.actions() if entry.objectName() == name)
        return found


@pytest.fixture
def corner(new_house: Callable[..., House]) -> Iterator[Corner]:
    preferences = Preferences()
    made = Corner(new_house(Memory(None), preferences), preferences)
    made.house.show(samples.idle(AgentStatus.READY))
    yield made
    made.preferences.change(WINDOW_TRAY, "no")  # so that the window closes
    QApplication.setQuitOnLastWindowClosed(True)


def test_the_tooltip_says_status_time_and_who_waits(corner: Corner) -> None:
    assert corner.tray.sign.toolTip() == "Ready 1:20 – 13 waiting"
    corner.house.pass_time(120_000)
    assert corner.tray.sign.toolTip() == "Ready 3:20 – 13 waiting"
    corner.house.show(samples.idle(AgentStatus.BUSY, reason="lunch"))
    assert corner.tray.sign.toolTip().startswith("Busy – lunch ")
    corner.house.show(samples.reconnecting())
    assert corner.tray.sign.toolTip() == "Agent Desktop – Connecting …"


def test_every_status_has_a_shape_of_its_own(corner: Corner) -> None:
    same = Tone("#202020", "#ffffff")  # the colour alone tells nothing
    drawn = {status: sign_of(status, same).pixmap(22, 22).toImage() for status in AgentStatus}
    assert len({bytes(image.constBits()) for image in drawn.values()}) == len(drawn)


def test_the_sign_changes_with_the_status(corner: Corner) -> None:
    before = corner.tray.sign.icon().pixmap(22, 22).toImage()
    corner.house.show(samples.in_call())
    assert corner.tray.sign.icon().pixmap(22, 22).toImage() != before


def test_a_status_is_chosen_in_the_menu_by_the_rows_of_the_table(corner: Corner) -> None:
    ready, administrative = corner.entry("tray_ready"), corner.entry("tray_administrative")
    assert (ready.isEnabled(), ready.isChecked(), administrative.isEnabled()) == (False, True, True)
    administrative.trigger()
    assert [name for name, _ in corner.house.desk.acted] == ["administrative"]
    assert not administrative.isChecked()  # not before the server says so
    (lunch, *_) = (entry for entry in corner.tray.busy.actions() if entry.objectName().startswith("reason_"))
    lunch.trigger()
    name, choice = corner.house.desk.acted[-1]
    assert (name, choice) == ("busy", Choice(reason=lunch.objectName().removeprefix("reason_")))
    corner.entry("tray_log_out").trigger()
    assert corner.house.desk.acted[-1][0] == "log_out"


def test_without_reasons_busy_is_one_click(corner: Corner) -> None:
    corner.house.show(replace(samples.idle(AgentStatus.READY), reasons=()))
    busy = corner.entry("tray_busy")
    assert (busy.text(), busy.isEnabled()) == ("Busy", True)
    busy.trigger()
    assert corner.house.desk.acted == [("busy", Choice())]
    corner.house.show(samples.idle(AgentStatus.READY))
    assert corner.tray.busy.menuAction() in corner.tray.menu.actions()


def test_the_menu_speaks_the_language_of_the_window(corner: Corner) -> None:
    corner.house.languages.choose("sv")
    corner.house.settle()
    assert corner.tray.show_window.text() not in ("", "Show the window")
    assert corner.entry("tray_administrative").text() != "Administrative"


def test_a_closed_window_goes_on_in_the_tray_and_an_offer_brings_it_back(corner: Corner) -> None:
    corner.preferences.change(WINDOW_TRAY, "close")
    corner.house.window.close()
    assert corner.house.window.isHidden()
    corner.house.desk.tell(Reaction(show=Show.OFFER))
    corner.house.settle()
    assert corner.house.window.isVisible()
    corner.house.window.close()
    corner.tray.sign.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert corner.house.window.isVisible()


def test_where_there_is_no_tray_the_window_is_not_hidden(corner: Corner) -> None:
    corner.preferences.change(WINDOW_TRAY, "start")
    assert corner.tray.starts_window
    corner.has_tray = False
    assert not corner.tray.starts_window
    corner.house.show(samples.in_call())
    corner.house.window.close()
    assert corner.house.window.isVisible()
    assert corner.house.main.close_bar.speaking  # as ever


def test_quit_ends_it_though_closing_does_not(corner: Corner) -> None:
    corner.preferences.change(WINDOW_TRAY, "close")
    corner.house.show(samples.in_call())
    corner.entry("tray_quit").trigger()
    assert (corner.house.window.isVisible(), corner.house.main.close_bar.speaking) == (True, True)
    corner.house.show(samples.idle(AgentStatus.READY))
    corner.entry("tray_quit").trigger()
    assert corner.house.window.isHidden()
    assert QApplication.quitOnLastWindowClosed()  # it was not left in the tray


def test_the_sign_can_be_switched_off(corner: Corner) -> None:
    assert corner.tray.sign.isVisible()
    corner.preferences.change(WINDOW_TRAY, "no")
    assert not corner.tray.sign.isVisible()
