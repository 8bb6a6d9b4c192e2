"""What the program says to its softphone and hears from it: frozen values, JSON lines between processes.

Levels are dBFS of 16-bit samples, -100.0 for digital silence. ``at_ms`` is the machine's monotonic clock in
milliseconds (``time.monotonic_ns() // 1_000_000``), comparable between processes of one machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from enum import StrEnum
from typing import Literal, Protocol

import msgspec


class PhoneMessage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="type", tag=str):
    """Base of orders and events."""


class Button(StrEnum):
    """What the agent asked for on a headset, whichever of its controls that was (F124)."""

    ANSWER = "answer"
    HANG_UP = "hang_up"
    REJECT = "reject"
    MUTE = "mute"
    HOLD = "hold"


class Order(PhoneMessage, frozen=True, kw_only=True):
    """Base of what the program tells its softphone."""


class Register(Order, frozen=True, kw_only=True):
    """Register ``user`` at ``server`` (``sip:host:port``) with a digest password, and stay registered.

    Over TLS (``;transport=tls``) the server must show ``certificate`` (PEM), or without one a certificate for its
    address from a CA that this PC trusts. ``accepted``: instead of that the one certificate of this fingerprint
    (SHA-256, as ``Doubted`` told it), whatever else it says. Any other is told as ``Doubted``, and nothing is sent.
    """

    server: str
    user: str
    password: str
    certificate: str = ""
    accepted: str = ""


class UseNetwork(Order, frozen=True, kw_only=True):
    """How to be found behind a router, from the next ``Register`` on: a STUN server (``host:port``, RFC 8489) and ICE.

    Both are off as it starts: the server hears speech from where it comes.
    """

    stun: str = ""
    ice: bool = False


class UseCodecs(Order, frozen=True, kw_only=True):
    """Offer these codecs (PCMA, PCMU, G722) and no others in calls from now on, the best one first.

    In a call that comes the caller's own order counts (RFC 3264 section 6.1); one without any of them is refused (488).
    """

    codecs: tuple[str, ...] = ("PCMA", "PCMU", "G722")


class UseEchoControl(Order, frozen=True, kw_only=True):
    """Lower the microphone while the speaker sounds, for who has no headset, or no more; off as the phone starts."""

    suppress: bool


class Unregister(Order, frozen=True, kw_only=True):
    """Give the registration up and end its calls."""


class Answer(Order, frozen=True, kw_only=True):
    """Answer the ringing leg. The microphone opens here and not before."""

    leg: str


class HangUp(Order, frozen=True, kw_only=True):
    """End the leg, ringing or answered."""

    leg: str


class Mute(Order, frozen=True, kw_only=True):
    """Close or open the microphone for every leg, until the last one has ended (``Muted`` says so)."""

    on: bool


class Dial(Order, frozen=True, kw_only=True):
    """Call ``uri``; the leg is named by the caller of this order. Used by simulated callers and test calls."""

    leg: str
    uri: str
    caller: str = ""  # user part of From; empty: the registered user, else "anonymous"
    caller_name: str = ""


class Digits(Order, frozen=True, kw_only=True):
    """Send DTMF (RFC 4733) on the leg: characters 0-9 * # A-D."""

    leg: str
    digits: str


class UseSound(Order, frozen=True, kw_only=True):
    """Take this sound device from now on, calls in progress included.

    ``default``; ``name:<part of a device name>``; ``none``; ``file:IN.wav,OUT.wav`` (speaks IN, over and over, and
    records what is heard to OUT, a new file from this order on; either may be empty). A ``file:`` device never pauses:
    20 ms of IN and OUT go by every 20 ms, in a call or not, so a place in either file is a time. Both begin together.
    """

    device: str


class Wanted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A sound device by (part of) its name, empty for the system's default one, and how loud it is: -60 to 20 dB."""

    name: str = ""
    gain_db: float = 0.0


class UseDevices(Order, frozen=True, kw_only=True):
    """Take these sound devices from now on, calls in progress included; the same devices again change their gains.

    Of each list the first device that is connected is used, and none of them: the system's default one. A device that
    comes later and stands further ahead is taken when it comes. An empty ``rings``: where the speaker is.
    """

    microphones: tuple[Wanted, ...] = ()
    speakers: tuple[Wanted, ...] = ()
    rings: tuple[Wanted, ...] = ()


