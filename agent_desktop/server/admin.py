"""The administrator's command line: users, the log, the definition, erasures, a case's story; also while a server runs.

Each command takes the data directory beside the server (store/opening.py). Passwords come from a prompt or from stdin.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

import msgspec

from agent_desktop.domain.evolve import EMPTY, fold
from agent_desktop.domain.messages import LegChanged
from agent_desktop.server import (
    admin_certificate,
    admin_erase,
    admin_link,
    admin_listen,
    admin_staffing,
    admin_telephones,
    admin_users,
    inbox,
    places,
)
from agent_desktop.server.admin_story import story
from agent_desktop.server.admin_trace import ladder, read_records
from agent_desktop.server.archive import Archive
from agent_desktop.server.definition import Definition, DefinitionError, define_of, definition_text, parse_definition
from agent_desktop.server.failures import CannotDo
from agent_desktop.server.keyfile import key_file
from agent_desktop.server.passwords import Passwords
from agent_desktop.server.reports import customers
from agent_desktop.server.store.opening import Beside, beside
from agent_desktop.settings.options import ROUTING_CERTIFICATE, ROUTING_STORE

DONE = 0

ANSWER_S = 10.0
"""How long a server that runs may take to do what it is asked."""

Work = Callable[[Beside, argparse.Namespace], Iterable[str]]
"""A command on the data directory; gives the lines to print."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The commands of ``agent-desktop admin``."""
    parser.add_argument("--settings", type=Path, metavar="FILE", help="instead of the machine's ect.ini")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_users(commands)
    _add_telephones(commands)
    export = _command(commands, "export", _export, "the events of the log as JSON lines")
    export.add_argument("--since", type=_number, default=0, metavar="N", help="only those above number N")
    _command(commands, "definition", _definition, "the centre's definition as a file to change and import again")
    take = _command(commands, "import", _import, "take a definition in, also while the server runs")
    take.add_argument("file", type=Path, metavar="FILE.toml", help="queues, agents, reasons")
    take.add_argument("--check", action="store_true", help="only tell every mistake in the file")
    take.set_defaults(act=lambda args: _check(args) if args.check else _on_data(_import, args))
    explain = _command(commands, "explain", _explain, "what became of a case, from the log")
    explain.add_argument("case", type=_number, metavar="CASE", help="the number of the case")
    for verb, mode in admin_listen.MODES.items():
        listen = _command(commands, verb, admin_listen.listen, admin_listen.WORDS[mode])
        listen.add_argument("agent", metavar="AGENT", help="whose call")
        listen.add_argument("--as", dest="listener", required=True, metavar="USER", help="whose phone rings")
        listen.set_defaults(mode=mode)
    stop = _command(commands, "stop-listening", admin_listen.stop, "listen no more; hanging up does the same")
    stop.add_argument("--as", dest="listener", required=True, metavar="USER", help="who listens")
    _command(commands, "certificate", _certificate, "what the server shows over TLS, with its SHA-256 fingerprint")
    erase = _command(commands, "erase", _erase, "erase for ever what is personal about a contact, in every case")
    erase.add_argument("contact", metavar="NUMBER_OR_CASE", help="a number as the log has it, or the number of a case")
    _command(commands, "erasures", _erasures, "what was erased, when and by whom")
    staffing = _command(commands, "staffing", admin_staffing.of_queue, "how many agents a service level needs")
    admin_staffing.add_arguments(staffing)
    staffing.set_defaults(
        act=lambda args: (
            _on_data(admin_staffing.of_queue, args) if args.queue else _said(admin_staffing.without_data(args))
        )
    )
    trace = _command(commands, "trace", _trace, "the SIP messages of a call, as a ladder")
    trace.add_argument("call", metavar="CALL", help="a Call-ID or the beginning of one, a leg, or the number of a case")
    trace.add_argument("--full", action="store_true", help="the messages too, without their secrets")


