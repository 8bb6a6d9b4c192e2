"""How a value stands in the definition's file: what it may be, and how a row's value is written there again.

A reader gives the value to keep, or raises ``ValueError`` with half a sentence: what the value must be.
"""

from __future__ import annotations

import ipaddress
import math
import re
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import msgspec

from agent_desktop.domain.flows import AnyNode, Choice
from agent_desktop.domain.messages import Opening, Overflow, Skill
from agent_desktop.domain.routing import DISCIPLINES
from agent_desktop.protocol.codes import SYSTEM_REASONS

LONGEST_S = 86_400
"""No span of a definition is longer than a day, unless its form says so."""

LONGEST_RETENTION_S = 365 * 86_400


def _as_it_is(value: Any) -> Any:
    return value


def _nothing(value: Any) -> Iterable[str]:
    del value
    return ()


class Form(msgspec.Struct, frozen=True):
    """A kind of value. ``queues`` gives the queues that a read value names, which must be there."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = _as_it_is
    queues: Callable[[Any], Iterable[str]] = _nothing


# --- text and numbers --------------------------------------------------------------------------------


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("must be text that is not empty")
    return value


def _word(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\w[\w.-]{0,63}", value):
        raise ValueError("must be text of at most 64 letters, digits, dots, hyphens and underscores")
    return value


def _user(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", value):
        raise ValueError("must be text of at most 64 small letters a-z, digits, dots, hyphens and underscores")
    return value


def _number(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\+?[0-9*#]{1,32}", value):
        raise ValueError('must be text of digits, such as "1000"')
    return value


def _reason(value: Any) -> str:
    if _word(value) in SYSTEM_REASONS:
        raise ValueError(f'"{value}" is a reason of the system: choose another')
    return value


def _truth(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def _whole(value: Any, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise ValueError(f"must be a whole number from {least} to {most}")
    return value


def whole(least: int, most: int) -> Form:
    """Whole numbers of this range."""
    return Form(lambda value: _whole(value, least, most))


def choice(words: Iterable[str]) -> Form:
    """One of these words."""
    known = tuple(words)

    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}")
        return value

    return Form(read)


def member(kind: type[StrEnum]) -> Form:
    """One of the enumeration's words."""
    form = choice(one.value for one in kind)
    return Form(lambda value: kind(form.read(value)), lambda value: value.value)


def members(kind: type[StrEnum]) -> Form:
    """A list of the enumeration's words."""
    form = member(kind)

    def read(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list) or len({str(one) for one in value}) != len(value):
            raise ValueError(f"must be a list, with nothing twice, of {', '.join(one.value for one in kind)}")
        return tuple(form.read(one) for one in value)

    return Form(read, lambda value: [one.value for one in value])


# --- spans: seconds in the file, milliseconds in rows --------------------------------------------------


def _span(value: Any, longest: int = LONGEST_S) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError("must be a number of seconds")
    if not 0 <= value <= longest:
        raise ValueError(f"must be from 0 to {longest} seconds")
    return round(value * 1000)


def _span_above_zero(value: Any, longest: int = LONGEST_S) -> int:
    if _span(value, longest) == 0:
        raise ValueError("must be more than 0 seconds")
    return _span(value, longest)


def _span_or_never(value: Any) -> int | None:
    if value == NEVER:
        return None
    try:
        return _span_above_zero(value)
    except ValueError as error:
        raise ValueError(f'{error}, or "{NEVER}"') from None


NEVER = "never"


def _seconds(value: Any) -> Any:
    if value is None:
        return None
    return value // 1000 if value % 1000 == 0 else value / 1000


# --- several values in one ------------------------------------------------------------------------------


def _texts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len({str(one) for one in value}) != len(value):
        raise ValueError('must be a list of texts, with nothing twice, such as ["yes", "no"]')
    return tuple(_text(one) for one in value)


def _words(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError('must be a list of queue ids, such as ["service"]')
    if len(set(value)) != len(value):
        raise ValueError("names a queue twice")
    return tuple(value)


def _skills(value: Any) -> tuple[Skill, ...]:
    if not isinstance(value, dict):
        raise ValueError("must be levels by skill, such as { polish = 3 }")
    skills: list[Skill] = []
    for name, level in value.items():
        try:
            skills.append(Skill(name=_word(name), level=_whole(level, 1, 9)))
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from None
    return tuple(skills)


def _overflow(value: Any) -> Overflow:
    if not isinstance(value, dict) or value.keys() != {"after_seconds", "queue"}:
        raise ValueError('must be a span and a queue, such as { after_seconds = 60, queue = "support" }')
    if not isinstance(value["queue"], str):
        raise ValueError("queue: must be a queue's id")
    try:
        return Overflow(after_ms=_span_above_zero(value["after_seconds"]), queue=value["queue"])
    except ValueError as error:
        raise ValueError(f"after_seconds: {error}") from None


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))? ([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})")


