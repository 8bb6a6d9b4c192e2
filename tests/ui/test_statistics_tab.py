"""Personal statistics on the real widgets: today beside another day, the week drawn, readable, exported (F050)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from agent_desktop.client.statistics import DayFigures
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.geometry import problems
from agent_desktop.ui.statistics_tab import StatisticsTab
from agent_desktop.ui.variants import LANGUAGES

from .conftest import House

TODAY = datetime.fromtimestamp(samples.NOW / 1000).astimezone().date()
YESTERDAY = TODAY - timedelta(days=1)
BEFORE = TODAY - timedelta(days=9)
DAYS: dict[date, DayFigures] = {
    TODAY: DayFigures(
        queue_taken=12,
        other_taken=2,
        made=3,
        statuses=((AgentStatus.READY, "", 3_600_000), (AgentStatus.BUSY, "Busy_Lunch", 1_800_000)),
        queues=(("vip", 4),),
    ),
    YESTERDAY: DayFigures(queue_taken=20, made=1, statuses=((AgentStatus.READY, "", 7_200_000),)),
    BEFORE: DayFigures(other_taken=7),
}


@pytest.fixture
def tab(at_work: House) -> StatisticsTab:
    """The tab in front, on a day with figures, in a window with room."""
    at_work.desk.days = dict(DAYS)
    at_work.resize(960, 704)
    at_work.window.activateWindow()
    at_work.main.tabs.bring("statistics")
    at_work.settle()
    return at_work.main.tabs.part(StatisticsTab)


def rows(tab: StatisticsTab) -> dict[str, tuple[str, str]]:
    return {row.what: (row.today, row.chosen) for row in tab.table.rows}


def test_today_stands_beside_the_chosen_day(tab: StatisticsTab, at_work: House) -> None:  # F050 F057
    assert tab.isVisible()
    shown = rows(tab)
    assert shown["Queue calls taken"] == ("12", "20")
    assert shown["Other calls taken"] == ("2", "0")
    assert shown["Other calls made"] == ("3", "1")
    assert shown["Ready"] == ("1:00:00", "2:00:00")
    assert shown["Busy – Lunch"] == ("30:00", "0:00")
    assert [value for what, value in shown.items() if "Cases of" in what] == [("4", "0")]
    assert at_work.desk.asked_days[-1] == (TODAY,)


def test_another_day_is_chosen_by_the_keyboard_and_its_week_is_drawn(tab: StatisticsTab, at_work: House) -> None:
    before = tab.chart.grab().toImage()
    tab.day.setFocus()
    tab.day.setDate(QDate(BEFORE.year, BEFORE.month, BEFORE.day).addDays(1))
    tab.day.setCurrentSection(tab.day.Section.DaySection)
    QTest.keyClick(tab.day, Qt.Key.Key_Down)
    at_work.settle()
    assert rows(tab)["Other calls taken"] == ("2", "7")
    assert len(at_work.desk.asked_days[-2]) == 7
    assert BEFORE in at_work.desk.asked_days[-2]
    assert "7 Other calls taken" in tab.chart.accessibleDescription()
    assert tab.chart.grab().toImage() != before


def test_the_figures_are_exported(tab: StatisticsTab, tmp_path: Path, at_work: House) -> None:
    QTest.mouseClick(tab.export, Qt.MouseButton.LeftButton)
    files = tab.findChild(QFileDialog, "statistics_files")
    assert files is not None
    files.fileSelected.emit(str(tmp_path / "week.csv"))
    files.close()
    at_work.settle()
    text = (tmp_path / "week.csv").read_text(encoding="utf-8")
    assert TODAY.isoformat() in text.splitlines()[0]
    assert "week.csv" in tab.told.text()
    tab.save(tmp_path / "nowhere" / "week.csv")
    assert "cannot be written" in tab.told.text()


def test_without_a_server_it_says_so_and_keeps_what_it_had(tab: StatisticsTab, at_work: House) -> None:
    at_work.desk.days = None
    tab.day.setDate(tab.day.date().addDays(-1))
    at_work.settle()
    assert tab.told.text() == "The server cannot be asked now."
    assert rows(tab)["Queue calls taken"][0] == "12"


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_is_cut(tab: StatisticsTab, at_work: House, language: str) -> None:
    at_work.languages.choose(language)
    for look in ("light", "dark"):
        at_work.theme.choose(look)
        at_work.settle()
        assert not list(problems(at_work.window))
