"""The screen pop: one page a call, at the right moment, with values that cannot become anything but values (F129)."""

from __future__ import annotations

import pytest

from agent_desktop.client.call_info import CriRow
from agent_desktop.client.view import View
from agent_desktop.domain.messages import Case, CaseKind, CaseState, Offer, Why
from agent_desktop.local_api.pop import ScreenPop, filled
from agent_desktop.settings.kinds import PAGE

WHY = Why(rule="longest_ready", score=0, ready_ms=0)
PAGE_URL = "https://crm.example/find?phone={number}&case={case}"


def view(state: CaseState | None, case: int = 1, number: str = "+46701234567") -> View:
    """What the desk shows of a call; None: of none."""
    if state is None:
        return View()
    row = Case(id=case, queue="service", kind=CaseKind.INBOUND_CALL, state=state, created=1, since=1, agent="anna")
    cris = (CriRow(name="number", value=number, shown=False), CriRow(name="case", value=str(case), shown=False))
    offer = Offer(case=case, agent="anna", leg="o1", since=1, until=2, why=WHY) if state is CaseState.OFFERED else None
    return View(case=row, offer=offer, cris=cris)


COURSE = [
    view(None),
    view(CaseState.OFFERED),
    view(CaseState.OFFERED),
    view(CaseState.TALKING),
    view(CaseState.TALKING),
    view(CaseState.WRAP_UP),
    view(None),
]


def opened(when: str, course: list[View]) -> list[tuple[int, str]]:
    """After which view which page was opened."""
    pages: list[tuple[int, str]] = []
    now = 0
    pop = ScreenPop(PAGE_URL, when, lambda url: pages.append((now, url)))
    for now, shown in enumerate(course):  # noqa: B007 - the lambda reads it
        pop.follow(shown)
    return pages


@pytest.mark.parametrize(("when", "moment"), [("offer", 1), ("answer", 3), ("end", 5)])
def test_one_page_is_opened_at_its_moment(when: str, moment: int) -> None:
    assert opened(when, COURSE) == [(moment, "https://crm.example/find?phone=%2B46701234567&case=1")]


@pytest.mark.parametrize("when", ["offer", "answer", "end"])
def test_the_next_call_opens_its_own(when: str) -> None:
    after = [view(CaseState.OFFERED, 2), view(CaseState.TALKING, 2), view(None)]
    assert [url[-1] for _, url in opened(when, COURSE + after)] == ["1", "2"]


def test_a_call_that_is_gone_at_once_still_opens_with_what_was_known() -> None:
    assert opened("end", [view(CaseState.TALKING), view(None)]) == [
        (1, "https://crm.example/find?phone=%2B46701234567&case=1")
    ]


def test_a_call_that_nobody_took_opens_nothing_after_it() -> None:
    course = [view(CaseState.OFFERED), view(None)]
    assert opened("answer", course) == opened("end", course) == []


@pytest.mark.parametrize("evil", ["&admin=1", "x y/../..", "javascript:alert(1)", "å#?&=", "{case}", "%26"])
def test_a_value_stays_a_value(evil: str) -> None:
    url = filled("https://crm.example/find?name={name}&end", {"name": evil, "case": "7"})
    value = url.removeprefix("https://crm.example/find?name=").removesuffix("&end")
    assert value.isascii()
    assert not set(value) & set(" /:?#&={}")


@pytest.mark.parametrize(
    "page",
    [
        "javascript:alert({number})",
        "file:///etc/passwd",
        "https://{name}/x",
        "https://crm.{name}.example/",
        "crm.example",
        "https://user@crm.example/",
        "https://crm.example/a b",
        "https:///x",
    ],
)
def test_only_a_web_page_with_a_host_of_the_administrator_s_is_taken(page: str) -> None:
    with pytest.raises(ValueError):
        PAGE.read(page)


def test_a_web_page_and_none_are_taken() -> None:
    assert [PAGE.read(page) for page in ("", PAGE_URL, "http://crm/x#{case}")] == ["", PAGE_URL, "http://crm/x#{case}"]
