"""Real calls between real softphone processes: who is told what, and what is heard."""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import PATIENCE_S, RigPhone, heard_between, loudness, silence, tone, tone_file, until_heard
from tests.fakes.sip_caller import SipCaller

WAV_HEADER = 44  # bytes


def now_ms() -> int:
    return time.monotonic_ns() // 1_000_000


@pytest.fixture
def registrar() -> Iterator[PhoneRegistrar]:
    registrar = PhoneRegistrar({"anna": "secret", "bernd": "other"})
    yield registrar
    registrar.close()


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def anna(registrar: PhoneRegistrar) -> Iterator[RigPhone]:
    """An agent's phone, registered."""
    phone = RigPhone()
    told = phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    assert told == port.Registration(registered=True, status=200, reason="OK")
    yield phone
    phone.close()


@pytest.fixture
def caller() -> Iterator[RigPhone]:
    """A caller's phone, not registered anywhere."""
    phone = RigPhone()
    phone.wait(port.Started)
    yield phone
    phone.close()


def ring(caller: RigPhone, anna: RigPhone, leg: str = "c1") -> str:
    """Anna's name for the leg that rings."""
    since = anna.mark()
    caller.order(port.Dial(leg=leg, uri=f"sip:anna@127.0.0.1:{anna.sip_port}", caller="0301234", caller_name="Eva Ä"))
    return anna.wait(port.Incoming, since=since).leg


def talk(caller: RigPhone, anna: RigPhone, leg: str = "c1") -> str:
    """The same, answered."""
    name = ring(caller, anna, leg)
    anna.ask(port.Answer(leg=name), port.Answered)
    caller.wait(port.Answered, lambda e: e.leg == leg)
    return name


def use_files(phone: RigPhone, folder: Path, name: str, frequency: int) -> tuple[Path, port.Recording]:
    out = folder / f"{name}-out.wav"
    source = tone_file(folder / f"{name}-in.wav", frequency)
    return out, phone.ask(port.UseSound(device=f"file:{source},{out}"), port.Recording)


def test_both_hear_the_other_from_answer_to_hang_up(anna: RigPhone, caller: RigPhone, tmp_path: Path) -> None:
    annas, annas_start = use_files(anna, tmp_path, "anna", 440)
    callers, callers_start = use_files(caller, tmp_path, "caller", 1000)
    leg = ring(caller, anna)
    incoming = anna.wait(port.Incoming)
    assert (incoming.caller, incoming.caller_name) == ("0301234", "Eva Ä")
    rang = now_ms()
    anna.ask(port.Answer(leg=leg), port.Answered)
    assert caller.wait(port.Answered).leg == "c1"
    until_heard(annas, annas_start, tone(1000, by=1))
    until_heard(callers, callers_start, tone(440, by=1))
    anna.wait(port.Levels, lambda e: abs(e.heard_dbfs + 12) <= 1 and abs(e.spoken_dbfs + 12) <= 1)
    anna.order(port.HangUp(leg=leg))
    assert anna.wait(port.Ended).leg == leg
    assert caller.wait(port.Ended).leg == "c1"
    before = heard_between(callers, callers_start, callers_start.at_ms, rang)
    assert loudness(before) < -80, "the microphone was open before the answer"
    assert annas_start.at_ms <= rang <= now_ms()


def behind_ms(path: Path, recording: port.Recording) -> float:
    """How much less than the time that went by a recording holds; its header may tell of less than there is."""
    return now_ms() - recording.at_ms - (path.stat().st_size - WAV_HEADER) * 1000 / (2 * RATE)


def test_the_recording_runs_on_without_a_call(anna: RigPhone, caller: RigPhone, tmp_path: Path) -> None:
    """A place in it is a time, after a call too; and a new one begins whenever it is ordered."""
    out, start = use_files(anna, tmp_path, "anna", 440)
    leg = talk(caller, anna)
    ended = anna.ask(port.HangUp(leg=leg), port.Ended)
    heard_between(out, start, ended.at_ms, ended.at_ms + 2000)
    leg = talk(caller, anna, "c2")
    while abs(behind_ms(out, start)) >= 100:  # a busy machine catches up
        anna.wait(port.Levels, since=anna.mark())
        assert now_ms() < ended.at_ms + PATIENCE_S * 1000, "what went by between the calls is missing"
    ended = anna.ask(port.HangUp(leg=leg), port.Ended)
    heard_between(out, start, ended.at_ms, ended.at_ms + 2000)
    use_files(anna, tmp_path, "again", 440)


