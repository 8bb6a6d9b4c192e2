"""The buttons. The big ones of actions: symbol, name and key at a glance; they show at once that they were heard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton, QWidget

from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.style import RADIUS, set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tokens import Colours, Tone, mix
from agent_desktop.ui.typography import Text, font

ICON = 20
LOW_ICON = 16
PAD = 8


class ActionButton(QAbstractButton):
    """One action of the table as a button.

    Looks, in order of precedence: *pending* (asked for, its event has not come), *lit* (in force now), *called for*
    (the one thing to do now, filled with its tone), available, unavailable. Each differs in more than colour. A
    ``low`` button has symbol, words and key on one line.
    """

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None, *, low: bool = False) -> None:
        super().__init__(parent)
        self._low = low
        self._theme = theme
        self._icon = icon
        self._key = self._note = ""
        self._tone: Tone | None = None
        self._lit = self._pending = self._called_for = False
        self.opens_menu = False
        self._ring = False
        self._widest: tuple[str, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    @property
    def pending(self) -> bool:
        """Whether it shows that it was heard and is being carried out."""
        return self._pending

    @property
    def lit(self) -> bool:
        """Whether it shows that its action is in force."""
        return self._lit

    @property
    def called_for(self) -> bool:
        """Whether it shows that it is the thing to do now."""
        return self._called_for

    def name(self, text: str, key: str, tip: str, widest: tuple[str, ...] = ()) -> None:
        """Take its words; ``widest`` are all it will ever show, so that its size never changes with its state."""
        self._key, self._widest = key, (text, *widest)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(tip)
        self.updateGeometry()
        self.update()

    def show_state(
        self, *, available: bool, lit: bool, pending: bool, called_for: bool, note: str, tone: Tone | None, icon: str
    ) -> None:
        """Show where its action stands, ``note`` in its corner; repaints only when something is different."""
        if not available:
            give_focus_up(self)
        self.setEnabled(available)
        new = (lit, pending, called_for, note, tone, icon)
        if new == (self._lit, self._pending, self._called_for, self._note, self._tone, self._icon):
            return
        self._lit, self._pending, self._called_for, self._note, self._tone, self._icon = new
        self.setAccessibleDescription(note)
        self.update()

    def hear(self) -> None:
        """Look pending from this moment, before anything else happens."""
        self._pending = True
        self.repaint()

    def sizeHint(self) -> QSize:
        """As wide as its widest words, as high as symbol and words."""
        metrics = QFontMetrics(font(Text.BODY_STRONG))
        words = max((metrics.horizontalAdvance(text) for text in self._widest), default=0)
        key = QFontMetrics(font(Text.CAPTION)).horizontalAdvance(self._key)
        if self._low:
            return QSize(words + LOW_ICON + 3 * PAD, max(LOW_ICON, metrics.height()) + 2 * PAD)
        return QSize(max(words + 2 * PAD, ICON + 2 * (key + PAD) + PAD), ICON + metrics.height() + 2 * PAD + 2)

    def minimumSizeHint(self) -> QSize:
        """Its words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, symbol, words and key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_frame(painter, self._theme.colours)
        if self._low:
            self._paint_line(painter, ink)
            return
        self._paint_symbol(painter, ink, QPointF(self.width() / 2, PAD + ICON / 2), ICON)
        painter.setPen(QColor(ink))
        painter.setFont(font(Text.BODY_STRONG if self._lit or self._called_for else Text.BODY))
        words = QRectF(0, PAD + ICON, self.width(), self.height() - PAD - ICON - 2)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.opens_menu:
            text = painter.fontMetrics().horizontalAdvance(self.text())
            chevron(painter, words.center() + QPointF(text / 2 + 10, 1), ink)
        quiet = ink if self._called_for or self._lit else self._theme.colours.muted
        painter.setPen(QColor(quiet))
        painter.setFont(font(Text.CAPTION))
        painter.drawText(
            QRectF(0, 5, self.width() - PAD, ICON), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, self._key
        )
        painter.drawText(QRectF(PAD, 5, self.width(), ICON), Qt.AlignmentFlag.AlignLeft, self._note)

    def _paint_frame(self, painter: QPainter, c: Colours) -> str:
        """Draw the frame for the state; what is written on it comes back."""
        fill, edge, ink, width = c.surface, mix(c.line, c.outline, 0.45), c.text, 1.0
        tone = self._tone or c.accent
        if self._called_for and self.isEnabled():
            fill = edge = tone.fill
            ink = tone.ink
        elif self._lit:
            fill, edge, width = mix(c.surface, tone.fill, 0.05 if self._note else 0.16), tone.fill, 2.0
        elif not self.isEnabled():
            fill, edge, ink = c.ground, c.line, c.muted
        if self.isEnabled() and (self.isDown() or self.underMouse()):
            fill = mix(fill, c.text, 0.14 if self.isDown() else 0.06)
        pen = QPen(QColor(edge), width)
        if self._pending:
            pen = QPen(QColor(ink if self._called_for else c.focus), 2.0, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(fill))
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(c.surface if self._called_for else c.focus), 2.0))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), RADIUS - 3, RADIUS - 3)
        return ink

    def _paint_line(self, painter: QPainter, ink: str) -> None:
        """Symbol and words on one line, in the middle; the key is in the tooltip."""
        painter.setFont(font(Text.BODY_STRONG if self._lit or self._called_for else Text.BODY))
        words = painter.fontMetrics().horizontalAdvance(self.text())
        left = max(PAD, (self.width() - words - LOW_ICON - PAD) / 2)
        self._paint_symbol(painter, ink, QPointF(left + LOW_ICON / 2, self.height() / 2), LOW_ICON)
        painter.setPen(QColor(ink))
        start = left + LOW_ICON + PAD
        room = QRectF(start, 0, self.width() - start, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_symbol(self, painter: QPainter, ink: str, centre: QPointF, size: int) -> None:
        if self._pending:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            for step in (-8, 0, 8):
                painter.drawEllipse(centre + QPointF(step * size / ICON, 0), size / 8, size / 8)
            return
        drawing = pixmap(self._icon, ink, size, self.devicePixelRatioF())
        painter.drawPixmap(centre - QPointF(size / 2, size / 2), drawing)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that the pointer is over it."""
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show that the pointer has left."""
        self.update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus if it was the keyboard that brought it."""
        self._ring = by_keyboard(event, self._ring)
        self.update()
        super().focusInEvent(event)


def quiet_button(name: str, parent: QWidget) -> QToolButton:
    """A small button without a frame, for a symbol; ``name`` is its objectName."""
    made = QToolButton(parent)
    made.setObjectName(name)
    set_mark(made, "quiet", True)
    return made


def push_button(name: str, parent: QWidget) -> QPushButton:
    """A button with words that Enter presses only when it has the focus; ``name`` is its objectName."""
    made = QPushButton(parent)
    made.setObjectName(name)
    made.setAutoDefault(False)
    return made


def by_keyboard(event: QFocusEvent, before: bool) -> bool:
    """Whether a focus is to be shown: yes when the keyboard moved it, as before when the window comes back."""
    reason = event.reason()
    if reason in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
        return before
    return reason in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


def chevron(painter: QPainter, centre: QPointF, ink: str) -> None:
    """Draw the sign that there is more below."""
    painter.setPen(QPen(QColor(ink), 1.75, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline([centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)])


def give_focus_up(widget: QWidget) -> None:
    """Before ``widget`` is switched off: move the focus to the page, not on to the next button.

    Qt would give it to the next control; a second Enter after "Answer" would then press "Hang up".
    """
    window = widget.window()
    if widget.isEnabled() and window.focusWidget() is widget:
        refuge = window.findChild(QWidget, "state_band")
        if refuge:
            refuge.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            widget.clearFocus()
