"""The menu of audio clips: what it offers in a call and without one, and to whom (F072)."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from agent_desktop.client.action import Choice
from agent_desktop.client.listened import PlayerState, PlayerView
from agent_desktop.client.view import View
from agent_desktop.domain.messages import AgentStatus, Clip
from agent_desktop.ui import samples
from tests.ui.conftest import House

OWN = Clip(id=7, name="Opening & closing", agent="anna", take=8)
OLD = Clip(id=9, name="Christmas", agent="anna", take=10, archived=True)
PUBLIC = Clip(id=11, name="The way to us", agent="vera", public=True, take=12)


def with_clips(view: View) -> View:
    return replace(view, clips=(OLD, OWN, PUBLIC))


def entries(house: House) -> list[str]:
    """The names of what can be chosen."""
    house.main.trigger("clips")
    assert house.main.clip_menu.isVisible()
    found = [entry.objectName() for entry in house.main.clip_menu.findChildren(QAction) if entry.objectName()]
    house.main.clip_menu.hide()
    return found


def choose(house: House, name: str) -> None:
    entry = house.main.clip_menu.findChild(QAction, name)
    assert entry is not None
    entry.trigger()


def test_in_a_call_clips_are_played_that_are_not_put_away(house: House) -> None:
    house.show(with_clips(samples.in_call()))
    assert {"play_clip_7", "play_clip_and_hang_up_7", "play_clip_11"} <= set(entries(house))
    assert "play_clip_9" not in entries(house)
    assert "record_clip" not in entries(house)
    choose(house, "play_clip_and_hang_up_7")
    assert house.desk.acted == [("play_clip_and_hang_up", Choice(clip=7))]
    titles = [entry.text() for entry in house.main.clip_menu.actions()]
    assert titles == ["Christmas (archived)", "Opening && closing", "The way to us (for everybody)"]


def test_without_a_call_they_are_recorded_and_put_away(house: House) -> None:
    house.show(with_clips(samples.idle(AgentStatus.READY)))
    found = entries(house)
    assert not [name for name in found if name.startswith("play_clip")]
    assert {"record_clip", "record_clip_again_7", "rename_clip_7", "archive_clip_9", "delete_clip_9"} <= set(found)
    assert [name for name in found if name.endswith("_11")] == ["listen_11"], "it is the supervisors'"
    assert "record_public_clip" not in found
    again = house.main.clip_menu.findChild(QAction, "archive_clip_9")
    assert again is not None
    assert again.text() == "Offer it again"
    choose(house, "delete_clip_9")
    assert house.desk.acted == [("delete_clip", Choice(clip=9))]


def test_a_clip_gets_its_name_before_it_is_recorded(house: House) -> None:
    house.show(with_clips(samples.idle(AgentStatus.READY)))
    for name, text, made in (
        ("record_clip", " Way to the office ", ("record_clip", Choice(text="Way to the office"))),
        ("rename_clip_7", "Hours", ("rename_clip", Choice(clip=7, text="Hours"))),
    ):
        entries(house)
        choose(house, name)
        asked = house.main.findChildren(QInputDialog)[-1]
        assert asked.isVisible()
        assert asked.textValue() == ("" if name == "record_clip" else OWN.name)
        asked.setTextValue(text)
        asked.accept()
        house.settle()
        assert house.desk.acted[-1] == made


def test_a_clip_is_listened_to_alone_and_stopped(house: House) -> None:  # F072
    house.show(with_clips(samples.idle(AgentStatus.READY)))
    assert {"listen_7", "listen_9", "listen_11"} <= set(entries(house))
    choose(house, "listen_7")
    assert house.desk.played == [("/v1/clips/7", 0)]
    heard = PlayerView(path="/v1/clips/7", state=PlayerState.PLAYING, since=samples.NOW)
    house.show(replace(house.main.view, player=heard))
    entry = house.main.clip_menu.findChild(QAction, "listen_7")
    assert entry is not None
    assert entry.text() == "Stop listening"
    choose(house, "listen_7")
    assert house.desk.played[1:] == [None]


def test_a_clip_without_a_sound_is_not_listened_to(house: House) -> None:
    fresh = replace(OWN, take=0)
    house.show(replace(samples.idle(AgentStatus.READY), clips=(fresh,)))
    assert "listen_7" not in entries(house)
