"""Where a media worker says how it is reached, so that a restarted server finds it: ``DATA/run/media-<n>.json``."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path

import msgspec

log = logging.getLogger(__name__)

_PROBE_S = 1.0


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """How to reach a worker: port of its link on 127.0.0.1, the token it wants, and the epoch it obeys."""

    port: int
    token: str
    pid: int
    epoch: int = 0


def write_new(run_dir: Path, record: RunRecord) -> Path:
    """Write the record under the first free number; only the owner may read it. Raises OSError."""
    run_dir.mkdir(parents=True, exist_ok=True)
    number = 1
    while True:
        path = run_dir / f"media-{number}.json"
        try:
            _write(path, record)
        except FileExistsError:
            number += 1
        else:
            return path


def rewrite(path: Path, record: RunRecord) -> None:
    """Replace the record in one step. Raises OSError."""
    draft = path.with_name(f"{path.name}.{record.pid}")
    draft.unlink(missing_ok=True)
    _write(draft, record)
    os.replace(draft, path)


def read(path: Path) -> RunRecord:
    """The record in a run file. Raises OSError, or ``msgspec.DecodeError`` when it is none."""
    return msgspec.json.decode(path.read_bytes(), type=RunRecord)


def remove_dead(run_dir: Path) -> None:
    """Remove the records of workers that were killed: nobody listens on their port."""
    for path in sorted(run_dir.glob("media-*.json")):
        try:
            if not _listens(read(path).port):
                path.unlink(missing_ok=True)
        except (OSError, msgspec.DecodeError) as error:
            log.warning("run file %s is left as it is: %s", path, error)


def left_over(run_dir: Path) -> list[tuple[Path, RunRecord]]:
    """The run files of workers that listen; those of others are removed."""
    remove_dead(run_dir)
    found: list[tuple[Path, RunRecord]] = []
    for path in sorted(run_dir.glob("media-*.json")):
        try:
            found.append((path, read(path)))
        except (OSError, msgspec.DecodeError) as error:
            log.info("run file %s is no worker's: %s", path, error)  # remove_dead has warned of it
    return found


def _write(path: Path, record: RunRecord) -> None:
    # The mode counts from the moment the file exists; on Windows the directory's rights protect it.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.encode(record))


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), _PROBE_S).close()
    except (ConnectionRefusedError, TimeoutError):
        return False
    return True
