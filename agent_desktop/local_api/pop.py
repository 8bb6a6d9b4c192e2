"""Opens a web page with what is known of the customer when a call is offered, answered or over (F129, screen pop)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import quote

from agent_desktop.client.view import View
from agent_desktop.domain.cri import PLACEHOLDER
from agent_desktop.domain.messages import CaseState


def filled(template: str, values: Mapping[str, str]) -> str:
    """The address with every ``{name}`` replaced by its value, percent-encoded (RFC 3986 §2.1); empty if unknown."""
    return PLACEHOLDER.sub(lambda match: quote(values.get(match[1], ""), safe=""), template)


class ScreenPop:
    """Hears every view; ``open_page`` is called once a case, at the moment ``when``: offer, answer or end."""

    def __init__(self, template: str, when: str, open_page: Callable[[str], None]) -> None:
        self._template, self._when, self._open_page = template, when, open_page
        self._opened: int | None = None  # the case whose page was opened last
        self._talked: tuple[int, dict[str, str]] | None = None  # the case in talk, and what was known of it

    def follow(self, view: View) -> None:
        """A new view."""
        case = view.case
        over = self._talked if self._talked and (case is None or not _in_talk(view, self._talked[0])) else None
        self._talked = (case.id, _values(view)) if case is not None and _in_talk(view, case.id) else None
        if self._when == "end":
            if over is not None:
                self._open(*over)
        elif case is not None and (view.offer is not None if self._when == "offer" else self._talked is not None):
            self._open(case.id, _values(view))

    def _open(self, case: int, values: Mapping[str, str]) -> None:
        if case != self._opened:
            self._opened = case
            self._open_page(filled(self._template, values))


def _in_talk(view: View, case: int) -> bool:
    return view.case is not None and view.case.id == case and view.case.state is CaseState.TALKING


def _values(view: View) -> dict[str, str]:
    """What stands for a name: the values of the case, those that every case has among them."""
    return {row.name: row.value for row in view.cris}
