"""The log-in page: server, user, password and language; what went wrong is said in place (F002, F126)."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from agent_desktop.ui.choice import Choice
from agent_desktop.ui.icons import app_icon
from agent_desktop.ui.labels import label
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.words import sentence

WIDTH = 360
ICON = 48


class LoginPage(QWidget):
    """Enter in any field logs in: ``asked(server, user, password)``. The password is kept nowhere."""

    asked = Signal(str, str, str)

    def __init__(self, theme: Theme, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._languages = languages
        self._code = ""
        self._params: tuple[tuple[str, str], ...] = ()
        self._missing: QLineEdit | None = None
        self._waiting = False
        self._locked: frozenset[str] = frozenset()
        self._title = label(Text.TITLE, self)
        self._captions = {name: label(Text.CAPTION, self) for name in ("server", "user", "password", "language")}
        self.server, self.user, self.password = (self._field(name) for name in ("server", "user", "password"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.language = Choice(theme, self)
        self.language.setObjectName("login_language")
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.activated.connect(lambda at: languages.choose(self.language.itemData(at)))
        self.problem = label(Text.BODY, self, tint="bad", name="login_problem")
        self.problem.setWordWrap(True)
        self.button = QPushButton(self)
        self.button.setObjectName("login_button")
        self.button.setFont(font(Text.BODY_STRONG))
        set_mark(self.button, "primary", True)
        self.button.clicked.connect(self._ask)
        self._build()
        self._retranslate()

    def fill(self, server: str, user: str) -> None:
        """Put in what is known; the cursor goes to the first field that is empty, if this page is the one in front."""
        self.server.setText(server)
        self.user.setText(user)
        empty = [field for field in (self.server, self.user) if not field.text()]
        if not self.isHidden():
            (empty[0] if empty else self.password).setFocus()

    def lock(self, fields: Collection[str]) -> None:
        """Of ``server``, ``user`` and ``language``, these are the administrator's to say (F064)."""
        self._locked = frozenset(fields)
        self.server.setReadOnly("server" in fields)
        self.user.setReadOnly("user" in fields)
        self.language.setEnabled("language" not in fields)
        self._retranslate()

    def fail(self, code: str, params: tuple[tuple[str, str], ...] = ()) -> None:
        """Say what was wrong, by its code; the password is typed anew."""
        self._waiting, self._code, self._params, self._missing = False, code, params, None
        self.password.clear()
        self._retranslate()
        if self.isVisible():
            self.password.setFocus()

    def succeed(self) -> None:
        """Forget the password and the problem."""
        self._waiting, self._code, self._missing = False, "", None
        self.password.clear()
        self._retranslate()

    def wait(self) -> None:
        """Show that the log-in is under way."""
        self._waiting, self._code, self._missing = True, "", None
        self._retranslate()
        self.button.repaint()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _field(self, name: str) -> QLineEdit:
        made = QLineEdit(self)
        made.setObjectName(f"login_{name}")
        made.returnPressed.connect(self._ask)
        return made

    def _ask(self) -> None:
        if self._waiting:
            return
        fields = (self.server, self.user, self.password)
        self._missing = next((field for field in fields if not field.text().strip()), None)
        if self._missing:
            self._code = ""
            self._retranslate()
            self._missing.setFocus()
            return
        self.wait()
        self.asked.emit(self.server.text().strip(), self.user.text().strip(), self.password.text())

    def _build(self) -> None:
        picture = QLabel(self)
        picture.setPixmap(app_icon().pixmap(QSize(ICON, ICON), self.devicePixelRatioF()))
        card = QFrame(self)
        set_mark(card, "card", "plain")
        card.setFixedWidth(WIDTH)
        box = QVBoxLayout(card)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(picture)
        head.addWidget(self._title, 1)
        box.addLayout(head)
        box.addSpacing(12)
        fields = {"server": self.server, "user": self.user, "password": self.password, "language": self.language}
        for name, field in fields.items():
            self._captions[name].setBuddy(field)
            box.addWidget(self._captions[name])
            box.addWidget(field)
            box.addSpacing(8)
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().lineSpacing())
        self.problem.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.problem)
        box.addSpacing(4)
        box.addWidget(self.button)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 16, 16, 16)
        page.addStretch(2)
        page.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        page.addStretch(3)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("Agent Desktop"))
        words = {
            "server": self.tr("Server"),
            "user": self.tr("User name"),
            "password": self.tr("Password"),
            "language": self.tr("Language"),
        }
        fields = {"server": self.server, "user": self.user, "password": self.password, "language": self.language}
        for name, text in words.items():
            self._captions[name].setText(text)
            fields[name].setAccessibleName(text)
            fields[name].setToolTip(self.tr("Locked by your administrator") if name in self._locked else "")
        self.language.setCurrentIndex(self.language.findData(self._languages.code))
        self.server.setPlaceholderText("http://127.0.0.1:8080")
        self.button.setText(self.tr("Logging in …") if self._waiting else self.tr("Log in"))
        self.button.setToolTip(self.tr("Log in (Enter)"))
        self.button.setAccessibleName(self.button.text())
        self.problem.setText(self._problem())

    def _problem(self) -> str:
        if self._missing is self.server:
            return self.tr("Type the address of the server.")
        if self._missing is self.user:
            return self.tr("Type your user name.")
        if self._missing is self.password:
            return self.tr("Type your password.")
        return sentence(self._code, self._params) if self._code else ""
