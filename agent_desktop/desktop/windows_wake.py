"""Waking on Windows: what ``WM_POWERBROADCAST`` tells windows, told to a function, as this process has none of its own.

Nothing is imported that only Windows has, so that this file is tested wherever the tests run.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, ClassVar

_DEVICE_NOTIFY_CALLBACK = 2
_PBT_APMRESUMEAUTOMATIC = 0x12
"""Sent at every waking; PBT_APMRESUMESUSPEND follows it only where somebody is at the PC."""
_FUNCTION: Any = getattr(ctypes, "WINFUNCTYPE", ctypes.CFUNCTYPE)
CALLBACK = _FUNCTION(ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
"""``DEVICE_NOTIFY_CALLBACK_ROUTINE``: context, type of the event, setting."""


class Subscription(ctypes.Structure):
    """``DEVICE_NOTIFY_SUBSCRIBE_PARAMETERS`` of powrprof.h."""

    _fields_: ClassVar = [("callback", CALLBACK), ("context", ctypes.c_void_p)]


class WindowsWakes:
    """``Wakes`` on Windows 8 and newer; ``powrprof`` stands for the library of this name. Raises OSError."""

    def __init__(self, woke: Callable[[], None], powrprof: Any = None) -> None:
        here: Any = ctypes  # its type elsewhere has no WinDLL
        self._powrprof = powrprof or here.WinDLL("powrprof")
        self._woke = woke
        self._subscription = Subscription(CALLBACK(self._heard), None)  # kept: Windows calls it until it is taken back
        self._handle = ctypes.c_void_p()
        failed = self._powrprof.PowerRegisterSuspendResumeNotification(
            _DEVICE_NOTIFY_CALLBACK, ctypes.byref(self._subscription), ctypes.byref(self._handle)
        )
        if failed:
            raise OSError(failed, "PowerRegisterSuspendResumeNotification")

    def close(self) -> None:
        """See ``Wakes``."""
        self._powrprof.PowerUnregisterSuspendResumeNotification(self._handle)

    def _heard(self, context: int | None, event: int, setting: int | None) -> int:
        if event == _PBT_APMRESUMEAUTOMATIC:
            self._woke()
        return 0
