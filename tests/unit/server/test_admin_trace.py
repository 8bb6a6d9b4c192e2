"""The ladder of a call's SIP messages, and the records it is drawn from."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from agent_desktop.server.admin_trace import SipRecord, ladder, read_records
from agent_desktop.server.failures import CannotDo


def record(at: int, direction: str, first_line: str, call_id: str = "abc@x", leg: str = "i1") -> SipRecord:
    fields = {"at": at, "direction": direction, "peer": "127.0.0.1:5070", "first_line": first_line}
    return msgspec.convert({**fields, "call_id": call_id, "leg": leg}, SipRecord)


CALL = [
    record(1_000, "in", "INVITE sip:1000@127.0.0.1 SIP/2.0"),
    record(1_250, "out", "SIP/2.0 200 OK"),
    record(1_100, "out", "SIP/2.0 100 Trying"),
    record(1_200, "in", "REGISTER sip:127.0.0.1 SIP/2.0", call_id="other@x", leg=""),
    record(1_300, "in", "ACK sip:agent-desktop@127.0.0.1 SIP/2.0", leg=""),
]


RUNG = re.compile(r"^ *(\d+) +([\d.]+) s  (\|.*\|)( .*)?$")


def rungs(lines: list[str]) -> list[tuple[str, str, str]]:
    """Time, lanes and name of each rung."""
    found = [match for line in lines if (match := RUNG.match(line))]
    return [(match[2], match[3], (match[4] or "").strip()) for match in found]


def test_a_call_is_drawn_in_order_of_time() -> None:
    lines = ladder(CALL, "abc")
    assert lines[0] == "1970-01-01 00:00:01.000 UTC"
    assert lines[1].split() == ["i1", "127.0.0.1:5070"]
    drawn = rungs(lines)
    assert [at for at, _, _ in drawn] == ["0.000", "0.100", "0.250", "0.300"]
    assert [("->|" in lanes, "|<-" in lanes) for _, lanes, _ in drawn] == [
        (True, False),
        (False, True),
        (False, True),
        (True, False),
    ]
    assert " INVITE sip:1000@127.0.0.1 -" in drawn[0][1]
    assert " 100 Trying " in drawn[1][1]
    assert len({len(lanes) for _, lanes, _ in drawn}) == 1


def test_both_legs_of_a_call_stand_in_one_ladder() -> None:
    """The caller on the left, whom the server called on the right; a response says what it answers."""
    cseq = "SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nContent-Type: application/sdp\r\n\r\nv=0\r\n"
    ok = msgspec.structs.replace(record(1_270, "in", "SIP/2.0 200 OK", "def@x", "o9"), text=cseq, peer="10.0.0.2:5060")
    other = [record(1_260, "out", "INVITE sip:anna@10.0.0.2 SIP/2.0", "def@x", "o9"), ok]
    lines = ladder([*CALL, *other], "7", frozenset({"i1", "o9"}))
    assert lines[2].split() == ["o9", "127.0.0.1:5070,", "10.0.0.2:5060"]
    drawn = rungs(lines)
    assert [name for _, _, name in drawn] == ["", "", "", "o9", "o9", ""]
    middle = drawn[0][1].index("|", 1)
    assert drawn[3][1].startswith("|" + " " * (middle - 1) + "|--")
    assert drawn[4][1].startswith("|" + " " * (middle - 1) + "|<-")
    assert " 200 OK (INVITE) SDP " in drawn[4][1]
    assert ladder([*CALL, *other], "o9")[1].split()[0] == "o9"


def test_the_messages_follow_when_they_are_asked_for() -> None:
    told = msgspec.structs.replace(CALL[0], text="INVITE sip:1000@127.0.0.1 SIP/2.0\r\nVia: x\r\n\r\n")
    lines = ladder([told], "abc", full=True)
    assert lines[-3:] == ["--- 1 in 127.0.0.1:5070", "INVITE sip:1000@127.0.0.1 SIP/2.0", "Via: x"]
    assert "Via: x" not in ladder([told], "abc")


@pytest.mark.parametrize(("call", "legs"), [("abc@x", ()), ("i1", ()), ("7", ("i1", "o9"))])
def test_a_call_is_found_by_its_call_id_a_leg_or_the_legs_of_a_case(call: str, legs: tuple[str, ...]) -> None:
    assert len(rungs(ladder(CALL, call, frozenset(legs)))) == 4  # the ACK too, which names no leg


@pytest.mark.parametrize("call", ["zzz", "i2", ""])
def test_a_call_that_nobody_recorded_has_no_ladder(call: str) -> None:
    assert ladder([record(1, "in", "BYE x SIP/2.0")] if call else [], call) == []


def test_a_long_first_line_is_cut() -> None:
    rung = ladder([record(1, "in", "INVITE sip:" + "9" * 200)], "abc")[-1]
    assert len(rung) < 120


def test_records_are_read_over_what_a_kill_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "sip-1.jsonl"
    lines = [msgspec.json.encode(one) for one in CALL]
    file.write_bytes(b"\n".join(lines) + b'\n{"at": 17, "dir')
    assert list(read_records([file])) == CALL


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match=r"gone\.jsonl cannot be read"):
        list(read_records([tmp_path / "gone.jsonl"]))
