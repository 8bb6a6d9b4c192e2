"""The action table: what can be done when, and what it makes."""

from __future__ import annotations

import re

import msgspec
import pytest
from msgspec.structs import replace

from agent_desktop.client.action import NOTHING, Choice, Group, Made
from agent_desktop.client.actions import ACTIONS, BY_ID, is_busy_with
from agent_desktop.client.view import Link, PhoneView, View
from agent_desktop.domain.messages import (
    AgentStatus,
    AnswerCall,
    ArchiveClip,
    Case,
    CaseKind,
    CaseState,
    Clip,
    HangUpCall,
    NextStatus,
    Offer,
    PlayClip,
    Presence,
    Reason,
    RecordClip,
    SetStatus,
    TakeCase,
    Why,
)
from agent_desktop.phone.port import Answer, HangUp, Mute

READY = NextStatus(status=AgentStatus.READY)


def view(status: AgentStatus, *, link: Link = Link.ONLINE, phone: PhoneView | None = None, **row: object) -> View:
    presence = Presence(agent="bertil", status=status, **row)  # pyright: ignore[reportArgumentType]
    return View(presence=presence, link=link, phone=phone or PhoneView())


def make(action: str, shown: View, choice: Choice = NOTHING) -> Made | None:
    return BY_ID[action].make(shown, choice)


def enabled(shown: View) -> set[str]:
    """But those that open a dialog of the window, which is possible at any time."""
    return {action.id for action in ACTIONS if action.enabled(shown) and action.opens is None}


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (AgentStatus.LOGGED_OUT, set()),
        (AgentStatus.READY, {"busy", "administrative", "log_out", "ask_help", "call", "clips", "record_clip"}),
        (AgentStatus.BUSY, {"ready", "busy", "administrative", "log_out", "ask_help", "call", "clips", "record_clip"}),
        (AgentStatus.ADMINISTRATIVE, {"ready", "busy", "log_out", "ask_help", "call", "clips", "record_clip"}),
        (AgentStatus.OFFERED, {"ready", "busy", "administrative", "ask_help"}),
        (AgentStatus.IN_CALL, {"ready", "busy", "administrative", "ask_help"}),
        (AgentStatus.WRAP_UP, {"ready", "busy", "administrative", "end_wrap_up", "log_out", "ask_help"}),
    ],
)
def test_what_can_be_done_in_a_status(status: AgentStatus, expected: set[str]) -> None:  # F005
    assert enabled(view(status)) == expected
    assert enabled(view(status, link=Link.CONNECTING)) == set()
    assert enabled(view(status, link=Link.OFFLINE)) == set()


def test_the_countdown_can_be_stopped_while_it_runs() -> None:  # F012
    assert "stop_wrap_up_timer" in enabled(view(AgentStatus.WRAP_UP, wrap_until=5))
    assert "stop_wrap_up_timer" not in enabled(view(AgentStatus.WRAP_UP))


def test_the_phones_buttons_follow_the_phone_alone() -> None:
    ringing = View(phone=PhoneView(ringing_leg="o1"))
    assert enabled(ringing) == {"answer", "hang_up"}
    assert make("answer", ringing) == Answer(leg="o1")
    assert make("hang_up", ringing) == HangUp(leg="o1")
    talking = View(phone=PhoneView(active_leg="o2", ringing_leg="o3"))
    assert enabled(talking) == {"answer", "hang_up", "mute"}
    assert make("hang_up", talking) == HangUp(leg="o2")
    assert make("mute", talking) == Mute(on=True)
    muted = View(phone=PhoneView(active_leg="o2", muted=True))
    assert make("mute", muted) == Mute(on=False)
    assert BY_ID["mute"].lit(muted)
    assert not BY_ID["mute"].lit(talking)


def test_busy_without_reasons_is_plain_and_with_reasons_needs_one() -> None:  # F007 F009
    plain = view(AgentStatus.READY)
    assert make("busy", plain) == SetStatus(status=AgentStatus.BUSY)
    reasons = View(presence=plain.presence, link=Link.ONLINE, reasons=(Reason(id="Busy_Lunch"),))
    assert make("busy", reasons) is None
    assert make("busy", reasons, Choice(reason="Busy_Lunch")) == SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")
    back = Choice(reason="Busy_Lunch", back_at=9_000)  # F017
    assert make("busy", reasons, back) == SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch", back_at=9_000)


