"""A party that speaks a tone and records what it hears, 20 ms at a time as a phone does; someone else does its SIP."""

from __future__ import annotations

import select
import struct
import threading
import time
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.fakes.rtp_peer import FRAME, Address, RtpPeer

STEP_S = 0.02


class Talker:
    """Starts to speak to whoever sends to it first. ``record`` writes what was heard, by the packets' timestamps."""

    def __init__(self, hertz: float, codec: str = "PCMA", dbfs: float = -12.0) -> None:
        self.peer = RtpPeer(codec)
        self.port: int = self.peer.address[1]
        self.began_ms: int | None = None  # monotonic, when the first packet came
        self.hertz = hertz  # may be changed while it speaks
        self._dbfs = dbfs
        self._frames: dict[float, bytes] = {}
        self._packets: list[bytes] = []
        self.times: list[float] = []  # when each came, s, monotonic
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._talk, name="talker")
        self._thread.start()

    def close(self) -> None:
        self._over.set()
        self._thread.join()
        self.peer.rtp.close()
        self.peer.rtcp.close()

    @property
    def heard(self) -> int:
        """How many packets of speech came so far."""
        return len(self._packets)

    def last(self, packets: int) -> NDArray[np.int16]:
        """The samples of the last so many, in the order in which they came."""
        return self.peer.sound_of(b"".join(packet[12:] for packet in self._packets[-packets:]))

    def record(self, file: Path) -> Path:
        """A WAV of 8000 Hz: each packet at the place that its timestamp names, silence where none came."""
        packets = [(struct.unpack_from("!I", packet, 4)[0], packet[12:]) for packet in list(self._packets)]
        first = packets[0][0]
        places = [((timestamp - first) & 0xFFFFFFFF, payload) for timestamp, payload in packets]
        samples = np.zeros(max(place for place, _ in places) + FRAME, dtype="<i2")
        for place, payload in places:
            samples[place : place + len(payload)] = self.peer.sound_of(payload)
        with wave.open(str(file), "wb") as writer:
            writer.setnchannels(1)
            writer.setsampwidth(2)
            writer.setframerate(8000)
            writer.writeframes(samples.tobytes())
        return file

    def _talk(self) -> None:
        socket, address, due = self.peer.rtp, None, time.monotonic()
        while not self._over.is_set():
            ready, _, _ = select.select([socket], [], [], max(0.0, due - time.monotonic()))
            if ready:
                packet, address = socket.recvfrom(2048)
                if self.began_ms is None:
                    self.began_ms = time.monotonic_ns() // 1_000_000
                if packet[1] & 0x7F == self.peer.payload:
                    self._packets.append(packet)
                    self.times.append(time.monotonic())
            if time.monotonic() >= due:
                due += STEP_S
                if address is not None:
                    self._say(address)

    def _say(self, to: Address) -> None:
        """20 ms; of a tone that is the same in all of them it is made once."""
        if self.hertz % 50 or self.peer.codec == "G722":
            self.peer.tone(to, self.hertz, packets=1, dbfs=self._dbfs)
            return
        if self.hertz not in self._frames:
            axis = np.arange(FRAME) / self.peer.rate
            samples = 32768 * 10 ** (self._dbfs / 20) * np.sqrt(2) * np.sin(2 * np.pi * self.hertz * axis)
            self._frames[self.hertz] = self.peer.encoded(np.round(samples).astype(np.int16))
        self.peer.send(to, self._frames[self.hertz])
