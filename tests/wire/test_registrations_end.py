"""A session that ends takes its phone's registration with it, in the whole server as ``server/app.py`` wires it."""

from __future__ import annotations

import asyncio
import queue
from pathlib import Path

from agent_desktop.client.connection import Connection
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
wrap_up_seconds = 1

[[agents]]
user = "anna"
name = "Anna Svensson"
password = "secret-anna"
queues = ["service"]
"""


async def log_in(connection: Connection) -> Session:
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    connection.log_in("anna", "secret-anna", answers.put)
    session = await asyncio.to_thread(answers.get, timeout=LONGEST_S)
    assert isinstance(session, Session)
    return session


async def registered(phone: StreamPeer, session: Session) -> list[str]:
    """The contacts that a phone which registers is told of: its own, and the others of its user (RFC 3261 §10.3)."""
    here = f"<sip:anna@127.0.0.1:{phone.port};transport=tcp>"
    answer = await phone.register(session.sip.password, contact=here, call_id=f"registration-{phone.port}")
    assert answer.status == 200
    return answer.all("Contact")


def test_after_a_take_over_only_the_phone_of_the_new_session_is_registered(tmp_path: Path) -> None:
    """F002"""
    definition = tmp_path / "centre.toml"
    definition.write_text(CENTRE, encoding="utf-8")
    anywhere = Address("127.0.0.1", 0)
    settings = Settings(data=tmp_path / "data", http=anywhere, sip=anywhere, definition=definition)

    async def play() -> None:
        async with serving(settings) as server:
            url, sip = f"http://{server.http}", str(server.sip)
            old, new = Connection(url, lambda _: None), Connection(url, lambda _: None)
            first, second, third = [await StreamPeer.connect(sip, "anna") for _ in range(3)]
            session = await log_in(old)
            assert len(await registered(first, session)) == 1
            assert len(await registered(second, session)) == 2  # two phones of one session ring both
            contacts = await registered(third, await log_in(new))
            assert [f":{third.port};" in contact for contact in contacts] == [True]
            for connection in (old, new):
                await asyncio.to_thread(connection.close)
            for phone in (first, second, third):
                await phone.close()

    with asyncio.Runner(loop_factory=HERE.new_event_loop) as runner:
        runner.run(play())
