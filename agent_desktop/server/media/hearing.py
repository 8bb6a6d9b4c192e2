"""Who hears whom: the one place where that is changed, and where it is decided how each leg gets to hear it.

A leg that hears one other leg, in a codec that can be passed on, is sent that leg's packets as they come. Every other
leg that hears somebody hears a mix. So one who only listens to a call does not change how the call itself is carried.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from agent_desktop.server.media.codecs import can_forward
from agent_desktop.server.media.lane import Lane
from agent_desktop.server.media.leg import Leg
from agent_desktop.server.media.speech import Speaker
from agent_desktop.server.media.ticker import Ticker

Hears = Mapping[Leg, tuple[Leg, ...]]


def holds(hears: Hears) -> bool:
    """Whether each of these legs hears just that already, and is heard by none but those who are to hear it."""
    heard_by: dict[Leg, set[Leg]] = {leg: set() for leg in hears}
    for listener, heard in hears.items():
        for leg in heard:
            heard_by.setdefault(leg, set()).add(listener)
    return all(
        leg.hears == heard and leg.playback is None and leg.heard_by.keys() == heard_by[leg]
        for leg, heard in hears.items()
    )


def let_hear(hears: Hears, ticker: Ticker, now: float) -> list[Leg]:
    """Let each leg hear those that it is given; returns the legs that nobody hears any more.

    What the legs heard before stops, and whoever heard them and is not given them.
    """
    touched: dict[Leg, None] = dict.fromkeys(hears)
    before: dict[Leg, None] = {}
    for leg in hears:
        before |= dict.fromkeys(leg.hears)
        ticker.stop(leg)
        for listener in tuple(leg.heard_by):
            if listener not in hears:
                listener.hears = tuple(other for other in listener.hears if other is not leg)
                touched[listener] = None
                before[leg] = None
                del leg.heard_by[listener]
        for other in leg.hears:
            other.heard_by.pop(leg, None)
    for leg, heard in hears.items():
        leg.hears = heard
        for other in heard:
            other.heard_by[leg] = None
            touched[other] = None
    touched |= before
    rewire(touched, ticker, now)
    return [leg for leg in before if not leg.heard_by]


def rewire(legs: Iterable[Leg], ticker: Ticker, now: float) -> None:
    """Decide anew how these legs hear, and what becomes of what they and those they hear say.

    When a leg's codec changed, those who hear it are among them.
    """
    affected: dict[Leg, None] = {}
    for leg in legs:
        affected[leg] = None
        affected |= dict.fromkeys(leg.hears)
        mixes = bool(leg.hears) and leg.agreed is not None and not _forwarded(leg)
        codec = leg.agreed.codec if mixes and leg.agreed is not None else None
        if codec is not None or leg.listener is not None:
            ticker.listen(leg, codec, now)
    for leg in affected:
        _carry(leg)


def _forwarded(leg: Leg) -> bool:
    """Whether a leg hears one other, or none yet, whose packets it can be sent as they are."""
    if len(leg.hears) != 1 or leg.agreed is None:
        return False
    came = leg.hears[0].agreed
    return came is None or can_forward(came.codec, leg.agreed.codec)


def _carry(leg: Leg) -> None:
    """Set what becomes of the packets that a leg sends."""
    leg.forwards = tuple(listener for listener in leg.heard_by if listener.listener is None)
    mixed = len(leg.forwards) < len(leg.heard_by)
    if not mixed or leg.agreed is None:
        leg.speaker = None
    elif leg.speaker is None or leg.speaker.codec != leg.agreed.codec:
        leg.speaker = Speaker(leg.agreed.codec)
    ends = [] if leg.tones is None else [leg.tones]
    if leg.tap is not None:
        ends.append(leg.tap.said)
    if not leg.unrecorded:
        ends += [listener.tap.heard for listener in leg.heard_by if listener.tap is not None]
    leg.taps = tuple(ends)
    alone = len(leg.forwards) == 1 and leg.speaker is None
    if leg.lane is not None:
        leg.lane.close()
    leg.lane = Lane(leg, leg.forwards[0]) if alone and _passes_unchanged(leg, leg.forwards[0]) else None


def _passes_unchanged(leg: Leg, listener: Leg) -> bool:
    """Whether a payload goes as it came, and in the clear both times."""
    came, goes = leg.agreed, listener.agreed
    if came is None or goes is None or came.codec != goes.codec:
        return False
    return came.srtp is None and goes.srtp is None
