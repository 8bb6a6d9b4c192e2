#!/usr/bin/env python3
"""Sets everything up on a fresh machine and starts it: `python3 dev.py run` and `dev.py test` need nothing else.

Standard library only, and syntax of Python 3.8, so that whatever `python3` is there can find a Python that will do,
make `.venv` with it, and fetch what is missing.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
VERSIONS = ((3, 11), (3, 12))

QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
"""Shared library → Debian package. Asked for one by one: Qt's own message is the same whatever is missing."""

TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "baresip": "baresip",
    "dbus-daemon": "dbus-daemon",
    "dbus-run-session": "dbus-daemon",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "dunst": "dunst",
    "espeak-ng": "espeak-ng",
    "gnome-keyring-daemon": "gnome-keyring",
    "kamailio": "kamailio",
    "linphone-daemon": "linphone-cli",
    "makensis": "nsis",
    "objdump": "binutils",
    "openbox": "openbox",
    "pactl": "pulseaudio-utils",
    "pg_ctlcluster": "postgresql",
    "pulseaudio": "pulseaudio",
    "sipp": "sip-tester",
    "slapd": "slapd",
    "sox": "sox",
    "tshark": "tshark",
    "xdotool": "xdotool",
    "xev": "x11-utils",
}
"""Program the tests use → Debian package."""

TEST_FILES = {
    "/usr/share/dbus-1/services/org.a11y.Bus.service": "at-spi2-core",
    "/usr/share/doc/kamailio-tls-modules": "kamailio-tls-modules",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf": "fonts-dejavu-core",
}
"""File the tests use → Debian package."""


class Stop(Exception):
    """The work cannot go on; the message says why and what to do, in words for a person."""


# --- running things ------------------------------------------------------------------------------


def say(text: str) -> None:
    """A line of progress."""
    print(text, flush=True)


def patiently(title: str, command: list[str], env: dict[str, str] | None = None) -> tuple[int, str]:
    """Run a slow command: say its title, every 10 s how far it is, and the time it took. Returns exit code, output."""
    say(f"{title} …")
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=HOME, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
    )
    lines: queue.Queue[str | None] = queue.Queue()
    output: list[str] = []

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    report = start + 10
    while True:
        try:
            line = lines.get(timeout=max(0.0, report - time.monotonic()))
        except queue.Empty:
            latest = output[-1].strip()[:90] if output else ""
            say(f"  … {time.monotonic() - start:.0f} s  {latest}")
            report += 10
            continue
        if line is None:
            break
        output.append(line)
    code = process.wait()
    say(f"  {'done' if code == 0 else 'failed'} after {time.monotonic() - start:.0f} s")
    return code, "".join(output)


def python(*arguments: str, env: dict[str, str] | None = None) -> int:
    """Run the environment's Python in the checkout, with our own standard streams. Returns its exit code."""
    process = subprocess.Popen([str(venv_python()), *arguments], cwd=HOME, env=env)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue  # Ctrl-C reaches the program too: it ends in its own way


# --- an interpreter ------------------------------------------------------------------------------

PROBE = (
    "import sys, json, importlib.util as u; print(json.dumps([getattr(sys, '_base_executable', sys.executable),"
    " list(sys.version_info[:3]), sys.maxsize > 2**32, bool(u.find_spec('venv') and u.find_spec('ensurepip'))]))"
)


class Interpreter(NamedTuple):
    """A Python that was run and told about itself."""

    path: str
    version: tuple[int, ...]
    wide: bool  # 64 bit: the wheels exist for nothing else
    can_make_venv: bool

    @property
    def fits(self) -> bool:
        """Whether it is in the range of pyproject.toml."""
        return self.wide and self.version[:2] in VERSIONS


def probe(command: list[str]) -> Interpreter | None:
    """Run a candidate: a shim on the PATH may exit 127, a shortcut on Windows may open a shop."""
    try:
        done = subprocess.run([*command, "-c", PROBE], capture_output=True, timeout=30, encoding="utf-8", check=False)
        path, version, wide, venv = json.loads(done.stdout) if done.returncode == 0 else (None, (), False, False)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return None
    return Interpreter(path, tuple(version), wide, venv) if path else None


