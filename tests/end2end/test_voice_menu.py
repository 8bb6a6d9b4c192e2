"""The bundled demonstration's menu with real callers: digits lead to a voice message that is heard, and a callback."""

from __future__ import annotations

import io
import json
import subprocess
import time
import urllib.request
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from agent_desktop import resources
from agent_desktop.demo.measure import find_tone
from agent_desktop.domain.messages import CaseKind
from agent_desktop.protocol.wire import RECORDINGS, SESSION, SNAPSHOT, VERSION
from agent_desktop.server.media.sounds import read_sound
from tests.fakes.program import Program, server
from tests.fakes.rtp_peer import FRAME, RtpPeer
from tests.fakes.talker import Talker

CALLER_HZ = 440
DEADLINE_S = 30

INVITE = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="a caller of the menu">
  <send retrans="500"><![CDATA[
    INVITE sip:4000@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: "Sipp" <sip:+46709990001@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
    To: <sip:4000@[remote_ip]:[remote_port]>
    Call-ID: [call_id]
    CSeq: 1 INVITE
    Contact: <sip:sipp@[local_ip]:[local_port]>
    Max-Forwards: 70
    Content-Type: application/sdp
    Content-Length: [len]

    v=0
    o=sipp 1 1 IN IP4 [local_ip]
    s=-
    c=IN IP4 [local_ip]
    t=0 0
    m=audio [audio_port] RTP/AVP 8 101
    a=rtpmap:8 PCMA/8000
    a=rtpmap:101 telephone-event/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="200" rrs="true"/>
"""
REQUEST = """  <send METHOD_RETRANS><![CDATA[
    METHOD [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    [routes]
    From: "Sipp" <sip:+46709990001@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
    To: <sip:4000@[remote_ip]:[remote_port]>[peer_tag_param]
    Call-ID: [call_id]
    CSeq: NUMBER METHOD
    Max-Forwards: 70
BODY
  ]]></send>
"""
NO_BODY = "    Content-Length: 0\n"
DIGIT = "    Content-Type: application/dtmf-relay\n    Content-Length: [len]\n\n    Signal=3\n    Duration=160\n"
ANSWERED_BYE = """  <recv request="BYE"/>
  <send><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

  ]]></send>
</scenario>
"""


def request(method: str, number: int, body: str = NO_BODY) -> str:
    retrans = "" if method == "ACK" else 'retrans="500"'
    made = REQUEST.replace("METHOD_RETRANS", retrans).replace("METHOD", method).replace("NUMBER", str(number))
    answer = "" if method == "ACK" else '  <recv response="200"/>\n'
    return made.replace("BODY\n", f"{body}\n") + answer


def pause(seconds: float) -> str:
    return f'  <pause milliseconds="{round(seconds * 1000)}"/>\n'


MESSAGE = INVITE + request("ACK", 1) + pause(0.5) + request("INFO", 2, DIGIT) + pause(11) + request("BYE", 3)
CALLBACK = INVITE + request("ACK", 1) + ANSWERED_BYE


def keys(digits: str) -> str:
    """Keys that sipp presses by itself (RFC 4733), two and a half seconds apart: each from a source of its own, behind
    twenty packets of another payload type. The type of the keys is 96, whatever the description says."""
    return "".join(f'  <nop><action><exec play_dtmf="{key}"/></action></nop>\n{pause(2.5)}' for key in digits)


SIPPS_CALLBACK = (
    INVITE.replace("101", "96").replace("[audio_port]", "[media_port]").replace("46709990001", "46709990002")
    + request("ACK", 1)
    + pause(2)
    + keys("2#1")
    + ANSWERED_BYE
)


class House:
    """A server with the bundled centre."""

    def __init__(self, data: Path, stack: ExitStack) -> None:
        self.data = data
        self.stack = stack
        unplayable = data / "prompts" / "en" / "closed.wav"
        unplayable.parent.mkdir(parents=True)
        unplayable.write_bytes(b"ID3 an MP3 by the name of a WAV file")
        self.server: Program = server(data, centre=resources.path("resources/demo-centre.toml").read_text("utf-8"))
        stack.callback(self.server.close)
        self.http: str = self.server.said[0]["http"]
        self.sip: str = self.server.said[0]["sip"].removeprefix("sip:")

    def call(self, sipp: str, name: str, scenario: str, port: int) -> subprocess.Popen[bytes]:
        file = self.data / f"{name}.xml"
        file.write_text(scenario if scenario.endswith("</scenario>\n") else f"{scenario}</scenario>\n")
        arguments = [sipp, self.sip, "-sf", str(file), "-m", "1", "-i", "127.0.0.1", "-nostdin", "-timeout", "40s"]
        process = subprocess.Popen(
            [*arguments, "-key", "audio_port", str(port)], cwd=self.data, stdout=subprocess.DEVNULL
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process

    def ask(self, method: str, path: str, token: str = "", body: object = None) -> bytes:
        data = None if body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        asked = urllib.request.Request(self.http + path, data, headers, method=method)
        with urllib.request.urlopen(asked, timeout=DEADLINE_S) as answer:
            return answer.read()

    def log_in(self, user: str) -> str:
        asked = {"user": user, "password": f"demo-{user}", "version": VERSION}
        return json.loads(self.ask("POST", SESSION, body=asked))["token"]

    def cases(self, token: str) -> list[dict[str, Any]]:
        events = json.loads(self.ask("GET", SNAPSHOT, token))["events"]
        return [event["case"] for event in events if event["type"] == "CaseChanged"]


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(data_dir, stack)


def press(phone: RtpPeer, *events: int) -> None:
    """Press keys while something is heard (RFC 4733), half a second apart."""
    phone.rtp.settimeout(DEADLINE_S)
    _, server_rtp = phone.rtp.recvfrom(2048)
    for event in events:
        phone.hear(25)
        phone.digit(server_rtp, event)


def hear_spoken(phone: RtpPeer, number: str) -> None:
    """Wait until the digits were heard in order, as the prompts have them: packets are their very octets."""
    deadline, came = time.monotonic() + DEADLINE_S, b""
    for digit in number:
        name = f"prompts/en/number_{digit}"
        sound = read_sound(name, resources.path(f"sounds/{name}.wav")).coded["PCMA"]
        middle = sound[5 * FRAME : 15 * FRAME]
        while middle not in came:
            assert time.monotonic() < deadline, f"{digit} was not spoken"
            came += b"".join(packet.payload for packet in phone.hear(5))
        came = came[came.index(middle) + len(middle) :]


def test_the_menu_leads_to_a_message_that_is_heard_and_to_a_callback(
    house: House, tool: Callable[[str], str]
) -> None:  # F037 F074 F075
    talker = Talker(CALLER_HZ)
    house.stack.callback(talker.close)
    with RtpPeer() as phone:
        by_sipp = house.call(tool("sipp"), "sipps", SIPPS_CALLBACK, 0)
        leaves = house.call(tool("sipp"), "message", MESSAGE, talker.port)  # digit 3 by SIP INFO
        orders = house.call(tool("sipp"), "callback", CALLBACK, phone.address[1])
        press(phone, 2, 11)  # 2, then # for the number that the call comes from
        hear_spoken(phone, "467")  # of +46709990001
        press(phone, 1)
        assert orders.wait(DEADLINE_S) == 0, "thanked, and hung up"
        assert leaves.wait(DEADLINE_S) == 0
        assert by_sipp.wait(DEADLINE_S) == 0, "it could press its keys: sipp needs raw sockets for that"
    token = house.log_in("vera")
    cases = house.cases(token)
    assert sorted(case["kind"] for case in cases) == ["callback", "callback", "voice_message"]
    waiting = {case["kind"]: case for case in cases}
    assert waiting[CaseKind.CALLBACK]["queue"] == "service"
    message = waiting[CaseKind.VOICE_MESSAGE]
    assert (message["queue"], message["state"]) == ("service", "waiting")
    (row,) = json.loads(house.ask("GET", RECORDINGS, token))["recordings"]
    assert (row["recording"], row["kind"], row["case"]) == (message["message"], "message", message["id"])
    with wave.open(io.BytesIO(house.ask("GET", f"{RECORDINGS}/{row['recording']}", token))) as file:
        assert (file.getnchannels(), file.getframerate()) == (1, 8000)
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    tone = find_tone(samples, 8000, CALLER_HZ)
    assert tone is not None
    assert tone.tone_hz == pytest.approx(CALLER_HZ, abs=3)
    assert tone.end_ms - tone.begin_ms > 500  # how much of it was heard is the machine's matter
    assert not list((house.data / "recordings").glob("*.part"))
    journal = (house.data / "log" / "server.jsonl").read_text(encoding="utf-8")
    assert "closed.wav cannot be played" in journal, "the site's own prompts are looked through at the start"