Where = Literal["ring", "speaker"]
"""Where a sound is heard: on the ring device, or where the calls are heard."""


class PlaySound(Order, frozen=True, kw_only=True):
    """Let the agent, and nobody else, hear a sound file of this PC: WAV, FLAC, MP3 or OGG (Vorbis).

    It never goes into a call and never to the OUT of a ``file:`` device. One sound plays at each place: another one
    replaces it. A file that cannot be played is answered by ``Failed``; the end of one that was not stopped is told as
    ``Played``.
    ``gain_db`` is that of the sound alone, on top of its device's.
    """

    file: str
    loop: bool = False
    where: Where = "ring"
    gain_db: float = 0.0
    from_ms: int = 0


class StopSound(Order, frozen=True, kw_only=True):
    """End what ``PlaySound`` began at this place; nothing plays: nothing happens, and no ``Played`` is told."""

    where: Where = "ring"


class ShowCall(Order, frozen=True, kw_only=True):
    """What the lights of every headset show, and what its buttons mean; mute is the phone's own to show."""

    ringing: bool = False
    talking: bool = False
    held: bool = False


class UseHeadsets(Order, frozen=True, kw_only=True):
    """Use the buttons and lights of headsets, but of those not whose name has one of these parts; ``*``: of none."""

    off: tuple[str, ...] = ()


class EchoTest(Order, frozen=True, kw_only=True):
    """Call oneself, or end that: one hears what one says after its whole way through sound device and telephone.

    A chirp every 2 s measures the delay (``Echo``). It ends by itself after 60 s and when somebody calls.
    """

    on: bool


class Quit(Order, frozen=True, kw_only=True):
    """End every call and the process, exit code 0."""


class PhoneEvent(PhoneMessage, frozen=True, kw_only=True):
    """Base of what the softphone tells."""


class Started(PhoneEvent, frozen=True, kw_only=True):
    """The process is up and takes orders; SIP is served at ``sip_port`` (UDP) of the loopback address."""

    pid: int
    sip_port: int = 0


class Registration(PhoneEvent, frozen=True, kw_only=True):
    """The registrar answered: registered or not, with the SIP status and phrase."""

    registered: bool
    status: int = 0
    reason: str = ""


class CertificateFault(StrEnum):
    """Why a certificate does not prove that it is the server's."""

    UNKNOWN = "unknown"  # no CA that this PC trusts vouches for it, nor is it the one of the log-in
    OUT_OF_DATE = "out_of_date"
    OTHER_NAME = "other_name"  # it is for somebody else
    INVALID = "invalid"  # revoked, weak, not for servers, or none at all


def fingerprint_of(certificate: bytes) -> str:
    """SHA-256 of a certificate (DER), as people compare it: pairs of hexadecimal digits between colons."""
    return hashlib.sha256(certificate).digest().hex(":").upper()


class Doubted(PhoneEvent, frozen=True, kw_only=True):
    """Over TLS ``server`` (``host:port``) showed a certificate that does not prove it: nothing was sent to it.

    ``fingerprint``: of the certificate (``fingerprint_of``). ``subject``: whose it says it is. ``before``: the
    fingerprint that was accepted until now, which is another one, or empty. Told once for each certificate; the phone
    goes on trying, as the server may show another one.
    """

    server: str
    fingerprint: str
    subject: str = ""
    fault: CertificateFault = CertificateFault.UNKNOWN
    before: str = ""


class Incoming(PhoneEvent, frozen=True, kw_only=True):
    """A leg rings; ``leg`` is the INVITE's X-AD-Leg, else its Call-ID."""

    leg: str
    caller: str = ""
    caller_name: str = ""
    at_ms: int = 0
    join: bool = False  # the server asks the phone to answer by itself (Answer-Mode: Auto, RFC 5373)


class Answered(PhoneEvent, frozen=True, kw_only=True):
    """The leg is up: media flows."""

    leg: str
    at_ms: int = 0


class Ended(PhoneEvent, frozen=True, kw_only=True):
    """The leg is over, with the last SIP status."""

    leg: str
    status: int = 0
    reason: str = ""
    at_ms: int = 0


