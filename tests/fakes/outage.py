"""Ten calls with speech both ways, and what a kill -9 of the server or of the media worker does to them (F120).

Nine callers are led by a flow to telephones outside, and one to an agent with our softphone, who is recorded. Every
party has a tone of its own, and must hear after the kill whom it heard before.
"""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone import port
from agent_desktop.phone.wav import read_wav
from agent_desktop.server.media import runfile
from tests.fakes import live_parties
from tests.fakes.ears import LOOK_S, SPOKEN_DBFS, FileEar, Look, TalkerEar, appears, holds, tone_wav
from tests.fakes.live_parties import DeskAgent
from tests.fakes.phone_rig import RigPhone
from tests.fakes.program import Program, server
from tests.fakes.talker import Talker

OUTSIDE = 9
CALLERS = OUTSIDE + 1
MARK_HZ = 3400.0
"""What the recorded caller says last before the worker is killed."""

CENTRE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
offer_seconds = 60
record = "always"

[[queues]]
id = "outside"
name = "Outside"
number = "4000"
flow = "away"

[[flows]]
id = "away"
start = "hello"
nodes = [
    { type = "SayNode", id = "hello", prompts = ["tones/beep"], next = "away" },
    { type = "TransferNode", id = "away", number = "+46701112233" },
]

[[trunks]]
id = "provider"
server = "127.0.0.1:PORT"

