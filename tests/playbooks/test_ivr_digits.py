"""Digits that nobody may keep, digits pressed while waiting, and the offer to call back."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from agent_desktop.domain.digits import redacted
from agent_desktop.domain.flows import (
    CallbackNode,
    Choice,
    CollectNode,
    EnqueueNode,
    Flow,
    HangUpNode,
    LookUpNode,
    MessageNode,
    SayNode,
    Secret,
)
from agent_desktop.domain.messages import (
    Case,
    CaseKind,
    CaseOutcome,
    CaseState,
    Cri,
    DigitPressed,
    EffectFailed,
    FactIgnored,
    LookUpDone,
    RecordMessage,
    SpeakNumber,
)
from tests.fakes.ivr import SERVICE, IvrCentre

QUEUE = EnqueueNode(id="queue")
BYE = HangUpNode(id="bye")
PIN = CollectNode(
    id="pin", prompts=("pin",), cri="Pin", next="login", otherwise="bye", min_digits=4, max_digits=4, secret=True
)
LOGIN = LookUpNode(
    id="login", url="https://bank.example/{Customer}?pin={Pin}", results=("Balance",), next="queue", failed="pin"
)
CUSTOMER = CollectNode(id="customer", prompts=("who",), cri="Customer", next="pin", otherwise="bye")
CALLBACK = CallbackNode(id="callback", prompts=("call_back",), next="thanks", otherwise="queue")
THANKS = SayNode(id="thanks", prompts=("thanks",), next="bye", serves=True)  # a callback stays one all the same


# --- secrets -----------------------------------------------------------------------------------------------------


def test_the_digits_of_a_secret_reach_neither_events_nor_the_log() -> None:  # F074
    office = IvrCentre(CUSTOMER, PIN, LOGIN, QUEUE, BYE)
    leg = office.call()
    log: list[bytes] = []
    for number, digit in enumerate("55#8317", start=1):
        fact = DigitPressed(leg=leg, digit=digit, number=number)
        log.append(msgspec.json.encode(redacted(fact, office.state)))
        office.give(fact)
    assert [msgspec.json.decode(line, type=DigitPressed).digit for line in log] == ["5", "5", "#", "", "", "", ""]
    order = office.look_up()
    assert order.cris == (Cri(name="Customer", value="55"),)
    assert order.secrets == (Secret(cri="Pin", digits=(4, 5, 6, 7)),)
    assert office.value("Pin") is None
    assert b"8317" not in msgspec.json.encode(office.events)
    assert all(b'"8"' not in line and b'"7"' not in line for line in log)
    office.give(LookUpDone(effect=order.id, values=(Cri(name="Balance", value="12"), Cri(name="Pin", value="8317"))))
    assert (office.value("Balance"), office.value("Pin")) == ("12", None)


def test_the_log_of_inputs_stepped_again_gives_the_same_events() -> None:
    """Whoever audits the log has hidden digits, and must come to the same."""
    nodes = (CUSTOMER, replace(PIN, min_digits=2, max_digits=9), LOGIN, QUEUE, BYE)
    office, audit = IvrCentre(*nodes), IvrCentre(*nodes)
    leg = office.call()
    audit.call()
    for number, digit in enumerate("55#8#831A7#5", start=1):
        fact = DigitPressed(leg=leg, digit=digit, number=number)
        audit.give(redacted(fact, office.state))
        office.give(fact)
        assert audit.events == office.events
    assert office.look_up().secrets == (Secret(cri="Pin", digits=(6, 7, 8, 10)),)


def test_a_secret_entered_anew_is_the_new_one() -> None:
    office = IvrCentre(PIN, replace(LOGIN, url="https://bank.example/?pin={Pin}"), QUEUE, BYE)
    leg = office.call()
    office.press(leg, "12#")  # too short
    assert not office.position().secrets
    office.press(leg, "1234")
    assert office.look_up().secrets == (Secret(cri="Pin", digits=(4, 5, 6, 7)),)


def test_digits_that_nobody_asked_for_are_not_kept_either() -> None:
    """A caller who knows the prompts types the PIN before it is asked for."""
    office = IvrCentre(SayNode(id="hello", prompts=("hello",), next="customer"), CUSTOMER, PIN, LOGIN, QUEUE, BYE)
    leg = office.call()
    fact = DigitPressed(leg=leg, digit="8", number=1)
    assert redacted(fact, office.state) == replace(fact, digit="")
    said = len(office.events)
    office.give(fact)
    assert len(office.events) == said
    stranger = DigitPressed(leg="i99", digit="8", number=1)
    assert redacted(stranger, office.state) == replace(stranger, digit="")
    office.give(stranger)
    assert office.events[-1] == FactIgnored(fact="DigitPressed", subject="i99", why="unknown leg")


def test_what_is_pressed_in_a_talk_is_not_kept() -> None:
    office = IvrCentre(QUEUE)
    office.ready("anna")
    leg = office.call()
    own = office.pick_up("anna")
    for one in (leg, own):
        fact = DigitPressed(leg=one, digit="8", number=1)
        assert redacted(fact, office.state).digit == ""  # type: ignore[union-attr]
        said = len(office.events)
        office.give(fact)
        assert len(office.events) == said


def test_what_is_no_digit_is_ignored() -> None:
    office = IvrCentre(CUSTOMER, PIN, LOGIN, QUEUE, BYE)
    office.give(DigitPressed(leg=office.call(), digit="A", number=1))
    assert isinstance(office.events[-1], FactIgnored)
    assert office.position().collected == ""


# --- while waiting -----------------------------------------------------------------------------------------------

KEYS = (Choice(value="1", next="back"), Choice(value="2", next="message"))
BACK = Flow(id="back", start="callback", nodes=(CALLBACK, THANKS, QUEUE, BYE))
MESSAGE = Flow(
    id="message",
    start="message",
    nodes=(MessageNode(id="message", prompts=("speak",), next="bye", failed="queue"), QUEUE, BYE),
)


def spoken(office: IvrCentre) -> str:
    """The number that was spoken back last."""
    return office.ordered(SpeakNumber)[-1].number


def waiting() -> tuple[IvrCentre, str, Case]:
    """A caller who came first of two, and waits."""
    office = IvrCentre(QUEUE, service=replace(SERVICE, keys=KEYS), flows=(BACK, MESSAGE))
    leg = office.call(caller="+461")
    case = office.case()
    office.wait(1_000)
    office.call(caller="+462")
    office.wait(60_000)
    return office, leg, case


def test_a_waiting_caller_takes_a_callback_in_the_same_place() -> None:  # F075
    office, leg, case = waiting()
    assert redacted(DigitPressed(leg=leg, digit="1", number=1), office.state).digit == "1"  # type: ignore[union-attr]
    assert redacted(DigitPressed(leg=leg, digit="9", number=1), office.state).digit == ""  # type: ignore[union-attr]
    office.press(leg, "1")
    assert office.state.cases[case.id].state is CaseState.IN_IVR
    office.press(leg, "#")
    assert spoken(office) == "+461"
    office.prompts_end()
    office.press(leg, "1")
    (callback,) = [row for row in office.state.cases.values() if row.kind is CaseKind.CALLBACK]
    assert (callback.state, callback.created, callback.priority) == (CaseState.WAITING, case.created, case.priority)
    assert office.state.details[callback.id].number == "+461"
    assert office.heard() == ("thanks",)
    office.prompts_end()
    assert office.outcome() is CaseOutcome.CALLBACK
    first = office.state.waiting["service"].first()
    assert first is not None
    assert first[2] == callback.id, "before the caller who came later"


def test_another_number_may_be_entered_for_the_callback() -> None:  # F075
    office, leg, _ = waiting()
    office.press(leg, "10703331145#2")
    assert spoken(office) == "0703331145", "and it was wrong"
    office.press(leg, "0703331144#")
    assert spoken(office) == "0703331144"
    assert not [row for row in office.state.cases.values() if row.kind is CaseKind.CALLBACK]
    office.press(leg, "1")
    (callback,) = [row for row in office.state.cases.values() if row.kind is CaseKind.CALLBACK]
    assert office.state.details[callback.id].number == "0703331144"
    office.end(leg)
    assert office.outcome() is CaseOutcome.CALLBACK, "who hangs up during the thanks is called back"


def test_who_declines_or_says_nothing_waits_on_in_the_same_place() -> None:  # F075
    for digits in ("1*", "1", "1#", "1#*"):
        office, leg, case = waiting()
        office.press(leg, digits)
        for _ in range(3):
            office.prompts_end()
            office.wait(5_000)
        row = office.state.cases[case.id]
        assert (row.state, row.created) == (CaseState.WAITING, case.created)
        assert len(office.state.cases) == 2


def test_a_withheld_number_has_to_be_entered() -> None:  # F075
    office = IvrCentre(CALLBACK, THANKS, QUEUE, BYE)
    leg = office.call(caller="")
    office.press(leg, "#")
    assert (office.position().node, office.position().retries) == ("callback", 1)
    office.press(leg, "0703331144#1")
    assert office.at() == "thanks"


def test_a_number_that_is_neither_confirmed_nor_corrected_is_spoken_again() -> None:  # F075
    office = IvrCentre(CALLBACK, THANKS, QUEUE, BYE)
    leg = office.call(caller="+461")
    office.press(leg, "0703331144#7")
    office.prompts_end()
    office.wait(5_000)
    assert [order.number for order in office.ordered(SpeakNumber)] == ["0703331144"] * 3
    assert (office.ordered(SpeakNumber)[-1].language, office.position().retries) == ("en", 2)
    assert office.ordered(SpeakNumber)[-1].once == ("prompts/en/callback_confirm",)
    office.press(leg, "9")
    assert office.case().state is CaseState.WAITING, "after the last try the caller waits"
    assert [row.kind for row in office.state.cases.values()] == [CaseKind.INBOUND_CALL]


def test_a_number_that_cannot_be_spoken_can_be_confirmed_all_the_same() -> None:
    office = IvrCentre(CALLBACK, THANKS, QUEUE, BYE)
    leg = office.call(caller="+461")
    office.press(leg, "#")
    office.give(EffectFailed(effect=office.ordered(SpeakNumber)[0].id, why="no numbers"))
    office.press(leg, "1")
    assert office.at() == "thanks"


def test_a_flow_may_do_without_speaking_it_back() -> None:
    office = IvrCentre(replace(CALLBACK, confirm=()), THANKS, QUEUE, BYE)
    leg = office.call(caller="+461")
    office.press(leg, "#")
    assert (office.at(), office.ordered(SpeakNumber)) == ("thanks", [])


def test_an_endless_number_is_a_try() -> None:
    office = IvrCentre(CALLBACK, THANKS, QUEUE, BYE)
    leg = office.call()
    office.press(leg, "1" * 33)
    assert (office.position().retries, office.position().collected) == (1, "")


def test_a_waiting_caller_leaves_a_message() -> None:  # F075
    office, leg, case = waiting()
    office.press(leg, "2")
    office.prompts_end()
    (order,) = office.open_orders(RecordMessage)
    assert isinstance(order, RecordMessage)
    assert order.case == case.id
    office.end(leg)
    assert office.outcome() is CaseOutcome.VOICE_MESSAGE
