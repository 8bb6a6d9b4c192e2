"""Loopback by default: no address but this machine's own stands in the program, and no server of somebody's."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.guards.tree import PACKAGE, ROOT, Source, sources, write_tree

ADDRESS = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|^\[?::\]?(?::\d+)?$")
HOST = re.compile(
    r"\b(?:https?|wss?|sips?|stun|turn):(?://)?(?:[^\s/@]*@)?([a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+)", re.IGNORECASE
)

ALLOWED = {
    ("agent_desktop/server/sip/sdp.py", "0.0.0.0"): "the old way to say hold, RFC 3264 §8.4",
    ("agent_desktop/server/sip/transport.py", "255.255.255.255"): "refused as a target",
    ("agent_desktop/server/sip/dialled.py", "anonymous.invalid"): "a caller who is not shown, RFC 3323 §4.1.1.3",
    ("agent_desktop/local_api/answers.py", "json-schema.org"): "the name of a dialect, never asked",
    ("agent_desktop/phone/changes.py", "192.0.2.1"): "nobody's, RFC 5737: only the way there is asked for",
    ("agent_desktop/phone/engine.py", "0.0.0.0"): "the account of a phone whose server is elsewhere",
}
"""File and address → why it may stand there."""


def strangers(root: Path, allowed: dict[tuple[str, str], str]) -> list[str]:
    """Every address in a text of the program (not in its docstrings) but loopback, and every stale allowance."""
    found, used = [], set()
    for source in sources(root):
        for text, line in _texts(source):
            hosts = [host for host in ADDRESS.findall(text) if not host.startswith("127.")] + HOST.findall(text)
            for host in hosts:
                if (source.path, host) in allowed:
                    used.add((source.path, host))
                else:
                    found.append(f"{source.path}:{line}: {host}")
    return found + [f"{path} does not name {host} any more" for path, host in allowed if (path, host) not in used]


def _texts(source: Source) -> list[tuple[str, int]]:
    """The texts of a file that are used for something."""
    silent = {
        id(node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    constants = (node for node in ast.walk(source.tree) if isinstance(node, ast.Constant) and id(node) not in silent)
    return [(node.value, node.lineno) for node in constants if isinstance(node.value, str)]


def test_no_address_but_loopback_stands_in_the_program() -> None:
    assert strangers(ROOT, ALLOWED) == []


@pytest.mark.parametrize(
    "text", ["'10.0.0.1'", "f'http://192.0.2.7:{port}'", "'0.0.0.0'", "'::'", "'https://api.somebody.io/x'"]
)
def test_an_address_is_found(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, {f"{PACKAGE}/a.py": f'"""See https://example.org."""\nX = {text}\n'})
    assert len(strangers(tmp_path, {})) == 1


def test_an_allowance_that_nobody_uses_is_found(tmp_path: Path) -> None:
    write_tree(tmp_path, {f"{PACKAGE}/a.py": "X = '10.0.0.1'"})
    allowed = {(f"{PACKAGE}/a.py", "10.0.0.1"): "", (f"{PACKAGE}/b.py", "10.0.0.1"): ""}
    assert strangers(tmp_path, allowed) == [f"{PACKAGE}/b.py does not name 10.0.0.1 any more"]


@pytest.mark.parametrize("text", ["'127.0.0.1:8080'", "'http://127.0.0.1'", "'1.2.3'", "'a::b'", "'sip:1000@' + host"])
def test_loopback_and_what_is_no_address_is_let_through(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, {f"{PACKAGE}/a.py": f"X = {text}\n"})
    assert strangers(tmp_path, {}) == []
