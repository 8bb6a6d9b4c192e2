"""What a call came to: the result that is reported during it or in its wrap-up, and when to call again (F068, F100)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from agent_desktop.client.story import CALLED_AGAIN
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AnyCommand, ReportResult, ResultType
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.labels import label
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.when_menu import WhenMenu, moment
from agent_desktop.ui.words import result_name

KEY = "F11"
PENDING = "result"
COLOURS: dict[ResultType, str] = {
    ResultType.NO_QUALIFIER: "#e8c21a",
    ResultType.PRIVATE_CALLBACK: "#6db7e8",
    ResultType.PUBLIC_CALLBACK: "#1f5fae",
    ResultType.CLOSING: "#1d6b3a",
    ResultType.SUCCESS: "#7cc576",
    ResultType.SUCCESS_TO_CONFIRM: "#3f9d57",
    ResultType.WAITING: "#8a8f98",
    ResultType.CANCEL_SUCCESS: "#b05c2a",
}
"""The colour of each type (F100); its name stands beside it."""


class ResultRow(QWidget):
    """A list of results and, where a result asks for it, a button for the time. What is chosen is reported at once."""

    def __init__(
        self,
        theme: Theme,
        command: Callable[[str, AnyCommand], None],
        clock: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._command, self._clock = command, clock
        self._view = View()
        self._language = ""
        self.caption = label(Text.CAPTION, self, tint="muted")
        self.list = Choice(theme, self)
        self.list.setObjectName("result")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.list.setMinimumContentsLength(8)
        self.list.activated.connect(self._chosen)
        self.caption.setBuddy(self.list)
        self.when = QPushButton(self)
        self.when.setObjectName("result_when")
        set_mark(self.when, "tight", True)
        self.menu = WhenMenu(self._timed, clock, self.when)
        self.menu.setObjectName("result_when_menu")
        self.when.setMenu(self.menu)
        self.state = label(Text.CAPTION, self, tint="muted", name="result_state")
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self.caption)
        row.addWidget(self.list, 1)
        row.addWidget(self.when)
        row.addWidget(self.state)
        shortcut = QShortcut(QKeySequence(KEY), self)
        shortcut.setObjectName("key_result")
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.ask)
        self._retranslate()

    @property
    def wanted(self) -> bool:
        """Whether a result can be reported now."""
        return self._view.story.may_report

    def ask(self) -> None:
        """Let the person choose."""
        if self.isVisible() and self.list.isEnabled():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.list.showPopup()

    def show_view(self, view: View) -> None:
        """Show the result that the server has; nothing changes while a person chooses."""
        self._view = view
        self.setVisible(self.wanted)
        if not self.wanted or self.list.view().isVisible():
            return
        story = view.story
        if tuple(self.list.itemData(at) for at in range(1, self.list.count())) != story.results:
            self._fill()
        self.list.setCurrentIndex(self.list.findData(story.result) if story.result is not None else 0)
        pending = PENDING in view.pending
        self.list.setEnabled(not pending)
        self.when.setVisible(story.result in CALLED_AGAIN)
        self.when.setEnabled(not pending)
        self.state.setText("…" if pending else "✓" if story.result is not None else "")
        now = self._clock()
        due = moment(story.due_at - view.offset_ms, now) if story.due_at is not None else self.tr("At once")
        self.when.setText(due)
        self.when.setAccessibleName(self.tr("Call again: {time}").format(time=due))
        self.when.setToolTip(self.when.accessibleName())

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _chosen(self, at: int) -> None:
        result = self.list.itemData(at)  # Qt gives back a plain text
        if result:
            self._report(ResultType(result), None, None)

    def _timed(self, at: int | None, after_ms: int | None) -> None:
        if self._view.story.result is not None:
            self._report(self._view.story.result, at, after_ms)

    def _report(self, result: ResultType, at: int | None, after_ms: int | None) -> None:
        case = self._view.case
        if case is not None and self.wanted:
            moment_at = None if at is None else self._view.server_time(at)
            self._command(PENDING, ReportResult(case=case.id, result=result, at=moment_at, after_ms=after_ms))

    def _fill(self) -> None:
        self.list.clear()
        self.list.addItem(self.tr("Not reported"), None)
        for result in self._view.story.results:
            self.list.addItem(_chip(COLOURS[result]), result_name(result), result)

    def _retranslate(self) -> None:
        self.caption.setText(self.tr("Result"))
        self.list.setAccessibleName(self.tr("Result of the call"))
        self.list.setToolTip(self.tr("Result of the call") + f" ({KEY})")
        self._fill()
        self.show_view(self._view)


def _chip(colour: str) -> QIcon:
    made = QPixmap(12, 12)
    made.fill(QColor(colour))
    return QIcon(made)
