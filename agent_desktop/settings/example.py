"""Makes ``ect.ini.example`` from the table of options: `python -m agent_desktop.settings.example ect.ini.example`."""

from __future__ import annotations

import sys
import textwrap
from itertools import groupby
from pathlib import Path

from agent_desktop.settings.options import OPTIONS, Option, Scope

_HEAD = """\
Agent Desktop: every option, with the value that holds when it is not set.
Copy it to ect.ini, and take the semicolon from what you change. docs/administrators.md says where the file belongs.

In the file of the machine, [lock] keeps what users may otherwise change: "window.theme = yes" locks an option,
"window = yes" all of a section, and "window.theme = no" takes one out of it.
"""

_WHO = {
    (Scope.PC, True): "Read by the window, from the file of the machine, then from the user's.",
    (Scope.PC, False): "Read by the window, from the file of the machine.",
    (Scope.SERVER, False): "Read by the routing server, from the file of the machine.",
}


def example(scope: Scope | None = None) -> str:
    """The text of the file; for one kind of machine, only what is read there."""
    parts = [_comment(_HEAD)]
    chosen = [option for option in OPTIONS if scope in (None, option.scope)]
    for section, options in groupby(chosen, key=lambda option: option.section):
        rows = [f"[{section}]"]
        for option in options:
            rows.append("")
            rows.append(_comment(f"{option.words}\n{_allowed(option)}\n{_WHO[option.scope, option.user]}"))
            rows.append(f";{option.name} = {option.kind.write(option.default)}".rstrip())
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _allowed(option: Option[object]) -> str:
    return option.kind.allowed[0].upper() + option.kind.allowed[1:] + "."


def _comment(text: str) -> str:
    return "\n".join(f"# {line}" for row in text.splitlines() for line in textwrap.wrap(row, 110))


def main(file: str) -> None:
    """Write it."""
    Path(file).write_text(example(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
