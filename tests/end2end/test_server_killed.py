"""kill -9 of the routing server with calls in every state and clients on their streams: all of it goes on (F120).

The first server's log is read while it is dead, so that what the second makes of it is judged against what was durable.
"""

from __future__ import annotations

import asyncio
import contextlib
from contextlib import AsyncExitStack, ExitStack
from pathlib import Path

import httpx
import msgspec
import pytest

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import (
    AdapterStarted,
    AgentStatus,
    CaseState,
    Leg,
    LegState,
    SetStatus,
)
from agent_desktop.domain.state import State
from agent_desktop.protocol.wire import Frame, Snapshot
from agent_desktop.server.media import runfile
from tests.fakes.audit import Figures, read_log, replayed
from tests.fakes.http_house import Caller
from tests.fakes.program import Program, robot, server
from tests.fakes.sip_caller import SipCaller

QUEUES = {"tina": "1000", "rita": "2000", "wanda": "3000"}
"""Each has a queue of her own, so that the test says who gets which call; nobody works in queue 4000."""

CENTRE = (
    "".join(
        f"""
[[queues]]
id = "{user}"
name = "Queue of {user}"
number = "{number}"
wrap_up_seconds = {6 if user == "wanda" else 1}
offer_seconds = 60

[[agents]]
user = "{user}"
name = "{user.title()}"
password = "secret-{user}"
queues = ["{user}"]
"""
        for user, number in QUEUES.items()
    )
    + '\n[[queues]]\nid = "nobody"\nname = "Nobody"\nnumber = "4000"\n'
)

HABITS = {
    "tina": ("--answer-after", "0"),
    "rita": ("--answer-after", "2"),
    "wanda": ("--answer-after", "0", "--hang-up-after", "0.1"),
}


class Centre:
    """A server that can be killed, three robots and any number of callers."""

    def __init__(self, data: Path, stack: ExitStack) -> None:
        self.data = data
        self.stack = stack
        self.server = server(data, centre=CENTRE)
        self.http: str = self.server.said[0]["http"]
        self.sip: str = self.server.said[0]["sip"].removeprefix("sip:")
        stack.callback(lambda: self.server.close())
        self.robots: dict[str, Program] = {}
        for user, habits in HABITS.items():
            self.robots[user] = robot(self.http, user, *habits)
            stack.callback(self.robots[user].close)
        for one in self.robots.values():
            one.until("ready")

    def call(self, number: str) -> tuple[SipCaller, str]:
        """Someone dials and is accepted."""
        caller = SipCaller(int(self.sip.rpartition(":")[2]), number)
        self.stack.callback(caller.close)
        call = caller.invite()
        assert caller.final(call) == 200
        return caller, call

    def until(self, user: str, event: str, number: str) -> tuple[SipCaller, str]:
        """A call that leads to this event at this robot."""
        mark = self.robots[user].mark()
        called = self.call(number)
        self.robots[user].until(event, since=mark)
        return called

    def restart(self) -> None:
        """The same data and the same ports."""
        self.server = server(self.data, self.http.removeprefix("http://"), self.sip, CENTRE)


def test_a_killed_server_comes_back_to_calls_in_every_state(data_dir: Path) -> None:
    with ExitStack() as stack:
        centre = Centre(data_dir, stack)
        killed_and_back(centre)
        finish(centre, stack)


@pytest.mark.long
def test_a_server_killed_twenty_times_comes_back_each_time(data_dir: Path) -> None:
    with ExitStack() as stack:
        centre = Centre(data_dir, stack)
        for _ in range(20):
            killed_and_back(centre)
        finish(centre, stack)


def killed_and_back(centre: Centre) -> None:
    """Calls talking, waiting, in wrap-up and ringing; kill; start; they go on, as do the next ones (F120)."""
    callers = [centre.until("tina", "in_call", "1000"), centre.call("4000")]
    centre.until("wanda", "wrap_up", "3000")
    mark = centre.robots["rita"].mark()
    callers.append(centre.until("rita", "ringing", "2000"))
    worker = [runfile.read(path).pid for path in (centre.data / "run").glob("media-*.json")]
    centre.server.kill()
    earlier = read_log(centre.data)
    before = replayed(earlier)
    open_ = {case.state: case.id for case in before.cases.values()}
    assert set(open_) == {CaseState.TALKING, CaseState.WAITING, CaseState.WRAP_UP, CaseState.OFFERED}

    centre.restart()
    at_start(centre, before, len(earlier), open_)
    assert [runfile.read(path).pid for path in (centre.data / "run").glob("media-*.json")] == worker
    centre.robots["rita"].until("in_call", since=mark)
    marks = {user: centre.robots[user].mark() for user in ("tina", "rita")}
    for caller, call in callers:
        caller.request("BYE", call, 2)
        assert caller.final(call, "BYE") == 200
    for user, since in marks.items():
        centre.robots[user].until("ready", since=since)
    for user in ("tina", "rita", "wanda"):
        caller, call = centre.until(user, "in_call", QUEUES[user])
        mark = centre.robots[user].mark()
        if user != "wanda":  # she hangs up herself
            caller.request("BYE", call, 2)
        centre.robots[user].until("ready", since=mark)


