"""What SIP costs: calls a second all served in time, CPU a call, memory of dialogs held and of calls that were.

Ours alone (transactions, dialogs and legs with a core that accepts everything), and the whole server: engine, log and
rows written before each 200. sippy as UAS and kamailio in front of sipp's UAS do the same in the same run. sipp calls;
it needs a part of the machine itself. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import threading
import venv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rig.sipp import Calls, answering, free_port
from rig.window import Program, cpu_s, pss_mb, say, say_load, tree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RATES = (25, 50, 100, 150, 200, 250, 300, 400, 500, 600, 700, 800, 900, 1000, 1200, 1400, 1600, 2000)
"""Calls a second that may be tried: the middle of those still possible, until none is left."""
TRIES = 2
"""How often each rate is tried until it succeeds: on a machine with others a single stall says nothing."""
SECONDS = 3
"""For which each rate lasts."""
LATE_S = 4
"""A call that takes so much longer than it should has failed: it was repeated over and over."""
SHORT_MS = 200
"""How long a call lasts that is not held."""
STEADY = 40
"""Calls a second at which CPU is counted: nobody here has all of a core to do then."""
STEADY_S = 6
"""For how long."""
FILL = 2_100
"""Short calls before dialogs are held: everything is full that remembers so and so many."""
FILL_RATE = 30
"""Calls a second of those: few transactions at a time, so that little room is free after them."""
MEMORY_RATE = 60
"""Calls a second by which memory is filled: a third of what the engine can do, so that none fails."""
WARM = 4_080
"""Short calls before growth is counted. There are never more transactions at a time later, and everything is full that
remembers so and so many: pages of the store, and events for streams."""
HELD = 500
"""Dialogs that are held before those that count: they take the room that short calls left free."""
TRANSACTIONS_S = 33
"""64*T1 and a little: then no transaction of a call is left (RFC 3261 §17)."""

CENTRE = '[[queues]]\nid = "service"\nname = "Service"\nnumber = "1000"\n'
KAMAILIO = """#!KAMAILIO
debug=0
log_stderror=yes
fork=yes
children=2
disable_tcp=yes
auto_aliases=no
loadmodule "tm.so"
loadmodule "pv.so"
loadmodule "textops.so"
request_route {{
    $du = "sip:127.0.0.1:{uas}";
    if (is_method("ACK") && t_check_trans()) {{ exit; }}
    t_relay();
}}
"""


@dataclass(frozen=True)
class Subject:
    """Who answers calls at ``port``, and the processes that count."""

    port: int
    pids: list[int]


Start = Callable[[ExitStack], Subject]


def running(command: list[str], stack: ExitStack) -> subprocess.Popen[str]:
    """A program that says a line when it is up."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def ours(stack: ExitStack) -> Subject:
    process = running([sys.executable, str(HERE / "rig" / "our_uas.py")], stack)
    assert process.stdout is not None
    return Subject(int(process.stdout.readline()), [process.pid])


def engine(stack: ExitStack) -> Subject:
    """The routing server; every caller waits in its one queue. Its media worker is measured elsewhere."""
    data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    definition = data / "centre.toml"
    definition.write_text(CENTRE)
    where = ["--data", str(data), "--http", "127.0.0.1:0", "--sip", "127.0.0.1:0"]
    program = Program(["server", *where, "--import", str(definition), "--until-eof"], {}, stack)
    line = program.until(lambda line: line["event"] == "listening")
    return Subject(int(line["sip"].rpartition(":")[2]), [program.pid])


def sippy(stack: ExitStack) -> Subject:
    """In an environment of its own, made at the first time."""
    folder = ROOT / "build" / "bench-sippy"
    python = folder / "bin" / "python"
    if not (folder / "made").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "sippy>=2.5,<2.6"], check=True, stdout=sys.stderr)
        (folder / "made").touch()
    port = free_port()
    process = running([str(python), str(HERE / "rig" / "sippy_uas.py"), str(port)], stack)
    assert process.stdout is not None
    assert process.stdout.readline()
    return Subject(port, [process.pid])


