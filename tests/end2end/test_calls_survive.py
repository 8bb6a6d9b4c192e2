"""kill -9 of the routing server in the middle of calls: each dialog answers a re-INVITE and a BYE of sipp (F120)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop.domain.messages import CaseOutcome
from tests.fakes.audit import Figures, read_log, replayed
from tests.fakes.program import server
from tests.fakes.sipp import expect_text, invite, receive, request, sdp, written

CENTRE = '[[queues]]\nid = "service"\nname = "Service"\nnumber = "1000"\n'

REMEMBERED = (
    '<action><ereg regexp=";tag=([^;\\r\\n]*)" search_in="hdr" header="To:" check_it="true" assign_to="1,2"/>'
    '<log message="[call_number];[$2]"/></action>'
)


def begin() -> str:
    """INVITE, 200, ACK, and no more: the call stays. The To tag is logged with the call's number.

    Nobody hears anything (RFC 3264 §8.4): music for hundreds is another test's.
    """
    deaf = request("INVITE", 1, sdp(listening="0.0.0.0"), to="")
    return deaf + receive(100, optional=True) + receive(200, action=REMEMBERED) + request("ACK", 1)


def go_on() -> str:
    """In the dialogs of ``begin``: hold, then BYE."""
    tag = ";tag=[field0]"
    return (
        invite(2, "sendonly", to=tag)
        + receive(100, optional=True)
        + receive(200, action=expect_text("a=recvonly", 'search_in="body"'))
        + request("ACK", 2, to=tag)
        + request("BYE", 3, to=tag)
        + receive(200)
    )


def sipp(program: str, folder: Path, port: int, address: str, steps: str, calls: int, *more: str) -> None:
    """Run the steps for so many calls, whose Call-IDs are their numbers; all must succeed."""
    file = written(folder / "scenario.xml", steps)
    command = [program, address, "-sf", str(file), "-i", "127.0.0.1", "-p", str(port), "-nostdin"]
    command += ["-cid_str", "%u-kept", "-m", str(calls), "-r", "10", "-timeout", "40", "-timeout_error", *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stdout.decode(errors="replace")[-2500:]


@pytest.mark.parametrize("calls", [20, pytest.param(200, marks=pytest.mark.long)])
def test_every_dialog_of_a_killed_server_answers_a_reinvite_and_a_bye(
    tool: Callable[[str], str], data_dir: Path, tmp_path: Path, free_port: int, calls: int
) -> None:
    program = tool("sipp")
    first = server(data_dir, centre=CENTRE)
    http, sip = (first.said[0][name] for name in ("http", "sip"))
    address = sip.removeprefix("sip:")
    log = tmp_path / "tags.log"
    try:
        sipp(program, tmp_path, free_port, address, begin(), calls, "-trace_logs", "-log_file", str(log))
    finally:
        first.kill()
    before = replayed(read_log(data_dir))
    assert len(before.cases) == calls

    second = server(data_dir, http.removeprefix("http://"), address, CENTRE)
    try:
        assert replayed(read_log(data_dir)).cases == before.cases
        tags = dict(re.findall(r"(?m)^(\d+);(\S+)$", log.read_text()))
        assert len(tags) == calls
        table = "SEQUENTIAL\n" + "".join(f"{tags[str(number)]};\n" for number in range(1, calls + 1))
        (tmp_path / "tags.csv").write_text(table)
        sipp(program, tmp_path, free_port, address, go_on(), calls, "-inf", str(tmp_path / "tags.csv"))
    finally:
        second.close()
    given = read_log(data_dir)
    assert not replayed(given).cases
    figures = Figures([event for _, _, events in given for event in events])
    assert figures.count() == {CaseOutcome.ABANDONED.value: calls}
