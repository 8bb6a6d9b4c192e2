"""What an administrator does about telephones: how the trunks are, and the passwords of trunks and desk phones."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Iterable

from agent_desktop.domain.messages import DeviceDefined, TrunkDefined
from agent_desktop.server import admin_link
from agent_desktop.server.admin_users import ask_password
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.secret_file import SecretFile
from agent_desktop.server.sip.switch import REALM
from agent_desktop.server.store.opening import Beside

ANSWER_S = 10.0


def trunks(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """How the trunks of a server that runs are. Raises ``CannotDo``."""
    del store  # it was found, so this is a server's data directory
    reply = admin_link.ask(args.data, admin_link.Trunks(), ANSWER_S)
    if reply is None:
        raise CannotDo(f"No server runs on {args.data}: how its trunks are is known while it does.")
    if reply.problem:
        raise CannotDo(reply.problem)
    return reply.lines or ["There are no trunks: write them into the definition as [[trunks]]."]


def trunk_password(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """A new password of a trunk's account, from a prompt or from stdin. Raises ``CannotDo``."""
    defined = {one.event.trunk.id for one in store.log.replay() if isinstance(one.event, TrunkDefined)}
    if args.trunk not in defined:
        raise CannotDo(f"There is no trunk {args.trunk}: write it into the definition, and import that.")
    SecretFile(args.data).keep_trunks({args.trunk: ask_password(args.trunk)})
    return [f"{args.trunk} has a new password. It is used from the next call or registration on."]


def add_device(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """A password for a desk phone of the definition; it is told once and not kept. Raises ``CannotDo``."""
    if args.device not in _devices(store):
        raise CannotDo(f"There is no desk phone {args.device}: write it into the definition, and import that.")
    password = secrets.token_urlsafe(18)
    SecretFile(args.data).keep_device(args.device, REALM, password)
    return [
        f"user name  {args.device}",
        f"password   {password}",
        f"realm      {REALM}",
        "Type them into the phone now: the password is not kept and will not be told again.",
    ]


def drop_device(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """A desk phone can register no more. Raises ``CannotDo``."""
    del store
    file = SecretFile(args.data)
    if file.device_ha1(args.device, "MD5") is None:
        raise CannotDo(f"{args.device} has no password.")
    file.drop_device(args.device)
    return [f"{args.device} cannot register any more, and is rung no more."]


def list_devices(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    """Every desk phone, and whether it has a password."""
    file = SecretFile(args.data)
    for device in sorted(_devices(store)):
        yield f"{device}  {'can register' if file.device_ha1(device, 'MD5') else 'has no password'}"


def _devices(store: Beside) -> set[str]:
    return {one.event.device.id for one in store.log.replay() if isinstance(one.event, DeviceDefined)}
