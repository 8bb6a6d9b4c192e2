"""Every table of the definition's file: its keys, what each may be, and the row it becomes."""

from __future__ import annotations

from typing import Any

import msgspec

from agent_desktop.domain.flows import Flow
from agent_desktop.domain.messages import (
    Agent,
    AttemptRule,
    Campaign,
    CampaignMode,
    Capacity,
    CentreRules,
    CriDefinition,
    CriType,
    Queue,
    QueueKind,
    Reason,
    ReasonGroup,
    RecordRule,
    ResultType,
    Right,
    Row,
)
from agent_desktop.domain.network import (
    Device,
    Digits,
    EmergencyNumber,
    Encryption,
    NumberFormat,
    NumberPlan,
    Transport,
    Trunk,
)
from agent_desktop.server.definition import forms
from agent_desktop.server.definition.forms import Form
from agent_desktop.server.ivr.numbers import LANGUAGES


class Key(msgspec.Struct, frozen=True):
    """A key: its form, and the row's field where that has another name (a dot: a field of the field's row).

    A key may be left out when its field has a default.
    """

    form: Form
    field: str | None = None
    unique: bool = False
    secret: bool = False  # no field: it never reaches a row, and is never written


class Table(msgspec.Struct, frozen=True):
    """A kind of table: its rows, and the field of ``Define`` that they are in."""

    row: type[Row]
    keys: dict[str, Key]
    parts: dict[str, type[Row]] = {}  # fields that are rows themselves


def inline(table: Table) -> Form:
    """A value that is a row itself, written as an inline table."""

    def read(value: Any) -> Row:
        if not isinstance(value, dict):
            raise ValueError(f"must be an inline table with {', '.join(table.keys)}")
        return row_of(table, {name: _inside(table, name, value[name]) for name in value})

    return Form(read, lambda row: values_of(table, row))


def _inside(table: Table, name: str, value: Any) -> Any:
    if name not in table.keys:
        raise ValueError(f"{name} is not known; there are {', '.join(table.keys)}")
    try:
        return table.keys[name].form.read(value)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


ATTEMPTS = Table(
    AttemptRule,
    {
        "most": Key(forms.whole(1, 99)),
        "ring_seconds": Key(forms.SPAN_ABOVE_ZERO, "ring_ms"),
        "busy_seconds": Key(forms.RETENTION, "busy_ms"),
        "no_answer_seconds": Key(forms.RETENTION, "no_answer_ms"),
        "unreachable_seconds": Key(forms.RETENTION, "unreachable_ms"),
        "rejected_seconds": Key(forms.RETENTION, "rejected_ms"),
    },
)

NUMBERS = Table(
    NumberPlan,
    {
        "format": Key(forms.member(NumberFormat)),
        "country": Key(forms.COUNTRY),
        "national_prefix": Key(forms.DIGITS),
        "international_prefix": Key(forms.DIGITS),
        "strip_out": Key(forms.whole(0, 16)),
        "prepend_out": Key(forms.PREFIX),
        "strip_in": Key(forms.whole(0, 16)),
        "prepend_in": Key(forms.PREFIX),
    },
)

