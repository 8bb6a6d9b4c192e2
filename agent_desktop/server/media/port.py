"""What a media engine can do for the switch, whoever does it (our worker, later rtpengine)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from agent_desktop.server.srtp import SrtpKeys


class MediaFailed(Exception):
    """The media engine could not carry an order out; the message says why, for the log."""


class Sealed(NamedTuple):
    """With which key (32 octets) a file is sealed, and the note in it that tells its owner which one that was."""

    key: bytes
    note: bytes


class Recorded(NamedTuple):
    """A recording that is over and kept: its file's name, its length, the loudest sample (of 32767), and why some of
    what was said is missing, empty when nothing is."""

    file: str
    ms: int
    peak: int
    incomplete: str


class MediaPort(Protocol):
    """Media legs by leg id. Every method is idempotent and raises ``MediaFailed`` when it cannot."""

    async def open(self, leg: str, near: str = "") -> tuple[str, int]:
        """Allocate RTP and RTCP sockets for a leg; returns (host, RTP port) for our SDP.

        ``near``: a leg that it is going to talk to, if one is known: so they need not hear each other from afar.
        """
        ...

    async def set_remote(
        self,
        leg: str,
        host: str,
        port: int,
        codec: str,
        payload: int,
        dtmf_payload: int | None,
        srtp: SrtpKeys | None = None,
        *,
        inband: bool = False,
    ) -> None:
        """Where the leg's RTP goes and what it carries.

        ``codec`` is the SDP encoding name, ``PCMA``, ``PCMU`` or ``G722`` (RTP clock 8000 Hz, 20 ms); ``payload`` its
        RTP payload type; ``dtmf_payload`` that of telephone-event/8000 (RFC 4733), or None. Unlocks the latch on the
        remote address. With ``srtp`` RTP and RTCP go encrypted both ways, and what comes in the clear is dropped.
        ``inband``: digits come as tones in the speech, and are told like those of RFC 4733.
        """
        ...

    async def connect(self, leg: str, peer: str) -> None:
        """Let the two hear each other; whatever they heard before stops."""
        ...

    async def mix(self, hears: Mapping[str, tuple[str, ...]], unrecorded: tuple[str, ...] = ()) -> None:
        """Let each leg hear the sum of the legs it is given, and nothing else.

        A leg that is named is heard by none but those that are given it here. So a conference names every party with
        all the others; one who only listens is named alone: ``{"listener": ("caller", "agent")}`` changes nothing for
        those two. What the legs of ``unrecorded`` say is in no recording of those who hear them.
        """
        ...

    async def play(
        self, leg: str, once: tuple[str, ...], loop: str | None, report: int | None = None, *, after: bool = False
    ) -> None:
        """Let the leg hear the sounds ``once`` in order, then ``loop`` for ever (None: silence). A sound that cannot be
        played is silence, and logged. ``after``: no word that it is hearing is cut; they are heard after those.

        With ``report``, which is a number of the caller's own, it is told when ``once`` was heard to its end; never
        when something else was ordered for the leg before.
        """
        ...

    async def press(self, leg: str, digit: str) -> None:
        """A digit that the leg's phone sent by other means than RTP (SIP INFO): counted and told like those in RTP, and
        passed on to who hears the leg."""
        ...

    async def record(
        self,
        leg: str,
        recording: int,
        sides: int,
        *,
        most_ms: int | None = None,
        seal: Sealed | None = None,
    ) -> None:
        """Write what is said at the leg into a file, as long as the leg is open.

        Of two ``sides`` the left is what the leg's phone says, the right what it hears of others; of one it is what the
        phone says, and the recording is kept by itself after ``most_ms`` or when the leg is closed. With ``seal`` the
        file can be read with its key only.
        """
        ...

    async def pause_recording(self, leg: str, recording: int) -> None:
        """What is said from now on is nowhere."""
        ...

    async def resume_recording(self, leg: str, recording: int) -> None:
        """What is said from now on is in the file again."""
        ...

    async def keep_recording(self, leg: str, recording: int, *, flac: bool = False) -> Recorded:
        """End it; returns when its file was read back and is as it should be. The leg may be gone."""
        ...

    async def delete_recording(self, leg: str, recording: int) -> None:
        """End it; returns when there is no file of it. The leg may be gone."""
        ...

    async def recorded(self, leg: str, recording: int) -> Recorded:
        """Wait for the end of a recording that ends by itself."""
        ...

    async def close(self, leg: str) -> None:
        """Free the leg; who heard it hears it no more."""
        ...
