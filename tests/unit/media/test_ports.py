"""RTP ports come in pairs, from a range, and a taken one is passed over."""

from __future__ import annotations

import socket

import pytest

from agent_desktop.server.media.port import MediaFailed
from agent_desktop.server.media.ports import PortPairs


def six_free_ports() -> int:
    """The first of six neighbouring free ports, an even one."""
    while True:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            low = probe.getsockname()[1] & ~1
        sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(6)]
        try:
            for offset, udp in enumerate(sockets):
                udp.bind(("127.0.0.1", low + offset))
        except (OSError, OverflowError):
            continue
        finally:
            for udp in sockets:
                udp.close()
        return low


def test_pairs_are_even_and_odd_until_the_range_is_used_up() -> None:
    low = six_free_ports()
    ports = PortPairs("127.0.0.1", low, low + 5)
    opened = [ports.open() for _ in range(3)]
    numbers = sorted((rtp.getsockname()[1], rtcp.getsockname()[1]) for rtp, rtcp in opened)
    assert numbers == [(low, low + 1), (low + 2, low + 3), (low + 4, low + 5)]
    with pytest.raises(MediaFailed, match=f"{low}-{low + 5} on 127.0.0.1 is in use"):
        ports.open()
    for pair in opened:
        for udp in pair:
            udp.close()


@pytest.mark.parametrize("taken", [2, 3])  # the RTP port of a pair, the RTCP port of it
def test_a_port_in_use_is_passed_over(taken: int) -> None:
    low = six_free_ports()
    ports = PortPairs("127.0.0.1", low, low + 5)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", low + taken))
        opened = [ports.open(), ports.open()]
        assert sorted(rtp.getsockname()[1] for rtp, _ in opened) == [low, low + 4]
        with pytest.raises(MediaFailed):
            ports.open()
    for pair in opened:
        for udp in pair:
            udp.close()


def test_a_freed_port_rests_while_others_are_free() -> None:
    low = six_free_ports()
    ports = PortPairs("127.0.0.1", low, low + 5)
    numbers = []
    for _ in range(3):
        rtp, rtcp = ports.open()
        numbers.append(rtp.getsockname()[1])
        rtp.close()
        rtcp.close()
    assert sorted(numbers) == [low, low + 2, low + 4]


@pytest.mark.parametrize(("low", "high"), [(5000, 5000), (5001, 5002), (80, 90), (70000, 70010), (6000, 5000)])
def test_a_range_without_a_pair_is_refused(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="no pair of RTP ports"):
        PortPairs("127.0.0.1", low, high)
