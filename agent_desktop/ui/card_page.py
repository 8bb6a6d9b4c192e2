"""A page with one card in its middle, as before the work begins: log-in and headset."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from agent_desktop.ui.rolling import Rolling
from agent_desktop.ui.style import set_mark

EDGE = 24
AROUND = 16


def card_on(page: QWidget, width: int) -> QVBoxLayout:
    """Put a card of this width on a page, a little above the middle; what is in it goes into the layout returned.

    On a low screen the page scrolls.
    """
    card = QFrame(page)
    set_mark(card, "card", "plain")
    card.setFixedWidth(width)
    box = QVBoxLayout(card)
    box.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
    box.setSpacing(4)
    middle = QHBoxLayout()  # no alignment: that would ask for the card's height at the width of the page
    middle.addStretch(1)
    middle.addWidget(card)
    middle.addStretch(1)
    inside = QWidget(page)
    around = QVBoxLayout(inside)
    around.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
    around.addStretch(2)
    around.addLayout(middle)
    around.addStretch(3)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(Rolling(inside, page))
    return box
