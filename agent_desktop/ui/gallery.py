"""Draws the window in its main states to PNG files, and says what is cut off in them: ``python -m … --out DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from agent_desktop.client.reactions import Kind, Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, NextStatus
from agent_desktop.ui import geometry, samples
from agent_desktop.ui.certificate import CERTIFICATE
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.login_page import Ring
from agent_desktop.ui.notices import Told
from agent_desktop.ui.remembered import Known, Memory, Remembered
from agent_desktop.ui.settings_dialog import SettingsDialog
from agent_desktop.ui.settings_pages import PAGES
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import LOWEST, SMALLEST, USUAL, Window

WIDE = QSize(960, 620)
LOW_WIDE = QSize(960, LOWEST.height())
SIZES = {"usual": USUAL, "small": SMALLEST, "wide": WIDE, "low": LOWEST, "low_wide": LOW_WIDE}
"""Of the main window; where it is low, so is the screen, and with it the dialogs."""
LOOKS = ("light", "dark")


@dataclass(frozen=True)
class State:
    """One picture: the view, what is done to the window then, and which of the tabs is seen.

    ``do`` returns what the picture is of: the window, or a dialog that it opened and that is closed afterwards.
    """

    view: Callable[[], View]
    do: Callable[[Window], QWidget] = lambda window: window
    tab: int = 0


def _log_in_failed(window: Window) -> QWidget:
    window.login.fill("http://127.0.0.1:8080", "anna")
    window.login.show_ring(Ring.NONE)
    window.login.fail("bad_credentials")
    return window


def _log_in_held(window: Window) -> QWidget:
    window.login.fill("https://127.0.0.1:8443", "anna")
    window.login.hold("certificate_doubted")
    return window


def _password_kept(window: Window) -> QWidget:
    people = ("anna", "bo", "carla")
    known = tuple(Known(server="http://127.0.0.1:8080", user=user, kept=True) for user in people)
    window.login.remember(Remembered(known=known))
    window.login.fill("http://127.0.0.1:8080", "anna")
    window.login.show_ring(Ring.THERE)
    window.login.succeed()
    return window


def _tell(window: Window) -> QWidget:
    window.main.tell(Told(notice=Notice(code="offer_missed", kind=Kind.NOTICE), at=samples.NOW))
    return window


def _try_headset(window: Window) -> QWidget:
    window.try_headset()
    return window


def _typed(text: str) -> Callable[[Window], QWidget]:
    def typed(window: Window) -> QWidget:
        window.main.line.ask_for(text)
        return window

    return typed


def _open_certificate(window: Window) -> QWidget:
    return window.dialogs.open(CERTIFICATE)


def _busy_menu(window: Window) -> QWidget:
    window.main.trigger("busy")
    return window.main.busy_menu


def _settings(page: str) -> Callable[[Window], QWidget]:
    def opened(window: Window) -> QWidget:
        dialog = window.dialogs.open("settings")
        assert isinstance(dialog, SettingsDialog)
        dialog.open_page(page)
        return dialog

    return opened


def _dialog(name: str) -> Callable[[Window], QWidget]:
    return lambda window: window.dialogs.open(name)


STATES: dict[str, State] = {
    "login": State(View, _log_in_failed),
    "login_kept": State(View, _password_kept),
    "login_held": State(samples.doubted_log_in, _log_in_held),
    "headset": State(samples.headset_tested, _try_headset),
    "headset_missing": State(samples.no_headset, _try_headset),
    "ready": State(lambda: samples.idle(AgentStatus.READY)),
    "busy": State(lambda: samples.idle(AgentStatus.BUSY, 1_260_000, "Busy_Meeting_Coaching"), _tell, 2),
    "break": State(samples.on_break, tab=1),
    "break_over": State(samples.break_over, tab=1),
    "break_menu": State(samples.on_break, _busy_menu),
    "administrative": State(lambda: samples.idle(AgentStatus.ADMINISTRATIVE, 36_000_000)),
    "offered": State(samples.offered),
    "in_call": State(lambda: samples.in_call(then=NextStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")), tab=3),
    "over_limit": State(lambda: samples.in_call(7_000_000, muted=True)),
    "held": State(samples.held),
    "asking": State(samples.asking),
    "asked": State(samples.asked, tab=4),
    "conference": State(samples.conference),
    "callback": State(samples.callback, tab=3),
    "campaign": State(samples.campaign, tab=3),
    "called_back": State(samples.called_back, tab=3),
    "crowded": State(samples.crowded),
    "right_to_left": State(samples.right_to_left),
    "listened": State(samples.listened),
    "known_customer": State(samples.known_customer, tab=3),
    "recents": State(lambda: samples.idle(AgentStatus.READY), tab=5),
    "book": State(lambda: samples.idle(AgentStatus.READY), tab=6),
    "recordings": State(samples.recordings, tab=7),
    "agents": State(samples.lively, tab=1),
    "history": State(samples.lively, tab=2),
    "messages": State(samples.lively, tab=9),
    "pick": State(samples.lively, tab=10),
    "mine": State(samples.lively, tab=11),
    "dial": State(lambda: samples.idle(AgentStatus.BUSY), _typed("070-123 45")),
    "dial_in_call": State(samples.in_call, _typed("")),
    "wrap_up": State(samples.wrap_up, tab=1),
    "wrap_up_stopped": State(lambda: samples.wrap_up(None)),
    "reconnecting": State(samples.reconnecting),
    "cut_off": State(samples.cut_off),
    "apart": State(samples.apart),
    "phone_restarting": State(samples.phone_restarting),
    "no_headset": State(samples.no_headset),
    "certificate": State(samples.doubted),
    "certificate_other": State(samples.changed_certificate),
    "certificate_asked": State(samples.doubted, _open_certificate),
    "certificate_changed": State(samples.changed_certificate, _open_certificate),
    **{f"settings_{page.id}": State(samples.in_call, _settings(page.id)) for page in PAGES},
    "report": State(samples.in_call, _dialog("report")),
    "manual": State(samples.in_call, _dialog("manual")),
}
"""Every state of the window and its dialogs; a new one is one line here, and the tests judge it."""


@dataclass(frozen=True)
class Picture:
    """A state of ``STATES`` at a size of ``SIZES``, in a language, light or dark."""

    language: str
    look: str
    size: str
    state: str

    def file(self, scale: int) -> str:
        """Its name on a screen of this scale, in percent."""
        parts = (self.language, self.look, self.size, *((str(scale),) if scale != 100 else ()), self.state)
        return f"{'-'.join(parts)}.png"


def all_pictures(language: str, sizes: Sequence[str]) -> list[Picture]:
    """Every state, light and dark, in these sizes."""
    return [Picture(language, look, size, state) for look in LOOKS for size in sizes for state in STATES]


def turn(number: int) -> list[Picture]:
    """Every state once, languages and sizes in turn: in five turns each has been seen in every one of them."""
    languages, sizes, look = list(LANGUAGES), list(SIZES), LOOKS[number % len(LOOKS)]
    chosen = [
        Picture(
            languages[(at + number) % len(languages)],
            look,
            sizes[(at // len(languages) + number) % len(sizes)],
            state,
        )
        for at, state in enumerate(STATES)
    ]
    return sorted(chosen, key=lambda one: (one.language, one.size))  # what is the same is not done again


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every state into a directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="directory for the pictures; without it nothing is drawn, only judged")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language of the pictures")
    parser.add_argument("--only", default="", help="draw only pictures whose name contains this")
    parser.add_argument("--size", choices=tuple(SIZES), help="draw the window at this size only")
    parser.add_argument("--scale", type=int, default=100, help="of the screen, in percent")
    parser.add_argument("--turn", type=int, help="each state once, languages and sizes in turn")
    chosen = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale / 100)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    languages, theme = Languages(app, chosen.language), Theme(app, "light")
    sizes = [chosen.size] if chosen.size else list(SIZES)
    pictures = all_pictures(chosen.language, sizes) if chosen.turn is None else turn(chosen.turn)
    desk = StillDesk()
    window = Window(desk, theme, languages, Memory(None), clock=lambda: samples.NOW)
    window.show()
    wrong: list[str] = []
    for picture in pictures:
        file = picture.file(chosen.scale)
        if chosen.only not in file:
            continue
        theme.choose(picture.look)
        languages.choose(picture.language)
        window.resize(SIZES[picture.size])
        seen = enter(app, desk, window, STATES[picture.state])
        wrong += [f"{file}: {problem}" for problem in geometry.problems(seen)]
        if chosen.out is not None:
            chosen.out.mkdir(parents=True, exist_ok=True)
            seen.grab().save(str(chosen.out / file))
        leave(window, seen)
    window.close()
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


def enter(app: QApplication, desk: StillDesk, window: Window, state: State) -> QWidget:
    """Bring the window into a state, with every layout done; returns what is to be looked at."""
    desk.put(state.view())
    app.processEvents()  # the view comes through the event queue
    seen = state.do(window)
    if isinstance(seen, QDialog):  # as on a screen that goes with the window, whatever this one is
        usual, is_low = seen.sizeHint().expandedTo(seen.minimumSize()), window.height() == LOW_WIDE.height()
        seen.resize(usual.boundedTo(LOW_WIDE) if is_low else usual)
    window.main.tabs.setCurrentIndex(state.tab)
    for _ in range(6):  # one for each layout inside another
        app.processEvents()
    return seen


def leave(window: Window, seen: QWidget) -> None:
    """As calm as before."""
    if seen is not window:
        seen.close()
    window.headset.done.emit()
    window.main.notice_bar.be_silent()
    window.main.line.field.clear()
    window.main.line.found.hide()


if __name__ == "__main__":
    raise SystemExit(main())
