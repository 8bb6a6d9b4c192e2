"""The two tables: right figures that count on, and a selection that stays (F044, F049)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_desktop.client.address_book import AddressBook, Person
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.agents_table import CHIP, matches, patterns
from agent_desktop.ui.columns import CELL_PAD
from agent_desktop.ui.messages_part import MessagesPart
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import USUAL
from agent_desktop.ui.words import status_name

from .conftest import House


def cells(table: QAbstractItemModel) -> list[list[str]]:
    return [[str(table.index(r, c).data()) for c in range(table.columnCount())] for r in range(table.rowCount())]


def test_the_agents_own_queues_are_shown_with_their_figures(at_work: House) -> None:
    assert cells(at_work.main.tabs.queues.table) == [
        ["Order och leverans", "0", "–", "6", "2", "–"],
        ["Support Svenska", "12", "4:31", "14 / 16", "0", "82 %"],
        ["VIP", "1", "0:09", "3", "1", "–"],
    ]  # F044: the queue of others is not among them


def test_the_service_level_is_told_with_its_definition_and_what_it_takes(at_work: House) -> None:  # F134
    table = at_work.main.tabs.queues.table
    row = next(at for at, cell in enumerate(cells(table)) if cell[0] == "Support Svenska")
    level, needed = (table.index(row, at) for at in (5, 3))
    definition = table.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "hung up sooner does not count" in definition
    told = f"82 % within 20 s today: 164 of 200. {definition}"
    assert level.data(Qt.ItemDataRole.ToolTipRole) == told
    assert level.data(Qt.ItemDataRole.AccessibleTextRole) == f"Service level: {told}"
    assert needed.data(Qt.ItemDataRole.ToolTipRole) == (
        "Callers an hour: 240. Agents who would answer 80 % of them within 20 s: 16. Logged in: 14."
    )
    at_work.pass_time(3_600_000)
    at_work.show(samples.idle(AgentStatus.READY))
    assert cells(table)[row][3] == "14", "that hour is too long ago"


def test_the_longest_wait_counts_on_without_a_new_view(at_work: House) -> None:
    table = at_work.main.tabs.queues.table
    drawn: list[tuple[int, int]] = []
    table.dataChanged.connect(lambda top, bottom: drawn.append((top.column(), bottom.row())))
    at_work.pass_time(2_000)
    assert drawn == [(2, 2)]  # that column, to the last row, and nothing else
    assert [row[2] for row in cells(at_work.main.tabs.queues.table)] == ["–", "4:33", "0:11"]


def test_the_colleagues_are_shown_with_status_reason_time_and_queue(at_work: House) -> None:
    rows = cells(at_work.main.tabs.agents.table)
    assert rows[1] == ["Carla Fernández", "In call", "1:14", "Support Svenska", "–"]
    assert rows[2] == ["Daryna Kovalenko", "Busy – Lunch", "21:00", "", "–"]  # F049


def test_a_status_has_its_chip_beside_its_word(at_work: House) -> None:
    table = at_work.main.tabs.agents.table
    chip = table.index(0, 1).data(Qt.ItemDataRole.DecorationRole).toImage()
    assert chip.pixelColor(2, chip.height() // 2).name() == at_work.theme.colours.ready.fill


def test_a_selected_row_stays_selected_while_figures_change(at_work: House) -> None:
    queues = at_work.main.tabs.queues
    queues.selectRow(1)
    view = samples.idle(AgentStatus.READY)
    fewer = replace(view, queues=(view.queues[0], replace(view.queues[1], waiting=3), *view.queues[2:]))
    at_work.show(fewer)
    assert cells(queues.table)[1][1] == "3"
    assert [index.row() for index in queues.selectionModel().selectedRows()] == [1]


def test_the_chosen_colleague_stays_so_wherever_the_row_goes(at_work: House) -> None:  # F049
    view = samples.idle(AgentStatus.READY)
    agents = at_work.main.tabs.agents
    agents.view.selectRow(2)
    chosen = agents.table.rows[2].agent.id
    told: list[object] = []
    agents.view.selectionModel().currentChanged.connect(lambda *rows: told.append(rows))
    at_work.show(replace(view, colleagues=tuple(reversed(view.colleagues[1:]))))
    at = [row.agent.id for row in agents.table.rows].index(chosen)
    assert at != 2
    assert [index.row() for index in agents.view.selectionModel().selectedRows()] == [at]
    assert agents.view.currentIndex().row() == at
    assert told == []  # a screen reader would read the row again
    at_work.show(replace(view, colleagues=tuple(row for row in view.colleagues if row.agent.id != chosen)))
    assert not agents.view.selectionModel().selectedRows()


def test_enter_in_the_filter_means_its_first_row_whatever_was_chosen_before(at_work: House) -> None:  # F022
    book = at_work.main.tabs.book
    book.show_book(AddressBook([Person(name=name, numbers=(f"+4680{at}",)) for at, name in enumerate("abc")]), ())
    book.view.selectRow(2)
    book.filter.setText("+")
    assert not book.view.currentIndex().isValid()


def test_only_what_changed_is_drawn_again(at_work: House) -> None:
    table = at_work.main.tabs.queues.table
    changed: list[int] = []
    table.dataChanged.connect(lambda top, bottom: changed.append(top.row()))
    view = samples.idle(AgentStatus.READY)
    at_work.show(replace(view, queues=(view.queues[0], replace(view.queues[1], waiting=3), *view.queues[2:])))
    assert changed == [1]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("", 6),
        ("da*", 1),
        ("ki*, bo", 1),
        ("kovalenko, erik", 2),
        ("*sk*", 0),
        ("zzz", 0),
    ],
)
def test_the_filter_is_a_list_of_patterns(wanted: str, names: int) -> None:
    assert len([row for row in samples.COLLEAGUES if matches(row, patterns(wanted))]) == names


def test_typing_filters_and_clearing_shows_all_again(at_work: House) -> None:
    agents = at_work.main.tabs.agents
    at_work.main.tabs.setCurrentIndex(1)
    QTest.keyClicks(agents.filter, "er")
    assert [row[0] for row in cells(agents.table)] == ["Erik Åkesson"]
    at_work.show(samples.offered())  # a new view keeps the filter
    assert agents.table.rowCount() == 1
    agents.filter.clear()
    assert agents.table.rowCount() == 6


def test_the_menu_key_opens_the_menu_of_the_row_that_is_chosen(at_work: House) -> None:  # F055
    at_work.resize(USUAL.width(), USUAL.height())
    at_work.show(samples.lively())
    at_work.main.tabs.bring("agents")
    at_work.settle()
    part = at_work.main.tabs.agents
    written: list[str] = []
    part.written.connect(written.append)
    part.view.selectRow(0)
    part.view.setFixedHeight(3 * part.view.rowHeight(0) + part.view.horizontalHeader().height())
    at_work.settle()
    middle = part.view.viewport().rect().center()
    assert part.view.indexAt(middle).row() > 0  # where Qt says that the key was pressed
    key = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(part.view, QContextMenuEvent(key, middle, part.view.mapToGlobal(middle)))
    entry = part.menu.findChild(QAction, "agents_write")
    assert isinstance(entry, QAction)
    entry.trigger()
    part.menu.close()
    assert written == [part.table.rows[0].agent.id]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_colleagues_status_is_read_whole_and_a_reason_where_there_is_room(at_work: House, language: str) -> None:
    at_work.languages.choose(language)
    at_work.main.tabs.bring("agents")
    agents = at_work.main.tabs.agents
    widths = []
    for size in ((USUAL.width(), USUAL.height()), (1400, 760)):
        at_work.resize(*size)
        widths.append(agents.view.horizontalHeader().sectionSize(1))
    words = QFontMetrics(font(Text.BODY)).horizontalAdvance(status_name(AgentStatus.IN_CALL))
    needed = words + CHIP + CELL_PAD
    assert needed < widths[0] < 2 * needed
    assert widths[1] > 200


def test_in_a_low_place_the_messages_have_the_room(at_work: House) -> None:  # F055
    at_work.main.tabs.bring("messages")
    part = at_work.main.tabs.part(MessagesPart)
    heights = []
    for size in ((USUAL.width(), USUAL.height()), (960, 760)):
        at_work.resize(*size)
        heights.append(part.text.height())
    line = part.text.fontMetrics().lineSpacing()
    assert line < heights[0] < 2 * line
    assert heights[1] > 3 * line
