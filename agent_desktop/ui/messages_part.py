"""Messages between colleagues: what was written to and by this agent since the log-in, and a field to write (F055)."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.mail import Mail
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import SendMessage
from agent_desktop.ui.agents_table import may_write
from agent_desktop.ui.case_table import Command
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.emptiness import Emptiness
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.words import translate

PENDING = "message"
ROOMY = 240
"""From this height on the field for writing has several lines."""
Receiver = tuple[str, str]
"""``agent`` or ``queue``, and its id."""


class MessagesPart(QWidget):
    """The newest is at the foot. What is typed stays until the server has it; Enter sends it."""

    def __init__(self, theme: Theme, command: Command, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._view = View()
        self._mail: tuple[Mail, ...] = ()
        self._receivers: dict[Receiver, str] = {}
        self._sent = ""  # asked for, and not yet with the server
        self.list = QListWidget(self)
        self.list.setObjectName("mail_list")
        self.list.setWordWrap(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(1)
        self.empty = Emptiness(self.list, "mail", self)
        self.to = Choice(theme, self)
        self.to.setObjectName("mail_to")
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("mail_text")
        self.text.setTabChangesFocus(True)
        self._give_lines()
        self.text.installEventFilter(self)
        self.text.textChanged.connect(self._enable)
        self.send = QPushButton(self)
        self.send.setObjectName("mail_send")
        self.send.clicked.connect(self._send)
        self.writing = QWidget(self)
        row = QHBoxLayout()
        row.addWidget(self.to, 1)
        row.addWidget(self.send)
        write = QVBoxLayout(self.writing)
        write.setContentsMargins(0, 0, 0, 0)
        write.setSpacing(4)
        write.addLayout(row)
        write.addWidget(self.text)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.empty, 1)
        box.addWidget(self.writing)
        self.setFocusProxy(self.text)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Show the messages, and who can be written to."""
        was_mine = {mail.id for mail in self._mail if mail.mine}
        self._view = view
        if view.mail != self._mail:
            self._mail = view.mail
            self._write()
        new = [mail for mail in view.mail if mail.mine and mail.id not in was_mine]
        if self._sent and any(mail.text == self._sent for mail in new):
            if self.text.toPlainText() == self._sent:
                self.text.clear()
            self._sent = ""
        self._list_receivers()
        self.writing.setVisible(may_write(view))
        self._enable()

    def write_to(self, agent: str) -> None:
        """Have the field ready for a message to this colleague."""
        self._choose(("agent", agent))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the messages need it more."""
        super().resizeEvent(event)
        self._give_lines()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter sends."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                if not event.isAutoRepeat():
                    self._send()
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _give_lines(self) -> None:
        lines = 1 if self.height() < ROOMY else 3
        self.text.setFixedHeight(lines * self.text.fontMetrics().lineSpacing() + 12)

    def _send(self) -> None:
        text, to = self.text.toPlainText(), self._chosen
        if not self.send.isEnabled() or to is None:
            return
        kind, name = to
        self._sent = text
        message = SendMessage(text=text, agent=name) if kind == "agent" else SendMessage(text=text, queue=name)
        self._command(PENDING, message)

    def _enable(self) -> None:
        ready = self._view.link is Link.ONLINE and PENDING not in self._view.pending and self.to.count() > 0
        self.send.setEnabled(ready and bool(self.text.toPlainText().strip()))

    def _list_receivers(self) -> None:
        """Colleagues, and for a supervisor everybody of a queue. Who was chosen stays so while something is typed."""
        found: dict[Receiver, str] = {("agent", row.agent.id): row.agent.name for row in self._view.colleagues}
        if self._view.agent is not None and self._view.agent.supervisor:
            everybody = self.tr("Everybody of {queue}")
            found |= {("queue", row.id): everybody.format(queue=row.name) for row in self._view.queues if row.mine}
        chosen = self._chosen
        if chosen is not None and chosen not in found and self.text.toPlainText():
            found[chosen] = self._receivers[chosen]
        if found == self._receivers:
            return
        self._receivers = found
        self.to.clear()
        self.to.addItems(list(found.values()))
        self._choose(chosen)

    @property
    def _chosen(self) -> Receiver | None:
        at = self.to.currentIndex()
        return list(self._receivers)[at] if 0 <= at < len(self._receivers) else None

    def _choose(self, receiver: Receiver | None) -> None:
        known = list(self._receivers)
        self.to.setCurrentIndex(known.index(receiver) if receiver in known else 0)

    def _write(self) -> None:
        self.list.clear()
        for mail in self._mail:
            self.list.addItem(QListWidgetItem(f"{heading(mail, self._view.offset_ms)}\n{mail.text}"))
        self.list.scrollToBottom()
        self.empty.say("" if self._mail else self.tr("Nobody has written since you logged in."))

    def _retranslate(self) -> None:
        self.list.setAccessibleName(self.tr("Messages"))
        self.to.setAccessibleName(self.tr("Receiver"))
        self.to.setToolTip(self.tr("Who gets the message"))
        self.text.setAccessibleName(self.tr("Message"))
        self.text.setPlaceholderText(self.tr("Write a message; Enter sends it"))
        self.send.setText(self.tr("Send"))
        self.send.setToolTip(self.tr("Send the message (Enter)"))
        self._write()


def heading(mail: Mail, offset_ms: int) -> str:
    """When, from whom and to whom."""
    time = QDateTime.fromMSecsSinceEpoch(mail.at - offset_ms).time().toString("HH:mm")
    sender = mail.sender_name or translate("mail", "The system")
    if mail.mine:
        return f"{time}  → {mail.queue or ', '.join(mail.receivers)}"
    return f"{time}  {sender} → {mail.queue}" if mail.queue else f"{time}  {sender}"
