"""What to tell an agent whose call sounds bad: whose fault it is, and what can be done (F127).

Pure rules over the last seconds. They rather say nothing than something wrong: a centre whose agents are told to move
their microphones when nothing is amiss stops reading.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from agent_desktop.quality.figures import Line, Way

GOOD_MOS: Final = 4.0
"""Below it many are dissatisfied with what they hear (G.107 Annex B: R 80)."""
FEWEST_PACKETS: Final = 150
"""Three seconds of speech: of less nothing can be said."""
LATE_MS: Final = 400.0
"""A round trip from which on people begin to talk at the same time (ITU-T G.114: 150 to 400 ms one way)."""
STALL_MS: Final = 150
"""A phone that has to wait so long for its PC has no speech left to play."""

PEAKS_A_SECOND: Final = 10
_SPEAKS_DBFS: Final = -35.0
_SPEAKS_PEAKS: Final = 8
_MUTED_S: Final = 3
_SILENT_DBFS: Final = -90.0
_SILENT_S: Final = 10
_QUIET_DBFS: Final = -42.0
_QUIET_RISE_DB: Final = 12.0
_QUIET_S: Final = 15
_QUIET_PEAKS: Final = 3 * PEAKS_A_SECOND
_CLIPS_DBFS: Final = -0.3
_CLIPS_PEAKS: Final = 5
_CLIPS_S: Final = 10

LONGEST_S: Final = 15
"""How far back any rule looks."""


class Medium(StrEnum):
    """How this PC is connected to the server, where that can be known."""

    UNKNOWN = "unknown"
    WIRE = "wire"
    WIFI = "wifi"


class Advice(StrEnum):
    """What the agent is told; its sentence is in ``protocol/codes.py``."""

    MUTED = "advice_muted"
    MICROPHONE_SILENT = "advice_microphone_silent"
    MICROPHONE_QUIET = "advice_microphone_quiet"
    MICROPHONE_LOUD = "advice_microphone_loud"
    PC_BUSY = "advice_pc_busy"
    WIFI = "advice_wifi"
    WIRE = "advice_wire"
    NETWORK = "advice_network"
    FAR_SIDE = "advice_far_side"


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """The last seconds of a call, the newest last.

    ``lines``: its speech, a part for every two seconds; ``stalls``: for each of them, how long the PC let the phone
    wait (ms). ``peaks``: of the microphone, in dBFS, ten a second, since it was closed or opened.
    """

    lines: tuple[Line, ...] = ()
    stalls: tuple[int, ...] = ()
    peaks: tuple[float, ...] = ()
    muted: bool = False
    medium: Medium = Medium.UNKNOWN


def advise(seen: Seen, whole: Line) -> Advice | None:
    """What is most worth saying of ``seen``; ``whole`` is its lines together. None: all is well, as far as is known."""
    return _microphone(seen) or _pc(seen) or _network(whole, seen.medium)


def _microphone(seen: Seen) -> Advice | None:
    if seen.muted:
        spoken = [peak for peak in _last(seen.peaks, _MUTED_S) if peak > _SPEAKS_DBFS]
        return Advice.MUTED if len(spoken) >= _SPEAKS_PEAKS else None
    if len(seen.peaks) >= _SILENT_S * PEAKS_A_SECOND and max(_last(seen.peaks, _SILENT_S)) <= _SILENT_DBFS:
        return Advice.MICROPHONE_SILENT
    if sum(peak >= _CLIPS_DBFS for peak in _last(seen.peaks, _CLIPS_S)) >= _CLIPS_PEAKS:
        return Advice.MICROPHONE_LOUD
    return Advice.MICROPHONE_QUIET if _speaks_quietly(_last(seen.peaks, _QUIET_S)) else None


def _speaks_quietly(peaks: tuple[float, ...]) -> bool:
    """Whether somebody speaks, well above the noise of the room, and is hardly to be heard."""
    if len(peaks) < _QUIET_S * PEAKS_A_SECOND or max(peaks) > _QUIET_DBFS:
        return False
    noise = sorted(peaks)[len(peaks) // 4]
    return sum(peak >= noise + _QUIET_RISE_DB for peak in peaks) >= _QUIET_PEAKS


def _pc(seen: Seen) -> Advice | None:
    """Once may be chance."""
    return Advice.PC_BUSY if sum(stall >= STALL_MS for stall in seen.stalls) >= 2 else None


def _network(whole: Line, medium: Medium) -> Advice | None:
    """What the server hears came only over this PC's own line; what the phone hears came over the caller's as well."""
    late = whole.round_trip_ms is not None and whole.round_trip_ms >= LATE_MS
    if late or _bad(whole.spoken, whole.spoken_mos):
        return {Medium.WIFI: Advice.WIFI, Medium.WIRE: Advice.WIRE}.get(medium, Advice.NETWORK)
    return Advice.FAR_SIDE if _bad(whole.heard, whole.heard_mos) else None


def _bad(way: Way, mos: float) -> bool:
    return way.packets >= FEWEST_PACKETS and mos < GOOD_MOS


def _last(peaks: tuple[float, ...], seconds: int) -> tuple[float, ...]:
    return peaks[-seconds * PEAKS_A_SECOND :]
