"""What SIP costs: calls a second without a failure, CPU a call, memory of dialogs that are held and of calls that were.

Ours alone (transactions, dialogs and legs with a core that accepts everything), and the whole server: engine, log and
rows written before each 200. sippy as UAS and kamailio in front of sipp's UAS do the same in the same run. sipp calls;
it needs a part of the machine itself. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
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
RATES = (25, 50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 500, 600, 700, 800, 1000)
"""Calls a second that may be tried: the middle of those still possible, until none is left."""
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
WARM = 2_500
"""Calls after which everything is full that remembers so and so many: cases' keys, and events for streams."""
MEMORY_RATE = 120
"""Calls a second by which memory is filled: less than ours can do, also while both are measured at once."""
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


def highest_rate(start: Start) -> int:
    """The highest of the rates at which no call failed, if it is so that lower ones do not fail; 0: none. Each that is
    tried has a fresh start."""
    good, bad = -1, len(RATES)
    while bad - good > 1:
        middle = (good + bad) // 2
        with ExitStack() as stack:
            subject, rate = start(stack), RATES[middle]
            worked = Calls(subject.port, rate * SECONDS, rate, SHORT_MS, patience_s=LATE_S).wait()
        good, bad = (middle, bad) if worked else (good, middle)
    return RATES[good] if good >= 0 else 0


def cpu_ms(start: Start) -> float:
    """CPU of one call, ms."""
    with ExitStack() as stack:
        subject = start(stack)
        Calls(subject.port, STEADY, STEADY, SHORT_MS).wait()  # everything was imported and compiled
        before = cpu_s(subject.pids)
        calls = STEADY * STEADY_S
        if not Calls(subject.port, calls, STEADY, SHORT_MS).wait():
            say_failed(f"{calls} calls at {STEADY} a second")
        return (cpu_s(subject.pids) - before) / calls * 1000


@dataclass(frozen=True)
class Memory:
    """What memory was, MB."""

    warm: float  # when everything is full that remembers so and so many
    after: float  # when more calls have come and gone
    held: float  # when many are there


def memory(start: Start, held: int, rate: int, calls: int) -> Memory:
    """Each time when the transactions of all calls are over.

    Nobody hears anything: streams of music are another bench's.
    """
    with ExitStack() as stack:
        subject = start(stack)

        def settled(count: int) -> float:
            if not Calls(subject.port, count, rate, SHORT_MS, deaf=True).wait():
                say_failed(f"some of {count} calls at {rate} a second; what is left of them counts too")
            pause(TRANSACTIONS_S)
            return pss_mb(subject.pids)

        warm, after = settled(WARM), settled(calls - WARM)
        holding = Calls(subject.port, held, rate, 600_000, deaf=True)
        pause(held // rate + TRANSACTIONS_S + 2)
        full = pss_mb(subject.pids)
        assert holding.stop(), "not all were held"
        return Memory(warm, after, full)


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
        compared("calls_without_failure", "calls/s", rates, mine, peers)
    if args.only in (None, "cpu"):
        compared("cpu", "ms a call", {name: cpu_ms(ALL[name]) for name in args.who}, mine, peers)
    if args.only in (None, "memory"):
        with ThreadPoolExecutor() as together:  # most of it is waiting
            told = together.map(lambda name: memory(ALL[name], args.held, args.rate, args.calls), mine)
        for name, found in zip(mine, told, strict=True):
            say(f"{name}_memory_of_a_held_dialog", (found.held - found.after) * 1000 / args.held, "KB")
            say(f"{name}_growth_between_{WARM}_and_{args.calls}_calls", found.after - found.warm, "MB")
    say_load()


def compared(figure: str, unit: str, values: dict[str, float], mine: list[str], peers: list[str]) -> None:
    """Ours beside every peer's; by themselves what nothing stands beside."""
    for name in mine or peers:
        if not (mine and peers):
            say(f"{name}_{figure}", values[name], unit)
        for peer in peers if mine else ():
            say(f"{name}_{figure}_to_{peer}", values[name], unit, values[peer])


main()
