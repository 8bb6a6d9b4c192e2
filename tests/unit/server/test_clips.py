"""The sounds of audio clips: recorded, taken out of the archive, given to who may hear them, deleted (F072)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeVar

import pytest

from agent_desktop.domain.evolve import EMPTY, evolve
from agent_desktop.domain.messages import CaptureClip, Clip, ClipChanged
from agent_desktop.domain.state import State
from agent_desktop.server.archive import Archive
from agent_desktop.server.clips import Clips
from agent_desktop.server.media.port import MediaFailed, Recorded
from agent_desktop.server.media.sounds import SoundLibrary
from tests.fakes.recording_media import RecordingMedia

ORDER = CaptureClip(id=7, until=1, leg="o1", case=3, clip=2, max_ms=180_000)
R = TypeVar("R")


class Desk:
    """Bertil's clip 2 is the sound 7, and so is Vera's public clip 3."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.media = RecordingMedia(folder / "recordings")
        self.media.folder.mkdir()
        self.archive = Archive(self.media.folder, b"k" * 32)
        state: State = EMPTY
        for number, agent in ((2, "bertil"), (3, "vera")):
            row = Clip(id=number, name="Hours", agent=agent, public=agent == "vera", take=7)
            state = evolve(state, ClipChanged(clip=row))
        self.clips = Clips(folder / "prompts", self.archive, self.media, lambda: state)

    def run(self, what: Callable[[], Awaitable[R]]) -> R:
        async def run() -> R:
            self.media.spoken.set()
            return await what()

        return asyncio.run(run())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_clip_is_recorded_and_found_by_the_media(desk: Desk) -> None:
    desk.run(lambda: desk.clips.capture(ORDER))
    assert desk.media.orders == [("record", "o1", 7, 1, 180_000), ("recorded", "o1", 7)]
    assert desk.media.seals == {7: None}, "it is no customer's"
    sound = SoundLibrary(desk.folder, desk.folder / "prompts").get("clips/7")
    assert len(sound.coded["PCMA"]) == 5 * 8000
    assert desk.archive.file(7) is None, "and nobody erases it with the recordings"


def test_the_order_given_again_records_nothing_again(desk: Desk) -> None:  # F120
    desk.run(lambda: desk.clips.capture(ORDER))
    desk.media.orders.clear()
    desk.run(lambda: desk.clips.capture(ORDER))
    assert desk.media.orders == []


@pytest.mark.parametrize("over", [Recorded("", 900, 9_000, ""), Recorded("", 5_000, 300, "")])
def test_nothing_said_is_no_clip(desk: Desk, over: Recorded) -> None:
    desk.media.over = over
    with pytest.raises(MediaFailed, match="nothing was said"):
        desk.run(lambda: desk.clips.capture(ORDER))
    assert not desk.clips.file(7).exists()
    assert desk.archive.file(7) is None


def test_what_a_dead_worker_left_is_the_clip(desk: Desk) -> None:
    desk.media._left(7)
    desk.run(lambda: desk.clips.capture(ORDER))
    assert desk.media.orders == []
    assert desk.clips.file(7).is_file()


def test_the_owner_may_hear_it_and_all_a_public_one(desk: Desk) -> None:
    assert desk.run(lambda: desk.clips.open(2, "bertil")) is None, "no file yet"
    desk.run(lambda: desk.clips.capture(ORDER))
    may = [(clip, who) for clip in (2, 3, 4) for who in ("bertil", "vera", "anna")]
    heard = [one for one in may if desk.run(lambda one=one: desk.clips.open(*one)) is not None]
    assert heard == [(2, "bertil"), (3, "bertil"), (3, "vera"), (3, "anna")]
    sound = desk.run(lambda: desk.clips.open(3, "anna"))
    assert sound is not None
    assert (sound.media_type, len(b"".join(sound.pieces))) == ("audio/wav", sound.length)


def test_it_is_ended_and_forgotten_as_often_as_is_said(desk: Desk) -> None:
    desk.run(lambda: desk.clips.capture(ORDER))
    desk.media.failing = {"keep"}
    desk.run(lambda: desk.clips.end("o1", 7))
    for _ in range(2):
        desk.run(lambda: desk.clips.forget(7))
    assert not desk.clips.file(7).exists()
