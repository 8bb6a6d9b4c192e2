"""Moves 20 ms of sound in and out of pjsua2's byte vectors at 7 µs instead of 677: the clock thread has 20 ms.

A C++ vector's first word is the address of its bytes. That is not promised anywhere, so it is tried once at start and
the slow way is taken when it is not so.
"""

from __future__ import annotations

import ctypes
import logging
from typing import Any

from agent_desktop.phone.pcm import FRAME_BYTES

log = logging.getLogger(__name__)


class Copier:
    """Reads and writes ``MediaFrame.buf``, knowing after construction which way works here."""

    def __init__(self, vector_type: Any) -> None:
        """``vector_type``: pjsua2's ByteVector, handed in because only the engine imports pjsua2."""
        self._vector_type = vector_type
        self.fast = self._fast_works()
        if not self.fast:
            log.warning("Sound is copied the slow way: this build of the telephone keeps its bytes differently")

    def _fast_works(self) -> bool:
        pattern = bytes(i * 7 % 256 for i in range(FRAME_BYTES))
        vector = self._vector_type(pattern)
        try:
            # read the word as a number first and look whether the bytes there are ours only if it is an address
            # near the vector's own: both are on the heap
            address = _address(vector)
            if not address or abs(address - int(vector.this)) > 1 << 40:
                return False
            if ctypes.string_at(address, FRAME_BYTES) != pattern:
                return False
            _write(vector, pattern[::-1])
            return bytes(vector) == pattern[::-1]
        except (AttributeError, TypeError, ValueError, OSError):
            return False

    def get(self, vector: Any) -> bytes:
        """The bytes of a vector of ``FRAME_BYTES``."""
        if self.fast:
            return ctypes.string_at(_address(vector), FRAME_BYTES)
        return bytes(vector)

    def put(self, frame: Any, data: bytes) -> None:
        """Make ``data`` (``FRAME_BYTES``) the contents of ``frame.buf``."""
        if self.fast:
            _write(frame.buf, data)
        else:
            frame.buf = self._vector_type(data)


def _address(vector: Any) -> int:
    return ctypes.c_void_p.from_address(int(vector.this)).value or 0


def _write(vector: Any, data: bytes) -> None:
    vector.resize(len(data))
    ctypes.memmove(_address(vector), data, len(data))
