"""A call with real programs at every end: sipp or baresip calls, the server routes, a robot's pjsua2 phone answers."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest
import soundfile

from agent_desktop import resources
from agent_desktop.demo.measure import find_tone, level_dbfs, read
from tests.fakes.phone_rig import tone_file
from tests.fakes.program import Program, robot, server
from tests.fakes.talker import Talker

CALLER_HZ, AGENT_HZ = 440, 1000
RINGS_S, TALKS_S, WRAPS_UP_S = 2.0, 3.0, 2
CENTRE = f"""
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
wrap_up_seconds = {WRAPS_UP_S}

[[queues]]
id = "support"
name = "Technical support"
number = "2000"

[[agents]]
user = "bertil"
name = "Bertil Karlsson"
password = "secret-bertil"
queues = ["service"]
"""
CALLER = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="a caller who talks for a while and hangs up">
  <send retrans="500"><![CDATA[
    INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    From: "Sipp Sippsson" <sip:+46709990001@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>
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
    m=audio [audio_port] RTP/AVP 8 0
    a=rtpmap:8 PCMA/8000
    a=rtpmap:0 PCMU/8000
  ]]></send>
  <recv response="100" optional="true"/>
  <recv response="180" optional="true"/>
  <recv response="200" rrs="true"/>
  <send><![CDATA[
    ACK [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    [routes]
    From: "Sipp Sippsson" <sip:+46709990001@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
    Call-ID: [call_id]
    CSeq: 1 ACK
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <pause milliseconds="TALK"/>
  <send retrans="500"><![CDATA[
    BYE [next_url] SIP/2.0
    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
    [routes]
    From: "Sipp Sippsson" <sip:+46709990001@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
    To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
    Call-ID: [call_id]
    CSeq: 2 BYE
    Max-Forwards: 70
    Content-Length: 0

  ]]></send>
  <recv response="200"/>
</scenario>
"""
REFUSED = CALLER[: CALLER.index('  <recv response="180"')] + (
    '  <recv response="404"/>\n'
    + CALLER[CALLER.index("  <send><![CDATA[\n    ACK") : CALLER.index("  <pause")].replace(
        "[next_url]", "sip:x@[remote_ip]"
    )
    + "</scenario>\n"
)


class House:
    """A server, and one robot that rings for a while and speaks a tone."""

    def __init__(self, data: Path, stack: ExitStack) -> None:
        self.data = data
        self.stack = stack
        self.server: Program = server(data, centre=CENTRE)
        self.sip: str = self.server.said[0]["sip"].removeprefix("sip:")
        stack.callback(self.server.close)

    def robot(self, *more: str) -> Program:
        program = robot(self.server.said[0]["http"], "bertil", *more)
        self.stack.callback(program.close)
        program.until("ready")
        return program

    def talker(self, codec: str = "PCMA") -> Talker:
        talker = Talker(CALLER_HZ, codec)
        self.stack.callback(talker.close)
        return talker

    def sipp(self, sipp: str, scenario: str, *more: str) -> subprocess.Popen[bytes]:
        """sipp makes one call; it ends 0 when everything was as its scenario says."""
        file = self.data / "caller.xml"
        file.write_text(scenario.replace("TALK", str(int((RINGS_S + TALKS_S) * 1000))))
        arguments = [sipp, self.sip, "-sf", str(file), "-m", "1", "-i", "127.0.0.1", "-nostdin", "-timeout", "40s"]
        process = subprocess.Popen([*arguments, *more], cwd=self.data, stdout=subprocess.DEVNULL)
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process


@pytest.fixture
def house(data_dir: Path) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(data_dir, stack)


