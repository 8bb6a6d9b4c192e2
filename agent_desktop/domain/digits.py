"""What the digits of a caller mean: choices, entries, secrets, and what is pressed while waiting (F074, F075).

The digits of a secret node reach no event: the position says only the numbers they have on their leg, and the adapter,
which heard them, puts them together for a look-up. ``redacted`` keeps them out of the log of inputs.
"""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import callbacks, cri
from agent_desktop.domain.flows import DIGITS, CallbackNode, CollectNode, MenuNode, Secret
from agent_desktop.domain.ivr import UNTOUCHED, begin, go_on, hush, move, node_at, prompt, speak_back, without_secret
from agent_desktop.domain.messages import (
    AnyInput,
    Case,
    CaseOutcome,
    CaseState,
    Cri,
    DigitPressed,
    IvrPosition,
    OrderedAs,
)
from agent_desktop.domain.numbers import LONGEST_NUMBER, is_number
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Turn

Asks = MenuNode | CollectNode | CallbackNode
"""Nodes that listen to digits."""

CONFIRM = "#"
"""To be called back: at the number that was entered before it, else at the one the call comes from."""

DECLINE = "*"

RIGHT = "1"
"""The number that was spoken back is the one to be called."""

ANOTHER = "2"
"""It is not: another one is entered."""

HIDDEN = ""
"""A digit as the log of inputs has it: whoever steps the log again comes to the same events."""


def digit_pressed(turn: Turn, fact: DigitPressed) -> None:
    """A digit counts where the flow, or the queue, listens; anywhere else it is nothing."""
    leg = turn.state.legs.get(fact.leg)
    if leg is None or (fact.digit != HIDDEN and fact.digit not in DIGITS):
        return turn.ignore(fact, fact.leg, "unknown leg" if leg is None else "no digit")
    case = turn.state.cases.get(leg.case)
    if case is None or leg.agent is not None or leg.guest:
        return None
    if case.state is CaseState.WAITING:
        flow = _key(turn.state, case, fact.digit)
        return None if flow is None else begin(turn, case, flow)
    position = turn.state.positions.get(case.id)
    node = None if position is None else node_at(turn.state, position)
    if fact.digit == HIDDEN and not (isinstance(node, CollectNode) and node.secret):
        return None
    if position is not None and isinstance(node, MenuNode):
        _chosen(turn, position, node, fact.digit)
    elif position is not None and isinstance(node, CollectNode):
        _entered(turn, position, node, fact)
    elif position is not None and isinstance(node, CallbackNode):
        _called_back(turn, position, node, fact)
    return None


def _key(state: State, case: Case, digit: str) -> str | None:
    """The flow that a waiting caller's digit leads to (F075)."""
    keys = state.queues[case.queue].keys
    return next((key.next for key in keys if key.value == digit), None)


def _chosen(turn: Turn, position: IvrPosition, node: MenuNode, digit: str) -> None:
    _interrupt(turn, position)
    target = next((choice.next for choice in node.choices if choice.value == digit), None)
    if target is None:
        _again(turn, position, node)
    else:
        go_on(turn, position, target)


def _entered(turn: Turn, position: IvrPosition, node: CollectNode, fact: DigitPressed) -> None:
    _silence(turn, position, fact.leg)
    if fact.digit == node.terminator:
        return _done(turn, position, node)
    if node.secret:
        digits = (*_digits(position, node), fact.number)
        position = without_secret(position, node)
        position = replace(position, secrets=(*position.secrets, Secret(cri=node.cri, digits=digits)))
    else:
        position = replace(position, collected=position.collected + fact.digit)
    if _count(position, node) >= node.max_digits:
        return _done(turn, position, node)
    return move(turn, replace(position, order=None, until=turn.now + node.timeout_ms))


def _done(turn: Turn, position: IvrPosition, node: CollectNode) -> None:
    """The entry is over."""
    if _count(position, node) < node.min_digits:
        return _again(turn, position, node)
    if not node.secret:
        cri.keep(turn, position.case, (Cri(name=node.cri, value=position.collected),))
    return go_on(turn, position, node.next)


