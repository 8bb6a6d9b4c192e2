"""The administrator's what-if (F134): for figures that are said, and for those of a queue's callers."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.__main__ import main
from agent_desktop.domain.messages import Tick
from agent_desktop.server.admin_staffing import Measured, measured
from agent_desktop.server.reports.book import Book
from agent_desktop.server.reports.query import Period, figures
from agent_desktop.server.store.port import Entry, Logged
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.centre import Centre


def admin(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[str], str]:
    code = main(["admin", "staffing", *words])
    said = capsys.readouterr()
    return code, said.out.splitlines(), said.err


def an_hour() -> Centre:
    """Half an hour ago: bertil answered one caller after 4 s, for 30 s and 8 s of wrap-up; one hung up after 50 s."""
    centre = Centre()
    centre.now = time.time_ns() // 1_000_000 - 1_800_000
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.wait(4_000 - 1)
    centre.pick_up("bertil")
    centre.wait(30_000 - 1)
    other = centre.call("1000")
    centre.end(caller)
    centre.wait(8_000)  # then the other is offered, and not answered
    centre.wait(42_000 - 1)
    centre.end(other)
    return centre


def logged(centre: Centre) -> list[Logged]:
    rows = zip(centre.times, centre.events, strict=True)
    return [Logged(number, at, event) for number, (at, event) in enumerate(rows, start=1)]


def kept(centre: Centre, data: Path) -> None:
    """As a server keeps it: the log, and the book of intervals."""
    with closing(SqliteStore(data)) as store:
        for row in logged(centre):
            store.log.append([Entry(at=row.at, input=Tick(), events=(row.event,))])
    with closing(Book(data / "reports.db")) as book:
        book.follow(logged(centre))


def test_how_many_agents_so_many_calls_need(capsys: pytest.CaptureFixture[str]) -> None:  # F134
    code, said, _ = admin(capsys, "--calls", "200", "--handling", "180")
    assert code == 0
    assert said[:2] == [
        "What if: 200 calls an hour of 180 s, 10.0 erlang; nobody hangs up (Erlang C).",
        "14 agents would answer 80% within 20 s.",
    ]
    assert [line.split()[0] for line in said[2:]] == ["agents", "12", "13", "14", "15", "16"]
    assert said[5].split() == ["14", "88.8%", "7.8", "s", "71.4%", "17.4%", "0.0%"]


def test_what_so_many_agents_would_achieve(capsys: pytest.CaptureFixture[str]) -> None:  # F134
    _, said, _ = admin(capsys, "--calls", "2880", "--handling", "60", "--patience", "120", "--agents", "50")
    assert said[0].endswith("callers hang up after 120 s on average (Erlang A).")
    assert said[-1].split() == ["50", "97.2%", "3.6", "s", "93.0%", "46.8%", "3.1%"]
    _, said, _ = admin(
        capsys, "--calls", "200", "--handling", "180", "--agents", "10", "--target", "99", "--within", "5"
    )
    assert "99% within 5 s" in said[1]
    assert said[3].split() == ["10", "the", "line", "grows", "for", "ever"]
    _, said, _ = admin(capsys, "--calls", "1000000", "--handling", "600")
    assert said[1:] == ["More than 10000 agents would be needed."]


@pytest.mark.parametrize("words", [(), ("--calls", "10"), ("--handling", "10")])
def test_what_has_to_be_said(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    code, said, why = admin(capsys, *words)
    assert (code, said) == (2, [])
    assert "Say --calls and --handling, or --queue." in why


@pytest.mark.parametrize(
    "words", [("--calls", "0"), ("--handling", "x"), ("--target", "100"), ("--agents", "0"), ("--patience", "nan")]
)
def test_numbers_that_are_none(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["admin", "staffing", *words])
    assert ended.value.code == 2
    assert "is not a" in capsys.readouterr().err


def test_what_a_queues_callers_were(tmp_path: Path) -> None:  # F116 F134
    centre = an_hour()
    with closing(Book(tmp_path / "reports.db")) as book:
        book.follow(logged(centre))
    with figures(tmp_path / "reports.db") as read:
        whole = Period(0, centre.now + 1)
        assert measured(read, whole, "service", 20_000) == Measured(2, 1, 38.0, 54.0, 2, 1)
        assert measured(read, whole, "support", 20_000) == Measured(0, 0, None, None, 0, 0)
        assert measured(read, whole, "service", 50_000).counted == 1, "who hung up sooner counts neither way"


def test_the_what_if_stands_beside_the_live_figure(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:  # F134
    kept(an_hour(), data_dir)
    code, said, _ = admin(capsys, "--queue", "service", "--data", str(data_dir))
    assert code == 0
    assert said[:4] == [
        "service, the last 1 h: 2 callers, 1 hung up, 38 s of talk and wrap-up, a patience of 54 s.",
        "Measured: 50.0% answered within 20 s, of 2 who were answered or waited longer than that.",
        "What if: 2 calls an hour of 38 s, 0.0 erlang; callers hang up after 54 s on average (Erlang A).",
        "1 agent would answer 80% within 20 s.",
    ]
    _, said, _ = admin(capsys, "--queue", "service", "--calls", "300", "--within", "60", "--data", str(data_dir))
    assert said[1].startswith("Measured: 100.0% answered within 60 s, of 1 ")
    assert said[2].startswith("What if: 300 calls an hour of 38 s")
    code, said, why = admin(capsys, "--queue", "support", "--data", str(data_dir))
    assert said == ["support, the last 1 h: 0 callers, 0 hung up."]
    assert "Nobody was answered in support in that time" in why
    assert "There is no queue sales." in admin(capsys, "--queue", "sales", "--data", str(data_dir))[2]
