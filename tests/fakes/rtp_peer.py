"""The other end of an RTP stream: a phone of a few lines that sends tones, keeps what it hears, and can lie.

Packets go out in a burst, not paced: the worker passes them on as they come, and a test need not wait for speech.
"""

from __future__ import annotations

import secrets
import socket
import struct
import time
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media.codecs import SAMPLE_RATES, WideCoder
from agent_desktop.server.media.g711 import decode, encode

Address = tuple[str, int]
FRAME = 160
PAYLOADS = {"PCMU": 0, "PCMA": 8, "G722": 9}


class Heard(NamedTuple):
    """A packet as it came."""

    marker: bool
    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes


class RtpPeer:
    """A phone's RTP and RTCP socket pair on 127.0.0.1; its numbers are public so that a test can change them."""

    def __init__(self, codec: str = "PCMA", dtmf_payload: int = 101) -> None:
        self.codec = codec
        self.rate = SAMPLE_RATES[codec]  # of its samples, Hz; RTP's clock is 8000 Hz always
        self.payload = PAYLOADS[codec]
        self.dtmf_payload = dtmf_payload
        self.ssrc = secrets.randbits(32)
        self.sequence = secrets.randbits(16)
        self.timestamp = secrets.randbits(32)
        self.rtp, self.rtcp = _pair()
        self.address: Address = self.rtp.getsockname()
        self.datagrams: list[tuple[float, bytes]] = []  # every RTP datagram heard, with time.monotonic()
        self._phase = 0
        self._encoder, self._decoder = WideCoder(), WideCoder()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.rtp.close()
        self.rtcp.close()

    def tone(self, to: Address, hertz: float, packets: int = 25, dbfs: float = -12.0) -> None:
        """Send a tone, going on where the last one stopped."""
        count = packets * self.rate // 50
        time_axis = np.arange(self._phase, self._phase + count) / self.rate
        self._phase += count
        samples = 32768 * 10 ** (dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * hertz * time_axis)
        coded = self.encoded(np.clip(np.round(samples), -32768, 32767).astype(np.int16))
        for start in range(0, len(coded), FRAME):
            self.send(to, coded[start : start + FRAME])

    def skip(self, packets: int) -> None:
        """The tone goes on unheard for so many packets."""
        self._phase += packets * self.rate // 50

    def send(self, to: Address, payload: bytes, *, payload_type: int | None = None, marker: bool = False) -> None:
        """Send one packet of audio and go on by 20 ms."""
        second = (self.payload if payload_type is None else payload_type) | marker << 7
        header = struct.pack("!BBHII", 0x80, second, self.sequence & 0xFFFF, self.timestamp & 0xFFFFFFFF, self.ssrc)
        self.dispatch(header + payload, to)
        self.sequence = (self.sequence + 1) & 0xFFFF
        self.timestamp = (self.timestamp + FRAME) & 0xFFFFFFFF

    def dispatch(self, datagram: bytes, to: Address) -> None:
        """Put a packet on the wire; a phone that encrypts does so here."""
        self.rtp.sendto(datagram, to)

    def opened(self, datagram: bytes) -> bytes:
        """A packet as it came off the wire."""
        return datagram

    def digit(self, to: Address, event: int, packets: int = 5) -> None:
        """Send one DTMF digit (RFC 4733 §2.5): one timestamp, rising durations, the end said three times."""
        started, ends = self.timestamp, packets - 3
        for index in range(packets):
            self.timestamp = started
            end = 0x80 if index >= ends else 0
            payload = struct.pack("!BBH", event, end | 10, FRAME * (min(index, ends) + 1))
            self.send(to, payload, payload_type=self.dtmf_payload, marker=index == 0)
        self.timestamp = (started + FRAME * packets) & 0xFFFFFFFF

    def hear(self, packets: int, within_s: float = 5.0) -> list[Heard]:
        """Wait for so many packets; AssertionError when they do not come in time."""
        deadline = time.monotonic() + within_s
        heard: list[Heard] = []
        while len(heard) < packets:
            self.rtp.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                heard.append(self._hear())
            except TimeoutError:
                raise AssertionError(f"{len(heard)} of {packets} packets came in {within_s} s") from None
        return heard

    def hear_what_came(self) -> list[Heard]:
        """The packets that are here already."""
        self.rtp.setblocking(False)
        heard: list[Heard] = []
        while True:
            try:
                heard.append(self._hear())
            except BlockingIOError:
                return heard

    def _hear(self) -> Heard:
        data = self.rtp.recv(2048)
        self.datagrams.append((time.monotonic(), data))
        data = self.opened(data)
        first, second, sequence, timestamp, ssrc = struct.unpack_from("!BBHII", data)
        assert first == 0x80, f"no plain RTP packet: {data[:12].hex()}"
        return Heard(second >= 0x80, second & 0x7F, sequence, timestamp, ssrc, data[12:])

    def hear_rtcp(self, within_s: float = 5.0) -> bytes:
        """Wait for a compound RTCP packet."""
        self.rtcp.settimeout(within_s)
        return self.rtcp.recv(2048)

    def sound(self, heard: list[Heard]) -> NDArray[np.int16]:
        """The samples of packets, as a phone plays them."""
        return self.sound_of(b"".join(packet.payload for packet in in_order(heard)))

    def sound_of(self, payload: bytes) -> NDArray[np.int16]:
        """The samples of a payload in this phone's codec."""
        return self._decoder.decode(payload) if self.codec == "G722" else decode(self.codec, payload)

    def encoded(self, samples: NDArray[np.int16]) -> bytes:
        """Samples in this phone's codec."""
        return self._encoder.encode(samples) if self.codec == "G722" else encode(self.codec, samples)


def in_order(heard: list[Heard]) -> list[Heard]:
    """By sequence number: a burst from a sender that changes processors comes mixed up, on a loopback too."""
    first = heard[0].sequence if heard else 0
    return sorted(heard, key=lambda packet: (packet.sequence - first + 0x8000) & 0xFFFF)


def level_at(samples: NDArray[np.int16], rate: int, hertz: float) -> float:
    """Level of one frequency (dBFS, as ``dbfs`` counts): the spectrum's line, through a window that hides others."""
    window = np.hanning(len(samples))
    line = np.sum(samples / 32768.0 * window * np.exp(-2j * np.pi * hertz * np.arange(len(samples)) / rate))
    return float(20 * np.log10(np.abs(line) * np.sqrt(2) / np.sum(window) + 1e-9))


def frequency(samples: NDArray[np.int16]) -> float:
    """The strongest frequency in Hz, exact to the length of the sound."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * 8000 / len(samples))


def dbfs(samples: NDArray[np.int16]) -> float:
    """RMS level; a full-scale square wave is 0."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples / 32768.0))) + 1e-9))


def _pair() -> tuple[socket.socket, socket.socket]:
    while True:
        rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        rtcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        rtp.bind(("127.0.0.1", 0))
        try:
            rtcp.bind(("127.0.0.1", rtp.getsockname()[1] + 1))
        except (OSError, OverflowError):  # the port beside it is taken
            rtp.close()
            rtcp.close()
        else:
            return rtp, rtcp
