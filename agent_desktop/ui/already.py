"""What a second window says instead of itself: one agent has one softphone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from agent_desktop.ui.languages import Languages


def say_so(program: str, language: str) -> None:
    """Tell that Agent Desktop runs already; returns when that was read."""
    app = QApplication([program])
    languages = Languages(app, language)
    told = message()
    told.exec()
    del languages


def message() -> QMessageBox:
    """The box that tells it."""
    text = QCoreApplication.translate("already", "Agent Desktop is running already: look for its window.")
    return QMessageBox(QMessageBox.Icon.Information, "Agent Desktop", text)
