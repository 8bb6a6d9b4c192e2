"""The coloured band that says from two metres what the agent is doing and for how long (F011–F014, F111)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from agent_desktop.client.view import Fields, Link, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.buttons import by_keyboard
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.labels import ElidedLabel, FitLabel, label
from agent_desktop.ui.return_menu import planned, return_words
from agent_desktop.ui.spans import countdown, span
from agent_desktop.ui.style import RADIUS
from agent_desktop.ui.talk_words import listening_words
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Tone, icon_of, tone_of
from agent_desktop.ui.troubles import time_apart
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.words import link_name, next_status, reason_name, status_name

HEIGHT = 80
LOW = 56
ICON = 36
DOT = " · "


class Countdown(QWidget):
    """The caption and the time at the right of the band; a double-click asks to stop the countdown (F012)."""

    stop = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("countdown")
        self.caption = label(Text.CAPTION_STRONG, self, name="band_caption")
        self.time = label(Text.TITLE, self, name="band_time")
        self.box = box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addStretch()
        for part in (self.caption, self.time):
            part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            box.addWidget(part)
        box.addStretch()
        usual = QFontMetrics(font(Text.TITLE)).horizontalAdvance("(00:00)")
        self.setMinimumWidth(usual + 2)  # so that the rest keeps its place

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask to stop."""
        self.stop.emit()


class StateBand(QFrame):
    """Symbol, status, what comes next, and the time in it; in wrap-up AFTERCALL with what remains.

    It takes the keyboard focus (a screen reader then reads the state), and is where the focus goes when a button that
    had it is switched off.
    """

    stop_timer = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._status = AgentStatus.LOGGED_OUT
        self._coloured: tuple[AgentStatus, Tone] | None = None
        self._fields: Fields | None = None
        self._view = View()
        self._ring = False
        self.setObjectName("state_band")
        self.setFixedHeight(HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._symbol = QLabel(self)
        self._symbol.setFixedSize(ICON, ICON)
        self.headline = FitLabel(Text.HEADLINE, Text.LEAD, self, "band_headline")
        self.detail = ElidedLabel(Text.BODY, self, "band_detail")
        self.countdown = Countdown(self)
        self.countdown.stop.connect(self.stop_timer)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch()
        words.addWidget(self.headline)
        words.addWidget(self.detail)
        words.addStretch()
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 16, 4)
        row.setSpacing(12)
        row.addWidget(self._symbol)
        row.addLayout(words, 1)
        row.addWidget(self.countdown)
        theme.changed.connect(self._colour)
        self._colour()

    def set_low(self, *, low: bool) -> None:
        """Take less room, on a low screen."""
        self.setFixedHeight(LOW if low else HEIGHT)

    def show_fields(self, view: View, fields: Fields, now: int) -> None:
        """Show the state at ``now`` (server's clock, ms)."""
        self._view, self._fields = view, fields
        self.headline.setText(status_name(fields.status))
        detail = self._detail(view, fields, now)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self._show_time(fields)
        self._status = fields.status
        coloured = (fields.status, self._tone())
        if coloured != self._coloured:
            self._coloured = coloured
            self._colour()
        words = ", ".join(filter(None, (self.headline.text(), detail)))
        self.setAccessibleName(self.tr("Status: {status}").format(status=words))
        self.setAccessibleDescription(f"{self.countdown.caption.text()} {self.countdown.time.text()}".strip())

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._fields:
            self._show_time(self._fields)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if it was the keyboard that brought it; it also comes here when a button is switched off."""
        self._ring = by_keyboard(event, self._ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the band with the activity's colour, and show the focus inside it."""
        tone = self._tone()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.fill))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tone.ink), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), RADIUS - 3, RADIUS - 3)

    def _show_time(self, fields: Fields) -> None:
        caption, text, tip = "", span(fields.status_ms), ""
        if fields.status is AgentStatus.WRAP_UP:
            caption = self.tr("AFTERCALL")
            if fields.wrap_up_left_ms is not None:
                text = f"({countdown(fields.wrap_up_left_ms)})"
                tip = self.tr("Double-click to stop the countdown")
        elif fields.status is AgentStatus.LOGGED_OUT:
            text = ""
        grew = len(text) != len(self.countdown.time.text())
        self.countdown.caption.setText(caption)
        self.countdown.caption.setVisible(bool(caption))
        self.countdown.time.setText(text)
        self.countdown.setToolTip(tip)
        if grew:
            self.countdown.updateGeometry()
            for box in (self.countdown.box, self._row):
                box.activate()  # before it is painted, so that no digit is ever cut

    def _detail(self, view: View, fields: Fields, now: int) -> str:
        if view.link is not Link.ONLINE:
            return link_name(view.link)
        if left := time_apart(view, now):
            return left
        if view.talk.ears:
            return listening_words(view.talk.ears)
        if fields.status is AgentStatus.OFFERED and view.offer:
            left = countdown(view.offer.until - now)
            return self.tr("Answer within {time}").format(time=left)
        if fields.status is AgentStatus.WRAP_UP and fields.wrap_up_left_ms is None:
            return self.tr("Lasts until you choose a status")
        back = return_words(planned(view), now)
        if view.then:
            return DOT.join(filter(None, (next_status(view.then), back)))
        return DOT.join(filter(None, (back, reason_name(fields.reason))))  # of a long one the end is cut

    def _tone(self) -> Tone:
        """The activity's; grey while the server is out of reach and only the last state is known."""
        known = self._view.link is Link.ONLINE or self._view.phone.active_leg is not None
        return tone_of(self._theme.colours, self._status if known else AgentStatus.LOGGED_OUT)

    def _colour(self) -> None:
        tone = self._tone()
        for part in (self.headline, self.detail, self.countdown.caption, self.countdown.time):
            part.setStyleSheet(f"color: {tone.ink};")
        self._symbol.setPixmap(pixmap(icon_of(self._status), tone.ink, ICON, self.devicePixelRatioF()))
        self.update()
