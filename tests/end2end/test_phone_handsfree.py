"""An agent without a headset, in a room of the sound service: with echo control the caller does not hear himself."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.handsfree import HandsFree
from tests.fakes.phone_rig import PATIENCE_S, tone, until_heard
from tests.fakes.pulse import Pulse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux")


def test_a_caller_hears_the_agent_and_not_himself(pulse: Pulse, tmp_path: Path) -> None:
    with ExitStack() as stack:
        call = HandsFree(pulse, tmp_path, stack)
        until(call, lambda echo_db: echo_db > -15)
        call.suppress(True)
        until(call, lambda echo_db: echo_db < -45)
        pulse.speak(440)  # over the caller, and louder than he comes back
        until_heard(call.file, call.recording, tone(440, by=6))


def until(call: HandsFree, such: Callable[[float], bool]) -> None:
    """Wait for a second of such an echo: a busy machine makes sound late, and may break it."""
    deadline = time.monotonic() + PATIENCE_S
    while not such(echo_db := call.echo_db(1)):
        assert time.monotonic() < deadline, f"at last the caller hears himself at {echo_db:.0f} dB"
