"""What the administrators' manual shows as a definition is one: every example is read by the server's own reader."""

from __future__ import annotations

import re
from pathlib import Path

from agent_desktop.server.definition import DefinitionError, parse_definition
from tests.guards.tree import ROOT

EXAMPLE = re.compile(r"^```toml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def mistakes(document: Path) -> list[str]:
    """The mistakes of all examples in a document that have tables of a definition."""
    found: list[str] = []
    for example in EXAMPLE.findall(document.read_text(encoding="utf-8")):
        try:
            parse_definition(example, document.name)
        except DefinitionError as error:
            found += error.problems
    return found


def test_every_example_is_a_definition() -> None:
    manual = ROOT / "docs" / "administrators.md"
    assert len(EXAMPLE.findall(manual.read_text(encoding="utf-8"))) >= 3
    assert mistakes(manual) == []


def test_the_trunk_that_is_shown_is_what_it_says() -> None:
    text = (ROOT / "docs" / "administrators.md").read_text(encoding="utf-8")
    (shown,) = [one for one in EXAMPLE.findall(text) if "[[trunks]]" in one]
    read = parse_definition(shown, "administrators.md")
    assert [trunk.id for trunk in read.define.trunks] == ["provider", "exchange"]
    assert read.trunk_passwords == {"provider": "the account's password"}
    assert "password" not in repr(read.define)


def test_a_mistake_is_found(tmp_path: Path) -> None:
    (tmp_path / "manual.md").write_text('```toml\n[[trunks]]\nid = "a"\ntransport = "pigeon"\n```\n')
    assert len(mistakes(tmp_path / "manual.md")) == 1
