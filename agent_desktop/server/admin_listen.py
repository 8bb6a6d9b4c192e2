"""The administrator's commands to listen to a call, for whoever has the right and is logged in; a server must run."""

from __future__ import annotations

import argparse
from collections.abc import Iterable

from agent_desktop.domain.messages import Listen, ListenMode, StopListening
from agent_desktop.server import admin_link
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.store.opening import Beside

ANSWER_S = 10.0
"""How long the server may take."""

MODES = {"listen": ListenMode.LISTEN, "whisper": ListenMode.WHISPER, "barge": ListenMode.BARGE}

WORDS = {
    ListenMode.LISTEN: "listen to an agent's call; nobody hears who listens",
    ListenMode.WHISPER: "listen to an agent's call, and be heard by the agent",
    ListenMode.BARGE: "listen to an agent's call, and be heard by everyone in it",
}


def listen(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """Ring the listener's phone, or change the mode of a listener whose phone is in. Raises ``CannotDo``."""
    del store  # it was found, so this is a server's data directory
    _ask(args, Listen(agent=args.agent, mode=args.mode))
    heard = {ListenMode.LISTEN: "nobody", ListenMode.WHISPER: args.agent, ListenMode.BARGE: "everyone in it"}
    return [f"The phone of {args.listener} is let into the call of {args.agent}, heard by {heard[args.mode]}."]


def stop(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """Let the listener's phone go. Raises ``CannotDo``."""
    del store
    _ask(args, StopListening())
    return [f"{args.listener} listens no more."]


def _ask(args: argparse.Namespace, command: Listen | StopListening) -> None:
    said = admin_link.ask(args.data, admin_link.Order(args.listener, command), ANSWER_S)
    if said is None:
        raise CannotDo(f"No server runs on {args.data}.")
    if said.problem:
        raise CannotDo(said.problem)
