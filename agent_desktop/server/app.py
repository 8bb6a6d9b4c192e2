"""The composition root of the routing server: store, engine, media, SIP and HTTP, wired, started and stopped."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import gc
import ipaddress
import json
import logging
import os
import sys
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from pathlib import Path

import msgspec

from agent_desktop import resources
from agent_desktop.domain.messages import SYSTEM, Asked, Refusal
from agent_desktop.platforms import HERE
from agent_desktop.protocol.codes import REFUSALS
from agent_desktop.server import front, places
from agent_desktop.server.admin_link import AdminLink
from agent_desktop.server.archive import Archive
from agent_desktop.server.clips import Clips
from agent_desktop.server.contact_history import ContactHistory
from agent_desktop.server.definition import Definition, DefinitionError, read_definition
from agent_desktop.server.dispatch import Dispatch, Files
from agent_desktop.server.engine import Engine, Handler
from agent_desktop.server.failures import CannotStart
from agent_desktop.server.front import Front, FrontSettings
from agent_desktop.server.http.app import HttpApp
from agent_desktop.server.http.hub import Hub
from agent_desktop.server.http.key import server_key
from agent_desktop.server.http.server import HttpServer
from agent_desktop.server.http.sessions import Sessions
from agent_desktop.server.inbox import Inbox, Take
from agent_desktop.server.journal import journal
from agent_desktop.server.keyfile import key_file
from agent_desktop.server.keypad import Keypad, SignalledDigits
from agent_desktop.server.media.client import MediaWorkers
from agent_desktop.server.media.sounds import COUNTRIES, complaints
from agent_desktop.server.own_figures import OwnFigures
from agent_desktop.server.passwords import Passwords, import_passwords
from agent_desktop.server.published import Published
from agent_desktop.server.recordings import Centre, Form, Recordings
from agent_desktop.server.reports.book import Book
from agent_desktop.server.reports.customers import CustomerBook, Marks, forget
from agent_desktop.server.reports.follower import Follower
from agent_desktop.server.retention import Keep, Retention
from agent_desktop.server.sip.keeping import Keeping
from agent_desktop.server.sip.recorder import Recorder
from agent_desktop.server.sip.switch import SipSwitch
from agent_desktop.server.store.opening import open_store
from agent_desktop.server.store.port import Store
from agent_desktop.server.telephones import Telephones, TelephoneSettings, network, telephone_settings
from agent_desktop.server.zone import ZoneWatch
from agent_desktop.settings.options import (
    PRIVACY_PERSONAL_DAYS,
    PRIVACY_RECORDING_DAYS,
    PRIVACY_TRACE_DAYS,
    RECORDING_FORMAT,
    RECORDING_SEALED,
    ROUTING_COUNTRY,
    ROUTING_HTTP,
    ROUTING_MEDIA_WORKERS,
    ROUTING_SIP,
    ROUTING_STORE,
)

log = logging.getLogger(__name__)


class Address(msgspec.Struct, frozen=True):
    """Where to listen."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What the server is told on its command line."""

    data: Path
    store: str = ""  # address of a PostgreSQL database
    http: Address
    sip: Address
    definition: Path | None = None
    country: str = COUNTRIES[0]
    media_workers: int = 1
    form: Form = Form()
    keep: Keep = Keep()
    front: FrontSettings = FrontSettings()
    telephones: TelephoneSettings = TelephoneSettings()


