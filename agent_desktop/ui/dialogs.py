"""The dialogs beside the window: which there are, and opening each once; none is modal or takes the focus by itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from agent_desktop.client.actions import BY_ID
from agent_desktop.client.view import View
from agent_desktop.ui.action_rows import key_of
from agent_desktop.ui.certificate import CERTIFICATE, CertificateDialog
from agent_desktop.ui.context import Context
from agent_desktop.ui.icons import app_icon
from agent_desktop.ui.manual_dialog import ManualDialog
from agent_desktop.ui.report_dialog import ReportDialog
from agent_desktop.ui.settings_dialog import SettingsDialog

DIALOGS: dict[str, Callable[[Context, QWidget], QDialog]] = {
    "settings": SettingsDialog,
    CERTIFICATE: CertificateDialog,
    "report": ReportDialog,
    "manual": ManualDialog,
}
"""What the actions of the table open (``Action.opens``); one that shows the view has ``show_view``."""

MANUAL = "manual"
SECTIONS = {"settings": "settings", "report": "error-report", "keys": "keys", "sounds": "sound", "devices": "sound"}
"""Dialog, or page of the settings → the section of the manual that tells of it (F067)."""


class Dialogs:
    """Each is made when it is opened first, beside ``window``, and kept."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self.context, self._window = context, window
        self._view = View()
        self.made: dict[str, QDialog] = {}

    def open(self, name: str, section: str = "") -> QDialog:
        """Show a dialog in front: a person asked for it. The manual opens at a section, if one is given."""
        dialog = self.made.get(name)
        if dialog is None:
            dialog = self.made[name] = DIALOGS[name](self.context, self._window)
            dialog.setObjectName(name)
            dialog.setWindowIcon(app_icon())
            if name in SECTIONS:
                self._explain(name, dialog)
        self._show(dialog)
        if isinstance(dialog, ReportDialog) and not dialog.isVisible():
            dialog.open_anew()
        if isinstance(dialog, ManualDialog) and not dialog.isVisible():
            dialog.open_for(self._view)
        if isinstance(dialog, ManualDialog) and section:
            dialog.turn_to(section)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return dialog

    def show_view(self, view: View) -> None:
        """Draw what is true now in those that are open."""
        self._view = view
        for dialog in self.made.values():
            if dialog.isVisible():
                self._show(dialog)

    def forget(self) -> None:
        """Close them all, with what they show of whoever was logged in."""
        for dialog in self.made.values():
            dialog.close()
            dialog.deleteLater()
        self.made.clear()

    def _explain(self, name: str, dialog: QDialog) -> None:
        """The manual's key opens it from a dialog, too, at what the dialog is for."""
        key = QShortcut(dialog)
        key.setObjectName("key_manual")
        key.setAutoRepeat(False)
        key.activated.connect(lambda: self.open(MANUAL, SECTIONS.get(_page(dialog), SECTIONS[name])))

    def _show(self, dialog: QDialog) -> None:
        key = dialog.findChild(QShortcut, "key_manual")
        if key is not None:
            key.setKey(QKeySequence(key_of(BY_ID[MANUAL], self._view)))
        show_view: Callable[[View], None] | None = getattr(dialog, "show_view", None)
        if show_view is not None:
            show_view(self._view)


def _page(dialog: QDialog) -> str:
    """The page of the settings that is seen."""
    return list(dialog.pages)[dialog.stack.currentIndex()] if isinstance(dialog, SettingsDialog) else ""
