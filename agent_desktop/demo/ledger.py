"""Adds up what the demonstration showed: calls, times, and what probes really heard at both ends."""

from __future__ import annotations

import logging
import math
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.demo.callers import Call
from agent_desktop.demo.measure import Tone, find_tone, read
from agent_desktop.domain.messages import CaseOutcome

log = logging.getLogger(__name__)

CALLER_HZ = 440
AGENT_HZ = 1000
"""Tones of sounds/demo/tone_caller.wav and tone_agent.wav."""

ENDED_BY_US = frozenset({CaseOutcome.SWITCH_RESTART, CaseOutcome.FAILED})


class AgentSide(msgspec.Struct, kw_only=True):
    """A call as the agent's program had it. Times are ms of the monotonic clock."""

    leg: str
    shown_ms: int | None = None  # the offer was on the screen, or a robot's phone rang
    answered_ms: int | None = None  # the click
    recording: Path | None = None
    recording_ms: int | None = None


class Entry(msgspec.Struct, kw_only=True):
    """A caller's way through the centre."""

    call: Call
    offers: dict[str, int] = {}  # agent's leg → when the core decided
    answered: bool = False
    agent: str = ""  # who answered
    agent_leg: str | None = None  # the leg on which it was answered
    outcome: CaseOutcome | None = None


class Ledger:
    """Everything by the caller's number and the agent's leg."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.sides: dict[str, AgentSide] = {}

    def side(self, leg: str) -> AgentSide:
        """The agent's side of a leg."""
        return self.sides.setdefault(leg, AgentSide(leg=leg))

    def report(self, window: str) -> dict[str, Any]:
        """The figures of ``--report``; docs/developers.md says what each means. ``window``: who sits at the window."""
        entries = list(self.entries.values())
        probes = [entry for entry in entries if entry.call.part.probe and entry.agent_leg in self.sides]
        heard = [self._heard(entry) for entry in probes]
        to_agent = [tone for tone, _, _ in heard if tone is not None]
        to_caller = [tone for _, tone, _ in heard if tone is not None]
        return {
            "calls": len(entries),
            "answered": sum(entry.answered for entry in entries),
            "answered_by_window": sum(entry.agent == window for entry in entries),
            "lost": sum(_lost(entry) for entry in entries),
            "offer_ms": percentiles(self._offer_times(entries)),
            "answer_to_audio_ms": percentiles([ms for _, _, ms in heard if ms is not None]),
            "probes": len(probes),
            "audio": {
                "caller_to_agent": _summary(to_agent, len(probes)),
                "agent_to_caller": _summary(to_caller, len(probes)),
            },
        }

    def _offer_times(self, entries: Sequence[Entry]) -> list[float]:
        times: list[float] = []
        for entry in entries:
            for leg, decided in entry.offers.items():
                side = self.sides.get(leg)
                if side is not None and side.shown_ms is not None:
                    times.append(side.shown_ms - decided)
        return times

    def _heard(self, entry: Entry) -> tuple[Tone | None, Tone | None, float | None]:
        """The caller's tone at the agent, the agent's at the caller, and ms from the click until both are heard."""
        side = self.sides[entry.agent_leg or ""]
        at_agent = _tone(side.recording, CALLER_HZ)
        at_caller = _tone(entry.call.recording, AGENT_HZ)
        if at_agent is None or at_caller is None:
            log.warning("a probe was not heard: %s, leg %s", entry.call.part.number, side.leg)
            return at_agent, at_caller, None
        if side.answered_ms is None or side.recording_ms is None or entry.call.recording_ms is None:
            return at_agent, at_caller, None
        both = max(side.recording_ms + at_agent.begin_ms, entry.call.recording_ms + at_caller.begin_ms)
        return at_agent, at_caller, both - side.answered_ms


def _lost(entry: Entry) -> bool:
    """Ended by us: not by the caller, and not by an agent after a talk."""
    if entry.outcome in ENDED_BY_US:
        return True
    return entry.call.ended_ms is not None and not entry.call.hung_up and not entry.answered


def _tone(recording: Path | None, hz: int) -> Tone | None:
    if recording is None or not recording.exists():
        return None
    samples, rate = read(recording)
    return find_tone(samples, rate, hz)


def _summary(tones: Sequence[Tone], probes: int) -> dict[str, float | int | None]:
    """Medians, and the sum of all breaks; ``unheard`` probes have no tone to count in."""
    return {
        "tone_hz": round(statistics.median(tone.tone_hz for tone in tones), 1) if tones else None,
        "rms_dbfs": round(statistics.median(tone.rms_dbfs for tone in tones), 1) if tones else None,
        "dropouts": sum(tone.dropouts for tone in tones),
        "unheard": probes - len(tones),
    }


def percentiles(values: Sequence[float]) -> dict[str, float | None]:
    """Nearest-rank percentiles; None without values."""
    ordered = sorted(values)

    def rank(share: float) -> float | None:
        return ordered[math.ceil(share * len(ordered)) - 1] if ordered else None

    return {"p50": rank(0.50), "p99": rank(0.99), "count": len(ordered)}
