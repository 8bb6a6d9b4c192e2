"""The call in hand: customer, queue and time in the case, and on an offer why it came here (F043, F117)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.action import Group
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import Fields, View
from agent_desktop.domain.messages import AgentStatus, Offer
from agent_desktop.ui.labels import ElidedLabel, FitLabel, label
from agent_desktop.ui.spans import span
from agent_desktop.ui.style import RADIUS, set_mark
from agent_desktop.ui.talk_words import recording_words, talk_sentence
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.why import passed_over, why_sentence
from agent_desktop.ui.words import case_kind_name

NONE = "–"
LAST_ROW = 40
WRAP_UP = tuple(action for action in ACTIONS if action.group is Group.WRAP_UP)


class CallCard(QFrame):
    """Always the same fields in the same places, so that nothing jumps when a call comes.

    The last row is how it stands with the call, or the reason why it came; in wrap-up it has the buttons of
    ``Group.WRAP_UP`` (objectNames ``action_<id>``, wired by the page).
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._live = False  # a call rings or talks
        self._shown: tuple[View, Fields, int] | None = None
        self._offer: Offer | None = None  # of the case in hand; the reason is still there when the call is answered
        self.setObjectName("call_card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._kind = label(Text.CAPTION_STRONG, self, tint="muted", name="field_kind")
        self._queue_caption = label(Text.CAPTION, self, tint="muted")
        self.queue = ElidedLabel(Text.BODY_STRONG, self, "field_queue")
        self._number_caption = label(Text.CAPTION, self, tint="muted")
        self.number = FitLabel(Text.TITLE, Text.BODY_STRONG, self, "field_number")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name = ElidedLabel(Text.BODY, self, "field_name")
        self._time_caption = label(Text.CAPTION, self, tint="muted")
        self.time = label(Text.TITLE, self, name="field_case_time")
        self.time_note = label(Text.CAPTION_STRONG, self, name="field_case_note")
        self.why = label(Text.CAPTION, self, tint="muted", name="field_why")
        self.why.setWordWrap(True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.talk = label(Text.BODY_STRONG, self, name="field_talk")
        self.talk.setWordWrap(True)
        self.recording = label(Text.CAPTION_STRONG, self, tint="bad", name="field_recording")
        self.wrap_up = {action.id: self._small_button(f"action_{action.id}") for action in WRAP_UP}
        self._build()
        self._retranslate()

    def show_fields(self, view: View, fields: Fields, now: int) -> None:
        """Show the case at ``now`` (server's clock, ms)."""
        self._shown = (view, fields, now)
        case, details = view.case, view.details
        offered = fields.status is AgentStatus.OFFERED
        self._show_edge(live=case is not None and fields.status is not AgentStatus.WRAP_UP)
        called = bool(view.story.campaign) and case is not None and case.contact is not None
        self._kind.setText(self.tr("Campaign call") if called else case_kind_name(case.kind) if case else "")
        self.queue.setText(" – ".join(part for part in (fields.queue, view.story.campaign) if part) or NONE)
        number = fields.number or (self.tr("Number withheld") if details else "")
        self.number.setText(number or (NONE if case else self.tr("No call")))
        set_mark(self.number, "tint", "" if case else "muted")
        self.name.setText((details.name or view.known) if details else "")
        waited = (case.answered or now) - case.created if case else 0
        self._time_caption.setText(self.tr("Waiting for") if offered else self.tr("Time in case"))
        self.time.setText(span(waited) if offered else NONE if fields.case_ms is None else span(fields.case_ms))
        set_mark(self.time, "tint", "bad" if fields.over_limit else "" if case else "muted")
        self._show_note(fields, waited if case and not offered else None)
        self._show_why(view, fields, now)
        captions = {self.queue: self._queue_caption, self.number: self._number_caption, self.time: self._time_caption}
        for value, caption in captions.items():
            value.setAccessibleName(f"{caption.text()}: {value.text()}")

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card. Its edge lies within the margin: however thick, nothing inside moves."""
        colours = self._theme.colours
        width = 2.0 if self._live else 1.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.inbound.fill if self._live else colours.line), width))
        painter.setBrush(QColor(colours.surface))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _build(self) -> None:
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight)
        for part in (self._time_caption, self.time_note, self._kind):
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for part in (self.queue, self.number, self.name, self.time, self.time_note):
            part.setFixedHeight(part.fontMetrics().height() + 1)  # with words or without
        buttons = QWidget(self)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for name, button in self.wrap_up.items():
            row.addWidget(button, 0 if name == "extend_wrap_up" else 1)
        said = QWidget(self)
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (self.talk, self.why):
            lines.addWidget(part)
        lines.addStretch(1)
        self._last = QStackedWidget(self)
        self._last.addWidget(said)
        self._last.addWidget(buttons)
        self._last.setFixedHeight(max(2 * self.why.fontMetrics().lineSpacing() + 2, LAST_ROW))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._queue_caption)
        head.addWidget(self.queue, 1)
        head.addWidget(self._kind)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self._number_caption, 0, 0)
        grid.addWidget(self._time_caption, 0, 1)
        grid.addWidget(self.number, 1, 0)
        grid.addWidget(self.time, 1, 1)
        who = QHBoxLayout()
        who.setSpacing(8)
        who.addWidget(self.name, 1)
        who.addWidget(self.recording)
        grid.addLayout(who, 2, 0)
        grid.addWidget(self.time_note, 2, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(13, 9, 13, 9)
        box.setSpacing(6)
        box.addLayout(head)
        box.addLayout(grid)
        box.addWidget(self._last)

    def _small_button(self, name: str) -> QPushButton:
        made = QPushButton(self)
        made.setObjectName(name)
        made.setFont(font(Text.CAPTION_STRONG))
        return made

    def _retranslate(self) -> None:
        self._queue_caption.setText(self.tr("Queue"))
        self._number_caption.setText(self.tr("Customer's number"))
        if self._shown:
            self.show_fields(*self._shown)

    def _show_edge(self, *, live: bool) -> None:
        if live != self._live:
            self._live = live
            self.update()

    def _show_note(self, fields: Fields, waited: int | None) -> None:
        """Over the limit: said in words and with a symbol, not only in red."""
        if fields.over_limit:
            self.time_note.setText("⚠ " + self.tr("over the limit"))
        else:
            self.time_note.setText("" if waited is None else self.tr("waited {time}").format(time=span(waited)))
        set_mark(self.time_note, "tint", "bad" if fields.over_limit else "muted")

    def _show_why(self, view: View, fields: Fields, now: int) -> None:
        self._last.setCurrentIndex(1 if fields.status is AgentStatus.WRAP_UP else 0)
        if view.offer or not view.case or (self._offer and self._offer.case != view.case.id):
            self._offer = view.offer
        talk = talk_sentence(view, now)
        self.talk.setText(talk)
        self.talk.setVisible(bool(talk))
        self.why.setVisible(not talk)
        words = recording_words(view.talk, now)
        self.recording.setText(f"● {words}" if words else "")
        self.why.setText(why_sentence(self._offer.why) if self._offer else "")
        self.why.setToolTip(passed_over(self._offer, view) if self._offer else "")
