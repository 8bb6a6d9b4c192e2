"""The dial field: what a text may mean, and the number in what was pasted (F022, F023, F027)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from agent_desktop.client.action import Choice
from agent_desktop.client.phone_numbers import tidy_number
from agent_desktop.client.talk import Talk
from agent_desktop.client.targets import MOST, TargetKind, find
from agent_desktop.client.view import Colleague, Link, QueueInfo, View
from agent_desktop.domain.messages import Agent, AgentStatus, Case, CaseKind, CaseState, Presence


def colleague(name: str, *, available: bool = False) -> Colleague:
    key = name.split()[0].lower()
    presence = Presence(agent=key, status=AgentStatus.READY if available else AgentStatus.BUSY)
    return Colleague(agent=Agent(id=key, name=name), presence=presence, available=available)


def queue(key: str, name: str, ready: int = 0) -> QueueInfo:
    return QueueInfo(id=key, name=name, waiting=1, longest_since=None, logged_in=2, ready=ready, mine=True)


IDLE = View(
    link=Link.ONLINE,
    presence=Presence(agent="me", status=AgentStatus.BUSY),
    colleagues=(colleague("Anna Berg"), colleague("Bo Andersson", available=True), colleague("Carl Ek")),
    queues=(queue("support", "Support"), queue("vip", "VIP andra", ready=1)),
)
TALKING = replace(
    IDLE,
    presence=Presence(agent="me", status=AgentStatus.IN_CALL, case=7),
    case=Case(id=7, queue="support", kind=CaseKind.INBOUND_CALL, state=CaseState.TALKING, created=0, since=0),
    talk=Talk(own=True),
)


def names(view: View, text: str) -> list[str]:
    return [row.name for row in find(view, text)]


def test_a_text_finds_names_by_their_beginning_then_words_then_anywhere() -> None:  # F022
    assert names(IDLE, "an") == ["Anna Berg", "Bo Andersson"]
    assert names(IDLE, "AND") == ["Bo Andersson"]
    assert names(IDLE, "erg") == ["Anna Berg"]
    assert names(IDLE, "xyz") == []


def test_an_empty_field_lists_who_is_free_first() -> None:
    assert names(IDLE, "") == ["Bo Andersson", "Anna Berg", "Carl Ek"]


def test_queues_are_targets_of_a_call_in_progress_only() -> None:  # F027
    assert names(TALKING, "and") == ["Bo Andersson", "VIP andra"]
    assert names(IDLE, "vip") == []
    found = find(TALKING, "vip")[0]
    assert (found.kind, found.choice) == (TargetKind.QUEUE, Choice(queue="vip"))
    assert found.queue is not None
    assert found.queue.ready == 1


def test_a_number_comes_first_and_is_dialled_as_typed() -> None:
    first = find(IDLE, "070-123 45 67")[0]
    assert (first.kind, first.choice) == (TargetKind.NUMBER, Choice(number="0701234567"))


def test_there_are_never_more_rows_than_fit() -> None:
    crowd = replace(IDLE, colleagues=tuple(colleague(f"a{n} Berg") for n in range(50)))
    assert len(find(crowd, "berg")) == MOST


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("112", "112"),
        ("+46 (0)70-123 45 67", "+46701234567"),
        ("(08) 123 456", "08123456"),
        ("tel:+46-8-123456;ext=2", "+468123456"),
        ("sip:8090@pbx.example.com", "8090"),
        ("callto:0701234567", "0701234567"),
        ("Anna", ""),
        ("", ""),
        ("12 apples", ""),
    ],
)
def test_the_number_in_what_was_typed(typed: str, number: str) -> None:  # F022
    assert tidy_number(typed) == number
