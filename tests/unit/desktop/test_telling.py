"""Nobody is told anything once the program has begun to end, and who is being told just then is waited for."""

from __future__ import annotations

import queue
import threading

from agent_desktop.desktop.passwords import Passwords
from agent_desktop.desktop.telling import Telling

WAIT_S = 20.0


def test_the_end_waits_for_who_is_being_told_and_nothing_is_told_after_it() -> None:
    telling, told = Telling(), list[str]()
    inside, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        inside.set()
        assert go_on.wait(WAIT_S)
        told.append("told")

    teller = threading.Thread(target=lambda: telling.tell(slow))
    closing = threading.Thread(target=lambda: (telling.close(), told.append("closed")))
    teller.start()
    assert inside.wait(WAIT_S)
    closing.start()
    go_on.set()
    for thread in (teller, closing):
        thread.join(WAIT_S)
    telling.tell(lambda: told.append("too late"))
    assert told == ["told", "closed"]


class SlowRing:
    """A keyring that asks the person, who takes the time."""

    def __init__(self) -> None:
        self.asked, self.unlocked = threading.Event(), threading.Event()
        self.answers: queue.Queue[str] = queue.Queue()

    def get_password(self, service: str, username: str) -> str | None:
        del service
        self.asked.set()
        assert self.unlocked.wait(WAIT_S)
        self.answers.put(username)
        return "secret"

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(service, username, password)

    def delete_password(self, service: str, username: str) -> None:
        raise AssertionError(service, username)


def test_a_password_that_comes_after_the_window_is_closed_goes_nowhere() -> None:
    ring, told = SlowRing(), list[str | None]()
    passwords = Passwords(lambda: ring)
    for user in ("anna", "bo"):
        passwords.read("server", user, told.append)
    assert ring.asked.wait(WAIT_S)
    passwords.close()
    ring.unlocked.set()
    assert ring.answers.get(timeout=WAIT_S) == "anna @ server"
    assert ring.answers.get(timeout=WAIT_S) == "bo @ server", "whoever was asked first has been dealt with"
    assert told == []