class Muted(PhoneEvent, frozen=True, kw_only=True):
    """The microphone is now closed or open. Open again by itself when the last leg has ended: mute is for its call."""

    on: bool


class Pressed(PhoneEvent, frozen=True, kw_only=True):
    """A button of a headset was pressed. Nothing is done about it here: it stands for a button of the window."""

    button: Button


class Levels(PhoneEvent, frozen=True, kw_only=True):
    """Peak levels of the last 100 ms while a leg is up: what is heard, and what the microphone gives, muted or not."""

    heard_dbfs: float
    spoken_dbfs: float


class Echo(PhoneEvent, frozen=True, kw_only=True):
    """The test call runs or is over; ``delay_ms``: from the mouth to the ear, but for the sound service's own share.

    None: not yet measured, or the chirp did not come back.
    """

    running: bool
    delay_ms: int | None = None


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """Speech in one direction between this phone and its server, since the stream began.

    ``packets``: that were sent, or should have come. ``lost``: of these, so far as the other end has reported it.
    """

    packets: int = 0
    lost: int = 0
    jitter_ms: float = 0.0  # mean (RFC 3550 section 6.4.1)


class LineQuality(PhoneEvent, frozen=True, kw_only=True):
    """How speech travels, of a leg that is up: every 2 s, and once before it ends (F127).

    Figures of a leg begin anew when its stream does (a re-INVITE). The round trip is known after the first RTCP
    reports. ``stalled_ms``: the longest time since the last such event that this PC let the phone wait.
    """

    leg: str
    codec: str  # its name in SDP
    heard: Way
    spoken: Way
    round_trip_ms: float | None = None
    stalled_ms: int = 0


class Recording(PhoneEvent, frozen=True, kw_only=True):
    """The first frame for a ``file:`` device's OUT was written; ``at_ms`` is when it was heard."""

    file: str
    at_ms: int


class Sound(PhoneEvent, frozen=True, kw_only=True):
    """The sound in use: ``device`` as it was ordered, ``chosen`` for ``UseDevices``.

    The names of the devices are whole ones, empty for the system's default. ``problem`` is empty, or a sentence about
    what is missing and what to do. ``moved``: nobody ordered this, a device came or went.
    """

    device: str
    problem: str = ""
    microphone: str = ""
    speaker: str = ""
    ring: str = ""
    moved: bool = False


class Devices(PhoneEvent, frozen=True, kw_only=True):
    """The sound devices that are connected, by name; told anew when one comes or goes."""

    microphones: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


class Played(PhoneEvent, frozen=True, kw_only=True):
    """A sound is over that was not to be repeated."""

    file: str
    where: Where = "ring"


class Failed(PhoneEvent, frozen=True, kw_only=True):
    """An order could not be carried out; a sentence for the agent or the log, and the leg it was about, if any."""

    order: str
    problem: str
    leg: str = ""


class Died(PhoneEvent, frozen=True, kw_only=True):
    """Said by the supervisor: the process is gone and is started again."""

    exit_code: int


HeadsetOrder = ShowCall | UseHeadsets
AnyOrder = (
    Register
    | Unregister
    | Answer
    | HangUp
    | Mute
    | Dial
    | Digits
    | UseSound
    | UseDevices
    | PlaySound
    | StopSound
    | HeadsetOrder
    | EchoTest
    | UseNetwork
    | UseCodecs
    | UseEchoControl
    | Quit
)
AnyPhoneEvent = (
    Started
    | Registration
    | Doubted
    | Incoming
    | Answered
    | Ended
    | Muted
    | Pressed
    | Levels
    | Echo
    | LineQuality
    | Recording
    | Sound
    | Devices
    | Played
    | Failed
    | Died
)


class PhonePort(Protocol):
    """A softphone, as the window and the robot see it."""

    def order(self, order: AnyOrder) -> None:
        """Tell the phone something; returns at once, may be called from any thread."""
        ...

    def listen(self, listener: Callable[[AnyPhoneEvent], None]) -> None:
        """Call ``listener`` for every event, in the phone's reader thread."""
        ...

    def close(self) -> None:
        """Quit the process and wait until it is gone; at most 5 s, then it is killed."""
        ...
