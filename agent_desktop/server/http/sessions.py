"""Who is logged in: from user name and password to a session, and its end by log-out, take-over or age.

A session is a bearer token in the client's hands, its SHA-256 in the store, and a softphone password derived from the
session's id. Each user has one session at most: logging in again, anywhere, takes over (F002).
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import msgspec

from agent_desktop.domain.messages import AgentStatus, Asked, LogIn, LogOut, Refusal
from agent_desktop.protocol.wire import Problem
from agent_desktop.server.accounts import SessionRecord
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.http.key import ServerKey
from agent_desktop.server.http.ports import EngineView, PasswordCheck, SessionStore, UserStore
from agent_desktop.server.http.throttle import Throttle

log = logging.getLogger(__name__)

LIFE_MS = 16 * 3_600_000
"""A session ends by itself after the longest working day."""

CHECK_S = 2.0
"""How often sessions are compared with the store, where an administrator may have ended some, and with the core."""

CHECKERS = 2
"""Passwords checked at the same time: each costs 64 MiB and a processor."""

CHECKS_WAITING = 500
"""Log-ins under way at most, so that a flood of them cannot fill the memory."""

BAD_CREDENTIALS = Problem(code="bad_credentials", message="The user name or the password is wrong.")

_ABSENT = AgentStatus.LOGGED_OUT

T = TypeVar("T")


class Begun(msgspec.Struct, frozen=True):
    """A session begun: the token, told once and kept nowhere, and the softphone's password."""

    token: str
    sip_password: str


class Throttled(msgspec.Struct, frozen=True):
    """Too many attempts: the next one is welcome in ``wait_ms``."""

    wait_ms: int


