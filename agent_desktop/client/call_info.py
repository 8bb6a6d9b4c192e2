"""Call information: the CRIs of the case in hand as the window shows, fetches and changes them (F046–F048)."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from msgspec.structs import replace

from agent_desktop.client.value import Value
from agent_desktop.domain.cri import PLACEHOLDER, SYSTEM_CRIS, on_queue, value
from agent_desktop.domain.messages import Case, CaseState, CriType
from agent_desktop.domain.state import State

SCHEMES = ("https://", "http://")
"""What a web page may begin with; nothing else is ever handed to the desktop to open."""


class CriRow(Value, frozen=True, kw_only=True):
    """One named value of the case. ``shown``: without being asked for; ``url`` is filled in, empty for none."""

    name: str
    value: str
    type: CriType = CriType.TEXT
    choices: tuple[str, ...] = ()
    editable: bool = False
    shown: bool = True
    url: str = ""


def cri_rows(state: State, case: Case | None, me: str) -> tuple[CriRow, ...]:
    """All that agent ``me`` may see of the case by name: what its queue defines, what it carries, what every case has.

    Nothing without a case, or one whose details are somebody else's.
    """
    if case is None or case.id not in state.details:
        return ()
    mine = case.agent == me and case.state is not CaseState.OFFERED
    defined = [
        CriRow(
            name=row.name,
            value=value(state, case, row.name) or "",
            type=row.type,
            choices=row.choices,
            editable=row.editable and mine,
            shown=row.shown,
            url=_filled(state, case, row.url),
        )
        for row in on_queue(state, case.queue)
    ]
    known = {row.name for row in defined}
    carried = [cri for cri in state.details[case.id].cris if cri.name not in known]
    others = [CriRow(name=cri.name, value=cri.value, shown=False) for cri in carried]
    system = [CriRow(name=name, value=value(state, case, name) or "", shown=False) for name in SYSTEM_CRIS]
    return (*defined, *others, *system)


def cri_key(name: str) -> str:
    """What is pending while a value is on its way."""
    return f"cri:{name}"


def written(rows: tuple[CriRow, ...], values: Mapping[str, str]) -> tuple[CriRow, ...]:
    """The rows with what was typed and is on its way (F118)."""
    return tuple(replace(row, value=values.get(row.name, row.value)) for row in rows) if values else rows


def _filled(state: State, case: Case, url: str) -> str:
    """The web address with every ``{name}`` replaced by its value, percent-encoded (RFC 3986 §2.1)."""
    if not url.lower().startswith(SCHEMES):
        return ""
    return PLACEHOLDER.sub(lambda match: quote(value(state, case, match[1]) or "", safe=""), url)
