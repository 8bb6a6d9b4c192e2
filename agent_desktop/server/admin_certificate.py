"""What the server shows over TLS, as the administrator reads it to whoever connects a phone or a trunk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from agent_desktop.server.failures import CannotDo
from agent_desktop.server.sip.certificate import OWN_NAME, describe


def shown(data: Path, named: Path | None) -> Iterable[str]:
    """The lines to print about the certificate of the server with this data directory, or of one that its
    settings named. Raises ``CannotDo``."""
    file = named or data / OWN_NAME
    if not file.exists():
        raise CannotDo(f"{file}: there is none yet. The server makes one when it is started.")
    try:
        certificate = describe(file.read_bytes())
    except (OSError, ValueError) as problem:
        raise CannotDo(f"{file}: this certificate cannot be read ({problem}).") from problem
    yield f"file     {file}"
    yield f"for      {', '.join(certificate.hosts) or 'no name or address'}"
    yield f"until    {certificate.until:%Y-%m-%d %H:%M} UTC"
    yield f"made by  {'the server itself' if certificate.is_self_signed else 'another authority'}"
    yield f"SHA-256  {certificate.fingerprint}"
