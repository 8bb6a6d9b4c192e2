"""The table of what SIP must get right (sip_rows.py), row by row on sockets against the real endpoint (F001)."""

from __future__ import annotations

import importlib
import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.fakes.sip_sockets import SocketNet, over_sockets
from tests.wire.sip_rows import ROWS


def test_of(name: str) -> Callable[..., None]:
    """The function of ``file.function``."""
    file, _, function = name.partition(".")
    return getattr(importlib.import_module(f"tests.unit.sip.{file}"), function)


test_of.__test__ = False  # type: ignore[attr-defined]


def arguments(function: Callable[..., None]) -> Iterator[dict[str, Any]]:
    """What its ``parametrize`` marks give a test, combination by combination."""
    tables: list[list[dict[str, Any]]] = []
    for mark in getattr(function, "pytestmark", ()):
        if mark.name == "parametrize":
            names = mark.args[0] if not isinstance(mark.args[0], str) else [n.strip() for n in mark.args[0].split(",")]
            tables.append([dict(zip(names, one if len(names) > 1 else (one,), strict=True)) for one in mark.args[1]])
    for combination in itertools.product(*tables):
        yield {name: value for part in combination for name, value in part.items()}


def cases() -> Iterator[Any]:
    """Row and test, with the marks that say which warnings are expected."""
    for row in ROWS:
        for name in row.scenes:
            marks = [mark for mark in getattr(test_of(name), "pytestmark", ()) if mark.name == "expects_log"]
            yield pytest.param(name, id=f"{row.name}: {name.partition('.')[2].removeprefix('test_')}", marks=marks)


@pytest.mark.parametrize("name", list(cases()))
def test_row(name: str) -> None:
    function = test_of(name)
    before = SocketNet.carried
    with over_sockets():
        for given in arguments(function):
            function(**given)
    assert SocketNet.carried > before, "nothing went over a socket"
