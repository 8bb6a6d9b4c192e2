"""A sound service of its own for one test: PulseAudio with a speaker and a microphone that play to nobody."""

from __future__ import annotations

import array
import os
import shutil
import signal
import subprocess
import time
from functools import cache
from pathlib import Path
from threading import Event

import numpy as np

from agent_desktop.phone.pcm import RATE, Samples, samples_of
from tests.fakes.phone_rig import PATIENCE_S, frequency_of, loudness

_RAW = ("--raw", f"--rate={RATE}", "--channels=1", "--format=s16le", "--latency-msec=20")

_AT_ONCE_S = 0.4
"""Half a second of sound that took less to come was, in part, of before."""


@cache
def in_time() -> tuple[str, ...]:
    """What to put before a command so that it runs when it must, as programs with sound do on a PC that has rtkit.

    Nothing where that is not allowed.
    """
    prefix = ("chrt", "--rr", "5")
    allowed = shutil.which("chrt") and subprocess.run([*prefix, "true"], capture_output=True, check=False)
    return prefix if allowed and allowed.returncode == 0 else ()


class Pulse:
    """The service; ``PULSE_SERVER`` must be ``server`` for whoever shall use it."""

    def __init__(self, folder: Path) -> None:
        self.server = f"unix:{folder}/native"
        self._environment = os.environ | {
            "XDG_RUNTIME_DIR": str(folder),
            "HOME": str(folder),
            "PULSE_SERVER": self.server,
            "LC_ALL": "C",
        }
        script = folder / "default.pa"
        script.write_text(
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={folder}/native\n"
            "load-module module-null-sink sink_name=speaker sink_properties=device.description=Speaker\n"
            "load-module module-null-sink sink_name=mouth sink_properties=device.description=Mouth\n"
            "load-module module-remap-source master=mouth.monitor source_name=headset"
            " source_properties=device.description=Headset\n"
            "set-default-sink speaker\nset-default-source headset\n"
        )
        self._running: list[subprocess.Popen[bytes]] = []
        service = self._start(
            ["pulseaudio", "-n", "-F", str(script), "--exit-idle-time=-1", "--daemonize=no", "-v"],
            stderr=subprocess.PIPE,
            env={k: v for k, v in self._environment.items() if k != "PULSE_SERVER"},
        )
        assert service.stderr is not None
        while b"startup complete" not in (line := service.stderr.readline()):
            assert line, "PulseAudio did not start"
        if in_time():  # its main thread has given that up
            subprocess.run([*in_time()[:2], "--pid", in_time()[2], str(service.pid)], check=True)
        self._drain = subprocess.Popen(["cat"], stdin=service.stderr, stdout=subprocess.DEVNULL)
        self._running.append(self._drain)

    def _start(
        self,
        command: list[str],
        stdin: int = subprocess.DEVNULL,
        stdout: int = subprocess.DEVNULL,
        stderr: int = subprocess.DEVNULL,
        env: dict[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*in_time(), *command], env=env or self._environment, stdin=stdin, stdout=stdout, stderr=stderr, bufsize=0
        )
        self._running.append(process)
        return process

    def plug(self, name: str) -> list[str]:
        """Connect a headset: speaker and microphone ``name``, whose mouth is ``name``-mouth; what ``unplug`` takes."""
        told = f"sink_properties=device.description={name}"
        mouth = f"{name}-mouth"
        return [
            self._load("module-null-sink", f"sink_name={name}", told),
            self._load("module-null-sink", f"sink_name={mouth}", f"sink_properties=device.description={mouth}"),
            self._load(
                "module-remap-source",
                f"master={mouth}.monitor",
                f"source_name={name}-mic",
                f"source_properties=device.description={name}",
            ),
        ]

    def _load(self, *module: str) -> str:
        done = subprocess.run(
            ["pactl", "load-module", *module], env=self._environment, capture_output=True, text=True, timeout=20
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def unplug(self, modules: list[str]) -> None:
        """Pull what ``plug`` connected."""
        for module in reversed(modules):
            subprocess.run(["pactl", "unload-module", module], env=self._environment, check=True, timeout=20)

    def stop_for(self, seconds: float) -> None:
        """Let the service itself stand still."""
        service = self._running[0]
        service.send_signal(signal.SIGSTOP)
        Event().wait(seconds)
        service.send_signal(signal.SIGCONT)

    def suspend(self, source: str, *, on: bool) -> None:
        """Let a microphone deliver nothing, though it is there; or again."""
        command = ["pactl", "suspend-source", source, "1" if on else "0"]
        subprocess.run(command, env=self._environment, check=True, timeout=20)

    def room(self, delay_ms: int = 80) -> None:
        """No headset: the microphone hears the speaker, so much later and 10 dB fainter."""
        loop = self._load("module-loopback", "source=speaker.monitor", "sink=mouth", f"latency_msec={delay_ms}")
        echo = next(one for one in self._listed("sink-inputs") if f"Owner Module: {loop}\n" in one)
        number = echo.split("#", 1)[1].split(maxsplit=1)[0]
        command = ["pactl", "set-sink-input-volume", number, "-10dB"]
        subprocess.run(command, env=self._environment, check=True, timeout=20)

    def speak(self, frequency: int, seconds: int = 300, mouth: str = "mouth") -> None:
        """A tone into a microphone, for longer than any test takes."""
        tone = (8192 * np.sin(2 * np.pi * frequency * np.arange(RATE * seconds) / RATE)).astype("<i2").tobytes()
        path = Path(self._environment["HOME"]) / f"tone-{mouth}.raw"
        path.write_bytes(tone)
        self._start(["pacat", *_RAW[:-1], "--latency-msec=100", f"--device={mouth}", str(path)])

    def listen(self, speaker: str = "speaker") -> Ear:
        """Begin to record what a speaker plays."""
        return Ear(self._start(["parec", *_RAW, f"--device={speaker}.monitor"], stdout=subprocess.PIPE))

    def _listed(self, kind: str) -> list[str]:
        command = ["pactl", "list", kind]
        listed = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=20)
        return listed.stdout.split("\n\n")

    def _clients(self, kind: str) -> list[str]:
        return [part for part in self._listed(kind) if 'application.name = "Agent Desktop"' in part]

    def microphone_users(self) -> int:
        """How many Agent Desktops hold a microphone open."""
        return len(self._clients("source-outputs"))

    def speaker_users(self) -> int:
        """How many Agent Desktops hold a speaker open."""
        return len(self._clients("sink-inputs"))

    def until_users(self, microphone: int, speaker: int) -> None:
        """Wait until so many Agent Desktops hold them; the service notices a little later who has let go."""
        deadline = time.monotonic() + PATIENCE_S
        while (users := (self.microphone_users(), self.speaker_users())) != (microphone, speaker):
            assert time.monotonic() < deadline, f"microphone and speaker are in use: {users}"

    def close(self) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in self._running:
            process.wait(10)
            for pipe in (process.stdout, process.stderr):
                if pipe is not None:
                    pipe.close()


