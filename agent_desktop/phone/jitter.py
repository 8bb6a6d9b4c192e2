"""How long the phone waits for speech that comes late: the settings of the stack's jitter buffer.

As it comes, the stack's buffer keeps nothing in reserve, and forgets within half a second that a packet was late: what
it had waited for, it drops again, frame by frame, until the next late packet finds it empty. On a busy PC that is a
break every second. This one begins with a packet in reserve; speech that comes later than that is a break once, and
from then on the buffer is as deep as that packet was late, to the end of the call. It drops speech only when it is
full, so the delay never grows beyond ``MOST_MS``, neither by stalls nor by clocks that run apart.
"""

from __future__ import annotations

import ctypes
import logging
from typing import Any

log = logging.getLogger(__name__)

RESERVE_MS = 40
"""Speech begins, or begins again after a break, when so much is there: 20 ms to play and 20 ms in reserve."""

MOST_MS = 160
"""Speech that waits at most: with all else on the way, far below the 400 ms that ITU-T G.114 allows."""

_DISCARD_NONE, _DISCARD_PROGRESSIVE = 0, 2  # pjmedia_jb_discard_algo; the second is what the stack comes with


def settle(media: Any) -> None:
    """Set the buffer in pjsua2's ``MediaConfig``, handed in because only the engine imports pjsua2."""
    media.jbInit = media.jbMinPre = media.jbMaxPre = RESERVE_MS
    media.jbMax = MOST_MS
    if not _keep_what_came(media):
        log.warning(
            "Late speech will break more often: this build of the telephone keeps its jitter buffer differently"
        )


def _keep_what_came(media: Any) -> bool:
    """Whether it could be told never to drop speech for the sake of a shorter delay.

    pjsua2 hands this setting out as a pointer to a copy of the C enum, and has no names for its values. So the number
    is looked at before it is changed, and again in what was taken.
    """
    try:
        algorithm = media.jbDiscardAlgo
        number = _behind(algorithm)
        if number.value != _DISCARD_PROGRESSIVE:
            return False
        number.value = _DISCARD_NONE
        media.jbDiscardAlgo = algorithm
        return _behind(media.jbDiscardAlgo).value == _DISCARD_NONE
    except (AttributeError, TypeError, ValueError) as error:
        log.info("The jitter buffer's setting is out of reach: %s", error)
        return False


def _behind(pointer: Any) -> ctypes.c_int:
    """The number a SWIG pointer points to; its 4 bytes are given up, as SWIG cannot free them and says so."""
    pointer.disown()
    return ctypes.c_int.from_address(int(pointer))
