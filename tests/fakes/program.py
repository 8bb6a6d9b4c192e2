"""Programs of ours in processes of their own, which say what happens in JSON lines that a test can wait for."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

PATIENCE_S = 60.0


class Program:
    """One of them; its stdin is ours, and its end is an order to stop."""

    def __init__(self, *arguments: str, module: str = "agent_desktop") -> None:
        self.said: list[dict[str, Any]] = []
        self._ended = False
        self._changed = threading.Condition()
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._errors: list[str] = []
        self._threads = [threading.Thread(target=self._read), threading.Thread(target=self._read_errors)]
        for thread in self._threads:
            thread.start()

    def hear(self, **line: object) -> None:
        """Give it a JSON line on its stdin."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()

    def mark(self) -> int:
        """A place in what was said; waiting can begin from it."""
        with self._changed:
            return len(self.said)

    def until(self, event: str, since: int = 0, **such: object) -> dict[str, Any]:
        """The first such line, past or future; fails when the program ends before it."""

        def found() -> dict[str, Any] | None:
            for line in self.said[since:]:
                if line["event"] == event and all(line.get(name) == value for name, value in such.items()):
                    return line
            return None

        with self._changed:
            self._changed.wait_for(lambda: found() is not None or self._ended, PATIENCE_S)
            line = found()
            assert line is not None, (event, self.said[since:], self.errors)
            return line

    def seen(self, count: int) -> None:
        """Wait until it has said so many lines."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.said) >= count, PATIENCE_S), self.said

    @property
    def errors(self) -> str:
        """What it wrote to stderr so far."""
        return "".join(self._errors)

    def ended(self) -> int:
        """Wait until it ends by itself; its exit code."""
        code = self._process.wait(PATIENCE_S)
        for thread in self._threads:
            thread.join(PATIENCE_S)
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()
        return code

    def close(self) -> int:
        """Have it stop, and wait."""
        if self._process.stdin is not None and not self._process.stdin.closed:
            self._process.stdin.close()
        return self.ended()

    def kill(self) -> int:
        """End it without a warning."""
        self._process.kill()
        return self.ended()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for text in self._process.stdout:
            with self._changed:
                self.said.append(json.loads(text))
                self._changed.notify_all()
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _read_errors(self) -> None:
        assert self._process.stderr is not None
        self._errors.extend(self._process.stderr)


CENTRE = """
[[queues]]
id = "service"
name = "Customer service"
number = "1000"
wrap_up_seconds = 1
offer_seconds = 2

[[agents]]
user = "bertil"
name = "Bertil Karlsson"
password = "secret-bertil"
queues = ["service"]

[[agents]]
user = "marek"
name = "Marek Wójcik"
password = "secret-marek"
queues = ["service"]
"""


def server(data: Path, http: str = "127.0.0.1:0", sip: str = "127.0.0.1:0", centre: str = CENTRE) -> Program:
    """A routing server, up, with this centre: by default one in which nothing takes long.

    ``said[0]`` has its addresses.
    """
    definition = data / "centre.toml"
    definition.write_text(centre, encoding="utf-8")
    program = Program(
        "server", "--data", str(data), "--http", http, "--sip", sip, "--import", str(definition), "--until-eof"
    )
    try:
        program.until("listening")
    except AssertionError:
        program.kill()  # its threads would keep the tests' process for ever
        raise
    return program


def robot(url: str, user: str, *more: str) -> Program:
    """A robot of that centre."""
    return Program("robot", "--server", url, "--user", user, "--password", f"secret-{user}", *more)
