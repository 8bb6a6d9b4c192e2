"""Where a frozen program begins: the command line of the house."""

from __future__ import annotations

import os
import sys

from agent_desktop.__main__ import main


def _as_before() -> None:
    """A browser that we start must load its own libraries, not those that PyInstaller put before them."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before is not None:
        os.environ["LD_LIBRARY_PATH"] = before


if __name__ == "__main__":
    _as_before()
    sys.exit(main())
