"""What the local API answers: one table of routes, from which the server, the schema and the documentation are made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import msgspec

from agent_desktop.client.action import Choice
from agent_desktop.client.view import View
from agent_desktop.local_api import rows
from agent_desktop.local_api.rows import ApiAction, ApiDone, ApiProblem, ApiState

PROBLEMS: dict[str, tuple[int, str]] = {
    "not_this_door": (421, "The Host header must be 127.0.0.1 or localhost with this port."),
    "origin": (403, "Web pages of this origin are not allowed."),
    "token": (401, "The token is missing or wrong."),
    "no_json": (415, "The body must be application/json."),
    "no_length": (411, "The body must have a Content-Length."),
    "too_long": (413, "The body is too long."),
    "unreadable": (400, "The request cannot be read, or has a field that is not known."),
    "no_such_path": (404, "There is nothing at this path."),
    "no_such_method": (405, "This path does not take this method."),
    "no_such_action": (404, "There is no such action."),
    "not_enabled": (409, "This action cannot be done now."),
    "choice_missing": (422, "This action asks for something that was not given, or that cannot be."),
}
"""Code → status (RFC 9110) and sentence."""


class DeskLike(Protocol):
    """What the API needs of a desk."""

    @property
    def view(self) -> View:
        """What is true now."""
        ...

    def act(self, action: str, choice: Choice = ...) -> None:
        """Do what a row of the action table says."""
        ...


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``stream``: the state follows as events, and with every change of it."""

    status: int
    body: Any
    stream: bool = False


@dataclass(frozen=True, kw_only=True)
class Route:
    """``gives`` is the type of the body of its answer; ``takes`` of its request's."""

    method: str
    path: str
    words: str
    gives: Any
    takes: Any = None
    answer: Callable[[DeskLike, str, bytes], Answer]


def problem(code: str) -> Answer:
    """The answer of a code of ``PROBLEMS``."""
    status, message = PROBLEMS[code]
    return Answer(status=status, body=ApiProblem(code=code, message=message))


def problem_of(status: int) -> Answer:
    """The first of that status; of one that has none, that the request cannot be read."""
    return problem(next((code for code, (number, _) in PROBLEMS.items() if number == status), "unreadable"))


def _state(desk: DeskLike, name: str, body: bytes) -> Answer:
    return Answer(status=200, body=rows.state(desk.view))


def _events(desk: DeskLike, name: str, body: bytes) -> Answer:
    return Answer(status=200, body=None, stream=True)


def _actions(desk: DeskLike, name: str, body: bytes) -> Answer:
    return Answer(status=200, body=rows.actions(desk.view))


def _schema(desk: DeskLike, name: str, body: bytes) -> Answer:
    return Answer(status=200, body=schema())


def _act(desk: DeskLike, name: str, body: bytes) -> Answer:
    action = rows.OFFERED.get(name)
    if action is None:
        return problem("no_such_action")
    try:
        given = msgspec.json.decode(body or b"{}", type=dict[str, Any])
        if not given.keys() <= set(Choice.__struct_fields__):
            return problem("unreadable")
        choice = msgspec.convert(given, Choice)
    except msgspec.MsgspecError:
        return problem("unreadable")
    view = desk.view
    if not action.enabled(view):
        return problem("not_enabled")
    if action.make(view, choice) is None:
        return problem("choice_missing" if action.asks(view) is not None else "not_enabled")
    desk.act(action.id, choice)
    return Answer(status=202, body=ApiDone(action=action.id))


ACT = "/v1/actions/"
ROUTES: tuple[Route, ...] = (
    Route(method="GET", path="/v1/state", words="the desk as it is now", gives=ApiState, answer=_state),
    Route(
        method="GET",
        path="/v1/events",
        words="the state now and with every change, as server-sent events named `state`",
        gives=ApiState,
        answer=_events,
    ),
    Route(
        method="GET",
        path="/v1/actions",
        words="every action, and whether it can be done now",
        gives=tuple[ApiAction, ...],
        answer=_actions,
    ),
    Route(
        method="POST",
        path=f"{ACT}{{id}}",
        words="do an action, with the choice that it asks for",
        takes=Choice,
        gives=ApiDone,
        answer=_act,
    ),
    Route(method="GET", path="/v1/schema", words="the JSON schema of all this", gives=dict[str, Any], answer=_schema),
)


def answer(desk: DeskLike, method: str, path: str, body: bytes) -> Answer:
    """What is answered to a request that the gate let through; paths have no query."""
    name = path.removeprefix(ACT) if path.startswith(ACT) else ""
    known = [route for route in ROUTES if route.path == (f"{ACT}{{id}}" if name else path)]
    if not known:
        return problem("no_such_path")
    return known[0].answer(desk, name, body) if known[0].method == method else problem("no_such_method")


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the rows, and which route gives and takes which."""
    types = [ApiProblem, *(kind for route in ROUTES for kind in (route.gives, route.takes) if kind is not None)]
    schemas, components = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    of = dict(zip(map(str, types), schemas, strict=True))
    routes = [
        {
            "method": route.method,
            "path": route.path,
            "description": route.words,
            "gives": of[str(route.gives)],
            **({"takes": of[str(route.takes)]} if route.takes is not None else {}),
        }
        for route in ROUTES
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "actions": sorted(rows.OFFERED),
        "problems": {code: {"status": status, "message": words} for code, (status, words) in PROBLEMS.items()},
        "routes": routes,
        "$defs": components,
    }
