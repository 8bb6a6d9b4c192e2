"""What every guard reads: the Python files of a checkout, their trees, and what they import."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "agent_desktop"
ALL_CODE = (PACKAGE, "bench", "resources", "sounds", "tests", "dev.py", "build_installer.py", "installer")


class Import(NamedTuple):
    """One import: who, of which module (ours: the deepest module named), in which line."""

    importer: str
    target: str
    line: int


class Source(NamedTuple):
    """A Python file: its path from the root of the checkout, its text and its tree."""

    path: str
    text: str
    tree: ast.Module


def sources(root: Path, places: Iterable[str] = (PACKAGE,)) -> Iterator[Source]:
    """The Python files under these folders and files of a checkout, in order."""
    for place in places:
        start = root / place
        files = [start] if start.is_file() else sorted(start.rglob("*.py"))
        for file in files:
            text, tree = _parsed(file)
            yield Source(file.relative_to(root).as_posix(), text, tree)


@cache
def _parsed(file: Path) -> tuple[str, ast.Module]:
    text = file.read_text(encoding="utf-8")
    return text, ast.parse(text, str(file))


def module_name(path: str) -> str:
    """`agent_desktop/ui/__init__.py` → `agent_desktop.ui`."""
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def imports(root: Path) -> list[Import]:
    """Every import of the package, wherever it stands in a file."""
    files = list(sources(root))
    known = {module_name(source.path) for source in files}
    found: list[Import] = []
    for source in files:
        importer = module_name(source.path)
        package = importer if source.path.endswith("__init__.py") else importer.rpartition(".")[0]
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Import):
                found += [Import(importer, alias.name, node.lineno) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                base = _absolute(node, package)
                for alias in node.names:
                    deeper = f"{base}.{alias.name}"
                    found.append(Import(importer, deeper if deeper in known else base, node.lineno))
    return found


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """The module an import-from names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    parents = package.split(".")
    above = parents[: len(parents) - (node.level - 1)]
    return ".".join([*above, *([node.module] if node.module else [])])


def dotted(node: ast.expr) -> str:
    """`os.path.join` for such an expression; a call or another expression before the dot counts as empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Write a small checkout for a guard to be tried on."""
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root
