"""Offer and answer (RFC 3264) for one G.711 or G.722 stream with telephone events, as RTP or SRTP."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from agent_desktop.server.sip import sdes
from agent_desktop.server.sip.sdes import IN_THE_CLEAR, Secrecy, Tagged
from agent_desktop.server.sip.sdp import HOLD_HOST, Codec, Description, Direction, LocalSession, Media
from agent_desktop.server.srtp import SrtpKeys

CODECS = {"PCMA": 8, "PCMU": 0, "G722": 9}
"""What we speak, by encoding name, with the payload type of our own offers (RFC 3551); mono, an RTP clock of 8000 Hz,
also G.722's. Last what is worth its work only where both ends have it."""
DTMF_PAYLOAD = 101
"""telephone-event/8000 in our own offers (RFC 4733)."""
_PLAIN, _SECURE = "RTP/AVP", "RTP/SAVP"
_MIRRORED = {
    Direction.SENDRECV: Direction.SENDRECV,
    Direction.SENDONLY: Direction.RECVONLY,
    Direction.RECVONLY: Direction.SENDONLY,
    Direction.INACTIVE: Direction.INACTIVE,
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What both sides agreed on: the peer's address, the payload types *it* named, and its direction."""

    index: int  # of the m-line
    host: str  # HOLD_HOST: nowhere
    port: int
    codec: str
    payload: int
    dtmf: int | None
    direction: Direction  # as the peer says it
    protocol: str = "RTP/AVP"  # as the m-line says it; SRTP may go under either name
    srtp: SrtpKeys | None = None  # None: plain RTP
    tag: int = 0  # of the crypto line that was taken


@dataclass(slots=True)
class Stream:
    """A leg's one audio stream, as both sides described it last; plain fields, to be written down with a dialog."""

    session: LocalSession
    address: tuple[str, int] | None = None  # of our RTP, as the peer reaches it
    agreed: Agreed | None = None
    secrecy: Secrecy = IN_THE_CLEAR
    offered: tuple[Tagged, ...] = ()  # the crypto lines of our last offer

    @property
    def is_ipv6(self) -> bool:
        """Whether our RTP is in IPv6: the peer's must be too."""
        return self.address is not None and ":" in self.address[0]

    def offer(self, first: str | None = None) -> bytes:
        """Our offer; the codec ``first`` before others unless one is agreed on. Its keys are new (RFC 4568 §7.1.4)."""
        assert self.address is not None
        self.offered = sdes.offered() if self.secrecy.may else ()
        wants_it = self.agreed is not None and self.agreed.protocol == _SECURE
        protocol = _SECURE if self.secrecy.must or wants_it else _PLAIN
        return write_offer(self.session, *self.address, first, self.agreed, protocol, self.offered)

    def again(self) -> bytes:
        """What we said last, word for word: it says nothing new (RFC 3264 §8)."""
        return self.session.write(self.session.host, self.session.lines)

    def insist(self, before: bytes) -> bytes | None:
        """Our offer once more, as RTP/SAVP, for a peer that refused it: keys under RTP/AVP leave a choice, and who
        must encrypt may refuse that. None when ``before`` left none."""
        plain, secure = f" {_PLAIN} ", f" {_SECURE} "
        if not self.offered or plain.encode() not in before:
            return None
        self.session.recall(before)
        lines = [line.replace(plain, secure, 1) if line.startswith("m=") else line for line in self.session.lines]
        return self.session.write(self.session.host, lines)

    def answer(self, offer: Description, agreed: Agreed) -> bytes:
        """Our answer to ``offer``, out of which we take ``agreed``."""
        assert self.address is not None
        return write_answer(self.session, offer, agreed, *self.address)

    def take(self, offer: Description, prefer: str | None = None) -> Agreed | None:
        """What we take out of the peer's offer; the codec in use before others, unless ``prefer`` names one."""
        prefer = prefer or (self.agreed.codec if self.agreed is not None else None)
        return agree(offer, prefer, ipv6=self.is_ipv6, secrecy=self.secrecy, last=self.agreed)

    def taken(self, answer: Description, prefer: str | None = None) -> Agreed | None:
        """What the peer took out of our offer."""
        ours = {line.tag: line for line in self.offered}

        def keys(media: Media) -> Keys | None:
            for theirs in map(sdes.read, media.crypto):
                if theirs is not None and theirs.tag in ours and ours[theirs.tag].crypto.suite == theirs.crypto.suite:
                    return SrtpKeys(sent=ours[theirs.tag].crypto, received=theirs.crypto), theirs.tag
            return None

        return _agree(answer, self.secrecy, prefer, self.is_ipv6, keys)


Keys = tuple[SrtpKeys, int]
"""What SRTP was agreed on, and the tag of its line."""


def agree(
    offer: Description,
    prefer: str | None = None,
    *,
    ipv6: bool = False,
    secrecy: Secrecy = IN_THE_CLEAR,
    last: Agreed | None = None,
) -> Agreed | None:
    """The first audio stream of the peer's offer that we can take; None: nothing acceptable (488).

    ``last`` is what was agreed on before: as long as the peer's key is the same, ours is too.
    """

    def keys(media: Media) -> Keys | None:
        theirs = sdes.first(media.crypto)
        if theirs is None:
            return None
        if last is not None and last.srtp is not None and last.srtp.received == theirs.crypto:
            return last.srtp, theirs.tag
        ours = sdes.fresh(theirs.tag, theirs.crypto.suite)
        return SrtpKeys(sent=ours.crypto, received=theirs.crypto), theirs.tag

    return _agree(offer, secrecy, prefer, ipv6, keys)


def _agree(
    description: Description, secrecy: Secrecy, prefer: str | None, ipv6: bool, keys: Callable[[Media], Keys | None]
) -> Agreed | None:
    """The first audio stream that can be encrypted, if it may be; else the first in the clear, unless it must be.

    Codecs are matched by name and clock, never by payload number. The peer's order decides, unless ``prefer`` names a
    codec that it also has (so that both legs of a call speak the same one). ``ipv6``: our RTP is there, not in IPv4.
    """
    ways = [True] * secrecy.may + [False] * (not secrecy.must)
    for secure in ways:
        for index, media in enumerate(description.media):
            if not _is_ours(media, ipv6) or (media.protocol == _SECURE and not secure):
                continue
            agreed = _stream_of(index, media, prefer)
            found = keys(media) if secure and agreed is not None else None
            if agreed is not None and (found is not None) is secure:
                return agreed if found is None else replace(agreed, srtp=found[0], tag=found[1])
    return None


def _is_ours(media: Media, ipv6: bool) -> bool:
    """Whether it is audio that we can send and receive somewhere."""
    if media.kind != "audio" or media.port == 0 or media.protocol not in (_PLAIN, _SECURE) or media.host is None:
        return False
    return media.host == HOLD_HOST or (":" in media.host) == ipv6


def _stream_of(index: int, media: Media, prefer: str | None) -> Agreed | None:
    spoken = [codec for codec in media.codecs if _is_spoken(codec)]
    if not spoken or media.host is None:
        return None
    chosen = next((codec for codec in spoken if codec.name == prefer), spoken[0])
    dtmf = next((codec.payload for codec in media.codecs if _is_dtmf(codec)), None)
    return Agreed(
        index, media.host, media.port, chosen.name, chosen.payload, dtmf, media.direction, protocol=media.protocol
    )


def write_answer(session: LocalSession, offer: Description, agreed: Agreed, host: str, port: int) -> bytes:
    """Our answer: every m-line of the offer has its own, port 0 for those not taken (RFC 3264 §6)."""
    lines: list[str] = []
    for index, media in enumerate(offer.media):
        if index == agreed.index:
            heard = Direction.SENDONLY if agreed.host == HOLD_HOST else agreed.direction
            if agreed.host == HOLD_HOST and agreed.direction in (Direction.RECVONLY, Direction.INACTIVE):
                heard = Direction.INACTIVE
            codec = Codec(agreed.payload, agreed.codec, 8000)
            crypto = () if agreed.srtp is None else (Tagged(agreed.tag, agreed.srtp.sent),)
            lines += _stream(port, [codec], agreed.dtmf, _MIRRORED[heard], agreed.protocol, crypto)
        else:
            lines.append(_refused(media))
    return session.write(host, lines)


def write_offer(
    session: LocalSession,
    host: str,
    port: int,
    first: str | None = None,
    agreed: Agreed | None = None,
    protocol: str = _PLAIN,
    crypto: Sequence[Tagged] = (),
) -> bytes:
    """Our offer: all codecs, ``first`` before the others, and telephone-event.

    When something was ``agreed`` before, its codec comes first, payload numbers keep their meaning (RFC 3264 §8.3.2)
    and every m-line its place, those not taken with port 0 (§8).
    """
    if agreed is not None:
        first = agreed.codec
    names = sorted(CODECS, key=lambda name: name != first)
    codecs = [Codec(CODECS[name], name, 8000) for name in names]
    if agreed is None:
        return session.write(host, _stream(port, codecs, DTMF_PAYLOAD, Direction.SENDRECV, protocol, crypto))
    codecs[0] = Codec(agreed.payload, agreed.codec, 8000)
    dtmf = DTMF_PAYLOAD if agreed.dtmf is None else agreed.dtmf
    ours = _stream(port, codecs, dtmf, Direction.SENDRECV, protocol, crypto)
    lines: list[str] = []
    for index, line in enumerate(line for line in session.lines if line.startswith("m=")):
        kind, _, rest = line.removeprefix("m=").split(" ", 2)
        lines += ours if index == agreed.index else [f"m={kind} 0 {rest}"]
    return session.write(host, lines or ours)


def _stream(
    port: int, codecs: list[Codec], dtmf: int | None, direction: Direction, protocol: str, crypto: Sequence[Tagged]
) -> list[str]:
    payloads = [codec.payload for codec in codecs] + ([] if dtmf is None else [dtmf])
    line = f"m=audio {port} {protocol} {' '.join(map(str, payloads))}"
    return [line, *_meanings(tuple(codecs), dtmf, direction), *(line.line for line in crypto)]


@lru_cache(256)
def _meanings(codecs: tuple[Codec, ...], dtmf: int | None, direction: Direction) -> tuple[str, ...]:
    """The lines that most calls share: each leg keeps what it said last."""
    lines = [f"a=rtpmap:{codec.payload} {codec.name}/{codec.clock}" for codec in codecs]
    if dtmf is not None:
        lines += [f"a=rtpmap:{dtmf} telephone-event/8000", f"a=fmtp:{dtmf} 0-15"]
    return (*lines, "a=ptime:20", f"a={direction}")


def _refused(media: Media) -> str:
    return f"m={media.kind} 0 {media.protocol} {' '.join(media.formats)}"


def _is_spoken(codec: Codec) -> bool:
    return codec.name in CODECS and codec.clock == 8000 and codec.channels == 1


def _is_dtmf(codec: Codec) -> bool:
    return codec.name == "TELEPHONE-EVENT" and codec.clock == 8000
