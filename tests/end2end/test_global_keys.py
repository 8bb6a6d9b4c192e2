"""Global keys on a real X server, with another program in front; and on a bus with a portal (F062)."""

from __future__ import annotations

import os
import queue
import select
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, new_error, new_method_return, new_signal
from Xlib import X, display
from Xlib.ext import xtest

from agent_desktop.desktop.chord import parse
from agent_desktop.desktop.global_keys import Judged, Verdict
from agent_desktop.desktop.portal_keys import PortalKeys, trigger
from agent_desktop.desktop.x11_keys import X11Keys
from tests.fakes.bus_service import BusService
from tests.fakes.heard_keys import PATIENCE_S, HeardKeys
from tests.fakes.program import Program, server
from tests.fakes.sip_caller import SipCaller
from tests.fakes.work import SLOWLY

Tool = Callable[[str], str]
CAPS, CONTROL = 66, 37
"""Key codes of every PC keyboard."""
L = 46


class Screen:
    """An X server with a window manager, and a program in front that says which keys it sees."""

    def __init__(self, tool: Tool, stack: ExitStack) -> None:
        self._stack = stack
        self._tool = tool
        reading, writing = os.pipe()
        command = [tool("Xvfb"), "-displayfd", str(writing), "-screen", "0", "800x600x24", "-nolisten", "tcp"]
        self._start(command, pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            self.name = f":{told.readline().strip()}"
        self.keyboard = display.Display(self.name)
        stack.callback(self.keyboard.close)
        in_front = ["stdbuf", "-oL", tool("xev"), "-event", "keyboard", "-event", "focus"]
        front = self._start(in_front, stdout=subprocess.PIPE)
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        listening = threading.Thread(target=self._read, args=(front.stdout,))
        listening.start()
        stack.callback(listening.join)
        stack.callback(front.terminate)
        self._start([tool("openbox"), "--sm-disable"])
        self._until_managed()
        self._until_focused()

    def _until_managed(self) -> None:
        """Wait until the window manager has taken the window over."""
        root = self.keyboard.screen().root
        root.change_attributes(event_mask=X.PropertyChangeMask)
        clients = self.keyboard.intern_atom("_NET_CLIENT_LIST")
        deadline = time.monotonic() + PATIENCE_S
        while not getattr(root.get_full_property(clients, X.AnyPropertyType), "value", None):
            assert time.monotonic() < deadline, "no window manager has taken the window over"
            if not self.keyboard.pending_events():
                select.select([self.keyboard.fileno()], [], [], 1.0)
            else:
                self.keyboard.next_event()

    def _until_focused(self) -> None:
        """Ask until it has the focus: no window has it that is not seen yet."""
        while True:
            self.front()
            with suppress(queue.Empty):
                while not self._lines.get(timeout=0.5).startswith("FocusIn"):
                    pass
                return

    def front(self) -> None:
        """Give the other program the focus, as a click would."""
        self.run("xdotool", "search", "--name", "Event Tester", "windowfocus")

    def _start(self, command: list[str], **more: Any) -> subprocess.Popen[bytes]:
        environ = os.environ | {"DISPLAY": self.name} if hasattr(self, "name") else None
        process = subprocess.Popen(command, env=environ, stderr=subprocess.DEVNULL, **more)
        self._stack.callback(process.wait)
        self._stack.callback(process.terminate)
        if process.stdout is not None:
            self._stack.callback(process.stdout.close)
        return process

    def _read(self, stdout: IO[bytes]) -> None:
        for line in stdout:
            self._lines.put(line.decode(errors="replace"))

    def run(self, program: str, *arguments: str) -> None:
        """Have a tool of X do something."""
        command = [self._tool(program), *arguments]
        subprocess.run(command, env=os.environ | {"DISPLAY": self.name}, check=True, timeout=PATIENCE_S)

    def press(self, chord: str) -> None:
        self.run("xdotool", "key", chord)

    def stroke(self, *codes: int) -> None:
        """Press keys by where they are, hold them, and let them go."""
        for code in codes:
            xtest.fake_input(self.keyboard, X.KeyPress, code)
        for code in reversed(codes):
            xtest.fake_input(self.keyboard, X.KeyRelease, code)
        self.keyboard.sync()

    def seen(self, last: str) -> list[str]:
        """The keys that the program in front saw go down, to this one."""
        keys: list[str] = []
        is_down = False
        while not keys or keys[-1] != last:
            line = self._lines.get(timeout=PATIENCE_S)
            is_down = line.startswith("KeyPress") or (is_down and not line.startswith("KeyRelease"))
            if is_down and "keysym" in line:
                keys.append(line.partition("keysym 0x")[2].split()[1].rstrip("),"))
        return keys


@pytest.fixture
def screen(tool: Tool) -> Iterator[Screen]:
    with ExitStack() as stack:
        yield Screen(tool, stack)


@contextmanager
def held(screen: Screen, heard: HeardKeys) -> Iterator[X11Keys]:
    keys = X11Keys(heard.pressed.put, heard.told.put, screen.name)
    try:
        yield keys
    finally:
        keys.close()


def test_keys_are_heard_and_the_program_in_front_sees_none_of_them(screen: Screen) -> None:
    heard = HeardKeys()
    other = display.Display(screen.name)
    other.screen().root.grab_key(other.keysym_to_keycode(0xFFC6), 0, False, X.GrabModeAsync, X.GrabModeAsync)  # F9
    other.sync()
    with held(screen, heard) as keys:
        keys.bind({"answer": parse("Ctrl+Shift+F2"), "mute": parse("F7"), "hold": parse("F9")})
        assert heard.verdicts() == {"answer": Verdict.OK, "mute": Verdict.OK, "hold": Verdict.TAKEN}
        screen.press("ctrl+shift+F2")
        assert heard.press() == "answer"
        screen.run("xdotool", "keydown", "F7", "sleep", "1", "keyup", "F7")  # the server repeats a key that is held
        assert heard.press() == "mute"
        screen.stroke(CAPS)
        screen.press("ctrl+shift+F2")
        screen.stroke(CAPS)
        assert heard.press() == "answer"
        keys.bind({"mute": parse("F8")})
        heard.until({"mute": Verdict.OK})
        screen.press("F8")
        screen.press("F7")  # given back
        assert heard.press() == "mute"
        assert heard.pressed.empty()
        seen = screen.seen("F7")
        assert [key for key in seen if key.startswith("F")] == ["F7"]
    other.close()
    screen.press("F8")
    assert screen.seen("F8")[-1] == "F8"


def test_letters_are_found_on_every_layout(screen: Screen) -> None:
    """On the Ukrainian one, which has none, where a Latin keyboard has it."""
    heard = HeardKeys()
    with held(screen, heard) as keys:
        keys.bind({"log_out": parse("Ctrl+L"), "all": parse("Ctrl+A")})
        assert heard.verdicts() == {"log_out": Verdict.OK, "all": Verdict.OK}
        for layout, a in (("se", 38), ("ua", 38), ("pl", 38), ("fr", 24), ("us", 38)):
            screen.run("setxkbmap", layout)
            for action, code in (("log_out", L), ("all", a)):
                heard.soon(action, lambda code=code: screen.stroke(CONTROL, code))


def test_an_agent_changes_status_and_answers_with_another_program_in_front(
    screen: Screen, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # F062 F132
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    with ExitStack() as stack:
        running = server(data_dir, centre=SLOWLY)
        stack.callback(running.close)
        arguments = ["--server", running.said[0]["http"], "--user", "bertil", "--password", "secret-bertil", "--drive"]
        window = Program(*arguments, "--language", "en", "--sound", "none", "--remember", "none", "--settings", "none")
        stack.callback(window.kill)
        window.until("painted", link="online", registered=True)
        screen.front()
        screen.press("ctrl+shift+F5")
        window.until("painted", status="ready")
        caller = SipCaller(int(running.said[0]["sip"].rpartition(":")[2]), "1000")
        stack.callback(caller.close)
        assert caller.final(caller.invite()) == 200
        rings = window.until("painted", status="offered")
        window.until("painted", ringing=rings["offer"])
        screen.front()  # the offer has not taken it
        screen.press("ctrl+shift+F2")
        window.until("painted", status="in_call")
        screen.press("ctrl+shift+F4")
        window.until("painted", status="in_call", muted=True)
        screen.press("ctrl+shift+F3")
        screen.press("F11")
        window.until("painted", status="wrap_up")
        assert [key for key in screen.seen("F11") if key.startswith("F")] == ["F11"]


# --- the portal ------------------------------------------------------------------------------


class Portal(BusService):
    """The desktop's side, as https://flatpak.github.io/xdg-desktop-portal describes it."""

    def __init__(self, address: str) -> None:
        self.proposed: dict[str, str] = {}
        self.closed: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.says_no = False
        self.session = ""
        super().__init__(address, "org.freedesktop.portal.Desktop")

    def hear(self, member: str | None, message: Message) -> None:
        """Answer as a desktop does."""
        if member == "CreateSession":
            (options,) = message.body
            sender = message.header.fields[HeaderFields.sender][1:].replace(".", "_")
            token = options["session_handle_token"][1]
            self.session = f"/org/freedesktop/portal/desktop/session/{sender}/{token}"
            self._answer(message, options, {"session_handle": ("s", self.session)})
        elif member == "BindShortcuts":
            session, shortcuts, _, options = message.body
            if session != self.session:
                self.bus.send(new_error(message, "org.freedesktop.DBus.Error.AccessDenied"))
                return
            self.proposed = {name: about["preferred_trigger"][1] for name, about in shortcuts}
            bound = [
                (name, {"trigger_description": ("s", f"press {key}")})
                for name, key in self.proposed.items()
                if name != "unwanted"
            ]
            self._answer(message, options, {"shortcuts": ("a(sa{sv})", bound)})
        elif member == "Close":
            self.closed.put(message.header.fields[HeaderFields.path])

    def _answer(self, call: Message, options: dict[str, Any], results: dict[str, Any]) -> None:
        sender = call.header.fields[HeaderFields.sender][1:].replace(".", "_")
        handle = f"/org/freedesktop/portal/desktop/request/{sender}/{options['handle_token'][1]}"
        self.bus.send(new_method_return(call, "o", (handle,)))
        request = DBusAddress(handle, interface="org.freedesktop.portal.Request")
        body = (1, {}) if self.says_no else (0, results)
        self.bus.send(new_signal(request, "Response", "ua{sv}", body))

    def activate(self, name: str, session: str | None = None) -> None:
        shortcuts = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.GlobalShortcuts")
        body = (session or self.session, name, 1, {})
        self.bus.send(new_signal(shortcuts, "Activated", "osta{sv}", body))


def test_the_portal_is_proposed_keys_and_says_what_was_chosen(bus: str) -> None:
    portal, heard = Portal(bus), HeardKeys()
    keys = PortalKeys(heard.pressed.put, heard.told.put, bus)
    try:
        keys.bind({"answer": parse("Ctrl+Shift+F2"), "unwanted": parse("Esc")})
        assert heard.judged() == {
            "answer": Judged(Verdict.OK, "press CTRL+SHIFT+F2"),
            "unwanted": Judged(Verdict.TAKEN),
        }
        assert portal.proposed == {"answer": "CTRL+SHIFT+F2", "unwanted": "Escape"}
        first = portal.session
        portal.activate("answer")
        assert heard.press() == "answer"
        keys.bind({"mute": parse("Ctrl+M")})
        assert heard.judged() == {"mute": Judged(Verdict.OK, "press CTRL+m")}
        assert portal.closed.get(timeout=PATIENCE_S) == first
        portal.activate("answer", first)  # of the session that is over
        portal.activate("mute")
        assert heard.press() == "mute"
    finally:
        keys.close()
        portal.close()


@pytest.mark.expects_log("no global keys")
def test_a_person_who_says_no_and_a_desktop_without_a_portal(bus: str) -> None:
    heard = HeardKeys()
    keys = PortalKeys(heard.pressed.put, heard.told.put, bus)
    try:
        keys.bind({"answer": parse("F2")})
        assert heard.verdicts() == {"answer": Verdict.NOT_AVAILABLE}
        portal = Portal(bus)
        portal.says_no = True
        keys.bind({"answer": parse("F2")})
        assert heard.verdicts() == {"answer": Verdict.NOT_AVAILABLE}
        portal.close()
    finally:
        keys.close()


def test_triggers_are_written_as_the_specification_says() -> None:
    chords = {"Meta+Ctrl+Alt+Shift+PgUp": "LOGO+CTRL+ALT+SHIFT+Page_Up", "Ctrl+L": "CTRL+l", "Space": "space"}
    assert {text: trigger(parse(text)) for text in chords} == chords
