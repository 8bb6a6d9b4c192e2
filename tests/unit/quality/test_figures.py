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


def test_codec_and_round_trip_are_those_of_now() -> None:
    now = Line(codec="G722", heard=Way(packets=500), spoken=Way(packets=500), round_trip_ms=30)
    later = since(now, line(400, trip=20))
    assert (later.codec, later.round_trip_ms) == ("G722", 30)


@pytest.mark.parametrize("anew", ["heard", "spoken"])
def test_one_direction_that_counts_anew_is_another_stream_though_the_other_has_caught_up(anew: str) -> None:
    """Whichever was known later: nothing is taken off, in either direction."""
    before = Line(codec="PCMA", heard=Way(packets=400, lost=8), spoken=Way(packets=400, lost=8))
    ahead, fresh = Way(packets=500, lost=9), Way(packets=399, lost=1)
    ways = (fresh, ahead) if anew == "heard" else (ahead, fresh)
    now = Line(codec="G722", heard=ways[0], spoken=ways[1], round_trip_ms=20)
    assert since(now, before) == now


def test_nothing_new_is_nothing_and_not_another_stream() -> None:
    """As often asked while a call is held: no packet goes, and none may be counted twice."""
    held = line(400, 8, 3, trip=25)
    nothing = since(held, held)
    assert (nothing.heard, nothing.spoken) == (Way(jitter_ms=3), Way(jitter_ms=3))
    assert nothing.round_trip_ms == 25
    one_way = Line(heard=Way(packets=400), spoken=Way(packets=450))
    assert since(one_way, line(400)).spoken.packets == 50
    assert since(Line(heard=Way(packets=450), spoken=Way(packets=400)), line(400)).heard.packets == 50


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
