"""What phones write: MESSAGE from a registered phone, and within its call (RFC 3428).

Who writes is proven as for any request of a phone; whether they may, and who gets it, is the core's to say. The phone
is answered when that is durable, with 202: a colleague's window shows it, maybe later.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.sip.checks import IDENTITY, is_encoded
from agent_desktop.server.sip.compose import respond_to
from agent_desktop.server.sip.message import Request, plain, user_of
from agent_desktop.server.sip.party import Desk, Headers, Proof
from agent_desktop.server.sip.ports import TextSink
from agent_desktop.server.sip.transaction import Key
from agent_desktop.server.sip.transport import Flow

PLAIN = "text/plain"
ACCEPT = ("Accept", PLAIN)
LARGEST = 8_000
"""Bytes of a text that are read at all; RFC 3428 §8 has phones stay below 1,300."""
_CHARSETS = ("", "utf-8", "us-ascii")

Answer = Callable[[int, Headers], object]
"""Takes the status of a MESSAGE's answer and the headers that go with it."""

_log = logging.getLogger(__name__)


class Writing:
    """All texts of a switch's phones; ``take`` hands them to the core."""

    def __init__(self, desk: Desk, proof: Proof, tag: Callable[[], str], take: TextSink) -> None:
        self._desk = desk
        self._proof = proof
        self._tag = tag
        self._take = take
        self._tasks: set[asyncio.Task[None]] = set()

    def message(self, key: Key, request: Request, flow: Flow) -> None:
        """A text outside of calls, for who stands in the Request-URI."""
        author = self._proof(key, request, flow)
        if not author:
            return
        tag = self._tag()

        def answer(code: int, headers: Headers) -> None:
            extra = [self._desk.server_header, *headers]
            self._desk.endpoint.respond(key, respond_to(request, code, to_tag=tag, headers=extra))

        if author != user_of(request.text("From")):
            answer(403, [])
        elif not (to := plain(request.uri.user)):
            answer(404, [])
        else:
            self._read(request, author, to, answer)

    def in_call(self, author: str, request: Request, answer: Answer) -> None:
        """A text of an agent's phone within its call, for the colleague who is in it."""
        self._read(request, author, "", answer)

    async def close(self) -> None:
        """Wait for the texts on their way."""
        await asyncio.gather(*self._tasks)

    def _read(self, request: Request, author: str, to: str, answer: Answer) -> None:
        text = _text(request)
        if isinstance(text, int):
            answer(text, [ACCEPT, IDENTITY] if text == 415 else [])
            return
        task = asyncio.get_running_loop().create_task(self._hand_over(author, to, text, answer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _hand_over(self, author: str, to: str, text: str, answer: Answer) -> None:
        headers: Headers = []
        try:
            status = await self._take(author, to, text)
        except StoreFailed as failure:
            _log.warning("a text of %r could not be kept: %s", author, failure)
            status, headers = 503, [self._desk.endpoint.admission.retry_after()]
        except Exception:  # noqa: BLE001 - a bug there must not leave the phone without an answer
            _log.exception("a text of %r", author)
            status = 500
        answer(status, headers)


def _text(request: Request) -> str | int:
    """What is written, or the status that refuses it."""
    if len(request.body) > LARGEST:
        return 413
    if request.body and (request.content_type != PLAIN or is_encoded(request) or _charset(request) not in _CHARSETS):
        return 415
    try:
        text = request.body.decode()
    except UnicodeDecodeError:
        return 400
    return text if text.strip() else 400


def _charset(request: Request) -> str:
    for parameter in request.text("Content-Type").split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip('"').lower()
    return ""
