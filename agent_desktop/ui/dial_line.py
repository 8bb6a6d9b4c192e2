"""The dial field: one text finds colleagues, queues and numbers, to call, to ask or to transfer to (F022–F027)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from agent_desktop.client.action import NOTHING, Action, Choice, Group
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.targets import Target, TargetKind, find
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui.action_rows import ActionRow, key_text
from agent_desktop.ui.hint_field import HintField
from agent_desktop.ui.icons import icon
from agent_desktop.ui.spans import span
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.words import WAITING, status_and_reason, translate

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
ICONS = {TargetKind.AGENT: "agents", TargetKind.QUEUE: "queue", TargetKind.NUMBER: "phone", TargetKind.PERSON: "book"}


class FoundList(QTreeWidget):
    """What the text may mean: name, and at the right how it stands there. It lies over the page, and takes no focus."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page = theme, page
        self._targets: tuple[Target, ...] = ()
        self.setObjectName("dial_found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.hide()

    @property
    def chosen(self) -> Target | None:
        """The row that Enter would take."""
        at = self.currentIndex().row()
        return self._targets[at] if self.isVisible() and 0 <= at < len(self._targets) else None

    def offer(self, found: tuple[Target, ...], now: int) -> None:
        """List these, the one that was chosen before or the first one chosen; hidden with none."""
        kept = self.chosen
        self.clear()
        self._targets = found
        for target in found:
            item = QTreeWidgetItem([target.name, detail(target, now)])
            item.setIcon(0, icon(ICONS[target.kind], self._theme.colours.muted))
            item.setForeground(1, self.palette().placeholderText())
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.addTopLevelItem(item)
        same = [at for at, target in enumerate(found) if kept and (target.kind, target.id) == (kept.kind, kept.id)]
        self._choose(same[0] if same else 0)
        self.setVisible(bool(found))

    def step(self, by: int) -> None:
        """Choose the next one, or the one before; it goes round."""
        if self._targets:
            self._choose((self.currentIndex().row() + by) % len(self._targets))

    def place(self, below: QWidget) -> None:
        """Lie under a part of the page, or over it where there is no room."""
        corner = below.mapTo(self._page, QPoint(0, below.height() + 2))
        height = len(self._targets) * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth() + 4
        if corner.y() + height > self._page.height():
            corner = below.mapTo(self._page, QPoint(0, -height - 2))
        self.setGeometry(corner.x(), max(0, corner.y()), below.width(), height)
        self.raise_()

    def target(self, item: QTreeWidgetItem) -> Target:
        """What a row stands for."""
        return self._targets[self.indexOfTopLevelItem(item)]

    def _choose(self, at: int) -> None:
        item = self.topLevelItem(at)
        if item is not None:
            self.setCurrentItem(item)


class DialLine(QWidget):
    """Field (``dial_field``) and the buttons of ``Group.LINE``; what is chosen goes to ``act``."""

    def __init__(
        self,
        theme: Theme,
        act: Callable[[str, Choice], None],
        now: Callable[[], int],
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._act, self._now = act, now
        self._view = View()
        self._picked: Target | None = None  # the one that the field names
        self._case: int | None = None
        self._asked = False  # something was asked for with what the field says
        self.field = HintField(self)
        self.field.setObjectName("dial_field")
        self.field.setMaxLength(200)
        self.field.textEdited.connect(self._edited)
        self.field.installEventFilter(self)
        self.found = FoundList(theme, page)
        self.found.itemClicked.connect(self._clicked)
        self.found.itemDoubleClicked.connect(lambda _item: self.trigger("call"))
        self.row = ActionRow(Group.LINE, theme, self.trigger, self, low=True)
        self.row.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.field, 1)
        line.addWidget(self.row)
        self._retranslate()

    def show_view(self, view: View, pending: frozenset[str]) -> None:
        """Show what can be called; a call that begins or ends leaves an empty field behind."""
        has_other_keys = view.keys != self._view.keys
        self._view = view
        self.row.show_view(view, pending)
        if has_other_keys:
            self._retranslate()
        case = view.case.id if view.case else None
        if case != self._case:
            self._case = case
            if self._asked or not self.field.hasFocus():
                self._clear()
        able = any(BY_ID[name].enabled(view) for name in ("call", "transfer"))
        typing = self.window().focusWidget() is self.field  # F132: an offer leaves the keyboard where it is
        if self.field.isEnabled() != able and (able or not typing):
            self.field.setEnabled(able)
        self._retranslate()
        if self.found.isVisible():
            self._search()

    def trigger(self, name: str) -> None:
        """Do it with what the field says; without anything said, ask for it."""
        action = BY_ID[name]
        if not action.enabled(self._view):
            return
        target = self.found.chosen or self._picked or self._typed()
        if action.asks(self._view) is None:
            self._done(action, NOTHING)
        elif target is not None and (self.field.text().strip() or self.found.isVisible()):
            self._done(action, target.choice)
        else:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()
            self._search()

    def ask_for(self, text: str) -> None:
        """Have this in the field, as a link or a list of numbers says it; the person presses the button."""
        if not self.field.isEnabled():
            return
        self.field.setText(text)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._edited(text)

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose, Enter calls, with Ctrl it transfers, Escape gives up."""
        if watched is self.field and event.type() is QEvent.Type.FocusOut:
            self.found.hide()
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = Qt.Key(event.key())
        if key in STEPS:
            if self.found.isVisible():
                self.found.step(STEPS[key])
            else:
                self._search()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.trigger("transfer" if event.modifiers() & Qt.KeyboardModifier.ControlModifier else "call")
            return True
        if key is Qt.Key.Key_Escape:
            self._clear()
            return True
        return super().eventFilter(watched, event)

    def _edited(self, text: str) -> None:
        self._picked, self._asked = None, False
        self._search()

    def _search(self) -> None:
        self.found.offer(find(self._view, self.field.text()), self._now())
        self.found.place(self)

    def _typed(self) -> Target | None:
        found = find(self._view, self.field.text()) if self.field.text().strip() else ()
        return found[0] if found else None

    def _clicked(self, item: QTreeWidgetItem) -> None:
        self._picked = self.found.target(item)
        self.field.setText(self._picked.name)
        self.found.hide()

    def _done(self, action: Action, choice: Choice) -> None:
        """The text stays until a call comes of it: a refusal must not cost a number that was typed."""
        self.found.hide()
        self.field.selectAll()
        self._asked = True
        self._act(action.id, choice)

    def _clear(self) -> None:
        self._picked, self._asked = None, False
        self.found.hide()
        self.field.clear()

    def _retranslate(self) -> None:
        name = self.tr("Name or number")
        self.field.set_hints(self.tr("Name or number ({key})").format(key=key_text(BY_ID["call"], self._view)), name)
        if self.field.accessibleName() != name:
            self.field.setAccessibleName(name)
            self.found.setAccessibleName(self.tr("Found"))


def detail(target: Target, now: int) -> str:
    """How it stands with a target: a colleague's status, a queue's length and wait (F027)."""
    if target.colleague is not None:
        presence = target.colleague.presence
        words = status_and_reason(presence.status, presence.reason if presence.status is AgentStatus.BUSY else None)
        return f"{words}  {span(now - presence.since)}"
    if target.queue is not None:
        since = target.queue.longest_since
        waited = span(now - since) if since is not None else "–"
        return translate("counts", WAITING, "", target.queue.waiting) + f"  {waited}"
    if target.kind is TargetKind.PERSON and target.name != target.id:
        return target.id
    return ""
