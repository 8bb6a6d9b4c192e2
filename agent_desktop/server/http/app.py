"""The routes that clients speak to; what each takes and gives stands in ``protocol/wire.py``."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import msgspec

from agent_desktop.domain.messages import AnyCommand, Asked, ClientCame, ClientGone, LogIn, Refusal
from agent_desktop.domain.views import is_supervisor, rows
from agent_desktop.protocol import wire
from agent_desktop.protocol.wire import Accepted, LogInRequest, Problem, Session, Snapshot
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.http.clips import serve_clip
from agent_desktop.server.http.exchange import Answer, Exchange, Receive, Send
from agent_desktop.server.http.figures import own_figures
from agent_desktop.server.http.hub import SESSION_OVER, Hub, Place
from agent_desktop.server.http.ports import (
    AccountFactory,
    ClipStore,
    EngineView,
    FiguresStore,
    HistoryStore,
    RecordingStore,
)
from agent_desktop.server.http.recordings import NOT_FOUND, list_recordings, number_below, serve_recording
from agent_desktop.server.http.sessions import Begun, Sessions, Throttled
from agent_desktop.server.http.stream import send_resync, stream

log = logging.getLogger(__name__)

Anyone = Callable[[Exchange], Awaitable[Answer]]
Holder = Callable[[Exchange, SessionRecord], Awaitable[Answer | None]]
"""A route for whoever holds a session; None when it has answered itself."""

NUMBER_DIGITS = 20
"""A longer ``Last-Event-ID`` is no number of ours."""

NUMBERED = (f"{wire.RECORDINGS}/", f"{wire.CLIPS}/", f"{wire.FIGURES}/", f"{wire.HISTORY}/")
"""Addresses with numbers at their end."""

T = TypeVar("T")

_STORE_FAILED = Answer(503, Problem(code="store_failed", message="The server could not save this."))


class HttpApp:
    """The ASGI application of one contact centre."""

    def __init__(
        self,
        engine: EngineView,
        sessions: Sessions,
        hub: Hub,
        account: AccountFactory,
        recordings: RecordingStore,
        clips: ClipStore,
        figures: FiguresStore,
        history: HistoryStore,
        keep_alive_ms: int = wire.KEEP_ALIVE_MS,
    ) -> None:
        self._engine = engine
        self._sessions = sessions
        self._hub = hub
        self._account = account
        self._recordings = recordings
        self._clips = clips
        self._figures = figures
        self._history = history
        self._keep_alive_ms = keep_alive_ms
        self._anyone: Mapping[tuple[str, str], Anyone] = {("POST", wire.SESSION): self._log_in}
        self._holders: Mapping[tuple[str, str], Holder] = {
            ("DELETE", wire.SESSION): self._log_out,
            ("POST", wire.COMMAND): self._command,
            ("GET", wire.SNAPSHOT): self._snapshot,
            ("GET", wire.EVENTS): self._events,
            ("GET", wire.RECORDINGS): self._list_recordings,
            ("GET", f"{wire.RECORDINGS}/"): self._recording,
            ("GET", f"{wire.CLIPS}/"): self._clip,
            ("GET", f"{wire.FIGURES}/"): self._own_figures,
            ("GET", f"{wire.HISTORY}/"): self._earlier,
        }

    async def __call__(self, scope: Mapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request."""
        exchange = Exchange(scope, receive, send)
        try:
            answer = await self._route(exchange)
        except StoreFailed as error:
            log.error("%s %s failed: %s", exchange.method, exchange.path, error)
            answer = _STORE_FAILED
        if answer is not None:
            await exchange.answer(answer)

    async def _route(self, exchange: Exchange) -> Answer | None:
        path = next((one for one in NUMBERED if exchange.path.startswith(one)), exchange.path)
        key = (exchange.method, path)
        if key in self._anyone:
            return await self._anyone[key](exchange)
        if key in self._holders:
            session = self._sessions.of_token(exchange.bearer() or "")
            if session is None:
                return Answer(401, SESSION_OVER, ((b"www-authenticate", b"Bearer"),))
            return await self._holders[key](exchange, session)
        methods = [method for method, known in (*self._anyone, *self._holders) if known == path]
        if not methods:
            return Answer(404, Problem(code="not_found", message="There is nothing at this address."))
        allow = ((b"allow", ", ".join(sorted(methods)).encode()),)
        return Answer(405, Problem(code="bad_request", message=f"{exchange.method} is not for this address."), allow)

    async def _log_in(self, exchange: Exchange) -> Answer:
        request = await _read(exchange, _log_in_request)
        if isinstance(request, Answer):
            return request
        if abs(request.version - wire.VERSION) > 1:
            message = f"The client speaks version {request.version}, this server {wire.VERSION}."
            return Answer(400, Problem(code="version", message=message))
        phone = LogIn(device=request.device, nailed_up=request.nailed_up)
        begun = await self._sessions.log_in(exchange.address, request.user, request.password, phone)
        match begun:
            case Problem():
                return Answer(401, begun)
            case Throttled(wait_ms):
                retry_after = b"%d" % -(-wait_ms // 1000)  # whole seconds, rounded up (RFC 9110, section 10.2.3)
                problem = Problem(code="throttled", message="Too many attempts: wait a moment.")
                return Answer(429, problem, ((b"retry-after", retry_after),))
            case Begun(token, sip_password):
                sip = self._account(request.user, sip_password)
                return Answer(200, Session(token=token, agent=request.user, sip=sip, version=wire.VERSION))

    async def _log_out(self, exchange: Exchange, session: SessionRecord) -> Answer:
        del exchange
        refusal = await self._sessions.log_out(session)
        return Answer(204) if refusal is None else Answer(409, refusal)

    async def _command(self, exchange: Exchange, session: SessionRecord) -> Answer:
        command = await _read(exchange, _any_command)
        if isinstance(command, Answer):
            return command
        answer = await self._engine.submit(Asked(by=session.user, command=command))
        return Answer(409, answer) if isinstance(answer, Refusal) else Answer(200, Accepted(n=answer))

    async def _snapshot(self, exchange: Exchange, session: SessionRecord) -> Answer:
        del exchange
        engine, agent = self._engine, session.user
        events = rows(engine.state, agent)
        return Answer(200, Snapshot(n=engine.n, at=engine.now(), agent=agent, events=events, version=wire.VERSION))

    async def _list_recordings(self, exchange: Exchange, session: SessionRecord) -> Answer:
        del exchange
        return await list_recordings(self._recordings, session)

    async def _recording(self, exchange: Exchange, session: SessionRecord) -> Answer | None:
        return await serve_recording(self._recordings, self._engine, exchange, session)

    async def _clip(self, exchange: Exchange, session: SessionRecord) -> Answer | None:
        return await serve_clip(self._clips, exchange, session)

    async def _own_figures(self, exchange: Exchange, session: SessionRecord) -> Answer:
        return await own_figures(self._figures, exchange, session)

    async def _earlier(self, exchange: Exchange, session: SessionRecord) -> Answer:
        case = number_below(exchange.path, wire.HISTORY)
        found = None if case is None else await self._history.of(case, session.user)
        return NOT_FOUND if found is None else Answer(200, found)

    async def _events(self, exchange: Exchange, session: SessionRecord) -> None:
        last = exchange.header(b"last-event-id")
        after = None if last is None else int(last) if last.isdecimal() and len(last) < NUMBER_DIGITS else -1
        supervisor = is_supervisor(self._engine.state, session.user)
        place = self._hub.open(session.id, session.user, supervisor, after)
        if place is None:
            await send_resync(exchange)
        else:
            await self._follow(exchange, place)

    async def _follow(self, exchange: Exchange, place: Place) -> None:
        """Stream; the core is told when the first of a viewer's streams begins and when the last one is over (F122)."""
        viewer = place.viewer
        if self._hub.followers(viewer) == 1:
            self._engine.post(ClientCame(agent=viewer))
        try:
            await stream(exchange, self._hub, place, self._keep_alive_ms)
        finally:
            if not self._hub.followers(viewer) and not self._hub.leaving:
                self._engine.post(ClientGone(agent=viewer))


_log_in_request = msgspec.json.Decoder(LogInRequest)
_any_command: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)


async def _read(exchange: Exchange, decoder: msgspec.json.Decoder[T]) -> T | Answer:
    """The row in the request's body, or the answer to a request that has none."""
    body = await exchange.body()
    if isinstance(body, Answer):
        return body
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Answer(400, Problem(code="bad_request", message=str(error)))
