"""The form in which orders and events travel between the program and its softphone: one JSON object a line."""

from __future__ import annotations

import msgspec

from agent_desktop.phone.port import AnyOrder, AnyPhoneEvent, PhoneMessage

_encoder = msgspec.json.Encoder()
_orders: msgspec.json.Decoder[AnyOrder] = msgspec.json.Decoder(AnyOrder)
_events: msgspec.json.Decoder[AnyPhoneEvent] = msgspec.json.Decoder(AnyPhoneEvent)


def encode(message: PhoneMessage) -> bytes:
    """The line of an order or an event, ended by a line feed."""
    return _encoder.encode(message) + b"\n"


def decode_order(line: bytes) -> AnyOrder:
    """The order in a line; ``msgspec.DecodeError`` when there is none."""
    return _orders.decode(line)


def decode_event(line: bytes) -> AnyPhoneEvent:
    """The event in a line; ``msgspec.DecodeError`` when there is none."""
    return _events.decode(line)


class LineSplitter:
    """Cuts a stream of bytes, read in any portions, into whole lines."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> list[bytes]:
        """The lines that ``data`` completes, without their line feeds and without empty ones."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        return [line for line in whole if line.strip()]
