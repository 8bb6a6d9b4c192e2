"""What a killed server left behind: its media workers live on for a minute, in case a server takes them over.

Today none does: SIP cannot take up a dead server's dialogs, so the calls are lost, and their ports are wanted.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

import msgspec

from agent_desktop.server.media import link, runfile
from agent_desktop.server.media.client import WorkerLink
from agent_desktop.server.media.port import MediaFailed

log = logging.getLogger(__name__)


async def end_left_over(run_dir: Path) -> None:
    """End every worker that has a run file, with its legs.

    Call it while holding the data directory, whose only server this is, and before starting a worker.
    """
    for path, record in await asyncio.to_thread(_found, run_dir):
        try:
            worker, legs = await WorkerLink.join(record, record.epoch + 1)
        except MediaFailed as failure:
            log.warning("a media worker may be left over (%s): %s", path, failure)
            continue
        worker.expect_end()
        try:
            await worker.ask(link.Quit(n=worker.number()))
            log.info("media worker %d was left over with %d legs, and is ended", record.pid, len(legs))
        except MediaFailed as failure:
            log.warning("media worker %d was left over and does not end: %s", record.pid, failure)
        finally:
            await worker.close()


def _found(run_dir: Path) -> list[tuple[Path, runfile.RunRecord]]:
    runfile.remove_dead(run_dir)
    found: list[tuple[Path, runfile.RunRecord]] = []
    for path in sorted(run_dir.glob("media-*.json")):
        try:
            found.append((path, runfile.read(path)))
        except (OSError, msgspec.DecodeError) as error:
            log.info("run file %s is no worker's: %s", path, error)  # remove_dead has warned of it
    return found
