"""Which flows can be: every way leads on and in the end out, nothing goes round in silence, nothing secret leaks.

A refusal names the flow and the node, so that the administrator finds the place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from agent_desktop.domain import cri
from agent_desktop.domain.flows import (
    DIGITS,
    SILENT,
    AnyNode,
    BranchNode,
    CollectNode,
    EnqueueNode,
    Flow,
    HangUpNode,
    HoursNode,
    LookUpNode,
    MenuNode,
    SetCriNode,
    TransferNode,
    prompts_of,
    targets,
)
from agent_desktop.domain.messages import Define, Queue, QueueKind, Refusal
from agent_desktop.domain.numbers import is_number
from agent_desktop.domain.state import State

LONGEST_ENTRY = 64
ENDS = (EnqueueNode, TransferNode, HangUpNode)
"""Nodes that end a flow."""

START = "start"
"""What a flow's own field is called in a refusal."""


def problem(state: State, command: Define) -> Refusal | None:
    """Why the flows of a definition, or the queues that name flows, cannot be taken."""
    queues = {**state.queues, **{queue.id: queue for queue in command.queues}}
    names = {*state.cris, *cri.SYSTEM_CRIS, *(row.name for row in command.cris)}
    for flow in command.flows:
        found = _problem(flow, queues, names)
        if found is not None:
            return found
    flows = {*state.flows, *(flow.id for flow in command.flows)}
    return next((found for queue in command.queues if (found := _queue_problem(queue, flows)) is not None), None)


def _queue_problem(queue: Queue, flows: set[str]) -> Refusal | None:
    digits = [key.value for key in queue.keys]
    if not DIGITS.issuperset(digits) or len(set(digits)) != len(digits):
        return Refusal(code="bad_queue_key", params=(("queue", queue.id),))
    named = [queue.flow] if queue.flow else []
    unknown = next((flow for flow in (*named, *(key.next for key in queue.keys)) if flow not in flows), None)
    return None if unknown is None else Refusal(code="unknown_flow", params=(("flow", unknown),))


def _problem(flow: Flow, queues: dict[str, Queue], names: set[str]) -> Refusal | None:
    return (
        _targets(flow)
        or _prompts(flow)
        or _queues(flow, queues)
        or _values(flow, names)
        or _secrets(flow)
        or _dead_end(flow)
        or _endless(flow)
    )


def _refused(code: str, flow: Flow, node: str, **params: str) -> Refusal:
    return Refusal(code=code, params=(("flow", flow.id), ("node", node), *params.items()))


# --- each node by itself -------------------------------------------------------------------------


def _targets(flow: Flow) -> Refusal | None:
    known: set[str] = set()
    for node in flow.nodes:
        if node.id in known:
            return _refused("flow_node_twice", flow, node.id)
        known.add(node.id)
    if flow.start not in known:
        return _refused("flow_no_node", flow, START, target=flow.start)
    for node in flow.nodes:
        missing = next((target for target in _ways(node) if target not in known), None)
        if missing is not None:
            return _refused("flow_no_node", flow, node.id, target=missing)
    return None


def _ways(node: AnyNode) -> tuple[str, ...]:
    """The targets, with one that must be named and is not as the empty name."""
    return ("",) if not isinstance(node, ENDS) and not targets(node) else targets(node)


def _prompts(flow: Flow) -> Refusal | None:
    for node in flow.nodes:
        prompts = prompts_of(node)
        if prompts is not None and not (prompts and all(prompts)):
            return _refused("flow_no_prompt", flow, node.id)
    return None


def _queues(flow: Flow, queues: dict[str, Queue]) -> Refusal | None:
    for node in flow.nodes:
        queue = getattr(node, "queue", "")
        if not queue and not (isinstance(node, TransferNode) and not node.number):
            continue  # the one that was dialled, or a number
        row = queues.get(queue)
        if row is None or (row.kind is not QueueKind.TELEPHONY and not isinstance(node, HoursNode)):
            return _refused("flow_no_queue", flow, node.id, queue=queue)
    return None


