"""The server's end: starts a media worker and carries the orders of ``MediaPort`` to it."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import threading
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any

import msgspec

from agent_desktop.domain.messages import DigitPressed, LegHeard, LegSilent, PlayFinished
from agent_desktop.platforms import HERE
from agent_desktop.server.media import link, runfile, spawn
from agent_desktop.server.media.port import MediaFailed, Recorded, Sealed
from agent_desktop.server.media.sounds import COUNTRIES
from agent_desktop.server.media.worker import GRACE_S, PORTS
from agent_desktop.server.srtp import SrtpKeys

log = logging.getLogger(__name__)

START_S = 20.0
REPLY_S = 5.0
QUIT_S = 5.0
_FIGURES_LIMIT = 16 * 1024 * 1024

News = LegSilent | LegHeard | PlayFinished | DigitPressed
"""What the worker sees and the core has to know."""

Told = Callable[[News], None]


class WorkerLink:
    """One link to a worker; every call raises ``MediaFailed`` when the worker refuses it, or is gone."""

    def __init__(self, pid: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.pid = pid
        self._reader = reader
        self._writer = writer
        self._numbers = count(1)
        self._waiting: dict[int, asyncio.Future[link.AnyReply]] = {}
        self._told: Told | None = None
        self._untold: list[News] = []  # came before anybody listened
        self._recordings: dict[int, asyncio.Future[link.Recorded]] = {}
        self.on_broken: Callable[[int, str], None] = _broken
        """Hears of a recording that cannot be written, and why; it goes on when it can."""
        self._closing = False
        self._listening = asyncio.create_task(self._listen())

    @classmethod
    async def join(cls, record: runfile.RunRecord, epoch: int) -> tuple[WorkerLink, tuple[str, ...]]:
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
        for fact in untold:
            told(fact)

    def number(self) -> int:
        """A number for the next order."""
        return next(self._numbers)

    async def ask(self, order: link.AnyOrder) -> link.AnyReply:
        """Send an order and wait for its reply."""
        if self._listening.done():
            raise MediaFailed(f"media worker {self.pid} is gone")
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
                if isinstance(reply, link.Silent | link.Heard | link.Played | link.Digit):
                    self._tell(_fact(reply))
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
                log.error("media worker %d is gone: its calls are silent", self.pid)
            for waiting in (*self._waiting.values(), *self._recordings.values()):
                if not waiting.done():
                    waiting.set_exception(MediaFailed(f"media worker {self.pid} is gone"))
            self._writer.close()

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

    def _tell(self, fact: News) -> None:
        if self._told is None:
            self._untold.append(fact)
        else:
            self._told(fact)


class MediaWorkers:
    """A ``MediaPort`` whose legs live in a worker process. Make it with ``start``."""

    def __init__(self, process: subprocess.Popen[bytes], worker: WorkerLink, run_file: Path) -> None:
        self.process = process
        self.run_file = run_file
        self._worker = worker

    @classmethod
    async def start(
        cls,
        run_dir: Path,
        *,
        host: str = "127.0.0.1",
        sounds: Path,
        own_sounds: Path | None = None,
        recordings: Path | None = None,
        country: str = COUNTRIES[0],
        rtp_ports: tuple[int, int] = PORTS,
        grace_s: float = GRACE_S,
        report_s: float | None = None,
    ) -> MediaWorkers:
        """Start a worker with RTP on ``host`` and join it; its log is ``run_dir/media.log``.

        ``own_sounds``: the site's files, which stand for those of the same name. ``recordings``: where what is recorded
        goes; None: nowhere. ``country``: whose tones are heard.

        Raises ``MediaFailed`` when it does not come up in 20 s.
        """
        arguments = ["--run-dir", str(run_dir), "--host", host, "--sounds", str(sounds)]
        arguments += ["--rtp-ports", f"{rtp_ports[0]}-{rtp_ports[1]}", "--grace", str(grace_s)]
        arguments += ["--country", country]
        if recordings is not None:
            arguments += ["--recordings", str(recordings)]
        if own_sounds is not None:
            arguments += ["--own-sounds", str(own_sounds)]
        if report_s is not None:
            arguments += ["--report-every", str(report_s)]
        await asyncio.to_thread(runfile.remove_dead, run_dir)
        process, run_file = await asyncio.to_thread(_start, arguments, run_dir)
        try:
            worker, _ = await WorkerLink.join(runfile.read(run_file), epoch=1)
        except (MediaFailed, OSError, msgspec.DecodeError):
            process.kill()
            await asyncio.to_thread(process.wait)
            raise
        log.info("media worker %d is up", process.pid)
        return cls(process, worker, run_file)

    def listen(self, told: Told) -> None:
        """Have ``told`` called, in the event loop, for every leg that is connected to another and that nothing comes
        from for 1.5 s (3 s after the connection), and when something does again; for every digit that a leg's phone
        sends; and when what a leg was to hear once is over, if that was asked for.
        """
        self._worker.listen(told)

    def on_broken(self, told: Callable[[int, str], None]) -> None:
        """Have ``told`` called with the number of a recording that cannot be written, and why."""
        self._worker.on_broken = told

    async def open(self, leg: str) -> tuple[str, int]:
        """See ``MediaPort.open``."""
        reply = await self._worker.ask(link.Open(n=self._worker.number(), leg=leg))
        assert isinstance(reply, link.Opened)
        return reply.host, reply.port

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
    ) -> None:
        """See ``MediaPort.set_remote``; ``host`` is an IP address."""
        await self._worker.ask(
            link.SetRemote(
                n=self._worker.number(),
                leg=leg,
                host=host,
                port=port,
                codec=codec,
                payload=payload,
                dtmf_payload=dtmf_payload,
                srtp=srtp,
            )
        )

    async def connect(self, leg: str, peer: str) -> None:
        """See ``MediaPort.connect``; legs that either was connected to before hear silence."""
        await self._worker.ask(link.Connect(n=self._worker.number(), leg=leg, peer=peer))

    async def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: tuple[str, ...] = ()) -> None:
        """See ``MediaPort.mix``."""
        await self._worker.ask(link.Mix(n=self._worker.number(), hears=dict(hears), unrecorded=unrecorded))

    async def play(
        self, leg: str, once: tuple[str, ...], loop: str | None, report: int | None = None, *, after: bool = False
    ) -> None:
        """See ``MediaPort.play``; a leg that it was connected to hears silence. The same order twice plays once."""
        n = self._worker.number()
        await self._worker.ask(link.Play(n=n, leg=leg, once=once, loop=loop, report=report, after=after))

    async def press(self, leg: str, digit: str) -> None:
        """See ``MediaPort.press``."""
        await self._worker.ask(link.Press(n=self._worker.number(), leg=leg, digit=digit))

    async def record(
        self,
        leg: str,
        recording: int,
        sides: int,
        *,
        most_ms: int | None = None,
        seal: Sealed | None = None,
    ) -> None:
        """See ``MediaPort.record``."""
        key, note = (None, b"") if seal is None else (seal.key, seal.note)
        n = self._worker.number()
        order = link.Record(n=n, leg=leg, recording=recording, sides=sides, most_ms=most_ms, key=key, note=note)
        await self._worker.ask(order)

    async def pause_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.pause_recording``."""
        n = self._worker.number()
        await self._worker.ask(link.Recording(n=n, leg=leg, recording=recording, action="pause"))

    async def resume_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.resume_recording``."""
        n = self._worker.number()
        await self._worker.ask(link.Recording(n=n, leg=leg, recording=recording, action="resume"))

    async def keep_recording(self, leg: str, recording: int, *, flac: bool = False) -> Recorded:
        """See ``MediaPort.keep_recording``."""
        n = self._worker.number()
        return await self._worker.end(link.Recording(n=n, leg=leg, recording=recording, action="keep", flac=flac))

    async def delete_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.delete_recording``."""
        n = self._worker.number()
        try:
            await self._worker.end(link.Recording(n=n, leg=leg, recording=recording, action="delete"))
        except NothingKept:
            return

    async def recorded(self, leg: str, recording: int) -> Recorded:
        """See ``MediaPort.recorded``."""
        n = self._worker.number()
        return await self._worker.end(link.Recording(n=n, leg=leg, recording=recording, action="tell"))

    async def close(self, leg: str) -> None:
        """See ``MediaPort.close``."""
        await self._worker.ask(link.Close(n=self._worker.number(), leg=leg))

    async def quit(self) -> None:
        """End the worker with all its legs; after 5 s it is killed."""
        self._worker.expect_end()
        try:
            await self._worker.ask(link.Quit(n=self._worker.number()))
        except MediaFailed as failure:
            log.info("media worker %d did not answer to quit: %s", self.process.pid, failure)
        await self._worker.close()
        try:
            await asyncio.to_thread(self.process.wait, QUIT_S)
        except subprocess.TimeoutExpired:
            log.warning("media worker %d is killed: it did not end by itself", self.process.pid)
            self.process.kill()
            await asyncio.to_thread(self.process.wait)

    async def leave(self) -> None:
        """End the link only: the worker and its calls go on for its grace, for another server to join."""
        await self._worker.close()

    async def stats(self) -> dict[str, Any]:
        """``packets_in``, ``packets_out``, ``drops`` (reason → count) since the start; per open leg in ``legs``.

        A leg also has ``port``, ``lost`` and ``jitter_ms`` of what comes in, and, once its phone has sent an RTCP
        report, ``heard_lost``, ``heard_fraction_lost``, ``heard_jitter_ms`` and ``round_trip_ms`` of what goes out.
        """
        reply = await self._worker.ask(link.Stats(n=self._worker.number()))
        assert isinstance(reply, link.Figures)
        return reply.figures


