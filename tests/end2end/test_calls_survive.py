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

CENTRE = '[[queues]]\nid = "service"\nname = "Service"\nnumber = "1000"\n'

REQUEST = """<send{more}><![CDATA[
{method} sip:1000@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/UDP [local_ip]:[local_port];branch=[branch]
From: <sip:030@[local_ip]:[local_port]>;tag=from[call_number]
To: <sip:1000@[remote_ip]:[remote_port]>{to}
Call-ID: [call_id]
CSeq: {cseq} {method}
Contact: <sip:030@[local_ip]:[local_port]>
Max-Forwards: 70
{body}
]]></send>
"""
OFFER = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 {version} IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 6000 RTP/AVP 8
a=rtpmap:8 PCMA/8000
a={direction}"""
EMPTY = "Content-Length: 0\n"
AGAIN = ' retrans="500"'


def begin() -> str:
    """INVITE, 200, ACK, and no more: the call stays. The To tag is logged with the call's number."""
    return (
        REQUEST.format(method="INVITE", cseq=1, to="", body=OFFER.format(version=1, direction="sendrecv"), more=AGAIN)
        + '<recv response="100" optional="true"/>\n<recv response="200"><action>'
        + '<ereg regexp=";tag=([^;\\r\\n]*)" search_in="hdr" header="To:" check_it="true" assign_to="1,2"/>'
        + '<log message="[call_number];[$2]"/></action></recv>\n'
        + REQUEST.format(method="ACK", cseq=1, to="[peer_tag_param]", body=EMPTY, more="")
        + '<Reference variables="1"/>'
    )


def go_on() -> str:
    """In the dialogs of ``begin``: hold, then BYE."""
    tag = ";tag=[field0]"
    held = OFFER.format(version=2, direction="sendonly")
    return (
        REQUEST.format(method="INVITE", cseq=2, to=tag, body=held, more=AGAIN)
        + '<recv response="100" optional="true"/>\n<recv response="200"><action>'
        + '<ereg regexp="a=recvonly" search_in="body" check_it="true" assign_to="1"/></action></recv>\n'
        + REQUEST.format(method="ACK", cseq=2, to=tag, body=EMPTY, more="")
        + REQUEST.format(method="BYE", cseq=3, to=tag, body=EMPTY, more=AGAIN)
        + '<recv response="200"/>\n<Reference variables="1"/>'
    )


def sipp(program: str, folder: Path, port: int, address: str, steps: str, calls: int, *more: str) -> None:
    """Run the steps for so many calls, whose Call-IDs are their numbers; all must succeed."""
    scenario = folder / "scenario.xml"
    scenario.write_text(f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="s">\n{steps}\n</scenario>\n')
    command = [program, address, "-sf", str(scenario), "-i", "127.0.0.1", "-p", str(port), "-nostdin"]
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
    sipp(program, tmp_path, free_port, address, begin(), calls, "-trace_logs", "-log_file", str(log))
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
