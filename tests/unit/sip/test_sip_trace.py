"""The trace: every message of a call with its leg, no secret in it, files of bounded size, and never in the way."""

from __future__ import annotations

import json
import stat
import sys
import threading
from pathlib import Path

import pytest

from agent_desktop.server.admin_trace import ladder, read_records
from agent_desktop.server.places import sip_records, sip_trace
from agent_desktop.server.sip import recorder as recorders
from agent_desktop.server.sip.recorder import Recorder
from agent_desktop.server.sip.trace import redacted
from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_house import SipHouse, play

PEER = Flow("UDP", "10.0.0.9", 5060)


def ping(number: int = 0) -> bytes:
    return f"OPTIONS sip:a SIP/2.0\r\nCall-ID: c{number}\r\n\r\n".encode()


def test_a_call_can_be_drawn_as_a_ladder(tmp_path: Path) -> None:
    recorder = Recorder(sip_trace(tmp_path))

    async def scene(house: SipHouse) -> None:
        caller = await house.peer()
        leg, _ = await house.talk(caller, call_id="one")
        phone = await house.phone()
        await house.talk_with(phone, "o7")
        house.hang_up(leg)
        await caller.expect("BYE")
        caller.send(caller.request("OPTIONS", call_id="two"))

    house = play(scene, trace=recorder)
    recorder.close()
    leg = next(fact.leg for fact in house.facts if type(fact).__name__ == "CallArrived")  # type: ignore[attr-defined]
    records = list(read_records(sip_records(tmp_path)))
    said = [line.split("|")[1] for line in ladder(records, leg) if "|" in line]
    words = [line.strip("<>- ").split(" sip:")[0] for line in said]
    assert words[:4] == ["INVITE", "100 Trying (INVITE)", "200 OK (INVITE) SDP", "ACK"]
    assert "BYE" in words
    assert [line[-1] == ">" for line in said[:4]] == [True, False, False, True]  # from the caller, to the caller
    assert any("INVITE sip:anna" in line for line in ladder(records, "o7"))
    assert not any("two" in line or "OPTIONS" in line for line in ladder(records, "one"))
    whole = [json.loads(line) for line in sip_trace(tmp_path).read_text().splitlines()]
    assert {record["transport"] for record in whole} == {"UDP"}
    assert any("m=audio" in record["text"] for record in whole)


def test_a_registration_leaves_no_secret(tmp_path: Path) -> None:
    recorder = Recorder(sip_trace(tmp_path))

    async def scene(house: SipHouse) -> None:
        await house.phone()

    house = play(scene, trace=recorder)
    recorder.close()
    text = sip_trace(tmp_path).read_text()
    wire = b"".join(data for _, _, _, data in house.net.log).decode()
    for name in ("response", "nonce", "cnonce"):
        assert f'{name}="' in wire
        assert f"{name}=" not in text
    assert 'username=\\"anna\\"' in text
    assert "401 Unauthorized" in text


@pytest.mark.parametrize(
    "line",
    [
        'Authorization: Digest username="a", nonce="S3CRET", response="S3CRET", opaque=S3CRET',
        'authorization :\r\n Digest username="a",\r\n\tresponse="S3CRET"',
        "Proxy-Authorization: Basic S3CRET",
        "Proxy-Authorization: S3CRET",
        'Proxy-Authenticate: Digest realm="r", nonce="S3CRET"',
        'WWW-Authenticate: Digest realm="r", nonce=S3CRET',
        'Authentication-Info: nextnonce="S3CRET", rspauth="S3CRET"',
        'Authorization: Digest realm="a, response=\\"x", response="S3CRET"',
        "Contact: <sip:anna:S3CRET@10.0.0.1>",
        "Content-Type: application/sdp\r\n\r\nv=0\r\na=crypto:1 AES_CM_128 inline:S3CRET\r\nk=clear:S3CRET\r\ns=-",
        "Content-Type: application/dtmf-relay\r\n\r\nSignal=S3CRET",
        "X: y\r\n\r\nS3CRET",
    ],
)
def test_what_is_secret_is_taken_out(line: str) -> None:
    text = redacted(f"REGISTER sip:a SIP/2.0\r\nCall-ID: c\r\n{line}\r\nX-Last: 1\r\n\r\n".encode())
    assert "S3CRET" not in text
    assert "(removed)" in text
    assert "Call-ID: c" in text


def test_files_stay_small_and_few_and_their_owners(tmp_path: Path) -> None:
    file = sip_trace(tmp_path)
    recorder = Recorder(file, largest=2_000, kept=2)
    for number in range(200):
        recorder.message("in", ping(number), PEER)
    recorder.close()
    for number in range(200, 400):
        recorder = Recorder(file, largest=2_000, kept=2)
        recorder.message("in", ping(number), PEER)
        recorder.close()
    files = sip_records(tmp_path)
    assert [each.name for each in files] == ["sip-trace.jsonl", "sip-trace.jsonl.1", "sip-trace.jsonl.2"]
    assert all(each.stat().st_size < 3_000 for each in files)
    assert max(int(one.call_id[1:]) for one in read_records(files[:1])) == 399
    if sys.platform != "win32":
        assert {stat.S_IMODE(each.stat().st_mode) for each in files} == {0o600}


@pytest.mark.expects_log("not recorded")
def test_a_disk_that_fails_costs_records_only(tmp_path: Path) -> None:
    file = sip_trace(tmp_path)
    recorder = Recorder(file)
    file.unlink()
    file.mkdir()
    recorder.message("in", ping(), PEER)
    recorder.close()
    assert recorder.dropped == 1


def test_a_flood_is_counted_not_kept(tmp_path: Path) -> None:
    """The thread waits for the interpreter's other threads: nobody else runs while this loop fills the queue."""
    recorder = Recorder(sip_trace(tmp_path))
    before = sys.getswitchinterval()
    sys.setswitchinterval(60)
    try:
        for number in range(recorders.MAX_WAITING * 3):
            recorder.message("in", ping(number), PEER)
    finally:
        sys.setswitchinterval(before)
    recorder.close()
    kept = len(list(read_records(sip_records(tmp_path))))
    assert recorder.dropped > 0
    assert kept + recorder.dropped == recorders.MAX_WAITING * 3
    assert not any(thread.name == "sip-trace" for thread in threading.enumerate())
