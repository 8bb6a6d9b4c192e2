"""The media worker's process: RTP in one thread, the link to its server in the other."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec

from agent_desktop.platforms import HERE
from agent_desktop.server.media.control import Control
from agent_desktop.server.media.loop import RelayThread
from agent_desktop.server.media.ports import PortPairs
from agent_desktop.server.media.relay import REPORT_S, Relay
from agent_desktop.server.media.sounds import COUNTRIES, SoundLibrary

log = logging.getLogger("agent_desktop.server.media.worker")  # __name__ is __main__ in its own process

GRACE_S = 60.0
"""How long a worker keeps its calls up without a server."""

PORTS = (20000, 29999)
"""Range of RTP and RTCP ports."""


def port_range(text: str) -> tuple[int, int]:
    """``20000-29999`` as two numbers. Raises ValueError."""
    low, _, high = text.partition("-")
    return int(low), int(high)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``agent-desktop media-worker``."""
    parser.add_argument("--run-dir", type=Path, required=True, help="where to say how the worker is reached")
    parser.add_argument("--sounds", type=Path, required=True, help="directory of the WAV files to play")
    parser.add_argument("--own-sounds", type=Path, help="directory of the site's own, which stand for those")
    parser.add_argument(
        "--country", choices=COUNTRIES, default=COUNTRIES[0], help="whose tones of the network are heard"
    )
    parser.add_argument("--recordings", type=Path, help="directory of what is recorded; without it nothing is")
    parser.add_argument("--host", default="127.0.0.1", help="address of the RTP sockets (default %(default)s)")
    parser.add_argument("--rtp-ports", type=port_range, default=PORTS, help="range of RTP ports, as 20000-29999")
    parser.add_argument(
        "--grace", type=float, default=GRACE_S, help="seconds to live without a server (default %(default)s)"
    )
    parser.add_argument(
        "--report-every", type=float, default=REPORT_S, help="seconds between RTCP reports (default %(default)s)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until told to quit, or until no server has come back in time; 1 when the RTP thread failed."""
    # The link's thread gives way quickly: a packet waits for at most this long when sounds are being read.
    sys.setswitchinterval(0.001)
    died = False

    def rtp_died() -> None:
        nonlocal died
        died = True
        control.stop()

    HERE.raise_limits()
    poller = HERE.new_poller()
    ports = PortPairs(arguments.host, *arguments.rtp_ports)
    relay = RelayThread(poller, Relay(poller, ports, report_s=arguments.report_every), rtp_died)
    sounds = SoundLibrary(arguments.sounds, arguments.own_sounds, arguments.country)
    control = Control(relay, sounds, grace_s=arguments.grace, recordings=arguments.recordings)
    relay.start()
    run_file = control.announce(arguments.run_dir)
    # The one line the server waits for. Nothing secret is in it, and nothing else ever follows: the server may be gone.
    print(msgspec.json.encode({"run_file": str(run_file)}).decode(), flush=True)  # noqa: T201
    log.info("media worker at %s, RTP on %s ports %d-%d", run_file, arguments.host, *arguments.rtp_ports)
    control.serve()
    relay.stop()
    return 1 if died else 0


def main(argv: Sequence[str] | None = None) -> int:
    """``python -m agent_desktop.server.media.worker``."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    parser = argparse.ArgumentParser(prog="agent-desktop media-worker", description=__doc__)
    add_arguments(parser)
    return run(parser.parse_args(argv))


if __name__ == "__main__":
    raise SystemExit(main())