class NothingKept(MediaFailed):
    """A recording is over, and there is no file of it."""


async def _kept(over: asyncio.Future[link.Recorded]) -> Recorded:
    ended = await asyncio.shield(over)
    if not ended.file:
        raise NothingKept(ended.why or "the recording was deleted")
    return Recorded(ended.file, ended.ms, ended.peak, ended.incomplete)


def _broken(recording: int, why: str) -> None:
    log.error("recording %d cannot be written: %s", recording, why)


def _fact(news: link.Silent | link.Heard | link.Played | link.Digit) -> News:
    match news:
        case link.Silent(leg=leg):
            return LegSilent(leg=leg)
        case link.Heard(leg=leg):
            return LegHeard(leg=leg)
        case link.Played(report=report):
            return PlayFinished(effect=report)
        case link.Digit():
            return DigitPressed(leg=news.leg, digit=news.digit, number=news.number)


def _start(arguments: list[str], run_dir: Path) -> tuple[subprocess.Popen[bytes], Path]:
    run_dir.mkdir(parents=True, exist_ok=True)
    log_file = run_dir / "media.log"
    with log_file.open("ab") as errors:
        process = subprocess.Popen(
            spawn.command(arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=spawn.environment(os.environ),
            **HERE.detached(),
        )
    assert process.stdout is not None
    deadline = threading.Timer(START_S, process.kill)  # ends the read below
    deadline.start()
    with process.stdout:
        line = process.stdout.readline()
    deadline.cancel()
    if not line:
        process.wait()
        raise MediaFailed(f"the media worker did not start (exit code {process.returncode}); see {log_file}")
    return process, Path(msgspec.json.decode(line)["run_file"])
