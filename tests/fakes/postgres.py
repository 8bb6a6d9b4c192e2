"""A PostgreSQL of the tests' own: a cluster in a directory of its own, on a free port of 127.0.0.1, gone with them."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

PASSWORD = "only-in-a-file"
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "max_connections": "30"}


def binaries() -> Path | None:
    """The folder with initdb and postgres: Debian keeps them off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = shutil.which("initdb")
    return folders[-1] if folders else (Path(on_path).resolve().parent if on_path is not None else None)


class Cluster:
    """A database server; each test takes a database of its own."""

    def __init__(self, port: int, password_file: Path) -> None:
        self.port = port
        self.password_file = password_file
        self._names = count(1)

    def url(self, database: str) -> str:
        return f"postgresql://centre@127.0.0.1:{self.port}/{database}?passfile={self.password_file}"

    def new(self) -> str:
        """The address of a new, empty database."""
        name = f"centre{next(self._names)}"
        self.do("postgres", f"CREATE DATABASE {name}")
        return self.url(name)

    def do(self, database: str, statement: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """One at work. initdb refuses root, so that it is done as the user that Debian's package brings."""
    as_user: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="postgres-") as home:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres", "postgres")
            as_user = {"user": "postgres", "group": "postgres", "extra_groups": []}
        data, given = Path(home) / "data", Path(home) / "password"
        given.write_text(PASSWORD)
        initdb = [folder / "initdb", "-D", data, "-U", "centre", "-E", "UTF8", "--locale=C", "--no-sync"]
        initdb += ["--auth=scram-sha-256", f"--pwfile={given}"]
        subprocess.run(initdb, check=True, capture_output=True, timeout=120, **as_user)
        port = free_port()
        password_file = Path(home) / "pgpass"
        password_file.write_text(f"127.0.0.1:{port}:*:centre:{PASSWORD}\n")
        password_file.chmod(0o600)
        settings = " ".join(f"--{name}='{value}'" for name, value in {**SETTINGS, "port": port}.items())
        control = [folder / "pg_ctl", "-D", data, "-w", "-t", "60"]

        def order(*words: str) -> None:
            subprocess.run([*control, *words], check=True, stdout=subprocess.DEVNULL, timeout=120, **as_user)

        order("-l", f"{data}/said", "-o", settings, "start")
        try:
            yield Cluster(port, password_file)
        finally:
            order("-m", "immediate", "stop")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
