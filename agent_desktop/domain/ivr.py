"""Interprets the flow of a caller in the IVR: nodes become orders, answers and digits lead to the next node.

A node that waits for something has an order (``IvrPosition.order``) or a deadline (``IvrPosition.until``), so nothing
sticks; a node that waits for nothing is passed in the same step. What passes without the caller doing or hearing
anything is counted, across steps too: a flow that goes round in that way is left for the queue.

What digits mean stands in ``domain/digits.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from agent_desktop.domain import cri, inquiries, routing, voicemail, waiting
from agent_desktop.domain.bridge import bridge, customers_leg
from agent_desktop.domain.distribution import ANYBODYS
from agent_desktop.domain.flows import (
    SILENT,
    AnyNode,
    BranchNode,
    CallbackNode,
    CollectNode,
    EnqueueNode,
    Flow,
    HangUpNode,
    HoursNode,
    LookUpNode,
    MenuNode,
    MessageNode,
    SayNode,
    SetCriNode,
    TransferNode,
    node_of,
    prompts_of,
)
from agent_desktop.domain.messages import (
    AnyEffect,
    Case,
    CaseOutcome,
    CaseState,
    Cri,
    FlowStopped,
    IvrMoved,
    IvrPosition,
    LookUp,
    LookUpDone,
    Play,
    PlayFinished,
    RecordMessage,
    SpeakNumber,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import ORDER_MS, Turn

AT_MOST = 50
"""Nodes that may pass without the caller doing or hearing anything."""

PROMPT_MS = 180_000
"""A prompt that has not ended after so long has failed."""


UNTOUCHED: dict[str, Any] = {"collected": "", "confirms": False, "order": None, "until": None}
"""Fields of a position at whose node nothing was heard or pressed yet."""


def begin(turn: Turn, case: Case, flow: str) -> None:
    """The caller enters a flow, at its start, in its newest revision; nobody keeps the call any more."""
    turn.case(case, state=CaseState.IN_IVR, since=turn.now, overflow_at=None, announce_at=None, **ANYBODYS)
    row = turn.state.flows[flow]
    go(turn, IvrPosition(case=case.id, flow=flow, revision=row.revision, node=""), row.start)


def ended(state: State, case: Case) -> CaseOutcome | None:
    """What the call of a case in the IVR has come to, when its caller hangs up now; None: nothing yet."""
    position = state.positions.get(case.id)
    return None if position is None else position.outcome


# --- from node to node ---------------------------------------------------------------------------


def go(turn: Turn, position: IvrPosition, node_id: str) -> None:
    """Go to a node, and on, until one waits for something or ends the flow."""
    flow = _flow(turn.state, position)
    while True:
        node, passed = node_of(flow, node_id), position.passed + 1
        position = replace(position, node=node_id, retries=0, passed=passed, **UNTOUCHED)
        if node is None or passed > AT_MOST:
            return stop(turn, position, "no such node" if node is None else "goes round without a word")
        if not isinstance(node, SILENT):
            return ENTER[type(node)](turn, position, node)
        node_id = DECIDE[type(node)](turn, position, node)


def go_on(turn: Turn, position: IvrPosition, node_id: str) -> None:
    """As ``go``, after the caller did or heard something."""
    go(turn, replace(position, passed=0), node_id)


def stop(turn: Turn, position: IvrPosition, why: str) -> None:
    """The flow cannot go on: the caller waits where the call is."""
    turn.emit(FlowStopped(case=position.case, flow=position.flow, node=position.node, why=why))
    waiting.begin(turn, turn.state.cases[position.case], _leg(turn, position))


def _leg(turn: Turn, position: IvrPosition) -> str:
    leg = customers_leg(turn.state, position.case)
    assert leg is not None, "a case in the IVR has its caller"
    return leg


def move(turn: Turn, position: IvrPosition) -> None:
    """The call is at this place of its flow."""
    turn.emit(IvrMoved(position=position))


def _flow(state: State, position: IvrPosition) -> Flow:
    """The flow in the revision in which the call began."""
    newest = state.flows[position.flow]
    return newest if newest.revision == position.revision else state.older_flows[position.flow, position.revision]


def node_at(state: State, position: IvrPosition) -> AnyNode:
    """The node at which a call waits."""
    node = node_of(_flow(state, position), position.node)
    assert node is not None, "a call waits at a node that is there"
    return node


# --- nodes that decide ---------------------------------------------------------------------------


def _hours(turn: Turn, position: IvrPosition, node: HoursNode) -> str:
    queue = turn.state.queues[node.queue or turn.state.cases[position.case].queue]
    if node.hours:
        queue = replace(queue, hours=node.hours)
    return node.open if routing.is_open(turn.state, queue, turn.now) else node.closed


def _branch(turn: Turn, position: IvrPosition, node: BranchNode) -> str:
    value = cri.value(turn.state, turn.state.cases[position.case], node.cri) or ""
    return next((choice.next for choice in node.choices if choice.value == value), node.otherwise)


def _set_cri(turn: Turn, position: IvrPosition, node: SetCriNode) -> str:
    cri.keep(turn, position.case, (Cri(name=node.cri, value=node.value),))
    return node.next


DECIDE: dict[type[Any], Callable[[Turn, IvrPosition, Any], str]] = {
    HoursNode: _hours,
    BranchNode: _branch,
    SetCriNode: _set_cri,
}


# --- nodes that wait, or end the flow ------------------------------------------------------------


def _say(turn: Turn, position: IvrPosition, node: SayNode) -> None:
    if node.serves and position.outcome is None:
        position = replace(position, outcome=CaseOutcome.SELF_SERVICE)
    prompt(turn, position, node)


def prompt(turn: Turn, position: IvrPosition, node: AnyNode) -> None:
    """Let the caller hear the node's prompts to their end."""
    play, until = turn.new_id(), turn.now + PROMPT_MS
    move(turn, replace(position, order=play, until=None))
    once = waiting.in_language(turn.state, turn.state.cases[position.case], prompts_of(node) or ())
    turn.order(Play(id=play, until=until, leg=_leg(turn, position), once=once, report_end=True))


