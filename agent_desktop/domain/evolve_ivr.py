"""What the events of the IVR do to the state: flows and their revisions, places in them, and paces of queues.

A part of ``evolve.py``, and as tolerant: a client holds none of the flows and places.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.index import Index
from agent_desktop.domain.messages import FlowDefined, IvrMoved, IvrPosition, PaceChanged
from agent_desktop.domain.state import DueKey, State


def flow_defined(state: State, event: FlowDefined) -> State:
    """The newest revision is where callers begin; the one before it stays as long as calls are in it."""
    flow, old = event.flow, state.flows.get(event.flow.id)
    older = state.older_flows
    if old is not None and old.revision != flow.revision and (old.id, old.revision) in state.flow_calls:
        older = older.set((old.id, old.revision), old)
    return replace(state, flows=state.flows.set(flow.id, flow), older_flows=older)


def ivr_moved(state: State, event: IvrMoved) -> State:
    """A call is at this place; the calls of each flow are counted."""
    new, old = event.position, state.positions.get(event.position.case)
    state = replace(state, positions=state.positions.set(new.case, new), due=_due(state.due, old, new))
    if old is not None and (old.flow, old.revision) == (new.flow, new.revision):
        return state
    state = _counted(state, new, 1)
    return state if old is None else _counted(state, old, -1)


def out_of_ivr(state: State, case: int) -> State:
    """The case goes on to something else."""
    old = state.positions[case]
    return _counted(replace(state, positions=state.positions.delete(case), due=_due(state.due, old, None)), old, -1)


def pace_changed(state: State, event: PaceChanged) -> State:
    """A queue's handling time and its day are now the row."""
    return replace(state, paces=state.paces.set(event.pace.queue, event.pace))


def _due(due: Index[DueKey], old: IvrPosition | None, new: IvrPosition | None) -> Index[DueKey]:
    if old is not None and old.until is not None:
        due = due.remove((old.until, "ivr", old.case))
    return due if new is None or new.until is None else due.add((new.until, "ivr", new.case))


def _counted(state: State, position: IvrPosition, more: int) -> State:
    """With so many more calls in the position's flow; an older revision goes with its last call."""
    key = (position.flow, position.revision)
    calls = state.flow_calls.get(key, 0) + more
    if calls:
        return replace(state, flow_calls=state.flow_calls.set(key, calls))
    left = state.flow_calls.delete(key) if key in state.flow_calls else state.flow_calls
    older = state.older_flows
    return replace(state, flow_calls=left, older_flows=older.delete(key) if key in older else older)
