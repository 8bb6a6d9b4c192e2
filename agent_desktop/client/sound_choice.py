"""Which sound devices the agent chose on this PC, and how loud each is: remembered for every headset there ever was."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from agent_desktop.client.value import Value
from agent_desktop.phone.port import AnyOrder, EchoTest, PhonePort, UseDevices, Wanted

KEPT = 8
"""Devices of a kind that are remembered; the one chosen longest ago is forgotten first."""


class SoundKind(StrEnum):
    """What a device is for."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    RING = "ring"


class SoundChoice(Value, frozen=True, kw_only=True, omit_defaults=True):
    """Names of devices, the latest choice first; none: the PC's default one, and for the ring where the calls are.

    ``gains`` are decibels by kind and name, ``microphone/Jabra``; what is not in it is 0.
    """

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    rings: tuple[str, ...] = ()
    gains: tuple[tuple[str, float], ...] = ()

    def names(self, kind: SoundKind) -> tuple[str, ...]:
        """The chosen devices of a kind."""
        match kind:
            case SoundKind.MICROPHONE:
                return self.microphones
            case SoundKind.SPEAKER:
                return self.speakers
            case SoundKind.RING:
                return self.rings

    def chosen(self, kind: SoundKind, name: str) -> SoundChoice:
        """With this device first; empty: the default one, and what was chosen before is forgotten."""
        names = (name, *(other for other in self.names(kind) if other != name))[:KEPT] if name else ()
        match kind:
            case SoundKind.MICROPHONE:
                return replace(self, microphones=names)
            case SoundKind.SPEAKER:
                return replace(self, speakers=names)
            case SoundKind.RING:
                return replace(self, rings=names)

    def used(self, kind: SoundKind, connected: tuple[str, ...]) -> str:
        """Which of the connected devices is used: the one chosen latest, or empty for the default one."""
        return next((name for name in self.names(kind) if name in connected), "")

    def gain_db(self, kind: SoundKind, name: str) -> float:
        """How loud a device is."""
        return dict(self.gains).get(f"{kind}/{name}", 0.0)

    def louder(self, kind: SoundKind, name: str, gain_db: float) -> SoundChoice:
        """With this device so loud."""
        gains = {**dict(self.gains), f"{kind}/{name}": gain_db}
        return replace(self, gains=tuple((key, gain) for key, gain in gains.items() if gain))

    def order(self) -> UseDevices:
        """What the softphone is told."""

        def wanted(kind: SoundKind, names: tuple[str, ...]) -> tuple[Wanted, ...]:
            return tuple(Wanted(name=name, gain_db=self.gain_db(kind, name)) for name in names or ("",))

        return UseDevices(
            microphones=wanted(SoundKind.MICROPHONE, self.microphones),
            speakers=wanted(SoundKind.SPEAKER, self.speakers),
            rings=wanted(SoundKind.RING, self.rings or self.speakers),
        )


class SoundOrders:
    """What a desk tells its softphone of sound; no action of the agent's table."""

    _phone: PhonePort

    def use_sound(self, choice: SoundChoice) -> None:
        """Take the sound devices that the agent chose (F034)."""
        self._phone.order(choice.order())

    def test_call(self, on: bool) -> None:
        """Begin or end a call to oneself."""
        self._phone.order(EchoTest(on=on))

    def order(self, order: AnyOrder) -> None:
        """Tell the softphone something that is no action: which sound device, digits, a signal."""
        self._phone.order(order)
