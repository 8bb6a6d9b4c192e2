"""The files of recordings: WAV that can be played at any moment of its making, in the clear or sealed.

A sealed file is ``MAGIC``, the length (two octets) and the octets of a note that says to its owner which key it has,
then chunks: length (four octets), nonce, AES-256-GCM of what a WAV file has there (NIST SP 800-38D). A chunk is bound
to its place and to whether it is the last, so that none can be left out or moved; a file without its last one was cut.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"ADREC1\n\0"
NONCE = 12
TAG = 16
LONGEST_CHUNK = 8 * 1024 * 1024
HEADER = 44
"""Octets of a WAV header of PCM."""

_UNKNOWN = 0xFFFFFFFF - HEADER  # players take it for: up to the end of the file


class Damaged(Exception):
    """The file is not what was written; the message says in what way."""


def header(rate: int, sides: int, octets: int) -> bytes:
    """The head of a WAV file with so many octets of 16-bit PCM."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, sides, rate, rate * sides * 2, sides * 2, 16)
    return struct.pack("<4sI4s", b"RIFF", octets + HEADER - 8, b"WAVE") + form + struct.pack("<4sI", b"data", octets)


class Sink(Protocol):
    """A file that a recording is written to. Every method raises OSError."""

    def append(self, pcm: bytes) -> None:
        """Samples, after those that were written; whole or not at all."""
        ...

    def close(self) -> None:
        """All is written: bring it down to the disk."""
        ...

    def abandon(self) -> None:
        """Close without more ado; the file is of no use any more."""
        ...


def _create(path: Path) -> BinaryIO:
    return open(path, "xb", buffering=0, opener=lambda name, flags: os.open(name, flags, 0o600))


class PlainWav:
    """A WAV file whose header is true after every piece, so that a crash leaves all that was written to be played."""

    def __init__(self, path: Path, rate: int, sides: int) -> None:
        self._rate, self._sides = rate, sides
        self._octets = 0
        self._file = _create(path)
        self._write(0, header(rate, sides, 0))

    def append(self, pcm: bytes) -> None:
        """See ``Sink.append``."""
        octets = self._octets + len(pcm)
        self._write(HEADER + self._octets, pcm)
        self._write(0, header(self._rate, self._sides, octets))
        self._octets = octets

    def close(self) -> None:
        """See ``Sink.close``."""
        self._file.truncate(HEADER + self._octets)
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """See ``Sink.abandon``."""
        self._file.close()

    def _write(self, at: int, data: bytes) -> None:
        """At a place of its own: what a full disk cut short is written over."""
        self._file.seek(at)
        _write_all(self._file, data)


class SealedWav:
    """A WAV file whose octets nobody can read without its key (32 octets); ``note`` is told to whoever opens it."""

    def __init__(self, path: Path, rate: int, sides: int, key: bytes, note: bytes) -> None:
        self._cipher = AESGCM(key)
        self._file = _create(path)
        self._at = 0
        self._number = 0
        head = MAGIC + struct.pack("<H", len(note)) + note
        _write_all(self._file, head)
        self._at = len(head)
        self._chunk(header(rate, sides, _UNKNOWN))

    def append(self, pcm: bytes) -> None:
        """See ``Sink.append``."""
        self._chunk(pcm)

    def close(self) -> None:
        """See ``Sink.close``."""
        self._chunk(b"", last=True)
        self._file.truncate(self._at)
        os.fsync(self._file.fileno())
        self._file.close()

    def abandon(self) -> None:
        """See ``Sink.abandon``."""
        self._file.close()

    def _chunk(self, data: bytes, *, last: bool = False) -> None:
        nonce = os.urandom(NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, data, _about(self._number, last))
        self._file.seek(self._at)
        _write_all(self._file, struct.pack("<I", len(sealed)) + sealed)
        self._at += 4 + len(sealed)
        self._number += 1


def seal_file(path: Path, pieces: Iterator[bytes], key: bytes, note: bytes) -> None:
    """Write a whole file sealed, and bring it to the disk. Raises OSError."""
    with _create(path) as file:
        _write_all(file, MAGIC + struct.pack("<H", len(note)) + note)
        cipher, number = AESGCM(key), 0
        for number, piece in enumerate(pieces):
            _write_sealed(file, cipher, piece, _about(number, last=False))
        _write_sealed(file, cipher, b"", _about(number + 1, last=True))
        os.fsync(file.fileno())


def _write_sealed(file: BinaryIO, cipher: AESGCM, piece: bytes, about: bytes) -> None:
    nonce = os.urandom(NONCE)
    sealed = nonce + cipher.encrypt(nonce, piece, about)
    _write_all(file, struct.pack("<I", len(sealed)) + sealed)


