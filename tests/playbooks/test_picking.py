"""Cases that agents take by themselves."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    CaseState,
    Channel,
    ChooseQueues,
    CloseCase,
    Define,
    ForwardCase,
    Queue,
    QueueKind,
    Right,
    Skill,
    TakeCase,
    TakeOldest,
)
from tests.fakes.centre import LUNCH, Centre, code
from tests.fakes.written import AGENTS, do, state_of, written

TICKETS = Queue(id="tickets", name="Tickets", kind=QueueKind.EMAIL, pull=True, wrap_up_ms=0)
ANNA, BERTIL, *OTHERS = AGENTS


def solving(ticket_queue: Queue = TICKETS) -> Centre:
    """Anna is ready and works for a queue that offers none; Bertil too, without being there."""
    anna = replace(ANNA, queues=(*ANNA.queues, "tickets"), rights=(Right.CHOOSE_QUEUES,))
    bertil = replace(BERTIL, queues=("tickets",))
    office = written(ticket_queue, agents=(anna, bertil, *OTHERS))
    office.ready("anna")
    return office


def test_to_solve_takes_the_oldest_and_is_the_only_way() -> None:  # F090
    office = solving()
    first, second = office.write("tickets"), office.write("tickets")
    assert state_of(office, first) is CaseState.WAITING
    assert Channel.MAIL in office.presence("anna").takes
    do(office, "anna", TakeOldest(queue="tickets"))
    assert office.presence("anna").desk == (first,)
    assert office.state.cases[first].owner == "anna"
    assert state_of(office, second) is CaseState.WAITING


def test_one_ticket_at_a_time_until_it_is_dealt_with() -> None:  # F090
    office = solving()
    first, second, third = office.write("tickets"), office.write("tickets"), office.write("tickets")
    do(office, "anna", TakeOldest(queue="tickets"))
    assert code(office, "anna", TakeOldest(queue="tickets")) == "ticket_open"
    do(office, "anna", CloseCase(case=first))
    assert code(office, "anna", TakeOldest(queue="tickets")) == "in_wrap_up"
    office.wait(0)
    do(office, "anna", TakeOldest(queue="tickets"))
    do(office, "anna", ForwardCase(case=second, queue="claims"))
    assert code(office, "anna", TakeOldest(queue="tickets")) == "agent_has_call"  # the claim is offered to her
    do(office, "anna", LUNCH)
    do(office, "anna", TakeCase(case=second))
    assert code(office, "anna", TakeOldest(queue="tickets")) == "desk_full"
    do(office, "anna", CloseCase(case=second))
    office.wait(0)
    do(office, "anna", TakeOldest(queue="tickets"))  # F135: in a break too
    assert (office.status("anna"), office.presence("anna").desk) == (AgentStatus.BUSY, (third,))


def test_who_may_not_take_the_oldest() -> None:
    office = solving()
    office.ready("oksana")
    assert code(office, "nobody", TakeOldest(queue="tickets")) == "unknown_agent"
    assert code(office, "bertil", TakeOldest(queue="tickets")) == "logged_out"
    assert code(office, "anna", TakeOldest(queue="nowhere")) == "no_such_queue"
    assert code(office, "anna", TakeOldest(queue="tickets")) == "queue_empty"
    office.write("tickets")
    assert code(office, "oksana", TakeOldest(queue="tickets")) == "not_your_queue"
    assert code(office, "anna", TakeOldest(queue="mail")) == "queue_offers"
    do(office, "anna", ChooseQueues(queues=("mail",)))
    assert code(office, "anna", TakeOldest(queue="tickets")) == "not_your_queue"
    office = solving(replace(TICKETS, skills=(Skill(name="polish"),)))
    office.write("tickets")
    assert code(office, "anna", TakeOldest(queue="tickets")) == "not_skilled"


def test_a_queue_that_offers_from_now_on_offers_what_waits() -> None:  # F110
    office = solving()
    case = office.write("tickets")
    assert office.ask(SYSTEM, Define(queues=(replace(TICKETS, pull=False),))) is None
    assert office.offer("anna").case == case
