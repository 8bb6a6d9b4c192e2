"""Call information from the rows a client has: what is shown, who may change it, which page it leads to (F046–F048)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.client.call_info import CriRow, cri_rows
from agent_desktop.domain.evolve import fold
from agent_desktop.domain.messages import (
    Agent,
    AgentDefined,
    Case,
    CaseChanged,
    CaseDetails,
    CaseKind,
    CaseState,
    Cri,
    CriDefined,
    CriDefinition,
    CriType,
    Queue,
    QueueDefined,
    Revealed,
)
from agent_desktop.domain.state import EMPTY, State

CASE = Case(id=7, queue="q", kind=CaseKind.INBOUND_CALL, state=CaseState.TALKING, created=0, since=0, agent="anna")
PAGE = "https://crm.example.com/{customer}?from={number}"


def state(case: Case = CASE, *, known: bool = True) -> State:
    details = CaseDetails(case=7, number="+46 70", cris=(Cri(name="customer", value="a/b&c"), Cri(name="x", value="1")))
    return fold(
        EMPTY,
        (
            QueueDefined(queue=Queue(id="q", name="Support")),
            AgentDefined(agent=Agent(id="anna", name="Anna", queues=("q",))),
            CriDefined(cri=CriDefinition(name="customer", queues=("q",), url=PAGE, editable=True)),
            CriDefined(cri=CriDefinition(name="hidden", queues=("q",), shown=False)),
            CriDefined(cri=CriDefinition(name="other", queues=("r",))),
            CaseChanged(case=case),
            *((Revealed(details=(details,)),) if known else ()),
        ),
    )


def rows(case: Case = CASE) -> dict[str, CriRow]:
    return {row.name: row for row in cri_rows(state(case), case, "anna")}


def test_the_queue_says_what_is_shown_and_the_rest_can_be_fetched() -> None:  # F046 F047
    found = rows()
    assert [name for name, row in found.items() if row.shown] == ["customer"]
    assert found["hidden"] == CriRow(name="hidden", value="", shown=False)
    assert found["x"].value == "1"
    assert found["queue_name"].value == "Support"
    assert "other" not in found


def test_a_value_never_says_which_host_is_asked() -> None:  # F048
    assert rows()["customer"].url == "https://crm.example.com/a%2Fb%26c?from=%2B46%2070"


def test_only_the_cases_agent_changes_a_value_and_not_before_it_is_answered() -> None:
    assert rows()["customer"].editable
    assert not rows(replace(CASE, state=CaseState.OFFERED))["customer"].editable
    assert not rows(replace(CASE, agent="bo"))["customer"].editable


def test_nothing_is_known_of_somebody_elses_case() -> None:
    assert cri_rows(state(known=False), CASE, "anna") == ()
    assert cri_rows(state(), None, "anna") == ()


def test_another_scheme_leads_nowhere() -> None:  # F048
    centre = fold(
        state(), (CriDefined(cri=CriDefinition(name="z", queues=("q",), type=CriType.TEXT, url="file:///{x}")),)
    )
    assert {row.name: row.url for row in cri_rows(centre, CASE, "anna")}["z"] == ""
