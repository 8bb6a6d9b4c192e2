"""The form of a case's campaign: filled in, and lost with a warning when the case moves to another campaign (F099)."""

from __future__ import annotations

from msgspec.structs import replace

from agent_desktop.domain import dialer, results
from agent_desktop.domain.agents import present
from agent_desktop.domain.bridge import customers_leg
from agent_desktop.domain.cri import LONGEST, settable
from agent_desktop.domain.messages import (
    Case,
    CaseKind,
    CaseState,
    DetailsChanged,
    FillForm,
    MoveToCampaign,
    Refusal,
)
from agent_desktop.domain.turn import Turn

MOST = 200
"""Fields of a form at most."""

CALLED = frozenset({CaseKind.OUTBOUND_CALL, CaseKind.CALLBACK})
"""Kinds of case that a campaign's rules can hold for: we call the customer."""


def fill_form(turn: Turn, by: str, command: FillForm) -> Refusal | None:
    """Values by the fields' names; an empty one takes the field away. What is not named stays."""
    case = _own(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    bad = next((row for row in command.values if not settable(row.name) or len(row.value) > LONGEST), None)
    if bad is not None:
        return Refusal(code="bad_cri_value", params=(("name", bad.name),))
    details = turn.state.details[case.id]
    merged = {row.name: row for row in (*details.form, *command.values)}
    form = tuple(row for row in merged.values() if row.value)
    if len(form) > MOST:
        return Refusal(code="form_too_long", params=(("most", str(MOST)),))
    if form != details.form:
        turn.emit(DetailsChanged(details=replace(details, form=form)))
        turn.tell_readers(case.id, by)
    return None


def _own(turn: Turn, by: str, number: int) -> Case | Refusal:
    presence = present(turn, by)
    if isinstance(presence, Refusal):
        return presence
    case = turn.state.cases.get(number)
    if case is None:
        return Refusal(code="unknown_case")
    return case if case.agent == by and case.state is not CaseState.OFFERED else Refusal(code="not_your_case")


def move_to_campaign(turn: Turn, by: str, command: MoveToCampaign) -> Refusal | None:
    """F099: the campaign's first result, an empty form, and its attempts are counted from now on. What would be lost is
    asked for first: the command says ``erase`` then."""
    case = _own(turn, by, command.case)
    if isinstance(case, Refusal):
        return case
    campaign = turn.state.campaigns.get(command.campaign)
    if campaign is None:
        return Refusal(code="unknown_campaign")
    if campaign.queue not in turn.state.agents[by].queues:
        return Refusal(code="not_your_queue")
    if case.kind not in CALLED or case.inquiry_of is not None:
        return Refusal(code="wrong_kind")
    if case.state not in results.REPORTABLE:
        return Refusal(code="no_move_now")
    if case.state is CaseState.TALKING and customers_leg(turn.state, case.id) is None:
        return Refusal(code="no_customer")
    if case.campaign == campaign.id:
        return None
    details = turn.state.details[case.id]
    if (details.form or case.result is not None) and not command.erase:
        return Refusal(code="form_data_lost")
    if case.contact is not None:
        dialer.moved_away(turn, case)
    turn.case(
        case,
        campaign=campaign.id,
        contact=None,
        queue=campaign.queue,
        result=campaign.initial,
        due_at=None,
        attempts=0,
    )
    if details.form:
        turn.emit(DetailsChanged(details=replace(details, form=())))
    turn.tell_readers(case.id, by)
    return None
