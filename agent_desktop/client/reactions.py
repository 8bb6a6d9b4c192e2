"""The one table of what the program does when something happens: which sound, which notice, which window."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from agent_desktop.client.port import HeardValue, Outdated, SessionEnded
from agent_desktop.client.value import Value
from agent_desktop.domain.messages import Noticed, OfferEnded, OfferMade
from agent_desktop.phone.port import Answered, Died, Ended, Failed, Incoming, Sound


class Show(StrEnum):
    """What comes forward, without taking the keyboard's focus (F053, F060)."""

    OFFER = "offer"


class Kind(StrEnum):
    """What a notice is about: which table of ``protocol/codes.py`` has its code."""

    NOTICE = "notice"
    REFUSAL = "refusal"
    PROBLEM = "problem"


class Notice(Value, frozen=True, kw_only=True):
    """A sentence for the agent: its code is translated by the window, ``params`` fill its gaps."""

    code: str
    kind: Kind = Kind.NOTICE
    params: tuple[tuple[str, str], ...] = ()
    case: int | None = None
    at: int = 0  # server's clock, ms UTC


class Reaction(Value, frozen=True, kw_only=True):
    """What is done: ``sound`` names a signal that is played until ``silence``, ``beep`` one that is heard once."""

    sound: str | None = None
    beep: str | None = None
    silence: bool = False
    notice: Notice | None = None
    show: Show | None = None


class LinkLost(HeardValue, frozen=True, kw_only=True):
    """The stream that was there is not any more."""


class LinkBack(HeardValue, frozen=True, kw_only=True):
    """A lost stream is there again."""


def react(me: str, happened: object) -> Reaction | None:
    """What agent ``me``'s program does when ``happened`` (an event, a phone event, a value of the connection)."""
    rule = REACTIONS.get(type(happened))
    return rule(me, happened) if rule else None


def _offer_made(me: str, event: OfferMade) -> Reaction | None:
    return Reaction(sound="ring", show=Show.OFFER) if event.offer.agent == me else None


def _offer_ended(me: str, event: OfferEnded) -> Reaction | None:
    return Reaction(silence=True) if event.agent == me else None


MISSED = frozenset({"offer_missed", "case_missed"})
ALARMS = frozenset({"queue_alarm", "queue_alarm_ready", "queue_alarm_level"})
"""Notices that are heard too (F059)."""


def _noticed(me: str, event: Noticed) -> Reaction | None:
    if event.agent != me:
        return None
    beep = "offer_missed" if event.code in MISSED else "queue_alarm" if event.code in ALARMS else None
    return Reaction(notice=Notice(code=event.code, case=event.case, params=event.params), beep=beep)


def _failed(me: str, event: Failed) -> Reaction:
    return _notice("phone_failed", params=(("problem", event.problem),))


def _sound(me: str, event: Sound) -> Reaction | None:
    """A headset that was pulled in a call must not go unnoticed, and its return neither."""
    if not event.moved:
        return None
    device = event.speaker or event.microphone
    return _notice("sound_moved", params=(("device", device),)) if device else _notice("sound_default")


def _session_ended(me: str, event: SessionEnded) -> Reaction:
    return Reaction(silence=True, notice=Notice(code=event.problem.code, kind=Kind.PROBLEM))


def _notice(code: str, *, silence: bool = False, params: tuple[tuple[str, str], ...] = ()) -> Reaction:
    return Reaction(silence=silence, notice=Notice(code=code, params=params))


REACTIONS: dict[type[Any], Callable[[str, Any], Reaction | None]] = {
    OfferMade: _offer_made,
    OfferEnded: _offer_ended,
    Noticed: _noticed,
    Incoming: lambda me, event: Reaction(beep="joined") if event.join else None,  # nobody clicks: F030, F121
    Answered: lambda me, event: Reaction(silence=True),
    Ended: lambda me, event: Reaction(silence=True),  # the server may be out of reach when a caller gives up
    Died: lambda me, event: _notice("phone_died", silence=True),
    Failed: _failed,
    Sound: _sound,
    LinkLost: lambda me, event: _notice("connection_lost"),
    LinkBack: lambda me, event: _notice("connection_back"),
    Outdated: lambda me, event: _notice("update_program"),
    SessionEnded: _session_ended,
}
