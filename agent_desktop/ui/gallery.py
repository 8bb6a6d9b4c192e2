"""Draws the window in its main states to PNG files, and says what is cut off in them: ``python -m … --out DIR``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from agent_desktop.ui import geometry, samples
from agent_desktop.ui.gallery_states import STATES as STATES
from agent_desktop.ui.gallery_states import State
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.still_desk import StillDesk
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.variants import LANGUAGES
from agent_desktop.ui.window import LOWEST, SMALLEST, USUAL, Window

WIDE = QSize(960, 620)
LOW_WIDE = QSize(960, LOWEST.height())
SIZES = {"usual": USUAL, "small": SMALLEST, "wide": WIDE, "low": LOWEST, "low_wide": LOW_WIDE}
"""Of the main window; where it is low, so is the screen, and with it the dialogs."""
LOOKS = ("light", "dark")


@dataclass(frozen=True)
class Picture:
    """A state of ``STATES`` at a size of ``SIZES``, in a language, light or dark."""

    language: str
    look: str
    size: str
    state: str

    def file(self, scale: int) -> str:
        """Its name on a screen of this scale, in percent."""
        parts = (self.language, self.look, self.size, *((str(scale),) if scale != 100 else ()), self.state)
        return f"{'-'.join(parts)}.png"


def all_pictures(language: str, sizes: Sequence[str]) -> list[Picture]:
    """Every state, light and dark, in these sizes."""
    return [Picture(language, look, size, state) for look in LOOKS for size in sizes for state in STATES]


def turn(number: int) -> list[Picture]:
    """Every state once, languages and sizes in turn: in five turns each has been seen in every one of them."""
    languages, sizes, look = list(LANGUAGES), list(SIZES), LOOKS[number % len(LOOKS)]
    chosen = [
        Picture(
            languages[(at + number) % len(languages)],
            look,
            sizes[(at // len(languages) + number) % len(sizes)],
            state,
        )
        for at, state in enumerate(STATES)
    ]
    return sorted(chosen, key=lambda one: (one.language, one.size))  # what is the same is not done again


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw every state into a directory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="directory for the pictures; without it nothing is drawn, only judged")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="language of the pictures")
    parser.add_argument("--only", default="", help="draw only pictures whose name contains this")
    parser.add_argument("--size", choices=tuple(SIZES), help="draw the window at this size only")
    parser.add_argument("--scale", type=int, default=100, help="of the screen, in percent")
    parser.add_argument("--turn", type=int, help="each state once, languages and sizes in turn")
    chosen = parser.parse_args(arguments)
    os.environ["QT_SCALE_FACTOR"] = str(chosen.scale / 100)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    languages, theme = Languages(app, chosen.language), Theme(app, "light")
    sizes = [chosen.size] if chosen.size else list(SIZES)
    pictures = all_pictures(chosen.language, sizes) if chosen.turn is None else turn(chosen.turn)
    desk = StillDesk()
    window = Window(desk, theme, languages, Memory(None), clock=lambda: samples.NOW)
    window.show()
    wrong: list[str] = []
    for picture in pictures:
        file = picture.file(chosen.scale)
        if chosen.only not in file:
            continue
        theme.choose(picture.look)
        languages.choose(picture.language)
        window.resize(SIZES[picture.size])
        seen = enter(app, desk, window, STATES[picture.state])
        wrong += [f"{file}: {problem}" for problem in geometry.problems(seen)]
        if chosen.out is not None:
            chosen.out.mkdir(parents=True, exist_ok=True)
            seen.grab().save(str(chosen.out / file))
        leave(window, seen)
    window.close()
    sys.stderr.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


def enter(app: QApplication, desk: StillDesk, window: Window, state: State) -> QWidget:
    """Bring the window into a state, with every layout done; returns what is to be looked at."""
    desk.put(state.view())
    app.processEvents()  # the view comes through the event queue
    seen = state.do(window)
    if isinstance(seen, QDialog):  # as on a screen that goes with the window, whatever this one is
        usual, is_low = seen.sizeHint().expandedTo(seen.minimumSize()), window.height() == LOW_WIDE.height()
        seen.resize(usual.boundedTo(LOW_WIDE) if is_low else usual)
    window.main.tabs.setCurrentIndex(state.tab)
    for _ in range(6):  # one for each layout inside another
        app.processEvents()
    return seen


def leave(window: Window, seen: QWidget) -> None:
    """As calm as before."""
    if seen is not window:
        seen.close()
    window.letters.close()
    window.main.close_bar.be_silent()
    window.headset.done.emit()
    window.main.notice_bar.be_silent()
    window.main.line.field.clear()
    window.main.line.found.hide()


if __name__ == "__main__":
    raise SystemExit(main())
