"""Figures of speech are added up and taken apart without inventing losses."""

from __future__ import annotations

import pytest

from agent_desktop.quality.figures import Line, Way, since, together


def line(packets: int, lost: int = 0, jitter: float = 0.0, trip: float | None = None) -> Line:
    way = Way(packets=packets, lost=lost, jitter_ms=jitter)
    return Line(codec="PCMA", heard=way, spoken=way, round_trip_ms=trip)


def test_what_came_since_then() -> None:
    later = since(line(500, 10, 4), line(400, 8, 3))
    assert later.heard == Way(packets=100, lost=2, jitter_ms=4)
    assert since(line(500, 7), line(400, 8)).heard.lost == 0  # one came after all


def test_counting_anew_is_another_stream() -> None:
    assert since(line(50, 1), line(400, 8)).heard == Way(packets=50, lost=1)
    assert since(line(50), None) == line(50)


def test_jitter_is_weighed_by_packets_and_the_last_round_trip_counts() -> None:
    both = together(line(100, 1, 10, trip=20), line(300, 2, 2))
    assert both.heard == Way(packets=400, lost=3, jitter_ms=4)
    assert both.round_trip_ms == 20
    assert together(both, line(1, trip=30)).round_trip_ms == 30
    assert together(Line(), Line()).heard == Way()


def test_opinions_of_both_directions() -> None:
    one = Line(codec="PCMA", heard=Way(packets=1000, lost=100), spoken=Way(packets=1000), round_trip_ms=40)
    assert one.heard_mos < 3.5 < 4.3 < one.spoken_mos
    assert Line().heard_mos == pytest.approx(4.39, abs=0.02)
    assert Line(codec="x", heard=Way(packets=10, lost=20)).heard.loss == 1
