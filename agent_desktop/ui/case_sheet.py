"""What came before the call in hand, to be read: why it is made, attempts, notes, earlier calls (F068, F081, F109)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from agent_desktop.client.recents import RecentCall, Way
from agent_desktop.client.story import EarlierMatter, earlier
from agent_desktop.client.view import View
from agent_desktop.domain.messages import CaseKind, DialResult, OrderedAs
from agent_desktop.ui.labels import label
from agent_desktop.ui.spans import span
from agent_desktop.ui.typography import Text
from agent_desktop.ui.when_menu import moment
from agent_desktop.ui.words import case_kind_name, outcome_name, result_name

CALLS = 5
"""So many earlier calls are shown."""

SECTIONS = ("why", "notes", "history", "calls", "open")

SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
"""Tab comes to a section, so that a screen reader reads it and its text can be copied."""


class CaseSheet(QWidget):
    """Sections with a heading each; one that is empty is not there. All of it can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._now = 0
        self._parts: dict[str, tuple[QLabel, QLabel]] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(4, 6, 4, 6)
        box.setSpacing(0)
        for name in SECTIONS:
            head = label(Text.CAPTION_STRONG, self, tint="muted", name=f"sheet_{name}_head")
            text = label(Text.BODY, self, name=f"sheet_{name}")
            text.setWordWrap(True)
            text.setTextInteractionFlags(SELECTABLE)
            text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            text.setContentsMargins(0, 0, 0, 6)
            text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            self._parts[name] = (head, text)
            box.addWidget(head)
            box.addWidget(text)
        self._retranslate()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read."""
        return not any(text.text() for _, text in self._parts.values())

    @property
    def speaks(self) -> bool:
        """Whether there is more to read than that there were no earlier cases."""
        silent = frozenset[str]() if self._view.history.matters else frozenset({"history"})
        return any(text.text() for name, (_, text) in self._parts.items() if name not in silent)

    def show_view(self, view: View, now: int) -> None:
        """Show the story of the case in hand at ``now`` (server's clock, ms)."""
        self._view, self._now = view, now
        for name, words in (
            ("why", self._why()),
            ("notes", self._notes()),
            ("history", self._history()),
            ("calls", self._calls()),
            ("open", self._open()),
        ):
            head, text = self._parts[name]
            if words != text.text():
                text.setText(words)
            text.setAccessibleName(f"{head.text()}: {words}")
            head.setVisible(bool(words))
            text.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def text(self, name: str) -> str:
        """What a section says, by its name in ``SECTIONS``."""
        return self._parts[name][1].text()

    def _why(self) -> str:
        """Why this customer is called, and what was tried (F068)."""
        view, story = self._view, self._view.story
        if view.case is None or (view.case.kind is not CaseKind.CALLBACK and view.case.contact is None):
            return ""
        lines = []
        if story.campaign:
            lines.append(self.tr("Campaign: {name}").format(name=story.campaign))
        if story.ordered_as is not None:
            lines.append(self._ordered(story.ordered_as))
        tries = [f"{self._result(row.result)} {self._moment(row.at)}" for row in view.tried]
        attempts = self.tr("Attempts so far: {count}").format(count=story.attempts)
        lines.append(attempts + (f" ({', '.join(tries)})" if tries else ""))
        return "\n".join(lines)

    def _notes(self) -> str:
        return "\n".join(f"{note.author}, {self._moment(note.at)}: {note.text}" for note in self._view.story.notes)

    def _history(self) -> str:
        """Earlier cases of this customer as the server knows them, or that it has none (F081, F109)."""
        history = self._view.history
        if not history.known:
            return ""
        lines = [self._matter(row) for row in history.matters] or [self.tr("None is on record")]
        if history.more:
            lines.append(self.tr("Older ones are not shown"))
        return "\n".join(lines)

    def _matter(self, row: EarlierMatter) -> str:
        ended = result_name(row.result) if row.result is not None else outcome_name(row.outcome)
        kind = f"{case_kind_name(row.kind)} {row.case}"
        parts = (self._moment(row.at), kind, row.queue, row.agent, ended, *row.concluded)
        notes = [f"    {note.author}: {note.text}" for note in row.notes]
        return "\n".join((", ".join(part for part in parts if part), *notes))

    def _calls(self) -> str:
        view = self._view
        if view.case is None or view.details is None or view.history.matters:
            return ""  # the server's list has them, too
        rows = earlier(view.recents, view.case.id, view.details.number)
        return "\n".join(self._call(row) for row in rows[:CALLS])

    def _open(self) -> str:
        return "\n".join(
            f"{case_kind_name(row.kind)} {row.id}, {row.queue}" if row.queue else f"{case_kind_name(row.kind)} {row.id}"
            for row in self._view.story.open
        )

    def _call(self, row: RecentCall) -> str:
        match row.way:
            case Way.MISSED:
                words = self.tr("missed")
            case Way.RECEIVED:
                words = self.tr("received")
            case Way.DIALLED:
                words = self.tr("dialled")
        talked = f", {span(row.talked_ms)}" if row.talked_ms is not None else ""
        return f"{self._moment(row.at)}, {row.queue}: {words}{talked}"

    def _moment(self, at: int) -> str:
        return moment(at - self._view.offset_ms, self._now - self._view.offset_ms)

    def _ordered(self, how: OrderedAs) -> str:
        match how:
            case OrderedAs.IVR:
                return self.tr("Ordered by the customer on the phone")
            case OrderedAs.WEB:
                return self.tr("Ordered by the customer on the web")
            case OrderedAs.AGENT:
                return self.tr("Promised by an agent")
            case OrderedAs.COLLEAGUE:
                return self.tr("Ordered for you by a colleague")
            case OrderedAs.CONFIRMATION:
                return self.tr("To confirm a success")

    def _result(self, result: DialResult) -> str:
        match result:
            case DialResult.CONNECTED:
                return self.tr("reached")
            case DialResult.BUSY:
                return self.tr("busy")
            case DialResult.NO_ANSWER:
                return self.tr("no answer")
            case DialResult.UNREACHABLE:
                return self.tr("unreachable")
            case DialResult.ABANDONED:
                return self.tr("no agent was free")
            case DialResult.REJECTED:
                return self.tr("not dialled")
            case DialResult.CANCELLED:
                return self.tr("cancelled")
            case DialResult.FAILED:
                return self.tr("failed")

    def _retranslate(self) -> None:
        words = {
            "why": self.tr("This call"),
            "notes": self.tr("Notes of colleagues"),
            "history": self.tr("Earlier cases of this customer"),
            "calls": self.tr("Your earlier calls with this number"),
            "open": self.tr("Other open cases of this customer"),
        }
        for name, text in words.items():
            self._parts[name][0].setText(text)
        self.show_view(self._view, self._now)
