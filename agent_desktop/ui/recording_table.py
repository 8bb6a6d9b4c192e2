"""Voice messages of the agent's queues and recordings of own calls: listened to here, and called back (F037, F042)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPixmap, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QToolButton, QWidget

from agent_desktop.client.listened import Heardable, PlayerState, PlayerView
from agent_desktop.client.view import View
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.columns import NUMBER, Column
from agent_desktop.ui.desk_port import DeskPort
from agent_desktop.ui.dial_table import DialTable, stamp
from agent_desktop.ui.icons import icon, pixmap
from agent_desktop.ui.labels import label
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text

CALL_KEY = "Ctrl+Return"
STEP_MS = 5_000
"""An arrow key on the slider goes so far."""


class PlaceSlider(QSlider):
    """Where in the sound one is. ``sought`` is called with a place (ms) when a person chose one, by mouse or key."""

    def __init__(self, sought: Callable[[int], None], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sought = sought
        self.setObjectName("recording_place")
        self.setSingleStep(STEP_MS)
        self.setPageStep(3 * STEP_MS)
        self.setTracking(False)  # a drag asks once, where it ends
        self.valueChanged.connect(sought)

    def show_place(self, ms: int, of_ms: int) -> None:
        """Show how far it is; a person who drags is left alone."""
        if self.isSliderDown():
            return
        self.blockSignals(True)
        self.setRange(0, of_ms)
        self.setValue(min(ms, of_ms))
        self.blockSignals(False)


class RecordingTable(DialTable):
    """Who, for which queue, when, how long, heard or not. Enter or a double-click plays, Space pauses."""

    def __init__(self, theme: Theme, desk: DeskPort, parent: QWidget | None = None) -> None:
        self._theme, self._desk = theme, desk
        self._offset_ms = 0
        self._player = PlayerView()
        super().__init__("recording", parent)
        self.play = self._button("recording_play", self._toggle)
        self.call = self._button("recording_call", self._call)
        self.place = PlaceSlider(self._seek, self)
        self.time = label(Text.CAPTION, self, tint="muted", name="recording_time")
        self.head.addWidget(self.call)
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.play)
        foot.addWidget(self.place, 1)
        foot.addWidget(self.time)
        self.box.addLayout(foot)
        self.view.selectionModel().currentChanged.connect(lambda *_: self._show_player())
        self.table.modelReset.connect(self._show_player)
        shortcut = QShortcut(QKeySequence(CALL_KEY), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setObjectName("key_recording_call")
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self._call)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def show_view(self, view: View, now: int) -> None:
        """Show the list at ``now`` (server's clock, ms), and what is listened to."""
        self._offset_ms = view.offset_ms
        self.show_all(view.recordings, now)
        self._player = view.player
        self.tick(now)

    def tick(self, now: int) -> None:
        """Count on."""
        self._now = now
        self._show_player()

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks: the list is asked for."""
        super().showEvent(event)
        self._desk.look_for_recordings(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self._desk.look_for_recordings(on=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Space in the list plays and pauses."""
        if watched is not self.view or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Space:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            self._toggle()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def columns(self) -> Sequence[Column[Any]]:
        """Who, queue, when, what it is and how long."""
        return (
            Column(lambda: self.tr("From"), lambda row, now: self._who(row), decoration=self._icon, id="from"),
            Column(lambda: self.tr("Queue"), lambda row, now: row.queue, id="queue"),
            Column(lambda: self.tr("When"), lambda row, now: self._when(row, now), "88 Mmmm", NUMBER, id="when"),
            Column(lambda: self.tr("Recording"), lambda row, now: self._what(row), id="what"),
        )

    def key(self) -> Callable[[Any], Hashable]:
        """Where it stands."""
        return lambda row: row.path

    def finds(self, row: Heardable, wanted: str) -> bool:
        """By who, queue or what it is."""
        words = (self._who(row), row.queue, self._what(row))
        return any(wanted in word.casefold() for word in words)

    def called_by(self, row: Heardable) -> str:
        """The number of who left a message."""
        return row.number

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            self.view.selectRow(index.row())
            self._desk.play(self.table.rows[index.row()].path)

    def _toggle(self) -> None:
        """Pause what is heard, else go on with it, else begin what is chosen."""
        row, player = self.current(), self._player
        if player.state is PlayerState.PLAYING and (row is None or row.path == player.path):
            self._desk.pause()
        elif row is not None:
            self._desk.play(row.path, player.from_ms if row.path == player.path else 0)
        elif player.path:
            self._desk.play(player.path, player.from_ms)

    def _seek(self, place: int) -> None:
        row = self.current()
        path = row.path if row is not None else self._player.path
        if path:
            self._desk.play(path, place)

    def _call(self) -> None:
        row = self.current()
        if row is not None and row.number:
            self.dial.emit(row.number)

    def _show_player(self) -> None:
        """Of what is chosen; of another one nothing is shown, though it may be heard."""
        row, player = self.current(), self._player
        heard = row is None or row.path == player.path
        playing = heard and player.state is PlayerState.PLAYING
        reached = player.position_ms(self._now) if heard else 0
        known = [one.ms for one in self.table.rows if one.path == (row.path if row is not None else player.path)]
        length = known[0] if known else 0
        self.play.setIcon(icon("pause" if playing else "play", self._theme.colours.text))
        words = (self.tr("Pause") if playing else self.tr("Play")) + " (Space)"
        self.play.setToolTip(words)
        self.play.setAccessibleName(words)
        self.play.setEnabled(row is not None or bool(player.path))
        self.call.setEnabled(row is not None and bool(row.number))
        self.place.setEnabled(length > 0)
        self.place.show_place(reached, length)
        self.time.setText(self._time(player, reached, length, heard=heard and bool(player.path)))

    def _time(self, player: PlayerView, reached: int, length: int, *, heard: bool) -> str:
        if heard and player.state is PlayerState.FETCHING:
            return self.tr("Fetching …")
        if not length:
            return span(reached) if heard else ""
        return f"{span(min(reached, length))} / {span(length)}"

    def _who(self, row: Heardable) -> str:
        who = " ".join(part for part in (row.name, row.number) if part)
        return who or self.tr("Case {number}").format(number=row.case)

    def _when(self, row: Heardable, now: int) -> str:
        return stamp(row.begun - self._offset_ms, now - self._offset_ms)

    def _what(self, row: Heardable) -> str:
        news = self.tr("New") if row.new else self.tr("Heard")
        words = news if row.message else self.tr("Call")
        return f"{words} {span(row.ms)}" if row.ms else words

    def _icon(self, row: Heardable) -> QPixmap:
        colours = self._theme.colours
        colour = colours.caution if row.new else colours.muted
        return pixmap("voicemail" if row.message else "record", colour, 16, self.devicePixelRatioF())

    def _button(self, name: str, clicked: Callable[[], None]) -> QToolButton:
        button = quiet_button(name, self)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(clicked)
        return button

    def _retranslate(self) -> None:
        words = self.tr("Put the number into the dial field ({key})").format(key="Ctrl+Enter")
        self.call.setIcon(icon("phone", self._theme.colours.text))
        self.call.setToolTip(words)
        self.call.setAccessibleName(words)
        self.place.setToolTip(self.tr("Where in the recording"))
        self.place.setAccessibleName(self.place.toolTip())
        self.filter.setPlaceholderText(self.tr("Filter by caller or queue"))
        self.filter.setAccessibleName(self.tr("Filter the recordings"))
        self.view.setAccessibleName(self.tr("Voice messages and recordings"))
        self._show_player()
        self.retranslate()
