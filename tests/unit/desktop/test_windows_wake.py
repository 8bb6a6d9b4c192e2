"""Waking on Windows, against a powrprof that behaves as its documentation says (F122)."""

from __future__ import annotations

import ctypes
from typing import Any

import pytest

from agent_desktop.desktop.windows_wake import Subscription, WindowsWakes

SUSPEND, RESUME_SUSPEND, RESUME_AUTOMATIC = 0x4, 0x7, 0x12


class FakePowrprof:
    """Calls whoever is registered; 0 is success, anything else an error of Windows."""

    def __init__(self, fails: int = 0) -> None:
        self.fails = fails
        self.registered: dict[int, Subscription] = {}

    def PowerRegisterSuspendResumeNotification(self, flags: int, recipient: Any, handle: Any) -> int:  # noqa: N802
        assert flags == 2  # DEVICE_NOTIFY_CALLBACK
        if not self.fails:
            handle._obj.value = len(self.registered) + 1
            self.registered[handle._obj.value] = recipient._obj
        return self.fails

    def PowerUnregisterSuspendResumeNotification(self, handle: ctypes.c_void_p) -> int:  # noqa: N802
        assert handle.value is not None
        del self.registered[handle.value]
        return 0

    def happens(self, *events: int) -> None:
        for event in events:
            for subscription in self.registered.values():
                assert subscription.callback(subscription.context, event, None) == 0


def test_a_waking_is_told_once_with_and_without_somebody_there() -> None:
    powrprof, woken = FakePowrprof(), []
    wakes = WindowsWakes(lambda: woken.append("woken"), powrprof)
    powrprof.happens(SUSPEND)
    assert woken == []
    powrprof.happens(RESUME_AUTOMATIC, RESUME_SUSPEND)
    assert woken == ["woken"]
    powrprof.happens(SUSPEND, RESUME_AUTOMATIC)
    assert woken == ["woken"] * 2
    wakes.close()
    assert powrprof.registered == {}


def test_a_windows_that_refuses_says_so() -> None:
    with pytest.raises(OSError, match="PowerRegister"):
        WindowsWakes(lambda: None, FakePowrprof(fails=5))
