"""Notices of the system on a bus with a service, with a real one, and what a real window manager hides (F132)."""

from __future__ import annotations

import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from logging.handlers import QueueHandler
from pathlib import Path

import pytest
from jeepney import DBusAddress, Message, new_signal

from agent_desktop.desktop.bus_notices import BusNotices
from agent_desktop.desktop.message_bus import THE_BUS, MessageBus, Refused
from agent_desktop.desktop.system_notices import OPEN, SystemNotice
from tests.fakes.notice_service import NAME, PATIENCE_S, NoticeService, Notified
from tests.fakes.x_server import x_server

Tool = Callable[[str], str]
_COMMANDS = "org.dunstproject.cmd0"
CALL = SystemNotice(
    title="Incoming call",
    text="Sales & <b>Service</b>",
    buttons=((OPEN, "Show"), ("answer", "Answer")),
    urgent=True,
    lasts_ms=20_000,
)
MISSED = SystemNotice(title="Agent Desktop", text="You missed a call.")


class Shown:
    """The notices of a program, and which of their buttons were clicked."""

    def __init__(self, bus: str) -> None:
        self.clicked: queue.SimpleQueue[tuple[str, str]] = queue.SimpleQueue()
        self.notices = BusNotices(lambda key, button: self.clicked.put((key, button)), bus)


BUS = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>"""


@pytest.fixture
def bus(tmp_path: Path, tool: Tool) -> Iterator[str]:
    """The address of a bus that starts no service by itself, as the usual one does of all that are installed."""
    config = tmp_path / "bus.conf"
    config.write_text(BUS, encoding="utf-8")
    command = [tool("dbus-daemon"), f"--config-file={config}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def shown(bus: str) -> Iterator[Shown]:
    made = Shown(bus)
    yield made
    made.notices.close()


def test_a_notice_is_plain_text_with_its_buttons_and_goes_when_it_is_taken_back(bus: str, shown: Shown) -> None:
    service = NoticeService(bus, "actions", "body", "body-markup")
    shown.notices.show("offer", CALL)
    told = service.next()
    assert (told.title, told.text) == ("Incoming call", "Sales &amp; &lt;b&gt;Service&lt;/b&gt;")
    assert told.buttons == (OPEN, "Show", "answer", "Answer")
    assert dict(told.hints) == {"desktop-entry": "agent-desktop", "suppress-sound": True, "transient": True} | {
        "urgency": 2
    }
    assert told.lasts_ms == 20_000
    shown.notices.take_back("offer")
    assert service.next() == Notified(told.number)
    shown.notices.take_back("offer")  # is not there any more
    shown.notices.show("told", MISSED)
    first = service.next()
    shown.notices.show("told", SystemNotice(title="Agent Desktop", text="The microphone is silent."))
    again = service.next()
    assert (again.number, again.text, again.lasts_ms) == (first.number, "The microphone is silent.", -1)
    shown.notices.close()
    assert service.next() == Notified(first.number)  # nothing stays behind
    service.close()


def test_a_click_is_told_by_the_notice_s_key_and_a_closed_one_is_forgotten(bus: str, shown: Shown) -> None:
    service = NoticeService(bus, "actions", "body")
    shown.notices.show("offer", CALL)
    told = service.next()
    assert told.text == CALL.text  # this service shows no markup, and would show what stands for it
    service.click(told.number + 1, "answer")  # of another program
    service.click(told.number, "answer")
    assert shown.clicked.get(timeout=PATIENCE_S) == ("offer", "answer")
    shown.notices.show("offer", CALL)
    assert service.next().number == told.number + 1  # the first one is not there to be replaced
    service.close()


def test_what_came_together_with_an_answer_is_heard(bus: str) -> None:
    heard: list[Message] = []
    with closing(MessageBus(heard.append, bus)) as end:
        end.ask(THE_BUS, "GetId")
        heard.clear()  # the bus's greeting
        place = DBusAddress("/org/freedesktop/Notifications", interface=NAME)
        end._bus.parser.add_data(new_signal(place, "ActionInvoked", "us", (1, "answer")).serialise(serial=1))
        end.wake()  # else nothing more would come
        end.wait()
    assert [message.body for message in heard] == [(1, "answer")]


def test_a_desktop_without_a_service_and_a_service_without_buttons(bus: str, shown: Shown) -> None:
    said: queue.SimpleQueue[logging.LogRecord] = queue.SimpleQueue()
    handler, logger = QueueHandler(said), logging.getLogger("agent_desktop.desktop.bus_notices")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        shown.notices.show("offer", CALL)
        assert "ServiceUnknown" in said.get(timeout=PATIENCE_S).getMessage()
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)
    service = NoticeService(bus, "body")
    shown.notices.show("offer", CALL)
    assert service.next().buttons == ()
    service.close()


@pytest.mark.expects_log("no notices until the next start")
def test_a_bus_that_goes_costs_a_warning_and_no_agent(tool: Tool) -> None:
    command = [tool("dbus-daemon"), "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        made = Shown(process.stdout.readline().strip())
        process.terminate()
    made.notices.show("offer", CALL)
    made.notices.close()
    made.notices.show("offer", CALL)


# --- a real service, and a real window manager -----------------------------------------------


class Dunst:
    """A real service; the notices it shows are counted."""

    def __init__(self, bus: str, display: str, tool: Tool, stack: ExitStack) -> None:
        environ = os.environ | {"DISPLAY": display, "DBUS_SESSION_BUS_ADDRESS": bus}
        process = subprocess.Popen([tool("dunst"), "-conf", os.devnull], env=environ, stderr=subprocess.DEVNULL)
        stack.callback(process.wait)
        stack.callback(process.terminate)
        self._bus = MessageBus(lambda message: None, bus, PATIENCE_S)
        stack.callback(self._bus.close)
        self._place = DBusAddress("/org/freedesktop/Notifications", NAME, _COMMANDS)

    def until(self, count: int) -> None:
        """Wait until so many are on the screen."""
        deadline = time.monotonic() + PATIENCE_S
        while self._count() != count:
            assert time.monotonic() < deadline, count

    def click(self) -> None:
        """A click on the latest one."""
        self._bus.ask(self._place, "NotificationAction", "u", 0)

    def _count(self) -> int:
        properties = DBusAddress(self._place.object_path, NAME, "org.freedesktop.DBus.Properties")
        try:
            return int(self._bus.ask(properties, "Get", "ss", _COMMANDS, "displayedLength")[0][1])
        except Refused:
            return -1  # it begins


def test_dunst_shows_it_and_hears_the_click(bus: str, shown: Shown, tool: Tool) -> None:
    with ExitStack() as stack:
        service = Dunst(bus, x_server(tool, stack), tool, stack)
        service.until(0)
        shown.notices.show("offer", CALL)
        service.until(1)
        shown.notices.take_back("offer")
        service.until(0)
        shown.notices.show("offer", CALL)
        service.until(1)
        service.click()
        assert shown.clicked.get(timeout=PATIENCE_S) == ("offer", OPEN)


PROBE = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
from agent_desktop.ui.sight import Sight
app = QApplication(["probe"])
window = QWidget()
window.setWindowTitle("probe")
sight = Sight(window)
sight.changed.connect(lambda: print(sight.seen, flush=True))
window.show()
app.exec()
"""


