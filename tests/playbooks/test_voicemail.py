"""A voice message: left in the IVR, delivered as a case of its queue, listened to, and answered."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.flows import EnqueueNode, HangUpNode, MessageNode, SayNode
from agent_desktop.domain.messages import (
    AgentStatus,
    Case,
    CaseKind,
    CaseOutcome,
    CaseState,
    CloseCase,
    EffectDone,
    EffectFailed,
    FactIgnored,
    FileServed,
    LegEnd,
    PutBack,
    RecordingHeard,
    RecordMessage,
    RejectCase,
    RingLeg,
    TakeCase,
)
from agent_desktop.domain.voicemail import messages_for
from tests.fakes.ivr import IvrCentre

SPEAK = MessageNode(id="speak", prompts=("speak",), next="thanks", failed="sorry", max_ms=60_000)
THANKS = SayNode(id="thanks", prompts=("thanks",), next="bye")
SORRY = SayNode(id="sorry", prompts=("sorry",), next="queue")
QUEUE, BYE = EnqueueNode(id="queue"), HangUpNode(id="bye")


def speaking() -> tuple[IvrCentre, str, RecordMessage]:
    """A caller has heard the tone and speaks."""
    office = IvrCentre(SPEAK, THANKS, SORRY, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    (order,) = office.open_orders(RecordMessage)
    assert isinstance(order, RecordMessage)
    return office, leg, order


def message(office: IvrCentre) -> Case:
    return next(case for case in office.state.cases.values() if case.kind is CaseKind.VOICE_MESSAGE)


def test_a_message_becomes_a_case_of_its_queue() -> None:  # F037 F075
    office, leg, order = speaking()
    call = office.state.legs[leg].case
    assert message(office).state is CaseState.ARRIVING
    office.give(EffectDone(effect=order.id))
    case = message(office)
    assert (case.state, case.queue, case.message, case.follows) == (CaseState.WAITING, "service", order.id, call)
    assert office.state.details[case.id].number == office.state.details[call].number
    office.prompts_end()
    assert office.outcome() is CaseOutcome.VOICE_MESSAGE
    assert message(office).state is CaseState.WAITING


def test_a_message_is_kept_when_the_caller_hangs_up() -> None:  # F075
    office, leg, order = speaking()
    office.end(leg)
    assert message(office).state is CaseState.ARRIVING, "its file is not whole yet"
    assert office.open_orders(RecordMessage) == [order]
    office.ready("anna")
    assert not office.state.offers
    office.give(EffectDone(effect=order.id))
    assert [offer.agent for offer in office.state.offers.values()] == ["anna"]
    assert office.state.details[message(office).id].number == "+46701234567", "the call's own are gone"


def test_an_agent_takes_it_listens_and_wraps_up() -> None:  # F037
    office, leg, order = speaking()
    office.end(leg)
    office.give(EffectDone(effect=order.id))
    office.ready("anna")
    case = message(office)
    assert not [effect for effect in office.effects if isinstance(effect, RingLeg)], "nobody is there to be rung for"
    assert office.ask("anna", TakeCase(case=case.id)) is None
    assert office.state.presences["anna"].desk == (case.id,)
    assert office.ask("anna", CloseCase(case=case.id)) is None
    assert office.status("anna") is AgentStatus.WRAP_UP
    office.wait(8_000)
    assert case.id not in office.state.cases


def test_it_is_rejected_and_put_back_as_other_cases_are() -> None:
    office, leg, order = speaking()
    office.end(leg)
    office.give(EffectDone(effect=order.id))
    office.ready("anna")
    case = message(office)
    assert office.ask("anna", RejectCase(case=case.id)) is None
    assert message(office).state is CaseState.WAITING
    office.ready("bertil")
    assert office.ask("bertil", TakeCase(case=case.id)) is None
    assert office.ask("bertil", PutBack(case=case.id)) is None
    assert message(office).agent in (None, "bertil")


def test_callers_go_before_messages() -> None:
    office = IvrCentre(replace(SPEAK, queue="support"), THANKS, SORRY, QUEUE, BYE)
    leg = office.call()
    office.prompts_end()
    office.end(leg)
    office.give(EffectDone(effect=office.open_orders(RecordMessage)[0].id))
    leg = office.call("2000")
    later = office.state.legs[leg].case
    office.ready("oksana")
    assert list(office.state.offers) == [later]


def test_nothing_said_is_no_case() -> None:
    office, leg, order = speaking()
    office.end(leg)
    case = message(office)
    office.give(EffectFailed(effect=order.id, why="nothing was said"))
    assert case.id not in office.state.cases
    assert not office.state.effects


def test_a_message_whose_order_is_never_answered_is_over() -> None:
    office, leg, order = speaking()
    case = message(office)
    office.end(leg)
    office.wait(80_000)
    assert case.id not in office.state.cases
    assert order.id not in office.state.effects


def test_a_message_survives_the_loss_of_its_leg() -> None:
    office, leg, order = speaking()
    office.end(leg, LegEnd.LOST)
    office.give(EffectDone(effect=order.id))
    assert message(office).state is CaseState.WAITING


def test_who_listened_is_on_record() -> None:
    office, leg, order = speaking()
    office.end(leg)
    office.give(EffectDone(effect=order.id))
    office.give(FileServed(recording=order.id, case=message(office).id, agent="anna"))
    heard = office.events[-1]
    assert heard == RecordingHeard(recording=order.id, case=message(office).id, agent="anna", at=office.now)
    office.give(FileServed(recording=order.id, case=1, agent="nobody"))
    assert isinstance(office.events[-1], FactIgnored)


def test_the_lamp_of_a_phone_counts_the_messages_that_wait_in_its_agents_queues() -> None:  # F037
    office, leg, order = speaking()
    counts = {agent: messages_for(office.state, agent) for agent in ("anna", "oksana", "nobody")}
    assert counts == {"anna": 0, "oksana": 0, "nobody": 0}
    office.end(leg)
    caller = office.call("2000")
    office.give(EffectDone(effect=order.id))
    assert messages_for(office.state, "anna") == 1, "callers who wait are no messages"
    office.end(caller)
    assert messages_for(office.state, "oksana") == 0
    office.ready("anna")
    assert office.ask("anna", TakeCase(case=message(office).id)) is None
    assert messages_for(office.state, "anna") == 0
