"""Real telephones under one set of orders: pjsua2, baresip and linphone, each a program of its own."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from agent_desktop.server.sip.certificate import OWN_NAME
from tests.fakes import sip_pjsua_peer
from tests.fakes.sip_live import DEADLINE, Program, program

Tool = Callable[[str], str]

PASSWORD = "secret"


class Phone(Protocol):
    """A telephone that registers by itself."""

    async def ringing(self) -> None:
        """Wait until it rings."""
        ...

    async def answer(self) -> None:
        """Answer what rings."""
        ...

    async def call(self, uri: str) -> None:
        """Dial."""
        ...

    async def talking(self) -> None:
        """Wait until a call is up."""
        ...

    async def hang_up(self) -> None:
        """End the call."""
        ...

    async def over(self) -> None:
        """Wait until it knows that its call is over."""
        ...


Start = Callable[[Tool, Path, str, str, str], AbstractAsyncContextManager[Phone]]
"""Finds programs; an empty folder; host:port to register at; the user; the transport: udp, tcp or tls.

Over TLS the certificate to trust is ``tls.pem`` beside the folder."""


class PjsuaPhone:
    """pjsua2: the library in our softphone."""

    def __init__(self, program: Program) -> None:
        self.program = program

    async def ringing(self) -> None:
        await self.program.until("^incoming")

    async def answer(self) -> None:
        self.program.tell("answer")

    async def call(self, uri: str) -> None:
        self.program.tell(f"call {uri}")

    async def talking(self) -> None:
        await self.program.until("^confirmed")

    async def hang_up(self) -> None:
        self.program.tell("bye")

    async def over(self) -> None:
        await self.program.until("^disconnected")

    async def write(self, uri: str, words: str) -> None:
        """Send a text (MESSAGE); waits until it is answered with 202."""
        self.program.tell(f"text {uri} {words}")
        await self.program.until("^written 202")


@asynccontextmanager
async def pjsua(find: Tool, folder: Path, address: str, user: str, transport: str) -> AsyncIterator[PjsuaPhone]:
    del find
    script = sip_pjsua_peer.__file__
    trusted = str(folder.parent / OWN_NAME)
    async with program(sys.executable, script, address, user, PASSWORD, transport, trusted, stdin=True) as running:
        yield PjsuaPhone(running)
        running.tell("quit")
        assert await running.end() == 0


class BaresipPhone:
    """baresip, ordered over its TCP control port, which also tells what happens (JSON in netstrings)."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    def order(self, command: str, params: str = "") -> None:
        order = json.dumps({"command": command, "params": params})
        self._writer.write(f"{len(order)}:{order},".encode())

    async def listens(self) -> None:
        """Wait until it has taken our connection; what happened before is told to nobody."""
        self.order("reginfo")
        while not (await self._said()).get("response"):
            pass

    async def event(self, *kinds: str) -> None:
        while (await self._said()).get("type") not in kinds:
            pass

    async def _said(self) -> dict[str, Any]:
        length = (await asyncio.wait_for(self._reader.readuntil(b":"), DEADLINE))[:-1]
        said: dict[str, Any] = json.loads((await self._reader.readexactly(int(length) + 1))[:-1])
        return said

    async def ringing(self) -> None:
        await self.event("CALL_INCOMING")

    async def answer(self) -> None:
        self.order("accept")

    async def call(self, uri: str) -> None:
        self.order("dial", uri)

    async def talking(self) -> None:
        await self.event("CALL_ESTABLISHED")

    async def hang_up(self) -> None:
        self.order("hangup")

    async def over(self) -> None:
        await self.event("CALL_CLOSED")


@asynccontextmanager
async def baresip(find: Tool, folder: Path, address: str, user: str, transport: str) -> AsyncIterator[BaresipPhone]:
    """Files are its sound devices. Its control port is open when it says that it registered."""
    port = await _free_port()
    configure_baresip(folder, address, user, port, transport)
    async with program(find("baresip"), "-f", str(folder), "-t", "60", cwd=folder) as running:
        await running.until("200 OK")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        phone = BaresipPhone(reader, writer)
        await phone.listens()
        yield phone
        writer.close()
        await writer.wait_closed()
        running.process.terminate()
        await running.end()


