"""Whom a softphone takes for its server over TLS: who shows the certificate of the log-in, or one of a known CA.

Or who shows the one certificate that the agent has accepted by its fingerprint, after a clear question.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass

from agent_desktop.phone.port import CertificateFault, fingerprint_of


def is_over_tls(uri: str) -> bool:
    """Whether a SIP URI asks for TLS (RFC 3261 sections 19.1.1 and 26.2.2)."""
    parameters = uri.strip().strip("<>").partition("?")[0].lower().split(";")[1:]
    return uri.lower().startswith("sips:") or "transport=tls" in parameters


@dataclass(frozen=True, slots=True)
class Trust:
    """What proves the server: a certificate of which one of ``vouch`` (PEM) says so, or that of this fingerprint."""

    vouch: str = ""
    accepted: str = ""


def trusted_by(server: str, certificate: str, accepted: str = "") -> Trust | None:
    """What proves ``server``; None: it is not called over TLS.

    Without a ``certificate`` the CAs vouch that this PC trusts, wherever its operating system keeps them.
    """
    if not is_over_tls(server):
        return None
    if accepted:
        return Trust(accepted=accepted)
    if certificate:
        return Trust(vouch=certificate)
    found = ssl.create_default_context().get_ca_certs(binary_form=True)
    return Trust(vouch="".join(ssl.DER_cert_to_PEM_cert(one) for one in found))


def fingerprint(pem: str) -> str:
    """That of a certificate (PEM), as people compare it; empty for none."""
    try:
        return fingerprint_of(ssl.PEM_cert_to_DER_cert(pem.strip()))
    except ValueError:
        return ""


_UNKNOWN, _OUT_OF_DATE, _OTHER_NAME = 0b11, 0b100, 1 << 30


def fault_of(verify_status: int) -> CertificateFault:
    """The gravest of what the stack found (its ``pj_ssl_cert_verify_flag_t``), which is not 0."""
    if verify_status & ~(_UNKNOWN | _OUT_OF_DATE | _OTHER_NAME):
        return CertificateFault.INVALID
    if verify_status & _UNKNOWN:
        return CertificateFault.UNKNOWN
    return CertificateFault.OUT_OF_DATE if verify_status & _OUT_OF_DATE else CertificateFault.OTHER_NAME
