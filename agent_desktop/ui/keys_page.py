"""The page of the keys: each action's, what became of them, and giving it others (F061–F063)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from agent_desktop.client.action import Group
from agent_desktop.client.actions import ACTIONS, BY_ID
from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.desktop.global_keys import Judged, Verdict
from agent_desktop.desktop.keymap import FILE, Reach
from agent_desktop.settings.options import HOTKEYS_GLOBAL, HOTKEYS_KEYMAP
from agent_desktop.ui import book_table, note_field, result_row
from agent_desktop.ui.buttons import quiet_button
from agent_desktop.ui.choice import Choice
from agent_desktop.ui.context import Context
from agent_desktop.ui.key_field import KeyField, native
from agent_desktop.ui.labels import label
from agent_desktop.ui.settings_page import LOCKED, SETTINGS, SettingsPage, translate
from agent_desktop.ui.style import set_mark
from agent_desktop.ui.typography import Text
from agent_desktop.ui.words import action_label

KEYED = tuple(row for row in ACTIONS if row.group is not Group.CLIP)
"""What a key can do; with a clip something is done in its menu only."""
TAKEN = {parse(key) for key in (note_field.KEY, book_table.KEY, result_row.KEY)}
"""Keys of the window's own parts."""
COLUMNS = 4


class _Told(QObject):
    """Brings the news of the keys' thread to the page."""

    came = Signal()