def kamailio(stack: ExitStack) -> Subject:
    """A proxy of C, and behind it a UAS of C."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    uas, port = free_port(), free_port()
    behind = answering(uas, stack)
    config = folder / "kamailio.cfg"
    config.write_text(KAMAILIO.format(uas=uas))
    small = ["-m", "64", "-M", "8", "-Y", str(folder), "-l", f"udp:127.0.0.1:{port}"]
    process = running(["kamailio", "-f", str(config), "-DD", "-E", *small], stack)
    assert process.stdout is not None
    while "Aliases" not in process.stdout.readline():
        pass
    return Subject(port, [*tree(process.pid), behind])


OURS: dict[str, Start] = {"alone": ours, "engine": engine}
PEERS: dict[str, Start] = {"sippy": sippy, "kamailio_sipp": kamailio}
ALL = OURS | PEERS


def warm(start: Start, stack: ExitStack) -> Subject:
    """Somebody who has imported and compiled everything."""
    subject = start(stack)
    Calls(subject.port, STEADY, STEADY, SHORT_MS).wait()
    return subject


def highest_rate(start: Start) -> int:
    """The highest of the rates at which every call was served in time, if it is so that lower ones are too; 0: none."""
    good, bad = -1, len(RATES)
    while bad - good > 1:
        middle = (good + bad) // 2
        worked = any(in_time(start, RATES[middle]) for _ in range(TRIES))
        good, bad = (middle, bad) if worked else (good, middle)
    return RATES[good] if good >= 0 else 0


def in_time(start: Start, rate: int) -> bool:
    """Whether none of so many calls a second failed or had to repeat anything. Everybody has a fresh start."""
    with ExitStack() as stack:
        port = warm(start, stack).port
        return Calls(port, rate * SECONDS, rate, SHORT_MS, deaf=True, patience_s=LATE_S).wait(in_time=True)


def cpu_ms(start: Start) -> float:
    """CPU of one call, ms."""
    with ExitStack() as stack:
        subject = warm(start, stack)
        before = cpu_s(subject.pids)
        calls = STEADY * STEADY_S
        if not Calls(subject.port, calls, STEADY, SHORT_MS).wait():
            say_failed(f"{calls} calls at {STEADY} a second")
        return (cpu_s(subject.pids) - before) / calls * 1000


class Measured:
    """Somebody whose memory is looked at when the transactions of all calls are over.

    Nobody hears anything: streams of music are another bench's. ``turn``: who loads the machine.
    """

    def __init__(self, start: Start, turn: threading.Lock, stack: ExitStack) -> None:
        self._subject = start(stack)
        self._turn = turn
        self._stack = stack
        self._held: list[Calls] = []
        stack.callback(self._kill)  # with a thousand callers that are gone its own end would take long

    def after_calls(self, count: int, rate: int) -> float:
        """MB after so many short calls; one that failed counts too."""
        with self._turn:
            if not Calls(self._subject.port, count, rate, SHORT_MS, deaf=True).wait():
                say_failed(f"some of {count} calls at {rate} a second")
        return self._settled()

    def holding(self, count: int, rate: int) -> tuple[float, int]:
        """MB with so many calls more, which stay, and how many there are in all: one may have been refused."""
        with self._turn:
            calls = Calls(self._subject.port, count, rate, 600_000, deaf=True)
            self._held.append(calls)
            self._stack.callback(calls.stop)
            pause(count / rate + 1)
        return self._settled(), sum(calls.there() for calls in self._held)

    def _settled(self) -> float:
        pause(TRANSACTIONS_S)
        return pss_mb(self._subject.pids)

    def _kill(self) -> None:
        for pid in {below for one in self._subject.pids for below in tree(one)}:
            os.kill(pid, signal.SIGKILL)


def growth_mb(start: Start, calls: int, rate: int, turn: threading.Lock) -> float:
    """MB by which so many short calls make it grow when it is warm."""
    with ExitStack() as stack:
        measured = Measured(start, turn, stack)
        before = measured.after_calls(WARM, rate)
        return measured.after_calls(calls - WARM, rate) - before


def dialog_kb(start: Start, held: int, rate: int, turn: threading.Lock) -> tuple[float, int]:
    """KB of a dialog that is held, by what more of them take, and of how many."""
    with ExitStack() as stack:
        measured = Measured(start, turn, stack)
        measured.after_calls(FILL, FILL_RATE)
        before, few = measured.holding(HELD, rate)
        after, many = measured.holding(held, rate)
        return (after - before) * 1000 / (many - few), many - few


def say_memory(mine: list[str], held: int, calls: int, rate: int) -> None:
    """All at once, as most of it is waiting; only two load the machine at a time."""
    turns = {name: threading.Lock() for name in mine}
    with ThreadPoolExecutor() as together:
        sizes = [together.submit(dialog_kb, ALL[name], held, rate, turns[name]) for name in mine]
        grown = [together.submit(growth_mb, ALL[name], calls, rate, turns[name]) for name in mine]
    for name, size, growth in zip(mine, sizes, grown, strict=True):
        kb, counted = size.result()
        say(f"{name}_memory_of_a_held_dialog", kb, f"KB, by {counted} dialogs more")
        say(f"{name}_growth_between_{WARM}_and_{calls}_calls", growth.result(), "MB")


def say_failed(what: str) -> None:
    """A figure's calls did not all come through."""
    print(f"failed: {what}", file=sys.stderr, flush=True)


def pause(seconds: float) -> None:
    """Let real time pass: what is measured is what is left after it."""
    threading.Event().wait(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("rates", "cpu", "memory"), help="one part of the figures")
    parser.add_argument("--who", choices=(*OURS, *PEERS), nargs="+", default=[*OURS, *PEERS])
    parser.add_argument("--held", type=int, default=1_000, help="dialogs held for the memory of one")
    parser.add_argument("--calls", type=int, default=10_000, help="short calls for what is left of them")
    parser.add_argument("--rate", type=int, default=MEMORY_RATE, help="calls a second by which memory is filled")
    args = parser.parse_args()
    say_load()
    mine = [name for name in OURS if name in args.who]
    peers = [name for name in PEERS if name in args.who]
    if args.only in (None, "rates"):
        rates = {name: float(highest_rate(ALL[name])) for name in args.who}
        compared("calls_all_in_time", "calls/s", rates, mine, peers)
    if args.only in (None, "cpu"):
        compared("cpu", "ms a call", {name: cpu_ms(ALL[name]) for name in args.who}, mine, peers)
    if args.only in (None, "memory"):
        say_memory(mine, args.held, args.calls, args.rate)
    say_load()


def compared(figure: str, unit: str, values: dict[str, float], mine: list[str], peers: list[str]) -> None:
    """Ours beside every peer's; by themselves what nothing stands beside."""
    for name in mine or peers:
        if not (mine and peers):
            say(f"{name}_{figure}", values[name], unit)
        for peer in peers if mine else ():
            say(f"{name}_{figure}_to_{peer}", values[name], unit, values[peer])


main()
