"""What pyproject.toml asks for is bounded, explained and used, and nothing is used that it does not name."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.guards.tree import PACKAGE, ROOT, imports, write_tree

MODULES = {"PySide6-Essentials": "PySide6", "argon2-cffi": "argon2", "pjsua2-python": "pjsua2", "tomli-w": "tomli_w"}
MODULES |= {"psycopg[binary]": "psycopg", "hidapi": "hid", "python-xlib": "Xlib"}
"""Package → the module it brings, where that has another name."""

TOOLS = frozenset({"build", "test"})
"""Extras of whoever works on the program; the package imports nothing of them."""

REQUIREMENT = re.compile(r"([A-Za-z0-9._-]+(?:\[[a-z,]+\])?)(.*)")
ROW = re.compile(r"^\| `([^`]+)` \| (?:`([^`]+)` \| )?([^|]*) \| ([^|]*) \|$", re.MULTILINE)


def wanted(root: Path) -> dict[str, str]:
    """Package → range, of everything that pyproject.toml names."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(table["build-system"]["requires"]) + list(table["project"]["dependencies"])
    for extra in table["project"].get("optional-dependencies", {}).values():
        lines += extra
    return {match[1]: match[2] for line in lines if (match := REQUIREMENT.fullmatch(line))}


def explained(root: Path) -> dict[str, tuple[str, str, str]]:
    """Package or program → range, licence and reason, as docs/dependencies.md has them."""
    text = (root / "docs" / "dependencies.md").read_text(encoding="utf-8")
    return {name: (span, licence.strip(), why.strip()) for name, span, licence, why in ROW.findall(text)}


def unclear(root: Path) -> list[str]:
    """What is unbounded, not explained, explained otherwise, or explained and gone."""
    asked, told = wanted(root), explained(root)
    found = [f"{name}: {span or 'any version'} has no upper bound" for name, span in asked.items() if "<" not in span]
    found += [f"{name} is not in docs/dependencies.md" for name in asked if name not in told]
    for name, (span, licence, why) in told.items():
        if span and span != asked.get(name):
            found.append(f"{name}: docs/dependencies.md says {span}, pyproject.toml {asked.get(name, 'nothing')}")
        if not licence or not why:
            found.append(f"{name}: its licence and a reason")
    return found


def misused(root: Path) -> list[str]:
    """Libraries that the package imports and does not ask for, and those it asks for and does not import."""
    table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    extras = table["project"].get("optional-dependencies", {})
    lines = list(table["project"]["dependencies"])
    lines += [line for name in extras if name not in TOOLS for line in extras[name]]
    names = [match[1] for line in lines if (match := REQUIREMENT.fullmatch(line))]
    asked = {MODULES.get(name, name) for name in names}
    used = {target.partition(".")[0] for _, target, _ in imports(root)} - sys.stdlib_module_names - {PACKAGE}
    found = [f"{module} is imported, and pyproject.toml does not name it" for module in sorted(used - asked)]
    return found + [f"{module} is asked for, and nothing imports it" for module in sorted(asked - used)]


def programs() -> set[str]:
    """The programs that dev.py installs for the tests."""
    text = (ROOT / "dev.py").read_text(encoding="utf-8")
    table = text[text.index("TEST_PROGRAMS = {") :]
    return set(re.findall(r'^    "([^"]+)":', table[: table.index("}")], re.MULTILINE))


def test_every_dependency_is_bounded_and_explained() -> None:
    assert unclear(ROOT) == []


def test_every_dependency_is_used_and_nothing_else_is() -> None:
    assert misused(ROOT) == []


def test_every_program_of_the_tests_is_explained() -> None:
    assert programs() == {name for name, (span, _, _) in explained(ROOT).items() if not span}


PROJECT = """[build-system]
requires = ["hatchling>=1,<2"]
[project]
dependencies = ["httpx{}"]
[project.optional-dependencies]
test = ["pytest[x]>=9,<10"]
"""
PAGE = "| `hatchling` | `>=1,<2` | MIT | w |\n| `httpx` | `>=1,<2` | BSD | w |\n| `pytest[x]` | `>=9,<10` | MIT | w |\n"


def checkout(root: Path, span: str = ">=1,<2", page: str = PAGE, code: str = "import httpx, os") -> Path:
    files = {"pyproject.toml": PROJECT.format(span), "docs/dependencies.md": page, f"{PACKAGE}/a.py": code}
    return write_tree(root, files)


def test_a_good_checkout_is_let_through(tmp_path: Path) -> None:
    checkout(tmp_path)
    assert unclear(tmp_path) == misused(tmp_path) == []


@pytest.mark.parametrize(
    ("span", "page"),
    [
        (">=1", PAGE.replace("`>=1,<2` | BSD", "`>=1` | BSD")),
        (">=1,<3", PAGE),
        (">=1,<2", PAGE.replace("| `httpx`", "| httpx")),
        (">=1,<2", PAGE.replace("BSD", "")),
        (">=1,<2", PAGE + "| `gone` | `>=1,<2` | MIT | w |\n"),
    ],
    ids=["no upper bound", "another range", "not explained", "no licence", "gone"],
)
def test_what_is_unclear_is_found(tmp_path: Path, span: str, page: str) -> None:
    checkout(tmp_path, span, page)
    assert len(unclear(tmp_path)) == 1


@pytest.mark.parametrize("code", ["import httpx, numpy", "import os"])
def test_what_is_misused_is_found(tmp_path: Path, code: str) -> None:
    checkout(tmp_path, code=code)
    assert len(misused(tmp_path)) == 1
