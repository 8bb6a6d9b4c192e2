"""Agents among themselves: messages, help, and who else has a case's card open."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain import views
from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptHelp,
    AnyCommand,
    AskHelp,
    AssignOwner,
    ClientGone,
    CloseCard,
    CloseCase,
    Define,
    ForwardCase,
    HelpEnd,
    HelpEnded,
    LogIn,
    LogOut,
    MarkPartlyAnswered,
    MessageSent,
    OpenCard,
    PutBack,
    Right,
    SendMessage,
    SetPriority,
    WithdrawHelp,
    WriteNote,
)
from tests.fakes.centre import Centre, code
from tests.fakes.written import AGENTS, at_desk, do, written

ANNA, *OTHERS = AGENTS


def talkative() -> Centre:
    """Anna may write to colleagues; all but Oksana are there."""
    office = written(agents=(replace(ANNA, rights=(Right.MESSAGE,)), *OTHERS))
    office.log_in("anna", "bertil", "vera")
    return office


def receivers(office: Centre) -> set[str]:
    """Whose clients are sent the last event."""
    before, event = office.history[-1]
    assert isinstance(event, MessageSent)
    return {agent for agent in office.state.agents if views.visible(before, event, agent)}


# --- messages --------------------------------------------------------------------------------------


def test_a_message_is_for_sender_and_receiver_alone() -> None:  # F055
    office = talkative()
    do(office, "anna", SendMessage(agent="bertil", text="Coffee?"))
    assert receivers(office) == {"anna", "bertil"}
    message = office.events[-1].message
    assert (message.sender, message.agents, message.text, message.at) == ("anna", ("bertil",), "Coffee?", office.now)


def test_a_supervisor_writes_to_a_queue_and_the_system_to_anybody() -> None:  # F051 F055
    office = talkative()
    do(office, "vera", SendMessage(queue="mail", text="The line is down."))
    assert receivers(office) == {"anna", "bertil", "vera"}
    do(office, SYSTEM, SendMessage(queue="claims", text="Maintenance at ten."))
    assert receivers(office) == {"anna", "bertil"}
    do(office, SYSTEM, SendMessage(agent="vera", text="The disk is full."))
    assert receivers(office) == {"vera"}


@pytest.mark.parametrize(
    ("by", "command", "expected"),
    [
        ("nobody", SendMessage(text="T", agent="anna"), "unknown_agent"),
        ("oksana", SendMessage(text="T", agent="anna"), "logged_out"),
        ("bertil", SendMessage(text="T", agent="anna"), "not_allowed"),
        ("anna", SendMessage(text="T", queue="mail"), "not_allowed"),
        ("anna", SendMessage(text="T"), "queue_or_agent"),
        ("anna", SendMessage(text="T", agent="vera", queue="mail"), "queue_or_agent"),
        ("anna", SendMessage(text=" ", agent="vera"), "bad_message"),
        ("anna", SendMessage(text="x" * 10_001, agent="vera"), "bad_message"),
        ("anna", SendMessage(text="T", agent="nobody"), "no_such_agent"),
        ("anna", SendMessage(text="T", agent="oksana"), "agent_absent"),
        ("vera", SendMessage(text="T", queue="nowhere"), "no_such_queue"),
    ],
)
def test_messages_that_are_not_sent(by: str, command: AnyCommand, expected: str) -> None:  # F055
    assert code(talkative(), by, command) == expected


def test_a_message_to_a_queue_where_nobody_is() -> None:
    office = talkative()
    do(office, "anna", LogOut())
    do(office, "bertil", LogOut())
    assert code(office, "vera", SendMessage(text="T", queue="mail")) == "nobody_there"


# --- help ------------------------------------------------------------------------------------------


def test_a_supervisor_sees_who_asks_for_help_and_comes() -> None:
    office, case = at_desk("chat")
    do(office, "vera", LogIn())
    do(office, "anna", AskHelp(case=case))
    assert office.view("vera").help["anna"].case == case
    assert "anna" in office.view("anna").help
    assert len(office.view("bertil").help) == 0
    do(office, "vera", AcceptHelp(agent="anna"))
    assert office.told("anna") == ["help_coming"]
    assert len(office.view("vera").help) == 0
    assert [(e.how, e.by) for e in office.events if isinstance(e, HelpEnded)] == [(HelpEnd.ACCEPTED, "vera")]


def test_help_that_nobody_gives_or_needs_any_more() -> None:  # F122
    office, _ = at_desk("chat")
    do(office, "anna", AskHelp())
    do(office, "anna", AskHelp())
    office.wait(299_999)
    assert "anna" in office.state.help
    office.wait(1)
    assert office.told("anna") == ["help_expired"]
    do(office, "anna", AskHelp())
    do(office, "anna", WithdrawHelp())
    do(office, "anna", AskHelp())
    do(office, "anna", LogOut())
    ends = [event.how for event in office.events if isinstance(event, HelpEnded)]
    assert ends == [HelpEnd.EXPIRED, HelpEnd.WITHDRAWN, HelpEnd.LEFT]


def test_help_that_cannot_be_asked_or_given() -> None:
    office, case = at_desk("chat")
    office.log_in("bertil", "vera")
    assert code(office, "nobody", AskHelp()) == "unknown_agent"
    assert code(office, "oksana", AskHelp()) == "logged_out"
    assert code(office, "oksana", WithdrawHelp()) == "logged_out"
    assert code(office, "bertil", AskHelp(case=case)) == "not_your_case"
    assert code(office, "bertil", AskHelp(case=4711)) == "unknown_case"
    assert code(office, "bertil", WithdrawHelp()) == "no_help_asked"
    assert code(office, "oksana", AcceptHelp(agent="anna")) == "logged_out"
    assert code(office, "vera", AcceptHelp(agent="anna")) == "no_help_asked"
    do(office, "anna", AskHelp())
    assert code(office, "bertil", AcceptHelp(agent="anna")) == "not_allowed"


def test_who_becomes_a_supervisor_sees_the_wishes_for_help_at_once() -> None:  # F110
    office, _ = at_desk("chat")
    do(office, "anna", AskHelp())
    bertil = AGENTS[1]
    office.ask(SYSTEM, Define(agents=(replace(bertil, supervisor=True),)))
    assert "anna" in office.view("bertil").help
    office.ask(SYSTEM, Define(agents=(bertil,)))
    assert len(office.view("bertil").help) == 0


# --- cards -----------------------------------------------------------------------------------------


def test_who_has_a_case_is_told_that_somebody_else_opened_its_card() -> None:  # F094 F104
    office, case = at_desk("mail")
    office.log_in("vera")
    do(office, "vera", OpenCard(case=case))
    assert office.told("anna") == ["card_opened"]
    assert office.state.readers[case] == ("vera",)
    assert office.view("bertil").readers[case] == ("vera",)
    do(office, "anna", OpenCard(case=case))
    do(office, "anna", OpenCard(case=case))
    assert office.told("vera") == ["card_opened"]
    do(office, "vera", CloseCard(case=case))
    assert office.state.readers[case] == ("anna",)
    do(office, "anna", CloseCard(case=case))
    assert case not in office.state.readers
    assert office.presence("anna").desk == (case,)  # F077: the case stays at hand


def test_who_has_the_card_open_is_told_what_somebody_else_changed() -> None:  # F104
    office, case = at_desk("mail")
    office.log_in("vera")
    do(office, "vera", OpenCard(case=case))
    for command in (
        SetPriority(case=case),
        MarkPartlyAnswered(case=case),
        AssignOwner(case=case),
        WriteNote(case=case, text="N", device="d", number=1),
        WriteNote(case=case, text="No", device="d", number=2),
        PutBack(case=case),
    ):
        do(office, "anna", command)
    assert office.told("vera") == ["card_changed"] * 5
    assert office.told("anna") == ["card_opened"]


def test_an_agent_whose_case_is_moved_by_a_supervisor_is_told() -> None:  # F104
    office, case = at_desk("mail")
    office.log_in("bertil")
    do(office, "vera", ForwardCase(case=case, agent="bertil"))
    assert office.told("anna") == ["card_changed"]


def test_cards_are_closed_for_who_goes() -> None:  # F122
    office, case = at_desk("mail")
    office.log_in("vera")
    do(office, "vera", OpenCard(case=case))
    do(office, "anna", OpenCard(case=case))
    office.give(ClientGone(agent="vera"))
    office.wait(15_000)
    assert office.state.readers[case] == ("anna",)
    do(office, "anna", LogOut())
    assert case not in office.state.readers


def test_a_card_is_for_who_may_see_it() -> None:
    office, case = at_desk("mail")
    office.log_in("bertil")
    for command in (OpenCard(case=case), CloseCard(case=case)):
        assert code(office, "nobody", command) == "unknown_agent"
        assert code(office, "oksana", command) == "logged_out"
    assert code(office, "bertil", OpenCard(case=case)) == "not_allowed"
    assert code(office, "bertil", OpenCard(case=4711)) == "unknown_case"
    do(office, "bertil", CloseCard(case=4711))
    do(office, "anna", CloseCase(case=case))
    office.wait(0)
    assert code(office, "anna", OpenCard(case=case)) == "unknown_case"
