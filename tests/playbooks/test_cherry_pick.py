"""Cherry pick: an agent with the right takes a call that waits, or is still in the IVR (F056)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.desk import LIVE_KEPT_MS
from agent_desktop.domain.flows import CallbackNode, Choice, EnqueueNode, Flow, HangUpNode, MenuNode
from agent_desktop.domain.messages import (
    SYSTEM,
    AgentStatus,
    CaseKind,
    CaseOutcome,
    CaseState,
    CentreRules,
    CherryPick,
    Define,
    LogOut,
    OpenMine,
    OrderCallback,
    Play,
    PlayFinished,
    Queue,
    RecordMessage,
    Right,
    Skill,
)
from tests.fakes.centre import AGENTS, LUNCH, QUEUES, REASONS, Centre, code

ANNA, BERTIL, OKSANA, VERA = AGENTS
PICKER = replace(ANNA, rights=(Right.CHERRY_PICK,))
ON = CentreRules(cherry_pick=True)
MENU = MenuNode(
    id="menu",
    prompts=("choose",),
    choices=(Choice(value="1", next="queue"), Choice(value="2", next="back")),
    otherwise="queue",
)
NODES = (
    MENU,
    CallbackNode(id="back", prompts=("call_back",), next="thanks", otherwise="queue"),
    MenuNode(id="thanks", prompts=("thanks",), choices=(Choice(value="1", next="bye"),), otherwise="bye"),
    EnqueueNode(id="queue"),
    HangUpNode(id="bye"),
)
FRONT = Queue(id="front", name="Front", number="3000", flow="main", wrap_up_ms=0)


def picking(centre: CentreRules | None = ON, *queues: Queue) -> Centre:
    """Anna may pick calls, and is in a break; nobody else is there."""
    rows = {queue.id: queue for queue in (*QUEUES, FRONT, *queues)}
    anna = replace(PICKER, queues=(*ANNA.queues, "front"))
    office = Centre(
        Define(
            queues=tuple(rows.values()),
            agents=(anna, BERTIL, OKSANA, VERA),
            reasons=REASONS,
            flows=(Flow(id="main", start="menu", nodes=NODES),),
            centre=centre,
        )
    )
    office.log_in("anna", "vera")
    assert code(office, "anna", LUNCH) is None
    return office


def arrived(office: Centre, caller: str) -> int:
    """Somebody calls the service; returns the case."""
    leg = office.call(caller=caller)
    return office.state.legs[leg].case


def test_a_waiting_call_is_taken_also_behind_others_and_in_a_break() -> None:  # F056
    office = picking()
    office.call(caller="+1")
    leg = office.call(caller="+2")
    second = office.state.legs[leg].case
    assert code(office, "anna", CherryPick(case=second)) is None
    offer = office.offer("anna")
    assert (offer.case, offer.why.rule) == (second, "cherry_pick")
    office.pick_up("anna")
    assert office.state.cases[second].state is CaseState.TALKING
    office.end(leg)
    office.wait(8_000)
    assert (office.status("anna"), office.presence("anna").reason) == (AgentStatus.BUSY, "Busy_Lunch")


def test_a_picked_call_that_is_not_answered_is_anybodys_at_its_place() -> None:  # F056 F123
    office = picking()
    office.call()
    case = office.case().id
    assert code(office, "anna", CherryPick(case=case)) is None
    office.wait(20_000)
    assert (office.case().state, office.case().kept_for) == (CaseState.WAITING, None)
    assert "offer_missed" in office.told("anna")


def test_a_call_that_is_still_in_the_ivr_is_taken_out_of_it() -> None:  # F056 F073
    office = picking()
    leg = office.call("3000")
    prompt = office.ordered(Play)[-1]
    assert office.case().state is CaseState.IN_IVR
    assert code(office, "anna", CherryPick(case=office.case().id)) is None
    assert office.case().state is CaseState.OFFERED
    assert office.state.positions.get(office.case().id) is None
    assert (office.ordered(Play)[-1].leg, office.ordered(Play)[-1].loop) == (leg, "music/waiting")
    assert prompt.id not in office.state.effects  # nobody waits for the prompt's end any more
    office.give(PlayFinished(effect=prompt.id))
    office.pick_up("anna")
    assert office.case().state is CaseState.TALKING


def test_with_a_case_at_hand_the_call_is_reserved_under_my_cases() -> None:  # F056 F082
    office = picking()
    first = office.call("2000", caller="+1")
    assert code(office, "anna", CherryPick(case=office.case().id)) is None
    office.pick_up("anna")
    leg = office.call("3000", caller="+2")
    case = office.state.legs[leg].case
    assert code(office, "anna", CherryPick(case=case)) is None
    row = office.state.cases[case]
    assert (row.state, row.kept_for, row.kept_as) == (CaseState.WAITING, "anna", "cherry_picked")
    assert row.kept_until == office.now + LIVE_KEPT_MS
    assert office.ordered(Play)[-1].loop == "music/waiting"
    office.ready("oksana", "bertil")
    assert office.state.cases[case].state is CaseState.WAITING  # nobody else is offered it
    assert code(office, "anna", CherryPick(case=case)) is None  # once more changes nothing
    assert office.state.cases[case] == row
    office.end(first)
    assert code(office, "anna", LUNCH) is None
    assert code(office, "anna", OpenMine(case=case)) is None
    office.pick_up("anna")
    assert office.state.cases[case].state is CaseState.TALKING


def test_a_reserved_call_goes_back_to_the_front_when_its_time_is_over() -> None:  # F056 F122
    office = picking()
    office.call("2000", caller="+1")
    assert code(office, "anna", CherryPick(case=office.case().id)) is None
    office.pick_up("anna")
    leg = office.call(caller="+2")
    case = office.state.legs[leg].case
    assert code(office, "anna", CherryPick(case=case)) is None
    later = arrived(office, "+3")
    office.wait(LIVE_KEPT_MS)
    assert (office.state.cases[case].kept_for, office.state.cases[case].kept_as) == (None, None)
    office.ready("bertil")
    assert office.offer("bertil").case == case
    assert office.state.cases[later].state is CaseState.WAITING


def test_who_logs_out_keeps_no_caller_waiting() -> None:  # F056 F122
    office = picking()
    first = office.call("2000", caller="+1")
    assert code(office, "anna", CherryPick(case=office.case().id)) is None
    office.pick_up("anna")
    case = arrived(office, "+2")
    assert code(office, "anna", CherryPick(case=case)) is None
    office.end(first)
    assert code(office, "anna", LogOut()) is None
    assert office.state.cases[case].kept_for is None


def test_a_reserved_caller_who_chooses_something_else_is_reserved_no_more() -> None:  # F056 F075
    keys = replace(QUEUES[0], keys=(Choice(value="1", next="main"),))
    office = picking(ON, keys)
    office.call("2000", caller="+1")
    assert code(office, "anna", CherryPick(case=office.case().id)) is None
    office.pick_up("anna")
    leg = office.call(caller="+2")
    case = office.state.legs[leg].case
    assert code(office, "anna", CherryPick(case=case)) is None
    office.press(leg, "1")
    row = office.state.cases[case]
    assert (row.state, row.kept_for, row.kept_until) == (CaseState.IN_IVR, None, None)


# --- who may ------------------------------------------------------------------------------------------


def test_the_switch_the_right_and_the_queue_are_all_needed() -> None:  # F056
    office = picking(None)
    office.call()
    case = office.case().id
    assert code(office, "anna", CherryPick(case=case)) == "cherry_pick_off"
    office = picking()
    office.call()
    case = office.case().id
    office.log_in("bertil", "oksana")
    assert code(office, "nobody", CherryPick(case=case)) == "unknown_agent"
    assert code(office, "bertil", CherryPick(case=case)) == "not_allowed"
    assert code(office, "anna", CherryPick(case=99)) == "unknown_case"
    assert code(office, "vera", CherryPick(case=case)) == "not_your_queue"  # the right, not the queue
    assert code(office, "anna", LogOut()) is None
    assert code(office, "anna", CherryPick(case=case)) == "logged_out"
    office = picking(ON, replace(QUEUES[0], skills=(Skill(name="polish"),)))
    office.call()
    assert code(office, "anna", CherryPick(case=office.case().id)) == "not_skilled"


def test_what_is_no_call_or_is_somebodys_is_not_picked() -> None:  # F056
    office = picking()
    office.ready("bertil")
    office.call()
    case = office.case().id
    assert code(office, "anna", CherryPick(case=case)) == "case_not_free"  # offered to Bertil
    office.pick_up("bertil")
    assert code(office, "anna", CherryPick(case=case)) == "case_not_free"
    assert code(office, "anna", OrderCallback(queue="service", number="+4670")) is None
    (back,) = (row for row in office.state.cases.values() if row.kind is CaseKind.CALLBACK)
    assert code(office, "anna", CherryPick(case=back.id)) == "wrong_kind"


def test_a_caller_who_has_ordered_a_callback_is_not_picked() -> None:  # F056 F075
    office = picking()
    leg = office.call("3000")
    office.press(leg, "2#1")
    call = office.state.legs[leg].case
    assert office.state.positions[call].outcome is CaseOutcome.CALLBACK
    assert code(office, "anna", CherryPick(case=call)) == "caller_served"
    assert office.ordered(RecordMessage) == []


# --- who sees what -------------------------------------------------------------------------------------


def seen(office: Centre, viewer: str) -> set[str]:
    """The numbers of the customers whom the viewer's client knows."""
    return {row.number for row in office.view(viewer).details.values()}


