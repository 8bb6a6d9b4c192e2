#!/usr/bin/env python3
"""Draws the pictures of the documents with the program itself, so that they show what it looks like now.

``.venv/bin/python docs/make_pictures.py`` writes README's pictures (``pictures/window-<state>-<look>.png``) and those
of the manual in each language (``pictures/<language>/<state>.png``). Data, clock and time zone are fixed, so that the
same window gives the same pixels. They are kept small: each has the 256 colours that it has most of.
"""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from pathlib import Path

PICTURES = Path(__file__).resolve().parent / "pictures"
sys.path.insert(0, str(PICTURES.parent.parent))  # the checkout this file stands in, wherever it was started
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_SCALE_FACTOR"] = "1"
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):  # not on Windows, where the clocks in the pictures are the PC's
    time.tzset()

from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtGui import QImage  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from agent_desktop.ui import samples  # noqa: E402
from agent_desktop.ui.gallery import STATES, enter, leave  # noqa: E402
from agent_desktop.ui.languages import Languages  # noqa: E402
from agent_desktop.ui.remembered import Memory  # noqa: E402
from agent_desktop.ui.still_desk import StillDesk  # noqa: E402
from agent_desktop.ui.theme import Theme  # noqa: E402
from agent_desktop.ui.variants import LANGUAGES  # noqa: E402
from agent_desktop.ui.window import USUAL, Window  # noqa: E402

SHOWN = ("ready", "offered", "in_call", "wrap_up", "alarms", "statistics")
"""States of the gallery that the manual shows."""
LOOKS = ("light", "dark")
COLOURS = 256


def wanted() -> dict[Path, tuple[str, str, str]]:
    """Every picture's file, with its state, language and look."""
    files = {
        PICTURES / f"window-{state.replace('_', '-')}-{look}.png": (state, "en", look)
        for state in SHOWN[:4]
        for look in LOOKS
    }
    for language in LANGUAGES:
        files |= {PICTURES / language / f"{state}.png": (state, language, "light") for state in SHOWN}
    return files


def small(picture: QImage) -> QImage:
    """With the colours that it has most of; edges of letters get the nearest of these."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = Counter(memoryview(plain.constBits()).cast("I").tolist())
    palette = [colour for colour, _ in pixels.most_common(COLOURS)]
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    return plain.convertToFormat(QImage.Format.Format_Indexed8, palette, flags)


def main() -> int:
    """Draw all of them."""
    app = QApplication([])
    theme, languages = Theme(app, "light"), Languages(app, "en")
    for language in LANGUAGES:
        for look in LOOKS:
            files = {file: state for file, (state, *how) in wanted().items() if how == [language, look]}
            if not files:
                continue
            theme.choose(look)
            languages.choose(language)
            desk = StillDesk()
            window = Window(desk, theme, languages, Memory(None), clock=lambda: samples.NOW)
            window.resize(USUAL)
            window.show()
            for file, state in files.items():
                seen = enter(app, desk, window, STATES[state])
                file.parent.mkdir(parents=True, exist_ok=True)
                if not small(seen.grab().toImage()).save(str(file), quality=0):
                    raise OSError(f"{file} cannot be written")
                leave(window, seen)
            window.close()
    sys.stdout.write(f"{len(wanted())} pictures written\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
