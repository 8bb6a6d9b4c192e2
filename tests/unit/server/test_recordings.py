"""Orders about recordings and messages: what is kept, what is deleted, and who may hear it, over HTTP too."""

from __future__ import annotations

import asyncio
import io
import wave
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.domain.evolve import evolve
from agent_desktop.domain.messages import (
    AgentDefined,
    AnyFact,
    EffectDone,
    EffectFailed,
    OrderRecording,
    RecordAction,
    RecordingBroken,
    RecordingHeard,
    RecordMessage,
    Right,
)
from agent_desktop.protocol.wire import RECORDINGS
from agent_desktop.server.archive import Archive, Kind, Note
from agent_desktop.server.clips import Clips
from agent_desktop.server.dispatch import Dispatch, Files
from agent_desktop.server.engine import Engine
from agent_desktop.server.media.port import Sealed
from agent_desktop.server.media.recording_file import Damaged, PlainWav, SealedWav
from agent_desktop.server.recordings import Centre, Form, Recordings
from agent_desktop.server.store.memory import MemoryStore
from tests.fakes.centre import Centre as Story
from tests.fakes.http_house import Caller, house
from tests.fakes.recording_media import RecordingMedia

KEY = b"k" * 32
SAVE, DELETE = RecordAction.SAVE, RecordAction.DELETE


class Desk:
    """Dispatch and recordings over a fake media engine, with a caller in a call with Bertil."""

    def __init__(self, folder: Path, form: Form | None = None) -> None:
        self.story = Story()
        self.story.ready("bertil")
        leg = self.story.call("1000")
        self.story.pick_up("bertil")
        self.case = self.story.state.legs[leg].case
        self.facts: list[AnyFact] = []
        self.living: set[int] = set()
        self.archive = Archive(folder, KEY, lambda: self.living)
        self.media = RecordingMedia(folder)
        centre = Centre(lambda: self.story.state, lambda: 1_000_000, self.facts.append)
        self.recordings = Recordings(self.archive, self.media, centre, form or Form())
        clips = Clips(folder / "prompts", self.archive, self.media, lambda: self.story.state)
        files = Files(self.recordings, clips)
        self.dispatch = Dispatch(
            self.media, lambda order: None, self.facts.append, files, lambda leg, number: "", lambda: 0
        )

    def order(self, *actions: RecordAction) -> list[AnyFact]:
        """Give orders about recording 7, one after the other; the facts that answer them."""

        async def run() -> None:
            for number, action in enumerate(actions, 1):
                self.dispatch.handle(
                    OrderRecording(id=number, until=1, leg="i1", case=self.case, recording=7, action=action)
                )
                await self.dispatch.close()

        asyncio.run(run())
        return self.facts


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_recording_is_made_paused_and_kept(desk: Desk) -> None:  # F038 F039
    actions = (RecordAction.START, RecordAction.PAUSE, RecordAction.RESUME, SAVE)
    assert desk.order(*actions) == [EffectDone(effect=number) for number in (1, 2, 3, 4)]
    assert [order[0] for order in desk.media.orders] == ["record", "pause", "resume", "keep"]
    note = Note(recording=7, kind=Kind.CALL, case=desk.case, queue="service", agent="bertil", begun=1_000_000, ms=5_000)
    assert desk.archive.notes() == [note]


def test_what_cannot_be_done_is_told(desk: Desk) -> None:
    desk.media.failing = {"record", "keep"}
    assert desk.order(RecordAction.START, SAVE) == [
        EffectFailed(effect=1, why="record told to fail"),
        EffectFailed(effect=2, why="keep told to fail"),
    ]


@pytest.mark.expects_log("recording 7 was cut short")
def test_what_a_dead_worker_left_counts_as_kept(desk: Desk) -> None:  # F041
    desk.order(RecordAction.START)
    part = desk.archive.folder / "7.999999.part"
    sink = PlainWav(part, 8000, 2)
    sink.append(bytes(32_000))
    sink.abandon()
    desk.media.failing = {"keep"}
    desk.living.add(999_999)
    assert isinstance(desk.order(SAVE)[-1], EffectFailed), "its worker lives, and is not done with it"
    desk.living.clear()
    assert desk.order(SAVE)[-1] == EffectDone(effect=1)
    assert desk.archive.salvage() == []
    assert desk.archive.notes()[0].incomplete == "the media worker ended unexpectedly"
    with wave.open(str(desk.archive.folder / "7.wav")) as file:
        assert file.getnframes() == 8000


