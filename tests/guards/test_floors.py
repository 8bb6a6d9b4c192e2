"""The floors of the house: who may import whom, which library has one room only, and no circles."""

from __future__ import annotations

import sys
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.guards.tree import PACKAGE, ROOT, imports, write_tree

SHARED = frozenset({"server.accounts", "server.failures", "server.keyfile", "server.published", "server.srtp"})
"""Leaves of the server that several of its rooms speak in; they import nothing but the domain."""

_ADAPTER = frozenset({"domain", "protocol", "settings", "platforms", "quality"}) | SHARED

FLOORS: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "platforms": frozenset(),
    "quality": frozenset(),
    "settings": frozenset({"platforms"}),
    "resources": frozenset(),
    "protocol": frozenset({"domain"}),
    **dict.fromkeys(SHARED, frozenset({"domain", "server.failures"})),
    "server.http": _ADAPTER,
    "server.sip": _ADAPTER,
    "server.media": _ADAPTER,
    "server.store": _ADAPTER,
    "server.ivr": _ADAPTER,
    "server.channels": _ADAPTER,
    "server.reports": _ADAPTER,
    "server": _ADAPTER | {"resources", "server"},
    "phone": frozenset({"platforms", "settings"}),
    "client": frozenset({"platforms", "domain", "protocol", "settings", "phone.port", "quality"}),
    "desktop": frozenset({"platforms", "settings"}),
    "local_api": frozenset({"client", "domain"}),
    "ui": frozenset({"platforms", "client", "settings", "desktop", "domain", "protocol.codes", "resources"}),
    "hot_keys": frozenset({"platforms", "client", "desktop", "settings", "resources"}),
    "app": frozenset({"platforms", "ui", "client", "desktop", "phone", "settings", "protocol", "domain", "resources"})
    | {"beside", "hot_keys", "quality"},
    "beside": frozenset({"client", "local_api", "settings"}),
    "demo": frozenset({"app", "ui", "client", "desktop", "phone", "server", "settings", "protocol", "domain"})
    | {"platforms", "resources"},
    "__main__": frozenset({""}),
    "": frozenset(),
}
"""Room → what it may import besides itself; a name allows all that is inside it. The longest name that fits a module is
its room. `server` wires its rooms, `__main__` the whole."""

ONLY = {
    "pjsua2": ["phone/engine.py", "phone/stack.py"],
    "miniaudio": ["phone/audio.py"],
    "hid": ["phone/headset/devices.py"],
    "hidraw": ["phone/headset/devices.py"],
    "PySide6": ["ui/*", "desktop/qt_*.py"],
    "psycopg": ["server/store/postgres.py", "server/store/opening.py"],
    "sqlite3": ["server/store/*", "server/reports/*", "client/claim.py"],
    "uvicorn": ["server/http/*"],
    "sipmessage": ["server/sip/*"],
    "cryptography": [
        "client/tls.py",
        "client/update.py",
        "server/media/recording_file.py",
        "server/store/sealing.py",
        "server/sip/certificate.py",
    ],
    "argon2": ["server/passwords.py"],
    "keyring": ["desktop/*"],
    "ldap3": ["client/ldap.py"],
    "Xlib": ["desktop/x11_keys.py"],
    "jeepney": ["desktop/message_bus.py", "desktop/portal_*.py", "desktop/logind_wake.py", "desktop/bus_notices.py"],
    "soundfile": ["server/media/*"],
    "numpy": ["phone/*", "server/media/*", "demo/*"],
}
"""Library → the files of the package that may import it."""

PURE = frozenset(
    [
        "__future__",
        "abc",
        "bisect",
        "collections",
        "dataclasses",
        "enum",
        "functools",
        "heapq",
        "immutables",
        "itertools",
        "math",
        "msgspec",
        "operator",
        "re",
        "string",
        "types",
        "typing",
    ]
)
"""All that domain/ may import from outside: no clock, no chance, no I/O among them."""


def room_of(module: str) -> str:
    """The room a module of ours stands in; the package itself has the room ``""``."""
    inside = module.removeprefix(PACKAGE).removeprefix(".")
    while inside not in FLOORS:
        inside = inside.rpartition(".")[0]
    return inside


def allows(names: frozenset[str], inside: str) -> bool:
    """Whether a module is one of the names, or inside one."""
    return any(not name or inside == name or inside.startswith(name + ".") for name in names)


def trespasses(root: Path) -> list[str]:
    """Every import that goes where its floor does not lead."""
    found = []
    for importer, target, line in imports(root):
        where = f"{importer}:{line}"
        room = room_of(importer)
        if target == PACKAGE or target.startswith(PACKAGE + "."):
            inside = target.removeprefix(PACKAGE).removeprefix(".")
            # the package itself holds only its version, which all may read
            if inside and room_of(target) != room and not allows(FLOORS[room], inside):
                found.append(f"{where}: {room or PACKAGE} may not import {target}")
            continue
        library = target.partition(".")[0]
        file = importer.removeprefix(PACKAGE + ".").replace(".", "/") + ".py"
        if library in ONLY and not any(fnmatchcase(file, pattern) for pattern in ONLY[library]):
            found.append(f"{where}: {library} may be imported only by {', '.join(ONLY[library])}")
        if room == "domain" and library not in PURE:
            found.append(f"{where}: the domain is pure and may not import {library}")
        if room == "settings" and library not in sys.stdlib_module_names | {"platformdirs"}:
            found.append(f"{where}: settings may not import {library}")
    return found


