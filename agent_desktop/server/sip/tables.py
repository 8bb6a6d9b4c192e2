"""The four SIP transactions as tables: what may happen in each state, and what follows.

A transaction is one request and its responses on one hop (RFC 3261 §17). It makes an unreliable network bearable:
the client repeats its request until something comes back, the server repeats its answer whenever the request is
repeated, and the application above ("TU", the transaction user) sees each thing once. INVITE differs from the rest
because a person may take a minute to answer: it has provisional responses, and a third message, the ACK.

*INVITE client* (§17.1.1, RFC 6026 §7.2). CALLING repeats the INVITE (timer A, doubling) until a response comes or
timer B gives up. A final response other than 2xx is ACKed here, hop by hop, and COMPLETED stays for timer D to ACK
repetitions. A 2xx is ACKed by the TU, end to end; ACCEPTED stays for timer M so that 2xx of other forks, and repeated
ones, still reach the TU. ABANDON is the TU's: 64*T1 after a CANCEL nothing came (§9.1).

*Other client* (§17.1.2). Timer E repeats the request, doubling up to T2 (at once T2 when a provisional response shows
that it arrived); F gives up; COMPLETED swallows repeated responses for timer K.

*INVITE server* (§17.2.1, RFC 6026 §7.1). A repeated INVITE is answered with the last provisional response. A failure
is repeated (timer G) until the ACK comes or timer H gives up; CONFIRMED swallows further ACKs for timer I. After a
2xx, ACCEPTED swallows repeated INVITEs for timer L, and it is the TU that repeats the 2xx (§13.3.1.4).

*Other server* (§17.2.2). Nothing is sent before the TU says so; COMPLETED repeats the answer for timer J.

Reading the tables: ``(state, input): (next state, actions)``. An input without a row changes nothing: that is what
"absorbed" means in the RFC. ``RUNNING`` says which timers run in a state: entering it starts those that do not run
yet, leaving it stops those the next state does not name. A timer that fired runs again only by ``AGAIN``.
"""

from __future__ import annotations

from enum import StrEnum

T1_MS = 500
T2_MS = 4_000
T4_MS = 5_000
LONG_MS = 64 * T1_MS
"""64*T1: how long a transaction, a 2xx without ACK or a CANCEL may go unanswered."""


class State(StrEnum):
    """States of a transaction."""

    CALLING = "calling"
    TRYING = "trying"
    PROCEEDING = "proceeding"
    ACCEPTED = "accepted"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    TERMINATED = "terminated"


class On(StrEnum):
    """What can happen to a transaction, besides its timers."""

    REQUEST = "request"  # received again
    ACK = "ack"
    PROVISIONAL = "1xx"  # received by a client, given by the TU to a server
    SUCCESS = "2xx"
    FAILURE = "3xx-6xx"
    UNSENDABLE = "transport error"
    ABANDON = "abandon"


class Timer(StrEnum):
    """Timers by the RFC's letters."""

    A = "A"
    B = "B"
    D = "D"
    E = "E"
    F = "F"
    G = "G"
    H = "H"
    I = "I"  # noqa: E741 - the RFC's letter
    J = "J"
    K = "K"
    L = "L"
    M = "M"


class Do(StrEnum):
    """What a transaction does."""

    SEND = "send"  # the client its request; the server its latest response
    SEND_ACK = "send ACK"
    DELIVER = "deliver"  # the message to the TU
    TELL_TIMEOUT = "tell timeout"
    TELL_UNSENDABLE = "tell transport error"
    AGAIN = "again"  # run the timer that fired once more, twice as long, up to its cap
    AGAIN_AT_T2 = "again at T2"


Table = dict[tuple[State, On | Timer], tuple[State, tuple[Do, ...]]]
Running = dict[State, tuple[Timer, ...]]

