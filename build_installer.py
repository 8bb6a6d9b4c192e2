#!/usr/bin/env python3
"""Makes the installers: `python3 build_installer.py` gives packages and archives in `dist/`; it needs nothing else.

Standard library only, as `dev.py`, which makes the environment for it; the work is done by `installer/`.
"""

from __future__ import annotations

import os
import subprocess
import sys

import dev


def main(arguments: list[str]) -> int:
    """Make the environment, then the packages. Returns the exit code."""
    try:
        dev.prepare("build")
    except dev.Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return 2
    env = {**os.environ, "PYTHONPATH": str(dev.HOME)}
    return subprocess.run([str(dev.venv_python()), "-m", "installer", *arguments], cwd=dev.HOME, env=env).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
