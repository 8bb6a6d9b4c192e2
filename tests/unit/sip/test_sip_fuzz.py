"""A coverage-guided fuzzer says hostile things to the switch: no exception, no hang, no leak, nothing left over."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.server.sip.transport import Flow
from tests.fuzz.sip_fuzz import mutated
from tests.fuzz.sip_harness import Harness, Wire
from tests.fuzz.sip_seeds import SEEDS

ROOT = Path(__file__).parents[3]


def fuzz(runs: int, seed: int) -> None:
    """In a process of its own, that libFuzzer may end as it likes."""
    command = [sys.executable, "-m", "tests.fuzz.sip_fuzz", str(runs), str(seed)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=3_600, check=False)
    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-6_000:]
    report = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    assert report["runs"] == runs
    assert runs // 10 < report["streams"] < runs * 9 // 10, "of both kinds there must be many"
    if sys.platform == "linux":
        assert report["engine"] == "atheris"


@pytest.mark.parametrize(
    ("runs", "fuzzers"), [(1_000, 1), pytest.param(100_000, 2, marks=pytest.mark.long, id="100000")]
)
def test_a_guided_fuzzer_finds_nothing(runs: int, fuzzers: int) -> None:
    """The long size by two side by side, each with chances of its own: one alone would use one core only."""
    with ThreadPoolExecutor(fuzzers) as side_by_side:
        for done in [side_by_side.submit(fuzz, runs // fuzzers, 7 + number) for number in range(fuzzers)]:
            done.result()


def say_all(harness: Harness) -> None:
    for seed in SEEDS:
        harness.say(seed)
    harness.check()


def test_what_the_fuzzer_begins_with_leaves_nothing() -> None:
    with closing(Harness()) as harness:
        for _ in range(2):
            say_all(harness)


def test_chance_without_guidance_finds_nothing() -> None:
    chance = random.Random(11)
    with closing(Harness()) as harness:
        for _ in range(1_500):
            harness.say(mutated(chance))
        harness.check()


class Broken(Wire):
    """A fault of ours that shows only when a call is answered."""

    def local(self, flow: Flow) -> tuple[str, int]:
        raise KeyError("bug")


def test_a_fault_would_be_seen() -> None:
    with closing(Harness(Broken)) as harness, pytest.raises((AssertionError, KeyError)):
        say_all(harness)