def test_what_is_deleted_is_gone_with_its_note(desk: Desk) -> None:  # F040
    desk.order(RecordAction.START)
    (desk.archive.folder / "7.999999.part").write_bytes(b"left by a worker that is no more")
    desk.media.failing = {"delete"}
    assert desk.order(DELETE)[-1] == EffectDone(effect=1)
    assert list(desk.archive.folder.iterdir()) == []


def test_an_incomplete_recording_is_told_and_marked(desk: Desk) -> None:
    desk.order(RecordAction.START)

    async def run() -> None:
        await desk.recordings._broken(7, "No space left on device")
        await desk.recordings._broken(8, "of nothing that is known")

    asyncio.run(run())
    assert desk.facts[1:] == [RecordingBroken(recording=7, case=desk.case)]
    desk.media.over = desk.media.over._replace(incomplete="No space left on device")
    desk.order(SAVE)
    assert desk.archive.notes()[0].incomplete == "No space left on device"


# --- messages ----------------------------------------------------------------------------------------


def leave_message(desk: Desk, ms: int = 5_000, peak: int = 9_000) -> AnyFact:
    async def run() -> None:
        desk.media.over = desk.media.over._replace(ms=ms, peak=peak)
        desk.dispatch.handle(RecordMessage(id=9, until=1, leg="i1", case=1, max_ms=60_000, message=desk.case))
        async with asyncio.timeout(10):
            await desk.media.listens.wait()
            assert desk.facts == [], "who still speaks is waited for"
            desk.media.spoken.set()
            await asyncio.wait(desk.dispatch._waits)

    asyncio.run(run())
    return desk.facts[-1]


def test_a_message_is_kept_under_the_number_of_its_order(desk: Desk) -> None:  # F075
    assert leave_message(desk) == EffectDone(effect=9)
    assert desk.media.orders[0] == ("record", "i1", 9, 1, 60_000)
    (note,) = desk.archive.notes()
    assert (note.recording, note.kind, note.case) == (9, Kind.MESSAGE, desk.case)


@pytest.mark.parametrize(("ms", "peak"), [(900, 9_000), (5_000, 300)])
def test_who_says_nothing_leaves_no_message(desk: Desk, ms: int, peak: int) -> None:
    assert leave_message(desk, ms, peak) == EffectFailed(effect=9, why="nothing was said")
    assert list(desk.archive.folder.iterdir()) == []


def test_a_message_that_waits_when_the_server_stops_is_left_to_the_next_start(desk: Desk) -> None:
    order = RecordMessage(id=9, until=1, leg="i1", case=1, max_ms=60_000, message=desk.case)

    async def stop() -> None:
        desk.dispatch.handle(order)
        async with asyncio.timeout(10):
            await desk.media.listens.wait()
        await desk.dispatch.close()

    async def start() -> None:
        desk.dispatch.handle(order)
        async with asyncio.timeout(10):
            await asyncio.wait(desk.dispatch._waits)

    asyncio.run(stop())
    assert desk.facts == []
    desk.media._left(9)  # the worker kept it when it was told to end
    asyncio.run(start())
    assert desk.facts == [EffectDone(effect=9)]
    assert [name for name, *_ in desk.media.orders].count("record") == 1


# --- files -------------------------------------------------------------------------------------------


def test_sealed_files_are_opened_by_this_server_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Form(sealed=True))
    desk.order(RecordAction.START, SAVE)
    assert desk.archive.file(7) == tmp_path / "7.wav.sealed"
    opened = desk.archive.open(7)
    assert opened is not None
    octets = b"".join(opened.pieces)
    assert len(octets) == opened.length == 80_044
    with wave.open(io.BytesIO(octets)) as file:
        assert file.getnframes() == 40_000
    with pytest.raises(Damaged, match="not sealed with this server's key"):
        Archive(tmp_path, b"x" * 32).open(7)


@pytest.mark.expects_log("recording 7 was cut short")
def test_what_is_left_of_a_sealed_recording_can_be_heard(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KEY)
    seal = archive.new_key(7)
    assert isinstance(seal, Sealed)
    sink = SealedWav(tmp_path / "7.1.part", 8000, 2, *seal)
    sink.append(bytes(32_000))
    sink.abandon()
    archive.keep_note(Note(recording=7, kind=Kind.CALL, case=1, queue="service", begun=5))
    assert archive.salvage() == [7]
    opened = archive.open(7)
    assert opened is not None
    assert len(b"".join(opened.pieces)) == opened.length == 32_044


