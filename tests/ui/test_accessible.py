"""What a screen reader is told, and whether everybody can read what is written (F125; WCAG 2.2 AA)."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.style import style_sheet
from agent_desktop.ui.tokens import COLOURS, Colours, Scheme, Tone, contrast, tone_of

from .conftest import House

TEXT = 4.5
SHAPE = 3.0


@pytest.mark.parametrize("language", ["en", "uk"])
@pytest.mark.parametrize(
    "view", [View(), samples.idle(AgentStatus.READY), samples.offered(), samples.in_call(), samples.wrap_up()]
)
def test_every_control_that_takes_the_focus_has_a_name(house: House, view: View, language: str) -> None:
    house.languages.choose(language)
    house.show(view)
    nameless: list[str] = []
    seen = 0
    for tab in range(3):
        house.main.tabs.setCurrentIndex(tab)
        for part in house.window.findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                seen += 1
                interface = QAccessible.queryAccessibleInterface(part)
                name = interface.text(QAccessible.Text.Name) if interface else ""
                if not name and not part.objectName().startswith("qt_"):
                    nameless.append(f"{type(part).__name__} {part.objectName()}")
    assert nameless == []
    assert seen >= 12


def test_buttons_are_buttons_to_a_screen_reader_and_say_when_they_cannot_be_used(house: House) -> None:
    house.show(samples.offered())
    for name, usable in (("answer", True), ("mute", False)):
        interface = QAccessible.queryAccessibleInterface(house.main.call.buttons[name])
        assert interface is not None
        assert interface.role() == QAccessible.Role.Button
        assert bool(interface.state().disabled) is not usable  # type: ignore[attr-defined]


ROLES = {
    "ActionButton": QAccessible.Role.Button,
    "CallCard": QAccessible.Role.Border,
    "Choice": QAccessible.Role.ComboBox,
    "ElidedLabel": QAccessible.Role.StaticText,
    "KnownNames": QAccessible.Role.EditableText,
    "Meter": QAccessible.Role.Graphic,
    "StateBand": QAccessible.Role.Border,
    "TickBox": QAccessible.Role.CheckBox,
    "WeekChart": QAccessible.Role.Graphic,
}
"""Every widget that paints itself: a frame with a name is read as a group of what is in it."""


def test_what_is_painted_has_the_role_of_what_it_is(house: House) -> None:
    house.show(samples.in_call())
    parts = [part for part in house.window.findChildren(QWidget) if type(part).__module__.startswith("agent_desktop")]
    painted = [part for part in parts if "paintEvent" in vars(type(part))]
    assert {type(part).__name__ for part in painted} == set(ROLES)
    for part in painted:
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface is not None
        assert interface.role() == ROLES[type(part).__name__], part.objectName()


def test_a_meter_says_what_it_shows_and_not_at_every_pause(house: House) -> None:
    view = samples.in_call()
    said = []
    for level in (-60.0, -20.0, -60.0, 0.0):
        house.show(replace(view, phone=replace(view.phone, spoken_dbfs=level)))
        meter = QAccessible.queryAccessibleInterface(house.main.foot.spoken)
        assert meter is not None
        said.append(meter.text(QAccessible.Text.Description).partition(". ")[0])
    assert said == ["silent", "heard", "heard", "too loud"]
    assert meter.text(QAccessible.Text.Name) == "Level of the microphone"


def test_the_fields_say_what_they_are(house: House) -> None:
    house.show(samples.in_call())
    assert house.main.card.number.accessibleName() == "Customer's number: +46 70 123 45 67"
    assert house.main.card.time.accessibleName() == "Time in case: 2:41"
    assert house.main.band.accessibleName() == "Status: In call"


def test_a_cell_of_a_table_says_its_column(at_work: House) -> None:
    table = at_work.main.tabs.queues.table
    assert table.data(table.index(1, 1), Qt.ItemDataRole.AccessibleTextRole) == "Waiting: 12"


@pytest.mark.parametrize("scheme", list(Scheme))
def test_text_can_be_read_on_every_ground_it_is_written_on(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    for ground in (colours.ground, colours.surface):
        for name in ("text", "muted", "good", "bad", "caution"):
            assert contrast(getattr(colours, name), ground) >= TEXT, (name, ground)
        assert contrast(colours.outline, ground) >= SHAPE
        assert contrast(colours.focus, ground) >= SHAPE
    assert contrast(colours.text, colours.sunken) >= TEXT


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_pair_of_the_style_sheet_can_be_read(scheme: Scheme) -> None:
    """Text on the ground of its own rule, and what shows the focus; what is switched off is exempt."""
    colours, seen = COLOURS[scheme], 0
    grounds = (colours.ground, colours.surface)
    for selector, body in re.findall(r"([^{}]+)\{([^{}]+)\}", style_sheet(colours)):
        told = dict(re.findall(r"(?<![\w-])([\w-]+):\s*([^;]+);", body))
        colour, ground = told.get("color", ""), told.get("background", "")
        if ":disabled" in selector:
            continue
        if colour.startswith("#"):
            behind = (ground,) if ground.startswith("#") else grounds
            seen += len(behind)
            assert min(contrast(colour, one) for one in behind) >= TEXT, (selector, colour, behind)
        selected = told.get("selection-color"), told.get("selection-background-color")
        if selected[0] and selected[1]:
            assert contrast(selected[0], selected[1]) >= TEXT, selector
        if ":focus" in selector and "border" in told:
            ring = told["border"].rpartition("#")[2]
            assert min(contrast(f"#{ring}", one) for one in grounds) >= SHAPE, selector
            seen += 1
    assert seen > 30


@pytest.mark.parametrize("scheme", list(Scheme))
def test_what_is_written_on_a_filled_area_can_be_read(scheme: Scheme) -> None:
    colours = COLOURS[scheme]
    tones = {row.name: value for row in fields(Colours) if isinstance(value := getattr(colours, row.name), Tone)}
    assert len(tones) == 7
    for name, tone in tones.items():
        assert contrast(tone.fill, tone.ink) >= TEXT, name


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_each_activity_has_its_own_colour(scheme: Scheme) -> None:
    shown = [status for status in AgentStatus if status is not AgentStatus.OFFERED]  # offered and in call: inbound
    assert len({tone_of(COLOURS[scheme], status).fill for status in shown}) == len(shown)  # F111
