"""Draws the icons: line drawings of 24 by 24 with one pen, so that they belong together. `python make_icons.py` writes
them beside itself; the window replaces the pen's colour (#000) by that of its text."""

from __future__ import annotations

from pathlib import Path

PEN = 'fill="none" stroke="#000" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'

# --- parts that several icons share --------------------------------------------------------------

RING = '<circle cx="12" cy="12" r="9"/>'
HANDSET = (
    '<path d="M5.6 3.5h3l1.7 4.4-2.2 1.7a12.4 12.4 0 0 0 6.3 6.3l1.7-2.2 4.4 1.7v3a2.1 2.1 0 0 1-2.2 2.1'
    'A15.4 15.4 0 0 1 3.5 5.7 2.1 2.1 0 0 1 5.6 3.5z"/>'
)
MICROPHONE = '<rect x="9" y="3" width="6" height="11" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3M9 21h6"/>'
PERSON = '<circle cx="9" cy="8" r="3.5"/><path d="M2.8 20a6.2 6.2 0 0 1 12.4 0"/>'


def dot(x: float, y: float, radius: float = 1.1) -> str:
    """A filled point."""
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="#000" stroke="none"/>'


def line(path: str) -> str:
    """A stroke along SVG path data."""
    return f'<path d="{path}"/>'


