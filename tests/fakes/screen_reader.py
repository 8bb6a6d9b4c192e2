"""A screen reader of the tests: a program of its own reads and works the window through AT-SPI, as Orca does.

It knows the window by roles, names and states alone. https://gitlab.gnome.org/GNOME/at-spi2-core has the interfaces.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

from tests.fakes.x_server import x_server

PATIENCE_S = 60.0
LOOK_S = 0.1
SENSITIVE, SHOWING = 1 << 24, 1 << 25
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = "org.a11y.atspi.Registry"


class Part(NamedTuple):
    """One accessible object: the bus name of its program, and its path there."""

    program: str
    path: str


class Seen(NamedTuple):
    """A part as it is now."""

    part: Part
    role: str
    name: str
    state: int

    @property
    def usable(self) -> bool:
        """Whether it is on the screen and can be used."""
        return bool(self.state & SENSITIVE and self.state & SHOWING)


class ScreenReader:
    """Everything on the screen of ``environment``: programs started with it are heard. It ends with ``stack``."""

    def __init__(self, tool: Callable[[str], str], folder: Path, stack: ExitStack) -> None:
        folder.mkdir(mode=0o700)
        self.environment = {
            "DISPLAY": x_server(tool, stack),
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        session = self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._session(tool, stack)
        self._bus: DBusConnection = open_dbus_connection(bus=_accessibility_bus(session))
        stack.callback(self._bus.close)
        self.heard: list[str] = []
        """What was to be said aloud, in order."""
        registry = Part(_REGISTRY, "/org/a11y/atspi/registry")
        self._call(registry, _REGISTRY, "RegisterEvent", "sass", "Object:Announcement", [], "")
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        unwrap_msg(self._bus.send_and_get_reply(message_bus.AddMatch(rule)))

    def until(self, role: str, name: str, *, usable: bool = True) -> Part:
        """The part of this role whose name is this one, perhaps with more after it; waits until it is there."""

        def right(seen: Seen) -> bool:
            named = seen.name == name or seen.name.startswith((f"{name}: ", f"{name}, ", f"{name} ("))
            return seen.role == role and named and (seen.usable or not usable)

        return self._soon(right, f"{role} {name!r}").part

    def press(self, name: str) -> None:
        """Press a button, as soon as it can be."""
        button = self.until("push button", name)
        actions: list[tuple[str, str, str]] = self._call(button, "org.a11y.atspi.Action", "GetActions")[0]
        at = [row[0] for row in actions].index("Press")
        assert self._call(button, "org.a11y.atspi.Action", "DoAction", "i", at) == (True,)

    def write(self, name: str, text: str) -> None:
        """Put a text into a field."""
        field = self.until("text", name)
        assert self._call(field, "org.a11y.atspi.EditableText", "SetTextContents", "s", text) == (True,)

    def read(self, name: str) -> str:
        """The text of a field."""
        field = self.until("text", name)
        count = self._property(field, "CharacterCount", "org.a11y.atspi.Text")
        return str(self._call(field, "org.a11y.atspi.Text", "GetText", "ii", 0, count)[0])

    def hears(self, text: str) -> None:
        """Wait until this was said aloud."""
        deadline = time.monotonic() + PATIENCE_S
        while text not in self.heard:
            assert time.monotonic() < deadline, (text, self.heard)
            self._listen(LOOK_S)

    def everything(self) -> list[Seen]:
        """All parts that are on the screen, of every program, the outer ones first."""
        found: list[Seen] = []
        level = self._children([Part(_REGISTRY, "/org/a11y/atspi/accessible/root")])
        while level:
            states = [low | high << 32 for ((low, high),) in self._ask(level, _ACCESSIBLE, "GetState")]
            shown = [(part, state) for part, state in zip(level, states, strict=True) if state & SHOWING]
            level = [part for part, _ in shown]
            roles = self._ask(level, _ACCESSIBLE, "GetRoleName")
            names = self._ask(level, "org.freedesktop.DBus.Properties", "Get", "ss", _ACCESSIBLE, "Name")
            for (part, state), (role,), ((_, name),) in zip(shown, roles, names, strict=True):
                found.append(Seen(part, role, name, state))
            level = self._children(level)
        return found

    def _session(self, tool: Callable[[str], str], stack: ExitStack) -> str:
        """The address of a bus as a desktop session has one; it starts what accessibility needs when that is asked."""
        command = [tool("dbus-daemon"), "--session", "--nofork", "--print-address"]
        bus = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | self.environment
        )
        stack.callback(bus.wait)
        stack.callback(bus.terminate)
        assert bus.stdout is not None
        stack.callback(bus.stdout.close)
        return bus.stdout.readline().decode().strip()

    # --- on the bus ------------------------------------------------------------------------------

    def _soon(self, right: Callable[[Seen], bool], what: str) -> Seen:
        deadline = time.monotonic() + PATIENCE_S
        seen: list[Seen] = []
        while time.monotonic() < deadline:
            try:
                seen = self.everything()
            except DBusErrorResponse:
                continue  # a part went while it was looked at
            for part in seen:
                if right(part):
                    return part
            self._listen(LOOK_S)
        raise AssertionError((what, [(one.role, one.name, one.usable) for one in seen if one.name]))

    def _children(self, parts: list[Part]) -> list[Part]:
        return [Part(*row) for (rows,) in self._ask(parts, _ACCESSIBLE, "GetChildren") for row in rows]

    def _property(self, part: Part, name: str, interface: str) -> Any:
        return self._call(part, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)[0][1]

    def _call(self, part: Part, interface: str, member: str, signature: str = "", *body: object) -> tuple[Any, ...]:
        return self._ask([part], interface, member, signature, *body)[0]

    def _ask(
        self, parts: list[Part], interface: str, member: str, signature: str = "", *body: object
    ) -> list[tuple[Any, ...]]:
        """Call a method of each of these; what is said aloud meanwhile is kept."""
        order: list[int] = []
        for part in parts:
            address = DBusAddress(part.path, bus_name=part.program, interface=interface)
            order.append(next(self._bus.outgoing_serial))
            self._bus.send(new_method_call(address, member, signature or None, body), serial=order[-1])
        answers: dict[int, Message] = {}
        while len(answers) < len(order):
            message = self._bus.receive(timeout=PATIENCE_S)
            if HeaderFields.reply_serial in message.header.fields:
                answers[message.header.fields[HeaderFields.reply_serial]] = message
            else:
                self._take(message)
        return [unwrap_msg(answers[serial]) for serial in order]

    def _listen(self, seconds: float) -> None:
        """Hear what comes, for so long at most if nothing does."""
        try:
            self._take(self._bus.receive(timeout=seconds))
        except TimeoutError:
            return

    def _take(self, message: Message) -> None:
        is_signal = message.header.message_type is MessageType.signal
        if is_signal and message.header.fields.get(HeaderFields.member) == "Announcement":
            self.heard.append(str(message.body[3][1]))


def _accessibility_bus(session: str) -> str:
    """The address of the bus on which programs show what is on the screen."""
    launcher = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
    with open_dbus_connection(bus=session) as bus:
        return str(unwrap_msg(bus.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=PATIENCE_S))[0])