def at_start(centre: Centre, before: State, inputs: int, open_: dict[CaseState, int]) -> None:
    """The first thing that the new server did was to find everything that the killed one left."""
    log = read_log(centre.data)
    replayed(log)  # from the same log the same state, or its inputs would not give these events
    (index,) = [i for i, (_, given, _) in enumerate(log) if i >= inputs and isinstance(given, AdapterStarted)]
    earlier = [event for _, _, events in log[:index] for event in events]
    state = fold(before, tuple(event for _, _, events in log[inputs : index + 1] for event in events))
    assert fold(fold(EMPTY, tuple(earlier)), log[index][2]) == state
    assert living(state) == living(before)
    assert state.offers == before.offers
    for phase, case in open_.items():
        if phase is not CaseState.WRAP_UP or case in state.cases:
            assert state.cases[case] == before.cases[case]


def living(state: State) -> dict[str, Leg]:
    """The legs but those that were being hung up: whether their end was logged before the kill is chance."""
    return {name: leg for name, leg in state.legs.items() if leg.state is not LegState.ENDING}


def finish(centre: Centre, stack: ExitStack) -> None:
    """Everyone goes home; then the books must balance."""
    stack.close()
    log = read_log(centre.data)
    state = replayed(log)
    figures = Figures([event for _, _, events in log for event in events])
    assert figures.wrong == []
    kills = sum(isinstance(given, AdapterStarted) for _, given, _ in log)  # the first start found nothing to say
    assert len(figures.created) == 7 * kills
    assert figures.count() == {"abandoned": kills, "handled": 6 * kills}
    assert not state.cases
    assert not state.legs
    assert {row.status for row in state.presences.values()} == {AgentStatus.LOGGED_OUT}


# --- clients --------------------------------------------------------------------------------

USERS = ("tina", "rita", "wanda")
STREAMS = 5  # of each user


class Follower:
    """A client: a snapshot, and a stream that is taken up again where it broke off."""

    def __init__(self, caller: Caller, snapshot: Snapshot) -> None:
        self._caller = caller
        self._snapshot = snapshot
        self.frames: list[Frame] = []
        self.busy = asyncio.Event()

    @property
    def last(self) -> int:
        return self.frames[-1].n if self.frames else self._snapshot.n

    async def follow_until_cut(self) -> None:
        with contextlib.suppress(httpx.TransportError):  # what a kill looks like from here
            async with self._caller.stream(self.last) as stream:
                while True:
                    self.frames.append(await stream.frame())
                    if len(self.frames) >= MANY:
                        self.busy.set()

    async def follow_to(self, goal: asyncio.Future[int]) -> None:
        """From where it broke off to the number that ``goal`` will name."""
        async with self._caller.stream(self.last) as stream:
            n = await goal
            while self.last < n:
                self.frames.append(await stream.frame())

    def held(self, n: int) -> State:
        """The rows it shows after event ``n``, without what only the core counts."""
        state = fold(EMPTY, self._snapshot.events)
        for frame in self.frames:
            if frame.n <= n:
                state = fold(state, frame.events)
        return msgspec.structs.replace(state, next_id=1)


MANY = 20


def test_clients_of_a_killed_server_resume_and_hold_the_rows_of_a_fresh_snapshot(data_dir: Path) -> None:  # F119 F122
    async def play(first: Program) -> Program:
        addresses = first.said[0]
        async with AsyncExitStack() as stack:
            callers = {user: await stack.enter_async_context(Caller(addresses["http"])) for user in USERS}
            for user, caller in callers.items():
                assert (await caller.log_in(user)).status_code == 200
            followers = {
                user: [Follower(caller, await caller.snapshot()) for _ in range(STREAMS)]
                for user, caller in callers.items()
            }
            crowd = [one for some in followers.values() for one in some]
            await until_cut(crowd, callers["tina"], first)
            assert replayed(read_log(data_dir)).presences  # what they saw was durable
            at = [addresses["http"].removeprefix("http://"), addresses["sip"].removeprefix("sip:")]
            dead = runfile.read(data_dir / "run" / "media-1.json")
            second = await asyncio.to_thread(server, data_dir, *at, CENTRE)
            (left,) = (data_dir / "run").glob("media-*.json")
            assert runfile.read(left).pid == dead.pid  # the killed server's media worker goes on
            goal: asyncio.Future[int] = asyncio.get_running_loop().create_future()
            following = [asyncio.ensure_future(one.follow_to(goal)) for one in crowd]
            fresh = {user: await caller.snapshot() for user, caller in callers.items()}
            goal.set_result(await change(callers["tina"]))
            await asyncio.gather(*following)
            for user, some in followers.items():
                for one in some:
                    numbers = [frame.n for frame in one.frames]
                    assert numbers == sorted(set(numbers))
                    rows = fold(EMPTY, fresh[user].events)
                    assert one.held(fresh[user].n) == msgspec.structs.replace(rows, next_id=1)
            return second

    first = server(data_dir, centre=CENTRE)
    try:
        second = asyncio.run(play(first))
    finally:
        first.close()
    second.close()


async def until_cut(crowd: list[Follower], tina: Caller, running: Program) -> None:
    """Everybody follows while much happens; then, in the midst of it, the server is killed."""
    following = [asyncio.ensure_future(one.follow_until_cut()) for one in crowd]
    changing = asyncio.ensure_future(_change_until_cut(tina))
    await asyncio.gather(*(one.busy.wait() for one in crowd))
    await asyncio.to_thread(running.kill)
    await asyncio.gather(changing, *following)


async def _change_until_cut(tina: Caller) -> None:
    with contextlib.suppress(httpx.TransportError):
        while True:
            await change(tina)


async def change(tina: Caller) -> int:
    """Something that everybody sees."""
    n = await tina.accepted(SetStatus(status=AgentStatus.ADMINISTRATIVE))
    return max(n, await tina.accepted(SetStatus(status=AgentStatus.READY)))
