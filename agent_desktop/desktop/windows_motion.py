"""Less motion on Windows: Settings, Accessibility, Visual effects, Animation effects.

Nothing is imported that only Windows has, so that this file is tested wherever the tests run.
"""

from __future__ import annotations

import ctypes
from ctypes import wintypes
from typing import Any

_SPI_GETCLIENTAREAANIMATION = 0x1042


def less_on_windows(user32: Any = None) -> bool:
    """Whether animations are switched off; ``user32`` stands for the library of this name. Raises OSError."""
    here: Any = ctypes  # its type elsewhere has no WinDLL
    user32 = user32 or here.WinDLL("user32", use_last_error=True)
    moves = wintypes.BOOL(1)
    if not user32.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(moves), 0):
        raise OSError("SystemParametersInfoW")
    return not moves.value
