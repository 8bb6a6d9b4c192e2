"""The agent's keys while the program runs: changed, tried, kept, given back (F061–F063)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from agent_desktop.client.view import KeyView
from agent_desktop.desktop.chord import Chord, parse
from agent_desktop.desktop.global_keys import GlobalKeys, Judged, Pressed, Told, Verdict, Wanted
from agent_desktop.desktop.keymap import Locked, Reach
from agent_desktop.hot_keys import Files, HotKeys
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import HOTKEYS_GLOBAL, HOTKEYS_KEYMAP

LOCAL, GLOBAL = Reach.LOCAL, Reach.GLOBAL
F2, F9 = parse("Ctrl+Shift+F2"), parse("Ctrl+Shift+F9")


class Desktop:
    """Satisfies ``GlobalKeys``: every key can be had but those of ``taken``; it answers at once."""

    def __init__(self, *, asks: bool = False, taken: frozenset[Chord] = frozenset()) -> None:
        self.asks = asks
        self.taken = taken
        self.bound: list[dict[str, Chord]] = []
        self.closed = False

    def open(self, pressed: Pressed, told: Told) -> GlobalKeys:
        """The way of global keys."""
        self.pressed, self._told = pressed, told
        return self

    def bind(self, wanted: Wanted) -> None:
        self.bound.append(dict(wanted))
        taken = {action for action, chord in wanted.items() if chord in self.taken}
        self._told({action: Judged(Verdict.TAKEN if action in taken else Verdict.OK) for action in wanted})

    def close(self) -> None:
        self.closed = True


class Rig:
    """Keys over files of the test."""

    def __init__(self, folder: Path, desktop: Desktop, machine: str = "") -> None:
        self.desktop = desktop
        self.files = Files(folder / "machine.ini", folder / "user.ini")
        self.files.machine.write_text(machine, encoding="utf-8")
        self.preferences = Preferences()
        self.shown: list[Mapping[str, KeyView]] = []
        self.pressed: list[str] = []
        self.keys = HotKeys(self.files, self.files.read("default"), self.preferences, self.shown.append, desktop.open)
        self.keys.start(self.pressed.append)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path, Desktop())


def test_keys_are_had_from_the_start_and_shown_with_what_became_of_them(tmp_path: Path) -> None:
    rig = Rig(tmp_path, Desktop(taken=frozenset({F2})))
    assert rig.desktop.bound[0]["answer"] == F2
    assert rig.shown[-1]["answer"] == KeyView(local="F2", everywhere="Ctrl+Shift+F2", lost=True)
    assert rig.keys.judged("answer") == Judged(Verdict.TAKEN)
    rig.desktop.pressed("answer")
    assert rig.pressed == ["answer"]
    rig.keys.close()
    assert rig.desktop.closed


def test_a_changed_key_holds_at_once_and_after_the_next_start(rig: Rig) -> None:  # F061
    heard: list[None] = []
    rig.keys.listen(lambda: heard.append(None))
    rig.keys.change(GLOBAL, "answer", F9)
    rig.keys.change(LOCAL, "answer", None)
    assert rig.desktop.bound[-1]["answer"] == F9
    assert rig.shown[-1]["answer"] == KeyView(everywhere="Ctrl+Shift+F9")
    assert heard
    again = rig.files.read("default")
    assert again.own == {(GLOBAL, "answer"): F9, (LOCAL, "answer"): None}
    rig.keys.reset()
    assert rig.desktop.bound[-1]["answer"] == F2
    assert rig.files.read("default").own == {}


def test_while_a_key_is_given_none_is_done_and_only_the_new_one_is_tried(rig: Rig) -> None:
    rig.keys.pause(on=True)
    assert rig.desktop.bound[-1] == {}
    rig.keys.change(GLOBAL, "mute", F9)
    assert rig.desktop.bound[-1] == {"mute": F9}
    rig.desktop.pressed("mute")
    assert rig.pressed == []
    assert rig.keys.judged("answer") == Judged(Verdict.OK), "what was known of the others stays"
    rig.keys.pause(on=False)
    assert {"answer": F2, "mute": F9}.items() <= rig.desktop.bound[-1].items()
    rig.desktop.pressed("mute")
    assert rig.pressed == ["mute"]


def test_a_desktop_that_asks_the_person_is_not_asked_for_nothing(tmp_path: Path) -> None:
    rig = Rig(tmp_path, Desktop(asks=True))
    for on in (True, False, True, False):
        rig.keys.pause(on=on)
    assert len(rig.desktop.bound) == 1
    rig.keys.pause(on=True)
    rig.keys.change(GLOBAL, "mute", F9)
    rig.keys.change(GLOBAL, "mute", parse("Ctrl+Shift+F10"))
    assert len(rig.desktop.bound) == 1
    rig.keys.pause(on=False)
    assert len(rig.desktop.bound) == 2


def test_the_options_hold_at_once(rig: Rig) -> None:
    rig.keys.change(LOCAL, "hold", Chord("F12"))
    rig.preferences.change(HOTKEYS_KEYMAP, "jabber")
    assert rig.shown[-1]["answer"].local == "Ctrl+L"
    assert rig.shown[-1]["hold"].local == "F12"
    rig.preferences.change(HOTKEYS_GLOBAL, "no")
    assert rig.desktop.bound[-1] == {}
    assert rig.shown[-1]["answer"].everywhere == ""


@pytest.mark.expects_log("is locked by the administrator")
def test_a_locked_key_is_changed_by_nobody(tmp_path: Path) -> None:  # F063
    (tmp_path / "user.ini").write_text("[global]\nanswer = Ctrl+Shift+F9\n", encoding="utf-8")
    rig = Rig(tmp_path, Desktop(), machine="[lock]\nanswer = yes\n")
    assert rig.desktop.bound[-1]["answer"] == F2
    with pytest.raises(Locked):
        rig.keys.change(GLOBAL, "answer", F9)
    rig.keys.change(LOCAL, "hold", Chord("F12"))
    assert rig.desktop.bound[-1]["answer"] == F2
    assert rig.files.read("default").own == {(LOCAL, "hold"): Chord("F12")}


def test_what_cannot_be_kept_holds_all_the_same(tmp_path: Path) -> None:
    rig = Rig(tmp_path, Desktop())
    (tmp_path / "user.ini").mkdir()
    with pytest.raises(OSError, match="user"):
        rig.keys.change(GLOBAL, "answer", F9)
    assert rig.desktop.bound[-1]["answer"] == F9


def test_the_true_files_stand_beside_the_settings() -> None:
    files = Files.beside_settings(alone=True)
    assert files.machine.name == "hotkeys.ini"
    assert files.user is None
    assert Files.beside_settings(alone=False).user != files.machine
