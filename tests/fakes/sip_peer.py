"""A user agent made of plain text, sharing no code with the switch: it says exactly what a test tells it to."""

from __future__ import annotations

import asyncio
import hashlib
import re
from itertools import count

from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_net import NetTransport, SipNet

_numbers = count(1)
SERVER = Flow("UDP", "10.0.0.1", 5060)
SDP = (
    "v=0\r\no=- 1 1 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 8 0 120\r\na=rtpmap:120 telephone-event/8000\r\n"
)


class Text:
    """A message that came, as text."""

    def __init__(self, data: bytes, flow: Flow) -> None:
        self.flow = flow
        self.raw = data
        head, _, self.body = data.decode().partition("\r\n\r\n")
        self.start, *self.lines = head.split("\r\n")

    def all(self, name: str) -> list[str]:
        pairs = [line.split(":", 1) for line in self.lines]
        return [value.strip() for key, value in pairs if key.strip().lower() == name.lower()]

    def __getitem__(self, name: str) -> str:
        values = self.all(name)
        assert values, f"no {name} in {self.start}"
        return values[0]

    @property
    def status(self) -> int:
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else 0

    @property
    def method(self) -> str:
        return self["CSeq"].split()[1]

    @property
    def to_tag(self) -> str:
        found = re.search(r";tag=([^;]+)", self["To"])
        return found[1] if found else ""

    @property
    def branch(self) -> str:
        found = re.search(r";branch=([^;,]+)", self["Via"])
        assert found
        return found[1]

    def __repr__(self) -> str:
        return f"<{self.start} {self['CSeq']}>"


