"""Asks whether a server is to be trusted that could not prove itself over TLS: the routing server, or the telephone's.

A bar in the window says so and stops no work; the question is a dialog beside it, opened by a click, or by the log-in
that it stops. Until it is answered that server is told nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.client.trusted import CertificateFault, Doubted
from agent_desktop.client.view import View
from agent_desktop.ui.buttons import push_button
from agent_desktop.ui.context import Context
from agent_desktop.ui.labels import label
from agent_desktop.ui.notices import Bar, Urgency
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.typography import Text

CERTIFICATE = "certificate"
"""What the dialog is called among the others."""

WIDTH = 520
GROUP = 24
"""Characters of a fingerprint, eight pairs with their colons, after which its line may be broken."""


class CertificateBar(Bar):
    """``opens`` asks for the dialog."""

    opens = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("certificate_bar", theme, parent)
        self._asked = False
        self.look = QPushButton(self)
        self.look.setObjectName("certificate_look")
        self.look.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.look.clicked.connect(lambda: self.opens.emit(CERTIFICATE))
        self.row.addWidget(self.look)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Say that there is a question, as long as there is one."""
        self._asked = view.doubt is not None
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _say(self) -> None:
        self.say(self.tr("The server cannot prove who it is.") if self._asked else "", Urgency.PROBLEM)

    def _retranslate(self) -> None:
        self.look.setText(self.tr("Details…"))
        self.look.setToolTip(self.tr("Compare the server's certificate, and decide whether to trust it"))
        self._say()


class CertificateDialog(QDialog):
    """The question, with the fingerprints to compare. Enter decides nothing, and Escape is no."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = context.desk
        self._doubted: Doubted | None = None
        self.why = self._text(Text.LEAD, "certificate_why")
        self.advice = self._text(Text.BODY, "certificate_advice")
        self.fingerprint = self._text(Text.BODY_STRONG, "certificate_fingerprint")
        self.once = self._text(Text.BODY, "certificate_once")
        self.before = self._text(Text.BODY, "certificate_before")
        self.refuse = push_button("certificate_refuse", self)
        self.refuse.clicked.connect(self.reject)
        self.trust = push_button("certificate_trust", self)
        self.trust.clicked.connect(self._accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        for part in (self.why, self.advice, self.fingerprint, self.once, self.before):
            column.addWidget(part)
        column.addSpacing(8)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addStretch(1)
        answers.addWidget(self.refuse)
        answers.addWidget(self.trust)
        column.addLayout(answers)
        self._retranslate()

    def show_view(self, view: View) -> None:
        """Ask about the certificate that is shown now; when there is none any more, the question is over."""
        if view.doubt is None:
            self.reject()
        elif view.doubt != self._doubted:
            self._doubted = view.doubt
            self._write(self._doubted)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def _accept(self) -> None:
        if self._doubted is not None:
            self._desk.trust_certificate(self._doubted.fingerprint)
        self.accept()

    def _write(self, doubted: Doubted) -> None:
        self.why.setText(self._why(doubted))
        self.fingerprint.setText(in_groups(doubted.fingerprint))
        self.before.setText(in_groups(doubted.before))
        for part in (self.once, self.before):
            part.setVisible(bool(doubted.before))
        layout = self.layout()
        assert layout is not None
        self.setFixedSize(WIDTH, layout.totalHeightForWidth(WIDTH))

    def _why(self, doubted: Doubted) -> str:
        if doubted.before:
            text = self.tr("The server {server} shows another certificate than the one you trusted.")
        else:
            text = {
                CertificateFault.UNKNOWN: self.tr(
                    "Nobody this PC relies on vouches for the certificate of the server {server}."
                ),
                CertificateFault.OUT_OF_DATE: self.tr("The certificate of the server {server} is not valid today."),
                CertificateFault.OTHER_NAME: self.tr(
                    "The server {server} shows the certificate of somebody else: {subject}."
                ),
                CertificateFault.INVALID: self.tr("The certificate of the server {server} cannot be relied on."),
            }[doubted.fault]
        return text.replace("{server}", doubted.server).replace("{subject}", doubted.subject)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("The server's certificate"))
        self.advice.setText(
            self.tr("It was told nothing. Trust it only if your administrator names this fingerprint (SHA-256):")
        )
        self.once.setText(self.tr("Trusted until now:"))
        self.trust.setText(self.tr("&Trust this certificate"))
        self.trust.setToolTip(self.tr("This PC works with this server, now and at every log-in"))
        self.refuse.setText(self.tr("Do &not trust it"))
        self.refuse.setToolTip(self.tr("This server is told nothing"))
        if self._doubted is not None:
            self._write(self._doubted)

    def _text(self, kind: Text, name: str) -> QLabel:
        made = label(kind, self, name=name)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made


def in_groups(fingerprint: str) -> str:
    """A fingerprint with spaces at which its line may be broken."""
    return " ".join(fingerprint[start : start + GROUP] for start in range(0, len(fingerprint), GROUP))
