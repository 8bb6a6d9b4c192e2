"""An agent's own alarms: told once when a limit is reached, and again only after it was better."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain.messages import (
    SYSTEM,
    AlarmLimit,
    Define,
    LogOut,
    Noticed,
    Overflow,
    Refusal,
    SetAlarm,
    ZoneOffset,
)
from agent_desktop.domain.service_day import DAY_MS
from tests.fakes.centre import LUNCH, QUEUES, READY, Centre


def alarmed(**limits: int) -> Centre:
    """Anna watches customer service, from a break."""
    centre = Centre()
    centre.log_in("anna")
    assert centre.ask("anna", SetAlarm(queue="service", **limits)) is None
    return centre


def told(centre: Centre, agent: str = "anna", code: str = "queue_alarm") -> int:
    notices = (event for event in centre.events if isinstance(event, Noticed))
    return sum((event.agent, event.code) == (agent, code) for event in notices)


def lose(centre: Centre, callers: int) -> None:
    """So many hang up who waited longer than the target."""
    for _ in range(callers):
        leg = centre.call("1000")
        centre.wait(30_000)
        centre.end(leg)


def serve(centre: Centre, callers: int) -> None:
    """So many are answered at once, by Bertil."""
    for _ in range(callers):
        assert centre.ask("bertil", READY) is None
        leg = centre.call("1000")
        centre.pick_up("bertil")
        centre.end(leg)
    assert centre.ask("bertil", LUNCH) is None


def test_an_alarm_on_the_length_of_a_queue() -> None:  # F065
    centre = alarmed(waiting=2)
    first = centre.call("1000")
    assert told(centre) == 0
    second = centre.call("1000")
    assert told(centre) == 1
    centre.call("1000")
    assert told(centre) == 1
    centre.end(first)
    centre.end(second)
    assert not centre.state.alarms["anna"]["service"].raised
    centre.call("1000")
    assert told(centre) == 2


def test_an_alarm_on_the_wait_of_the_first_in_line() -> None:  # F065
    centre = alarmed(longest_ms=30_000)
    caller = centre.call("1000")
    centre.wait(20_000)
    centre.call("1000")
    centre.wait(9_000)
    assert told(centre) == 0
    centre.wait(1_000)
    assert told(centre) == 1
    centre.end(caller)
    assert not centre.state.alarms["anna"]["service"].raised
    centre.wait(20_000)  # now the second has waited as long
    assert told(centre) == 2


def test_an_alarm_does_not_come_and_go_with_every_caller() -> None:  # F065
    centre = alarmed(waiting=5)
    callers = [centre.call("1000") for _ in range(5)]
    for caller in callers:
        centre.end(caller)
        centre.call("1000")
    assert told(centre) == 1
    few = centre.state.waiting["service"]
    assert (len(few), centre.state.alarms["anna"]["service"].raised) == (5, True)


def test_an_alarm_on_the_wait_ends_when_the_next_has_waited_clearly_less() -> None:  # F065
    centre = alarmed(longest_ms=30_000)
    first = centre.call("1000")
    centre.wait(3_000)
    second = centre.call("1000")
    centre.wait(27_000)
    assert told(centre) == 1
    centre.end(first)  # the second has waited 27 s: hardly better
    assert centre.state.alarms["anna"]["service"].raised
    centre.wait(4_000)
    assert told(centre) == 1
    centre.end(second)
    assert not centre.state.alarms["anna"]["service"].raised


def test_an_alarm_on_the_agents_who_are_ready() -> None:  # F065
    centre = Centre()
    centre.ready("anna", "bertil")
    assert centre.ask("anna", SetAlarm(queue="service", ready=1)) is None
    first = centre.call("1000")
    assert told(centre, code="queue_alarm_ready") == 0  # one is left
    second = centre.call("1000")
    assert told(centre, code="queue_alarm_ready") == 1
    told_last = [event for event in centre.events if isinstance(event, Noticed)][-1]
    assert told_last.params == (("queue", centre.state.queues["service"].name),)
    centre.end(first)  # one is ready again: hardly better
    assert centre.state.alarms["anna"]["service"].reached == (AlarmLimit.READY,)
    centre.end(second)
    assert not centre.state.alarms["anna"]["service"].raised


def test_when_all_who_are_there_are_ready_there_is_no_alarm() -> None:  # F065
    centre = alarmed(ready=1)
    assert told(centre, code="queue_alarm_ready") == 1  # Anna is on a break, and alone
    assert centre.ask("anna", READY) is None
    assert not centre.state.alarms["anna"]["service"].raised
    centre.ready("bertil")
    assert centre.ask("anna", LUNCH) is None
    assert centre.ask("anna", LogOut()) is None
    assert centre.ask("bertil", LUNCH) is None
    assert told(centre, code="queue_alarm_ready") == 2
    assert centre.ask("bertil", READY) is None
    assert not centre.state.alarms["anna"]["service"].raised


def test_an_alarm_on_the_service_level() -> None:  # F065, F134
    centre = alarmed(level=50)
    centre.log_in("bertil")
    serve(centre, 4)
    lose(centre, 5)
    assert told(centre, code="queue_alarm_level") == 0  # 44 % of nine callers says nothing yet
    lose(centre, 1)
    assert told(centre, code="queue_alarm_level") == 1
    serve(centre, 4)  # 8 of 14: hardly better
    assert centre.state.alarms["anna"]["service"].reached == (AlarmLimit.LEVEL,)
    serve(centre, 1)  # 9 of 15, a fifth of what is left above the limit
    assert not centre.state.alarms["anna"]["service"].raised
    lose(centre, 3)  # 9 of 18: not below the limit
    assert told(centre, code="queue_alarm_level") == 1
    lose(centre, 1)
    assert told(centre, code="queue_alarm_level") == 2


def test_with_the_day_its_service_level_is_over() -> None:  # F065, F134
    centre = alarmed(level=100)
    lose(centre, 10)
    assert centre.state.alarms["anna"]["service"].raised
    centre.wait(DAY_MS - centre.now % DAY_MS - 1)
    assert centre.state.alarms["anna"]["service"].raised
    centre.wait(1)
    assert not centre.state.alarms["anna"]["service"].raised


def test_elsewhere_it_is_another_day() -> None:  # F065, F134
    centre = alarmed(level=100)
    lose(centre, 10)
    centre.give(ZoneOffset(minutes=-120))  # the centre's clock says yesterday
    assert not centre.state.alarms["anna"]["service"].raised


def test_each_limit_is_told_by_itself() -> None:  # F065
    centre = alarmed(waiting=1, longest_ms=30_000, level=100)
    centre.call("1000")
    assert (told(centre), centre.state.alarms["anna"]["service"].reached) == (1, (AlarmLimit.WAITING,))
    centre.wait(30_000)
    assert told(centre) == 2
    assert centre.state.alarms["anna"]["service"].reached == (AlarmLimit.WAITING, AlarmLimit.LONGEST)


def test_who_is_answered_waits_no_more() -> None:
    centre = alarmed(longest_ms=30_000)
    centre.call("1000")
    assert centre.ask("anna", READY) is None
    centre.pick_up("anna")
    centre.wait(60_000)
    assert told(centre) == 0


def test_a_case_that_leaves_for_the_overflow_counts_there() -> None:
    centre = Centre()
    away = replace(QUEUES[0], overflow=Overflow(after_ms=10_000, queue="support"))
    assert centre.ask(SYSTEM, Define(queues=(away,))) is None
    for queue in ("service", "support"):
        assert centre.ask("anna", SetAlarm(queue=queue, waiting=1)) is None
    centre.call("1000")
    assert [centre.state.alarms["anna"][queue].raised for queue in ("service", "support")] == [True, False]
    centre.wait(10_000)
    assert [centre.state.alarms["anna"][queue].raised for queue in ("service", "support")] == [False, True]


def test_an_alarm_is_set_on_what_is_there_already_and_taken_back() -> None:
    centre = Centre()
    centre.call("1000")
    assert centre.ask("anna", SetAlarm(queue="service", waiting=1)) is None
    assert told(centre) == 1
    assert centre.ask("anna", SetAlarm(queue="service", waiting=1)) is None
    assert told(centre) == 1
    assert centre.ask("anna", SetAlarm(queue="service")) is None
    assert (len(centre.state.alarms), len(centre.state.watchers)) == (0, 0)
    assert centre.ask("anna", SetAlarm(queue="service")) is None


def test_alarms_are_ones_own() -> None:
    centre = alarmed(waiting=1)
    centre.call("1000")
    assert set(centre.view("anna").alarms) == {"anna"}
    assert set(centre.view("vera").alarms) == set()
    assert told(centre, "vera") == 0


def test_only_ones_own_queues_and_real_limits() -> None:
    centre = Centre()
    assert centre.ask("bertil", SetAlarm(queue="support", waiting=1)) == Refusal(code="not_your_queue")
    assert centre.ask("nobody", SetAlarm(queue="support", waiting=1)) == Refusal(code="unknown_agent")
    assert centre.ask("bertil", SetAlarm(queue="service", waiting=0)) == Refusal(code="bad_limit")
    assert centre.ask("bertil", SetAlarm(queue="service", longest_ms=-1)) == Refusal(code="bad_limit")
    assert centre.ask("bertil", SetAlarm(queue="service", ready=0)) == Refusal(code="bad_limit")
    assert centre.ask("bertil", SetAlarm(queue="service", level=101)) == Refusal(code="bad_limit")
