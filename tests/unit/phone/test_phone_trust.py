"""Who is taken for the server: by what vouches, or by a fingerprint; what is wrong with a certificate, in a word."""

from __future__ import annotations

import hashlib
import ssl

import pytest

from agent_desktop.phone.port import CertificateFault
from agent_desktop.phone.trust import Trust, fault_of, fingerprint, trusted_by


def test_without_tls_nobody_proves_anything() -> None:
    assert trusted_by("sip:127.0.0.1:5060", "PEM", "AB") is None


def test_a_fingerprint_is_looked_at_instead_of_everything_else() -> None:
    over_tls = "sip:desk.example;transport=tls"
    assert trusted_by(over_tls, "PEM") == Trust(vouch="PEM")
    assert trusted_by(over_tls, "PEM", "AB:CD") == Trust(accepted="AB:CD")
    usual = trusted_by(over_tls, "")
    assert usual is not None
    assert not usual.accepted


def test_the_fingerprint_is_that_of_the_bytes() -> None:
    der = b"no certificate, but bytes"
    shown = fingerprint(ssl.DER_cert_to_PEM_cert(der))
    assert bytes.fromhex(shown.replace(":", "")) == hashlib.sha256(der).digest()
    assert shown == shown.upper()


@pytest.mark.parametrize("text", ["", "no PEM", "-----BEGIN CERTIFICATE-----\nä\n-----END CERTIFICATE-----"])
def test_what_is_no_certificate_has_no_fingerprint(text: str) -> None:
    assert fingerprint(text) == ""


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (0b1, CertificateFault.UNKNOWN),
        (0b10, CertificateFault.UNKNOWN),
        (0b110 | 1 << 30, CertificateFault.UNKNOWN),
        (0b100 | 1 << 30, CertificateFault.OUT_OF_DATE),
        (1 << 30, CertificateFault.OTHER_NAME),
        (0b10 | 1 << 7, CertificateFault.INVALID),  # revoked
        (-(1 << 31), CertificateFault.INVALID),  # the stack knows no word for it
    ],
)
def test_the_gravest_fault_is_told(status: int, fault: CertificateFault) -> None:
    assert fault_of(status) is fault
