"""A caller made of plain text over UDP: sends what no proper telephone would, and answers by hand."""

from __future__ import annotations

import re
import select
import socket
import time
import uuid

PATIENCE_S = 30.0


class SipCaller:
    """One SIP user agent on the loopback that sends no RTP; who speaks for it does so at ``rtp_port``."""

    def __init__(self, target_port: int, user: str, rtp_port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(PATIENCE_S)
        self.port: int = self._socket.getsockname()[1]
        self._rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)  # takes speech and keeps it to itself
        self._rtp.bind(("127.0.0.1", 0))
        self._rtp_port: int = rtp_port or self._rtp.getsockname()[1]
        self._target = ("127.0.0.1", target_port)
        self._uri = f"sip:{user}@127.0.0.1:{target_port}"
        self._to: dict[str, str] = {}
        self.answer = ""  # the last final response

    def close(self) -> None:
        self._socket.close()
        self._rtp.close()

    def invite(
        self,
        call_id: str = "",
        caller: str = "<sip:030@127.0.0.1>",
        more: str = "",
        formats: str = "RTP/AVP 8",
        lines: str = "",
    ) -> str:
        """Send an INVITE; ``more``: whole header lines; ``formats`` and ``lines``: of its SDP. Returns the Call-ID."""
        call_id = call_id or uuid.uuid4().hex
        more += "Content-Type: application/sdp\r\n"
        self._send("INVITE", call_id, 1, f"<{self._uri}>", caller, more, self._sdp(1, formats, lines))
        return call_id

    def renew(self, call_id: str, number: int, lines: str) -> None:
        """Send a re-INVITE with these lines in its SDP."""
        sdp = self._sdp(number, "RTP/AVP 8", lines)
        self._send("INVITE", call_id, number, self._to[call_id], more="Content-Type: application/sdp\r\n", body=sdp)

    def _sdp(self, version: int, formats: str, lines: str) -> str:
        return (
            f"v=0\r\no=- 1 {version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {self._rtp_port} {formats} 101\r\na=rtpmap:101 telephone-event/8000\r\n{lines}"
        )

    def until_ringing(self, call_id: str) -> None:
        """Wait for the 180 to an INVITE."""
        while not (text := self._socket.recv(65_536).decode()).startswith("SIP/2.0 180 ") or call_id not in text:
            pass

    def final(self, call_id: str, method: str = "INVITE") -> int:
        """Wait for the final status of a request; an INVITE's is ACKed."""
        while True:
            text = self._socket.recv(65_536).decode()
            status = re.match(r"SIP/2\.0 (\d+)", text)
            if not status or f"Call-ID: {call_id}" not in text or f" {method}\r\n" not in text:
                continue
            self._to[call_id] = re.findall(r"(?m)^To: (.*?)\r$", text)[0]
            if int(status[1]) < 200:
                continue
            self.answer = text
            if method == "INVITE":
                self._send("ACK", call_id, int(re.findall(r"(?m)^CSeq: (\d+)", text)[0]), self._to[call_id])
            return int(status[1])

    def request(self, method: str, call_id: str, number: int, more: str = "") -> None:
        """Send a request inside the dialog of an answered INVITE."""
        self._send(method, call_id, number, self._to[call_id], more=more)

    def wait_for_request(self, method: str) -> str:
        """The next request of this method that comes."""
        while True:
            text = self._socket.recv(65_536).decode()
            if text.startswith(method + " "):
                return text

    def ring(self) -> str:
        """Wait for an INVITE and say that it rings; returns the INVITE."""
        invite = self.wait_for_request("INVITE")
        self._respond(invite, "180 Ringing")
        return invite

    def end(self) -> None:
        """Wait for a BYE and agree."""
        self._respond(self.wait_for_request("BYE"), "200 OK")

    def _respond(self, request: str, status: str) -> None:
        head = {
            name: re.findall(rf"(?m)^{name}: (.*?)\r$", request)[0] for name in ("Via", "From", "To", "Call-ID", "CSeq")
        }
        lines = "".join(
            f"{name}: {value}{';tag=r' if name == 'To' and 'tag=' not in value else ''}\r\n"
            for name, value in head.items()
        )
        address = re.findall(r"\d+\.\d+\.\d+\.\d+:\d+", head["Via"])[0]
        response = f"SIP/2.0 {status}\r\n{lines}Content-Length: 0\r\n\r\n"
        self._socket.sendto(response.encode(), ("127.0.0.1", int(address.rpartition(":")[2])))

    def what_came(self) -> list[str]:
        """The methods of the requests that are here already."""
        self._socket.setblocking(False)
        methods: list[str] = []
        while True:
            try:
                text = self._socket.recv(65_536).decode()
            except BlockingIOError:
                self._socket.settimeout(PATIENCE_S)
                return [method for method in methods if not method.startswith("SIP/")]
            methods.append(text.partition(" ")[0])

    def hear(self, packets: int, within_s: float = PATIENCE_S) -> list[bytes]:
        """So many RTP packets from now on; AssertionError when they do not come in time."""
        deadline = time.monotonic() + within_s
        self._rtp.setblocking(False)
        heard: list[bytes] = []
        while len(heard) < packets:
            try:
                data = self._rtp.recv(2048)
            except BlockingIOError:
                left = deadline - time.monotonic()
                assert left > 0, f"{len(heard)} of {packets} packets came in {within_s} s"
                select.select([self._rtp], [], [], left)
            else:
                heard.append(data)
        return heard

    def hear_what_came(self) -> list[bytes]:
        """The RTP packets that are here already."""
        self._rtp.setblocking(False)
        heard: list[bytes] = []
        while True:
            try:
                heard.append(self._rtp.recv(2048))
            except BlockingIOError:
                return heard

    def _send(
        self,
        method: str,
        call_id: str,
        number: int,
        to: str,
        caller: str = "<sip:030@127.0.0.1>",
        more: str = "",
        body: str = "",
    ) -> None:
        text = (
            f"{method} {self._uri} SIP/2.0\r\n"
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{uuid.uuid4().hex}\r\n"
            f"Max-Forwards: 70\r\nFrom: {caller};tag={call_id[:8]}\r\nTo: {to}\r\nCall-ID: {call_id}\r\n"
            f"CSeq: {number} {method}\r\nContact: <sip:030@127.0.0.1:{self.port}>\r\n{more}"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        )
        self._socket.sendto(text.encode(), self._target)