async def _free_port() -> int:
    """A TCP port that is free at this moment."""
    server = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
    port: int = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    return port


def configure_baresip(folder: Path, address: str, user: str, control: int, transport: str) -> None:
    modules = next(iter(Path("/usr/lib").glob("**/baresip/modules")))
    lines = [
        "sip_listen 127.0.0.1:0",
        f"module_path {modules}",
        "module g711.so",
        "module aufile.so",
        "module_tmp account.so",
        "module_app menu.so",
        "module_app ctrl_tcp.so",
        f"ctrl_tcp_listen 127.0.0.1:{control}",
        f"audio_player aufile,{folder}/out.wav",
        f"audio_source aufile,{folder}/in.wav",
        f"audio_alert aufile,{folder}/alert.wav",
    ]
    if transport == "tls":
        lines += [f"sip_cafile {folder.parent / OWN_NAME}", "module srtp.so"]
    (folder / "config").write_text("\n".join(lines) + "\n")
    (folder / "contacts").touch()
    (folder / "in.wav").write_bytes(_silence_wav())
    account = f"<sip:{user}@{address};transport={transport}>;auth_pass={PASSWORD};answermode=manual"
    account += ";audio_codecs=PCMU/8000/1;regint=60"
    if transport == "tls":
        account += ";mediaenc=srtp-mand"  # refuses keys under RTP/AVP
    (folder / "accounts").write_text(account + "\n")


def _silence_wav() -> bytes:
    """Ten seconds of silence, 8 kHz mono, 16 bit."""
    data = bytes(160_000)
    return (
        b"RIFF" + (36 + len(data)).to_bytes(4, "little") + b"WAVEfmt " + (16).to_bytes(4, "little")
        + bytes((1, 0, 1, 0)) + (8000).to_bytes(4, "little") + (16_000).to_bytes(4, "little") + bytes((2, 0, 16, 0))
        + b"data" + len(data).to_bytes(4, "little") + data
    )  # fmt: skip


class LinphonePhone:
    """linphone-daemon, ordered over stdin."""

    def __init__(self, program: Program) -> None:
        self.program = program

    async def ringing(self) -> None:
        await self.program.until("LinphoneCallIncomingReceived")

    async def answer(self) -> None:
        self.program.tell("answer")

    async def call(self, uri: str) -> None:
        self.program.tell(f"call {uri}")

    async def talking(self) -> None:
        await self.program.until("LinphoneCallStreamsRunning")

    async def hang_up(self) -> None:
        self.program.tell("terminate")

    async def over(self) -> None:
        await self.program.until("LinphoneCallEnd|LinphoneCallReleased")


LINPHONE = """[sip]
sip_port={udp}
sip_tcp_port={tcp}
sip_tls_port={tls}
use_ipv6=0
verify_server_certs=0
verify_server_cn=0
media_encryption=none
"""


@asynccontextmanager
async def linphone(find: Tool, folder: Path, address: str, user: str, transport: str) -> AsyncIterator[LinphonePhone]:
    """Its files go to ``folder``: it does not start without a directory for its database."""
    (folder / ".local/share/linphone").mkdir(parents=True)
    ports = {name: -1 if name == transport else 0 for name in ("udp", "tcp", "tls")}  # -1: a free one, 0: none
    config = folder / "linphonerc"
    config.write_text(LINPHONE.format(**ports))
    command = (find("linphone-daemon"), "--config", str(config), "--disable-stats-events")
    async with program("/usr/bin/env", f"HOME={folder}", *command, cwd=folder, stdin=True) as running:
        running.tell(f"register sip:{user}@127.0.0.1 sip:{address};transport={transport} {PASSWORD}")
        yield LinphonePhone(running)
        running.tell("quit")
        await running.end()
