"""What the media benches share: phones that send RTP evenly, the processor's time of a process, and rtpengine."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import socket
import struct
import subprocess
import time
from pathlib import Path

TICK_S = 0.02
PAYLOAD = b"\xd5" * 152  # behind the 8 octets that say when the packet was sent


def say(figure: str, value: float, unit: str, **more: object) -> None:
    """One figure, as a line of JSON."""
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit, **more}), flush=True)


def cpu_s(pid: int) -> float:
    """User and system time of a process since its start."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Phones:
    """Every phone of every call, behind one socket: each sends 50 packets a second to its leg."""

    def __init__(self) -> None:
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * 1024 * 1024)
        self.udp.bind(("127.0.0.1", 0))
        self.udp.setblocking(False)
        self.legs: list[tuple[str, int]] = []
        self.payload_type = 8
        self.sent = 0
        self.came = 0
        self.delays_s: list[float] = []

    def talk(self, seconds: float) -> None:
        """Send evenly spread over each 20 ms, and take what comes meanwhile."""
        selector = selectors.DefaultSelector()
        selector.register(self.udp, selectors.EVENT_READ)
        gap = TICK_S / len(self.legs)
        started = time.perf_counter()
        for number in range(int(seconds / gap)):
            due = started + number * gap
            while (left := due - time.perf_counter()) > 0.0005:
                if selector.select(left):
                    self._take()
            self._send(number)
        if selector.select(0.2):
            self._take()
        selector.close()

    def _send(self, number: int) -> None:
        leg, sequence = number % len(self.legs), number // len(self.legs)
        now = time.perf_counter()
        header = struct.pack("!BBHIId", 0x80, self.payload_type, sequence & 0xFFFF, 160 * sequence, leg + 1, now)
        self.udp.sendto(header + PAYLOAD, self.legs[leg])
        self.sent += 1

    def _take(self) -> None:
        while True:
            try:
                data = self.udp.recv(2048)
            except BlockingIOError:
                return
            self.came += 1
            self.delays_s.append(time.perf_counter() - struct.unpack_from("!d", data, 12)[0])


class RtpEngine:
    """rtpengine in user space, told of calls over its NG protocol (bencode over UDP)."""

    def __init__(self, run_dir: Path) -> None:
        path = shutil.which("rtpengine")
        if path is None:
            raise FileNotFoundError("rtpengine")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        flags = ["--table=-1", "--foreground", "--interface=127.0.0.1", f"--listen-ng=127.0.0.1:{port}"]
        flags += ["--port-min=42000", "--port-max=44999", "--log-level=3", "--log-stderr", "--num-threads=1"]
        flags += [f"--pidfile={run_dir / 'rtpengine.pid'}", "--config-file=none"]
        with (run_dir / "rtpengine.log").open("wb") as log:
            self.process = subprocess.Popen([path, *flags], stdout=log, stderr=log)
        self._control = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._control.connect(("127.0.0.1", port))
        self._control.settimeout(0.2)
        self._cookie = 0

    def __enter__(self) -> RtpEngine:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            try:
                if b"pong" in self._ask(b"d7:command4:pinge"):
                    return self
            except (TimeoutError, ConnectionRefusedError):
                continue
        self.process.kill()
        raise RuntimeError("rtpengine does not answer")

    def __exit__(self, *_: object) -> None:
        self._control.close()
        self.process.terminate()
        self.process.wait(10)

    def call(self, number: int, phone: tuple[str, int]) -> list[tuple[str, int]]:
        """A call of two phones at this address; returns where each is to send."""
        sdp = (
            f"v=0\r\no=- 1 1 IN IP4 {phone[0]}\r\ns=-\r\nc=IN IP4 {phone[0]}\r\nt=0 0\r\n"
            f"m=audio {phone[1]} RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
        )
        common = {"call-id": f"call{number}", "from-tag": f"a{number}", "sdp": sdp}
        offered = self._ask(_bencode({"command": "offer", **common}))
        answered = self._ask(_bencode({"command": "answer", **common, "to-tag": f"b{number}"}))
        return [(phone[0], _port(answered)), (phone[0], _port(offered))]

    def _ask(self, order: bytes) -> bytes:
        self._cookie += 1
        self._control.send(b"%d " % self._cookie + order)
        return self._control.recv(65536)


def _bencode(order: dict[str, str]) -> bytes:
    pairs = sorted(order.items())
    return b"d" + b"".join(b"%d:%s" % (len(t.encode()), t.encode()) for pair in pairs for t in pair) + b"e"


def _port(answer: bytes) -> int:
    line = answer.split(b"m=audio ", 1)[1]
    return int(line.split(b" ", 1)[0])
