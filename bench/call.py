"""How soon an agent sees a call and talks: from the caller's INVITE to the window, from the click to both voices.

Real programs: server, media worker, window with its softphone on an X server of the bench's own. A caller sends INVITE
and speaks 440 Hz, the agent 1000 Hz. The window says when it has painted the call; the voices are found in what the
softphone and the caller heard, in steps of 5 ms. The caller's phone here has no jitter buffer, the agent's has.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import wave
from contextlib import ExitStack
from pathlib import Path

import numpy as np
from rig.window import Line, Program, display, now_ms, painted, say, say_load, server, window

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from agent_desktop.demo.measure import find_tone, read
from tests.fakes.sip_caller import SipCaller
from tests.fakes.talker import Talker

CALLER_HZ, AGENT_HZ = 440, 1000
TALK_S = 0.8
"""From the click on: long enough that both voices are found if they come within half a second."""
RATE = 16_000
SAYS = "says.wav"


class Call:
    """One caller, and what became of the call. Times are ms of the monotonic clock."""

    def __init__(self, number: int, sip_port: int, folder: Path) -> None:
        self._folder = folder
        self._heard = folder / f"agent-{number}.wav"  # one for each call: clocks of files and of PCs drift apart
        with ExitStack() as stack:
            self._talker = Talker(CALLER_HZ)
            stack.callback(self._talker.close)
            self._caller = SipCaller(sip_port, "1000", rtp_port=self._talker.port)
            stack.callback(self._caller.close)
            self._open = stack.pop_all()
        self.dialled_ms = self.rang_ms = self.clicked_ms = self._began_ms = 0
        self.to_caller_ms = 0.0

    def play(self, agent: Program) -> None:
        """Call, be answered by a click, talk, hang up, and wait until the agent is ready again."""
        with self._open:
            mark = len(agent.said)
            self.dialled_ms = now_ms()
            call = self._caller.invite()
            assert self._caller.final(call) == 200  # the server accepts, and with our ACK the call is in the queue
            self.rang_ms = agent.until(rings, mark)["at_ms"]
            device = f"file:{self._folder / SAYS},{self._heard}"
            agent.tell(do="sound", device=device)
            agent.until(lambda line: line["event"] == "view" and line["sound"] == device, mark)
            agent.tell(do="click", name="action_answer")
            self.clicked_ms = agent.until(lambda line: line["event"] == "clicked", mark)["at_ms"]
            agent.until(lambda line: line["event"] == "view" and line["active"] is not None, mark)
            file = str(self._heard)
            heard = agent.until(lambda line: line["event"] == "recording" and line["file"] == file, mark)
            self._began_ms = heard["began_ms"]
            threading.Event().wait(TALK_S)
            self._caller.request("BYE", call, 2)
            agent.until(lambda line: painted(line, status="ready", active=None), len(agent.said))
            assert self._talker.began_ms is not None
            samples, rate = read(self._talker.record(self._folder / "caller.wav"))
            voice = find_tone(samples, rate, AGENT_HZ)
            assert voice is not None, "the caller did not hear the agent"
            self.to_caller_ms = self._talker.began_ms + voice.begin_ms - self.clicked_ms

    def to_agent_ms(self) -> float:
        """From the click until the agent heard the caller; when the recording is complete."""
        samples, rate = read(self._heard)
        heard = find_tone(samples, rate, CALLER_HZ)
        assert heard is not None, "the agent did not hear the caller"
        return self._began_ms + heard.begin_ms - self.clicked_ms


def rings(line: Line) -> bool:
    """Whether the window shows a call that can be answered."""
    return painted(line, status="offered") and line["offer"] is not None and line["ringing"] == line["offer"]


def tone(file: Path) -> None:
    """What the agent says."""
    axis = np.arange(RATE) / RATE
    with wave.open(str(file), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes((8000 * np.sin(2 * np.pi * AGENT_HZ * axis)).astype("<i2").tobytes())


def measure(count: int) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        addresses = server(folder, stack)
        port = int(addresses["sip"].rpartition(":")[2])
        tone(folder / SAYS)
        say_load()
        with ExitStack() as running:
            agent = window(addresses["http"], display(running), running)
            agent.until(lambda line: painted(line, link="online", registered=True, status="busy"))
            mark = len(agent.said)
            agent.tell(do="click", name="action_ready")
            agent.until(lambda line: painted(line, status="ready"), mark)
            calls: list[Call] = []
            for number in range(count + 1):
                call = Call(number, port, folder)
                call.play(agent)
                calls.append(call)
        report(calls[1:])  # nothing of the first call was in memory
        say_load()


def report(calls: list[Call]) -> None:
    to_agent = [call.to_agent_ms() for call in calls]
    to_caller = [call.to_caller_ms for call in calls]
    both = [max(pair) for pair in zip(to_agent, to_caller, strict=True)]
    say("call_count", len(calls), "calls")
    for name, times in (
        ("call_shown", [call.rang_ms - call.dialled_ms for call in calls]),
        ("click_to_agent_hears", to_agent),
        ("click_to_caller_hears", to_caller),
        ("click_to_audio_both_ways", both),
    ):
        for share in (50, 99):
            say(f"{name}_p{share}", float(np.percentile(times, share)), "ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=50)
    measure(parser.parse_args().calls)


if __name__ == "__main__":
    main()
