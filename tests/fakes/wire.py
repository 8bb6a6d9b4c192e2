"""What somebody on the wire gets of the speech: packets caught by tshark, and taken for what they would be in clear."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from agent_desktop.server.media.g711 import decode

Flow = tuple[int, int]
"""Source and destination port."""

RTP_HEADER = 12


def ports_of(process: int) -> list[int]:
    """The UDP ports of a process, by what Linux says of its descriptors; those for RTCP, which are odd, left out."""
    inodes: set[str] = set()
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        try:
            inodes.add(os.readlink(descriptor).removeprefix("socket:[").removesuffix("]"))
        except FileNotFoundError:
            continue  # closed meanwhile
    rows = [row.split() for row in Path(f"/proc/{process}/net/udp").read_text().splitlines()[1:]]
    ports = [int(row[1].rpartition(":")[2], 16) for row in rows if row[9] in inodes]
    return sorted(port for port in ports if port % 2 == 0)


def catch(tshark: str, ports: list[int], packets: int) -> dict[Flow, NDArray[np.int16]]:
    """The next so many packets from and to these ports of the loopback, as the A-law that they would be, by flow."""
    command = [tshark, "-n", "-l", "-i", "lo", "-c", str(packets), "-a", "duration:20"]
    command += ["-f", "udp and (" + " or ".join(f"port {port}" for port in ports) + ")"]
    command += ["-T", "fields", "-e", "udp.srcport", "-e", "udp.dstport", "-e", "udp.payload"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout
    flows: dict[Flow, list[bytes]] = {}
    for line in said.splitlines():
        source, target, payload = line.split("\t")
        octets = bytes.fromhex(payload.replace(":", ""))
        flows.setdefault((int(source), int(target)), []).append(octets[RTP_HEADER : RTP_HEADER + 160])
    return {flow: decode("PCMA", b"".join(pieces)) for flow, pieces in flows.items()}
