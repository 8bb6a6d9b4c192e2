"""A routing server without a network: the real core behind the client's ServerPort, one viewer at a time."""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.client.port import Alive, FrameCame, Heard, LinkChanged, SessionEnded, SnapshotTaken
from agent_desktop.client.view import Link
from agent_desktop.domain import views
from agent_desktop.domain.messages import AnyCommand, LogIn, LogOut, PhoneReady, Refusal, WriteNote
from agent_desktop.protocol.wire import VERSION, Accepted, Frame, Problem, Session, SipAccount, Snapshot
from tests.fakes.centre import Centre

PASSWORD = "right"


class FakeServer:
    """``connect`` is what a Desk is given; ``deliver`` sends what happened in the centre since the last time.

    Answers and frames are kept while ``held``, so that a test can look at what is pending.
    """

    def __init__(self, centre: Centre) -> None:
        self.centre = centre
        self.commands: list[AnyCommand] = []  # of the agent's
        self.presented: list[PhoneReady] = []
        self.notes: list[WriteNote] = []
        self.held = False
        self.answer: Problem | None = None  # to every command, when set
        self.refusal: Refusal | None = None  # the same
        self.out_of_reach = 0  # so many log-ins do not arrive
        self.sessions = 0
        self.closed = 0
        self.skew_ms = 0
        self.files: dict[str, bytes] = {}  # what ``get`` finds, by its path
        self.fetched: list[str] = []
        self.troubles: list[Problem] = []  # what the next ``get`` come to, one each
        self._kept: list[Callable[[], None]] = []
        self._heard: Callable[[Heard], None] = lambda heard: None
        self._agent = ""
        self._sent = 0

    def connect(self, url: str, heard: Callable[[Heard], None]) -> FakeServer:
        self._heard = heard
        return self

    # --- ServerPort -------------------------------------------------------------------------------

    def log_in(
        self,
        user: str,
        password: str,
        done: Callable[[Session | Problem], None],
        *,
        device: str = "",
        nailed_up: bool = False,
    ) -> None:
        if self.out_of_reach:
            self.out_of_reach -= 1
            done(Problem(code="unreachable"))
            return
        if password != PASSWORD:
            done(Problem(code="bad_credentials"))
            return
        assert self.centre.ask(user, LogIn(device=device, nailed_up=nailed_up)) is None
        self._agent = user
        self.sessions += 1
        sip = SipAccount(server="sip:127.0.0.1:5060", user=user, password=f"sip-{self.sessions}")
        done(Session(token="t", agent=user, sip=sip, version=VERSION))
        self._heard(LinkChanged(link=Link.CONNECTING))
        self.snapshot()
        self._heard(LinkChanged(link=Link.ONLINE))

    def command(self, command: AnyCommand, done: Callable[[Accepted | Refusal | Problem], None]) -> None:
        if isinstance(command, PhoneReady):
            self.presented.append(command)
        elif isinstance(command, WriteNote):
            self.notes.append(command)
        else:
            self.commands.append(command)
        instead = self.answer or self.refusal
        if instead is not None:
            done(instead)
            return
        refusal = self.centre.ask(self._agent, command)
        answer = refusal or Accepted(n=len(self.centre.history))
        self._do(lambda: done(answer))
        self.deliver()

    def get(self, path: str, done: Callable[[bytes | Problem], None]) -> None:
        self.fetched.append(path)
        trouble = self.troubles.pop(0) if self.troubles else None
        self._do(lambda: done(trouble or self.files.get(path, Problem(code="not_found"))))

    def log_out(self, done: Callable[[Refusal | Problem | None], None]) -> None:
        answer = self.centre.ask(self._agent, LogOut())
        if answer is None:
            self._heard(SessionEnded(problem=Problem(code="session_over")))  # the stream may be quicker
        done(answer)

    def hurry(self) -> None:
        self._heard(LinkChanged(link=Link.CONNECTING))
        self.snapshot()
        self._heard(LinkChanged(link=Link.ONLINE))

    def close(self) -> None:
        self.closed += 1

    # --- for the test -----------------------------------------------------------------------------

    def snapshot(self, *, understood: bool = True) -> None:
        """A fresh snapshot of all that the viewer may see."""
        self._sent = len(self.centre.history)
        events = views.rows(self.centre.state, self._agent)
        at = self.centre.now + self.skew_ms
        snapshot = Snapshot(n=self._sent, at=at, agent=self._agent, events=events, version=VERSION)
        self._heard(SnapshotTaken(snapshot=snapshot, own_ms=self.centre.now, understood=understood))

    def deliver(self) -> None:
        """Send what the viewer may see of what happened since the last time."""
        frames = []
        for n, (before, event) in enumerate(self.centre.history[self._sent :], self._sent + 1):
            events = views.visible(before, event, self._agent)
            if events:
                frames.append(FrameCame(frame=Frame(n=n, at=self.centre.now, events=events)))
        self._sent = len(self.centre.history)
        for frame in frames:
            self._do(lambda frame=frame: self._heard(frame))

    def alive(self) -> None:
        """A keep-alive with the latest number."""
        self._heard(Alive(n=len(self.centre.history)))

    def say(self, *heard: Heard) -> None:
        """Tell what the test wants."""
        for value in heard:
            self._heard(value)

    def release(self) -> None:
        """Let everything go that was held."""
        self.held = False
        kept, self._kept = self._kept, []
        for send in kept:
            send()

    def _do(self, send: Callable[[], None]) -> None:
        if self.held:
            self._kept.append(send)
        else:
            send()
