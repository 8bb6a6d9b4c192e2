"""CRIs: set by whoever may, of the type that was defined, and with the case wherever it goes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.domain import cri
from agent_desktop.domain.messages import (
    SYSTEM,
    CallArrived,
    CaseDetails,
    Cri,
    CriDefinition,
    CriType,
    Define,
    LegAnswered,
    LegEnd,
    Note,
    Overflow,
    Queue,
    SetCri,
)
from tests.fakes.centre import AGENTS, QUEUES, REASONS, Centre, code

SERVICE, SUPPORT, *OTHERS = QUEUES
BOTH = ("service", "support")
CRIS = (
    CriDefinition(name="Customer", queues=BOTH, type=CriType.NUMBER, editable=True),
    CriDefinition(name="Born", queues=BOTH, type=CriType.DATE, editable=True),
    CriDefinition(name="Language", queues=BOTH, type=CriType.CHOICE, choices=("sv", "uk"), editable=True),
    CriDefinition(name="Matter", queues=("service",), editable=True),
    CriDefinition(name="Contract", queues=BOTH),
    CriDefinition(name="Crm", queues=BOTH, url="https://crm.example/of/{Customer}?n={number}"),
)


def centre(service: Queue = SERVICE) -> Centre:
    define = Define(queues=(service, SUPPORT, *OTHERS), agents=AGENTS, reasons=REASONS, cris=CRIS)
    return Centre(define)


def call(office: Centre, *cris: Cri, number: str = "1000") -> None:
    """A caller dials; the network says this of the call."""
    office.give(CallArrived(leg="i1", number=number, caller="+461", caller_name="Carl", cris=cris))
    office.give(LegAnswered(leg="i1"))


def values(office: Centre) -> dict[str, str]:
    details = office.state.details[office.case().id]
    return {row.name: row.value for row in details.cris}


def test_the_agent_of_the_case_changes_what_is_editable() -> None:  # F046
    office = centre()
    office.ready("anna")
    call(office)
    office.pick_up("anna")
    case = office.case().id
    assert code(office, "anna", SetCri(case=case, name="Matter", value="invoice")) is None
    assert code(office, "anna", SetCri(case=case, name="Matter", value="reminder")) is None
    assert values(office) == {"Matter": "reminder"}
    said = len(office.events)
    assert code(office, "anna", SetCri(case=case, name="Matter", value="reminder")) is None
    assert len(office.events) == said, "what is the same already says nothing"
    assert code(office, "anna", SetCri(case=case, name="Matter", value="")) is None
    assert values(office) == {"Matter": ""}


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("Customer", ("0", "-12", "3.50"), ("1,5", "abc", "1e9", "٣")),
        ("Born", ("2026-11-22", "2024-02-29"), ("2026-02-29", "22.11.2026", "20261122", "2026-W01-1")),
        ("Language", ("sv", "uk"), ("SV", "pl")),
        ("Matter", ("x" * 1000,), ("x" * 1001,)),
    ],
)
def test_a_value_fits_its_type(name: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:  # F046
    office = centre()
    office.ready("anna")
    call(office)
    office.pick_up("anna")
    case = office.case().id
    for text in good:
        assert code(office, "anna", SetCri(case=case, name=name, value=text)) is None, text
    for text in bad:
        assert code(office, "anna", SetCri(case=case, name=name, value=text)) == "bad_cri_value", text
    assert values(office) == {name: good[-1]}


def test_nobody_else_and_nothing_else_is_changed() -> None:
    office = centre()
    office.ready("anna")
    call(office, number="2000")
    case = office.case().id
    offered = SetCri(case=case, name="Customer", value="1")
    assert code(office, "anna", offered) == "not_your_case"  # still ringing
    office.pick_up("anna")
    assert code(office, "vera", offered) == "not_your_case"
    assert code(office, "nobody", offered) == "unknown_agent"
    assert code(office, "anna", SetCri(case=99, name="Customer", value="1")) == "unknown_case"
    assert code(office, "anna", SetCri(case=case, name="Shoes", value="1")) == "unknown_cri"
    assert code(office, "anna", SetCri(case=case, name="number", value="1")) == "unknown_cri"
    assert code(office, "anna", SetCri(case=case, name="Matter", value="1")) == "unknown_cri"  # not on this queue
    assert code(office, "anna", SetCri(case=case, name="Contract", value="1")) == "cri_not_editable"
    assert values(office) == {}


def test_wrap_up_is_still_the_agents_case_and_what_is_over_is_not() -> None:
    office = centre()
    office.ready("anna")
    call(office)
    office.pick_up("anna")
    case = office.case().id
    office.end("i1")
    assert code(office, "anna", SetCri(case=case, name="Matter", value="paid")) is None
    assert values(office) == {"Matter": "paid"}
    office.wait(10_000)
    assert code(office, "anna", SetCri(case=case, name="Matter", value="unpaid")) == "unknown_case"


def test_what_the_network_says_reaches_the_agent_and_nobody_before() -> None:  # F004
    office = centre()
    call(office, Cri(name="Contract", value="A-17"), Cri(name="number", value="+forged"), Cri(name="x y", value="1"))
    case = office.case().id
    assert values(office) == {"Contract": "A-17"}
    office.log_in("anna", "bertil", "vera")
    assert [case in office.view(who).details for who in ("anna", "bertil", "vera")] == [False, False, True]
    office.ready("anna")
    assert office.view("anna").details[case].cris == (Cri(name="Contract", value="A-17"),)
    assert case not in office.view("bertil").details


def test_values_travel_through_a_missed_offer_and_an_overflow() -> None:  # F004
    office = centre(replace(SERVICE, overflow=Overflow(after_ms=30_000, queue="support")))
    call(office, Cri(name="Contract", value="A-17"))
    office.ready("bertil")
    office.end(office.offer("bertil").leg or "", LegEnd.NO_ANSWER)
    office.wait(31_000)
    assert office.case().queue == "support"
    assert values(office) == {"Contract": "A-17"}


def test_a_new_case_of_the_same_customer_gets_everything() -> None:  # F004 F024
    note = Note(case=7, agent="anna", text="wants a refund", at=1, device="pc", number=1)
    old = CaseDetails(case=7, number="+461", name="Carl", cris=(Cri(name="Contract", value="A-17"),), notes=(note,))
    assert cri.carried(old, 8) == replace(old, case=8)


def test_the_last_value_of_a_name_stands_in_its_first_place() -> None:
    old = CaseDetails(case=1, cris=(Cri(name="A", value="1"), Cri(name="B", value="2")))
    new = cri.with_values(old, (Cri(name="A", value="3"), Cri(name="C", value="4"), Cri(name="A", value="5")))
    assert [(row.name, row.value) for row in new.cris] == [("A", "5"), ("B", "2"), ("C", "4")]


def test_every_case_has_the_systems_values() -> None:  # F047
    office = centre()
    office.ready("anna")
    office.now = 1_795_324_500_000  # 2026-11-22 05:15 UTC
    office.ready("bertil")
    call(office)
    office.pick_up("anna")
    state, case = office.state, office.case()
    found = {name: cri.value(state, case, name) for name in cri.SYSTEM_CRIS}
    assert found == {
        "number": "+461",
        "name": "Carl",
        "case": str(case.id),
        "kind": "inbound_call",
        "queue": "service",
        "queue_name": "Customer service",
        "queue_number": "1000",
        "agent": "anna",
        "agent_name": "Anna Berg",
        "arrived": "2026-11-22 05:15:00",
        "answered": "2026-11-22 05:15:00",
    }
    assert cri.value(state, case, "Contract") is None
    office.ask("anna", SetCri(case=case.id, name="Matter", value="paid"))
    assert cri.value(office.state, case, "Matter") == "paid"
    assert cri.value(office.view("bertil"), case, "number") == "", "a colleague's client does not know"


def test_a_case_is_concluded_and_tagged_from_the_administrators_lists() -> None:  # F109
    lists = (
        CriDefinition(
            name="Disposition", queues=("service",), type=CriType.CHOICE, choices=("Solved", "Open"), editable=True
        ),
        CriDefinition(
            name="Tags", queues=("service",), type=CriType.TAGS, choices=("Bill", "Moved", "VIP"), editable=True
        ),
    )
    office = Centre(Define(queues=QUEUES, agents=AGENTS, cris=lists))
    office.ready("anna")
    call(office)
    leg = office.pick_up("anna")
    case = office.case().id
    office.end(leg)  # in wrap-up, too
    assert code(office, "anna", SetCri(case=case, name="Disposition", value="Solved")) is None
    for wrong in ("Other", "VIP, Bill", "Bill,VIP", "Bill, Bill", "Bill, "):
        assert code(office, "anna", SetCri(case=case, name="Tags", value=wrong)) == "bad_cri_value"
    assert code(office, "anna", SetCri(case=case, name="Tags", value="Bill, VIP")) is None
    assert {row.name: row.value for row in office.state.details[case].cris} == {
        "Disposition": "Solved",
        "Tags": "Bill, VIP",
    }
    assert code(office, "anna", SetCri(case=case, name="Tags", value="")) is None
    assert [row.name for row in cri.on_queue(office.state, "support")] == [], "only where it is enabled"


def test_call_information_is_what_the_queue_has() -> None:  # F046
    office = centre()
    names = [row.name for row in cri.on_queue(office.state, "support")]
    assert names == ["Born", "Contract", "Crm", "Customer", "Language"]
    assert [row.name for row in cri.on_queue(office.view("anna"), "service")] == sorted(row.name for row in CRIS)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (CriDefinition(name="number", queues=BOTH), "bad_cri_name"),
        (CriDefinition(name="two words", queues=BOTH), "bad_cri_name"),
        (CriDefinition(name="", queues=BOTH), "bad_cri_name"),
        (CriDefinition(name="A", queues=("sales",)), "unknown_queue"),
        (CriDefinition(name="A", queues=BOTH, type=CriType.CHOICE), "bad_cri_choices"),
        (CriDefinition(name="A", queues=BOTH, choices=("x",)), "bad_cri_choices"),
        (CriDefinition(name="A", queues=BOTH, type=CriType.TAGS), "bad_cri_choices"),
        (CriDefinition(name="A", queues=BOTH, type=CriType.TAGS, choices=("x, y",)), "bad_cri_choices"),
        (CriDefinition(name="A", queues=BOTH, url="crm.example/{A}"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="javascript:{A}"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://{A}/"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://crm{A}.example/"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://crm.example/{B}"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://crm.example/{A"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://crm.example/{}"), "bad_cri_url"),
        (CriDefinition(name="A", queues=BOTH, url="https://crm.example/a b"), "bad_cri_url"),
    ],
)
def test_a_definition_that_cannot_be_is_refused_whole(row: CriDefinition, refused: str) -> None:  # F048
    office = Centre()
    said = len(office.events)
    good = CriDefinition(name="Good", queues=BOTH)
    assert code(office, SYSTEM, Define(cris=(good, row))) == refused
    assert len(office.events) == said
    assert not office.state.cris


@pytest.mark.parametrize("url", ["https://crm.example/{A}", "http://crm.example:8080/?c={A}&n={number}", "https://x.y"])
def test_a_web_address_may_have_values_in_path_and_query(url: str) -> None:  # F048
    office = Centre()
    assert code(office, SYSTEM, Define(cris=(CriDefinition(name="A", queues=BOTH, url=url),))) is None
