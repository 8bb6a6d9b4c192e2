"""How good a call sounds, from delay and loss: the E-model (ITU-T G.107), as far as packets decide it."""

from __future__ import annotations

from typing import Final

BEST_R: Final = 93.2
"""R with every parameter at its default (G.107 §7.7), and without delay or loss."""

_ROBUSTNESS: Final = {"PCMA": 25.1, "PCMU": 25.1, "G722": 19.0}
"""Bpl, the packet-loss robustness: G.711 with concealment (G.113 Table I.4); G.722 has no figure, so a lower one."""

_EQUIPMENT: Final = {"PCMA": 0.0, "PCMU": 0.0, "G722": 0.0}
"""Ie, the impairment of the codec itself (G.113 Table I.1); G.722 is not worse than G.711."""

BUFFER_MS: Final = 40.0
"""What a phone's jitter buffer holds at least, and packets of 20 ms take to be made."""


def rating(codec: str, one_way_ms: float, loss: float) -> float:
    """The rating R: ``one_way_ms`` from mouth to ear, ``loss`` the share of packets that never came, at random.

    A codec that is not known is taken for G.711.
    """
    robust = _ROBUSTNESS.get(codec, _ROBUSTNESS["PCMA"])
    base, percent = _EQUIPMENT.get(codec, 0.0), 100 * loss
    effective = base + (95 - base) * percent / (percent + robust)
    # Id of G.107 in its usual simplification for echo-free lines: what is above 177.3 ms hurts more.
    delay = 0.024 * one_way_ms + 0.11 * max(0.0, one_way_ms - 177.3)
    return max(0.0, min(100.0, BEST_R - delay - effective))


def mean_opinion(r: float) -> float:
    """The mean opinion score that belongs to a rating (G.107 Annex B), from 1 to 4.5."""
    if r <= 0:
        return 1.0
    if r >= 100:
        return 4.5
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


def opinion(codec: str, *, loss: float, jitter_ms: float, round_trip_ms: float | None) -> float:
    """The score of what one end hears, from the figures that RTCP has; an unknown round trip counts as none."""
    one_way = (round_trip_ms or 0.0) / 2 + BUFFER_MS + 2 * jitter_ms
    return round(mean_opinion(rating(codec, one_way, loss)), 2)
