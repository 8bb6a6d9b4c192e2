"""The figures of each call, its live line and the advice, from what a softphone tells (F127)."""

from __future__ import annotations

from agent_desktop.client.line import CallLine
from agent_desktop.phone.port import Answered, Ended, Levels, LineQuality, Muted, Way
from agent_desktop.quality.advice import Medium


def told(
    packets: int, *, lost_heard: int = 0, lost_spoken: int = 0, leg: str = "o1", stalled_ms: int = 0
) -> LineQuality:
    return LineQuality(
        leg=leg,
        codec="PCMA",
        heard=Way(packets=packets, lost=lost_heard, jitter_ms=2.04),
        spoken=Way(packets=packets, lost=lost_spoken, jitter_ms=3),
        round_trip_ms=20,
        stalled_ms=stalled_ms,
    )


def say(line: CallLine, *events: LineQuality | Levels | Muted | Answered | Ended) -> None:
    for event in events:
        line.phone_said(event)


def test_the_figures_of_a_case_are_given_when_it_is_over() -> None:
    line = CallLine()
    assert line.follow(7) is None
    say(line, Answered(leg="o1"), told(100), told(1000, lost_heard=50))
    report = line.follow(None)
    assert report is not None
    assert (report.case, report.codec, report.round_trip_ms, report.advice) == (7, "PCMA", 20, ("advice_far_side",))
    assert (report.heard.packets, report.heard.lost, report.heard.jitter_ms) == (1000, 50, 2.0)
    assert (report.spoken.packets, report.spoken.lost) == (1000, 0)
    assert report.heard.mos < 4 < report.spoken.mos
    assert line.follow(None) is None


def test_each_case_on_a_leg_that_stays_has_its_own_figures() -> None:  # F031
    line = CallLine()
    say(line, Answered(leg="o1"), told(400, lost_spoken=100))  # between calls: nobody's
    line.follow(7)
    say(line, told(1000, lost_spoken=100))
    first = line.follow(8)
    say(line, told(1100, lost_spoken=101))
    second = line.follow(None)
    assert first is not None
    assert second is not None
    assert (first.spoken.packets, first.spoken.lost) == (600, 0)
    assert (second.spoken.packets, second.spoken.lost) == (100, 1)


def test_a_stream_that_begins_anew_is_added() -> None:
    line = CallLine()
    line.follow(7)
    say(line, told(500, lost_heard=5), told(100, lost_heard=1), told(200, lost_heard=1))
    report = line.follow(None)
    assert report is not None
    assert (report.heard.packets, report.heard.lost) == (700, 6)


def test_a_call_without_figures_has_none() -> None:
    line = CallLine()
    line.follow(7)
    assert line.show() is None
    assert line.follow(None) is None


def test_live_figures_are_of_the_last_seconds() -> None:
    line = CallLine(lambda: Medium.WIFI)
    line.follow(7)
    say(line, told(1000, lost_spoken=500))
    shown = line.show()
    assert shown is not None
    assert (shown.spoken_loss, shown.heard_loss, shown.round_trip_ms) == (0.5, 0, 20)
    assert line.advice == "advice_wifi"
    for more in range(1, 6):
        say(line, told(1000 + 100 * more, lost_spoken=500))
    shown = line.show()
    assert shown is not None
    assert shown.spoken_loss == 0
    assert line.advice == ""  # it went by
    report = line.follow(None)
    assert report is not None
    assert report.advice == ("advice_wifi",)
    assert line.show() is None


def test_who_speaks_while_muted_is_told_at_once_and_no_longer_than_that() -> None:
    line = CallLine()
    line.follow(7)
    speech = [Levels(heard_dbfs=-30, spoken_dbfs=-20)] * 10
    say(line, *speech)
    assert line.advice == ""
    say(line, Muted(on=True))
    assert line.advice == ""
    say(line, *speech)
    assert line.advice == "advice_muted"
    say(line, Muted(on=False))
    assert line.advice == ""
    line.follow(None)
    say(line, Muted(on=True), *speech)
    assert line.advice == ""  # nobody is there to hear it


def test_a_pc_that_stalls_is_told() -> None:
    line = CallLine()
    line.follow(7)
    say(line, told(100, stalled_ms=300), told(200), told(300, stalled_ms=200))
    assert line.advice == "advice_pc_busy"
