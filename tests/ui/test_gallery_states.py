"""Every dialog, window of its own, menu, tab and page of the program has its state, and so its picture and judge."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

from PySide6.QtWidgets import QDialog, QMenu, QWidget

import agent_desktop.ui
from agent_desktop.ui.gallery import STATES, leave
from agent_desktop.ui.gallery_states import the_window
from agent_desktop.ui.info_parts import PARTS
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.settings_pages import PAGES
from agent_desktop.ui.window import USUAL, Window

from .conftest import House


def own_classes() -> Iterator[type[QWidget]]:
    for module in pkgutil.iter_modules(agent_desktop.ui.__path__):
        named = importlib.import_module(f"agent_desktop.ui.{module.name}")
        for kind in vars(named).values():
            if inspect.isclass(kind) and issubclass(kind, QWidget) and kind.__module__ == named.__name__:
                yield kind


def is_window(kind: type[QWidget]) -> bool:
    """A dialog, a menu, or what asks for a window's flags."""
    return issubclass(kind, QDialog | QMenu) or "WindowType." in inspect.getsource(kind)


def plain_menus() -> Iterator[str]:
    """Menus without a class of their own are known by their objectName, which begins as their module's name does."""
    for module in pkgutil.iter_modules(agent_desktop.ui.__path__):
        source = inspect.getsource(importlib.import_module(f"agent_desktop.ui.{module.name}"))
        if re.search(r"= QMenu\(", source):
            yield module.name.split("_")[0]


def test_every_window_and_menu_has_a_state(house: House) -> None:
    """How they look is judged in test_nothing_cut; here only that none is left out."""
    house.resize(USUAL.width(), USUAL.height())
    seen: set[type[QWidget]] = {Window}
    names: set[str] = set()
    for name, state in STATES.items():
        if state.do is the_window or (name.startswith("settings_") and SettingsDialog in seen):
            continue
        house.desk.put(state.view())
        house.app.processEvents()  # the view comes through the event queue
        what = state.do(house.window)
        if what is not house.window:
            assert what.isVisible(), name
            seen |= set(type(what).__mro__)
            names.add(what.objectName())
        leave(house.window, what)
    assert [kind.__name__ for kind in own_classes() if is_window(kind) and kind not in seen] == []
    menus = list(plain_menus())
    assert len(menus) >= 4
    assert [menu for menu in menus if not any(name.startswith(f"{menu}_menu") for name in names)] == []


def test_every_tab_and_page_has_a_state() -> None:
    tabs = {state.tab for state in STATES.values()}
    assert [part.id for at, part in enumerate(PARTS) if at not in tabs] == []
    assert [page.id for page in PAGES if f"settings_{page.id}" not in STATES] == []
