"""An agent without a window but with a real softphone: logs in, is ready, answers what is offered; for demos and tests.

One thread works off what the desk and the phone say, with an agenda of what is due; nothing polls and nothing sleeps.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import queue
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agent_desktop.client.desk import Desk
from agent_desktop.client.reactions import Kind, Reaction
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus, Presence
from agent_desktop.phone.port import Answered, AnyPhoneEvent, Ended, PhonePort, Recording, UseSound
from agent_desktop.protocol.codes import PROBLEMS, SYSTEM_REASONS
from agent_desktop.protocol.wire import Problem

if TYPE_CHECKING:
    from agent_desktop.phone.process import SoftphoneProcess

log = logging.getLogger(__name__)

Tell = Callable[[str, dict[str, object]], None]
Choose = Callable[[View], str]

LOG_IN_TRIES = 5
"""Log-ins that a server out of reach is asked for, ``LOG_IN_PAUSE_S`` apart: one that starts is slow to answer."""

LOG_IN_PAUSE_S = 1.0

STOP_S = 3.0
"""How long a call that is hung up at the end may take to be over for the server."""

LONGEST_WAIT_S = 1.0
"""On Windows Ctrl+C is noticed only when a wait ends."""

PAUSES_S = {"phone_unreachable": 3.0}
"""Before the robot is ready again, by the reason it was made busy for: its phone needs time to come back."""

_WITH_CALLER = frozenset({AgentStatus.OFFERED, AgentStatus.IN_CALL})


class Habits(msgspec.Struct, frozen=True, kw_only=True):
    """How a robot works; spans are seconds. ``say`` and ``record`` are files chosen when a call is answered."""

    answer_after: float = 1.0
    hang_up_after: float | None = None  # after the answer; None: the caller hangs up
    seconds: float | None = None  # the working day; None: until ``stop``
    say: Choose | None = None  # a WAV file, or "" for silence
    record: Choose | None = None  # a WAV file to be written, or "" for none


class Robot:
    """One agent's day: ``run`` it in a thread of its own, ``stop`` it from any.

    ``tell`` hears what happens, as a name and its fields; ``at_ms`` is the monotonic clock of ``phone/port.py``. It is
    called in the robot's thread. The softphone stays its owner's to close.
    """

    def __init__(
        self,
        phone: PhonePort,
        habits: Habits,
        tell: Tell,
        *,
        make_desk: Callable[[PhonePort], Desk] = Desk,
        stop_s: float = STOP_S,
        pause_s: float = LOG_IN_PAUSE_S,
    ) -> None:
        self._phone = phone
        self._habits = habits
        self._tell = tell
        self._stop_s = stop_s
        self._pause_s = pause_s
        self._tries = 0
        self._inbox: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._agenda: list[tuple[float, Callable[[], None]]] = []  # (monotonic s, what)
        self._up: set[str] = set()  # legs in which one talks
        self._problem: Problem | None = None
        self._stopping = False
        self._done = False
        self._shown = View()
        self._asked_since: int | None = None  # the busy presence for which ready was asked
        self._desk = make_desk(phone)
        self._desk.listen(lambda view: self._post(lambda: self._see(view)))
        self._desk.on_reaction(lambda reaction: self._post(lambda: self._hear(reaction)))
        phone.listen(lambda event: self._post(lambda: self._phone_said(event)))

    def run(self, server: str, user: str, password: str) -> Problem | None:
        """Work until the day is over or ``stop``; None, or why the session could not begin or ended."""

        def log_in() -> None:
            self._tries += 1
            self._desk.log_in(server, user, password, lambda problem: self._post(lambda: logged_in(problem)))

        def logged_in(problem: Problem | None) -> None:
            if problem is not None and problem.code == "unreachable" and self._tries < LOG_IN_TRIES:
                self._at(self._pause_s, log_in)
            else:
                self._logged_in(problem, user)

        log_in()
        if self._habits.seconds is not None:
            self._at(self._habits.seconds, self._stop)
        try:
            while not self._done:
                self._step()
        finally:
            self._desk.close()
        self._say("stopped")
        return self._problem

    def stop(self) -> None:
        """Hang up, log out and let ``run`` return; any thread."""
        self._post(self._stop)

    def hang_up(self) -> None:
        """End the call in hand; any thread."""
        self._desk.act("hang_up")

    # --- the robot's thread -----------------------------------------------------------------------

    def _post(self, task: Callable[[], None]) -> None:
        self._inbox.put(task)

    def _at(self, seconds: float, task: Callable[[], None]) -> None:
        self._agenda.append((time.monotonic() + seconds, task))

    def _step(self) -> None:
        """Work off what came, or else what is due first."""
        self._agenda.sort(key=lambda entry: entry[0])
        wait = LONGEST_WAIT_S
        if self._agenda:
            wait = min(wait, max(0.0, self._agenda[0][0] - time.monotonic()))
        try:
            task = self._inbox.get(timeout=wait)
        except queue.Empty:
            if not self._agenda or self._agenda[0][0] > time.monotonic():
                return
            _, task = self._agenda.pop(0)
        task()

    def _say(self, event: str, at_ms: int = 0, **more: object) -> None:
        self._tell(event, {"at_ms": at_ms or time.monotonic_ns() // 1_000_000, **more})

    def _logged_in(self, problem: Problem | None, user: str) -> None:
        if problem is None:
            self._say("logged_in", user=user)
        else:
            self._problem, self._done = problem, True

    def _hear(self, reaction: Reaction) -> None:
        notice = reaction.notice
        if notice is None:
            return
        self._say("notice", code=notice.code)
        if notice.kind is Kind.PROBLEM and self._desk.view.link is Link.OFFLINE:
            self._problem, self._done = Problem(code=notice.code), True  # another log-in took over

    def _see(self, view: View) -> None:
        before, self._shown = self._shown, view
        if view.phone.registered and not before.phone.registered:
            self._say("registered")
        if view.presence is not None and view.presence != before.presence:
            self._say(view.status.value, reason=view.presence.reason, case=view.presence.case)
        leg = view.phone.ringing_leg
        if leg is not None and leg != before.phone.ringing_leg:
            self._say("ringing", leg=leg)
            self._at(self._habits.answer_after, lambda: self._answer(leg))
        if self._stopping:
            self._leave_when_free()
        else:
            self._be_ready(view)

    def _be_ready(self, view: View) -> None:
        """After log-in and after a missed call the core makes the agent busy; a robot goes back to work."""
        presence = view.presence
        if presence is None or view.link is not Link.ONLINE or not view.phone.registered:
            self._asked_since = None
        elif (
            presence.status is AgentStatus.BUSY
            and presence.reason in SYSTEM_REASONS
            and presence.since != self._asked_since
        ):
            self._asked_since = presence.since
            self._at(PAUSES_S.get(presence.reason, 0.0), lambda: self._work_again(presence))

    def _work_again(self, presence: Presence) -> None:
        shown = self._shown.presence  # whether the client is there may have changed, which is no new status
        if (
            shown is not None
            and (shown.status, shown.since) == (presence.status, presence.since)
            and not self._stopping
        ):
            self._desk.act("ready")

    def _answer(self, leg: str) -> None:
        view = self._shown
        if view.phone.ringing_leg != leg or self._stopping:
            return
        say, record = self._choose(self._habits.say, view), self._choose(self._habits.record, view)
        if say or record:
            self._phone.order(UseSound(device=f"file:{say},{record}"))
        number = view.details.number if view.details else ""
        self._say("answering", leg=leg, queue=view.queue.id if view.queue else "", number=number)
        self._desk.act("answer")

    @staticmethod
    def _choose(choose: Choose | None, view: View) -> str:
        return choose(view) if choose else ""

    def _phone_said(self, event: AnyPhoneEvent) -> None:
        if isinstance(event, Answered):
            self._up.add(event.leg)
            self._say("answered", event.at_ms, leg=event.leg)
            if self._habits.hang_up_after is not None:
                self._at(self._habits.hang_up_after, lambda: self._end_talk(event.leg))
        elif isinstance(event, Ended):
            self._up.discard(event.leg)
            self._say("ended", event.at_ms, leg=event.leg, status=event.status)
        elif isinstance(event, Recording):
            self._say("recording", event.at_ms, file=event.file)

    def _end_talk(self, leg: str) -> None:
        if leg in self._up:  # else it has ended, and another may be up
            self._desk.act("hang_up")

    def _stop(self) -> None:
        if self._stopping:
            return
        self._stopping = True
        self._desk.act("hang_up")
        self._at(self._stop_s, self._leave)
        self._leave_when_free()

    def _leave_when_free(self) -> None:
        if self._shown.status not in _WITH_CALLER:
            self._leave()

    def _leave(self) -> None:
        self._done = True


# --- the command line --------------------------------------------------------------------------


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of ``agent-desktop robot``."""
    parser.add_argument("--server", default="http://127.0.0.1:8080", metavar="URL", help="the routing server")
    parser.add_argument("--user", required=True, help="the agent's user name")
    parser.add_argument("--password", required=True, help="the agent's password; of demonstration agents only")
    parser.add_argument(
        "--answer-after", type=_seconds, default=1.0, metavar="S", help="let it ring so long (default 1)"
    )
    parser.add_argument("--hang-up-after", type=_seconds, metavar="S", help="end the call so long after the answer")
    parser.add_argument("--seconds", type=_seconds, metavar="S", help="stop after so long; else at the end of stdin")
    parser.add_argument("--say", type=Path, metavar="FILE.wav", help="what the robot says, over and over")
    parser.add_argument("--record", type=Path, metavar="OUT.wav", help="what the robot hears")


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds, 0 or more")
    return seconds


