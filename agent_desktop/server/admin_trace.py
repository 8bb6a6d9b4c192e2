"""The SIP messages of one call as a ladder, from the records that the SIP adapter keeps; drawing it is a pure function.

A record is a JSON object on a line of its own (``DATA/log/sip-*.jsonl``). What is secret in a message, as
``Authorization`` and its kin, never reaches a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from agent_desktop.server.failures import CannotDo

WIDTH = 42
"""Characters between two lines of the ladder."""


class SipRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it was received or sent; unknown fields are ignored when reading."""

    at: int  # ms UTC
    direction: Literal["in", "out"]  # seen from the server
    peer: str  # host:port of the other side
    first_line: str  # request or status line (RFC 3261, section 7)
    call_id: str
    leg: str = ""  # where the adapter knows it
    transport: str = ""
    text: str = ""  # the message without its secrets


def read_records(files: Iterable[Path]) -> Iterator[SipRecord]:
    """The records of these files in order. Raises ``CannotDo`` when a file cannot be read; damaged lines are skipped:
    the last line of a server that was killed may be cut short."""
    for file in files:
        try:
            lines = file.read_bytes().splitlines()
        except OSError as error:
            raise CannotDo(f"{file} cannot be read ({error.strerror}).") from error
        for line in lines:
            try:
                yield _decoder.decode(line)
            except msgspec.DecodeError:
                continue


def ladder(
    records: Iterable[SipRecord], call: str, legs: frozenset[str] = frozenset(), *, full: bool = False
) -> list[str]:
    """The ladder of every call of these legs, or that ``call`` names: a leg, a Call-ID or its beginning.

    Empty when there is none. The server stands in the middle: on its left who came first, on its right everybody whom
    it called for it, with the leg's name at the end. With ``full`` the messages follow, numbered, as they were
    recorded: without their secrets.
    """
    kept = list(records)
    calls = {record.call_id for record in kept if _is_meant(record, call, legs)}
    mine = sorted((record for record in kept if record.call_id in calls), key=lambda record: record.at)
    if not mine:
        return []
    leg_of = {record.call_id: record.leg for record in mine if record.leg}
    names = [leg_of.get(record.call_id, record.call_id) for record in mine]
    begin = datetime.fromtimestamp(mine[0].at / 1000, UTC)
    lines = [f"{begin:%Y-%m-%d %H:%M:%S}.{mine[0].at % 1000:03} UTC"]
    lines += [f"{name}  {peer}" for name, peer in _parties(names, mine)]
    lines.append(f"{'':>18}{names[0][:WIDTH]:<{WIDTH + 1}}{'server':^8}{'':{WIDTH - 3}}")
    for number, (name, record) in enumerate(zip(names, mine, strict=True), 1):
        lines.append(_rung(number, record, mine[0].at, name, is_left=name == names[0]))
    if full:
        for number, record in enumerate(mine, 1):
            lines += ["", f"--- {number} {record.direction} {record.peer}", *record.text.rstrip().splitlines()]
    return lines


def _parties(names: list[str], records: list[SipRecord]) -> list[tuple[str, str]]:
    """Each leg once, with where it is reached, in order of appearance."""
    found: dict[str, dict[str, None]] = {}
    for name, record in zip(names, records, strict=True):
        found.setdefault(name, {})[f"{record.transport} {record.peer}".strip()] = None
    return [(name, ", ".join(peers)) for name, peers in found.items()]


def _is_meant(record: SipRecord, call: str, legs: frozenset[str]) -> bool:
    if legs:
        return record.leg in legs
    return record.leg == call or record.call_id.startswith(call)


def _rung(number: int, record: SipRecord, begin: int, name: str, *, is_left: bool) -> str:
    line = f" {_words(record)[: WIDTH - 6]} ".center(WIDTH - 1, "-")
    to_right = (record.direction == "in") == is_left
    arrow = f"{line}>" if to_right else f"<{line}"
    gap = " " * WIDTH
    lanes = f"|{arrow}|{gap}|" if is_left else f"|{gap}|{arrow}|  {name}"
    return f"{number:>4} {(record.at - begin) / 1000:>9.3f} s  {lanes}"


def _words(record: SipRecord) -> str:
    """What the message is: a request's method and target, a response with what it answers, and whether SDP is in it."""
    words = record.first_line.removesuffix(" SIP/2.0").removeprefix("SIP/2.0 ")
    if record.first_line.startswith("SIP/") and (method := _METHOD.search(record.text)):
        words += f" ({method[1]})"
    return f"{words} SDP" if "\r\n\r\nv=0" in record.text else words


_METHOD = re.compile(r"(?im)^cseq[ \t]*:[ \t]*[0-9]+[ \t]+([A-Z]+)")
_decoder = msgspec.json.Decoder(SipRecord)