def test_who_may_pick_sees_who_waits_and_nobody_else_does() -> None:  # F056
    office = picking()
    office.log_in("bertil")
    office.call(caller="+1")
    leg = office.call("3000", caller="+2")
    assert (seen(office, "anna"), seen(office, "bertil")) == ({"+1", "+2"}, set())
    office.press(leg, "1")
    assert seen(office, "anna") == {"+1", "+2"}
    office.ready("bertil")  # is offered the first: it is Bertil's now
    assert (seen(office, "anna"), seen(office, "bertil")) == ({"+2"}, {"+1"})
    office.wait(20_000)
    assert (seen(office, "anna"), seen(office, "bertil")) == ({"+1", "+2"}, set())
    assert seen(office, "vera") == {"+1", "+2"}


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (Define(centre=CentreRules()), set[str]()),
        (Define(agents=(replace(ANNA, queues=(*ANNA.queues, "front")),)), set[str]()),
        (Define(agents=(replace(PICKER, queues=("front",)),)), {"+2"}),
        (Define(queues=(replace(QUEUES[0], skills=(Skill(name="polish"),)),)), {"+2"}),
        (Define(agents=(replace(PICKER, supervisor=True),)), {"+1", "+2"}),
    ],
    ids=["switch", "right", "queue", "skill", "supervisor"],
)
def test_sight_is_lost_and_found_with_what_gave_it(change: Define, left: set[str]) -> None:  # F056 F110
    office = picking()
    office.call(caller="+1")
    office.call("3000", caller="+2")
    before = [row for row in office.state.queues.values() if row.id == "service"]
    assert office.ask(SYSTEM, change) is None
    assert seen(office, "anna") == left
    again = Define(centre=ON, queues=tuple(before), agents=(replace(PICKER, queues=(*ANNA.queues, "front")),))
    assert office.ask(SYSTEM, again) is None
    assert seen(office, "anna") == {"+1", "+2"}


def test_an_agents_number_outside_is_for_supervisors_and_that_agent() -> None:  # F032
    office = picking()
    mobile = replace(BERTIL, phone_number="+46700000001")
    assert office.ask(SYSTEM, Define(agents=(mobile,))) is None

    def numbers() -> dict[str, str]:
        return {viewer: office.view(viewer).agents["bertil"].phone_number for viewer in ("anna", "bertil", "vera")}

    assert numbers() == {"anna": "", "bertil": "+46700000001", "vera": "+46700000001"}
    assert (
        office.ask(SYSTEM, Define(agents=(replace(PICKER, supervisor=True), replace(VERA, supervisor=False)))) is None
    )
    assert numbers() == {"anna": "+46700000001", "bertil": "+46700000001", "vera": ""}
