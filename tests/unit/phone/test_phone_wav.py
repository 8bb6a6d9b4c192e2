"""Any PCM WAV file becomes 16 kHz mono; a recording is playable at every moment, also one that was never closed."""

from __future__ import annotations

import struct
import wave
from pathlib import Path

import numpy as np
import pytest

from agent_desktop.phone.pcm import FRAME, RATE, SILENCE
from agent_desktop.phone.wav import WavError, WavRecorder, looped, read_wav


def write(path: Path, rate: int, bits: int, channels: int, frequency: float, seconds: float = 1.0) -> None:
    wanted = np.sin(2 * np.pi * frequency * np.arange(int(rate * seconds)) / rate) * 0.25
    if bits == 8:
        mono = np.rint(wanted * 127 + 128).astype(np.uint8).reshape(-1, 1)
    else:
        whole = (wanted * (2 ** (bits - 1) - 1)).astype("<i4").reshape(-1, 1)
        mono = whole.view(np.uint8).reshape(-1, 4)[:, : bits // 8]
    data = np.repeat(mono[:, None, :], channels, axis=1).tobytes()
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(bits // 8)
        file.setframerate(rate)
        file.writeframes(data)


@pytest.mark.parametrize(
    ("rate", "bits", "channels"),
    [(8000, 8, 1), (8000, 16, 1), (16000, 16, 2), (44100, 24, 2), (48000, 32, 1), (11025, 16, 1)],
)
def test_any_rate_width_and_channels_give_the_same_tone(tmp_path: Path, rate: int, bits: int, channels: int) -> None:
    path = tmp_path / "in.wav"
    write(path, rate, bits, channels, 1000)
    samples = read_wav(path)
    assert samples.dtype == np.int16
    assert samples.size == RATE
    spectrum = np.abs(np.fft.rfft(samples.astype(float))) / samples.size * 2
    assert spectrum.argmax() == 1000
    assert spectrum.max() == pytest.approx(0.25 * 32767, rel=0.02)
    assert np.sort(spectrum)[-2] < spectrum.max() / 50, "nothing else is heard"


def test_what_16_khz_cannot_hold_is_left_out_instead_of_folded(tmp_path: Path) -> None:
    path = tmp_path / "in.wav"
    write(path, 48000, 16, 1, 10_000)
    assert np.abs(read_wav(path)).max() < 10


def test_a_file_still_growing_or_with_other_chunks_is_read(tmp_path: Path) -> None:
    data = np.arange(100, dtype="<i2").tobytes()
    form = struct.pack("<HHIIHH", 1, 1, RATE, 2 * RATE, 2, 16)
    chunks = b"LIST" + struct.pack("<I", 3) + b"abc\0" + b"fmt " + struct.pack("<I", 16) + form
    path = tmp_path / "in.wav"
    path.write_bytes(b"RIFF\0\0\0\0WAVE" + chunks + b"data" + struct.pack("<I", 0xFFFFFFFF) + data)
    assert read_wav(path).tolist() == list(range(100))


@pytest.mark.parametrize(
    "content",
    [b"", b"ID3 an mp3", b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0" + bytes(16) + b"data\0\0\0\0"],
)
def test_what_is_no_wav_file_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "in.wav"
    path.write_bytes(content)
    with pytest.raises(WavError, match=r"in\.wav is"):
        read_wav(path)


def test_a_recording_that_was_never_closed_is_playable(tmp_path: Path) -> None:
    path = tmp_path / "out.wav"
    recorder = WavRecorder(path)
    for i in range(110):
        recorder.write(np.full(FRAME, i, dtype="<i2").tobytes())
    with wave.open(str(path)) as file:  # as a killed process leaves it
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
        assert file.getnframes() == 100 * FRAME, "at most half a second behind"
    recorder.close()
    samples = read_wav(path)
    assert samples.size == 110 * FRAME
    assert samples[-1] == 109


def test_an_empty_recording_is_a_file_of_no_length(tmp_path: Path) -> None:
    recorder = WavRecorder(tmp_path / "out.wav")
    recorder.close()
    assert read_wav(tmp_path / "out.wav").size == 0


def test_looping_has_no_gap() -> None:
    sound = np.arange(1000, dtype=np.int16)
    pieces = [looped(sound, at, FRAME) for at in range(0, 3200, FRAME)]
    assert np.concatenate(pieces).tolist() == [i % 1000 for i in range(3200)]
    assert looped(sound[:0], 5, FRAME).tobytes() == SILENCE
