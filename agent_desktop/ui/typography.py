"""The few kinds of text the window uses, each one font; sizes follow the size the person set for the desktop."""

from __future__ import annotations

from enum import Enum
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

SMALLEST_BODY = 13


class Text(Enum):
    """Kinds of text: size relative to the body, weight, and whether digits have one width."""

    CAPTION = (0.85, QFont.Weight.Normal)
    CAPTION_STRONG = (0.85, QFont.Weight.DemiBold)
    BODY = (1.0, QFont.Weight.Normal)
    BODY_STRONG = (1.0, QFont.Weight.DemiBold)
    LEAD = (1.16, QFont.Weight.DemiBold)
    TITLE = (1.7, QFont.Weight.DemiBold)
    HEADLINE = (2.0, QFont.Weight.Bold)


def body_px() -> int:
    """The height of body text in pixels: the desktop's own, but never below what can be read all day."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return max(SMALLEST_BODY, QFontInfo(system).pixelSize())


@cache
def font(kind: Text) -> QFont:
    """A font of the desktop's family for this kind of text, with digits that stand under each other."""
    size, weight = kind.value
    made = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    made.setPixelSize(round(body_px() * size))
    made.setWeight(weight)
    made.setFeature(QFont.Tag.fromString("tnum"), 1)
    return made