def candidates() -> Iterator[list[str]]:
    """Commands that may start a Python that fits, the one running now first."""
    yield [sys.executable]
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    for name in ("python3.12", "python3.11", "python3", "python"):
        for folder in folders:
            file = folder / (name + ".exe" if WINDOWS else name)
            if file.is_file():
                yield [str(file)]
    if WINDOWS and shutil.which("py"):
        yield from (["py", "-3.12"], ["py", "-3.11"])
    for pattern in ("3.12*", "3.11*"):
        yield from ([str(file)] for file in sorted(Path.home().glob(f".pyenv/versions/{pattern}/bin/python")))


def find_interpreter(commands: Iterable[list[str]]) -> Interpreter:
    """The first that fits and can make a virtual environment, else the first that fits; Stop when there is none."""
    second_best = None
    for command in commands:
        found = probe(command)
        if found and found.fits:
            if found.can_make_venv:
                return found
            second_best = second_best or found
    if second_best is None:
        raise Stop(
            "Agent Desktop needs Python 3.11 or 3.12 (64 bit), and none was found.\n"
            "Install one and run this again: `apt install python3 python3-venv` on Debian 12 and Ubuntu 24.04,\n"
            "`winget install Python.Python.3.12` on Windows, else from python.org."
        )
    return second_best


# --- system packages -----------------------------------------------------------------------------


