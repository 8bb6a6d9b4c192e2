"""Writes what is said at legs into files, in a thread of its own: RTP never waits for a disk, nor a disk for RTP.

Files stand in one folder. ``<number>.<process>.part`` is being written, and can be played at any moment; a whole one
that was read back is ``<number>.wav`` or ``<number>.flac``, with ``.sealed`` behind it when it is sealed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from agent_desktop.platforms import HERE
from agent_desktop.server.media import flac, link
from agent_desktop.server.media.loop import clock
from agent_desktop.server.media.port import MediaFailed, Sealed
from agent_desktop.server.media.recording_file import (
    Damaged,
    PlainWav,
    SealedWav,
    Sink,
    pcm_digest,
    pcm_pieces,
    seal_file,
)
from agent_desktop.server.media.tape import HOLD_S, Tape

log = logging.getLogger(__name__)

TURN_S = 0.1
TURNS = 5
"""What was said goes to the file once in so many turns: with ``HOLD_S``, what a killed worker loses, which is less than
a second. Each recording has its turn, so that RTP does not have to wait for all of them at once."""

MOST_WAITING = 6_000
"""Packets that wait for a slow disk, for each recording: half a minute of a call. More are lost, and told."""

REMEMBERED = 1_000
"""Recordings that are over and whose end is told again to a server that asks once more."""

SEALED = ".sealed"
CHUNK = 256 * 1024

Side = Literal[0, 1]
SAID: Side = 0
HEARD: Side = 1


_Spoken = tuple[Side, float, int, int, bytes, str]
"""As ``Tape.put`` takes it; no class of its own, of which there would be one for each packet."""


class _Order(NamedTuple):
    what: Literal["pause", "resume", "keep", "delete"]
    now: float
    as_flac: bool = False


class Track:
    """One recording: what the RTP thread puts in, the writer's thread takes out. It is a ``Tap``."""

    def __init__(self, number: int, path: Path, sink: Sink, tape: Tape, sides: int) -> None:
        self.number = number
        self.path = path
        self.sink = sink
        self.tape = tape
        self.sides = sides
        self.seal: Sealed | None = None
        self.most: int | None = None  # samples; then it is over
        self.runs = True
        self.samples = 0
        self.peak = 0
        self.digest = hashlib.sha256()
        self.incomplete = ""
        self._lost = 0
        self.waiting: deque[_Spoken | _Order] = deque()  # in the order in which they came

    def said(self, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """See ``Tap``."""
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append((SAID, now, source, timestamp, payload, codec))
        else:
            self._lost += 1

    def heard(self, now: float, source: int, timestamp: int, payload: bytes, codec: str) -> None:
        """See ``Tap``."""
        if self.sides <= HEARD:
            return
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append((HEARD, now, source, timestamp, payload, codec))
        else:
            self._lost += 1

    def order(self, order: _Order) -> None:
        """After all that was said before."""
        self.waiting.append(order)

    def trouble(self) -> str:
        """Why some of it is missing though the disk took all that came."""
        return f"{self._lost} packets were lost: the disk is too slow" if self._lost else ""


class Recorder:
    """All recordings of a worker. ``tell`` is called in the writer's thread, and must not wait.

    Without ``threaded`` its owner calls ``work``.
    """

    def __init__(self, folder: Path | None, tell: Callable[[link.AnyNews], None], *, threaded: bool = True) -> None:
        self._folder = folder
        self._tell = tell
        self._tracks: dict[int, Track] = {}
        self._legs: dict[str, int] = {}  # of recordings that end with their leg
        self._over: dict[int, link.Recorded] = {}
        self._bell = threading.Event()
        self._ends = False
        self._threaded = threaded
        self._thread: threading.Thread | None = None

    # --- orders, from the thread of the link -----------------------------------------------------

    def begin(
        self, number: int, rate: int, sides: int, now: float, *, most_ms: int | None = None, seal: Sealed | None = None
    ) -> Track:
        """A track to tap a leg with, whose file there is from now on; one that has begun is gone on with.

        Raises ``MediaFailed``.
        """
        track = self._tracks.get(number)
        if track is not None:
            return track
        if self._folder is None or number in self._over:
            raise MediaFailed("nothing is recorded here" if self._folder is None else f"recording {number} is over")
        path = self._folder / f"{number}.{os.getpid()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            sink = PlainWav(path, rate, sides) if seal is None else SealedWav(path, rate, sides, *seal)
        except OSError as error:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
            raise MediaFailed(f"recording {number} cannot be written: {error}") from error
        track = Track(number, path, sink, Tape(rate, sides, now), sides)
        track.seal = seal
        track.most = None if most_ms is None else most_ms * rate // 1000
        self._tracks[number] = track
        if self._thread is None and self._threaded:
            self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
            self._thread.start()
        self._bell.set()
        return track

    def ends_with(self, leg: str, number: int) -> None:
        """This recording is kept when its leg is closed."""
        self._legs[leg] = number

    def leg_closed(self, leg: str, now: float) -> None:
        """Nothing more is said at a leg."""
        number = self._legs.pop(leg, None)
        if number is not None and number in self._tracks:
            self.end(number, now, keep=True)

    def pause(self, number: int, now: float) -> None:
        """Nothing is captured from now on; its leg is not tapped any more. Raises ``MediaFailed``."""
        self._give(number, _Order("pause", now))

    def resume(self, number: int, now: float) -> Track:
        """It is captured again; returns the track to tap the leg with. Raises ``MediaFailed``."""
        return self._give(number, _Order("resume", now))

    def end(self, number: int, now: float, *, keep: bool, as_flac: bool = False) -> None:
        """It is over; ``Recorded`` tells when its file is whole, or gone. Again for one that has been told of.

        Raises ``MediaFailed``.
        """
        over = self._over.get(number)
        if over is not None and number not in self._tracks:
            if not keep and over.file and self._folder is not None:
                (self._folder / over.file).unlink(missing_ok=True)
            self._tell(over)
            return
        self._give(number, _Order("keep" if keep else "delete", now, as_flac))

    def tell(self, number: int) -> None:
        """Have the end of a recording told again, if it is over. Raises ``MediaFailed`` for an unknown one."""
        if number in self._over:
            self._tell(self._over[number])
        elif number not in self._tracks:
            raise MediaFailed(f"there is no recording {number}")

    def close(self) -> None:
        """Keep what is being recorded, and end the thread."""
        for track in tuple(self._tracks.values()):
            track.order(_Order("keep", clock()))
        self._ends = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join()

    def _give(self, number: int, order: _Order) -> Track:
        track = self._tracks.get(number)
        if track is None:
            raise MediaFailed(f"there is no recording {number}")
        track.order(order)
        self._bell.set()
        return track

    # --- the writer's thread ---------------------------------------------------------------------

    def _run(self) -> None:
        turn = 0
        while not self._ends or self._tracks:
            ordered = self._bell.wait(TURN_S if self._tracks else None)
            self._bell.clear()
            turn = (turn + 1) % TURNS
            self.work(clock(), None if ordered else turn)

    def work(self, now: float, turn: int | None = None) -> None:
        """Write what was said until a little before ``now``, and carry out the orders; of those whose turn it is."""
        for track in tuple(self._tracks.values()):
            if turn is not None and track.number % TURNS != turn:
                continue
            try:
                self._work(track, now)
            except Exception:
                log.exception("recording %d failed", track.number)
                track.sink.abandon()
                self._end(track, "", "it could not be written; see the media worker's log")

    def _work(self, track: Track, now: float) -> None:
        waiting, put = track.waiting, track.tape.put
        while waiting:
            item = waiting.popleft()
            if not isinstance(item, _Order):
                if track.runs:
                    put(*item)
            elif item.what == "pause":
                if track.runs:
                    self._write(track, track.tape.stop(item.now))
                track.runs = False
            elif item.what == "resume":
                if not track.runs:
                    track.tape.go_on(item.now)
                track.runs = True
            else:
                self._finish(track, item)
                return
        if track.runs:
            self._write(track, track.tape.take(now - HOLD_S))
        if track.most is not None and track.samples >= track.most:
            self._finish(track, _Order("keep", now - HOLD_S))

    def _write(self, track: Track, samples: NDArray[np.int16]) -> None:
        if track.most is not None:
            samples = samples[: track.most - track.samples]
        if not len(samples):
            return
        track.samples += len(samples)
        track.peak = max(track.peak, int(samples.max()), -int(samples.min()))
        pcm = samples.tobytes()
        try:
            track.sink.append(pcm)
        except OSError as error:  # the call goes on; so does the recording when there is room again
            if not track.incomplete:
                track.incomplete = str(error)
                log.error("recording %d is incomplete: %s", track.number, error)
                self._tell(link.RecordingBroke(recording=track.number, why=str(error)))
        else:
            track.digest.update(pcm)

    def _finish(self, track: Track, order: _Order) -> None:
        if track.runs:
            self._write(track, track.tape.stop(order.now))
            track.runs = False
        if order.what == "delete":
            track.sink.abandon()
            track.path.unlink(missing_ok=True)
            self._end(track, "", "")
            return
        try:
            track.sink.close()
            file = self._checked(track, order.as_flac)
        except (OSError, Damaged) as error:
            log.error("recording %d is not kept whole: %s", track.number, error)
            track.sink.abandon()
            self._end(track, "", str(error))
        else:
            self._end(track, file, "")

    def _checked(self, track: Track, as_flac: bool) -> str:
        """Read the file back, and give it its name, in the form that was asked for. Raises OSError and ``Damaged``."""
        key = None if track.seal is None else track.seal.key
        _, digest = pcm_digest(track.path, key)
        if digest != track.digest.digest():
            raise Damaged(f"{track.path.name} does not hold what was written to it")
        seal = SEALED if key else ""
        final = track.path.with_name(f"{track.number}.wav{seal}")
        if as_flac and self._flac(track, seal, digest):
            final = track.path.with_name(f"{track.number}.flac{seal}")
            track.path.unlink()
        else:
            os.replace(track.path, final)
        HERE.sync_folder(final.parent)
        return final.name

    def _flac(self, track: Track, seal: str, digest: bytes) -> bool:
        """Whether there is a FLAC file now; without room for it the WAV file is kept, which is whole."""
        final = track.path.with_name(f"{track.number}.flac{seal}")
        new = final.with_name(f"{final.name}.new")
        try:
            new.unlink(missing_ok=True)
            _to_flac(track, new, digest)
            os.replace(new, final)
        except (OSError, Damaged) as error:
            log.error("recording %d stays a WAV file: %s", track.number, error)
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            return False
        return True

    def _end(self, track: Track, file: str, why: str) -> None:
        del self._tracks[track.number]
        for leg, number in tuple(self._legs.items()):
            if number == track.number:
                self._legs.pop(leg, None)
        while len(self._over) >= REMEMBERED:
            self._over.pop(next(iter(self._over)))
        over = link.Recorded(
            recording=track.number,
            file=file,
            ms=track.samples * 1000 // track.tape.rate,
            peak=track.peak,
            incomplete=track.incomplete or track.trouble(),
            why=why,
        )
        self._over[track.number] = over
        self._tell(over)


def _to_flac(track: Track, new: Path, digest: bytes) -> None:
    """Write the samples once more, as FLAC, and read them back. Raises OSError and ``Damaged``."""
    rate, seal = track.tape.rate, track.seal
    samples = pcm_pieces(track.path, None if seal is None else seal.key)
    made: Path | io.BytesIO = new if seal is None else io.BytesIO()  # never in the clear on the disk
    flac.encode(samples, made, rate, track.sides)
    if isinstance(made, io.BytesIO):
        made.seek(0)
    if flac.digest(made) != digest:
        raise Damaged(f"{new.name} does not hold what was recorded")
    if isinstance(made, Path):
        with made.open("r+b") as file:
            os.fsync(file.fileno())
    elif seal is not None:
        made.seek(0)
        seal_file(new, iter(lambda: made.read(CHUNK), b""), *seal)
