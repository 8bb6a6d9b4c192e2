"""What is older than it may be is erased every day, and nothing else."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from agent_desktop.domain.messages import Case, CaseKind, CaseState
from agent_desktop.domain.state import EMPTY, State
from agent_desktop.server.retention import DAY_MS, Keep, Retention
from agent_desktop.server.store.memory import MemoryKeys
from agent_desktop.server.store.port import StoreFailed

NOW = 1_000 * DAY_MS


class Centre:
    """A centre with one case open."""

    def __init__(self, open_case: int) -> None:
        row = Case(id=open_case, queue="q", kind=CaseKind.INBOUND_CALL, state=CaseState.TALKING, created=0, since=0)
        self.state: State = replace(EMPTY, cases=EMPTY.cases.set(open_case, row))

    def now(self) -> int:
        return NOW


class Keys(MemoryKeys):
    """Cases 1 and 2 began 31 days ago, case 3 29 days ago; tells when they were looked at."""

    def __init__(self, fails: int = 0) -> None:
        super().__init__()
        self.add({1: b"k", 2: b"k"}, NOW - 31 * DAY_MS)
        self.add({3: b"k"}, NOW - 29 * DAY_MS)
        self.fails = fails
        self.looked = 0
        self.forgotten: list[int] = []
        self.looks = threading.Semaphore(0)

    def made_before(self, at: int) -> tuple[int, ...]:
        self.looked += 1
        self.looks.release()
        if self.looked <= self.fails:
            raise StoreFailed("disk full")
        return super().made_before(at)


def none(before: int) -> list[int]:
    """There are no recordings."""
    del before
    return []


async def days(keep: Keep, keys: Keys, data: Path, looks: int = 1) -> None:
    """Run it until it has looked so often."""
    retention = Retention(keep, data, keys, Centre(open_case=2), none, keys.forgotten.extend, every_s=0.001)
    retention.start()
    for _ in range(looks):
        assert await asyncio.to_thread(keys.looks.acquire, timeout=10)
    await retention.close()


def test_what_is_personal_is_erased_after_its_days_but_not_in_an_open_case(data_dir: Path) -> None:
    keys = Keys()
    asyncio.run(days(Keep(personal_days=30), keys, data_dir, looks=2))
    assert [(one.case, one.at, one.by) for one in keys.erasures()] == [(1, NOW, "retention")]
    assert keys.forgotten == [1], "nothing says any more whose it was"


@pytest.mark.expects_log("what is too old could not be erased: disk full")
def test_what_failed_is_done_the_next_time(data_dir: Path) -> None:
    keys = Keys(fails=1)
    asyncio.run(days(Keep(personal_days=30), keys, data_dir, looks=2))
    assert [one.case for one in keys.erasures()] == [1]


def records(data: Path) -> set[str]:
    return {path.name for path in (data / "log").iterdir()}


def once(keep: Keep, keys: Keys, data: Path, told: Callable[[int], list[int]] = none) -> None:
    """Start it and end it: it is done at the start."""

    async def run() -> None:
        retention = Retention(keep, data, keys, Centre(open_case=2), told, keys.forgotten.extend)
        retention.start()
        await asyncio.sleep(0)
        await retention.close()

    asyncio.run(run())


def test_old_records_of_sip_are_deleted_but_never_the_one_that_is_written(data_dir: Path) -> None:
    (data_dir / "log").mkdir()
    for name, age in {
        "sip-trace.jsonl": 9,
        "sip-trace.jsonl.1": 9,
        "sip-trace.jsonl.2": 6,
        "server.jsonl.1": 9,
    }.items():
        file = data_dir / "log" / name
        file.write_text("{}", encoding="utf-8")
        os.utime(file, (NOW / 1000 - age * 86_400,) * 2)
    once(Keep(), Keys(), data_dir)
    assert len(records(data_dir)) == 4
    once(Keep(trace_days=7), Keys(), data_dir)
    assert records(data_dir) == {"sip-trace.jsonl", "sip-trace.jsonl.2", "server.jsonl.1"}


def test_for_ever_is_for_ever(data_dir: Path) -> None:
    keys = Keys()
    once(Keep(), keys, data_dir)
    assert keys.erasures() == ()
    assert keys.looked == 0


def test_recordings_are_deleted_after_their_days(data_dir: Path) -> None:
    asked: list[int] = []

    def delete(before: int) -> list[int]:
        asked.append(before)
        return [1]

    once(Keep(), Keys(), data_dir, delete)
    assert asked == [], "for ever is for ever"
    once(Keep(recording_days=30), Keys(), data_dir, delete)
    assert asked == [NOW - 30 * 86_400_000]
