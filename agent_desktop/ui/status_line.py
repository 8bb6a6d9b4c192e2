"""The line at the foot: connection, softphone, microphone; a problem is a sentence, not only a lamp."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from agent_desktop.client.view import Link, View
from agent_desktop.ui.icons import pixmap
from agent_desktop.ui.labels import label
from agent_desktop.ui.meters import Meter
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text
from agent_desktop.ui.words import link_name


class StatusLine(QWidget):
    """Connection and phone at the left, level meters of microphone and earpiece at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = View()
        self.link = label(Text.CAPTION, self, name="status_link")
        self.phone = label(Text.CAPTION, self, name="status_phone")
        self.spoken = Meter(theme, "meter_spoken", self)
        self.heard = Meter(theme, "meter_heard", self)
        self._microphone, self._earpiece = QLabel(self), QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self.link)
        row.addSpacing(8)
        row.addWidget(self.phone)
        row.addStretch(1)
        for part in (self._microphone, self.spoken, self._earpiece, self.heard):
            row.addWidget(part)
        theme.changed.connect(self._retranslate)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Show the connection and the phone."""
        self._view = view
        self.link.setText(f"{'●' if view.link is Link.ONLINE else '○'} {link_name(view.link)}")
        set_mark(self.link, "tint", "muted" if view.link is Link.ONLINE else "caution")
        registered = view.phone.registered
        words = self.tr("Phone registered") if registered else self.tr("Phone not registered")
        if view.phone.testing:
            delay = view.phone.echo_ms
            words = self.tr("Test call: speak and hear yourself")
            if delay is not None:
                words = self.tr("Test call: you hear yourself after {delay} ms").format(delay=delay)
        self.phone.setText(f"{'●' if registered else '○'} {words}")
        set_mark(self.phone, "tint", "muted" if registered else "caution")
        self.spoken.show_level(view.phone.spoken_dbfs)
        self.heard.show_level(view.phone.heard_dbfs)
        self._show_microphone()
        self._show_line()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self.spoken.setAccessibleName(self.tr("Level of the microphone"))
        self.heard.setAccessibleName(self.tr("Level of the caller"))
        ratio = self.devicePixelRatioF()
        self._earpiece.setPixmap(pixmap("phone", self._theme.colours.muted, 14, ratio))
        self.show_view(self._view)

    def _show_line(self) -> None:
        """How the line is, for who rests the mouse on a meter, or asks a screen reader (F127)."""
        line, spoken, heard = self._view.line, "", ""
        if line is not None:
            spoken = self.tr("You are heard with {mos} of 4.5 points; {lost} % of your speech is lost.").format(
                mos=f"{line.spoken_mos:.1f}", lost=f"{100 * line.spoken_loss:.1f}"
            )
            heard = self.tr("You hear with {mos} of 4.5 points; {lost} % of the speech is lost.").format(
                mos=f"{line.heard_mos:.1f}", lost=f"{100 * line.heard_loss:.1f}"
            )
        for meter, words in ((self.spoken, spoken), (self.heard, heard)):
            meter.describe(words)
            meter.setToolTip("\n".join(filter(None, (meter.accessibleName(), words))))

    def _show_microphone(self) -> None:
        muted, colours = self._view.phone.muted, self._theme.colours
        colour = colours.bad if muted else colours.muted
        name = "mute" if muted else "unmute"
        self._microphone.setPixmap(pixmap(name, colour, 14, self.devicePixelRatioF()))
        self._microphone.setToolTip(self.tr("Microphone muted") if muted else self.tr("Microphone open"))
