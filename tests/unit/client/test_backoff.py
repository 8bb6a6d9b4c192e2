"""Pauses before the next attempt."""

from __future__ import annotations

import random

from agent_desktop.client.backoff import Backoff


def test_pauses_double_up_to_five_seconds_and_vary() -> None:
    backoff = Backoff(random.Random(1))
    spans = [0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0]
    pauses = [backoff.next() for _ in spans]
    assert all(span / 2 <= pause <= span for pause, span in zip(pauses, spans, strict=True))
    assert len(set(pauses[-3:])) == 3


def test_success_begins_anew() -> None:
    backoff = Backoff(random.Random(1))
    for _ in range(6):
        backoff.next()
    backoff.reset()
    assert backoff.next() <= 0.2
