"""The words of the screen for the rows' values: every status, code and rule in the person's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QCoreApplication

from agent_desktop.client.action import Action
from agent_desktop.client.view import Link, View
from agent_desktop.domain.messages import AgentStatus, CaseKind, CaseOutcome, KeptAs, NextStatus, ResultType
from agent_desktop.protocol.codes import ADVICE, BOOK, NOTICES, PROBLEMS, REFUSALS, SYSTEM_REASONS

translate = QCoreApplication.translate

SENTENCES: dict[str, str] = {**REFUSALS, **PROBLEMS, **NOTICES, **BOOK, **ADVICE}
COUNTS: dict[AgentStatus, str] = {
    AgentStatus.READY: "%n ready",
    AgentStatus.OFFERED: "%n being offered a call",
    AgentStatus.IN_CALL: "%n in a call",
    AgentStatus.WRAP_UP: "%n in wrap-up",
    AgentStatus.BUSY: "%n busy",
    AgentStatus.ADMINISTRATIVE: "%n administrative",
    AgentStatus.LOGGED_OUT: "%n logged out",
}
"""Texts with a plural, in the context "counts": lupdate knows the plural of a function's text only from a literal."""

WAITING = "%n waiting"
"""How many callers wait in a queue, in the context "counts"."""

PHONE = (
    "No sound device was found. Connect a headset or switch the sound service on; it is then taken by itself.",
    "No microphone was found: callers cannot hear you. Connect a headset; it is then taken by itself.",
    "No speaker was found: you cannot hear callers. Connect a headset; it is then taken by itself.",
    "The microphone you chose is not connected: another one is used until it is back.",
    "The speaker you chose is not connected: another one is used until it is back.",
    "The microphone delivers nothing: callers cannot hear you. Connect it again or choose another one.",
    "The microphone is silent: callers cannot hear you. Look for a switch on the headset or its cable.",
    "The speaker could not be used; another program may have taken it.",
    "The microphone could not be used; it may be taken or forbidden.",
)
"""What the softphone may say of the sound devices (phone/cards.py, phone/audio.py), in the context "phone"."""

STEP = " › "
"""Between the levels of a reason to be busy (F009)."""


def status_name(status: AgentStatus) -> str:
    """What an agent is doing, in one or two words."""
    match status:
        case AgentStatus.READY:
            return translate("status", "Ready")
        case AgentStatus.OFFERED:
            return translate("status", "Incoming call")
        case AgentStatus.IN_CALL:
            return translate("status", "In call")
        case AgentStatus.WRAP_UP:
            return translate("status", "Wrap-up")
        case AgentStatus.BUSY:
            return translate("status", "Busy")
        case AgentStatus.ADMINISTRATIVE:
            return translate("status", "Administrative")
        case AgentStatus.LOGGED_OUT:
            return translate("status", "Logged out")


def status_count(status: AgentStatus, count: int) -> str:
    """How many colleagues are doing something, as part of a sentence."""
    return translate("counts", COUNTS[status], "", count)


def case_kind_name(kind: CaseKind) -> str:
    """What kind of case it is (F003)."""
    match kind:
        case CaseKind.INBOUND_CALL:
            return translate("case", "Inbound call")
        case CaseKind.OUTBOUND_CALL:
            return translate("case", "Outbound call")
        case CaseKind.WRAP_UP:
            return translate("case", "Wrap-up")
        case CaseKind.CALLBACK:
            return translate("case", "Callback")
        case CaseKind.CHAT:
            return translate("case", "Chat")
        case CaseKind.TASK:
            return translate("case", "Task")
        case CaseKind.EMAIL:
            return translate("case", "E-mail")
        case CaseKind.VOICE_MESSAGE:
            return translate("case", "Voice message")


def kept_as_name(why: KeptAs | None) -> str:
    """Why a case is one of an agent's own (F082)."""
    match why:
        case KeptAs.SAVED:
            return translate("kept", "Saved for later")
        case KeptAs.PARTLY_ANSWERED:
            return translate("kept", "Partly answered")
        case KeptAs.FORWARDED:
            return translate("kept", "Forwarded to you")
        case KeptAs.LOCKED:
            return translate("kept", "Locked to you")
        case KeptAs.CHERRY_PICKED:
            return translate("kept", "Picked by you")
        case KeptAs.REOPENED:
            return translate("kept", "Reopened")
        case KeptAs.LEFT:
            return translate("kept", "Left when you logged out")
        case None:
            return translate("kept", "Private callback")