class Ear:
    """What the speaker plays, as a stream."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def hears(self, frequency: int, seconds: float = PATIENCE_S) -> bool:
        """Whether this tone comes, before so much sound has gone by."""
        for _ in range(round(seconds * 5)):
            piece = self.next(3200)
            if loudness(piece) > -25 and abs(frequency_of(piece) - frequency) < 10:
                return True
        return False

    def falls_still(self, seconds: float = PATIENCE_S) -> bool:
        """Whether silence comes, before so much sound has gone by."""
        return any(loudness(self.next(3200)) < -80 for _ in range(round(seconds * 5)))

    def catch_up(self) -> None:
        """Pass over what came while nobody listened: from here on ``next`` gives what is played at that moment."""
        began, late = 0.0, True
        while late:  # what waits in the recorder and in the service comes at once
            began = time.monotonic()
            self.next(RATE // 2)
            late = time.monotonic() - began < _AT_ONCE_S

    @property
    def behind_s(self) -> float:
        """How long ago was played what ``next`` would give now."""
        import fcntl  # not at the top: where there is none, this file is imported too
        import termios

        assert self._process.stdout is not None
        waiting = array.array("i", [0])
        fcntl.ioctl(self._process.stdout, termios.FIONREAD, waiting)
        return waiting[0] / 2 / RATE

    def next(self, samples: int) -> Samples:
        """The next samples, waited for."""
        assert self._process.stdout is not None
        data = b""
        while len(data) < 2 * samples:
            more = self._process.stdout.read(2 * samples - len(data))
            assert more, "the recorder ended"
            data += more
        return samples_of(data)
