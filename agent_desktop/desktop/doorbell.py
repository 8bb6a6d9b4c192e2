"""A second start of the program rings at the window that is there: it comes forward, with the link if one was given.

The window listens on 127.0.0.1 and writes its port and a token into a file that only its user can read; who rings says
the token. A line of JSON each way.
"""

from __future__ import annotations

import contextlib
import hmac
import json
import logging
import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path

from agent_desktop.settings.whole import write_whole

log = logging.getLogger(__name__)

MOST = 4096
"""Bytes that a ring may have."""
WAIT_S = 2.0
"""Nobody who does not go on is waited for any longer."""


class Doorbell:
    """Rings are given to ``heard``, in a thread of its own: the link, or nothing for a plain start. Raises OSError."""

    def __init__(self, file: Path, heard: Callable[[str], None]) -> None:
        self._file, self._heard = file, heard
        self._token = secrets.token_urlsafe(32)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="doorbell", daemon=True)
        try:
            write_whole(file, json.dumps({"port": self._door.getsockname()[1], "token": self._token}).encode())
        except OSError:
            self._door.close()
            raise
        self._thread.start()

    def close(self) -> None:
        """Hear nobody any more."""
        self._closing = True
        self._file.unlink(missing_ok=True)
        with contextlib.suppress(OSError), socket.create_connection(self._door.getsockname(), WAIT_S):
            pass  # so that the thread looks up
        self._thread.join(timeout=2 * WAIT_S)
        self._door.close()

    def _run(self) -> None:
        while True:
            guest, _ = self._door.accept()
            if self._closing:
                guest.close()
                return
            with guest:
                try:
                    self._serve(guest)
                except (OSError, ValueError) as problem:
                    log.info("Somebody rang and could not be understood: %s", problem)

    def _serve(self, guest: socket.socket) -> None:
        guest.settimeout(WAIT_S)
        said = _line(guest)
        if not isinstance(said, dict) or not hmac.compare_digest(str(said.get("token", "")), self._token):
            raise ValueError("it did not have the token")
        self._heard(str(said.get("link", "")))
        guest.sendall(b'{"heard": true}\n')


def ring(file: Path, link: str = "") -> bool:
    """Ring at the window whose doorbell wrote ``file``; whether it was heard."""
    try:
        known = json.loads(file.read_bytes())
        with socket.create_connection(("127.0.0.1", int(known["port"])), WAIT_S) as door:
            door.settimeout(WAIT_S)
            door.sendall(json.dumps({"token": known["token"], "link": link}).encode() + b"\n")
            return _line(door) == {"heard": True}
    except (OSError, ValueError, KeyError, TypeError) as problem:
        log.info("The window that is there does not hear: %s", problem)
        return False


def _line(peer: socket.socket) -> object:
    """What the other side says in its line. Raises OSError, and ValueError for what is none."""
    got = b""
    while not got.endswith(b"\n"):
        piece = peer.recv(MOST)
        got += piece
        if not piece or len(got) > MOST:
            raise ValueError("it said no line")
    return json.loads(got)
