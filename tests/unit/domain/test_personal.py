"""Where the personal texts of rows are found, and what becomes of them."""

from __future__ import annotations

from agent_desktop.domain import personal
from agent_desktop.domain.messages import (
    Asked,
    CallArrived,
    CaseDetails,
    Cri,
    DetailsChanged,
    EffectIssued,
    LogIn,
    Note,
    Revealed,
    RingLeg,
    WriteNote,
)
from agent_desktop.domain.personal import ERASED

NOTE = Note(case=7, agent="anna", text="angry", at=1, device="pc", number=1)
DETAILS = CaseDetails(case=7, number="+46", contact="key", cris=(Cri(name="plan", value="gold"),), notes=(NOTE,))


def marked(case: int, text: str) -> str:
    return f"{case}:{text}"


def test_every_personal_text_is_changed_with_its_case_and_nothing_else() -> None:
    changed = personal.changed(DetailsChanged(details=DETAILS), marked).details
    assert (changed.number, changed.name, changed.contact) == ("7:+46", "", "7:key")
    assert changed.cris == (Cri(name="plan", value="7:gold"),)
    assert changed.notes[0].text == "7:angry"
    assert (changed.notes[0].agent, changed.notes[0].device) == ("anna", "pc")


def test_rows_inside_others_are_reached() -> None:
    ring = RingLeg(id=1, until=2, leg="o1", agent="anna", peer="i1", queue_name="Q", case=3, caller="+46")
    issued = personal.changed(EffectIssued(effect=ring), marked)
    assert isinstance(issued.effect, RingLeg)
    assert (issued.effect.caller, issued.effect.caller_name, issued.effect.agent) == ("3:+46", "", "anna")
    asked = Asked(by="anna", command=WriteNote(case=5, text="t", device="pc", number=1))
    assert personal.cases(asked) == {5}
    assert personal.cases(Revealed(details=(DETAILS, CaseDetails(case=8, name="N")))) == {7, 8}


def test_what_names_no_case_has_none() -> None:
    assert personal.cases(CallArrived(leg="i1", number="1000", caller="+46")) == {0}


def test_without_a_personal_text_the_row_is_the_same() -> None:
    for row in (Asked(by="anna", command=LogIn()), CallArrived(leg="i1", number="1000"), CaseDetails(case=1)):
        assert personal.changed(row, marked) == row
        assert personal.cases(row) == set()


def test_erased_customers_are_not_taken_for_one() -> None:
    erased = personal.changed(DETAILS, lambda case, text: ERASED)
    assert (erased.number, erased.contact) == (ERASED, "")
