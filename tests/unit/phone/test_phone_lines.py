"""Orders and events survive the way between the processes, whatever portions the pipe makes of them."""

from __future__ import annotations

import msgspec
import pytest

from agent_desktop.phone import port
from agent_desktop.phone.lines import LineSplitter, decode_event, decode_order, encode

ORDERS: list[port.AnyOrder] = [
    port.Register(server="sip:127.0.0.1:5060", user="ännchen", password='p"w\n'),
    port.Unregister(),
    port.Answer(leg="o7"),
    port.HangUp(leg="o7"),
    port.Mute(on=False),
    port.Dial(leg="d1", uri="sip:100@127.0.0.1", caller="0301", caller_name='A "B"'),
    port.Digits(leg="d1", digits="12*#"),
    port.UseDevices(microphones=(port.Wanted(name="Jabra", gain_db=-3.0),), rings=(port.Wanted(),)),
    port.UseNetwork(stun="stun.example:3478", ice=True),
    port.UseCodecs(codecs=("G722", "PCMU")),
    port.UseEchoControl(suppress=True),
    port.EchoTest(on=True),
    port.UseSound(device="file:C:\\in.wav,out.wav"),
    port.PlaySound(file="ring.wav", loop=True),
    port.StopSound(),
    port.ShowCall(ringing=True, held=True),
    port.UseHeadsets(off=("Jabra", "*")),
    port.Quit(),
]
EVENTS: list[port.AnyPhoneEvent] = [
    port.Started(pid=7, sip_port=40000),
    port.Registration(registered=False, status=408, reason="x"),
    port.Doubted(server="desk:5061", fingerprint="AB:CD", subject="desk", fault=port.CertificateFault.OUT_OF_DATE),
    port.Incoming(leg="o7", caller="0301", caller_name="Müller", at_ms=5, join=True),
    port.Answered(leg="o7", at_ms=6),
    port.Ended(leg="o7", status=486, reason="Busy", at_ms=7),
    port.Muted(on=True),
    port.Pressed(button=port.Button.HANG_UP),
    port.Levels(heard_dbfs=-100.0, spoken_dbfs=-12.5),
    port.LineQuality(
        leg="o7",
        codec="PCMA",
        heard=port.Way(packets=500, lost=3, jitter_ms=4.5),
        spoken=port.Way(packets=498),
        round_trip_ms=31.5,
    ),
    port.Recording(file="o.wav", at_ms=1),
    port.Sound(device="none", problem="No sound device was found."),
    port.Devices(microphones=("Jabra",), speakers=("Jabra", "Built-in")),
    port.Echo(running=True, delay_ms=92),
    port.Played(file="clip.mp3", where="speaker"),
    port.Failed(order="Answer", problem="x", leg="o7"),
    port.Died(exit_code=-9),
]


def test_every_order_and_event_of_the_port_is_tried_here() -> None:
    assert {type(o) for o in ORDERS} == set(port.AnyOrder.__args__)
    assert {type(e) for e in EVENTS} == set(port.AnyPhoneEvent.__args__)


@pytest.mark.parametrize("order", ORDERS, ids=lambda o: type(o).__name__)
def test_an_order_comes_back_as_it_was(order: port.AnyOrder) -> None:
    line = encode(order)
    assert line.count(b"\n") == 1
    assert decode_order(line) == order


@pytest.mark.parametrize("event", EVENTS, ids=lambda e: type(e).__name__)
def test_an_event_comes_back_as_it_was(event: port.AnyPhoneEvent) -> None:
    assert decode_event(encode(event)) == event


def test_an_event_is_no_order() -> None:
    with pytest.raises(msgspec.ValidationError):
        decode_order(encode(EVENTS[0]))


def test_lines_are_whole_however_they_are_cut() -> None:
    stream = b"".join(encode(order) for order in ORDERS) + b"\r\n"
    for size in (1, 3, 7, len(stream)):
        splitter = LineSplitter()
        lines = [line for at in range(0, len(stream), size) for line in splitter.feed(stream[at : at + size])]
        assert [decode_order(line) for line in lines] == ORDERS
