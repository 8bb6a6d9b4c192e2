"""Which flows are refused at their definition, and that the refusal says where; every code has its case here."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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
from agent_desktop.domain.messages import SYSTEM, CriDefinition, Define, Refusal
from tests.fakes.centre import QUEUES, Centre

SERVICE = QUEUES[0]
QUEUE = EnqueueNode(id="queue")
BYE = HangUpNode(id="bye")
SAY = SayNode(id="say", prompts=("hello",), next="queue")
MENU = MenuNode(id="menu", prompts=("a",), choices=(Choice(value="1", next="queue"),), otherwise="bye")
ENTRY = CollectNode(id="entry", prompts=("a",), cri="Customer", next="queue", otherwise="bye")
PIN = replace(ENTRY, id="pin", cri="Pin", secret=True)
SHOP = LookUpNode(id="shop", url="https://x.y/{Customer}", results=("Tier",), next="queue", failed="bye")
BRANCH = BranchNode(id="branch", cri="Tier", choices=(Choice(value="gold", next="queue"),), otherwise="bye")
HOURS = HoursNode(id="hours", open="queue", closed="bye")
SET = SetCriNode(id="set", cri="Tier", value="gold", next="queue")
MESSAGE = MessageNode(id="message", prompts=("a",), next="bye", failed="queue")
CALLBACK = CallbackNode(id="callback", prompts=("a",), next="bye", otherwise="queue")
OVER = TransferNode(id="over", queue="support")


def define(*nodes: AnyNode, start: str | None = None) -> Refusal | None:
    flow = Flow(id="main", start=nodes[0].id if start is None else start, nodes=nodes)
    office = Centre()
    office.ask(SYSTEM, Define(cris=(CriDefinition(name="Known", queues=("service",)),)))
    said = len(office.events)
    refusal = office.ask(SYSTEM, Define(flows=(flow,)))
    assert refusal is None or len(office.events) == said, "all or nothing"
    return refusal


def test_a_flow_of_every_kind_of_node_is_taken() -> None:
    shop = replace(SHOP, url="https://x.y/{Customer}/{Known}/{number}?pin={Pin}")
    rest = (ENTRY, PIN, shop, BRANCH, HOURS, SET, MESSAGE, CALLBACK, OVER, QUEUE, BYE)
    assert define(SAY, MENU, *rest) is None


WRONG: list[tuple[str, str, tuple[AnyNode, ...]]] = [
    ("flow_node_twice", "say", (SAY, QUEUE, replace(SAY, next="queue"))),
    ("flow_no_node", "say", (SAY, BYE)),
    ("flow_no_node", "say", (replace(SAY, next=""), QUEUE)),
    ("flow_no_node", "menu", (replace(MENU, choices=(Choice(value="1", next="x"),)), QUEUE, BYE)),
    ("flow_no_node", "menu", (MENU, QUEUE)),
    ("flow_no_node", "hours", (replace(HOURS, closed="x"), QUEUE, BYE)),
    ("flow_no_node", "shop", (replace(SHOP, failed="x"), QUEUE, BYE)),
    ("flow_no_node", "queue", (replace(QUEUE, shut="x"),)),
    ("flow_no_prompt", "say", (replace(SAY, prompts=()), QUEUE)),
    ("flow_no_prompt", "menu", (replace(MENU, prompts=("a", "")), QUEUE, BYE)),
    ("flow_no_queue", "queue", (replace(QUEUE, queue="sales"),)),
    ("flow_no_queue", "queue", (replace(QUEUE, queue="filing"),)),  # an administrative one
    ("flow_no_queue", "over", (replace(OVER, queue=""),)),
    ("flow_no_queue", "hours", (replace(HOURS, queue="sales"), QUEUE, BYE)),
    ("flow_bad_value", "menu", (replace(MENU, choices=(Choice(value="A", next="queue"),)), QUEUE, BYE)),
    ("flow_bad_value", "menu", (replace(MENU, choices=MENU.choices * 2), QUEUE, BYE)),
    ("flow_bad_value", "menu", (replace(MENU, choices=()), QUEUE, BYE)),
    ("flow_bad_value", "over", (replace(OVER, queue="", number="home"),)),
    ("flow_bad_value", "over", (replace(OVER, number="+4680"),)),
    ("flow_no_queue", "over", (replace(OVER, queue=""),)),
    ("flow_bad_value", "menu", (replace(MENU, timeout_ms=0), QUEUE, BYE)),
    ("flow_bad_value", "menu", (replace(MENU, retries=-1), QUEUE, BYE)),
    ("flow_bad_value", "entry", (replace(ENTRY, min_digits=0), QUEUE, BYE)),
    ("flow_bad_value", "entry", (replace(ENTRY, min_digits=9, max_digits=8), QUEUE, BYE)),
    ("flow_bad_value", "entry", (replace(ENTRY, max_digits=65), QUEUE, BYE)),
    ("flow_bad_value", "entry", (replace(ENTRY, terminator="##"), QUEUE, BYE)),
    ("flow_bad_value", "entry", (replace(ENTRY, cri="number"), QUEUE, BYE)),
    ("flow_bad_value", "set", (replace(SET, cri="two words"), QUEUE)),
    ("flow_bad_value", "set", (replace(SET, value="x" * 1001), QUEUE)),
    ("flow_bad_value", "branch", (replace(BRANCH, cri="two words"), QUEUE, BYE)),
    ("flow_bad_value", "shop", (SHOP, QUEUE, BYE)),  # Customer is never entered
    ("flow_bad_value", "shop", (replace(SHOP, url="file:///etc/passwd"), QUEUE, BYE)),
    ("flow_bad_value", "shop", (replace(SHOP, url="https://x.y", results=("number",)), QUEUE, BYE)),
    ("flow_bad_value", "message", (replace(MESSAGE, max_ms=0), QUEUE, BYE)),
    ("flow_secret", "branch", (PIN, replace(BRANCH, cri="Pin"), QUEUE, BYE)),
    ("flow_secret", "entry", (PIN, replace(ENTRY, cri="Pin"), QUEUE, BYE)),
    ("flow_secret", "shop", (PIN, replace(SHOP, url="https://x.y", results=("Pin",)), QUEUE, BYE)),
    ("flow_dead_end", "say", (replace(SAY, next="set"), replace(SET, next="say"))),
    ("flow_dead_end", "say", (MENU, replace(SAY, next="say"), replace(BRANCH, id="bye", otherwise="say"), QUEUE)),
    ("flow_endless", "hours", (replace(HOURS, open="set"), replace(SET, next="hours"), BYE)),
    ("flow_endless", "branch", (replace(BRANCH, otherwise="branch"), QUEUE)),
]


@pytest.mark.parametrize(("code", "node", "nodes"), WRONG)
def test_a_flow_that_cannot_be_is_refused_with_its_place(code: str, node: str, nodes: tuple[AnyNode, ...]) -> None:
    refusal = define(*nodes)
    assert refusal is not None
    assert (refusal.code, dict(refusal.params)["flow"], dict(refusal.params)["node"]) == (code, "main", node)


def test_a_flow_needs_its_start() -> None:
    refusal = define(SAY, QUEUE, start="hello")
    assert refusal == Refusal(code="flow_no_node", params=(("flow", "main"), ("node", "start"), ("target", "hello")))


def test_a_loop_in_which_something_is_said_is_one_that_may_be() -> None:
    assert define(MENU, QUEUE, replace(SAY, id="bye", next="menu")) is None


def test_what_nothing_leads_to_may_be_unfinished() -> None:
    assert define(QUEUE, replace(SAY, next="say")) is None


def test_a_queue_names_flows_that_are_there() -> None:
    office = Centre()
    refusal = office.ask(SYSTEM, Define(queues=(replace(SERVICE, flow="main"),)))
    assert refusal == Refusal(code="unknown_flow", params=(("flow", "main"),))
    keys = (Choice(value="1", next="main"),)
    refusal = office.ask(SYSTEM, Define(queues=(replace(SERVICE, keys=keys),)))
    assert refusal == Refusal(code="unknown_flow", params=(("flow", "main"),))
    flow = Flow(id="main", start="queue", nodes=(QUEUE,))
    assert office.ask(SYSTEM, Define(queues=(replace(SERVICE, flow="main", keys=keys),), flows=(flow,))) is None


@pytest.mark.parametrize("digits", [("1", "1"), ("12",), ("",), ("A",)])
def test_the_keys_of_a_queue_are_digits_each_once(digits: tuple[str, ...]) -> None:
    office = Centre()
    flow = Flow(id="main", start="queue", nodes=(QUEUE,))
    queue = replace(SERVICE, keys=tuple(Choice(value=digit, next="main") for digit in digits))
    refusal = office.ask(SYSTEM, Define(queues=(queue,), flows=(flow,)))
    assert refusal == Refusal(code="bad_queue_key", params=(("queue", "service"),))
