"""Five languages, light and dark, at the smallest size: every word has room (F126)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget

from agent_desktop.client.reactions import Notice
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.buttons import ActionButton
from agent_desktop.ui.columns import CELL_PAD
from agent_desktop.ui.labels import ElidedLabel, FitLabel
from agent_desktop.ui.notices import Told
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import SMALLEST, USUAL

from .conftest import House

VIEWS = {
    "login": View(),
    "ready": samples.idle(AgentStatus.READY),
    "administrative": samples.idle(AgentStatus.ADMINISTRATIVE, 36_000_000),
    "busy": samples.idle(AgentStatus.BUSY, 36_000_000),
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
}
FOREIGN = {"field_queue", "field_name", "agent_name", "band_detail"}
"""Names from outside may be of any length: they are elided, with the whole in the tooltip."""


def cut(part: QWidget) -> str:
    """What of a label or button does not fit, in words; empty when all does."""
    inside = part.parentWidget()
    while inside is not None and not inside.isWindow():
        place = part.mapTo(inside, part.rect().bottomRight())
        if place.x() > inside.width() or place.y() > inside.height():
            return f"sticks out of {type(inside).__name__}"
        inside = inside.parentWidget()
    if isinstance(part, QLabel) and part.wordWrap():
        return "" if part.heightForWidth(part.width()) <= part.height() else "too low for its lines"
    if isinstance(part, FitLabel | ElidedLabel):
        room = part.contentsRect().width()
        return "" if part.fontMetrics().horizontalAdvance(part.text()) <= room else "too narrow"
    if isinstance(part, ActionButton):  # it paints its words itself, at its boldest when they matter most
        words = QFontMetrics(font(Text.BODY_STRONG)).horizontalAdvance(part.text()) + 20 * part.opens_menu
        return "" if words + 4 <= part.width() else "too narrow for its words"
    hint = part.sizeHint()
    return "" if hint.width() <= part.width() and hint.height() <= part.height() else f"{part.size()} < {hint}"


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
