"""Where a Latin keyboard has its letters and digits: for layouts that have none, as the Ukrainian one."""

from __future__ import annotations

_ROWS = {24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM", 10: "1234567890"}
POSITION = {letter: first + at for first, row in _ROWS.items() for at, letter in enumerate(row)}
"""Letter or digit → key code of X11, which Wayland's compositors use too."""
LETTER_AT = {code: letter for letter, code in POSITION.items()}
