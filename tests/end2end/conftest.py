"""What several of the tests with real programs stand on."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.pulse import Pulse


@pytest.fixture
def pulse(tmp_path: Path, tool: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Pulse]:
    """A sound service whose devices are the default ones of every program started from here on."""
    for name in ("pulseaudio", "pacat", "pactl", "parec"):
        tool(name)
    folder = tmp_path / "pulse"
    folder.mkdir(mode=0o700)
    pulse = Pulse(folder)
    monkeypatch.setenv("PULSE_SERVER", pulse.server)
    yield pulse
    pulse.close()


@pytest.fixture
def bus(tool: Callable[[str], str]) -> Iterator[str]:
    """The address of a message bus on which nobody is yet."""
    command = [tool("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
