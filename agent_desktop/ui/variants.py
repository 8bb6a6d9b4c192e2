"""Which languages and looks the window has; apart, because the command line knows them before Qt is loaded."""

from __future__ import annotations

LANGUAGES: dict[str, str] = {
    "en": "English",
    "sv": "Svenska",
    "uk": "Українська",
    "pl": "Polski",
    "fr": "Français",
}
"""Code and own name of each language; a person finds their language in their language."""

SOURCE = "en"
"""The language the words stand in in the code."""

THEMES = ("system", "light", "dark")
