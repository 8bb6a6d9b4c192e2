"""Gathers every text of the window into resources/translations/*.ts, those of the tables included.

lupdate reads only literals; labels of actions and sentences of codes stand in tables that know no Qt. So this writes
the tables' texts as literals into a passing file and lets lupdate read that too: ``python -m …``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from agent_desktop import resources
from agent_desktop.client.actions import ACTIONS
from agent_desktop.protocol.codes import ADVICE, BOOK, NOTICES, PROBLEMS, REFUSALS, SYSTEM_REASONS
from agent_desktop.ui import settings_pages
from agent_desktop.ui.settings_page import SETTINGS
from agent_desktop.ui.variants import LANGUAGES, SOURCE
from agent_desktop.ui.words import COUNTS, OUTCOMES, PHONE, WAITING

HERE = Path(__file__).resolve().parent


def table_texts() -> Iterator[tuple[str, str]]:
    """Context and text of everything that a table holds."""
    for action in ACTIONS:
        for label in (action.label, *action.labels):
            yield "actions", label
    for table in (REFUSALS, PROBLEMS, NOTICES, BOOK, ADVICE, SYSTEM_REASONS):
        for text in table.values():
            yield "codes", text
    for text in PHONE:
        yield "phone", text
    for text in OUTCOMES.values():
        yield "outcome", text
    for text in settings_pages.texts():
        yield SETTINGS, text


def literals() -> Iterator[str]:
    """The same as lines of Python that lupdate understands; a plural is one whose call has a number."""
    for context, text in table_texts():
        yield f"QCoreApplication.translate({context!r}, {text!r})"
    for text in (*COUNTS.values(), WAITING):
        yield f"QCoreApplication.translate('counts', {text!r}, '', 3)"


def main() -> None:
    """Bring the files of all languages up to date; what was translated stays."""
    folder = resources.path("resources/translations")
    folder.mkdir(parents=True, exist_ok=True)
    sources = [*sorted(HERE.glob("*.py")), HERE.parent / "app.py"]
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        raise SystemExit("pyside6-lupdate is not there: PySide6 brings it")
    with tempfile.TemporaryDirectory() as passing:
        tables = Path(passing) / "tables.py"
        tables.write_text("\n".join(literals()) + "\n", encoding="utf-8")
        for code in LANGUAGES:
            target = folder / f"agent_desktop_{code}.ts"
            plurals = ("-pluralonly",) if code == SOURCE else ()
            options = ("-locations", "none", "-no-obsolete", *plurals, "-ts", str(target))
            subprocess.run([tool, *map(str, [*sources, tables]), *options], check=True)


if __name__ == "__main__":
    main()
