"""The command line, as a person meets it: in a process of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from agent_desktop import __version__
from agent_desktop.__main__ import COMMANDS, PROCESSES, main


def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "agent_desktop", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=30, check=False)


def loaded(module: str) -> set[str]:
    """Which of the slow libraries ``import module`` loads."""
    code = f"import sys, {module}; print(*{{'PySide6', 'httpx', 'pjsua2', 'uvicorn'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30, check=True)
    return set(done.stdout.split())


def test_the_version_is_said_without_loading_a_program() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"Agent Desktop {__version__}\n")
    assert loaded("agent_desktop.__main__") == set()


def test_the_client_loads_without_httpx_and_qt() -> None:
    assert loaded("agent_desktop.client.desk") == set()


def test_an_unknown_program_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["telescope"]) == 2
    assert capsys.readouterr().err == "agent-desktop: 'telescope' is none of server, admin, robot, demo.\n"


def test_a_robot_without_its_server_says_so_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: refused
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        done = run("robot", "--user", "u", "--password", "my-secret", "--server", url, "--seconds", "20")
    assert done.returncode == 2
    assert done.stderr.startswith(f"u at {url}: The server cannot be reached.")
    assert done.stderr.count("\n") == 1
    assert "my-secret" not in done.stdout + done.stderr


def test_a_file_that_is_not_there_is_named() -> None:
    done = run("robot", "--user", "u", "--password", "p", "--say", "nothing.wav")
    assert (done.returncode, done.stderr) == (2, "--say nothing.wav: there is no such file.\n")


def test_an_address_in_use_is_named_with_the_flag_that_changes_it(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        done = run("server", "--data", str(tmp_path), "--sip", "127.0.0.1:0", "--http", address)
    assert done.returncode == 2
    assert (
        done.stderr
        == f"{address} is in use by another program: choose another port for clients with --http HOST:PORT.\n"
    )


@pytest.mark.parametrize("program", sorted(COMMANDS))
def test_every_program_explains_its_flags(program: str) -> None:
    done = run(program, "--help")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"usage: agent-desktop {program}")
    assert "--log-level" in done.stdout


@pytest.mark.parametrize("process", sorted(PROCESSES))
def test_our_own_processes_are_started_by_name(process: str) -> None:
    done = run(process, "--help")
    assert done.returncode == 0, done.stderr
