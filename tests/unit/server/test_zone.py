"""The core is told how far local time is ahead of UTC, and only when that changes."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from agent_desktop.domain.messages import ZoneOffset
from agent_desktop.server.zone import ZoneWatch, local_offset


def test_the_offset_is_told_at_the_start_and_when_it_changes() -> None:
    told: list[ZoneOffset] = []
    summer = [timedelta(hours=2), timedelta(hours=2), timedelta(hours=1)]
    over = asyncio.Event()

    def offset() -> timedelta:
        if len(summer) == 1:
            over.set()
            return summer[0]
        return summer.pop(0)

    async def day() -> None:
        watch = ZoneWatch(told.append, offset=offset, look_s=0.001)
        watch.start()
        await asyncio.wait_for(over.wait(), 10)
        watch.close()

    asyncio.run(day())
    assert told == [ZoneOffset(minutes=120), ZoneOffset(minutes=60)]


def test_this_machine_has_an_offset() -> None:
    assert abs(local_offset()) <= timedelta(hours=14)
