"""Sounds: any plain WAV file becomes 20 ms frames for the line, and loops have no seam."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from agent_desktop import resources
from agent_desktop.server.media.g711 import decode
from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.sounds import (
    COUNTRIES,
    MOST_ONCE,
    Playback,
    Sound,
    SoundLibrary,
    complaints,
    resample,
)
from tests.fakes.rtp_peer import dbfs, frequency


def write_wav(path: Path, samples: NDArray[np.int16], rate: int = 8000, *, channels: int = 1, width: int = 2) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(samples.tobytes())


def tone(hertz: float, rate: int, seconds: float = 0.5, amplitude: float = 8000) -> NDArray[np.int16]:
    return np.round(amplitude * np.sin(2 * np.pi * hertz * np.arange(int(rate * seconds)) / rate)).astype(np.int16)


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 44100, 48000])
def test_every_sample_rate_comes_out_at_8_khz(tmp_path: Path, rate: int) -> None:
    write_wav(tmp_path / "a" / "tone.wav", tone(1000, rate), rate)
    sound = SoundLibrary(tmp_path).get("a/tone")
    for codec in ("PCMA", "PCMU"):
        samples = decode(codec, sound.coded[codec])
        assert abs(len(samples) - 4000) <= 1
        assert frequency(samples) == pytest.approx(1000, abs=4)
        assert dbfs(samples) == pytest.approx(20 * np.log10(8000 / 32768 / np.sqrt(2)), abs=0.2)


def test_what_the_line_cannot_carry_is_filtered_out() -> None:
    assert dbfs(resample(tone(6000, 16000).astype(float), 16000)) < -70
    # ITU-T G.712: the band ends at 3.4 kHz; towards 4 kHz the filter falls off softly.
    at_3300, at_3800 = (dbfs(resample(tone(hertz, 16000).astype(float), 16000)) for hertz in (3300, 3800))
    assert at_3300 == pytest.approx(dbfs(tone(3300, 16000)), abs=0.1)
    assert at_3800 < at_3300 - 9


def test_stereo_is_mixed(tmp_path: Path) -> None:
    left, right = tone(1000, 8000), np.zeros(4000, np.int16)
    write_wav(tmp_path / "both.wav", np.stack([left, right], axis=1), channels=2)
    samples = decode("PCMA", SoundLibrary(tmp_path).get("both").coded["PCMA"])
    assert dbfs(samples) == pytest.approx(dbfs(left) - 6, abs=0.3)


def test_an_unknown_sound_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaFailed, match="music/none"):
        SoundLibrary(tmp_path).get("music/none")


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a//b", "", "a/", "C:x", "a\\b", "a.b"])
def test_a_name_never_leaves_the_directory(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "sounds"
    write_wav(tmp_path / "secret.wav", tone(440, 8000))
    with pytest.raises(MediaFailed, match="no name of a sound"):
        SoundLibrary(inside).get(name)


def test_files_that_are_no_use_are_named(tmp_path: Path) -> None:
    (tmp_path / "text.wav").write_text("this is no sound")
    (tmp_path / "cut.wav").write_bytes(b"RIFF")
    write_wav(tmp_path / "empty.wav", np.zeros(0, np.int16))
    library = SoundLibrary(tmp_path)
    for name in ("text", "cut", "empty"):
        with pytest.raises(MediaFailed, match=f"sound '{name}'"):
            library.get(name)


@pytest.mark.parametrize("form", ["PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT", "ALAW", "ULAW"])
def test_a_site_may_bring_any_plain_wav(tmp_path: Path, form: str) -> None:
    soundfile.write(tmp_path / "a.wav", tone(1000, 44100).astype(float) / 32768, 44100, subtype=form)
    samples = decode("PCMA", SoundLibrary(tmp_path).get("a").coded["PCMA"])
    assert frequency(samples) == pytest.approx(1000, abs=4)
    assert dbfs(samples) == pytest.approx(dbfs(tone(1000, 44100)), abs=0.5)


def test_a_site_s_own_prompt_is_heard_instead(tmp_path: Path) -> None:  # F073
    ours, own = tmp_path / "sounds", tmp_path / "own"
    write_wav(ours / "prompts" / "en" / "welcome.wav", tone(440, 8000))
    write_wav(ours / "music" / "waiting.wav", tone(440, 8000))
    library = SoundLibrary(ours, own)
    assert frequency(decode("PCMA", library.get("prompts/en/welcome").coded["PCMA"])) == pytest.approx(440, abs=4)
    write_wav(own / "en" / "welcome.wav", tone(880, 16000), 16000)
    write_wav(own / "music" / "waiting.wav", tone(660, 48000), 48000)
    assert frequency(decode("PCMA", library.get("prompts/en/welcome").coded["PCMA"])) == pytest.approx(880, abs=4)
    assert frequency(decode("PCMA", library.get("music/waiting").coded["PCMA"])) == pytest.approx(660, abs=4)
    assert complaints(own) == []


@pytest.mark.expects_log("the one that comes with the program is used")
def test_a_site_s_prompt_of_a_wrong_format_is_told_and_ours_is_heard(tmp_path: Path) -> None:
    ours, own = tmp_path / "sounds", tmp_path / "own"
    write_wav(ours / "prompts" / "en" / "welcome.wav", tone(440, 8000))
    (own / "en").mkdir(parents=True)
    (own / "en" / "welcome.wav").write_bytes(b"ID3 an MP3 by the name of a WAV file")
    (own / "en" / "closed.mp3").write_bytes(b"ID3")
    told = complaints(own)
    assert len(told) == 2
    assert "closed.mp3 is no prompt" in told[0]
    assert "welcome.wav cannot be played" in told[1]
    heard = SoundLibrary(ours, own).get("prompts/en/welcome")
    assert frequency(decode("PCMA", heard.coded["PCMA"])) == pytest.approx(440, abs=4)


def test_what_is_missing_is_left_out_and_named(tmp_path: Path) -> None:
    write_wav(tmp_path / "there.wav", tone(440, 8000))
    there, missing = SoundLibrary(tmp_path).those_there(("there", "gone", "../there"))
    assert [sound.name for sound in there] == ["there"]
    assert len(missing) == 2
    assert "'gone'" in missing[0]


def test_the_tones_are_those_of_the_country() -> None:  # ITU-T E.180
    sounds = resources.path("sounds")
    busy = {country: SoundLibrary(sounds, None, country).get("tones/busy").coded["PCMA"] for country in COUNTRIES}
    assert len(busy["us"]) == 8000  # half a second on, half a second off
    assert len(busy["se"]) == 4000
    assert frequency(decode("PCMA", busy["se"][:2000])) == pytest.approx(425, abs=4)
    assert not np.any(np.abs(decode("PCMA", busy["se"][2000:])) > 8)


def test_a_sound_is_read_once_until_its_file_changes(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_wav(path, tone(440, 8000))
    library = SoundLibrary(tmp_path)
    first = library.get("a")
    assert library.get("a") is first
    write_wav(path, tone(880, 8000))
    os.utime(path, ns=(1, 1))
    assert library.get("a") is not first


def sound(name: str, octets: bytes) -> Sound:
    return Sound(name, {"PCMA": octets, "PCMU": octets.swapcase()})


def test_once_in_order_then_the_loop_for_ever() -> None:
    playback = Playback(1, (sound("a", b"a" * 200), sound("b", b"b" * 160)), sound("l", b"l" * 100 + b"m" * 100))
    frames = [playback.frame("PCMA") for _ in range(6)]
    assert frames[:3] == [b"a" * 160, b"a" * 40 + b"\xd5" * 120, b"b" * 160]
    assert b"".join(frame or b"" for frame in frames[3:]) == ((b"l" * 100 + b"m" * 100) * 3)[:480]


def test_a_loop_shorter_than_a_frame_is_repeated_within_it() -> None:
    playback = Playback(1, (), sound("l", b"xyz"))
    heard = b"".join(playback.frame("PCMA") or b"" for _ in range(9))
    assert heard == (b"xyz" * 480)


def test_without_a_loop_silence_follows() -> None:
    playback = Playback(1, (sound("a", b"a" * 160),), None)
    assert playback.frame("PCMU") == b"A" * 160
    assert playback.frame("PCMU") is None


def test_knows_whether_an_order_is_being_carried_out() -> None:
    playback = Playback(1, (sound("a", b"a" * 160),), sound("l", b"l" * 160))
    assert playback.plays(("a",), "l")
    assert not playback.plays((), "l")
    playback.frame("PCMA")
    assert not playback.plays(("a",), "l")  # "a" is over: the same order means to hear it again
    assert Playback(1, (), sound("l", b"l")).plays((), "l")


# --- what waits for its turn -----------------------------------------------------------------------


def test_what_is_added_cuts_no_word_and_the_music_goes_on_where_it_was() -> None:  # F073
    loop = sound("l", b"".join(bytes([number]) * 160 for number in range(10)))
    playback = Playback(1, (sound("a", b"a" * 320),), loop)
    assert playback.frame("PCMA") == b"a" * 160
    playback.add((sound("b", b"b" * 160),), loop)
    heard = [playback.frame("PCMA") for _ in range(4)]
    assert heard == [b"a" * 160, b"b" * 160, b"\0" * 160, b"\1" * 160]
    playback.add((sound("c", b"c" * 160),), loop)
    assert [playback.frame("PCMA") for _ in range(2)] == [b"c" * 160, b"\2" * 160]


def test_who_is_told_too_much_is_told_less() -> None:
    playback = Playback(1, (), None)
    for _ in range(2 * MOST_ONCE):
        playback.add((sound("a", b"a" * 160),), None)
    frames = 0
    while playback.frame("PCMA") is not None:
        frames += 1
    assert frames == MOST_ONCE