def speak_back(turn: Turn, position: IvrPosition, node: CallbackNode, number: str) -> None:
    """Let the caller hear the number to be called back at, and what to press when it is right."""
    order, until, case = turn.new_id(), turn.now + PROMPT_MS, turn.state.cases[position.case]
    move(turn, replace(position, order=order, until=None))
    turn.order(
        SpeakNumber(
            id=order,
            until=until,
            leg=_leg(turn, position),
            case=case.id,
            number=number,
            language=waiting.language(turn.state, case),
            once=waiting.in_language(turn.state, case, node.confirm),
        )
    )


def _collect(turn: Turn, position: IvrPosition, node: CollectNode) -> None:
    prompt(turn, without_secret(position, node), node)


def _look_up(turn: Turn, position: IvrPosition, node: LookUpNode) -> None:
    case, leg = turn.state.cases[position.case], _leg(turn, position)
    names = dict.fromkeys(cri.PLACEHOLDER.findall(node.url))
    secrets = tuple(secret for secret in position.secrets if secret.cri in names)
    kept = [name for name in names if name not in {secret.cri for secret in secrets}]
    order = turn.new_id()
    move(turn, replace(position, order=order))
    hush(turn, leg)
    turn.order(
        LookUp(
            id=order,
            until=turn.now + node.timeout_ms,
            leg=leg,
            case=case.id,
            url=node.url,
            cris=tuple(Cri(name=name, value=cri.value(turn.state, case, name) or "") for name in kept),
            secrets=secrets,
            results=node.results,
        )
    )


def _enqueue(turn: Turn, position: IvrPosition, node: EnqueueNode) -> None:
    case = turn.state.cases[position.case]
    queue = turn.state.queues[node.queue or case.queue]
    there = waiting.entrance(turn.state, queue, turn.now)
    if there is None and node.shut:
        return go(turn, position, node.shut)
    queue = there or queue
    priority = queue.priority if node.priority is None else node.priority
    return waiting.begin(turn, case, _leg(turn, position), queue=queue.id, priority=priority)


def _transfer(turn: Turn, position: IvrPosition, node: TransferNode) -> None:
    if node.number:
        inquiries.dial_outside(turn, turn.state.cases[position.case], node.number)
        return bridge(turn, position.case)
    queue = turn.state.queues[node.queue]
    turn.case(turn.state.cases[position.case], queue=queue.id, priority=queue.priority)
    if not queue.flow:
        return _enqueue(turn, position, EnqueueNode(id=node.id))
    flow = turn.state.flows[queue.flow]
    return go(turn, replace(position, flow=flow.id, revision=flow.revision, secrets=()), flow.start)


def _hang_up(turn: Turn, position: IvrPosition, node: HangUpNode) -> None:
    del node
    case, outcome = turn.state.cases[position.case], position.outcome or CaseOutcome.TURNED_AWAY
    turn.case(case, state=CaseState.ENDED, since=turn.now, outcome=outcome)
    turn.hang_up_all(case.id)


