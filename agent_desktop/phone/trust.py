"""Whom a softphone takes for its server over TLS: who shows the certificate of the log-in, or one of a known CA."""

from __future__ import annotations

import ssl


def is_over_tls(uri: str) -> bool:
    """Whether a SIP URI asks for TLS (RFC 3261 sections 19.1.1 and 26.2.2)."""
    parameters = uri.strip().strip("<>").partition("?")[0].lower().split(";")[1:]
    return uri.lower().startswith("sips:") or "transport=tls" in parameters


def trusted_by(server: str, certificate: str) -> str | None:
    """The certificates (PEM) one of which must vouch for ``server``; None: it is not called over TLS.

    Without a ``certificate`` they are those of the CAs that this PC trusts, wherever its operating system keeps them.
    """
    if not is_over_tls(server):
        return None
    if certificate:
        return certificate
    found = ssl.create_default_context().get_ca_certs(binary_form=True)
    return "".join(ssl.DER_cert_to_PEM_cert(one) for one in found)
