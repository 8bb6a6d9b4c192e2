"""What works beside the window does so when the settings say it, and only then (F129)."""

from __future__ import annotations

import base64
import queue
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from agent_desktop.beside import Beside
from agent_desktop.settings import ini
from agent_desktop.settings.ini import Settings
from agent_desktop.settings.options import (
    API_ENABLED,
    API_PORT,
    POP_PAGE,
    POP_WHEN,
    UPDATES_KEY,
    UPDATES_URL,
    Option,
)
from tests.unit.client.test_desk import Room


@pytest.fixture
def room() -> Iterator[Room]:
    made = Room()
    yield made
    made.desk.close()


def told(values: dict[Option[Any], Any]) -> Settings:
    return Settings(MappingProxyType(values))


def test_a_page_is_opened_with_the_call_that_is_offered(room: Room) -> None:
    pages: queue.Queue[str] = queue.Queue()
    settings = told({POP_PAGE: "https://crm.example/{queue}?phone={number}", POP_WHEN: "offer"})
    beside = Beside(settings, room.desk, None, pages.put)
    room.offered()
    page = pages.get(timeout=30)
    assert page.startswith("https://crm.example/service?phone=")
    beside.close()


@pytest.mark.expects_log("The local API is not there")
def test_a_port_that_another_program_has_is_said_to_the_agent(room: Room) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = told({API_ENABLED: "yes", API_PORT: taken.getsockname()[1]})
        beside = Beside(settings, room.desk, None, lambda url: None)
    room.watch.noticed("api_not_open")
    beside.close()


def test_nothing_is_there_without_a_word_in_the_settings(room: Room) -> None:
    pages: list[str] = []
    beside = Beside(told({}), room.desk, None, pages.append)
    room.offered()
    assert pages == []
    beside.close()


def looking_for_updates() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "updates"}


def test_whether_anybody_looks_for_updates_the_administrator_alone_says(room: Room, tmp_path: Path) -> None:
    others = looking_for_updates()  # of another test, on their way out
    url, key = "url = https://house.example/update.json\n", f"key = {base64.b64encode(bytes(32)).decode()}\n"
    machine, user = tmp_path / "machine.ini", tmp_path / "user.ini"
    user.write_text(f"[updates]\n{url}{key}", encoding="utf-8")
    for said in ("", f"[updates]\nurl =\n{key}", f"[updates]\n{url}"):  # nothing, switched off, without a key
        machine.write_text(said, encoding="utf-8")
        beside = Beside(ini.read(machine, user), room.desk, None, lambda url: None)
        assert looking_for_updates() <= others, said
        beside.close()
    machine.write_text(f"[updates]\n{url}{key}", encoding="utf-8")
    settings = ini.read(machine, None)
    assert settings[UPDATES_URL]
    assert settings[UPDATES_KEY]
    beside = Beside(settings, room.desk, None, lambda url: None)
    (watch,) = looking_for_updates() - others
    beside.close()
    watch.join(30)
    assert not watch.is_alive()
