"""What the local API says, as rows: the state of the desk reduced to what another program may need, and its actions."""

from __future__ import annotations

import msgspec

from agent_desktop.client.action import Action
from agent_desktop.client.actions import ACTIONS
from agent_desktop.client.view import View
from agent_desktop.domain.messages import CaseState


class ApiRow(msgspec.Struct, frozen=True, kw_only=True):
    """Immutable; every field is always there."""


class ApiCase(ApiRow, frozen=True, kw_only=True):
    """The case in hand. ``values``: what call information shows of it, by name. Moments are ms UTC, server's clock."""

    id: int
    kind: str
    state: str
    queue: str  # id
    queue_name: str
    number: str  # the customer's; empty when withheld
    name: str  # of the customer; empty when unknown
    created: int
    answered: int | None
    values: dict[str, str]


class ApiState(ApiRow, frozen=True, kw_only=True):
    """The desk. Without a log-in, ``agent`` is empty and ``status`` is logged_out."""

    link: str  # offline, connecting, online
    agent: str  # user name
    name: str
    status: str
    reason: str | None  # of busy
    since: int | None  # of the status
    next_status: str | None  # chosen for after the case
    offered: bool  # the case waits for an answer
    talking: bool
    muted: bool
    waiting: int  # callers in the agent's own queues
    case: ApiCase | None


class ApiAction(ApiRow, frozen=True, kw_only=True):
    """One row of the action table. ``asks``: what has to be chosen with it now: see the page of the API."""

    id: str
    label: str  # English
    enabled: bool
    lit: bool  # in force now
    asks: str | None


class ApiProblem(ApiRow, frozen=True, kw_only=True):
    """Why something was not done: a code of the table of answers, and a sentence for whoever writes the program."""

    code: str
    message: str


class ApiDone(ApiRow, frozen=True, kw_only=True):
    """An action was taken on; whether it succeeds, the state tells."""

    action: str


def state(view: View) -> ApiState:
    """The desk as other programs see it."""
    return ApiState(
        link=view.link.value,
        agent=view.agent.id if view.agent else "",
        name=view.agent.name if view.agent else "",
        status=view.status.value,
        reason=view.presence.reason if view.presence else None,
        since=view.presence.since if view.presence else None,
        next_status=view.then.status.value if view.then else None,
        offered=view.offer is not None,
        talking=view.case is not None and view.case.state is CaseState.TALKING,
        muted=view.phone.muted,
        waiting=sum(queue.waiting for queue in view.queues if queue.mine),
        case=_case(view),
    )


def _case(view: View) -> ApiCase | None:
    case = view.case
    if case is None:
        return None
    return ApiCase(
        id=case.id,
        kind=case.kind.value,
        state=case.state.value,
        queue=case.queue,
        queue_name=view.queue.name if view.queue else "",
        number=view.details.number if view.details else "",
        name=view.details.name if view.details else "",
        created=case.created,
        answered=case.answered,
        values={row.name: row.value for row in view.cris if row.shown and row.value},
    )


OFFERED: dict[str, Action] = {action.id: action for action in ACTIONS if action.opens is None}
"""The actions that other programs may do: all but those that only open a dialog of the window."""


def actions(view: View) -> tuple[ApiAction, ...]:
    """Every action, and whether it can be done now."""
    return tuple(
        ApiAction(
            id=action.id,
            label=action.says(view) or action.label,
            enabled=action.enabled(view),
            lit=action.lit(view),
            asks=asked.value if (asked := action.asks(view)) is not None else None,
        )
        for action in OFFERED.values()
    )
