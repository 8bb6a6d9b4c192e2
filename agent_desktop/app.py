"""The composition root of the agent's window: puts desk, softphone and widgets together, and takes them apart again."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from agent_desktop import hot_keys, resources
from agent_desktop.beside import Beside
from agent_desktop.client.begun import BegunLogIn
from agent_desktop.client.books import Books
from agent_desktop.client.claim import Claim
from agent_desktop.client.desk import Desk
from agent_desktop.client.logbook import Logbook, PhoneTrace
from agent_desktop.client.reactions import Notice
from agent_desktop.client.report import Evidence
from agent_desktop.client.signals import Signals
from agent_desktop.client.sound_choice import SoundChoice
from agent_desktop.desktop import autostart
from agent_desktop.desktop.doorbell import Doorbell, ring
from agent_desktop.desktop.keymap import Keymap
from agent_desktop.desktop.passwords import Passwords, system_keyring
from agent_desktop.desktop.wake import listen_for_wakes
from agent_desktop.phone.port import Recording, UseCodecs, UseDevices, UseEchoControl, UseHeadsets, UseNetwork, UseSound
from agent_desktop.phone.process import SoftphoneProcess
from agent_desktop.platforms import HERE
from agent_desktop.quality.advice import Medium
from agent_desktop.settings import chosen, ini
from agent_desktop.settings.chosen import Preferences
from agent_desktop.settings.file_watch import FileWatch, stamp_of
from agent_desktop.settings.options import (
    HEADSET_OFF,
    HOTKEYS_KEYMAP,
    LOGIN_LANGUAGE,
    LOGIN_USER,
    PHONE_CODECS,
    PHONE_ECHO,
    PHONE_ICE,
    PHONE_STUN,
    RECENT_DAYS,
    SERVER_URL,
    SOUND_DEVICE,
    WINDOW_THEME,
)
from agent_desktop.ui.remembered import Memory
from agent_desktop.ui.variants import LANGUAGES, THEMES

if TYPE_CHECKING:
    from agent_desktop.ui.shell import Shell

log = logging.getLogger(__name__)

NOWHERE = "none"
REMEMBERED = {
    "server": SERVER_URL,
    "user": LOGIN_USER,
    "language": LOGIN_LANGUAGE,
    "theme": WINDOW_THEME,
    "sound": SOUND_DEVICE,
}
"""What the window remembers and flags say, and which option it takes the place of, unless that is locked."""
CANNOT = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the window; what is not given is what was remembered, then what ``ect.ini`` says."""
    parser.add_argument(
        "link", nargs="?", default="", metavar="LINK", help="tel:, callto: or sip: with a number to call"
    )
    parser.add_argument("--server", metavar="URL", help="the routing server (default: the last one)")
    parser.add_argument("--user", metavar="NAME", help="the user name; with a password the window logs in by itself")
    secret = parser.add_mutually_exclusive_group()
    secret.add_argument("--password-stdin", action="store_true", help="read the password from the first line of stdin")
    secret.add_argument("--password", metavar="P", help="the password; for demonstrations: others see it in the list")
    parser.add_argument("--theme", choices=THEMES, help="the look, until another one is chosen")
    parser.add_argument("--language", choices=tuple(LANGUAGES), help="until another one is chosen")
    parser.add_argument("--sound", metavar="DEVICE", help="default, name:PART, none or file:IN.wav,OUT.wav")
    parser.add_argument(
        "--settings", metavar="FILE", help=f"instead of the machine's and the user's ect.ini; {NOWHERE}: no file"
    )
    parser.add_argument("--remember", metavar="FILE", help=f"where place and last log-in are kept; {NOWHERE}: nowhere")
    parser.add_argument(
        "--outbox",
        type=Path,
        metavar="DIR",
        help="where typed texts wait for the server (default: in the user's data)",
    )
    parser.add_argument("--screenshot", type=Path, metavar="FILE", help="save a picture of the window (PNG), then end")
    parser.add_argument("--drive", action="store_true", help="be worked by another program over stdin and stdout")


