"""What a sound device is to the softphone, and the two kinds that need no hardware: none, and a pair of files."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Protocol

import numpy as np

from agent_desktop.phone.pcm import FRAME, RATE, SILENCE, Samples
from agent_desktop.phone.port import Where
from agent_desktop.phone.wav import WavRecorder, looped, read_wav

_STALL_FRAMES = 25
log = logging.getLogger(__name__)


class DeviceFailed(Exception):
    """The device cannot be used; the message is a sentence that says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class InUse:
    """Which devices are used, by whole names, empty for default ones; ``problem`` as in ``port.Sound``."""

    microphone: str = ""
    speaker: str = ""
    ring: str = ""
    problem: str = ""


class Device(Protocol):
    """A microphone and speakers. ``heard`` and ``spoken`` are called by the call's clock, the rest by one worker."""

    def heard(self, frame: bytes) -> None:
        """20 ms of what the call lets one hear; every 20 ms while the clock runs, silence included."""
        ...

    def spoken(self) -> bytes:
        """The next 20 ms of the microphone; asked for only while the microphone is open to a call."""
        ...

    def forget_spoken(self) -> None:
        """Drop what the microphone has given and nobody asked for: it was said while muted. Any thread."""
        ...

    @property
    def delay_ms(self) -> int:
        """How long sound waits here between the call and the sound service, both directions together."""
        ...

    def settle(self, *, speaker: bool, microphone: bool) -> InUse:
        """Start or stop the halves as the calls need them, and see what came and went; called every few seconds."""
        ...

    def play(self, where: Where, samples: Samples, *, loop: bool) -> None:
        """Let the agent hear this beside the call, once ``settle`` was called."""
        ...

    def stop_playing(self, where: Where) -> None:
        """End what ``play`` began."""
        ...

    def close(self) -> None:
        """Let go of everything."""
        ...


class NoDevice:
    """No sound: calls work, nothing is heard or said."""

    @property
    def delay_ms(self) -> int:
        """Nothing waits."""
        return 0

    def heard(self, frame: bytes) -> None:
        """Nobody listens."""

    def spoken(self) -> bytes:
        """Silence."""
        return SILENCE

    def forget_spoken(self) -> None:
        """Nothing was said."""

    def settle(self, *, speaker: bool, microphone: bool) -> InUse:
        """Nothing to start."""
        return InUse()

    def play(self, where: Where, samples: Samples, *, loop: bool) -> None:
        """Nobody listens."""

    def stop_playing(self, where: Where) -> None:
        """Nothing plays."""

    def close(self) -> None:
        """Nothing to let go of."""


class FileDevice(NoDevice):
    """Speaks one WAV file over and over and records what is heard to another; both run on the call's clock."""

    def __init__(
        self,
        source: Path | None,
        sink: Path | None,
        begun: Callable[[str, int], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the files; ``begun(sink, at_ms)`` is told once, at the first frame.

        Raises ``OSError`` or ``WavError``.
        """
        self._source = read_wav(source) if source else np.zeros(0, dtype=np.int16)
        self._recorder = WavRecorder(sink) if sink else None
        self._sink = str(sink) if sink else ""
        self._begun = begun
        self._clock = clock
        self._began = 0.0
        self._frames = 0
        self._lock = Lock()

    def heard(self, frame: bytes) -> None:
        """Record the frame; silence is put in for what a stalled machine left out, so that places stay times."""
        now = self._clock()
        if not self._frames:
            self._began = now
            if self._recorder:
                self._begun(self._sink, int(now * 1000))
        missing = int((now - self._began) * RATE / FRAME) - self._frames
        if missing > _STALL_FRAMES:
            for _ in range(missing):
                self._take(SILENCE)
        self._take(frame)

    def _take(self, frame: bytes) -> None:
        with self._lock:
            try:
                if self._recorder:
                    self._recorder.write(frame)
            except OSError as error:
                log.error("The recording %s ends here: %s", self._sink, error)
                self._recorder = None
        self._frames += 1

    def spoken(self) -> bytes:
        """The 20 ms of the file that belong to this moment."""
        return looped(self._source, self._frames * FRAME, FRAME).tobytes()

    def close(self) -> None:
        """Complete the recording."""
        with self._lock:
            if self._recorder:
                self._recorder.close()
            self._recorder = None


def file_paths(device: str) -> tuple[Path | None, Path | None]:
    """IN and OUT of ``file:IN.wav,OUT.wav``; None for an empty one."""
    source, _, sink = device.removeprefix("file:").partition(",")
    return (Path(source) if source else None, Path(sink) if sink else None)