def _hours(value: Any) -> tuple[Opening, ...]:
    if not isinstance(value, list):
        raise ValueError('must be a list of days and times, such as ["mon-fri 08:00-17:00"]')
    return tuple(span for one in value for span in _opening(one))


def _opening(text: Any) -> list[Opening]:
    match = _HOURS.fullmatch(text) if isinstance(text, str) else None
    if match is None or match[1] not in DAYS or (match[2] or match[1]) not in DAYS:
        raise ValueError(f'"{text}" must be days and times, such as "mon-fri 08:00-17:00"')
    first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
    begin, end = int(match[3]) * 60 + int(match[4]), int(match[5]) * 60 + int(match[6])
    if last < first or not begin < end <= 1440 or int(match[4]) > 59 or int(match[6]) > 59:
        raise ValueError(f'"{text}" must begin before it ends; a day ends at 24:00')
    return [Opening(day=day, begin=begin, end=end) for day in range(first, last + 1)]


def _hours_text(value: tuple[Opening, ...]) -> list[str]:
    return [f"{DAYS[one.day]} {_time(one.begin)}-{_time(one.end)}" for one in value]


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _nodes(value: Any) -> tuple[AnyNode, ...]:
    """Each node as in the protocol; a field that no node of its type has is a mistake."""
    try:
        nodes = msgspec.convert(value, tuple[AnyNode, ...])
    except msgspec.ValidationError as error:
        raise ValueError(f"must be a list of nodes: {error}") from None
    for node, said in zip(nodes, value, strict=True):
        unknown = said.keys() - {"type", *node.__struct_fields__}
        if unknown:
            raise ValueError(f"{node.id}: {min(unknown)} is not known; there are {', '.join(node.__struct_fields__)}")
    return nodes


def _keys(value: Any) -> tuple[Choice, ...]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value):
        raise ValueError('must be flows by digit, such as { 1 = "callback" }')
    return tuple(Choice(value=key, next=_word(flow)) for key, flow in value.items())


def _address(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?", value):
        raise ValueError('must be a host, perhaps with a port, such as "sip.example.com:5061"')
    host, _, port = value.rpartition(":") if re.search(r":[0-9]+$", value) else (value, "", "5060")
    if not host or not 0 < int(port) < 65536:
        raise ValueError("must have a port from 1 to 65535")
    return value


def _networks(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError("must be a list of networks, each an address or address/bits")
    try:
        return tuple(str(ipaddress.ip_network(_text(one), strict=False)) for one in value)
    except ValueError as error:
        raise ValueError(f"must be a list of networks, each an address or address/bits: {error}") from None


def _sip_user(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9._+@-]{1,64}", value):
        raise ValueError("must be text of at most 64 letters, digits and . _ + @ -")
    return value


def _digits(value: Any, least: int = 0, most: int = 8) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]*", value) or not least <= len(value) <= most:
        raise ValueError(f"must be text of {least} to {most} digits")
    return value


def _prefix(value: Any) -> str:
    if not isinstance(value, str) or not re.fullmatch(r"\+?[0-9*#]{0,16}", value):
        raise ValueError('must be text of digits, perhaps after a "+"')
    return value


def _fingerprint(value: Any) -> str:
    bare = value.replace(":", "").lower() if isinstance(value, str) else ""
    if not re.fullmatch(r"[0-9a-f]{64}", bare):
        raise ValueError("must be the SHA-256 of a certificate: 64 hexadecimal digits, perhaps with colons")
    return bare


TEXT = Form(_text)
SIP_USER = Form(_sip_user)
ADDRESS = Form(_address)
NETWORKS = Form(_networks, list)
DIGITS = Form(_digits)
COUNTRY = Form(lambda value: _digits(value, 1, 3))
PREFIX = Form(_prefix)
FINGERPRINT = Form(_fingerprint)
WORD = Form(_word)
USER = Form(_user)
NUMBER = Form(_number)
REASON = Form(_reason)
KEYS = Form(_keys, lambda value: {one.value: one.next for one in value})
TRUTH = Form(_truth)
SPAN = Form(_span, _seconds)
SPAN_ABOVE_ZERO = Form(_span_above_zero, _seconds)
SPAN_OR_NEVER = Form(_span_or_never, lambda value: NEVER if value is None else _seconds(value))
RETENTION = Form(lambda value: _span_above_zero(value, LONGEST_RETENTION_S), _seconds)
TEXTS = Form(_texts, list)
QUEUE = Form(_word, queues=lambda value: (value,))
NODES = Form(
    _nodes,
    lambda value: [msgspec.to_builtins(node) for node in value],
    lambda value: [queue for node in value if (queue := getattr(node, "queue", ""))],
)
QUEUES = Form(_words, list, lambda value: value)
DISCIPLINE = choice(DISCIPLINES)
SKILLS = Form(_skills, lambda value: {one.name: one.level for one in value})
OVERFLOW = Form(
    _overflow,
    lambda value: {"after_seconds": _seconds(value.after_ms), "queue": value.queue},
    lambda value: (value.queue,),
)
HOURS = Form(_hours, _hours_text)
