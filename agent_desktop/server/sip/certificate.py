"""The server's certificate for SIP over TLS: an own one is made when the site has none, and what any of them says.

An own one is trusted because its fingerprint is known, as one trusts an SSH server: the log-in hands it to the agents'
softphones, the administrator reads it to whoever connects a trunk.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from agent_desktop.server.sip.tls import fingerprint

VALID_DAYS = 1_825
"""How long an own certificate holds: whoever has its fingerprint by hand must renew it as often."""
RENEW_DAYS = 30
"""An own certificate is made anew so long before it ends; of another one the administrator is warned."""
OWN_NAME = "tls.pem"
"""The own certificate's file in the data directory, its key in front of it."""


@dataclass(frozen=True, slots=True)
class Described:
    """What a certificate says. ``hosts``: DNS names and numeric addresses it is for; ``until``: UTC."""

    pem: str
    fingerprint: str
    hosts: tuple[str, ...]
    until: datetime.datetime
    is_self_signed: bool

    def lasts(self, now: datetime.datetime, days: int) -> bool:
        """Whether it holds for so many days more."""
        return self.until - now > datetime.timedelta(days=days)


def describe(pem: bytes) -> Described:
    """Read the first certificate of a PEM file. Raises ValueError when there is none."""
    found = x509.load_pem_x509_certificates(pem)[0]
    try:
        names = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        dns = names.get_values_for_type(x509.DNSName)
        hosts = (*dns, *(str(address) for address in names.get_values_for_type(x509.IPAddress)))
    except x509.ExtensionNotFound:
        hosts = ()
    return Described(
        pem=found.public_bytes(serialization.Encoding.PEM).decode(),
        fingerprint=fingerprint(found.public_bytes(serialization.Encoding.DER)),
        hosts=hosts,
        until=found.not_valid_after_utc,
        is_self_signed=found.issuer == found.subject,
    )


def make_own(file: Path, hosts: Sequence[str], now: datetime.datetime) -> None:
    """Make a key (ECDSA P-256) and a self-signed certificate for these names and addresses, readable by us alone.

    P-256 because every phone of the last ten years has it. Whole or not at all. Raises OSError.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0][:64])])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))  # a phone's clock may be behind
        .not_valid_after(now + datetime.timedelta(days=VALID_DAYS))
        .add_extension(x509.SubjectAlternativeName([_general_name(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with open(new, "xb", opener=lambda path, flags: os.open(path, flags, 0o600)) as opened:
        opened.write(secret + certificate.public_bytes(serialization.Encoding.PEM))
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
