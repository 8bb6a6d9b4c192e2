"""What global keys say, kept for a test to wait for."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Mapping

from agent_desktop.desktop.global_keys import Judged, Verdict

PATIENCE_S = 30.0


class HeardKeys:
    """``pressed.put`` and ``told.put`` are what global keys are given."""

    def __init__(self) -> None:
        self.pressed: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.told: queue.SimpleQueue[Mapping[str, Judged]] = queue.SimpleQueue()

    def press(self) -> str:
        """The next key that was pressed."""
        return self.pressed.get(timeout=PATIENCE_S)

    def judged(self) -> dict[str, Judged]:
        """What was told next."""
        return dict(self.told.get(timeout=PATIENCE_S))

    def verdicts(self) -> dict[str, Verdict]:
        """The same, without words."""
        return {action: judged.verdict for action, judged in self.judged().items()}

    def until(self, expected: dict[str, Verdict]) -> None:
        """Wait for such verdicts: an X server tells of a new keyboard whenever it likes, and all is told again."""
        while self.verdicts() != expected:
            pass

    def soon(self, action: str, press: Callable[[], None]) -> None:
        """Press until it is heard as this action: when a new layout is in force for us is not to be seen."""
        deadline = time.monotonic() + PATIENCE_S
        heard: list[str] = []
        while action not in heard:
            assert time.monotonic() < deadline, (action, heard)
            press()
            try:
                heard.append(self.pressed.get(timeout=0.5))
            except queue.Empty:
                continue
