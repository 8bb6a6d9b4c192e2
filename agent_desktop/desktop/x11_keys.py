"""Global keys on X11: passive grabs on the root window, in a connection and a thread of their own."""

from __future__ import annotations

import select
import socket
from itertools import product
from typing import Any

from Xlib import XK, X, display, error

from agent_desktop.desktop.chord import KEYS, Chord
from agent_desktop.desktop.global_keys import Judged, KeyThread, Pressed, Told, Verdict, Wanted
from agent_desktop.desktop.x11_position import POSITION

_EVERY = X.ShiftMask | X.LockMask | X.ControlMask | X.Mod1Mask | X.Mod2Mask | X.Mod3Mask | X.Mod4Mask | X.Mod5Mask
"""Without the buttons of the mouse, which the state of an event tells too."""
REPEAT_MS = 1
"""A key that goes down so soon after it went up was held all the time: the server repeats it."""


class X11Keys(KeyThread):
    """``GlobalKeys`` on the display ``name``; None: the one of the environment.

    Raises ``Xlib.error.DisplayError`` when there is none.
    """

    def __init__(self, pressed: Pressed, told: Told, name: str | None = None) -> None:
        super().__init__(pressed, told)
        self._display = display.Display(name)
        self._root = self._display.screen().root
        self._woken, self._waker = socket.socketpair()
        self._wanted: Wanted = {}
        self._placed: tuple[dict[str, int], int] = ({}, 0)
        self._grabbed: dict[tuple[int, int], str] = {}  # key code and modifiers → action
        self._released: dict[int, int] = {}  # key code → when, in the server's ms
        self._start()

    def _wake(self) -> None:
        self._waker.sendall(b".")

    # --- in the thread ---------------------------------------------------------------------------

    def _run(self) -> None:
        with self._woken, self._waker:
            try:
                self._serve()
            finally:
                self._display.close()  # gives the grabs back

    def _serve(self) -> None:
        while not self._is_closing:
            for _ in range(self._display.pending_events()):
                self._handle(self._display.next_event())
            readable, _, _ = select.select([self._display.fileno(), self._woken], [], [])
            if self._woken in readable:
                self._woken.recv(4096)
                wanted = self._take()
                if wanted is not None:
                    self._wanted = wanted
                    self._grab_all()

    def _handle(self, event: Any) -> None:
        if event.type == X.MappingNotify:
            self._display.refresh_keyboard_mapping(event)
            if event.request in (X.MappingKeyboard, X.MappingModifier) and self._places() != self._placed:
                self._grab_all()
        elif event.type == X.KeyRelease:
            self._released[event.detail] = event.time
        elif event.type == X.KeyPress:
            held = event.time - self._released.pop(event.detail, -1_000) <= REPEAT_MS
            action = self._grabbed.get((event.detail, event.state & _EVERY))
            if action is not None and not held:
                self._pressed(action)

    def _places(self) -> tuple[dict[str, int], int]:
        """What grabs depend on: the code of each key and the modifier of NumLock. Servers also tell of changes that are
        none, and a key that is pressed while its grab is renewed is lost.
        """
        return {action: self._code(chord) for action, chord in self._wanted.items()}, self._num_lock()

    def _grab_all(self) -> None:
        for code, held in self._grabbed:
            self._root.ungrab_key(code, held)
        self._placed = self._places()
        self._grabbed = {}
        self._told({action: Judged(self._grab(action, chord)) for action, chord in self._wanted.items()})

    def _grab(self, action: str, chord: Chord) -> Verdict:
        code = self._placed[0][action]
        if code == 0:
            return Verdict.NOT_AVAILABLE
        masks = [_mask(chord) | caps | num for caps, num in product((0, X.LockMask), (0, self._placed[1]))]
        refused = error.CatchError(error.BadAccess)
        for mask in masks:  # with and without each lock, which is no part of a chord
            self._root.grab_key(code, mask, False, X.GrabModeAsync, X.GrabModeAsync, onerror=refused)
        self._display.sync()
        if refused.get_error() is not None:
            for mask in masks:
                self._root.ungrab_key(code, mask)
            return Verdict.TAKEN
        self._grabbed |= dict.fromkeys([(code, mask) for mask in masks], action)
        return Verdict.OK

    def _code(self, chord: Chord) -> int:
        """The code of the chord's key on this keyboard; 0 without one."""
        code: int = self._display.keysym_to_keycode(KEYS[chord.key].keysym)
        return code or POSITION.get(chord.key, 0)

    def _num_lock(self) -> int:
        """The modifier that NumLock sets on this keyboard."""
        code = self._display.keysym_to_keycode(XK.XK_Num_Lock)
        mapping = self._display.get_modifier_mapping()
        return next((1 << row for row, codes in enumerate(mapping) if code and code in codes), X.Mod2Mask)


def _mask(chord: Chord) -> int:
    held = ((chord.shift, X.ShiftMask), (chord.ctrl, X.ControlMask), (chord.alt, X.Mod1Mask), (chord.meta, X.Mod4Mask))
    return sum(mask for is_held, mask in held if is_held)