def assert_music_then_tone(file: Path) -> None:
    """The caller hears music while it rings, then the agent's tone and nothing else."""
    samples, rate = read(file)
    tone = find_tone(samples, rate, AGENT_HZ)
    assert tone is not None
    assert tone.tone_hz == pytest.approx(AGENT_HZ, abs=5)
    assert tone.begin_ms > RINGS_S * 1000 * 0.8
    music = samples[rate // 2 : rate * (tone.begin_ms - 200) // 1000]
    assert -50 < level_dbfs(music) < -10
    assert find_tone(music, rate, AGENT_HZ) is None
    assert tone.end_ms - tone.begin_ms > TALKS_S * 1000 * 0.7


def assert_caller_heard(file: Path) -> None:
    samples, rate = read(file)
    tone = find_tone(samples, rate, CALLER_HZ)
    assert tone is not None
    assert tone.tone_hz == pytest.approx(CALLER_HZ, abs=5)
    assert tone.end_ms - tone.begin_ms > TALKS_S * 1000 * 0.7


@pytest.mark.parametrize("codec", ["PCMA", "PCMU"])
def test_sipp_calls_hears_music_and_the_robot_and_hangs_up(
    house: House, tool: Callable[[str], str], tmp_path: Path, codec: str
) -> None:  # F001 F011 F021 F073
    heard = tmp_path / "agent.wav"
    says = str(tone_file(tmp_path / "says.wav", AGENT_HZ))
    agent = house.robot("--answer-after", str(RINGS_S), "--say", says, "--record", str(heard))
    talker = house.talker(codec)
    scenario = CALLER if codec == "PCMA" else CALLER.replace("RTP/AVP 8 0", "RTP/AVP 0 8")
    call = house.sipp(tool("sipp"), scenario, "-s", "1000", "-key", "audio_port", str(talker.port))
    mark = agent.mark()
    answering = agent.until("answering")
    assert (answering["queue"], answering["number"]) == ("service", "+46709990001")
    agent.until("in_call", since=mark)
    agent.until("ended", since=mark)
    wrap_up = agent.until("wrap_up", since=mark)
    ready = agent.until("ready", since=mark)
    assert ready["at_ms"] - wrap_up["at_ms"] >= WRAPS_UP_S * 1000 * 0.9
    assert call.wait() == 0
    assert_music_then_tone(talker.record(tmp_path / "caller.wav"))
    assert_caller_heard(heard)


def test_an_unknown_number_is_not_found(house: House, tool: Callable[[str], str]) -> None:
    assert house.sipp(tool("sipp"), REFUSED, "-s", "4711", "-key", "audio_port", "9").wait() == 0


def test_with_nobody_logged_in_there_is_an_announcement_and_music(
    house: House, tool: Callable[[str], str], tmp_path: Path
) -> None:  # F073
    talker = house.talker()
    call = house.sipp(tool("sipp"), CALLER, "-s", "2000", "-key", "audio_port", str(talker.port))
    assert call.wait() == 0
    samples, rate = read(talker.record(tmp_path / "caller.wav"))
    assert similarity(samples[: 2 * rate], resources.path("sounds/prompts/en/nobody_logged_in.wav")) > 0.9


def similarity(heard: np.ndarray, file: Path) -> float:
    """How much of what was heard is this sound: the best normalised correlation over all shifts."""
    said, rate = soundfile.read(file)  # of A-law
    said = said[:: rate // 8000][: len(heard)]
    size = len(heard) + len(said)
    crossed = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(said, size)), size)
    return float(np.max(crossed) / np.sqrt(np.sum(heard**2) * np.sum(said**2)))


def test_baresip_calls_and_both_hear_each_other(
    house: House, tool: Callable[[str], str], tmp_path: Path
) -> None:  # F021
    heard, home = tmp_path / "agent.wav", tmp_path / "baresip"
    says = str(tone_file(tmp_path / "says.wav", AGENT_HZ))
    agent = house.robot("--answer-after", str(RINGS_S), "--say", says, "--record", str(heard))
    baresip_home(home, tone_8k(tmp_path / "asks.wav", CALLER_HZ))
    command = [tool("baresip"), "-f", str(home), "-t", str(int(RINGS_S + TALKS_S + 2)), "-e"]
    caller = subprocess.Popen(
        [*command, f"/dial sip:1000@{house.sip}"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    mark = agent.mark()
    agent.until("in_call", since=mark)
    assert caller.wait(30) == 0
    agent.until("wrap_up", since=mark)
    assert_caller_heard(heard)
    (recording,) = home.glob("dump-*-dec.wav")
    samples, rate = read(recording)
    tone = find_tone(samples, rate, AGENT_HZ)
    assert tone is not None
    assert tone.begin_ms > 1000


def tone_8k(file: Path, hertz: int) -> Path:
    with wave.open(str(file), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(8000)
        axis = np.arange(8000 * 30) / 8000
        writer.writeframes((8000 * np.sin(2 * np.pi * hertz * axis)).astype("<i2").tobytes())
    return file


def baresip_home(home: Path, source: Path) -> None:
    """A configuration of baresip that speaks one file, plays to nobody and records what it decodes."""
    home.mkdir()
    modules = "".join(f"module {name}.so\n" for name in ("g711", "aufile", "aubridge", "sndfile", "account", "menu"))
    (home / "config").write_text(
        "sip_listen 127.0.0.1:0\nmodule_path /usr/lib/baresip/modules\n"
        f"audio_source aufile,{source}\naudio_player aubridge,nobody\naudio_alert aubridge,nobody\n"
        f"snd_path {home}\n{modules}"
    )
    (home / "accounts").write_text("<sip:+46709990002@127.0.0.1>;regint=0;audio_codecs=PCMA\n")
    (home / "contacts").write_text("")
