"""Callers in the IVR, for the random walk: digits, failures and redefinition everywhere in a flow of every node."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from agent_desktop.domain import digits, ivr
from agent_desktop.domain.flows import (
    AnyNode,
    BranchNode,
    CallbackNode,
    Choice,
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
)
from agent_desktop.domain.messages import (
    SYSTEM,
    AnyInput,
    Asked,
    CallArrived,
    CaseState,
    Cri,
    Define,
    DigitPressed,
    EffectDone,
    EffectFailed,
    LookUp,
    LookUpDone,
    Opening,
    Play,
    PlayFinished,
    Queue,
    RecordMessage,
    SpeakNumber,
)
from agent_desktop.domain.state import State
from tests.walks.chance import Chance

CHOICES = {
    "1": "customer",
    "2": "message",
    "3": "callback",
    "4": "over",
    "5": "pin",
    "6": "served",
    "9": "outside",
    "*": "queue",
}
NODES: tuple[AnyNode, ...] = (
    HoursNode(id="hours", open="vip", closed="sorry", hours=(Opening(day=3, begin=0, end=1440),)),
    LookUpNode(id="vip", url="https://x.y/{number}", results=("Tier",), next="menu", failed="menu"),
    MenuNode(
        id="menu",
        prompts=("choose",),
        choices=tuple(Choice(value=digit, next=node) for digit, node in CHOICES.items()),
        otherwise="queue",
    ),
    CollectNode(id="customer", prompts=("who",), cri="Customer", next="look", otherwise="queue", max_digits=1),
    CollectNode(id="pin", prompts=("pin",), cri="Pin", next="look", otherwise="bye", max_digits=2, secret=True),
    LookUpNode(id="look", url="https://x.y/{Customer}?p={Pin}", results=("Tier",), next="tier", failed="queue"),
    BranchNode(id="tier", cri="Tier", choices=(Choice(value="gold", next="gold"),), otherwise="served"),
    SetCriNode(id="gold", cri="Rank", value="1", next="first"),
    EnqueueNode(id="first", queue="service", priority=3),
    SayNode(id="served", prompts=("balance",), next="menu", serves=True),
    MessageNode(id="message", prompts=("speak",), next="bye", failed="queue", max_ms=20_000),
    CallbackNode(id="callback", prompts=("back",), next="bye", otherwise="queue", queue="service"),
    TransferNode(id="over", queue="service"),
    TransferNode(id="outside", number="+4683"),
    EnqueueNode(id="queue", queue="support", shut="sorry"),
    SayNode(id="sorry", prompts=("sorry",), next="bye"),
    HangUpNode(id="bye"),
)
MAIN = Flow(id="main", start="hours", nodes=NODES)
BACK = Flow(id="back", start="callback", nodes=NODES)
FLOWS = (MAIN, BACK)
FRONT = Queue(id="front", name="Front", number="3000", flow="main")
KEYS = (Choice(value="1", next="back"), Choice(value="2", next="main"))


def with_keys(queue: Queue) -> Queue:
    """The service, whose waiting callers are told their place and may press keys."""
    return replace(queue, keys=KEYS, announce_ms=7_000) if queue.id == "service" else queue


def presses(state: State, chance: Chance) -> AnyInput:
    """A caller presses a key; mostly one whom the flow asks for it."""
    inside = sorted(leg for case in state.positions for leg in state.case_legs.get(case, ()))
    leg = chance.pick(inside or (*sorted(state.legs), "i0"))
    return DigitPressed(leg=leg, digit=chance.pick("115523456#*9A"), number=state.next_id)


def goes_on(state: State, chance: Chance) -> AnyInput:
    """What the flow waits for: a prompt or a message ends, a look-up is answered, a key of the menu is pressed."""
    if not state.positions:
        return CallArrived(leg=f"i{state.next_id}", number=FRONT.number, caller=f"+{state.next_id}", caller_name="C")
    position = state.positions[chance.pick(sorted(state.positions))]
    effect = state.effects.get(position.order or 0)
    if isinstance(effect, LookUp):
        return fact_for(effect, chance)
    if isinstance(effect, Play | RecordMessage) and chance.once_in(2):
        return EffectDone(effect=effect.id) if isinstance(effect, RecordMessage) else PlayFinished(effect=effect.id)
    leg = next(iter(sorted(state.case_legs.get(position.case, ()))), "i0")
    wanted = CHOICES if position.node == "menu" else (digits.CONFIRM, digits.CONFIRM, digits.DECLINE)
    return DigitPressed(leg=leg, digit=chance.pick(tuple(wanted)), number=state.next_id)


def flow_redefined(state: State, chance: Chance) -> AnyInput:
    """A flow gets other prompts and another way of the menu, or is the same."""
    del state
    menu = next(node for node in NODES if isinstance(node, MenuNode))
    changed = replace(menu, prompts=(chance.pick("abc"),), retries=chance.pick((0, 2)))
    nodes = tuple(changed if node is menu else node for node in NODES)
    return Asked(by=SYSTEM, command=Define(flows=(replace(chance.pick(FLOWS), nodes=nodes),)))


def fact_for(effect: Play | SpeakNumber | LookUp | RecordMessage, chance: Chance) -> AnyInput:
    """How an order of the IVR is answered."""
    if chance.once_in(8):
        return EffectFailed(effect=effect.id, why="chance")
    if isinstance(effect, LookUp):
        tier = chance.pick(("gold", "silver"))
        return LookUpDone(effect=effect.id, values=(Cri(name="Tier", value=tier), Cri(name="number", value="0")))
    done = EffectDone(effect=effect.id)
    return done if isinstance(effect, RecordMessage) or chance.once_in(8) else PlayFinished(effect=effect.id)


def ivr_holds(state: State) -> None:
    """A caller in the IVR waits for an answer or a deadline, in a flow that is there; old revisions go in time."""
    inside = {case.id for case in state.cases.values() if case.state is CaseState.IN_IVR}
    assert inside == set(state.positions)
    calls: Counter[tuple[str, int]] = Counter()
    for position in state.positions.values():
        calls[position.flow, position.revision] += 1
        assert (position.until is None) == (position.order in state.effects)
        newest = state.flows[position.flow]
        assert newest.revision >= position.revision
        assert newest.revision == position.revision or (position.flow, position.revision) in state.older_flows
        assert position.passed <= ivr.AT_MOST
    assert dict(state.flow_calls.items()) == calls
    assert all(key in calls and key[1] < state.flows[key[0]].revision for key in state.older_flows)
