"""The softphone as a process: it ends with its parent, is started again when it dies, and nobody waits for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent_desktop.phone import port
from agent_desktop.phone.lines import decode_event, encode
from agent_desktop.phone.pcm import RATE
from agent_desktop.phone.process import softphone_command
from agent_desktop.phone.wav import read_wav
from tests.fakes.phone_registrar import PhoneRegistrar
from tests.fakes.phone_rig import RigPhone, tone_file

HEADER = 44  # bytes of a WAV file
SECOND = HEADER + 2 * RATE
ROOT = Path(__file__).resolve().parents[2]


def bare_process() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        softphone_command(), cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


@pytest.mark.parametrize("last_words", [b"", encode(port.Quit()), b"nonsense\n"])
def test_the_end_of_stdin_ends_it_with_0(last_words: bytes) -> None:
    process = bare_process()
    orders = encode(port.UseNetwork()) + encode(port.Mute(on=True))  # the first is what a window begins with
    out, _ = process.communicate(orders + last_words, timeout=60)
    assert process.returncode == 0
    events = [decode_event(line) for line in out.splitlines()]  # and nothing but events is on stdout
    assert isinstance(events[0], port.Started)
    assert port.Muted(on=True) in events
    assert any(isinstance(e, port.Failed) for e in events) == (last_words == b"nonsense\n")


def test_it_ends_with_0_in_the_middle_of_a_call(tmp_path: Path) -> None:
    with bare_process() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        out = tmp_path / "out.wav"
        process.stdin.write(encode(port.UseSound(device=f"file:{tone_file(tmp_path / 'in.wav', 440)},{out}")))
        process.stdin.write(encode(port.Dial(leg="d", uri="sip:nobody@127.0.0.1:9")))
        process.stdin.flush()
        while not isinstance(decode_event(process.stdout.readline()), port.Recording):
            pass
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.fixture
def registrar() -> Iterator[PhoneRegistrar]:
    registrar = PhoneRegistrar({"anna": "secret"})
    yield registrar
    registrar.close()


def test_a_killed_phone_leaves_a_playable_recording(registrar: PhoneRegistrar, tmp_path: Path) -> None:
    anna = RigPhone()
    anna.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    with bare_process() as process:
        assert process.stdin is not None
        assert process.stdout is not None
        out = tmp_path / "out.wav"
        process.stdin.write(encode(port.UseSound(device=f"file:,{out}")))
        process.stdin.write(encode(port.Dial(leg="d", uri=f"sip:anna@127.0.0.1:{anna.sip_port}")))
        process.stdin.flush()
        anna.order(port.Answer(leg=anna.wait(port.Incoming).leg))
        while not isinstance(decode_event(process.stdout.readline()), port.Recording):
            pass
        while out.stat().st_size < SECOND:
            assert process.stdout.readline(), "the softphone has ended"  # ten levels a second
        process.kill()
        process.wait(60)
    written = (out.stat().st_size - HEADER) // 2
    assert written - read_wav(out).size <= RATE / 2, "the header tells of less than there is"
    anna.close()


@pytest.mark.expects_log("The telephone ended with code")
def test_a_killed_phone_is_back_as_it_was(registrar: PhoneRegistrar, tmp_path: Path) -> None:
    """F: registration, sound device and mute last; the softphone is a process that may die."""
    phone = RigPhone()
    phone.ask(port.Register(server=registrar.uri, user="anna", password="secret"), port.Registration)
    phone.ask(port.UseSound(device=f"file:,{tmp_path / 'out.wav'}"), port.Recording)
    phone.ask(port.Mute(on=True), port.Muted)
    since = phone.mark()
    first = phone.wait(port.Started)
    os.kill(first.pid, 9)
    assert phone.wait(port.Died, since=since).exit_code != 0
    again = phone.wait(port.Started, since=since)
    assert again.pid != first.pid
    assert phone.wait(port.Registration, since=since).registered
    assert phone.wait(port.Muted, since=since).on
    phone.wait(port.Recording, since=since)
    assert registrar.contacts["anna"].startswith(f"sip:anna@127.0.0.1:{again.sip_port}")
    phone.close()


def test_it_says_how_it_can_be_started() -> None:
    asked = subprocess.run([*softphone_command(), "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert "--log-level" in asked.stdout
    assert sys.executable == softphone_command()[0]
