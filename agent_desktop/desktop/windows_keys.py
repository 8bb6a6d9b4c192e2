"""Global keys on Windows: ``RegisterHotKey`` for a thread of their own, which waits for its messages.

Nothing is imported that only Windows has, so that this file is tested wherever the tests run.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

from agent_desktop.desktop.chord import KEYS, Chord
from agent_desktop.desktop.global_keys import Judged, KeyThread, Pressed, Told, Verdict, Wanted

_MOD_ALT, _MOD_CONTROL, _MOD_SHIFT, _MOD_WIN, _MOD_NOREPEAT = 0x0001, 0x0002, 0x0004, 0x0008, 0x4000
_WM_HOTKEY, _WM_APP = 0x0312, 0x8000
_PM_NOREMOVE = 0
ERROR_HOTKEY_ALREADY_REGISTERED = 1409
DEBUGGERS = "F12"
"""The key that Windows keeps for debuggers at all times."""


class WindowsKeys(KeyThread):
    """``GlobalKeys`` on Windows. ``user32`` and ``kernel32`` stand for the libraries of these names.

    ``last_error`` gives what went wrong in the last call of a thread.
    """

    def __init__(
        self,
        pressed: Pressed,
        told: Told,
        user32: Any = None,
        kernel32: Any = None,
        last_error: Callable[[], int] | None = None,
    ) -> None:
        super().__init__(pressed, told)
        here: Any = ctypes  # its type elsewhere has none of these
        self._user32 = user32 or here.WinDLL("user32", use_last_error=True)
        self._kernel32 = kernel32 or here.WinDLL("kernel32")
        self._last_error = last_error or here.get_last_error
        self._registered: dict[int, str] = {}  # number of the key → action
        self._thread_id = 0
        self._has_queue = threading.Event()
        self._start()

    def _wake(self) -> None:
        self._has_queue.wait()
        self._user32.PostThreadMessageW(self._thread_id, _WM_APP, 0, 0)

    # --- in the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        message = wintypes.MSG()
        self._thread_id = self._kernel32.GetCurrentThreadId()
        self._user32.PeekMessageW(ctypes.byref(message), None, 0, 0, _PM_NOREMOVE)  # makes the thread's queue
        self._has_queue.set()
        try:
            while not self._is_closing and self._user32.GetMessageW(ctypes.byref(message), None, 0, 0) > 0:
                if message.message == _WM_HOTKEY and message.wParam in self._registered:
                    self._pressed(self._registered[message.wParam])
                elif message.message == _WM_APP:
                    self._change(self._take())
        finally:
            self._give_back()

    def _change(self, wanted: Wanted | None) -> None:
        if wanted is not None:
            self._give_back()
            numbered = enumerate(wanted.items(), start=1)
            self._told({action: Judged(self._register(number, action, key)) for number, (action, key) in numbered})

    def _give_back(self) -> None:
        for number in self._registered:
            self._user32.UnregisterHotKey(None, number)
        self._registered = {}

    def _register(self, number: int, action: str, chord: Chord) -> Verdict:
        if chord.key == DEBUGGERS:
            return Verdict.NOT_AVAILABLE
        if self._user32.RegisterHotKey(None, number, _modifiers(chord) | _MOD_NOREPEAT, KEYS[chord.key].virtual):
            self._registered[number] = action
            return Verdict.OK
        is_taken = self._last_error() == ERROR_HOTKEY_ALREADY_REGISTERED
        return Verdict.TAKEN if is_taken else Verdict.NOT_AVAILABLE


def _modifiers(chord: Chord) -> int:
    held = ((chord.alt, _MOD_ALT), (chord.ctrl, _MOD_CONTROL), (chord.shift, _MOD_SHIFT), (chord.meta, _MOD_WIN))
    return sum(flag for is_held, flag in held if is_held)
