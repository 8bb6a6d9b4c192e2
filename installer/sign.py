"""Makes the key that updates are signed with, and signs the manifest of a version. For whoever makes the packages.

    python -m installer.sign key PRIVATE.pem
    python -m installer.sign manifest PRIVATE.pem --version 1.2.0 --days 90 --out update.json dist/*.deb dist/*.exe

The private key is encrypted with a passphrase, and belongs neither into the repository nor onto a server.
"""

from __future__ import annotations

import argparse
import base64
import getpass
import hashlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent_desktop import __version__
from agent_desktop.client.update import PRODUCT, Manifest, Package, sign

DAY_MS = 86_400_000
CANNOT = 2


def main(arguments: Sequence[str]) -> int:
    """Do what was asked; the passphrase comes from a prompt, or from stdin where there is no terminal."""
    parser = argparse.ArgumentParser(prog="python -m installer.sign", description="Keys and manifests of updates.")
    commands = parser.add_subparsers(dest="command", required=True)
    key = commands.add_parser("key", help="make a private key; prints the public one for ect.ini")
    key.add_argument("file", type=Path)
    manifest = commands.add_parser("manifest", help="sign what a version consists of")
    manifest.add_argument("file", type=Path)
    manifest.add_argument("--version", default=__version__)
    manifest.add_argument("--days", type=int, default=90, help="how long it is valid; publish it anew before that")
    manifest.add_argument("--out", type=Path, required=True)
    manifest.add_argument("packages", type=Path, nargs="*")
    args = parser.parse_args(arguments)
    passphrase = (getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")).encode()
    try:
        if args.command == "key":
            sys.stdout.write(make_key(args.file, passphrase) + "\n")
        else:
            private = load(args.file, passphrase)
            now = time.time_ns() // 1_000_000
            args.out.write_bytes(sign(describe(args.version, args.packages, now, args.days), private))
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"{args.file}: {problem}\n")
        return CANNOT
    return 0


def make_key(file: Path, passphrase: bytes) -> str:
    """Write a new private key; returns the public one in base64. Raises OSError when the file is there already."""
    if not passphrase:
        raise ValueError("a passphrase is needed")
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(passphrase),
    )
    with open(file, "xb", opener=lambda name, flags: os.open(name, flags, 0o600)) as stream:
        stream.write(pem)
    return base64.b64encode(private.public_key().public_bytes_raw()).decode()


def load(file: Path, passphrase: bytes) -> Ed25519PrivateKey:
    """The private key of a file. Raises OSError, and ValueError when it is another kind of key or passphrase."""
    key = serialization.load_pem_private_key(file.read_bytes(), passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("this is no Ed25519 key")
    return key


def describe(version: str, packages: Sequence[Path], now: int, days: int) -> Manifest:
    """The manifest of a version; its serial is the moment ``now`` (ms UTC), so that it grows by itself."""
    return Manifest(
        product=PRODUCT,
        version=version,
        serial=now,
        issued=now,
        expires=now + days * DAY_MS,
        packages=tuple(
            Package(name=file.name, bytes=file.stat().st_size, sha256=hashlib.sha256(file.read_bytes()).hexdigest())
            for file in packages
        ),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