TABLES: dict[str, Table] = {
    "queues": Table(
        Queue,
        {
            "id": Key(forms.WORD, unique=True),
            "name": Key(forms.TEXT),
            "number": Key(forms.NUMBER, unique=True),
            "kind": Key(forms.member(QueueKind)),
            "wrap_up_seconds": Key(forms.SPAN, "wrap_up_ms"),
            "extend_seconds": Key(forms.SPAN_ABOVE_ZERO, "extend_ms"),
            "offer_seconds": Key(forms.SPAN_ABOVE_ZERO, "offer_ms"),
            "hold_alarm_seconds": Key(forms.SPAN_OR_NEVER, "hold_alarm_ms"),
            "dial_from_ready": Key(forms.TRUTH),
            "caller_number": Key(forms.NUMBER),
            "caller_number_cri": Key(forms.WORD),
            "limit_seconds": Key(forms.SPAN_ABOVE_ZERO, "case_limit_ms"),
            "service_level_seconds": Key(forms.SPAN_ABOVE_ZERO, "service_level_ms"),
            "priority": Key(forms.whole(-9, 9)),
            "discipline": Key(forms.DISCIPLINE),
            "skills": Key(forms.SKILLS),
            "retention_seconds": Key(forms.RETENTION, "retention_ms"),
            "pull": Key(forms.TRUTH),
            "reply_seconds": Key(forms.RETENTION, "reply_ms"),
            "overflow": Key(forms.OVERFLOW),
            "max_waiting": Key(forms.whole(0, 100_000)),
            "hours": Key(forms.HOURS),
            "attempts": Key(inline(ATTEMPTS)),
            "record": Key(forms.member(RecordRule)),
            "may_cancel": Key(forms.TRUTH),
            "may_decline": Key(forms.TRUTH),
            "tell_listened": Key(forms.TRUTH),
            "listen_private": Key(forms.TRUTH),
            "listen_declined": Key(forms.TRUTH),
            "flow": Key(forms.WORD),
            "language": Key(forms.choice(LANGUAGES)),
            "announce_seconds": Key(forms.SPAN_ABOVE_ZERO, "announce_ms"),
            "announcement": Key(forms.TEXTS),
            "keys": Key(forms.KEYS),
        },
    ),
    "agents": Table(
        Agent,
        {
            "user": Key(forms.USER, "id", unique=True),
            "name": Key(forms.TEXT),
            "password": Key(forms.TEXT, secret=True),
            "queues": Key(forms.QUEUES),
            "groups": Key(forms.TEXTS),
            "auto_answer": Key(forms.TRUTH),
            "phone_number": Key(forms.NUMBER),
            "nailed_up": Key(forms.TRUTH),
            "default_queue": Key(forms.QUEUE),
            "device": Key(forms.USER),
            "supervisor": Key(forms.TRUTH),
            "skills": Key(forms.SKILLS),
            "rights": Key(forms.members(Right)),
            "chats": Key(forms.whole(0, 20), "capacity.chats"),
            "mails": Key(forms.whole(0, 20), "capacity.mails"),
        },
        parts={"capacity": Capacity},
    ),
    "reasons": Table(
        Reason,
        {
            "id": Key(forms.REASON, unique=True),
            "group": Key(forms.member(ReasonGroup)),
            "phone": Key(forms.TRUTH),
        },
    ),
    "cris": Table(
        CriDefinition,
        {
            "name": Key(forms.WORD, unique=True),
            "queues": Key(forms.QUEUES),
            "type": Key(forms.member(CriType)),
            "choices": Key(forms.TEXTS),
            "editable": Key(forms.TRUTH),
            "shown": Key(forms.TRUTH),
            "url": Key(forms.TEXT),
        },
    ),
    "campaigns": Table(
        Campaign,
        {
            "id": Key(forms.WORD, unique=True),
            "name": Key(forms.TEXT),
            "queue": Key(forms.QUEUE),
            "mode": Key(forms.member(CampaignMode)),
            "caller_number": Key(forms.NUMBER),
            "wrap_up_seconds": Key(forms.SPAN, "wrap_up_ms"),
            "hours": Key(forms.HOURS),
            "attempts": Key(inline(ATTEMPTS)),
            "pace": Key(forms.whole(1, 100)),
            "abandon_percent": Key(forms.whole(0, 100)),
            "window_seconds": Key(forms.SPAN_ABOVE_ZERO, "window_ms"),
            "initial": Key(forms.member(ResultType)),
            "missed_of": Key(forms.QUEUES),
        },
    ),
    "flows": Table(
        Flow,
        {
            "id": Key(forms.WORD, unique=True),
            "start": Key(forms.TEXT),
            "nodes": Key(forms.NODES),
            "revision": Key(forms.whole(0, 1_000_000_000)),
        },
    ),
    "trunks": Table(
        Trunk,
        {
            "id": Key(forms.WORD, unique=True),
            "order": Key(forms.whole(0, 999)),
            "enabled": Key(forms.TRUTH),
            "server": Key(forms.ADDRESS),
            "transport": Key(forms.member(Transport)),
            "fingerprint": Key(forms.FINGERPRINT),
            "domain": Key(forms.ADDRESS),
            "addresses": Key(forms.NETWORKS),
            "user": Key(forms.SIP_USER),
            "password": Key(forms.TEXT, secret=True),
            "register": Key(forms.TRUTH),
            "expires_seconds": Key(forms.SPAN_ABOVE_ZERO, "expires_ms"),
            "ping_seconds": Key(forms.SPAN_ABOVE_ZERO, "ping_ms"),
            "caller_number": Key(forms.NUMBER),
            "identity": Key(forms.TRUTH),
            "hide_caller": Key(forms.TRUTH),
            "trusted": Key(forms.TRUTH),
            "encryption": Key(forms.member(Encryption)),
            "dtmf": Key(forms.member(Digits)),
            "numbers": Key(inline(NUMBERS)),
        },
    ),
    "devices": Table(
        Device,
        {"id": Key(forms.USER, unique=True), "name": Key(forms.TEXT)},
    ),
    "emergency": Table(
        EmergencyNumber,
        {"number": Key(forms.NUMBER, unique=True), "name": Key(forms.TEXT)},
    ),
}
"""What stands in the file as ``[[name]]``; each is the field of ``Define`` and of ``State`` of the same name."""


CENTRE = "centre"
"""The one table that is there once, ``[centre]``; it is the field of ``Define`` and of ``State`` of that name."""

CENTRE_TABLE = Table(
    CentreRules,
    {
        "cherry_pick": Key(forms.TRUTH),
    },
)

ALL_TABLES: dict[str, Table] = {CENTRE: CENTRE_TABLE, **TABLES}
"""Every kind of table of the file."""


def title(name: str, place: int | None = None) -> str:
    """How a table is written; ``place`` (from 0) says which of them."""
    if name == CENTRE:
        return f"[{name}]"
    return f"[[{name}]]" if place is None else f"[[{name}]] #{place + 1}"


def is_needed(table: Table, name: str) -> bool:
    """Whether a table without this key is a mistake."""
    key = table.keys[name]
    needed = {one.name for one in msgspec.structs.fields(table.row) if one.required}
    return not key.secret and (key.field or name) in needed


def default_of(table: Table, name: str) -> Any:
    """What holds without this key; None for a secret."""
    key = table.keys[name]
    if key.secret:
        return None
    whole, _, part = (key.field or name).partition(".")
    value = next(one.default for one in msgspec.structs.fields(table.row) if one.name == whole)
    return getattr(value, part) if part else value


def row_of(table: Table, values: dict[str, Any]) -> Row:
    """The row that a checked table's values say."""
    fields: dict[str, Any] = {}
    parts: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        key = table.keys[name]
        if key.secret:
            continue
        whole, _, part = (key.field or name).partition(".")
        if part:
            parts.setdefault(whole, {})[part] = value
        else:
            fields[whole] = value
    return table.row(**fields, **{whole: table.parts[whole](**of) for whole, of in parts.items()})


def values_of(table: Table, row: Row) -> dict[str, Any]:
    """The keys that say this row, but those that say what holds without them."""
    values: dict[str, Any] = {}
    for name, key in table.keys.items():
        if key.secret:
            continue
        value: Any = row
        for field in (key.field or name).split("."):
            value = getattr(value, field)
        if value != default_of(table, name):
            values[name] = key.form.write(value)
    return values