def loads(soname: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing_libraries() -> list[str]:
    """Debian packages of the libraries that Qt needs and this machine lacks."""
    return sorted({package for soname, package in QT_LIBRARIES.items() if LINUX and not loads(soname)})


def missing_test_tools() -> list[str]:
    """Debian packages of the programs and fonts that the tests need and this machine lacks."""
    programs = {package for name, package in TEST_PROGRAMS.items() if LINUX and not shutil.which(name)}
    return sorted(programs | {package for file, package in TEST_FILES.items() if LINUX and not Path(file).exists()})


def may_install() -> bool:
    """Whether this is Debian or Ubuntu, and we are root."""
    geteuid: Callable[[], int] | None = getattr(os, "geteuid", None)
    release = Path("/etc/os-release")
    words = release.read_text(encoding="utf-8").lower() if release.is_file() else ""
    family = any(name in line for line in words.splitlines() if line.startswith("id") for name in ("debian", "ubuntu"))
    return family and geteuid is not None and geteuid() == 0 and shutil.which("apt-get") is not None


def package_lists_are_old() -> bool:
    """Whether apt has no package lists, or lists older than a day."""
    lists = list(Path("/var/lib/apt/lists").glob("*_Packages*"))
    return not lists or time.time() - max(file.stat().st_mtime for file in lists) > 86_400


def apt(title: str, *arguments: str) -> tuple[int, str]:
    """Run apt-get without questions, waiting for another apt to finish."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    return patiently(title, ["apt-get", "-y", "-o", "DPkg::Lock::Timeout=300", *arguments], env)


def ensure_packages(missing: Callable[[], list[str]], purpose: str, *, required: bool) -> None:
    """Install the packages that `missing` names, or name them in one line to type.

    Stop when something required cannot be had; what is not required is only named.
    """
    packages = missing()
    if not packages:
        return
    advice = f"{purpose} needs system packages that are not installed. Type:\n  {install_line(packages)}"
    if may_install():
        install = ("install", "--no-install-recommends", *packages)
        if package_lists_are_old():
            apt("Fetching the lists of system packages", "update")
        code, output = apt(f"Installing system packages: {' '.join(packages)}", *install)
        if code != 0:  # the lists may name versions that the mirror has replaced since
            apt("Fetching the lists of system packages", "update")
            code, output = apt("Installing them once more", *install)
        packages = missing()
        if not packages:
            return
        advice += f"\napt-get said:\n{output[-1500:]}"
    if required:
        raise Stop(advice)
    say(advice + "\nTests that use them are skipped.")


def install_line(packages: list[str]) -> str:
    """What a person types to install the packages."""
    return f"sudo apt-get install -y {' '.join(packages)}"


# --- the environment -----------------------------------------------------------------------------

STAMP = "agent-desktop.json"
"""In .venv when it is complete: what was installed, and for which dependencies."""
MAKING = "agent-desktop.making"
"""In .venv from its first moment until it is complete: found at a start, it tells of a half-made environment."""


def venv_python() -> Path:
    """The environment's interpreter."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def dependency_part(text: str) -> str:
    """The tables of pyproject.toml that decide what is installed: build-system and project."""
    kept, keep = [], False
    for line in text.splitlines():
        if line.startswith("["):
            keep = line.startswith(("[build-system", "[project"))
        if keep and line.strip() and not line.lstrip().startswith("#"):
            kept.append(line.rstrip())
    return "\n".join(kept)


def environment_key(version: tuple[int, ...]) -> str:
    """Changes when the dependencies or the interpreter change."""
    part = dependency_part((HOME / "pyproject.toml").read_text(encoding="utf-8"))
    return hashlib.sha256(repr((part, version)).encode()).hexdigest()


def installed_extras(key: str) -> list[str] | None:
    """The extras that are installed for this key; None when the environment is not complete for it."""
    try:
        stamp = json.loads((VENV / STAMP).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp["extras"] if stamp.get("key") == key else None


def ensure_environment(*extras: str) -> None:
    """Make, complete or renew .venv, so that the project runs from it with these extras."""
    present = None if (VENV / MAKING).exists() else probe([str(venv_python())])
    if present is None or not present.fits:
        present = make_venv()
    key = environment_key(present.version)
    installed = installed_extras(key)
    wanted = sorted({*extras, *(installed or ())})
    if installed is None or wanted != installed:
        (VENV / MAKING).touch()  # stays only when we are killed: pip's own failure leaves things as they were
        try:
            install_project(wanted)
            (VENV / STAMP).write_text(json.dumps({"key": key, "extras": wanted}), encoding="utf-8")
        except Stop:
            (VENV / MAKING).unlink()
            raise
    (VENV / MAKING).unlink(missing_ok=True)


def make_venv() -> Interpreter:
    """Make .venv from nothing; what was there is half-made, or of a Python that does not fit."""
    interpreter = find_interpreter(candidates())
    if not interpreter.can_make_venv:
        package = "python{}.{}-venv".format(*interpreter.version)
        ensure_packages(
            lambda: [] if getattr(probe([interpreter.path]), "can_make_venv", False) else [package],
            f"Making an environment with {interpreter.path}",
            required=True,
        )
    if VENV.exists():
        say(f"{VENV} is incomplete or of another Python: it is made anew.")
        shutil.rmtree(VENV)
    VENV.mkdir()
    (VENV / MAKING).touch()
    version = ".".join(map(str, interpreter.version))
    title = f"Making the environment {VENV} with Python {version}"
    code, output = patiently(title, [interpreter.path, "-m", "venv", str(VENV)])
    made = probe([str(venv_python())])
    if code != 0 or made is None:
        raise Stop(f"The environment could not be made.\n{output[-1500:]}")
    return made


def install_project(extras: list[str]) -> None:
    """Install the checkout in editable form with its dependencies."""
    target = f".[{','.join(extras)}]" if extras else "."
    command = [str(venv_python()), "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-e", target]
    code, output = patiently("Installing Python packages (some 400 MB when nothing is cached)", command)
    if code == 0:
        return
    offline = ("NewConnectionError", "ConnectTimeoutError", "NameResolutionError", "Network is unreachable")
    if any(sign in output for sign in offline):
        raise Stop(
            "pip could not reach its package index. Connect this machine to the network, or name a mirror\n"
            "(`pip config set global.index-url URL`), and run this again.\n" + output[-800:]
        )
    raise Stop(f"pip could not install what pyproject.toml asks for:\n{output[-3000:]}")


# --- translations --------------------------------------------------------------------------------


def qt_tool(name: str, *arguments: str) -> None:
    """Run one of PySide6's own tools; Stop with its words when it fails."""
    file = venv_python().parent / (name + ".exe" if WINDOWS else name)
    done = subprocess.run(
        [str(file), *arguments], cwd=HOME, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        raise Stop(f"{name} failed:\n{done.stdout}{done.stderr}")


def compile_translations() -> None:
    """resources/translations/*.ts → build/translations/*.qm, for those that changed."""
    for source in sorted((HOME / "resources" / "translations").glob("*.ts")):
        target = HOME / "build" / "translations" / (source.stem + ".qm")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            target.parent.mkdir(parents=True, exist_ok=True)
            qt_tool("pyside6-lrelease", str(source), "-qm", str(target))


def refresh_translations() -> None:
    """Collect the texts of the program into resources/translations/*.ts; what was translated stays."""
    if python("-m", "agent_desktop.ui.collect_texts") != 0:
        raise Stop("The texts could not be collected.")


# --- the commands --------------------------------------------------------------------------------


def prepare(*extras: str) -> None:
    """Everything that a command below needs before it starts."""
    ensure_packages(missing_libraries, "The window (Qt)", required=True)
    ensure_environment(*extras)
    compile_translations()


def run(flags: list[str]) -> int:
    """The whole product at work: a small contact centre with callers, agents and your window; flags go to it."""
    prepare()
    headless = LINUX and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY")
    if headless and "--headless" not in flags:
        say("There is no display here: the agent's window is driven without a screen (--headless).")
        flags = [*flags, "--headless"]
    command = [str(venv_python()), "-m", "agent_desktop", "demo", *flags]
    if not WINDOWS:  # there exec would give the prompt back at once
        os.chdir(HOME)
        os.execv(command[0], command)  # one process, so that whoever stops this one stops the product
    return python(*command[1:])


def check(flags: list[str]) -> int:
    """The proofs that need no running program: lint, format, types and the guards of the architecture."""
    if flags:
        raise Stop("check takes no flags")
    prepare("test")
    return check_only()


def check_only() -> int:
    """The checks, all of them even when one fails. Returns 1 when one failed."""
    checks = {
        "ruff check": ("ruff", "check", "."),
        "ruff format": ("ruff", "format", "--check", "."),
        "pyright": ("pyright",),
        "guards": ("pytest", "tests/guards"),
    }
    env = {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}
    failed = []
    for name, arguments in checks.items():
        say(f"--- {name}")
        if python("-m", *arguments, env=env) != 0:
            failed.append(name)
    if failed:
        say(f"check failed: {', '.join(failed)}")
    return 1 if failed else 0


def test(flags: list[str]) -> int:
    """Every proof, at a short size; --long: at the sizes the issues state; other flags go to one run of pytest."""
    in_ci = os.environ.get("CI", "").lower() in {"1", "true"}
    ensure_packages(missing_test_tools, "The test suite", required=in_ci)
    long = "--long" in flags
    prepare("test", *(["build"] if long else []))
    patience = ["-o", "faulthandler_timeout=3600"] if long else []
    chosen = "(long or not long)" if long else "not long"
    flags = [flag for flag in flags if flag != "--long"]
    if flags:
        return python("-m", "pytest", *patience, "-m", chosen, *flags)
    in_pairs = [*patience, "-n", "2", "--dist", "loadfile", "--max-worker-restart=0"]  # with a new one xdist may hang
    runs = {
        "unit and wire tests, side by side": [*in_pairs, "-m", chosen, "tests", *ignoring("end2end")],
        "end to end, side by side": [*in_pairs, "-m", f"not alone and {chosen}", "tests/end2end"],
        "end to end, alone on the machine": [*patience, "-m", f"alone and {chosen}", "tests/end2end"],
    }
    failed = ["check"] if check_only() else []
    shaken: list[str] = []
    for name, arguments in runs.items():
        say(f"--- {name}")
        slowest = ("--durations=15", "--durations-min=1")
        again = passes([*slowest, *arguments], pytest, AGAIN_AT_MOST - len(shaken))
        if again is None:
            failed.append(name)
        shaken += again or []
    if shaken:
        say("failed beside others, passed alone: " + ", ".join(shaken))
    if failed:
        sys.stderr.write(f"failed: {'; '.join(failed)}\n")
    return 1 if failed else 0


AGAIN_AT_MOST = 3
"""Tests that may be asked a second time, of the whole suite (docs/decisions/0007)."""


def pytest(arguments: list[str]) -> int:
    """Run pytest. Returns its exit code."""
    return python("-m", "pytest", *arguments)


def passes(arguments: list[str], run: Callable[[list[str]], int], again: int) -> list[str] | None:
    """Run pytest; the few tests that fail, at most ``again``, are asked once more with nothing beside them.

    Returns the names of those that passed only then; None when the run failed. A run that found no test, could not
    start, or lost one of its processes, and with it tests that were never asked, is not run again.
    """
    cache = HOME / "build" / "pytest"
    shutil.rmtree(cache, ignore_errors=True)
    report = cache / "report.xml"
    code = run(["-o", f"cache_dir={cache}", f"--junitxml={report}", *arguments])
    if code == 0:
        return []
    record = cache / "v" / "cache" / "lastfailed"
    if code != 1 or not record.exists() or "crashed while running" in report.read_text(encoding="utf-8"):
        return None
    names = sorted(json.loads(record.read_text(encoding="utf-8")))
    if not names or len(names) > again:
        return None
    say(f"--- once more, alone: {', '.join(names)}")
    return names if run(["-p", "no:cacheprovider", "-m", "", *names]) == 0 else None


def ignoring(*folders: str) -> list[str]:
    """Flags that keep pytest out of these folders of tests/, and of the guards, which `check` runs."""
    return [f"--ignore=tests/{folder}" for folder in (*folders, "guards")]


def bench(flags: list[str]) -> int:
    """Measure: `bench NAME` prints one JSON object a line with figure, value and unit (and peer and ratio)."""
    names = sorted(file.stem for file in (HOME / "bench").glob("*.py"))
    if not flags or flags[0] not in names:
        raise Stop(f"bench needs one of these names: {', '.join(names) or '(there is none yet)'}")
    prepare("test", *(["build"] if flags[0] == "package" else []))
    command = [str(venv_python()), str(HOME / "bench" / f"{flags[0]}.py"), *flags[1:]]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, encoding="utf-8") as process:
        wrong = [line for line in process.stdout or () if not passed_on(line)]
    if wrong:
        sys.stderr.write("not a figure (JSON with figure, value and unit): " + wrong[0])
    return process.returncode or (1 if wrong else 0)


def passed_on(line: str) -> bool:
    """Print a line of a bench; whether it is a figure."""
    say(line.rstrip())
    try:
        figure = json.loads(line)
    except ValueError:
        return False
    return isinstance(figure, dict) and {"figure", "value", "unit"} <= figure.keys()


def translations(flags: list[str]) -> int:
    """Collect the program's texts into resources/translations/*.ts (lupdate), and compile them (lrelease)."""
    if flags:
        raise Stop("translations takes no flags")
    prepare("test")
    refresh_translations()
    compile_translations()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    command.__name__: command for command in (run, test, check, bench, translations)
}


def main(arguments: list[str]) -> int:
    """Do what the first argument says. Returns the exit code."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say("usage: python3 dev.py COMMAND [flags]\n")
        for name, function in COMMANDS.items():
            say(f"  {name:13} {function.__doc__}")
        return 0 if arguments[:1] in (["--help"], ["-h"]) else 2
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # programs start again and again: each is compiled once
    try:
        return command(arguments[1:])
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 2
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
