"""The server's end of its media workers: spreads calls over them, and keeps the calls up when one of them ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from agent_desktop.domain.messages import DigitPressed, LegHeard, LegSilent, PlayFinished
from agent_desktop.server.media import link, orders, runfile
from agent_desktop.server.media.book import Book, Leg, Plan, Shadow, is_shadow, shadow_name
from agent_desktop.server.media.orders import Order
from agent_desktop.server.media.port import MediaFailed, Recorded, Sealed
from agent_desktop.server.media.slot import Slot
from agent_desktop.server.media.sounds import COUNTRIES
from agent_desktop.server.media.worker import GRACE_S, PORTS
from agent_desktop.server.media.worker_link import LegNews, NothingKept, WorkerGone, broken
from agent_desktop.server.srtp import SrtpKeys

T = TypeVar("T")

log = logging.getLogger(__name__)

News = LegSilent | LegHeard | PlayFinished | DigitPressed
"""What a worker sees and the core has to know."""

TOLD = ("packets_in", "packets_out", "lost", "jitter_ms", "mos", "heard_lost", "heard_jitter_ms", "heard_mos",
        "round_trip_ms", "drops")  # fmt: skip
"""What the journal says of a leg that is closed; see ``MediaWorkers.stats``."""

REMEMBERED = 10_000
"""Recordings of which it is known which worker has them; older ones ended long ago."""

Ask = Callable[[int, Order], Awaitable[link.AnyReply]]
"""Gives an order, made from its number, to the worker in a place."""


class MediaWorkers:
    """A ``MediaPort`` whose legs live in worker processes. Make it with ``start``."""

    def __init__(self, run_dir: Path, arguments: list[str]) -> None:
        self.slots: list[Slot] = []
        self._run_dir = run_dir
        self._arguments = arguments
        self._book = Book()
        self._told: Callable[[News], None] | None = None
        self._recorded_by: dict[int, int] = {}  # recording → worker
        self._broken: Callable[[int, str], None] = broken
        self._moved: Callable[[str], None] = _to_nobody

    @classmethod
    async def start(
        cls,
        run_dir: Path,
        *,
        workers: int = 1,
        host: str = "127.0.0.1",
        sounds: Path,
        own_sounds: Path | None = None,
        recordings: Path | None = None,
        country: str = COUNTRIES[0],
        rtp_ports: tuple[int, int] = PORTS,
        grace_s: float = GRACE_S,
        report_s: float | None = None,
    ) -> MediaWorkers:
        """Workers with RTP on ``host``, those that are left over from a server that was killed first.

        Their log is ``run_dir/media.log``. ``own_sounds``: the site's files, which stand for those of the same name.
        ``recordings``: where what is recorded goes; None: nowhere. ``country``: whose tones are heard. Call it while
        holding the data directory, whose only server this is.

        Raises ``MediaFailed`` when one does not come up in 20 s.
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
        media = cls(run_dir, arguments)
        for path, record in await asyncio.to_thread(runfile.left_over, run_dir):
            await media._adopt(path, record)
        missing = [media._new_slot() for _ in range(workers - len(media.slots))]
        try:
            await _all(slot.start() for slot in missing)
        except (MediaFailed, OSError, msgspec.DecodeError):
            await media.quit()
            raise
        return media

    # --- for the server --------------------------------------------------------------------------

    def listen(self, told: Callable[[News], None]) -> None:
        """Have ``told`` called, in the event loop, for every leg that is heard by another and that nothing comes from
        for 1.5 s (3 s after the connection), and when something does again; for every digit that a leg's phone sends;
        and when what a leg was to hear once is over, if that was asked for.
        """
        self._told = told
        for slot in self.slots:
            slot.listen(self._hear)

    def on_broken(self, told: Callable[[int, str], None]) -> None:
        """Have ``told`` called with the number of a recording that cannot be written, and why."""
        self._broken = told
        for slot in self.slots:
            slot.on_broken(told)

    def processes(self) -> frozenset[int]:
        """The ids of the workers' processes."""
        return frozenset(slot.pid for slot in self.slots)

    def follow(self, moved: Callable[[str], None]) -> None:
        """Have ``moved`` called with each leg whose worker ended: another one has it, maybe at another address, which
        ``open`` tells."""
        self._moved = moved

    def legs(self) -> tuple[str, ...]:
        """The legs that are open, those of workers that were left over among them."""
        return tuple(self._book.legs)

    async def go_on(self, legs: Iterable[str], moved: Callable[[str], None]) -> None:
        """Signalling is there, with these legs: see ``follow`` and ``keep``."""
        self.follow(moved)
        await self.keep(legs)

    async def keep(self, legs: Iterable[str]) -> None:
        """Close all other legs: nobody else knows them any more."""
        for leg in set(self._book.legs) - set(legs):
            await self.close(leg)

    async def quit(self) -> None:
        """End the workers with all their legs."""
        await _all(slot.quit() for slot in self.slots)

    async def leave(self) -> None:
        """End the links only: the workers and their calls go on for their grace, for another server to join."""
        await _all(slot.leave() for slot in self.slots)

    async def stats(self) -> dict[str, Any]:
        """``packets_in``, ``packets_out``, ``drops`` (reason → count) since the start; per open leg in ``legs``.

        A leg also has ``port``, ``lost`` and ``jitter_ms`` of what comes in, and, once its phone has sent an RTCP
        report, ``heard_lost``, ``heard_fraction_lost``, ``heard_jitter_ms`` and ``round_trip_ms`` of what goes out;
        ``mos`` and ``heard_mos`` are the opinions that the E-model has of the two (ITU-T G.107).
        """
        replies = await _all(slot.ask(orders.ask_figures) for slot in self.slots)
        total: dict[str, Any] = {"packets_in": 0, "packets_out": 0, "drops": {}, "legs": {}}
        for reply in replies:
            assert isinstance(reply, link.Figures)
            total["packets_in"] += reply.figures["packets_in"]
            total["packets_out"] += reply.figures["packets_out"]
            for why, count in reply.figures["drops"].items():
                total["drops"][why] = total["drops"].get(why, 0) + count
            total["legs"] |= reply.figures["legs"]
        return total

    # --- the port --------------------------------------------------------------------------------

    async def open(self, leg: str, near: str = "") -> tuple[str, int]:
        """See ``MediaPort.open``; on the worker that has ``near``, or on the one that has the fewest legs."""
        there = self._book.legs.get(leg)
        if there is None:
            beside = self._book.legs.get(near)
            worker = self._emptiest() if beside is None else beside.worker
            there = self._book.legs[leg] = Leg(worker=worker)
        if there.address is None:
            try:
                await self._carry_out(there.worker, self._open(leg, there))
            except MediaFailed:
                if there.address is None:
                    self._book.legs.pop(leg, None)
                raise
        if there.address is None:
            raise MediaFailed(f"leg {leg!r} was closed while it was opened")
        return there.address

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
        *,
        inband: bool = False,
    ) -> None:
        """See ``MediaPort.set_remote``; ``host`` is an IP address."""
        there = self._book.leg(leg)
        before = there.remote
        there.remote = link.Remote(
            host=host, port=port, codec=codec, payload=payload, dtmf_payload=dtmf_payload, srtp=srtp, inband=inband
        )
        try:
            await self._carry_out(there.worker, self._point(leg, there))
        except MediaFailed:
            there.remote = before
            raise
        if len(self.slots) > 1:
            if before is not None and before.codec != codec:
                await self._close_shadows([shadow for shadow in self._book.shadows if shadow[0] == leg])
            await self._mix(self._book.plan(self._book.company((leg,))))

    async def connect(self, leg: str, peer: str) -> None:
        """See ``MediaPort.connect``; legs that either was connected to before hear silence."""
        await self.mix({leg: (peer,), peer: (leg,)})

    async def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: tuple[str, ...] = ()) -> None:
        """See ``MediaPort.mix``."""
        await self._mix(self._book.mix(hears, unrecorded))

    async def play(
        self, leg: str, once: tuple[str, ...], loop: str | None, report: int | None = None, *, after: bool = False
    ) -> None:
        """See ``MediaPort.play``; a leg that it was connected to hears silence. The same order twice plays once."""
        plan = self._book.play(leg, link.Sounds(once=once, loop=loop, report=report))
        there = self._book.leg(leg)
        await self._carry_out(there.worker, self._play(leg, there, after=after))
        await self._close_shadows(plan.closed)

    async def press(self, leg: str, digit: str) -> None:
        """See ``MediaPort.press``."""
        there = self._book.leg(leg)
        await self.slots[there.worker].ask(orders.press(leg, digit))

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
        worker = self._book.leg(leg).worker
        await self._ask(worker, orders.record(leg, recording, sides, most_ms, seal))
        self._recorded_by[recording] = worker
        if len(self._recorded_by) > REMEMBERED:
            del self._recorded_by[next(iter(self._recorded_by))]

    async def pause_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.pause_recording``."""
        await self._ask(self._recorder_of(leg, recording), orders.recording(leg, recording, "pause"))

    async def resume_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.resume_recording``."""
        await self._ask(self._recorder_of(leg, recording), orders.recording(leg, recording, "resume"))

    async def keep_recording(self, leg: str, recording: int, *, flac: bool = False) -> Recorded:
        """See ``MediaPort.keep_recording``."""
        return await self._end(leg, recording, orders.recording(leg, recording, "keep", flac=flac))

    async def delete_recording(self, leg: str, recording: int) -> None:
        """See ``MediaPort.delete_recording``."""
        try:
            await self._end(leg, recording, orders.recording(leg, recording, "delete"))
        except NothingKept:
            return

    async def recorded(self, leg: str, recording: int) -> Recorded:
        """See ``MediaPort.recorded``."""
        return await self._end(leg, recording, orders.recording(leg, recording, "tell"))

    async def close(self, leg: str) -> None:
        """See ``MediaPort.close``."""
        there = self._book.legs.get(leg)
        if there is None:
            return
        plan = self._book.close(leg)
        await self._carry_out(there.worker, self._close(leg, there))
        await self._close_shadows(plan.closed, there.worker)

    async def _end(self, leg: str, recording: int, order: Callable[[int], link.Recording]) -> Recorded:
        return await self.slots[self._recorder_of(leg, recording)].end(order)

    def _recorder_of(self, leg: str, recording: int) -> int:
        """The worker that records; of a recording that a server before this one ordered, the leg's, or the first."""
        there = self._book.legs.get(leg)
        return self._recorded_by.get(recording, there.worker if there is not None else 0)

    # --- orders to workers -----------------------------------------------------------------------

    async def _carry_out(self, worker: int, order: Coroutine[Any, Any, Any]) -> None:
        """Carry an order out that stands in the book: if its worker ends over it, the next one is told by the book."""
        try:
            await order
        except WorkerGone as gone:
            log.info("an order waits for another media worker in place %d: %s", worker, gone)
            await self.slots[worker].ask(orders.ask_figures)

    async def _open(self, leg: str, there: Leg) -> None:
        reply = await self.slots[there.worker].ask(orders.open_leg(leg))
        assert isinstance(reply, link.Opened)
        there.address = reply.host, reply.port

    async def _point(self, leg: str, there: Leg) -> None:
        await self.slots[there.worker].ask(orders.set_remote(leg, there.remote))

    async def _play(self, leg: str, there: Leg, *, after: bool) -> None:
        await self.slots[there.worker].ask(orders.play(leg, there.sounds, after=after))

    async def _close(self, leg: str, there: Leg) -> None:
        reply = await self.slots[there.worker].ask(orders.close(leg))
        if isinstance(reply, link.Figures) and reply.figures.get("packets_in"):
            said = ", ".join(f"{name} {reply.figures[name]}" for name in TOLD if name in reply.figures)
            log.info("speech: %s", said, extra={"leg": leg})

    async def _ask(self, worker: int, order: Order) -> link.AnyReply:
        return await self.slots[worker].ask(order)

    async def _mix(self, plan: Plan) -> None:
        for shadow in plan.opened:
            await self._open_shadow(shadow, self._ask)
        for worker, hears in plan.hears.items():
            await self._carry_out(worker, self._ask(worker, orders.mix(hears, plan.unrecorded[worker])))
        await self._close_shadows(plan.closed)

    async def _open_shadow(self, shadow: Shadow, ask: Ask) -> None:
        """Both ends of a shadow, each pointed at the other, in the codec of the leg whose shadow it is."""
        leg = self._book.leg(shadow[0])
        assert leg.remote is not None
        name, ends = shadow_name(shadow), (leg.worker, shadow[1])
        at: list[tuple[str, int]] = []
        for worker in ends:
            reply = await ask(worker, orders.open_leg(name))
            assert isinstance(reply, link.Opened)
            at.append((reply.host, reply.port))
        for worker, (host, port) in zip(ends, reversed(at), strict=True):
            remote = msgspec.structs.replace(leg.remote, host=host, port=port, srtp=None, inband=False)
            await ask(worker, orders.set_remote(name, remote))

    async def _close_shadows(self, shadows: Iterable[Shadow], worker: int | None = None) -> None:
        for shadow in shadows:
            self._book.shadows.discard(shadow)
            source = self._book.legs.get(shadow[0])
            for end in {shadow[1], source.worker if source is not None else worker}:
                if end is not None:
                    await self.slots[end].ask(orders.close(shadow_name(shadow)))

    # --- workers come and go ---------------------------------------------------------------------

    def _new_slot(self) -> Slot:
        slot = Slot(len(self.slots), self._arguments, self._run_dir, self._came)
        self.slots.append(slot)
        return slot

    async def _adopt(self, path: Path, record: runfile.RunRecord) -> None:
        slot = self._new_slot()
        try:
            legs = await slot.adopt(path, record)
        except MediaFailed as failure:
            log.warning("a media worker may be left over (%s): %s", path, failure)
            self.slots.pop()
            return
        self._book.load(slot.number, legs)
        log.info("media worker %d was left over, with %d legs, and goes on", record.pid, len(legs))

    async def _came(self, slot: Slot) -> None:
        """Tell a new worker all that the one before it had been told; then say which legs have another worker."""
        there = {name: leg for name, leg in self._book.legs.items() if leg.worker == slot.number}
        for shadow in self._book.lost(slot.number):
            for end in {shadow[1], self._book.legs[shadow[0]].worker} - {slot.number}:
                await self._ask_elsewhere(end, orders.close(shadow_name(shadow)))
        for name, leg in there.items():
            port = leg.address[1] if leg.address is not None else 0
            reply = await slot.ask_now(orders.open_leg(name, port))
            assert isinstance(reply, link.Opened)
            leg.address = reply.host, reply.port
            if leg.remote is not None:
                await slot.ask_now(orders.set_remote(name, leg.remote))
        for name, leg in there.items():
            if leg.sounds is not None:
                await slot.ask_now(orders.play(name, leg.sounds))
        await self._let_hear_again(slot, there)
        log.warning("media worker %d has taken over %d legs", slot.pid, len(there))
        for recording, worker in self._recorded_by.items():
            if worker == slot.number:  # what is said from now on is not in it; one that is over is known to be
                self._broken(recording, "its media worker ended")
        for name in there:
            self._moved(name)

    async def _let_hear_again(self, slot: Slot, there: Iterable[str]) -> None:
        async def ask(worker: int, order: Order) -> link.AnyReply:
            return await (slot.ask_now(order) if worker == slot.number else self.slots[worker].ask_now(order))

        company = self._book.company(there)
        plan = self._book.plan(name for name in company if self._book.legs[name].sounds is None)
        for shadow in plan.opened:
            await self._open_shadow(shadow, ask)
        for worker, hears in plan.hears.items():
            if worker == slot.number:
                await slot.ask_now(orders.mix(hears, plan.unrecorded[worker]))
            else:
                await self._ask_elsewhere(worker, orders.mix(hears, plan.unrecorded[worker]))

    async def _ask_elsewhere(self, worker: int, order: Order) -> None:
        """Tell another worker; one that has just ended as well is told by its own successor's coming."""
        try:
            await self.slots[worker].ask_now(order)
        except MediaFailed as failure:
            log.info("media worker in place %d: %s", worker, failure)

    def _emptiest(self) -> int:
        legs = [0] * len(self.slots)
        for leg in self._book.legs.values():
            legs[leg.worker] += 1
        return legs.index(min(legs))

    def _hear(self, news: LegNews) -> None:
        if is_shadow(news.leg):
            return
        if isinstance(news, link.Played):
            self._book.played(news.leg)
        if self._told is not None:
            self._told(_fact(news))


def _fact(news: LegNews) -> News:
    match news:
        case link.Silent(leg=leg):
            return LegSilent(leg=leg)
        case link.Heard(leg=leg):
            return LegHeard(leg=leg)
        case link.Played(report=report):
            return PlayFinished(effect=report)
        case link.Digit():
            return DigitPressed(leg=news.leg, digit=news.digit, number=news.number)


async def _all(steps: Iterable[Awaitable[T]]) -> list[T]:
    """Take all these steps side by side; the first that fails is raised when all are over."""
    results = await asyncio.gather(*steps, return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]


def _to_nobody(leg: str) -> None:
    del leg
