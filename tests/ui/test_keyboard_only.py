"""Everything works from the keyboard (F125, F132): keys, tab order in reading order, the focus left in peace."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from agent_desktop.client.action import NOTHING
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.reactions import Notice, Reaction, Show
from agent_desktop.client.view import KeyView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.window import USUAL

from .conftest import House

WHEN = {
    "answer": samples.offered,
    "hang_up": samples.in_call,
    "mute": samples.in_call,
    "transfer": samples.asked,
    "hold": samples.in_call,
    "park": samples.in_call,
    "record": samples.in_call,
    "toggle": samples.asked,
    "confer": samples.asked,
    "end_inquiry": samples.asked,
    "campaign": lambda: replace(samples.idle(AgentStatus.READY), campaigns=(("spring", "Spring"),)),
    "extend_wrap_up": samples.wrap_up,
    "stop_wrap_up_timer": samples.wrap_up,
    "end_wrap_up": samples.wrap_up,
    "ready": lambda: samples.idle(AgentStatus.ADMINISTRATIVE),
}


def press(house: House, key: str) -> None:
    """Press an action's key with whatever has the focus."""
    combination = QKeySequence(key)[0]
    target = house.window.focusWidget() or house.window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


@pytest.mark.parametrize("action", [row for row in ACTIONS if row.key and not row.opens], ids=lambda row: row.id)
def test_every_key_does_its_action_and_stands_in_the_tooltip(house: House, action: object) -> None:
    row = next(other for other in ACTIONS if other is action)
    house.show(WHEN.get(row.id, lambda: samples.idle(AgentStatus.READY))())
    house.window.activateWindow()
    house.settle()
    button = house.main.button(row.id)
    assert button is not None
    assert QKeySequence(row.key or "").toString(QKeySequence.SequenceFormat.NativeText) in button.toolTip()
    press(house, row.key or "")
    if row.id == "busy":
        assert house.main.busy_menu.isVisible()
        house.main.busy_menu.hide()
    elif row.id == "campaign":
        assert house.main.campaign_menu.isVisible()
        house.main.campaign_menu.hide()
    elif row.id == "make_wrap_up":
        assert house.main.pen_menu.isVisible()
        house.main.pen_menu.hide()
    elif row.id == "clips":
        assert house.main.clip_menu.isVisible()
        house.main.clip_menu.hide()
    elif row.id == "call":
        assert house.main.line.field.hasFocus()
    else:
        assert house.desk.acted == [(row.id, NOTHING)]


def test_no_two_actions_share_a_key_and_none_uses_alt_with_a_letter(at_work: House) -> None:
    given = [shortcut.key().toString() for shortcut in at_work.main.findChildren(QShortcut)]
    keys = [key for key in given if key]
    # the note's, favourites', result's, that of calling back who left a message; the information windows'
    others = 4 + 2 + sum(bool(row.key) for row in PARTS)
    assert len(keys) == len(set(keys)) == len([row for row in ACTIONS if row.key]) + others
    assert not [key for key in keys if "Alt" in key]  # F132: AltGr is Ctrl+Alt


def test_the_keys_of_the_agents_keymap_take_the_place_of_the_tables(house: House) -> None:  # F061 F062
    keys = {
        "answer": KeyView(local="F11", everywhere="Ctrl+Shift+F2"),
        "hang_up": KeyView(),
        "hold": KeyView(local="F2"),
    }
    keys["mute"] = KeyView(local="F4", everywhere="Ctrl+Shift+F4", lost=True)
    house.show(replace(samples.offered(), keys=keys))
    house.window.activateWindow()
    house.settle()
    answer, mute, call = (house.main.button(name) for name in ("answer", "mute", "call"))
    assert answer is not None
    assert mute is not None
    assert call is not None
    assert answer.toolTip() == "Answer (F11, anywhere Ctrl+Shift+F2)"
    assert mute.toolTip() == "Mute (F4, Ctrl+Shift+F4 belongs to another program)"
    assert call.toolTip() == "Call (Ctrl+F2)"
    press(house, "F2")
    press(house, "F3")
    assert house.desk.acted == []
    press(house, "F11")
    assert house.desk.acted == [("answer", NOTHING)]


