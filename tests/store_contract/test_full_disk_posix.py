"""A full disk loses nothing that was acknowledged: a process may write files of so many bytes and no more."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from agent_desktop.domain.messages import Noticed
from agent_desktop.server.store.sqlite import SqliteStore

pytestmark = pytest.mark.skipif(os.name == "nt", reason="only on POSIX: RLIMIT_FSIZE")

WRITER = """
import resource, sys
from pathlib import Path
from agent_desktop.domain.messages import Noticed, Tick
from agent_desktop.server.store.port import Entry, StoreFailed
from agent_desktop.server.store.sqlite import SqliteStore

def write(number):
    events = (Noticed(agent="anna", code=f"{number} " + "x" * 500), Noticed(agent="anna", code=f"{number} too"))
    return store.log.append([Entry(at=number, input=Tick(), events=events)])

store = SqliteStore(Path(sys.argv[1]))
for number in range(20):
    write(number)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
failures = 0
while failures < 3:
    try:
        first = write(number + 1)
    except StoreFailed as error:
        failures += 1
        print("full:", error, flush=True)
    else:
        number += 1
        print("kept:", number, first, flush=True)
if sys.argv[2] == "room again":
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    number += 1
    print("kept:", number, write(number), flush=True)
    store.close()
else:
    import os
    os._exit(9)
"""


@pytest.mark.parametrize("then", ["room again", "killed"])
def test_what_was_acknowledged_is_there_and_nothing_else(data_dir: Path, then: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(data_dir), then], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == (9 if then == "killed" else 0), done.stderr
    kept = [line.split()[1:] for line in done.stdout.splitlines() if line.startswith("kept:")]
    assert done.stdout.count("full:") == 3
    assert len(kept) > 50
    assert all(int(first) == 2 * int(number) + 1 for number, first in kept)
    with closing(SqliteStore(data_dir)) as store:
        events = [one.event for one in store.log.replay()]
    numbers = [event.code.split()[0] for event in events if isinstance(event, Noticed)]
    assert numbers == [str(number) for number in range(int(kept[-1][0]) + 1) for _ in range(2)]
