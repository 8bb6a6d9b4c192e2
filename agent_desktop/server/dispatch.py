"""Takes each order of the core to the adapter that carries it out, and its answer back as a fact."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from agent_desktop.domain.messages import (
    AcceptLeg,
    Announce,
    AnswerTransfer,
    AnyEffect,
    AnyFact,
    Connect,
    DialLeg,
    EffectDone,
    EffectFailed,
    HangUpLeg,
    LookUp,
    Mix,
    OrderRecording,
    Play,
    RecordMessage,
    RejectLeg,
    RingLeg,
)
from agent_desktop.server.journal import about
from agent_desktop.server.media.port import MediaFailed, MediaPort

log = logging.getLogger(__name__)

NOT_YET = "no adapter can do this yet"
"""Why an order of the IVR fails: no numbers are spoken, nothing is recorded and no web service is asked. The core goes
on at the next node, or lets the caller wait."""

SipOrders = AcceptLeg | RejectLeg | RingLeg | DialLeg | HangUpLeg | AnswerTransfer


class Dispatch:
    """Media orders are carried out here; signalling orders go to ``sip``, which answers with facts of its own."""

    def __init__(self, media: MediaPort, sip: Callable[[SipOrders], None], post: Callable[[AnyFact], None]) -> None:
        self._media = media
        self._sip = sip
        self._post = post
        self._tasks: set[asyncio.Task[None]] = set()

    def handle(self, effect: AnyEffect) -> None:
        """Carry an order out; returns at once. Call in the event loop."""
        if isinstance(effect, SipOrders):
            return self._sip(effect)
        if isinstance(effect, Announce | LookUp | RecordMessage):
            return self._post(EffectFailed(effect=effect.id, why=NOT_YET))
        task = asyncio.get_running_loop().create_task(self._order_media(effect))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return None

    async def close(self) -> None:
        """Wait for the orders on their way."""
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _order_media(self, effect: Connect | Mix | Play | OrderRecording) -> None:
        try:
            if isinstance(effect, Connect):
                await self._media.connect(effect.leg, effect.peer)
            elif isinstance(effect, Mix):
                await self._media.mix(who_hears_whom(effect), tuple(ear.leg for ear in effect.ears))
            elif isinstance(effect, OrderRecording):
                raise MediaFailed("the media worker cannot record")
            else:
                report = effect.id if effect.report_end else None
                await self._media.play(effect.leg, effect.once, effect.loop, report)
        except MediaFailed as failure:
            about(log, leg=effect.leg).info("order %d (%s) failed: %s", effect.id, type(effect).__name__, failure)
            self._post(EffectFailed(effect=effect.id, why=str(failure)))
        else:
            if not isinstance(effect, Play) or not effect.report_end:  # else PlayFinished comes from the worker
                self._post(EffectDone(effect=effect.id))


def who_hears_whom(effect: Mix) -> dict[str, tuple[str, ...]]:
    """A mix as the media engine takes it: all hear the parties, and those ears that are heard by them."""
    parties = (effect.leg, *effect.peers)
    ears = tuple(ear.leg for ear in effect.ears)
    return {
        leg: tuple(other for other in parties if other != leg)
        + tuple(ear.leg for ear in effect.ears if leg in ear.heard_by)
        for leg in (*parties, *ears)
    }