def run(args: argparse.Namespace) -> int:
    """Be an agent until Ctrl+C, the end of stdin or ``--seconds``; prints JSON lines. 2 when log-in fails."""
    from agent_desktop.phone.process import SoftphoneProcess

    if args.say is not None and not args.say.is_file():
        sys.stderr.write(f"--say {args.say}: there is no such file.\n")
        return 2
    phone = SoftphoneProcess()
    try:
        return _work(args, phone)
    finally:
        phone.close()


def _work(args: argparse.Namespace, phone: SoftphoneProcess) -> int:
    files = ",".join(str(file.absolute()) if file else "" for file in (args.say, args.record))
    habits = Habits(answer_after=args.answer_after, hang_up_after=args.hang_up_after, seconds=args.seconds)
    robot = Robot(phone, habits, print_json)
    phone.start()
    phone.order(UseSound(device=f"file:{files}" if files != "," else "none"))
    if args.seconds is None:
        threading.Thread(target=_stop_at_eof, args=(robot,), name="stdin", daemon=True).start()
    try:
        problem = robot.run(args.server, args.user, args.password)
    except KeyboardInterrupt:
        return 0
    if problem is None:
        return 0
    sentence = PROBLEMS.get(problem.code, problem.code)
    sys.stderr.write(f"{args.user} at {args.server}: {sentence}\n")
    return 2


def _stop_at_eof(robot: Robot) -> None:
    """By descriptor: a buffered reader's lock, held by a thread, would abort the interpreter's exit."""
    descriptor = sys.stdin.fileno()
    while os.read(descriptor, 4096):
        pass
    robot.stop()


def print_json(event: str, fields: dict[str, object]) -> None:
    """One line for whoever started the robot."""
    sys.stdout.write(json.dumps({"event": event, **fields}) + "\n")
    sys.stdout.flush()
