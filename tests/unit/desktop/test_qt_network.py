"""How the server is reached is looked up without keeping anybody waiting (F127)."""

from __future__ import annotations

import threading

from agent_desktop.desktop.qt_network import UNKNOWN, WIFI, MediumWatch, medium_to


def test_this_machine_is_reached_over_neither() -> None:
    assert medium_to("http://127.0.0.1:8080") == UNKNOWN


def test_what_has_no_address_is_unknown() -> None:
    for url in ("", "http://", "http://[", "http://" + "x" * 300):
        assert medium_to(url) == UNKNOWN


def test_a_slow_look_keeps_nobody_waiting() -> None:
    go, done = threading.Event(), threading.Event()

    def look(url: str) -> str:
        assert url == "http://desk"
        go.wait(10)
        done.set()
        return WIFI

    watch = MediumWatch("http://desk", look)
    assert watch.now() == UNKNOWN
    assert not done.is_set()
    go.set()
    assert done.wait(10)
    watch.close()
    assert watch.now() == WIFI
