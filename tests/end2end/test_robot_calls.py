"""Real robots at a real routing server, called by a real softphone: who is told what, and what each of them hears."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from agent_desktop.phone import port
from tests.fakes.phone_rig import RigPhone, frequency_of, heard_between, loudness, tone_file
from tests.fakes.program import Program, robot, server

SAYS_HZ, CALLER_HZ = 440, 660


class House:
    """A routing server, and everyone who is closed at the end of a test."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self.guests = ExitStack()
        self.server = server(data)
        self.url: str = self.server.said[0]["http"]
        self.sip: str = self.server.said[0]["sip"]

    def robot(self, user: str, *more: str) -> Program:
        """A robot at work."""
        program = robot(self.url, user, *more)
        self.guests.callback(program.close)
        return program

    def caller(self, sound: str = "none") -> RigPhone:
        phone = RigPhone()
        self.guests.callback(phone.close)
        phone.wait(port.Started)
        phone.order(port.UseSound(device=sound))
        return phone

    def restart(self) -> None:
        """kill -9 and again, at the same addresses."""
        self.server.kill()
        self.server = server(self._data, self.url.removeprefix("http://"), self.sip.removeprefix("sip:"))

    def dial(self, caller: RigPhone, number: str) -> None:
        """The caller dials a queue and is accepted."""
        uri = f"sip:{number}@{self.sip.removeprefix('sip:')}"
        caller.ask(port.Dial(leg="c1", uri=uri, caller="+46701234567"), port.Answered)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = House(tmp_path_factory.mktemp("data"))
    yield house
    house.server.close()


@pytest.fixture
def house(shared: House) -> Iterator[House]:
    with shared.guests:
        yield shared


def heard_for_a_second(file: Path, recording: port.Recording, since_ms: int) -> float:
    """What is heard in the second from ``since_ms``, once it was recorded; its strongest frequency."""
    piece = heard_between(file, recording, since_ms, since_ms + 1000)
    assert loudness(piece) > -40
    return frequency_of(piece)


def test_a_robot_answers_and_both_hear_each_other(house: House, tmp_path: Path) -> None:  # F001 F021 F073
    says, hears = tone_file(tmp_path / "says.wav", SAYS_HZ), tmp_path / "hears.wav"
    asks, heard = tone_file(tmp_path / "asks.wav", CALLER_HZ), tmp_path / "heard.wav"
    bertil = house.robot("bertil", "--answer-after", "0.2", "--say", str(says), "--record", str(hears))
    bertil.until("ready")
    caller = house.caller(f"file:{asks},{heard}")
    house.dial(caller, "1000")
    ringing = bertil.until("ringing")
    answering = bertil.until("answering")
    assert answering["leg"] == ringing["leg"]
    assert (answering["queue"], answering["number"]) == ("service", "+46701234567")
    up = bertil.until("answered")["at_ms"]
    assert up - ringing["at_ms"] >= 200
    bertil.until("in_call")
    recorded = caller.wait(port.Recording)
    robots = bertil.until("recording")
    robots_recording = port.Recording(file=robots["file"], at_ms=robots["at_ms"])
    caller.wait(port.Levels, lambda _: time.monotonic_ns() // 1_000_000 > up + 2500)
    mark = bertil.mark()
    caller.order(port.HangUp(leg="c1"))
    bertil.until("ended", since=mark)
    bertil.until("wrap_up", since=mark)
    assert heard_for_a_second(heard, recorded, up + 1000) == pytest.approx(SAYS_HZ, abs=5)
    assert heard_for_a_second(hears, robots_recording, up + 1000) == pytest.approx(CALLER_HZ, abs=5)
    bertil.until("ready", since=mark)  # wrap-up ends by itself


def test_a_robot_that_hangs_up_ends_the_callers_leg(house: House) -> None:
    bertil = house.robot("bertil", "--answer-after", "0", "--hang-up-after", "0.3")
    bertil.until("ready")
    caller = house.caller()
    house.dial(caller, "1000")
    bertil.until("ended")
    caller.wait(port.Ended)
    bertil.until("wrap_up")


def test_a_missed_call_comes_back_to_the_robot(house: House) -> None:  # F123
    bertil = house.robot("bertil", "--answer-after", "600")
    bertil.until("ready")
    house.dial(house.caller(), "1000")
    bertil.until("ringing")
    bertil.until("notice", code="offer_missed")
    again = bertil.mark()
    bertil.until("ringing", since=again)


def test_a_later_log_in_takes_over(house: House) -> None:  # F002
    first = house.robot("marek")
    first.until("ready")
    second = house.robot("marek")
    second.until("registered")
    assert first.ended() == 2
    assert first.errors.splitlines()[-1].endswith("The session is over. Log in again.")
    second.close()


@pytest.mark.parametrize(("user", "password"), [("bertil", "wrong"), ("nobody", "secret-nobody")])
def test_who_may_not_log_in_is_told_in_one_sentence(house: House, user: str, password: str) -> None:
    refused = Program("robot", "--server", house.url, "--user", user, "--password", password)
    assert refused.ended() == 2
    assert refused.errors == f"{user} at {house.url}: The user name or the password is wrong.\n"


def test_a_robot_survives_its_server(data_dir: Path) -> None:  # F122
    house = House(data_dir)
    with house.guests:
        _survives(house)
    house.server.close()


def _survives(house: House) -> None:
    bertil = house.robot("bertil", "--answer-after", "0")
    bertil.until("ready")
    house.restart()
    bertil.until("notice", code="connection_lost")
    bertil.until("notice", code="connection_back")
    mark = bertil.mark()
    house.dial(house.caller(), "1000")
    bertil.until("answered", since=mark)


def test_the_end_of_stdin_ends_a_robot_in_a_call(house: House) -> None:
    bertil = house.robot("bertil", "--answer-after", "0")
    bertil.until("ready")
    caller = house.caller()
    house.dial(caller, "1000")
    bertil.until("in_call")
    assert bertil.close() == 0
    bertil.until("stopped")
    caller.wait(port.Ended)