def test_a_global_key_brings_the_window_forward_only_when_it_has_a_question(house: House) -> None:  # F062 F132
    house.window.showMinimized()
    house.show(samples.idle(AgentStatus.ADMINISTRATIVE))
    house.window.press("ready")
    assert house.desk.acted == [("ready", NOTHING)]
    assert house.window.isMinimized()
    house.window.press("busy")
    assert not house.window.isMinimized()
    assert house.main.busy_menu.isVisible()
    house.main.busy_menu.hide()
    house.window.showMinimized()
    house.window.press("answer")  # nothing rings
    assert house.window.isMinimized()


def test_a_held_key_acts_once(at_work: House) -> None:
    assert not [one.objectName() for one in at_work.main.findChildren(QShortcut) if one.autoRepeat()]


def test_keys_work_while_typing_in_a_field(house: House) -> None:
    house.show(samples.offered())
    house.main.tabs.setCurrentIndex(1)
    field = house.main.tabs.agents.filter
    field.setFocus()
    QTest.keyClicks(field, "an")
    press(house, "F2")
    assert house.desk.acted == [("answer", NOTHING)]
    assert field.text() == "an"


def tab_order(house: House) -> list[QWidget]:
    """The controls that Tab visits from the log-out button on, in order."""
    tools = (*house.main.header.tools.values(), house.main.header.menu_button)
    first: QWidget = next(part for part in tools if part.isEnabled())
    first.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = [first]
    while True:
        QTest.keyClick(visited[-1], Qt.Key.Key_Tab)
        focus = house.window.focusWidget()
        assert focus is not None
        if focus in visited:
            return visited
        visited.append(focus)


@pytest.mark.parametrize(
    "view", [samples.offered(), samples.in_call(), samples.wrap_up()], ids=["offer", "call", "wrap"]
)
def test_tab_goes_in_reading_order_through_all_that_can_be_used(house: House, view: View) -> None:
    house.show(view)
    house.resize(USUAL.width(), USUAL.height())
    house.main.tabs.setCurrentIndex(1)
    house.window.activateWindow()
    house.settle()
    visited = tab_order(house)
    places = [part.mapTo(house.window, QPoint(0, 0)) for part in visited]
    rows = [(place.y() // 24, place.x()) for place in places]
    assert rows == sorted(rows)
    usable = {button for row in ACTIONS if (button := house.main.button(row.id)) and button.isEnabled()}
    assert {button.objectName() for button in usable if button.isVisible()} <= {part.objectName() for part in visited}
    assert {"state_band", "agents_filter", "agents_table"} <= {part.objectName() for part in visited}


def test_the_focus_is_shown_when_the_keyboard_moved_it_and_not_after_a_click(at_work: House) -> None:
    at_work.window.activateWindow()
    at_work.settle()
    band, button = at_work.main.band, at_work.main.statuses.buttons["administrative"]
    for part in (band, button):
        at_work.main.header.menu_button.setFocus()
        at_work.settle()
        without = part.grab().toImage()
        part.setFocus(Qt.FocusReason.OtherFocusReason)
        at_work.settle()
        assert part.grab().toImage() == without
        at_work.main.header.menu_button.setFocus()
        part.setFocus(Qt.FocusReason.TabFocusReason)
        at_work.settle()
        assert part.hasFocus()
        assert part.grab().toImage() != without


def test_log_in_with_nothing_but_the_keyboard(house: House) -> None:
    login = house.window.login
    login.fill("", "")
    house.window.activateWindow()
    assert house.window.focusWidget() is login.server
    for field, text in ((login.server, "http://127.0.0.1:9"), (login.user, "anna"), (login.password, "secret")):
        assert house.window.focusWidget() is field
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert house.window.focusWidget() is login.language
    QTest.keyClick(login.password, Qt.Key.Key_Return)
    assert house.desk.log_ins == [("http://127.0.0.1:9", "anna", "secret")]


def test_an_offer_takes_neither_the_focus_nor_a_letter(at_work: House) -> None:
    at_work.main.tabs.setCurrentIndex(1)
    field = at_work.main.tabs.agents.filter
    at_work.window.activateWindow()
    field.setFocus()
    QTest.keyClicks(field, "da")
    at_work.desk.put(samples.offered())
    at_work.desk.tell(Reaction(show=Show.OFFER, notice=Notice(code="caller_left")))
    at_work.settle()
    assert at_work.window.focusWidget() is field
    QTest.keyClicks(field, "ry")
    assert field.text() == "dary"
    assert at_work.main.tabs.currentIndex() == 1
    assert QApplication.activeModalWidget() is None
    at_work.show(samples.in_call())
    at_work.show(samples.wrap_up())
    assert at_work.window.focusWidget() is field
