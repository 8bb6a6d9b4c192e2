"""The one table of the settings' pages: a line each, in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from agent_desktop.client.signals import SIGNALS
from agent_desktop.settings.options import (
    LOGIN_LANGUAGE,
    MESSAGES_SECONDS,
    MESSAGES_SMALL,
    NOTICES_CUSTOMER,
    NOTICES_SYSTEM,
    WINDOW_AUTOSTART,
    WINDOW_MOTION,
    WINDOW_THEME,
    WINDOW_TRAY,
)
from agent_desktop.ui.alarms_page import AlarmsPage
from agent_desktop.ui.context import Context
from agent_desktop.ui.devices_page import DevicesPage
from agent_desktop.ui.keys_page import KeysPage
from agent_desktop.ui.parameters_page import ParametersPage
from agent_desktop.ui.settings_page import LOCKED, OptionsPage, Row, SettingsPage
from agent_desktop.ui.sounds_page import SoundsPage
from agent_desktop.ui.variants import LANGUAGES

WINDOW = (
    Row(LOGIN_LANGUAGE, "Language", words={"system": "Like the system"}, own=LANGUAGES),
    Row(WINDOW_THEME, "Look", words={"system": "Like the system", "light": "Light", "dark": "Dark"}),
    Row(
        WINDOW_TRAY,
        "Sign in the tray",
        words={
            "no": "No sign",
            "icon": "Show the status",
            "close": "A closed window goes on there",
            "start": "The window also starts there",
        },
    ),
    Row(WINDOW_AUTOSTART, "Start with the session", words={"no": "No", "yes": "Yes"}),
    Row(
        WINDOW_MOTION,
        "Motion",
        words={"system": "Like the system", "full": "Usual", "reduced": "Nothing moves or blinks"},
    ),
)

MESSAGES = (
    Row(
        MESSAGES_SECONDS,
        "Message windows close by themselves after",
        most=3_600,
        none="Never",
        unit="seconds",
    ),
    Row(MESSAGES_SMALL, "Size of message windows", words={"no": "Usual", "yes": "Small"}),
    Row(
        NOTICES_SYSTEM,
        "Notices of the desktop",
        words={
            "no": "Never",
            "hidden": "While the window cannot be seen",
            "behind": "While another program is in front",
        },
    ),
    Row(NOTICES_CUSTOMER, "Notices of the desktop say who calls", words={"no": "No", "yes": "Yes"}),
)


@dataclass(frozen=True)
class Page:
    """A page of the settings; its ``title`` is translated in the context of the rows."""

    id: str
    title: str
    make: Callable[[Context], SettingsPage]


PAGES: tuple[Page, ...] = (
    Page("window", "Window", partial(OptionsPage, WINDOW)),
    Page("messages", "Messages", partial(OptionsPage, MESSAGES)),
    Page("sounds", "Sounds", SoundsPage),
    Page("alarms", "Alarms", AlarmsPage),
    Page("devices", "Sound devices", DevicesPage),
    Page("keys", "Keys", KeysPage),
    Page("parameters", "Parameters", ParametersPage),
)

ROWS: tuple[Row, ...] = (*WINDOW, *MESSAGES)
"""Every row of every page."""


def texts() -> Iterator[str]:
    """All that stands in these tables and is to be translated."""
    yield LOCKED
    for page in PAGES:
        yield page.title
    for row in ROWS:
        yield from row.texts()
    for signal in SIGNALS:
        yield signal.event