def circle(root: Path) -> list[str]:
    """The modules of one import circle; empty when there is none."""
    graph: dict[str, set[str]] = {}
    for importer, target, _ in imports(root):
        if target.startswith(PACKAGE) and target != importer:
            graph.setdefault(importer, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_import_keeps_to_its_floor() -> None:
    assert trespasses(ROOT) == []


def test_no_import_goes_in_a_circle() -> None:
    assert circle(ROOT) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("domain/step.py", "import time"),
        ("domain/step.py", "def f():\n    from random import choice"),
        ("domain/step.py", "from os import path"),
        ("domain/step.py", "from agent_desktop.protocol import wire"),
        ("settings/ini.py", "import msgspec"),
        ("domain/step.py", "from agent_desktop.platforms import posix"),
        ("protocol/wire.py", "from agent_desktop.platforms import posix"),
        ("platforms/posix.py", "from agent_desktop.settings import options"),
        ("protocol/wire.py", "from ..server import engine"),
        ("server/http/app.py", "from agent_desktop.server.sip import ports"),
        ("server/sip/b2bua.py", "from agent_desktop.server.media.port import MediaPort"),
        ("server/media/worker.py", "import agent_desktop.server.store.sqlite"),
        ("server/store/sqlite.py", "from agent_desktop.server.engine import Engine"),
        ("server/published.py", "from agent_desktop.server.http import hub"),
        ("server/app.py", "from agent_desktop.client import view"),
        ("phone/port.py", "from agent_desktop.domain import messages"),
        ("phone/process.py", "import pjsua2"),
        ("phone/engine.py", "import miniaudio"),
        ("client/desk.py", "from agent_desktop.phone import process"),
        ("client/desk.py", "from PySide6.QtCore import QObject"),
        ("client/desk.py", "from agent_desktop.ui import window"),
        ("desktop/keys.py", "import PySide6"),
        ("local_api/door.py", "from agent_desktop.ui import window"),
        ("ui/window.py", "from agent_desktop.phone.port import Answer"),
        ("ui/window.py", "from agent_desktop.protocol.wire import Session"),
        ("app.py", "from agent_desktop.demo import main"),
        ("resources.py", "from agent_desktop.settings import options"),
        ("quality/emodel.py", "from agent_desktop.settings import options"),
        ("phone/engine.py", "from agent_desktop.quality import emodel"),
        ("__init__.py", "from agent_desktop import app"),
    ],
)
def test_a_trespass_is_found(tmp_path: Path, file: str, text: str) -> None:
    names = ["server/sip/ports", "server/engine", "server/http/hub", "client/view", "domain/messages", "phone/process"]
    names += ["quality/emodel", "platforms/posix", "ui/window", "protocol/wire", "demo/main", "settings/options", "app"]
    tree = {f"{PACKAGE}/{name}.py": "" for name in names}
    write_tree(tmp_path, {**tree, f"{PACKAGE}/{file}": text})
    assert len(trespasses(tmp_path)) == 1


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("domain/step.py", "from collections.abc import Mapping\nfrom immutables import Map"),
        ("server/http/hub.py", "from agent_desktop.server.published import Published\nimport uvicorn"),
        ("server/app.py", "from agent_desktop.server.sip import ports\nfrom agent_desktop import resources"),
        ("phone/engine.py", "import pjsua2"),
        ("client/desk.py", "from agent_desktop.phone.port import Answer\nfrom agent_desktop import __version__"),
        ("desktop/qt_keys.py", "from PySide6.QtCore import QObject"),
        ("__main__.py", "def main():\n    from agent_desktop.demo import main"),
    ],
)
def test_an_import_along_an_arrow_is_let_through(tmp_path: Path, file: str, text: str) -> None:
    others = {f"{PACKAGE}/server/sip/ports.py": "", f"{PACKAGE}/phone/port.py": "", f"{PACKAGE}/resources.py": ""}
    write_tree(tmp_path, {**others, f"{PACKAGE}/{file}": text})
    assert trespasses(tmp_path) == []


def test_a_circle_is_found(tmp_path: Path) -> None:
    files = {"a": "from agent_desktop import b", "b": "from agent_desktop import c", "c": "import agent_desktop.a"}
    write_tree(tmp_path, {f"{PACKAGE}/{name}.py": text for name, text in files.items()})
    assert {f"{PACKAGE}.{name}" for name in files} <= set(circle(tmp_path))
