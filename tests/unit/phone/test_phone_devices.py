"""The file device: a place in its files is a time, whatever the machine does in between."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from agent_desktop.phone.devices import FileDevice, file_paths
from agent_desktop.phone.pcm import FRAME, RATE, dbfs, peak
from agent_desktop.phone.wav import WavRecorder, read_wav


def frame(value: int) -> bytes:
    return np.full(FRAME, value, dtype="<i2").tobytes()


class Clock:
    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


def ramp(path: Path, frames: int) -> None:
    recorder = WavRecorder(path)
    for i in range(frames):
        recorder.write(frame(i + 1))
    recorder.close()


def test_both_files_begin_together_and_go_on_outside_calls(tmp_path: Path) -> None:
    ramp(tmp_path / "in.wav", 3)
    begun: list[tuple[str, int]] = []
    clock = Clock()
    out = tmp_path / "out.wav"
    device = FileDevice(tmp_path / "in.wav", out, lambda file, at: begun.append((file, at)), clock)
    spoken: list[int] = []
    for i in range(7):
        if i != 4:  # the microphone is closed for one frame
            spoken.append(int(np.frombuffer(device.spoken(), "<i2")[0]))
        device.heard(frame(100 + i))
        clock.now += 0.02
    device.close()
    assert begun == [(str(out), 50_000)]
    assert spoken == [1, 2, 3, 1, 3, 1]
    assert read_wav(out)[::FRAME].tolist() == [100, 101, 102, 103, 104, 105, 106]


def test_what_a_stalled_machine_left_out_is_silence_in_the_recording(tmp_path: Path) -> None:
    clock = Clock()
    out = tmp_path / "out.wav"
    device = FileDevice(None, out, lambda file, at: None, clock)
    for i in range(200):
        device.heard(frame(7))
        clock.now += 2.0 if i == 99 else 0.02
    device.close()
    samples = read_wav(out)
    assert abs(samples.size - (199 * 0.02 + 1.98 + 0.02) * RATE) <= FRAME
    assert np.count_nonzero(samples == 0) in range(98 * FRAME, 101 * FRAME)


def test_after_closing_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    device = FileDevice(None, out, lambda file, at: None)
    device.heard(frame(7))
    device.close()
    device.heard(frame(8))
    assert read_wav(out).size == FRAME


def test_the_paths_of_a_file_device() -> None:
    assert file_paths("file:C:\\a.wav,b.wav") == (Path("C:\\a.wav"), Path("b.wav"))
    assert file_paths("file:,b.wav") == (None, Path("b.wav"))
    assert file_paths("file:a.wav,") == (Path("a.wav"), None)


def test_levels_are_decibels_below_full_scale() -> None:
    assert dbfs(peak(np.zeros(4, dtype=np.int16))) == -100.0
    assert dbfs(peak(np.array([0, -32768], dtype=np.int16))) == 0.0
    assert dbfs(peak(np.array([3277, 0], dtype=np.int16))) == -20.0
