"""The E-model against the table of ITU-T G.107 Annex B, and what loss and delay do to it."""

from __future__ import annotations

import pytest

from agent_desktop.quality.emodel import BEST_R, mean_opinion, opinion, rating


@pytest.mark.parametrize(("r", "mos"), [(93.2, 4.41), (80, 4.02), (70, 3.60), (60, 3.10), (90, 4.34), (50, 2.58)])
def test_the_score_of_a_rating_is_that_of_the_recommendation(r: float, mos: float) -> None:  # F127
    """ITU-T G.107 Annex B."""
    assert f"{mean_opinion(r):.2f}" == f"{mos:.2f}"


def test_the_score_stays_within_its_scale() -> None:
    assert [mean_opinion(r) for r in (-5, 0, 100, 120)] == [1.0, 1.0, 4.5, 4.5]
    assert mean_opinion(3) == 1.0  # the polynomial dips below 1 there


def test_without_delay_and_loss_a_call_is_as_good_as_it_can_be() -> None:
    assert rating("PCMA", 0, 0) == BEST_R


def test_loss_and_delay_make_it_worse() -> None:
    assert rating("PCMU", 0, 0.01) == pytest.approx(BEST_R - 95 / 26.1)
    assert rating("PCMA", 400, 0) == pytest.approx(BEST_R - 9.6 - 0.11 * 222.7)
    good = opinion("PCMA", loss=0, jitter_ms=1, round_trip_ms=None)
    assert good == 4.39
    assert opinion("PCMA", loss=0.05, jitter_ms=1, round_trip_ms=20) < 4.0
    assert opinion("PCMA", loss=0.3, jitter_ms=40, round_trip_ms=600) < 2.0
