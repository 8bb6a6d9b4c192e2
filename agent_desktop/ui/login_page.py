"""The log-in page: server, user, password and language; what went wrong is said in place (F002, F126)."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from agent_desktop.ui.card_page import card_on
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.icons import app_icon
from agent_desktop.ui.known_names import KnownNames
from agent_desktop.ui.labels import label
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Known, Remembered
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.tick_box import TickBox
from agent_desktop.ui.typography import Text, font
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.words import sentence

WIDTH = 360
ICON = 48


class Ring(Enum):
    """What is known of this PC's keyring."""

    UNKNOWN = "unknown"
    THERE = "there"
    NONE = "none"
    SILENT = "silent"  # it did not give the password that it has
    FULL = "full"  # it did not take the password


class LoginPage(QWidget):
    """Enter in any field logs in: ``asked(server, user, password)``; empty: the one in the keyring. It keeps none.

    ``shown`` comes each time it is on the screen.
    """

    asked = Signal(str, str, str)
    shown = Signal()

    def __init__(self, theme: Theme, languages: Languages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._languages = languages
        self._code = ""
        self._params: tuple[tuple[str, str], ...] = ()
        self._missing: QLineEdit | None = None
        self._waiting = False
        self._held = False
        self._locked: frozenset[str] = frozenset()
        self._ring = Ring.UNKNOWN
        self._remembered = Remembered()
        self._title = label(Text.TITLE, self)
        self._captions = {name: label(Text.CAPTION, self) for name in ("server", "user", "password", "language")}
        self.server, self.password = QLineEdit(self), QLineEdit(self)
        self.user = KnownNames(theme, self)
        self.user.chosen.connect(self._take)
        for name, field in (("server", self.server), ("user", self.user), ("password", self.password)):
            field.setObjectName(f"login_{name}")
            field.returnPressed.connect(self._ask)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        for field in (self.server, self.user):
            field.textChanged.connect(self._show_kept)
        self.keep = TickBox(theme, self)
        self.keep.setObjectName("login_keep")
        self.keep.setFont(font(Text.CAPTION))
        self.no_ring = label(Text.CAPTION, self, tint="muted", name="login_no_ring")
        self.no_ring.setWordWrap(True)
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
        for one, following in pairwise((self.server, self.user, self.password, self.keep, self.language, self.button)):
            self.setTabOrder(one, following)
        self._retranslate()

    @property
    def keeps(self) -> bool:
        """Whether the password is to go to the keyring."""
        return self.keep.isChecked() and self._ring is not Ring.NONE

    def remember(self, remembered: Remembered) -> None:
        """Offer who logged in here before."""
        self._remembered = remembered
        self.user.offer(remembered.known)
        self._show_kept()

    def show_ring(self, ring: Ring) -> None:
        """Say what there is of a keyring."""
        self._ring = ring
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
        self._waiting, self._held, self._code, self._params, self._missing = False, False, code, params, None
        self.password.clear()
        self._retranslate()
        if self.isVisible():
            self.password.setFocus()

    def hold(self, code: str) -> None:
        """Say what has to be decided first; what was typed stays, and ``go_on`` asks with it."""
        self._waiting, self._held, self._code, self._params, self._missing = False, True, code, (), None
        self._retranslate()

    def go_on(self) -> None:
        """It was decided, so that the log-in that was held can go on."""
        if self._held:
            self._ask()

    def ask_again(self, ring: Ring) -> None:
        """The keyring did not do its part: the password is typed."""
        self._waiting, self._code, self._missing = False, "", None
        self.show_ring(ring)
        if self.isVisible():
            self.password.setFocus()

    def succeed(self) -> None:
        """Forget the password and the problem."""
        self._waiting, self._held, self._code, self._missing = False, False, "", None
        self.password.clear()
        self._retranslate()

    def wait(self) -> None:
        """Show that the log-in is under way."""
        self._waiting, self._held, self._code, self._missing = True, False, "", None
        if self._ring in (Ring.SILENT, Ring.FULL):
            self._ring = Ring.THERE
        self._retranslate()
        self.button.repaint()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell so once it is painted: what comes of it must not make the person wait."""
        super().showEvent(event)
        QTimer.singleShot(0, self.shown.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _kept(self) -> bool:
        """Whether the keyring has the password of who stands here."""
        return self._remembered.who(self.server.text().strip(), self.user.text().strip()).kept

    def _show_kept(self) -> None:
        """The box is as this person left it; a password that is kept need not be typed."""
        self.keep.setChecked(self._kept())
        self._show_placeholder()

    def _show_placeholder(self) -> None:
        self.password.setPlaceholderText(self.tr("In the keyring: press Enter") if self._kept() else "")

    def _take(self, one: Known) -> None:
        """Another of those who logged in here before."""
        self.server.setText(one.server)
        self.user.setText(one.user)
        self.password.clear()
        self.password.setFocus()

    def _ask(self) -> None:
        if self._waiting:
            return
        fields = (self.server, self.user) if self._kept() else (self.server, self.user, self.password)
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
        box = card_on(self, WIDTH)
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
            if name == "password":
                box.addWidget(self.keep)
                box.addWidget(self.no_ring)
            box.addSpacing(8)
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().lineSpacing())
        self.problem.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self.problem)
        box.addSpacing(4)
        box.addWidget(self.button)

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
        self.keep.setText(self.tr("Keep the password in this PC's keyring"))
        self.keep.setToolTip(self.tr("Encrypted by the system, for your user session only"))
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setVisible(self._ring is not Ring.NONE)
        self.no_ring.setText(self.tr("This PC has no keyring: the password is asked for each time."))
        self.no_ring.setVisible(self._ring is Ring.NONE)
        self._show_placeholder()
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
        if self._ring is Ring.SILENT and not self._code:
            return self.tr("The keyring did not give the password: type it.")
        if self._ring is Ring.FULL and not self._code:
            return self.tr("The keyring did not take the password: it is asked for again.")
        return sentence(self._code, self._params) if self._code else ""
