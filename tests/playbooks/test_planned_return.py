"""On a break, or at other work, the agent may say when they plan to be back; everyone sees it (F016, F017)."""

from __future__ import annotations

import pytest

from agent_desktop.domain import views
from agent_desktop.domain.messages import (
    AgentStatus,
    ClientCame,
    ClientGone,
    EndWrapUp,
    PresenceChanged,
    SetStatus,
)
from tests.fakes.centre import LUNCH, READY, Centre, code

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
BUSY, ADMINISTRATIVE = AgentStatus.BUSY, AgentStatus.ADMINISTRATIVE


def lunch_until(at: int) -> SetStatus:
    return SetStatus(status=BUSY, reason="Busy_Lunch", back_at=at)


def test_the_return_is_said_with_the_break_and_gone_with_the_next_status() -> None:  # F017
    centre = Centre()
    centre.ready("bertil")
    back = centre.now + 30 * MINUTE
    assert code(centre, "bertil", lunch_until(back)) is None
    presence = centre.presence("bertil")
    assert (presence.status, presence.reason, presence.back_at) == (BUSY, "Busy_Lunch", back)
    assert code(centre, "bertil", READY) is None
    assert centre.presence("bertil").back_at == 0


def test_every_colleague_sees_it() -> None:  # F016
    centre = Centre()
    centre.ready("anna", "bertil", "oksana")
    before = centre.state
    assert code(centre, "bertil", lunch_until(centre.now + MINUTE)) is None
    event = next(row for row in reversed(centre.events) if isinstance(row, PresenceChanged))
    assert event.presence.back_at == centre.now + MINUTE
    for viewer in ("anna", "oksana", "vera"):
        assert views.visible(before, event, viewer) == (event,)


def test_another_return_leaves_the_time_of_the_break_alone() -> None:  # F017: the sums know no returns
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", LUNCH) is None
    since = centre.presence("bertil").since
    centre.wait(5 * MINUTE)
    assert code(centre, "bertil", lunch_until(centre.now + 15 * MINUTE)) is None
    presence = centre.presence("bertil")
    assert (presence.since, presence.back_at) == (since, centre.now + 15 * MINUTE)
    centre.wait(MINUTE)
    events = len(centre.events)
    assert code(centre, "bertil", lunch_until(presence.back_at)) is None
    assert len(centre.events) == events
    assert code(centre, "bertil", LUNCH) is None
    presence = centre.presence("bertil")
    assert (presence.since, presence.back_at) == (since, 0)


def test_nothing_happens_when_it_is_past() -> None:
    centre = Centre()
    centre.ready("bertil")
    back = centre.now + MINUTE
    assert code(centre, "bertil", lunch_until(back)) is None
    presence = centre.presence("bertil")
    centre.wait(DAY)
    assert centre.presence("bertil") == presence


def test_chosen_during_a_call_it_holds_after_it() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.pick_up("bertil")
    back = centre.now + 15 * MINUTE
    assert code(centre, "bertil", lunch_until(back)) is None
    presence = centre.presence("bertil")
    assert presence.back_at == 0
    assert presence.then is not None
    assert presence.then.back_at == back
    centre.end(caller)
    assert code(centre, "bertil", EndWrapUp()) is None
    presence = centre.presence("bertil")
    assert (presence.status, presence.back_at) == (BUSY, back)


def test_other_work_has_one_as_a_break_has_and_a_lost_window_brings_it_back() -> None:  # F016 F122
    centre = Centre()
    centre.log_in("bertil")
    back = centre.now + 60 * MINUTE
    work = SetStatus(status=AgentStatus.READY, reason="Phone", back_at=back)
    assert code(centre, "bertil", work) is None
    assert centre.presence("bertil").back_at == back
    centre.give(ClientGone(agent="bertil"))
    centre.wait(5 * MINUTE)
    assert centre.presence("bertil").reason == "client_lost"
    centre.give(ClientCame(agent="bertil"))
    presence = centre.presence("bertil")
    assert (presence.reason, presence.back_at) == ("Phone", back)
    assert code(centre, "bertil", SetStatus(status=ADMINISTRATIVE, queue="filing", back_at=back)) is None
    assert centre.presence("bertil").back_at == back


@pytest.mark.parametrize("after", [-MINUTE, 0, DAY + 1, -2_000_000])
def test_a_time_that_is_past_or_more_than_a_day_ahead_is_refused(after: int) -> None:
    centre = Centre()
    centre.ready("bertil")
    assert code(centre, "bertil", lunch_until(centre.now + after)) == "bad_return"
    assert centre.status("bertil") is AgentStatus.READY
    assert code(centre, "bertil", lunch_until(centre.now + DAY)) is None


def test_who_is_ready_or_gone_plans_no_return() -> None:
    centre = Centre()
    centre.ready("bertil")
    back = centre.now + MINUTE
    assert code(centre, "bertil", SetStatus(status=AgentStatus.READY, back_at=back)) == "bad_return"
    centre.call("1000")
    centre.pick_up("bertil")
    assert code(centre, "bertil", SetStatus(status=AgentStatus.LOGGED_OUT, back_at=back)) == "bad_return"
