"""A whole call by a screen reader: another program logs in, answers, writes, transfers and wraps up (F125)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fakes.program import CENTRE, Program, server
from tests.fakes.screen_reader import ScreenReader
from tests.fakes.sip_caller import SipCaller

HOUSE = CENTRE.replace("offer_seconds = 2", "offer_seconds = 60").replace("wrap_up_seconds = 1\n", "")
HOUSE += """
[[queues]]
id = "expert"
name = "Experts"
number = "2000"
"""
NOTE = "Wants the invoice again."


def test_a_whole_call_through_the_accessibility_tree(
    data_dir: Path, tmp_path: Path, tool: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:  # F125
    with ExitStack() as stack:
        reader = ScreenReader(tool, tmp_path / "run", stack)
        for name, value in reader.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        running = server(data_dir, centre=HOUSE)
        stack.callback(running.close)
        nothing = ("--sound", "none", "--remember", "none", "--settings", "none", "--language", "en")
        window = Program("--server", running.said[0]["http"], *nothing)
        stack.callback(window.kill)

        reader.write("User name", "bertil")
        reader.write("Password", "secret-bertil")
        reader.press("Log in")
        reader.until("panel", "Status: Busy")
        reader.press("Ready")
        reader.until("panel", "Status: Ready")
        reader.hears("Ready")

        caller = SipCaller(int(running.said[0]["sip"].rpartition(":")[2]), "1000")
        stack.callback(caller.close)
        assert caller.final(caller.invite(caller='"Eva" <sip:+46701234567@127.0.0.1>')) == 200
        reader.hears("Incoming call, Customer service, Eva")
        reader.press("Answer")
        reader.until("panel", "Status: In call")
        reader.until("label", "Customer's number: +46701234567")
        reader.write("Note on this call", NOTE)
        assert reader.read("Note on this call") == NOTE
        reader.write("Name or number", "Experts")
        reader.press("Transfer")
        reader.until("panel", "Status: Wrap-up")
        reader.hears("Wrap-up")
        reader.press("End wrap-up")
        reader.until("panel", "Status: Ready")
        said = reader.heard
        assert said.index("Ready") < said.index("Incoming call, Customer service, Eva") < said.index("Wrap-up")
        reader.press("Log out")
        reader.until("push button", "Log in")
