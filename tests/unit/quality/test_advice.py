"""What is advised for what is seen: whose side it is, and that nobody is bothered for nothing (F127)."""

from __future__ import annotations

import pytest

from agent_desktop.protocol.codes import ADVICE
from agent_desktop.quality.advice import Advice, Medium, Seen, advise
from agent_desktop.quality.figures import Line, Way

GOOD = Way(packets=500, lost=1, jitter_ms=3)
BAD = Way(packets=500, lost=30, jitter_ms=12)
SPEECH, NOISE = (-20.0, -28.0, -60.0), (-58.0, -60.0, -62.0)


def said(
    *,
    heard: Way = GOOD,
    spoken: Way = GOOD,
    trip: float | None = 30,
    peaks: tuple[float, ...] = SPEECH * 50,
    stalls: tuple[int, ...] = (0, 0, 0),
    muted: bool = False,
    medium: Medium = Medium.UNKNOWN,
) -> Advice | None:
    whole = Line(codec="PCMA", heard=heard, spoken=spoken, round_trip_ms=trip)
    return advise(Seen(lines=(whole,), peaks=peaks, stalls=stalls, muted=muted, medium=medium), whole)


def test_a_good_call_is_left_in_peace() -> None:
    assert said() is None
    assert said(peaks=()) is None
    assert said(peaks=NOISE * 50) is None  # who listens is not told that nobody hears them
    assert said(trip=None) is None
    assert said(muted=True, peaks=NOISE * 50) is None
    assert said(heard=Way(packets=40, lost=20)) is None  # too little to know


@pytest.mark.parametrize(
    ("medium", "advice"),
    [(Medium.WIFI, Advice.WIFI), (Medium.WIRE, Advice.WIRE), (Medium.UNKNOWN, Advice.NETWORK)],
)
def test_what_the_server_misses_is_this_pcs_own_line(medium: Medium, advice: Advice) -> None:
    assert said(spoken=BAD, medium=medium) is advice
    assert said(spoken=BAD, heard=BAD, medium=medium) is advice
    assert said(trip=450, medium=medium) is advice


def test_what_only_the_phone_misses_is_the_callers() -> None:
    assert said(heard=BAD, medium=Medium.WIFI) is Advice.FAR_SIDE


def test_who_speaks_while_muted_is_told() -> None:
    assert said(muted=True) is Advice.MUTED
    assert said(muted=True, peaks=(*NOISE * 50, -20.0, -20.0)) is None  # a cough
    assert said(muted=True, spoken=BAD) is Advice.MUTED


def test_a_microphone_that_gives_nothing() -> None:
    assert said(peaks=(-100.0,) * 100) is Advice.MICROPHONE_SILENT
    assert said(peaks=(-100.0,) * 99) is None
    assert said(peaks=(*(-100.0,) * 99, -50.0)) is None


def test_a_microphone_too_far_away() -> None:
    assert said(peaks=tuple(peak - 26 for peak in SPEECH) * 50) is Advice.MICROPHONE_QUIET
    assert said(peaks=tuple(peak - 26 for peak in SPEECH) * 30) is None
    assert said(peaks=tuple(peak - 15 for peak in SPEECH) * 50) is None


def test_a_microphone_too_loud() -> None:
    assert said(peaks=(*SPEECH * 50, *(0.0,) * 5)) is Advice.MICROPHONE_LOUD
    assert said(peaks=(*SPEECH * 50, *(0.0,) * 4)) is None


def test_a_pc_that_is_too_busy_before_a_network_that_suffers_from_it() -> None:
    assert said(stalls=(0, 200, 0, 160, 0), spoken=BAD) is Advice.PC_BUSY
    assert said(stalls=(0, 200, 0, 0, 0)) is None


def test_every_advice_has_its_sentence() -> None:
    assert set(ADVICE) == set(Advice)
