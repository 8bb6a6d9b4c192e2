"""All that leaves the worker of its own accord, on one tick of 20 ms: sounds, mixes, and digits that are said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import count

from agent_desktop.server.media import link
from agent_desktop.server.media.leg import Leg
from agent_desktop.server.media.mixer import Mixer
from agent_desktop.server.media.outgoing import OwnSource
from agent_desktop.server.media.sounds import Playback, Sound
from agent_desktop.server.media.speech import Listener

TICK_S = 0.02
"""Everything leaves on one tick, 20 ms after the one before."""

CATCH_UP_TICKS = 5
"""Ticks that are made up for after a stall; older ones would only burst into the phones' jitter buffers."""


class Ticker:
    """Runs as long as there is something to say. ``now`` is in seconds; the owner calls ``run`` when ``due`` is over.

    ``sources`` numbers the sources of outgoing streams; ``tell`` hears what was played to its end.
    """

    def __init__(self, sources: count[int], tell: Callable[[link.AnyNews], None]) -> None:
        self.due: float | None = None  # None while there is nothing: an idle worker does not wake up
        self._sources = sources
        self._tell = tell
        self._playing: dict[Leg, None] = {}
        self._listening: dict[Leg, None] = {}
        self._saying: dict[Leg, OwnSource] = {}  # digits amid packets that are forwarded
        self._mixer = Mixer()
        self._arranged = True

    def play(self, leg: Leg, once: tuple[Sound, ...], loop: Sound | None, report: int | None, now: float) -> None:
        """Let a leg, which hears nothing, hear sounds from the next tick on."""
        leg.playback = Playback(next(self._sources), once, loop)
        leg.playback.report = report
        self._playing[leg] = None
        self._run_from(now)

    def stop(self, leg: Leg) -> None:
        """No more sounds for a leg."""
        leg.playback = None
        self._playing.pop(leg, None)

    def listen(self, leg: Leg, codec: str | None, now: float) -> None:
        """A leg hears a mix of whom it ``hears``, in this codec; None: it does not, or no more."""
        if codec is None:
            leg.listener = None
            self._listening.pop(leg, None)
        else:
            if leg.listener is None or leg.listener.codec != codec:
                leg.listener = Listener(next(self._sources), codec)
            self._listening[leg] = None
            self._run_from(now)
        self._arranged = False

    def say(self, leg: Leg, digit: str, now: float) -> None:
        """Say a digit to a leg, after those that it is being told."""
        if leg.agreed is None or leg.agreed.dtmf_payload is None:
            return
        leg.settle(close=True)
        leg.mouth.say(digit)
        if leg.playback is None and leg.listener is None and leg not in self._saying:
            self._saying[leg] = OwnSource(next(self._sources))
        self._run_from(now)

    def says(self, leg: Leg) -> bool:
        """Whether a leg is being told digits in place of what is forwarded to it."""
        return leg in self._saying

    def forget(self, legs: Iterable[Leg]) -> None:
        """These legs are closed."""
        for leg in legs:
            self.stop(leg)
            self._saying.pop(leg, None)
            if leg in self._listening:
                self.listen(leg, None, 0.0)

    def run(self, now: float) -> None:
        """Say what is due until ``now``."""
        assert self.due is not None
        behind = int((now - self.due) / TICK_S)
        missed = behind if behind > CATCH_UP_TICKS else 0
        for _ in range(1 if missed else behind + 1):
            self._tick(missed, now)
        # Counted from the first tick, never from now: the pace does not drift.
        goes_on = self._playing or self._listening or self._saying
        self.due = self.due + (behind + 1) * TICK_S if goes_on else None

    def _run_from(self, now: float) -> None:
        if self.due is None:
            self.due = now

    def _tick(self, missed: int, now: float) -> None:
        for leg in tuple(self._playing):
            self._play_frame(leg, missed, now)
        if not self._arranged:
            self._mixer.arrange(self._listening)
            self._arranged = True
        if self._mixer.works:
            for leg, octets in self._mixer.tick():
                assert isinstance(leg, Leg)
                assert leg.listener is not None
                _send(leg, leg.listener.own, octets, missed, now)
        for leg, own in tuple(self._saying.items()):
            _send(leg, own, None, missed, now)
            if not leg.mouth.speaks:
                del self._saying[leg]

    def _play_frame(self, leg: Leg, missed: int, now: float) -> None:
        playback, agreed = leg.playback, leg.agreed
        if playback is None or agreed is None:  # before SDP is agreed there is nobody to hear it: it waits
            return
        frame = playback.frame(agreed.codec)
        if frame is not None:
            _send(leg, playback.own, frame, missed, now)
        if playback.report is not None and playback.once_is_over:
            leg.played = playback.report
            self._tell(link.Played(leg=leg.name, report=playback.report))
            playback.report = None
        if frame is None:
            self.stop(leg)


def _send(leg: Leg, own: OwnSource, octets: bytes | None, missed: int, now: float) -> None:
    """20 ms of speech, or of the digit that is said in its place; None: nothing but digits."""
    agreed = leg.agreed
    if agreed is None:
        return
    own.go_on(missed)
    packet = None
    if leg.mouth.speaks and agreed.dtmf_payload is not None:
        said = leg.mouth.frame(own.timestamp)
        if said is not None:
            marker, began, payload = said
            packet = own.packet(agreed.dtmf_payload, payload, marker=marker, began=began)
    if packet is None and octets is not None:
        packet = own.packet(agreed.payload, octets, marker=missed > 0)
    own.go_on()
    if packet is None:
        return
    datagram = leg.outgoing.carry(own.source, packet, packet.payload_type, packet.payload, now)
    if datagram is not None:
        leg.send(datagram)
