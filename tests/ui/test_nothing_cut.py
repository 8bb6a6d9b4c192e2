"""Five languages, light and dark, at the smallest size: every word has room (F126)."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QTableView

from agent_desktop.client.reactions import Notice
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.columns import CELL_PAD
from agent_desktop.ui.gallery import SIZES, STATES, enter, leave, turn
from agent_desktop.ui.geometry import cut, problems
from agent_desktop.ui.notices import Told
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import USUAL

from .conftest import House

TURNS = 4
"""And one more at 200 %: so each state is seen in each language."""


@pytest.mark.parametrize("number", range(TURNS))
def test_in_no_state_anything_is_cut_or_lies_over_anything(house: House, number: int) -> None:
    wrong: list[str] = []
    for picture in turn(number):
        house.theme.choose(picture.look)
        house.languages.choose(picture.language)
        house.window.resize(SIZES[picture.size])
        seen = enter(house.app, house.desk, house.window, STATES[picture.state])
        assert house.window.size() == SIZES[picture.size]
        wrong += [f"{picture.file(100)}: {problem}" for problem in problems(seen)]
        leave(house.window, seen)
    assert not wrong, "\n".join(wrong)


def test_the_turns_leave_no_language_and_no_size_out() -> None:
    pictures = [picture for number in range(TURNS + 1) for picture in turn(number)]
    assert {(row.state, row.language) for row in pictures} == set(product(STATES, LANGUAGES))
    assert {(row.state, row.size) for row in pictures} == set(product(STATES, SIZES))


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


def judged(*flags: str) -> subprocess.CompletedProcess[str]:
    """The gallery in a process of its own: how large a screen's pixels are is known before the program begins."""
    command = [sys.executable, "-m", "agent_desktop.ui.gallery", *flags]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=600, check=False)


def test_at_twice_the_size_nothing_is_cut_either() -> None:
    done = judged("--scale", "200", "--turn", str(TURNS))
    assert done.returncode == 0, done.stderr


def test_a_picture_has_the_pixels_of_its_screen(tmp_path: Path) -> None:
    done = judged("--scale", "200", "--size", "usual", "--only", "light-usual-200-crowded", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert QImage(str(tmp_path / "en-light-usual-200-crowded.png")).width() == 2 * USUAL.width()


@pytest.mark.long
@pytest.mark.parametrize("scale", ["100", "200", "300"])
@pytest.mark.parametrize("language", list(LANGUAGES))
def test_every_state_at_every_size_in_every_language(language: str, scale: str) -> None:
    done = judged("--language", language, "--scale", scale, "--only", "light")
    assert done.returncode == 0, done.stderr
