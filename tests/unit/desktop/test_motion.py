"""Whether the PC is set to less motion, by what Windows and the portal of the desktop say (F125)."""

from __future__ import annotations

from typing import Any

import pytest

from agent_desktop.desktop.motion import less_motion
from agent_desktop.desktop.windows_motion import less_on_windows
from agent_desktop.platforms import WindowSystem

GET_CLIENT_AREA_ANIMATION = 0x1042


class FakeUser32:
    """Has the setting ``moves``; None: Windows does not say."""

    def __init__(self, moves: int | None) -> None:
        self.moves = moves

    def SystemParametersInfoW(self, action: int, parameter: int, value: Any, notify: int) -> int:  # noqa: N802
        assert (action, parameter, notify) == (GET_CLIENT_AREA_ANIMATION, 0, 0)
        if self.moves is None:
            return 0
        value._obj.value = self.moves
        return 1


@pytest.mark.parametrize(("moves", "less"), [(0, True), (1, False)])
def test_windows_says_whether_animations_are_on(moves: int, less: bool) -> None:
    assert less_on_windows(FakeUser32(moves)) is less


def test_a_windows_that_does_not_say_and_no_desktop_at_all() -> None:
    with pytest.raises(OSError, match="SystemParametersInfoW"):
        less_on_windows(FakeUser32(None))
    assert less_motion(WindowSystem.NONE) is False


def test_without_a_bus_all_moves_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert less_motion(WindowSystem.X11) is False
