"""Run files: one a worker, readable by its owner only, and those of killed workers are cleared away."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from agent_desktop.server.media import runfile
from agent_desktop.server.media.runfile import RunRecord

RECORD = RunRecord(port=1, token="secret", pid=7)


def test_every_worker_takes_the_first_free_number(tmp_path: Path) -> None:
    run_dir = tmp_path / "data" / "run"
    paths = [runfile.write_new(run_dir, RECORD) for _ in range(2)]
    assert [path.name for path in paths] == ["media-1.json", "media-2.json"]
    paths[0].unlink()
    assert runfile.write_new(run_dir, RECORD).name == "media-1.json"


def test_a_record_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = runfile.write_new(tmp_path, RECORD)
    newer = RunRecord(port=1, token="secret", pid=7, epoch=2)
    runfile.rewrite(path, newer)
    assert runfile.read(path) == newer
    assert list(tmp_path.iterdir()) == [path]
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_records_of_killed_workers_are_removed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as alive, socket.create_server(("127.0.0.1", 0)) as dying:
        kept = runfile.write_new(tmp_path, RunRecord(port=alive.getsockname()[1], token="t", pid=1))
        gone = runfile.write_new(tmp_path, RunRecord(port=dying.getsockname()[1], token="t", pid=2))
        dying.close()
        runfile.remove_dead(tmp_path)
        assert kept.exists()
        assert not gone.exists()


@pytest.mark.expects_log("is left as it is")
def test_what_is_no_record_is_left_alone(tmp_path: Path) -> None:
    strange = tmp_path / "media-1.json"
    strange.write_text("{}")
    runfile.remove_dead(tmp_path)
    assert strange.exists()
