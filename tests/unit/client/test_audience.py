"""What a desk tells is heard by whoever comes late, too: the desk of a window works before there is a window."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.audience import UNHEARD, Audience
from agent_desktop.client.reactions import Notice, Reaction, Show
from agent_desktop.client.view import Link, View

ONLINE = replace(View(), link=Link.ONLINE)


def notice(code: str) -> Reaction:
    return Reaction(notice=Notice(code=code))


def audience(played: list[str | None] | None = None) -> Audience:
    return Audience((played if played is not None else []).append)


def test_who_comes_late_hears_the_view_that_is() -> None:
    told, views = audience(), list[View]()
    told.publish(ONLINE)
    told.listen(views.append)
    assert views == [ONLINE]
    told.publish(ONLINE)
    assert views == [ONLINE]  # it is no other


def test_who_is_there_at_once_hears_nothing_until_something_is() -> None:
    told, views = audience(), list[View]()
    told.listen(views.append)
    assert views == []
    told.publish(ONLINE)
    assert views == [ONLINE]


def test_reactions_wait_for_the_first_who_hears_them() -> None:
    told, first, second = audience(), list[Reaction](), list[Reaction]()
    told.note(notice("unsent"))
    told.publish(ONLINE)
    told.on_reaction(first.append)
    told.on_reaction(second.append)
    told.note(notice("caller_left"))
    told.publish(ONLINE)
    assert first == [notice("unsent"), notice("caller_left")]
    assert second == [notice("caller_left")]


def test_only_the_latest_reactions_wait() -> None:
    told, heard = audience(), list[Reaction]()
    for at in range(UNHEARD + 1):
        told.note(notice(f"n{at}"))
    told.publish(ONLINE)
    told.on_reaction(heard.append)
    assert heard == [notice(f"n{at}") for at in range(1, UNHEARD + 1)]


def test_the_view_comes_before_its_reactions() -> None:
    told, order = audience(), list[object]()
    told.listen(order.append)
    told.on_reaction(order.append)
    told.note(Reaction(show=next(iter(Show))))
    assert order == []
    told.publish(ONLINE)
    assert order == [ONLINE, Reaction(show=next(iter(Show)))]


def test_a_signal_is_played_once_and_stopped_once_whoever_hears() -> None:
    played: list[str | None] = []
    told = audience(played)
    for reaction in (Reaction(sound="ring"), Reaction(sound="ring"), Reaction(silence=True), Reaction(silence=True)):
        told.note(reaction)
        told.publish(ONLINE)
    assert played == ["ring", None]
