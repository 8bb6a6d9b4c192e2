"""G.711 by table look-up, because audioop leaves Python in 3.13 and a loop over samples is too slow."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 8000
"""Hz; the clock rate of PCMA and PCMU (RFC 3551 §4.5.14)."""


def encode(codec: str, samples: NDArray[np.int16]) -> bytes:
    """16-bit linear samples, of any shape, to as many octets of ``PCMA`` or ``PCMU`` (ITU-T G.711 §3)."""
    return _ENCODE[codec][samples.view(np.uint16)].tobytes()


def decode(codec: str, octets: bytes) -> NDArray[np.int16]:
    """Octets of ``PCMA`` or ``PCMU`` to 16-bit linear samples, one a sample, shape (n,)."""
    return _DECODE[codec][np.frombuffer(octets, dtype=np.uint8)]


def _a_law_decode() -> NDArray[np.int16]:
    # G.711 table 1: even bits are inverted on the line; bit 7 set means positive.
    code = np.arange(256) ^ 0x55
    exponent, mantissa = (code >> 4) & 7, code & 15
    magnitude = np.where(exponent == 0, (mantissa << 4) + 8, ((mantissa << 4) + 0x108) << np.maximum(exponent - 1, 0))
    return np.where(code & 0x80, magnitude, -magnitude).astype(np.int16)


def _mu_law_decode() -> NDArray[np.int16]:
    # G.711 table 2: all bits are inverted on the line; bit 7 set (after inversion) means negative.
    code = np.arange(256) ^ 0xFF
    exponent, mantissa = (code >> 4) & 7, code & 15
    magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


def _bit_length(values: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)


def _a_law_encode() -> NDArray[np.uint8]:
    linear = np.arange(65536).astype(np.uint16).view(np.int16).astype(np.int64)
    magnitude = np.where(linear >= 0, linear, ~linear) >> 4  # 11 bits; one's complement keeps ±0 apart
    exponent = np.maximum(_bit_length(magnitude) - 4, 0)
    mantissa = (magnitude >> np.maximum(exponent - 1, 0)) & 15
    code = (exponent << 4) | mantissa | np.where(linear >= 0, 0x80, 0)
    return (code ^ 0x55).astype(np.uint8)


def _mu_law_encode() -> NDArray[np.uint8]:
    linear = np.arange(65536).astype(np.uint16).view(np.int16).astype(np.int64)
    magnitude = np.where(linear >= 0, linear, ~linear) >> 2
    biased = np.minimum(magnitude + 33, 0x1FFF)  # the bias of 33 makes every segment a power of two
    exponent = _bit_length(biased) - 6
    mantissa = (biased >> (exponent + 1)) & 15
    code = (exponent << 4) | mantissa | np.where(linear >= 0, 0, 0x80)
    return (code ^ 0xFF).astype(np.uint8)


_ENCODE = {"PCMA": _a_law_encode(), "PCMU": _mu_law_encode()}
_DECODE = {"PCMA": _a_law_decode(), "PCMU": _mu_law_decode()}

LAWS = ("PCMA", "PCMU")
"""SDP encoding names."""

SILENCE: Mapping[str, bytes] = MappingProxyType({name: encode(name, np.zeros(1, np.int16)) for name in LAWS})
"""The octet of a silent sample, per codec."""

TRANSLATE: Mapping[tuple[str, str], bytes] = MappingProxyType(
    {(source, target): encode(target, _DECODE[source]) for source in LAWS for target in LAWS if source != target}
)
"""256-octet tables for ``bytes.translate``: (codec that came, codec that goes)."""
