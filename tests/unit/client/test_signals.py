"""A sound per event (F059): the agent's file and loudness; a file that is gone or no sound never means silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from agent_desktop.client.reactions import REACTIONS
from agent_desktop.client.signals import SIGNALS, Signals
from agent_desktop.phone.port import AnyOrder, Failed, PlaySound, StopSound
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.options import OPTIONS, SOUNDS_JOINED, SOUNDS_RING, SOUNDS_RING_VOLUME
from tests.guards.tree import ROOT


class Heard:
    """Signals with a phone that keeps its orders."""

    def __init__(self) -> None:
        self.orders: list[AnyOrder] = []
        self.gone: list[Path] = []
        self.preferences = Preferences()
        self.signals = Signals(self.orders.append, lambda name: Path(f"/house/{name}.wav"), self.preferences, self.told)

    def told(self, file: Path) -> None:
        self.gone.append(file)


@pytest.fixture
def heard() -> Heard:
    return Heard()


def test_every_signal_has_a_file_of_the_house_and_its_options() -> None:
    for signal in SIGNALS:
        assert (ROOT / "sounds" / "signals" / f"{signal.id}.wav").is_file()
        assert {signal.file, signal.volume} <= set(OPTIONS)
    source = (ROOT / "agent_desktop" / "client" / "reactions.py").read_text(encoding="utf-8")
    assert REACTIONS
    assert all(f'"{signal.id}"' in source for signal in SIGNALS), "a signal that no event has"


def test_without_a_choice_the_house_is_heard(heard: Heard) -> None:
    heard.signals.play("ring")
    heard.signals.play("joined")
    heard.signals.play(None)
    assert heard.orders == [
        PlaySound(file=str(Path("/house/ring.wav")), loop=True, where="ring"),
        PlaySound(file=str(Path("/house/joined.wav")), where="speaker"),
        StopSound(),
    ]


def test_the_agents_file_is_heard_as_loud_as_chosen(heard: Heard, tmp_path: Path) -> None:
    file = tmp_path / "bell.ogg"
    file.write_bytes(b"")
    heard.preferences.change(SOUNDS_RING, file)
    heard.preferences.change(SOUNDS_RING_VOLUME, 50)
    heard.signals.play("ring")
    heard.preferences.change(SOUNDS_RING_VOLUME, 0)
    heard.signals.try_out("ring")
    first, second = heard.orders
    assert isinstance(first, PlaySound)
    assert isinstance(second, PlaySound)
    assert (first.file, first.loop, round(first.gain_db, 1)) == (str(file), True, -6.0)
    assert (second.file, second.loop, second.gain_db) == (str(file), False, -100.0)
    assert heard.gone == []


def test_a_file_that_is_gone_is_told_and_the_house_is_heard(heard: Heard, tmp_path: Path) -> None:
    heard.preferences.change(SOUNDS_JOINED, tmp_path / "gone.mp3")
    heard.signals.play("joined")
    assert heard.gone == [tmp_path / "gone.mp3"]
    assert heard.orders == [PlaySound(file=str(Path("/house/joined.wav")), where="speaker")]


def test_a_file_that_is_no_sound_is_heard_as_the_houses_once(heard: Heard, tmp_path: Path) -> None:
    file = tmp_path / "letter.wav"
    file.write_text("Dear Sir", encoding="utf-8")
    heard.preferences.change(SOUNDS_RING, file)
    heard.signals.play("ring")
    heard.signals.phone_said(Failed(order="Answer", problem="no such leg"))
    assert len(heard.orders) == 1
    failed = Failed(order="PlaySound", problem="The sound cannot be played")
    heard.signals.phone_said(failed)
    assert heard.orders[1:] == [PlaySound(file=str(Path("/house/ring.wav")), loop=True, where="ring")]
    heard.signals.phone_said(failed)  # the house's own cannot be played: nothing more to try
    assert len(heard.orders) == 2