def test_mute_silences_and_ends_with_the_last_call(anna: RigPhone, caller: RigPhone, tmp_path: Path) -> None:
    use_files(anna, tmp_path, "anna", 440)
    callers, start = use_files(caller, tmp_path, "caller", 1000)
    leg = talk(caller, anna)
    assert anna.ask(port.Mute(on=True), port.Muted).on is True
    until_heard(callers, start, silence)
    assert anna.ask(port.Mute(on=False), port.Muted).on is False
    until_heard(callers, start, tone(440))
    anna.ask(port.Mute(on=True), port.Muted)
    until_heard(callers, start, silence)
    ended = anna.ask(port.HangUp(leg=leg), port.Ended)
    anna.wait(port.Muted, lambda e: not e.on, since=anna.events.index(ended))
    talk(caller, anna, "c2")
    until_heard(callers, start, tone(440))


def test_mute_lasts_as_long_as_there_is_a_leg(anna: RigPhone, stack: ExitStack) -> None:
    peers = [SipCaller(anna.sip_port, "anna") for _ in range(2)]
    for number, peer in enumerate(peers):
        stack.callback(peer.close)
        call_id = peer.invite(more=f"X-AD-Leg: o{number}\r\n")
        anna.wait(port.Incoming, lambda e, n=number: e.leg == f"o{n}")
        anna.order(port.Answer(leg=f"o{number}"))
        assert peer.final(call_id) == 200
    since = anna.mark()
    anna.ask(port.Mute(on=True), port.Muted)
    anna.ask(port.HangUp(leg="o0"), port.Ended)
    anna.ask(port.HangUp(leg="o1"), port.Ended)
    anna.wait(port.Muted, lambda e: not e.on, since=since)
    kinds = [e for e in anna.events[since:] if isinstance(e, port.Ended | port.Muted)]
    assert [type(e).__name__ for e in kinds] == ["Muted", "Ended", "Ended", "Muted"]


@pytest.mark.parametrize("muted", [False, True])
def test_rtp_goes_on_while_nothing_is_said(anna: RigPhone, stack: ExitStack, muted: bool) -> None:
    """F121: a pause on the wire means a phone that is gone, so a living one makes none."""
    anna.ask(port.UseSound(device="none"), port.Sound)
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    call_id = peer.invite()
    anna.order(port.Answer(leg=anna.wait(port.Incoming).leg))
    assert peer.final(call_id) == 200
    peer.hear(10)
    anna.ask(port.Mute(on=muted), port.Muted)
    packets = peer.hear_what_came() + peer.hear(100)
    at = [struct.unpack_from("!HI", packet, 2) for packet in packets]
    steps = {((b[0] - a[0]) & 0xFFFF, (b[1] - a[1]) & 0xFFFFFFFF) for a, b in pairwise(at)}
    assert steps == {(1, 160)}


@pytest.mark.parametrize(("mode", "join"), [("", False), ("Answer-Mode: Auto\r\n", True)])
def test_a_leg_that_joins_is_told_as_such_and_still_waits_for_the_order(
    anna: RigPhone, stack: ExitStack, mode: str, join: bool
) -> None:  # F121
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    peer.invite(more="X-AD-Leg: o7\r\n" + mode)
    incoming = anna.wait(port.Incoming)
    assert (incoming.leg, incoming.join) == ("o7", join)
    assert anna.ask(port.Mute(on=False), port.Muted)
    assert not [e for e in anna.events if isinstance(e, port.Answered)]


def test_a_call_goes_on_while_the_sound_device_changes(anna: RigPhone, caller: RigPhone, tmp_path: Path) -> None:
    talk(caller, anna)
    use_files(anna, tmp_path, "anna", 440)
    callers, start = use_files(caller, tmp_path, "caller", 1000)
    until_heard(callers, start, tone(440))


def test_the_caller_hangs_up_while_it_rings(anna: RigPhone, caller: RigPhone) -> None:
    leg = ring(caller, anna)
    caller.order(port.HangUp(leg="c1"))
    assert anna.wait(port.Ended).leg == leg
    assert caller.wait(port.Ended).status == 487


def test_the_agent_refuses(anna: RigPhone, caller: RigPhone) -> None:
    leg = ring(caller, anna)
    anna.order(port.HangUp(leg=leg))
    assert caller.wait(port.Ended).status == 603
    assert anna.wait(port.Ended).leg == leg


def test_the_caller_hangs_up_in_the_call(anna: RigPhone, caller: RigPhone) -> None:
    leg = talk(caller, anna)
    caller.order(port.HangUp(leg="c1"))
    assert anna.wait(port.Ended).leg == leg
    assert caller.wait(port.Ended).leg == "c1"


