"""A softphone whose start can be held back: the test decides how long an agent has no phone."""

from __future__ import annotations

import socket
import sys
import threading

_PROGRAM = """
import socket, sys
with socket.create_connection(("127.0.0.1", {port})) as gate:
    gate.recv(1)
from agent_desktop.phone.main import main
sys.exit(main())
"""


class Gate:
    """``command`` starts a real softphone, which comes up when the gate is open."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.command = [sys.executable, "-c", _PROGRAM.format(port=self._listener.getsockname()[1])]
        self._open = threading.Event()
        self._open.set()
        self._over = False
        self._thread = threading.Thread(target=self._serve, name="gate")
        self._thread.start()

    def shut(self) -> None:
        """Hold back every softphone that starts from now on."""
        self._open.clear()

    def open(self) -> None:
        """Let them start, those that wait too."""
        self._open.set()

    def close(self) -> None:
        """Open for good; after the last softphone has been closed."""
        self._over = True
        self.open()
        with socket.create_connection(self._listener.getsockname()):
            self._thread.join()
        self._listener.close()

    def _serve(self) -> None:
        while not self._over:
            stream, _ = self._listener.accept()
            with stream:
                self._open.wait()