def _called_back(turn: Turn, position: IvrPosition, node: CallbackNode, fact: DigitPressed) -> None:
    """F075: the number is confirmed, entered, or the offer declined."""
    _silence(turn, position, fact.leg)
    if fact.digit == DECLINE:
        return go_on(turn, position, node.otherwise)
    if position.confirms:
        return _spoken_back(turn, position, node, fact.digit)
    if fact.digit != CONFIRM and len(position.collected) < LONGEST_NUMBER:
        position = replace(position, order=None, collected=position.collected + fact.digit)
        return move(turn, replace(position, until=turn.now + node.timeout_ms))
    number = _number(turn, position)
    if fact.digit != CONFIRM or not is_number(number):
        return _again(turn, position, node)
    if node.confirm:
        return speak_back(turn, replace(position, confirms=True, passed=0), node, number)
    return _order(turn, position, node)


def _number(turn: Turn, position: IvrPosition) -> str:
    """Where the caller is to be called back, as far as it is known."""
    return position.collected or turn.state.details[position.case].number


def _spoken_back(turn: Turn, position: IvrPosition, node: CallbackNode, digit: str) -> None:
    if digit == RIGHT:
        _order(turn, position, node)
    elif digit == ANOTHER:
        prompt(turn, replace(position, passed=0, **UNTOUCHED), node)
    else:
        _again(turn, position, node)


def _order(turn: Turn, position: IvrPosition, node: CallbackNode) -> None:
    case = turn.state.cases[position.case]
    queue, details = turn.state.queues[node.queue or case.queue], turn.state.details[case.id]
    number = replace(details, number=_number(turn, position))
    callbacks.order(turn, queue, number, OrderedAs.IVR, follows=case)
    go_on(turn, replace(position, outcome=CaseOutcome.CALLBACK), node.next)


def timed_out(turn: Turn, position: IvrPosition) -> None:
    """Nothing more was pressed in time: what is long enough is an entry."""
    node = node_at(turn.state, position)
    if isinstance(node, CollectNode) and _count(position, node) > 0:
        _done(turn, position, node)
    elif isinstance(node, Asks):
        _again(turn, position, node)


def _again(turn: Turn, position: IvrPosition, node: Asks) -> None:
    """The try was none: once more, or elsewhere."""
    if position.retries >= node.retries:
        return go_on(turn, without_secret(position, node), node.otherwise)
    if position.confirms and isinstance(node, CallbackNode):
        position = replace(position, retries=position.retries + 1, passed=0)
        return speak_back(turn, position, node, _number(turn, position))
    position = replace(position, retries=position.retries + 1, collected="", passed=0)
    return prompt(turn, without_secret(position, node), node)


def _interrupt(turn: Turn, position: IvrPosition) -> None:
    """The caller need not hear the prompt to its end: its order is answered by that."""
    if position.order is not None:
        turn.close(position.order)


def _silence(turn: Turn, position: IvrPosition, leg: str) -> None:
    """The caller enters something: a prompt that is still heard stops."""
    if position.order is not None:
        _interrupt(turn, position)
        hush(turn, leg)


def _digits(position: IvrPosition, node: CollectNode) -> tuple[int, ...]:
    return next((secret.digits for secret in position.secrets if secret.cri == node.cri), ())


def _count(position: IvrPosition, node: CollectNode) -> int:
    return len(_digits(position, node)) if node.secret else len(position.collected)


def redacted(given: AnyInput, state: State) -> AnyInput:
    """The input as the log may have it: a digit only where the flow or the queue, in this state, listens openly."""
    if not isinstance(given, DigitPressed) or given.digit not in DIGITS or _is_open(state, given):
        return given
    return replace(given, digit=HIDDEN)


def _is_open(state: State, fact: DigitPressed) -> bool:
    leg = state.legs.get(fact.leg)
    case = state.cases.get(leg.case) if leg is not None else None
    if case is None:
        return False
    if case.state is CaseState.WAITING:
        return _key(state, case, fact.digit) is not None
    position = state.positions.get(case.id)
    node = node_at(state, position) if position is not None else None
    secret = isinstance(node, CollectNode) and node.secret and fact.digit != node.terminator
    return isinstance(node, Asks) and not secret
