"""The kinds of value that an option can have: how each is read from a file, written to one, and described."""

from __future__ import annotations

import base64
import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Kind(Generic[T]):
    """``allowed``: what may stand in the file. ``read`` raises ValueError for anything else; ``write`` undoes it.

    A wrong value is not ``shown`` to anyone when it may be a secret in the wrong place.
    """

    allowed: str
    read: Callable[[str], T]
    write: Callable[[T], str]
    shown: bool = True


def choice(*words: str) -> Kind[str]:
    """One of these words, in small letters."""

    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return Kind(allowed=f"one of {', '.join(words)}", read=read, write=str)


def ranked(*words: str) -> Kind[tuple[str, ...]]:
    """Some of these words, the best one first: at least one, and none twice; their letters may be of any case."""

    def read(text: str) -> tuple[str, ...]:
        named = tuple(part.strip().upper() for part in text.split(","))
        if not set(named) <= {word.upper() for word in words} or len(set(named)) != len(named):
            raise ValueError(text)
        return named

    return Kind(allowed=f"some of {', '.join(words)}, with commas between them", read=read, write=", ".join)


def _read_url(text: str) -> str:
    parts = urlsplit(text)
    # .port raises ValueError when it is none
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.port == 0:
        raise ValueError(text)
    return text.rstrip("/")


def _read_address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    ipaddress.ip_address(host.strip("[]"))
    if not colon or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise ValueError(text)
    return text


def _read_folder(text: str) -> Path | None:
    folder = Path(text).expanduser() if text else None
    if folder is not None and not folder.is_absolute():
        raise ValueError(text)
    return folder


def _read_host(text: str) -> str:
    if text:
        ipaddress.ip_address(text)
    return text


def _read_port(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise ValueError(text)
    return int(text)


def _write_port(port: int | None) -> str:
    return "" if port is None else str(port)


def _read_store(text: str) -> str:
    parts = urlsplit(text)
    secret = parts.password is not None or "password" in parts.query
    if text and (parts.scheme != "postgresql" or parts.port == 0 or secret):  # .port raises ValueError when it is none
        raise ValueError(text)
    return text


def _write_folder(folder: Path | None) -> str:
    return "" if folder is None else str(folder)


def _read_days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 36_500:
        raise ValueError(text)
    return int(text)


def _read_percent(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 100:
        raise ValueError(text)
    return int(text)


def _read_https(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme != "https" or not parts.hostname or parts.port == 0):
        raise ValueError(text)
    return text


def _read_key(text: str) -> str:
    if text and len(base64.b64decode(text, validate=True)) != 32:
        raise ValueError(text)
    return text


def _read_origins(text: str) -> tuple[str, ...]:
    origins = tuple(part for name in text.split(",") if (part := name.strip().lower()))
    for origin in origins:
        parts = urlsplit(origin)
        if parts.port == 0 or f"{parts.scheme}://{parts.netloc}" != origin or "@" in origin or not parts.hostname:
            raise ValueError(text)
    return origins


def _read_ldap(text: str) -> str:
    url = text.rstrip("/")
    parts = urlsplit(url)
    if text and (parts.scheme not in {"ldap", "ldaps"} or not parts.hostname or parts.port == 0):
        raise ValueError(text)
    if text and ("@" in url or url != f"{parts.scheme}://{parts.netloc}"):  # base and user have their own options
        raise ValueError(text)
    return url


def _read_filter(text: str) -> str:
    if not text.startswith("(") or not text.endswith(")"):
        raise ValueError(text)
    return text


_ATTRIBUTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)(?:;[A-Za-z0-9-]+)*")


def _read_attributes(text: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in text.split(","))
    if len(names) < 2 or not all(_ATTRIBUTE.fullmatch(name) for name in names):
        raise ValueError(text)
    return names


def _read_minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1440:
        raise ValueError(text)
    return int(text)


_PAGE = re.compile(r"https?://[^/?#{}\s@]+(?:[/?#]\S*)?")


def _read_page(text: str) -> str:
    if text and not _PAGE.fullmatch(text):
        raise ValueError(text)
    return text


def _read_seconds(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 3_600:
        raise ValueError(text)
    return int(text)


TEXT: Kind[str] = Kind(allowed="any text", read=str, write=str)
URL: Kind[str] = Kind(allowed="an address that begins with http:// or https://", read=_read_url, write=str)
ADDRESS: Kind[str] = Kind(
    allowed="HOST:PORT with an IP address, as 127.0.0.1:8080; port 0 is any free one", read=_read_address, write=str
)
FOLDER: Kind[Path | None] = Kind(
    allowed="the full path of a folder; it may begin with ~", read=_read_folder, write=_write_folder
)
FILE: Kind[Path | None] = Kind(
    allowed="the full path of a file; it may begin with ~", read=_read_folder, write=_write_folder
)
HOST: Kind[str] = Kind(allowed="empty, or an IP address", read=_read_host, write=str)
PORT: Kind[int | None] = Kind(allowed="empty, or a port number; 0 is any free one", read=_read_port, write=_write_port)
DAYS: Kind[int] = Kind(allowed="a whole number of days; 0 is for ever", read=_read_days, write=str)
PERCENT: Kind[int] = Kind(allowed="a whole number from 0 to 100", read=_read_percent, write=str)
SECONDS: Kind[int] = Kind(allowed="a whole number of seconds up to 3600", read=_read_seconds, write=str)
STORE: Kind[str] = Kind(
    allowed="empty, or an address that begins with postgresql:// and has no password in it",
    read=_read_store,
    write=str,
    shown=False,
)
HTTPS: Kind[str] = Kind(allowed="empty, or an address that begins with https://", read=_read_https, write=str)
PUBLIC_KEY: Kind[str] = Kind(allowed="empty, or an Ed25519 public key in base64", read=_read_key, write=str)
ORIGINS: Kind[tuple[str, ...]] = Kind(
    allowed="empty, or origins of web pages (scheme, host and port), with commas between them",
    read=_read_origins,
    write=", ".join,
)
PAGE: Kind[str] = Kind(
    allowed="empty, or an address that begins with https:// or http://; {names} may stand behind the host only",
    read=_read_page,
    write=str,
)
LDAP: Kind[str] = Kind(
    allowed="empty, or ldaps:// or ldap:// with a host and perhaps a port", read=_read_ldap, write=str, shown=False
)
LDAP_FILTER: Kind[str] = Kind(allowed="a filter in brackets (RFC 4515)", read=_read_filter, write=str)
ATTRIBUTES: Kind[tuple[str, ...]] = Kind(
    allowed="names of attributes (RFC 4512), at least two, with commas between them",
    read=_read_attributes,
    write=", ".join,
)
MINUTES: Kind[int] = Kind(allowed="a whole number of minutes from 1 to 1440", read=_read_minutes, write=str)
