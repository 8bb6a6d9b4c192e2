"""Simulated callers: softphones of the same make as the agents', without an account, that dial queues and speak."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from itertools import count
from pathlib import Path

from agent_desktop import resources
from agent_desktop.demo.play import Part
from agent_desktop.demo.stage import Stage
from agent_desktop.phone.port import (
    Answered,
    AnyPhoneEvent,
    Dial,
    Died,
    Ended,
    Failed,
    HangUp,
    PhonePort,
    Recording,
    Started,
    UseSound,
)
from agent_desktop.phone.process import SoftphoneProcess

MOST = 8
"""Callers at the same time."""

PATIENT = 4
"""Parts that may wait for a softphone; further ones do not call."""


class Call:
    """One caller's call, as the caller saw it. Times are ms of the monotonic clock."""

    def __init__(self, part: Part, leg: str, recording: Path) -> None:
        self.part = part
        self.leg = leg
        self.recording = recording
        self.recording_ms: int | None = None  # when its first sample was heard
        self.connected_ms: int | None = None  # in the queue
        self.ended_ms: int | None = None
        self.end_status = 0
        self.hung_up = False  # by the caller


class Caller:
    """One softphone that makes one call at a time."""

    def __init__(self, phone: PhonePort, stage: Stage, free: Callable[[Caller, Call | None], None]) -> None:
        """``free`` is called when the phone is started (None) and when a call is over."""
        self._phone = phone
        self._free = free
        self.call: Call | None = None
        phone.listen(lambda event: stage.post(lambda: self._said(event)))

    def dial(self, call: Call, server: str) -> None:
        """Call ``sip:<number>@<server>``; ``free`` follows when the call is over."""
        self.call = call
        voice = resources.path(f"sounds/{call.part.voice}.wav")
        self._phone.order(UseSound(device=f"file:{voice},{call.recording}"))
        uri = f"sip:{call.part.dials}@{server.removeprefix('sip:')}"
        self._phone.order(Dial(leg=call.leg, uri=uri, caller=call.part.number, caller_name=call.part.name))

    def hang_up(self) -> None:
        """End the call, if there is one."""
        if self.call is not None and not self.call.hung_up:
            self.call.hung_up = True
            self._phone.order(HangUp(leg=self.call.leg))

    def close(self) -> None:
        """End the softphone."""
        self._phone.close()

    def _said(self, event: AnyPhoneEvent) -> None:
        call = self.call
        if isinstance(event, Started):
            self._free(self, None)
        if call is None:
            return
        if isinstance(event, Recording) and Path(event.file) == call.recording:
            call.recording_ms = event.at_ms
        elif isinstance(event, Answered) and event.leg == call.leg:
            call.connected_ms = event.at_ms
        elif isinstance(event, Ended) and event.leg == call.leg:
            self._over(call, event.at_ms, event.status)
        elif isinstance(event, Died) or (isinstance(event, Failed) and event.leg == call.leg):
            self._over(call, time.monotonic_ns() // 1_000_000, 0)

    def _over(self, call: Call, at_ms: int, status: int) -> None:
        call.ended_ms, call.end_status = at_ms, status
        self.call = None
        self._free(self, call)


class Callers:
    """All callers: a softphone is made when one is wanted and kept for the next call."""

    def __init__(self, stage: Stage, server: str, recordings: Path, ended: Callable[[Call], None]) -> None:
        self._stage = stage
        self._server = server
        self._recordings = recordings
        self._ended = ended
        self._all: list[Caller] = []
        self._idle: list[Caller] = []
        self._patient: deque[tuple[Part, Callable[[Call], None]]] = deque()  # parts that wait for a softphone
        self._numbers = count(1)

    def enter(self, part: Part, begun: Callable[[Call], None]) -> None:
        """Let a caller dial as soon as there is a softphone; ``begun`` is called when the call begins."""
        if len(self._patient) == PATIENT:
            return
        self._patient.append((part, begun))
        if self._idle:
            self._next()
        elif len(self._all) < MOST:
            self._make()

    def hang_up(self, call: Call) -> None:
        """The caller ends the call."""
        for caller in self._all:
            if caller.call is call:
                caller.hang_up()

    def talking(self) -> list[Call]:
        """The calls that are not over."""
        return [caller.call for caller in self._all if caller.call is not None]

    def close(self) -> None:
        """End every softphone."""
        for caller in self._all:
            caller.close()

    def _make(self) -> None:
        phone = SoftphoneProcess()
        self._all.append(Caller(phone, self._stage, self._freed))
        phone.start()

    def _next(self) -> None:
        part, begun = self._patient.popleft()
        n = next(self._numbers)
        call = Call(part, f"caller-{n}", self._recordings / f"caller-{n}.wav")
        begun(call)
        self._idle.pop().dial(call, self._server)

    def _freed(self, caller: Caller, call: Call | None) -> None:
        if caller not in self._idle:
            self._idle.append(caller)
        if call is not None:
            self._ended(call)
        if self._patient:
            self._next()
