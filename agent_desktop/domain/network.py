"""What connects the centre to telephones: trunks to the outside, desk phones, and the numbers that are never refused.

The rows say nothing secret: passwords of trunks and devices lie in a file of the server's data directory.
"""

from __future__ import annotations

from enum import StrEnum

from agent_desktop.domain.rows import Row

EMERGENCY = frozenset({"112"})
"""What is an emergency number where the definition names none."""


class NumberFormat(StrEnum):
    """How the far end of a trunk writes telephone numbers."""

    PLUS = "plus"  # +46812345678 (E.164 with its plus)
    DIGITS = "digits"  # 46812345678
    INTERNATIONAL = "international"  # 0046812345678
    NATIONAL = "national"  # 0812345678 at home, 0033123456789 abroad
    AS_IT_IS = "as_it_is"


class Encryption(StrEnum):
    """Whether speech goes as SRTP (RFC 4568); keys are only ever exchanged over TLS."""

    NEVER = "never"
    PREFER = "prefer"
    REQUIRE = "require"


class Digits(StrEnum):
    """How a trunk sends the digits that are dialled in a call; SIP INFO is heard besides."""

    EVENTS = "events"  # apart from the speech, as RFC 4733 says
    INBAND = "inband"  # as tones in the speech


class Transport(StrEnum):
    """How SIP requests go out on a trunk."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class NumberPlan(Row, frozen=True, kw_only=True):
    """How numbers are written on a trunk; in the house they are E.164 with a plus.

    What is dialled outside is cut and completed last (``strip_out`` characters, then ``prepend_out``), what comes in
    first. Without ``country`` numbers in national form stay as they are.
    """

    format: NumberFormat = NumberFormat.PLUS
    country: str = ""  # country code, as 46
    national_prefix: str = "0"
    international_prefix: str = "00"
    strip_out: int = 0
    prepend_out: str = ""
    strip_in: int = 0
    prepend_in: str = ""


class Trunk(Row, frozen=True, kw_only=True):
    """A way to a provider or an exchange. Without ``server`` calls only come in by it."""

    id: str
    order: int = 50  # the lower is tried first; among equals by id
    enabled: bool = True
    server: str = ""  # host or host:port that requests go to
    transport: Transport = Transport.UDP
    fingerprint: str = ""  # SHA-256 of the server's certificate, in hexadecimal: only this one is trusted
    domain: str = ""  # what stands behind the @ in our addresses; empty: the server's host
    addresses: tuple[str, ...] = ()  # networks whose calls are this trunk's, as 203.0.113.0/28
    user: str = ""  # of digest credentials, both ways
    register: bool = False  # log in there as a phone does, so that calls find us
    expires_ms: int = 600_000  # of the registration we ask for
    ping_ms: int | None = None  # ask by OPTIONS whether it is there; None: its calls tell
    caller_number: str = ""  # shown where the call brings none
    identity: bool = True  # say the caller's number in P-Asserted-Identity too (RFC 3325)
    hide_caller: bool = False  # who is called does not see it (Privacy: id)
    trusted: bool = False  # believe its P-Asserted-Identity
    encryption: Encryption = Encryption.PREFER
    dtmf: Digits = Digits.EVENTS
    numbers: NumberPlan = NumberPlan()


class Device(Row, frozen=True, kw_only=True):
    """A desk phone that is no softphone of ours; it registers with this id as its user name."""

    id: str
    name: str = ""


class EmergencyNumber(Row, frozen=True, kw_only=True):
    """A number that is never blocked, needs no right and goes out by whatever trunk takes it."""

    number: str
    name: str = ""
