"""The structured log: a JSON object a line, with what each is about, rotated, and only ours to read."""

from __future__ import annotations

import io
import json
import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agent_desktop.server.failures import CannotStart
from agent_desktop.server.journal import KEPT, about, journal

log = logging.getLogger("agent_desktop.test_journal")


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def shown() -> Iterator[io.StringIO]:
    """A handler as `--log-level warning` makes it: the root decides what is shown."""
    root, stream = logging.getLogger(), io.StringIO()
    handler, before = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.mark.expects_log("ärger")
def test_a_line_says_when_how_bad_who_and_what_about(tmp_path: Path, shown: io.StringIO) -> None:
    file = tmp_path / "log" / "server.jsonl"
    with journal(file):
        log.info("nothing %s", "special")
        about(log, case=7, leg="o8").info("order %d failed", 9)
        about(log, agent="anna").warning("ärger")
        log.debug("too small")
    one, two, three = lines(file)
    assert (one["level"], one["logger"], one["message"]) == ("info", "agent_desktop.test_journal", "nothing special")
    assert one["at"] > 1_600_000_000_000
    assert not {"case", "leg", "agent", "error"} & set(one)
    assert (two["case"], two["leg"], two["message"]) == (7, "o8", "order 9 failed")
    assert (three["level"], three["agent"], three["message"]) == ("warning", "anna", "ärger")
    assert shown.getvalue() == "ärger\n"  # the file gets more than the terminal, not the terminal more than before


@pytest.mark.expects_log("it broke")
def test_an_exception_stays_on_its_line(tmp_path: Path, shown: io.StringIO) -> None:
    file = tmp_path / "server.jsonl"
    with journal(file):
        try:
            raise ValueError("why\nnot")
        except ValueError:
            log.exception("it broke")
    (line,) = lines(file)
    assert "ValueError: why\nnot" in line["error"]
    assert "it broke" in shown.getvalue()


def test_the_file_is_rotated_and_the_oldest_part_goes(tmp_path: Path, shown: io.StringIO) -> None:
    file = tmp_path / "server.jsonl"
    with journal(file, largest=2_000):
        for number in range(200):
            log.info("line %d %s", number, "x" * 100)
    parts = sorted(tmp_path.iterdir())
    assert len(parts) == KEPT + 1
    assert all(part.stat().st_size <= 2_000 for part in parts)
    assert lines(file)[-1]["message"].startswith("line 199")
    assert all(lines(part) for part in parts)


@pytest.mark.skipif(os.name == "nt", reason="only on POSIX; on Windows the directory's rights protect it")
def test_only_the_owner_may_read_it_also_after_a_rotation(tmp_path: Path, shown: io.StringIO) -> None:
    file = tmp_path / "server.jsonl"
    with journal(file, largest=500):
        for _ in range(20):
            log.info("x" * 100)
    assert {stat.S_IMODE(part.stat().st_mode) for part in tmp_path.iterdir()} == {0o600}


def test_after_it_logging_is_as_before(tmp_path: Path, shown: io.StringIO) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers), [handler.level for handler in root.handlers])
    with journal(tmp_path / "server.jsonl"):
        assert root.level == logging.INFO
    assert (root.level, list(root.handlers), [handler.level for handler in root.handlers]) == before


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with (
        pytest.raises(CannotStart, match=r"--log-file .*server.jsonl: the file cannot be written"),
        journal(tmp_path / "file" / "server.jsonl"),
    ):
        pass
