"""Where a headset has its buttons and lights: the telephony of its descriptor, and nothing else of it.

The usages are those of the HID Usage Tables 1.5: telephony device page (0x0B), LED page (0x08).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

import msgspec

from agent_desktop.phone.headset.descriptor import Field, Flow, Reports

TELEPHONY = 0x0B


class Key(Enum):
    """A control on the headset, by its usage."""

    HOOK = 0x0B_0020  # hook switch
    FLASH = 0x0B_0021
    HOLD = 0x0B_0023
    DROP = 0x0B_0026
    MUTE = 0x0B_002F  # phone mute
    REJECT = 0x0B_0097  # line busy tone: with it headsets refuse what rings


class Light(Enum):
    """What a headset shows, and often does: with off-hook it opens its link to the PC, with ring it rings."""

    OFF_HOOK = "off-hook"
    RING = "ring"
    MUTE = "mute"
    HOLD = "hold"


LIGHTS: dict[int, Light] = {
    0x08_0017: Light.OFF_HOOK,
    0x08_0018: Light.RING,
    0x0B_009E: Light.RING,  # ringer
    0x08_0009: Light.MUTE,
    0x08_0020: Light.HOLD,
}
"""Usage → what it shows."""

_KEYS = frozenset(key.value for key in Key)


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """A headset's controls; without a hook switch it is none."""

    keys: tuple[Field, ...]
    lights: tuple[Field, ...]
    lengths: dict[tuple[Flow, int], int]  # bytes, without the id

    @property
    def is_headset(self) -> bool:
        """Whether calls can be answered with it."""
        return any(Key.HOOK.value in field.usages for field in self.keys)

    def stays(self, key: Key) -> bool:
        """Whether the control has a place it stays in, and says which; else it is pressed and springs back.

        A hook switch that is not relative says where it is, whatever else it claims: many claim too much.
        """
        for field in self.keys:
            if not field.array and field.usages == (key.value,):
                return not field.relative and (key is Key.HOOK or field.no_preferred)
        return False

    def number(self, report: bytes) -> int:
        """The id of a report as it came; 0 for a device without ids."""
        return report[0] if report and any(number for _, number in self.lengths) else 0

    def read(self, report: bytes) -> dict[Key, bool]:
        """The controls that a report tells of, as it came: with its id, if the device has ids.

        A report that is too short tells of those that are in it.
        """
        number = self.number(report)
        payload = report[1:] if number else report
        found: dict[Key, bool] = {}
        for field in self.keys:
            if field.report == number and field.bit + field.size * field.count <= len(payload) * 8:
                found |= _values(field, payload)
        return found

    def written(self, lit: Iterable[Light]) -> tuple[bytes, ...]:
        """The output reports that show these lights and no others, each with its id (0 for a device without ids)."""
        shown = frozenset(lit)
        payloads: dict[int, int] = {}
        for field in self.lights:
            on = LIGHTS[field.usages[0]] in shown
            payloads[field.report] = payloads.get(field.report, 0) | on << field.bit
        return tuple(
            bytes([number]) + payload.to_bytes(self.lengths[Flow.OUTPUT, number], "little")
            for number, payload in sorted(payloads.items())
        )


def layout_of(reports: Reports) -> Layout:
    """The telephony of a device."""
    keys = [field for field in reports.fields if field.flow is Flow.INPUT and not _KEYS.isdisjoint(field.usages)]
    lights = [
        field for field in reports.fields if field.flow is Flow.OUTPUT and not field.array and field.usages[0] in LIGHTS
    ]
    return Layout(keys=tuple(keys), lights=tuple(lights), lengths=reports.lengths)


def _values(field: Field, payload: bytes) -> dict[Key, bool]:
    bits = int.from_bytes(payload, "little")
    places = [bits >> field.bit + place * field.size & (1 << field.size) - 1 for place in range(field.count)]
    if not field.array:
        return {Key(field.usages[0]): bool(places[0])}
    chosen = {field.usages[index] for place in places if 0 <= (index := place - field.minimum) < len(field.usages)}
    return {Key(usage): usage in chosen for usage in field.usages if usage in _KEYS}
