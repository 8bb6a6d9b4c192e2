"""Waits for what a desk shows and says, by its own announcements, never by the clock alone."""

from __future__ import annotations

import threading
from collections.abc import Callable

from agent_desktop.client.desk import Desk
from agent_desktop.client.reactions import Reaction
from agent_desktop.client.view import View
from agent_desktop.protocol.wire import Problem

LONGEST_S = 30.0


class Watch:
    """Listens to one desk from its beginning."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.views: list[View] = []
        self.reactions: list[Reaction] = []
        self.answers: list[Problem | None] = []
        self._changed = threading.Condition()
        desk.listen(lambda view: self._note(lambda: self.views.append(view)))
        desk.on_reaction(lambda reaction: self._note(lambda: self.reactions.append(reaction)))

    def log_in(self, user: str, password: str, url: str = "http://127.0.0.1:1") -> Problem | None:
        """Log in and wait for the answer."""
        before = len(self.answers)
        self.desk.log_in(url, user, password, lambda answer: self._note(lambda: self.answers.append(answer)))
        self.holds(lambda: len(self.answers) > before)
        return self.answers[-1]

    def until(self, true: Callable[[View], bool], longest_s: float = LONGEST_S) -> View:
        """The first view, from now on, of which it is true."""
        self.holds(lambda: true(self.desk.view), longest_s)
        return self.desk.view

    def noticed(self, code: str) -> Reaction:
        """The reaction with this notice, waited for."""
        self.holds(lambda: code in self.codes())
        return next(reaction for reaction in self.reactions if reaction.notice and reaction.notice.code == code)

    def codes(self) -> list[str]:
        """The codes of the notices so far."""
        return [reaction.notice.code for reaction in self.reactions if reaction.notice]

    def settled(self) -> None:
        """Wait until all that the desk was told before is worked off, with its reactions."""
        done = threading.Event()

        def work_off() -> None:
            self.desk._publish()
            done.set()

        self.desk._post(work_off)  # through the desk's own inbox, so the order is the desk's
        assert done.wait(LONGEST_S)

    def holds(self, true: Callable[[], bool], longest_s: float = LONGEST_S) -> None:
        """Wait until it is true; fail after a while."""
        with self._changed:
            assert self._changed.wait_for(true, longest_s), self.desk.view

    def _note(self, keep: Callable[[], None]) -> None:
        with self._changed:
            keep()
            self._changed.notify_all()
