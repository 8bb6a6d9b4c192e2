"""The parts of docs/protocol.md: every row with its fields, words and comments, read from the classes themselves."""

from __future__ import annotations

import ast
import inspect
import io
import tokenize
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin

import msgspec

from agent_desktop.domain import flows, messages, network, rows, views
from agent_desktop.domain.flows import Node
from agent_desktop.domain.messages import AgentStatus, Command, Effect, Event, Fact, Message, Row, SetStatus
from agent_desktop.protocol import wire

Class = type[Any]

ALIASES = {
    messages.AnyCommand: "a command",
    messages.AnyFact: "a fact",
    messages.AnyEffect: "an order",
    messages.AnyEvent: "an event",
    flows.AnyNode: "a node",
}
WORDS = {int: "integer", float: "number", str: "string", bool: "boolean", types.NoneType: "null"}

SEEN_BY = {
    "_everyone": "every agent",
    "_nobody": "no client",
    "_agent_defined": "every agent, the phone number only that agent and supervisors; who becomes or stops being a "
    "supervisor, or one who may pick calls, also gets rows revealed or concealed",
    "_centre_defined": "every agent; who may pick calls from now on, or not any more, also gets details revealed or "
    "concealed",
    "_queue_defined": "every agent; who may pick its calls from now on, or not any more, also gets details revealed or "
    "concealed",
    "_case_changed": "every agent; whom the case goes to or leaves, and who may pick it, also gets its details "
    "revealed or concealed",
    "_details_changed": "the case's agent, its owner, the agent whose own case it is, who may pick it, and supervisors",
    "_recording_heard": "the agent who was given it and supervisors",
    "_clip_changed": "the agent whose clip it is, of a public one everyone",
    "_clip_removed": "the agent whose clip it was, of a public one everyone",
    "_quality_reported": "the agent whose softphone measured it and supervisors",
    "_message_sent": "sender and receivers",
    "_help_asked": "the agent who asks and supervisors",
    "_help_ended": "the agent who asked and supervisors",
    "_listening_changed": "who listens and supervisors; the agent who is listened to when `told` says so, else never",
    "_listening_ended": "who listened and supervisors; the agent who was listened to when told so",
    "_offer_made": "the offered agent and supervisors",
    "_offer_ended": "the offered agent and supervisors",
    "_noticed": "the agent it is for",
    "_note_written": "the agent who wrote it and supervisors",
    "_alarm_changed": "the agent whose alarm it is",
    "_alarm_removed": "the agent whose alarm it is",
}
"""By the name of the function in ``domain/views.py`` that judges the event."""


def routes() -> str:
    """The routes and what is said of the stream: the docstring of ``protocol/wire.py``."""
    _, *blocks = inspect.getdoc(wire).split("\n\n")  # pyright: ignore[reportOptionalMemberAccess] - it has one
    return "\n\n".join(_routes(block) if block.startswith("==") else block.replace("``", "`") for block in blocks)


def _routes(block: str) -> str:
    rule, *rows, _ = block.splitlines()
    split = rule.index(" ")
    lines = ["| Request | Takes → answers |", "| --- | --- |"]
    for row in rows:
        answers = row[split:].strip().replace(" | ", "<br>or ")
        lines.append(f"| {row[:split].strip()} | {answers} |".replace("``", "`"))
    return "\n".join(lines)


def words() -> str:
    """Every enumeration with its values."""
    found = [value for module in (messages, network) for value in _of_module(module) if issubclass(value, StrEnum)]
    return "\n\n".join(f"{_head(one)}\n\n{_doc(one)}\n\n{_values(one)}" for one in found)


def rows_of(
    base: Class, *, before: Callable[[Class], str] = lambda row: "", module: types.ModuleType = messages
) -> str:
    """The rows directly below ``base``, each with its words and fields."""
    return "\n\n".join(_row(row, before(row)) for row in _of_module(module) if row.__base__ is base)


def state_rows() -> str:
    """The rows that are neither messages nor their bases."""
    found = (row for module in (messages, flows, network, rows) for row in _of_module(module) if row.__base__ is Row)
    return "\n\n".join(_row(row) for row in found if row is not Message)


