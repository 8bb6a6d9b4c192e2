"""Each misuse at which PJSIP aborts its process or goes wrong: the softphone refuses it in a sentence and lives on.

One telephone for all of them: what one trap leaves behind, the next one would step into. Where each is tried:

| trap of pjsua2 | what happens | test |
|---|---|---|
| a call to it from a thread that it does not know | abort | orders_from_many_threads_at_once |
| hanging up a call that was never placed | abort | hanging_up_a_call_that_was_never_placed |
| a call or port still referenced as it is taken down | abort | it_may_quit_at_any_moment; test_phone_process |
| an end without taking it down | abort, or a BYE too many | test_phone_abandoned |
| an incoming call whose reference is dropped | declined | a_leg_that_rings_long… |
| REFER, or an INVITE with Replaces, left alone | crash, later | a_peer_that_wants_to_transfer_or_to_take_over |
| an exception in a callback | caller gets 500 | an_invite_that_no_callback_expects |
| the text of its exceptions | empty | what_the_stack_says_of_its_refusal_is_not_empty |
| a level meter on a held call | error | a_held_call_and_its_levels |
| its level of a microphone that nobody hears | always 0 | the_level_of_a_muted_microphone |
| players made and dropped in a loop | 254 ports | sounds_without_end |
| a fifth call | error | test_phone_calls: the_fifth_call_is_busy_and_the_four_live |
| a call without a clock on its bridge | error | test_phone_calls: all that dial |
| calls that follow each other without a pause | abort | calls_that_follow_each_other_at_once |
| digits before the answer, or that are none | error | digits_before_the_answer_and_digits_that_are_none |
| a certificate that proves nothing | 503 without a word | test_phone_certificate |
| a vector of bytes that is laid out otherwise | wild memory | unit/phone/test_phone_bytevector |
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.lines import decode_event, encode
from agent_desktop.phone.process import softphone_command
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone_file
from tests.fakes.sip_caller import SipCaller

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def shared() -> Iterator[RigPhone]:
    registrar = PhoneRegistrar({"anna": "secret"})
    phone = RigPhone()
    phone.ask(port.UseSound(device="none"), port.Sound)
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    yield phone
    phone.close()
    registrar.close()


@pytest.fixture
def anna(shared: RigPhone) -> Iterator[RigPhone]:
    """The phone, that must be the same and of use after each trap."""
    since = shared.mark()
    yield shared
    assert shared.ask(port.Mute(on=False), port.Muted).on is False
    assert not [e for e in shared.events[since:] if isinstance(e, port.Died | port.Started)]


@pytest.fixture
def peer(anna: RigPhone) -> Iterator[SipCaller]:
    peer = SipCaller(anna.sip_port, "anna")
    yield peer
    peer.close()


def talk(anna: RigPhone, peer: SipCaller, leg: str) -> str:
    """A call that is answered; its Call-ID."""
    call = peer.invite(more=f"X-AD-Leg: {leg}\r\n")
    anna.wait(port.Incoming, lambda e: e.leg == leg)
    anna.order(port.Answer(leg=leg))
    assert peer.final(call) == 200
    anna.wait(port.Answered, lambda e: e.leg == leg)
    return call


def hang_up(anna: RigPhone, peer: SipCaller, leg: str) -> None:
    """End a call in agreement: a BYE that nobody answers holds one of the four places for half a minute."""
    anna.ask(port.HangUp(leg=leg), port.Ended)
    peer.end()


def test_hanging_up_a_call_that_was_never_placed(anna: RigPhone) -> None:
    assert anna.ask(port.Dial(leg="never", uri="no address"), port.Failed).problem.endswith(".")
    assert anna.ask(port.HangUp(leg="never"), port.Failed).problem == "There is no such call any more."


def test_what_the_stack_says_of_its_refusal_is_not_empty(anna: RigPhone) -> None:
    problem = anna.ask(port.Dial(leg="d", uri="sip:"), port.Failed).problem
    assert len(problem) > len("The telephone refused: .")


def test_orders_from_many_threads_at_once(anna: RigPhone, peer: SipCaller) -> None:
    """Only one thread of the phone's may touch the stack, whoever gives the order."""
    talk(anna, peer, "t1")

    def give() -> None:
        for number in range(50):
            anna.order(port.Mute(on=bool(number % 2)))
            anna.order(port.Digits(leg="t1", digits="1"))
            anna.order(port.Answer(leg="t1"))
            anna.order(port.Digits(leg="nobody", digits="1"))

    threads = [Thread(target=give) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    hang_up(anna, peer, "t1")


def test_answer_and_hang_up_twice_and_too_late(anna: RigPhone, peer: SipCaller) -> None:
    talk(anna, peer, "twice")
    since = anna.mark()
    for order in (port.Answer, port.HangUp, port.HangUp, port.Answer):
        anna.order(order(leg="twice"))
    peer.end()
    anna.wait(port.Ended, since=since)
    assert anna.ask(port.Answer(leg="twice"), port.Failed).leg == "twice"


def test_digits_before_the_answer_and_digits_that_are_none(anna: RigPhone, peer: SipCaller) -> None:
    call = peer.invite(more="X-AD-Leg: early\r\n")
    anna.wait(port.Incoming, lambda e: e.leg == "early")
    for digits in ("1", "hello", "", "1" * 500, "\udcff"):
        anna.order(port.Digits(leg="early", digits=digits))
    assert anna.ask(port.Mute(on=True), port.Muted).on
    anna.ask(port.HangUp(leg="early"), port.Ended)
    assert peer.final(call) == 603


def test_a_held_call_and_its_levels(anna: RigPhone, peer: SipCaller) -> None:
    """A level meter on a stream of before a re-INVITE is an error: the media is fetched anew each time."""
    call = talk(anna, peer, "held")
    for number, direction in ((2, "a=sendonly\r\n"), (3, "a=inactive\r\n"), (4, "")):
        peer.renew(call, number, lines=direction)
        assert peer.final(call) == 200
        anna.wait(port.Levels, since=anna.mark())
        anna.ask(port.Mute(on=bool(number % 2)), port.Muted)
    hang_up(anna, peer, "held")


def test_the_level_of_a_muted_microphone(anna: RigPhone, peer: SipCaller, tmp_path: Path) -> None:
    """The stack's own meter would say nothing when nobody hears it: who speaks while muted could not be told (F127)."""
    speaks = port.UseSound(device=f"file:{tone_file(tmp_path / 'in.wav', 440)},")
    anna.ask(speaks, port.Sound, lambda e: not e.problem)
    talk(anna, peer, "meter")
    since = anna.mark()
    anna.ask(port.Mute(on=True), port.Muted)
    anna.wait(port.Levels, since=since)
    anna.wait(port.Levels, lambda e: e.spoken_dbfs > -14, since=anna.mark())
    hang_up(anna, peer, "meter")
    anna.ask(port.UseSound(device="none"), port.Sound)


def test_a_peer_that_wants_to_transfer_or_to_take_over(anna: RigPhone, peer: SipCaller) -> None:
    call = talk(anna, peer, "moved")
    peer.request("REFER", call, 2, "Refer-To: <sip:evil@127.0.0.1:9>\r\n")
    assert peer.final(call, "REFER") == 603
    other = peer.invite(more=f"Replaces: {call};to-tag=x;from-tag=y\r\n")
    assert peer.final(other) >= 400
    hang_up(anna, peer, "moved")


@pytest.mark.parametrize(
    "more",
    [
        "X-AD-Leg: \r\n",
        "X-AD-Leg: \xff\xfe\r\n",
        f"X-AD-Leg: {'x' * 3000}\r\n",
        "Answer-Mode: ;;;\r\n",
        "Subject: \x00\x01\r\n",
    ],
)
def test_an_invite_that_no_callback_expects(anna: RigPhone, peer: SipCaller, more: str) -> None:
    """What is raised in a callback would travel through C++. Answered or refused, the next call rings."""
    since = anna.mark()
    peer.invite(caller="<sip:@127.0.0.1>", more=more)
    peer.invite(caller='"\\"\\\\" <tel:+49;phone-context=x>', more=more.replace("X-AD-Leg", "X-Other"))
    after = peer.invite(more=f"X-AD-Leg: after{len(more)}\r\n")
    anna.wait(port.Incoming, lambda e: e.leg == f"after{len(more)}", since=since)
    for leg in [e.leg for e in anna.events[since:] if isinstance(e, port.Incoming)]:
        anna.ask(port.HangUp(leg=leg), port.Ended)
    assert peer.final(after) == 603


def test_a_leg_that_rings_long_is_not_given_up_by_the_garbage_collector(anna: RigPhone, peer: SipCaller) -> None:
    call = peer.invite(more="X-AD-Leg: long\r\n")
    anna.wait(port.Incoming, lambda e: e.leg == "long")
    for number in range(30):
        anna.ask(port.Dial(leg=f"junk{number}", uri="no address"), port.Failed)
    anna.order(port.Answer(leg="long"))
    assert peer.final(call) == 200
    hang_up(anna, peer, "long")


def test_sounds_without_end(anna: RigPhone, tmp_path: Path) -> None:
    """Players of the stack would run into its limit of 254 ports."""
    file = str(tone_file(tmp_path / "a.wav", 440))
    for number in range(300):
        anna.order(port.PlaySound(file=file, loop=bool(number % 2), where="ring" if number % 3 else "speaker"))
    for where in ("ring", "speaker"):
        anna.order(port.StopSound(where=where))
    assert anna.ask(port.PlaySound(file=str(tmp_path)), port.Failed).order == "PlaySound"


def test_calls_that_follow_each_other_at_once(anna: RigPhone, peer: SipCaller) -> None:
    """More than the stack has places for, as it keeps those of a call for half a second: an assertion that fails."""
    for number in range(50):
        call = talk(anna, peer, f"quick{number}")
        peer.request("BYE", call, 2)
        assert peer.final(call, "BYE") == 200


@pytest.mark.parametrize("moment", ["dialling", "test call", "registering", "playing"])
def test_it_may_quit_at_any_moment(moment: str, tmp_path: Path) -> None:
    """A call or a port that is still referenced when the stack is taken down is an abort (exit code 134)."""
    orders: dict[str, list[port.AnyOrder]] = {
        "dialling": [port.Dial(leg=f"d{n}", uri="sip:nobody@127.0.0.1:9") for n in range(4)],
        "test call": [port.EchoTest(on=True)],
        "registering": [port.Register(server="sip:127.0.0.1:9", user="anna", password="x")],
        "playing": [port.UseSound(device=f"file:{tone_file(tmp_path / 'in.wav', 440)},{tmp_path / 'out.wav'}")],
    }
    process = subprocess.run(
        softphone_command(),
        cwd=ROOT,
        input=b"".join(map(encode, [port.UseSound(device="none"), *orders[moment], port.Quit()])),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert process.returncode == 0, process.stderr.decode(errors="replace")
    assert isinstance(decode_event(process.stdout.splitlines()[0]), port.Started)


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")
@pytest.mark.parametrize(("first", "calls"), [(10, 50), pytest.param(500, 500, marks=pytest.mark.long)])
def test_many_calls_in_a_row_leave_nothing_behind(first: int, calls: int, stack: ExitStack, tmp_path: Path) -> None:
    """Memory, handles and the exit code after so many calls, one after the other.

    The stack remembers each for half a minute (RFC 3261 timers H and J). Many are judged from when it forgets as many.
    """
    registrar = PhoneRegistrar({"anna": "secret"})
    stack.callback(registrar.close)
    code = tmp_path / "code"
    script = f"import subprocess, sys; open({str(code)!r}, 'w').write(str(subprocess.call({softphone_command()!r})))"
    phone = RigPhone(command=[sys.executable, "-c", script])
    stack.callback(phone.close)
    pid = phone.wait(port.Started).pid
    phone.ask(port.UseSound(device="none"), port.Sound)
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    peer = SipCaller(phone.sip_port, "anna")
    stack.callback(peer.close)
    before = (0, 0)
    for number in range(first + calls):
        if number == first:
            before = footprint(pid)  # what the first calls need for ever is there
        call = talk(phone, peer, f"s{number}")
        peer.hear(3)
        peer.request("BYE", call, 2)
        assert peer.final(call, "BYE") == 200
        phone.wait(port.Ended, lambda e, n=number: e.leg == f"s{n}")
    phone.ask(port.Mute(on=False), port.Muted)
    after = footprint(pid)
    assert after[0] - before[0] <= 5_000, f"kB before and after {calls} calls: {before[0]}, {after[0]}"
    assert after[1] <= before[1] + 2, f"handles before and after: {before[1]}, {after[1]}"
    phone.close()
    assert code.read_text() == "0"


def footprint(pid: int) -> tuple[int, int]:
    """Memory of its own in kB, and open handles."""
    status = Path(f"/proc/{pid}/status").read_text()
    resident = next(line for line in status.splitlines() if line.startswith("RssAnon"))
    return int(resident.split()[1]), len(list(Path(f"/proc/{pid}/fd").iterdir()))


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack
