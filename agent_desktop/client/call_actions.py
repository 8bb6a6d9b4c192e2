"""The rows of the action table that are about calls: telephony buttons and recording (F020, F034, F038–F040)."""

from __future__ import annotations

from agent_desktop.client.action import Action, Asks, Choice, Group, Made
from agent_desktop.client.action_rules import WITH_CALLER, free, own_talk, present
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import (
    AnswerCall,
    CancelRecording,
    CaseKind,
    Channel,
    Confer,
    ConfirmDial,
    DeclineRecording,
    Dial,
    EndInquiry,
    HangUpCall,
    Held,
    Hold,
    Inquire,
    Park,
    PauseRecording,
    RecordCall,
    RecordingState,
    RejectCase,
    RejectDial,
    ResumeRecording,
    Retrieve,
    SaveRecording,
    TakeCase,
    Toggle,
    Transfer,
)
from agent_desktop.domain.routing import CASE_CHANNELS
from agent_desktop.phone.port import Answer, HangUp, Mute

# --- the call that comes, and its end ----------------------------------------------------------------


def _take(view: View) -> Made | None:
    """Answer what rings, else take what is offered on the screen: a customer to dial (F068), a digital case (F088)."""
    if view.phone.ringing_leg:
        return Answer(leg=view.phone.ringing_leg)
    if view.link is not Link.ONLINE or view.offer is None or view.offer.leg is not None or view.case is None:
        return None
    number = view.case.id
    if _nailed_up(view) and not view.to_dial and _is_call(view):
        return AnswerCall()
    return ConfirmDial(case=number) if view.to_dial else TakeCase(case=number)


def _nailed_up(view: View) -> bool:
    """The leg of the agent's phone stays between calls, and the server is asked to answer and to hang up (F031)."""
    return present(view) and view.presence is not None and view.presence.nailed_up


def _is_call(view: View) -> bool:
    case = view.case
    is_voice = case is not None and CASE_CHANNELS.get(case.kind) is Channel.VOICE
    return is_voice and case is not None and case.kind is not CaseKind.VOICE_MESSAGE


def _take_label(view: View) -> str | None:
    match _take(view):
        case ConfirmDial():
            return "Call the customer"
        case TakeCase():
            return "Take"
        case _:
            return None


def _refuse(view: View) -> Made | None:
    """Hang up what talks, else reject what rings or is offered."""
    leg = view.phone.active_leg or view.phone.ringing_leg
    if _nailed_up(view) and view.phone.ringing_leg is None:
        if view.status in WITH_CALLER and _is_call(view) and not view.to_dial:
            return HangUpCall()
    elif leg:
        return HangUp(leg=leg)
    if view.link is not Link.ONLINE or view.offer is None or view.offer.leg is not None or view.case is None:
        return None
    number = view.case.id
    return RejectDial(case=number) if view.to_dial else RejectCase(case=number)


# --- during a call -----------------------------------------------------------------------------------


def _hold(view: View) -> Made:
    return Retrieve() if view.talk.held else Hold()


def _park(view: View) -> Made:
    return Retrieve() if view.talk.held is Held.PARK else Park()


def _asking(view: View) -> bool:
    return own_talk(view) and view.talk.asked is not None


def _answered(view: View) -> bool:
    return _asking(view) and view.talk.asked is not None and view.talk.asked.answered


def _call(view: View, choice: Choice) -> Made | None:
    """Call whom the dial field names: for oneself, or as an inquiry during a call (F023)."""
    if choice.agent is None and choice.queue is None and choice.number is None:
        return None
    if own_talk(view):
        return Inquire(agent=choice.agent, queue=choice.queue, number=choice.number)
    return Dial(number=choice.number, agent=choice.agent) if choice.queue is None else None


def _transfer(view: View, choice: Choice) -> Made | None:
    """To whom the inquiry is, else to whom the dial field names (F025, F026)."""
    target = Transfer(agent=choice.agent, queue=choice.queue, number=choice.number)
    return target if target != Transfer() or _transfer_asks(view) is None else None


def _transfer_asks(view: View) -> Asks | None:
    return None if view.talk.asked or view.talk.joined else Asks.TARGET


# --- recording ---------------------------------------------------------------------------------------


def _recording(view: View) -> bool:
    return own_talk(view) and view.talk.recording in (RecordingState.ON, RecordingState.PAUSED)


def _record(view: View) -> Made | None:
    """REC starts, pauses and resumes; how it ends is chosen in its menu (F038, F039)."""
    match view.talk.recording:
        case None:
            return RecordCall()
        case RecordingState.ON:
            return PauseRecording()
        case RecordingState.PAUSED:
            return ResumeRecording()
        case RecordingState.SAVING | RecordingState.DELETING:
            return None


def _record_label(view: View) -> str | None:
    match view.talk.recording:
        case RecordingState.ON:
            return "Pause recording"
        case RecordingState.PAUSED:
            return "Resume recording"
        case _:
            return None


CALL: tuple[Action, ...] = (
    Action(
        id="answer",
        label="Answer",
        icon="answer",
        key="F2",
        group=Group.CALL,
        enabled=lambda view: _take(view) is not None,
        make=lambda view, choice: _take(view),
        labels=("Call the customer", "Take"),
        says=_take_label,
    ),
    Action(
        id="hang_up",  # a leg that still rings is rejected
        label="Hang up",
        icon="hang_up",
        key="F3",
        group=Group.CALL,
        enabled=lambda view: _refuse(view) is not None,
        make=lambda view, choice: _refuse(view),
        labels=("Reject",),
        says=lambda view: None if view.phone.active_leg or _refuse(view) is None else "Reject",
    ),
    Action(
        id="mute",
        label="Mute",
        icon="mute",
        key="F4",
        group=Group.CALL,
        enabled=lambda view: view.phone.active_leg is not None,
        make=lambda view, choice: Mute(on=not view.phone.muted),
        lit=lambda view: view.phone.muted,
        labels=("Muted",),
        says=lambda view: "Muted" if view.phone.muted else None,
    ),
    Action(
        id="call",
        label="Call",
        icon="phone",
        key="Ctrl+F2",
        group=Group.LINE,
        enabled=lambda view: free(view) or (own_talk(view) and view.talk.asked is None),
        make=_call,
        asks=lambda view: Asks.TARGET,
        labels=("Ask",),
        says=lambda view: "Ask" if own_talk(view) else None,
    ),
    Action(
        id="transfer",
        label="Transfer",
        icon="transfer",
        key="Ctrl+F3",
        group=Group.LINE,
        enabled=own_talk,
        make=_transfer,
        asks=_transfer_asks,
    ),
    Action(
        id="hold",
        label="Hold",
        icon="hold",
        key="Shift+F2",
        group=Group.TALK,
        enabled=lambda view: own_talk(view) and view.talk.held is not Held.PARK and view.talk.asked is None,
        make=lambda view, choice: _hold(view),
        lit=lambda view: view.talk.held is Held.HOLD,
        labels=("Retrieve",),
        says=lambda view: "Retrieve" if view.talk.held is Held.HOLD else None,
    ),
    Action(
        id="park",
        label="Park",
        icon="park",
        key="Shift+F3",
        group=Group.TALK,
        enabled=lambda view: own_talk(view) and (view.talk.held is Held.PARK or view.talk.asked is None),
        make=lambda view, choice: _park(view),
        lit=lambda view: view.talk.held is Held.PARK,
        labels=("Retrieve",),
        says=lambda view: "Retrieve" if view.talk.held is Held.PARK else None,
    ),
    Action(
        id="toggle",
        label="Toggle",
        icon="toggle",
        key="Shift+F4",
        group=Group.TALK,
        enabled=_answered,
        make=lambda view, choice: Toggle(),
    ),
    Action(
        id="confer",
        label="Conference",
        icon="agents",
        key="Shift+F5",
        group=Group.TALK,
        enabled=_answered,
        make=lambda view, choice: Confer(),
        lit=lambda view: bool(view.talk.joined),
    ),
    Action(
        id="end_inquiry",
        label="End inquiry",
        icon="hang_up",
        key="Shift+F6",
        group=Group.TALK,
        enabled=lambda view: own_talk(view) and bool(view.talk.asked or view.talk.joined),
        make=lambda view, choice: EndInquiry(),
    ),
    Action(
        id="record",  # F038
        label="Record",
        icon="record",
        key="Shift+F7",
        group=Group.TALK,
        enabled=lambda view: own_talk(view) and view.talk.may_record and _record(view) is not None,
        make=lambda view, choice: _record(view),
        lit=lambda view: view.talk.recording is RecordingState.ON,
        labels=("Pause recording", "Resume recording"),
        says=_record_label,
    ),
    Action(
        id="save_recording",
        label="Save the recording",
        icon="ready",
        key=None,
        group=Group.RECORDING,
        enabled=lambda view: _recording(view) and view.talk.may_save,
        make=lambda view, choice: SaveRecording(),
    ),
    Action(
        id="cancel_recording",  # F042: where the queue lets agents
        label="Cancel and delete the recording",
        icon="hang_up",
        key=None,
        group=Group.RECORDING,
        enabled=lambda view: _recording(view) and view.talk.may_cancel,
        make=lambda view, choice: CancelRecording(),
    ),
    Action(
        id="decline_recording",  # F040
        label="Customer declines recording",
        icon="busy",
        key=None,
        group=Group.RECORDING,
        enabled=lambda view: own_talk(view) and view.talk.may_decline,
        make=lambda view, choice: DeclineRecording(),
    ),
)
