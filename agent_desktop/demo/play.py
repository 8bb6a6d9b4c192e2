"""What happens in the demonstration: who calls when, about what, and for how long they talk."""

from __future__ import annotations

import random
from collections.abc import Iterator

import msgspec

NUMBERS = ("1000", "1000", "2000", "3000")
"""Dialled numbers of resources/demo-centre.toml; the first queue is the busiest."""

NAMES = (
    "Astrid Holm",
    "Jakub Nowak",
    "Olena Shevchenko",
    "Camille Laurent",
    "George Miller",
    "Lars Lindqvist",
    "Maria Kowalska",
    "Petro Bondar",
    "Julien Petit",
    "Emma Clarke",
)

VOICES = 6
"""Voices of callers: sounds/demo/caller_1.wav …"""

PROBE_EVERY = 5
"""Every fifth caller speaks a tone, so that what is heard can be measured."""

BETWEEN_S = 2.8
"""On average: a little more than six agents can take, so that now and then somebody waits."""

TALK_S = (6.0, 12.0)
PROBE_TALK_S = 5.0
PATIENCE_S = 40.0
"""Who was not answered by then hangs up."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One caller's part: comes ``after_s`` after the one before."""

    after_s: float
    dials: str
    number: str  # the caller's own, different for every caller
    name: str
    voice: str  # sound name
    talk_s: float  # from the agent's answer
    ends: str  # "caller" or "agent": who hangs up
    probe: bool


def parts(seed: int) -> Iterator[Part]:
    """Callers without end: Poisson arrivals, the same for the same seed."""
    chance = random.Random(seed)
    i = 0
    while True:
        i += 1
        probe = i % PROBE_EVERY == 0
        yield Part(
            after_s=0.5 if i == 1 else min(3 * BETWEEN_S, chance.expovariate(1 / BETWEEN_S)),
            dials=chance.choice(NUMBERS),
            number=f"+4670100{i:04d}",
            name=chance.choice(NAMES),
            voice="demo/tone_caller" if probe else f"demo/caller_{chance.randint(1, VOICES)}",
            talk_s=PROBE_TALK_S if probe else chance.uniform(*TALK_S),
            ends=chance.choice(("caller", "caller", "agent")),
            probe=probe,
        )