def _about(number: int, last: bool) -> bytes:
    return struct.pack("<QB", number, last)


def _write_all(file: BinaryIO, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


# --- reading ---------------------------------------------------------------------------------------


def note_of(path: Path) -> bytes | None:
    """The note of a sealed file; None when it is not sealed. Raises OSError."""
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            return None
        (length,) = struct.unpack("<H", file.read(2))
        return file.read(length)


def pieces(path: Path, key: bytes | None = None, *, cut: bool = False) -> Iterator[bytes]:
    """What a file holds, opened with its key when it is sealed. ``cut``: one that was cut short ends where it does.

    Raises OSError, and ``Damaged`` when it is sealed and not whole, or the key is another.
    """
    with path.open("rb") as file:
        if key is None:
            while piece := file.read(256 * 1024):
                yield piece
            return
        if file.read(len(MAGIC)) != MAGIC:
            raise Damaged(f"{path.name} is not sealed")
        (length,) = struct.unpack("<H", file.read(2))
        file.seek(length, os.SEEK_CUR)
        yield from _opened(file, AESGCM(key), path.name, cut)


def _opened(file: BinaryIO, cipher: AESGCM, name: str, cut: bool) -> Iterator[bytes]:
    number = 0
    while True:
        head = file.read(4)
        size = struct.unpack("<I", head)[0] if len(head) == 4 else 0
        sealed = file.read(size) if NONCE < size <= LONGEST_CHUNK else b""
        if not sealed or len(sealed) < size:
            if cut:
                return
            raise Damaged(f"{name} is cut short")
        piece = _open_chunk(cipher, sealed, number)
        if piece is None:
            raise Damaged(f"{name} is not what was written, or not with this key")
        if not piece:
            return
        yield piece
        number += 1


def _open_chunk(cipher: AESGCM, sealed: bytes, number: int) -> bytes | None:
    """The piece; empty for the last one."""
    for last in (False, True):
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], _about(number, last))
        except InvalidTag:
            continue
    return None


def whole_wav(given: Iterator[bytes], octets: int) -> Iterator[bytes]:
    """A WAV file with its true length in the header, from one that was written without knowing it."""
    first = next(given, b"")
    rate, sides = struct.unpack_from("<I", first, 24)[0], struct.unpack_from("<H", first, 22)[0]
    yield header(rate, sides, octets) + first[HEADER:]
    yield from given


def pcm_pieces(path: Path, key: bytes | None) -> Iterator[bytes]:
    """The samples in a WAV file of ours, without its header. Raises OSError and ``Damaged``."""
    skip = HEADER
    for piece in pieces(path, key):
        body, skip = piece[skip:], max(0, skip - len(piece))
        if body:
            yield body


def pcm_digest(path: Path, key: bytes | None) -> tuple[int, bytes]:
    """Octets of PCM in a WAV file, and their SHA-256. Raises OSError and ``Damaged``."""
    digest, octets = hashlib.sha256(), 0
    for piece in pcm_pieces(path, key):
        digest.update(piece)
        octets += len(piece)
    return octets, digest.digest()


def repair(path: Path, *, sealed: bool) -> int:
    """Make the header of a WAV file that a crash left behind true; returns its octets of PCM. Raises OSError, and
    ``Damaged`` when not even the header is there. A sealed one is left as it is."""
    octets = path.stat().st_size - HEADER
    if sealed:
        return max(octets, 0)
    with path.open("r+b") as file:
        head = file.read(HEADER)
        if len(head) < HEADER or head[:4] != b"RIFF":
            raise Damaged(f"{path.name} has not even a header")
        sides = struct.unpack_from("<H", head, 22)[0]
        octets -= octets % (2 * sides)
        file.seek(0)
        file.write(header(struct.unpack_from("<I", head, 24)[0], sides, octets))
        file.truncate(HEADER + octets)
        file.flush()
        os.fsync(file.fileno())
    return octets


def sealed_length(path: Path) -> int:
    """Octets that a sealed file holds, one that was cut short too. Raises OSError."""
    total, size = 0, path.stat().st_size
    with path.open("rb") as file:
        file.seek(len(MAGIC))
        file.seek(struct.unpack("<H", file.read(2))[0], os.SEEK_CUR)
        while len(head := file.read(4)) == 4:
            (chunk,) = struct.unpack("<I", head)
            if file.tell() + chunk > size:
                break
            total += chunk - NONCE - TAG
            file.seek(chunk, os.SEEK_CUR)
    return total
