"""The HID devices of the PC. The only importer of hidapi.

A headset is found by its usage page, which the operating system reads from its descriptor: none is opened to be looked
at, and none but headsets is opened at all.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol

import msgspec

from agent_desktop.phone.headset.layout import TELEPHONY


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A device with telephony; ``path`` is the operating system's name of it."""

    path: bytes
    name: str


class HidDevice(Protocol):
    """An open device. All but ``read`` are called by one thread; every method may raise ``OSError``: it is gone."""

    def descriptor(self) -> bytes:
        """Its report descriptor."""
        ...

    def read(self, timeout_ms: int) -> bytes:
        """The next input report, with its id if the device has ids; empty when none came in time."""
        ...

    def write(self, report: bytes) -> None:
        """Send an output report, its id first (0 for a device without ids)."""
        ...

    def close(self) -> None:
        """Let go of it; nobody reads any more."""
        ...


class Bus(Protocol):
    """Where devices come and go."""

    def list(self) -> tuple[Found, ...]:
        """The devices with telephony that are there now; ``OSError`` when that cannot be known."""
        ...

    def open(self, found: Found) -> HidDevice:
        """Begin to use one; ``OSError`` when it is gone, or this user may not."""
        ...


class HidBus:
    """The devices of this PC."""

    def __init__(self) -> None:
        """Load the library; ``ImportError`` where it cannot be."""
        self._library = _library()

    def list(self) -> tuple[Found, ...]:
        """See ``Bus``. A device with several collections is listed once."""
        found: dict[bytes, Found] = {}
        for row in self._library.enumerate():
            if row["usage_page"] == TELEPHONY:
                maker, product = row["manufacturer_string"] or "", row["product_string"] or ""
                name = product if product.startswith(maker) else f"{maker} {product}"
                found[row["path"]] = Found(path=row["path"], name=name.strip() or "headset")
        return tuple(found.values())

    def open(self, found: Found) -> HidDevice:
        """See ``Bus``."""
        device = self._library.device()
        device.open_path(found.path)
        return _Device(device)


class _Device:
    """See ``HidDevice``."""

    def __init__(self, device: Any) -> None:
        self._device = device

    def descriptor(self) -> bytes:
        return bytes(self._device.get_report_descriptor())

    def read(self, timeout_ms: int) -> bytes:
        return bytes(self._device.read(64, timeout_ms))

    def write(self, report: bytes) -> None:
        if self._device.write(report) < 0:
            raise OSError(self._device.error() or "the report was not taken")

    def close(self) -> None:
        self._device.close()


def _library() -> Any:
    """On Linux there are two: ``hidraw`` leaves a device to its driver, ``hid`` would take a headset's sound away."""
    try:
        return import_module("hidraw")
    except ModuleNotFoundError:
        import hid

        return hid
