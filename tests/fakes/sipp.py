"""What sipp says, step by step: its scenarios are made here, for tests and for benches."""

from __future__ import annotations

from pathlib import Path

EMPTY = "Content-Length: 0\n"

_REQUEST = """<send{resend}><![CDATA[
{method} {target} SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch{back}]
{routes}From: "sipp" <sip:{caller}@[local_ip]:[local_port]>;tag=from[call_number]
To: <sip:{number}@[remote_ip]:[remote_port]>{to}
Call-ID: [call_id]
CSeq: {cseq} {method}
Contact: <sip:{caller}@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
{body}
]]></send>
"""
_ANSWER = """<send{resend}><![CDATA[
SIP/2.0 {status} Whatever
[last_Via:]
[last_Record-Route:]
[last_From:]
[last_To:]{to}
[last_Call-ID:]
[last_CSeq:]
{headers}Contact: <sip:[local_ip]:[local_port];transport=[transport]>
{body}
]]></send>
"""
_SDP = """Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 {version} IN IP4 [local_ip]
s=-
c=IN IP4 {listening}
t=0 0
m=audio {port} RTP/AVP 8 101
a=rtpmap:101 telephone-event/8000
a={direction}
"""
_RESEND = ' retrans="500"'  # T1, ms (RFC 3261 §17.1.1.1)


def sdp(
    version: int = 1, direction: str = "sendrecv", listening: str = "[local_ip]", port: str = "[media_port]"
) -> str:
    """A description as the body of a request or an answer; ``listening`` 0.0.0.0: nothing shall be sent."""
    return _SDP.format(version=version, direction=direction, listening=listening, port=port)


def request(
    method: str,
    cseq: int,
    body: str = EMPTY,
    *,
    to: str = "[peer_tag_param]",
    number: str = "1000",
    caller: str = "sipp",
    back: int = 0,
    routed: bool = False,
    resend: bool | None = None,
    begins: str = "",
) -> str:
    """A request, sent again until it is answered unless it is an ACK or ``resend`` says otherwise.

    ``back``: so many steps ago was the INVITE whose branch it shares. ``routed``: along the route set and to the
    Contact of the answer that ``receive`` was to remember. ``begins``: the name of its transaction, for ``receive``.
    """
    again = method not in ("ACK", "CANCEL") if resend is None else resend
    return _REQUEST.format(
        method=method,
        target="[next_url]" if routed else f"sip:{number}@[remote_ip]:[remote_port]",
        routes="[routes]\n" if routed else "",
        cseq=cseq,
        to=to,
        number=number,
        caller=caller,
        back=f"-{back}" if back else "",
        body=body,
        resend=(_RESEND if again else "") + (f' start_txn="{begins}"' if begins else ""),
    )


def invite(
    cseq: int = 1, direction: str = "sendrecv", to: str = "", *, number: str = "1000", routed: bool = False
) -> str:
    """An INVITE with an offer; within a dialog with the To tag."""
    return request("INVITE", cseq, sdp(cseq, direction), to=to, number=number, routed=routed)


def receive(status: int, *, optional: bool = False, action: str = "", remember: bool = False, within: str = "") -> str:
    """A response; ``remember`` its route set and its Contact. An optional one may come late: over UDP nothing is in
    order. ``within`` a transaction that has a name; else sipp takes one of whatever request is open."""
    attributes = ' optional="global"' * optional + ' rrs="true"' * remember
    attributes += f' response_txn="{within}"' if within else ""
    return f'<recv response="{status}"{attributes}>{action}</recv>\n'


def awaited(method: str, *, remember: bool = False) -> str:
    """A request that must come."""
    return f'<recv request="{method}"{" rrs=" + chr(34) + "true" + chr(34) if remember else ""}/>\n'


def answer(status: int, headers: str = "", body: str = EMPTY, *, resend: bool = False, tag: bool = True) -> str:
    """The answer to what came last; ``tag``: its To has none yet."""
    to = ";tag=[call_number]" if tag else ""
    return _ANSWER.format(status=status, headers=headers, body=body, resend=_RESEND if resend else "", to=to)


def expect_text(text: str, where: str = 'search_in="msg"') -> str:
    """The action that fails a call whose message has no such text."""
    return f'<action><ereg regexp="{text}" {where} check_it="true" assign_to="1"/></action>'


def pause(ms: int) -> str:
    """Nothing is said for so long."""
    return f'<pause milliseconds="{ms}"/>\n'


def call(talk_ms: int, *, routed: bool = False, listening: str = "[local_ip]") -> str:
    """A whole call, answered by us and ended by sipp."""
    return (
        request("INVITE", 1, sdp(listening=listening), to="")
        + receive(100, optional=True)
        + receive(180, optional=True)
        + receive(200, remember=routed)
        + request("ACK", 1, routed=routed)
        + pause(talk_ms)
        + request("BYE", 2, routed=routed, begins="bye")
        + receive(200, within="bye")  # and not the INVITE's once more, after an ACK that was lost
    )


def scenario(steps: str) -> str:
    """The file."""
    use = '<Reference variables="1"/>\n' if 'assign_to="1' in steps else ""
    return f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="steps">\n{steps}{use}</scenario>\n'


def written(file: Path, steps: str) -> Path:
    """The file, written."""
    file.write_text(scenario(steps))
    return file
