"""Figures over HTTP: a viewer's own, and nobody else's (F050, F057)."""

from __future__ import annotations

from itertools import pairwise

from agent_desktop.protocol import wire
from agent_desktop.protocol.wire import Problem
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.http.exchange import Answer, Exchange
from agent_desktop.server.http.ports import FiguresStore

MOST = 40
"""Moments in a request: a month, day by day, and some."""
MOMENT_DIGITS = 15


async def own_figures(store: FiguresStore, exchange: Exchange, session: SessionRecord) -> Answer:
    """The viewer's figures between the moments in the address."""
    moments = moments_of(exchange.path.removeprefix(f"{wire.FIGURES}/"))
    if moments is None:
        return Answer(400, Problem(code="bad_request", message="Two moments at least, in ms UTC, that rise."))
    return Answer(200, wire.FiguresList(periods=await store.own(session.user, moments)))


def moments_of(text: str) -> tuple[int, ...] | None:
    """The moments that an address names; None when they are none of ours."""
    parts = text.split(",")
    if not 2 <= len(parts) <= MOST or not all(one.isascii() and one.isdigit() for one in parts):
        return None
    if any(len(one) > MOMENT_DIGITS for one in parts):
        return None
    moments = tuple(int(one) for one in parts)
    return moments if all(one < other for one, other in pairwise(moments)) else None
