"""Keeps a softphone process running: starts it, carries orders and events, starts it again when it dies.

Nothing here blocks the program: four threads wait for the pipes and for the end of the process instead.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread, current_thread

import msgspec

from agent_desktop.phone import crashes
from agent_desktop.phone.lines import LineSplitter, decode_event, encode
from agent_desktop.phone.port import (
    Answer,
    AnyOrder,
    AnyPhoneEvent,
    Dial,
    Died,
    Digits,
    Failed,
    HangUp,
    Mute,
    Muted,
    Quit,
    Register,
    ShowCall,
    Unregister,
    UseCodecs,
    UseDevices,
    UseEchoControl,
    UseHeadsets,
    UseNetwork,
    UseSound,
)
from agent_desktop.platforms import HERE

log = logging.getLogger(__name__)
_phone_log = logging.getLogger("agent_desktop.phone.child")
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.05, 5.0
_LIVED_S = 10.0
"""A process that lived this long was well; the next death begins with the first pause again."""
_CLOSE_S = 5.0


def softphone_command() -> list[str]:
    """How this program starts its softphone, from a checkout, an installation or a frozen build."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "softphone"]
    return [sys.executable, "-m", "agent_desktop.phone.main"]


def _environment() -> dict[str, str]:
    """Ours, with this package findable from wherever it was imported."""
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    return os.environ | {"PYTHONPATH": os.pathsep.join([root, known]) if known else root}


class SoftphoneProcess:
    """A softphone in a process of its own (``PhonePort``); begins with ``start``."""

    def __init__(
        self, command: Sequence[str] | None = None, close_s: float = _CLOSE_S, crash_dir: Path | None = None
    ) -> None:
        """``command``: instead of ``softphone_command()``; ``close_s``: how long ``close`` waits before it kills;
        ``crash_dir``: where a report of every death is kept, the last ten.
        """
        self._close_s = close_s
        self._crash_dir = crash_dir
        self._command = list(command) if command is not None else softphone_command()
        self._listeners: list[Callable[[AnyPhoneEvent], None]] = []
        self._events: SimpleQueue[AnyPhoneEvent | None] = SimpleQueue()
        self._lock = Lock()
        self._register: Register | None = None
        self._network: UseNetwork | None = None
        self._codecs: UseCodecs | None = None
        self._echo: UseEchoControl | None = None
        self._sound: UseSound | UseDevices | None = None
        self._mute: Mute | None = None
        self._headsets: UseHeadsets | None = None
        self._shown: ShowCall | None = None
        self._child: _Child | None = None
        self._closing = Event()
        self._keeper = Thread(target=self._keep_running, name="softphone", daemon=True)
        self._teller = Thread(target=self._tell_listeners, name="softphone events", daemon=True)

    def start(self) -> None:
        """Start the process; listeners that should hear ``Started`` listen before this."""
        self._teller.start()
        self._keeper.start()

    def listen(self, listener: Callable[[AnyPhoneEvent], None]) -> None:
        """Call ``listener`` for every event, in a thread of the phone's own."""
        self._listeners.append(listener)

    def order(self, order: AnyOrder) -> None:
        """Tell the phone something; returns at once, may be called from any thread.

        While the process is being started again, what lasts (registration, device, mute, headsets) is kept for it, and
        what was meant for a call is answered by ``Failed``.
        """
        try:
            encode(order)
        except UnicodeEncodeError:
            problem = "This text cannot be sent: it has characters that are none."
            self._events.put(Failed(order=type(order).__name__, problem=problem, leg=getattr(order, "leg", "")))
            return
        with self._lock:
            self._remember(order)
            if self._child is not None:
                self._child.order(order)
                return
        self._refuse(order)

    def close(self) -> None:
        """Quit the process and wait until it is gone; at most 5 s, then it is killed."""
        self._closing.set()
        if not self._keeper.is_alive():
            return
        with self._lock:
            child = self._child
        if child is not None:
            child.quit()
        self._keeper.join(self._close_s)
        if self._keeper.is_alive() and child is not None:
            log.warning("The telephone did not quit in time and is ended")
            child.kill()
            self._keeper.join(_CLOSE_S)
        self._events.put(None)
        if current_thread() is not self._teller:
            self._teller.join(_CLOSE_S)

    # --- orders ----------------------------------------------------------------------------------------------------

    def _remember(self, order: AnyOrder) -> None:
        match order:
            case Register():
                self._register = order
            case Unregister():
                self._register = None
            case UseSound() | UseDevices():
                self._sound = order
            case UseNetwork():
                self._network = order
            case UseCodecs():
                self._codecs = order
            case UseEchoControl():
                self._echo = order
            case Mute():
                self._mute = order
            case UseHeadsets():
                self._headsets = order
            case ShowCall():
                self._shown = order
            case _:
                pass

    def _refuse(self, order: AnyOrder) -> None:
        """Answer an order that no process can carry out; those that last are sent to the next one."""
        if not isinstance(order, Answer | HangUp | Dial | Digits):
            return
        problem = "The telephone is being started again."
        self._events.put(Failed(order=type(order).__name__, problem=problem, leg=order.leg))

    def _tell_listeners(self) -> None:
        """One thread tells every event, in order, so that no listener runs inside somebody's ``order``."""
        while (event := self._events.get()) is not None:
            for listener in tuple(self._listeners):
                try:
                    listener(event)
                except Exception:
                    log.exception("A listener failed on %s", type(event).__name__)

    # --- the keeper's thread -----------------------------------------------------------------------------------------

    def _keep_running(self) -> None:
        pause = _FIRST_PAUSE_S
        while not self._closing.is_set():
            began = time.monotonic()
            exit_code = self._run_once()
            if self._closing.is_set():
                return
            log.warning("The telephone ended with code %d and is started again", exit_code)
            self._events.put(Died(exit_code=exit_code))
            pause = _FIRST_PAUSE_S if time.monotonic() - began > _LIVED_S else pause
            self._closing.wait(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)

    def _run_once(self) -> int:
        """One process from its start to its end; its exit code, -1 when it could not be started."""
        try:
            child = _Child(self._command)
        except OSError as error:
            log.error("The telephone cannot be started: %s", error)
            return -1
        with self._lock:
            for order in (
                *(self._network, self._codecs, self._echo, self._sound, self._mute),
                *(self._headsets, self._shown, self._register),
            ):
                if order is not None:
                    child.order(order)
            self._child = child
            if self._closing.is_set():
                child.quit()
        for event in child.events():
            if isinstance(event, Muted):
                with self._lock:
                    self._mute = Mute(on=event.on)  # it ends by itself with the last call
            self._events.put(event)
        with self._lock:
            self._child = None
        exit_code, unsent = child.finish()
        for order in unsent:
            self._refuse(order)
        if self._crash_dir is not None and not self._closing.is_set():
            _keep_report(self._crash_dir, exit_code, child.last_lines)
        return exit_code


