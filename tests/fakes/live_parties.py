"""Who takes part in a call of a real server: agents at the desk with their softphone, and telephones outside."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from agent_desktop.client.action import NOTHING, Choice
from agent_desktop.client.actions import BY_ID
from agent_desktop.client.desk import Desk
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, AnyCommand
from agent_desktop.phone import port
from agent_desktop.phone.port import PhonePort
from tests.fakes.phone import FakePhone
from tests.fakes.phone_rig import RigPhone
from tests.fakes.watch import Watch

PATIENCE_S = 30.0
TRIES = 3
"""Of logging in: a machine that is busy with other tests takes long to hash passwords."""


class DeskAgent:
    """An agent at the desk of the real client. ``phone``: the real softphone, or one that nothing is asked of."""

    def __init__(self, user: str, phone: RigPhone | None = None) -> None:
        self.user = user
        self.phone = phone
        at: PhonePort = phone if phone is not None else FakePhone()
        self.desk = Desk(at)
        self.watch = Watch(self.desk)

    def log_in(self, url: str) -> None:
        """Begin a session."""
        while (problem := self.watch.log_in(self.user, f"secret-{self.user}", url)) is not None:
            assert problem.code == "unreachable", problem
            assert len(self.watch.answers) < TRIES, problem

    def close(self) -> None:
        """Log out; the phone is its owner's to close."""
        self.desk.close()

    def until(self, such: Callable[[View], object]) -> View:
        """The first view, from now on, of which it is true."""
        return self.watch.until(lambda view: bool(such(view)))

    def ready(self) -> None:
        """Be offered calls, once the phone is there."""
        self.until(lambda view: view.presence and (view.phone.registered or self.phone is None))
        self.click("ready", lambda view: view.status is AgentStatus.READY)

    def click(self, action: str, then: Callable[[View], object], choice: Choice = NOTHING) -> None:
        """Do it as soon as its button is there, and wait for what comes of it."""
        self.until(BY_ID[action].enabled)
        self.desk.act(action, choice)
        self.until(then)

    def ask(self, command: AnyCommand, then: Callable[[View], object]) -> None:
        """Ask for what has no button, and wait for what comes of it."""
        self.desk.command("test", command)
        self.until(then)

    def answer(self) -> None:
        """Take the call that is offered."""
        self.until(lambda view: view.offer)
        self.click("answer", lambda view: view.status is AgentStatus.IN_CALL)

    def use(self, source: Path | None, sink: Path | None) -> None:
        """Speak and record from now on."""
        assert self.phone is not None
        device = f"file:{source or ''},{sink or ''}"
        self.phone.ask(port.UseSound(device=device), port.Sound, lambda sound: sound.device == device)


class Child:
    """A program of somebody else's, which speaks SIP by a script."""

    def __init__(self, command: list[str], cwd: Path) -> None:
        self._process = subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def stop(self) -> None:
        """Let it end its calls, and wait."""
        if self._process.poll() is None:
            self._process.terminate()
        self.ended()

    def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        try:
            return self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise


def all_at_once(steps: list[Callable[[], None]]) -> None:
    """Take steps that wait for others side by side; the first that fails is raised."""
    with ThreadPoolExecutor(len(steps) or 1) as threads:
        for done in [threads.submit(step) for step in steps]:
            done.result(PATIENCE_S)


REQUEST = """<send{again}><![CDATA[
{method} {target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
{routes}From: "Sipp" <sip:+4670999[call_number]@[local_ip]:[local_port]>;tag=[pid]t[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>{tag}
Call-ID: [call_id]
CSeq: {number} {method}
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
{body}
]]></send>
"""
ANSWER = """<send{again}><![CDATA[
SIP/2.0 {status}
[last_Via:]
[last_Record-Route:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:[local_ip]:[local_port]>
{body}
]]></send>
"""
SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [field0] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
"""
EMPTY = "Content-Length: 0\n"
AGAIN = ' retrans="500"'
STAYS = (
    '<label id="1"/>\n<recv request="INVITE" optional="true" next="2"/>\n<recv request="BYE" next="3"/>\n'
    + '<label id="2"/>\n'
    + ANSWER.format(again=AGAIN, status="200 OK", tag="", body=SDP)
    + '<recv request="ACK" next="1"/>\n<label id="3"/>\n'
    + ANSWER.format(again="", status="200 OK", tag="", body=EMPTY)
)
"""Answers each re-INVITE as before, and a BYE, which is the end."""

CALLS = (
    REQUEST.format(
        again=AGAIN,
        method="INVITE",
        target="sip:[service]@[remote_ip]:[remote_port]",
        routes="",
        tag="",
        number=1,
        body=SDP,
    )
    + '<recv response="100" optional="true"/>\n<recv response="180" optional="true"/>\n'
    + '<recv response="200" rrs="true"/>\n'
    + REQUEST.format(
        again="", method="ACK", target="[next_url]", routes="[routes]\n", tag="[peer_tag_param]", number=1, body=EMPTY
    )
    + STAYS
)
"""Calls, and stays until the other side hangs up."""

IS_CALLED = (
    '<recv request="INVITE"/>\n'
    + ANSWER.format(again="", status="180 Ringing", tag=";tag=u[call_number]", body=EMPTY)
    + ANSWER.format(again=AGAIN, status="200 OK", tag=";tag=u[call_number]", body=SDP)
    + '<recv request="ACK"/>\n'
    + STAYS
)
"""Answers whoever calls, and stays until they hang up."""


def sipp(program: str, folder: Path, steps: str, ports: list[int], *more: str) -> Child:
    """sipp plays the steps, in so many calls as it is given RTP ports to name: one each, in turn."""
    folder.mkdir(exist_ok=True)
    (folder / "scenario.xml").write_text(f'<?xml version="1.0"?>\n<scenario name="s">\n{steps}</scenario>\n')
    (folder / "ports.csv").write_text("SEQUENTIAL\n" + "".join(f"{port};\n" for port in ports))
    command = [program, "-sf", str(folder / "scenario.xml"), "-inf", str(folder / "ports.csv"), "-i", "127.0.0.1"]
    command += ["-m", str(len(ports)), "-nostdin", "-timeout", "100", "-timeout_error", "-trace_err"]
    return Child([*command, *more], folder)


def free_port() -> int:
    """A port that is free at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
