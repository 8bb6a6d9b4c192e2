"""Certificates for tests: self-signed, for whom and when a test likes."""

from __future__ import annotations

import datetime
import ssl
from pathlib import Path

from agent_desktop.server.sip.certificate import VALID_DAYS, describe, make_own


def self_signed(file: Path, host: str = "127.0.0.1", *, over: bool = False) -> str:
    """Make key and certificate for that host in ``file``; its fingerprint. ``over``: it is not valid any more."""
    now = datetime.datetime.now(datetime.UTC)
    make_own(file, [host], now - datetime.timedelta(days=VALID_DAYS + 1 if over else 0))
    return describe(file.read_bytes()).fingerprint


def vouched_for(file: Path) -> str:
    """A self-signed certificate made into a file of CAs, as a PC has them; its path."""
    pem = file.read_text()
    authorities = file.with_suffix(".ca.pem")
    authorities.write_text(pem[pem.index(ssl.PEM_HEADER) :])
    return str(authorities)