def test_the_leg_is_named_by_its_header(anna: RigPhone, stack: ExitStack) -> None:
    """The header joins the server's leg with the phone's (X-AD-Leg); without it the Call-ID does."""
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    call_id = peer.invite(caller='"Eva" <sip:0305@127.0.0.1>', more="X-AD-Leg: o42\r\n")
    incoming = anna.wait(port.Incoming)
    assert (incoming.leg, incoming.caller, incoming.caller_name) == ("o42", "0305", "Eva")
    anna.order(port.Answer(leg="o42"))
    assert peer.final(call_id) == 200
    assert anna.wait(port.Answered).leg == "o42"
    since = anna.mark()
    other = peer.invite()
    assert anna.wait(port.Incoming, since=since).leg == other


def test_the_fifth_call_is_busy_and_the_four_live(anna: RigPhone, stack: ExitStack) -> None:
    peers = [SipCaller(anna.sip_port, "anna") for _ in range(5)]
    for peer in peers:
        stack.callback(peer.close)
    for number, peer in enumerate(peers[:4]):
        call_id = peer.invite(more=f"X-AD-Leg: o{number}\r\n")
        anna.wait(port.Incoming, lambda e, n=number: e.leg == f"o{n}")
        anna.order(port.Answer(leg=f"o{number}"))
        assert peer.final(call_id) == 200
    assert peers[4].final(peers[4].invite()) == 486
    failed = anna.ask(port.Dial(leg="d", uri="sip:x@127.0.0.1:9"), port.Failed)
    assert (failed.order, failed.leg) == ("Dial", "d")
    for number, peer in enumerate(peers[:4]):
        anna.order(port.HangUp(leg=f"o{number}"))
        peer.wait_for_request("BYE")


def test_an_invite_to_a_phone_that_is_not_registered_is_refused(caller: RigPhone, stack: ExitStack) -> None:
    peer = SipCaller(caller.sip_port, "anna")
    stack.callback(peer.close)
    caller.order(port.Dial(leg="d", uri="sip:nobody@127.0.0.1:9"))  # makes the account for anonymous calls
    assert caller.ask(port.Mute(on=False), port.Muted)
    assert peer.final(peer.invite()) == 480
    assert not [e for e in caller.events if isinstance(e, port.Incoming)]


def test_a_leg_of_a_name_that_is_taken_is_refused(anna: RigPhone, stack: ExitStack) -> None:
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    peer.invite(more="X-AD-Leg: o1\r\n")
    anna.wait(port.Incoming)
    assert peer.final(peer.invite(more="X-AD-Leg: o1\r\n")) == 482


def test_a_peer_that_wants_to_transfer_is_refused_and_the_phone_lives(anna: RigPhone, stack: ExitStack) -> None:
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    call_id = peer.invite(more="X-AD-Leg: o1\r\n")
    anna.wait(port.Incoming)
    anna.order(port.Answer(leg="o1"))
    assert peer.final(call_id) == 200
    peer.request("REFER", call_id, 2, "Refer-To: <sip:evil@127.0.0.1:9>\r\n")
    assert peer.final(call_id, "REFER") == 603
    peer.request("BYE", call_id, 3)
    assert peer.final(call_id, "BYE") == 200
    anna.wait(port.Ended)
    assert not [e for e in anna.events if isinstance(e, port.Died)]


def test_orders_for_a_call_that_is_over_fail_in_a_sentence(anna: RigPhone) -> None:
    for order in (port.Answer(leg="gone"), port.HangUp(leg="gone"), port.Digits(leg="gone", digits="1")):
        failed = anna.ask(order, port.Failed)
        assert failed.leg == "gone"
        assert failed.problem.endswith(".")


def test_dialling_nonsense_fails_and_the_phone_lives(caller: RigPhone) -> None:
    for uri in ("", "nonsense", "sip:", "sip:a@b c", "sip:\udcff@x"):
        failed = caller.ask(port.Dial(leg="d", uri=uri), port.Failed)
        assert (failed.order, failed.leg) == ("Dial", "d")
    assert caller.ask(port.Mute(on=True), port.Muted).on


def test_without_a_sound_device_calls_work_and_the_agent_is_told(
    anna: RigPhone, caller: RigPhone, tmp_path: Path
) -> None:
    (lie := tmp_path / "lie.wav").write_bytes(b"RIFF and nothing that follows")
    for order in ("name:no such headset", f"file:{tmp_path}/missing.wav,", f"file:{lie},", "nonsense"):
        sound = anna.ask(port.UseSound(device=order), port.Sound)
        assert sound.device in ("none", order)
        assert sound.problem.endswith(".")
    leg = talk(caller, anna)
    anna.ask(port.HangUp(leg=leg), port.Ended)