ENTER: dict[type[Any], Callable[[Turn, IvrPosition, Any], None]] = {
    SayNode: _say,
    MenuNode: prompt,
    CollectNode: _collect,
    LookUpNode: _look_up,
    EnqueueNode: _enqueue,
    TransferNode: _transfer,
    MessageNode: prompt,
    CallbackNode: prompt,
    HangUpNode: _hang_up,
}


# --- answers to orders ---------------------------------------------------------------------------


def is_heard_out(effect: AnyEffect) -> bool:
    """Whether the order is answered when what is played was heard to its end."""
    return isinstance(effect, SpeakNumber) or (isinstance(effect, Play) and effect.report_end)


def play_finished(turn: Turn, fact: PlayFinished) -> None:
    """A prompt was heard to its end."""
    effect = turn.state.effects.get(fact.effect)
    if effect is None or not is_heard_out(effect):
        return turn.ignore(fact, str(fact.effect), "no such order is open")
    position = _waiting_for(turn.state, effect)
    turn.close(effect.id)
    return None if position is None else _after_prompt(turn, replace(position, passed=0))


def look_up_done(turn: Turn, fact: LookUpDone) -> None:
    """A web service answered: only what the node asked for becomes CRIs."""
    effect = turn.state.effects.get(fact.effect)
    if not isinstance(effect, LookUp):
        return turn.ignore(fact, str(fact.effect), "no such order is open")
    position = _waiting_for(turn.state, effect)
    turn.close(effect.id)
    if position is None:
        return None
    node = node_at(turn.state, position)
    assert isinstance(node, LookUpNode)
    wanted = (value for value in fact.values if value.name in node.results)
    cri.keep(turn, position.case, filter(cri.may_come, wanted))
    return go(turn, position, node.next)


def recorded(turn: Turn, effect: RecordMessage) -> None:
    """A message is kept; the order is closed already."""
    voicemail.left(turn, effect)
    position = _waiting_for(turn.state, effect)
    node = None if position is None else node_at(turn.state, position)
    if position is not None and isinstance(node, MessageNode):
        go_on(turn, position, node.next)


def order_failed(turn: Turn, effect: AnyEffect) -> None:
    """An order could not be carried out, or was not answered in time; it is closed already."""
    if isinstance(effect, RecordMessage):
        voicemail.lost(turn, effect)
    position = _waiting_for(turn.state, effect)
    if position is None:
        return
    node = node_at(turn.state, position)
    if isinstance(effect, Play | SpeakNumber):
        _after_prompt(turn, position)
    elif isinstance(node, LookUpNode | MessageNode):
        outcome = None if isinstance(node, MessageNode) else position.outcome
        go(turn, replace(position, outcome=outcome), node.failed)


def _waiting_for(state: State, effect: AnyEffect) -> IvrPosition | None:
    """The position that waits for this order."""
    leg = state.legs.get(effect.leg)
    position = state.positions.get(leg.case) if leg is not None else None
    return position if position is not None and position.order == effect.id else None


def _after_prompt(turn: Turn, position: IvrPosition) -> None:
    """The prompts of the node are over."""
    node = node_at(turn.state, position)
    if isinstance(node, MenuNode | CollectNode | CallbackNode):
        move(turn, replace(position, order=None, until=turn.now + node.timeout_ms))
    elif isinstance(node, MessageNode):
        _record(turn, position, node)
    elif isinstance(node, SayNode):
        go(turn, position, node.next)


def _record(turn: Turn, position: IvrPosition, node: MessageNode) -> None:
    case = turn.state.cases[position.case]
    if node.queue:
        turn.case(case, queue=node.queue)
    order, until = turn.new_id(), turn.now + node.max_ms + ORDER_MS
    message = voicemail.begin(turn, turn.state.cases[case.id], order)
    move(turn, replace(position, order=order, outcome=CaseOutcome.VOICE_MESSAGE))
    leg, most = _leg(turn, position), node.max_ms
    turn.order(RecordMessage(id=order, until=until, leg=leg, case=case.id, max_ms=most, message=message.id))


def hush(turn: Turn, leg: str) -> None:
    """Let the caller hear nothing."""
    turn.order(Play(id=turn.new_id(), until=turn.now + ORDER_MS, leg=leg))


def without_secret(position: IvrPosition, node: AnyNode) -> IvrPosition:
    """As if nothing secret had been entered at this node."""
    name = node.cri if isinstance(node, CollectNode) else None
    return replace(position, secrets=tuple(secret for secret in position.secrets if secret.cri != name))
