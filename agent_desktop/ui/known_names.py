"""The field of the user name: it offers who logged in at this PC before, so that a shared PC changes hands quickly."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from agent_desktop.ui.buttons import chevron
from agent_desktop.ui.remembered import Known
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font

ARROW = 32
"""What of the field, at its right, opens the list."""


class KnownNames(QLineEdit):
    """Type a name, or open the list by the arrow or the Down key; ``chosen(Known)`` tells who was taken from it."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._known: tuple[Known, ...] = ()
        self._names = QStringListModel(self)
        self._list = QCompleter(self._names, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = QListView()
        self.popup.setObjectName("login_known")
        self.popup.setFont(font(Text.BODY))
        self._list.setPopup(self.popup)
        self._list.setWidget(self)  # opened by hand only: a list under every letter is in the way
        self._list.activated.connect(self._take)
        theme.changed.connect(self.update)
        self._retranslate()

    def offer(self, known: tuple[Known, ...]) -> None:
        """These logged in before, the latest first."""
        self._known = known
        self._names.setStringList([one.user for one in known])
        self.setTextMargins(0, 0, ARROW - 8 if self._several else 0, 0)
        self._retranslate()

    def open_list(self) -> None:
        """Show who logged in before."""
        if self._several:
            self._list.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The Down key opens the list."""
        if event.key() == Qt.Key.Key_Down and not self.popup.isVisible():
            self.open_list()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does the arrow."""
        if self._several and event.position().x() > self.width() - ARROW:
            self.open_list()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Over the arrow there is nothing to type."""
        over = self._several and event.position().x() > self.width() - ARROW
        self.setCursor(Qt.CursorShape.ArrowCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, then the arrow."""
        super().paintEvent(event)
        if self._several:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            chevron(painter, QPointF(self.width() - 18, self.height() / 2), self._theme.colours.muted)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    @property
    def _several(self) -> bool:
        return len(self._known) > 1

    def _take(self, name: str) -> None:
        one = next((one for one in self._known if one.user == name), None)
        if one is not None:
            self.chosen.emit(one)

    def _retranslate(self) -> None:
        self.setToolTip(self.tr("Who logged in here before (Down)") if self._several else "")
