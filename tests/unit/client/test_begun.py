"""An answer that comes before or after somebody asks for it is heard once."""

from __future__ import annotations

import threading

import pytest

from agent_desktop.client.begun import BegunLogIn
from agent_desktop.protocol.wire import Problem

WRONG = Problem(code="bad_credentials")


@pytest.mark.parametrize("problem", [None, WRONG])
def test_the_answer_waits_for_the_window_or_the_window_for_the_answer(problem: Problem | None) -> None:
    early, late = BegunLogIn("http://127.0.0.1:9", "anna"), BegunLogIn("http://127.0.0.1:9", "anna")
    heard: list[Problem | None] = []
    early.answer(problem)
    early.then(heard.append)
    assert heard == [problem]
    late.then(heard.append)
    assert heard == [problem]
    late.answer(problem)
    assert heard == [problem, problem]


def test_nothing_is_heard_twice_or_never_when_both_come_at_once() -> None:
    heard: list[Problem | None] = []
    for turn in range(1, 201):
        log_in, both = BegunLogIn("s", "u"), threading.Barrier(2)
        thread = threading.Thread(target=lambda b=both, begun=log_in: (b.wait(), begun.answer(WRONG)))
        thread.start()
        both.wait()
        log_in.then(heard.append)
        thread.join()
        assert len(heard) == turn
