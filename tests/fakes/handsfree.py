"""A call with an agent who has no headset: what the caller hears of himself, and of the agent."""

from __future__ import annotations

import time
import wave
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE, Samples
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, heard_between, loudness
from tests.fakes.pulse import Pulse

CALLER_HZ = 500
WORD_S = 0.5
"""The caller's words and the pauses between them: of a tone without end nobody learns what a beginning sounds like."""


class HandsFree:
    """The call; ``PULSE_SERVER`` must be that of ``pulse`` already. Ends with ``stack``."""

    def __init__(self, pulse: Pulse, folder: Path, stack: ExitStack) -> None:
        pulse.room()
        registrar = PhoneRegistrar({"anna": "secret"})
        stack.callback(registrar.close)
        self.agent, caller = RigPhone(), RigPhone()
        stack.callback(self.agent.close)
        stack.callback(caller.close)
        self.agent.ask(port.UseSound(device="default"), port.Sound)
        self.agent.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
        self._said = words(folder / "says.wav")
        device = f"file:{folder / 'says.wav'},{folder / 'hears.wav'}"
        self.recording = caller.ask(port.UseSound(device=device), port.Recording)
        self.file = folder / "hears.wav"
        caller.order(port.Dial(leg="c", uri=f"sip:anna@127.0.0.1:{self.agent.sip_port}"))
        self.agent.ask(port.Answer(leg=self.agent.wait(port.Incoming).leg), port.Answered)

    def suppress(self, on: bool) -> None:
        """Switch echo control on or off; holds when this returns."""
        self.agent.order(port.UseEchoControl(suppress=on))
        self.agent.ask(port.PlaySound(file="none.wav"), port.Failed)  # the sound's orders are carried out in turn

    def echo_db(self, seconds: float) -> float:
        """How loud the caller hears himself from a second from now on, compared with what he says; whole seconds."""
        since = time.monotonic_ns() // 1_000_000 + 1000
        heard = heard_between(self.file, self.recording, since, since + round(1000 * seconds))
        return loudness(heard) - loudness(self._said)


def words(path: Path) -> Samples:
    """A file of one word and one pause."""
    axis = np.arange(round(WORD_S * RATE)) / RATE
    word = 8192 * np.sin(2 * np.pi * CALLER_HZ * axis)
    samples = np.concatenate([word, np.zeros(word.size)]).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    return samples
