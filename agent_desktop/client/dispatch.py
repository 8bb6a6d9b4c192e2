"""Sends what was typed to the server, one text after the other, and lets a log-out wait for them (F118)."""

from __future__ import annotations

from collections.abc import Callable

from agent_desktop.client.notes import Notes
from agent_desktop.client.port import ServerPort
from agent_desktop.client.reactions import Notice
from agent_desktop.client.session import DeskSession
from agent_desktop.client.teller import Teller
from agent_desktop.domain.messages import Refusal
from agent_desktop.protocol.wire import Accepted, Problem


class Dispatch:
    """Used by the desk's thread only; ``post`` brings the server's answers into it."""

    def __init__(
        self, session: DeskSession, notes: Notes, teller: Teller, post: Callable[[Callable[[], None]], None]
    ) -> None:
        self._session = session
        self._notes = notes
        self._teller = teller
        self._post = post
        self._farewell: Callable[[], None] | None = None  # logs out, once the texts that can be sent are

    def write(self, case: int, text: str, name: str = "") -> None:
        """The agent's note on a case, or the value of its CRI ``name``: kept on disk, then sent."""
        self._teller.tell(self._notes.write(case, text, name))
        self.send()

    def send(self) -> None:
        """The next one, if the server is there and none is under way; then the log-out that waits for them."""
        while (server := self._session.online) is not None:
            made = self._notes.next()
            if made is None:
                break
            if isinstance(made, Notice):
                self._teller.tell(made)
                continue
            server.command(made, lambda answer, to=server: self._post(lambda: self._answered(to, answer)))
            return
        if self._session.online is None or not self._notes.under_way:
            self._say_farewell()

    def then(self, farewell: Callable[[], None]) -> None:
        """What was typed goes first, as long as the server takes it; then ``farewell`` logs out.

        The rest stays in the outbox.
        """
        self._farewell = farewell
        self.send()

    def end(self) -> None:
        """The session is over: nobody waits any more."""
        self._farewell = None
        self._notes.stop()

    def _answered(self, server: ServerPort, answer: Accepted | Refusal | Problem) -> None:
        if server is not self._session.server:
            return
        self._teller.tell(self._notes.answered(answer))
        if isinstance(answer, Problem):
            self._say_farewell()  # else it is sent again at the next word of the server's
        else:
            self.send()

    def _say_farewell(self) -> None:
        farewell, self._farewell = self._farewell, None
        if farewell is not None:
            farewell()
