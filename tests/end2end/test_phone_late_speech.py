"""Speech that comes late is heard as one break, and from then on the phone waits for what comes as late."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.demo.measure import find_tone
from agent_desktop.phone import port
from agent_desktop.phone.pcm import RATE
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import PATIENCE_S, RigPhone, heard_between
from tests.fakes.rtp_peer import RtpPeer
from tests.fakes.sip_caller import SipCaller
from tests.fakes.talker import STEP_S

pytestmark = pytest.mark.alone

HERTZ = 425
"""Not a whole number of waves in 10 or 20 ms: a frame that is left out is heard as a jump."""

STALLED, STALL_MS = 50, 100
"""So many packets come on time, then the next five come late and together."""

LATE_EVERY, LATE_MS = 60, 50
"""After that such a packet comes so late, together with those behind it."""

PACKETS = 300
TRIES = 6
"""A machine that is busy itself sends or plays later than a packet here is late; one call without that is enough."""


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def test_a_late_packet_is_a_break_once_and_not_again_and_again(stack: ExitStack, tmp_path: Path) -> None:
    registrar = PhoneRegistrar({"anna": "secret"})
    stack.callback(registrar.close)
    anna = RigPhone()
    stack.callback(anna.close)
    anna.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    broken: list[int] = []
    while 0 not in broken and len(broken) < TRIES:
        broken.append(breaks_in_a_call(anna, tmp_path / f"heard-{len(broken)}.wav"))
    assert 0 in broken, f"breaks in the calls: {broken}"


def breaks_in_a_call(anna: RigPhone, file: Path) -> int:
    """How often a tone broke off for the phone after the stall."""
    with ExitStack() as stack:
        peer = stack.enter_context(RtpPeer())
        caller = SipCaller(anna.sip_port, "anna", rtp_port=peer.address[1])
        stack.callback(caller.close)
        recording = anna.ask(port.UseSound(device=f"file:,{file}"), port.Recording)
        since = anna.mark()
        call = caller.invite()
        anna.order(port.Answer(leg=anna.wait(port.Incoming, since=since).leg))
        assert caller.final(call) == 200
        began_ms, ended_ms = speak(peer)
        caller.request("BYE", call, 2)
        anna.wait(port.Ended, since=since)
        anna.ask(port.UseSound(device="none"), port.Sound)  # completes the recording
        heard = heard_between(file, recording, began_ms + 300, ended_ms - 100)
        tone = find_tone(heard / 32768.0, RATE, HERTZ)
        assert tone is not None, "nothing was heard"
        whole = tone.begin_ms == 0 and tone.end_ms >= heard.size * 1000 // RATE - 5
        return tone.dropouts + (not whole)


def speak(peer: RtpPeer) -> tuple[int, int]:
    """Answer with a tone, in packets that come late now and then; from when to when it went, without the stall."""
    peer.rtp.settimeout(PATIENCE_S)
    _, to = peer.rtp.recvfrom(2048)  # the phone speaks first
    due = began = time.monotonic()
    for number in range(PACKETS):
        late_ms = STALL_MS if number == STALLED else LATE_MS if number > STALLED and not number % LATE_EVERY else 0
        due = max(due, began + number * STEP_S + late_ms / 1000)  # never before the one that it follows
        while (left := due - time.monotonic()) > 0:
            if select.select([peer.rtp], [], [], left)[0]:
                peer.rtp.recv(2048)
        peer.tone(to, HERTZ, packets=1)
    return round((began + STALLED * STEP_S) * 1000) + STALL_MS, round(due * 1000)
