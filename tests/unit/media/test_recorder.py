"""Recording at a real relay in the test's own time: who is on which side, what a pause leaves out, and what a crash."""

from __future__ import annotations

import io
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from agent_desktop.server.media import link
from agent_desktop.server.media.codecs import SAMPLE_RATES
from agent_desktop.server.media.port import MediaFailed, Sealed
from agent_desktop.server.media.recorder import MOST_WAITING, Recorder
from agent_desktop.server.media.recording_file import Damaged, PlainWav, note_of, pieces, repair, whole_wav
from agent_desktop.server.media.tape import HOLD_S
from tests.fakes.rtp_peer import level_at
from tests.fakes.scene import Scene

KEY = Sealed(bytes(range(32)), b"which key this is")
PRESENT, ABSENT = -30.0, -70.0  # dBFS: the tones are at -24


class Studio:
    """A recorder at the legs of a scene; ``over`` is what it told of recordings that ended."""

    def __init__(self, scene: Scene, folder: Path) -> None:
        self.scene = scene
        self.folder = folder
        self.news: list[link.AnyNews] = []
        self.recorder = Recorder(folder, self.news.append, threaded=False)

    def record(self, leg: str = "a", number: int = 7, sides: int = 2, **options: object) -> None:
        rate = SAMPLE_RATES[self.scene.relay.codec(leg)]
        track = self.recorder.begin(number, rate, sides, self.scene.now, **options)  # type: ignore[arg-type]
        self.scene.relay.tap(leg, track, self.scene.now)

    def pause(self, leg: str = "a", number: int = 7) -> None:
        self.scene.relay.untap(leg, self.scene.now)
        self.recorder.pause(number, self.scene.now)

    def resume(self, leg: str = "a", number: int = 7) -> None:
        self.scene.relay.tap(leg, self.recorder.resume(number, self.scene.now), self.scene.now)

    def talk(self, frames: int = 50) -> None:
        self.scene.talk(frames)
        self.recorder.work(self.scene.now)

    def end(self, leg: str = "a", number: int = 7, *, keep: bool = True, flac: bool = False) -> link.Recorded:
        self.scene.relay.untap(leg, self.scene.now)
        self.recorder.end(number, self.scene.now, keep=keep, as_flac=flac)
        self.recorder.work(self.scene.now)
        over = self.news[-1]
        assert isinstance(over, link.Recorded)
        return over

    def part(self) -> Path:
        (path,) = self.folder.glob("*.part")
        return path


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    with Scene(a="PCMA", b="PCMU", c="PCMA") as scene:
        scene.mix({"a": ("b",), "b": ("a",)})
        studio = Studio(scene, tmp_path / "recordings")
        yield studio
        for track in studio.recorder._tracks.values():
            track.sink.abandon()


def heard(samples: NDArray[np.int16], side: int, hertz: float, rate: int = 8000) -> float:
    """Level of a tone on a side, dBFS."""
    return level_at(samples[:, side], rate, hertz)


def read(path: Path | io.BytesIO) -> NDArray[np.int16]:
    return soundfile.read(path, dtype="int16", always_2d=True)[0]


def test_the_customer_is_left_and_the_agent_right(studio: Studio) -> None:  # F038
    studio.record()
    studio.talk()
    over = studio.end()
    assert over == link.Recorded(recording=7, file="7.wav", ms=over.ms, peak=over.peak)
    assert 980 <= over.ms <= 1020
    samples, tones = read(studio.folder / over.file), studio.scene.tones
    assert heard(samples, 0, tones["a"]) > PRESENT > ABSENT > heard(samples, 0, tones["b"])
    assert heard(samples, 1, tones["b"]) > PRESENT > ABSENT > heard(samples, 1, tones["a"])
    assert [path.name for path in studio.folder.iterdir()] == ["7.wav"]
    assert (studio.folder / "7.wav").stat().st_mode & 0o077 == 0


