"""The packages for Debian, made of a stand-in program: what lies in them, and that they are the same each time."""

from __future__ import annotations

import configparser
import gzip
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from agent_desktop import __version__
from agent_desktop.settings import ini
from agent_desktop.settings.options import ROUTING_DATA
from installer import deb, needs
from installer.__main__ import TOOLS
from installer.programs import HOME

pytestmark = pytest.mark.skipif(os.name == "nt", reason="packages of Debian are made on Debian")
MOMENT = 1_700_000_000


@pytest.fixture(scope="module", autouse=True)
def makers(tool: Callable[[str], str]) -> None:
    """What packages are made with."""
    for name in TOOLS["deb"]:
        tool(name)


def stand_in(folder: Path, name: str) -> Path:
    """A frozen program that is the system's `true`."""
    frozen = folder / "frozen" / name
    (frozen / "_internal").mkdir(parents=True)
    shutil.copy(shutil.which("true") or "/bin/true", frozen / name)
    (frozen / "_internal/data.txt").write_text("data")
    (frozen / "_internal/link.txt").symlink_to("data.txt")
    return frozen


def said(*command: object) -> str:
    return subprocess.run([str(word) for word in command], check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Name → folder with what is in the package, and its DEBIAN."""
    base = tmp_path_factory.mktemp("packages")
    unpacked = {}
    for one in deb.DEBS:
        name = one.program.name
        file = deb.make(one, stand_in(base, name), base / "work", base / "out", MOMENT, level=1)
        unpacked[name] = base / "unpacked" / name
        unpacked[name].parent.mkdir(exist_ok=True)
        said("dpkg-deb", "--raw-extract", file, unpacked[name])
        lines = said("dpkg-deb", "--contents", file).splitlines()
        assert all(line.split()[1] == "root/root" for line in lines)
    return unpacked


def test_the_window_comes_with_all_that_a_desktop_looks_for(packages: dict[str, Path]) -> None:
    root = packages["agent-desktop"]
    control = (root / "DEBIAN/control").read_text()
    assert f"Version: {__version__}\n" in control
    assert "Depends: libc6 (>= " in control
    assert (root / "DEBIAN/conffiles").read_text() == "/etc/agent-desktop/ect.ini\n"
    assert (root / "usr/bin/agent-desktop").resolve() == root / "usr/lib/agent-desktop/agent-desktop"
    assert "uaccess" in (root / "usr/lib/udev/rules.d/70-agent-desktop-headset.rules").read_text()
    assert (root / "usr/share/icons/hicolor/48x48/apps/agent-desktop.png").read_bytes().startswith(b"\x89PNG")
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(root / "usr/share/applications/agent-desktop.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Icon"] == "agent-desktop"
    assert entry["Desktop Entry"]["Exec"] == "agent-desktop %u"
    schemes = entry["Desktop Entry"]["MimeType"].rstrip(";").split(";")
    assert {scheme.removeprefix("x-scheme-handler/") for scheme in schemes} == {"tel", "callto", "sip"}
    for key in ("genericname", "comment", "keywords"):
        assert {f"{key}[{code}]" for code in ("sv", "uk", "pl", "fr")} <= set(entry["Desktop Entry"])


def test_the_menu_s_entry_is_one_that_desktops_read(packages: dict[str, Path], tool: Callable[[str], str]) -> None:
    entry = packages["agent-desktop"] / "usr/share/applications/agent-desktop.desktop"
    assert said(tool("desktop-file-validate"), entry) == ""


def test_the_machine_s_settings_say_nothing_until_somebody_writes_something(packages: dict[str, Path]) -> None:
    told = ini.read(packages["agent-desktop"] / "etc/agent-desktop/ect.ini", None)
    assert (dict(told.values), told.notes) == ({}, ())


def test_the_server_has_settings_of_its_own_that_say_where_its_data_are(packages: dict[str, Path]) -> None:
    root = packages["agent-desktop-server"]
    told = ini.read(root / "etc/agent-desktop-server/ect.ini", None)
    assert dict(told.values) == {ROUTING_DATA: Path(deb.SERVER_DATA)}
    assert "/etc/agent-desktop-server/ect.ini" in (root / "usr/bin/agent-desktop-server").read_text()
    assert (root / "DEBIAN/conffiles").read_text() == "/etc/agent-desktop-server/ect.ini\n"


def test_the_service_has_its_own_user_few_rights_and_starts_again(packages: dict[str, Path]) -> None:
    unit = configparser.ConfigParser(interpolation=None, strict=False)
    unit.optionxform = str  # type: ignore[assignment]
    unit.read(packages["agent-desktop-server"] / "usr/lib/systemd/system/agent-desktop-server.service")
    service = unit["Service"]
    assert (service["User"], service["Restart"]) == ("agent-desktop-server", "on-failure")
    assert service["KillMode"] == "process"  # speech outlives a server that crashed
    assert f"/var/lib/{service['StateDirectory']}" == deb.SERVER_DATA
    for line in ("NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectHome", "RestrictNamespaces"):
        assert service[line] == "yes"
    assert (service["ProtectSystem"], service["CapabilityBoundingSet"]) == ("strict", "")


@pytest.mark.parametrize("name", ["agent-desktop", "agent-desktop-server"])
def test_what_is_new_stands_where_a_debian_user_looks(packages: dict[str, Path], name: str) -> None:
    folder = packages[name] / "usr/share/doc" / name
    changes = gzip.decompress((folder / "changelog.gz").read_bytes()).decode().splitlines()
    assert changes[0] == f"{name} ({__version__}) unstable; urgency=medium"
    assert changes[-1] == f" -- {deb.MAINTAINER}  Tue, 14 Nov 2023 22:13:20 +0000"
    assert gzip.decompress((folder / "NEWS.gz").read_bytes()) == (HOME / "CHANGELOG.md").read_bytes()


@pytest.mark.parametrize("name", ["agent-desktop", "agent-desktop-server"])
def test_maintainer_scripts_can_be_read_and_run(packages: dict[str, Path], name: str) -> None:
    scripts = [file for file in (packages[name] / "DEBIAN").iterdir() if file.name.startswith(("post", "pre"))]
    assert scripts
    for script in scripts:
        said("sh", "-n", script)
        assert script.stat().st_mode & 0o777 == 0o755


def test_the_same_files_make_the_same_package_wherever_they_are(tmp_path: Path) -> None:
    one = deb.SERVER_DEB
    first = deb.make(one, stand_in(tmp_path / "a", "agent-desktop-server"), tmp_path / "a", tmp_path / "1", MOMENT, 1)
    again = deb.make(one, stand_in(tmp_path / "b", "agent-desktop-server"), tmp_path / "b", tmp_path / "2", MOMENT, 1)
    assert first.read_bytes() == again.read_bytes()


def test_a_library_that_no_package_is_known_for_stops_the_build() -> None:
    assert needs.packages({"libc.so.6", "libX11.so.6", "libm.so.6"}) == ["libc6", "libx11-6"]
    with pytest.raises(needs.UnknownLibrary, match=r"libnobody\.so\.3"):
        needs.packages({"libc.so.6", "libnobody.so.3"})
