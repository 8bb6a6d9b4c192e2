"""Who hears a sum of others: decoded, added and encoded on one tick of 20 ms, for all rooms of the worker at once.

A room is what hangs together by hearing. Its speakers are added up once; each listener then hears the sum without those
it is not to hear, which for most is itself alone (mix-minus). Rooms with a wide-band listener or speaker are added at
16 kHz, all others at 8 kHz, so a step of numpy serves all of one kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media import g711, resample
from agent_desktop.server.media.codecs import FRAME_OCTETS, SAMPLE_RATES, frame_samples
from agent_desktop.server.media.speech import Listener, Speaker

NARROW, WIDE = 8000, 16000


class Party(Protocol):
    """A leg, as the mixer sees it."""

    @property
    def speaker(self) -> Speaker | None:
        """While it is heard in a mix."""
        ...

    @property
    def listener(self) -> Listener | None:
        """While it hears a mix."""
        ...

    @property
    def hears(self) -> tuple[Party, ...]:
        """Whom it hears."""
        ...


class Mixer:
    """Adds up what the parties say. Rooms are found anew after ``arrange``, not with each tick."""

    def __init__(self) -> None:
        self._plans: tuple[_Plan, ...] = ()

    def arrange(self, listeners: Iterable[Party]) -> None:
        """These parties hear mixes from now on. Whom they hear has a ``speaker``, or is not there yet."""
        narrow: list[_Room] = []
        wide: list[_Room] = []
        for room in _rooms(listeners):
            (wide if room.is_wide() else narrow).append(room)
        self._plans = tuple(_Plan(rate, rooms) for rate, rooms in ((NARROW, narrow), (WIDE, wide)) if rooms)

    @property
    def works(self) -> bool:
        """Whether anybody listens."""
        return bool(self._plans)

    def tick(self) -> list[tuple[Party, bytes]]:
        """20 ms for each listener, 160 octets in its codec."""
        return [heard for plan in self._plans for heard in plan.tick()]


class _Room:
    """Listeners and all that they hear."""

    def __init__(self) -> None:
        self.listeners: list[Party] = []
        self.speakers: dict[int, Party] = {}  # by identity

    def is_wide(self) -> bool:
        """Whether anybody here speaks or hears more than 4 kHz."""
        codecs = [party.listener.codec for party in self.listeners if party.listener is not None]
        codecs += [party.speaker.codec for party in self.speakers.values() if party.speaker is not None]
        return any(SAMPLE_RATES[codec] == WIDE for codec in codecs)


def _rooms(listeners: Iterable[Party]) -> list[_Room]:
    """Listeners that share a speaker share a room; who hears nobody who is there is in none."""
    room_of: dict[int, _Room] = {}  # by speaker
    for listener in listeners:
        room = _Room()
        room.listeners.append(listener)
        room.speakers = {id(party): party for party in listener.hears if party.speaker is not None}
        known = {id(room_of[key]): room_of[key] for key in room.speakers if key in room_of}
        for other in known.values():
            room.listeners += other.listeners
            room.speakers |= other.speakers
        room_of |= dict.fromkeys(room.speakers, room)
    return list({id(room): room for room in room_of.values()}.values())


class _Plan:
    """All rooms of one sample rate, as rows of arrays: first the speakers, room by room, then a row of silence."""

    def __init__(self, rate: int, rooms: Sequence[_Room]) -> None:
        self._rate = rate
        self._speakers: list[Speaker] = []
        self._listeners: list[tuple[Party, Listener]] = []
        self._starts: list[int] = []  # first row of each room's speakers
        rooms_of: list[int] = []  # of each listener
        without: list[list[int]] = []  # rows that each listener is not to hear
        for number, room in enumerate(rooms):
            self._starts.append(len(self._speakers))
            rows: dict[int, int] = {}
            for key, party in room.speakers.items():
                assert party.speaker is not None
                rows[key] = len(self._speakers)
                self._speakers.append(party.speaker)
            for party in room.listeners:
                assert party.listener is not None
                self._listeners.append((party, party.listener))
                rooms_of.append(number)
                heard = {id(other) for other in party.hears}
                without.append([row for key, row in rows.items() if key not in heard])
        silence = len(self._speakers)
        self._rooms = np.array(rooms_of)
        self._first_without = np.array([rows[0] if rows else silence for rows in without])
        more = [(listener, row) for listener, rows in enumerate(without) for row in rows[1:]]
        self._more_without = np.array(more, dtype=np.intp).reshape(-1, 2).T
        self._octets_of = {
            law: [row for row, speaker in enumerate(self._speakers) if speaker.codec == law] for law in g711.LAWS
        }
        self._heard_in = {
            codec: [row for row, (_, listener) in enumerate(self._listeners) if listener.codec == codec]
            for codec in SAMPLE_RATES
        }

    def tick(self) -> list[tuple[Party, bytes]]:
        """Take 20 ms of every speaker, and give 20 ms to every listener."""
        said = np.zeros((len(self._speakers) + 1, frame_samples(self._rate)), np.float32)
        taken = [speaker.take() for speaker in self._speakers]
        for law, rows in self._octets_of.items():
            self._fill_narrow(said, law, rows, taken)
        for row, speaker in enumerate(self._speakers):
            if SAMPLE_RATES[speaker.codec] == WIDE:
                frame = taken[row]
                assert not isinstance(frame, bytes)
                speaker.keep(frame)
                said[row] = frame
        sums = np.add.reduceat(said[:-1], self._starts, axis=0)
        heard = sums[self._rooms] - said[self._first_without]
        if self._more_without.size:
            np.subtract.at(heard, self._more_without[0], said[self._more_without[1]])
        return self._encode(heard)

    def _fill_narrow(
        self, said: NDArray[np.float32], law: str, rows: list[int], taken: list[bytes | NDArray[np.int16]]
    ) -> None:
        if not rows:
            return
        silence = g711.SILENCE[law] * FRAME_OCTETS
        octets = b"".join(frame if isinstance(frame, bytes) else silence for frame in (taken[row] for row in rows))
        frames = g711.decode(law, octets).reshape(-1, FRAME_OCTETS)
        for index, row in enumerate(rows):
            frame = taken[row]
            if not isinstance(frame, bytes):
                frames[index] = frame
            self._speakers[row].keep(frames[index])
        if self._rate == NARROW:
            said[rows] = frames
            return
        speakers = [self._speakers[row] for row in rows]
        joined = np.concatenate([np.stack([speaker.tail for speaker in speakers]), frames], axis=1, dtype=np.float32)
        for speaker, row in zip(speakers, joined, strict=True):
            speaker.tail = row[-resample.UP_HISTORY :]
        said[rows] = resample.up(joined)

    def _encode(self, heard: NDArray[np.float32]) -> list[tuple[Party, bytes]]:
        coded: list[tuple[Party, bytes]] = []
        for codec, rows in self._heard_in.items():
            if not rows:
                continue
            frames = heard[rows]
            if SAMPLE_RATES[codec] == NARROW and self._rate == WIDE:
                frames = self._narrowed(frames, rows)
            samples = np.clip(np.rint(frames), -32768, 32767).astype(np.int16)
            if SAMPLE_RATES[codec] == NARROW:
                octets = g711.encode(codec, samples)
                coded += [
                    (self._listeners[row][0], octets[at : at + FRAME_OCTETS])
                    for row, at in zip(rows, range(0, len(octets), FRAME_OCTETS), strict=True)
                ]
            else:
                coded += [
                    (self._listeners[row][0], self._listeners[row][1].encode(frame))
                    for row, frame in zip(rows, samples, strict=True)
                ]
        return coded

    def _narrowed(self, frames: NDArray[np.float32], rows: list[int]) -> NDArray[np.float32]:
        listeners = [self._listeners[row][1] for row in rows]
        joined = np.concatenate([np.stack([listener.tail for listener in listeners]), frames], axis=1)
        for listener, row in zip(listeners, joined, strict=True):
            listener.tail = row[-resample.DOWN_HISTORY :]
        return resample.down(joined)