def test_what_is_in_force_is_lit() -> None:
    assert BY_ID["ready"].lit(view(AgentStatus.READY))
    assert BY_ID["ready"].lit(view(AgentStatus.IN_CALL, then=READY))
    assert not BY_ID["busy"].lit(view(AgentStatus.IN_CALL, then=READY))
    coffee = view(AgentStatus.IN_CALL, then=NextStatus(status=AgentStatus.BUSY, reason="Busy_Coffee"))
    assert BY_ID["busy"].lit(coffee)
    assert is_busy_with(coffee, "Busy_Coffee")
    assert not is_busy_with(coffee, "Busy_Lunch")
    assert is_busy_with(view(AgentStatus.BUSY, reason="Busy_Lunch"), "Busy_Lunch")


def test_the_status_that_is_chosen_already_is_not_asked_for_again() -> None:
    assert make("ready", view(AgentStatus.IN_CALL, then=READY)) is None
    assert make("administrative", view(AgentStatus.IN_CALL, then=READY)) is not None
    # in wrap-up choosing it ends the wrap-up (F012)
    assert make("ready", view(AgentStatus.WRAP_UP, then=READY)) == SetStatus(status=AgentStatus.READY)


def test_ids_and_keys_are_none_twice_and_keys_type_no_letter() -> None:  # F061
    assert len(BY_ID) == len(ACTIONS)
    keys = [action.key for action in ACTIONS if action.key is not None]
    assert len(set(keys)) == len(keys)
    # Digits are shifted letters on a French keyboard, Ctrl+letter edits in a field.
    # AltGr is Ctrl+Alt on Windows and types letters in our languages; Alt+letter opens menus
    assert all(re.fullmatch(r"((Ctrl|Shift)\+)?F\d{1,2}|Ctrl\+Shift\+[A-Z]", key) for key in keys)
    assert not {"F10", "F11", "F12"} & set(keys)
    assert {action.group for action in ACTIONS} == set(Group)


def test_with_a_leg_that_stays_answer_and_hang_up_are_commands() -> None:  # F031
    phone = PhoneView(active_leg="o1")
    presence = Presence(agent="bertil", status=AgentStatus.OFFERED, case=7, nailed_up=True, line="o1")
    case = Case(
        id=7, queue="s", kind=CaseKind.INBOUND_CALL, state=CaseState.OFFERED, created=0, since=0, agent="bertil"
    )
    why = Why(rule="longest_ready", score=0, ready_ms=0)
    offer = Offer(case=7, agent="bertil", leg=None, since=0, until=9, why=why)
    offered = View(presence=presence, link=Link.ONLINE, phone=phone, case=case, offer=offer)
    assert make("answer", offered) == AnswerCall()
    assert make("hang_up", offered) == HangUpCall()
    rings = msgspec.structs.replace(offered, phone=PhoneView(ringing_leg="o2"))
    assert make("answer", rings) == Answer(leg="o2")
    assert make("hang_up", rings) == HangUp(leg="o2")
    mail = msgspec.structs.replace(offered, case=msgspec.structs.replace(case, kind=CaseKind.EMAIL))
    assert make("answer", mail) == TakeCase(case=7)
    idle = view(AgentStatus.READY, phone=phone, nailed_up=True, line="o1")
    assert not {"answer", "hang_up"} & enabled(idle)  # nobody hangs up the leg by mistake


def test_a_clip_is_made_from_its_choice() -> None:  # F072
    free = view(AgentStatus.READY)
    clips = (Clip(id=7, name="Hours", agent="bertil", take=8, archived=True),)
    assert make("record_clip", free) is None, "a clip has a name"
    assert make("record_clip", free, Choice(text="Hours")) == RecordClip(name="Hours")
    assert make("archive_clip", free, Choice(clip=7)) is None, "no such clip is there"
    shown = replace(free, clips=clips)
    assert make("archive_clip", shown, Choice(clip=7)) == ArchiveClip(clip=7, archived=False)
    assert make("play_clip_and_hang_up", shown, Choice(clip=7)) == PlayClip(clip=7, hang_up=True)
