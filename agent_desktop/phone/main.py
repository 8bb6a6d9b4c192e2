"""The softphone process: orders come in on stdin and events go out on stdout, a JSON line each; logs go to stderr.

The end of stdin ends the process too, so that a program that dies never leaves a telephone behind. That is no ``Quit``:
calls are not hung up, and the server keeps the callers for the telephone that comes next (F121).
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import signal
import sys
from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread

import msgspec

from agent_desktop.phone.engine import Engine
from agent_desktop.phone.headset.desk import HeadsetDesk
from agent_desktop.phone.headset.devices import HidBus
from agent_desktop.phone.lines import LineSplitter, decode_order, encode
from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent, Failed, HeadsetOrder, Muted, Pressed, Started

LOG_LEVEL_VARIABLE = "AGENT_DESKTOP_PHONE_LOG"
log = logging.getLogger(__name__)


class _Outlet:
    """Writes events to the parent in a thread of its own: a parent that is slow to read must not stall speech."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._events: SimpleQueue[AnyPhoneEvent | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="events", daemon=True)
        self._thread.start()

    def tell(self, event: AnyPhoneEvent) -> None:
        """Any thread; never blocks."""
        self._events.put(event)

    def close(self) -> None:
        """Write what is waiting; at most 1 s."""
        self._events.put(None)
        self._thread.join(1)

    def _run(self) -> None:
        while (event := self._events.get()) is not None:
            rest = encode(event)
            try:
                while rest:
                    rest = rest[os.write(self._descriptor, rest) :]
            except OSError as error:
                log.warning("Nobody reads the telephone's events: %s", error)
                return  # stdin ends as well when the parent is gone, and that is what quits


def _read_orders(orders: SimpleQueue[AnyOrder | None], engine: Engine, headsets: HeadsetDesk, outlet: _Outlet) -> None:
    """Read stdin to its end. By descriptor: a buffered reader's lock would abort the interpreter's exit."""
    splitter = LineSplitter()
    while True:
        try:
            data = os.read(0, 65_536)
        except OSError:
            data = b""
        for line in splitter.feed(data):
            try:
                order = decode_order(line)
                headsets.order(order) if isinstance(order, HeadsetOrder) else orders.put(order)
            except msgspec.MsgspecError as error:
                outlet.tell(Failed(order="", problem=f"Not an order: {error}"))
        if not data:
            orders.put(None)
        engine.wake()
        if not data:
            return


def _own_stdout() -> int:
    """A descriptor for events; whatever else writes to stdout, in Python or in C, goes to stderr from here on."""
    events = os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return events


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until ``Quit`` or the end of stdin; returns the exit code."""
    parser = argparse.ArgumentParser(prog="agent-desktop softphone", description=__doc__)
    level = os.environ.get(LOG_LEVEL_VARIABLE, "2")
    parser.add_argument(
        "--log-level",
        type=int,
        choices=range(7),
        default=int(level) if level in set("0123456") else 2,
        help="how much of SIP is logged: 0 nothing, 2 warnings, 4 what happens, 5 every message",
    )
    options = parser.parse_args(arguments)
    events = _own_stdout()
    python_level = (
        logging.WARNING if not options.log_level else logging.INFO if options.log_level <= 3 else logging.DEBUG
    )
    faulthandler.enable()  # to stderr, where the supervisor finds it when the stack has aborted
    logging.basicConfig(level=python_level, stream=sys.stderr, format="%(levelname)s %(name)s: %(message)s")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that owns this one; it ends stdin
    outlet = _Outlet(events)
    orders: SimpleQueue[AnyOrder | None] = SimpleQueue()
    headsets = HeadsetDesk(lambda button: outlet.tell(Pressed(button=button)), HidBus)

    def tell(event: AnyPhoneEvent) -> None:
        if isinstance(event, Muted):
            headsets.muted(event.on)
        outlet.tell(event)

    engine = Engine(orders, tell)
    engine.start(options.log_level)
    outlet.tell(Started(pid=os.getpid(), sip_port=engine.sip_port))
    headsets.start()
    Thread(target=_read_orders, args=(orders, engine, headsets, outlet), name="orders", daemon=True).start()
    quits = engine.run()
    engine.stop() if quits else engine.abandon()
    headsets.close()
    outlet.close()
    if not quits:
        os._exit(0)  # before any destructor of the stack's can hang up
    return 0


if __name__ == "__main__":
    sys.exit(main())
