"""Sound devices that come and go, with devices that do nothing and a clock of the test: who is used, what is said."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from agent_desktop.phone import cards
from agent_desktop.phone.cards import Card, CardDevice, Listing, pick
from agent_desktop.phone.devices import DeviceFailed
from agent_desktop.phone.pcm import FRAME, Samples
from agent_desktop.phone.port import UseDevices, Wanted


class Half:
    """A device that runs as long as the test lets it."""

    def __init__(self, name: str, flow: Callable[..., Samples | None]) -> None:
        self.name, self.flow, self.closed = name, flow, False

    def close(self) -> None:
        self.closed = True


class FakeCards:
    """A PC whose devices are plugged and pulled by the test."""

    def __init__(self) -> None:
        self.now = 0.0
        self.speakers = ["Built-in", "Jabra Evolve", "Beamer"]
        self.microphones = ["Built-in", "Jabra Evolve"]
        self.taken: set[str] = set()
        self.opened: list[Half] = []

    def listed(self) -> Listing:
        return Listing(tuple(map(Card, self.speakers)), tuple(map(Card, self.microphones)))

    def _open(self, kind: str, card: Card | None, flow: Callable[..., Samples | None]) -> Half:
        if card and card.name in self.taken:
            raise DeviceFailed("It is taken.")
        half = Half(f"{kind} {card.name if card else 'default'}", flow)
        self.opened.append(half)
        return half

    def speaker(self, card: Card | None, feed: Callable[[int], Samples]) -> Half:
        return self._open("speaker", card, feed)

    def microphone(self, card: Card | None, drain: Callable[[Samples], None]) -> Half:
        return self._open("microphone", card, drain)

    def running(self) -> list[str]:
        return sorted(half.name for half in self.opened if not half.closed)

    def live(self, seconds: float, sample: int = 5) -> None:
        """Time goes by, and what runs takes and gives."""
        for _ in range(round(seconds / 0.02)):
            self.now += 0.02
            for half in self.opened:
                if half.closed:
                    continue
                if half.name.startswith("speaker"):
                    half.flow(FRAME)
                else:
                    half.flow(np.full(FRAME, sample, dtype=np.int16))

    def half(self, name: str) -> Half:
        return next(half for half in self.opened if half.name == name and not half.closed)


JABRA = (Wanted(name="jabra"), Wanted(name="Plantronics"))


def device(pc: FakeCards, chosen: UseDevices | None = None) -> CardDevice:
    made = CardDevice(pc, lambda: pc.now)
    made.choose(chosen or UseDevices(microphones=JABRA, speakers=JABRA))
    return made


def test_the_first_wanted_device_that_is_there_is_picked() -> None:
    there = (Card("Jabra 65 Mono"), Card("Jabra 65"), Card("Logitech"))
    assert pick((Wanted(name="Jabra 65", gain_db=3.0),), there) == cards.Picked(Card("Jabra 65"), 3.0)
    assert pick((Wanted(name="mono"),), there).card == Card("Jabra 65 Mono")
    assert pick((Wanted(name="Gone"), Wanted(name="logi")), there) == cards.Picked(Card("Logitech"))
    assert pick((Wanted(name="Gone"),), there) == cards.Picked(missing=True)
    assert pick((Wanted(name="Gone"), Wanted(gain_db=-6.0)), there) == cards.Picked(gain_db=-6.0)
    assert pick((), there) == cards.Picked()


def test_only_what_is_needed_runs() -> None:
    pc = FakeCards()
    jabra = device(pc)
    assert jabra.settle(speaker=False, microphone=False).microphone == "Jabra Evolve"
    assert pc.running() == []
    jabra.settle(speaker=True, microphone=False)
    assert pc.running() == ["speaker Jabra Evolve"]
    jabra.settle(speaker=True, microphone=True)
    assert pc.running() == ["microphone Jabra Evolve", "speaker Jabra Evolve"]
    jabra.settle(speaker=False, microphone=False)
    assert pc.running() == []


def test_a_device_that_goes_in_a_call_is_replaced_and_taken_again_when_it_is_back() -> None:
    pc = FakeCards()
    jabra = device(pc)
    assert jabra.settle(speaker=True, microphone=True).problem == ""
    pc.live(1)
    pc.speakers.remove("Jabra Evolve")
    pc.microphones.remove("Jabra Evolve")
    used = jabra.settle(speaker=True, microphone=True)
    assert pc.running() == ["microphone default", "speaker default"]
    assert (used.microphone, used.speaker, used.problem) == ("", "", cards.OTHER_MICROPHONE)
    pc.live(1)
    pc.speakers.append("Jabra Evolve")
    pc.microphones.append("Jabra Evolve")
    used = jabra.settle(speaker=True, microphone=True)
    assert (used.microphone, used.speaker, used.problem) == ("Jabra Evolve", "Jabra Evolve", "")
    assert pc.running() == ["microphone Jabra Evolve", "speaker Jabra Evolve"]


def test_another_headset_of_the_list_is_no_problem() -> None:
    pc = FakeCards()
    pc.speakers, pc.microphones = ["Built-in", "Plantronics C3220"], ["Built-in", "Plantronics C3220"]
    used = device(pc).settle(speaker=False, microphone=False)
    assert (used.microphone, used.problem) == ("Plantronics C3220", "")


@pytest.mark.parametrize(
    ("speakers", "microphones", "problem"),
    [([], [], cards.NO_DEVICE), (["Built-in"], [], cards.NO_MICROPHONE), ([], ["Built-in"], cards.NO_SPEAKER)],
)
def test_what_is_not_there_is_said_and_taken_when_it_comes(
    speakers: list[str], microphones: list[str], problem: str
) -> None:
    pc = FakeCards()
    pc.speakers, pc.microphones = speakers, microphones
    default = device(pc, UseDevices())
    assert default.settle(speaker=True, microphone=True).problem == problem
    assert len(pc.running()) == len(speakers) + len(microphones)
    pc.speakers, pc.microphones = ["Built-in"], ["Built-in"]
    assert default.settle(speaker=True, microphone=True).problem == ""
    assert pc.running() == ["microphone default", "speaker default"]


def test_a_device_that_stalls_is_opened_again_though_it_is_still_listed() -> None:
    pc = FakeCards()
    jabra = device(pc)
    jabra.settle(speaker=True, microphone=True)
    pc.live(1)
    pc.now += 2
    assert jabra.settle(speaker=True, microphone=True).problem == cards.DEAD_MICROPHONE
    assert len(pc.opened) == 4
    pc.live(0.5)
    assert jabra.settle(speaker=True, microphone=True).problem == ""
    assert len(pc.opened) == 4


def test_a_microphone_that_gives_zeros_is_noticed() -> None:
    pc = FakeCards()
    jabra = device(pc)
    jabra.settle(speaker=True, microphone=True)
    pc.live(5, sample=0)
    assert jabra.settle(speaker=True, microphone=True).problem == ""
    pc.live(2, sample=0)
    assert jabra.settle(speaker=True, microphone=True).problem == cards.SILENT_MICROPHONE
    pc.live(0.1, sample=1)
    assert jabra.settle(speaker=True, microphone=True).problem == ""


def test_a_device_that_is_taken_is_said_and_the_default_one_used() -> None:
    pc = FakeCards()
    pc.taken = {"Jabra Evolve"}
    jabra = device(pc)
    for _ in range(2):
        assert jabra.settle(speaker=True, microphone=False).problem == "It is taken."
        assert pc.running() == ["speaker default"]
    assert len(pc.opened) == 1, "what works is not opened again and again"


def test_the_ring_goes_to_its_own_device_and_never_into_a_call() -> None:
    pc = FakeCards()
    jabra = device(pc, UseDevices(microphones=JABRA, speakers=JABRA, rings=(Wanted(name="Beamer", gain_db=-20),)))
    jabra.play("ring", np.full(FRAME, 1000, dtype=np.int16), loop=True)
    assert jabra.settle(speaker=True, microphone=True).ring == "Beamer"
    assert pc.running() == ["microphone Jabra Evolve", "speaker Beamer", "speaker Jabra Evolve"]
    assert (pc.half("speaker Beamer").flow(FRAME) == 100).all()
    assert not pc.half("speaker Jabra Evolve").flow(FRAME).any()  # type: ignore[union-attr]
    assert not np.frombuffer(jabra.spoken(), dtype="<i2").any()
    jabra.stop_playing("ring")
    jabra.settle(speaker=True, microphone=True)
    assert pc.running() == ["microphone Jabra Evolve", "speaker Jabra Evolve"]


def test_a_ring_without_a_device_of_its_own_is_mixed_into_the_speaker_with_its_own_volume() -> None:
    pc = FakeCards()
    both = device(pc, UseDevices(speakers=(Wanted(name="Jabra"),), rings=(Wanted(name="Jabra", gain_db=20),)))
    both.play("ring", np.full(FRAME, 10, dtype=np.int16), loop=True)
    both.play("speaker", np.full(FRAME, 1000, dtype=np.int16), loop=False)
    both.settle(speaker=False, microphone=False)
    assert pc.running() == ["speaker Jabra Evolve"]
    speaker = pc.half("speaker Jabra Evolve")
    assert (speaker.flow(FRAME) == 1100).all()
    assert (speaker.flow(FRAME) == 100).all(), "what does not loop is over, what loops goes on"


def test_gain_changes_at_once_and_without_opening_anything() -> None:
    pc = FakeCards()
    one = device(pc)
    one.settle(speaker=True, microphone=True)
    for gain, least, most in ((0.0, 1000, 1000), (6.0, 1990, 2000), (-20.0, 100, 100), (99.0, 10_000, 10_000)):
        one.choose(UseDevices(microphones=(Wanted(name="jabra", gain_db=gain),), speakers=JABRA))
        one.settle(speaker=True, microphone=True)
        one.forget_spoken()
        heard = np.zeros(0, dtype=np.int16)
        for _ in range(10):
            pc.live(0.02, sample=1000)
            heard = np.frombuffer(one.spoken(), dtype="<i2")
        assert least <= heard.max() <= most
    assert len(pc.opened) == 2


def test_a_name_that_only_a_speaker_has_is_no_problem_for_who_named_one_device() -> None:
    pc = FakeCards()
    one = CardDevice(pc, lambda: pc.now)
    wanted = (Wanted(name="beamer"),)
    one.choose(UseDevices(microphones=wanted, speakers=wanted), either=True)
    used = one.settle(speaker=False, microphone=False)
    assert (used.speaker, used.microphone, used.problem) == ("Beamer", "", "")
    pc.speakers.remove("Beamer")
    assert one.settle(speaker=False, microphone=False).problem == cards.OTHER_MICROPHONE
