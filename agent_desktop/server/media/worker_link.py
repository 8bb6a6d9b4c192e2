"""One link to a media worker: orders and their replies, and what the worker tells unasked."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from itertools import count

import msgspec

from agent_desktop.server.media import link, runfile
from agent_desktop.server.media.port import MediaFailed, Recorded

log = logging.getLogger(__name__)

REPLY_S = 5.0
_FIGURES_LIMIT = 16 * 1024 * 1024

LegNews = link.Silent | link.Heard | link.Played | link.Digit

Told = Callable[[LegNews], None]


class WorkerGone(MediaFailed):
    """The worker ended, or its link broke, before it answered."""


class NothingKept(MediaFailed):
    """A recording is over, and there is no file of it."""


class WorkerLink:
    """One link to a worker; every call raises ``MediaFailed`` when the worker refuses it, or is gone."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self._reader = reader
        self._writer = writer
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[link.AnyReply]] = {}
        self._told: Told | None = None
        self._untold: list[LegNews] = []  # came before anybody listened
        self._recordings: dict[int, asyncio.Future[link.Recorded]] = {}
        self.on_broken: Callable[[int, str], None] = broken
        """Hears of a recording that cannot be written, and why; it goes on when it can."""
        self._closing = False
        self.gone = asyncio.Event()
        """Set when the link has ended, for whatever reason."""
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def join(cls, record: runfile.RunRecord, epoch: int) -> tuple[WorkerLink, tuple[link.LegState, ...]]:
        """Take over the worker of a run file, with an epoch above its own; returns the legs that it still has."""
        try:
            async with asyncio.timeout(REPLY_S):
                reader, writer = await asyncio.open_connection("127.0.0.1", record.port, limit=_FIGURES_LIMIT)
                writer.write(link.encode_line(link.Hello(token=record.token, epoch=epoch)))
                greeting = link.decode_greeting(await reader.readline())
        except (OSError, msgspec.DecodeError) as error:  # TimeoutError is an OSError
            raise MediaFailed(f"media worker {record.pid} does not answer: {error!r}") from error
        if isinstance(greeting, link.Refused):
            writer.close()
            await writer.wait_closed()
            raise MediaFailed(f"media worker {record.pid} refuses this server: {greeting.why}")
        return cls(record.pid, reader, writer), greeting.legs

    def listen(self, told: Told) -> None:
        """Have ``told`` called, in the event loop, with what the worker tells unasked."""
        self._told = told
        untold, self._untold = self._untold, []
        for news in untold:
            told(news)

    def number(self) -> int:
        """A number for the next order."""
        return next(self._numbers)

    async def ask(self, order: link.AnyOrder) -> link.AnyReply:
        """Send an order and wait for its reply."""
        if self._listening.done():
            raise WorkerGone(f"media worker {self.pid} is gone")
        reply: asyncio.Future[link.AnyReply] = asyncio.get_running_loop().create_future()
        self._waiting[order.n] = reply
        try:
            async with asyncio.timeout(REPLY_S):
                self._writer.write(link.encode_line(order))
                answer = await reply
        except TimeoutError as error:
            raise MediaFailed(f"media worker {self.pid} does not answer") from error
        finally:
            del self._waiting[order.n]
        if isinstance(answer, link.Failed):
            raise MediaFailed(answer.why)
        for note in answer.notes if isinstance(answer, link.Done) else ():
            log.warning("not heard: %s", note)
        return answer

    async def close(self) -> None:
        """End the link; the worker lives on for its grace."""
        self._closing = True
        self._writer.close()
        await asyncio.wait({self._listening})

    def expect_end(self) -> None:
        """The worker's end is wanted: it is no error."""
        self._closing = True

    async def _listen(self) -> None:
        try:
            while line := await self._reader.readline():
                reply = link.decode_reply(line)
                if isinstance(reply, link.Recorded | link.RecordingBroke):
                    self._hear_of_recording(reply)
                    continue
                if isinstance(reply, LegNews):
                    self._tell(reply)
                    continue
                waiting = self._waiting.get(reply.n)
                if waiting is not None and not waiting.done():
                    waiting.set_result(reply)
        except asyncio.CancelledError:
            self._closing = True  # the whole server ends; the worker does not
            raise
        except (OSError, msgspec.DecodeError) as error:
            log.info("link to media worker %d: %s", self.pid, error)
        finally:
            if not self._closing:
                log.error("media worker %d is gone: its calls are silent until another has them", self.pid)
            for waiting in (*self._waiting.values(), *self._recordings.values()):
                if not waiting.done():
                    waiting.set_exception(WorkerGone(f"media worker {self.pid} is gone"))
            self._writer.close()
            self.gone.set()

    async def end(self, order: link.Recording) -> Recorded:
        """Give an order, and wait for the end of its recording. Raises ``MediaFailed``, of it ``NothingKept``."""
        over = self._over_of(order.recording)
        await self.ask(order)
        return await _kept(over)

    def _over_of(self, recording: int) -> asyncio.Future[link.Recorded]:
        over = self._recordings.get(recording)
        if over is None:
            over = self._recordings[recording] = asyncio.get_running_loop().create_future()
            over.add_done_callback(lambda _: self._recordings.pop(recording, None))
        return over

    def _hear_of_recording(self, news: link.Recorded | link.RecordingBroke) -> None:
        if isinstance(news, link.RecordingBroke):
            self.on_broken(news.recording, news.why)
        elif (over := self._recordings.get(news.recording)) is not None and not over.done():
            over.set_result(news)

    def _tell(self, news: LegNews) -> None:
        if self._told is None:
            self._untold.append(news)
        else:
            self._told(news)


async def _kept(over: asyncio.Future[link.Recorded]) -> Recorded:
    ended = await asyncio.shield(over)
    if not ended.file:
        raise NothingKept(ended.why or "the recording was deleted")
    return Recorded(ended.file, ended.ms, ended.peak, ended.incomplete)


def broken(recording: int, why: str) -> None:
    """A recording cannot be written, and nobody asked to be told."""
    log.error("recording %d cannot be written: %s", recording, why)
