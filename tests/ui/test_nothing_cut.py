"""Five languages, light and dark, at the smallest size: every word has room (F126)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTableView

from agent_desktop.client.reactions import Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.columns import CELL_PAD
from agent_desktop.ui.gallery import SIZES, STATES, enter, leave
from agent_desktop.ui.geometry import FOREIGN, cut, cut_hint, problems
from agent_desktop.ui.notices import Told
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import SMALLEST, USUAL

from .conftest import House

VIEWS = {
    "login": View(),
    "ready": samples.idle(AgentStatus.READY),
    "administrative": samples.idle(AgentStatus.ADMINISTRATIVE, 36_000_000),
    "busy": samples.idle(AgentStatus.BUSY, 36_000_000),
    "break": samples.on_break(),
    "break_over": samples.break_over(),
    "offered": samples.offered(),
    "over_limit": samples.in_call(7_000_000, muted=True),
    "held": samples.held(),
    "asking": samples.asking(),
    "asked": samples.asked(),
    "conference": samples.conference(),
    "callback": samples.callback(),
    "campaign": samples.campaign(),
    "called_back": samples.called_back(),
    "listened": samples.listened(),
    "wrap_up": samples.wrap_up(),
    "reconnecting": samples.reconnecting(),
    "cut_off": samples.cut_off(),
    "apart": samples.apart(),
    "phone_restarting": samples.phone_restarting(),
    "no_headset": samples.no_headset(),
    "certificate": samples.doubted(),
    "changed_certificate": samples.changed_certificate(),
}


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_nothing_is_cut_off_at_the_smallest_size(house: House, language: str, look: str) -> None:
    house.theme.choose(look)
    house.languages.choose(language)
    wrong: list[str] = []
    seen = 0
    for name, view in VIEWS.items():
        house.show(view)
        house.resize(SMALLEST.width(), SMALLEST.height())
        assert house.window.size() == SMALLEST
        parts = [*house.window.findChildren(QLabel), *house.window.findChildren(QAbstractButton)]
        for part in parts:
            if not part.isVisible() or not part.text() or part.objectName() in FOREIGN:
                continue
            seen += 1
            if problem := cut(part):
                wrong.append(f"{name}: {type(part).__name__} {part.objectName()} {part.text()!r} {problem}")
        for field in house.window.findChildren(QLineEdit):
            if field.isVisible() and cut_hint(field):
                wrong.append(f"{name}: {field.objectName()} {field.placeholderText()!r}")
    assert not wrong, "\n".join(wrong)
    assert seen > 120


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_tabs_and_headings_have_room(house: House, language: str) -> None:
    house.languages.choose(language)
    house.show(samples.idle(AgentStatus.READY))
    house.resize(USUAL.width(), USUAL.height())
    bar = house.main.tabs.tabBar()
    assert bar.tabRect(bar.count() - 1).right() <= house.main.tabs.width()
    for at, view in ((0, house.main.tabs.queues), (1, house.main.tabs.agents.view)):
        house.main.tabs.setCurrentIndex(at)
        house.settle()
        assert isinstance(view, QTableView)
        table, head = view.model(), view.horizontalHeader()
        for column in range(table.columnCount()):
            heading = str(table.headerData(column, head.orientation()))
            metrics = QFontMetrics(table.headerData(column, head.orientation(), 6))  # Qt.FontRole
            longest = max(metrics.horizontalAdvance(word) for word in heading.split())
            assert longest + CELL_PAD <= head.sectionSize(column), heading
        assert head.sectionSize(0) >= 80  # a name can be told from another
        assert head.length() <= view.viewport().width()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_a_notice_and_a_closing_question_have_room(house: House, language: str) -> None:
    house.languages.choose(language)
    house.show(samples.in_call())
    house.main.tell(Told(notice=Notice(code="phone_unreachable"), at=samples.NOW))
    house.settle()
    assert cut(house.main.notice_bar.text) == ""
    house.window.close()
    house.settle()
    bar = house.main.close_bar
    assert bar.isVisible()
    for part in (bar.text, bar.stay, bar.hang_up):
        assert cut(part) == "", part.text()


@pytest.mark.parametrize("size", list(SIZES))
def test_nothing_lies_over_anything_in_any_state(house: House, size: str) -> None:
    wrong: list[str] = []
    house.resize(SIZES[size].width(), SIZES[size].height())
    for name, state in STATES.items():
        seen = enter(house.app, house.desk, house.window, state)
        wrong += [f"{name}: {problem}" for problem in problems(seen)]
        leave(house.window, seen)
    assert not wrong, "\n".join(wrong)


def test_what_overlaps_and_what_is_cut_is_found(at_work: House) -> None:
    assert not list(problems(at_work.window))
    at_work.main.line.field.setPlaceholderText("a hint that is much longer than the field for it, whatever the font")
    assert [problem for problem in problems(at_work.window) if "too narrow for its hint" in problem]
    at_work.main.line.field.set_hints("Short")
    at_work.main.card.setFixedHeight(40)
    at_work.settle()
    assert any("field_number" in problem for problem in problems(at_work.window))
    at_work.main.card.setFixedHeight(140)
    hold, park = at_work.main.talk.buttons["hold"], at_work.main.talk.buttons["park"]
    at_work.settle()
    park.move(hold.pos())
    assert any("action_hold" in problem and "lies over" in problem for problem in problems(at_work.window))


def test_at_twice_the_size_nothing_is_cut_either(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "agent_desktop.ui.gallery", "--out", str(tmp_path), "--size", "usual"]
    command += ["--scale", "200"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*command, "--only", "light"], env=environment, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert QImage(str(tmp_path / "en-light-usual-200-crowded.png")).width() == 2 * USUAL.width()
