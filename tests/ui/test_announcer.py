"""What is said aloud, and how often (F125)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.reactions import Notice, Reaction
from agent_desktop.client.view import View, fields
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.announcer import Announcer

from .conftest import House


class Said:
    """Keeps what was said, and whether at once."""

    def __init__(self) -> None:
        self.all: list[tuple[str, bool]] = []

    def say(self, text: str, at_once: bool) -> None:
        self.all.append((text, at_once))

    @property
    def last(self) -> tuple[str, bool] | None:
        return self.all[-1] if self.all else None


def test_a_status_is_said_when_it_changes_and_not_when_the_window_opens(house: House) -> None:
    said = Said()
    announcer = Announcer(said.say)
    announcer.show_view(samples.idle(AgentStatus.READY))
    announcer.show_view(samples.idle(AgentStatus.READY, 90_000))
    assert said.all == []
    announcer.show_view(samples.idle(AgentStatus.BUSY, reason="Busy_Lunch"))
    announcer.show_view(samples.idle(AgentStatus.BUSY, reason="Busy_Coffee"))
    announcer.show_view(View())  # logged out: the log-in page says so
    assert said.all == [("Busy – Lunch", False), ("Busy – Coffee", False)]


def test_an_offer_is_said_at_once_with_whom_it_is_from(house: House) -> None:
    said = Said()
    announcer = Announcer(said.say)
    announcer.show_view(samples.idle(AgentStatus.READY))
    announcer.show_view(samples.offered())
    announcer.show_view(replace(samples.offered(), asks_help=True))
    assert said.all == [("Incoming call, Support Svenska, Eva Lindqvist", True)]
    announcer.show_view(samples.in_call())
    assert said.last == ("In call", False)
    nameless = samples.offered()
    assert nameless.details is not None
    announcer.show_view(replace(nameless, details=replace(nameless.details, name="")))
    assert said.last == ("Incoming call, Support Svenska, +46 70 123 45 67", True)


def test_that_a_case_takes_too_long_is_said_once_for_each(house: House) -> None:  # F043
    said = Said()
    announcer = Announcer(said.say)
    for talked_ms in (161_000, 301_000, 302_000, 1_000, 301_000):
        announcer.show_fields(fields(samples.in_call(talked_ms), samples.NOW))
    assert said.all == [("This case takes longer than its queue wants.", False)] * 2


def test_the_window_says_its_messages_and_minds_the_time(house: House) -> None:
    said = Said()
    house.window.announcer = Announcer(said.say)
    house.show(samples.idle(AgentStatus.READY))
    house.show(samples.in_call())
    house.desk.tell(Reaction(notice=Notice(code="offer_missed")))
    house.settle()
    assert [text for text, _ in said.all] == ["In call", house.main.notice_bar.text.text().partition("  ")[2]]
    house.desk.tell(Reaction(notice=Notice(code="queue_alarm")))
    house.settle()
    assert said.all[-1][0] == house.main.notice_bar.text.text().partition("  ")[2]  # F065
    house.clock.now += 200_000
    house.window.ticker.ticked.emit()
    assert said.last == ("This case takes longer than its queue wants.", False)
