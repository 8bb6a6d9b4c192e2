"""A SIP user agent over one TCP connection: text out, framed text in, nothing by itself."""

from __future__ import annotations

import asyncio
import re

from agent_desktop.server.sip.transport import Flow
from tests.fakes.sip_peer import SipPeer, Text

DEADLINE = 10.0


class StreamPeer(SipPeer):
    """A ``SipPeer`` whose messages go over TCP; made by ``connect``."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    @classmethod
    async def connect(cls, address: str, user: str = "caller") -> StreamPeer:
        """Connect to ``host:port``."""
        host, _, port = address.partition(":")
        peer = cls("127.0.0.1", user)
        peer.reader, peer.writer = await asyncio.open_connection(host, int(port))
        return peer

    @property
    def port(self) -> int:
        """Our port, as the switch sees it."""
        return self.writer.get_extra_info("sockname")[1]

    def request(self, method: str, **parts: str) -> str:
        text = super().request(method, **parts)
        return text.replace("SIP/2.0/UDP", "SIP/2.0/TCP").replace(":5060>", ":5060;transport=tcp>")

    def send(self, text: str | bytes, to: Flow | None = None) -> None:
        del to
        self.writer.write(text.encode() if isinstance(text, str) else text)

    async def next(self, within: float = DEADLINE) -> Text:
        """The next message along the connection."""
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), min(within, DEADLINE))
        length = re.search(rb"(?i)Content-Length: (\d+)", head)
        assert length, "every message in a stream says how long it is"
        body = await asyncio.wait_for(self.reader.readexactly(int(length[1])), within)
        return Text(head + body, Flow("TCP", "127.0.0.1", 0))

    async def is_over(self) -> bool:
        """Whether the switch ended the connection, everything it said having been taken."""
        try:
            return await asyncio.wait_for(self.reader.read(), DEADLINE) == b""
        except ConnectionError:
            return True

    async def close(self) -> None:
        """Hang up the connection."""
        self.writer.close()
        await self.writer.wait_closed()
