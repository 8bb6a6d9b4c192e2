"""The small parts: spans, bridge between threads, ticker, look of the system."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from agent_desktop.client.reactions import Notice, Reaction
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.bridge import Bridge
from agent_desktop.ui.labels import FitLabel
from agent_desktop.ui.spans import countdown, span
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.ticker import Ticker
from agent_desktop.ui.tokens import Scheme
from agent_desktop.ui.typography import Text


@pytest.mark.parametrize(
    ("ms", "up", "down"),
    [
        (0, "0:00", "0:00"),
        (-5, "0:00", "0:00"),
        (1, "0:00", "0:01"),
        (999, "0:00", "0:01"),
        (1000, "0:01", "0:01"),
        (59_999, "0:59", "1:00"),
        (3_599_000, "59:59", "59:59"),
        (3_600_000, "1:00:00", "1:00:00"),
        (36_061_000, "10:01:01", "10:01:01"),
    ],
)
def test_spans(ms: int, up: str, down: str) -> None:
    assert (span(ms), countdown(ms)) == (up, down)


def test_views_of_another_thread_arrive_in_the_gui_thread_and_a_flood_is_one(qapp: QApplication, qtbot: QtBot) -> None:
    desk = StillDesk()
    bridge = Bridge(desk)
    arrived: list[tuple[View, bool]] = []
    bridge.view_changed.connect(lambda view: arrived.append((view, QThread.currentThread() is qapp.thread())))
    last = samples.in_call()

    def flood() -> None:
        for ms in range(200):
            desk.put(samples.idle(AgentStatus.READY, ms))
        desk.put(last)

    thread = threading.Thread(target=flood)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(arrived), timeout=5000)
    qapp.processEvents()
    assert arrived == [(last, True)]
    desk.put(samples.offered())
    qtbot.waitUntil(lambda: len(arrived) == 2, timeout=5000)


def test_reactions_of_another_thread_all_arrive(qapp: QApplication, qtbot: QtBot) -> None:
    desk = StillDesk()
    bridge = Bridge(desk)
    arrived: list[str] = []
    bridge.reacted.connect(lambda reaction: arrived.append(reaction.notice.code))

    def tell() -> None:
        for code in ("connection_lost", "connection_back"):
            desk.tell(Reaction(notice=Notice(code=code)))

    thread = threading.Thread(target=tell)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(arrived) == 2, timeout=5000)
    assert arrived == ["connection_lost", "connection_back"]


def test_the_ticker_ticks_on_the_full_seconds_of_what_it_counts(qapp: QApplication, qtbot: QtBot) -> None:
    now = 10_950
    ticker = Ticker(lambda: now)
    ticker.count_from(10_000)
    assert ticker.running
    with qtbot.waitSignal(ticker.ticked, timeout=5000):
        pass
    assert ticker.running
    ticker.count_from(None)
    assert not ticker.running


def test_light_dark_and_the_systems_choice(qapp: QApplication) -> None:
    theme = Theme(qapp, "dark")
    assert theme.scheme is Scheme.DARK
    dark = qapp.styleSheet()
    told: list[Scheme] = []
    theme.changed.connect(lambda: told.append(theme.scheme))
    theme.choose("light")
    assert told == [Scheme.LIGHT]
    assert qapp.styleSheet() != dark
    theme.choose("system")
    assert theme.scheme in (Scheme.LIGHT, Scheme.DARK)
    theme.choose("light")


def test_a_line_that_fits_stays_as_large_when_its_colour_changes(dressed: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    line = FitLabel(Text.TITLE, Text.BODY_STRONG, page)
    line.resize(60, 40)
    line.setText("+46 70 123 45 67")
    page.show()
    small = line.font().pixelSize()
    line.resize(400, 40)
    large = line.font().pixelSize()
    assert large > small
    set_mark(line, "tint", "muted")
    assert line.font().pixelSize() == large