class KeysPage(SettingsPage):
    """The table is called ``keys_table``, the fields of the chosen action ``keys_local`` and ``keys_global``."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._keys = context.keys
        self.keymap = Choice(context.theme, self)
        self.keymap.setObjectName("keys_keymap")
        for name in ("default", "teams", "jabber"):
            self.keymap.addItem("", name)
        self.keymap.activated.connect(lambda at: self.change(HOTKEYS_KEYMAP, self.keymap.itemData(at)))
        self.everywhere = QCheckBox(self)
        self.everywhere.setObjectName("keys_everywhere")
        self.everywhere.toggled.connect(lambda on: self.change(HOTKEYS_GLOBAL, "yes" if on else "no"))
        self.table = _table(self)
        self.table.currentItemChanged.connect(self._choose)
        self.chosen = label(Text.BODY_STRONG, self, name="keys_chosen")
        self.fields = {reach: self._field(reach) for reach in Reach}
        self.none = {reach: self._none(reach) for reach in Reach}
        self.captions = {reach: label(Text.BODY, self) for reach in Reach}
        self.message = label(Text.CAPTION, self, tint="muted", name="keys_message")
        self.message.setWordWrap(True)
        self.reset, self.reset_all = QPushButton(self), QPushButton(self)
        self.reset.setObjectName("keys_reset")
        self.reset.clicked.connect(lambda: self._try(lambda: self._keys.reset(self._action)))
        self.reset_all.setObjectName("keys_reset_all")
        self.reset_all.clicked.connect(lambda: self._try(self._keys.reset))
        self.table.addTopLevelItems([QTreeWidgetItem() for _ in KEYED])
        self._build()
        self._told = _Told()  # of nobody: the keys' thread may be telling it while the page goes
        self._told.came.connect(self._show, Qt.ConnectionType.QueuedConnection)
        stop = self._keys.listen(self._told.came.emit)
        self.destroyed.connect(lambda: stop())
        for option in (HOTKEYS_KEYMAP, HOTKEYS_GLOBAL):
            self.listen(option, lambda _value: self._show())
        context.theme.changed.connect(self._show)
        self._retranslate()
        self.table.setCurrentIndex(self.table.model().index(0, 0))

    def words(self) -> str:
        """The names of the actions too."""
        return "\n".join([super().words(), *(action_label(row) for row in KEYED)])

    def changeEvent(self, event: QEvent) -> None:
        """Speak another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()

    # --- what is shown ---------------------------------------------------------------------------

    def _show(self) -> None:
        """Everything, as it is now."""
        preferences, keymap = self.context.preferences, self._keys.keymap
        self.keymap.setCurrentIndex(self.keymap.findData(preferences[HOTKEYS_KEYMAP]))
        self.everywhere.blockSignals(True)
        self.everywhere.setChecked(preferences[HOTKEYS_GLOBAL] == "yes")
        self.everywhere.blockSignals(False)
        for option, control in ((HOTKEYS_KEYMAP, self.keymap), (HOTKEYS_GLOBAL, self.everywhere)):
            _lock(control, preferences.locked(option))
        usual, muted = (
            QColor(colour) for colour in (self.context.theme.colours.text, self.context.theme.colours.muted)
        )
        for at, row in enumerate(KEYED):
            item = self.table.topLevelItem(at)
            assert item is not None
            state, sentence = self._state(row.id)
            keys = (native(keymap.chord(reach, row.id)) for reach in Reach)
            for column, text in enumerate((action_label(row), *keys, state)):
                item.setText(column, text)
                item.setToolTip(column, sentence or text)
                heading = self.table.headerItem().text(column)
                item.setData(column, Qt.ItemDataRole.AccessibleTextRole, f"{heading}: {text}" if column else text)
                item.setForeground(column, muted if keymap.is_locked(row.id) else usual)
        self.reset_all.setEnabled(bool(keymap.own))
        self._show_chosen()

    def _show_chosen(self) -> None:
        action, keymap = self._action, self._keys.keymap
        locked = keymap.is_locked(action)
        self.chosen.setText(action_label(BY_ID[action]))
        for reach, field in self.fields.items():
            field.show_chord(keymap.chord(reach, action))
            field.setEnabled(not locked)
            self.none[reach].setEnabled(not locked and keymap.chord(reach, action) is not None)
        self.reset.setEnabled(keymap.is_own(action) and not locked)
        self._say(self._state(action)[1])

    def _state(self, action: str) -> tuple[str, str]:
        """What became of an action's keys, in a word and in a sentence; both empty when there is nothing to say."""
        keymap = self._keys.keymap
        if keymap.is_locked(action):
            return self.tr("Locked"), translate(SETTINGS, LOCKED)
        for reach in Reach:
            chord = keymap.chord(reach, action)
            holder = keymap.holder(action, chord) if chord is not None else None
            if chord is not None and holder is not None and keymap.chords(reach).get(action) is None:
                return self.tr("Double"), self._held_by(chord, holder)
        chord = keymap.chord(Reach.GLOBAL, action)
        if chord is None:
            return "", ""
        if self.context.preferences[HOTKEYS_GLOBAL] != "yes":
            return self.tr("Off"), self.tr("Keys are not heard while another program is in front.")
        return self._verdict(native(chord), self._keys.judged(action))

    def _verdict(self, key: str, judged: Judged | None) -> tuple[str, str]:
        if judged is None:
            return "…", ""
        match judged.verdict:
            case Verdict.OK if judged.words:
                return self.tr("OK"), self.tr("Your desktop calls the key: {key}.").format(key=judged.words)
            case Verdict.OK:
                return self.tr("OK"), self.tr("{key} works in every program.").format(key=key)
            case Verdict.TAKEN:
                return self.tr("Taken"), self.tr("{key} belongs to another program already.").format(key=key)
            case Verdict.NOT_AVAILABLE:
                return self.tr("Not here"), self.tr("{key} is not available on this desktop.").format(key=key)

    def _held_by(self, chord: Chord, holder: str) -> str:
        held = self.tr("{key} is the key of {action}.")
        return held.format(key=native(chord), action=action_label(BY_ID[holder]))

    # --- what is done ----------------------------------------------------------------------------

    @property
    def _action(self) -> str:
        return KEYED[max(0, self.table.currentIndex().row())].id

    def _choose(self) -> None:
        self._show_chosen()

    def _press(self, reach: Reach, chord: Chord | None) -> None:
        """A key was pressed into a field: it holds at once, or it is said why it cannot be."""
        objection = self._objection(chord) if chord is not None else ""
        if objection:
            self._say(objection, is_wrong=True)
            return
        action = self._action
        self._try(lambda: self._keys.change(reach, action, chord))

    def _objection(self, chord: Chord) -> str:
        """Why a key cannot be given; empty when it can."""
        key = native(chord)
        if chord.is_typed:
            return self.tr("{key} is typed with: take another one, as a function key.").format(key=key)
        if chord.is_needed or chord in TAKEN:
            return self.tr("{key} has a meaning in every window already.").format(key=key)
        holder = self._keys.keymap.holder(self._action, chord)
        if holder is not None:
            return self._held_by(chord, holder)
        return ""

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except OSError as error:
            self.could_not_keep(FILE, error)

    def _say(self, text: str, *, is_wrong: bool = False) -> None:
        set_mark(self.message, "tint", "bad" if is_wrong else "muted")
        self.message.setText(text or self.tr("Press the keys in a field; Backspace takes them away."))

    # --- how it is made --------------------------------------------------------------------------

    def _field(self, reach: Reach) -> KeyField:
        made = KeyField(self)
        made.setObjectName(f"keys_{reach}")
        made.pressed.connect(lambda chord: self._press(reach, chord))
        made.listening.connect(lambda on: self._keys.pause(on=on))
        return made

    def _none(self, reach: Reach) -> QToolButton:
        made = quiet_button(f"keys_{reach}_none", self)
        made.setText("✕")
        made.clicked.connect(lambda: self._press(reach, None))
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        self.keymap_caption = label(Text.BODY, self)
        self.keymap_caption.setBuddy(self.keymap)
        head.addWidget(self.keymap_caption)
        head.addWidget(self.keymap, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for reach, field in self.fields.items():
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(field, 1)
            row.addWidget(self.none[reach])
            self.captions[reach].setBuddy(field)
            form.addRow(self.captions[reach], row)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.reset_all)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(8)
        page.addLayout(head)
        page.addWidget(self.everywhere)
        page.addWidget(self.table, 1)
        page.addWidget(self.chosen)
        page.addLayout(form)
        page.addWidget(self.message)
        page.addLayout(foot)
        fields = [part for reach in Reach for part in (self.fields[reach], self.none[reach])]
        for part, following in pairwise(
            (self.keymap, self.everywhere, self.table, *fields, self.reset, self.reset_all)
        ):
            self.setTabOrder(part, following)

    def _retranslate(self) -> None:
        self.keymap_caption.setText(self.tr("Keymap"))
        self.keymap.setAccessibleName(self.tr("Keymap"))
        names = (self.tr("Agent Desktop"), self.tr("As in Microsoft Teams"), self.tr("As in Cisco Jabber"))
        for at, name in enumerate(names):
            self.keymap.setItemText(at, name)
        self.everywhere.setText(self.tr("Hear keys also while another program is in front"))
        self.table.setHeaderLabels(
            [self.tr("Action"), self.tr("In the window"), self.tr("Everywhere"), self.tr("State")]
        )
        self.table.setAccessibleName(self.tr("Keys"))
        self.table.setToolTip(self.tr("Choose an action, then press its keys below"))
        captions = {Reach.LOCAL: self.tr("In the window"), Reach.GLOBAL: self.tr("Everywhere")}
        for reach, caption in captions.items():
            self.captions[reach].setText(caption)
            self.fields[reach].setAccessibleName(caption)
            self.fields[reach].setToolTip(self.tr("Press the keys that are to do it"))
            self.fields[reach].setPlaceholderText(self.tr("No key"))
            self.none[reach].setToolTip(self.tr("No key"))
            self.none[reach].setAccessibleName(f"{caption}: {self.tr('No key')}")
        self.reset.setText(self.tr("Reset this action"))
        self.reset.setToolTip(self.tr("Give this action the keys of the keymap again"))
        self.reset_all.setText(self.tr("Reset all"))
        self.reset_all.setToolTip(self.tr("Give every action the keys of the keymap again"))
        self._show()


def _table(parent: QWidget) -> QTreeWidget:
    made = QTreeWidget(parent)
    made.setObjectName("keys_table")
    made.setColumnCount(COLUMNS)
    made.setRootIsDecorated(False)
    made.setUniformRowHeights(True)
    made.setMinimumHeight(180)
    made.setTabKeyNavigation(False)
    made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = made.header()
    header.setSectionsMovable(False)
    header.setStretchLastSection(False)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return made


def _lock(control: QWidget, locked: bool) -> None:
    control.setEnabled(not locked)
    reason = translate(SETTINGS, LOCKED) if locked else ""
    control.setToolTip(reason)
    control.setAccessibleDescription(reason)
