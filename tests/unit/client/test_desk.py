"""The desk in front of the real core and a phone that says what the test wants: an agent's day, without a screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from agent_desktop.client.action import Choice
from agent_desktop.client.port import LinkChanged, Outdated, SessionEnded
from agent_desktop.client.reactions import Kind, Show
from agent_desktop.client.view import Link
from agent_desktop.domain.messages import (
    AgentStatus,
    CaseState,
    EndWrapUp,
    Held,
    QualityReported,
    SetCri,
    SetStatus,
    StopWrapUpTimer,
)
from agent_desktop.phone.port import (
    Answer,
    Answered,
    Button,
    Died,
    Digits,
    Ended,
    Failed,
    HangUp,
    Levels,
    LineQuality,
    Mute,
    Muted,
    Pressed,
    Register,
    ShowCall,
    Sound,
    Unregister,
    Way,
)
from agent_desktop.protocol.wire import Problem
from tests.fakes.bertil import BertilsDesk


class Room(BertilsDesk):
    """And after a call."""

    def wrap_up(self) -> None:
        leg = self.in_call()
        self.phone.say(Ended(leg=leg))
        self.centre.end(leg)
        self.server.deliver()
        self.watch.until(lambda view: view.status is AgentStatus.WRAP_UP)


@pytest.fixture
def room() -> Iterator[Room]:
    room = Room()
    yield room
    room.close()


def test_log_in_registers_the_phone_and_shows_the_centre(room: Room) -> None:  # F002
    room.log_in()
    (register,) = room.phone.told(Register)
    assert (register.server, register.user, register.password) == ("sip:127.0.0.1:5060", "bertil", "sip-1")
    view = room.desk.view
    assert view.agent is not None
    assert view.agent.name == "Bertil Ek"
    assert view.status is AgentStatus.BUSY
    assert [queue.id for queue in view.queues] == ["service", "support"]


def test_a_wrong_password_is_a_problem_and_leaves_nothing_behind(room: Room) -> None:
    assert room.watch.log_in("bertil", "wrong") == Problem(code="bad_credentials")
    assert room.watch.until(lambda view: view.link is Link.OFFLINE).agent is None
    assert not room.phone.orders
    assert room.server.closed == 1


def test_an_action_is_pending_until_its_event_is_here(room: Room) -> None:
    room.log_in()
    room.server.held = True
    room.desk.act("ready")
    view = room.watch.until(lambda view: view.pending == {"ready"})
    assert view.status is AgentStatus.BUSY  # never a guess
    room.server.release()
    view = room.watch.until(lambda view: not view.pending)
    assert view.status is AgentStatus.READY


def test_an_action_whose_last_event_is_hidden_does_not_wait_for_it(room: Room) -> None:
    room.centre.call("1000")  # somebody waits: ready leads to an offer and to orders, which no client sees
    room.log_in()
    room.desk.act("ready")
    view = room.watch.until(lambda view: view.offer is not None and not view.pending)
    assert view.status is AgentStatus.OFFERED


def test_busy_takes_its_reason(room: Room) -> None:  # F009
    room.log_in()
    room.desk.act("busy")  # without a reason there is nothing to ask for: the window shows the tree
    room.desk.act("busy", Choice(reason="Busy_Lunch"))
    view = room.watch.until(lambda view: view.presence is not None and view.presence.reason == "Busy_Lunch")
    assert view.status is AgentStatus.BUSY
    assert room.server.commands == [SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch")]


def test_a_refusal_is_told_in_its_own_words_and_ends_the_waiting(room: Room) -> None:
    room.log_in()
    room.desk.act("busy", Choice(reason="Busy_Sauna"))
    notice = room.watch.noticed("unknown_reason").notice
    assert notice is not None
    assert notice.kind is Kind.REFUSAL
    assert notice.at == room.centre.now
    room.watch.until(lambda view: not view.pending)


def test_a_command_that_does_not_reach_the_server_is_told(room: Room) -> None:
    room.log_in()
    room.server.answer = Problem(code="unreachable", message="refused")
    room.desk.act("ready")
    notice = room.watch.noticed("unreachable").notice
    assert notice is not None
    assert notice.kind is Kind.PROBLEM
    assert not room.watch.until(lambda view: not view.pending).pending


def test_an_offer_rings_and_comes_forward(room: Room) -> None:  # F021 F053
    room.offered()
    view = room.desk.view
    assert view.details is not None
    assert view.details.number == "+46701234567"
    assert view.queue is not None
    assert view.queue.name == "Customer service"
    room.watch.settled()
    assert room.sounds == ["ring"]
    assert [reaction.show for reaction in room.watch.reactions] == [Show.OFFER]


def test_answering_is_an_order_to_the_phone_and_stops_the_ringing(room: Room) -> None:  # F021
    leg = room.in_call()
    room.watch.settled()
    assert room.phone.told(Answer) == [Answer(leg=leg)]
    assert room.sounds == ["ring", None]
    view = room.watch.until(lambda view: not view.pending)
    assert view.case is not None
    assert view.case.state is CaseState.TALKING


def test_a_caller_who_leaves_stops_the_ringing(room: Room) -> None:
    leg = room.offered()
    room.centre.end("i1")
    room.server.deliver()
    room.phone.say(Ended(leg=leg, status=487))
    view = room.watch.until(lambda view: view.offer is None and view.phone.ringing_leg is None)
    room.watch.noticed("caller_left")
    room.watch.settled()
    assert room.sounds == ["ring", None]
    assert view.status is AgentStatus.READY


def test_a_missed_offer_is_told_and_the_agent_is_busy(room: Room) -> None:  # F123
    room.offered()
    room.centre.wait(20_000)
    room.server.deliver()
    room.watch.noticed("offer_missed")
    view = room.watch.until(lambda view: view.status is AgentStatus.BUSY)
    assert view.presence is not None
    assert view.presence.reason == "missed_call"
    room.watch.settled()
    assert room.sounds == ["ring", None, "offer_missed"]  # F059


def test_digits_go_to_the_leg_that_talks(room: Room) -> None:  # F029
    room.desk.dial_digits("1")
    leg = room.in_call()
    room.desk.dial_digits("5#")
    room.desk.act("mute")
    room.watch.until(lambda view: view.pending == {"mute"})
    assert room.phone.told(Digits) == [Digits(leg=leg, digits="5#")]


def test_hold_is_shown_once_its_event_is_there(room: Room) -> None:  # F034
    room.in_call()
    room.desk.act("hold")
    view = room.watch.until(lambda view: view.talk.held is not None and not view.pending)
    assert view.talk.held is Held.HOLD
    room.desk.act("hold")
    room.watch.until(lambda view: view.talk.held is None and not view.pending)


def test_a_command_without_a_row_is_pending_until_its_event(room: Room) -> None:  # F046
    room.in_call()
    case = room.desk.view.case
    assert case is not None
    room.desk.command("cri:shoe", SetCri(case=case.id, name="shoe", value="44"))
    room.watch.noticed("unknown_cri")
    room.watch.until(lambda view: not view.pending)


def test_hanging_up_and_mute_are_orders(room: Room) -> None:
    leg = room.in_call()
    room.desk.act("mute")
    room.watch.until(lambda view: view.pending == {"mute"})
    room.phone.say(Muted(on=True))
    room.watch.until(lambda view: view.phone.muted and not view.pending)
    room.desk.act("mute")
    room.watch.until(lambda view: view.pending == {"mute"})
    assert room.phone.told(Mute) == [Mute(on=True), Mute(on=False)]
    room.desk.act("hang_up")
    room.watch.until(lambda view: "hang_up" in view.pending)
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]
    room.phone.say(Ended(leg=leg), Muted(on=False))
    view = room.watch.until(lambda view: not view.pending)
    assert view.phone.active_leg is None


def test_a_headset_does_what_the_buttons_do_and_shows_the_call(room: Room) -> None:  # F124
    room.log_in()
    assert room.phone.told(ShowCall) == []
    room.phone.say(Pressed(button=Button.ANSWER), Pressed(button=Button.HANG_UP), Pressed(button=Button.MUTE))
    leg = room.offered()
    assert room.phone.told(ShowCall)[-1] == ShowCall(ringing=True)
    room.phone.say(Pressed(button=Button.ANSWER))
    room.watch.until(lambda view: "answer" in view.pending)
    assert room.phone.told(Answer) == [Answer(leg=leg)]
    room.phone.say(Answered(leg=leg))
    room.centre.pick_up("bertil")
    room.server.deliver()
    room.watch.until(lambda view: view.status is AgentStatus.IN_CALL)
    room.phone.say(Pressed(button=Button.MUTE))
    room.watch.until(lambda view: "mute" in view.pending)
    room.phone.say(Muted(on=True), Pressed(button=Button.MUTE))
    room.watch.until(lambda view: view.phone.muted and "mute" in view.pending)
    assert room.phone.told(Mute) == [Mute(on=True), Mute(on=False)]
    room.phone.say(Pressed(button=Button.HOLD))
    room.watch.until(lambda view: view.talk.held is Held.HOLD)
    room.phone.say(Pressed(button=Button.HOLD))
    room.watch.until(lambda view: view.talk.held is None)
    room.phone.say(Pressed(button=Button.HANG_UP))
    room.watch.until(lambda view: "hang_up" in view.pending)
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]
    room.phone.say(Ended(leg=leg))
    room.watch.until(lambda view: view.phone.active_leg is None)
    shown = [ShowCall(ringing=True), ShowCall(talking=True), ShowCall(talking=True, held=True)]
    assert room.phone.told(ShowCall) == [*shown, ShowCall(talking=True), ShowCall()]


def test_how_a_call_sounded_is_kept_with_its_case_and_advice_is_shown_meanwhile(room: Room) -> None:  # F127
    leg = room.in_call()
    case = room.desk.view.case
    assert case is not None
    good, bad = Way(packets=1000, lost=2, jitter_ms=3), Way(packets=1000, lost=90, jitter_ms=9)
    room.phone.say(LineQuality(leg=leg, codec="PCMA", heard=good, spoken=bad, round_trip_ms=30))
    view = room.watch.until(lambda view: view.advice == "advice_network")
    assert view.line is not None
    assert view.line.spoken_mos < 4 < view.line.heard_mos
    room.server.say(LinkChanged(link=Link.CONNECTING))
    room.watch.until(lambda view: view.link is Link.CONNECTING)
    room.phone.say(Ended(leg=leg))
    view = room.watch.until(lambda view: view.line is None)
    assert view.advice == ""
    assert not [event for _, event in room.centre.history if isinstance(event, QualityReported)]
    room.server.say(LinkChanged(link=Link.ONLINE))
    room.watch.until(lambda view: view.link is Link.ONLINE)
    (kept,) = [event.quality for _, event in room.centre.history if isinstance(event, QualityReported)]
    assert (kept.case, kept.agent, kept.spoken.lost, kept.advice) == (case.id, "bertil", 90, ("advice_network",))


def test_a_headset_rejects_what_rings(room: Room) -> None:  # F124
    leg = room.offered()
    room.phone.say(Pressed(button=Button.REJECT))
    room.watch.until(lambda view: "hang_up" in view.pending)
    assert room.phone.told(HangUp) == [HangUp(leg=leg)]


def test_an_order_that_the_phone_cannot_carry_out_is_told(room: Room) -> None:
    room.offered()
    room.desk.act("answer")
    room.watch.until(lambda view: view.pending == {"answer"})
    room.phone.say(Failed(order="Answer", problem="The call is gone."))
    notice = room.watch.noticed("phone_failed").notice
    assert notice is not None
    assert notice.params == (("problem", "The call is gone."),)
    room.watch.until(lambda view: not view.pending)


def test_a_phone_that_dies_loses_its_legs_and_its_registration(room: Room) -> None:
    room.in_call()
    room.phone.say(Died(exit_code=134))
    view = room.watch.until(lambda view: not view.phone.registered)
    assert view.phone.active_leg is None
    room.watch.noticed("phone_died")


def test_a_status_chosen_in_a_call_is_the_next_one(room: Room) -> None:
    leg = room.in_call()
    room.desk.act("busy", Choice(reason="Busy_Coffee"))
    view = room.watch.until(lambda view: view.then is not None and view.then.reason == "Busy_Coffee")
    assert view.status is AgentStatus.IN_CALL
    room.phone.say(Ended(leg=leg))
    room.centre.end(leg)
    room.centre.wait(8_000)
    room.server.deliver()
    view = room.watch.until(lambda view: view.status is AgentStatus.BUSY)
    assert view.presence is not None
    assert view.presence.reason == "Busy_Coffee"


def test_the_countdown_is_stopped_and_wrap_up_is_ended_by_the_agent(room: Room) -> None:  # F012 F013
    room.wrap_up()
    room.desk.act("stop_wrap_up_timer")
    room.watch.until(lambda view: view.presence is not None and view.presence.wrap_until is None and not view.pending)
    room.desk.act("end_wrap_up")
    room.watch.until(lambda view: view.status is AgentStatus.READY)
    assert room.server.commands[1:] == [StopWrapUpTimer(), EndWrapUp()]


def test_an_action_that_is_not_enabled_does_nothing(room: Room) -> None:
    room.log_in()
    for action in ("answer", "hang_up", "mute", "end_wrap_up", "stop_wrap_up_timer"):
        room.desk.act(action)
    room.watch.settled()
    assert not room.server.commands
    assert [type(order) for order in room.phone.orders] == [Register]


def test_the_call_is_answered_while_the_server_is_out_of_reach(room: Room) -> None:
    leg = room.offered()
    room.server.say(LinkChanged(link=Link.CONNECTING))
    room.desk.act("answer")
    room.watch.until(lambda view: "answer" in view.pending)
    room.watch.settled()
    assert room.phone.told(Answer) == [Answer(leg=leg)]


def test_a_lost_connection_is_told_once_and_so_is_its_return(room: Room) -> None:
    room.log_in()
    assert room.watch.codes() == []
    for _ in range(3):
        room.server.say(LinkChanged(link=Link.CONNECTING))
    assert room.watch.until(lambda view: view.link is Link.CONNECTING).agent is not None  # what is known stays shown
    room.server.say(LinkChanged(link=Link.ONLINE))
    room.watch.until(lambda view: view.link is Link.ONLINE)
    room.watch.noticed("connection_back")
    assert room.watch.codes() == ["connection_lost", "connection_back"]


def test_a_server_that_was_away_may_have_forgotten_the_phone(room: Room) -> None:
    room.log_in()
    room.server.say(LinkChanged(link=Link.CONNECTING), LinkChanged(link=Link.ONLINE))
    room.watch.noticed("connection_back")
    assert [register.password for register in room.phone.told(Register)] == ["sip-1", "sip-1"]


def test_registering_anew_waits_for_the_end_of_the_talk(room: Room) -> None:
    leg = room.in_call()
    room.server.say(LinkChanged(link=Link.CONNECTING), LinkChanged(link=Link.ONLINE))
    room.watch.noticed("connection_back")
    assert len(room.phone.told(Register)) == 1
    room.phone.say(Ended(leg=leg))
    room.watch.settled()
    assert len(room.phone.told(Register)) == 2


def test_a_resumed_stream_may_say_again_what_is_known(room: Room) -> None:
    room.ready()
    room.server._sent = 0  # everything since the beginning of the centre comes again
    before = room.desk.view
    room.server.deliver()
    room.watch.settled()
    assert room.desk.view == before


def test_a_snapshot_in_which_the_offer_is_over_stops_the_ringing(room: Room) -> None:
    room.offered()
    room.server.say(LinkChanged(link=Link.CONNECTING))
    room.centre.end("i1")
    room.server.snapshot()
    room.watch.until(lambda view: view.offer is None)
    room.watch.settled()
    assert room.sounds == ["ring", None]


def test_a_program_that_starts_while_its_agent_is_offered_a_call_rings(room: Room) -> None:  # F121
    room.centre.ready("bertil")
    room.centre.call("1000")
    room.log_in()
    room.watch.until(lambda view: view.offer is not None)
    room.watch.settled()
    assert room.sounds == ["ring"]


def test_an_unknown_kind_of_event_is_told_once_in_a_session(room: Room) -> None:
    room.log_in()
    room.server.say(Outdated())
    room.server.snapshot(understood=False)
    room.watch.noticed("update_program")
    room.watch.settled()
    assert room.watch.codes() == ["update_program"]


def test_another_log_in_ends_this_session_and_says_so(room: Room) -> None:
    room.ready()
    room.server.say(SessionEnded(problem=Problem(code="session_over")))
    view = room.watch.until(lambda view: view.link is Link.OFFLINE)
    assert view.agent is None
    assert view.status is AgentStatus.LOGGED_OUT
    room.watch.noticed("session_over")
    room.watch.settled()
    assert room.phone.told(Unregister) == [Unregister()]
    assert room.server.closed == 1


def test_a_session_that_ends_does_not_cut_the_talk(room: Room) -> None:
    leg = room.in_call()
    room.server.say(SessionEnded(problem=Problem(code="session_over")))
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    assert not room.phone.told(Unregister)
    room.desk.act("hang_up")
    room.watch.until(lambda view: "hang_up" in view.pending)
    room.phone.say(Ended(leg=leg))
    room.watch.until(lambda view: view.phone.active_leg is None)
    room.watch.settled()
    assert room.phone.told(Unregister) == [Unregister()]


def test_logging_out_is_quiet_and_gives_the_account_up(room: Room) -> None:
    room.ready()
    room.desk.act("log_out")
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    room.watch.settled()
    assert room.watch.codes() == []
    assert room.phone.told(Unregister) == [Unregister()]
    assert room.centre.status("bertil") is AgentStatus.LOGGED_OUT


def test_one_can_log_in_again_after_logging_out(room: Room) -> None:
    room.ready()
    room.desk.act("log_out")
    room.watch.until(lambda view: view.link is Link.OFFLINE)
    room.ready()
    assert [register.password for register in room.phone.told(Register)] == ["sip-1", "sip-2"]


def test_closing_logs_out(room: Room) -> None:
    room.ready()
    room.desk.close()
    assert room.centre.status("bertil") is AgentStatus.LOGGED_OUT
    assert room.server.closed == 1


def test_closing_in_a_call_stops_though_log_out_is_refused(room: Room) -> None:
    room.in_call()
    room.desk.close()
    assert room.centre.status("bertil") is AgentStatus.IN_CALL
    assert room.server.closed == 1


def test_a_wrong_clock_of_the_pc_is_known(room: Room) -> None:
    room.server.skew_ms = 90_000
    room.log_in()
    assert room.desk.view.server_time(room.centre.now) == room.centre.now + 90_000


def test_the_phones_sound_and_levels_are_shown(room: Room) -> None:
    room.in_call()
    room.phone.say(
        Sound(device="none", problem="No sound device was found."), Levels(heard_dbfs=-20.0, spoken_dbfs=-30.5)
    )
    phone = room.watch.until(lambda view: view.phone.heard_dbfs == -20.0).phone
    assert (phone.sound_device, phone.problem, phone.spoken_dbfs) == ("none", "No sound device was found.", -30.5)


def test_an_order_that_is_no_action_goes_straight_to_the_phone(room: Room) -> None:
    room.desk.order(Digits(leg="o1", digits="12"))
    assert room.phone.orders == [Digits(leg="o1", digits="12")]


AWAY, BACK = LinkChanged(link=Link.CONNECTING), LinkChanged(link=Link.ONLINE)


def test_what_was_missed_without_the_server_is_told_when_it_is_back(room: Room) -> None:  # F119 F123
    room.ready()
    room.server.say(AWAY)
    room.watch.noticed("connection_lost")
    room.centre.end(room.centre.call("1000"))
    room.centre.end(room.centre.call("1000"))
    room.server.say(BACK)
    room.server.deliver()
    room.server.alive()
    notice = room.watch.noticed("missed_meanwhile").notice
    assert notice is not None
    assert notice.params == (("count", "2"),)


def test_a_status_that_changed_meanwhile_is_told_and_nothing_is_told_of_nothing(room: Room) -> None:  # F119
    room.ready()
    room.server.say(AWAY, BACK)
    room.server.alive()
    room.watch.noticed("connection_back")
    room.watch.settled()
    assert "status_meanwhile" not in room.watch.codes()
    room.server.say(AWAY)
    assert room.centre.ask("bertil", SetStatus(status=AgentStatus.ADMINISTRATIVE)) is None
    room.server.say(BACK)
    room.server.deliver()
    room.server.alive()
    room.watch.noticed("status_meanwhile")
    assert room.watch.codes().count("status_meanwhile") == 1