_CALLING, _TRYING, _PROCEEDING = State.CALLING, State.TRYING, State.PROCEEDING
_ACCEPTED, _COMPLETED, _CONFIRMED, _TERMINATED = State.ACCEPTED, State.COMPLETED, State.CONFIRMED, State.TERMINATED

INVITE_CLIENT: Table = {
    (_CALLING, Timer.A): (_CALLING, (Do.SEND, Do.AGAIN)),
    (_CALLING, Timer.B): (_TERMINATED, (Do.TELL_TIMEOUT,)),
    (_CALLING, On.UNSENDABLE): (_TERMINATED, (Do.TELL_UNSENDABLE,)),
    (_CALLING, On.ABANDON): (_TERMINATED, ()),
    (_CALLING, On.PROVISIONAL): (_PROCEEDING, (Do.DELIVER,)),
    (_CALLING, On.SUCCESS): (_ACCEPTED, (Do.DELIVER,)),
    (_CALLING, On.FAILURE): (_COMPLETED, (Do.SEND_ACK, Do.DELIVER)),
    (_PROCEEDING, On.PROVISIONAL): (_PROCEEDING, (Do.DELIVER,)),
    (_PROCEEDING, On.SUCCESS): (_ACCEPTED, (Do.DELIVER,)),
    (_PROCEEDING, On.FAILURE): (_COMPLETED, (Do.SEND_ACK, Do.DELIVER)),
    (_PROCEEDING, On.ABANDON): (_TERMINATED, ()),
    (_COMPLETED, On.FAILURE): (_COMPLETED, (Do.SEND_ACK,)),
    (_COMPLETED, On.UNSENDABLE): (_TERMINATED, ()),
    (_COMPLETED, Timer.D): (_TERMINATED, ()),
    (_ACCEPTED, On.SUCCESS): (_ACCEPTED, (Do.DELIVER,)),
    (_ACCEPTED, Timer.M): (_TERMINATED, ()),
}
INVITE_CLIENT_RUNNING: Running = {
    _CALLING: (Timer.A, Timer.B),
    _COMPLETED: (Timer.D,),
    _ACCEPTED: (Timer.M,),
}

CLIENT: Table = {
    (_TRYING, Timer.E): (_TRYING, (Do.SEND, Do.AGAIN)),
    (_TRYING, Timer.F): (_TERMINATED, (Do.TELL_TIMEOUT,)),
    (_TRYING, On.UNSENDABLE): (_TERMINATED, (Do.TELL_UNSENDABLE,)),
    (_TRYING, On.PROVISIONAL): (_PROCEEDING, (Do.DELIVER,)),
    (_TRYING, On.SUCCESS): (_COMPLETED, (Do.DELIVER,)),
    (_TRYING, On.FAILURE): (_COMPLETED, (Do.DELIVER,)),
    (_PROCEEDING, Timer.E): (_PROCEEDING, (Do.SEND, Do.AGAIN_AT_T2)),
    (_PROCEEDING, Timer.F): (_TERMINATED, (Do.TELL_TIMEOUT,)),
    (_PROCEEDING, On.UNSENDABLE): (_TERMINATED, (Do.TELL_UNSENDABLE,)),
    (_PROCEEDING, On.PROVISIONAL): (_PROCEEDING, (Do.DELIVER,)),
    (_PROCEEDING, On.SUCCESS): (_COMPLETED, (Do.DELIVER,)),
    (_PROCEEDING, On.FAILURE): (_COMPLETED, (Do.DELIVER,)),
    (_COMPLETED, Timer.K): (_TERMINATED, ()),
}
CLIENT_RUNNING: Running = {
    _TRYING: (Timer.E, Timer.F),
    _PROCEEDING: (Timer.E, Timer.F),
    _COMPLETED: (Timer.K,),
}