class SipPeer:
    """One address on a ``SipNet``, a message a time whatever the transport.

    ``got`` keeps everything received; ``expect`` takes them in order.

    ``polite``: from now on it ACKs and answers by itself whatever ends a call.
    """

    def __init__(self, host: str = "10.0.0.9", user: str = "caller", transport: str = "UDP") -> None:
        self.host = host
        self.user = user
        self.got: list[Text] = []
        self.transport = transport
        self.cseq = 0
        self.polite = False
        self._seen = 0
        self._arrived = asyncio.Event()
        self._transport: NetTransport | None = None

    async def plug(self, net: SipNet, port: int = 5060) -> SipPeer:
        self._transport = await net.open(self.host, port, self._receive)
        self._transport.transport = self.transport
        return self

    def _receive(self, data: bytes, flow: Flow) -> None:
        self.got.append(Text(data, flow))
        self._arrived.set()
        if self.polite:
            self._be_polite(self.got[-1])

    def _be_polite(self, message: Text) -> None:
        if message.status == 200 and message.method == "INVITE":
            self.send(self.within("ACK", message))
        elif message.start.startswith(("BYE", "CANCEL")):
            self.send(self.answer(message, 200))
        if message.start.startswith("CANCEL"):
            invite = next(other for other in self.got if other.branch == message.branch)
            self.send(self.answer(invite, 487))

    def send(self, text: str | bytes, to: Flow = SERVER) -> None:
        assert self._transport is not None
        self._transport.send(text.encode() if isinstance(text, str) else text, to)

    async def expect(self, *wanted: str | int, within: float = 60) -> Text:
        """The next message, skipping 100s, which must be of this method or status; virtual seconds."""
        message = await self.next(within)
        while message.status == 100 and 100 not in wanted:
            message = await self.next(within)
        said = message.status or message.start.split()[0]
        assert said in wanted, f"{wanted} expected, came {message.raw.decode()}"
        return message

    async def next(self, within: float = 60) -> Text:
        while self._seen == len(self.got):
            self._arrived.clear()
            await asyncio.wait_for(self._arrived.wait(), within)
        self._seen += 1
        return self.got[self._seen - 1]

    async def silence(self, seconds: float) -> list[Text]:
        """Let virtual time pass; what came meanwhile."""
        await asyncio.sleep(seconds)
        came, self._seen = self.got[self._seen :], len(self.got)
        return came

    # --- messages --------------------------------------------------------------------------------

    def request(self, method: str, **parts: str) -> str:
        """A request. ``target``, ``branch``, ``from_``, ``to``, ``call_id``, ``cseq``, ``body``, ``more`` (header
        lines), ``contact`` (empty: none) and ``via`` replace what it would say by itself."""
        number = next(_numbers)
        self.cseq += 1
        target = parts.get("target", "sip:100@10.0.0.1")
        body = parts.get("body", "")
        branch = parts.get("branch") or f"z9hG4bK{number}"
        lines = [
            f"{method} {target} SIP/2.0",
            parts.get("via") or f"Via: SIP/2.0/{self.transport} {self.host}:5060;rport;branch={branch}",
            f"Max-Forwards: {parts.get('max_forwards', '70')}",
            f"From: {parts.get('from_') or f'<sip:{self.user}@{self.host}>;tag=f{number}'}",
            f"To: {parts.get('to') or f'<{target}>'}",
            f"Call-ID: {parts.get('call_id') or f'call-{number}'}",
            f"CSeq: {parts.get('cseq') or self.cseq} {method}",
        ]
        if contact := parts.get("contact", f"<sip:{self.user}@{self.host}:5060>"):
            lines.append(f"Contact: {contact}")
        if "more" in parts:
            lines.append(parts["more"])
        if body and "Content-Type" not in parts.get("more", ""):
            lines.append("Content-Type: application/sdp")
        lines.append(f"Content-Length: {len(body.encode())}")
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def invite(self, **parts: str) -> str:
        """An INVITE with a G.711 offer."""
        parts.setdefault("body", SDP.format(host=self.host))
        return self.request("INVITE", **parts)

    def within(self, method: str, dialog: Text, **parts: str) -> str:
        """A request in a dialog this peer began; ``dialog`` is the 2xx it got."""
        target = re.search(r"<([^>]+)>", dialog["Contact"])
        assert target
        for name, value in (
            ("target", target[1]),
            ("from_", dialog["From"]),
            ("to", dialog["To"]),
            ("call_id", dialog["Call-ID"]),
        ):
            parts.setdefault(name, value)
        if method == "ACK":
            parts.setdefault("cseq", dialog["CSeq"].split()[0])
        return self.request(method, **parts)

    def ack_failure(self, invite: str, response: Text) -> str:
        """The ACK of a non-2xx: the INVITE's branch, the response's To."""
        head = invite.partition("\r\n\r\n")[0].replace("INVITE", "ACK")
        head = re.sub(r"(?m)^To: .*$", f"To: {response['To']}\r", head).replace("\r\r", "\r")
        return re.sub(r"Content-Length: \d+", "Content-Length: 0", head) + "\r\n\r\n"

    def cancel(self, invite: str) -> str:
        head = invite.partition("\r\n\r\n")[0].replace("INVITE", "CANCEL")
        return re.sub(r"Content-Length: \d+", "Content-Length: 0", head) + "\r\n\r\n"

    def answer(self, request: Text, status: int, tag: str = "peer", body: str = "", more: str = "") -> str:
        """A response to a request of the switch."""
        to = request["To"] if request.to_tag or status == 100 else f"{request['To']};tag={tag}"
        lines = [f"SIP/2.0 {status} Whatever"]
        lines += [f"Via: {via}" for via in request.all("Via")]
        lines += [f"From: {request['From']}", f"To: {to}", f"Call-ID: {request['Call-ID']}", f"CSeq: {request['CSeq']}"]
        lines += [f"Contact: <sip:{self.user}@{self.host}:5060>"]
        if more:
            lines.append(more)
        if body:
            lines.append("Content-Type: application/sdp")
        lines.append(f"Content-Length: {len(body.encode())}")
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def ok(self, invite: Text, tag: str = "peer", more: str = "") -> str:
        """A 200 with an answer to the switch's offer."""
        return self.answer(invite, 200, tag, SDP.format(host=self.host).replace("8 0 120", "8 101"), more)

    # --- registration ----------------------------------------------------------------------------

    def authorization(
        self, challenge: str, password: str, uri: str, nc: int = 1, user: str = "", method: str = "REGISTER"
    ) -> str:
        """The header line that answers a challenge (RFC 7616, qop=auth)."""
        said = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))
        hashed = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}[said["algorithm"]]
        user = user or self.user

        def h(text: str) -> str:
            return hashed(text.encode()).hexdigest()

        ha1, ha2 = h(f"{user}:{said['realm']}:{password}"), h(f"{method}:{uri}")
        response = h(f"{ha1}:{said['nonce']}:{nc:08x}:cn:auth:{ha2}")
        return (
            f'Authorization: Digest username="{user}", realm="{said["realm"]}", nonce="{said["nonce"]}", uri="{uri}", '
            f'response="{response}", algorithm={said["algorithm"]}, qop=auth, nc={nc:08x}, cnonce="cn"'
        )

    async def register(self, password: str, **parts: str) -> Text:
        """REGISTER with digest; the final response."""
        uri = "sip:10.0.0.1"
        common = {
            "target": uri,
            "to": f"<sip:{self.user}@10.0.0.1>",
            "call_id": f"reg-{self.user}-{self.host}",
            **parts,
        }
        self.send(self.request("REGISTER", **common))
        challenge = await self.expect(401)
        line = self.authorization(challenge["WWW-Authenticate"], password, uri)
        common["more"] = "\r\n".join(filter(None, [common.get("more"), line]))
        self.send(self.request("REGISTER", **common))
        return await self.expect(200, 401, 403, 400, 423, 500)