class Sessions:
    """The sessions of one server; also what SIP's ``Credentials`` port asks for a user's password.

    ``ended`` is told the id and the user of every session that is over. Used in the event loop; the stores and the
    passwords are asked in threads. Raises ``StoreFailed`` when a store fails, at the start and later.
    """

    def __init__(
        self,
        engine: EngineView,
        users: UserStore,
        store: SessionStore,
        passwords: PasswordCheck,
        key: ServerKey,
        ended: Callable[[str, str], None],
        check_s: float = CHECK_S,
    ) -> None:
        self._engine = engine
        self._users = users
        self._store = store
        self._passwords = passwords
        self._key = key
        self._ended = ended
        self._check_s = check_s
        self._throttle = Throttle(engine.now)
        self._by_token = {record.token_hash: record for record in store.all()}
        self._by_user = {record.user: record for record in self._by_token.values()}
        self._checkers = ThreadPoolExecutor(CHECKERS, thread_name_prefix="log-in")
        self._keeper = ThreadPoolExecutor(1, thread_name_prefix="sessions")
        self._checks = 0
        self._turn = asyncio.Lock()  # sessions begin and end one after the other
        self._checking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to end sessions by their age, or because the store says so; ``check_s`` apart."""
        self._checking = asyncio.get_running_loop().create_task(self._check(), name="sessions")
        self._checking.add_done_callback(_report)

    async def close(self) -> None:
        """Stop; the sessions go on after a restart."""
        if self._checking is not None:
            self._checking.cancel()
            await asyncio.wait([self._checking])
        self._checkers.shutdown(cancel_futures=True)
        self._keeper.shutdown()

    def of_token(self, token: str) -> SessionRecord | None:
        """The session that this token opens."""
        return self._by_token.get(_hash(token))

    def password(self, user: str) -> str | None:
        """The softphone password that ``user`` holds now; None without a session."""
        record = self._by_user.get(user)
        return self._key.sip_password(record.id) if record is not None else None

    async def log_in(
        self, address: str, user: str, password: str, phone: LogIn | None = None
    ) -> Begun | Problem | Throttled:
        """Begin a session for who knows the password; an earlier session of the user is over. ``phone``: which one."""
        if self._checks >= CHECKS_WAITING:
            return Throttled(1_000)
        wait_ms = self._throttle.wait_ms(address, user)
        if wait_ms:
            return Throttled(wait_ms)
        if not await self._knows(user, password):
            self._throttle.failed(address)
            log.info("log-in failed from %s", address)  # no name: people type passwords into the wrong field
            return BAD_CREDENTIALS
        self._throttle.succeeded(address, user)
        async with self._turn:
            answer = await self._engine.submit(Asked(by=user, command=phone or LogIn()))
            if isinstance(answer, Refusal):
                return Problem(code=answer.code, message=f"{user} cannot log in: {answer.code}")
            return await self._begin(user)

    async def log_out(self, session: SessionRecord) -> Refusal | None:
        """End the session, unless the core says that the agent cannot go now."""
        async with self._turn:
            if self._by_user.get(session.user) is not session:
                return None  # it ended while this waited
            answer = await self._engine.submit(Asked(by=session.user, command=LogOut()))
            if isinstance(answer, Refusal):
                return answer
            await self._in(self._keeper, lambda: self._store.end([session.id]))
            self._forget(session)
            log.info("%s logged out", session.user, extra={"agent": session.user})
            return None

    async def _knows(self, user: str, password: str) -> bool:
        self._checks += 1
        try:
            found = await self._in(self._keeper, lambda: self._users.find(user))
            known = found.password_hash if found is not None and not found.disabled else None
            return await self._in(self._checkers, lambda: self._passwords.verify(known, password))
        finally:
            self._checks -= 1

    async def _begin(self, user: str) -> Begun:
        token, now = secrets.token_urlsafe(32), self._engine.now()
        record = SessionRecord(
            id=secrets.token_hex(16), user=user, token_hash=_hash(token), created=now, expires=now + LIFE_MS
        )
        await self._in(self._keeper, lambda: self._store.begin(record))
        earlier = self._by_user.get(user)
        if earlier is not None:
            self._forget(earlier)
        self._by_token[record.token_hash] = record
        self._by_user[user] = record
        taking = ", taking over" if earlier is not None else ""
        log.info("%s logged in%s", user, taking, extra={"agent": user})
        return Begun(token, self._key.sip_password(record.id))

    def _forget(self, session: SessionRecord) -> None:
        del self._by_token[session.token_hash]
        del self._by_user[session.user]
        self._ended(session.id, session.user)

    async def end_expired(self) -> None:
        """End every session whose time is over: the agent is logged out, after the call at the latest."""
        now = self._engine.now()
        for session in [one for one in self._by_user.values() if one.expires <= now]:
            refusal = await self.log_out(session)
            if refusal is not None:
                log.debug("the old session of %s stays until the call is over", session.user)

    async def reconcile(self) -> None:
        """Let memory, store and core agree on who is here.

        Sessions that are gone from the store, and those of users who may not log in any more, are over. An agent who is
        present without a session is logged out, after the call at the latest.
        """
        async with self._turn:
            kept, barred = await self._in(self._keeper, self._ask_store)
            for session in list(self._by_user.values()):
                if session.user in barred:
                    await self._in(self._keeper, lambda one=session: self._store.end([one.id]))
                elif session.id in kept:
                    continue
                self._forget(session)
                log.info("the session of %s was ended from outside", session.user, extra={"agent": session.user})
            present = [row.agent for row in self._engine.state.presences.values() if row.status is not _ABSENT]
            for agent in present:
                if agent in self._by_user:
                    continue
                answer = await self._engine.submit(Asked(by=agent, command=LogOut()))
                if not isinstance(answer, Refusal):
                    log.info("%s was present without a session, and is logged out", agent, extra={"agent": agent})

    def _ask_store(self) -> tuple[set[str], set[str]]:
        """Ids of the sessions that are kept, and the users who may not log in."""
        return {one.id for one in self._store.all()}, {user.id for user in self._users.all() if user.disabled}

    async def _check(self) -> None:
        while True:
            try:
                await self.end_expired()
                await self.reconcile()
            except StoreFailed as error:
                log.warning("sessions could not be ended: %s", error)
            await asyncio.sleep(self._check_s)

    async def _in(self, executor: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(executor, work)


def _report(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("sessions no longer end by themselves", exc_info=task.exception())


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
