"""Contact related information: values that travel with a case, what they are called, and who may change them (F004)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from msgspec.structs import replace

from agent_desktop.domain.civil import is_date, local_time
from agent_desktop.domain.messages import (
    Case,
    CaseDetails,
    CaseState,
    Cri,
    CriDefinition,
    CriType,
    Define,
    DetailsChanged,
    Refusal,
    SetCri,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

LONGEST = 1_000
"""Characters of a value at most."""

BETWEEN = ", "
"""Between the tags of a value."""

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
HOST = re.compile(r"https?://[^/?#{}\s]+(?=[/?#]|\Z)")
"""How a template must begin: a value may be a part of the path or the query, but never say which host is asked."""

# --- what the system knows -----------------------------------------------------------------------


def _agent_name(state: State, case: Case) -> str:
    agent = state.agents.get(case.agent or "")
    return agent.name if agent is not None else ""


def _detail(state: State, case: Case) -> CaseDetails:
    return state.details.get(case.id, CaseDetails(case=case.id))


SYSTEM_CRIS: dict[str, Callable[[State, Case], str]] = {
    "number": lambda state, case: _detail(state, case).number,
    "name": lambda state, case: _detail(state, case).name,
    "case": lambda state, case: str(case.id),
    "kind": lambda state, case: case.kind.value,
    "queue": lambda state, case: case.queue,
    "queue_name": lambda state, case: state.queues[case.queue].name,
    "queue_number": lambda state, case: state.queues[case.queue].number,
    "agent": lambda state, case: case.agent or "",
    "agent_name": _agent_name,
    "arrived": lambda state, case: local_time(case.created, state.zone_minutes),
    "answered": lambda state, case: "" if case.answered is None else local_time(case.answered, state.zone_minutes),
}
"""Names that every case has a value for (F047); nobody defines or sets them. Times are the centre's own."""


def value(state: State, case: Case, name: str) -> str | None:
    """The value of a CRI of this case, one of the system's or its own; None when it has none of that name."""
    system = SYSTEM_CRIS.get(name)
    if system is not None:
        return system(state, case)
    return next((cri.value for cri in _detail(state, case).cris if cri.name == name), None)


def on_queue(state: State, queue: str) -> tuple[CriDefinition, ...]:
    """What call information shows of a case of this queue, by name (F046)."""
    return tuple(row for _, row in sorted(state.cris.items()) if queue in row.queues)


# --- values --------------------------------------------------------------------------------------


def with_values(details: CaseDetails, values: Iterable[Cri]) -> CaseDetails:
    """The details with these values; a name keeps its place, the last value of a name stands."""
    merged = {cri.name: cri for cri in (*details.cris, *values)}
    return replace(details, cris=tuple(merged.values()))


def carried(details: CaseDetails, case: int) -> CaseDetails:
    """What goes along to a new case of the same customer: number, name, every CRI and every note (F004, F024)."""
    return replace(details, case=case, form=())  # the form is of the case's campaign


def settable(name: str) -> bool:
    """Whether a value can have this name: a plain one, and none of the system's."""
    return NAME.fullmatch(name) is not None and name not in SYSTEM_CRIS


def may_come(cri: Cri) -> bool:
    """Whether a value that was brought from outside is taken: under a name that can be set, and not too long."""
    return settable(cri.name) and len(cri.value) <= LONGEST


def keep(turn: Turn, case: int, values: Iterable[Cri]) -> None:
    """Give a case these values; what is the same already says nothing."""
    details = turn.state.details[case]
    changed = with_values(details, values)
    if changed != details:
        turn.emit(DetailsChanged(details=changed))


FITS: dict[CriType, Callable[[CriDefinition, str], bool]] = {
    CriType.TEXT: lambda row, text: True,
    CriType.NUMBER: lambda row, text: re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None,
    CriType.DATE: lambda row, text: is_date(text),
    CriType.CHOICE: lambda row, text: text in row.choices,
    CriType.TAGS: lambda row, text: tagged(row.choices, untagged(text)) == text,
}
LISTED = frozenset({CriType.CHOICE, CriType.TAGS})
"""Types whose values the administrator lists."""


def tagged(choices: Iterable[str], chosen: Collection[str]) -> str:
    """The value that these of the choices make."""
    return BETWEEN.join(choice for choice in choices if choice in chosen)


def untagged(text: str) -> tuple[str, ...]:
    """What a value of tags is made of."""
    return tuple(text.split(BETWEEN)) if text else ()


def set_cri(turn: Turn, by: str, command: SetCri) -> Refusal | None:
    """F046: the case's agent changes a value that is defined on its queue as editable; empty means none."""
    if by not in turn.state.agents:
        return Refusal(code="unknown_agent")
    case = turn.state.cases.get(command.case)
    if case is None:
        return Refusal(code="unknown_case")
    if case.agent != by or case.state is CaseState.OFFERED:
        return Refusal(code="not_your_case")
    row = turn.state.cris.get(command.name)
    if row is None or case.queue not in row.queues:
        return Refusal(code="unknown_cri", params=(("name", command.name),))
    if not row.editable:
        return Refusal(code="cri_not_editable", params=(("name", command.name),))
    if len(command.value) > LONGEST or (command.value and not FITS[row.type](row, command.value)):
        return Refusal(code="bad_cri_value", params=(("name", command.name),))
    keep(turn, case.id, (Cri(name=command.name, value=command.value),))
    turn.tell_readers(case.id, by)
    return None


# --- the definition ------------------------------------------------------------------------------


def problem(state: State, command: Define) -> Refusal | None:
    """Why the CRIs of a definition cannot be taken."""
    queues = {*state.queues, *(queue.id for queue in command.queues)}
    names = {*state.cris, *SYSTEM_CRIS, *(row.name for row in command.cris)}
    for row in command.cris:
        if not settable(row.name):
            return Refusal(code="bad_cri_name", params=(("name", row.name),))
        unknown = next((queue for queue in row.queues if queue not in queues), None)
        if unknown is not None:
            return Refusal(code="unknown_queue", params=(("queue", unknown),))
        commas = row.type is CriType.TAGS and any("," in choice for choice in row.choices)
        if commas or (row.type in LISTED) is not bool(row.choices):
            return Refusal(code="bad_cri_choices", params=(("name", row.name),))
        if row.url and not is_template(row.url, names):
            return Refusal(code="bad_cri_url", params=(("name", row.name),))
    return None


def is_template(url: str, names: Iterable[str]) -> bool:
    """Whether this is a web address with ``{name}`` in path or query for values of these names (F048).

    Who fills it in percent-encodes each value (RFC 3986 §2.1).
    """
    if HOST.match(url) is None or any(char.isspace() for char in url):
        return False
    rest = PLACEHOLDER.sub("", url)
    return "{" not in rest and "}" not in rest and set(PLACEHOLDER.findall(url)) <= set(names)
