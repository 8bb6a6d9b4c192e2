"""The ladder of a call's SIP messages, and the records it is drawn from."""

from __future__ import annotations

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


def test_a_call_is_drawn_in_order_of_time() -> None:
    head, *rungs = ladder(CALL, "abc")
    assert head.split() == ["server", "peer"]
    assert [rung.split("  ")[0].strip() for rung in (line.strip() for line in rungs)] == [
        "0.000 s",
        "0.100 s",
        "0.250 s",
        "0.300 s",
    ]
    assert "|<" in rungs[0]
    assert " INVITE sip:1000@127.0.0.1 SIP/2.0 " in rungs[0]
    assert ">|  127.0.0.1:5070  i1" in rungs[1]
    assert len({rung.index("|") for rung in rungs}) == 1
    assert len({rung.rindex("|") for rung in rungs}) == 1


@pytest.mark.parametrize(("call", "legs"), [("abc@x", ()), ("i1", ()), ("7", ("i1", "o9"))])
def test_a_call_is_found_by_its_call_id_a_leg_or_the_legs_of_a_case(call: str, legs: tuple[str, ...]) -> None:
    assert len(ladder(CALL, call, frozenset(legs))) == 5  # the ACK too, which names no leg


@pytest.mark.parametrize("call", ["zzz", "i2", ""])
def test_a_call_that_nobody_recorded_has_no_ladder(call: str) -> None:
    assert ladder([record(1, "in", "BYE x SIP/2.0")] if call else [], call) == []


def test_a_long_first_line_is_cut() -> None:
    (_, rung) = ladder([record(1, "in", "INVITE sip:" + "9" * 200)], "abc")
    assert len(rung) < 120


def test_records_are_read_over_what_a_kill_cut_short(tmp_path: Path) -> None:
    file = tmp_path / "sip-1.jsonl"
    lines = [msgspec.json.encode(one) for one in CALL]
    file.write_bytes(b"\n".join(lines) + b'\n{"at": 17, "dir')
    assert list(read_records([file])) == CALL


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotDo, match=r"gone\.jsonl cannot be read"):
        list(read_records([tmp_path / "gone.jsonl"]))
