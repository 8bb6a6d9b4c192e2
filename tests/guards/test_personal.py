"""Every text of every row is either personal to a customer, and sealed in the store, or said here to be neither."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec
import pytest

from agent_desktop.domain import messages as m
from agent_desktop.domain import network as n
from agent_desktop.domain.messages import Row
from agent_desktop.domain.personal import PERSONAL
from agent_desktop.protocol import wire as w
from tests.guards.test_core_tables import rows

HARMLESS: dict[type[Row], str] = {
    m.Skill: "name",
    m.Overflow: "queue",
    m.Queue: "id name number discipline caller_number caller_number_cri flow language announcement",
    m.Reason: "id",
    m.Agent: "id name queues groups default_queue phone_number device",  # no customer's: the centre's own
    m.NextStatus: "reason queue",
    m.Presence: "agent reason queue left leg line campaign device",
    m.Case: "queue agent kept_for returns_to owner campaign calls",
    m.Alarm: "agent queue",
    m.SetAlarm: "queue",
    m.AlarmRemoved: "agent queue",
    m.Cri: "name",
    m.CriDefinition: "name queues choices url",
    m.Note: "agent device",
    m.Leg: "id agent",
    m.Received: "agent device",
    m.PassedOver: "agent reason",
    m.Why: "rule",
    m.Offer: "agent leg",
    m.SetStatus: "reason queue",
    m.ChooseQueues: "queues agent",
    m.MakeWrapUp: "queue",
    m.EndWrapUp: "agent",
    m.PhoneReady: "legs",
    m.WriteNote: "device",
    m.SetCri: "name",
    m.CallArrived: "leg number",  # the number that was dialled: the centre's own
    m.LegRinging: "leg",
    m.LegEarlyMedia: "leg",
    m.LegTransferAsked: "leg replaces",
    m.AnswerTransfer: "leg",
    m.LegAnswered: "leg",
    m.LegEnded: "leg",
    m.LegSilent: "leg",
    m.LegHeard: "leg",
    m.ClientCame: "agent",
    m.ClientGone: "agent",
    m.EffectFailed: "why",  # words of an adapter
    m.AdapterStarted: "legs",
    m.Asked: "by",
    m.AcceptLeg: "leg",
    m.RejectLeg: "leg",
    m.LogIn: "device",
    m.RingLeg: "leg agent peer queue_name device",
    m.DialLeg: "leg",
    m.HangUpLeg: "leg",
    m.Connect: "leg peer",
    m.Play: "leg once loop",
    m.LegGone: "leg",
    m.OfferEnded: "agent",
    m.Noticed: "agent code params",
    m.EffectClosed: "why",
    m.FactIgnored: "fact subject why",
    m.AssignOwner: "agent",
    m.Attempt: "agent campaign",
    m.CallbackOrdered: "queue agent",
    m.CustomerLeft: "reference",
    m.CustomerWrote: "reference",
    m.ForwardCase: "queue agent",
    m.Inquire: "agent queue",
    m.Item: "reference",  # the channel's own number of a message
    m.ItemArrived: "reference queue agent",
    m.ItemForgotten: "reference",
    m.Lock: "agent",
    m.MakeTask: "queue agent",
    m.Ear: "leg heard_by",
    m.Listen: "agent",
    m.Listening: "listener agent leg",
    m.ListeningEnded: "listener agent",
    m.Mix: "leg peers",
    m.OrderCallback: "queue agent",
    m.Transfer: "agent queue",
    m.Campaign: "id name queue caller_number missed_of",
    m.CampaignContact: "campaign reference",
    m.Called: "campaign references",
    m.Dialer: "campaign",
    m.ImportContacts: "campaign",
    m.MoveToCampaign: "campaign",
    m.JoinCampaign: "campaign",
    m.LeaveCampaign: "reason",
    m.NewContact: "reference",
    m.Dial: "agent queue",
    m.OrderRecording: "leg",
    m.Recording: "leg",
    m.RecordingEnded: "why",
    m.AgentMessage: "sender agents queue",
    m.SendMessage: "agent queue",
    m.HelpWanted: "agent",
    m.HelpEnded: "agent by",
    m.AcceptHelp: "agent",
    m.TakeOldest: "queue",
    m.Concealed: "help listening",
    m.DigitPressed: "leg",
    m.FileServed: "agent",
    m.RecordingHeard: "agent",
    m.CallQuality: "agent codec advice",
    m.ReportQuality: "codec advice",
    m.Announce: "leg language once loop",
    m.SpeakNumber: "leg language once",
    m.CaptureClip: "leg",
    m.EndClip: "leg",
    m.ForgetClip: "leg",
    m.Clip: "name agent",
    m.RecordClip: "name",
    m.RenameClip: "name",
    m.LookUp: "leg url results",  # the address without its values
    m.RecordMessage: "leg",
    m.IvrPosition: "flow node",
    m.FlowStopped: "flow node why",
    m.QueuePace: "queue",
    n.Trunk: "id server fingerprint domain addresses user caller_number",
    n.NumberPlan: "country national_prefix international_prefix prepend_out prepend_in",
    n.Device: "id name",
    n.EmergencyNumber: "number name",
    m.Refusal: "code params",
}
"""Row → its texts that say nothing about a customer: ids, words of the definition, words of the program."""


WITNESSED: dict[type[Row], tuple[str, ...]] = {
    w.LogInRequest: ("password",),
    w.Session: ("token",),
    w.SipAccount: ("password",),
    w.RecordingNote: ("number", "name"),
}
"""Texts of the envelope that are secret or personal: client/witness.py has to see them, for the error report (F066)."""

ENVELOPE: dict[type[Row], str] = {
    w.LogInRequest: "user device",
    w.Session: "agent",
    w.SipAccount: "server user certificate",
    w.Problem: "code message",
    w.RecordingNote: "kind queue agent",
    w.StatusFigure: "reason queue",
    w.EarlierCase: "queue agent",
    w.Snapshot: "agent",
}
"""The others."""


def unjudged(
    kinds: Collection[type[Row]], personal: Mapping[type[Row], tuple[str, ...]], harmless: Mapping[type[Row], str]
) -> list[str]:
    """Texts in neither table or in both, and lines of the tables that no row has."""
    found = set()
    for kind in kinds:
        texts = {field.name for field in msgspec.structs.fields(kind) if _is_text(field.type)}
        told = (*personal.get(kind, ()), *harmless.get(kind, "").split())
        twice = {name for name in told if told.count(name) > 1}
        found |= {f"{kind.__name__}.{name}" for name in (texts ^ set(told)) | twice}
    found |= {kind.__name__ for kind in (*personal, *harmless) if kind not in kinds}
    return sorted(found)


def _is_text(given: object) -> bool:
    """Whether a text stands in it that is in no row of its own: ``str``, ``str | None``, ``tuple[str, ...]`` …"""
    return given is str or any(_is_text(one) for one in getattr(given, "__args__", ()))


PLAIN = (str, str | None)


def nameless(kinds: Collection[type[Row]]) -> list[str]:
    """Personal texts that are not plain texts (or none), and could not be sealed."""
    fields = {kind: {field.name: field.type for field in msgspec.structs.fields(kind)} for kind in kinds}
    return [
        f"{kind.__name__}.{name}" for kind in kinds for name in PERSONAL[kind] if fields[kind].get(name) not in PLAIN
    ]


def test_every_text_is_judged() -> None:
    assert unjudged(rows(Row) | rows(Row, n), PERSONAL, HARMLESS) == []


def test_every_text_of_the_envelope_is_judged() -> None:
    own = {kind for kind in rows(Row, w) if kind.__module__ == w.__name__}
    assert w.EarlierCase in own
    assert unjudged(own, WITNESSED, ENVELOPE) == []


def test_every_personal_text_can_be_sealed() -> None:
    assert nameless(PERSONAL) == []


class Survey(Row, frozen=True):
    """A row of a rule to come."""

    case: int
    answer: str
    words: tuple[str, ...] | None = None


@pytest.mark.parametrize(
    ("personal", "harmless", "wrong"),
    [
        ({}, {}, ["Survey.answer", "Survey.words"]),
        ({Survey: ("answer",)}, {}, ["Survey.words"]),
        ({Survey: ("answer",)}, {Survey: "answer words"}, ["Survey.answer"]),
        ({Survey: ("answer",)}, {Survey: "words gone"}, ["Survey.gone"]),
        ({Survey: ("answer",)}, {Survey: "words", m.Tick: ""}, ["Tick"]),
        ({Survey: ("answer",)}, {Survey: "words"}, []),
    ],
)
def test_a_text_that_nobody_judged_is_found(
    personal: dict[type[Row], tuple[str, ...]], harmless: dict[type[Row], str], wrong: list[str]
) -> None:
    assert unjudged([Survey], personal, harmless) == wrong