def test_recordings_go_with_their_cases_and_their_days(tmp_path: Path) -> None:
    archive = Archive(tmp_path, KEY)
    for number in (1, 2, 3):
        archive.keep_note(Note(recording=number, kind=Kind.CALL, case=10 * number, queue="q", begun=number))
        (tmp_path / f"{number}.flac").write_bytes(b"fLaC")
    assert archive.delete_of({10}) == [1]
    assert archive.delete_before(3) == [2]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3.flac", "3.json"]


# --- who may hear what ---------------------------------------------------------------------------------


def test_a_call_is_heard_by_supervisors_and_that_is_on_record(tmp_path: Path) -> None:
    async def run() -> None:
        archive = Archive(tmp_path, KEY)
        archive.keep_note(Note(recording=7, kind=Kind.CALL, case=1, queue="service", agent="anna", begun=5))
        sink = PlainWav(tmp_path / "7.wav", 8000, 2)
        sink.append(bytes(600_000))
        sink.close()

        def recordings(engine: Engine) -> Recordings:
            centre = Centre(lambda: engine.state, engine.now, engine.post)
            return Recordings(archive, RecordingMedia(tmp_path), centre, Form())

        store = MemoryStore()
        async with house(store, recordings=recordings) as made:
            for user, rows in (("anna", []), ("claire", [7])):
                async with Caller(made.url) as caller:
                    await caller.log_in(user)
                    listed = await caller.http.get(RECORDINGS, headers=caller.bearer)
                    assert [row["recording"] for row in listed.json()["recordings"]] == rows
                    answer = await caller.http.get(f"{RECORDINGS}/7", headers=caller.bearer)
                    assert (answer.status_code, len(answer.content) > 600_000) == (
                        (200, True) if rows else (404, False)
                    )
                    for wrong in ("8", "x", "7/x", ""):
                        other = await caller.http.get(f"{RECORDINGS}/{wrong}", headers=caller.bearer)
                        assert other.status_code == 404
                    assert (await caller.http.get(f"{RECORDINGS}/7")).status_code == 401
            assert answer.headers["content-type"] == "audio/wav"
        heard = [one.event for one in store.log.replay() if isinstance(one.event, RecordingHeard)]
        assert [(event.recording, event.case, event.agent) for event in heard] == [(7, 1, "claire")]

    asyncio.run(run())


def heard_by(desk: Desk, note: Note, *viewers: str) -> list[bool]:
    desk.archive.keep_note(note)
    (desk.archive.folder / f"{note.recording}.wav").write_bytes(b"RIFF")
    return [asyncio.run(desk.recordings.find(note.recording, viewer)) is not None for viewer in viewers]


def test_a_message_is_heard_by_whoever_has_its_case_and_by_its_queue(desk: Desk) -> None:  # F037
    own = Note(recording=9, kind=Kind.MESSAGE, case=desk.case, queue="service", begun=5)
    assert heard_by(desk, own, "bertil", "anna", "vera", "x") == [True, True, True, False]
    other = replace(own, queue="elsewhere")
    assert heard_by(desk, other, "bertil", "anna", "vera", "x") == [True, False, True, False], "bertil has its case"


def test_an_agent_hears_recordings_of_own_calls_by_right_alone(desk: Desk) -> None:  # F038
    own = Note(recording=9, kind=Kind.CALL, case=desk.case, queue="service", agent="bertil", begun=5)
    assert heard_by(desk, own, "bertil", "anna", "vera", "x") == [False, False, True, False]
    bertil = desk.story.state.agents["bertil"]
    desk.story.state = evolve(desk.story.state, AgentDefined(agent=replace(bertil, rights=(Right.HEAR_OWN,))))
    assert heard_by(desk, own, "bertil", "anna", "vera", "x") == [True, False, True, False]


def test_a_message_is_new_until_it_is_given_to_somebody(desk: Desk) -> None:  # F037
    for number, kind in ((8, Kind.CALL), (9, Kind.MESSAGE)):
        heard_by(desk, Note(recording=number, kind=kind, case=desk.case, queue="service", begun=5))
        asyncio.run(desk.recordings.heard(number))
    assert {note.recording: note.heard for note in desk.archive.notes()} == {8: 0, 9: 1_000_000}
    assert desk.recordings.customer(desk.case) == ("+46701234567", "Carl")
    assert desk.recordings.customer(999) == ("", "")
