"""Lets another program work the real window over pipes: orders as JSON lines on stdin, what is shown on stdout.

For demonstrations, tests and pictures; started with ``--drive``. Orders, each an object:

====================================================  ============================================================
``{"do": "click", "name": "action_answer"}``          click the button of that object name, as a mouse does
``{"do": "type", "name": "field", "text": "a"}``      put the cursor into the field of that name and type
``{"do": "sound", "device": "file:in.wav,out.wav"}``  let the softphone take another device
``{"do": "theme", "name": "dark"}``                   light, dark or system
``{"do": "language", "name": "sv"}``                  speak another language
``{"do": "screenshot", "file": "shot.png"}``          save what the window shows
``{"do": "quit"}``                                    close the window; the end of stdin does the same
====================================================  ============================================================

What is told: ``clicked``, ``typed`` and ``not_enabled`` (with ``name``), ``screenshot`` (with ``file``), ``view`` when
a view was drawn and ``painted`` when it is on the screen (with ``status``, ``offer``: the agent's leg, ``number``,
``link``, ``registered``, ``ringing``, ``active``, ``muted``, ``sound``, ``apart``, and ``note`` with ``note_state`` as
the desk has them), ``recording`` (with ``file``, ``began_ms``) and ``problem`` (with a sentence). ``at_ms`` is the
machine's monotonic clock.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from agent_desktop.client.view import View
from agent_desktop.desktop.telling import Telling
from agent_desktop.ui.languages import Languages
from agent_desktop.ui.theme import Theme
from agent_desktop.ui.troubles import apart
from agent_desktop.ui.window import Window


class Drive(QObject):
    """Works ``window``; make it in the GUI thread, after the window."""

    _asked = Signal(object)
    _over = Signal()
    _recorded = Signal(str, int)

    def __init__(self, window: Window, theme: Theme, languages: Languages, use_sound: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._theme, self._languages = window, theme, languages
        self._drawn: dict[str, Any] | None = None  # what was drawn and is not yet on the screen
        self._last: dict[str, Any] = {}
        self._do: dict[str, Callable[[dict[str, Any]], None]] = {
            "click": self._click,
            "type": self._type,
            "sound": lambda asked: use_sound(str(asked["device"])),
            "theme": lambda asked: self._theme.choose(str(asked["name"])),
            "language": lambda asked: self._languages.choose(str(asked["name"])),
            "screenshot": self._screenshot,
            "quit": lambda _: self._quit(),
        }
        queued = Qt.ConnectionType.QueuedConnection
        self._asked.connect(self._carry_out, queued)
        self._over.connect(self._quit, queued)
        self._recorded.connect(lambda file, began: self._tell("recording", file=file, began_ms=began), queued)
        window.bridge.view_changed.connect(self._viewed)
        window.installEventFilter(self)
        if window.main.view != View():
            self._viewed(window.main.view)  # drawn before anybody asked
        self._telling = Telling()
        threading.Thread(target=self._read, name="drive", daemon=True).start()

    def recording(self, file: str, began_ms: int) -> None:
        """The softphone's recording to ``file`` has begun; in any thread."""
        self._recorded.emit(file, began_ms)

    def close(self) -> None:
        """Hear nobody any more; the program ends."""
        self._telling.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After the window was painted, say what it shows."""
        if event.type() is QEvent.Type.UpdateRequest and self._drawn is not None:
            QTimer.singleShot(0, self._painted)
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        """Unbuffered: a buffered reader's lock, held by a thread, would abort the interpreter's exit."""
        with open(sys.stdin.fileno(), "rb", buffering=0, closefd=False) as lines:
            for line in lines:
                try:
                    asked = json.loads(line)
                except json.JSONDecodeError as error:
                    asked = {"do": f"unreadable: {error}"}
                self._telling.tell(partial(self._asked.emit, asked))
        self._telling.tell(self._over.emit)

    def _carry_out(self, asked: dict[str, Any]) -> None:
        do = self._do.get(str(asked.get("do")))
        if do is None:
            self._tell("problem", problem=f"unknown order {asked}")
        else:
            do(asked)

    def _click(self, asked: dict[str, Any]) -> None:
        name = str(asked["name"])
        button = self._window.findChild(QAbstractButton, name)
        if button is None:
            self._tell("problem", problem=f"there is no button {name}")
        elif not (button.isEnabled() and button.isVisibleTo(self._window)):
            self._tell("not_enabled", name=name)
        else:
            self._tell("clicked", name=name)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _type(self, asked: dict[str, Any]) -> None:
        name = str(asked["name"])
        field = self._window.findChild(QWidget, name)
        if field is None:
            self._tell("problem", problem=f"there is no field {name}")
        elif not (field.isEnabled() and field.isVisibleTo(self._window)):
            self._tell("not_enabled", name=name)
        else:
            field.setFocus()
            QTest.keyClicks(field, str(asked["text"]))
            self._tell("typed", name=name)

    def _screenshot(self, asked: dict[str, Any]) -> None:
        file = str(asked["file"])
        if self._window.grab().save(file):
            self._tell("screenshot", file=file)
        else:
            self._tell("problem", problem=f"{file} could not be written")

    def _viewed(self, view: View) -> None:
        shown = {
            "status": view.status.value,
            "offer": view.offer.leg if view.offer is not None else None,
            "number": view.details.number if view.details is not None else "",
            "link": view.link.value,
            "registered": view.phone.registered,
            "ringing": view.phone.ringing_leg,
            "active": view.phone.active_leg,
            "muted": view.phone.muted,
            "sound": view.phone.sound_device,
            "apart": apart(view),
            "note": view.note.text if view.note is not None else "",
            "note_state": view.note.state.value if view.note is not None else "",
        }
        if shown == self._last:
            return  # levels and clocks
        self._last = shown
        self._drawn = shown
        self._tell("view", **shown)

    def _painted(self) -> None:
        shown, self._drawn = self._drawn, None
        if shown is not None:
            self._tell("painted", **shown)

    def _quit(self) -> None:
        self._window.close()

    def _tell(self, event: str, **values: object) -> None:
        at_ms = time.monotonic_ns() // 1_000_000
        sys.stdout.write(json.dumps({"event": event, "at_ms": at_ms, **values}) + "\n")
        sys.stdout.flush()