def _keep_report(folder: Path, exit_code: int, last_lines: Sequence[str]) -> None:
    try:
        path = crashes.keep(folder, exit_code, last_lines, datetime.now(UTC))
    except OSError as error:
        log.error("No report of the telephone's end could be written: %s", error)
    else:
        log.info("How the telephone ended is told in %s", path)


class _Child:
    """One softphone process with the threads that write its orders and read its log."""

    def __init__(self, command: Sequence[str]) -> None:
        self.last_lines: deque[str] = deque(maxlen=crashes.LINES)  # of its stderr; complete after ``finish``
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
            **HERE.child(),
        )
        self._orders: SimpleQueue[AnyOrder | None] = SimpleQueue()
        self._threads = [
            Thread(target=self._write_orders, name="softphone orders", daemon=True),
            Thread(target=self._read_log, name="softphone log", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def order(self, order: AnyOrder) -> None:
        """Have an order written; never blocks."""
        self._orders.put(order)

    def quit(self) -> None:
        """Have the process end itself: ``Quit``, then the end of its stdin."""
        self._orders.put(Quit())
        self._orders.put(None)

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def _write_orders(self) -> None:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            with stdin:
                while (order := self._orders.get()) is not None:
                    stdin.write(encode(order))
        except OSError as error:
            log.info("The telephone takes no more orders: %s", error)

    def _read_log(self) -> None:
        """Hand the process's stderr to our log; unread it would fill its pipe and stall the process."""
        assert self._process.stderr is not None
        with self._process.stderr as stderr:
            splitter = LineSplitter()
            while data := stderr.read(65_536):
                for line in splitter.feed(data):
                    text = line.decode(errors="replace").rstrip()
                    self.last_lines.append(text)
                    _phone_log.log(
                        logging.WARNING if text.startswith(("WARNING", "ERROR")) else logging.INFO, "%s", text
                    )

    def events(self) -> Iterator[AnyPhoneEvent]:
        """Every event until the process closes its stdout."""
        assert self._process.stdout is not None
        splitter = LineSplitter()
        with self._process.stdout as stdout:
            while data := stdout.read(65_536):
                for line in splitter.feed(data):
                    try:
                        yield decode_event(line)
                    except msgspec.MsgspecError as error:
                        log.error("The telephone said something unknown: %s", error)

    def finish(self) -> tuple[int, list[AnyOrder]]:
        """Wait for the end; the exit code, and the orders that were not written any more."""
        code = self._process.wait()
        self._orders.put(None)
        for thread in self._threads:
            thread.join(_CLOSE_S)
        unsent: list[AnyOrder] = []
        while not self._orders.empty():
            order = self._orders.get()
            if order is not None:
                unsent.append(order)
        return code, unsent
