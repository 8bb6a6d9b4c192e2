"""Windows by construction: what only some platforms have stands in platforms/, and no encoding is left to chance."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import PACKAGE, ROOT, Source, dotted, sources, write_tree


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


MODULES = words(
    "crypt curses fcntl grp nis posix pty pwd readline resource spwd syslog termios tty uvloop winreg msvcrt _winapi"
)
"""Modules of one platform."""

OS = words(
    "WEXITSTATUS WIFEXITED WIFSIGNALED chown chroot ctermid fchdir fchmod fchown fork forkpty getegid "
    "geteuid getgid getgroups getloadavg getpgid getpgrp getpriority getsid getuid initgroups kill killpg "
    "lchown lockf mkfifo mknod nice openpty pipe2 posix_fallocate posix_spawn pread pwrite readv "
    "register_at_fork sched_getaffinity sched_setaffinity sendfile setgid setpgid setpriority setsid "
    "setuid statvfs sync sysconf tcgetpgrp uname wait wait3 wait4 waitid writev startfile"
)
"""What `os` has on one platform only; `os.kill` ends any process on Windows, whatever the signal."""

SIGNALS = words(
    "SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 alarm pause "
    "pthread_kill pthread_sigmask setitimer sigwait sigtimedwait"
)
"""What `signal` lacks on Windows."""

SOCKET = frozenset(
    ["AF_NETLINK", "AF_PACKET", "AF_UNIX", "MSG_DONTWAIT", "SO_REUSEPORT", "SO_PRIORITY", "fromfd", "send_fds"]
)
"""What `socket` lacks on some platform."""

METHODS = words(
    "add_signal_handler connect_read_pipe connect_write_pipe create_unix_connection create_unix_server "
    "open_unix_connection start_unix_server create_subprocess_exec create_subprocess_shell "
    "subprocess_exec subprocess_shell recvmsg sendmsg"
)
"""Methods that a SelectorEventLoop or a socket has on some platforms only."""

ONE_PLATFORM = {"os": OS, "signal": SIGNALS, "socket": SOCKET}
ONE_PLATFORM |= {"select": frozenset({"poll", "epoll", "kqueue"}), "time": frozenset({"tzset", "CLOCK_BOOTTIME"})}
ONE_PLATFORM |= {"selectors": frozenset({"EpollSelector", "PollSelector", "KqueueSelector"})}
ONE_PLATFORM |= {
    "asyncio": words("ProactorEventLoop SelectorEventLoop WindowsSelectorEventLoopPolicy run new_event_loop")
}
WHICH = frozenset({"sys.platform", "os.name", "platform.system", "sys.getwindowsversion"})
"""Ways to ask which platform this is."""

SPAWN = ("preexec_fn", "pass_fds", "start_new_session", "process_group", "creationflags", "startupinfo")
"""Arguments of ``subprocess`` that differ."""

ROOM = f"{PACKAGE}/platforms/"
PLACES = ("/tmp", "/proc", "/dev/", "/etc/", "/var/", "/usr/", "C:\\")
TEXT = {"read_text": 0, "write_text": 1}
"""Method → how many arguments may come before the encoding."""


def unportable(root: Path) -> list[str]:
    """Every such thing in the package, outside its room."""
    elsewhere = (source for source in sources(root) if not source.path.startswith(ROOM))
    return [f"{source.path}:{line}: {what}" for source in elsewhere for what, line in _found(source)]


def _found(source: Source) -> Iterator[tuple[str, int]]:
    for node in ast.walk(source.tree):
        match node:
            case ast.Import(names=names):
                yield from ((alias.name, node.lineno) for alias in names if alias.name.partition(".")[0] in MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                if module.partition(".")[0] in MODULES:
                    yield module, node.lineno
                wrong = ONE_PLATFORM.get(module, frozenset())
                yield from ((f"{module}.{alias.name}", node.lineno) for alias in names if alias.name in wrong)
            case ast.Attribute(attr=name):
                if name in METHODS or dotted(node) in WHICH or name in ONE_PLATFORM.get(dotted(node.value), ()):
                    yield dotted(node), node.lineno
            case ast.Call():
                yield from _arguments(node)
            case ast.Constant(value=str(text)) if text.startswith(PLACES):
                yield f"the path {text!r}", node.lineno


def _arguments(call: ast.Call) -> Iterator[tuple[str, int]]:
    given = {keyword.arg for keyword in call.keywords}
    for name in SPAWN:
        if name in given:
            yield f"{name}=", call.lineno
    method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if method in TEXT and len(call.args) <= TEXT[method] and "encoding" not in given:
        yield f"{method} without encoding", call.lineno
    if dotted(call.func) in {"open", "os.fdopen", "io.open"} and "encoding" not in given and not _binary(call):
        yield "open without encoding", call.lineno


def _binary(call: ast.Call) -> bool:
    modes = [*call.args[1:2], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    return any(isinstance(mode, ast.Constant) and "b" in str(mode.value) for mode in modes)


def test_the_package_runs_on_every_platform() -> None:
    assert unportable(ROOT) == []


@pytest.mark.parametrize(
    "text",
    [
        "import fcntl",
        "from resource import getrusage",
        "import os\nos.fork()",
        "from os import geteuid",
        "import os\nos.kill(1, 9)",
        "import signal\nsignal.signal(signal.SIGHUP, f)",
        "from signal import SIGKILL",
        "import socket\nsocket.socket(socket.AF_UNIX)",
        "import select\nselect.epoll()",
        "import sys\nif sys.platform == 'win32': pass",
        "import os\nif os.name == 'nt': pass",
        "import asyncio\nasyncio.run(f())",
        "import subprocess\nsubprocess.Popen(['x'], start_new_session=True)",
        "loop.add_signal_handler(2, f)",
        "import asyncio\nasyncio.create_subprocess_exec('x')",
        "import subprocess\nsubprocess.Popen(['x'], preexec_fn=f)",
        "from pathlib import Path\nPath('/proc/self/stat')",
        "path.read_text()",
        "path.write_text('x')",
        "open('a')",
        "open('a', 'w')",
    ],
)
def test_what_only_some_platforms_have_is_found(tmp_path: Path, text: str) -> None:
    write_tree(tmp_path, {f"{PACKAGE}/a.py": text})
    assert len(unportable(tmp_path)) == 1


def test_what_all_have_is_let_through(tmp_path: Path) -> None:
    text = (
        "import os, signal, socket\nsignal.signal(signal.SIGTERM, f)\nos.replace(a, b)\nopen('a', 'rb')\n"
        "open('a', encoding='utf-8')\npath.write_text('x', encoding='utf-8')\nsocket.socketpair()\nprocess.kill()\n"
    )
    write_tree(tmp_path, {f"{PACKAGE}/a.py": text})
    assert unportable(tmp_path) == []


def test_the_room_of_the_platforms_may_have_what_it_needs(tmp_path: Path) -> None:
    write_tree(tmp_path, {f"{ROOM}posix.py": "import fcntl, sys\nif sys.platform == 'linux': pass"})
    assert unportable(tmp_path) == []
