"""The committed icons are what their script draws, and each is a drawing that the window can recolour."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

from agent_desktop.client.actions import ACTIONS

ICONS = Path(__file__).resolve().parents[3] / "resources" / "icons"
SVG = "{http://www.w3.org/2000/svg}svg"


def load_script() -> ModuleType:
    """make_icons.py, which stands in no package."""
    spec = importlib.util.spec_from_file_location("make_icons", ICONS / "make_icons.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DRAWINGS: dict[str, str] = load_script().drawings()


def test_the_script_reproduces_the_committed_files() -> None:
    committed = {file.name: file.read_text(encoding="utf-8") for file in ICONS.glob("*.svg")}
    assert committed == DRAWINGS


def test_every_action_has_its_drawing() -> None:
    assert {f"{action.icon}.svg" for action in ACTIONS} <= set(DRAWINGS)


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_an_icon_is_24_by_24_and_drawn_with_the_pen_only(name: str) -> None:
    root = ElementTree.fromstring(DRAWINGS[name])
    assert root.tag == SVG
    assert root.get("viewBox") == "0 0 24 24"
    if name != "app.svg":
        colours = {element.get(key) for element in root.iter() for key in ("stroke", "fill")}
        assert colours <= {None, "none", "#000"}
