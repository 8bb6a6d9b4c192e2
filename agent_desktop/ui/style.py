"""The style sheet and palette made from the tokens; no widget names a colour of its own."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

from agent_desktop.ui.tokens import Colours

RADIUS = 8
SPACE = 8
"""The grid: distances are multiples of it, or half of it."""


def palette(colours: Colours) -> QPalette:
    """The palette for what the style sheet does not reach: selections, placeholders, native parts."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, colours.ground),
        (role.WindowText, colours.text),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.ground),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.ground),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent.fill),
        (role.HighlightedText, colours.accent.ink),
        (role.Accent, colours.accent.fill),
        (role.Link, colours.focus),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(colours.muted))
    return made


def style_sheet(colours: Colours, *, still: bool = False) -> str:
    """The whole style sheet of the program; ``still``: what Qt moves by itself does not."""
    parts = (_frames(colours), _controls(colours), _menus(colours), _tables(colours), _bars(colours))
    return "\n".join((*parts, STILL) if still else parts)


STILL = "QLineEdit, QComboBox, QTabBar, QTreeView, QScrollBar { widget-animation-duration: 0; }"
"""A cleared field's button fades, a tab that is moved slides; no milliseconds, no motion."""


def set_mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a dynamic property that the style sheet selects on, and show it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _frames(c: Colours) -> str:
    return f"""
    QMainWindow, #pages, #page {{ background: {c.ground}; }}
    QLabel {{ background: transparent; color: {c.text}; }}
    QLabel[tint="muted"] {{ color: {c.muted}; }}
    QLabel[tint="good"] {{ color: {c.good}; }}
    QLabel[tint="bad"] {{ color: {c.bad}; }}
    QLabel[tint="caution"] {{ color: {c.caution}; }}
    QFrame[card="plain"] {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: {RADIUS}px; }}
    QFrame[card="notice"] {{
        background: {c.surface}; border: 1px solid {c.line}; border-left: 4px solid {c.accent.fill};
        border-radius: 4px; }}
    QFrame[card="problem"] {{
        background: {c.surface}; border: 1px solid {c.line}; border-left: 4px solid {c.bad}; border-radius: 4px; }}
    QToolTip {{ background: {c.text}; color: {c.ground}; border: none; padding: 4px 8px; }}
    """


def _controls(c: Colours) -> str:
    return f"""
    QPlainTextEdit {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.outline}; border-radius: 6px; padding: 2px 4px;
        selection-background-color: {c.accent.fill}; selection-color: {c.accent.ink}; }}
    QPlainTextEdit:focus {{ border: 2px solid {c.focus}; padding: 1px 3px; }}
    QPlainTextEdit:disabled {{ background: {c.ground}; color: {c.muted}; border-color: {c.line}; }}
    QLineEdit, QComboBox {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.outline}; border-radius: 6px;
        padding: 4px 8px; min-height: 24px; selection-background-color: {c.accent.fill};
        selection-color: {c.accent.ink}; }}
    QLineEdit:focus, QComboBox:focus {{ border: 2px solid {c.focus}; padding: 3px 7px; }}
    QLineEdit:disabled, QComboBox:disabled {{ background: {c.ground}; color: {c.muted}; border-color: {c.line}; }}
    QComboBox::drop-down {{ border: none; width: 0; }}
    QAbstractSpinBox {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.outline}; border-radius: 6px;
        padding: 4px 2px 4px 8px; min-height: 24px; selection-background-color: {c.accent.fill};
        selection-color: {c.accent.ink}; }}
    QAbstractSpinBox:focus {{ border: 2px solid {c.focus}; padding: 3px 1px 3px 7px; }}
    QAbstractSpinBox:disabled {{ background: {c.ground}; color: {c.muted}; border-color: {c.line}; }}
    QSpinBox::up-button, QSpinBox::down-button, QTimeEdit::up-button, QTimeEdit::down-button {{
        border: none; width: 16px; }}
    QDateEdit::drop-down {{ border: none; width: 22px; }}
    QSpinBox::up-arrow, QSpinBox::down-arrow, QTimeEdit::up-arrow, QTimeEdit::down-arrow, QDateEdit::down-arrow {{
        width: 0; height: 0; border-left: 4px solid {c.surface}; border-right: 4px solid {c.surface}; }}
    QSpinBox::up-arrow, QTimeEdit::up-arrow {{ border-bottom: 5px solid {c.muted}; }}
    QSpinBox::down-arrow, QTimeEdit::down-arrow, QDateEdit::down-arrow {{ border-top: 5px solid {c.muted}; }}
    QCalendarWidget #qt_calendar_navigationbar {{ background: {c.surface}; min-height: 30px; }}
    QCalendarWidget QToolButton {{ background: transparent; border: none; padding: 2px 6px; min-height: 20px; }}
    QCalendarWidget QToolButton:hover {{ background: {c.sunken}; }}
    QComboBox QAbstractItemView {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.outline}; padding: 4px;
        selection-background-color: {c.accent.fill}; selection-color: {c.accent.ink}; }}
    QPushButton, QToolButton {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.line}; border-radius: 6px;
        padding: 4px 12px; min-height: 22px; }}
    QPushButton:hover, QToolButton:hover {{ background: {c.sunken}; }}
    QPushButton:pressed, QToolButton:pressed {{ background: {c.line}; }}
    QPushButton:focus, QToolButton:focus {{ border: 2px solid {c.focus}; padding: 3px 11px; }}
    QPushButton:disabled, QToolButton:disabled {{ color: {c.muted}; background: {c.ground}; }}
    QPushButton[low="true"] {{ padding: 1px; min-height: 18px; }}
    QPushButton[low="true"]:focus {{ padding: 0; }}
    QPushButton[tight="true"] {{ padding: 4px 6px; }}
    QPushButton[tight="true"]:focus {{ padding: 3px 5px; }}
    QPushButton[primary="true"] {{
        background: {c.accent.fill}; color: {c.accent.ink}; border: 1px solid {c.accent.fill}; min-height: 30px; }}
    QPushButton[primary="true"]:focus {{ border: 2px solid {c.text}; }}
    QPushButton[primary="true"]:disabled {{ background: {c.sunken}; color: {c.muted}; border-color: {c.line}; }}
    QToolButton[quiet="true"] {{ background: transparent; border: 1px solid transparent; padding: 3px; }}
    QToolButton[quiet="true"]:hover {{ background: {c.sunken}; }}
    QToolButton[lit="true"] {{ background: {c.accent.fill}; color: {c.accent.ink}; }}
    QToolButton[quiet="true"]:focus {{ border: 2px solid {c.focus}; padding: 2px; }}
    QToolButton[lit="true"]:focus {{ border: 2px solid {c.text}; }}
    QToolButton::menu-indicator {{ image: none; }}
    """


