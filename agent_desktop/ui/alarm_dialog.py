"""An agent's own alarm on a queue: the limits at which it is told (F065)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from agent_desktop.client.view import QueueInfo
from agent_desktop.domain.messages import Alarm, AlarmLimit, AnyCommand, SetAlarm
from agent_desktop.ui.labels import label
from agent_desktop.ui.typography import Text

MOST = {AlarmLimit.WAITING: 999, AlarmLimit.LONGEST: 36_000, AlarmLimit.READY: 999, AlarmLimit.LEVEL: 100}
"""The highest limits: callers, seconds, agents, percent."""
STEPS = {AlarmLimit.LONGEST: 10, AlarmLimit.LEVEL: 5}


def limits(alarm: Alarm | None) -> dict[AlarmLimit, int]:
    """An alarm's limits in the units of the dialog; 0: none."""
    if alarm is None:
        return dict.fromkeys(AlarmLimit, 0)
    seconds = (alarm.longest_ms or 0) // 1000
    return {
        AlarmLimit.WAITING: alarm.waiting or 0,
        AlarmLimit.LONGEST: seconds,
        AlarmLimit.READY: alarm.ready or 0,
        AlarmLimit.LEVEL: alarm.level or 0,
    }


class AlarmDialog(QDialog):
    """A number for each limit, 0 for none. It is kept at the server, and so follows the person to any PC."""

    def __init__(self, queue: QueueInfo, command: Callable[[str, AnyCommand], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("alarm_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._queue, self._command = queue, command
        self.numbers = {limit: QSpinBox(self) for limit in AlarmLimit}
        self._captions = {limit: label(Text.BODY, self) for limit in AlarmLimit}
        form = QFormLayout()
        form.setVerticalSpacing(8)
        for limit, value in limits(queue.alarm).items():
            number, caption = self.numbers[limit], self._captions[limit]
            number.setObjectName(f"alarm_{limit}")
            number.setRange(0, MOST[limit])
            number.setSingleStep(STEPS.get(limit, 1))
            number.setValue(value)
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
        values = {limit: number.value() for limit, number in self.numbers.items()}
        command = SetAlarm(
            queue=self._queue.id,
            waiting=values[AlarmLimit.WAITING] or None,
            longest_ms=values[AlarmLimit.LONGEST] * 1000 or None,
            ready=values[AlarmLimit.READY] or None,
            level=values[AlarmLimit.LEVEL] or None,
        )
        self._command(f"alarm_{self._queue.id}", command)
        self.accept()

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Alarm: {queue}").format(queue=self._queue.name))
        words = {
            AlarmLimit.WAITING: self.tr("When so many wait"),
            AlarmLimit.LONGEST: self.tr("When the first waits so long"),
            AlarmLimit.READY: self.tr("When fewer agents are ready"),
            AlarmLimit.LEVEL: self.tr("When the service level is lower"),
        }
        for limit, text in words.items():
            self._captions[limit].setText(text)
            number = self.numbers[limit]
            number.setAccessibleName(text)
            number.setToolTip(self.tr("0: no alarm"))
            number.setSpecialValueText(self.tr("No alarm"))
        self.numbers[AlarmLimit.LONGEST].setSuffix(self.tr(" s"))
        self.numbers[AlarmLimit.LEVEL].setSuffix(" %")
        self.numbers[AlarmLimit.LEVEL].setToolTip(self.tr("0: no alarm. Of today's callers, from the tenth of them on"))
        self.means.setText(
            self.tr("It ends when it is clearly better, so that it does not come and go with every caller.")
        )
        self.keep.setText(self.tr("Keep"))
        self.cancel.setText(self.tr("Cancel"))
        self.keep.setToolTip(self.tr("Keep this alarm; it holds at any PC where you log in"))
        self.cancel.setToolTip(self.tr("Change nothing"))
