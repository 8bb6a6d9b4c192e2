"""What a press on a headset means, and what its lights show: pure, one value per device.

Headsets of all makers agree on the usages and on little else. A hook switch may say where it is or only that it was
pressed; it may repeat what its off-hook light was told, or not; a report has all controls in it, also those that nobody
touched. So a hook counts only when it leaves the place that it is known to be in: where it last said it is, or where
our light put it, whichever came last; and a place that our light has just put it in says only that it arrived there.
"""

from __future__ import annotations

from typing import Final

import msgspec

from agent_desktop.phone.headset.layout import Key, Layout, Light
from agent_desktop.phone.port import Button

ECHO_S: Final = 0.5
"""For so long a headset may take to repeat what its off-hook light was told."""


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to show."""

    ringing: bool = False
    talking: bool = False
    muted: bool = False
    held: bool = False


class Hands(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one headset's controls."""

    hook: bool = False  # off the hook
    echoes: tuple[tuple[bool, float], ...] = ()  # places that our light put it in, and until when they may be repeated
    down: frozenset[Key] = frozenset()  # what it said last, of every control
    reports: dict[int, bytes] = {}  # id → the last one that came


class Meant(msgspec.Struct, frozen=True, kw_only=True):
    """What a report means. ``revert``: something was pressed that means nothing now; the lights are told again, so
    that the headset does not stay in a call of its own."""

    hands: Hands
    button: Button | None = None
    revert: bool = False


def lit(call: Call) -> frozenset[Light]:
    """The lights that are in step with the call."""
    shown = {
        Light.RING: call.ringing,
        Light.OFF_HOOK: call.talking,
        Light.MUTE: call.talking and call.muted,
        Light.HOLD: call.talking and call.held,
    }
    return frozenset(light for light, on in shown.items() if on)


def told(hands: Hands, call: Call, now: float) -> Hands:
    """After the lights were sent, at ``now`` (s): a headset whose off-hook light is on is off the hook."""
    if hands.hook is call.talking:
        return hands
    echoes = (*hands.echoes, (call.talking, now + ECHO_S))
    return msgspec.structs.replace(hands, hook=call.talking, echoes=echoes)


def pressed(hands: Hands, layout: Layout, report: bytes, call: Call, now: float) -> Meant:
    """What a report means, as it came from the headset at ``now`` (s)."""
    values, number = layout.read(report), layout.number(report)
    changed = {key for key, on in values.items() if on is not (key in hands.down)}
    same = hands.reports.get(number, _at_rest(report, number)) == report
    said = {key for key, on in values.items() if on}
    echoes = tuple(echo for echo in hands.echoes if now < echo[1])
    after = Hands(
        hook=hands.hook,
        echoes=echoes,
        down=(hands.down - values.keys()) | said,
        reports={**hands.reports, number: report},
    )
    # of a report that is about something else, the hook may be older than our light
    if layout.stays(Key.HOOK) and (Key.HOOK in changed or (same and Key.HOOK in values)):
        off = values[Key.HOOK]
        places = [place for place, _ in echoes]
        if off in places:
            after = msgspec.structs.replace(after, echoes=echoes[places.index(off) + 1 :])
        elif off is not hands.hook:
            return _hook_moved(after, off, call)
    if Key.MUTE in changed and layout.stays(Key.MUTE):
        changed.discard(Key.MUTE)
        if call.talking and values[Key.MUTE] is not call.muted:
            return Meant(hands=after, button=Button.MUTE)
    touched = [key for key in Key if key in changed and values[key] and not (key is Key.HOOK and layout.stays(key))]
    for key in touched:
        button = _meaning(key, call)
        if button is not None:
            return Meant(hands=after, button=button)
    return Meant(hands=after, revert=bool(touched))


def _at_rest(report: bytes, number: int) -> bytes:
    """What a headset of which nothing was touched would report."""
    return report[:1] + bytes(len(report) - 1) if number else bytes(len(report))


def _hook_moved(hands: Hands, off: bool, call: Call) -> Meant:
    hands = msgspec.structs.replace(hands, hook=off)
    if off and call.ringing and not call.talking:
        return Meant(hands=hands, button=Button.ANSWER)
    if not off and call.talking:
        return Meant(hands=hands, button=Button.HANG_UP)
    return Meant(hands=hands, revert=off is not call.talking)


def _meaning(key: Key, call: Call) -> Button | None:
    """What a control that springs back asks for."""
    if call.talking:
        match key:
            case Key.HOOK | Key.DROP:
                return Button.HANG_UP
            case Key.FLASH | Key.HOLD:
                return Button.HOLD
            case Key.MUTE:
                return Button.MUTE
            case Key.REJECT:
                return None
    if call.ringing:
        if key is Key.HOOK:
            return Button.ANSWER
        if key in (Key.DROP, Key.REJECT):
            return Button.REJECT
    return None