ICONS: dict[str, str] = {
    "administrative": line("M7 3.5h7l4 4v11a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2v-13a2 2 0 0 1 2-2z") + line("M9 11h6M9 15h6"),
    "agents": PERSON + line("M15.5 4.7a3.5 3.5 0 0 1 0 6.6M17.8 14.3a6.2 6.2 0 0 1 3.4 5.7"),
    "alarm": line("M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4M12 3v2"),
    "answer": HANDSET + line("M20.5 3.5l-6 6M14.5 4.8v4.7h4.7"),
    "book": '<rect x="5" y="3.5" width="14" height="17" rx="1.5"/>'
    + '<circle cx="12" cy="9.5" r="2.3"/>'
    + line("M8 16.5a4 4 0 0 1 8 0M3 8h2M3 12h2M3 16h2"),
    "busy": RING + line("M8 12h8"),
    "campaign": line("M4 10.5v3h3.5L15 18V6l-7.5 4.5zM18.5 9.5a4 4 0 0 1 0 5M8 13.7l1.2 5h2.3"),
    "clock": RING + line("M12 7v5l3.4 2"),
    "cases": line("M4 8.5h16v10.5H4zM8.5 8.5V5.5h7v3M4 13h16"),
    "columns": line("M4 5h16v14H4zM9.5 5v14M14.5 5v14"),
    "compact": line("M5 4h14v16H5zM5 14h14M12 6.5v4.5M9.8 9l2.2 2.2L14.2 9"),
    "dial": "".join(dot(x, y, 1.5) for y in (5, 10, 15) for x in (6, 12, 18)) + dot(12, 20, 1.5),
    "globe": RING + line("M3 12h18M12 3c3 3 3.6 6 3.6 9S15 18 12 21c-3-3-3.6-6-3.6-9S9 6 12 3z"),
    "hang_up": f'<g transform="translate(0 3) rotate(135 12 12)">{HANDSET}</g>',
    "help": RING + line("M9.4 9.3a2.7 2.7 0 1 1 4 2.6c-.9.5-1.4 1-1.4 2") + dot(12, 16.8),
    "history": line("M6 4h12v16H6zM9 8.5h6M9 12h6M9 15.5h3.5"),
    "hold": RING + line("M10 9v6M14 9v6"),
    "in": line("M11 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-5M11 7v6h6M11 13l9-9"),
    "info": RING + line("M12 11.5v5") + dot(12, 8),
    "log_out": line("M10 4H6a2 2 0 0 0-2 2v12a2 2 0 0 0 2 2h4M15 8l4.5 4L15 16M9.5 12h10"),
    "favourite": line("M12 3.8l2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z"),
    "message": line("M4 5.5h16v11H10l-4.5 3.5v-3.5H4z"),
    "missed": HANDSET + line("M14.5 3.5l6 6M20.5 3.5l-6 6"),
    "more": dot(5, 12, 1.7) + dot(12, 12, 1.7) + dot(19, 12, 1.7),
    "mute": MICROPHONE + line("M4 3l16 18"),
    "out": line("M11 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-5M14 4h6v6M20 4l-9 9"),
    "park": RING + line("M10 16.5v-9h2.8a2.6 2.6 0 0 1 0 5.2H10"),
    "pause": line("M8.5 5v14M15.5 5v14"),
    "phone": HANDSET,
    "pick": line("M5 20.5h14M12 4v10.5M7.5 10.5L12 15l4.5-4.5"),
    "pin": line("M9 4h6l-.8 6.5 2.8 3H7l2.8-3zM12 13.5V20"),
    "play": line("M7 4.5v15l12-7.5z"),
    "queue": "".join(dot(5, y) + line(f"M9 {y}h11") for y in (6, 12, 18)),
    "ready": RING + line("M8 12.3l2.8 2.7L16 9.5"),
    "recent": line("M4.2 8A9 9 0 1 1 3 12M4 3.5V8h4.5M12 7v5l3.4 2"),
    "record": RING + dot(12, 12, 4),
    "speaker": line("M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11"),
    "stop": line("M6 6h12v12H6z"),
    "settings": line("M4 6h7M17 6h3M4 12h2M12 12h8M4 18h9M19 18h1")
    + "".join(f'<circle cx="{x}" cy="{y}" r="2.2"/>' for x, y in ((14, 6), (9, 12), (16, 18))),
    "statistics": line("M4 20h16M7 20v-6M12 20V5M17 20v-9"),
    "toggle": line("M4 9h15M15.5 5.5L19 9l-3.5 3.5M20 16H5M8.5 12.5L5 16l3.5 3.5"),
    "transfer": HANDSET + line("M13 6.5h7.5M17.5 3.5l3 3-3 3"),
    "unmute": MICROPHONE,
    "warning": line("M12 4l9 16H3z") + line("M12 10v4.5") + dot(12, 17.2),
    "voicemail": '<circle cx="6.5" cy="11.5" r="3.8"/><circle cx="17.5" cy="11.5" r="3.8"/>' + line("M6.5 15.3h11"),
    "wrap_up": line("M4 20l1-4.2L15.6 5.2a2.1 2.1 0 0 1 3 0l.2.2a2.1 2.1 0 0 1 0 3L8.2 19 4 20z")
    + line("M13.5 7.3l3.2 3.2"),
}
"""Name → drawing, made with ``PEN``."""

APP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">'
    '<stop offset="0" stop-color="#2f7de1"/><stop offset="1" stop-color="#1b4f9c"/></linearGradient></defs>'
    '<rect x="1" y="1" width="22" height="22" rx="5.5" fill="url(#sky)"/>'
    '<g fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round">'
    '<path d="M6.2 13v-1.2a5.8 5.8 0 0 1 11.6 0V13"/><path d="M17.8 16.2a3.6 3.6 0 0 1-3.6 2.6"/></g>'
    '<rect x="4.9" y="12.2" width="3" height="4.8" rx="1.4" fill="#fff"/>'
    '<rect x="16.1" y="12.2" width="3" height="4.8" rx="1.4" fill="#fff"/>'
    '<circle cx="12.9" cy="18.8" r="1.7" fill="#3ddc84"/></svg>\n'
)
"""The program's own icon: a headset, and the green of "ready"."""


def drawings() -> dict[str, str]:
    """File name → SVG text of every icon."""
    frame = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" {PEN}>'
    return {"app.svg": APP, **{f"{name}.svg": f"{frame}{body}</svg>\n" for name, body in ICONS.items()}}


def main() -> None:
    """Write the files beside this one."""
    for name, text in drawings().items():
        (Path(__file__).parent / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
