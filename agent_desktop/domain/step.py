"""The contact centre is this function: an input in, events and orders or a refusal out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agent_desktop.domain import (
    agents,
    callbacks,
    calls,
    campaigns,
    clients,
    conference,
    consult,
    cri,
    definition,
    desk,
    dialer,
    dialling,
    hold,
    items,
    marks,
    notes,
    orders,
    results,
    talk,
    transfer,
)
from agent_desktop.domain.messages import (
    AdapterStarted,
    AnswerSent,
    AnyInput,
    Asked,
    AssignOwner,
    CallArrived,
    CallbackOrdered,
    ChooseQueues,
    ClientCame,
    ClientGone,
    CloseCase,
    Confer,
    ConfirmDial,
    CustomerLeft,
    CustomerWrote,
    Define,
    EffectDone,
    EffectFailed,
    EndInquiry,
    EndWrapUp,
    ExtendWrapUp,
    ForwardCase,
    Hold,
    ImportContacts,
    Inquire,
    ItemArrived,
    JoinCampaign,
    LeaveCampaign,
    LegAnswered,
    LegEnded,
    LegHeard,
    LegRinging,
    LegSilent,
    LockToMe,
    LogIn,
    LogOut,
    MakeTask,
    MakeWrapUp,
    MarkPartlyAnswered,
    OpenMine,
    OrderCallback,
    Park,
    PhoneReady,
    PutBack,
    Refusal,
    RejectCase,
    RejectDial,
    Reopen,
    ReportResult,
    Retrieve,
    SaveForLater,
    SetCri,
    SetPriority,
    SetStatus,
    StopWrapUpTimer,
    TakeCase,
    Tick,
    Toggle,
    Transfer,
    WriteNote,
    ZoneOffset,
)
from agent_desktop.domain.state import State
from agent_desktop.domain.turn import Outcome, Turn

__all__ = ["COMMANDS", "FACTS", "Outcome", "step"]

COMMANDS: dict[type[Any], Callable[[Turn, str, Any], Refusal | None]] = {
    LogIn: agents.log_in,
    LogOut: agents.log_out,
    SetStatus: agents.set_status,
    ChooseQueues: agents.choose_queues,
    MakeWrapUp: agents.make_wrap_up,
    ExtendWrapUp: agents.extend_wrap_up,
    StopWrapUpTimer: agents.stop_wrap_up_timer,
    EndWrapUp: agents.end_wrap_up,
    Hold: hold.hold,
    Park: hold.park,
    Retrieve: hold.retrieve,
    Inquire: consult.inquire,
    Toggle: consult.toggle,
    EndInquiry: consult.end_inquiry,
    Confer: conference.confer,
    Transfer: transfer.transfer,
    WriteNote: notes.write_note,
    SetCri: cri.set_cri,
    PhoneReady: dialling.phone_ready,
    JoinCampaign: campaigns.join_campaign,
    LeaveCampaign: campaigns.leave_campaign,
    ImportContacts: campaigns.import_contacts,
    OrderCallback: results.order_callback,
    ConfirmDial: dialling.confirm_dial,
    RejectDial: dialling.reject_dial,
    ReportResult: results.report_result,
    TakeCase: desk.take_case,
    RejectCase: desk.reject_case,
    OpenMine: desk.open_mine,
    CloseCase: desk.close_case,
    Reopen: desk.reopen,
    PutBack: desk.put_back,
    SaveForLater: desk.save_for_later,
    ForwardCase: desk.forward_case,
    LockToMe: marks.lock_to_me,
    SetPriority: marks.set_priority,
    MarkPartlyAnswered: marks.mark_partly_answered,
    AssignOwner: marks.assign_owner,
    MakeTask: items.make_task,
    Define: definition.define,
}

FACTS: dict[type[Any], Callable[[Turn, Any], None]] = {
    CallArrived: calls.call_arrived,
    CallbackOrdered: callbacks.callback_ordered,
    ItemArrived: items.item_arrived,
    CustomerWrote: items.customer_wrote,
    AnswerSent: items.answer_sent,
    CustomerLeft: items.customer_left,
    LegRinging: calls.leg_ringing,
    LegAnswered: calls.leg_answered,
    LegEnded: calls.leg_ended,
    LegSilent: talk.leg_silent,
    LegHeard: talk.leg_heard,
    ClientCame: clients.client_came,
    ClientGone: clients.client_gone,
    EffectDone: orders.effect_done,
    EffectFailed: orders.effect_failed,
    AdapterStarted: orders.adapter_started,
    ZoneOffset: orders.zone_offset,
    Tick: orders.tick,
}


def step(state: State, given: AnyInput, now: int) -> Outcome | Refusal:
    """What becomes of ``given`` at ``now`` (ms UTC, never before an earlier step's). Pure."""
    turn = Turn(state, now)
    if isinstance(given, Asked):
        refusal = COMMANDS[type(given.command)](turn, given.by, given.command)
        if refusal is not None:
            return refusal
    else:
        FACTS[type(given)](turn, given)
    dialer.settle(turn)
    return turn.outcome()
