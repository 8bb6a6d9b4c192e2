"""The command line: which program of the house is started, and what a person is told when it cannot be."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import logging
import sys
from collections.abc import Sequence

from agent_desktop import __version__
from agent_desktop.desktop.links import is_link
from agent_desktop.server.failures import CannotDo, StoreFailed

WINDOW = "agent_desktop.app"
COMMANDS = {
    "server": ("agent_desktop.server.app", "the routing server"),
    "admin": ("agent_desktop.server.admin", "users, the log and the definition of a server, also while it runs"),
    "robot": ("agent_desktop.demo.robot", "an agent without a window"),
    "demo": ("agent_desktop.demo.main", "a whole contact centre with simulated callers"),
}
"""Each module offers ``add_arguments(parser)`` and ``run(args) -> int``; imported only when it is started."""

PROCESSES = {
    "softphone": "agent_desktop.phone.main",
    "media-worker": "agent_desktop.server.media.worker",
}
"""Started by our own programs; each module offers ``main(arguments) -> int``."""

LEVELS = ("debug", "info", "warning", "error")
CANNOT = 2
"""Exit code when a person has to change something first; argparse uses the same."""

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Start what the arguments say; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in PROCESSES:
        return importlib.import_module(PROCESSES[given[0]]).main(given[1:])
    common, rest = _common().parse_known_args(given)
    command = rest[0] if rest and rest[0] in COMMANDS else ""
    if not command and rest and not rest[0].startswith("-") and not is_link(rest[0]):
        print(f"agent-desktop: {rest[0]!r} is none of {', '.join(COMMANDS)}.", file=sys.stderr)
        return CANNOT
    logging.basicConfig(
        level=common.log_level.upper(),
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    return _start(command, rest[1:] if command else rest)


def _start(command: str, rest: list[str]) -> int:
    name = COMMANDS[command][0] if command else WINDOW
    if not _is_there(name):
        print(f"agent-desktop: {command or 'the window'} is not part of this installation.", file=sys.stderr)
        return CANNOT
    module = importlib.import_module(name)
    epilog = "programs: " + "; ".join(f"{name}: {words}" for name, (_, words) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=f"agent-desktop {command}".rstrip(),
        description=COMMANDS[command][1].capitalize() + "." if command else "The agent's window.",
        epilog=None if command else epilog,
        parents=[_common()],
        allow_abbrev=False,
    )
    module.add_arguments(parser)
    try:
        return module.run(parser.parse_args(rest))
    except (CannotDo, StoreFailed) as error:
        print(error, file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        return INTERRUPTED


def _is_there(module: str) -> bool:
    """A packaged server has no window in it."""
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # what it would be in is not there either
        return False


def _common() -> argparse.ArgumentParser:
    """The flags that every program has, before or after its name."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Agent Desktop {__version__}")
    parser.add_argument("--log-level", choices=LEVELS, default="warning", help="how much is logged to stderr")
    return parser


if __name__ == "__main__":
    sys.exit(main())
