"""What a caller goes through before waiting: flows of nodes, as the administrator drew them (F073, F074).

A node says something, asks for digits, decides, or ends the flow. ``domain/ivr.py`` interprets them, and
``domain/flow_check.py`` says which flows can be. A prompt is the name of a sound. All spans are milliseconds.
"""

from __future__ import annotations

import msgspec

from agent_desktop.domain.rows import Message, Opening, Row


class Choice(Row, frozen=True, kw_only=True):
    """A digit that is pressed or a value that is compared, and the node it leads to."""

    value: str
    next: str


class Node(Message, frozen=True, kw_only=True):
    """Base of nodes. Fields that name a node are called as in ``TARGETS``."""

    id: str


class SayNode(Node, frozen=True, kw_only=True):
    """Let the caller hear prompts to their end."""

    prompts: tuple[str, ...]
    next: str
    serves: bool = False  # F074: who begins to hear this was served, and who hangs up from here on does not abandon


class MenuNode(Node, frozen=True, kw_only=True):
    """Let the caller press one digit, already while the prompts are heard. Every other digit, and none in time, is a
    try; after the last one the caller goes on elsewhere."""

    prompts: tuple[str, ...]
    choices: tuple[Choice, ...]
    otherwise: str
    timeout_ms: int = 5_000  # from the end of the prompts
    retries: int = 2


class CollectNode(Node, frozen=True, kw_only=True):
    """Let the caller enter a number, which becomes a CRI; too short a one, and none in time, is a try."""

    prompts: tuple[str, ...]
    cri: str
    next: str
    otherwise: str  # after the last try
    min_digits: int = 1
    max_digits: int = 20  # the last one ends the entry
    terminator: str = "#"  # ends the entry; empty = only the time does
    timeout_ms: int = 5_000  # from the end of the prompts, and from each digit
    retries: int = 2
    secret: bool = False  # the digits reach neither log nor events: only look-ups get them


class HoursNode(Node, frozen=True, kw_only=True):
    """Decide by opening hours: a queue's, or else the node's own."""

    open: str
    closed: str
    queue: str = ""
    hours: tuple[Opening, ...] = ()


class BranchNode(Node, frozen=True, kw_only=True):
    """Decide by the value of a CRI, one of the system's too."""

    cri: str
    choices: tuple[Choice, ...]
    otherwise: str


class LookUpNode(Node, frozen=True, kw_only=True):
    """Ask a web service; what it answers under these names becomes CRIs."""

    url: str  # with {name} for the values of CRIs, the system's and secret ones too
    results: tuple[str, ...]
    next: str
    failed: str
    timeout_ms: int = 5_000


class SetCriNode(Node, frozen=True, kw_only=True):
    """Give a CRI a value."""

    cri: str
    value: str
    next: str


class EnqueueNode(Node, frozen=True, kw_only=True):
    """Wait in a queue, by the time since the call arrived. A queue that is full or closed gives the caller to its
    overflow, else to another node; without one the caller waits all the same."""

    queue: str = ""  # empty: the one that was dialled
    priority: int | None = None  # None: the queue's
    shut: str = ""


class TransferNode(Node, frozen=True, kw_only=True):
    """Go where a caller goes who dials this queue: through its flow, when it has one. Or dial a number outside, shown
    the number of the caller's queue; when it does not answer the caller waits in that queue. One of the two."""

    queue: str = ""
    number: str = ""


class MessageNode(Node, frozen=True, kw_only=True):
    """Record what the caller says, for a queue (F075). Hanging up ends it as well as the time does."""

    prompts: tuple[str, ...]
    next: str
    failed: str
    queue: str = ""  # empty: the one that was dialled
    max_ms: int = 120_000


class CallbackNode(Node, frozen=True, kw_only=True):
    """Offer to call the caller back, in the caller's place (F075): ``#`` takes it, at the number that the call comes
    from or that was entered before; ``*`` declines. The number is spoken back, then ``confirm`` is heard: 1 says that
    it is right, 2 that another one is to be entered. The call goes on, to be thanked and ended."""

    prompts: tuple[str, ...]
    next: str  # after a callback was ordered
    otherwise: str  # declined, or after the last try
    queue: str = ""  # empty: the one that was dialled
    timeout_ms: int = 5_000  # from the end of the prompts, and from each digit
    retries: int = 2
    confirm: tuple[str, ...] = ("prompts/{language}/callback_confirm",)  # none: the number is not spoken back


class HangUpNode(Node, frozen=True, kw_only=True):
    """End the call."""


AnyNode = (
    SayNode
    | MenuNode
    | CollectNode
    | HoursNode
    | BranchNode
    | LookUpNode
    | SetCriNode
    | EnqueueNode
    | TransferNode
    | MessageNode
    | CallbackNode
    | HangUpNode
)

DIGITS = frozenset("0123456789*#")
"""The keys of a telephone."""

TARGETS: tuple[str, ...] = ("next", "otherwise", "open", "closed", "failed", "shut")
"""Fields of nodes that name another node of the flow; so does ``Choice.next``."""

SILENT = (HoursNode, BranchNode, SetCriNode)
"""Nodes that neither wait for anything nor end the flow."""


class Flow(Row, frozen=True, kw_only=True):
    """A flow. Its revision is counted by the core; a call goes on in the revision in which it began."""

    id: str
    start: str
    nodes: tuple[AnyNode, ...]
    revision: int = 0


class Secret(Row, frozen=True, kw_only=True):
    """A value that nobody keeps: it is made of the digits of these numbers on the caller's leg (DigitPressed)."""

    cri: str
    digits: tuple[int, ...]


def node_of(flow: Flow, node: str) -> AnyNode | None:
    """The node of this id."""
    return next((row for row in flow.nodes if row.id == node), None)


def targets(node: AnyNode) -> tuple[str, ...]:
    """The nodes that this one may lead to."""
    fields = [field for field in TARGETS if getattr(node, field, "")]
    choices = node.choices if isinstance(node, MenuNode | BranchNode) else ()
    return (*(choice.next for choice in choices), *(getattr(node, field) for field in fields))


def prompts_of(node: AnyNode) -> tuple[str, ...] | None:
    """The prompts of a node; None when it has none to say."""
    return msgspec.structs.asdict(node).get("prompts")
