"""The five languages: which there are, and changing from one to another while the window is open (F126)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from agent_desktop import resources
from agent_desktop.ui.variants import LANGUAGES, SOURCE


def of_system() -> str:
    """The first of the person's languages that we have, else English."""
    for tag in QLocale.system().uiLanguages():
        code = tag.replace("_", "-").split("-")[0].lower()
        if code in LANGUAGES:
            return code
    return SOURCE


def spoken(choice: str) -> str:
    """The language that is spoken by a choice: one of ``LANGUAGES``, or else the system's."""
    return choice if choice in LANGUAGES else of_system()


class Languages(QObject):
    """Installs the translators of one language; every widget then gets a LanguageChange event.

    ``locked``: the choice is the administrator's (F064).
    """

    changed = Signal()

    def __init__(self, app: QApplication, code: str = "", *, locked: bool = False) -> None:
        super().__init__(app)
        self.locked = False
        self._app = app
        self._installed: list[QTranslator] = []
        self.code = SOURCE
        self.choose(spoken(code))
        self.locked = locked

    def choose(self, code: str) -> None:
        """Speak this language, one of ``LANGUAGES``. A missing file leaves English words, never none."""
        if self.locked or (code == self.code and self._installed):
            return
        self.code = code  # before the translators: each of them that comes or goes makes the widgets ask again
        for translator in self._installed:
            self._app.removeTranslator(translator)
            translator.deleteLater()
        self._installed.clear()
        QLocale.setDefault(QLocale(code))
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in (qt / f"qtbase_{code}.qm", compiled(code)):
            translator = QTranslator(self)
            if file.is_file() and translator.load(str(file)):
                self._app.installTranslator(translator)
                self._installed.append(translator)
        self.changed.emit()


def compiled(code: str) -> Path:
    """Where the compiled words of a language are."""
    return resources.path(f"translations/agent_desktop_{code}.qm")
