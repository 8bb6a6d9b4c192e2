"""Whom the window takes for its server over TLS: who proves it to this PC, or shows what the agent has accepted.

As the telephone does (``phone/trust.py``): a certificate that proves nothing is never accepted in silence, and before
the agent has answered not a byte of HTTP is sent.
"""

from __future__ import annotations

import ssl
from http.client import HTTPSConnection

from agent_desktop.client.trusted import CertificateFault, Doubted, TrustedServers, fingerprint_of

_FAULTS = {
    **dict.fromkeys((2, 18, 19, 20, 21), CertificateFault.UNKNOWN),
    **dict.fromkeys((9, 10), CertificateFault.OUT_OF_DATE),
    **dict.fromkeys((62, 64), CertificateFault.OTHER_NAME),
}
"""What OpenSSL found (its ``X509_V_ERR_...``, which Python has no names for); whatever else it is, it is invalid."""


class DoubtedError(Exception):
    """The server could not prove itself, and nothing was sent to it."""

    def __init__(self, doubted: Doubted) -> None:
        super().__init__(f"{doubted.server} shows a certificate that proves nothing: {doubted.fault}")
        self.doubted = doubted


class TlsDoor:
    """Opens connections to ``host`` and ``port``; reaching it takes ``connect_s`` at most. Reads this PC's CAs once."""

    def __init__(self, host: str, port: int, connect_s: float, trusted: TrustedServers) -> None:
        self._host, self._port, self._connect_s = host, port, connect_s
        self._server = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._trusted = trusted
        self._proving = ssl.create_default_context()
        self._looking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._looking.check_hostname = False
        self._looking.verify_mode = ssl.CERT_NONE

    def open(self) -> HTTPSConnection:
        """A connection that is there, to who is trusted. Raises ``OSError`` and ``DoubtedError``.

        An accepted certificate is looked at on the very connection that is then used, after the handshake, in which the
        server shows that it has the key (RFC 8446 section 4.4.3).
        """
        try:
            return self._connect(self._proving)
        except ssl.SSLCertVerificationError as error:
            fault = _FAULTS.get(error.verify_code, CertificateFault.INVALID)
        connection = self._connect(self._looking)
        certificate = connection.sock.getpeercert(binary_form=True) or b""
        shown, known = fingerprint_of(certificate), self._trusted.of(self._server)
        if shown == known:
            return connection
        connection.close()
        raise DoubtedError(
            Doubted(server=self._server, fingerprint=shown, subject=_subject(certificate), fault=fault, before=known)
        )

    def _connect(self, context: ssl.SSLContext) -> HTTPSConnection:
        connection = HTTPSConnection(self._host, self._port, timeout=self._connect_s, context=context)
        connection.auto_open = 0  # else a request would make another connection by itself, to whoever is there then
        connection.connect()
        return connection


def _subject(certificate: bytes) -> str:
    """Whose it says it is: the names of hosts, else that of the subject; empty when it cannot be read."""
    from cryptography import x509  # who is not in doubt need not wait for it

    try:
        found = x509.load_der_x509_certificate(certificate)
        extensions = found.extensions
    except ValueError:  # OpenSSL is not so strict
        return ""
    try:
        hosts = extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return found.subject.rfc4514_string()
    return ", ".join(str(host.value) for host in hosts)
