"""What is wrong and mends itself is said calmly, for as long as it is so (F121, F122)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.reactions import Notice
from agent_desktop.client.view import PhoneView, View
from agent_desktop.domain.messages import AgentStatus
from agent_desktop.ui import samples
from agent_desktop.ui.notices import Told

from .conftest import House


def said(house: House, view: View) -> str:
    house.show(view)
    bar = house.main.trouble_bar
    return bar.text.text() if bar.isVisible() else ""


def test_when_all_is_well_nothing_is_said(house: House) -> None:
    assert said(house, samples.in_call()) == ""
    assert said(house, View()) == ""


def test_without_the_server_it_says_what_still_works(house: House) -> None:
    assert "Buttons work again then" in said(house, samples.reconnecting())
    assert "Your call goes on" in said(house, samples.cut_off())


def test_an_agent_who_is_not_heard_sees_how_long_the_caller_waits(house: House) -> None:
    assert said(house, samples.apart()).startswith("You cannot be heard; the caller hears music.")
    assert house.main.band.detail.text() == "Not heard – 0:23 left"
    house.pass_time(3_000)
    assert house.main.band.detail.text() == "Not heard – 0:20 left"
    assert said(house, samples.in_call()) == ""


def test_a_phone_that_starts_again_is_said_to(house: House) -> None:
    assert said(house, samples.phone_restarting()) == "The telephone is being started again; the caller hears music."
    ready = replace(samples.idle(AgentStatus.READY), phone=PhoneView(restarting=True))
    assert said(house, ready) == "The telephone is being started again."


def test_what_was_told_meanwhile_is_seen_afterwards(house: House) -> None:
    house.show(samples.reconnecting())
    house.main.tell(Told(notice=Notice(code="connection_lost"), at=samples.NOW))
    house.settle()
    assert house.main.trouble_bar.isVisible()
    assert not house.main.notice_bar.isVisible()
    house.show(samples.idle(AgentStatus.READY))
    assert house.main.notice_bar.isVisible()