def rows_in(module: types.ModuleType, *names: str) -> str:
    """The rows of these names."""
    return "\n\n".join(_row(vars(module)[name]) for name in names)


def envelope() -> str:
    """What stands around the rows on the wire."""
    return "\n\n".join(_row(row) for row in _of_module(wire) if issubclass(row, Row))


def example() -> str:
    """A command and its refusal as they travel."""
    command = wire.encode(SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")).decode()
    refusal = wire.encode(messages.Refusal(code="unknown_reason")).decode()
    accepted = wire.encode(wire.Accepted(n=1204)).decode()
    return f"```text\nPOST {wire.COMMAND}  {command}\n200  {accepted}\n409  {refusal}\n```"


def _seen_by(row: Class) -> str:
    if row in (messages.Revealed, messages.Concealed):
        return "*Seen by:* whom it is made for."
    judge = views.JUDGES[row].__name__
    if judge not in SEEN_BY:
        raise LookupError(f"SEEN_BY of docs/make_protocol.py has no words for {judge}: who sees {row.__name__}?")
    return f"*Seen by:* {SEEN_BY[judge]}."


def _of_module(module: types.ModuleType) -> list[Class]:
    """Its own classes, in the order in which they are written."""
    return [value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__]


def _head(row: Class) -> str:
    return f"#### {row.__name__}"


def _doc(row: Class) -> str:
    return (inspect.getdoc(row) or "").replace("``", "`").replace("\n", " ")


def _row(row: Class, note: str = "") -> str:
    return "\n\n".join(filter(None, (_head(row), _doc(row), note, _fields(row))))


def _values(words: type[StrEnum]) -> str:
    return ", ".join(f"`{word.value}`" for word in words)


def _fields(row: Class) -> str:
    fields = msgspec.structs.fields(row)
    if not fields:
        return "No fields."
    comments = _comments(row)
    lines = ["| Field | Type | Without it | |", "| --- | --- | --- | --- |"]
    for field in fields:
        default = "must be there" if field.required else f"`{_json(field)}`"
        comment = comments.get(field.name, "")
        lines.append(f"| `{field.encode_name}` | {_type(field.type)} | {default} | {comment} |")
    return "\n".join(lines)


def _json(field: msgspec.structs.FieldInfo) -> str:
    factory = field.default_factory
    default = field.default if factory is msgspec.NODEFAULT else factory()
    return msgspec.json.encode(default).decode()


def _type(given: Any) -> str:
    if given in ALIASES:
        return ALIASES[given]
    if given in WORDS:
        return WORDS[given]
    if inspect.isclass(given) and issubclass(given, StrEnum | msgspec.Struct):
        return f"[{given.__name__}](#{given.__name__.lower()})"
    origin, arguments = get_origin(given), get_args(given)
    if origin in (Union, types.UnionType):
        return " or ".join(_type(one) for one in arguments)
    if origin is tuple and arguments[-1] is Ellipsis:
        return f"array of {_type(arguments[0])}"
    if origin is dict:
        return f"object of {_type(arguments[1])}"
    if origin is tuple:
        return f"[{', '.join(_type(one) for one in arguments)}]"
    raise TypeError(f"no words for {given}")


@cache
def _comments(row: Class) -> dict[str, str]:
    """The comment behind each field, those of the bases too."""
    found = _comments(row.__base__) if row.__base__ is not msgspec.Struct else {}
    source = inspect.getsource(row)
    said = {
        token.start[0]: token.string.lstrip("# ")
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    (tree,) = ast.parse(source).body
    assert isinstance(tree, ast.ClassDef)
    fields = (node for node in tree.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name))
    own = {ast.unparse(node.target): said[node.lineno] for node in fields if node.lineno in said}
    return {**found, **own}


PROTOCOL: dict[str, Callable[[], str]] = {
    "routes": routes,
    "example": example,
    "envelope": envelope,
    "words": words,
    "state-rows": state_rows,
    "flow-nodes": lambda: rows_of(Node, module=flows),
    "commands": lambda: rows_of(Command),
    "facts": lambda: rows_of(Fact),
    "effects": lambda: rows_of(Effect),
    "events": lambda: rows_of(Event, before=_seen_by),
}
"""The parts of docs/protocol.md by name."""
