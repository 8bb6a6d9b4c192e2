"""A centre where customers write: two queues of chat and mail, one of tasks, and agents with room for several."""

from __future__ import annotations

from agent_desktop.domain.messages import (
    Agent,
    AnyCommand,
    Capacity,
    CaseState,
    Define,
    Queue,
    QueueKind,
    TakeCase,
)
from tests.fakes.centre import REASONS, Centre

HOUR = 3_600_000

QUEUES = (
    Queue(id="service", name="Customer service", number="1000", wrap_up_ms=8_000),
    Queue(id="chat", name="Web chat", kind=QueueKind.CHAT, wrap_up_ms=5_000, offer_ms=10_000),
    Queue(id="mail", name="Mail", kind=QueueKind.EMAIL, wrap_up_ms=0, retention_ms=HOUR, reply_ms=2 * HOUR),
    Queue(id="claims", name="Claims", kind=QueueKind.EMAIL, wrap_up_ms=0, retention_ms=HOUR, priority=3),
    Queue(id="orders", name="Orders", kind=QueueKind.BACK_OFFICE, retention_ms=HOUR),
    Queue(id="filing", name="Filing", kind=QueueKind.ADMINISTRATIVE),
)
ALL = tuple(queue.id for queue in QUEUES)
AGENTS = (
    Agent(id="anna", name="Anna Berg", queues=ALL, capacity=Capacity(chats=2, mails=1)),
    Agent(id="bertil", name="Bertil Ek", queues=ALL),
    Agent(id="oksana", name="Oksana Koval", queues=("claims",)),
    Agent(id="vera", name="Vera Lund", supervisor=True),
)


def written(*queues: Queue, agents: tuple[Agent, ...] = AGENTS) -> Centre:
    """The centre, with these queues in place of those of the same id."""
    rows = {queue.id: queue for queue in (*QUEUES, *queues)}
    return Centre(Define(queues=tuple(rows.values()), agents=agents, reasons=REASONS))


def at_desk(queue: str, agent: str = "anna") -> tuple[Centre, int]:
    """One customer wrote, and the agent has taken the case: centre and case."""
    office = written()
    office.ready(agent)
    case = office.write(queue)
    do(office, agent, TakeCase(case=case))
    return office, case


def do(office: Centre, by: str, command: AnyCommand) -> None:
    """A command that is carried out."""
    refusal = office.ask(by, command)
    assert refusal is None, refusal


def state_of(office: Centre, case: int) -> CaseState | None:
    """The state of an open case; None when it is over."""
    row = office.state.cases.get(case)
    return row.state if row is not None else None
