"""A second start is heard by the window that is there, and by nobody without the token."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.desktop.doorbell import MOST, Doorbell, ring

PATIENCE_S = 20.0
Heard = queue.SimpleQueue


@pytest.fixture
def heard() -> Heard[str]:
    return queue.SimpleQueue()


@pytest.fixture
def bell(tmp_path: Path, heard: Heard[str]) -> Iterator[Path]:
    """The file of a doorbell that is there."""
    file = tmp_path / "window.json.door"
    door = Doorbell(file, heard.put)
    yield file
    door.close()
    assert not file.exists()


def test_whoever_may_read_the_file_is_heard_with_and_without_a_link(bell: Path, heard: Heard[str]) -> None:
    assert ring(bell)
    assert ring(bell, "tel:+46701234567")
    assert [heard.get(timeout=PATIENCE_S) for _ in range(2)] == ["", "tel:+46701234567"]


@pytest.mark.parametrize(
    "said",
    [
        b'{"token": "guessed", "link": "tel:112"}\n',
        b'{"link": "tel:112"}\n',
        b"[]\n",
        b"nonsense\n",
        b"x" * (MOST + 1),
        b"GET / HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_nobody_else_is_heard_and_the_next_one_is(bell: Path, heard: Heard[str], said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", json.loads(bell.read_bytes())["port"]), PATIENCE_S) as guest:
        guest.sendall(said)
        guest.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionResetError):  # it was not read to its end
            assert guest.recv(100) == b""
    assert ring(bell, "tel:1")
    assert heard.get(timeout=PATIENCE_S) == "tel:1"
    assert heard.empty()


def test_a_door_that_nobody_opens_is_said(tmp_path: Path, heard: Heard[str]) -> None:
    file = tmp_path / "window.json.door"
    assert not ring(file)
    Doorbell(file, heard.put).close()
    assert not ring(file)
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    file.write_text(json.dumps({"port": port, "token": "x"}), encoding="utf-8")  # of a window that was killed
    assert not ring(file)
    file.write_text("[]", encoding="utf-8")
    assert not ring(file)