def test_a_window_on_another_desktop_or_minimised_is_not_seen(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: queue.SimpleQueue[str] = queue.SimpleQueue()

    def until(state: str) -> None:
        while seen.get(timeout=PATIENCE_S) != state:
            pass

    with ExitStack() as stack:
        for name, value in (("DISPLAY", x_server(tool, stack)), ("QT_QPA_PLATFORM", "xcb")):
            monkeypatch.setenv(name, value)
        manager = subprocess.Popen([tool("openbox"), "--sm-disable"], stderr=subprocess.DEVNULL)
        stack.callback(manager.wait)
        stack.callback(manager.terminate)

        def xdo(*arguments: str) -> None:
            subprocess.run([tool("xdotool"), *arguments], check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)

        probe = subprocess.Popen([sys.executable, "-c", PROBE], stdout=subprocess.PIPE, text=True)
        assert probe.stdout is not None
        lines = probe.stdout
        reading = threading.Thread(target=lambda: [seen.put(line.strip()) for line in lines])
        reading.start()
        stack.callback(lines.close)
        stack.callback(reading.join)
        stack.callback(probe.wait)
        stack.callback(probe.terminate)
        until("True")
        xdo("search", "--sync", "--onlyvisible", "--name", "^probe$")
        xdo("set_desktop", "1")
        until("False")
        xdo("set_desktop", "0")
        until("True")
        xdo("search", "--onlyvisible", "--name", "^probe$", "windowminimize")
        until("False")
