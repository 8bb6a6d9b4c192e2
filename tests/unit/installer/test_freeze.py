"""What goes into a frozen program, and what is taken out of it again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import _miniaudio
import pytest

from installer.freeze import prune, stage, strip, unneeded
from installer.programs import SERVER, WINDOW, Program

NEEDED = (
    "PySide6/Qt/lib/libQt6Core.so.6",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
    "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    "PySide6/Qt/plugins/imageformats/libqsvg.so",
    "PySide6/Qt/translations/qtbase_uk.qm",
    "agent_desktop/_data/translations/agent_desktop_uk.qm",
    "libffi.so.8",
    "_miniaudio.abi3.so",
)
UNNEEDED = (
    "PySide6/Qt/plugins/platforms/libqeglfs.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/plugins/networkinformation/libqconnman.so",
    "PySide6/Qt/plugins/wayland-shell-integration/libivi-shell.so",
    "PySide6/Qt/translations/qtbase_ja.qm",
    "PySide6/Qt/translations/qt_help_uk.qm",
    "libX11.so.6",
    "libcrypto.so.3",
    "libstdc++.so.6",
)


def test_what_nobody_uses_goes_and_all_else_stays(tmp_path: Path) -> None:
    for name in (*NEEDED, *UNNEEDED):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert {file.relative_to(tmp_path).as_posix() for file in unneeded(tmp_path)} == set(UNNEEDED)
    prune(tmp_path)
    assert {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()} == set(NEEDED)
    assert not (tmp_path / "PySide6/Qt/plugins/platformthemes").exists()


@pytest.mark.skipif(os.name == "nt", reason="PyInstaller makes such links on Linux")
def test_a_link_to_what_went_goes_too(tmp_path: Path) -> None:
    library = tmp_path / "PySide6/Qt/lib/libQt6EglFSDeviceIntegration.so.6"
    library.parent.mkdir(parents=True)
    library.write_text("")
    (tmp_path / library.name).symlink_to(library.relative_to(tmp_path))
    prune(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="libraries of Windows have no symbols in them")
def test_symbols_for_debuggers_go_where_that_breaks_nothing(tmp_path: Path, tool: Callable[[str], str]) -> None:
    tool("strip")
    whole = Path(str(_miniaudio.__file__))
    (tmp_path / "pjsua2").mkdir()
    lean, rewritten = tmp_path / whole.name, tmp_path / "pjsua2/_pjsua2.so"
    for copy in (lean, rewritten):
        shutil.copyfile(whole, copy)
    strip(tmp_path)
    assert lean.stat().st_size < whole.stat().st_size
    assert rewritten.stat().st_size == whole.stat().st_size


@pytest.mark.parametrize(
    ("program", "modules"),
    [
        (WINDOW, ("agent_desktop.__main__", "agent_desktop.app", "agent_desktop.ui.shell", "agent_desktop.demo.main")),
        (SERVER, ("agent_desktop.__main__", "agent_desktop.server.app", "agent_desktop.server.admin")),
    ],
    ids=lambda one: one.name if isinstance(one, Program) else "",
)
def test_nothing_is_left_out_that_a_start_loads(program: Program, modules: tuple[str, ...]) -> None:
    code = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True, timeout=120)
    loaded = set(done.stdout.split())
    assert set(modules) <= loaded
    assert {name for name in loaded if name.startswith(tuple(f"{one}." for one in program.unneeded))} == set()
    assert loaded.isdisjoint(program.unneeded)


def test_a_headset_s_sound_stays_with_its_driver() -> None:
    """``hid`` takes the whole device on Linux; a frozen program without ``hidraw`` would fall back on it."""
    other = {"hid": "hidraw", "hidraw": "hid"}
    (taken,) = WINDOW.hidden
    assert taken == ("hid" if os.name == "nt" else "hidraw")
    assert other[taken] in WINDOW.unneeded
    assert set(other) <= set(SERVER.unneeded)


def test_the_data_go_along_without_the_scripts_and_texts_they_are_made_of(tmp_path: Path) -> None:
    window = stage(WINDOW, tmp_path / "window")
    assert (window / "resources/icons/answer.svg").is_file()
    assert (window / "hotkeys").is_dir()
    assert not list(window.rglob("*.py"))
    assert not list(window.rglob("*.ts"))
    server = stage(SERVER, tmp_path / "server")
    assert (server / "resources/demo-centre.toml").is_file()
    assert not (server / "hotkeys").exists()
