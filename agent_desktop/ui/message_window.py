"""Messages of colleagues in small windows of their own, which close by themselves after a while (F058)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from agent_desktop.client.mail import Mail
from agent_desktop.client.view import View
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import MESSAGES_SECONDS, MESSAGES_SMALL
from agent_desktop.ui.agents_table import may_write
from agent_desktop.ui.icons import app_icon
from agent_desktop.ui.labels import ElidedLabel
from agent_desktop.ui.messages_part import heading
from agent_desktop.ui.typography import Text

LARGE, SMALL = (420, 240), (300, 120)
GAP = 8
MOST = 5
"""So many are seen at a time; the oldest goes when another comes."""


class MessageWindow(QWidget):
    """One message as plain text, whatever stands in it. It takes no focus, and stays while the person reads in it."""

    answered = Signal(str)
    """Agent id: to whom an answer is to be written."""

    def __init__(self, mail: Mail, head: str, *, seconds: int, small: bool, answers: bool) -> None:
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setObjectName("message_window")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowIcon(app_icon())
        self.mail = mail
        self.head = ElidedLabel(Text.BODY_STRONG, self, "message_head")
        self.head.setText(head)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("message_text")
        self.text.setReadOnly(True)
        self.text.setPlainText(mail.text)
        self.text.setMinimumHeight(1)
        self.text.setTabChangesFocus(True)
        self.answer = QPushButton(self)
        self.answer.setObjectName("message_answer")
        self.answer.setVisible(answers and bool(mail.sender))
        self.answer.clicked.connect(self._answer)
        self.done = QPushButton(self)
        self.done.setObjectName("message_close")
        self.done.clicked.connect(self.close)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(seconds * 1000)
        self.timer.timeout.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.answer)
        row.addWidget(self.done)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 6, 8, 8)
        box.setSpacing(4)
        box.addWidget(self.head)
        box.addWidget(self.text, 1)
        box.addLayout(row)
        self.resize(*(SMALL if small else LARGE))
        self._retranslate()
        self._count()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Who has the mouse here reads."""
        super().enterEvent(event)
        self.timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """The time begins anew."""
        super().leaveEvent(event)
        self._count()

    def changeEvent(self, event: QEvent) -> None:
        """Who works in it is not disturbed; speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self._count()
        elif event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _count(self) -> None:
        """Count down, unless it never closes by itself or somebody is here."""
        if self.timer.interval() > 0 and not self.isActiveWindow() and not self.underMouse():
            self.timer.start()
        else:
            self.timer.stop()

    def _answer(self) -> None:
        self.answered.emit(self.mail.sender)
        self.close()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Message"))
        self.text.setAccessibleName(self.tr("Message"))
        for button, words, means in (
            (self.answer, self.tr("Answer"), self.tr("Write back, in the tab Messages")),
            (self.done, self.tr("Close"), self.tr("Close this message; it stays in the tab Messages")),
        ):
            button.setText(words)
            button.setToolTip(means)


class MessageWindows:
    """Opens one for every message that comes; nothing is opened for those from before."""

    def __init__(self, preferences: Preferences, answer: Callable[[str], None]) -> None:
        self._preferences, self._answer = preferences, answer
        self._user = ""
        self._last = 0
        self.shown: list[MessageWindow] = []

    def show_view(self, view: View) -> None:
        """Open windows for what is new; with another person those of the former are closed."""
        user = view.agent.id if view.agent is not None else ""
        if user != self._user:
            self._user, self._last = user, 0
            self.close()
        for mail in view.mail:
            if mail.id > self._last:
                self._last = mail.id
                if not mail.mine:
                    self._open(mail, view)

    def close(self) -> None:
        """Close them all."""
        for window in tuple(self.shown):
            window.close()

    def _open(self, mail: Mail, view: View) -> None:
        window = MessageWindow(
            mail,
            heading(mail, view.offset_ms),
            seconds=self._preferences[MESSAGES_SECONDS],
            small=self._preferences[MESSAGES_SMALL] == "yes",
            answers=may_write(view),
        )
        window.answered.connect(self._answer)
        window.destroyed.connect(lambda: self._forget(window))
        self.shown.append(window)
        if len(self.shown) > MOST:
            self.shown[0].close()
        self._place(window)
        window.show()

    def _place(self, window: MessageWindow) -> None:
        """Above each other, at the right of the screen; where a program may not place windows, as it comes."""
        room = QGuiApplication.primaryScreen().availableGeometry()
        size = window.frameSize()
        below = (self.shown.index(window)) * (size.height() + GAP)
        top = max(room.top(), room.bottom() - below - size.height() - GAP)
        window.move(QPoint(room.right() - size.width() - GAP, top))

    def _forget(self, window: MessageWindow) -> None:
        if window in self.shown:
            self.shown.remove(window)