def test_both_sides_keep_step_with_the_clock(studio: Studio) -> None:
    studio.record()
    for _ in range(5):
        studio.talk(20)
    samples = read(studio.folder / studio.end().file)
    for side in (0, 1):  # no gap and no seam within two seconds
        frames = samples[800:-800, side].astype(float)[: len(samples) // 160 * 160]
        windows = frames[: len(frames) // 160 * 160].reshape(-1, 160)
        assert np.sqrt((windows**2).mean(axis=1)).min() > 1000


def test_of_a_conference_the_others_are_right(studio: Studio) -> None:
    studio.scene.mix({"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")})
    studio.record()
    studio.talk()
    samples, tones = read(studio.folder / studio.end().file), studio.scene.tones
    assert heard(samples, 1, tones["b"]) > PRESENT < heard(samples, 1, tones["c"])
    assert heard(samples, 1, tones["a"]) < ABSENT
    assert heard(samples, 0, tones["c"]) < ABSENT


def test_who_listens_in_is_in_no_recording(studio: Studio) -> None:
    studio.scene.mix({"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}, frozenset({"c"}))
    studio.record()
    studio.talk()
    samples, tones = read(studio.folder / studio.end().file), studio.scene.tones
    assert heard(samples, 1, tones["b"]) > PRESENT
    assert heard(samples, 1, tones["c"]) < ABSENT


def test_what_is_said_in_a_pause_is_nowhere(studio: Studio) -> None:  # F039
    secret = 2750.0
    tones = studio.scene.tones
    usual = tones["a"]
    studio.record()
    studio.talk()
    studio.pause()
    tones["a"] = secret
    studio.talk()
    in_pause = read(studio.part())
    studio.resume()
    tones["a"] = usual
    studio.talk()
    over = studio.end()
    assert 1980 <= over.ms <= 2020
    for samples in (in_pause, read(studio.folder / over.file)):
        assert heard(samples, 0, usual) > PRESENT
        assert heard(samples, 0, secret) < ABSENT


def test_a_recording_that_is_declined_leaves_nothing(studio: Studio) -> None:  # F040
    studio.record()
    studio.talk()
    assert studio.part().stat().st_size > 10_000
    over = studio.end(keep=False)
    assert (over.file, over.why) == ("", "")
    assert list(studio.folder.iterdir()) == []
    studio.talk()
    assert list(studio.folder.iterdir()) == []


@pytest.mark.parametrize("seconds", [1, 3])
def test_what_a_crash_leaves_can_be_played_to_the_last_second(studio: Studio, seconds: int) -> None:  # F041
    studio.record()
    for _ in range(5 * seconds):
        studio.talk(10)
    left = studio.part().read_bytes()  # as kill -9 leaves it: nothing is closed
    with wave.open(io.BytesIO(left)) as file:
        assert file.getnframes() >= 8000 * (seconds - 1)
        assert file.getnchannels() == 2
    assert len(left) - 44 >= 4 * 8000 * (seconds - HOLD_S - 0.25)
    octets = repair(studio.part(), sealed=False)
    samples = read(studio.part())
    assert len(samples) * 4 == octets >= 4 * 8000 * (seconds - HOLD_S - 0.25)
    assert heard(samples, 0, studio.scene.tones["a"]) > PRESENT


def test_flac_holds_the_same_samples(studio: Studio) -> None:
    studio.record()
    studio.record("b", 8)
    studio.talk()
    wav, flac = studio.end(), studio.end("b", 8, flac=True)
    assert flac.file == "8.flac"
    assert sorted(path.name for path in studio.folder.iterdir()) == ["7.wav", "8.flac"]
    there, here = read(studio.folder / wav.file), read(studio.folder / flac.file)
    assert np.abs(heard(there, 0, studio.scene.tones["a"]) - heard(here, 1, studio.scene.tones["a"])) < 0.5


@pytest.mark.parametrize("flac", [False, True])
def test_a_sealed_file_is_opened_with_its_key_only(studio: Studio, flac: bool) -> None:
    studio.record(seal=KEY)
    studio.talk()
    cut = b"".join(pieces(studio.part(), KEY.key, cut=True))
    assert len(cut) > 44 + 4 * 8000 * 0.5
    over = studio.end(flac=flac)
    path = studio.folder / over.file
    assert over.file == f"7.{'flac' if flac else 'wav'}.sealed"
    assert note_of(path) == KEY.note
    given = pieces(path, KEY.key)
    opened = b"".join(given if flac else whole_wav(given, over.ms * 32))
    assert heard(read(io.BytesIO(opened)), 0, studio.scene.tones["a"]) > PRESENT
    assert opened[44:300] not in path.read_bytes()
    with pytest.raises(Damaged, match="not with this key"):
        list(pieces(path, bytes(32)))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Damaged, match="cut short"):
        list(pieces(path, KEY.key))


def test_wide_band_speech_is_recorded_at_16_khz(tmp_path: Path) -> None:
    with Scene(a="G722", b="PCMA") as scene:
        scene.mix({"a": ("b",), "b": ("a",)})
        studio = Studio(scene, tmp_path)
        studio.record()
        studio.talk()
        samples, rate = soundfile.read(tmp_path / studio.end().file, dtype="int16", always_2d=True)
        assert rate == 16000
        assert heard(samples[4000:], 0, scene.tones["a"], rate) > PRESENT
        assert heard(samples[4000:], 1, scene.tones["b"], rate) > PRESENT


def test_a_message_has_one_side_and_ends_by_itself(studio: Studio) -> None:  # F075
    studio.record(sides=1, most_ms=600)
    studio.talk(100)
    over = studio.news[-1]
    assert isinstance(over, link.Recorded)
    assert (over.file, over.ms) == ("7.wav", 600)
    assert over.peak > 1000
    samples = read(studio.folder / over.file)
    assert samples.shape == (4800, 1)
    assert heard(samples, 0, studio.scene.tones["a"]) > PRESENT


def test_a_message_is_kept_when_its_leg_is_closed(studio: Studio) -> None:  # F075
    studio.record(sides=1)
    studio.recorder.ends_with("a", 7)
    studio.talk()
    studio.recorder.leg_closed("b", studio.scene.now)
    studio.recorder.work(studio.scene.now)
    assert studio.news == []
    studio.recorder.leg_closed("a", studio.scene.now)
    studio.recorder.work(studio.scene.now)
    assert [type(news) for news in studio.news] == [link.Recorded]
    assert (studio.folder / "7.wav").exists()


def test_its_end_is_told_again_and_it_can_still_be_deleted(studio: Studio) -> None:
    studio.record()
    studio.talk()
    over = studio.end()
    assert studio.end() == over
    with pytest.raises(MediaFailed, match="recording 7 is over"):
        studio.record()
    studio.end(keep=False)
    assert list(studio.folder.iterdir()) == []
    with pytest.raises(MediaFailed, match="no recording 9"):
        studio.recorder.pause(9, studio.scene.now)


# --- a disk that fails ---------------------------------------------------------------------------


class FullSink(PlainWav):
    """A disk with room for so many octets, and for more when it is told."""

    room = 20_000

    def append(self, pcm: bytes) -> None:
        if len(pcm) > self.room:
            raise OSError(28, "No space left on device")
        self.room -= len(pcm)
        super().append(pcm)


@pytest.mark.expects_log("recording 7 is incomplete: .* No space left")
def test_a_full_disk_leaves_an_incomplete_recording_and_says_so(studio: Studio, tmp_path: Path) -> None:
    studio.record()
    track = studio.recorder._tracks[7]
    track.sink.abandon()
    track.path.unlink()
    track.sink = sink = FullSink(track.path, 8000, 2)
    for _ in range(10):
        studio.talk(10)
    broke = [news for news in studio.news if isinstance(news, link.RecordingBroke)]
    assert [(news.recording, "No space left" in news.why) for news in broke] == [(7, True)], "told once"
    sink.room = 1_000_000
    studio.talk()
    over = studio.end()
    assert over.file == "7.wav"
    assert "No space left" in over.incomplete
    samples = read(studio.folder / over.file)
    assert 0.5 < len(samples) / 8000 < 2.5, "what was said before, and when there was room again"
    assert heard(samples, 0, studio.scene.tones["a"]) > PRESENT


@pytest.mark.expects_log("recording 7 stays a WAV file")
def test_without_room_for_flac_the_wav_is_kept(studio: Studio) -> None:
    studio.record()
    studio.talk()
    (studio.folder / "7.flac.new").mkdir()  # nothing can be written there
    over = studio.end(flac=True)
    assert (over.file, over.why) == ("7.wav", "")
    assert heard(read(studio.folder / "7.wav"), 0, studio.scene.tones["a"]) > PRESENT


@pytest.mark.expects_log("recording 7 is not kept whole: .* does not hold what was written")
def test_saved_is_said_of_what_was_read_back_only(studio: Studio) -> None:
    studio.record()
    studio.talk()
    with studio.part().open("r+b") as file:
        file.seek(1000)
        file.write(b"\0rot")
    over = studio.end()
    assert over.file == ""
    assert "does not hold what was written" in over.why
    assert studio.part().exists(), "it is left for whoever can make something of it"


def test_a_disk_that_does_not_keep_up_costs_packets_not_memory(studio: Studio) -> None:
    studio.record()
    track = studio.recorder._tracks[7]
    for _ in range(MOST_WAITING + 10):
        track.said(studio.scene.now, 1, 0, bytes(160), "PCMA")
    assert "10 packets were lost" in track.trouble()
    track.waiting.clear()


def test_without_a_folder_nothing_is_recorded(tmp_path: Path) -> None:
    with pytest.raises(MediaFailed, match="nothing is recorded here"):
        Recorder(None, list[link.AnyNews]().append).begin(1, 8000, 2, 0.0)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(MediaFailed, match="recording 1 cannot be written"):
        Recorder(tmp_path / "file", list[link.AnyNews]().append).begin(1, 8000, 2, 0.0)
