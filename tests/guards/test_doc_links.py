"""Every link between the documents leads somewhere, and no heading that is linked to has been renamed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.tree import ROOT

LINK = re.compile(
    r"\[[^\]\n]*\]\((?!https?:|mailto:)([^)\s]*)\)|<img [^>]*src=\"([^\"]+)\"|<source [^>]*srcset=\"([^\"]+)\""
)
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
ANCHOR = re.compile(r'^<a id="([\w-]+)"></a>$', re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)


def documents(root: Path) -> list[Path]:
    """The Markdown files of a checkout: those at its root and all below docs/."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def anchors(text: str) -> set[str]:
    """What can be linked to in a document: its headings as GitHub names them, a repeated one with its number, and its
    own anchors."""
    seen: Counter[str] = Counter()
    found = set(ANCHOR.findall(text))
    for heading in HEADING.findall(FENCE.sub("", text)):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(f"{name}-{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return found


def broken(root: Path) -> Iterator[str]:
    """Every link that leads nowhere, with its document."""
    for file in documents(root):
        text = FENCE.sub("", file.read_text(encoding="utf-8"))
        for groups in LINK.findall(text):
            link = "".join(groups)
            path, _, anchor = link.partition("#")
            target = (file.parent / path) if path else file
            if not target.exists():
                yield f"{file.relative_to(root)}: {link}: there is no such file"
            elif anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
                yield f"{file.relative_to(root)}: {link}: there is no such heading"


def test_every_link_leads_somewhere() -> None:
    assert list(broken(ROOT)) == []


def test_there_are_links_to_check() -> None:
    assert {file.name for file in documents(ROOT)} >= {"README.md", "agents.md", "administrators.md", "developers.md"}
    assert "](docs/agents.md)" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "link",
    ["[a](other.md)", "[a](docs/there.md#gone)", "[a](#gone)", '<img src="gone.png" alt="">'],
)
def test_a_broken_link_is_found(tmp_path: Path, link: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "there.md").write_text("# Here\n", encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# Top\n\n{link}\n", encoding="utf-8")
    assert len(list(broken(tmp_path))) == 1


@pytest.mark.parametrize(
    "link",
    [
        "[a](docs/there.md)",
        "[a](docs/there.md#a-call-of-the-day)",
        "[a](docs/there.md#here-1)",
        "[a](docs/there.md#an-anchor)",
        "[a](#top)",
        "[a](https://example.org/x)",
        "```\n[a](gone.md)\n```",
    ],
)
def test_a_good_link_is_let_through(tmp_path: Path, link: str) -> None:
    (tmp_path / "docs").mkdir()
    there = '# Here\n\n## Here\n\n## A call (of the day)\n\n<a id="an-anchor"></a>\n'
    (tmp_path / "docs" / "there.md").write_text(there, encoding="utf-8")
    (tmp_path / "README.md").write_text(f"# Top\n\n{link}\n", encoding="utf-8")
    assert list(broken(tmp_path)) == []
