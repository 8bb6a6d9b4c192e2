"""Global keys on Windows, against a user32 that behaves as its documentation says (F062)."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agent_desktop.desktop.chord import parse
from agent_desktop.desktop.global_keys import Verdict
from agent_desktop.desktop.windows_keys import WindowsKeys
from tests.fakes.heard_keys import HeardKeys

WM_HOTKEY, WM_QUIT = 0x0312, 0x0012
CONTROL, SHIFT, NOREPEAT = 0x0002, 0x0004, 0x4000
F2, F3 = 0x71, 0x72


class FakeUser32:
    """Hot keys of threads, their message queues, and the last error of each thread."""

    def __init__(self) -> None:
        self.taken: dict[tuple[int, int], tuple[int, int]] = {}  # modifiers and key → thread and number
        self.queues: dict[int, queue.SimpleQueue[tuple[int, int]]] = {}
        self.errors = threading.local()

    def GetCurrentThreadId(self) -> int:  # noqa: N802
        return threading.get_ident()

    def last_error(self) -> int:
        return self.errors.last

    def PeekMessageW(self, message: Any, window: None, low: int, high: int, remove: int) -> int:  # noqa: N802
        self.queues.setdefault(threading.get_ident(), queue.SimpleQueue())
        return 0

    def GetMessageW(self, message: Any, window: None, low: int, high: int) -> int:  # noqa: N802
        message._obj.message, message._obj.wParam = self.queues[threading.get_ident()].get()
        return 0 if message._obj.message == WM_QUIT else 1

    def PostThreadMessageW(self, thread: int, message: int, w: int, l: int) -> int:  # noqa: E741, N802
        self.queues[thread].put((message, w))
        return 1

    def RegisterHotKey(self, window: None, number: int, modifiers: int, key: int) -> int:  # noqa: N802
        chord = (modifiers & ~NOREPEAT, key)
        if chord in self.taken:
            self.errors.last = 1409
            return 0
        assert modifiers & NOREPEAT
        self.taken[chord] = (threading.get_ident(), number)
        return 1

    def UnregisterHotKey(self, window: None, number: int) -> int:  # noqa: N802
        mine = [chord for chord, owner in self.taken.items() if owner == (threading.get_ident(), number)]
        for chord in mine:
            del self.taken[chord]
        return int(bool(mine))

    def press(self, modifiers: int, key: int) -> None:
        if (modifiers, key) in self.taken:
            thread, number = self.taken[modifiers, key]
            self.queues[thread].put((WM_HOTKEY, number))


@pytest.fixture
def heard() -> HeardKeys:
    return HeardKeys()


@pytest.fixture
def user32() -> FakeUser32:
    return FakeUser32()


@pytest.fixture
def keys(heard: HeardKeys, user32: FakeUser32) -> Iterator[WindowsKeys]:
    keys = WindowsKeys(heard.pressed.put, heard.told.put, user32, user32, user32.last_error)
    yield keys
    keys.close()
    assert user32.taken == {} or set(user32.taken) == {(0, F3)}


def test_a_key_that_is_had_is_heard(keys: WindowsKeys, heard: HeardKeys, user32: FakeUser32) -> None:
    keys.bind({"answer": parse("Ctrl+Shift+F2"), "mute": parse("F3")})
    assert heard.verdicts() == {"answer": Verdict.OK, "mute": Verdict.OK}
    user32.press(CONTROL | SHIFT, F2)
    user32.press(0, F3)
    assert [heard.press(), heard.press()] == ["answer", "mute"]
    keys.bind({"hold": parse("F3")})
    assert heard.verdicts() == {"hold": Verdict.OK}
    user32.press(CONTROL | SHIFT, F2)
    user32.press(0, F3)
    assert heard.press() == "hold"


def test_a_key_of_another_program_is_taken(keys: WindowsKeys, heard: HeardKeys, user32: FakeUser32) -> None:
    user32.taken[0, F3] = (0, 1)
    keys.bind({"answer": parse("Ctrl+F3"), "mute": parse("F3")})
    assert heard.verdicts() == {"answer": Verdict.OK, "mute": Verdict.TAKEN}


def test_the_key_of_debuggers_and_one_that_windows_refuses_are_not_available(
    keys: WindowsKeys, heard: HeardKeys, user32: FakeUser32
) -> None:
    def refuse(*_: object) -> int:
        user32.errors.last = 87
        return 0

    keys.bind({"answer": parse("Ctrl+F12")})
    assert heard.verdicts() == {"answer": Verdict.NOT_AVAILABLE}
    user32.RegisterHotKey = refuse  # type: ignore[method-assign]
    keys.bind({"answer": parse("F2")})
    assert heard.verdicts() == {"answer": Verdict.NOT_AVAILABLE}


@pytest.mark.expects_log("global keys are lost")
def test_a_thread_that_dies_says_so_and_refuses_from_then_on(heard: HeardKeys, user32: FakeUser32) -> None:
    broken: Callable[..., int] = lambda *_: 1 // 0  # noqa: E731
    user32.GetMessageW = broken  # type: ignore[method-assign]
    keys = WindowsKeys(heard.pressed.put, heard.told.put, user32, user32, user32.last_error)
    keys.close()  # waits for the thread
    keys.bind({"answer": parse("F2")})
    assert heard.verdicts() == {"answer": Verdict.NOT_AVAILABLE}
