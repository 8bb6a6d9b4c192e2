"""Data is found in a checkout and in an installed package, wherever the program was started."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from agent_desktop import resources

CHECKOUT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize("name", ["resources/demo-centre.toml", "resources/icons/app.svg", "sounds/signals/ring.wav"])
def test_what_the_program_reads_is_found_from_anywhere(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resources.path(name).is_file()


def test_a_checkout_has_its_compiled_translations_in_build(tmp_path: Path) -> None:
    package = tmp_path / "agent_desktop"
    assert resources.locate(package, "translations/x.qm") == tmp_path / "build" / "translations" / "x.qm"
    assert resources.locate(package, "sounds/x.wav") == tmp_path / "sounds" / "x.wav"


def test_an_installed_package_has_all_inside(tmp_path: Path) -> None:
    data = tmp_path / "agent_desktop" / "_data"
    data.mkdir(parents=True)
    for name in ("resources/icons/app.svg", "sounds/x.wav", "translations/x.qm"):
        assert resources.locate(data.parent, name) == data / name


def test_nothing_else_is_looked_for() -> None:
    with pytest.raises(ValueError, match="in none of hotkeys, resources"):
        resources.path("etc/passwd")


@pytest.mark.long
def test_a_wheel_has_what_a_checkout_has(tmp_path: Path) -> None:
    """Made as pip makes it, so the build's own package is fetched."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), "."]
    subprocess.run(command, cwd=CHECKOUT, check=True, timeout=300)
    (wheel,) = tmp_path.glob("agent_desktop-*.whl")
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
    kinds = (
        "hotkeys/*.ini",
        "resources/**/*.svg",
        "resources/manual/*.md",
        "sounds/**/*.wav",
        "build/translations/*.qm",
    )
    wanted = {path for pattern in kinds for path in CHECKOUT.glob(pattern)}
    assert {path.suffix for path in wanted} == {".ini", ".svg", ".md", ".wav", ".qm"}
    missing = {path for path in wanted if in_wheel(path) not in names}
    assert missing == set()
    assert not [name for name in names if name.startswith(("tests/", "bench/", "docs/")) or name.endswith(".ts")]


def in_wheel(path: Path) -> str:
    """Where a file of the checkout is in the wheel."""
    return "agent_desktop/_data/" + path.relative_to(CHECKOUT).as_posix().removeprefix("build/")
