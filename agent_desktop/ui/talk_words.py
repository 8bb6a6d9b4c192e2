"""The state of a call in one sentence: who hears music, who is asked, who joined, and whether it is recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agent_desktop.client.talk import Ear, Party, Talk
from agent_desktop.client.view import View
from agent_desktop.domain.messages import Held, ListenMode, RecordingState
from agent_desktop.ui.spans import span

translate = QCoreApplication.translate


def talk_sentence(view: View, now: int) -> str:
    """What is special about the call at ``now`` (server's clock, ms); empty when nothing is."""
    talk = view.talk
    if talk.asked is not None:
        return _asked(talk.asked, now)
    if talk.joined:
        names = ", ".join(party_name(party) for party in talk.joined)
        return translate("talk", "Conference with {names}").format(names=names)
    since = span(now - talk.held_since) if talk.held_since is not None else ""
    match talk.held:
        case Held.HOLD:
            return translate("talk", "On hold for {time}: the customer hears music").format(time=since)
        case Held.PARK:
            return translate("talk", "Parked for {time}: the customer hears music").format(time=since)
        case None:
            return ""


def listening_words(ears: tuple[Ear, ...]) -> str:
    """Who else is in the call, as far as the agent may know."""
    return ", ".join(_ear(ear) for ear in ears)


def _ear(ear: Ear) -> str:
    match ear.mode:
        case ListenMode.LISTEN:
            return translate("talk", "{name} listens").format(name=ear.name)
        case ListenMode.WHISPER:
            return translate("talk", "{name} speaks to you alone").format(name=ear.name)
        case ListenMode.BARGE:
            return translate("talk", "{name} speaks with you both").format(name=ear.name)


def recording_words(talk: Talk, now: int) -> str:
    """Whether the call is recorded, in two or three words; empty when it is not."""
    match talk.recording:
        case RecordingState.ON:
            since = now if talk.recorded_since is None else talk.recorded_since
            return translate("talk", "Recording {time}").format(time=span(now - since))
        case RecordingState.PAUSED:
            return translate("talk", "Recording paused")
        case RecordingState.SAVING:
            return translate("talk", "Saving the recording …")
        case RecordingState.DELETING:
            return translate("talk", "Deleting the recording …")
        case None:
            return translate("talk", "Recording declined") if talk.declined else ""


def party_name(party: Party) -> str:
    """Who it is: a colleague, a queue, or somebody outside."""
    return party.agent or party.queue or translate("talk", "a number outside")


def _asked(party: Party, now: int) -> str:
    name, since = party_name(party), span(now - party.since)
    if not party.answered:
        return translate("talk", "Asking {name} … {time}").format(name=name, time=since)
    if party.held:
        return translate("talk", "Speaking with the customer; {name} hears music").format(name=name)
    return translate("talk", "Speaking with {name}; the customer hears music").format(name=name)
