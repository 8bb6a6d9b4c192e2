"""sipp for the benches: a caller that is answered, holds the call and hangs up; and a UAS that answers."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import ExitStack
from pathlib import Path

REQUEST = """<send{more}><![CDATA[
{method} sip:1000@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:030@[local_ip]:[local_port]>;tag=[call_number]
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
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 {listening}
t=0 0
m=audio 6000 RTP/AVP 8 0 101
a=rtpmap:101 telephone-event/8000"""
NOTHING = "Content-Length: 0\n"


def scenario(hold_ms: int, listening: str = "[local_ip]") -> str:
    """INVITE, 200, ACK, a pause, BYE, 200; a 100 may come behind its 200 (sippy sends from several threads)."""
    tag, again = "[peer_tag_param]", ' retrans="500"'
    steps = [
        REQUEST.format(method="INVITE", cseq=1, to="", body=OFFER.format(listening=listening), more=again),
        '<recv response="100" optional="global"/><recv response="180" optional="global"/><recv response="200"/>',
        REQUEST.format(method="ACK", cseq=1, to=tag, body=NOTHING, more=""),
        f'<pause milliseconds="{hold_ms}"/>',
        REQUEST.format(method="BYE", cseq=2, to=tag, body=NOTHING, more=again),
        '<recv response="200"/>',
    ]
    return '<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="call">\n' + "\n".join(steps) + "</scenario>\n"


class Calls:
    """Callers on their way. ``wait`` until all have hung up. Who is ``deaf`` is sent no speech (RFC 3264 §8.4)."""

    def __init__(self, port: int, calls: int, rate: int, hold_ms: int, *, deaf: bool = False) -> None:
        self._folder = tempfile.TemporaryDirectory()
        file = Path(self._folder.name) / "call.xml"
        file.write_text(scenario(hold_ms, "0.0.0.0" if deaf else "[local_ip]"))
        patience = calls // rate + hold_ms // 1000 + 20
        numbers = ("-m", str(calls), "-r", str(rate), "-l", str(calls), "-timeout", str(patience), "-timeout_error")
        self._process = subprocess.Popen(
            ["sipp", f"127.0.0.1:{port}", "-sf", str(file), "-i", "127.0.0.1", "-nostdin", *numbers],
            cwd=self._folder.name,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self) -> bool:
        """Whether every call was set up and ended."""
        code = self._process.wait()
        self._folder.cleanup()
        return code == 0


def answering(port: int, stack: ExitStack) -> int:
    """sipp's own UAS; its pid."""
    process = subprocess.Popen(
        ["sipp", "-sn", "uas", "-i", "127.0.0.1", "-p", str(port), "-nostdin"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stack.callback(process.wait)
    stack.callback(process.kill)
    return process.pid
