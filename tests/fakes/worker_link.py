"""A server's end of a media worker's link, as plain as a socket: for the things that the real client never says."""

from __future__ import annotations

import json
import socket
from typing import Any


class PlainLink:
    """One connection to a worker's link."""

    def __init__(self, port: int) -> None:
        self.stream = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._file = self.stream.makefile("rb")

    def __enter__(self) -> PlainLink:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def say(self, **message: Any) -> None:
        """Send one line."""
        self.stream.sendall(json.dumps(message).encode() + b"\n")

    def hear(self) -> dict[str, Any] | None:
        """The next line; None when the worker has closed the link."""
        try:
            line = self._file.readline()
        except ConnectionError:  # closed while something of ours was unread
            return None
        return json.loads(line) if line else None

    def ask(self, **message: Any) -> dict[str, Any] | None:
        """Send a line and wait for the next one."""
        self.say(**message)
        return self.hear()

    def hello(self, token: str, epoch: int) -> dict[str, Any] | None:
        """Open the link."""
        return self.ask(type="Hello", token=token, epoch=epoch)

    def close(self) -> None:
        """End the connection."""
        self._file.close()
        self.stream.close()
