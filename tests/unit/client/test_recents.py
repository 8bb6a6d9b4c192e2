"""Recent calls, folded from what the real core sends an agent: missed, received, dialled, and why (F022, F123)."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_desktop.client.address_book import EMPTY_BOOK, AddressBook, Person
from agent_desktop.client.personal import DAY_MS, Personal
from agent_desktop.client.recents import RecentCall, Rows, Way, after
from agent_desktop.domain import views
from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import Dial, Inquire, LegAnswered, LegEnd, OfferEnd, Transfer
from tests.fakes.centre import Centre

CALLER = "+46701234567"


def followed(centre: Centre, me: str) -> Rows:
    """What the agent's client made of everything it was sent, one event after the other."""
    rows: Rows = ()
    held = EMPTY
    for (before, event), at in zip(centre.history, centre.times, strict=True):
        events = views.visible(before, event, me)
        held, old = fold(held, events), held
        rows = after(rows, old, events, held, me, at)
    return rows


def test_an_answered_call_is_received_with_its_time_of_talk() -> None:
    centre = Centre()
    centre.ready("bertil")
    caller = centre.call("1000")
    centre.wait(3_000)
    centre.pick_up("bertil")
    answered = centre.now
    (row,) = followed(centre, "bertil")
    assert (row.way, row.ended, row.talked_ms) == (Way.RECEIVED, None, None)  # while it lasts
    centre.wait(61_000)
    centre.end(caller)
    (row,) = followed(centre, "bertil")
    assert (row.way, row.number, row.name, row.queue) == (Way.RECEIVED, CALLER, "Carl", "Customer service")
    assert (row.answered, row.talked_ms) == (answered, 61_000)


def test_a_missed_offer_says_what_happened() -> None:  # F123
    centre = Centre()
    centre.ready("bertil")
    began = centre.now
    centre.call("1000")
    centre.wait(25_000)
    (row,) = followed(centre, "bertil")
    assert (row.way, row.how, row.number, row.at) == (Way.MISSED, OfferEnd.MISSED, CALLER, began)


def test_a_caller_who_gives_up_and_one_who_is_rejected_are_told_apart() -> None:  # F123
    centre = Centre()
    centre.ready("bertil")
    centre.end(centre.call("1000"))
    centre.call("1000")
    leg = centre.offer("bertil").leg
    assert leg is not None
    centre.end(leg, LegEnd.REJECTED)
    assert [row.how for row in followed(centre, "bertil")] == [OfferEnd.REJECTED, OfferEnd.CALLER_LEFT]


def test_a_number_that_is_dialled_and_not_reached_is_dialled() -> None:  # F022
    centre = Centre()
    centre.ready("bertil")
    assert centre.ask("bertil", Dial(number="+46850012300")) is None
    (row,) = followed(centre, "bertil")
    assert (row.way, row.number, row.ended) == (Way.DIALLED, "+46850012300", None)
    leg = centre.presence("bertil").leg
    assert leg is not None
    centre.give(LegAnswered(leg=leg))
    centre.end(leg)
    (row,) = followed(centre, "bertil")
    assert row.ended is not None
    assert row.talked_ms is None


def test_a_call_between_colleagues_is_by_name_and_shows_no_customers_number() -> None:
    centre = Centre()
    centre.ready("anna", "bertil")
    centre.call("1000")
    centre.pick_up("anna")
    assert centre.ask("anna", Inquire(agent="bertil")) is None
    centre.pick_up("bertil")
    (row,) = followed(centre, "bertil")
    assert (row.way, row.agent, row.name, row.number) == (Way.RECEIVED, "anna", "Anna Berg", "")
    assert len(followed(centre, "anna")) == 1  # the inquiry is a part of the call
    assert centre.ask("anna", Transfer()) is None
    (row,) = followed(centre, "bertil")
    assert (row.name, row.number) == ("Carl", CALLER)  # the customer is now theirs


def test_a_call_that_comes_back_is_received_again() -> None:
    centre = Centre()
    centre.ready("bertil")
    for _ in range(2):
        caller = centre.call("1000")
        centre.pick_up("bertil")
        centre.end(caller)
        centre.wait(9_000)
    rows = followed(centre, "bertil")
    assert [row.way for row in rows] == [Way.RECEIVED, Way.RECEIVED]
    assert rows[0].at > rows[1].at


class Drawer:
    """What one user's window remembers in a folder, from one start to the next."""

    def __init__(self, folder: Path | None, days: int = 0) -> None:
        self.folder, self.days, self.now = folder, days, 10 * DAY_MS

    def opened(self, user: str = "bertil") -> Personal:
        personal = Personal(self.folder, self.days, lambda: self.now)
        personal.open("http://127.0.0.1:1", user)
        return personal


def with_a_call(personal: Personal) -> None:
    centre = Centre()
    centre.ready("bertil")
    centre.call("1000")
    centre.pick_up("bertil")
    personal.begin(centre.view("bertil"), "bertil", 10 * DAY_MS)


def test_calls_and_favourites_survive_a_restart_and_belong_to_one_user(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path / "calls")
    personal = drawer.opened()
    with_a_call(personal)
    personal.favour("112", on=True)
    personal.favour("911", on=True)
    personal.favour("112", on=False)
    again = drawer.opened()
    assert [row.number for row in again.calls] == [CALLER]
    assert again.favourites == ("911",)
    assert drawer.opened("anna").calls == ()
    again.close()
    assert again.calls == ()


def test_old_calls_are_forgotten_on_disk_too(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path, days=3)
    with_a_call(drawer.opened())
    drawer.now += 4 * DAY_MS
    assert drawer.opened().calls == ()
    assert CALLER not in "".join(file.read_text(encoding="utf-8") for file in tmp_path.iterdir())


@pytest.mark.expects_log("cannot be read")
def test_a_file_that_is_none_costs_nothing_but_what_was_in_it(tmp_path: Path) -> None:
    drawer = Drawer(tmp_path)
    with_a_call(drawer.opened())
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"\x00broken")
    assert drawer.opened().calls == ()


def test_the_name_of_a_number_comes_from_the_address_book() -> None:  # F054
    personal = Drawer(None).opened()
    personal.calls = (RecentCall(case=1, way=Way.MISSED, at=1, number="0701234567", ended=1),)
    book = AddressBook([Person(name="Eva", numbers=(CALLER,))])
    assert [row.name for row in personal.show(book)] == ["Eva"]
    assert personal.show(book) is personal.show(book)
    assert [row.name for row in personal.show(EMPTY_BOOK)] == [""]
