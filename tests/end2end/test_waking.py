"""Waking from sleep, told by a logind on a bus (F122)."""

from __future__ import annotations

import queue
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from agent_desktop.desktop.logind_wake import LogindWakes

PATIENCE_S = 20.0
MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")


@pytest.fixture
def logind(bus: str) -> Iterator[DBusConnection]:
    with open_dbus_connection(bus=bus) as connection:
        connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
        yield connection


def sleeps(connection: DBusConnection, *, begins: bool) -> None:
    connection.send(new_signal(MANAGER, "PrepareForSleep", "b", (begins,)))


def test_waking_is_heard_and_falling_asleep_is_not(bus: str, logind: DBusConnection) -> None:
    woken: queue.SimpleQueue[str] = queue.SimpleQueue()
    wakes = LogindWakes(lambda: woken.put("woken"), bus)
    try:
        with open_dbus_connection(bus=bus) as another:
            sleeps(another, begins=False)  # whoever else says so
            another.send_and_get_reply(message_bus.GetId())
        sleeps(logind, begins=False)
        sleeps(logind, begins=True)
        sleeps(logind, begins=False)
        assert [woken.get(timeout=PATIENCE_S) for _ in range(2)] == ["woken"] * 2
    finally:
        wakes.close()
    sleeps(logind, begins=False)
    assert woken.empty()  # it was heard twice, and nobody listens any more