[[agents]]
user = "bertil"
name = "Bertil"
password = "secret-bertil"
queues = ["service"]
"""
"""The callers are told something first: a talker says nothing before it has heard something."""

FRAME_S = 0.02


class TenCalls:
    """They talk when it is made; ``stack`` closes everything."""

    def __init__(self, folder: Path, stack: ExitStack, tool: Callable[[str], str]) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.data.mkdir()
        self._stack = stack
        callers = [f"caller{number}" for number in range(CALLERS)]
        outside = [f"outside{number}" for number in range(OUTSIDE)]
        tones = {name: 300.0 + 150 * number for number, name in enumerate([*callers, *outside, "bertil"])}
        self.look = Look(tones | {"mark": MARK_HZ})
        self.talkers = {name: self._talker(name) for name in (*callers, *outside)}
        self.phone = RigPhone()
        stack.callback(self.phone.close)
        at = live_parties.free_port()
        self._centre = CENTRE.replace("PORT", str(at))
        sipp = tool("sipp")
        self._children = [self._sipp(sipp, "outside", live_parties.IS_CALLED, outside, "-p", str(at))]
        self.server: Program = server(self.data, centre=self._centre)
        stack.callback(lambda: self.server.close())
        self._http, self._sip = (self.server.said[0][name].split("//")[-1] for name in ("http", "sip"))
        self._sip = self._sip.removeprefix("sip:")
        self._agent(tones["bertil"])
        at_server = [self._sip, "-s"]
        self._children += [
            self._sipp(sipp, "four", live_parties.CALLS, callers[:OUTSIDE], *at_server, "4000"),
            self._sipp(sipp, "one", live_parties.CALLS, callers[OUTSIDE:], *at_server, "1000"),
        ]
        self.agent.answer()
        self.partners = self._find_partners([*outside, "bertil"], callers)

    def _talker(self, name: str) -> Talker:
        talker = Talker(self.look.tones[name], dbfs=SPOKEN_DBFS)
        self._stack.callback(talker.close)
        self.look.ears[name] = TalkerEar(talker)
        return talker

    def _sipp(self, program: str, folder: str, steps: str, names: list[str], *more: str) -> live_parties.Child:
        ports = [self.talkers[name].port for name in names]
        child = live_parties.sipp(program, self.folder / folder, steps, ports, *more)
        self._stack.callback(child.stop)
        return child

    def _agent(self, hertz: float) -> None:
        self.agent = DeskAgent("bertil", self.phone)
        self._stack.callback(self.agent.close)
        self.agent.log_in(f"http://{self._http}")
        self._heard = self.folder / "bertil.wav"
        self.agent.use(tone_wav(self.folder / "says.wav", hertz), self._heard)
        self._begun = self.phone.wait(port.Recording).at_ms / 1000
        self.look.ears["bertil"] = FileEar(self._heard)
        self.agent.ready()

    def _find_partners(self, answering: list[str], callers: list[str]) -> dict[str, set[str]]:
        """Whom each party hears, both ways: which telephone has which caller is chance."""
        whom: dict[str, set[str]] = {}

        def all_are_two() -> bool:
            whom.update({name: self.look.now(name) for name in (*answering, *callers)})
            return all(len(heard) == 1 and whom[next(iter(heard))] == {name} for name, heard in whom.items())

        holds(all_are_two, whom)
        return whom

    # --- what befalls them -----------------------------------------------------------------------

    @property
    def worker(self) -> int:
        """The media worker's process, the newest when one that was killed has left its file."""
        return runfile.read(max((self.data / "run").glob("media-*.json"))).pid

    def kill_server(self) -> float:
        """kill -9, and the next one is up as soon as it can be; when, s, monotonic."""
        at = time.monotonic()
        self.server.kill()
        self.server = server(self.data, self._http, self._sip, self._centre)
        return at

    def kill_worker(self) -> float:
        """kill -9; its server has to notice by itself."""
        at = time.monotonic()
        os.kill(self.worker, 9)
        return at

    def hear_each_other(self) -> None:
        """Everybody hears, from now on, whom they heard before."""
        self.look.hears(**self.partners)

    def silence(self, since: float) -> dict[str, float]:
        """For each party the longest time, from then on, in which it did not hear whom it should, s."""
        found: dict[str, float] = {}
        for name, (partner,) in self.partners.items():
            hertz, until = self.look.tones[partner], time.monotonic()
            spoken = self._spoken_to_bertil(hertz) if name == "bertil" else _spoken_to(self.talkers[name], hertz)
            moments = np.concatenate(([since], spoken[spoken > since], [until]))
            found[name] = float(np.max(np.diff(moments)))
        return found

    def _spoken_to_bertil(self, hertz: float) -> NDArray[np.float64]:
        """When the softphone received a frame with this tone: a place in its file is a time."""
        samples = read_wav(self._heard)
        frames = samples[: len(samples) // 320 * 320].reshape(-1, 320)
        times = np.asarray(self._begun + FRAME_S * np.arange(len(frames)), dtype=np.float64)
        return times[_has_tone(frames, 16000, hertz)]

    # --- the recording ---------------------------------------------------------------------------

    def mark(self) -> float:
        """The recorded caller says something else, for the last second of the worker; since when."""
        caller, ear = next(iter(self.partners["bertil"])), self.look.ears["bertil"]
        self.talkers[caller].hertz = MARK_HZ
        at = time.monotonic()
        self.look.hears(bertil={"mark"})
        heard = ear.count()
        holds(lambda: ear.count() >= heard + ear.rate * (1 - LOOK_S), "the rest of a second")
        return at

    def unmark(self) -> None:
        """The caller's own voice again."""
        caller = next(iter(self.partners["bertil"]))
        self.talkers[caller].hertz = self.look.tones[caller]

    def part(self) -> Path:
        """The recording that is being written."""
        return appears(self.data / "recordings", "*.part")

    # --- the end ---------------------------------------------------------------------------------

    def end(self) -> list[int]:
        """The server stops, and ends each call with a BYE; exit codes of the far ends, 0 when each had its own."""
        assert self.agent.desk.view.status is AgentStatus.IN_CALL
        self.server.close()
        return [child.ended() for child in self._children]


def _spoken_to(talker: Talker, hertz: float) -> NDArray[np.float64]:
    """When a talker received a packet with this tone."""
    count = talker.heard
    frames = talker.last(count).reshape(-1, 160)
    return np.array(talker.times[:count])[-len(frames) :][_has_tone(frames, 8000, hertz)]


def _has_tone(frames: NDArray[np.int16], rate: int, hertz: float) -> NDArray[np.bool_]:
    """Per frame of 20 ms: whether most of what is in it is this tone."""
    size = frames.shape[1]
    line = np.abs((frames / 32768.0) @ np.exp(-2j * np.pi * hertz * np.arange(size) / rate)) ** 2 * 2 / size
    return line > 0.5 * np.maximum(np.sum((frames / 32768.0) ** 2, axis=1), size * 1e-6)


def marked_s(part: Path) -> float:
    """Seconds of the mark in a recording that nobody finished, as a WAV reader finds them at the customer's side."""
    with wave.open(str(part)) as file:
        rate, frames = file.getframerate(), file.readframes(file.getnframes())
    samples = np.frombuffer(frames, "<i2").reshape(-1, 2)[:, 0]
    size = rate // 50
    pieces = samples[: len(samples) // size * size].reshape(-1, size)
    return float(np.count_nonzero(_has_tone(pieces, rate, MARK_HZ))) * FRAME_S
