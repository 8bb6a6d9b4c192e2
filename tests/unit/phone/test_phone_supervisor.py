"""The supervisor against children that behave badly in every way a process can."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.lines import decode_order
from agent_desktop.phone.process import SoftphoneProcess
from tests.fakes.phone_rig import RigPhone

HEAD = """
import json, os, sys
def say(**event): os.write(1, json.dumps(event).encode() + b"\\n")
say(type="Started", pid=os.getpid())
"""
ECHO = HEAD + 'for line in sys.stdin.buffer:\n    say(type="Failed", order=line.decode().strip(), problem="heard.")\n'


def child(body: str) -> list[str]:
    return [sys.executable, "-S", "-c", body]


@pytest.mark.expects_log("The telephone ended with code 3")
def test_one_that_dies_at_once_is_tried_again_and_again() -> None:
    phone = RigPhone(child(HEAD + "sys.exit(3)"))
    for _ in range(3):
        phone.wait(port.Died, lambda e: e.exit_code == 3, since=phone.mark())
    phone.close()


@pytest.mark.expects_log("The telephone cannot be started")
@pytest.mark.expects_log("The telephone ended with code -1")
def test_one_that_cannot_be_started_is_told_as_dead(tmp_path: Path) -> None:
    phone = RigPhone([str(tmp_path / "missing")])
    assert phone.wait(port.Died).exit_code == -1
    phone.close()


@pytest.mark.expects_log("The telephone cannot be started")
@pytest.mark.expects_log("The telephone ended with code -1")
def test_orders_for_a_call_fail_while_it_is_away_and_lasting_ones_wait(tmp_path: Path) -> None:
    phone = RigPhone([str(tmp_path / "missing")])
    phone.wait(port.Died)
    phone.order(port.Register(server="sip:a", user="u", password="p"))
    phone.order(port.Mute(on=True))
    failed = phone.ask(port.Answer(leg="o1"), port.Failed)
    assert failed == port.Failed(order="Answer", problem="The telephone is being started again.", leg="o1")
    assert [e.order for e in phone.events if isinstance(e, port.Failed)] == ["Answer"]
    phone.close()


@pytest.mark.expects_log("The telephone ended with code 1")
def test_what_lasts_is_said_again_to_the_next_one_and_only_the_last_of_it() -> None:
    quits_on_digits = ECHO + "    if b'Digits' in line: sys.exit(1)\n"
    phone = RigPhone(child(quits_on_digits))
    phone.wait(port.Started)
    for order in (
        port.UseSound(device="default"),
        port.UseSound(device="none"),
        port.Mute(on=True),
        port.UseHeadsets(off=("Jabra",)),
        port.UseCodecs(codecs=("G722",)),
        port.UseEchoControl(suppress=True),
        port.ShowCall(ringing=True),
        port.ShowCall(talking=True),
        port.Register(server="sip:a", user="u", password="p"),
        port.Dial(leg="d", uri="sip:b"),
    ):
        phone.order(order)
    since = phone.mark()
    phone.order(port.Digits(leg="d", digits="1"))
    phone.wait(port.Died, since=since)
    restarted = phone.events.index(phone.wait(port.Started, since=since), since)
    phone.wait(port.Failed, lambda e: "Register" in e.order, since=restarted)
    said = [e.order for e in phone.events[restarted:] if isinstance(e, port.Failed)]
    names = ["UseCodecs", "UseEchoControl", "UseSound", "Mute", "UseHeadsets", "ShowCall", "Register"]
    assert [s.split('"')[3] for s in said] == names
    assert "none" in said[2]
    assert "talking" in said[5]
    phone.close()


@pytest.mark.expects_log("The telephone ended with code 1")
def test_a_mute_that_ended_with_its_call_is_not_said_to_the_next_one() -> None:
    unmutes = ECHO + "    if b'Dial' in line: say(type='Muted', on=False)\n    if b'Digits' in line: sys.exit(1)\n"
    phone = RigPhone(child(unmutes))
    phone.wait(port.Started)
    phone.order(port.Mute(on=True))
    phone.ask(port.Dial(leg="d", uri="sip:b"), port.Muted)
    since = phone.mark()
    phone.order(port.Digits(leg="d", digits="1"))
    restarted = phone.events.index(phone.wait(port.Started, since=since), since)
    mute = phone.wait(port.Failed, lambda e: "Mute" in e.order, since=restarted)
    assert decode_order(mute.order.encode()) == port.Mute(on=False)
    phone.close()


def test_a_registration_given_up_is_not_taken_up_again() -> None:
    phone = SoftphoneProcess(child(ECHO))
    phone.order(port.Register(server="sip:a", user="u", password="p"))
    phone.order(port.Unregister())
    phone.order(port.Mute(on=False))
    heard: list[port.AnyPhoneEvent] = []
    done = threading.Event()
    phone.listen(lambda e: (heard.append(e), done.set() if isinstance(e, port.Failed) else None))
    phone.start()
    assert done.wait(15)
    phone.close()
    said = [e.order.split('"')[3] for e in heard if isinstance(e, port.Failed)]
    assert said == ["Mute", "Quit"]


def test_a_flood_of_log_lines_does_not_stall_it() -> None:
    phone = RigPhone(child(HEAD + 'os.write(2, b"INFO x\\n" * 100_000)\nsay(type="Muted", on=True)\nsys.stdin.read()'))
    assert phone.wait(port.Muted).on
    phone.close()


@pytest.mark.expects_log("The telephone said something unknown")
def test_what_is_no_event_is_passed_over() -> None:
    phone = RigPhone(child(HEAD + 'os.write(1, b"hello\\n")\nsay(type="Muted", on=True)\nsys.stdin.read()'))
    assert phone.wait(port.Muted).on
    phone.close()


@pytest.mark.expects_log("A listener failed on")
def test_a_listener_that_fails_does_not_deafen_the_others() -> None:
    phone = SoftphoneProcess(child(ECHO))
    heard = threading.Event()

    def fails(event: port.AnyPhoneEvent) -> None:
        raise RuntimeError

    phone.listen(fails)
    phone.listen(lambda _: heard.set())
    phone.start()
    assert heard.wait(15)
    phone.close()


@pytest.mark.expects_log("did not quit in time")
def test_one_that_does_not_quit_is_killed() -> None:
    phone = SoftphoneProcess(child(HEAD + "import threading\nthreading.Event().wait()"), close_s=0.2)
    started = threading.Event()
    phone.listen(lambda _: started.set())
    phone.start()
    assert started.wait(15)
    phone.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("softphone")]


def test_orders_never_wait_for_a_child_that_does_not_read() -> None:
    phone = RigPhone(child(HEAD + "import threading\nthreading.Event().wait(1)"))
    phone.wait(port.Started)
    for _ in range(5_000):
        phone.order(port.PlaySound(file="x" * 100))
    phone.close()


def test_text_that_is_none_fails_in_a_sentence() -> None:
    phone = RigPhone(child(ECHO))
    assert phone.ask(port.Dial(leg="d", uri="sip:\udcff"), port.Failed).leg == "d"
    phone.close()


def test_a_phone_that_was_never_started_can_be_closed() -> None:
    SoftphoneProcess(child(ECHO)).close()
