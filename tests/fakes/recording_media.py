"""A media engine that records without speech: it is told what a recording comes to, and leaves the file of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path

from agent_desktop.server.media.port import MediaFailed, Recorded, Sealed
from agent_desktop.server.media.recording_file import PlainWav, SealedWav
from agent_desktop.server.srtp import SrtpKeys


class RecordingMedia:
    """Keeps every order in ``orders``; what is in ``failing`` fails; messages end when ``spoken`` is set."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.orders: list[tuple[object, ...]] = []
        self.failing: set[str] = set()
        self.seals: dict[int, Sealed | None] = {}
        self.over = Recorded("", 5_000, 9_000, "")
        self.spoken = asyncio.Event()
        self.listens = asyncio.Event()  # set when somebody waits for that

    async def open(self, leg: str, near: str = "") -> tuple[str, int]:
        raise NotImplementedError

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
        *,
        inband: bool = False,
    ) -> None:
        raise NotImplementedError

    async def connect(self, leg: str, peer: str) -> None:
        self._ordered("connect", leg, peer)

    async def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: tuple[str, ...] = ()) -> None:
        self._ordered("mix", dict(hears), unrecorded)

    async def play(
        self, leg: str, once: tuple[str, ...], loop: str | None, report: int | None = None, *, after: bool = False
    ) -> None:
        self._ordered("play", leg, once, loop, report, after)

    async def press(self, leg: str, digit: str) -> None:
        self._ordered("press", leg, digit)

    async def record(
        self, leg: str, recording: int, sides: int, *, most_ms: int | None = None, seal: Sealed | None = None
    ) -> None:
        self._ordered("record", leg, recording, sides, most_ms)
        self.seals[recording] = seal

    async def pause_recording(self, leg: str, recording: int) -> None:
        self._ordered("pause", leg, recording)

    async def resume_recording(self, leg: str, recording: int) -> None:
        self._ordered("resume", leg, recording)

    async def keep_recording(self, leg: str, recording: int, *, flac: bool = False) -> Recorded:
        self._ordered("keep", leg, recording, flac)
        return self._left(recording)

    async def delete_recording(self, leg: str, recording: int) -> None:
        self._ordered("delete", leg, recording)

    async def recorded(self, leg: str, recording: int) -> Recorded:
        self._ordered("recorded", leg, recording)
        self.listens.set()
        await self.spoken.wait()
        return self._left(recording)

    async def close(self, leg: str) -> None:
        raise NotImplementedError

    def _left(self, recording: int) -> Recorded:
        seal = self.seals.get(recording)
        path = self.folder / f"{recording}.wav{'' if seal is None else '.sealed'}"
        sink = PlainWav(path, 8000, 1) if seal is None else SealedWav(path, 8000, 1, *seal)
        sink.append(bytes(16 * self.over.ms))
        sink.close()
        return self.over._replace(file=path.name)

    def _ordered(self, name: str, *what: object) -> None:
        self.orders.append((name, *what))
        if name in self.failing:
            raise MediaFailed(f"{name} told to fail")
