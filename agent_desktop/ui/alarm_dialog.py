"""An agent's own alarm on a queue: how many may wait, and how long, before it is told (F065)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from agent_desktop.client.view import QueueInfo
from agent_desktop.domain.messages import AnyCommand, SetAlarm
from agent_desktop.ui.labels import label
from agent_desktop.ui.typography import Text

MOST_WAITING, LONGEST_S = 999, 36_000


class AlarmDialog(QDialog):
    """Two limits, 0 for none. It is kept at the server, and so follows the person to any PC."""

    def __init__(self, queue: QueueInfo, command: Callable[[str, AnyCommand], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alarm_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._queue, self._command = queue, command
        self.waiting, self.seconds = QSpinBox(self), QSpinBox(self)
        self.waiting.setRange(0, MOST_WAITING)
        self.seconds.setRange(0, LONGEST_S)
        self.seconds.setSingleStep(10)
        alarm = queue.alarm
        if alarm is not None:
            self.waiting.setValue(alarm.waiting or 0)
            self.seconds.setValue((alarm.longest_ms or 0) // 1000)
        self._captions = [label(Text.BODY, self), label(Text.BODY, self)]
        form = QFormLayout()
        for name, caption, number in zip(
            ("waiting", "seconds"), self._captions, (self.waiting, self.seconds), strict=True
        ):
            number.setObjectName(f"alarm_{name}")
            caption.setBuddy(number)
            form.addRow(caption, number)
        self.means = label(Text.CAPTION, self, tint="muted", name="alarm_means")
        self.means.setWordWrap(True)
        self.keep, self.cancel = QPushButton(self), QPushButton(self)
        for name, button, act in (("keep", self.keep, self._keep), ("cancel", self.cancel, self.reject)):
            button.setObjectName(f"alarm_{name}")
            button.setAutoDefault(name == "keep")
            button.clicked.connect(act)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        box = QVBoxLayout(self)
        box.addLayout(form)
        box.addWidget(self.means)
        box.addLayout(foot)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _keep(self) -> None:
        waiting, longest_ms = self.waiting.value() or None, self.seconds.value() * 1000 or None
        self._command(f"alarm_{self._queue.id}", SetAlarm(queue=self._queue.id, waiting=waiting, longest_ms=longest_ms))
        self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Alarm: {queue}").format(queue=self._queue.name))
        words = (self.tr("When so many wait"), self.tr("When the first waits so long"))
        for caption, number, text in zip(self._captions, (self.waiting, self.seconds), words, strict=True):
            caption.setText(text)
            number.setAccessibleName(text)
            number.setToolTip(self.tr("0: no alarm"))
            number.setSpecialValueText(self.tr("No alarm"))
        self.seconds.setSuffix(self.tr(" s"))
        self.means.setText(
            self.tr("It ends when it is clearly better, so that it does not come and go with every caller.")
        )
        self.keep.setText(self.tr("Keep"))
        self.cancel.setText(self.tr("Cancel"))
        self.keep.setToolTip(self.tr("Keep this alarm; it holds at any PC where you log in"))
        self.cancel.setToolTip(self.tr("Change nothing"))
