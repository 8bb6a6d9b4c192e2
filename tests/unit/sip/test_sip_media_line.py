"""Orders for one leg's media go out one after another, whatever becomes of each."""

from __future__ import annotations

import asyncio
import logging

import pytest

from agent_desktop.server.sip.media_line import MediaLine
from agent_desktop.server.sip.offer import Agreed
from agent_desktop.server.sip.quiet import PER_WINDOW, QuietLog
from agent_desktop.server.sip.sdp import Direction
from tests.fakes.sip_media import SipMedia

LOG = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)
AGREED = Agreed(0, "10.0.0.9", 4000, "PCMA", 8, 101, Direction.SENDRECV)


def test_orders_wait_for_each_other() -> None:
    async def scene() -> None:
        media = SipMedia()
        gate = media.gates["open"] = asyncio.Event()
        told: list[object] = []
        line = MediaLine(media, "i1", LOG)
        line.open(told.append)
        line.set_remote(AGREED, told.append)
        line.close()
        assert told == []
        await asyncio.sleep(0)
        assert media.orders == [("open", "i1")]
        gate.set()
        await line.closed()
        assert told == [("127.0.0.1", 40_002), True]
        assert media.orders == [("open", "i1"), ("set_remote", "i1", "10.0.0.9", 4000, "PCMA", 8, 101), ("close", "i1")]

    asyncio.run(scene())


@pytest.mark.expects_log("media of leg i1")
def test_an_order_that_fails_is_told_and_the_next_goes_on() -> None:
    async def scene() -> None:
        media = SipMedia()
        media.failing = {"open", "set_remote"}
        told: list[object] = []
        line = MediaLine(media, "i1", LOG)
        line.open(told.append)
        line.set_remote(AGREED, told.append)
        line.close()
        await line.closed()
        assert told == [None, False]
        assert media.orders[-1] == ("close", "i1")

    asyncio.run(scene())


@pytest.mark.expects_log("media of leg")
def test_an_engine_that_does_nothing_any_more_does_not_fill_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async def scene() -> None:
        media = SipMedia()
        media.failing = {"open"}
        log = QuietLog(logging.getLogger("agent_desktop.test"), lambda: 0)
        for number in range(10 * PER_WINDOW):
            line = MediaLine(media, f"i{number}", log)
            line.open(lambda _: None)
            await line.closed()

    asyncio.run(scene())
    assert len(caplog.records) == PER_WINDOW


def test_media_never_opened_is_not_closed() -> None:
    async def scene() -> None:
        media = SipMedia()
        line = MediaLine(media, "i1", LOG)
        line.close()
        await line.closed()
        assert media.orders == []

    asyncio.run(scene())


def test_a_fault_in_who_is_told_does_not_keep_the_media_open() -> None:
    async def scene() -> None:
        faults: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(context["exception"]))

        def broken(_: object) -> None:
            raise KeyError("bug")

        media = SipMedia()
        line = MediaLine(media, "i1", LOG)
        line.open(broken)
        line.close()
        await line.closed()
        assert media.orders[-1] == ("close", "i1")
        line = MediaLine(media, "i2", LOG)
        assert [type(fault) for fault in faults] == [KeyError], "and is not hidden"

    asyncio.run(scene())
