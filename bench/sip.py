"""What SIP costs: calls a second without a failure, CPU a call, memory of dialogs that are held and of calls that were.

Ours alone (transactions, dialogs and legs with a core that accepts everything), and the whole server: engine, log and
rows written before each 200. sippy as UAS and kamailio in front of sipp's UAS do the same in the same run. sipp calls;
it needs a part of the machine itself. Linux only: it reads /proc.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import threading
import venv
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rig.sipp import Calls, answering
from rig.window import Program, cpu_s, pss_mb, say, say_load, tree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RATES = (25, 50, 75, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000)
"""Calls a second that are tried, until one is too much."""
SECONDS = 5
"""For which each rate lasts."""
SHORT_MS = 200
"""How long a call lasts that is not held."""
STEADY = 10
"""Calls a second at which CPU is counted."""
WARM = 2_500
"""Calls after which everything is full that remembers so and so many: transactions, and events for streams."""
MEMORY_RATE = 40
"""Calls a second by which memory is filled: less than anybody here can do."""
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


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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


def highest_rate(start: Start, rates: tuple[int, ...]) -> int:
    """The highest of the rates up to which no call failed; each has a fresh start."""
    best = 0
    for rate in rates:
        with ExitStack() as stack:
            subject = start(stack)
            if not Calls(subject.port, rate * SECONDS, rate, SHORT_MS).wait():
                return best
        best = rate
    return best


def cpu_ms(start: Start) -> float:
    """CPU of one call, ms."""
    with ExitStack() as stack:
        subject = start(stack)
        Calls(subject.port, STEADY, STEADY, SHORT_MS).wait()  # everything was imported and compiled
        before = cpu_s(subject.pids)
        calls = STEADY * 15
        Calls(subject.port, calls, STEADY, SHORT_MS).wait()  # one that fails has cost its part too
        return (cpu_s(subject.pids) - before) / calls * 1000


def memory(start: Start, held: int, rate: int, calls: int) -> tuple[float, float]:
    """KB of a dialog that is held, its transactions over; and MB by which so many short calls made it grow.

    Those that are held hear nothing: a thousand streams of music are another bench's. Of the short ones some may fail:
    what is left of them counts too.
    """
    with ExitStack() as stack:
        subject = start(stack)
        Calls(subject.port, WARM, rate, SHORT_MS).wait()
        pause(TRANSACTIONS_S)
        empty = pss_mb(subject.pids)
        holding = Calls(subject.port, held, rate, (held // rate + TRANSACTIONS_S + 5) * 1000, deaf=True)
        pause(held // rate + TRANSACTIONS_S + 2)
        full = pss_mb(subject.pids)
        assert holding.wait(), "not all were held"
        pause(TRANSACTIONS_S)
        before = pss_mb(subject.pids)
        Calls(subject.port, calls, rate, SHORT_MS).wait()
        pause(TRANSACTIONS_S)
        return (full - empty) * 1000 / held, pss_mb(subject.pids) - before


def pause(seconds: float) -> None:
    """Let real time pass: what is measured is what is left after it."""
    threading.Event().wait(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=("rates", "cpu", "memory"), help="one part of the figures")
    parser.add_argument("--who", choices=(*OURS, *PEERS), nargs="+", default=[*OURS, *PEERS])
    parser.add_argument("--held", type=int, default=1_000, help="dialogs held for the memory of one")
    parser.add_argument("--calls", type=int, default=10_000, help="short calls for what is left of them")
    args = parser.parse_args()
    say_load()
    mine = [name for name in OURS if name in args.who]
    peers = [name for name in PEERS if name in args.who]
    if args.only in (None, "rates"):
        rates = {name: float(highest_rate(ALL[name], RATES)) for name in args.who}
        compared("calls_without_failure", "calls/s", rates, mine, peers)
    if args.only in (None, "cpu"):
        compared("cpu", "ms a call", {name: cpu_ms(ALL[name]) for name in args.who}, mine, peers)
    if args.only in (None, "memory"):
        for name in mine:
            dialog_kb, growth_mb = memory(ALL[name], args.held, MEMORY_RATE, args.calls)
            say(f"{name}_memory_of_a_held_dialog", dialog_kb, "KB")
            say(f"{name}_growth_after_{args.calls}_calls", growth_mb, "MB")
    say_load()


def compared(figure: str, unit: str, values: dict[str, float], mine: list[str], peers: list[str]) -> None:
    """Ours beside every peer's; by themselves what nothing stands beside."""
    for name in mine or peers:
        if not (mine and peers):
            say(f"{name}_{figure}", values[name], unit)
        for peer in peers if mine else ():
            say(f"{name}_{figure}_to_{peer}", values[name], unit, values[peer])


main()
