"""A real socket under fire: mutated calls, noise and impossible addresses, and the listener still answers."""

from __future__ import annotations

import asyncio
import random
import socket

import pytest

from tests.fakes.sip_live import live
from tests.fakes.sip_peer import SipPeer


def mutated(chance: random.Random, text: str) -> bytes:
    """The message after up to five accidents."""
    data = bytearray(text.encode())
    for _ in range(chance.randrange(6)):
        at = chance.randrange(len(data))
        length = chance.choice((0, 1, 1, 30))
        data[at : at + length] = chance.randbytes(chance.choice((0, 1, 1, 12)))
    return bytes(data)


@pytest.mark.expects_log(".")
def test_a_socket_under_fire_still_answers() -> None:
    async def scene() -> None:
        async with live() as house:
            chance = random.Random(7)
            host, _, port = house.address.partition(":")
            peer = SipPeer("127.0.0.1")
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
                sender.bind(("127.0.0.1", 0))
                sender.setblocking(False)
                for number in range(400):
                    text = peer.invite() if number % 2 else peer.request("REGISTER")
                    if number % 7 == 0:
                        text = text.replace(
                            ":5060;rport", chance.choice((":99999", ":0", ";rport=1", ":1;maddr=224.0.0.1"))
                        )
                    data = chance.randbytes(200) if number % 50 == 0 else mutated(chance, text)
                    sender.sendto(data or b"\0", (host, int(port)))
                    if number % 20 == 0:
                        await asyncio.sleep(0)
                loop = asyncio.get_running_loop()
                sender.sendto(peer.request("OPTIONS", call_id="still-there").encode(), (host, int(port)))
                while True:
                    answer = await asyncio.wait_for(loop.sock_recv(sender, 65_536), 10)
                    if b"still-there" in answer:
                        break
            assert answer.startswith(b"SIP/2.0 200 OK\r\n")

    asyncio.run(scene())
