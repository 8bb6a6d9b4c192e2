"""Where a server keeps its things: what the machine's ``ect.ini`` says, and the names below its data directory."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import platformdirs

from agent_desktop.server.failures import CannotDo
from agent_desktop.settings import ini
from agent_desktop.settings.ini import Settings, SettingsError
from agent_desktop.settings.kinds import STORE
from agent_desktop.settings.options import ROUTING_DATA

log = logging.getLogger(__name__)

STORE_HELP = "postgresql://USER@HOST/DATABASE instead of a SQLite file; the password comes from PGPASSFILE"


def settings(file: Path | None = None) -> Settings:
    """What the machine's file says, or this one. Raises ``CannotDo`` with its mistakes."""
    if file is not None and not file.is_file():
        raise CannotDo(f"--settings {file}: there is no such file.")
    try:
        told = ini.read(file or ini.machine_file(), None)
    except SettingsError as error:
        raise CannotDo(str(error)) from error
    for note in told.notes:
        log.warning("%s", note)
    return told


def data_directory(told: Settings) -> Path:
    """The data directory of a server that is told none on its command line."""
    return told[ROUTING_DATA] or Path(platformdirs.user_data_dir("agent-desktop", appauthor=False)) / "server"


def store(text: str) -> str:
    """The address of a database, from a command line. Raises ``argparse.ArgumentTypeError`` with what is wrong."""
    try:
        return STORE.read(text)
    except ValueError:  # without the text: it may have a password in it
        message = f"must be {STORE.allowed}. libpq finds the password by PGPASSFILE, ~/.pgpass or a service file"
        raise argparse.ArgumentTypeError(message) from None


def customers(data: Path) -> Path:
    """Which cases were one customer's (server/reports/customers.py)."""
    return data / "customers.db"


def log_file(data: Path) -> Path:
    """The structured log; older parts have ``.1``, ``.2`` … behind their name."""
    return data / "log" / "server.jsonl"


def sip_trace(data: Path) -> Path:
    """What the SIP adapter recorded; older parts have ``.1``, ``.2`` … behind their name."""
    return data / "log" / "sip-trace.jsonl"


def sip_records(data: Path) -> list[Path]:
    """The files with recorded SIP messages, oldest first by name."""
    return sorted((data / "log").glob("sip-*.jsonl*"))