CRYPTO = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz\r\n"  # RFC 4568's


@pytest.mark.parametrize(
    ("formats", "lines", "answered"),
    [
        ("RTP/AVP 9 8", "", "RTP/AVP 9 "),
        ("RTP/AVP 8 9", "", "RTP/AVP 8 "),
        ("RTP/AVP 0", "", "RTP/AVP 0 "),
        ("RTP/SAVP 8", CRYPTO, "RTP/SAVP 8 "),
    ],
)
def test_the_server_chooses_codec_and_encryption(
    anna: RigPhone, stack: ExitStack, formats: str, lines: str, answered: str
) -> None:
    """G.722 where it comes first; SRTP with keys in the SDP (RFC 4568), which the server wants over TLS."""
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    call_id = peer.invite(formats=formats, lines=lines)
    anna.order(port.Answer(leg=anna.wait(port.Incoming).leg))
    assert peer.final(call_id) == 200
    assert answered in peer.answer
    assert ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 " in peer.answer) is bool(lines)
    peer.hear(5)


@pytest.mark.parametrize(
    ("codecs", "offered", "answered"),
    [(("PCMA", "PCMU", "G722"), "8 0 9 ", "8 "), (("G722", "PCMU"), "9 0 ", "0 ")],
)
def test_codecs_are_offered_by_preference_and_no_others_are_used(
    anna: RigPhone, stack: ExitStack, codecs: tuple[str, ...], offered: str, answered: str
) -> None:
    """On the wire: what a call from here offers, and what is taken of a call that offers PCMA first."""
    anna.order(port.UseCodecs(codecs=codecs))
    peer, caller = SipCaller(anna.sip_port, "anna"), SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    stack.callback(caller.close)
    anna.order(port.Dial(leg="d", uri=f"sip:x@127.0.0.1:{peer.port}"))
    assert f" RTP/AVP {offered}" in peer.ring()
    anna.order(port.HangUp(leg="d"))
    call_id = caller.invite(formats="RTP/AVP 8 0")
    anna.order(port.Answer(leg=anna.wait(port.Incoming).leg))
    assert caller.final(call_id) == 200
    assert f" RTP/AVP {answered}" in caller.answer
    assert caller.final(caller.invite(formats="RTP/AVP 18")) == 488


def test_a_call_to_oneself_measures_the_delay_and_ends_for_a_caller(anna: RigPhone, stack: ExitStack) -> None:
    anna.ask(port.UseSound(device="none"), port.Sound)
    since = anna.mark()
    anna.order(port.EchoTest(on=True))
    assert anna.wait(port.Echo, since=since) == port.Echo(running=True)
    delay = anna.wait(port.Echo, lambda e: e.delay_ms is not None, since=since).delay_ms
    assert delay is not None
    assert 20 <= delay <= 1100
    assert anna.ask(port.EchoTest(on=True), port.Failed).order == "EchoTest"
    peer = SipCaller(anna.sip_port, "anna")
    stack.callback(peer.close)
    call_id = peer.invite(more="X-AD-Leg: o1\r\n")
    assert not anna.wait(port.Echo, lambda e: not e.running, since=since).running
    anna.order(port.Answer(leg="o1"))
    assert peer.final(call_id) == 200
    told = [type(e) for e in anna.events[since:] if not isinstance(e, port.Echo | port.Levels)]
    assert told[:2] == [port.Failed, port.Incoming], "the test call is no leg"
    assert anna.ask(port.EchoTest(on=True), port.Failed).order == "EchoTest"
    anna.ask(port.HangUp(leg="o1"), port.Ended)
    anna.ask(port.EchoTest(on=True), port.Echo)
    assert not anna.ask(port.EchoTest(on=False), port.Echo).running


def test_how_speech_travels_is_told_while_it_lasts_and_at_its_end(anna: RigPhone, caller: RigPhone) -> None:  # F127
    leg = talk(caller, anna)
    told = anna.wait(port.LineQuality, lambda e: e.heard.packets > 150 and e.spoken.packets > 150)
    assert (told.leg, told.heard.lost, told.spoken.lost) == (leg, 0, 0)
    assert told.codec in ("PCMA", "PCMU", "G722")
    marks = anna.mark(), caller.mark()
    anna.order(port.HangUp(leg=leg))
    for phone, since in zip((anna, caller), marks, strict=True):
        phone.wait(port.Ended, since=since)
        told = [event for event in phone.events[since:] if isinstance(event, port.LineQuality | port.Ended)]
        assert isinstance(told[-1], port.Ended)
        assert isinstance(told[-2], port.LineQuality)
        assert told[-2].heard.packets > 150
