"""The look as values: colours with their meaning, sizes on a 4 px grid; light and dark are two rows of one table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from agent_desktop.domain.messages import AgentStatus


class Scheme(StrEnum):
    """The two looks."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Tone:
    """A filled area and what is written on it (``#rrggbb``)."""

    fill: str
    ink: str


@dataclass(frozen=True)
class Colours:
    """Every colour of one scheme, named by what it means, never by its hue (``#rrggbb``)."""

    ground: str  # behind everything
    surface: str  # cards, tables, buttons
    sunken: str  # hover, header of a table, groove of a meter
    line: str  # hairlines that only decorate
    outline: str  # edges of controls: 3:1 on ground and surface (WCAG 1.4.11)
    text: str
    muted: str
    accent: Tone  # the way on: log in, chosen tab, focus
    focus: str
    ready: Tone
    busy: Tone
    administrative: Tone
    wrap_up: Tone
    inbound: Tone
    absent: Tone
    good: str  # text and symbols on ground and surface
    bad: str
    caution: str


COLOURS: dict[Scheme, Colours] = {
    Scheme.LIGHT: Colours(
        ground="#f3f4f6",
        surface="#ffffff",
        sunken="#e9ebef",
        line="#dde1e6",
        outline="#868e9a",
        text="#171a1f",
        muted="#565e6b",
        accent=Tone("#4350af", "#ffffff"),
        focus="#4350af",
        ready=Tone("#1a7a45", "#ffffff"),
        busy=Tone("#bf2f2f", "#ffffff"),
        administrative=Tone("#7a5433", "#ffffff"),
        wrap_up=Tone("#f5c842", "#2a2000"),
        inbound=Tone("#a3d5f5", "#082c44"),
        absent=Tone("#68707d", "#ffffff"),
        good="#1a7a45",
        bad="#b92b2b",
        caution="#8a5a00",
    ),
    Scheme.DARK: Colours(
        ground="#14171c",
        surface="#1d2127",
        sunken="#292e36",
        line="#303640",
        outline="#78818f",
        text="#e9ebee",
        muted="#a3abb8",
        accent=Tone("#a9b3ff", "#12163a"),
        focus="#a9b3ff",
        ready=Tone("#1d7a47", "#ffffff"),
        busy=Tone("#b93434", "#ffffff"),
        administrative=Tone("#805a39", "#ffffff"),
        wrap_up=Tone("#e3b433", "#241a00"),
        inbound=Tone("#8cc8ee", "#06243a"),
        absent=Tone("#4b525d", "#ffffff"),
        good="#5fcf92",
        bad="#ff8f8a",
        caution="#f0c25a",
    ),
}


def tone_of(colours: Colours, status: AgentStatus) -> Tone:
    """The colours of an activity (F111)."""
    return {
        AgentStatus.READY: colours.ready,
        AgentStatus.BUSY: colours.busy,
        AgentStatus.ADMINISTRATIVE: colours.administrative,
        AgentStatus.WRAP_UP: colours.wrap_up,
        AgentStatus.OFFERED: colours.inbound,
        AgentStatus.IN_CALL: colours.inbound,
        AgentStatus.LOGGED_OUT: colours.absent,
    }[status]


def icon_of(status: AgentStatus) -> str:
    """The symbol of an activity, so that colour is never the only sign."""
    return {
        AgentStatus.READY: "ready",
        AgentStatus.BUSY: "busy",
        AgentStatus.ADMINISTRATIVE: "administrative",
        AgentStatus.WRAP_UP: "wrap_up",
        AgentStatus.OFFERED: "answer",
        AgentStatus.IN_CALL: "phone",
        AgentStatus.LOGGED_OUT: "log_out",
    }[status]


def mix(colour: str, other: str, share: float) -> str:
    """``colour`` with ``share`` (0 … 1) of ``other`` in it."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 … 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [value / 255 for value in _rgb(colour)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