INVITE_SERVER: Table = {
    (_PROCEEDING, On.REQUEST): (_PROCEEDING, (Do.SEND,)),
    (_PROCEEDING, On.PROVISIONAL): (_PROCEEDING, (Do.SEND,)),
    (_PROCEEDING, On.SUCCESS): (_ACCEPTED, (Do.SEND,)),
    (_PROCEEDING, On.FAILURE): (_COMPLETED, (Do.SEND,)),
    (_PROCEEDING, On.UNSENDABLE): (_PROCEEDING, (Do.TELL_UNSENDABLE,)),
    (_COMPLETED, On.REQUEST): (_COMPLETED, (Do.SEND,)),
    (_COMPLETED, On.ACK): (_CONFIRMED, ()),
    (_COMPLETED, Timer.G): (_COMPLETED, (Do.SEND, Do.AGAIN)),
    (_COMPLETED, Timer.H): (_TERMINATED, (Do.TELL_TIMEOUT,)),
    (_COMPLETED, On.UNSENDABLE): (_COMPLETED, (Do.TELL_UNSENDABLE,)),
    (_CONFIRMED, Timer.I): (_TERMINATED, ()),
    (_ACCEPTED, On.ACK): (_ACCEPTED, (Do.DELIVER,)),
    (_ACCEPTED, On.SUCCESS): (_ACCEPTED, (Do.SEND,)),
    (_ACCEPTED, On.UNSENDABLE): (_ACCEPTED, (Do.TELL_UNSENDABLE,)),
    (_ACCEPTED, Timer.L): (_TERMINATED, ()),
}
INVITE_SERVER_RUNNING: Running = {
    _COMPLETED: (Timer.G, Timer.H),
    _CONFIRMED: (Timer.I,),
    _ACCEPTED: (Timer.L,),
}

SERVER: Table = {
    (_TRYING, On.PROVISIONAL): (_PROCEEDING, (Do.SEND,)),
    (_TRYING, On.SUCCESS): (_COMPLETED, (Do.SEND,)),
    (_TRYING, On.FAILURE): (_COMPLETED, (Do.SEND,)),
    (_PROCEEDING, On.REQUEST): (_PROCEEDING, (Do.SEND,)),
    (_PROCEEDING, On.PROVISIONAL): (_PROCEEDING, (Do.SEND,)),
    (_PROCEEDING, On.SUCCESS): (_COMPLETED, (Do.SEND,)),
    (_PROCEEDING, On.FAILURE): (_COMPLETED, (Do.SEND,)),
    (_PROCEEDING, On.UNSENDABLE): (_TERMINATED, (Do.TELL_UNSENDABLE,)),
    (_COMPLETED, On.REQUEST): (_COMPLETED, (Do.SEND,)),
    (_COMPLETED, On.UNSENDABLE): (_TERMINATED, (Do.TELL_UNSENDABLE,)),
    (_COMPLETED, Timer.J): (_TERMINATED, ()),
}
SERVER_RUNNING: Running = {_COMPLETED: (Timer.J,)}

FIRST_MS: dict[Timer, int] = {
    Timer.A: T1_MS,
    Timer.B: LONG_MS,
    Timer.D: 32_000,
    Timer.E: T1_MS,
    Timer.F: LONG_MS,
    Timer.G: T1_MS,
    Timer.H: LONG_MS,
    Timer.I: T4_MS,
    Timer.J: LONG_MS,
    Timer.K: T4_MS,
    Timer.L: LONG_MS,
    Timer.M: LONG_MS,
}
"""How long a timer runs the first time, ms."""

CAP_MS: dict[Timer, int] = {Timer.A: LONG_MS, Timer.E: T2_MS, Timer.G: T2_MS}
"""Up to where a repeating timer doubles, ms."""

UNRELIABLE_ONLY = frozenset({Timer.A, Timer.E, Timer.G})
"""Timers that repeat messages: never started over TCP or TLS."""

ZERO_WHEN_RELIABLE = frozenset({Timer.D, Timer.I, Timer.J, Timer.K})
"""Timers that only wait for repetitions: 0 over TCP or TLS."""