def _menus(c: Colours) -> str:
    return f"""
    QMenu {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.outline}; padding: 4px; }}
    QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.accent.fill}; color: {c.accent.ink}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    """


def _tables(c: Colours) -> str:
    return f"""
    QTabWidget::pane {{ border: none; }}
    QTabBar {{ background: transparent; }}
    QTabBar::tab {{
        background: transparent; color: {c.muted}; border: none; border-bottom: 3px solid transparent;
        padding: 6px 8px 5px 8px; }}
    QTabBar::tab:!selected {{ padding: 6px 1px 5px 1px; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 3px solid {c.accent.fill}; }}
    QTabBar::tab:focus {{ color: {c.focus}; border: 2px solid {c.focus}; border-radius: 4px; padding: 4px 6px; }}
    QTableView, QListView, QTreeView {{
        background: {c.surface}; color: {c.text}; border: 1px solid {c.line};
        gridline-color: {c.line}; outline: none;
        selection-background-color: {c.sunken}; selection-color: {c.text}; }}
    QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {c.focus}; }}
    QTableView::item {{ padding: 0 3px; border-bottom: 1px solid {c.line}; }}
    #settings_list::item, #manual_headings::item {{ border-left: 3px solid transparent; }}
    #settings_list::item:selected, #manual_headings::item:selected {{
        background: {c.sunken}; border-left: 3px solid {c.accent.fill}; }}
    QListView::item {{ padding: 6px 4px; border-bottom: 1px solid {c.line}; color: {c.text}; }}
    QListView::item:disabled {{ color: {c.muted}; border: none; }}
    QTreeView#dial_found {{ border: 1px solid {c.outline}; border-radius: 6px; }}
    QTreeView::item {{ padding: 5px 6px; }}
    QTreeView::item:selected {{ background: {c.sunken}; color: {c.text}; }}
    QHeaderView {{ background: {c.surface}; border: none; }}
    QHeaderView::section {{
        background: {c.surface}; color: {c.muted}; border: none; border-bottom: 1px solid {c.outline};
        padding: 2px 6px; }}
    """


def _bars(c: Colours) -> str:
    return f"""
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 2px; }}
    QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 2px; }}
    QScrollBar::handle {{ background: {c.outline}; border-radius: 3px; min-height: 24px; min-width: 24px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
