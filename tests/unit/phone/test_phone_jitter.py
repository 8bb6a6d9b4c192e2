"""The jitter buffer's settings reach a stack like ours, and leave one that is different alone."""

from __future__ import annotations

import ctypes

import pytest

from agent_desktop.phone import jitter

NONE, PROGRESSIVE = 0, 2


class Pointer:
    """What SWIG makes of a C enum: an address, and nothing else."""

    def __init__(self, value: int) -> None:
        self.number = ctypes.c_int(value)
        self.owned = True

    def disown(self) -> None:
        self.owned = False

    def __int__(self) -> int:
        return ctypes.addressof(self.number)


class Media:
    """pjsua2's MediaConfig, as far as the jitter buffer goes: it hands out copies of its enum.

    ``plain``: as a later one may be, which gives the number itself.
    """

    jbInit = jbMinPre = jbMaxPre = jbMax = -1  # noqa: N815

    def __init__(self, algorithm: int, plain: bool = False) -> None:
        self.algorithm = algorithm
        self.given: list[Pointer] = []
        self._plain = plain

    @property
    def jbDiscardAlgo(self) -> Pointer | int:  # noqa: N802
        if self._plain:
            return self.algorithm
        self.given.append(Pointer(self.algorithm))
        return self.given[-1]

    @jbDiscardAlgo.setter
    def jbDiscardAlgo(self, pointer: Pointer) -> None:  # noqa: N802
        self.algorithm = pointer.number.value


def test_speech_waits_in_reserve_and_is_never_dropped_for_a_shorter_delay() -> None:
    media = Media(PROGRESSIVE)
    jitter.settle(media)
    assert (media.jbInit, media.jbMinPre, media.jbMaxPre, media.jbMax) == (40, 40, 40, 160)
    assert media.algorithm == NONE
    assert not any(pointer.owned for pointer in media.given)  # SWIG would write to stderr that it cannot free them


@pytest.mark.expects_log("keeps its jitter buffer differently")
@pytest.mark.parametrize("media", [Media(1), Media(7), Media(PROGRESSIVE, plain=True)])
def test_a_stack_that_is_different_is_left_alone_and_told(media: Media) -> None:
    before = media.algorithm
    jitter.settle(media)
    assert media.algorithm == before
    assert media.jbInit == 40, "what can be set is set"
