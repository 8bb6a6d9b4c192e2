"""kill -9 of the server, then of the media worker, with ten calls: speech is back both ways, and no call is lost.

How long it takes is measured by ``bench outage``.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import soundfile

from agent_desktop.client.view import Link
from agent_desktop.domain.messages import Held
from tests.fakes.audit import read_log, replayed
from tests.fakes.outage import CALLERS, TenCalls, marked_s


def test_ten_calls_survive_the_server_and_the_worker(tmp_path: Path, tool: Callable[[str], str]) -> None:  # F041 F120
    with ExitStack() as stack:
        calls = TenCalls(tmp_path, stack, tool)
        worker = calls.worker
        calls.kill_server()
        calls.hear_each_other()
        assert calls.worker == worker
        assert len(replayed(read_log(calls.data)).cases) == CALLERS
        the_agent_goes_on(calls)
        part = calls.part()
        calls.mark()
        calls.kill_worker()
        left = part.read_bytes()
        calls.unmark()
        calls.hear_each_other()
        assert calls.worker != worker
        assert len(replayed(read_log(calls.data)).cases) == CALLERS
        the_recording_can_be_played(tmp_path / "left.wav", left)
        the_agent_goes_on(calls)
        assert calls.end() == [0, 0, 0]


def the_agent_goes_on(calls: TenCalls) -> None:
    """The server that is there now does what is asked of it, in a call that it did not begin."""
    bertil, (caller,) = calls.agent, calls.partners["bertil"]
    bertil.until(lambda view: view.link is Link.ONLINE)
    bertil.click("hold", lambda view: view.talk.held is Held.HOLD)
    calls.look.hears(bertil=())
    bertil.click("hold", lambda view: view.talk.held is None)
    calls.look.hears(bertil={caller}, **{caller: {"bertil"}})


def the_recording_can_be_played(file: Path, left: bytes) -> None:
    """What the killed worker left, as it lay there: with what was said in the last second."""
    file.write_bytes(left)
    assert marked_s(file) > 0
    assert soundfile.info(file).duration > 1
