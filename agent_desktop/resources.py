"""Finds the data that comes with the program, in a checkout as in an installed package, wherever it was started."""

from __future__ import annotations

from pathlib import Path

_PLACES = ("hotkeys", "resources", "sounds", "translations")
_PACKAGE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """The file or folder called ``name``: ``hotkeys/…``, ``resources/…``, ``sounds/…`` or ``translations/…`` (``.qm``).

    Nothing is opened: whether it exists is for the caller to see. ValueError for any other name.
    """
    return locate(_PACKAGE, name)


def locate(package: Path, name: str) -> Path:
    """The same for a package that lies elsewhere."""
    place, _, _ = name.partition("/")
    if place not in _PLACES:
        raise ValueError(f"{name!r} is in none of {', '.join(_PLACES)}")
    data = package / "_data"
    if data.is_dir():  # a wheel or an installer put it there
        return data / name
    checkout = package.parent
    return checkout / "build" / name if place == "translations" else checkout / name
