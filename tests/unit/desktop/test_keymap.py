"""Keymaps: house, administrator, agent; locks; the keymaps that come along (F061–F063, F132)."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_desktop import resources
from agent_desktop.client.actions import ACTIONS
from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.desktop.keymap import Keymap, Locked, Reach, load
from agent_desktop.settings.ini import SettingsError

KEYS = {"answer": "F2", "hang_up": "F3", "hold": None}
HOUSE = "[global]\nanswer = Ctrl+Shift+F2\n"
LOCAL, GLOBAL = Reach.LOCAL, Reach.GLOBAL
FILES = sorted(resources.path("hotkeys").glob("*.ini"))


class Desk:
    """The three files."""

    def __init__(self, folder: Path) -> None:
        self.base, self.machine, self.user = (folder / name for name in ("base.ini", "machine.ini", "user.ini"))
        self.base.write_text(HOUSE, encoding="utf-8")

    def load(self) -> Keymap:
        return load(KEYS, self.base, self.machine, self.user)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_table_of_actions_then_the_house_then_the_administrator_then_the_agent(desk: Desk) -> None:
    assert desk.load().chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F3")}
    assert desk.load().chords(GLOBAL) == {"answer": parse("Ctrl+Shift+F2")}
    desk.machine.write_text("[local]\nanswer = F9\nhang_up =\n[global]\nhold = Ctrl+F9\n")
    assert desk.load().chords(LOCAL) == {"answer": Chord("F9")}
    desk.user.write_text("[local]\nhang_up = F8\n[global]\nanswer =\n")
    assert desk.load().chords(LOCAL) == {"answer": Chord("F9"), "hang_up": Chord("F8")}
    assert desk.load().chords(GLOBAL) == {"hold": parse("Ctrl+F9")}


def test_what_the_agent_says_as_the_house_does_is_not_his_own(desk: Desk) -> None:  # F061
    keymap = desk.load()
    keymap.change(LOCAL, "answer", Chord("F10"))
    keymap.change(GLOBAL, "answer", None)
    assert keymap.own == {(LOCAL, "answer"): Chord("F10"), (GLOBAL, "answer"): None}
    keymap.change(LOCAL, "answer", Chord("F2"))
    assert keymap.own == {(GLOBAL, "answer"): None}


def test_a_locked_line_is_not_changed_by_hand_nor_by_file(desk: Desk) -> None:  # F063
    desk.machine.write_text("[lock]\nanswer = yes\n")
    keymap = desk.load()
    with pytest.raises(Locked):
        keymap.change(LOCAL, "answer", Chord("F10"))
    keymap.change(LOCAL, "hang_up", Chord("F10"))
    desk.user.write_text("[local]\nanswer = F10\nhang_up = F11\n[lock]\nhang_up = yes\n")
    keymap = desk.load()
    assert keymap.chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F11")}
    assert [note.rpartition("user.ini")[2] for note in keymap.notes] == [
        ", line 5: only the administrator's file locks keys",
        ": the key of answer is locked by the administrator",
    ]
    assert not keymap.is_locked("hang_up")


def test_the_whole_file_can_be_locked(desk: Desk) -> None:  # F063
    desk.machine.write_text("[lock]\nall = yes\n")
    desk.user.write_text("[local]\nhang_up = F11\n")
    keymap = desk.load()
    assert keymap.chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F3")}
    with pytest.raises(Locked):
        keymap.change(GLOBAL, "hold", Chord("F10"))


def test_one_key_does_one_thing(desk: Desk) -> None:
    desk.user.write_text("[local]\nhold = F2\n")
    assert desk.load().chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F3")}


def test_what_the_agent_changed_is_written_and_read_again_and_reset_gives_the_house_back(desk: Desk) -> None:  # F061
    keymap = desk.load()
    keymap.change(LOCAL, "answer", parse("Ctrl+Shift+F9"))
    keymap.change(GLOBAL, "answer", None)
    keymap.change(LOCAL, "hold", Chord("F4"))
    keymap.save(desk.user)
    again = desk.load()
    assert (again.own, again.notes) == (keymap.own, ())
    assert [keymap.is_own(action) for action in KEYS] == [True, False, True]
    keymap.reset("answer")
    assert keymap.own == {(LOCAL, "hold"): Chord("F4")}
    keymap.reset()
    assert keymap.chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F3")}
    keymap.save(desk.user)
    assert desk.load().own == {}


def test_a_file_of_the_agents_that_was_not_all_heard_is_kept_beside_the_new_one(desk: Desk) -> None:
    desk.machine.write_text("[local]\nsing = F1\n")
    desk.user.write_text("[local]\nanswer = F12\ndance = F2\n")
    keymap = desk.load()
    keymap.change(LOCAL, "answer", Chord("F9"))
    keymap.save(desk.user)
    before = desk.user.with_name("user.ini.before")
    assert "dance" in before.read_text()
    assert [note.partition("machine")[1] for note in desk.load().notes] == ["machine"]
    keymap.reset()
    keymap.save(desk.user)
    assert "dance" in before.read_text()


def test_who_has_a_key_in_the_window_or_everywhere(desk: Desk) -> None:
    keymap = desk.load()
    assert keymap.holder("hold", Chord("F2")) == "answer"
    assert keymap.holder("hold", parse("Ctrl+Shift+F2")) == "answer"
    assert keymap.holder("answer", Chord("F2")) is None
    assert keymap.holder("hold", Chord("F9")) is None


def test_mistakes_of_the_administrator_stop_and_those_of_the_agent_are_notes(desk: Desk) -> None:
    wrong = "[local]\nanswer = F99\nsing = F2\n[lock]\nall = perhaps\n"
    desk.user.write_text(wrong)
    keymap = desk.load()
    assert keymap.chords(LOCAL) == {"answer": Chord("F2"), "hang_up": Chord("F3")}
    assert len(keymap.notes) == 3
    desk.user.unlink()
    desk.machine.write_text(wrong)
    with pytest.raises(SettingsError) as problem:
        desk.load()
    assert [line.rpartition("machine.ini, ")[2] for line in str(problem.value).splitlines()] == [
        "line 2: 'F99' is no key: it is a letter, a digit, F1 to F24, or one of Esc, Tab, Backspace, Return, Space, "
        "Ins, Del, Pause, Print, ScrollLock, Home, End, Left, Up, Right, Down, PgUp, PgDown",
        "line 5: [lock] all is 'perhaps', but must be yes or no",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_keymaps_that_come_along_are_clean(file: Path) -> None:  # F132
    keymap = load({action.id: action.key for action in ACTIONS}, file, None, None)
    assert keymap.notes == ()
    given = [(chord, action) for reach in Reach for action, chord in keymap.chords(reach).items()]
    assert [(str(chord), action) for chord, action in given if chord.is_typed] == []
    assert [chord.key for action, chord in keymap.chords(GLOBAL).items() if chord.key == "F12"] == []
    assert len({chord for chord, _ in given}) == len(given)
    said = sum(keymap.chord(reach, action.id) is not None for reach in Reach for action in ACTIONS)
    assert said == len(given)
    assert {"answer", "hang_up", "mute", "ready"} <= set(keymap.chords(GLOBAL))


def test_there_is_one_for_the_habits_of_two_others() -> None:
    assert [file.stem for file in FILES] == ["default", "jabber", "teams"]
