"""Every option of the programs, declared once: what a file may say, what it means, and what holds without one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Generic, TypeVar

from agent_desktop.settings.kinds import (
    ADDRESS,
    ATTRIBUTES,
    DAYS,
    FILE,
    FOLDER,
    HOST,
    HTTPS,
    LDAP,
    LDAP_FILTER,
    MINUTES,
    ORIGINS,
    PAGE,
    PERCENT,
    PORT,
    PUBLIC_KEY,
    SECONDS,
    STORE,
    TEXT,
    URL,
    Kind,
    choice,
    ranked,
)

T = TypeVar("T")


class Scope(StrEnum):
    """Whose option it is."""

    PC = "pc"
    """The agent's PC: read by the window."""
    SERVER = "server"
    """The machine of the routing server: read by the server."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Option(Generic[T]):
    """One option; its row below is the only place that names it.

    ``user``: an agent may change it, so that the user's own file is heard too; else only the machine's file is.
    ``renamed_from``: ``section.name`` that it had before; files that still say so are understood, with a note.
    """

    section: str
    name: str
    kind: Kind[T]
    default: T
    words: str
    scope: Scope
    user: bool = False
    renamed_from: str | None = None

    @property
    def key(self) -> str:
        """``section.name``."""
        return f"{self.section}.{self.name}"


SERVER_URL = Option(
    section="server",
    name="url",
    kind=URL,
    default="http://127.0.0.1:8080",
    words="The routing server that the log-in page proposes.",
    scope=Scope.PC,
    user=True,
)

LOGIN_USER = Option(
    section="login",
    name="user",
    kind=TEXT,
    default="",
    words="The user name that the log-in page proposes.",
    scope=Scope.PC,
    user=True,
)

LOGIN_LANGUAGE = Option(
    section="login",
    name="language",
    kind=choice("system", "en", "sv", "uk", "pl", "fr"),
    default="system",
    words="The window's language until the agent chooses another; system: the one of the PC.",
    scope=Scope.PC,
    user=True,
)

WINDOW_THEME = Option(
    section="window",
    name="theme",
    kind=choice("system", "light", "dark"),
    default="system",
    words="The window's look until the agent chooses another; system: the one of the PC.",
    scope=Scope.PC,
    user=True,
)

WINDOW_TRAY = Option(
    section="window",
    name="tray",
    kind=choice("no", "icon", "close", "start"),
    default="icon",
    words="The sign in the tray: no; icon; close: a closed window goes on there; start: it begins there, too.",
    scope=Scope.PC,
    user=True,
)

WINDOW_AUTOSTART = Option(
    section="window",
    name="autostart",
    kind=choice("no", "yes"),
    default="no",
    words="Whether the program starts with the session; in the tray, where window.tray says so.",
    scope=Scope.PC,
    user=True,
)

WINDOW_MOTION = Option(
    section="window",
    name="motion",
    kind=choice("system", "full", "reduced"),
    default="system",
    words="Whether the window moves and blinks: full; reduced: it stands still; system: as this PC is set.",
    scope=Scope.PC,
    user=True,
)

MESSAGES_SECONDS = Option(
    section="messages",
    name="seconds",
    kind=SECONDS,
    default=15,
    words="After how many seconds the window of a message closes by itself; 0: never.",
    scope=Scope.PC,
    user=True,
)

MESSAGES_SMALL = Option(
    section="messages",
    name="small",
    kind=choice("no", "yes"),
    default="no",
    words="Whether the windows of messages are small.",
    scope=Scope.PC,
    user=True,
)

NOTICES_SYSTEM = Option(
    section="notices",
    name="system",
    kind=choice("no", "hidden", "behind"),
    default="hidden",
    words="When the desktop's own notices tell it: no; hidden: the window cannot be seen; behind: or is not in front.",
    scope=Scope.PC,
    user=True,
)

NOTICES_CUSTOMER = Option(
    section="notices",
    name="customer",
    kind=choice("no", "yes"),
    default="no",
    words="Whether such a notice says who calls: others may see the screen.",
    scope=Scope.PC,
    user=True,
)

SOUND_DEVICE = Option(
    section="sound",
    name="device",
    kind=TEXT,
    default="default",
    words="The softphone's sound device: default, name:PART of its name, none, or file:IN.wav,OUT.wav.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_RING: Option[Path | None] = Option(
    section="sounds",
    name="ring",
    kind=FILE,
    default=None,
    words="What is heard when a case is offered to the agent: a WAV, MP3, FLAC or OGG file; empty: the house's sound.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_RING_VOLUME = Option(
    section="sounds",
    name="ring_volume",
    kind=PERCENT,
    default=100,
    words="How loud that is, in percent.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_JOINED: Option[Path | None] = Option(
    section="sounds",
    name="joined",
    kind=FILE,
    default=None,
    words="What is heard when a call is connected at once: a WAV, MP3, FLAC or OGG file; empty: the house's sound.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_JOINED_VOLUME = Option(
    section="sounds",
    name="joined_volume",
    kind=PERCENT,
    default=100,
    words="How loud that is, in percent.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_ALARM: Option[Path | None] = Option(
    section="sounds",
    name="alarm",
    kind=FILE,
    default=None,
    words="What is heard when a queue reached the agent's alarm: as sounds.missed.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_ALARM_VOLUME = Option(
    section="sounds",
    name="alarm_volume",
    kind=PERCENT,
    default=100,
    words="How loud that is, in percent.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_MISSED: Option[Path | None] = Option(
    section="sounds",
    name="missed",
    kind=FILE,
    default=None,
    words="What is heard when the agent missed an offer: a WAV, MP3, FLAC or OGG file; empty: the house's sound.",
    scope=Scope.PC,
    user=True,
)

SOUNDS_MISSED_VOLUME = Option(
    section="sounds",
    name="missed_volume",
    kind=PERCENT,
    default=100,
    words="How loud that is, in percent.",
    scope=Scope.PC,
    user=True,
)

HOTKEYS_KEYMAP = Option(
    section="hotkeys",
    name="keymap",
    kind=choice("default", "jabber", "teams"),
    default="default",
    words="The keys that hold as long as the agent chooses no others: the house's, or those of another product.",
    scope=Scope.PC,
    user=True,
)

HOTKEYS_GLOBAL = Option(
    section="hotkeys",
    name="global",
    kind=choice("yes", "no"),
    default="yes",
    words="Whether keys that are meant to are heard while another program has the focus.",
    scope=Scope.PC,
    user=True,
)

HEADSET_OFF = Option(
    section="headset",
    name="off",
    kind=TEXT,
    default="",
    words="Headsets whose buttons and lights are left alone: parts of their names, with commas between; *: all.",
    scope=Scope.PC,
    user=True,
)

ADDRESS_BOOK: Option[Path | None] = Option(
    section="addressbook",
    name="path",
    kind=FILE,
    default=None,
    words="The address book: a CSV or vCard file, or a folder of them, read again when changed; empty: none.",
    scope=Scope.PC,
    user=True,
)

ADDRESS_BOOK_LDAP_URL = Option(
    section="addressbook",
    name="ldap_url",
    kind=LDAP,
    default="",
    words="The directory whose people are in the address book too; ldap:// uses StartTLS but on this PC; empty: none.",
    scope=Scope.PC,
)

ADDRESS_BOOK_LDAP_BASE = Option(
    section="addressbook",
    name="ldap_base",
    kind=TEXT,
    default="",
    words="The entry below which people are looked for, as ou=people,dc=example,dc=com.",
    scope=Scope.PC,
)

ADDRESS_BOOK_LDAP_FILTER = Option(
    section="addressbook",
    name="ldap_filter",
    kind=LDAP_FILTER,
    default="(objectClass=person)",
    words="Which entries are people; of these, those that have a number are in the book.",
    scope=Scope.PC,
)

ADDRESS_BOOK_LDAP_ATTRIBUTES = Option(
    section="addressbook",
    name="ldap_attributes",
    kind=ATTRIBUTES,
    default=("cn", "telephoneNumber", "mobile"),
    words="Where the name stands in an entry, then where numbers do.",
    scope=Scope.PC,
)

ADDRESS_BOOK_LDAP_USER = Option(
    section="addressbook",
    name="ldap_user",
    kind=TEXT,
    default="",
    words="Who reads the directory; the password is in the PC's keyring; empty: anybody may, without one.",
    scope=Scope.PC,
)

ADDRESS_BOOK_LDAP_MINUTES = Option(
    section="addressbook",
    name="ldap_minutes",
    kind=MINUTES,
    default=60,
    words="How often the directory is read again.",
    scope=Scope.PC,
)

RECENT_DAYS = Option(
    section="calls",
    name="days",
    kind=DAYS,
    default=30,
    words="How long an agent's recent calls, at most 500, are kept on this PC.",
    scope=Scope.PC,
)

REPORT_FOLDER: Option[Path | None] = Option(
    section="report",
    name="folder",
    kind=FOLDER,
    default=None,
    words="Where error reports are saved, on this PC or a shared disk; empty: in the user's data folder.",
    scope=Scope.PC,
)

PHONE_CODECS = Option(
    section="phone",
    name="codecs",
    kind=ranked("G722", "PCMA", "PCMU"),
    default=("PCMA", "PCMU", "G722"),
    words="The softphone's codecs, the best one first, and no others; of a call that comes the caller's order counts.",
    scope=Scope.PC,
)

PHONE_ECHO = Option(
    section="phone",
    name="echo",
    kind=choice("off", "suppress"),
    default="off",
    words="Whether the microphone is lowered while the speaker sounds. For PCs without a headset; those need none.",
    scope=Scope.PC,
)

PHONE_STUN = Option(
    section="phone",
    name="stun",
    kind=TEXT,
    default="",
    words="A STUN server, host:port, that tells the softphone its address outside; empty: none is asked.",
    scope=Scope.PC,
)

PHONE_ICE = Option(
    section="phone",
    name="ice",
    kind=choice("no", "yes"),
    default="no",
    words="Whether the softphone looks for the best way of speech by ICE. The server of this program needs neither.",
    scope=Scope.PC,
)

API_ENABLED = Option(
    section="api",
    name="enabled",
    kind=choice("no", "yes"),
    default="no",
    words="Whether other programs of this PC may follow the desk and act at it, by HTTP on 127.0.0.1 and with a token.",
    scope=Scope.PC,
)

API_PORT: Option[int | None] = Option(
    section="api",
    name="port",
    kind=PORT,
    default=0,
    words="The port of that; programs find it with the token in the user's local-api.json.",
    scope=Scope.PC,
)

API_ORIGINS: Option[tuple[str, ...]] = Option(
    section="api",
    name="origins",
    kind=ORIGINS,
    default=(),
    words="Web pages that may use it from this PC's browser, if they have the token; without one, no page may.",
    scope=Scope.PC,
)

POP_PAGE = Option(
    section="screenpop",
    name="page",
    kind=PAGE,
    default="",
    words="A web page that is opened for a call; {number}, {name}, {case}, {queue} or a CRI's {name} is filled in.",
    scope=Scope.PC,
)

POP_WHEN = Option(
    section="screenpop",
    name="when",
    kind=choice("offer", "answer", "end"),
    default="answer",
    words="When it is opened: the call is offered, answered, or over.",
    scope=Scope.PC,
)

UPDATES_URL = Option(
    section="updates",
    name="url",
    kind=HTTPS,
    default="",
    words="Where the manifest of updates is, asked for once a day; empty: nobody is asked. Nothing is installed by it.",
    scope=Scope.PC,
)

UPDATES_KEY = Option(
    section="updates",
    name="key",
    kind=PUBLIC_KEY,
    default="",
    words="The public key that the manifest must be signed with; without it nobody is asked.",
    scope=Scope.PC,
)

ROUTING_HTTP = Option(
    section="routing",
    name="http",
    kind=ADDRESS,
    default="127.0.0.1:8080",
    words="Where the routing server waits for the agents' windows.",
    scope=Scope.SERVER,
)

ROUTING_SIP = Option(
    section="routing",
    name="sip",
    kind=ADDRESS,
    default="127.0.0.1:5060",
    words="Where the routing server waits for phones and callers.",
    scope=Scope.SERVER,
)

ROUTING_SIP_SECOND = Option(
    section="routing",
    name="sip_second",
    kind=HOST,
    default="",
    words="A second address for phones and callers, in the other family: IPv6 beside IPv4. Speech stays at the first.",
    scope=Scope.SERVER,
)

ROUTING_SIP_TLS: Option[int | None] = Option(
    section="routing",
    name="sip_tls",
    kind=PORT,
    default=None,
    words="The port for phones and trunks over TLS, at the same addresses; empty: the one after that of sip.",
    scope=Scope.SERVER,
)

ROUTING_CERTIFICATE: Option[Path | None] = Option(
    section="routing",
    name="certificate",
    kind=FILE,
    default=None,
    words="The certificate that phones and trunks are shown over TLS, PEM with its chain; empty: the server makes one.",
    scope=Scope.SERVER,
)

ROUTING_CERTIFICATE_KEY: Option[Path | None] = Option(
    section="routing",
    name="certificate_key",
    kind=FILE,
    default=None,
    words="The private key of the certificate, PEM without a password; empty: it is in the certificate's file.",
    scope=Scope.SERVER,
)

ROUTING_PHONES_WITHOUT_TLS = Option(
    section="routing",
    name="phones_without_tls",
    kind=choice("no", "yes"),
    default="no",
    words="Whether phones on other machines may register without TLS, where others on the way can listen.",
    scope=Scope.SERVER,
)

ROUTING_PHONES_ENCRYPTION = Option(
    section="routing",
    name="phones_encryption",
    kind=choice("auto", "never", "prefer", "require"),
    default="auto",
    words="Speech with phones as SRTP, with keys over TLS; auto: prefer on this machine and without TLS, else require.",
    scope=Scope.SERVER,
)

ROUTING_STRANGERS = Option(
    section="routing",
    name="strangers",
    kind=choice("auto", "welcome", "refused"),
    default="auto",
    words="Calls of who is neither trunk nor registered phone; auto: welcome on this machine, else refused.",
    scope=Scope.SERVER,
)

ROUTING_DATA: Option[Path | None] = Option(
    section="routing",
    name="data",
    kind=FOLDER,
    default=None,
    words="The folder where the routing server keeps everything; empty: the one of the user it runs as.",
    scope=Scope.SERVER,
)

ROUTING_STORE = Option(
    section="routing",
    name="store",
    kind=STORE,
    default="",
    words="The database that has the log, the users and the sessions; empty: a SQLite file in the data folder.",
    scope=Scope.SERVER,
)

ROUTING_COUNTRY = Option(
    section="routing",
    name="country",
    kind=choice("gb", "us", "se", "ua", "pl", "fr", "de"),
    default="gb",
    words="Whose ringing, busy and congestion tones callers and agents hear.",
    scope=Scope.SERVER,
)

ROUTING_MEDIA_WORKERS = Option(
    section="routing",
    name="media_workers",
    kind=choice("1", "2", "3", "4", "6", "8", "12", "16"),
    default="1",
    words="How many processes carry the speech; one is enough for a few hundred calls, and each can use one processor.",
    scope=Scope.SERVER,
)

PRIVACY_PERSONAL_DAYS = Option(
    section="privacy",
    name="personal_days",
    kind=DAYS,
    default=0,
    words="How long numbers, names, CRI values and notes of a case are kept after it began; then they are erased.",
    scope=Scope.SERVER,
)

PRIVACY_TRACE_DAYS = Option(
    section="privacy",
    name="trace_days",
    kind=DAYS,
    default=0,
    words="How long files with recorded SIP messages are kept after they were set aside; then they are deleted.",
    scope=Scope.SERVER,
)

PRIVACY_RECORDING_DAYS = Option(
    section="privacy",
    name="recording_days",
    kind=DAYS,
    default=0,
    words="How long recordings of calls and voice messages are kept after they began; then they are deleted.",
    scope=Scope.SERVER,
)

RECORDING_FORMAT = Option(
    section="recording",
    name="format",
    kind=choice("wav", "flac"),
    default="wav",
    words="How recordings are kept: wav, or flac, which takes about half the room and loses nothing.",
    scope=Scope.SERVER,
)

RECORDING_SEALED = Option(
    section="recording",
    name="sealed",
    kind=choice("no", "yes"),
    default="no",
    words="Whether recordings are encrypted on the disk; who has server.key can read them.",
    scope=Scope.SERVER,
)

OPTIONS: tuple[Option[Any], ...] = (
    SERVER_URL,
    LOGIN_USER,
    LOGIN_LANGUAGE,
    WINDOW_THEME,
    WINDOW_TRAY,
    WINDOW_AUTOSTART,
    WINDOW_MOTION,
    MESSAGES_SECONDS,
    MESSAGES_SMALL,
    NOTICES_SYSTEM,
    NOTICES_CUSTOMER,
    SOUND_DEVICE,
    SOUNDS_RING,
    SOUNDS_RING_VOLUME,
    SOUNDS_JOINED,
    SOUNDS_JOINED_VOLUME,
    SOUNDS_ALARM,
    SOUNDS_ALARM_VOLUME,
    SOUNDS_MISSED,
    SOUNDS_MISSED_VOLUME,
    HOTKEYS_KEYMAP,
    HOTKEYS_GLOBAL,
    HEADSET_OFF,
    ADDRESS_BOOK,
    ADDRESS_BOOK_LDAP_URL,
    ADDRESS_BOOK_LDAP_BASE,
    ADDRESS_BOOK_LDAP_FILTER,
    ADDRESS_BOOK_LDAP_ATTRIBUTES,
    ADDRESS_BOOK_LDAP_USER,
    ADDRESS_BOOK_LDAP_MINUTES,
    RECENT_DAYS,
    REPORT_FOLDER,
    PHONE_CODECS,
    PHONE_ECHO,
    PHONE_STUN,
    PHONE_ICE,
    API_ENABLED,
    API_PORT,
    API_ORIGINS,
    POP_PAGE,
    POP_WHEN,
    UPDATES_URL,
    UPDATES_KEY,
    ROUTING_HTTP,
    ROUTING_SIP,
    ROUTING_SIP_SECOND,
    ROUTING_SIP_TLS,
    ROUTING_CERTIFICATE,
    ROUTING_CERTIFICATE_KEY,
    ROUTING_PHONES_WITHOUT_TLS,
    ROUTING_PHONES_ENCRYPTION,
    ROUTING_STRANGERS,
    ROUTING_DATA,
    ROUTING_STORE,
    ROUTING_COUNTRY,
    ROUTING_MEDIA_WORKERS,
    PRIVACY_PERSONAL_DAYS,
    PRIVACY_TRACE_DAYS,
    PRIVACY_RECORDING_DAYS,
    RECORDING_FORMAT,
    RECORDING_SEALED,
)
"""All of them, those of a section together."""
