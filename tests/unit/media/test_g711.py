"""G.711 agrees with the standard's values and, octet by octet, with audioop while Python still has it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from agent_desktop.server.media.g711 import SILENCE, TRANSLATE, decode, encode

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", "'audioop' is deprecated", DeprecationWarning)
    import audioop

EVERY_OCTET = bytes(range(256))
EVERY_SAMPLE = np.arange(-32768, 32768).astype(np.int16)


@pytest.mark.parametrize(
    ("codec", "octet", "sample"),
    [
        # ITU-T G.711 tables 1a/1b and 2a/2b, values scaled to 16 bits: smallest, largest, and a segment's edge.
        ("PCMA", 0xD5, 8),
        ("PCMA", 0x55, -8),
        ("PCMA", 0xAA, 32256),
        ("PCMA", 0x2A, -32256),
        ("PCMA", 0xC5, 264),
        ("PCMU", 0xFF, 0),
        ("PCMU", 0x7F, 0),
        ("PCMU", 0x80, 32124),
        ("PCMU", 0x00, -32124),
        ("PCMU", 0xEF, 132),
    ],
)
def test_known_values(codec: str, octet: int, sample: int) -> None:
    assert decode(codec, bytes([octet]))[0] == sample


def test_decodes_as_audioop_does() -> None:
    assert decode("PCMA", EVERY_OCTET).tobytes() == audioop.alaw2lin(EVERY_OCTET, 2)
    assert decode("PCMU", EVERY_OCTET).tobytes() == audioop.ulaw2lin(EVERY_OCTET, 2)


def test_encodes_a_law_as_audioop_does() -> None:
    assert encode("PCMA", EVERY_SAMPLE) == audioop.lin2alaw(EVERY_SAMPLE.tobytes(), 2)


def test_encodes_mu_law_as_audioop_does() -> None:
    positive = EVERY_SAMPLE[EVERY_SAMPLE >= 0]
    assert encode("PCMU", positive) == audioop.lin2ulaw(positive.tobytes(), 2)


def test_encodes_negative_mu_law_as_the_mirror_of_positive() -> None:
    # audioop takes two's complement for negative samples; the standard's sign and magnitude are symmetric.
    positive = EVERY_SAMPLE[EVERY_SAMPLE >= 0]
    mirrored = bytes(octet ^ 0x80 for octet in encode("PCMU", positive))
    assert encode("PCMU", ~positive) == mirrored


@pytest.mark.parametrize("codec", ["PCMA", "PCMU"])
def test_every_octet_survives_a_round_trip(codec: str) -> None:
    again = encode(codec, decode(codec, EVERY_OCTET))
    assert decode(codec, again).tolist() == decode(codec, EVERY_OCTET).tolist()


@pytest.mark.parametrize(("source", "target"), [("PCMA", "PCMU"), ("PCMU", "PCMA")])
def test_translation_keeps_the_sound(source: str, target: str) -> None:
    before = decode(source, EVERY_OCTET).astype(int)
    after = decode(target, EVERY_OCTET.translate(TRANSLATE[source, target])).astype(int)
    # Both laws have intervals of 1/32 of the sample, or 8 at the finest: one rounding is half of one.
    assert (np.abs(after - before) <= np.maximum(np.abs(before) / 30, 16)).all()


def test_silence_is_the_quietest_octet() -> None:
    assert {codec: octet.hex() for codec, octet in SILENCE.items()} == {"PCMA": "d5", "PCMU": "ff"}
