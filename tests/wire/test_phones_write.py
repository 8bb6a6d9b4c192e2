"""What a phone writes reaches its colleague's window, in the whole server as ``server/app.py`` wires it."""

from __future__ import annotations

import asyncio
import queue
from pathlib import Path

from agent_desktop.client.connection import Connection
from agent_desktop.client.port import FrameCame, Heard
from agent_desktop.domain.messages import MessageSent
from agent_desktop.platforms import HERE
from agent_desktop.protocol.wire import Session
from agent_desktop.server.app import Address, Settings, serving
from tests.fakes.sip_stream_peer import StreamPeer

LONGEST_S = 30.0
CENTRE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"

[[agents]]
user = "anna"
name = "Anna Svensson"
password = "secret-anna"
queues = ["service"]
rights = ["message"]

[[agents]]
user = "bert"
name = "Bert Ek"
password = "secret-bert"
queues = ["service"]
"""


class Desk:
    """An agent's client: its session, and what it is told."""

    def __init__(self, url: str, user: str) -> None:
        self.heard: queue.SimpleQueue[Heard] = queue.SimpleQueue()
        self.connection = Connection(url, self.heard.put)
        answers: queue.SimpleQueue[object] = queue.SimpleQueue()
        self.connection.log_in(user, f"secret-{user}", answers.put)
        session = answers.get(timeout=LONGEST_S)
        assert isinstance(session, Session)
        self.session = session

    def message(self) -> MessageSent:
        """The next message of a person."""
        while True:
            heard = self.heard.get(timeout=LONGEST_S)
            events = heard.frame.events if isinstance(heard, FrameCame) else ()
            if sent := [event for event in events if isinstance(event, MessageSent)]:
                return sent[0]


async def write(phone: StreamPeer, password: str, to: str) -> int:
    """MESSAGE with these credentials; its status."""
    parts = {"target": f"sip:{to}@127.0.0.1", "from_": f"<sip:{phone.user}@127.0.0.1>;tag=w", "body": "Coffee?"}
    phone.send(phone.request("MESSAGE", **parts, more="Content-Type: text/plain"))
    challenge = (await phone.expect(401))["WWW-Authenticate"]
    proof = phone.authorization(challenge, password, parts["target"], method="MESSAGE")
    phone.send(phone.request("MESSAGE", **parts, more=f"Content-Type: text/plain\r\n{proof}"))
    return (await phone.next()).status


def test_a_text_of_a_phone_comes_to_the_colleagues_window(tmp_path: Path) -> None:
    """F055"""
    definition = tmp_path / "centre.toml"
    definition.write_text(CENTRE, encoding="utf-8")
    anywhere = Address("127.0.0.1", 0)
    settings = Settings(data=tmp_path / "data", http=anywhere, sip=anywhere, definition=definition)

    async def play() -> None:
        async with serving(settings) as server:
            url, sip = f"http://{server.http}", str(server.sip)
            anna, bert = [await asyncio.to_thread(Desk, url, user) for user in ("anna", "bert")]
            phone, other = await StreamPeer.connect(sip, "anna"), await StreamPeer.connect(sip, "bert")
            assert await write(phone, anna.session.sip.password, "bert") == 202
            told = (await asyncio.to_thread(bert.message)).message
            assert (told.sender, told.agents, told.text) == ("anna", ("bert",), "Coffee?")
            assert await write(phone, anna.session.sip.password, "nobody") == 404
            assert await write(phone, anna.session.sip.password, "1000") == 403
            assert await write(other, bert.session.sip.password, "anna") == 403, "Bert has not the right"
            for desk in (anna, bert):
                await asyncio.to_thread(desk.connection.close)
            for one in (phone, other):
                await one.close()

    with asyncio.Runner(loop_factory=HERE.new_event_loop) as runner:
        runner.run(play())
