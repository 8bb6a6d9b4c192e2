"""A caller in the IVR: each node and its failure, what hanging up means there, and a flow that changes meanwhile."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain.flows import (
    BranchNode,
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
    AdapterStarted,
    AgentStatus,
    CaseChanged,
    CaseOutcome,
    CaseState,
    Connect,
    Cri,
    Define,
    DialLeg,
    EffectDone,
    EffectFailed,
    FactIgnored,
    FlowStopped,
    HangUpLeg,
    LegAnswered,
    LegEnd,
    LookUp,
    LookUpDone,
    Opening,
    Overflow,
    PlayFinished,
    RecordMessage,
)
from tests.fakes.ivr import SERVICE, SUPPORT, IvrCentre

HELLO = SayNode(id="hello", prompts=("hello",), next="queue")
QUEUE = EnqueueNode(id="queue")
BYE = HangUpNode(id="bye")
MENU = MenuNode(
    id="menu",
    prompts=("choose",),
    choices=(Choice(value="1", next="queue"), Choice(value="*", next="bye")),
    otherwise="bye",
)
NUMBER = CollectNode(id="number", prompts=("enter",), cri="Customer", next="queue", otherwise="bye", min_digits=2)
SHOP = LookUpNode(
    id="shop", url="https://shop.example/{Customer}?n={number}", results=("Tier",), next="queue", failed="bye"
)


# --- say ---------------------------------------------------------------------------------------------------------


def test_a_caller_hears_the_flow_then_waits_and_is_offered() -> None:  # F073
    office = IvrCentre(HELLO, QUEUE)
    office.ready("anna")
    leg = office.call()
    assert office.case().state is CaseState.IN_IVR
    assert office.heard() == ("hello",)
    assert office.rung() == []
    assert office.view("bertil").cases[office.case().id].state is CaseState.IN_IVR, "colleagues see it"
    office.prompts_end()
    assert office.rung() == ["anna"]
    assert not office.state.positions
    office.pick_up("anna")
    office.end(leg)
    assert office.status("anna") is AgentStatus.WRAP_UP


def test_who_hangs_up_in_the_ivr_has_abandoned() -> None:
    office = IvrCentre(HELLO, QUEUE)
    office.end(office.call())
    assert office.outcome() is CaseOutcome.ABANDONED
    assert not office.state.positions
    assert not office.state.flow_calls


def test_a_prompt_that_cannot_be_played_holds_nobody_up() -> None:
    office = IvrCentre(HELLO, QUEUE)
    office.call()
    office.give(EffectFailed(effect=office.position().order or 0, why="no such sound"))
    assert office.case().state is CaseState.WAITING


def test_a_prompt_that_never_ends_holds_nobody_up_for_ever() -> None:
    office = IvrCentre(HELLO, QUEUE)
    office.call()
    office.wait(300_000)
    assert office.case().state is CaseState.WAITING


def test_a_prompt_is_not_over_when_it_only_began() -> None:
    office = IvrCentre(HELLO, QUEUE)
    office.call()
    order = office.position().order or 0
    office.give(EffectDone(effect=order))
    assert isinstance(office.events[-1], FactIgnored)
    assert office.at() == "hello"
    office.give(PlayFinished(effect=order))
    assert office.case().state is CaseState.WAITING
    office.give(PlayFinished(effect=order))
    assert isinstance(office.events[-1], FactIgnored)


# --- menu --------------------------------------------------------------------------------------------------------


def test_a_digit_chooses_already_during_the_prompt() -> None:  # F074
    office = IvrCentre(MENU, QUEUE, BYE)
    leg = office.call()
    office.press(leg, "1")
    assert office.case().state is CaseState.WAITING
    assert office.heard()[-1] == "music/waiting"


def test_silence_and_wrong_digits_are_tries_and_then_the_caller_goes_elsewhere() -> None:  # F074
    office = IvrCentre(MENU, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    office.wait(4_999)
    assert office.position().retries == 0
    office.wait(1)
    assert (office.position().retries, office.heard()) == (1, ("choose",))
    office.press(leg, "7")
    assert (office.position().retries, office.heard()) == (2, ("choose",))
    office.prompts_end()
    office.wait(5_000)
    assert office.outcome() is CaseOutcome.TURNED_AWAY
    assert [effect.leg for effect in office.open_orders(HangUpLeg)] == [leg]


def test_a_digit_after_the_prompt_counts_too() -> None:
    office = IvrCentre(MENU, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    office.wait(4_000)
    office.press(leg, "*")
    assert office.outcome() is CaseOutcome.TURNED_AWAY


# --- collect -----------------------------------------------------------------------------------------------------


def test_what_is_entered_becomes_a_cri_that_the_agent_sees() -> None:  # F074
    office = IvrCentre(NUMBER, QUEUE, BYE)
    office.ready("anna")
    leg = office.call()
    office.press(leg, "4711#")
    assert office.value("Customer") == "4711"
    case = office.case().id
    assert office.view("anna").details[case].cris == (Cri(name="Customer", value="4711"),)
    assert case not in office.view("bertil").details


def test_an_entry_ends_by_its_terminator_its_length_or_the_time() -> None:
    for digits, wait, entered in (("12#", 0, "12"), ("123456", 0, "123456"), ("123", 5_000, "123")):
        office = IvrCentre(replace(NUMBER, max_digits=6), QUEUE, BYE)
        leg = office.call()
        office.press(leg, digits)
        office.wait(wait)
        assert (office.value("Customer"), office.case().state) == (entered, CaseState.WAITING), digits


def test_each_digit_gives_more_time() -> None:
    office = IvrCentre(NUMBER, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    for digit in "123":
        office.wait(4_000)
        office.press(leg, digit)
    assert office.position().collected == "123"


def test_the_prompt_stops_at_the_first_digit() -> None:
    office = IvrCentre(NUMBER, QUEUE, BYE)
    leg = office.call()
    prompt = office.position().order or 0
    office.press(leg, "1")
    assert prompt not in office.state.effects
    assert office.heard() == ()


def test_too_short_an_entry_is_asked_for_again_and_then_given_up() -> None:
    office = IvrCentre(replace(NUMBER, retries=1), QUEUE, BYE)
    leg = office.call()
    office.press(leg, "1#")
    assert (office.position().retries, office.position().collected, office.heard()) == (1, "", ("enter",))
    office.press(leg, "#")
    assert office.outcome() is CaseOutcome.TURNED_AWAY


# --- hours, branch, set ------------------------------------------------------------------------------------------


MONDAY_0700_UTC = 4 * 86_400_000 + 7 * 3_600_000
"""5 January 1970."""


@pytest.mark.parametrize(
    ("node", "open_hours"),
    [
        (HoursNode(id="hours", open="queue", closed="bye", hours=(Opening(day=0, begin=420, end=480),)), ()),
        (HoursNode(id="hours", open="queue", closed="bye", queue="support"), (Opening(day=0, begin=420, end=480),)),
    ],
)
def test_hours_decide(node: HoursNode, open_hours: tuple[Opening, ...]) -> None:
    for at, state in ((MONDAY_0700_UTC, CaseState.WAITING), (MONDAY_0700_UTC + 3_600_000, None)):
        office = IvrCentre(node, QUEUE, BYE, support=replace(SUPPORT, hours=open_hours))
        office.now = at
        office.call()
        assert [case.state for case in office.state.cases.values()] == ([state] if state is not None else [])


def test_a_closed_queue_with_a_flow_lets_the_flow_say_so() -> None:
    closed = replace(SERVICE, hours=(Opening(day=0, begin=420, end=480),))
    node = HoursNode(id="hours", open="queue", closed="sorry")
    office = IvrCentre(node, QUEUE, SayNode(id="sorry", prompts=("closed",), next="bye"), BYE, service=closed)
    office.now = MONDAY_0700_UTC - 1
    office.call()
    assert office.heard() == ("closed",)


def test_a_value_decides_the_systems_values_too() -> None:
    branch = BranchNode(id="who", cri="number", choices=(Choice(value="+46700000001", next="vip"),), otherwise="queue")
    vip = SetCriNode(id="vip", cri="Tier", value="gold", next="first")
    office = IvrCentre(branch, vip, EnqueueNode(id="first", priority=5), QUEUE)
    office.call(caller="+46700000001")
    assert (office.value("Tier"), office.case().priority) == ("gold", 5)
    office = IvrCentre(branch, vip, EnqueueNode(id="first", priority=5), QUEUE)
    office.call(caller="+46700000002")
    assert (office.value("Tier"), office.case().priority) == (None, 0)


# --- look up -----------------------------------------------------------------------------------------------------


def test_a_look_up_gets_values_and_gives_some() -> None:  # F074
    office = IvrCentre(replace(NUMBER, next="shop"), SHOP, QUEUE, BYE)
    leg = office.call(caller="+461")
    office.press(leg, "4711#")
    order = office.look_up()
    assert order.url == SHOP.url
    assert order.cris == (Cri(name="Customer", value="4711"), Cri(name="number", value="+461"))
    values = (Cri(name="Tier", value="gold"), Cri(name="Other", value="1"), Cri(name="Tier", value="x" * 2_000))
    office.give(LookUpDone(effect=order.id, values=values))
    assert office.case().state is CaseState.WAITING
    assert (office.value("Tier"), office.value("Other")) == ("gold", None)
    office.give(LookUpDone(effect=order.id, values=values))
    assert isinstance(office.events[-1], FactIgnored)


def test_a_look_up_that_fails_or_takes_too_long_leads_elsewhere() -> None:
    for fail in (True, False):
        office = IvrCentre(replace(NUMBER, next="shop"), SHOP, QUEUE, BYE)
        leg = office.call()
        office.press(leg, "4711#")
        if fail:
            office.give(EffectFailed(effect=office.look_up().id, why="503"))
        else:
            office.wait(5_000)
        assert office.outcome() is CaseOutcome.TURNED_AWAY


# --- enqueue and transfer ----------------------------------------------------------------------------------------


def test_the_flow_chooses_queue_and_priority_and_the_time_in_it_counts() -> None:
    office = IvrCentre(HELLO, EnqueueNode(id="queue", queue="support", priority=3))
    office.call()
    arrived = office.case().created
    office.wait(60_000)
    office.prompts_end()
    case = office.case()
    assert (case.queue, case.priority, case.created) == ("support", 3, arrived)


def test_a_full_queue_gives_to_its_overflow_else_to_another_node_else_takes_all_the_same() -> None:
    full = replace(SUPPORT, max_waiting=0)
    node = EnqueueNode(id="queue", queue="support", shut="bye")
    overflow = Overflow(after_ms=60_000, queue="service")
    office = IvrCentre(node, BYE, support=replace(full, overflow=overflow))
    office.call()
    assert office.case().queue == "service"
    office = IvrCentre(node, BYE, support=full)
    office.call()
    assert office.outcome() is CaseOutcome.TURNED_AWAY
    office = IvrCentre(replace(node, shut=""), BYE, support=full)
    office.call()
    assert office.case().queue == "support"


def test_a_transfer_goes_through_the_other_queues_flow() -> None:
    other = Flow(id="other", start="hello", nodes=(HELLO, QUEUE))
    office = IvrCentre(TransferNode(id="over", queue="support"), support=replace(SUPPORT, flow="other"), flows=(other,))
    office.call()
    assert (office.case().queue, office.position().flow, office.at()) == ("support", "other", "hello")
    office.prompts_end()
    assert (office.case().queue, office.case().state) == ("support", CaseState.WAITING)


def test_a_transfer_to_a_queue_without_a_flow_waits_there() -> None:
    office = IvrCentre(TransferNode(id="over", queue="support"))
    office.call()
    assert (office.case().queue, office.case().state) == ("support", CaseState.WAITING)


def test_flows_that_give_a_caller_to_each_other_end_in_the_queue() -> None:
    other = Flow(id="other", start="back", nodes=(TransferNode(id="back", queue="service"),))
    over = TransferNode(id="over", queue="support")
    office = IvrCentre(over, support=replace(SUPPORT, flow="other"), flows=(other,))
    office.call()
    assert office.case().state is CaseState.WAITING
    assert any(isinstance(event, FlowStopped) for event in office.events)


def test_a_flow_that_goes_round_on_failures_alone_is_left_for_the_queue() -> None:
    """Prompts that cannot be played, a service that answers at once: no caller is kept busy by machines."""
    office = IvrCentre(replace(SHOP, url="https://shop.example", failed="shop"), QUEUE)
    office.call()
    for _ in range(50):
        office.give(EffectFailed(effect=office.look_up().id, why="503"))
    assert office.case().state is CaseState.WAITING
    (stopped,) = [event for event in office.events if isinstance(event, FlowStopped)]
    assert (stopped.flow, stopped.node) == ("main", "shop")


# --- services without an agent -----------------------------------------------------------------------------------


def test_a_service_that_finishes_without_an_agent() -> None:  # F074
    balance = SayNode(id="balance", prompts=("balance",), next="bye", serves=True)
    office = IvrCentre(balance, BYE)
    office.call()
    office.prompts_end()
    assert office.outcome() is CaseOutcome.SELF_SERVICE
    office = IvrCentre(balance, BYE)
    office.end(office.call())
    assert office.outcome() is CaseOutcome.SELF_SERVICE, "who knows enough hangs up"


def test_a_voice_message_is_recorded() -> None:  # F075
    message = MessageNode(id="message", prompts=("speak",), next="bye", failed="queue", queue="support", max_ms=60_000)
    office = IvrCentre(message, QUEUE, BYE)
    office.call()
    assert not office.open_orders(RecordMessage)
    office.prompts_end()
    (order,) = office.open_orders(RecordMessage)
    assert isinstance(order, RecordMessage)
    assert (order.max_ms, office.state.cases[order.case].queue) == (60_000, "support")
    office.give(EffectDone(effect=order.id))
    assert office.outcome() is CaseOutcome.VOICE_MESSAGE


def test_hanging_up_ends_a_voice_message_as_well() -> None:  # F075
    message = MessageNode(id="message", prompts=("speak",), next="bye", failed="queue")
    office = IvrCentre(message, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    office.end(leg)
    assert office.outcome() is CaseOutcome.VOICE_MESSAGE


@pytest.mark.parametrize("late", [False, True])
def test_a_message_that_cannot_be_recorded_leads_elsewhere(late: bool) -> None:  # F075
    message = MessageNode(id="message", prompts=("speak",), next="bye", failed="queue", max_ms=60_000)
    office = IvrCentre(message, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    if late:
        office.wait(70_000)
    else:
        office.give(EffectFailed(effect=office.open_orders(RecordMessage)[0].id, why="disk full"))
    assert office.case().state is CaseState.WAITING
    office.end(leg)
    assert office.outcome() is CaseOutcome.ABANDONED


def test_a_message_that_was_not_recorded_is_none_whatever_comes_after_it() -> None:  # F075
    message = MessageNode(id="message", prompts=("speak",), next="bye", failed="sorry")
    office = IvrCentre(message, SayNode(id="sorry", prompts=("sorry",), next="bye"), BYE)
    office.call()
    office.prompts_end()
    office.give(EffectFailed(effect=office.open_orders(RecordMessage)[0].id, why="disk full"))
    office.prompts_end()
    assert office.outcome() is CaseOutcome.TURNED_AWAY


# --- what happens meanwhile --------------------------------------------------------------------------------------


def test_a_call_goes_on_in_the_flow_in_which_it_began() -> None:  # F110
    office = IvrCentre(MENU, QUEUE, BYE)
    first = office.call()
    changed = Flow(
        id="main", start="menu", nodes=(replace(MENU, choices=(Choice(value="2", next="queue"),)), QUEUE, BYE)
    )
    assert office.ask(SYSTEM, Define(flows=(changed,))) is None
    assert (office.state.flows["main"].revision, len(office.state.older_flows)) == (2, 1)
    second = office.call()
    office.press(first, "1")
    assert not office.state.older_flows, "nobody is in the old one any more"
    assert [case.state for case in office.state.cases.values()] == [CaseState.WAITING, CaseState.IN_IVR]
    office.press(second, "2")
    assert [case.state for case in office.state.cases.values()] == [CaseState.WAITING, CaseState.WAITING]


def test_the_same_flow_once_more_is_no_new_revision() -> None:
    office = IvrCentre(MENU, QUEUE, BYE)
    said = len(office.events)
    assert office.ask(SYSTEM, Define(flows=(Flow(id="main", start="menu", nodes=(MENU, QUEUE, BYE)),))) is None
    assert len(office.events) == said


def test_a_caller_in_the_ivr_survives_the_server() -> None:  # F120
    office = IvrCentre(NUMBER, QUEUE, BYE)
    leg = office.call()
    office.press(leg, "47")
    office.give(AdapterStarted(legs=(leg,)))
    office.press(leg, "11#")
    assert office.value("Customer") == "4711"


def test_a_caller_whose_leg_did_not_survive_is_told_as_lost() -> None:
    office = IvrCentre(NUMBER, QUEUE, BYE)
    office.call()
    office.give(AdapterStarted(legs=()))
    assert office.outcome() is CaseOutcome.SWITCH_RESTART
    assert not office.state.positions


def test_a_look_up_ends_with_its_caller() -> None:
    office = IvrCentre(replace(SHOP, url="https://shop.example"), QUEUE, BYE)
    leg = office.call()
    order = office.look_up().id
    office.end(leg, LegEnd.HUNG_UP)
    assert not office.open_orders(LookUp)
    office.give(LookUpDone(effect=order, values=()))
    assert isinstance(office.events[-1], FactIgnored)


# --- to a number outside -----------------------------------------------------------------------------------------


OUTSIDE = TransferNode(id="outside", number="+46680")


def test_a_transfer_outside_is_dialled_with_the_queues_number_and_both_talk() -> None:  # F033 F074
    office = IvrCentre(OUTSIDE, service=replace(SERVICE, caller_number="+46770"))
    leg = office.call()
    (order,) = office.ordered(DialLeg)
    assert (order.number, order.caller) == ("+46680", "+46770")
    assert office.case().state is CaseState.DIALLING
    assert office.heard() == ("music/waiting",)
    office.give(LegAnswered(leg=order.leg))
    assert office.case().state is CaseState.EXTERNAL
    assert (office.ordered(Connect)[-1].leg, office.ordered(Connect)[-1].peer) == (leg, order.leg)
    office.end(order.leg)
    last = [event.case for event in office.events if isinstance(event, CaseChanged)][-1]
    assert (last.state, last.outcome) == (CaseState.ENDED, CaseOutcome.HANDLED)
    assert leg not in office.state.legs


@pytest.mark.parametrize("cause", [LegEnd.REJECTED, LegEnd.NO_ANSWER, LegEnd.UNREACHABLE])
def test_who_is_not_reached_outside_waits_in_the_queue(cause: LegEnd) -> None:  # F074 F122
    office = IvrCentre(OUTSIDE)
    office.ready("anna")
    office.call()
    office.end(office.ordered(DialLeg)[-1].leg, cause)
    assert office.offer("anna").case == office.case().id


def test_a_number_that_rings_too_long_is_given_up() -> None:  # F122
    office = IvrCentre(OUTSIDE)
    office.call()
    office.wait(45_000)
    assert (office.case().state, office.heard()[-1]) == (CaseState.WAITING, "music/waiting")