def _secrets(flow: Flow) -> Refusal | None:
    """What is secret is entered secretly everywhere, and nothing but a look-up can use it."""
    secret = {node.cri for node in flow.nodes if isinstance(node, CollectNode) and node.secret}
    for node in flow.nodes:
        used = _openly(node) & secret
        if used:
            return _refused("flow_secret", flow, node.id, cri=min(used))
    return None


def _openly(node: AnyNode) -> set[str]:
    """CRIs whose values the node would show."""
    if isinstance(node, LookUpNode):
        return set(node.results)
    if isinstance(node, BranchNode | SetCriNode) or (isinstance(node, CollectNode) and not node.secret):
        return {node.cri}
    return set()


# --- values --------------------------------------------------------------------------------------


def _values(flow: Flow, names: set[str]) -> Refusal | None:
    known = names | {name for node in flow.nodes for name in _sets(node)}
    for node in flow.nodes:
        bad = next((field for field, good in _judged(node, known) if not good), None)
        if bad is not None:
            return _refused("flow_bad_value", flow, node.id, field=bad)
    return None


def _sets(node: AnyNode) -> tuple[str, ...]:
    """CRIs that the node gives a value."""
    if isinstance(node, LookUpNode):
        return node.results
    return (node.cri,) if isinstance(node, CollectNode | SetCriNode) else ()


def _judged(node: AnyNode, known: set[str]) -> Iterator[tuple[str, bool]]:
    """Fields of a node, and whether their values can be."""
    yield from ((field, getattr(node, field) > 0) for field in ("timeout_ms", "max_ms") if hasattr(node, field))
    yield "retries", getattr(node, "retries", 0) >= 0
    yield "cri" if not isinstance(node, LookUpNode) else "results", all(map(cri.settable, _sets(node)))
    if isinstance(node, MenuNode | BranchNode):
        values = [choice.value for choice in node.choices]
        yield "choices", bool(values) and len(set(values)) == len(values)
        yield "choices", isinstance(node, BranchNode) or DIGITS.issuperset(values)
    if isinstance(node, BranchNode):
        yield "cri", node.cri in cri.SYSTEM_CRIS or cri.settable(node.cri)
    if isinstance(node, CollectNode):
        yield "min_digits", 0 < node.min_digits <= node.max_digits
        yield "max_digits", node.max_digits <= LONGEST_ENTRY
        yield "terminator", node.terminator == "" or node.terminator in DIGITS
    if isinstance(node, TransferNode) and node.number:
        yield "number", is_number(node.number) and not node.queue
    if isinstance(node, SetCriNode):
        yield "value", len(node.value) <= cri.LONGEST
    if isinstance(node, LookUpNode):
        yield "url", cri.is_template(node.url, known)


# --- the ways ------------------------------------------------------------------------------------


def _dead_end(flow: Flow) -> Refusal | None:
    """A node from which no way leads out; only what can be reached counts."""
    ways = {node.id: targets(node) for node in flow.nodes}
    out = {node.id for node in flow.nodes if isinstance(node, ENDS)}
    before: dict[str, list[str]] = {node: [] for node in ways}
    for node, leads in ways.items():
        for target in leads:
            before[target].append(node)
    reached, leading = _reach(flow.start, ways.__getitem__), set(out)
    for end in out:
        leading |= _reach(end, before.__getitem__)
    lost = next((node.id for node in flow.nodes if node.id in reached - leading), None)
    return None if lost is None else _refused("flow_dead_end", flow, lost)


def _reach(start: str, leads: Callable[[str], tuple[str, ...] | list[str]]) -> set[str]:
    found, rest = {start}, [start]
    while rest:
        new = set(leads(rest.pop())) - found
        found |= new
        rest.extend(new)
    return found


def _endless(flow: Flow) -> Refusal | None:
    """A node that only nodes which neither say nor ask anything lead back to."""
    silent = {node.id: targets(node) for node in flow.nodes if isinstance(node, SILENT)}
    for node in silent:
        first = [target for target in silent[node] if target in silent]
        if any(node in _reach(target, lambda one: [to for to in silent[one] if to in silent]) for target in first):
            return _refused("flow_endless", flow, node)
    return None
