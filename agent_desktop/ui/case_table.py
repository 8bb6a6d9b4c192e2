"""Lists of cases that an agent takes by themselves: my cases (F082), and calls that may be picked (F056)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from agent_desktop.client.own_cases import OwnCase
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AnyCommand, CaseState, CherryPick, OpenMine, PutBack
from agent_desktop.ui.columns import NUMBER, Column, Table, dress, fit
from agent_desktop.ui.emptiness import Emptiness
from agent_desktop.ui.spans import span
from agent_desktop.ui.words import case_kind_name, kept_as_name, translate

Command = Callable[[str, AnyCommand], None]


class CaseTable(QWidget):
    """Enter, a double-click or the first button takes the case that is chosen; buttons are of no use without one."""

    NAME = ""

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command = command
        self._online = False
        self.view = QTableView(self)
        self.view.setObjectName(f"{self.NAME}_table")
        self.table: Table[OwnCase] = Table(self.columns(), key=lambda row: row.case.id, parent=self)
        self.view.setModel(self.table)
        dress(self.view)
        self.view.doubleClicked.connect(self._take)
        self.view.installEventFilter(self)
        self.empty = Emptiness(self.view, self.NAME, self)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(4)
        self.buttons.addStretch(1)
        self.take = self.button("take", lambda: self._take(self.view.currentIndex()))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.empty, 1)
        box.addLayout(self.buttons)
        self.view.selectionModel().currentChanged.connect(self.enable)
        self.setFocusProxy(self.view)

    def columns(self) -> tuple[Column[OwnCase], ...]:
        """The columns of the table."""
        raise NotImplementedError

    def taking(self, row: OwnCase) -> tuple[str, AnyCommand]:
        """What takes the case, and the key under which it is pending."""
        raise NotImplementedError

    def button(self, name: str, act: Callable[[], None]) -> QPushButton:
        """One more at the foot."""
        made = QPushButton(self)
        made.setObjectName(f"{self.NAME}_{name}")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(act)
        self.buttons.addWidget(made)
        return made

    def current(self) -> OwnCase | None:
        """The case that is chosen."""
        index = self.view.currentIndex()
        return self.table.rows[index.row()] if index.isValid() and index.row() < len(self.table.rows) else None

    def show_rows(self, rows: tuple[OwnCase, ...], view: View, now: int) -> None:
        """Show these at ``now`` (server's clock, ms)."""
        self._online = view.link is Link.ONLINE
        self.table.show_rows(rows, now)
        self.empty.say("" if rows else self.nothing())
        self.enable()

    def nothing(self) -> str:
        """What is said when there is none."""
        raise NotImplementedError

    def enable(self) -> None:
        """Let the buttons be pressed when there is something to press them for."""
        self.take.setEnabled(self._online and self.current() is not None)

    def tick(self, now: int) -> None:
        """Count on."""
        self.table.tick(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter does what a double-click does."""
        if watched is not self.view or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat()
        if enter:
            self._take(self.view.currentIndex())
        return enter

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Ask for the words of the table anew."""
        self.table.retranslate()
        fit(self.view, self.table.columns)
        if not self.table.rows:
            self.empty.say(self.nothing())

    def _take(self, index: QModelIndex) -> None:
        if index.isValid() and self._online:
            self.command(*self.taking(self.table.rows[index.row()]))


class PickTable(CaseTable):
    """Calls that wait or are still in the IVR: taken, they ring, or are reserved among my cases (F056)."""

    NAME = "pick"

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(command, parent)
        self.retranslate()

    def columns(self) -> tuple[Column[OwnCase], ...]:
        """Who, which queue, where, how long."""
        return (
            Column(lambda: self.tr("Caller"), lambda row, now: customer(row), id="caller"),
            Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
            Column(lambda: self.tr("Where"), lambda row, now: self._where(row), id="where"),
            Column(lambda: self.tr("Waits"), _waits, "0:00:00", NUMBER, counts=True, id="waits"),
        )

    def taking(self, row: OwnCase) -> tuple[str, AnyCommand]:
        """Pick it."""
        return f"pick_{row.case.id}", CherryPick(case=row.case.id)

    def nothing(self) -> str:
        """No caller."""
        return self.tr("No call waits that you may pick.")

    def retranslate(self) -> None:
        """Speak another language."""
        self.view.setAccessibleName(self.tr("Calls to pick"))
        self.take.setText(self.tr("Pick"))
        self.take.setToolTip(self.tr("The call rings here; with a case at hand it is kept among yours (Enter)"))
        super().retranslate()

    def _where(self, row: OwnCase) -> str:
        return self.tr("In the menu") if row.case.state is CaseState.IN_IVR else self.tr("In the queue")


class MineTable(CaseTable):
    """Cases saved for later, partly answered, forwarded, locked or reserved: why, and until when they are kept."""

    NAME = "mine"

    def __init__(self, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(command, parent)
        self.put_back = self.button("put_back", self._put_back)
        self.retranslate()

    def columns(self) -> tuple[Column[OwnCase], ...]:
        """Who, which queue, why, how long it is kept."""
        return (
            Column(lambda: self.tr("Case"), lambda row, now: self._what(row), id="case"),
            Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
            Column(lambda: self.tr("Why"), lambda row, now: kept_as_name(row.case.kept_as), id="why"),
            Column(lambda: self.tr("Kept for"), _left, "00:00:00", NUMBER, counts=True, id="kept"),
        )

    def taking(self, row: OwnCase) -> tuple[str, AnyCommand]:
        """Take it up; a call rings."""
        return f"open_{row.case.id}", OpenMine(case=row.case.id)

    def nothing(self) -> str:
        """None is kept."""
        return self.tr("No case is kept for you.")

    def enable(self) -> None:
        """Both buttons."""
        super().enable()
        self.put_back.setEnabled(self.take.isEnabled())

    def retranslate(self) -> None:
        """Speak another language."""
        self.view.setAccessibleName(self.tr("My cases"))
        for button, words, means in (
            (self.take, self.tr("Take up"), self.tr("A call rings, another case is at hand (Enter)")),
            (self.put_back, self.tr("Give back"), self.tr("The case goes back to its queue, for anybody")),
        ):
            button.setText(words)
            button.setToolTip(means)
        super().retranslate()

    def _what(self, row: OwnCase) -> str:
        subject = row.details.subject if row.details is not None else ""
        return ", ".join(part for part in (case_kind_name(row.case.kind), customer(row), subject) if part)

    def _put_back(self) -> None:
        if (row := self.current()) is not None:
            self.command(f"put_back_{row.case.id}", PutBack(case=row.case.id))


def customer(row: OwnCase) -> str:
    """Whose case it is, as far as is known."""
    details = row.details
    if details is None:
        return ""
    who = " ".join(part for part in (details.name, details.number or details.address) if part)
    return who or translate("case", "Number withheld")


def _waits(row: OwnCase, now: int) -> str:
    return span(now - row.case.created)


def _left(row: OwnCase, now: int) -> str:
    until = row.case.kept_until
    return "–" if until is None else span(max(0, until - now))
