"""What the view has of messages, my cases and calls to pick, from a real centre (F055, F056, F082)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client import mail
from agent_desktop.client.own_cases import may_pick, my_cases, pickable
from agent_desktop.domain.messages import (
    SYSTEM,
    Agent,
    CentreRules,
    CherryPick,
    Define,
    KeptAs,
    MessageSent,
    Right,
    SendMessage,
)
from tests.fakes.centre import QUEUES, READY, Centre


def picking() -> Centre:
    """Anna may pick calls of customer service."""
    centre = Centre()
    anna = replace(centre.state.agents["anna"], rights=(Right.CHERRY_PICK, Right.MESSAGE))
    define = Define(queues=QUEUES, agents=(anna,), centre=CentreRules(cherry_pick=True))
    assert centre.ask(SYSTEM, define) is None
    centre.log_in("anna")
    return centre


def test_calls_that_wait_may_be_picked_by_who_has_the_right() -> None:  # F056
    centre = picking()
    centre.call("1000")
    centre.call("1000")
    seen = centre.view("anna")
    rows = pickable(seen, "anna")
    assert may_pick(seen, "anna")
    assert [row.queue for row in rows] == [centre.state.queues["service"].name] * 2
    assert rows[0].case.id < rows[1].case.id
    assert rows[0].details is not None
    assert (may_pick(seen, "bertil"), pickable(seen, "bertil")) == (False, ())


def test_a_call_that_is_picked_with_a_case_at_hand_is_among_my_cases() -> None:  # F056 F082
    centre = picking()
    assert centre.ask("anna", READY) is None
    centre.call("1000")
    centre.pick_up("anna")
    centre.call("1000")
    (row,) = pickable(centre.view("anna"), "anna")
    assert centre.ask("anna", CherryPick(case=row.case.id)) is None
    seen = centre.view("anna")
    assert [kept.case.kept_as for kept in my_cases(seen, "anna")] == [KeptAs.CHERRY_PICKED]
    assert pickable(seen, "anna") == ()
    assert my_cases(seen, "vera") == ()


def test_messages_are_kept_with_the_names_of_then() -> None:  # F055
    centre = picking()
    centre.log_in("bertil")
    assert centre.ask("anna", SendMessage(text="Lunch?", agent="bertil")) is None
    (sent,) = [event.message for event in centre.events if isinstance(event, MessageSent)]
    (mine,) = mail.after((), sent, centre.state, "anna")
    (theirs,) = mail.after((), sent, centre.state, "bertil")
    agents: dict[str, Agent] = dict(centre.state.agents)
    assert (mine.mine, mine.receivers, mine.text) == (True, (agents["bertil"].name,), "Lunch?")
    assert (theirs.mine, theirs.sender, theirs.sender_name) == (False, "anna", agents["anna"].name)
    (of_system,) = mail.after((), replace(sent, sender=SYSTEM), centre.state, "bertil")
    assert (of_system.sender, of_system.sender_name) == ("", "")
    many: tuple[mail.Mail, ...] = ()
    for number in range(mail.KEPT + 5):
        many = mail.after(many, replace(sent, id=number), centre.state, "anna")
    assert (len(many), many[-1].id) == (mail.KEPT, mail.KEPT + 4)
