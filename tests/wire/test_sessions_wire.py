"""Sessions and commands over real HTTP: what a client gets for what it says (protocol/wire.py)."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from agent_desktop.domain.messages import (
    SYSTEM,
    AcceptLeg,
    AgentStatus,
    CallArrived,
    CaseState,
    Define,
    LegAnswered,
    LogOut,
    Refusal,
    SetStatus,
)
from agent_desktop.domain.network import Device
from agent_desktop.protocol.codes import PROBLEMS
from agent_desktop.protocol.wire import COMMAND, SESSION, SNAPSHOT, VERSION, LogInRequest, encode
from agent_desktop.server.failures import StoreFailed
from agent_desktop.server.http.exchange import BODY_LIMIT
from agent_desktop.server.http.sessions import LIFE_MS
from agent_desktop.server.http.throttle import FREE_OF_ADDRESS, FREE_OF_PAIR
from agent_desktop.server.store.memory import MemoryLog, MemoryStore
from agent_desktop.server.store.port import Entry
from agent_desktop.server.store.sqlite import SqliteStore
from tests.fakes.http_house import Caller, House, house, problem


async def let_a_call_be_offered(made: House, agent: str) -> None:
    """One caller arrives and is offered to the agent, who is ready."""
    made.engine.post(CallArrived(leg="i1", number="1000", caller="+420601", caller_name="Zoë"))
    await made.engine.adapters_started(("i1",))
    assert any(isinstance(effect, AcceptLeg) for effect in made.effects)
    made.engine.post(LegAnswered(leg="i1"))
    await made.ask(agent, SetStatus(status=AgentStatus.READY))
    (case,) = made.engine.state.cases.values()
    assert (case.state, case.agent) == (CaseState.OFFERED, agent)


def test_f002_a_user_logs_in_and_gets_a_token_and_a_phone() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            assert (await anna.log_in("anna")).status_code == 200
            session = anna.session
            assert session is not None
            assert (session.agent, session.version) == ("anna", VERSION)
            assert (session.sip.user, session.sip.password) == ("anna", made.sessions.password("anna"))
            assert made.engine.state.presences["anna"].status is AgentStatus.BUSY
            assert (await anna.snapshot()).agent == "anna"
            assert made.sessions.password("bertil") is None

    asyncio.run(play())


def test_the_phone_password_is_derived_from_the_session() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            (record,) = store.sessions.all()
            expected = hmac.new(b"k" * 32, record.id.encode(), hashlib.sha256).hexdigest()
            assert made.sessions.password("anna") == expected

    asyncio.run(play())


def test_a_failed_log_in_says_one_sentence_whatever_was_wrong() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as caller:
            store.users.save([msgspec.structs.replace(store.users.all()[1], disabled=True)])
            answers = [
                await caller.log_in("anna", "wrong"),
                await caller.log_in("nobody", "wrong"),
                await caller.log_in("bertil", "secret-bertil"),  # right, but disabled
            ]
            assert {answer.status_code for answer in answers} == {401}
            assert {answer.content for answer in answers} == {answers[0].content}
            assert problem(answers[0])["code"] == "bad_credentials"
            assert problem(answers[0])["message"] == PROBLEMS["bad_credentials"]
            assert made.engine.state.presences["bertil"].status is AgentStatus.LOGGED_OUT

    asyncio.run(play())


def test_a_user_who_is_no_agent_is_told_so() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as caller:
            store.users.save([msgspec.structs.replace(store.users.all()[0], id="zoe")])
            answer = await caller.log_in("zoe", "secret-anna")
            assert (answer.status_code, problem(answer)["code"]) == (401, "unknown_agent")
            assert store.sessions.all() == ()

    asyncio.run(play())


def test_guessing_is_held_back_and_waiting_helps() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as guesser:
            for _ in range(FREE_OF_PAIR):
                assert (await guesser.log_in("anna", "wrong")).status_code == 401
            held = await guesser.log_in("anna")
            assert (held.status_code, problem(held)["code"]) == (429, "throttled")
            assert 0 < int(held.headers["retry-after"]) <= 1
            assert (await guesser.log_in("bertil")).status_code == 200  # nobody else is locked out
            made.clock.ahead += 1_000 * int(held.headers["retry-after"])
            assert (await guesser.log_in("anna")).status_code == 200
            assert (await guesser.log_in("anna", "wrong")).status_code == 401  # a clean slate after a success

    asyncio.run(play())


def test_an_address_that_tries_one_name_after_the_other_is_held_back() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as guesser:
            answers = [(await guesser.log_in(f"user{n}", "1234")).status_code for n in range(FREE_OF_ADDRESS + 1)]
            assert answers == [401] * FREE_OF_ADDRESS + [429]

    asyncio.run(play())


def test_behind_a_proxy_on_this_machine_the_clients_address_counts() -> None:
    """What the client itself claims stands left of what the proxy says, and is not believed."""

    async def play() -> None:
        async with house() as made, Caller(made.url) as guesser, Caller(made.url) as anna:
            for claim in range(FREE_OF_PAIR):
                guesser.http.headers["X-Forwarded-For"] = f"192.0.2.{claim}, 198.51.100.7"
                assert (await guesser.log_in("anna", "wrong")).status_code == 401
            assert (await guesser.log_in("anna", "wrong")).status_code == 429
            anna.http.headers["X-Forwarded-For"] = "198.51.100.8"
            assert (await anna.log_in("anna")).status_code == 200

    asyncio.run(play())


def test_f002_logging_in_elsewhere_takes_over() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as first, Caller(made.url) as second:
            await first.log_in("anna")
            phone = made.sessions.password("anna")
            await first.accepted(SetStatus(status=AgentStatus.READY))
            async with first.stream() as stream:
                assert await stream.next() is not None
                await second.log_in("anna")
                end = await stream.next()
                assert end is not None
                assert (end.event, msgspec.json.decode(end.data)["code"]) == ("end", "session_over")
                assert await stream.next() is None
            gone = await first.http.get(SNAPSHOT, headers=first.bearer)
            assert (gone.status_code, problem(gone)["code"]) == (401, "session_over")
            assert (await second.snapshot()).agent == "anna"
            assert made.sessions.password("anna") not in (None, phone)
            assert made.engine.state.presences["anna"].status is AgentStatus.READY

    asyncio.run(play())


def test_logging_out_voids_token_and_phone() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            async with anna.stream() as stream:
                answer = await anna.log_out()
                assert (answer.status_code, answer.content) == (204, b"")
                while (sent := await stream.next()) is not None and sent.event != "end":
                    pass
                assert sent is not None
            assert made.engine.state.presences["anna"].status is AgentStatus.LOGGED_OUT
            assert made.sessions.password("anna") is None
            assert store.sessions.all() == ()
            assert (await anna.log_out()).status_code == 401

    asyncio.run(play())


def test_who_has_a_caller_cannot_log_out_and_keeps_the_session() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            await let_a_call_be_offered(made, "anna")
            answer = await anna.log_out()
            assert answer.status_code == 409
            assert msgspec.json.decode(answer.content, type=Refusal) == Refusal(code="agent_has_call")
            assert made.sessions.password("anna") is not None
            assert (await anna.snapshot()).agent == "anna"

    asyncio.run(play())


def test_commands_are_accepted_with_a_number_or_refused_with_a_code() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            n = await anna.accepted(SetStatus(status=AgentStatus.BUSY, reason="Busy_Lunch"))
            assert n == made.engine.n
            assert made.engine.state.presences["anna"].reason == "Busy_Lunch"
            refused = await anna.command(SetStatus(status=AgentStatus.BUSY, reason="Busy_Elsewhere"))
            assert (refused.status_code, problem(refused)["code"]) == (409, "unknown_reason")

    asyncio.run(play())


def test_an_agent_cannot_define_the_centre() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as claire:
            await claire.log_in("claire")
            answer = await claire.command(Define())
            assert (answer.status_code, problem(answer)["code"]) == (409, "not_allowed")

    asyncio.run(play())


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", SNAPSHOT, 401, "session_over"),
        ("POST", COMMAND, 401, "session_over"),
        ("DELETE", SESSION, 401, "session_over"),
        ("GET", "/v1/events", 401, "session_over"),
        ("GET", "/", 404, "not_found"),
        ("GET", "/v1/snapshot/", 404, "not_found"),
        ("PUT", SESSION, 405, "bad_request"),
        ("HEAD", SNAPSHOT, 405, None),
    ],
)
def test_who_has_no_session_gets_nothing(method: str, path: str, status: int, code: str | None) -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as caller:
            for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Basic YTpi"}):
                answer = await caller.http.request(method, path, headers=headers)
                assert answer.status_code == status
                assert code is None or problem(answer)["code"] == code
            if status == 405:
                assert answer.headers["allow"] in ("DELETE, POST", "GET")

    asyncio.run(play())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"user": "anna"}',
        b'{"user": 1, "version": 1, "password": "x"}',
        b'{"user": "anna", "version": 1, "password": "\\ud800"}',
    ],
)
def test_a_log_in_that_cannot_be_read_is_a_bad_request(body: bytes) -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as caller:
            answer = await caller.http.post(SESSION, content=body)
            assert (answer.status_code, problem(answer)["code"]) == (400, "bad_request")

    asyncio.run(play())


@pytest.mark.parametrize("body", [b'{"type": "FlyAway"}', b'{"type": "SetStatus"}', b"null"])
def test_a_command_that_cannot_be_read_is_a_bad_request(body: bytes) -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            answer = await anna.http.post(COMMAND, content=body, headers=anna.bearer)
            assert (answer.status_code, problem(answer)["code"]) == (400, "bad_request")
            assert (await anna.snapshot()).agent == "anna"

    asyncio.run(play())


def test_a_body_may_be_just_so_long() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            command = encode(LogOut())
            fits = await anna.http.post(COMMAND, content=command.ljust(BODY_LIMIT), headers=anna.bearer)
            assert fits.status_code == 200
            too_long = await anna.http.post(COMMAND, content=command.ljust(BODY_LIMIT + 1), headers=anna.bearer)
            assert (too_long.status_code, problem(too_long)["code"]) == (413, "bad_request")

    asyncio.run(play())


@pytest.mark.parametrize("nailed_up", [True, False])
def test_who_logs_in_names_the_phone(nailed_up: bool) -> None:  # F030 F031
    async def play() -> None:
        async with house() as made, Caller(made.url) as caller:
            await made.ask(SYSTEM, Define(devices=(Device(id="desk-1"),)))
            wrong = await caller.log_in("anna", device="desk-2")
            assert (wrong.status_code, problem(wrong)["code"]) == (401, "unknown_device")
            assert (await caller.log_in("anna", device="desk-1", nailed_up=nailed_up)).status_code == 200
            presence = made.engine.state.presences["anna"]
            assert (presence.device, presence.nailed_up) == ("desk-1", nailed_up)

    asyncio.run(play())


@pytest.mark.parametrize(("version", "status"), [(VERSION - 1, 200), (VERSION + 1, 200), (VERSION + 2, 400)])
def test_client_and_server_may_be_one_version_apart(version: int, status: int) -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as caller:
            request = LogInRequest(user="anna", password="secret-anna", version=version)
            answer = await caller.http.post(SESSION, content=encode(request))
            assert answer.status_code == status
            assert status == 200 or problem(answer)["code"] == "version"

    asyncio.run(play())


def test_the_version_is_always_said() -> None:
    async def play() -> None:
        async with house() as made, Caller(made.url) as caller:
            silent = await caller.http.post(SESSION, content=b'{"user":"anna","password":"secret-anna"}')
            assert (silent.status_code, problem(silent)["code"]) == (400, "bad_request")
            session = await caller.log_in("anna")
            snapshot = await caller.http.get(SNAPSHOT, headers=caller.bearer)
            assert [answer.json()["version"] for answer in (session, snapshot)] == [VERSION, VERSION]

    asyncio.run(play())


def test_a_session_outlives_the_server_with_the_same_phone_password(data_dir: Path) -> None:
    async def begin() -> tuple[Caller, str | None]:
        with closing(SqliteStore(data_dir)) as store:
            async with house(store) as made, Caller(made.url) as anna:
                await anna.log_in("anna")
                return anna, made.sessions.password("anna")

    async def go_on(before: Caller, phone: str | None) -> None:
        with closing(SqliteStore(data_dir)) as store:
            async with house(store) as made, Caller(made.url) as anna:
                anna.session = before.session
                assert (await anna.snapshot()).agent == "anna"
                assert made.sessions.password("anna") == phone

    async def play() -> None:
        await go_on(*await begin())

    asyncio.run(play())


def test_a_session_ends_by_age_but_never_during_a_call() -> None:
    async def play() -> None:
        store = MemoryStore()
        async with house(store) as made, Caller(made.url) as anna, Caller(made.url) as bertil:
            await bertil.log_in("bertil")
            made.clock.ahead += 1_000
            await anna.log_in("anna")
            made.clock.ahead += LIFE_MS - 1_000
            await made.sessions.end_expired()
            assert [one.user for one in store.sessions.all()] == ["anna"]
            assert made.engine.state.presences["bertil"].status is AgentStatus.LOGGED_OUT
            await let_a_call_be_offered(made, "anna")
            made.clock.ahead += 1_000
            await made.sessions.end_expired()
            assert (await anna.snapshot()).agent == "anna"

    asyncio.run(play())


class FullDisk(MemoryLog):
    """A log that takes nothing while the disk is full."""

    full = False

    def append(self, entries: Sequence[Entry]) -> int:
        if self.full:
            raise StoreFailed("the disk is full")
        return super().append(entries)


@pytest.mark.expects_log("the disk is full")
def test_what_cannot_be_saved_is_not_done_and_said() -> None:
    async def play() -> None:
        store = MemoryStore()
        store.log = disk = FullDisk()
        async with house(store) as made, Caller(made.url) as anna:
            await anna.log_in("anna")
            disk.full = True
            answer = await anna.command(SetStatus(status=AgentStatus.READY))
            assert (answer.status_code, problem(answer)["code"]) == (503, "store_failed")
            assert made.engine.state.presences["anna"].status is AgentStatus.BUSY
            assert (await anna.log_out()).status_code == 503
            disk.full = False
            assert (await anna.log_out()).status_code == 204

    asyncio.run(play())


def read_all(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in data.iterdir())


def test_no_secret_reaches_the_log_the_events_or_the_disk(data_dir: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    async def play() -> tuple[list[str], bytes]:
        with closing(SqliteStore(data_dir)) as store:
            async with house(store) as made, Caller(made.url) as anna, Caller(made.url) as again:
                await anna.log_in("anna", "a-wrong-password")
                await anna.log_in("anna")
                await again.log_in("anna")
                async with again.stream(0) as stream:
                    told = b"".join([encode(frame) for frame in await stream.frames_to(made.engine.n)])
                sessions = [anna.session, again.session]
                kept = read_all(data_dir)
                await again.log_out()
        secrets = ["a-wrong-password", "secret-anna", "secret-bertil"]
        for session in sessions:
            assert session is not None
            secrets += [session.token, session.sip.password]
        return secrets, told + kept

    secrets, told = asyncio.run(play())
    logged = "\n".join(str(record.__dict__) for record in caplog.records if not record.name.startswith("http"))
    disk = told + read_all(data_dir)
    assert "anna logged in" in logged
    assert b"logged_in" in disk
    for secret in secrets:
        assert secret not in logged
        assert secret.encode() not in disk
