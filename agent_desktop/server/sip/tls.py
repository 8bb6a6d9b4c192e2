"""SIP over TLS (RFC 3261 §26.2): what we show a peer, what a peer must show us, and TLS as a layer without I/O.

Who calls us proves themselves by digest, or as a trunk by its address; our certificate proves that we are the server.
Whom we call must prove it first: by the fingerprint of its certificate, or by a certificate for its name from a CA.
Nobody else is called over TLS: what a peer wrote into Contact or Route names no one.
"""

from __future__ import annotations

import hashlib
import hmac
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent_desktop.server.sip.transport import Flow, numeric

MAX_WAITING = 65_536
"""Bytes that may wait for a connection to come up."""


class TlsFailed(Exception):
    """The peer does not speak TLS as we do, or is not who it should be; the message says why."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What a TLS peer that we call must show.

    ``fingerprint``: SHA-256 of its certificate, hexadecimal, colons allowed; nothing else is looked at then. Without
    one the certificate must be for ``name`` (empty: for the address that is called) and come from a CA of ``ca_file``
    (PEM; None: of those the system trusts).
    """

    fingerprint: str = ""
    name: str = ""
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        """Raises ValueError when the fingerprint is none."""
        if self.fingerprint and len(pin(self.fingerprint)) != 32:
            raise ValueError("a SHA-256 fingerprint has 64 hexadecimal digits")


def pin(fingerprint: str) -> bytes:
    """A fingerprint's bytes. Raises ValueError when it is not hexadecimal."""
    return bytes.fromhex(fingerprint.replace(":", ""))


class Trusts:
    """Whom we call over TLS, and what each must show; the trunks write it, ``Tls`` reads it."""

    def __init__(self) -> None:
        self._by_address: dict[tuple[str, int], Trust] = {}

    def trust(self, host: str, port: int, trust: Trust | None) -> None:
        """From now on ``host`` (numeric) and ``port`` may be called, or with None no longer."""
        key = (numeric(host) or host, port)
        if trust is None:
            self._by_address.pop(key, None)
        else:
            self._by_address[key] = trust

    def of(self, flow: Flow) -> Trust | None:
        """What the peer at the end of ``flow`` must show; None: it is not to be called."""
        return self._by_address.get((flow.host, flow.port))


class Tls:
    """Makes the layers of connections. ``accepting`` gives the context of our certificate as it is now."""

    def __init__(self, accepting: Callable[[], ssl.SSLContext], trusts: Trusts) -> None:
        self._accepting = accepting
        self._trusts = trusts
        self._calling: dict[Path | None, ssl.SSLContext] = {}  # reading a system's CAs takes 20 ms
        self._unverified = _unverified()

    def accept(self) -> TlsLayer:
        """For a connection that came."""
        return TlsLayer(self._accepting(), is_server=True)

    def call(self, flow: Flow) -> TlsLayer | None:
        """For a connection of ours; None when nobody said what that peer must show. OSError: its CA file is not there.

        ``ssl.SSLError``, which is an OSError: the file holds no certificates.
        """
        trust = self._trusts.of(flow)
        if trust is None:
            return None
        if trust.fingerprint:
            return TlsLayer(self._unverified, is_server=False, pinned=pin(trust.fingerprint))
        if trust.ca_file not in self._calling:
            self._calling[trust.ca_file] = ssl.create_default_context(cafile=trust.ca_file)
        return TlsLayer(self._calling[trust.ca_file], is_server=False, name=trust.name or flow.host)


def server_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """Python's default for servers: TLS 1.2 and 1.3, forward secrecy, no renegotiation by the peer.

    Raises OSError when a file cannot be read, or (``ssl.SSLError``) when they are no certificate and its key.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.options |= ssl.OP_NO_RENEGOTIATION
    context.load_cert_chain(certificate, key)
    return context


def _unverified() -> ssl.SSLContext:
    """For a peer whose very certificate is known: its issuer, name and dates say nothing more."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class TlsLayer:
    """One connection's TLS: bytes of the wire in, bytes of SIP out, and the reverse. Raises ``TlsFailed``.

    What is to be written waits until the peer has proved who it is.
    """

    def __init__(self, context: ssl.SSLContext, *, is_server: bool, name: str | None = None, pinned: bytes = b""):
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_side=is_server, server_hostname=name)
        self._pinned = pinned
        self._waiting = bytearray()
        self.is_up = False
        self.is_over = False
        """The peer said that nothing more will come."""

    def begin(self) -> None:
        """The connection is there: a client speaks first."""
        self._shake_hands()

    def feed(self, data: bytes) -> bytes:
        """Bytes of the wire came; the bytes of SIP that they make whole."""
        self._in.write(data)
        if not self.is_up:
            self._shake_hands()
        return self._read() if self.is_up else b""

    def write(self, data: bytes) -> bool:
        """Bytes of SIP to send; False when too many wait already, or the connection is over."""
        if not self.is_up:
            if len(self._waiting) + len(data) > MAX_WAITING:
                return False
            self._waiting += data
            return True
        try:
            self._tls.write(data)
        except ssl.SSLError:
            return False
        return True

    def outgoing(self) -> bytes:
        """Bytes for the wire."""
        return self._out.read()

    def close(self) -> None:
        """Say goodbye, so that the peer knows nothing was cut off (RFC 8446 §6.1)."""
        if self.is_up:
            try:
                self._tls.unwrap()
            except ssl.SSLError:  # wants the peer's goodbye, which nobody waits for
                return

    # --- inside ----------------------------------------------------------------------------------

    def _shake_hands(self) -> None:
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            return
        except (ssl.SSLError, ValueError) as problem:
            raise TlsFailed(_why(problem)) from None
        if self._pinned:
            shown = self._tls.getpeercert(binary_form=True) or b""
            if not hmac.compare_digest(hashlib.sha256(shown).digest(), self._pinned):
                raise TlsFailed(f"another certificate than the pinned one: {fingerprint(shown)}")
        self.is_up = True
        if self._waiting:
            self._tls.write(bytes(self._waiting))
            self._waiting.clear()

    def _read(self) -> bytes:
        whole = bytearray()
        while True:
            try:
                piece = self._tls.read(65_536)
            except ssl.SSLWantReadError:
                break
            except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
                piece = b""
            except ssl.SSLError as problem:
                raise TlsFailed(_why(problem)) from None
            if not piece:
                self.is_over = True
                break
            whole += piece
        return bytes(whole)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a certificate's DER bytes, as people compare it: 32 pairs of hexadecimal digits between colons."""
    return hashlib.sha256(certificate).digest().hex(":").upper()


def _why(problem: Exception) -> str:
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"certificate not trusted: {problem.verify_message}"
    return getattr(problem, "reason", None) or str(problem)
