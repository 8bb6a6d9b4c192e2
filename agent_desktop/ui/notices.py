"""What the agent was told: the latest in a bar that never takes the focus, all in a list with their time (F051)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QDateTime, QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from agent_desktop.client.mail import Mail
from agent_desktop.client.reactions import Kind, Notice
from agent_desktop.client.view import View
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.labels import label
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.words import sentence, translate

KEPT = 500
"""So many are kept, the latest."""


class Urgency(Enum):
    """How a bar looks: told, or something is wrong."""

    NOTICE = "notice"
    PROBLEM = "problem"


@dataclass(frozen=True)
class Told:
    """One notice and when it came (ms UTC, this PC's clock)."""

    notice: Notice
    at: int

    def text(self) -> str:
        """The sentence in the person's language."""
        return sentence(self.notice.code, self.notice.params)

    def time(self) -> str:
        """The time of day."""
        return QDateTime.fromMSecsSinceEpoch(self.at).time().toString("HH:mm")


@dataclass(frozen=True)
class Written:
    """A message of somebody, and when it came (ms UTC, this PC's clock)."""

    mail: Mail
    at: int

    def text(self) -> str:
        """Who wrote what."""
        return f"{self.mail.sender_name or translate('mail', 'The system')}: {self.mail.text}"


class NoticeList(QListWidget):
    """All that the system, the administrator and colleagues said since the log-in, the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice_list")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(1)
        self.told = 0
        self._told: deque[Told | Written] = deque(maxlen=KEPT)
        self._user = ""
        self._last = 0  # number of the last message
        self._write()

    def add(self, told: Told) -> None:
        """Put one at the top."""
        self._put(told)

    def show_view(self, view: View) -> None:
        """Put new messages at the top; another person begins with nothing."""
        user = view.agent.id if view.agent is not None else ""
        if user and user != self._user:
            if self._user:
                self._told.clear()
                self._write()
            self._user, self._last = user, 0
        for mail in view.mail:
            if mail.id > self._last:
                self._last = mail.id
                if not mail.mine:
                    self._put(Written(mail, mail.at - view.offset_ms))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._write()

    def _put(self, told: Told | Written) -> None:
        if not self._told:
            self.clear()
        self.told += 1
        self._told.appendleft(told)
        self.insertItem(0, _line(told))
        if self.count() > KEPT:
            self.takeItem(KEPT)

    def _write(self) -> None:
        self.setAccessibleName(self.tr("Message history"))
        self.clear()
        for told in self._told:
            self.addItem(_line(told))
        if not self._told:
            empty = QListWidgetItem(self.tr("No messages"))
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(empty)


def _line(told: Told | Written) -> QListWidgetItem:
    time = QDateTime.fromMSecsSinceEpoch(told.at).time().toString("HH:mm")
    return QListWidgetItem(f"{time}  {told.text()}")


class Bar(QFrame):
    """One sentence across the window with up to two buttons. Its owner shows it when it is its turn."""

    changed = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self.text = label(Text.BODY, self, name=f"{name}_text")
        self.text.setWordWrap(True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(12, 6, 8, 6)
        self.row.setSpacing(8)
        self.row.addWidget(self.text, 1)
        self.hide()

    @property
    def speaking(self) -> bool:
        """Whether it has something to say."""
        return bool(self.text.text())

    def say(self, text: str, urgency: Urgency = Urgency.NOTICE) -> None:
        """Have this sentence to say; empty for nothing. The focus stays where it is."""
        if text != self.text.text():
            set_mark(self, "card", urgency.value)
            self.text.setText(text)
            self.setAccessibleName(text)
            self.changed.emit()

    def be_silent(self) -> None:
        """Have nothing to say."""
        self.say("")


class NoticeBar(Bar):
    """The latest notice, until it is dismissed or the next comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("notice_bar", theme, parent)
        self._told: Told | None = None
        self.dismiss = quiet_button("notice_dismiss", self)
        self.dismiss.clicked.connect(self.be_silent)
        self.row.addWidget(self.dismiss)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def tell(self, told: Told) -> None:
        """Show a notice with its time."""
        self._told = told
        urgency = Urgency.NOTICE if told.notice.kind is Kind.NOTICE else Urgency.PROBLEM
        self.say(f"{told.time()}  {told.text()}", urgency)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.dismiss.setText("✕")
        self.dismiss.setToolTip(self.tr("Dismiss this message"))
        self.dismiss.setAccessibleName(self.tr("Dismiss this message"))
        if self._told and self.speaking:
            self.tell(self._told)


class CloseBar(Bar):
    """Asks, in the window, whether to close it with a call in progress."""

    close_anyway = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("close_bar", theme, parent)
        self.hang_up = QPushButton(self)
        self.hang_up.setObjectName("close_anyway")
        self.hang_up.clicked.connect(self.close_anyway)
        self.stay = QPushButton(self)
        self.stay.setObjectName("close_not")
        self.stay.clicked.connect(self.be_silent)
        for button in (self.stay, self.hang_up):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the sentence gives way
            self.row.addWidget(button)
        self._retranslate()

    def ask(self) -> None:
        """Ask."""
        self.say(self.tr("You have a call. Closing the program ends it."), Urgency.PROBLEM)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.stay.setText(self.tr("Stay"))
        self.hang_up.setText(self.tr("Close"))
        if self.speaking:
            self.ask()
