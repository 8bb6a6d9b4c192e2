"""Takes each order of the core to the adapter that carries it out, and its answer back as a fact."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import NamedTuple

from agent_desktop.domain.messages import (
    AcceptLeg,
    Announce,
    AnswerTransfer,
    AnyEffect,
    AnyFact,
    CaptureClip,
    Connect,
    DialLeg,
    EffectDone,
    EffectFailed,
    EndClip,
    ForgetClip,
    HangUpLeg,
    LookUp,
    LookUpDone,
    Mix,
    OrderRecording,
    Play,
    RecordMessage,
    RejectLeg,
    RingLeg,
    SpeakNumber,
)
from agent_desktop.server.clips import Clips
from agent_desktop.server.ivr.lookup import LookUpFailed, filled, look_up
from agent_desktop.server.ivr.spoken import announcement, digits
from agent_desktop.server.journal import about
from agent_desktop.server.media.port import MediaFailed, MediaPort
from agent_desktop.server.recordings import Recordings

log = logging.getLogger(__name__)

SipOrders = AcceptLeg | RejectLeg | RingLeg | DialLeg | HangUpLeg | AnswerTransfer

ClipOrders = CaptureClip | EndClip | ForgetClip

MediaOrders = Connect | Mix | Play | Announce | SpeakNumber | LookUp | OrderRecording | RecordMessage | ClipOrders

Waits = LookUp | RecordMessage | CaptureClip
"""Orders that take as long as a caller speaks, or a web service thinks; the server's next start goes on with them."""


class Files(NamedTuple):
    """What is kept of speech."""

    recordings: Recordings
    clips: Clips


class Dispatch:
    """Media orders and look-ups are carried out here; signalling orders go to ``sip``, which answers with facts of its
    own. ``digit`` knows the digits of a leg by their numbers, ``now`` is ms UTC."""

    def __init__(
        self,
        media: MediaPort,
        sip: Callable[[SipOrders], None],
        post: Callable[[AnyFact], None],
        files: Files,
        digit: Callable[[str, int], str],
        now: Callable[[], int],
    ) -> None:
        self._media = media
        self._sip = sip
        self._post = post
        self._files = files
        self._digit = digit
        self._now = now
        self._tasks: set[asyncio.Task[None]] = set()
        self._waits: set[asyncio.Task[None]] = set()

    def handle(self, effect: AnyEffect) -> None:
        """Carry an order out; returns at once. Call in the event loop."""
        if isinstance(effect, SipOrders):
            return self._sip(effect)
        task = asyncio.get_running_loop().create_task(self._carry_out(effect))
        tasks = self._waits if isinstance(effect, Waits) else self._tasks
        tasks.add(task)
        task.add_done_callback(tasks.discard)
        return None

    async def close(self) -> None:
        """Wait for the orders on their way; those that wait for somebody are left to the next start."""
        for task in self._waits:
            task.cancel()
        if self._tasks or self._waits:
            await asyncio.wait(self._tasks | self._waits)

    async def _carry_out(self, effect: MediaOrders) -> None:
        try:
            answer = await self._answer(effect)
        except (MediaFailed, LookUpFailed) as failure:
            about(log, leg=effect.leg).info("order %d (%s) failed: %s", effect.id, type(effect).__name__, failure)
            answer = EffectFailed(effect=effect.id, why=str(failure))
        if answer is not None:
            self._post(answer)

    async def _answer(self, effect: MediaOrders) -> AnyFact | None:
        """The fact that answers an order; None when the media worker tells it later."""
        media = self._media
        match effect:
            case Connect():
                await media.connect(effect.leg, effect.peer)
            case Mix():
                await media.mix(who_hears_whom(effect), tuple(ear.leg for ear in effect.ears))
            case Play() if effect.report_end:
                await media.play(effect.leg, effect.once, effect.loop, effect.id)
                return None
            case Play():
                await media.play(effect.leg, effect.once, effect.loop)
            case Announce():
                said = announcement(effect.language, effect.place, effect.wait_ms)
                await media.play(effect.leg, (*said, *effect.once), effect.loop, after=True)
            case SpeakNumber():
                said = digits(effect.language, effect.number)
                await media.play(effect.leg, (*said, *effect.once), None, effect.id)
                return None
            case LookUp():
                return await self._look_up(effect)
            case OrderRecording():
                await self._files.recordings.order(effect)
            case RecordMessage():
                await self._files.recordings.message(effect)
            case CaptureClip():
                await self._files.clips.capture(effect)
            case EndClip():
                await self._files.clips.end(effect.leg, effect.take)
            case ForgetClip():
                await self._files.clips.forget(effect.take)
        return EffectDone(effect=effect.id)

    async def _look_up(self, effect: LookUp) -> LookUpDone:
        values = {cri.name: cri.value for cri in effect.cris}
        for secret in effect.secrets:
            digits = [self._digit(effect.leg, number) for number in secret.digits]
            if not all(digits):
                raise LookUpFailed("what was entered in secret is known no more")
            values[secret.cri] = "".join(digits)
        url = filled(effect.url, values)
        found = await look_up(url, effect.results, max(0, effect.until - self._now()) / 1000)
        return LookUpDone(effect=effect.id, values=found)


def who_hears_whom(effect: Mix) -> dict[str, tuple[str, ...]]:
    """A mix as the media engine takes it: all hear the parties, and those ears that are heard by them."""
    parties = (effect.leg, *effect.peers)
    ears = tuple(ear.leg for ear in effect.ears)
    return {
        leg: tuple(other for other in parties if other != leg)
        + tuple(ear.leg for ear in effect.ears if leg in ear.heard_by)
        for leg in (*parties, *ears)
    }