OUTCOMES: dict[CaseOutcome, str] = {
    CaseOutcome.HANDLED: "Handled",
    CaseOutcome.TRANSFERRED: "Transferred",
    CaseOutcome.CONSULTED: "Consulted",
    CaseOutcome.ABANDONED: "Hung up before an answer",
    CaseOutcome.CALLBACK: "Callback ordered",
    CaseOutcome.UNREACHED: "Not reached",
    CaseOutcome.SWITCH_RESTART: "Cut off",
    CaseOutcome.FAILED: "Failed",
    CaseOutcome.SELF_SERVICE: "Served by the voice menu",
    CaseOutcome.VOICE_MESSAGE: "Left a message",
    CaseOutcome.TURNED_AWAY: "Turned away",
}
"""How a case ended, in the context "outcome"."""


def outcome_name(outcome: CaseOutcome) -> str:
    """How a case ended, as the customer met it."""
    return translate("outcome", OUTCOMES[outcome])


def result_name(result: ResultType) -> str:
    """The type of a call's result (F100)."""
    match result:
        case ResultType.NO_QUALIFIER:
            return translate("result", "No qualifier")
        case ResultType.PRIVATE_CALLBACK:
            return translate("result", "Private callback")
        case ResultType.PUBLIC_CALLBACK:
            return translate("result", "Public callback")
        case ResultType.CLOSING:
            return translate("result", "Closing")
        case ResultType.SUCCESS:
            return translate("result", "Success")
        case ResultType.SUCCESS_TO_CONFIRM:
            return translate("result", "Success to confirm")
        case ResultType.WAITING:
            return translate("result", "Waiting")
        case ResultType.CANCEL_SUCCESS:
            return translate("result", "Cancel success and close")


def reason_levels(reason: str) -> tuple[str, ...]:
    """The levels of a reason to be busy (F009); a first level that only says "Busy" again is left out."""
    if reason in SYSTEM_REASONS:
        return (translate("codes", SYSTEM_REASONS[reason]),)
    levels = tuple(part for part in reason.split("_") if part) or (reason,)
    return levels[1:] if len(levels) > 1 and levels[0].casefold() == "busy" else levels


def reason_name(reason: str | None) -> str:
    """A reason to be busy on one line; empty without one."""
    return STEP.join(reason_levels(reason)) if reason else ""


def status_and_reason(status: AgentStatus, reason: str | None) -> str:
    """A status with its reason, as lists show it."""
    return f"{status_name(status)} – {reason_name(reason)}" if reason else status_name(status)


def next_status(then: NextStatus) -> str:
    """The status after the case, as a short sentence."""
    return translate("status", "Then: {status}").format(status=status_and_reason(then.status, then.reason))


def action_label(action: Action, view: View | None = None) -> str:
    """An action's name; with a view, what it does now."""
    return translate("actions", (action.says(view) if view is not None else None) or action.label)


def sentence(code: str, params: Mapping[str, str] | Iterable[tuple[str, str]] = ()) -> str:
    """The sentence for a code of a refusal, problem or notice; an unknown code is shown as it is, never hidden."""
    if code not in SENTENCES:
        return translate("codes", "The server says: {code}.").format(code=code)
    text = translate("codes", SENTENCES[code])
    for name, value in dict(params).items():
        text = text.replace("{" + name + "}", value)
    return text


def phone_sentence(problem: str) -> str:
    """A problem of the softphone; one that is not known to the window stays as the softphone said it."""
    return translate("phone", problem) if problem else ""


def link_name(link: Link) -> str:
    """The connection to the server, in two words."""
    match link:
        case Link.ONLINE:
            return translate("link", "Connected")
        case Link.CONNECTING:
            return translate("link", "Connecting …")
        case Link.OFFLINE:
            return translate("link", "Not connected")
