"""Draws the window in its main states to PNG files, and says what is cut off in them: ``python -m … --out DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from agent_desktop.client.reactions import Kind, Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, NextStatus
from agent_desktop.ui import geometry, samples
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.notices import Told
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.settings_pages import PAGES
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.window import SMALLEST, USUAL, Window

WIDE = QSize(960, 620)
SIZES = {"usual": USUAL, "small": SMALLEST, "wide": WIDE}
VIEWS: dict[str, Callable[[], View]] = {
    "ready": lambda: samples.idle(AgentStatus.READY),
    "busy": lambda: samples.idle(AgentStatus.BUSY, 1_260_000, "Busy_Meeting_Coaching"),
    "administrative": lambda: samples.idle(AgentStatus.ADMINISTRATIVE, 4_260_000),
    "offered": samples.offered,
    "in_call": lambda: samples.in_call(then=NextStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")),
    "over_limit": lambda: samples.in_call(431_000, muted=True),
    "held": samples.held,
    "asking": samples.asking,
    "asked": samples.asked,
    "conference": samples.conference,
    "callback": samples.callback,
    "campaign": samples.campaign,
    "called_back": samples.called_back,
    "crowded": samples.crowded,
    "right_to_left": samples.right_to_left,
    "listened": samples.listened,
    "recents": lambda: samples.idle(AgentStatus.READY),
    "book": lambda: samples.idle(AgentStatus.READY),
    "recordings": samples.recordings,
    "dial": lambda: samples.idle(AgentStatus.BUSY),
    "dial_in_call": samples.in_call,
    "wrap_up": samples.wrap_up,
    "wrap_up_stopped": lambda: samples.wrap_up(None),
    "reconnecting": samples.reconnecting,
    "cut_off": samples.cut_off,
    "apart": samples.apart,
    "phone_restarting": samples.phone_restarting,
    "no_headset": samples.no_headset,
}
SEEN = {
    **dict.fromkeys(("in_call", "callback", "campaign", "called_back"), 3),
    "asked": 4,
    "wrap_up": 1,
    "busy": 2,
    "recents": 5,
    "book": 6,
    "recordings": 7,
}
"""Which of the tabs is seen in a picture."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every state into a directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="directory for the pictures")
    parser.add_argument("--language", default="en", help="language of the pictures")
    parser.add_argument("--only", default="", help="draw only pictures whose name contains this")
    parser.add_argument("--size", choices=tuple(SIZES), help="draw the window at this size only")
    parser.add_argument("--scale", type=int, default=100, help="of the screen, in percent")
    chosen = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale / 100)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    chosen.out.mkdir(parents=True, exist_ok=True)
    languages = Languages(app, chosen.language)
    theme = Theme(app, "light")
    wrong: list[str] = []
    for look in ("light", "dark"):
        theme.choose(look)
        for name in [chosen.size] if chosen.size else SIZES:
            prefix = f"{chosen.language}-{look}-{name}" + (f"-{chosen.scale}" if chosen.scale != 100 else "")
            wrong += draw(app, theme, languages, chosen.out, prefix, SIZES[name], chosen.only)
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


def draw(
    app: QApplication, theme: Theme, languages: Languages, out: Path, prefix: str, size: QSize, only: str
) -> list[str]:
    """Draw every state at one size; returns what is cut off or lies over something else in it."""
    wrong: list[str] = []
    desk = StillDesk()
    window = Window(desk, theme, languages, Memory(None), clock=lambda: samples.NOW)
    window.resize(size)
    window.show()
    window.login.fill("http://127.0.0.1:8080", "anna")
    states: dict[str, Callable[[], View]] = {"login": View, **VIEWS}
    for name, view in states.items():
        file = f"{prefix}-{name}.png"
        if only not in file:
            continue
        desk.put(view())
        if name == "login":
            window.login.fail("bad_credentials")
        if name == "busy":
            told = Notice(code="offer_missed", kind=Kind.NOTICE)
            window.main.tell(Told(notice=told, at=samples.NOW))
        else:
            window.main.notice_bar.be_silent()
        typed = {"dial": "070-123 45", "dial_in_call": ""}.get(name)
        if typed is None:
            window.main.line.field.clear()
            window.main.line.found.hide()
        else:
            window.main.line.ask_for(typed)
        window.main.tabs.setCurrentIndex(SEEN.get(name, 0))
        for _ in range(6):  # one for each layout inside another
            app.processEvents()
        wrong += [f"{file}: {problem}" for problem in geometry.problems(window)]
        window.grab().save(str(out / file))
    if size == USUAL:
        wrong += draw_dialogs(app, window, out, prefix, only)
    window.close()
    window.deleteLater()
    return wrong


def draw_dialogs(app: QApplication, window: Window, out: Path, prefix: str, only: str) -> list[str]:
    """Draw the dialogs beside the window, every page of them; returns the same."""
    wrong: list[str] = []
    for page in PAGES:
        file = f"{prefix}-settings_{page.id}.png"
        if only not in file:
            continue
        dialog = window.dialogs.open("settings")
        assert isinstance(dialog, SettingsDialog)
        dialog.open_page(page.id)
        for _ in range(6):
            app.processEvents()
        wrong += [f"{file}: {problem}" for problem in geometry.problems(dialog)]
        dialog.grab().save(str(out / file))
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