def _add_users(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    users = commands.add_parser("user", help="who can log in", allow_abbrev=False)
    verbs = users.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, work, words in (
        ("add", _add, "let an agent of the definition in; the password comes from a prompt or from stdin"),
        ("passwd", _passwd, "a new password, from a prompt or from stdin; the user's session ends"),
        ("disable", _disable, "let a user in no more; the session ends within seconds"),
    ):
        _command(verbs, name, work, words).add_argument("user", metavar="USER", help="the user name")
    _command(verbs, "list", _list, "every user, and who is logged in")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, work: Work, words: str
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", allow_abbrev=False)
    parser.add_argument("--data", type=Path, metavar="DIR", help="the server's data directory")
    parser.add_argument("--store", type=places.store, metavar="URL", help=places.STORE_HELP)
    parser.set_defaults(act=lambda args: _on_data(work, args))
    return parser


def _add_telephones(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    _command(commands, "trunks", admin_telephones.trunks, "how the trunks of a server that runs are")
    trunk = commands.add_parser("trunk", help="the password of a trunk", allow_abbrev=False)
    verbs = trunk.add_subparsers(title="commands", metavar="COMMAND", required=True)
    words = "a new password of a trunk's account, from a prompt or from stdin"
    _command(verbs, "passwd", admin_telephones.trunk_password, words).add_argument(
        "trunk", metavar="TRUNK", help="the trunk's id in the definition"
    )
    device = commands.add_parser("device", help="desk phones", allow_abbrev=False)
    verbs = device.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, work, words in (
        ("add", admin_telephones.add_device, "a new password for a desk phone of the definition, told once"),
        ("remove", admin_telephones.drop_device, "a desk phone can register no more"),
    ):
        _command(verbs, name, work, words).add_argument("device", metavar="DEVICE", help="its id in the definition")
    _command(verbs, "list", admin_telephones.list_devices, "every desk phone, and whether it can register")


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number")
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Do what was asked. Raises ``CannotDo`` and ``StoreFailed`` with a sentence for the administrator."""
    try:
        return args.act(args)
    except BrokenPipeError:  # whoever read the lines has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _on_data(work: Work, args: argparse.Namespace) -> int:
    if args.data is None or args.store is None:
        told = places.settings(args.settings)
        # The store of the machine's file belongs to its data directory, not to another one that was named.
        args.store = (told[ROUTING_STORE] if args.data is None else "") if args.store is None else args.store
        args.data = args.data or places.data_directory(told)
    with beside(args.data, args.store) as store:
        return _said(work(store, args))


def _said(lines: Iterable[str]) -> int:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return DONE


# --- users -----------------------------------------------------------------------------------------------------------


def _add(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    return [admin_users.add(store, args.user, admin_users.ask_password, Passwords())]


def _passwd(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    return [admin_users.change_password(store, args.user, admin_users.ask_password, Passwords())]


def _disable(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    return [admin_users.disable(store, args.user)]


def _list(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    del args
    return admin_users.listing(store)


# --- the log ---------------------------------------------------------------------------------------------------------


def _export(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    return (msgspec.json.encode(logged).decode() for logged in store.log.replay(args.since))


def _definition(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    del args
    return [definition_text(define_of(fold(EMPTY, tuple(one.event for one in store.log.replay())))).rstrip()]


def _import(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    del store  # it was found, so this is a server's data directory
    text, _ = _read(args.file)
    try:
        place = inbox.put(args.data, text)
        said = admin_link.ask(args.data, admin_link.Look(), ANSWER_S)
        answer = inbox.answer(place)
    except OSError as error:
        raise CannotDo(f"{inbox.directory(args.data)}: nothing can be laid there ({error.strerror}).") from error
    if answer is None and said is not None and said.problem:
        raise CannotDo(said.problem)
    if answer is None:
        return [f"No server has taken {args.file.name} yet: one that is started on {args.data} takes it at once."]
    if answer.problems:
        raise CannotDo("\n".join(answer.problems))
    return [f"{args.file.name} is in force."]


def _explain(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    lines = story(store.log.replay(), args.case)
    if not lines:
        raise CannotDo(f"The log of {args.data} has no case {args.case}.")
    return lines


def _certificate(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    del store  # it was found, so this is a server's data directory
    return admin_certificate.shown(args.data, places.settings(args.settings)[ROUTING_CERTIFICATE])


def _erase(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    archive = Archive(args.data / "recordings", key_file(args.data, make=False))

    def forget(cases: tuple[int, ...]) -> str:
        said = admin_link.ask(args.data, admin_link.Forget(cases), ANSWER_S)
        return "" if said is None else said.problem

    def delete(cases: Collection[int]) -> list[int]:
        customers.forget(places.customers(args.data), cases)
        return archive.delete_of(cases)

    yield from admin_erase.erase(store, args.contact, getpass.getuser(), delete, forget)
    yield from admin_erase.left_in(places.sip_records(args.data), args.contact)


def _erasures(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    del args
    return admin_erase.listing(store)


def _trace(store: Beside, args: argparse.Namespace) -> Iterable[str]:
    files = places.sip_records(args.data)
    if not files:
        raise CannotDo(f"No SIP messages are recorded in {args.data / 'log'}.")
    lines = ladder(read_records(files), args.call, _legs_of(store, args.call), full=args.full)
    if not lines:
        raise CannotDo(f"No recorded SIP message belongs to {args.call}.")
    return lines


def _legs_of(store: Beside, call: str) -> frozenset[str]:
    """The legs of the case of this number, if it is one."""
    if not call.isdecimal():
        return frozenset()
    rows = (one.event.leg for one in store.log.replay() if isinstance(one.event, LegChanged))
    return frozenset(leg.id for leg in rows if str(leg.case) == call)


# --- the definition --------------------------------------------------------------------------------------------------


def _check(args: argparse.Namespace) -> int:
    define = _read(args.file)[1].define
    counts = f"queues: {len(define.queues)}, agents: {len(define.agents)}, reasons: {len(define.reasons)}"
    sys.stdout.write(f"{args.file}: no mistakes ({counts}). Without --check it is taken in.\n")
    return DONE


def _read(file: Path) -> tuple[str, Definition]:
    """The file's text and what it says. Raises ``CannotDo`` with every mistake."""
    try:
        text = file.read_text("utf-8-sig")
        return text, parse_definition(text, file.name)
    except OSError as error:
        raise CannotDo(f"{file}: the file cannot be read ({error.strerror}).") from error
    except UnicodeDecodeError as error:
        raise CannotDo(f"{file}: is not UTF-8 text (byte {error.start}).") from error
    except DefinitionError as error:
        raise CannotDo(str(error)) from error
