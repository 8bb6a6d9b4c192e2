"""The SIP messages of one call as a ladder, from the records that the SIP adapter keeps; drawing it is a pure function.

A record is a JSON object on a line of its own (``DATA/log/sip-*.jsonl``). What is secret in a message, as
``Authorization`` and its kin, never reaches a record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec

from agent_desktop.server.failures import CannotDo

WIDTH = 60
"""Characters between the two lines of the ladder."""


class SipRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One message as it was received or sent; unknown fields are ignored when reading."""

    at: int  # ms UTC
    direction: Literal["in", "out"]  # seen from the server
    peer: str  # host:port of the other side
    first_line: str  # request or status line (RFC 3261, section 7)
    call_id: str
    leg: str = ""  # where the adapter knows it


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


def ladder(records: Iterable[SipRecord], call: str, legs: frozenset[str] = frozenset()) -> list[str]:
    """The ladder of every call of these legs, or that ``call`` names: a leg, a Call-ID or its beginning.

    Empty when there is none.

    The server is on the left, whoever a message went to or came from on the right; the address stands at the end.
    """
    kept = list(records)
    calls = {record.call_id for record in kept if _is_meant(record, call, legs)}
    mine = sorted((record for record in kept if record.call_id in calls), key=lambda record: record.at)
    if not mine:
        return []
    begin = mine[0].at
    lines = [f"{'':>12}  server{'':{WIDTH - 2}}peer"]
    return lines + [_rung(record, begin) for record in mine]


def _is_meant(record: SipRecord, call: str, legs: frozenset[str]) -> bool:
    if legs:
        return record.leg in legs
    return record.leg == call or record.call_id.startswith(call)


def _rung(record: SipRecord, begin: int) -> str:
    words = record.first_line[: WIDTH - 6]
    line = f" {words} ".center(WIDTH, "-")
    arrow = f"|{line}>|" if record.direction == "out" else f"|<{line}|"
    leg = f"  {record.leg}" if record.leg else ""
    return f"{(record.at - begin) / 1000:>10.3f} s  {arrow}  {record.peer}{leg}"


_decoder = msgspec.json.Decoder(SipRecord)
