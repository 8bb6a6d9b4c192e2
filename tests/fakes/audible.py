"""A centre that can be heard: what the core orders for legs is done by a real relay, with a phone at each leg."""

from __future__ import annotations

import numpy as np

from agent_desktop.domain.messages import Connect, Mix, Play
from agent_desktop.server.dispatch import who_hears_whom
from agent_desktop.server.media.codecs import WideCoder
from agent_desktop.server.media.g711 import LAWS, encode
from agent_desktop.server.media.sounds import Sound
from tests.fakes.centre import Centre
from tests.fakes.scene import LEVEL_DBFS, Scene

MUSIC = "music/waiting"
MUSIC_HZ = 2950.0
CODECS = ("PCMA", "PCMU", "PCMA", "G722")
"""What phones speak, in the order in which they come in."""


class Audible:
    """Carries a centre's orders out, and says whom each leg hears by what its phone received.

    ``mixed`` gives phones different codecs; without it all speak A-law.
    """

    def __init__(self, centre: Centre, scene: Scene, *, mixed: bool = True) -> None:
        self._centre = centre
        self._scene = scene
        self._codecs = CODECS if mixed else ("PCMA",)
        self._done = 0
        scene.tones[MUSIC] = MUSIC_HZ
        self._music = _tone(MUSIC_HZ)

    def hears(self) -> dict[str, set[str]]:
        """Everybody speaks at once: for each leg those whom its phone hears, and the music."""
        self._carry_out()
        heard = self._scene.talk()
        return {name: set(tones) for name, tones in self._scene.tones_in(heard).items()}

    def _carry_out(self) -> None:
        relay = self._scene.relay
        for order in self._centre.effects[self._done :]:
            if isinstance(order, Connect | Mix | Play):
                self._open(order.leg, *getattr(order, "peers", ()), getattr(order, "peer", order.leg))
                self._open(*(ear.leg for ear in getattr(order, "ears", ())))
            if isinstance(order, Connect):
                relay.connect(order.leg, order.peer, self._scene.now)
            elif isinstance(order, Mix):
                relay.mix(who_hears_whom(order), self._scene.now)
            elif isinstance(order, Play):
                relay.play(order.leg, (), self._music if order.loop == MUSIC else None, self._scene.now)
        self._done = len(self._centre.effects)
        for leg in set(self._scene.phones) - set(self._centre.state.legs):
            self._scene.remove(leg)

    def _open(self, *legs: str) -> None:
        for leg in legs:
            if leg not in self._scene.phones:
                self._scene.add(leg, self._codecs[len(self._scene.phones) % len(self._codecs)])


def _tone(hertz: float) -> Sound:
    def samples(rate: int) -> np.ndarray:
        amplitude = 32768 * 10 ** (LEVEL_DBFS / 20) * np.sqrt(2)
        return np.round(amplitude * np.sin(2 * np.pi * hertz * np.arange(rate) / rate)).astype(np.int16)

    coded = {law: encode(law, samples(8000)) for law in LAWS}
    return Sound(MUSIC, coded | {"G722": WideCoder().encode(samples(16000))})
