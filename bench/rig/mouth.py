"""Two virtual telephones' mouths and ears on a PulseAudio of the bench's own, and the delay between them.

All four are channels of one null sink, so a single recording has the mouth of one and the ear of the other, sample for
sample on one clock. What the sound service itself takes is measured by a plain pipe in the place of the telephones.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from agent_desktop.phone.echo import CHIRP, delay_ms
from agent_desktop.phone.pcm import RATE, Samples, samples_of

CHANNELS = {"mouth-a": "front-left", "mouth-b": "front-right", "ear-a": "rear-left", "ear-b": "rear-right"}
EVERY_S = 1.1
"""From one chirp to the next: not a whole number of frames of 20 ms, so that every phase of a frame is met."""

_WAIT_S = 0.9
_FORM = ("--raw", f"--rate={RATE}", "--format=s16le", "--latency-msec=20")


class Rig:
    """The sound service; ends with ``stack``. Raises FileNotFoundError when PulseAudio is not installed."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        folder.mkdir(mode=0o700)
        self._folder = folder
        self._environment = os.environ | {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "LC_ALL": "C"}
        (folder / "default.pa").write_text(_script(folder))
        command = ["pulseaudio", "-n", "-F", str(folder / "default.pa"), "--exit-idle-time=-1", "--daemonize=no", "-v"]
        service = self._run(command, stack, stderr=subprocess.PIPE)
        assert service.stderr is not None
        while b"startup complete" not in (line := service.stderr.readline()):
            assert line, "PulseAudio did not start"
        threading.Thread(target=service.stderr.read, daemon=True).start()
        self._environment["PULSE_SERVER"] = f"unix:{folder}/native"

    def of(self, party: str) -> dict[str, str]:
        """The environment of a telephone whose default devices are those of party ``a`` or ``b``."""
        return self._environment | {"PULSE_SOURCE": f"mic-{party}", "PULSE_SINK": f"ear-{party}"}

    def delays_ms(self, count: int, mouth: str = "mouth-a", ear: str = "ear-b") -> list[float]:
        """From that mouth to that ear, for so many chirps; those that were not heard are left out."""
        with ExitStack() as stack:
            self._run(["pacat", *_FORM, "--channels=1", f"--device={mouth}", str(self._chirps())], stack)
            channels = f"--channels=4,--channel-map={','.join(CHANNELS.values())}".split(",--")
            recorder = ["parec", *_FORM, channels[0], f"--{channels[1]}", "--device=rig.monitor"]
            recording = self._run(recorder, stack, stdout=subprocess.PIPE)
            assert recording.stdout is not None
            data = recording.stdout.read(round((count + 1) * EVERY_S * RATE) * 2 * len(CHANNELS))
        heard = samples_of(data).reshape(-1, len(CHANNELS))
        return _delays(heard[:, list(CHANNELS).index(mouth)], heard[:, list(CHANNELS).index(ear)])

    def own_ms(self, count: int) -> float:
        """What is left when the telephones are taken away: a pipe from the microphone to the speaker."""
        with ExitStack() as stack:
            form = [*_FORM, "--channels=1"]
            microphone = self._run(["parec", *form, "--device=mic-a"], stack, stdout=subprocess.PIPE)
            self._run(["pacat", *form, "--device=ear-b"], stack, stdin=microphone.stdout)
            return statistics.median(self.delays_ms(count))

    def _chirps(self) -> Path:
        """Chirps for longer than anything here takes."""
        path = self._folder / "chirps.raw"
        if not path.exists():
            one = np.zeros(round(EVERY_S * RATE), dtype="<i2")
            one[: CHIRP.size] = CHIRP
            path.write_bytes(one.tobytes() * 300)
        return path

    def _run(
        self,
        command: list[str],
        stack: ExitStack,
        stdin: object = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        stderr: int = subprocess.DEVNULL,
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            command,
            env=self._environment,
            stdin=stdin,  # type: ignore[arg-type]
            stdout=stdout,
            stderr=stderr,
        )
        stack.callback(process.wait)
        stack.callback(process.terminate)
        return process


def _script(folder: Path) -> str:
    """One sink whose channels are the mouths and the ears; a mouth's channel is its telephone's microphone."""
    everywhere = ",".join(CHANNELS.values())
    lines = [
        f"load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native",
        f"load-module module-null-sink sink_name=rig rate={RATE} channels=4 channel_map={everywhere}",
    ]
    for name, channel in CHANNELS.items():
        one = f"channels=1 master_channel_map={channel} channel_map=mono remix=no"
        lines.append(f"load-module module-remap-sink sink_name={name} master=rig {one}")
        if name.startswith("mouth"):
            microphone = name.replace("mouth", "mic")
            lines.append(f"load-module module-remap-source source_name={microphone} master=rig.monitor {one}")
    return "\n".join(lines) + "\n"


def _delays(said: Samples, heard: Samples) -> list[float]:
    """How long after each chirp that was said it was heard."""
    found: list[float] = []
    at, wait = 0, round(_WAIT_S * RATE)
    span = round(EVERY_S * RATE) + CHIRP.size  # somewhere in as much there is a whole one
    while at + span <= said.size:
        first = delay_ms(said[at : at + span])
        began = at + round((first or 0) * RATE / 1000)
        if first is not None and began + wait <= heard.size:
            delay = delay_ms(heard[began : began + wait])
            found += [] if delay is None else [delay]
        at = began + CHIRP.size if first is not None else at + span - CHIRP.size
    return found