def address(text: str) -> Address:
    """``HOST:PORT``; port 0 is any free one. Raises ``argparse.ArgumentTypeError`` with what is wrong."""
    host, _, port = text.rpartition(":")
    try:
        ipaddress.ip_address(host.strip("[]"))
        return Address(host.strip("[]"), _port(port))
    except ValueError:
        message = f"{text!r} is not HOST:PORT with an IP address, as 127.0.0.1:8080"
        raise argparse.ArgumentTypeError(message) from None


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError(text)
    return port


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of ``agent-desktop server``; what is not given is what ``ect.ini`` says."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="where everything is kept")
    parser.add_argument("--store", type=places.store, metavar="URL", help=places.STORE_HELP)
    parser.add_argument("--http", type=address, metavar="HOST:PORT", help="where clients connect")
    parser.add_argument("--sip", type=address, metavar="HOST:PORT", help="where phones and callers connect")
    parser.add_argument("--sip-tls", type=front.port, metavar="PORT", help="where they connect over TLS")
    parser.add_argument(
        "--import", dest="definition", type=Path, metavar="FILE.toml", help="queues, agents and reasons to take in"
    )
    parser.add_argument(
        "--log-file", type=Path, metavar="FILE", help="where the structured log goes (default: DIR/log/server.jsonl)"
    )
    parser.add_argument("--settings", type=Path, metavar="FILE", help="instead of the machine's ect.ini")
    parser.add_argument("--until-eof", action="store_true", help="stop when standard input ends")


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted. Prints one JSON line with the addresses once everything is up.

    Raises ``CannotStart`` and ``StoreFailed`` with a sentence for the administrator.
    """
    settings = _settings(args)
    with (
        journal(args.log_file or places.log_file(settings.data)),
        asyncio.Runner(loop_factory=HERE.new_event_loop) as runner,
    ):
        runner.run(_serve(settings, until_eof=args.until_eof))
    return 0


def _settings(args: argparse.Namespace) -> Settings:
    told = places.settings(args.settings)
    return Settings(
        data=args.data or places.data_directory(told),
        store=told[ROUTING_STORE] if args.store is None else args.store,
        keep=Keep(
            personal_days=told[PRIVACY_PERSONAL_DAYS],
            trace_days=told[PRIVACY_TRACE_DAYS],
            recording_days=told[PRIVACY_RECORDING_DAYS],
        ),
        http=args.http or address(told[ROUTING_HTTP]),
        sip=args.sip or address(told[ROUTING_SIP]),
        definition=args.definition,
        country=told[ROUTING_COUNTRY],
        front=front.front_settings(told, args.sip_tls),
        media_workers=int(told[ROUTING_MEDIA_WORKERS]),
        form=Form(flac=told[RECORDING_FORMAT] == "flac", sealed=told[RECORDING_SEALED] == "yes"),
        telephones=telephone_settings(told),
    )


async def _serve(settings: Settings, *, until_eof: bool) -> None:
    loop = asyncio.get_running_loop()
    over = asyncio.Event()

    def end() -> None:
        loop.call_soon_threadsafe(over.set)

    if until_eof:
        threading.Thread(target=_until_eof, args=(end,), name="stdin", daemon=True).start()
    with HERE.on_stop(loop, over.set):
        await _serve_until(over, settings)


async def _serve_until(over: asyncio.Event, settings: Settings) -> None:
    loop = asyncio.get_running_loop()
    async with serving(settings) as server:
        print(json.dumps({"event": "listening", **server.addresses()}), flush=True)  # noqa: T201 - for who started us
        _keep_what_is_there()
        engine = server.engine_task
        ended = loop.create_task(over.wait())
        await asyncio.wait({engine, ended}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if engine.done():
            engine.result()  # a bug: say which


def _keep_what_is_there() -> None:
    """What the start made stays for good: from now on the collector looks only at what came after it.

    It looks through everything when a quarter is new. With all modules in that sum, a thousand calls that are over
    would wait for it.
    """
    gc.collect()
    gc.freeze()


def _until_eof(end: Callable[[], None]) -> None:
    """By descriptor: a buffered reader's lock, held by a thread, would abort the interpreter's exit."""
    while os.read(sys.stdin.fileno(), 4096):
        pass
    end()


class Server:
    """A server at work."""

    def __init__(self, engine: Engine, engine_task: asyncio.Task[None], http: Address, sip: Address, front: Front):
        self.engine = engine
        self.engine_task = engine_task
        self.http = http
        self.sip = sip
        self._front = front

    def addresses(self) -> dict[str, str]:
        """Where clients and phones connect."""
        return {"http": f"http://{self.http}", **self._front.addresses()}


@contextlib.asynccontextmanager
async def serving(settings: Settings) -> AsyncGenerator[Server]:
    """A server at work as long as the context lasts. Raises ``CannotStart`` with a sentence for the administrator."""
    _check(settings)
    definition = _read(settings.definition) if settings.definition is not None else None
    async with contextlib.AsyncExitStack() as stack:
        store = open_store(settings.data, settings.store)
        stack.callback(store.close)
        yield await _start(settings, store, definition, stack)


def _read(file: Path) -> Definition:
    try:
        return read_definition(file)
    except OSError as error:
        raise CannotStart(f"--import {file}: the file cannot be read ({error.strerror}).") from error
    except DefinitionError as error:
        raise CannotStart(str(error)) from error


def _check(settings: Settings) -> None:
    if not ipaddress.ip_address(settings.http.host).is_loopback:
        raise CannotStart(
            f"--http {settings.http}: passwords would cross the network unencrypted. Listen on 127.0.0.1 and put a "
            "proxy that speaks TLS in front."
        )


async def _start(
    settings: Settings, store: Store, definition: Definition | None, stack: contextlib.AsyncExitStack
) -> Server:
    """Start what others need first; ``stack`` stops it all in the opposite order."""
    hub, passwords = Hub(), Passwords()
    media = await _media(settings)
    archive = await _archive(settings.data, media)
    stack.push_async_callback(media.quit)

    adapters: list[Dispatch] = []  # made after the engine, which gives it nothing before ``adapters_started``
    engine = _engine(settings.data, store, hub, lambda effect: adapters[0].handle(effect), stack)
    task = engine.start()
    stack.push_async_callback(engine.close)
    keypad = Keypad(engine.post)
    media.listen(keypad.post)
    telephones = Telephones(settings.data, lambda: engine.state, engine.submit)
    take = _taker(engine, store, passwords, telephones)
    await _take_first(take, definition)
    _retention(settings, store, engine, archive, stack)
    inbox, zone = Inbox(settings.data, take), ZoneWatch(engine.post)
    await inbox.take_all()
    zone.start()
    stack.callback(zone.close)

    def ended(session: str, user: str) -> None:
        hub.end_session(session)
        sip.forget(user)

    sessions = Sessions(engine, store.users, store.sessions, passwords, server_key(settings.data), ended)
    shown = _front(settings, stack)
    sip = _switch(settings, keypad, media, sessions, shown, telephones, Keeping(store.dialogs), stack)
    sip_at = await _listen(sip.start, settings.sip, "--sip", "phones and callers")
    stack.push_async_callback(sip.close)
    await media.go_on(sip.legs(), sip.reoffer)
    telephones.attach(sip)
    recordings = _recordings(archive, media, engine, settings.form)
    clips = Clips(settings.data / "prompts", archive, media, lambda: engine.state)
    adapters.append(Dispatch(media, sip.handle, engine.post, Files(recordings, clips), keypad.digit, engine.now))
    stack.push_async_callback(adapters[0].close)
    stack.callback(engine.hold_back)
    await engine.adapters_started(sip.legs())

    own = OwnFigures(settings.data / "reports.db")
    history = ContactHistory(
        places.customers(settings.data), Marks(key_file(settings.data)), store.looking, lambda: engine.state
    )
    http = HttpServer(HttpApp(engine, sessions, hub, shown.account, recordings, clips, own, history), hub)
    sessions.start()
    stack.push_async_callback(sessions.close)
    link = AdminLink(settings.data, inbox.take_all, engine.submit, telephones.lines)
    await link.open()
    stack.push_async_callback(link.close)
    await inbox.take_all()  # what was laid there before anybody could say so
    http_at = await _listen(http.start, settings.http, "--http", "clients")
    stack.push_async_callback(http.close)
    log.info("up: http %s, sip %s, data %s", http_at, sip_at, settings.data)
    return Server(engine, task, http_at, sip_at, shown)


def _retention(
    settings: Settings, store: Store, engine: Engine, archive: Archive, stack: contextlib.AsyncExitStack
) -> None:
    customers = places.customers(settings.data)
    retention = Retention(
        settings.keep, settings.data, store.keys, engine, archive.delete_before, lambda cases: forget(customers, cases)
    )
    retention.start()
    stack.push_async_callback(retention.close)


async def _take_first(take: Take, definition: Definition | None) -> None:
    """The definition of the command line, if there is one."""
    problem = await take(definition) if definition is not None else None
    if problem is not None:
        raise CannotStart(problem)


async def _archive(data: Path, media: MediaWorkers) -> Archive:
    """What was recorded; what a killed worker left of it is made whole."""
    archive = Archive(data / "recordings", key_file(data), media.processes)
    await asyncio.to_thread(archive.salvage)
    return archive


def _recordings(archive: Archive, media: MediaWorkers, engine: Engine, form: Form) -> Recordings:
    """Over the archive; it hears of what cannot be written."""
    made = Recordings(archive, media, Centre(lambda: engine.state, engine.now, engine.post), form)
    media.on_broken(made.broken)
    return made


async def _media(settings: Settings) -> MediaWorkers:
    """Media workers with the program's sounds and the site's own, of which the ones that are no use are told."""
    own_sounds = settings.data / "prompts"
    for complaint in await asyncio.to_thread(complaints, own_sounds):
        log.warning("%s", complaint)
    return await MediaWorkers.start(
        settings.data / "run",
        workers=settings.media_workers,
        host=settings.sip.host,
        sounds=resources.path("sounds"),
        own_sounds=own_sounds,
        recordings=settings.data / "recordings",
        country=settings.country,
    )


def _engine(data: Path, store: Store, hub: Hub, handle: Handler, stack: contextlib.AsyncExitStack) -> Engine:
    """The engine, and the books that follow its log; they are closed after it."""
    marks = Marks(key_file(data))
    books = (lambda: Book(data / "reports.db"), lambda: CustomerBook(places.customers(data), marks))
    follower = Follower(books, store.reading.replay)

    def publish(published: Sequence[Published]) -> None:
        hub.publish(published)
        follower.wake()

    engine = Engine(store.log, handle=handle, published=publish, snapshots=store.snapshots)
    follower.start()
    stack.callback(follower.close)
    return engine


def _front(settings: Settings, stack: contextlib.AsyncExitStack) -> Front:
    """Where SIP is reached, with a certificate that is renewed while the server runs."""
    shown = Front(settings.front, settings.data, settings.sip.host)
    shown.identity.watch()
    stack.callback(shown.identity.close)
    return shown


def _switch(
    settings: Settings,
    keypad: Keypad,
    media: MediaWorkers,
    sessions: Sessions,
    shown: Front,
    telephones: Telephones,
    keeping: Keeping,
    stack: contextlib.AsyncExitStack,
) -> SipSwitch:
    """SIP, which tells those that listen at its sockets which addresses are trunks."""
    digits = SignalledDigits(media, keypad)
    stack.push_async_callback(digits.close)
    switch = SipSwitch(
        keypad.post,
        media,
        sessions,
        trace=_trace(places.sip_trace(settings.data), stack),
        digits=digits.pressed,
        messages=telephones.messages,
        texts=telephones.written,
        keeping=keeping,
        open_transport=shown.open,
        may_register=shown.may_register,
        network=network(settings.telephones, telephones.secrets, shown),
    )
    return trusting(switch, shown)


def trusting(switch: SipSwitch, shown: Front) -> SipSwitch:
    """The switch, whose trunks the sockets do not limit: one address of theirs carries the calls of many."""
    shown.is_trusted = switch.is_trunk
    return switch


def _trace(file: Path, stack: contextlib.AsyncExitStack) -> Recorder:
    try:
        trace = Recorder(file)
    except OSError as error:
        raise CannotStart(f"{file} cannot be written ({error.strerror}).") from error
    stack.callback(trace.close)
    return trace


def _taker(engine: Engine, store: Store, passwords: Passwords, telephones: Telephones) -> Take:
    """Takes a definition in, then its passwords: who can log in is always an agent. SIP hears of its trunks last."""

    async def take(definition: Definition) -> str | None:
        answer = await engine.submit(Asked(by=SYSTEM, command=definition.define))
        if isinstance(answer, Refusal):
            return REFUSALS[answer.code].format(**dict(answer.params))
        keep = [agent.id for agent in definition.define.agents]
        await asyncio.to_thread(import_passwords, definition.passwords, passwords, store.users, store.sessions, keep)
        await asyncio.to_thread(telephones.secrets.keep_trunks, definition.trunk_passwords)
        telephones.look()
        return None

    return take


Start = Callable[[str, int], Awaitable[tuple[str, int]]]


async def _listen(start: Start, wanted: Address, flag: str, whom: str) -> Address:
    """Begin to listen; an address that cannot be had is named with the flag that changes it."""
    try:
        return Address(*await start(wanted.host, wanted.port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            message = f"{wanted} is in use by another program: choose another port for {whom} with {flag} HOST:PORT."
        else:
            message = f"{wanted} cannot be used ({error.strerror}): choose an address for {whom} with {flag} HOST:PORT."
        raise CannotStart(message) from error
