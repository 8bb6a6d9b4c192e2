"""A softphone whose program died leaves the talk to the server; one that is told to quit says goodbye (F121)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.lines import decode_event, encode
from agent_desktop.phone.process import SoftphoneProcess, softphone_command
from agent_desktop.phone.wav import read_wav
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone_file
from tests.fakes.sip_caller import SipCaller

ROOT = Path(__file__).resolve().parents[2]
E = TypeVar("E", bound=port.PhoneEvent)


class Bare:
    """A softphone process without a supervisor, registered as anna."""

    def __init__(self, registrar: PhoneRegistrar, stack: ExitStack) -> None:
        self.process = stack.enter_context(
            subprocess.Popen(
                softphone_command(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        )
        stack.callback(self.process.kill)
        self.sip_port = self.wait(port.Started).sip_port
        self.order(port.Register(server=registrar.uri, user="anna", password="secret"))
        assert self.wait(port.Registration).registered

    def order(self, order: port.AnyOrder) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(encode(order))
        self.process.stdin.flush()

    def wait(self, kind: type[E], such: Callable[[E], bool] = lambda _: True) -> E:
        """The next event of this kind."""
        assert self.process.stdout is not None
        while line := self.process.stdout.readline():
            event = decode_event(line)
            if isinstance(event, kind) and such(event):
                return event
        raise AssertionError("the softphone has ended")

    def end(self) -> int:
        assert self.process.stdin is not None
        self.process.stdin.close()
        return self.process.wait(60)


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.mark.parametrize("polite", [True, False])
def test_only_quit_says_goodbye(stack: ExitStack, tmp_path: Path, polite: bool) -> None:
    registrar = PhoneRegistrar({"anna": "secret"})
    phone = Bare(registrar, stack)
    out = tmp_path / "out.wav"
    phone.order(port.UseSound(device=f"file:{tone_file(tmp_path / 'in.wav', 440)},{out}"))
    caller, callee = SipCaller(phone.sip_port, "anna"), SipCaller(phone.sip_port, "anna")
    stack.callback(caller.close)
    stack.callback(callee.close)
    call_id = caller.invite(more="X-AD-Leg: o1\r\n")
    phone.wait(port.Incoming)
    phone.order(port.Answer(leg="o1"))
    assert caller.final(call_id) == 200
    phone.wait(port.Answered)
    caller.hear(10)
    phone.order(port.Dial(leg="d", uri=f"sip:x@127.0.0.1:{callee.port}"))
    callee.ring()
    phone.wait(port.Levels)
    phone.wait(port.Levels)  # the 180 was taken in before the second

    if polite:
        phone.order(port.Quit())
    assert phone.end() == 0
    registrar.close()  # when it has read what there was
    asked = set(caller.what_came() + callee.what_came())
    assert asked == ({"BYE", "CANCEL"} if polite else set())
    assert [r.expires == 0 for r in registrar.seen] == ([False, True] if polite else [False])
    assert read_wav(out).size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX")
@pytest.mark.expects_log("The telephone ended with code")
def test_a_crash_is_told_with_the_stack_it_happened_in(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "crashes"
    phone = RigPhone(process=SoftphoneProcess(crash_dir=folder))
    first, since = phone.wait(port.Started), phone.mark()
    os.kill(first.pid, signal.SIGABRT)  # what PJSIP does to itself
    assert phone.wait(port.Died).exit_code == -signal.SIGABRT
    assert phone.wait(port.Started, since=since).pid != first.pid
    phone.close()
    (report,) = folder.iterdir()  # and none of the polite end
    text = report.read_text(encoding="utf-8")
    assert "ended with signal 6 (SIGABRT)" in text
    assert "Fatal Python error: Aborted" in text
    assert 'main.py", line' in text  # wherever the thread was, from there on