def run(args: argparse.Namespace) -> int:
    """Show the window until it is closed; returns the exit code."""
    try:
        preferences = preferences_of(args.settings, ini.machine_file(), ini.user_file())
        files = hot_keys.Files.beside_settings(alone=args.settings is not None)
        keymap = files.read(preferences[HOTKEYS_KEYMAP])
    except (ini.SettingsError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT
    locked = obey(args, preferences)
    memory = Memory(_memory_file(args.remember), locked)
    try:
        claim = _claim(args.remember)
    except OSError as error:
        sys.stderr.write(f"{error}\n")
        return CANNOT
    if claim is None:
        return _already_there(args, preferences[LOGIN_LANGUAGE])
    try:
        return _work(args, preferences, (files, keymap), memory)
    finally:
        claim.release()


def _work(
    args: argparse.Namespace, preferences: Preferences, keymap: tuple[hot_keys.Files, Keymap], memory: Memory
) -> int:
    """The window and its softphone, from their beginning to their end."""
    told = preferences.told
    logbook = _keep_log()
    password = sys.stdin.readline().rstrip("\r\n") if args.password_stdin else args.password
    server = args.server or memory.value.server or told[SERVER_URL]
    user = args.user or memory.value.user or told[LOGIN_USER]
    phone = SoftphoneProcess(crash_dir=_crash_folder(args.remember))
    heard = _signals(phone, preferences, lambda notice: desk.tell(notice))
    trace = PhoneTrace()
    phone.listen(trace.heard)
    desk = Desk(
        phone,
        play=heard.play,
        outbox=args.outbox or _outbox_folder(args.remember),
        remembered=_calls_folder(args.remember),
        recent_days=told[RECENT_DAYS],
        trusted=None if args.remember == NOWHERE else platformdirs.user_data_path("agent-desktop", appauthor=False),
        medium=_medium_to(server),
        heard=_heard_folder(args.remember),
    )
    passwords = _passwords(args.remember)
    books = Books(told, passwords.wait_for, desk.use_book)
    _set_up(phone, told)
    phone.start()
    log_in = BegunLogIn(server, user) if user and password else None
    if log_in is not None:
        desk.log_in(server, user, password, log_in.answer)

    from agent_desktop.ui.context import Services
    from agent_desktop.ui.shell import Shell  # loads Qt: the log-in and the phone are under way meanwhile

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would not let Python's handler run
    evidence = Evidence(log=logbook, phone=trace, crashes=_crash_folder(args.remember), known=desk.personal_texts)
    services = Services(try_sound=heard.try_out, evidence=evidence)
    keys = hot_keys.HotKeys(*keymap, preferences, desk.use_keys)
    shell = Shell(sys.argv[0], desk, memory, preferences, keys, services, passwords)
    keys.start(shell.press)
    _follow_session(args, preferences)
    beside = Beside(told, desk, _own_folder(args.remember), shell.open_page)
    shell.window.login.fill(server, user)
    if log_in is not None:
        shell.window.log_in.follow(log_in)
    if args.drive:
        recording = shell.drive(lambda device: phone.order(UseSound(device=device)))
        phone.listen(lambda event: recording(event.file, event.at_ms) if isinstance(event, Recording) else None)
    phone.order(_sound(args.sound or told[SOUND_DEVICE], memory))  # after the ear for recordings
    off = tuple(part for name in told[HEADSET_OFF].split(",") if (part := name.strip()))
    phone.order(UseHeadsets(off=off))
    if args.screenshot:
        (shell.picture if log_in is None else shell.picture_when_logged_in)(args.screenshot)
    code = _until_closed(args, shell, desk.woke_up)
    for part in (keys, beside, books, desk, phone, passwords, shell):
        part.close()
    return code


def _follow_session(args: argparse.Namespace, preferences: Preferences) -> None:
    """Start with the session or not; only a window as agents start it says anything about their sessions."""
    usual = args.settings is None and args.remember is None and not (args.drive or args.screenshot)
    way = autostart.of_this_desktop(HERE.window_system(os.environ)) if usual else None
    if way is not None:
        autostart.follow(preferences, way)


def _passwords(remember: str | None) -> Passwords:
    """A window that is to leave nothing behind uses no keyring."""
    return Passwords(system_keyring if remember != NOWHERE else lambda: None)


def _signals(phone: SoftphoneProcess, preferences: Preferences, tell: Callable[[Notice], None]) -> Signals:
    """What the agent hears, played by the softphone: it has the sound devices."""
    made = Signals(
        phone.order,
        lambda sound: resources.path(f"sounds/signals/{sound}.wav"),
        preferences,
        gone=lambda file: tell(Notice(code="sound_gone", params=(("file", str(file)),))),
    )
    phone.listen(made.phone_said)
    return made


def _keep_log() -> Logbook:
    """Keep what is logged from INFO on for an error report; stderr is told as much as before."""
    root, kept = logging.getLogger(), Logbook()
    for handler in root.handlers:
        handler.setLevel(max(handler.level, root.level))
    kept.setLevel(logging.INFO)
    root.setLevel(min(root.level, logging.INFO))
    root.addHandler(kept)
    return kept


def _set_up(phone: SoftphoneProcess, told: ini.Settings) -> None:
    """What lasts for the softphone, whoever logs in."""
    phone.order(UseCodecs(codecs=told[PHONE_CODECS]))
    phone.order(UseEchoControl(suppress=told[PHONE_ECHO] == "suppress"))
    phone.order(UseNetwork(stun=told[PHONE_STUN], ice=told[PHONE_ICE] == "yes"))


def _claim(remember: str | None) -> Claim | None:
    """The right to the one softphone of this user session (of each ``--remember FILE``, if that is given).

    None: another window has it. Raises ``OSError``.
    """
    file = _memory_file(remember)
    if file is None:
        return Claim.none()
    file.parent.mkdir(parents=True, exist_ok=True)
    return Claim.take(file.with_name(f"{file.name}.running"))


def _sound(device: str, memory: Memory) -> UseSound | UseDevices:
    """What was chosen in the window, where nobody says that it is to be another one."""
    chosen = memory.value.sound
    return chosen.order() if chosen != SoundChoice() and device == SOUND_DEVICE.default else UseSound(device=device)


def _already_there(args: argparse.Namespace, language: str) -> int:
    """Have the window that is there come forward, with the link; else say to whoever started this one that it is."""
    by_hand = not (args.drive or args.screenshot)
    file = _doorbell_file(args.remember)
    if by_hand and file is not None and ring(file, args.link):
        return 0
    sys.stderr.write("Agent Desktop is running already.\n")
    if by_hand:
        from agent_desktop.ui.already import say_so

        say_so(sys.argv[0], language)
    return CANNOT


def _until_closed(args: argparse.Namespace, shell: Shell, woke: Callable[[], None]) -> int:
    """Show the window with this start's link; hear who starts the program again, and when the PC wakes."""
    if args.link:
        shell.ring(args.link)
    file, bell = _doorbell_file(args.remember), None
    try:
        bell = Doorbell(file, shell.ring) if file is not None else None
    except OSError as error:
        log.warning("A second start cannot be heard: %s", error)
    of_machine = (ini.machine_file(), hot_keys.Files.beside_settings(alone=True).machine)
    watch = FileWatch(lambda: stamp_of(of_machine), lambda: shell.notice(changed_settings(*of_machine)))
    wakes = listen_for_wakes(HERE.window_system(os.environ), woke)
    code = shell.run()
    if wakes is not None:
        wakes.close()
    watch.close()
    if bell is not None:
        bell.close()
    return code


def changed_settings(machine: Path, keys: Path) -> str:
    """What the agent is told of files of the machine that have changed: their mistakes would stop the next start."""
    try:
        told = ini.read(machine, None)
        hot_keys.Files(keys, None).read(told[HOTKEYS_KEYMAP])
    except ini.SettingsError as mistakes:
        log.warning("%s", mistakes)
        return "settings_mistaken"
    return "settings_changed"


def _doorbell_file(remember: str | None) -> Path | None:
    file = _memory_file(remember)
    return file.with_name(f"{file.name}.door") if file is not None else None


def _medium_to(server: str) -> Callable[[], Medium]:
    """How the server is reached; Qt is loaded when a call sounds bad or good, not before."""
    watches: list[Callable[[], str]] = []

    def medium() -> Medium:
        if not watches:
            from agent_desktop.desktop.qt_network import MediumWatch

            watches.append(MediumWatch(server).now)
        return Medium(watches[0]())

    return medium


def preferences_of(given: str | None, machine: Path, user: Path) -> Preferences:
    """What the files say; a ``given`` one is heard instead of both, but for what the machine's locks (F064).

    Raises ``ini.SettingsError``, and ``OSError`` when a broken file of the user cannot be kept aside.
    """
    if given is None:
        found = chosen.load(machine, user, datetime.now(UTC))
    else:
        told = ini.read(None if given == NOWHERE else Path(given), None)
        found = Preferences(told.under(ini.read(machine, None)))
    for note in found.told.notes:
        log.warning("%s", note)
    if found.kept_aside is not None:
        log.warning("The settings could not be understood; they were kept as %s", found.kept_aside)
    return found


def obey(args: argparse.Namespace, preferences: Preferences) -> frozenset[str]:
    """Take out of the flags what the administrator has locked; returns the names of all that is locked.

    What else the flags say of look and language holds. A user name is locked only where there is one: else nobody
    could log in.
    """
    told = preferences.told
    locked = frozenset(name for name, option in REMEMBERED.items() if told.is_locked(option) and told[option])
    for name in sorted(locked):
        if getattr(args, name) is not None:
            log.warning("--%s is not heard: %s is locked by the administrator", name, REMEMBERED[name].key)
            setattr(args, name, None)
    flags = {WINDOW_THEME: args.theme, LOGIN_LANGUAGE: args.language}
    preferences.told = told.with_flags({option: value for option, value in flags.items() if value})
    return locked


def _memory_file(given: str | None) -> Path | None:
    if given is None:
        return platformdirs.user_config_path("agent-desktop", appauthor=False) / "window.json"
    return None if given == NOWHERE else Path(given)


def _own_folder(remember: str | None) -> Path | None:
    """Where other programs of this user find this one, and what is remembered beside the window's own things."""
    file = _memory_file(remember)
    return file.parent if file is not None else None


def _outbox_folder(remember: str | None) -> Path | None:
    """A window that is to leave nothing behind keeps what is typed in memory."""
    if remember == NOWHERE:
        return None
    return platformdirs.user_data_path("agent-desktop", appauthor=False) / "outbox"


def _calls_folder(remember: str | None) -> Path | None:
    """The same for recent calls and favourites."""
    if remember == NOWHERE:
        return None
    return platformdirs.user_data_path("agent-desktop", appauthor=False) / "calls"


def _heard_folder(remember: str | None) -> Path | None:
    """Where a recording is while it is listened to: what a window that was killed left there, the next one removes."""
    if remember == NOWHERE:
        return None
    return platformdirs.user_cache_path("agent-desktop", appauthor=False) / "heard"


def _crash_folder(remember: str | None) -> Path | None:
    """Where it is told how softphones died; a window that is to leave nothing behind tells it in the log only."""
    if remember == NOWHERE:
        return None
    return platformdirs.user_state_path("agent-desktop", appauthor=False) / "crashes"
