"""Several phones at a real relay, in the test's own time: each speaks its own tone, and tells what it heard."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from itertools import pairwise

import numpy as np

from agent_desktop.server.media.leg import Leg
from agent_desktop.server.media.relay import Relay
from tests.fakes.relay_driver import RelayDriver
from tests.fakes.rtp_peer import Address, Heard, RtpPeer, level_at

FRAMES = 50
"""Packets of 20 ms that a phone speaks in ``talk``."""

SETTLED = 15
"""Packets that come before mixes, and filters, have what they need."""

LEVEL_DBFS = -24.0
"""Quiet enough for eight at once."""


class Scene:
    """Phones by name, each with a leg of that name; ``Scene(a="PCMA", b="G722")``."""

    def __init__(self, **codecs: str) -> None:
        self._stack = ExitStack()
        self.driver = self._stack.enter_context(RelayDriver())
        self.phones: dict[str, RtpPeer] = {}
        self.to: dict[str, Address] = {}
        self.tones: dict[str, float] = {}
        for name, codec in codecs.items():
            self.add(name, codec)

    def __enter__(self) -> Scene:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, name: str, codec: str) -> None:
        """One more phone with a leg; its tone has whole periods in 20 ms, and is in the telephone band."""
        self.tones[name] = 350.0 + 350 * len(self.tones)
        self.phones[name] = self._stack.enter_context(RtpPeer(codec))
        self.to[name] = self.driver.leg(name, self.phones[name])

    def remove(self, name: str) -> None:
        """A phone and its leg are no more; its tone is found where it is still heard."""
        self.relay.close(name, self.now)
        del self.phones[name], self.to[name]

    @property
    def relay(self) -> Relay:
        """The relay itself."""
        return self.driver.relay

    @property
    def now(self) -> float:
        """Seconds."""
        return self.driver.now

    def leg(self, name: str) -> Leg:
        return self.relay._leg(name)

    def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: frozenset[str] = frozenset()) -> None:
        self.relay.mix(hears, self.now, unrecorded)

    def talk(self, frames: int = FRAMES) -> dict[str, list[Heard]]:
        """All phones speak at the same time; what each hears meanwhile."""
        for phone in self.phones.values():
            phone.hear_what_came()
        for _ in range(frames):
            for name, phone in self.phones.items():
                phone.tone(self.to[name], self.tones[name], packets=1, dbfs=LEVEL_DBFS)
            self.driver.take(len(self.phones))
            self.driver.ticks(1)
        return {name: phone.hear_what_came() for name, phone in self.phones.items()}

    def who_hears_whom(self) -> dict[str, str]:
        """For each phone the names of those whose tones it hears, in their order."""
        return self.found(self.talk())

    def found(self, heard: Mapping[str, list[Heard]]) -> dict[str, str]:
        """The tones in what phones heard, as letters."""
        return {name: "".join(others) for name, others in self.tones_in(heard).items()}

    def tones_in(self, heard: Mapping[str, list[Heard]]) -> dict[str, list[str]]:
        """Whose tones are in what phones heard; a tone that is neither there nor not there is an error."""
        found: dict[str, list[str]] = {}
        for name, packets in heard.items():
            assert not packets or len(packets) > FRAMES - 5, f"{name} heard {len(packets)} packets"
            settled = packets[SETTLED:]
            sound = self.phones[name].sound(settled) if settled else np.zeros(0, np.int16)
            rate = self.phones[name].rate
            levels = {other: level_at(sound, rate, hertz) for other, hertz in self.tones.items()} if settled else {}
            found[name] = [other for other, level in levels.items() if level > LEVEL_DBFS - 3]
            unsure = {other: level for other, level in levels.items() if LEVEL_DBFS - 25 < level <= LEVEL_DBFS - 3}
            assert not unsure, f"{name} hears neither well nor not: {unsure}"
        return found

    def is_unbroken(self, packets: list[Heard]) -> bool:
        """Whether these are one stream without a gap."""
        return all(
            (after.sequence - before.sequence) & 0xFFFF == 1
            and (after.timestamp - before.timestamp) & 0xFFFFFFFF == 160
            and after.ssrc == before.ssrc
            for before, after in pairwise(packets)
        )
