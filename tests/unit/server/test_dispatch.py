"""Orders that no adapter can carry out yet fail at once and in words, and keep no caller."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import Announce, AnyEffect, AnyFact, Ear, EffectFailed, LookUp, Mix, RecordMessage
from agent_desktop.server.dispatch import NOT_YET, Dispatch, who_hears_whom
from tests.fakes.sip_media import SipMedia

ORDERS: tuple[AnyEffect, ...] = (
    Announce(id=7, until=1, leg="i1", place=1, wait_ms=None),
    LookUp(id=7, until=1, leg="i1", case=1, url="https://x.y"),
    RecordMessage(id=7, until=1, leg="i1", case=1, max_ms=1),
)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: type(order).__name__)
def test_an_order_of_the_ivr_fails_in_words(order: AnyEffect) -> None:
    facts: list[AnyFact] = []
    Dispatch(SipMedia(), lambda order: None, facts.append).handle(order)
    assert facts == [EffectFailed(effect=7, why=NOT_YET)]


def test_in_a_mix_an_ear_hears_the_parties_and_is_heard_by_whom_it_whispers_to() -> None:
    order = Mix(
        id=1, until=1, leg="i1", peers=("o1", "o2"), ears=(Ear(leg="o8", heard_by=("o1",)), Ear(leg="o9", heard_by=()))
    )
    assert who_hears_whom(order) == {
        "i1": ("o1", "o2"),
        "o1": ("i1", "o2", "o8"),
        "o2": ("i1", "o1"),
        "o8": ("i1", "o1", "o2"),
        "o9": ("i1", "o1", "o2"),
    }
