"""kill -9 of an agent's softphone, waiting, ringing, talking and wrapping up: nobody is lost, nobody need click (F121).

A real server, a real desk with its real softphone, and a caller who is one too; both speak tones and are recorded.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.domain.messages import AgentStatus
from agent_desktop.phone import port
from agent_desktop.phone.process import SoftphoneProcess
from tests.fakes.gate import Gate
from tests.fakes.phone_rig import RigPhone, tone, tone_file, until_heard
from tests.fakes.program import Program, robot, server
from tests.fakes.work import CALLER_HZ, SLOWLY, Customer, Work, goes_by, something_but, together

AGENT_HZ = 1000


class MortalWork(Work):
    """Work with a phone that dies, and says a tone of ``AGENT_HZ`` until then and after."""

    def __init__(self, running: Program, folder: Path, gate: Gate, phone: RigPhone, stack: ExitStack) -> None:
        self.gate = gate
        self._hears = folder / "bertil.wav"
        says = tone_file(folder / "says.wav", AGENT_HZ)
        phone.ask(port.UseSound(device=f"file:{says},{self._hears}"), port.Recording)
        self._killed_at = 0
        super().__init__(running, folder, phone, stack)

    def kill(self) -> None:
        """The phone, without a warning."""
        started = [e for e in self.phone.events if isinstance(e, port.Started)]
        self._killed_at = self.phone.mark()
        os.kill(started[-1].pid, 9)
        self.phone.wait(port.Died, since=self._killed_at)

    def back(self) -> None:
        """The phone's next process is up and registered."""
        self.phone.wait(port.Registration, lambda e: e.registered, since=self._killed_at)

    def hear_each_other(self) -> None:
        """Both hear the other's tone, as loud as it was said."""
        self.customer.hears(tone(AGENT_HZ))
        recording = [e for e in self.phone.events if isinstance(e, port.Recording)][-1]
        until_heard(self._hears, recording, tone(CALLER_HZ))


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    running = server(tmp_path_factory.mktemp("data"), centre=SLOWLY)
    yield running
    running.close()


@pytest.fixture
def work(running: Program, tmp_path: Path) -> Iterator[MortalWork]:
    with ExitStack() as stack:
        gate = Gate()
        stack.callback(gate.close)
        phone = RigPhone(process=SoftphoneProcess(gate.command))
        stack.callback(phone.close)
        stack.callback(gate.open)
        yield MortalWork(running, tmp_path, gate, phone, stack)


def killed_waiting(work: MortalWork) -> None:
    """The next call comes to the next process."""
    work.be_ready()
    work.kill()
    work.back()
    work.customer.call()
    work.answer()


def killed_ringing(work: MortalWork) -> None:
    """The offer rings on at the next process, and is answered there."""
    work.be_ready()
    work.customer.call()
    work.ringing()
    work.kill()
    work.back()
    work.answer()


def killed_talking(work: MortalWork) -> None:
    """The caller has music meanwhile, and then the agent again, who clicked on nothing."""
    work.be_ready()
    work.customer.call()
    work.answer()
    work.hear_each_other()
    work.gate.shut()
    work.kill()
    work.watch.until(lambda view: not together(view))
    work.customer.hears(something_but(AGENT_HZ))
    work.gate.open()
    work.back()
    work.talking()


def killed_wrapping_up(work: MortalWork) -> None:
    """Wrap-up goes on, and the next call comes to the next process."""
    work.be_ready()
    work.customer.call()
    work.answer()
    goes_by(work.phone, 2)
    work.hang_up()
    work.kill()
    work.back()
    assert work.watch.desk.view.status is AgentStatus.WRAP_UP
    work.watch.desk.act("end_wrap_up")
    work.until(AgentStatus.READY)
    work.customer.call()
    work.answer()


STATES = [killed_waiting, killed_ringing, killed_talking, killed_wrapping_up]


def once(work: MortalWork, killed: Callable[[MortalWork], None]) -> None:
    """Whatever the phone was killed in, it ends in a talk; then everybody is as before."""
    killed(work)
    work.hear_each_other()
    work.hang_up()
    work.watch.desk.act("end_wrap_up")
    work.until(AgentStatus.READY)
    work.watch.desk.act("busy")
    work.until(AgentStatus.BUSY)


@pytest.mark.expects_log("The telephone ended with code")
@pytest.mark.parametrize("killed", STATES)
def test_a_killed_phone_loses_nobody(work: MortalWork, killed: Callable[[MortalWork], None]) -> None:
    once(work, killed)


def test_a_killed_program_leaves_its_caller_to_the_next_one(running: Program, tmp_path: Path) -> None:
    """The softphone goes down with its program, without a goodbye, and the caller has music until both are back."""
    says = str(tone_file(tmp_path / "says.wav", AGENT_HZ))
    with ExitStack() as stack:
        customer = Customer(running, tmp_path, stack)
        first = robot(running.said[0]["http"], "marek", "--answer-after", "0", "--say", says)
        stack.callback(first.kill)
        first.until("ready")
        customer.call()
        first.until("in_call")
        customer.hears(tone(AGENT_HZ))
        first.kill()
        customer.hears(something_but(AGENT_HZ))
        second = robot(running.said[0]["http"], "marek", "--answer-after", "30", "--say", says)
        stack.callback(second.close)
        second.until("answered")
        customer.hears(tone(AGENT_HZ))
        assert not [line for line in second.said if line["event"] == "answering"]
        customer.hang_up()
        second.until("wrap_up")


@pytest.mark.long
@pytest.mark.expects_log("The telephone ended with code")
@pytest.mark.parametrize("killed", STATES)
@pytest.mark.parametrize("_time", range(20))
def test_a_killed_phone_loses_nobody_twenty_times(
    work: MortalWork, killed: Callable[[MortalWork], None], _time: int
) -> None:
    once(work, killed)
