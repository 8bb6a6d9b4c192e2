"""Judges what a manifest of updates says: is there a newer version, and is it really the maker who says so?

The manifest is signed with Ed25519 (RFC 8032); the private key is never on an agent's PC, a server or in the
repository. Refused are another's signature, one that is no longer valid, and one that is older than what was seen
before: a stranger on the way could otherwise show an old one for ever.
"""

from __future__ import annotations

import base64
import binascii
import re
from enum import StrEnum

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRODUCT = "agent-desktop"
MOST_BYTES = 65_536
_CONTEXT = b"agent-desktop update manifest 1\n"
"""Stands before what is signed, so that nothing else that the key signs can be taken for a manifest."""

_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}", re.ASCII)


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a version; ``sha256`` in hexadecimal."""

    name: str
    bytes: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What is signed. ``serial`` grows with every manifest; moments are ms UTC."""

    product: str
    version: str
    serial: int
    issued: int
    expires: int
    packages: tuple[Package, ...] = ()


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """What is published: the manifest as JSON and its signature, both in base64."""

    manifest: str
    signature: str


class Wrong(StrEnum):
    """Why a manifest is not believed."""

    UNREADABLE = "it is no manifest"
    FORGED = "its signature is not that of the key"
    ANOTHER = "it is for another product"
    EXPIRED = "it is no longer valid"
    EARLY = "it is of the future"
    REPLAYED = "a later one was seen before"


CLOCKS_MS = 24 * 3_600_000
"""A PC's clock may be so wrong before a manifest counts as one of the future."""


def sign(manifest: Manifest, key: Ed25519PrivateKey) -> bytes:
    """The file to publish."""
    text = msgspec.json.encode(manifest)
    signature = key.sign(_CONTEXT + text)
    return msgspec.json.encode(
        Signed(manifest=base64.b64encode(text).decode(), signature=base64.b64encode(signature).decode())
    )


def judge(file: bytes, key: str, now: int, seen: int) -> Manifest | Wrong:
    """The manifest if it can be believed at ``now`` (ms UTC). ``key`` is the public one in base64; ``seen`` the highest
    serial believed before. Raises ValueError when ``key`` is none."""
    public = public_key(key)
    if len(file) > MOST_BYTES:
        return Wrong.UNREADABLE
    try:
        signed = msgspec.json.decode(file, type=Signed)
        text = base64.b64decode(signed.manifest, validate=True)
        signature = base64.b64decode(signed.signature, validate=True)
    except (msgspec.MsgspecError, binascii.Error, ValueError):
        return Wrong.UNREADABLE
    try:
        public.verify(signature, _CONTEXT + text)  # before anything in it is looked at
    except InvalidSignature:
        return Wrong.FORGED
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError:
        return Wrong.UNREADABLE
    return _valid(manifest, now, seen) or manifest


def _valid(manifest: Manifest, now: int, seen: int) -> Wrong | None:
    if manifest.product != PRODUCT:
        return Wrong.ANOTHER
    if not _VERSION.fullmatch(manifest.version):
        return Wrong.UNREADABLE
    if manifest.expires <= now:
        return Wrong.EXPIRED
    if manifest.issued > now + CLOCKS_MS:
        return Wrong.EARLY
    return Wrong.REPLAYED if manifest.serial < seen else None


def is_newer(version: str, own: str) -> bool:
    """Whether ``version`` comes after ``own``; 1.0 and 1.0.0 are the same."""
    return _parts(version) > _parts(own)


def _parts(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def public_key(text: str) -> Ed25519PublicKey:
    """A public key from base64. Raises ValueError."""
    return Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
