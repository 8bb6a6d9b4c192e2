"""A PC that stood still makes up for the frames it missed one after the other, while the network's packets come in."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import ExitStack
from itertools import pairwise
from statistics import median
from threading import Event

import pytest

from agent_desktop.phone import port
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone
from tests.fakes.rtp_peer import RtpPeer
from tests.fakes.sip_caller import SipCaller

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by signal")

STALL_S, MISSED = 0.3, 12
APART_S = 0.002
"""Half of what the telephone keeps: at once they come within a tenth of that."""

TRIES = 4
"""Packets may come together because the machine did not let us read them."""


def test_what_a_stall_left_out_does_not_come_all_at_once() -> None:
    """Two telephones that stood still would else ask for packets that the other one is only about to send."""
    apart_s = [0.0]
    with ExitStack() as stack:
        registrar = PhoneRegistrar({"anna": "secret"})
        stack.callback(registrar.close)
        anna = RigPhone()
        stack.callback(anna.close)
        anna.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
        peer = stack.enter_context(RtpPeer())
        caller = SipCaller(anna.sip_port, "anna", rtp_port=peer.address[1])
        stack.callback(caller.close)
        call = caller.invite()
        anna.order(port.Answer(leg=anna.wait(port.Incoming).leg))
        assert caller.final(call) == 200
        pid = anna.wait(port.Started).pid
        peer.hear(20)
        while max(apart_s) < APART_S and len(apart_s) <= TRIES:
            os.kill(pid, signal.SIGSTOP)
            Event().wait(STALL_S)
            peer.hear_what_came()
            os.kill(pid, signal.SIGCONT)
            del peer.datagrams[:]
            peer.hear(MISSED)
            apart_s.append(median(later - sooner for (sooner, _), (later, _) in pairwise(peer.datagrams)))
            peer.hear(20)
    assert max(apart_s) >= APART_S, f"seconds between packets after each stall: {apart_s[1:]}"
