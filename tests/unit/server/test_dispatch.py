"""Orders that no adapter can carry out yet fail at once and in words, and keep no caller."""

from __future__ import annotations

import pytest

from agent_desktop.domain.messages import Announce, AnyEffect, AnyFact, EffectFailed, LookUp, Play, RecordMessage
from agent_desktop.server.dispatch import NOT_YET, Dispatch
from tests.fakes.sip_media import SipMedia

ORDERS: tuple[AnyEffect, ...] = (
    Play(id=7, until=1, leg="i1", once=("hello",), report_end=True),
    Announce(id=7, until=1, leg="i1", place=1, wait_ms=None),
    LookUp(id=7, until=1, leg="i1", case=1, url="https://x.y"),
    RecordMessage(id=7, until=1, leg="i1", case=1, max_ms=1),
)


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: type(order).__name__)
def test_an_order_of_the_ivr_fails_in_words(order: AnyEffect) -> None:
    facts: list[AnyFact] = []
    Dispatch(SipMedia(), lambda order: None, facts.append).handle(order)
    assert facts == [EffectFailed(effect=7, why=NOT_YET)]
