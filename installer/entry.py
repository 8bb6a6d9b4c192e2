"""Where a frozen program begins: the command line of the house."""

from __future__ import annotations

import sys

from agent_desktop.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
