"""A PC that slept or moved: its phone registers again; one that only had a slow moment does not."""

from __future__ import annotations

from agent_desktop.phone.changes import Change, Watch, own_address


class Laptop:
    """A PC that sleeps and moves as the test wants."""

    def __init__(self) -> None:
        self.now, self.address = 0.0, "192.0.2.10"

    def watch(self) -> Watch:
        return Watch("sips:centre.example", lambda: self.now, lambda _server: self.address)


def test_a_new_address_is_told_once() -> None:
    pc = Laptop()
    watch = pc.watch()
    assert watch.look() is None
    pc.address = "198.51.100.7"
    assert watch.look() is Change.MOVED
    assert watch.look() is None


def test_no_network_is_no_move_and_the_same_network_again_neither() -> None:
    pc = Laptop()
    watch = pc.watch()
    pc.address = ""
    assert watch.look() is None
    pc.address = "192.0.2.10"
    assert watch.look() is None


def test_sleep_is_told_and_a_slow_moment_is_not() -> None:
    pc = Laptop()
    watch = pc.watch()
    pc.now += 8
    assert watch.look() is None
    pc.now += 3600
    assert watch.look() is Change.SLEPT
    pc.now += 2
    assert watch.look() is None


def test_the_own_address_is_the_one_that_talks_to_the_server() -> None:
    assert own_address("sip:127.0.0.1:5060") == "127.0.0.1"
    assert own_address("sip:anna@127.0.0.1") == "127.0.0.1"
    assert own_address("sips:name.of.no.server.example:5061") != "127.0.0.1"
