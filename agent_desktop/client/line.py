"""How the call in hand sounds: what the softphone measures, per case and live, and what is advised (F127)."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable

from agent_desktop.client.value import Value
from agent_desktop.domain.messages import CaseState, Presence, ReportQuality, Speech
from agent_desktop.domain.state import State
from agent_desktop.phone.port import Answered, AnyPhoneEvent, Died, Ended, Levels, LineQuality, Muted
from agent_desktop.phone.port import Way as Told
from agent_desktop.quality.advice import LONGEST_S, PEAKS_A_SECOND, Advice, Medium, Seen, advise
from agent_desktop.quality.figures import Line, Way, since, together

log = logging.getLogger(__name__)
WINDOW = 5
"""Parts of two seconds that live figures and advice are made from."""


class LineView(Value, frozen=True, kw_only=True):
    """The line of the last ten seconds. Opinions are 1 to 4.5 (ITU-T G.107), losses shares of 1."""

    heard_mos: float
    spoken_mos: float
    heard_loss: float
    spoken_loss: float
    round_trip_ms: float | None = None


def unknown_medium() -> Medium:
    """For programs that do not ask the operating system."""
    return Medium.UNKNOWN


def case_in_talk(state: State, presence: Presence | None) -> int | None:
    """The case that the agent talks in, or None."""
    case = state.cases.get(presence.case) if presence is not None and presence.case is not None else None
    return case.id if case is not None and case.state is CaseState.TALKING else None


class CallLine:
    """Figures of the case in hand. ``medium`` says how this PC is connected to its server, at once."""

    def __init__(self, medium: Callable[[], Medium] = unknown_medium) -> None:
        self._ask_medium = medium
        self._case: int | None = None
        self._streams: dict[str, Line] = {}  # leg → as last told, since its stream began
        self._parts: deque[Line] = deque(maxlen=WINDOW)
        self._stalls: deque[int] = deque(maxlen=WINDOW)
        self._peaks: deque[float] = deque(maxlen=LONGEST_S * PEAKS_A_SECOND)
        self._muted = False
        self._whole = Line()  # of the case
        self._given: list[Advice] = []
        self._advice: Advice | None = None

    @property
    def advice(self) -> str:
        """The code of what is advised now; empty when all is well."""
        return self._advice.value if self._advice is not None else ""

    def show(self) -> LineView | None:
        """The live figures; None before there are any."""
        if self._case is None or not self._parts:
            return None
        line = self._window()
        return LineView(
            heard_mos=line.heard_mos,
            spoken_mos=line.spoken_mos,
            heard_loss=line.heard.loss,
            spoken_loss=line.spoken.loss,
            round_trip_ms=line.round_trip_ms,
        )

    def follow(self, case: int | None) -> ReportQuality | None:
        """The agent talks in this case now, or in none; gives the figures of the one before, when it had any."""
        if case == self._case:
            return None
        report = self._report()
        self._case = case
        self._whole, self._given, self._advice = Line(), [], None
        self._parts.clear()
        self._stalls.clear()
        self._peaks.clear()
        return report

    def phone_said(self, event: AnyPhoneEvent) -> None:
        """Whatever the softphone tells."""
        match event:
            case LineQuality():
                self._measured(event)
            case Levels(spoken_dbfs=peak):
                self._peaks.append(peak)
            case Muted(on=on):
                self._muted = on
                self._peaks.clear()
            case Answered(leg=leg) | Ended(leg=leg):
                self._streams.pop(leg, None)
            case Died():
                self._streams.clear()
            case _:
                return
        self._advise()

    def _measured(self, event: LineQuality) -> None:
        now = Line(
            codec=event.codec,
            heard=_way(event.heard),
            spoken=_way(event.spoken),
            round_trip_ms=event.round_trip_ms,
        )
        part = since(now, self._streams.get(event.leg))
        self._streams[event.leg] = now
        if self._case is not None:
            self._parts.append(part)
            self._stalls.append(event.stalled_ms)
            self._whole = together(self._whole, part)

    def _window(self) -> Line:
        line = Line()
        for part in self._parts:
            line = together(line, part)
        return line

    def _advise(self) -> None:
        if self._case is None:
            self._advice = None
            return
        seen = Seen(
            lines=tuple(self._parts),
            stalls=tuple(self._stalls),
            peaks=tuple(self._peaks),
            muted=self._muted,
            medium=self._ask_medium(),
        )
        self._advice = advise(seen, self._window())
        if self._advice is not None and self._advice not in self._given:
            log.info("Case %d: %s, %s", self._case, self._advice.value, self.show())
            self._given.append(self._advice)

    def _report(self) -> ReportQuality | None:
        line = self._whole
        if self._case is None or not (line.heard.packets or line.spoken.packets):
            return None
        return ReportQuality(
            case=self._case,
            codec=line.codec,
            heard=_speech(line.heard, line.heard_mos),
            spoken=_speech(line.spoken, line.spoken_mos),
            round_trip_ms=line.round_trip_ms,
            advice=tuple(advice.value for advice in self._given),
        )


def _way(told: Told) -> Way:
    return Way(packets=told.packets, lost=told.lost, jitter_ms=told.jitter_ms)


def _speech(way: Way, mos: float) -> Speech:
    return Speech(packets=way.packets, lost=way.lost, jitter_ms=round(way.jitter_ms, 1), mos=mos)
