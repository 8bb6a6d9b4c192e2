"""Sound is moved by the vector's address only where that is what it seems to be; elsewhere slowly, never wildly."""

from __future__ import annotations

import ctypes
from types import SimpleNamespace
from typing import Any

import pytest
from pjsua2 import pjsua2 as pj

from agent_desktop.phone.bytevector import Copier
from agent_desktop.phone.pcm import FRAME_BYTES, SILENCE

SOUND = bytes(i * 11 % 251 for i in range(FRAME_BYTES))


class Other:
    """A vector of another build: its first word is no address of its bytes, but ``word``."""

    word = 0

    def __init__(self, data: bytes = b"") -> None:
        self.data = data
        self._memory = (ctypes.c_uint64 * 2)(self.word or 0, 0)
        self.this = ctypes.addressof(self._memory)

    def __bytes__(self) -> bytes:
        return self.data


class Length(Other):
    """Its length comes first."""

    word = FRAME_BYTES


class Elsewhere(Other):
    """What stands there is an address, of something else."""

    _else = ctypes.create_string_buffer(FRAME_BYTES)
    word = ctypes.addressof(_else)


class Inside(Other):
    """It is no C++ object at all."""

    this: Any = None

    def __init__(self, data: bytes = b"") -> None:
        self.data = data


def test_the_stack_of_here_is_copied_the_fast_way_and_rightly() -> None:
    copier = Copier(pj.ByteVector)
    assert copier.fast
    frame = pj.MediaFrame()
    for sound in (SOUND, SILENCE, SOUND):
        copier.put(frame, sound)
        assert bytes(frame.buf) == sound
        assert copier.get(frame.buf) == sound


@pytest.mark.parametrize("kind", [Other, Length, Elsewhere, Inside])
@pytest.mark.expects_log("Sound is copied the slow way")
def test_another_layout_is_noticed_and_copied_the_slow_way(kind: type[Other]) -> None:
    copier = Copier(kind)
    assert not copier.fast
    frame = SimpleNamespace(buf=kind(SILENCE))
    copier.put(frame, SOUND)
    assert copier.get(frame.buf) == SOUND
